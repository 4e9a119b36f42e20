//! Positioned shapes and lines of text: what the screen paints and every export writes.
//!
//! Shapes are in chart units and in the order in which they are painted. A renderer needs no knowledge of charts, and
//! nothing decides twice where a line breaks or which colour a bar has.

use std::collections::{BTreeMap, HashMap};

use crate::geometry::{Point, Rect};
use crate::layout::card::{CardLine, Content, LineKind, VACANT, compose, spoken_name};
use crate::layout::measure::{Face, Room, measure};
use crate::layout::{Card, ConnectorKind, Layout, pill_text};
use crate::model::{Chart, Direction, Position, PositionId};
use crate::theme::card::{ACCENT, BORDER, PADDING, RADIUS};
use crate::theme::{self, Colour, NO_ROLE, Palette};

/// How round a rectangle's corners are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Corners {
    /// Radius of both corners on the left.
    pub left: f64,
    /// Radius of both corners on the right.
    pub right: f64,
}

impl Corners {
    /// All four alike.
    #[must_use]
    pub const fn all(radius: f64) -> Self {
        Self { left: radius, right: radius }
    }
}

/// How a line is drawn; it lies with its middle on the outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its width.
    pub width: f64,
    /// Its colour.
    pub colour: Colour,
    /// Length of a dash and of the gap behind it; none for a solid line.
    pub dash: Option<f64>,
}

/// Something to paint, in chart units.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Its place.
        rect: Rect,
        /// How round it is.
        corners: Corners,
        /// What it is filled with.
        fill: Option<Colour>,
        /// What it is outlined with.
        stroke: Option<Stroke>,
    },
    /// A line from point to point.
    Path {
        /// Its corners, with both ends.
        points: Vec<Point>,
        /// Radius of its corners; a corner between shorter stretches is rounded with half their length.
        radius: f64,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// One line of text.
    Text {
        /// Left end of the baseline.
        at: Point,
        /// What it says: no control characters, no line ends.
        text: String,
        /// Its weight.
        face: Face,
        /// Font size.
        size: f64,
        /// Its colour.
        colour: Colour,
        /// Its width as laid out.
        width: f64,
    },
}

/// How much of a card is drawn. The card keeps its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// A block in the role's colour.
    Block,
    /// The name.
    NameOnly,
    /// Name, title and chip.
    NoDuties,
    /// Everything.
    #[default]
    Full,
}

/// One card's shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct CardShapes {
    /// The position.
    pub id: PositionId,
    /// The card in a line, for whoever can't see it: "Ada Byron, IT Director".
    pub title: String,
    /// Its shapes, in the order in which they are painted.
    pub shapes: Vec<Shape>,
}

/// A whole chart, ready to be painted.
#[derive(Clone, Debug, PartialEq)]
pub struct DisplayList {
    /// Around everything.
    pub bounds: Rect,
    /// Behind everything.
    pub background: Colour,
    /// Lines, beneath the cards.
    pub connectors: Vec<Shape>,
    /// Cards, in reading order.
    pub cards: Vec<CardShapes>,
}

/// The whole chart in full detail.
#[must_use]
pub fn display_list(chart: &Chart, layout: &Layout, palette: &Palette) -> DisplayList {
    let all: Vec<usize> = (0..layout.connectors().len()).collect();
    let card = |(rank, card): (usize, &Card)| {
        let position = chart.position(&card.id);
        let title = position.map_or_else(String::new, |position| spoken_name(position, chart.role_of(position)));
        let shapes = card_shapes(chart, layout, rank, palette, Detail::Full);
        CardShapes { id: card.id.clone(), title, shapes }
    };
    DisplayList {
        bounds: layout.bounds(),
        background: palette.canvas,
        connectors: connector_shapes(layout, &all, palette),
        cards: layout.cards().iter().enumerate().map(card).collect(),
    }
}

/// The shapes of one card. Nothing where the chart no longer has the position.
#[must_use]
pub fn card_shapes(chart: &Chart, layout: &Layout, rank: usize, palette: &Palette, detail: Detail) -> Vec<Shape> {
    let Some(card) = layout.cards().get(rank) else { return Vec::new() };
    let Some(position) = chart.position(&card.id) else { return Vec::new() };
    let role = chart.role_of(position);
    let mut painter = CardPainter {
        palette,
        rect: card.rect,
        role: role.map_or(NO_ROLE, |role| role.colour),
        is_vacant: position.is_vacant(),
        shapes: Vec::with_capacity(24),
    };
    painter.fold(card, layout.direction());
    if detail == Detail::Block {
        painter.block();
    } else {
        painter.ground();
        if detail == Detail::Full {
            painter.content(&compose(position, role, layout.duties()));
        } else {
            painter.large_text(position, chart.title_of(position), detail);
        }
    }
    painter.shapes
}

