//! Where every card and line of a chart stands: a pure function of the chart, the options and the bundled fonts.
//!
//! [`lay_out`] measures the cards ([`card`]), arranges them axis-neutrally ([`arrange`](self), over [`tidy_tree`]), turns
//! the result into the chosen direction, and leads the lines ([`Connector`]). Everything is linear in the size of the
//! chart, except for dotted lines, each of which has a fixed budget.

mod arrange;
pub mod card;
mod connectors;
mod dotted;
pub mod measure;
mod page;
pub mod spatial_index;
pub mod tidy_tree;

use std::collections::{HashMap, HashSet};

use arrange::{Arranged, Member};
pub use card::Duties;
use card::Heights;
pub use connectors::{Connector, ConnectorKind};
use measure::{Face, measure};
use spatial_index::SpatialIndex;
use tidy_tree::Spot;

use crate::geometry::{Point, Rect, Size};
use crate::model::{Chart, Direction, PositionId, Visit, thousands};
use crate::theme;

/// Free room around everything, in chart units.
pub const MARGIN: f64 = 40.0;

/// The line from a folded card to its pill, the pill's height, and the room left and right of its text.
const PILL_STUB: f64 = 10.0;
const PILL_HEIGHT: f64 = 20.0;
const PILL_PADDING: f64 = 8.0;

/// What a layout depends on beside the chart.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The way the chart grows.
    pub direction: Direction,
    /// How many responsibilities each card shows.
    pub duties: Duties,
    /// The positions below which nothing is shown.
    pub folded: &'a HashSet<PositionId>,
}

impl<'a> Options<'a> {
    /// The chart's own direction and three responsibilities a card.
    #[must_use]
    pub fn of(chart: &Chart, folded: &'a HashSet<PositionId>) -> Self {
        Self { direction: chart.direction(), duties: Duties::default(), folded }
    }
}

/// The place of one position.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The position.
    pub id: PositionId,
    /// Where its card stands.
    pub rect: Rect,
    /// Its manager's place in reading order; none for a top position.
    pub manager: Option<usize>,
    /// How many managers are above it.
    pub depth: usize,
    /// How many positions report to it directly, shown or folded away.
    pub reports: usize,
    /// How many positions are folded away below it; 0 where it isn't folded.
    pub hidden: usize,
    /// Where the pill of a folded card stands, which says how many are hidden.
    pub pill: Option<Rect>,
}

/// Where every card and line of a chart stands.
#[derive(Clone, Debug)]
pub struct Layout {
    bounds: Rect,
    direction: Direction,
    duties: Duties,
    cards: Vec<Card>,
    connectors: Vec<Connector>,
    ranks: HashMap<PositionId, usize>,
    card_index: SpatialIndex,
    connector_index: SpatialIndex,
}

/// Lays the chart out. Cards come in reading order; a card's **rank** is its place in that order.
#[must_use]
pub fn lay_out(chart: &Chart, options: &Options) -> Layout {
    let axes = Axes(options.direction);
    let visits: Vec<Visit> = chart.walk_where(|position| !options.folded.contains(&position.id)).collect();
    let hidden = count_hidden(chart, &visits, options.folded);
    let members = measure_members(chart, options.duties, &visits, &hidden, axes);
    let arranged = arrange::arrange(&members, axes.is_sideways());
    let cards = place_cards(&visits, &hidden, &members, &arranged, axes);
    let ranks: HashMap<_, _> = cards.iter().enumerate().map(|(rank, card)| (card.id.clone(), rank)).collect();
    let card_index = SpatialIndex::new(cards.iter().map(|card| card.rect).collect());
    let mut connectors = connectors::reporting_lines(&members, &arranged, axes);
    connectors.extend(dotted::dotted_lines(chart, &visits, &cards, &ranks, &card_index));
    let connector_index = SpatialIndex::new(connectors.iter().map(Connector::bounds).collect());
    let bounds = bounds_of(&cards, &connectors);
    let Options { direction, duties, .. } = *options;
    Layout { bounds, direction, duties, cards, connectors, ranks, card_index, connector_index }
}

impl Layout {
    /// Around everything, with a margin of 40 units.
    #[must_use]
    pub const fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Every shown position's card, in reading order.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Every line: reporting lines in the order of the reports, then dotted lines.
    #[must_use]
    pub fn connectors(&self) -> &[Connector] {
        &self.connectors
    }

    /// The place of the position in reading order; none where it is folded away or unknown.
    #[must_use]
    pub fn rank_of(&self, id: &PositionId) -> Option<usize> {
        self.ranks.get(id).copied()
    }

    /// The card of the position; none where it is folded away or unknown.
    #[must_use]
    pub fn card_of(&self, id: &PositionId) -> Option<&Card> {
        self.rank_of(id).map(|rank| &self.cards[rank])
    }

    /// The ranks of all cards that meet the area, in order.
    #[must_use]
    pub fn cards_in(&self, area: &Rect) -> Vec<usize> {
        self.card_index.visible(area)
    }

