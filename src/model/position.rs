//! One box of the chart.

use super::{PositionId, Responsibility, Role, RoleId};

/// How a manager's reports are arranged. What changes the drawing for everyone is kept in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Side by side; more than six reports without reports of their own are stacked into columns.
    #[default]
    Automatic,
    /// Side by side, however many.
    Row,
    /// One below the other, to the left of the line.
    StackLeft,
    /// One below the other, to the right of the line.
    StackRight,
    /// One below the other, on both sides of the line.
    StackBoth,
    /// Rows of at most this many; 0 counts as 1.
    Grid(u8),
}

/// One line of free information: a name and a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Field {
    /// What the line is about, such as "Location".
    pub name: String,
    /// What it says.
    pub value: String,
}

/// One box of the chart. Whom it reports to is kept by the [`Chart`](super::Chart), which owns the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Names the position in the file.
    pub id: PositionId,
    /// The role of the library that it has, if any.
    pub role: Option<RoleId>,
    /// Who sits there; empty = vacant.
    pub person: String,
    /// A title of its own; empty = the role's title.
    pub title: String,
    /// Drawn beside its manager's line, not in the row of reports.
    pub assistant: bool,
    /// Whom else it reports to: second lines, drawn dashed, never part of the tree.
    pub dotted_to: Vec<PositionId>,
    /// Responsibilities of its own, beside its role's.
    pub responsibilities: Vec<Responsibility>,
    /// Free text.
    pub notes: String,
    /// Free information, line by line.
    pub fields: Vec<Field>,
    /// How its reports are arranged.
    pub arrangement: Arrangement,
}

impl Position {
    /// A vacant position with nothing but its id.
    #[must_use]
    pub fn new(id: PositionId) -> Self {
        Self {
            id,
            role: None,
            person: String::new(),
            title: String::new(),
            assistant: false,
            dotted_to: Vec::new(),
            responsibilities: Vec::new(),
            notes: String::new(),
            fields: Vec::new(),
            arrangement: Arrangement::default(),
        }
    }

    /// Who or what it is, in a few words: the person, else its own title, else that of its role, else "Vacant". The
    /// role is looked up by the caller, who may have a faster way than the chart's.
    #[must_use]
    pub fn name<'a>(&'a self, role: Option<&'a Role>) -> &'a str {
        let names = [self.person.trim(), self.title.trim(), role.map_or("", |role| role.title.trim())];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("Vacant")
    }

    /// Whether nobody sits there.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.person.trim().is_empty()
    }
}
