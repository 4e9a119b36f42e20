//! What differs, in words for people: what things are called, and what their values read like.

use std::collections::HashMap;
use std::fmt;

use super::flat::Flat;
use crate::model::{
    Arrangement, Chart, Dismissal, Field, Holder, Involvement, PositionId, Responsibility, Role, RoleId, hidden, quote,
};

/// What something is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The chart as a whole.
    Chart,
    /// A role or a position.
    Holder(Holder),
}

impl Subject {
    /// The subject in a sentence, by what it is called.
    #[must_use]
    pub fn called(&self, name: &str) -> String {
        match self {
            Self::Holder(Holder::Role(_)) => format!("Role {name}"),
            Self::Chart | Self::Holder(Holder::Position(_)) => name.to_owned(),
        }
    }

    pub(super) fn role(id: &RoleId) -> Self {
        Self::Holder(Holder::Role(id.clone()))
    }

    pub(super) fn position(id: &PositionId) -> Self {
        Self::Holder(Holder::Position(id.clone()))
    }
}

/// A value that a chart, a role or a position has one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// The title of a chart or a role, or a position's own.
    Title,
    /// The way the chart grows.
    Direction,
    /// The comment block at the head of the file.
    HeadComment,
    /// The label on a role's chip.
    Short,
    /// A role's colour.
    Colour,
    /// What a role is for.
    Summary,
    /// The role that a position has.
    Role,
    /// Who sits there.
    Person,
    /// Whether a position is drawn beside the line.
    Assistant,
    /// A position's free text.
    Notes,
    /// How a position's reports are arranged.
    Arrangement,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "title",
            Self::Direction => "direction",
            Self::HeadComment => "comment at the head of the file",
            Self::Short => "short label",
            Self::Colour => "colour",
            Self::Summary => "summary",
            Self::Role => "role",
            Self::Person => "person",
            Self::Assistant => "assistant",
            Self::Notes => "notes",
            Self::Arrangement => "arrangement",
        })
    }
}

/// A list that a chart, a role or a position has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// The responsibilities of a role, or a position's own.
    Responsibilities,
    /// What the chart's positions must cover.
    MustCover,
    /// The findings that were dismissed.
    Dismissals,
    /// Whom else a position reports to.
    DottedLines,
    /// A position's free information.
    Fields,
}

impl List {
    /// All lines of such a list.
    pub(super) const fn lines(self) -> &'static str {
        match self {
            Self::Responsibilities => "responsibilities",
            Self::MustCover => "duties to cover",
            Self::Dismissals => "dismissed findings",
            Self::DottedLines => "dotted lines",
            Self::Fields => "fields",
        }
    }
}

/// One line of such a list.
impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Responsibilities => "responsibility",
            Self::MustCover => "duty to cover",
            Self::Dismissals => "dismissed finding",
            Self::DottedLines => "dotted line to",
            Self::Fields => "field",
        })
    }
}

/// What the roles and positions of several charts are called: as in the first chart that has them.
pub(super) struct Names<'a> {
    roles: Vec<HashMap<&'a RoleId, &'a Role>>,
    positions: Vec<&'a Flat<'a>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(charts: &[(&'a Chart, &'a Flat<'a>)]) -> Self {
        let library = |chart: &'a Chart| chart.roles().iter().map(|role| (&role.id, role)).collect();
        Self {
            roles: charts.iter().map(|&(chart, _)| library(chart)).collect(),
            positions: charts.iter().map(|&(_, positions)| positions).collect(),
        }
    }

    fn find_role(&self, id: &RoleId) -> Option<&'a Role> {
        self.roles.iter().find_map(|library| library.get(id).copied())
    }

    pub(super) fn role(&self, id: &RoleId) -> String {
        one_line(self.find_role(id).map_or(id.as_str(), Role::name))
    }

    pub(super) fn position(&self, id: &PositionId) -> String {
        let position = self.positions.iter().find_map(|positions| positions.position(id));
        let role = position.and_then(|position| position.role.as_ref()).and_then(|role| self.find_role(role));
        one_line(position.map_or(id.as_str(), |position| position.name(role)))
    }

    pub(super) fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::Chart => "Chart".to_owned(),
            Subject::Holder(Holder::Role(id)) => self.role(id),
            Subject::Holder(Holder::Position(id)) => self.position(id),
        }
    }

    /// A position's role.
    pub(super) fn role_or_none(&self, role: Option<&RoleId>) -> String {
        role.map_or_else(|| NONE.to_owned(), |id| self.role(id))
    }

    /// Whom a position reports to.
    pub(super) fn manager(&self, manager: Option<&PositionId>) -> String {
        manager.map_or_else(|| "nobody".to_owned(), |id| self.position(id))
    }
}

/// What stands for a value that isn't there.
const NONE: &str = "none";

/// A text without line ends, since a message is one line, and with nothing hidden in it.
fn one_line(text: &str) -> String {
    hidden::visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

pub(super) fn of_text(text: &str) -> String {
    if text.is_empty() { NONE.to_owned() } else { quote(&one_line(text)) }
}

pub(super) fn of_person(person: &str) -> String {
    if person.is_empty() { "nobody".to_owned() } else { one_line(person) }
}

pub(super) fn of_flag(flag: bool) -> String {
    (if flag { "yes" } else { "no" }).to_owned()
}

pub(super) fn of_arrangement(arrangement: Arrangement) -> String {
    match arrangement {
        Arrangement::Automatic => "automatic".to_owned(),
        Arrangement::Row => "in a row".to_owned(),
        Arrangement::StackLeft => "stacked to the left".to_owned(),
        Arrangement::StackRight => "stacked to the right".to_owned(),
        Arrangement::StackBoth => "stacked on both sides".to_owned(),
        Arrangement::Grid(columns) => format!("in rows of {columns}"),
    }
}

/// The involvement is said where it isn't the usual one.
pub(super) fn of_responsibility(Responsibility { involvement, text }: &Responsibility) -> String {
    let text = quote(&one_line(text));
    if *involvement == Involvement::Responsible { text } else { format!("{text} ({involvement})") }
}

pub(super) fn of_field(Field { name, value }: &Field) -> String {
    format!("{} {}", quote(&one_line(name)), of_text(value))
}

/// The lines that the finding is about, or its rule where it has none, and the reason.
pub(super) fn of_dismissal(dismissal: &Dismissal) -> String {
    let lines: Vec<String> = dismissal.responsibilities.iter().map(|line| quote(&one_line(line))).collect();
    let about = if lines.is_empty() { dismissal.rule.replace('-', " ") } else { lines.join(", ") };
    if dismissal.reason.is_empty() { about } else { format!("{about} because of {}", of_text(&dismissal.reason)) }
}

/// How many items of a list in another order are named.
const NAMED_IN_ORDER: usize = 4;

/// The first few items of a list in another order.
pub(super) fn of_order<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    let names: Vec<String> = items.iter().take(NAMED_IN_ORDER).map(name).collect();
    let more = if items.len() > NAMED_IN_ORDER { " …" } else { "" };
    format!("{}{more}", names.join(", "))
}
