//! Format 1 as it stands in files. What was released once must be read for ever: with the first release these types are
//! frozen, and until then they only grow by fields that may be absent. A new format gets a module of its own, and a step
//! that lifts this one up to it.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chart {
    /// Looked at before anything else is; here only so that the field may stand, and must.
    #[serde(rename = "format")]
    _format: u32,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default)]
    pub(super) must_cover: Vec<String>,
    #[serde(default)]
    pub(super) roles: Vec<Role>,
    #[serde(default)]
    pub(super) positions: Vec<Position>,
    #[serde(default)]
    pub(super) dismissed: Vec<Dismissed>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) enum Direction {
    #[default]
    TopDown,
    BottomUp,
    LeftRight,
    RightLeft,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Role {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) short: String,
    pub(super) colour: String,
    pub(super) summary: String,
    pub(super) responsibilities: Vec<Responsibility>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Position {
    pub(super) id: String,
    pub(super) reports_to: String,
    pub(super) role: String,
    pub(super) person: String,
    pub(super) title: String,
    pub(super) assistant: bool,
    pub(super) dotted_to: Vec<String>,
    pub(super) arrange: Arrangement,
    pub(super) responsibilities: Vec<Responsibility>,
    pub(super) notes: String,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug, Deserialize)]
pub(super) enum Responsibility {
    Responsible(String),
    Accountable(String),
    Consulted(String),
    Informed(String),
}

impl Responsibility {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Responsible(text) | Self::Accountable(text) | Self::Consulted(text) | Self::Informed(text) => text,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Field(pub(super) String, pub(super) String);

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) enum Arrangement {
    #[default]
    Automatic,
    Row,
    StackLeft,
    StackRight,
    StackBoth,
    Grid(u8),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Dismissed {
    pub(super) rule: String,
    pub(super) responsibilities: Vec<String>,
    pub(super) holders: Vec<Holder>,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
pub(super) enum Holder {
    Role(String),
    Position(String),
}
