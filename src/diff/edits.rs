//! Two charts to the edits that lead from the one to the other.

use std::collections::{HashMap, HashSet};

use super::flat::Flat;
use super::order::{Step, steps};
use super::{lists, tree};
use crate::model::{Chart, ChartChange, Edit, Holder, Position, PositionChange, PositionId, Role, RoleChange, RoleId};

/// The edits that turn the one chart into the other: applied in this order, each fits, and the text of the chart that
/// comes out is that of `to`, byte for byte. What is the same stays untouched: siblings and lines that keep their order
/// don't move.
///
/// It costs about as much as comparing all positions once. Applying a move costs more the deeper the new manager is.
///
/// ```
/// use rolechart::diff::edits;
/// use rolechart::starter::it_department;
///
/// let (mut chart, wanted) = (it_department(), rolechart::model::Chart::new("Another"));
/// for edit in edits(&chart, &wanted) {
///     chart.apply(edit).expect("an edit that leads to another chart fits");
/// }
/// assert_eq!(chart, wanted);
/// ```
#[must_use]
pub fn edits(from: &Chart, to: &Chart) -> Vec<Edit> {
    let (old, new) = (Flat::of(from), Flat::of(to));
    let mut edits = chart_edits(from, to);
    // Roles come before the positions that get them, and go after those that had them.
    edits.extend(role_placing(from, to));
    edits.extend(role_changes(from, to));
    edits.extend(tree::placing(&old, &new).into_iter().map(|edit| without_new_dotted_lines(edit, &old)));
    edits.extend(position_changes(&old, &new));
    edits.extend(removals(&old, &new));
    edits.extend(role_removals(from, to));
    edits
}

/// The edit if the value is another.
pub(super) fn when_changed<T: PartialEq + Clone, E>(from: &T, to: &T, edit: impl FnOnce(T) -> E) -> Option<E> {
    (from != to).then(|| edit(to.clone()))
}

fn chart_edits(from: &Chart, to: &Chart) -> Vec<Edit> {
    let text = |text: &str| text.to_owned();
    let fields = [
        when_changed(&text(from.title()), &text(to.title()), ChartChange::Title),
        when_changed(&from.direction(), &to.direction(), ChartChange::Direction),
        when_changed(&text(from.head_comment()), &text(to.head_comment()), ChartChange::HeadComment),
    ];
    let fields = fields.into_iter().flatten().map(Edit::SetChart);
    let must_cover = lists::changes(from.must_cover(), to.must_cover()).into_iter().map(Edit::MustCover);
    let dismissals = lists::changes(from.dismissals(), to.dismissals()).into_iter().map(Edit::Dismissals);
    fields.chain(must_cover).chain(dismissals).collect()
}

/// The roles of a chart with their places in the library.
pub(super) fn library(chart: &Chart) -> HashMap<&RoleId, (usize, &Role)> {
    chart.roles().iter().enumerate().map(|(index, role)| (&role.id, (index, role))).collect()
}

/// Inserts and moves roles. Those that go are still there: positions may have them.
fn role_placing(from: &Chart, to: &Chart) -> Vec<Edit> {
    let old = library(from);
    let origins: Vec<Option<usize>> =
        to.roles().iter().map(|role| old.get(&role.id).map(|(index, _)| *index)).collect();
    let edit = |step| match step {
        Step::Move(from, to) => Some(Edit::MoveRole(from, to)),
        Step::Insert(at, number) => Some(Edit::InsertRole(at, Box::new(to.roles()[number].clone()))),
        Step::Remove(_) => None,
    };
    steps(from.roles().len(), &origins).into_iter().filter_map(edit).collect()
}

fn role_changes(from: &Chart, to: &Chart) -> Vec<Edit> {
    let old = library(from);
    let both = to.roles().iter().filter_map(|new| Some((old.get(&new.id)?.1, new)));
    both.filter(|(old, new)| old != new).flat_map(|(old, new)| changes_of_role(old, new)).collect()
}

