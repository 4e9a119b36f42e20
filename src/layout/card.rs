//! What a card shows and how high that makes it: person, title, and the responsibilities up to a chosen number.
//!
//! Layout only needs heights (`Heights`, which breaks the responsibilities of a role once); whoever paints a card
//! composes it anew ([`compose`]), so that what is shown is always what the chart says now.

use std::collections::HashMap;

use super::measure::{Face, Measure, Room, measure, shown_text};
use crate::geometry::{Point, Rect};
use crate::model::{Chart, Position, Responsibility, Role, RoleId};
use crate::theme::card::{ACCENT, CHIP_HEIGHT, MIN_HEIGHT, PADDING, WIDTH};
use crate::theme::text::{CHIP, DUTY, DUTY_LINE, PERSON, PERSON_LINE, TITLE, TITLE_LINE};

/// How many responsibilities a card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Duties {
    /// None: person and title only.
    None,
    /// Up to three.
    #[default]
    Three,
    /// Up to five.
    Five,
    /// Every one.
    All,
}

impl Duties {
    /// All choices, in the order that menus show.
    pub const ALL: [Self; 4] = [Self::None, Self::Three, Self::Five, Self::All];

    /// The choice in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Three => "Up to 3",
            Self::Five => "Up to 5",
            Self::All => "All",
        }
    }

    /// How many are shown at most.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::None => 0,
            Self::Three => 3,
            Self::Five => 5,
            Self::All => usize::MAX,
        }
    }
}

/// Stands in for the name where nobody sits.
pub(crate) const VACANT: &str = "Vacant";

/// How many lines a name, a title and one responsibility take at most.
const MAX_PERSON_LINES: usize = 3;
const MAX_TITLE_LINES: usize = 3;
const MAX_DUTY_LINES: usize = 4;

/// Text begins here, and ends `PADDING` before the right edge.
const TEXT_X: f64 = ACCENT + PADDING;
const TEXT_WIDTH: f64 = WIDTH - TEXT_X - PADDING;

/// From the bullet's left end to the text of a responsibility.
const BULLET_INDENT: f64 = 12.0;
const BULLET: f64 = 4.0;
const DUTY_WIDTH: f64 = TEXT_WIDTH - BULLET_INDENT;

/// Above and below the rule that parts the responsibilities from the title.
const RULE_ROOM: f64 = 8.0;
const RULE: f64 = 1.0;

/// Between one responsibility and the next.
const DUTY_ROOM: f64 = 3.0;

/// Inside a chip, left and right of its label; and between the chip and the name.
const CHIP_PADDING: f64 = 6.0;
const CHIP_ROOM: f64 = 8.0;

/// No chip is wider than this, however long a role's short label is.
const MAX_CHIP_WIDTH: f64 = 84.0;

/// What a line of text on a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Of the person's name.
    Person,
    /// The word that stands in for the name.
    Vacant,
    /// Of the title.
    Title,
    /// Of a responsibility.
    Duty,
    /// How many responsibilities aren't shown.
    More,
}

/// A line of text on a card, or the label on its chip.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// What it is.
    pub kind: LineKind,
    /// Left end of its baseline, relative to the card's top left corner.
    pub at: Point,
    /// What it says.
    pub text: String,
    /// Its width.
    pub width: f64,
}

/// The chip with a role's short label.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Its place, relative to the card's top left corner.
    pub rect: Rect,
    /// Left end of the label's baseline, relative to the card's top left corner.
    pub at: Point,
    /// The label.
    pub text: String,
    /// The label's width.
    pub width: f64,
}

/// All that is on a card, relative to its top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Every line of text, from the top down.
    pub lines: Vec<CardLine>,
    /// The chip, where the role has a short label.
    pub chip: Option<Chip>,
    /// The thin rule above the responsibilities.
    pub rule: Option<Rect>,
    /// A small disc before each responsibility, by the square around it.
    pub bullets: Vec<Rect>,
    /// The room of each responsibility that is shown, from its bullet to the end of its longest line: the first is that
    /// of the first of [`Chart::responsibilities_of`] the position, and so on.
    pub duties: Vec<Rect>,
    /// The card's height.
    pub height: f64,
}