    /// The rank of the card under the point.
    #[must_use]
    pub fn card_at(&self, point: Point) -> Option<usize> {
        self.card_index.at(point)
    }

    /// The indexes of all connectors that have a stretch in the area, in order.
    #[must_use]
    pub fn connectors_in(&self, area: &Rect) -> Vec<usize> {
        let mut found = self.connector_index.visible(area);
        found.retain(|&index| self.connectors[index].meets(area));
        found
    }

    /// The way the chart grows.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// How many responsibilities each card shows.
    #[must_use]
    pub const fn duties(&self) -> Duties {
        self.duties
    }
}

/// Text such as "+1,204" for the pill of a folded card.
#[must_use]
pub fn pill_text(hidden: usize) -> String {
    format!("+{}", thousands(hidden))
}

/// How many positions are folded away below each that is shown.
fn count_hidden(chart: &Chart, visits: &[Visit], folded: &HashSet<PositionId>) -> Vec<usize> {
    let below = |visit: &Visit| {
        let is_folded = visit.reports > 0 && folded.contains(&visit.position.id);
        if is_folded { chart.branch(&visit.position.id).count() - 1 } else { 0 }
    };
    visits.iter().map(below).collect()
}

fn measure_members(chart: &Chart, duties: Duties, visits: &[Visit], hidden: &[usize], axes: Axes) -> Vec<Member> {
    let heights = Heights::new(chart, duties);
    let member = |(visit, &hidden): (&Visit, &usize)| {
        let size = Size::new(theme::card::WIDTH, heights.of(visit.position));
        let (breadth, depth) = axes.turn(size);
        let foot = if hidden == 0 { 0.0 } else { PILL_STUB + axes.turn(pill_size(hidden)).1 };
        let manager = visit.manager;
        let assistant = visit.position.assistant && manager.is_some();
        Member { manager, assistant, arrangement: visit.position.arrangement, breadth, depth, foot }
    };
    visits.iter().zip(hidden).map(member).collect()
}

fn pill_size(hidden: usize) -> Size {
    let text = measure().width(&pill_text(hidden), Face::SemiBold, theme::text::CHIP);
    let width = (text + 2.0 * PILL_PADDING).max(1.5 * PILL_HEIGHT);
    Size::new((width / 2.0).ceil() * 2.0, PILL_HEIGHT)
}

fn place_cards(visits: &[Visit], hidden: &[usize], members: &[Member], arranged: &Arranged, axes: Axes) -> Vec<Card> {
    let card = |(rank, visit): (usize, &Visit)| {
        let (spot, member) = (arranged.spots[rank], &members[rank]);
        let below = Spot { depth: spot.depth + member.depth + PILL_STUB, ..spot };
        Card {
            id: visit.position.id.clone(),
            rect: axes.rect(spot, (member.breadth, member.depth)),
            manager: visit.manager,
            depth: visit.depth,
            reports: visit.reports,
            hidden: hidden[rank],
            pill: (hidden[rank] > 0).then(|| axes.rect(below, axes.turn(pill_size(hidden[rank])))),
        }
    };
    visits.iter().enumerate().map(card).collect()
}

fn bounds_of(cards: &[Card], connectors: &[Connector]) -> Rect {
    let cards = cards.iter().flat_map(|card| std::iter::once(card.rect).chain(card.pill));
    let lines = connectors.iter().filter(|line| line.kind == ConnectorKind::Dotted).map(Connector::bounds);
    cards.chain(lines).reduce(|a, b| a.union(&b)).unwrap_or_default().grown(MARGIN)
}

/// Turns breadth and depth into x and y.
#[derive(Clone, Copy, Debug)]
struct Axes(Direction);

impl Axes {
    const fn is_sideways(self) -> bool {
        matches!(self.0, Direction::LeftRight | Direction::RightLeft)
    }

    /// Extents along breadth and depth of something of this size.
    const fn turn(self, size: Size) -> (f64, f64) {
        if self.is_sideways() { (size.height, size.width) } else { (size.width, size.height) }
    }

    fn point(self, Spot { breadth, depth }: Spot) -> Point {
        match self.0 {
            Direction::TopDown => Point::new(breadth, depth),
            Direction::BottomUp => Point::new(breadth, -depth),
            Direction::LeftRight => Point::new(depth, breadth),
            Direction::RightLeft => Point::new(-depth, breadth),
        }
    }

    /// The rectangle whose middle along the breadth, and whose begin along the depth, is at the spot.
    fn rect(self, spot: Spot, (breadth, depth): (f64, f64)) -> Rect {
        let corner = |breadth: f64, depth: f64| self.point(Spot { breadth, depth });
        let half = breadth / 2.0;
        Rect::from_corners(corner(spot.breadth - half, spot.depth), corner(spot.breadth + half, spot.depth + depth))
    }

    fn path(self, spots: &[Spot]) -> Vec<Point> {
        connectors::corners(spots.iter().map(|&spot| self.point(spot)))
    }
}