/// Font size and height of the pill's text line is that of a chip.
const PILL_SIZE: f64 = theme::text::CHIP;

/// Corner radius of a chip.
const CHIP_RADIUS: f64 = 4.0;

/// The card's ground lies over the accent bar, and is rounded a little towards it.
const INNER_RADIUS: f64 = 4.0;

struct CardPainter<'a> {
    palette: &'a Palette,
    rect: Rect,
    role: Colour,
    is_vacant: bool,
    shapes: Vec<Shape>,
}

impl CardPainter<'_> {
    fn filled(&mut self, rect: Rect, corners: Corners, fill: Colour) {
        self.shapes.push(Shape::Rect { rect, corners, fill: Some(fill), stroke: None });
    }

    fn block(&mut self) {
        self.filled(self.rect, Corners::all(RADIUS), self.palette.role_accent(self.role));
        if self.is_vacant {
            let inside = self.rect.grown(-ACCENT);
            self.filled(inside, Corners::all(RADIUS - ACCENT), self.palette.card);
        }
    }

    /// The accent bar, the ground over it, and the border around the other three sides.
    fn ground(&mut self) {
        let Rect { x, y, width, height } = self.rect;
        let bar = Rect::new(x, y, 2.0 * RADIUS, height);
        self.filled(bar, Corners { left: RADIUS, right: 0.0 }, self.palette.role_accent(self.role));
        let ground = Rect::new(x + ACCENT, y, width - ACCENT, height);
        self.filled(ground, Corners { left: INNER_RADIUS, right: RADIUS }, self.palette.card);
        let colour = if self.is_vacant { self.palette.connector } else { self.palette.card_border };
        let dash = self.is_vacant.then_some(theme::line::DASH);
        let inside = self.rect.grown(-BORDER / 2.0);
        let (left, right) = (x + ACCENT + INNER_RADIUS, inside.right());
        let points = vec![
            Point::new(left, inside.y),
            Point::new(right, inside.y),
            Point::new(right, inside.bottom()),
            Point::new(left, inside.bottom()),
        ];
        let stroke = Stroke { width: BORDER, colour, dash };
        self.shapes.push(Shape::Path { points, radius: RADIUS - BORDER / 2.0, stroke });
    }

    fn content(&mut self, content: &Content) {
        for line in &content.lines {
            self.line(line);
        }
        if let Some(chip) = &content.chip {
            self.filled(self.placed(chip.rect), Corners::all(CHIP_RADIUS), self.palette.chip_ground(self.role));
            let colour = self.palette.chip_text(self.role);
            self.text(chip.at, &chip.text, Face::SemiBold, theme::text::CHIP, colour, chip.width);
        }
        if let Some(rule) = content.rule {
            self.filled(self.placed(rule), Corners::default(), self.palette.line);
        }
        for &bullet in &content.bullets {
            self.filled(self.placed(bullet), Corners::all(bullet.width / 2.0), self.palette.faint);
        }
    }

    /// Where small text can't be read any more, the name and the title take the room of the rest, and are written larger.
    fn large_text(&mut self, position: &Position, title: &str, detail: Detail) {
        let enlarged = if detail == Detail::NameOnly { AFAR_NAME_ONLY } else { AFAR };
        let (name, colour) =
            if self.is_vacant { (VACANT, self.palette.muted) } else { (position.person.as_str(), self.palette.text) };
        let person =
            LineStyle { face: Face::SemiBold, size: theme::text::PERSON, pitch: theme::text::PERSON_LINE, colour };
        let below = self.enlarged(name, person.enlarged(enlarged), PADDING * 0.75);
        if detail == Detail::NoDuties {
            let (size, pitch, colour) = (theme::text::TITLE, theme::text::TITLE_LINE, self.palette.muted);
            let style = LineStyle { face: Face::Regular, size, pitch, colour };
            self.enlarged(title, style.enlarged(enlarged), below);
        }
    }

    /// Writes as many lines as the card still has room for below `top`; gives where they end.
    fn enlarged(&mut self, text: &str, style: LineStyle, top: f64) -> f64 {
        let LineStyle { face, size, pitch, colour } = style;
        let left = ACCENT + PADDING;
        let width = self.rect.width - left - PADDING;
        let fits = ((self.rect.height - top) / pitch).floor();
        if fits < 1.0 {
            return top;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small number of lines, at least 1"
        )]
        let room = Room::even(width, (fits as usize).min(3));
        let lines = measure().break_lines(text, face, size, room);
        for (index, line) in (0_u32..).zip(&lines) {
            let down = top + f64::from(index) * pitch + measure().baseline(face, size, pitch);
            self.text(Point::new(left, down), &line.text(text), face, size, colour, line.width);
        }
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        top + f64::from(count) * pitch
    }

    fn placed(&self, rect: Rect) -> Rect {
        rect.moved(self.rect.x, self.rect.y)
    }

    fn line(&mut self, line: &CardLine) {
        let (face, size, colour) = match line.kind {
            LineKind::Person => (Face::SemiBold, theme::text::PERSON, self.palette.text),
            LineKind::Vacant => (Face::SemiBold, theme::text::PERSON, self.palette.muted),
            LineKind::Title => (Face::Regular, theme::text::TITLE, self.palette.muted),
            LineKind::Duty => (Face::Regular, theme::text::DUTY, self.palette.text),
            LineKind::More => (Face::Regular, theme::text::DUTY, self.palette.faint),
        };
        self.text(line.at, &line.text, face, size, colour, line.width);
    }

    fn text(&mut self, at: Point, text: &str, face: Face, size: f64, colour: Colour, width: f64) {
        let at = at.offset(self.rect.x, self.rect.y);
        self.shapes.push(Shape::Text { at, text: text.to_owned(), face, size, colour, width });
    }

    /// The pill of a folded card, on a short line.
    fn fold(&mut self, card: &Card, direction: Direction) {
        let Some(pill) = card.pill else { return };
        let stub = stub_points(&card.rect, &pill, direction);
        let (radius, stroke) = (0.0, line_stroke(self.palette, ConnectorKind::Line));
        self.shapes.push(Shape::Path { points: stub.to_vec(), radius, stroke });
        let border = Stroke { width: BORDER, colour: self.palette.card_border, dash: None };
        let (corners, fill) = (Corners::all(pill.height / 2.0), Some(self.palette.card));
        self.shapes.push(Shape::Rect { rect: pill, corners, fill, stroke: Some(border) });
        let text = pill_text(card.hidden);
        let width = measure().width(&text, Face::SemiBold, PILL_SIZE);
        let down = measure().baseline(Face::SemiBold, PILL_SIZE, pill.height);
        let at = Point::new(pill.center().x - width / 2.0, pill.y + down);
        let (face, colour) = (Face::SemiBold, self.palette.muted);
        self.shapes.push(Shape::Text { at, text, face, size: PILL_SIZE, colour, width });
    }
}

