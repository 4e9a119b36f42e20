//! The tree of positions.

use std::collections::HashSet;

use super::{Plan, Planned};
use crate::editor::Refusal;
use crate::editor::clipboard::{Fresh, branch_as_chart, with_fresh_ids};
use crate::editor::command::{AfterRemoval, Direction};
use crate::model::{Chart, Edit, Misfit, Place, Position, PositionChange, PositionId};

/// A top position has no line to stand beside, and is no assistant.
pub(super) fn add(place: Place, mut position: Position) -> Plan {
    position.assistant &= place.manager.is_some();
    let id = position.id.clone();
    Plan::of(vec![Edit::InsertPosition { place, position: position.into() }]).selecting(Some(id))
}

/// The new manager takes the position's place, and the position becomes its only report. An assistant's new manager
/// stands in the assistant's place, too.
pub(super) fn insert_manager(chart: &Chart, below: &PositionId, mut manager: Position) -> Planned {
    let place = place_of(chart, below)?;
    let was_assistant = position_of(chart, below)?.assistant;
    manager.assistant = was_assistant && place.manager.is_some();
    let id = manager.id.clone();
    let mut edits = vec![
        Edit::InsertPosition { place, position: manager.into() },
        Edit::MovePosition(below.clone(), Place::under(id.clone(), 0)),
    ];
    if was_assistant {
        edits.push(Edit::SetPosition(below.clone(), PositionChange::Assistant(false)));
    }
    Ok(Plan::of(edits).selecting(Some(id)))
}

pub(super) fn set_position(chart: &Chart, id: &PositionId, changes: Vec<PositionChange>) -> Planned {
    let position = position_of(chart, id)?;
    if changes.contains(&PositionChange::Assistant(true)) && chart.manager(id).is_none() {
        return Err(Refusal::TopAssistant);
    }
    let differs = |change: &PositionChange| match change {
        PositionChange::Role(role) => *role != position.role,
        PositionChange::Person(person) => *person != position.person,
        PositionChange::Title(title) => *title != position.title,
        PositionChange::Assistant(assistant) => *assistant != position.assistant,
        PositionChange::DottedTo(dotted_to) => *dotted_to != position.dotted_to,
        PositionChange::Notes(notes) => *notes != position.notes,
        PositionChange::Fields(fields) => *fields != position.fields,
        PositionChange::Arrangement(arrangement) => *arrangement != position.arrangement,
    };
    if !changes.iter().any(differs) {
        return Ok(Plan::default());
    }
    // All of them, since a later change of the same field may bring the old value back.
    Ok(Plan::of(changes.into_iter().map(|change| Edit::SetPosition(id.clone(), change)).collect()))
}

pub(super) fn remove(chart: &Chart, id: &PositionId, after: &AfterRemoval) -> Planned {
    let place = place_of(chart, id)?;
    let neighbour = neighbour_of(chart, id, &place);
    let (moves, gone, first_moved) = match after {
        AfterRemoval::GoToo => (Vec::new(), chart.branch(id).map(|visit| visit.position.id.clone()).collect(), None),
        AfterRemoval::MoveUp => (moves_up(chart, id, &place), vec![id.clone()], chart.reports(id).next().cloned()),
        AfterRemoval::MoveTo(to) => (moves_to(chart, id, to)?, vec![id.clone()], None),
    };
    let mut edits = without_dotted_lines_to(chart, &gone);
    edits.extend(moves);
    // Reports go before their managers, so that each has none when its turn comes.
    edits.extend(gone.into_iter().rev().map(Edit::RemovePosition));
    Ok(Plan::of(edits).selecting(first_moved.or(neighbour)))
}

/// Whom to select once the position is gone: the next sibling, the one before, or the manager.
fn neighbour_of(chart: &Chart, id: &PositionId, place: &Place) -> Option<PositionId> {
    let siblings = chart.reports_or_tops(place.manager.as_ref());
    let before = place.index.checked_sub(1).and_then(|index| siblings.get(index));
    let beside = siblings.get(place.index + 1).or(before).copied();
    beside.filter(|sibling| *sibling != id).cloned().or_else(|| place.manager.clone())
}

/// The reports take their manager's place, in order. Where that makes them top positions, none stays an assistant.
fn moves_up(chart: &Chart, id: &PositionId, place: &Place) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (offset, report) in chart.reports(id).enumerate() {
        if place.manager.is_none() && chart.position(report).is_some_and(|position| position.assistant) {
            edits.push(Edit::SetPosition(report.clone(), PositionChange::Assistant(false)));
        }
        let to = Place { manager: place.manager.clone(), index: place.index + 1 + offset };
        edits.push(Edit::MovePosition(report.clone(), to));
    }
    edits
}

fn moves_to(chart: &Chart, id: &PositionId, to: &PositionId) -> Result<Vec<Edit>, Refusal> {
    position_of(chart, to)?;
    if chart.is_in_branch(to, id) {
        return Err(Refusal::OwnBranch);
    }
    let end = chart.reports(to).len();
    let reports = chart.reports(id).enumerate();
    Ok(reports.map(|(i, report)| Edit::MovePosition(report.clone(), Place::under(to.clone(), end + i))).collect())
}

