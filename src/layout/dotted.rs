//! Dotted lines: second reporting lines, led around all cards.
//!
//! A line is found by A* (Hart, Nilsson, Raphael, 1968; weighted as by Pohl, 1970) on the grid of lines through both cards' ports and along the
//! edges of the cards in the way (Hanan's grid). Which cards are in the way is learnt: the shortest path is looked for
//! among the cards known so far, and where it runs into others they are added and the search starts again, so that a line
//! costs what it meets and not what the chart holds.
//!
//! Work is bounded: a line knows at most [`MAX_OBSTACLES`] cards, and each line has at most [`LINE_STEPS`] steps of
//! the search, fewer where there are many lines: all together have a few for every card of the chart. A line that finds no way within its share is led straight, beneath the cards that it meets.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::connectors::corners;
use super::spatial_index::SpatialIndex;
use super::{Card, Connector, ConnectorKind};
use crate::geometry::{Point, Rect};
use crate::model::{Chart, PositionId, Visit};

/// Least distance between a dotted line and a card that isn't one of its ends: half the gap of stacked cards.
const CLEAR: f64 = crate::theme::gap::STACKED / 2.0;

/// What a bend costs, in units of length.
const BEND: f64 = 60.0;

/// How much more than its length the way to come is reckoned to cost. Ways nearer to the goal are looked at first, which
/// finds a way many times sooner; it may be longer than the shortest by as much.
const EAGERNESS: f64 = 2.0;

/// How many cards a line learns to keep clear of before it gives up.
const MAX_OBSTACLES: usize = 200;

/// How many cards a stretch adds at a time to those that are known.
const LEARNT_AT_A_TIME: usize = 12;

/// How many steps all lines of a layout may search: some in any case, and a few for every card; and a single line.
const LEAST_STEPS: usize = 60_000;
const STEPS_A_CARD: usize = 6;
const LINE_STEPS: usize = 20_000;

/// The dotted lines, in the order of the positions that they start from.
pub(super) fn dotted_lines(
    chart: &Chart,
    visits: &[Visit],
    cards: &[Card],
    ranks: &HashMap<PositionId, usize>,
    index: &SpatialIndex,
) -> Vec<Connector> {
    let ends = shown_ends(chart, visits, cards, ranks);
    let all_steps = LEAST_STEPS + STEPS_A_CARD * cards.len();
    let steps = (all_steps / ends.len().max(1)).min(LINE_STEPS);
    let line = |(from, to): (usize, usize)| {
        let ends = Ends::new(&cards[from].rect, &cards[to].rect);
        let mut router = Router { cards, index, known: HashSet::new(), obstacles: Vec::new(), steps };
        let points = router.route(from, to, &ends).unwrap_or_else(|| straight(&cards[from].rect, &cards[to].rect));
        Connector { from, to, kind: ConnectorKind::Dotted, points: corners(points) }
    };
    ends.into_iter().map(line).collect()
}