/// How one line of text is written.
#[derive(Clone, Copy)]
struct LineStyle {
    face: Face,
    size: f64,
    /// From one line to the next.
    pitch: f64,
    colour: Colour,
}

impl LineStyle {
    fn enlarged(self, by: f64) -> Self {
        Self { size: self.size * by, pitch: self.pitch * by, ..self }
    }
}

/// How much larger the name and the title are written where the duties can't be read.
const AFAR: f64 = 1.45;

/// How much larger the name is written where the title can't be read either.
const AFAR_NAME_ONLY: f64 = 1.9;

/// From the middle of the card's far edge to the pill.
fn stub_points(card: &Rect, pill: &Rect, direction: Direction) -> [Point; 2] {
    let (from, to) = (card.center(), pill.center());
    match direction {
        Direction::TopDown => [Point::new(from.x, card.bottom()), Point::new(to.x, pill.y)],
        Direction::BottomUp => [Point::new(from.x, card.y), Point::new(to.x, pill.bottom())],
        Direction::LeftRight => [Point::new(card.right(), from.y), Point::new(pill.x, to.y)],
        Direction::RightLeft => [Point::new(card.x, from.y), Point::new(pill.right(), to.y)],
    }
}

fn line_stroke(palette: &Palette, kind: ConnectorKind) -> Stroke {
    let dash = (kind == ConnectorKind::Dotted).then_some(theme::line::DASH);
    Stroke { width: theme::line::WIDTH, colour: palette.connector, dash }
}