/// What the card of this position shows.
#[must_use]
pub fn compose(position: &Position, role: Option<&Role>, duties: Duties) -> Content {
    let mut composer = Composer { measure: measure(), y: PADDING, content: Content::default() };
    composer.head(position, role);
    composer.duties(role_duties(role), &position.responsibilities, duties.limit());
    composer.content.height = whole_height(composer.y);
    composer.content
}

fn role_duties(role: Option<&Role>) -> &[Responsibility] {
    role.map_or(&[], |role| &role.responsibilities)
}

fn title_of<'a>(position: &'a Position, role: Option<&'a Role>) -> &'a str {
    let title = if position.title.is_empty() { role.map_or("", |role| &role.title) } else { &position.title };
    title.trim()
}

fn name_of(position: &Position) -> &str {
    if position.is_vacant() { VACANT } else { position.person.trim() }
}

fn chip_of(measure: &Measure, role: Option<&Role>) -> Option<Chip> {
    let short = role?.short.trim();
    let label = Room::even(MAX_CHIP_WIDTH - 2.0 * CHIP_PADDING, 1);
    let line = measure.break_lines(short, Face::SemiBold, CHIP, label).into_iter().next()?;
    if line.range.is_empty() {
        return None;
    }
    let width = (line.width + 2.0 * CHIP_PADDING).ceil();
    let y = PADDING + (PERSON_LINE - CHIP_HEIGHT) / 2.0;
    let rect = Rect::new(WIDTH - PADDING - width, y, width, CHIP_HEIGHT);
    let label_x = rect.x + (width - line.width) / 2.0;
    let at = Point::new(label_x, y + measure.baseline(Face::SemiBold, CHIP, CHIP_HEIGHT));
    Some(Chip { rect, at, text: line.text(short), width: line.width })
}

/// The room of a name beside a chip of this width.
fn name_room(chip_width: Option<f64>) -> Room {
    let first = chip_width.map_or(TEXT_WIDTH, |width| TEXT_WIDTH - width - CHIP_ROOM);
    Room { first, width: TEXT_WIDTH, max_lines: MAX_PERSON_LINES }
}

const TITLE_ROOM: Room = Room::even(TEXT_WIDTH, MAX_TITLE_LINES);
const DUTY_TEXT_ROOM: Room = Room::even(DUTY_WIDTH, MAX_DUTY_LINES);

/// The card's height where its text ends at `y`: in steps of two, so that its middle is a whole unit.
fn whole_height(y: f64) -> f64 {
    let height = (y + PADDING).max(MIN_HEIGHT);
    (height / 2.0).ceil() * 2.0
}

struct Composer<'a> {
    measure: &'a Measure,
    /// Where the next line begins.
    y: f64,
    content: Content,
}

/// How the lines of one kind are set.
struct Style {
    kind: LineKind,
    face: Face,
    size: f64,
    line_height: f64,
    x: f64,
    room: Room,
}

impl Composer<'_> {
    fn head(&mut self, position: &Position, role: Option<&Role>) {
        self.content.chip = chip_of(self.measure, role);
        let room = name_room(self.content.chip.as_ref().map(|chip| chip.rect.width));
        let kind = if position.is_vacant() { LineKind::Vacant } else { LineKind::Person };
        let face = Face::SemiBold;
        let name = Style { kind, face, size: PERSON, line_height: PERSON_LINE, x: TEXT_X, room };
        self.text(name_of(position), &name);
        let title = title_of(position, role);
        if !title.is_empty() {
            self.text(
                title,
                &Style {
                    kind: LineKind::Title,
                    face: Face::Regular,
                    size: TITLE,
                    line_height: TITLE_LINE,
                    x: TEXT_X,
                    room: TITLE_ROOM,
                },
            );
        }
    }

    fn duties(&mut self, of_role: &[Responsibility], own: &[Responsibility], limit: usize) {
        let count = of_role.len() + own.len();
        if count == 0 || limit == 0 {
            return;
        }
        self.content.rule = Some(Rect::new(TEXT_X, self.y + RULE_ROOM, TEXT_WIDTH, RULE));
        self.y += RULE_ROOM + RULE + RULE_ROOM;
        for duty in of_role.iter().chain(own).take(limit) {
            let (top, first) = (self.y, self.content.lines.len());
            let middle = top + DUTY_LINE / 2.0;
            self.content.bullets.push(Rect::new(TEXT_X, middle - BULLET / 2.0, BULLET, BULLET));
            self.text(duty.text.trim(), &duty_style(LineKind::Duty));
            let longest = self.content.lines[first..].iter().map(|line| line.width).fold(0.0, f64::max);
            self.content.duties.push(Rect::new(TEXT_X, top, BULLET_INDENT + longest, self.y - top));
            self.y += DUTY_ROOM;
        }
        if count > limit {
            self.text(&format!("+{} more", count - limit), &duty_style(LineKind::More));
        } else {
            self.y -= DUTY_ROOM;
        }
    }

    fn text(&mut self, text: &str, style: &Style) {
        for line in self.measure.break_lines(text, style.face, style.size, style.room) {
            let y = self.y + self.measure.baseline(style.face, style.size, style.line_height);
            let at = Point::new(style.x, y);
            self.content.lines.push(CardLine { kind: style.kind, at, text: line.text(text), width: line.width });
            self.y += style.line_height;
        }
    }
}

