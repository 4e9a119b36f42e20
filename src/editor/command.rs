//! What a person can do to the document.

use crate::model::{
    Chart, ChartChange, Dismissal, Holder, Involvement, ListChange, Place, Position, PositionChange, PositionId,
    Responsibility, Role, RoleChange, RoleId,
};

/// What becomes of the reports when their manager is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AfterRemoval {
    /// They report to the manager above, in the removed position's place.
    MoveUp,
    /// They report to another position.
    MoveTo(PositionId),
    /// They go, too, with everyone below.
    GoToo,
}

/// How somebody leaves a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The position stays, and is vacant.
    Vacated,
    /// The position goes, too.
    Removed(AfterRemoval),
}

/// What becomes of a position's own responsibilities when somebody leaves it. Its role's stay with the role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heir {
    /// They stay with the position; where that is removed, they go away.
    Stay,
    /// Another position has them from now on, but for those that it has already.
    Position(PositionId),
    /// They join what must be covered, and wait there for somebody.
    MustCover,
    /// They go away.
    Nobody,
}

/// How a line goes from one holder to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handing {
    /// The first holder loses it.
    Move,
    /// Both have it.
    Copy,
    /// The first holder keeps it, and the second is Consulted.
    Share,
}

/// A way to move a position by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the sibling that stands before it.
    Earlier,
    /// Behind the sibling that stands behind it.
    Later,
    /// One level up: behind its manager.
    Up,
    /// One level down: under the sibling that stands before it.
    Down,
}

/// What a person can do to the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes a field of the chart.
    SetChart(ChartChange),
    /// Adds a position and selects it.
    Add(Place, Box<Position>),
    /// Puts a new position between a position and its manager, and selects it.
    InsertManager(PositionId, Box<Position>),
    /// Changes fields of a position.
    SetPosition(PositionId, Vec<PositionChange>),
    /// Removes a position.
    Remove(PositionId, AfterRemoval),
    /// Moves a branch.
    Move(PositionId, Place),
    /// Moves a branch by one step.
    Step(PositionId, Direction),
    /// Copies a branch to the place behind it.
    Duplicate(PositionId),
    /// Adds the positions of another chart at a place, with the roles that they need.
    Paste(Place, Box<Chart>),
    /// Adds a role to the library.
    AddRole(Box<Role>),
    /// Changes a field of a role.
    SetRole(RoleId, RoleChange),
    /// Moves a role within the library, from the first index to the second.
    MoveRole(usize, usize),
    /// Removes a role; the positions that have it get the other one, or none.
    RemoveRole(RoleId, Option<RoleId>),
    /// Gives a position a role that is new to the library, under this title.
    GiveNewRole(PositionId, Box<Role>),
    /// Puts lines into a list before the index.
    AddLines(Holder, usize, Vec<Responsibility>),
    /// Puts a line in place of another.
    ReplaceLine(Holder, usize, Responsibility),
    /// Takes a line away.
    RemoveLine(Holder, usize),
    /// Moves a line within its list, from the first index to the second.
    MoveLine(Holder, usize, usize),
    /// Moves a line of a position to its role, and so to everyone who has the role.
    GiveLineToRole(PositionId, usize),
    /// Moves a line of a position's role to this position only.
    TakeLineFromRole(PositionId, usize),
    /// Hands the line at an index of the first holder's list to the second holder.
    HandLine(Holder, usize, Holder, Handing),
    /// Makes these the holder's involvements in a responsibility; none = the holder has nothing to do with it.
    Involve(Holder, String, Vec<Involvement>),
    /// Gives a responsibility other words, everywhere it stands in the same words.
    Reword(String, String),
    /// Vacates or removes a position, with what becomes of its own responsibilities.
    HandOver(PositionId, Leaving, Heir),
    /// Puts lines into the list of what must be covered, before the index.
    AddMustCover(usize, Vec<String>),
    /// Changes the list of what must be covered.
    ChangeMustCover(ListChange<String>),
    /// Says that a finding is fine as it is. The reason takes the place of an earlier one.
    Dismiss(Dismissal),
    /// Takes a dismissal back.
    Undismiss(Dismissal),
}

