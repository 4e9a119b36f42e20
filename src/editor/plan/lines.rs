//! Lists of responsibilities.

use super::{Plan, Planned};
use crate::editor::Refusal;
use crate::editor::command::{Handing, who};
use crate::model::{
    Chart, Edit, Holder, Involvement, ListChange, Misfit, PositionId, Responsibility, RoleId, words_of,
};

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
    hand(chart, own, index, role, Handing::Move)
}

pub(super) fn take_from_role(chart: &Chart, id: PositionId, index: usize) -> Planned {
    let role = Holder::Role(role_of(chart, &id)?);
    let own = Holder::Position(id);
    hand(chart, role, index, own, Handing::Move)
}

fn role_of(chart: &Chart, id: &PositionId) -> Result<RoleId, Refusal> {
    let position = chart.position(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))?;
    position.role.clone().ok_or(Refusal::NoRole)
}

/// Hands a line to another holder. Who has it already gets it no second time.
pub(super) fn hand(chart: &Chart, from: Holder, index: usize, to: Holder, how: Handing) -> Planned {
    if from == to {
        return Ok(Plan::default());
    }
    let line = chart.lines_of(&from).get(index).ok_or(Misfit::NoSuchIndex(index))?;
    let words = words_of(&line.text);
    // What goes away with the move isn't there any more when it arrives.
    let goes = |other: &Responsibility| how == Handing::Move && std::ptr::eq(other, line);
    let is_same = |other: &&Responsibility| !goes(other) && words_of(&other.text) == words;
    let held: Vec<Involvement> = chart.all_lines_of(&to).filter(is_same).map(|line| line.involvement).collect();
    let has_it = match how {
        Handing::Move | Handing::Copy => held.contains(&line.involvement),
        Handing::Share => !held.is_empty(),
    };
    if has_it && how != Handing::Move {
        return Err(Refusal::HoldsAlready(who(chart, &to)));
    }
    let involvement = if how == Handing::Share { Involvement::Consulted } else { line.involvement };
    let given = Responsibility { involvement, text: line.text.clone() };
    let end = chart.lines_of(&to).len();
    let mut edits = Vec::new();
    if how == Handing::Move {
        edits.push(Edit::Responsibilities(from, ListChange::Remove(index)));
    }
    if !has_it {
        edits.push(Edit::Responsibilities(to, ListChange::Insert(end, given)));
    }
    Ok(Plan::of(edits))
}

/// Lines that may stay as they are do; others change their involvement, go, or are added at the end.
pub(super) fn involve(chart: &Chart, holder: &Holder, text: &str, mut missing: Vec<Involvement>) -> Plan {
    let words = words_of(text);
    let lines = chart.lines_of(holder);
    let same = lines.iter().enumerate().filter(|(_, line)| words_of(&line.text) == words);
    let mut spare = Vec::new();
    for (index, line) in same {
        match missing.iter().position(|&wanted| wanted == line.involvement) {
            Some(at) => drop(missing.remove(at)),
            None => spare.push((index, line)),
        }
    }
    let edit = |change| Edit::Responsibilities(holder.clone(), change);
    let changed = spare.iter().zip(&missing).map(|(&(index, line), &involvement)| {
        edit(ListChange::Replace(index, Responsibility { involvement, text: line.text.clone() }))
    });
    let gone = spare.iter().skip(missing.len()).rev().map(|&(index, _)| edit(ListChange::Remove(index)));
    let first_new = lines.len() - spare.len().saturating_sub(missing.len());
    let new = missing.iter().skip(spare.len()).enumerate().map(|(offset, &involvement)| {
        edit(ListChange::Insert(first_new + offset, Responsibility { involvement, text: text.to_owned() }))
    });
    Plan::of(changed.chain(gone).chain(new).collect())
}