const fn duty_style(kind: LineKind) -> Style {
    let x = TEXT_X + BULLET_INDENT;
    Style { kind, face: Face::Regular, size: DUTY, line_height: DUTY_LINE, x, room: DUTY_TEXT_ROOM }
}

/// The position in a line, for whoever can't see its card: "Ada Byron, IT Director".
#[must_use]
pub fn spoken_name(position: &Position, role: Option<&Role>) -> String {
    let (name, title) = (name_of(position), title_of(position, role));
    shown_text(&if title.is_empty() { name.to_owned() } else { format!("{name}, {title}") })
}

/// The heights of a chart's cards. What a role brings along is measured once, not once per position.
pub(super) struct Heights<'a> {
    measure: &'a Measure,
    limit: usize,
    roles: HashMap<&'a RoleId, RoleHeights<'a>>,
    no_role: RoleHeights<'a>,
}

/// What a role contributes to the height of its positions' cards.
#[derive(Default)]
struct RoleHeights<'a> {
    role: Option<&'a Role>,
    chip_width: Option<f64>,
    title_lines: usize,
    /// Height of the responsibilities that are shown of it.
    duties: f64,
}

impl<'a> Heights<'a> {
    pub(super) fn new(chart: &'a Chart, duties: Duties) -> Self {
        let (measure, limit) = (measure(), duties.limit());
        let heights = |role: &'a Role| RoleHeights {
            role: Some(role),
            chip_width: chip_of(measure, Some(role)).map(|chip| chip.rect.width),
            title_lines: title_lines(measure, role.title.trim()),
            duties: duties_height(measure, &role.responsibilities, limit),
        };
        let roles = chart.roles().iter().map(|role| (&role.id, heights(role))).collect();
        Self { measure, limit, roles, no_role: RoleHeights::default() }
    }

    /// The height of the position's card: what [`compose`] gives it.
    pub(super) fn of(&self, position: &Position) -> f64 {
        let role = position.role.as_ref().and_then(|id| self.roles.get(id)).unwrap_or(&self.no_role);
        let room = name_room(role.chip_width);
        let person_lines = self.measure.count_lines(name_of(position), Face::SemiBold, PERSON, room);
        let title_lines = match position.title.as_str() {
            "" => role.title_lines,
            own => title_lines(self.measure, own.trim()),
        };
        let head = PADDING + lines_height(person_lines, PERSON_LINE) + lines_height(title_lines, TITLE_LINE);
        whole_height(head + self.duties(role, &position.responsibilities))
    }

    fn duties(&self, role: &RoleHeights, own: &[Responsibility]) -> f64 {
        let of_role = role_duties(role.role).len();
        let count = of_role + own.len();
        if count == 0 || self.limit == 0 {
            return 0.0;
        }
        let own = duties_height(self.measure, own, self.limit.saturating_sub(of_role));
        let tail = if count > self.limit { DUTY_LINE } else { -DUTY_ROOM };
        2.0 * RULE_ROOM + RULE + role.duties + own + tail
    }
}