impl Command {
    /// The name of the step in the history, as in "Undo add report".
    #[must_use]
    pub(super) fn label(&self, chart: &Chart) -> String {
        let name = |id: &PositionId| display_name(chart, id);
        match self {
            Self::SetChart(ChartChange::Title(_)) => "rename chart".to_owned(),
            Self::SetChart(ChartChange::Direction(_)) => "change direction".to_owned(),
            Self::SetChart(ChartChange::HeadComment(_)) => "change head comment".to_owned(),
            Self::Add(Place { manager: Some(manager), .. }, _) => format!("add report to {}", name(manager)),
            Self::Add(..) => "add top position".to_owned(),
            Self::InsertManager(id, _) => format!("insert manager above {}", name(id)),
            Self::SetPosition(id, changes) => format!("{} of {}", change_label(changes), name(id)),
            Self::Remove(id, _) | Self::HandOver(id, Leaving::Removed(_), _) => format!("remove {}", name(id)),
            Self::Move(id, _) | Self::Step(id, _) => format!("move {}", name(id)),
            Self::Duplicate(id) => format!("duplicate {}", name(id)),
            Self::Paste(..) => "paste".to_owned(),
            Self::AddRole(role) => format!("add role {}", shortened(&role.title)),
            Self::SetRole(id, change) => {
                let what = match change {
                    RoleChange::Title(_) => "rename role",
                    RoleChange::Short(_) => "change label of role",
                    RoleChange::Colour(_) => "recolour role",
                    RoleChange::Summary(_) => "change summary of role",
                };
                format!("{what} {}", role_title(chart, id))
            }
            Self::MoveRole(..) => "move role".to_owned(),
            Self::RemoveRole(id, _) => format!("delete role {}", role_title(chart, id)),
            Self::GiveNewRole(id, role) => format!("give {} the new role {}", name(id), shortened(&role.title)),
            Self::AddLines(_, _, lines) if lines.len() > 1 => format!("add {} responsibilities", lines.len()),
            Self::AddLines(..) => "add responsibility".to_owned(),
            Self::ReplaceLine(..) => "change responsibility".to_owned(),
            Self::RemoveLine(..) => "remove responsibility".to_owned(),
            Self::MoveLine(..) => "move responsibility".to_owned(),
            Self::GiveLineToRole(..) => "move responsibility to the role".to_owned(),
            Self::TakeLineFromRole(..) => "move responsibility to this position".to_owned(),
            Self::HandLine(_, _, to, how) => {
                format!("{} responsibility {} {}", how.verb(), how.preposition(), who(chart, to))
            }
            Self::Involve(holder, ..) => format!("change involvement of {}", who(chart, holder)),
            Self::Reword(..) => "reword responsibility".to_owned(),
            Self::HandOver(id, Leaving::Vacated, _) => format!("vacate {}", name(id)),
            Self::AddMustCover(_, lines) if lines.len() > 1 => format!("add {} duties to cover", lines.len()),
            Self::AddMustCover(..) => "add duty to cover".to_owned(),
            Self::ChangeMustCover(_) => "change what must be covered".to_owned(),
            Self::Dismiss(_) => "dismiss finding".to_owned(),
            Self::Undismiss(_) => "bring finding back".to_owned(),
        }
    }
}

impl Handing {
    const fn verb(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Copy => "copy",
            Self::Share => "share",
        }
    }

    const fn preposition(self) -> &'static str {
        match self {
            Self::Move | Self::Copy => "to",
            Self::Share => "with",
        }
    }
}

fn change_label(changes: &[PositionChange]) -> &'static str {
    match changes {
        [PositionChange::Role(_)] => "change role",
        [PositionChange::Person(person)] if person.is_empty() => "vacate position",
        [PositionChange::Person(_)] => "change person",
        [PositionChange::Title(_)] => "change title",
        [PositionChange::Assistant(_)] => "change assistant",
        [PositionChange::DottedTo(_)] => "change dotted lines",
        [PositionChange::Notes(_)] => "change notes",
        [PositionChange::Fields(_)] => "change fields",
        [PositionChange::Arrangement(_)] => "change arrangement",
        _ => "change name",
    }
}

/// Who or what a position is, in a few words: the person, else the title, else "Vacant".
#[must_use]
pub(super) fn display_name(chart: &Chart, id: &PositionId) -> String {
    let Some(position) = chart.position(id) else { return id.to_string() };
    shortened(position.name(chart.role_of(position)))
}

/// Whom a holder is, in a few words.
#[must_use]
pub(super) fn who(chart: &Chart, holder: &Holder) -> String {
    match holder {
        Holder::Role(id) => role_title(chart, id),
        Holder::Position(id) => display_name(chart, id),
    }
}

fn role_title(chart: &Chart, id: &RoleId) -> String {
    shortened(chart.role(id).map_or(id.as_str(), |role| &role.title))
}

/// A text that fits a menu.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