/// The edits after which no dotted line leads from elsewhere to any of these, nor among them.
fn without_dotted_lines_to(chart: &Chart, gone: &[PositionId]) -> Vec<Edit> {
    if !gone.iter().any(|id| chart.has_dotted_lines_to(id)) {
        return Vec::new();
    }
    let gone: HashSet<&PositionId> = gone.iter().collect();
    let holders = chart.walk().filter(|visit| visit.position.dotted_to.iter().any(|to| gone.contains(to)));
    holders
        .map(|visit| {
            let Position { id, dotted_to, .. } = visit.position;
            let kept = dotted_to.iter().filter(|to| !gone.contains(to)).cloned().collect();
            Edit::SetPosition(id.clone(), PositionChange::DottedTo(kept))
        })
        .collect()
}

pub(super) fn move_to(chart: &Chart, id: PositionId, to: Place) -> Planned {
    if to.manager.as_ref().is_some_and(|manager| chart.is_in_branch(manager, &id)) {
        return Err(Refusal::OwnBranch);
    }
    let position = position_of(chart, &id)?;
    if chart.place(&id).as_ref() == Some(&to) {
        return Ok(Plan::default());
    }
    let mut edits = Vec::new();
    if position.assistant && to.manager.is_none() {
        edits.push(Edit::SetPosition(id.clone(), PositionChange::Assistant(false)));
    }
    edits.push(Edit::MovePosition(id.clone(), to));
    Ok(Plan::of(edits).selecting(Some(id)))
}

pub(super) fn step(chart: &Chart, id: PositionId, direction: Direction) -> Planned {
    let Place { manager, index } = place_of(chart, &id)?;
    let siblings = chart.reports_or_tops(manager.as_ref());
    let to = match direction {
        Direction::Earlier => Place { index: index.checked_sub(1).ok_or(Refusal::AtTheEnd)?, manager },
        Direction::Later if index + 1 >= siblings.len() => return Err(Refusal::AtTheEnd),
        Direction::Later => Place { index: index + 1, manager },
        Direction::Up => {
            let above = place_of(chart, &manager.ok_or(Refusal::AtTheTop)?)?;
            Place { index: above.index + 1, ..above }
        }
        Direction::Down => {
            let before = index.checked_sub(1).ok_or(Refusal::NoSiblingBefore)?;
            let manager = siblings[before].clone();
            let end = chart.reports(&manager).len();
            Place::under(manager, end)
        }
    };
    move_to(chart, id, to)
}

pub(super) fn duplicate(chart: &Chart, id: &PositionId) -> Planned {
    let Place { manager, index } = place_of(chart, id)?;
    paste(chart, &Place { manager, index: index + 1 }, &branch_as_chart(chart, id))
}

pub(super) fn paste(chart: &Chart, at: &Place, pasted: &Chart) -> Planned {
    if pasted.is_empty() {
        return Err(Refusal::NothingToPaste);
    }
    let used: HashSet<_> = pasted.walk().filter_map(|visit| visit.position.role.as_ref()).collect();
    let new_roles = pasted.roles().iter().filter(|role| used.contains(&role.id) && chart.role(&role.id).is_none());
    let first_free = chart.roles().len();
    let mut edits: Vec<Edit> = new_roles
        .enumerate()
        .map(|(offset, role)| Edit::InsertRole(first_free + offset, role.clone().into()))
        .collect();
    let Fresh { positions, dotted } = with_fresh_ids(pasted, chart);
    let first = positions.first().map(|(_, position)| position.id.clone());
    edits.extend(inserts(positions, at));
    edits.extend(dotted.into_iter().map(|(id, to)| Edit::SetPosition(id, PositionChange::DottedTo(to))));
    Ok(Plan::of(edits).selecting(first))
}

/// Inserts the positions in reading order: each behind its siblings, the topmost from the given place on.
fn inserts(positions: Vec<(Option<PositionId>, Position)>, at: &Place) -> Vec<Edit> {
    let mut counts = std::collections::HashMap::<PositionId, usize>::new();
    let mut next_top = at.index;
    let mut insert = |(manager, mut position): (Option<PositionId>, Position)| {
        let place = if let Some(manager) = manager {
            let count = counts.entry(manager.clone()).or_default();
            *count += 1;
            Place::under(manager, *count - 1)
        } else {
            position.assistant &= at.manager.is_some();
            let index = next_top;
            // An index too large for any list is one that the chart refuses.
            next_top = next_top.saturating_add(1);
            Place { manager: at.manager.clone(), index }
        };
        Edit::InsertPosition { place, position: position.into() }
    };
    positions.into_iter().map(&mut insert).collect()
}

fn place_of(chart: &Chart, id: &PositionId) -> Result<Place, Refusal> {
    chart.place(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()).into())
}

fn position_of<'a>(chart: &'a Chart, id: &PositionId) -> Result<&'a Position, Refusal> {
    chart.position(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()).into())
}