/// Manager and report of every dotted line, by rank, each pair once. For a position that is folded away stands the
/// nearest manager above it that is shown; a line between two positions with the same one isn't drawn.
fn shown_ends(
    chart: &Chart,
    visits: &[Visit],
    cards: &[Card],
    ranks: &HashMap<PositionId, usize>,
) -> Vec<(usize, usize)> {
    let mut stands_for: HashMap<&PositionId, usize> = HashMap::new();
    let mut lines: Vec<(usize, &PositionId)> = Vec::new();
    for (rank, visit) in visits.iter().enumerate() {
        lines.extend(visit.position.dotted_to.iter().map(|to| (rank, to)));
        if cards[rank].hidden > 0 {
            for below in chart.branch(&visit.position.id).skip(1) {
                lines.extend(below.position.dotted_to.iter().map(|to| (rank, to)));
                if chart.has_dotted_lines_to(&below.position.id) {
                    stands_for.insert(&below.position.id, rank);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    let ends = |(report, to): (usize, &PositionId)| {
        let manager = *ranks.get(to).or_else(|| stands_for.get(to))?;
        (manager != report && seen.insert((manager, report))).then_some((manager, report))
    };
    lines.into_iter().filter_map(ends).collect()
}

/// Which way a stretch runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Level,
    Upright,
}

/// A place on a card's edge where a line may start, and the point clear of the card from which it goes on.
#[derive(Clone, Copy, Debug)]
struct Port {
    edge: Point,
    clear: Point,
    run: Run,
}

/// One port on each side. They keep off the middle, where reporting lines start and end.
fn ports(card: &Rect) -> [Port; 4] {
    let down = (card.y + card.height * 2.0 / 3.0).round();
    let along = (card.x + card.width * 3.0 / 4.0).round();
    let port = |x: f64, y: f64, dx: f64, dy: f64| {
        let run = if dy == 0.0 { Run::Level } else { Run::Upright };
        Port { edge: Point::new(x, y), clear: Point::new(x + dx * CLEAR, y + dy * CLEAR), run }
    };
    [
        port(card.x, down, -1.0, 0.0),
        port(card.right(), down, 1.0, 0.0),
        port(along, card.y, 0.0, -1.0),
        port(along, card.bottom(), 0.0, 1.0),
    ]
}

/// Where a line may start and end.
struct Ends {
    start: [Port; 4],
    goal: [Port; 4],
}

impl Ends {
    fn new(from: &Rect, to: &Rect) -> Self {
        Self { start: ports(from), goal: ports(to) }
    }

    /// What the way from the point to the end is reckoned to cost: its least length, and more for the bends on it.
    fn distance(&self, point: Point) -> f64 {
        let to = |port: &Port| (port.clear.x - point.x).abs() + (port.clear.y - point.y).abs();
        EAGERNESS * self.goal.iter().map(to).fold(f64::INFINITY, f64::min)
    }
}

/// Looks for one line's way.
struct Router<'a> {
    cards: &'a [Card],
    index: &'a SpatialIndex,
    /// The cards that the line keeps clear of so far, and the rectangles that it keeps out of for them.
    known: HashSet<usize>,
    obstacles: Vec<Rect>,
    /// How many steps are left.
    steps: usize,
}

impl Router<'_> {
    fn route(&mut self, from: usize, to: usize, ends: &Ends) -> Option<Vec<Point>> {
        self.learn(from);
        self.learn(to);
        loop {
            let mut grid = Grid::new(ends, &self.obstacles);
            let path = grid.search(ends, &mut self.steps)?;
            if !self.learn_along(&path) {
                return Some(path);
            }
            if self.obstacles.len() > MAX_OBSTACLES {
                return None;
            }
        }
    }

    fn learn(&mut self, rank: usize) -> bool {
        let is_new = self.known.insert(rank);
        if is_new {
            self.obstacles.push(self.cards[rank].rect.grown(CLEAR));
        }
        is_new
    }

    /// Adds cards that the path runs into; whether there were any. Its first and last stretch lead out of its own cards.
    fn learn_along(&mut self, path: &[Point]) -> bool {
        let mut met = Vec::new();
        for ends in path[1..path.len() - 1].windows(2) {
            // A little less than the clearance: the path may run along its edge.
            let corridor = Rect::from_corners(ends[0], ends[1]).grown(CLEAR - 0.01);
            let before = met.len();
            self.index.search(&corridor, |rank| {
                if !self.known.contains(&rank) {
                    met.push(rank);
                }
                met.len() - before < LEARNT_AT_A_TIME
            });
        }
        met.into_iter().filter(|&rank| self.learn(rank)).count() > 0
    }
}

/// The lines along which a path may run.
struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// For each crossing, whether an obstacle lies on the way to the next one along x, and along y.
    blocked: Vec<[bool; 2]>,
}

/// A crossing of the grid, and which way the path runs there.
type State = usize;

/// A state that is still to be looked at.
struct Ahead {
    /// Cost so far and least cost to come.
    cost: f64,
    state: State,
}

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ahead {}

impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ahead {
    /// The cheapest is the greatest; among equals the one with the smaller number, so that the order is the same each time.
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then(other.state.cmp(&self.state))
    }
}

impl Grid {
    fn new(ends: &Ends, obstacles: &[Rect]) -> Self {
        let ports = || ends.start.iter().chain(&ends.goal).map(|port| port.clear);
        let xs = lines(ports().map(|at| at.x).chain(obstacles.iter().flat_map(|it| [it.x, it.right()])));
        let ys = lines(ports().map(|at| at.y).chain(obstacles.iter().flat_map(|it| [it.y, it.bottom()])));
        let blocked = vec![[false; 2]; xs.len() * ys.len()];
        let mut grid = Self { xs, ys, blocked };
        for obstacle in obstacles {
            grid.block(obstacle);
        }
        grid
    }

    /// Closes what lies inside the obstacle; its edges stay open.
    fn block(&mut self, obstacle: &Rect) {
        let (left, right) = (place(&self.xs, obstacle.x), place(&self.xs, obstacle.right()));
        let (top, bottom) = (place(&self.ys, obstacle.y), place(&self.ys, obstacle.bottom()));
        for y in top..=bottom {
            for x in left..=right {
                let at = self.crossing(x, y);
                self.blocked[at][0] |= x < right && top < y && y < bottom;
                self.blocked[at][1] |= y < bottom && left < x && x < right;
            }
        }
    }

