//! Who has a list of responsibilities, and which findings about such lists were dismissed.

use super::{PositionId, RoleId};

/// Who has a list of responsibilities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A role, and with it every position that has the role.
    Role(RoleId),
    /// One position.
    Position(PositionId),
}

impl Holder {
    /// The id of the role or of the position.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Role(id) => id.as_str(),
            Self::Position(id) => id.as_str(),
        }
    }
}

/// A finding that somebody looked at and wants as it is, with the reason.
///
/// It stays in the chart when what it names goes, for that may come back; it then belongs to no finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dismissal {
    /// The code of the rule that found it.
    pub rule: String,
    /// The responsibilities that the finding is about.
    pub responsibilities: Vec<String>,
    /// The holders that make it; empty where the rule is about somebody who is missing.
    pub holders: Vec<Holder>,
    /// Why it is fine as it is, in somebody's words.
    pub reason: String,
}

impl Dismissal {
    /// Whether both dismiss the same finding, for whatever reason.
    #[must_use]
    pub fn is_of_same_finding(&self, other: &Self) -> bool {
        (&self.rule, &self.responsibilities, &self.holders) == (&other.rule, &other.responsibilities, &other.holders)
    }
}
