//! Two changes of the positions, brought together value by value. Where they stand is for the tree.

use std::collections::HashSet;

use super::conflict::{Disputed, Side};
use super::flat::Flat;
use super::merge::Charts;
use super::merge_lines::merged_lines;
use super::referee::{Referee, Versions};
use super::words::{self, List, Names, Subject, Value};
use crate::model::{Position, PositionId, RoleId};

/// The positions of the merged chart, mine in reading order and then those that only they have.
pub(super) fn merged_positions(referee: &mut Referee<'_>, charts: &Charts<'_>) -> Vec<Position> {
    let [base, mine, theirs] = &charts.flats;
    let named = [newly_named(base, mine), newly_named(base, theirs)];
    let only_theirs = theirs.positions.iter().filter(|position| !mine.contains(&position.id));
    let all = mine.positions.iter().chain(only_theirs);
    let mut positions: Vec<Position> =
        all.filter_map(|position| merged(referee, charts, &position.id, &named)).collect();
    let kept: HashSet<PositionId> = positions.iter().map(|position| position.id.clone()).collect();
    for position in &mut positions {
        // A line may lead to somebody whom the side that drew it has, and who is gone all the same.
        position.dotted_to.retain(|to| kept.contains(to));
    }
    positions
}

/// Those whom somebody now reports to, by a solid or a dotted line, who didn't before.
fn newly_named<'a>(base: &Flat<'_>, side: &Flat<'a>) -> HashSet<&'a PositionId> {
    let mut named = HashSet::new();
    for (number, &position) in side.positions.iter().enumerate() {
        let before = base.number(&position.id);
        let manager = side.manager(number);
        if before.and_then(|before| base.manager(before)) != manager {
            named.extend(manager);
        }
        let lines = before.map_or(&[][..], |before| &base.positions[before].dotted_to);
        if lines != position.dotted_to {
            let known: HashSet<&PositionId> = lines.iter().collect();
            named.extend(position.dotted_to.iter().filter(|to| !known.contains(to)));
        }
    }
    named
}

/// What comes of the position; nothing where it goes.
fn merged(
    referee: &mut Referee<'_>,
    charts: &Charts<'_>,
    id: &PositionId,
    newly_named: &[HashSet<&PositionId>; 2],
) -> Option<Position> {
    let [base, mine, theirs] = charts.flats.each_ref().map(|flat| flat.position(id));
    match (base, mine, theirs) {
        (base, Some(mine), Some(theirs)) => Some(merged_values(referee, Versions { base, mine, theirs })),
        (None, mine, theirs) => mine.or(theirs).cloned(),
        (Some(_), mine, theirs) => {
            let removed_by = if mine.is_none() { Side::Mine } else { Side::Theirs };
            let changed = removed_by.other();
            let is_named = newly_named[usize::from(changed == Side::Theirs)].contains(id);
            let is_changed = is_named || is_changed(charts.base(), charts.side(changed), id);
            let disputed = Disputed::Existence { removed_by };
            let subject = Subject::position(id);
            let is_kept = is_changed && referee.keeps(&subject, removed_by, disputed, "changed".to_owned());
            mine.or(theirs).filter(|_| is_kept).cloned()
        }
    }
}

fn is_changed(base: &Flat<'_>, side: &Flat<'_>, id: &PositionId) -> bool {
    let manager = |flat: &Flat<'_>| flat.number(id).and_then(|number| flat.manager(number).cloned());
    base.position(id) != side.position(id) || manager(base) != manager(side)
}

fn merged_values(referee: &mut Referee<'_>, versions: Versions<'_, Position>) -> Position {
    if let Some(side) = versions.settled() {
        return versions.of(side).clone();
    }
    let id = &versions.mine.id;
    let it = &Subject::position(id);
    let roles = versions.map(|position| &position.role);
    let role_words = |names: &Names<'_>, role: &Option<RoleId>| names.role_or_none(role.as_ref());
    let people = versions.map(|position| position.person.as_str());
    let assistants = versions.map(|position| &position.assistant);
    let arrangements = versions.map(|position| &position.arrangement);
    Position {
        id: id.clone(),
        role: referee.value(it, Value::Role, roles, role_words).clone(),
        person: referee.value(it, Value::Person, people, |_, person| words::of_person(person)).to_owned(),
        title: referee.text(it, Value::Title, versions.map(|position| position.title.as_str())),
        assistant: *referee.value(it, Value::Assistant, assistants, |_, &flag| words::of_flag(flag)),
        dotted_to: merged_lines(referee, it, List::DottedLines, versions.map(|position| &position.dotted_to[..])),
        responsibilities: merged_lines(
            referee,
            it,
            List::Responsibilities,
            versions.map(|position| &position.responsibilities[..]),
        ),
        notes: referee.text(it, Value::Notes, versions.map(|position| position.notes.as_str())),
        fields: merged_lines(referee, it, List::Fields, versions.map(|position| &position.fields[..])),
        arrangement: *referee.value(it, Value::Arrangement, arrangements, |_, &it| words::of_arrangement(it)),
    }
}
