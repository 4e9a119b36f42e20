//! The one vocabulary of change. Undo, diff, merge and recovery all speak it.

use std::fmt;
use std::mem::swap;
use std::sync::Arc;

use super::chart::Seat;
use super::{
    Arrangement, Chart, Direction, Dismissal, Field, Holder, Position, PositionId, Responsibility, Role, RoleId,
};
use crate::theme::Colour;

/// A place in the tree: as which of whose reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The manager; none = among the top positions.
    pub manager: Option<PositionId>,
    /// How many siblings come before.
    pub index: usize,
}

impl Place {
    /// A place among the top positions.
    #[must_use]
    pub const fn top(index: usize) -> Self {
        Self { manager: None, index }
    }

    /// A place among a manager's reports.
    #[must_use]
    pub const fn under(manager: PositionId, index: usize) -> Self {
        Self { manager: Some(manager), index }
    }
}

/// A change of one field of the chart; carries the new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartChange {
    /// What the chart is called.
    Title(String),
    /// The way it grows.
    Direction(Direction),
    /// The comment block at the head of the file, as it stands there: with its comment marks, without a line end behind
    /// it.
    HeadComment(String),
}

/// A change of one field of a role; carries the new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// The job title.
    Title(String),
    /// The label on the chip.
    Short(String),
    /// The colour.
    Colour(Colour),
    /// What the role is for.
    Summary(String),
}

/// A change of one field of a position; carries the new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PositionChange {
    /// The role it has.
    Role(Option<RoleId>),
    /// Who sits there.
    Person(String),
    /// Its own title.
    Title(String),
    /// Whether it is drawn beside the line.
    Assistant(bool),
    /// Whom else it reports to.
    DottedTo(Vec<PositionId>),
    /// Free text.
    Notes(String),
    /// Free information.
    Fields(Vec<Field>),
    /// How its reports are arranged.
    Arrangement(Arrangement),
}

/// A change of a list of lines, one of responsibilities where nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListChange<Line = Responsibility> {
    /// Puts a line before the one at the index, or at the end.
    Insert(usize, Line),
    /// Takes the line at the index away.
    Remove(usize),
    /// Puts another line in place of the one at the index.
    Replace(usize, Line),
    /// Takes the line at the first index and puts it back so that it stands at the second.
    Move(usize, usize),
}

/// One change of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Changes a field of the chart.
    SetChart(ChartChange),
    /// Adds a role at an index of the library.
    InsertRole(usize, Box<Role>),
    /// Removes a role that no position has.
    RemoveRole(RoleId),
    /// Changes a field of a role.
    SetRole(RoleId, RoleChange),
    /// Moves a role within the library, from the first index to the second.
    MoveRole(usize, usize),
    /// Adds a position without reports.
    InsertPosition {
        /// Where it goes.
        place: Place,
        /// The position.
        position: Box<Position>,
    },
    /// Removes a position that has no reports, and to which no dotted line leads.
    RemovePosition(PositionId),
    /// Moves a position with its whole branch. The index counts the siblings without the moved one.
    MovePosition(PositionId, Place),
    /// Changes a field of a position.
    SetPosition(PositionId, PositionChange),
    /// Changes a list of responsibilities.
    Responsibilities(Holder, ListChange),
    /// Changes the list of what must be covered.
    MustCover(ListChange<String>),
    /// Changes the list of findings that were dismissed.
    Dismissals(ListChange<Dismissal>),
}

/// Why an edit doesn't fit a chart; the chart is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is no such role.
    NoSuchRole(RoleId),
    /// There is no such position.
    NoSuchPosition(PositionId),
    /// A role of this id is there already.
    RoleExists(RoleId),
    /// A position of this id is there already.
    PositionExists(PositionId),
    /// A position has the role.
    RoleInUse(RoleId),
    /// The position has reports.
    HasReports(PositionId),
    /// Dotted lines lead to the position.
    HasDottedLines(PositionId),
    /// The manager would be in the position's own branch.
    WouldCycle(PositionId),
    /// The index lies behind the end of the list.
    NoSuchIndex(usize),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchRole(id) => write!(f, "there is no role {id:?}"),
            Self::NoSuchPosition(id) => write!(f, "there is no position {id:?}"),
            Self::RoleExists(id) => write!(f, "a role {id:?} is there already"),
            Self::PositionExists(id) => write!(f, "a position {id:?} is there already"),
            Self::RoleInUse(id) => write!(f, "the role {id:?} is in use"),
            Self::HasReports(id) => write!(f, "the position {id:?} has reports"),
            Self::HasDottedLines(id) => write!(f, "dotted lines lead to the position {id:?}"),
            Self::WouldCycle(id) => write!(f, "the position {id:?} can't report to its own branch"),
            Self::NoSuchIndex(index) => write!(f, "there is no line {}", index.saturating_add(1)),
        }
    }
}

impl std::error::Error for Misfit {}