fn changes_of_role(old: &Role, new: &Role) -> Vec<Edit> {
    let fields = [
        when_changed(&old.title, &new.title, RoleChange::Title),
        when_changed(&old.short, &new.short, RoleChange::Short),
        when_changed(&old.colour, &new.colour, RoleChange::Colour),
        when_changed(&old.summary, &new.summary, RoleChange::Summary),
    ];
    let fields = fields.into_iter().flatten().map(|change| Edit::SetRole(new.id.clone(), change));
    let lines = lists::changes(&old.responsibilities, &new.responsibilities);
    let holder = Holder::Role(new.id.clone());
    fields.chain(lines.into_iter().map(|change| Edit::Responsibilities(holder.clone(), change))).collect()
}

fn role_removals(from: &Chart, to: &Chart) -> Vec<Edit> {
    let kept = library(to);
    let gone = from.roles().iter().filter(|role| !kept.contains_key(&role.id));
    gone.map(|role| Edit::RemoveRole(role.id.clone())).collect()
}

/// A position that comes can have dotted lines only to those that were there before: others may come after it. It gets
/// its lines when all are there.
fn without_new_dotted_lines(edit: Edit, old: &Flat<'_>) -> Edit {
    match edit {
        Edit::InsertPosition { place, mut position } if !may_come_with_dotted_lines(&position, old) => {
            position.dotted_to.clear();
            Edit::InsertPosition { place, position }
        }
        edit => edit,
    }
}

fn may_come_with_dotted_lines(position: &Position, old: &Flat<'_>) -> bool {
    position.dotted_to.iter().all(|to| old.contains(to))
}

fn position_changes(old: &Flat<'_>, new: &Flat<'_>) -> Vec<Edit> {
    new.positions.iter().flat_map(|&position| changes_of_position(old, position)).collect()
}

fn changes_of_position(old: &Flat<'_>, new: &Position) -> Vec<Edit> {
    let set = |change| Edit::SetPosition(new.id.clone(), change);
    let Some(before) = old.position(&new.id) else {
        let came_with_all = may_come_with_dotted_lines(new, old);
        let lines = (!came_with_all).then(|| set(PositionChange::DottedTo(new.dotted_to.clone())));
        return lines.into_iter().collect();
    };
    if before == new {
        return Vec::new();
    }
    let lines = lists::changes(&before.responsibilities, &new.responsibilities);
    let holder = Holder::Position(new.id.clone());
    let lines = lines.into_iter().map(|change| Edit::Responsibilities(holder.clone(), change));
    field_changes(before, new).map(set).chain(lines).collect()
}

fn field_changes(old: &Position, new: &Position) -> impl Iterator<Item = PositionChange> + use<> {
    let changes = [
        when_changed(&old.role, &new.role, PositionChange::Role),
        when_changed(&old.person, &new.person, PositionChange::Person),
        when_changed(&old.title, &new.title, PositionChange::Title),
        when_changed(&old.assistant, &new.assistant, PositionChange::Assistant),
        when_changed(&old.dotted_to, &new.dotted_to, PositionChange::DottedTo),
        when_changed(&old.notes, &new.notes, PositionChange::Notes),
        when_changed(&old.fields, &new.fields, PositionChange::Fields),
        when_changed(&old.arrangement, &new.arrangement, PositionChange::Arrangement),
    ];
    changes.into_iter().flatten()
}

/// Takes away what is gone, from the bottom up: whoever stayed has been moved out of there, and has no dotted lines
/// there.
fn removals(old: &Flat<'_>, new: &Flat<'_>) -> Vec<Edit> {
    let gone: Vec<&Position> = old.positions.iter().copied().filter(|position| !new.contains(&position.id)).collect();
    let ids: HashSet<&PositionId> = gone.iter().map(|position| &position.id).collect();
    let leads_to_gone = |position: &&&Position| position.dotted_to.iter().any(|to| ids.contains(to));
    let lines = gone.iter().filter(leads_to_gone);
    let lines = lines.map(|position| Edit::SetPosition(position.id.clone(), PositionChange::DottedTo(Vec::new())));
    lines.chain(gone.iter().rev().map(|position| Edit::RemovePosition(position.id.clone()))).collect()
}
