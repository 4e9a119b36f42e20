//! The library of roles.

use super::{Plan, Planned};
use crate::editor::Refusal;
use crate::model::{Chart, Edit, Misfit, PositionChange, PositionId, Role, RoleChange, RoleId};

pub(super) fn add(chart: &Chart, role: Role) -> Planned {
    check_title(chart, &role.id, &role.title)?;
    Ok(Plan::of(vec![Edit::InsertRole(chart.roles().len(), role.into())]))
}

pub(super) fn set(chart: &Chart, id: RoleId, change: RoleChange) -> Planned {
    let role = chart.role(&id).ok_or_else(|| Misfit::NoSuchRole(id.clone()))?;
    let stays = match &change {
        RoleChange::Title(title) => {
            check_title(chart, &id, title)?;
            role.title == *title
        }
        RoleChange::Short(short) => role.short == *short,
        RoleChange::Colour(colour) => role.colour == *colour,
        RoleChange::Summary(summary) => role.summary == *summary,
    };
    Ok(if stays { Plan::default() } else { Plan::of(vec![Edit::SetRole(id, change)]) })
}

pub(super) fn reorder(from: usize, to: usize) -> Plan {
    if from == to { Plan::default() } else { Plan::of(vec![Edit::MoveRole(from, to)]) }
}

pub(super) fn remove(chart: &Chart, id: RoleId, instead: Option<&RoleId>) -> Plan {
    let holders = chart.walk().filter(|visit| visit.position.role.as_ref() == Some(&id));
    let mut edits: Vec<Edit> = holders
        .map(|visit| Edit::SetPosition(visit.position.id.clone(), PositionChange::Role(instead.cloned())))
        .collect();
    edits.push(Edit::RemoveRole(id));
    Plan::of(edits)
}

pub(super) fn give_new(chart: &Chart, id: PositionId, role: Role) -> Planned {
    let change = PositionChange::Role(Some(role.id.clone()));
    let mut plan = add(chart, role)?;
    plan.edits.push(Edit::SetPosition(id, change));
    Ok(plan)
}

fn check_title(chart: &Chart, id: &RoleId, title: &str) -> Result<(), Refusal> {
    let wanted = title.trim().to_lowercase();
    if wanted.is_empty() {
        return Err(Refusal::EmptyTitle);
    }
    let is_taken = chart.roles().iter().any(|role| role.id != *id && role.title.trim().to_lowercase() == wanted);
    if is_taken { Err(Refusal::TitleTaken(title.trim().to_owned())) } else { Ok(()) }
}
