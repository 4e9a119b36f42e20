//! From a command to the edits that carry it out, or to the reason why it can't be.

mod hand_over;
mod lines;
mod review;
mod roles;
mod tree;

use super::{Command, Refusal, Selection};
use crate::model::{Chart, ChartChange, Edit, PositionId};

/// What a command comes to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be applied in this order.
    pub(super) edits: Vec<Edit>,
    /// What is to be selected afterwards; nothing = what is selected now.
    pub(super) select: Option<Selection>,
}

impl Plan {
    fn of(edits: Vec<Edit>) -> Self {
        Self { edits, select: None }
    }

    fn selecting(self, id: Option<PositionId>) -> Self {
        Self { select: Some(Selection::of(id)), ..self }
    }
}

type Planned = Result<Plan, Refusal>;

pub(super) fn plan(chart: &Chart, command: Command) -> Planned {
    match command {
        Command::SetChart(change) => Ok(set_chart(chart, change)),
        Command::Add(place, position) => Ok(tree::add(place, *position)),
        Command::InsertManager(below, position) => tree::insert_manager(chart, &below, *position),
        Command::SetPosition(id, changes) => tree::set_position(chart, &id, changes),
        Command::Remove(id, after) => tree::remove(chart, &id, &after),
        Command::Move(id, place) => tree::move_to(chart, id, place),
        Command::Step(id, direction) => tree::step(chart, id, direction),
        Command::Duplicate(id) => tree::duplicate(chart, &id),
        Command::Paste(place, pasted) => tree::paste(chart, &place, &pasted),
        Command::AddRole(role) => roles::add(chart, *role),
        Command::SetRole(id, change) => roles::set(chart, id, change),
        Command::MoveRole(from, to) => Ok(roles::reorder(from, to)),
        Command::RemoveRole(id, instead) => Ok(roles::remove(chart, id, instead.as_ref())),
        Command::GiveNewRole(id, role) => roles::give_new(chart, id, *role),
        Command::AddLines(holder, index, lines) => Ok(lines::add(&holder, index, lines)),
        Command::ReplaceLine(holder, index, line) => Ok(lines::replace(chart, holder, index, line)),
        Command::RemoveLine(holder, index) => Ok(lines::remove(holder, index)),
        Command::MoveLine(holder, from, to) => Ok(lines::reorder(holder, from, to)),
        Command::GiveLineToRole(id, index) => lines::give_to_role(chart, id, index),
        Command::TakeLineFromRole(id, index) => lines::take_from_role(chart, id, index),
        Command::HandLine(from, index, to, how) => lines::hand(chart, from, index, to, how),
        Command::Involve(holder, text, involvements) => Ok(lines::involve(chart, &holder, &text, involvements)),
        Command::Reword(from, to) => review::reword(chart, &from, &to),
        Command::HandOver(id, leaving, heir) => hand_over::plan(chart, &id, &leaving, &heir),
        Command::AddMustCover(index, lines) => Ok(review::add_must_cover(index, lines)),
        Command::ChangeMustCover(change) => Ok(review::change_must_cover(chart, change)),
        Command::Dismiss(dismissal) => Ok(review::dismiss(chart, dismissal)),
        Command::Undismiss(dismissal) => review::undismiss(chart, &dismissal),
    }
}

fn set_chart(chart: &Chart, change: ChartChange) -> Plan {
    let stays = match &change {
        ChartChange::Title(title) => title == chart.title(),
        ChartChange::Direction(direction) => *direction == chart.direction(),
        ChartChange::HeadComment(comment) => comment == chart.head_comment(),
    };
    if stays { Plan::default() } else { Plan::of(vec![Edit::SetChart(change)]) }
}