/// The height of up to `limit` responsibilities, each with the room behind it.
fn duties_height(measure: &Measure, duties: &[Responsibility], limit: usize) -> f64 {
    let lines = |duty: &Responsibility| measure.count_lines(duty.text.trim(), Face::Regular, DUTY, DUTY_TEXT_ROOM);
    duties.iter().take(limit).map(|duty| lines_height(lines(duty), DUTY_LINE) + DUTY_ROOM).sum()
}

fn title_lines(measure: &Measure, title: &str) -> usize {
    if title.is_empty() { 0 } else { measure.count_lines(title, Face::Regular, TITLE, TITLE_ROOM) }
}

#[expect(clippy::cast_precision_loss, reason = "a card has a few lines of each kind")]
fn lines_height(lines: usize, line_height: f64) -> f64 {
    lines as f64 * line_height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, PositionId};
    use crate::theme::NO_ROLE;

    fn position(person: &str, title: &str, own: &[&str]) -> Position {
        let id = PositionId::new("p").expect("a fine id");
        let responsibilities = own.iter().copied().map(Responsibility::new).collect();
        Position { person: person.to_owned(), title: title.to_owned(), responsibilities, ..Position::new(id) }
    }

    fn analyst() -> Role {
        let id = RoleId::new("ba").expect("a fine id");
        let responsibilities = ["Define requirements for new and improved applications", "Write specifications"];
        Role {
            responsibilities: responsibilities.map(Responsibility::new).into(),
            ..Role::new(id, "Business Analyst", NO_ROLE)
        }
    }

    fn lines(content: &Content) -> Vec<&str> {
        content.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn a_card_shows_person_title_and_duties_and_how_many_more_there_are() {
        let content = compose(&position("Mei Tanaka", "", &["A", "B"]), Some(&analyst()), Duties::Three);
        let expected = [
            "Mei Tanaka",
            "Business Analyst",
            "Define requirements for new and",
            "improved applications",
            "Write specifications",
            "A",
            "+1 more",
        ];
        assert_eq!(lines(&content), expected, "from the top down");
        assert_eq!(content.chip.map(|chip| chip.text), Some("BA".to_owned()), "the chip");
    }

    #[test]
    fn every_responsibility_that_is_shown_has_its_room_around_its_lines() {
        let content = compose(&position("Mei Tanaka", "", &["A", "B"]), Some(&analyst()), Duties::Three);
        let rooms_of = |text: &str| {
            let line = content.lines.iter().find(|line| line.text == text).expect("a line of this text");
            let holds = |room: &&Rect| room.contains(line.at) && room.right() >= line.at.x + line.width;
            content.duties.iter().filter(holds).count()
        };
        for text in ["Define requirements for new and", "improved applications", "Write specifications", "A"] {
            assert_eq!(rooms_of(text), 1, "the rooms around {text:?}");
        }
        assert_eq!(rooms_of("+1 more"), 0, "what isn't shown has no room");
        assert_eq!(content.duties.len(), 3, "one room each");
    }

    #[test]
    fn a_name_wraps_around_the_chip() {
        let content = compose(&position("Maximiliane de la Fontaine-Dupont", "", &[]), Some(&analyst()), Duties::None);
        let chip = content.chip.expect("a chip").rect;
        let first = &content.lines[0];
        assert!(first.at.x + first.width <= chip.x, "{:?} ends before the chip at {}", first.text, chip.x);
    }

    #[test]
    fn heights_are_those_of_composed_cards() {
        let long = "Coordinate the monthly service report with the departments that it touches, and more. ".repeat(5);
        let positions = [
            position("", "", &[]),
            position("Ada Byron", "", &["A", &long, "B", "C", "D"]),
            position("Maximiliane de la Fontaine-Dupont", &long, &[&long]),
            position(&long, "Architect", &["", " ", "\n"]),
        ];
        for role in [None, Some(analyst())] {
            let roles = role.clone().into_iter().collect();
            let (chart, _) = Chart::assemble(String::new(), Direction::TopDown, String::new(), roles, Vec::new());
            for duties in Duties::ALL {
                let heights = Heights::new(&chart, duties);
                for mut position in positions.clone() {
                    position.role = role.as_ref().map(|role| role.id.clone());
                    let composed = compose(&position, role.as_ref(), duties).height;
                    assert!((heights.of(&position) - composed).abs() < 1e-9, "{position:?} with {duties:?}");
                }
            }
        }
    }
}