    const fn crossing(&self, x: usize, y: usize) -> usize {
        y * self.xs.len() + x
    }

    fn state(&self, port: &Port) -> State {
        self.crossing(place(&self.xs, port.clear.x), place(&self.ys, port.clear.y)) * 2 + port.run as usize
    }

    fn point(&self, state: State) -> Point {
        let crossing = state / 2;
        Point::new(self.xs[crossing % self.xs.len()], self.ys[crossing / self.xs.len()])
    }

    /// The cheapest path from port to port; none where there is none, or the steps are used up.
    fn search(&mut self, ends: &Ends, steps: &mut usize) -> Option<Vec<Point>> {
        let states = self.blocked.len() * 2;
        let mut costs = vec![f64::INFINITY; states];
        let mut from = vec![State::MAX; states];
        let mut ahead = BinaryHeap::new();
        for port in &ends.start {
            let state = self.state(port);
            costs[state] = 0.0;
            ahead.push(Ahead { cost: ends.distance(port.clear), state });
        }
        let goals = ends.goal.map(|port| self.state(&port));
        // A new grid costs time, too.
        *steps = steps.saturating_sub(self.blocked.len() / 8);
        while let Some(Ahead { cost, state }) = ahead.pop() {
            if goals.contains(&state) {
                return Some(self.trace(ends, &from, state));
            }
            if cost > costs[state] + ends.distance(self.point(state)) + 1e-6 {
                continue;
            }
            *steps = steps.checked_sub(1)?;
            for (next, price) in self.moves(state).into_iter().flatten() {
                let cost = costs[state] + price;
                if cost < costs[next] {
                    (costs[next], from[next]) = (cost, state);
                    ahead.push(Ahead { cost: cost + ends.distance(self.point(next)), state: next });
                }
            }
        }
        None
    }

    /// Where a path may go on from here, and at what price: back and forth the way it runs, or into a bend.
    fn moves(&self, state: State) -> [Option<(State, f64)>; 3] {
        let (crossing, run) = (state / 2, state % 2);
        let (stride, lines, place) = if run == Run::Level as usize {
            (1, &self.xs, crossing % self.xs.len())
        } else {
            (self.xs.len(), &self.ys, crossing / self.xs.len())
        };
        let step = |to: usize, gate: usize, other: usize| {
            (!self.blocked[gate][run]).then(|| (to * 2 + run, (lines[place] - lines[other]).abs()))
        };
        let forth = (place + 1 < lines.len()).then(|| step(crossing + stride, crossing, place + 1)).flatten();
        let back = (place > 0).then(|| step(crossing - stride, crossing - stride, place - 1)).flatten();
        [forth, back, Some((state ^ 1, BEND))]
    }

    /// The corners of the path that ends in this state, from edge to edge.
    fn trace(&self, ends: &Ends, from: &[State], goal: State) -> Vec<Point> {
        let edge = |ports: &[Port; 4], state| {
            let port = ports.iter().find(|port| self.state(port) == state);
            port.map_or(self.point(state), |port| port.edge)
        };
        let mut states: Vec<State> =
            std::iter::successors(Some(goal), |&state| Some(from[state]).filter(|&before| before != State::MAX))
                .collect();
        states.reverse();
        let turns = corners(states.iter().map(|&state| self.point(state)));
        // A path without any length still has the two points that its ends lead to.
        let turns = if turns.len() == 1 { vec![turns[0]; 2] } else { turns };
        let first = edge(&ends.start, states[0]);
        std::iter::once(first).chain(turns).chain([edge(&ends.goal, goal)]).collect()
    }
}

/// The numbers in order, each once.
fn lines(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut lines: Vec<f64> = numbers.collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup();
    lines
}

/// Where the number stands among the lines, of which it is one.
fn place(lines: &[f64], number: f64) -> usize {
    lines.partition_point(|&line| line < number)
}

/// A way without regard to other cards: out of the facing edges, and sideways halfway between them.
fn straight(from: &Rect, to: &Rect) -> Vec<Point> {
    let ([_, _, from_top, from_bottom], [_, _, to_top, to_bottom]) = (ports(from), ports(to));
    let (start, end, y) = if from.bottom() < to.y {
        (from_bottom.edge, to_top.edge, f64::midpoint(from.bottom(), to.y))
    } else if to.bottom() < from.y {
        (from_top.edge, to_bottom.edge, f64::midpoint(to.bottom(), from.y))
    } else {
        (from_top.edge, to_top.edge, from.y.min(to.y) - CLEAR)
    };
    vec![start, Point::new(start.x, y), Point::new(end.x, y), end]
}
