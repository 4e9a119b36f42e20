//! Lists of responsibilities.

use super::{Plan, Planned};
use crate::editor::Refusal;
use crate::model::{Chart, Edit, Holder, ListChange, Misfit, PositionId, Responsibility, RoleId};

pub(super) fn add(holder: &Holder, index: usize, lines: Vec<Responsibility>) -> Plan {
    // An index too large for any list is one that the chart refuses.
    let insert =
        |(offset, line)| Edit::Responsibilities(holder.clone(), ListChange::Insert(index.saturating_add(offset), line));
    Plan::of(lines.into_iter().enumerate().map(insert).collect())
}

pub(super) fn replace(chart: &Chart, holder: Holder, index: usize, line: Responsibility) -> Plan {
    if chart.lines_of(&holder).get(index) == Some(&line) {
        return Plan::default();
    }
    Plan::of(vec![Edit::Responsibilities(holder, ListChange::Replace(index, line))])
}

pub(super) fn remove(holder: Holder, index: usize) -> Plan {
    Plan::of(vec![Edit::Responsibilities(holder, ListChange::Remove(index))])
}

pub(super) fn reorder(holder: Holder, from: usize, to: usize) -> Plan {
    if from == to {
        Plan::default()
    } else {
        Plan::of(vec![Edit::Responsibilities(holder, ListChange::Move(from, to))])
    }
}

pub(super) fn give_to_role(chart: &Chart, id: PositionId, index: usize) -> Planned {
    let role = Holder::Role(role_of(chart, &id)?);
    let own = Holder::Position(id);
    hand_over(chart, own, index, role)
}

pub(super) fn take_from_role(chart: &Chart, id: PositionId, index: usize) -> Planned {
    let role = Holder::Role(role_of(chart, &id)?);
    let own = Holder::Position(id);
    hand_over(chart, role, index, own)
}

/// Takes the line from one list and puts it at the end of the other.
fn hand_over(chart: &Chart, from: Holder, index: usize, to: Holder) -> Planned {
    let line = chart.lines_of(&from).get(index).ok_or(Misfit::NoSuchIndex(index))?.clone();
    let end = chart.lines_of(&to).len();
    Ok(Plan::of(vec![
        Edit::Responsibilities(from, ListChange::Remove(index)),
        Edit::Responsibilities(to, ListChange::Insert(end, line)),
    ]))
}

fn role_of(chart: &Chart, id: &PositionId) -> Result<RoleId, Refusal> {
    let position = chart.position(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))?;
    position.role.clone().ok_or(Refusal::NoRole)
}