impl Chart {
    /// Carries out one edit and gives back the edit that takes it back.
    ///
    /// # Errors
    /// Says why the edit doesn't fit; the chart is then as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, Misfit> {
        match edit {
            Edit::SetChart(change) => Ok(self.set_chart(change)),
            Edit::InsertRole(index, role) => self.insert_role(index, *role),
            Edit::RemoveRole(id) => self.remove_role(&id),
            Edit::SetRole(id, change) => self.set_role(id, change),
            Edit::MoveRole(from, to) => self.move_role(from, to),
            Edit::InsertPosition { place, position } => self.insert_position(&place, *position),
            Edit::RemovePosition(id) => self.remove_position(&id),
            Edit::MovePosition(id, place) => self.move_position(id, &place),
            Edit::SetPosition(id, change) => self.set_position(id, change),
            Edit::Responsibilities(holder, change) => self.change_responsibilities(holder, change),
            Edit::MustCover(change) => apply_to_list(Arc::make_mut(&mut self.must_cover), change).map(Edit::MustCover),
            Edit::Dismissals(change) => {
                apply_to_list(Arc::make_mut(&mut self.dismissals), change).map(Edit::Dismissals)
            }
        }
    }

    /// Swaps the new value in; the change then carries the old one, and is its own inverse.
    fn set_chart(&mut self, mut change: ChartChange) -> Edit {
        match &mut change {
            ChartChange::Title(title) => swap(title, &mut self.title),
            ChartChange::Direction(direction) => swap(direction, &mut self.direction),
            ChartChange::HeadComment(comment) => swap(comment, &mut self.head_comment),
        }
        Edit::SetChart(change)
    }

    fn insert_role(&mut self, index: usize, role: Role) -> Result<Edit, Misfit> {
        let id = role.id.clone();
        if self.role(&id).is_some() {
            return Err(Misfit::RoleExists(id));
        }
        if index > self.roles.len() {
            return Err(Misfit::NoSuchIndex(index));
        }
        self.roles.insert(index, role);
        Ok(Edit::RemoveRole(id))
    }

    fn remove_role(&mut self, id: &RoleId) -> Result<Edit, Misfit> {
        let index = self.role_index(id).ok_or_else(|| Misfit::NoSuchRole(id.clone()))?;
        if self.count_with_role(id) > 0 {
            return Err(Misfit::RoleInUse(id.clone()));
        }
        Ok(Edit::InsertRole(index, self.roles.remove(index).into()))
    }

    fn move_role(&mut self, from: usize, to: usize) -> Result<Edit, Misfit> {
        if let Some(index) = [from, to].into_iter().find(|&index| index >= self.roles.len()) {
            return Err(Misfit::NoSuchIndex(index));
        }
        let role = self.roles.remove(from);
        self.roles.insert(to, role);
        Ok(Edit::MoveRole(to, from))
    }

    fn set_role(&mut self, id: RoleId, mut change: RoleChange) -> Result<Edit, Misfit> {
        let role = self.role_mut(&id)?;
        match &mut change {
            RoleChange::Title(title) => swap(title, &mut role.title),
            RoleChange::Short(short) => swap(short, &mut role.short),
            RoleChange::Colour(colour) => swap(colour, &mut role.colour),
            RoleChange::Summary(summary) => swap(summary, &mut role.summary),
        }
        Ok(Edit::SetRole(id, change))
    }

    fn role_mut(&mut self, id: &RoleId) -> Result<&mut Role, Misfit> {
        let index = self.role_index(id).ok_or_else(|| Misfit::NoSuchRole(id.clone()))?;
        Ok(self.roles.role_mut(index))
    }

    fn slot_of(&self, id: &PositionId) -> Result<usize, Misfit> {
        self.slot(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))
    }

    fn insert_position(&mut self, place: &Place, position: Position) -> Result<Edit, Misfit> {
        let id = position.id.clone();
        if self.contains(&id) {
            return Err(Misfit::PositionExists(id));
        }
        if let Some(role) = position.role.as_ref().filter(|role| self.role(role).is_none()) {
            return Err(Misfit::NoSuchRole(role.clone()));
        }
        self.check_dotted(&id, &position.dotted_to)?;
        let manager = place.manager.as_ref().map(|manager| self.slot_of(manager)).transpose()?;
        if place.index > self.row(manager).len() {
            return Err(Misfit::NoSuchIndex(place.index));
        }
        self.count_dotted(&position.dotted_to, 1);
        let slot = self.give_seat(position, manager);
        self.row_mut(manager).insert(place.index, slot);
        Ok(Edit::RemovePosition(id))
    }

    fn remove_position(&mut self, id: &PositionId) -> Result<Edit, Misfit> {
        let slot = self.slot_of(id)?;
        if !self.seats[slot].reports.is_empty() {
            return Err(Misfit::HasReports(id.clone()));
        }
        if self.seats[slot].dotted_from > 0 {
            return Err(Misfit::HasDottedLines(id.clone()));
        }
        let place = self.place(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))?;
        let Seat { position, manager, .. } = self.take_seat(slot);
        self.count_dotted(&position.dotted_to, -1);
        self.row_mut(manager).remove(place.index);
        Ok(Edit::InsertPosition { place, position: position.into() })
    }

    fn move_position(&mut self, id: PositionId, to: &Place) -> Result<Edit, Misfit> {
        let slot = self.slot_of(&id)?;
        let new_manager = to.manager.as_ref().map(|manager| self.slot_of(manager)).transpose()?;
        if to.manager.as_ref().is_some_and(|manager| self.is_in_branch(manager, &id)) {
            return Err(Misfit::WouldCycle(id));
        }
        let from = self.place(&id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))?;
        let old_manager = self.seats[slot].manager;
        let siblings = self.row(new_manager).len() - usize::from(new_manager == old_manager);
        if to.index > siblings {
            return Err(Misfit::NoSuchIndex(to.index));
        }
        self.row_mut(old_manager).remove(from.index);
        self.row_mut(new_manager).insert(to.index, slot);
        self.seats[slot].manager = new_manager;
        Ok(Edit::MovePosition(id, from))
    }

    fn check_dotted(&self, id: &PositionId, dotted_to: &[PositionId]) -> Result<(), Misfit> {
        match dotted_to.iter().find(|to| *to == id || !self.contains(to)) {
            Some(wrong) => Err(Misfit::NoSuchPosition(wrong.clone())),
            None => Ok(()),
        }
    }

    /// Keeps the count of the dotted lines that lead to each of these positions.
    pub(super) fn count_dotted(&mut self, to: &[PositionId], by: isize) {
        for id in to {
            if let Some(slot) = self.slot(id) {
                let count = &mut self.seats[slot].dotted_from;
                *count = count.saturating_add_signed(by);
            }
        }
    }

    fn set_position(&mut self, id: PositionId, mut change: PositionChange) -> Result<Edit, Misfit> {
        let slot = self.slot_of(&id)?;
        match &change {
            PositionChange::Role(Some(role)) if self.role(role).is_none() => {
                return Err(Misfit::NoSuchRole(role.clone()));
            }
            PositionChange::DottedTo(dotted_to) => {
                self.check_dotted(&id, dotted_to)?;
                let old = self.seats[slot].position.dotted_to.clone();
                self.count_dotted(&old, -1);
                self.count_dotted(dotted_to, 1);
            }
            _ => {}
        }
        let position = &mut self.seats[slot].position;
        match &mut change {
            PositionChange::Role(role) => swap(role, &mut position.role),
            PositionChange::Person(person) => swap(person, &mut position.person),
            PositionChange::Title(title) => swap(title, &mut position.title),
            PositionChange::Assistant(assistant) => swap(assistant, &mut position.assistant),
            PositionChange::DottedTo(dotted_to) => swap(dotted_to, &mut position.dotted_to),
            PositionChange::Notes(notes) => swap(notes, &mut position.notes),
            PositionChange::Fields(fields) => swap(fields, &mut position.fields),
            PositionChange::Arrangement(arrangement) => swap(arrangement, &mut position.arrangement),
        }
        Ok(Edit::SetPosition(id, change))
    }

    fn change_responsibilities(&mut self, holder: Holder, change: ListChange) -> Result<Edit, Misfit> {
        let list = match &holder {
            Holder::Role(id) => &mut self.role_mut(id)?.responsibilities,
            Holder::Position(id) => {
                let slot = self.slot_of(id)?;
                &mut self.seats[slot].position.responsibilities
            }
        };
        apply_to_list(list, change).map(|inverse| Edit::Responsibilities(holder, inverse))
    }
}

fn apply_to_list<Line>(list: &mut Vec<Line>, change: ListChange<Line>) -> Result<ListChange<Line>, Misfit> {
    let check = |index: usize, len: usize| if index < len { Ok(()) } else { Err(Misfit::NoSuchIndex(index)) };
    match change {
        ListChange::Insert(index, line) => {
            check(index, list.len() + 1)?;
            list.insert(index, line);
            Ok(ListChange::Remove(index))
        }
        ListChange::Remove(index) => {
            check(index, list.len())?;
            Ok(ListChange::Insert(index, list.remove(index)))
        }
        ListChange::Replace(index, mut line) => {
            check(index, list.len())?;
            swap(&mut line, &mut list[index]);
            Ok(ListChange::Replace(index, line))
        }
        ListChange::Move(from, to) => move_item(list, from, to).map(|()| ListChange::Move(to, from)),
    }
}

fn move_item<T>(list: &mut Vec<T>, from: usize, to: usize) -> Result<(), Misfit> {
    if let Some(index) = [from, to].into_iter().find(|&index| index >= list.len()) {
        return Err(Misfit::NoSuchIndex(index));
    }
    let item = list.remove(from);
    list.insert(to, item);
    Ok(())
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