/// The lines of these connectors, each stretch once: the lines of one manager's reports share their trunk and bus.
/// Indexes that the layout doesn't have are passed over.
#[must_use]
pub fn connector_shapes(layout: &Layout, indexes: &[usize], palette: &Palette) -> Vec<Shape> {
    let radius = theme::line::RADIUS;
    let mut families: BTreeMap<usize, Vec<&[Point]>> = BTreeMap::new();
    let mut dotted = Vec::new();
    for connector in indexes.iter().filter_map(|&index| layout.connectors().get(index)) {
        let points = connector.points.as_slice();
        if connector.kind == ConnectorKind::Dotted {
            let stroke = line_stroke(palette, ConnectorKind::Dotted);
            dotted.push(Shape::Path { points: points.to_vec(), radius, stroke });
        } else {
            families.entry(connector.from).or_default().push(points);
        }
    }
    let stroke = line_stroke(palette, ConnectorKind::Line);
    let solid = families.values().flat_map(|family| joined_paths(family));
    solid.map(|points| Shape::Path { points, radius, stroke }).chain(dotted).collect()
}

/// A point by its bits: stretches that meet got their ends from the same numbers.
type Key = (u64, u64);

fn key(point: Point) -> Key {
    // Adding zero makes one zero of the two.
    ((point.x + 0.0).to_bits(), (point.y + 0.0).to_bits())
}

/// The union of paths as few paths: overlapping stretches made one, and joined where two end at the same corner.
fn joined_paths(paths: &[&[Point]]) -> Vec<Vec<Point>> {
    if let [only] = paths {
        return vec![only.to_vec()];
    }
    let stretches = merged_stretches(paths);
    let mut ends: HashMap<Key, Vec<usize>> = HashMap::new();
    for (index, stretch) in stretches.iter().enumerate() {
        for &end in stretch {
            ends.entry(key(end)).or_default().push(index);
        }
    }
    let mut used = vec![false; stretches.len()];
    let mut joined = Vec::new();
    for start in 0..stretches.len() {
        if !std::mem::replace(&mut used[start], true) {
            let [a, b] = stretches[start];
            let mut path = vec![b, a];
            follow(&mut path, &stretches, &ends, &mut used);
            path.reverse();
            follow(&mut path, &stretches, &ends, &mut used);
            joined.push(path);
        }
    }
    joined
}

/// Adds to the path's end whatever goes on there, as long as exactly one stretch does.
fn follow(path: &mut Vec<Point>, stretches: &[[Point; 2]], ends: &HashMap<Key, Vec<usize>>, used: &mut [bool]) {
    while let Some(&last) = path.last() {
        let Some([a, b]) = ends.get(&key(last)).map(Vec::as_slice) else { return };
        let next = if used[*a] { *b } else { *a };
        if std::mem::replace(&mut used[next], true) {
            return;
        }
        let [from, to] = stretches[next];
        path.push(if key(from) == key(last) { to } else { from });
    }
}

/// Every stretch of the paths once: those that overlap on one line made a single one.
fn merged_stretches(paths: &[&[Point]]) -> Vec<[Point; 2]> {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for ends in paths.iter().flat_map(|path| path.windows(2)) {
        let (a, b) = (ends[0], ends[1]);
        if key(Point::new(a.y, 0.0)) == key(Point::new(b.y, 0.0)) {
            level.push((a.y, a.x.min(b.x), a.x.max(b.x)));
        } else {
            upright.push((a.x, a.y.min(b.y), a.y.max(b.y)));
        }
    }
    let level = merged(level).into_iter().map(|(y, from, to)| [Point::new(from, y), Point::new(to, y)]);
    let upright = merged(upright).into_iter().map(|(x, from, to)| [Point::new(x, from), Point::new(x, to)]);
    level.chain(upright).collect()
}

/// Intervals `(line, from, to)`, where those that touch on one line are made a single one.
fn merged(mut intervals: Vec<(f64, f64, f64)>) -> Vec<(f64, f64, f64)> {
    intervals.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut merged: Vec<(f64, f64, f64)> = Vec::new();
    for (line, from, to) in intervals {
        match merged.last_mut() {
            Some(last) if last.0.total_cmp(&line).is_eq() && from <= last.2 => last.2 = last.2.max(to),
            _ => merged.push((line, from, to)),
        }
    }
    merged
}
