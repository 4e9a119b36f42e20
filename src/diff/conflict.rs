//! Where two changes of one thing contradict each other.

use std::fmt;

use super::words::{List, Subject, Value};

/// One of the two charts that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The chart at hand.
    Mine,
    /// The other one.
    Theirs,
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Mine => Self::Theirs,
            Self::Theirs => Self::Mine,
        }
    }
}

/// What both sides changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Disputed {
    /// A value.
    Value(Value),
    /// Whom a position reports to.
    Manager,
    /// A line of a list, here in its words before; empty where both sides added it.
    Line(List, String),
    /// The order of the lines of a list.
    LineOrder(List),
    /// The order of the reports of a position, or of the top positions of the chart.
    ReportOrder,
    /// The order of the roles of the library.
    RoleOrder,
    /// Whether a role or a position is there: one side removed it, and the other changed it.
    Existence {
        /// Who removed it.
        removed_by: Side,
    },
    /// Whether a line of a list is there, here in its words before: one side removed it, and the other changed it.
    LineExistence {
        /// Which list.
        list: List,
        /// The line as it was.
        line: String,
        /// Who removed it.
        removed_by: Side,
    },
    /// Who reports to whom: each change alone is fine, both together would make a circle through the subject.
    Circle,
}

/// Two changes of one thing, of which only one can be. Its [`Display`](fmt::Display) is a line for people.
///
/// What a conflict is about, `subject` and `disputed`, stays the same whatever is chosen for it, so that choices can be
/// kept by them. Choosing may bring up conflicts that weren't there before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The role or the position that it is about, or the chart.
    pub subject: Subject,
    /// What that is called.
    pub name: String,
    /// What both sides changed.
    pub disputed: Disputed,
    /// What it is on my side, in words.
    pub mine: String,
    /// What it is on their side, in words.
    pub theirs: String,
}

impl Conflict {
    /// The side that a merge takes where nothing else is said: mine, but rather what was changed than what was removed.
    #[must_use]
    pub const fn default_side(&self) -> Side {
        match self.disputed {
            Disputed::Existence { removed_by } | Disputed::LineExistence { removed_by, .. } => removed_by.other(),
            _ => Side::Mine,
        }
    }
}

impl Conflict {
    /// Whom and what it is about, such as "Grace Okafor: title".
    #[must_use]
    pub fn about(&self) -> String {
        let who = self.subject.called(&self.name);
        match &self.disputed {
            Disputed::Value(value) => format!("{who}: {value}"),
            Disputed::Manager => format!("{who}: reports to"),
            Disputed::Line(list, _) | Disputed::LineExistence { list, .. } => format!("{who}: {list}"),
            Disputed::LineOrder(list) => format!("{who}: order of {}", list.lines()),
            Disputed::ReportOrder if self.subject == Subject::Chart => "Order of the top positions".to_owned(),
            Disputed::ReportOrder => format!("{who}: order of reports"),
            Disputed::RoleOrder => "Order of the roles".to_owned(),
            Disputed::Existence { .. } => who,
            Disputed::Circle => format!("{who}: who reports to whom"),
        }
    }
}

/// Names both sides' versions.
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (mine) or {} (theirs)", self.about(), self.mine, self.theirs)
    }
}
