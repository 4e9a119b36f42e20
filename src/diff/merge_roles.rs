//! Two changes of one library of roles, brought together.

use std::collections::{HashMap, HashSet};

use super::conflict::{Disputed, Side};
use super::flat::Flat;
use super::merge::Charts;
use super::merge_lines::merged_lines;
use super::order::merged_order;
use super::referee::{Referee, Versions};
use super::words::{self, List, Subject, Value};
use crate::model::{Chart, Position, Role, RoleId};

type Library<'a> = HashMap<&'a RoleId, &'a Role>;

fn library(chart: &Chart) -> Library<'_> {
    chart.roles().iter().map(|role| (&role.id, role)).collect()
}

/// What comes of the library. A role that a merged position has is kept in any case.
pub(super) fn merged_roles(referee: &mut Referee<'_>, charts: &Charts<'_>, positions: &[Position]) -> Vec<Role> {
    let libraries = charts.charts.map(library);
    let needed: HashSet<&RoleId> = positions.iter().filter_map(|position| position.role.as_ref()).collect();
    let newly_given = [Side::Mine, Side::Theirs].map(|side| newly_given(charts.base(), charts.side(side)));
    let mut merged: HashMap<&RoleId, Role> = HashMap::new();
    for id in union(charts.charts[1], charts.charts[2], &libraries[1]) {
        let versions = libraries.each_ref().map(|library| library.get(id).copied());
        if let Some(role) = merged_role(referee, versions, &newly_given, needed.contains(id)) {
            merged.insert(id, role);
        }
    }
    let order = merged_role_order(referee, charts.charts, &merged);
    order.into_iter().filter_map(|id| merged.remove(id)).collect()
}

/// All ids that either side has: mine, then those that only they have.
fn union<'a>(mine: &'a Chart, theirs: &'a Chart, known: &Library<'_>) -> Vec<&'a RoleId> {
    let fresh = theirs.roles().iter().filter(|role| !known.contains_key(&role.id));
    mine.roles().iter().chain(fresh).map(|role| &role.id).collect()
}

/// The roles that a position has now and didn't have before.
fn newly_given<'a>(base: &Flat<'_>, side: &Flat<'a>) -> HashSet<&'a RoleId> {
    let is_new = |position: &&&Position| base.position(&position.id).is_none_or(|before| before.role != position.role);
    side.positions.iter().filter(is_new).filter_map(|position| position.role.as_ref()).collect()
}

fn merged_role(
    referee: &mut Referee<'_>,
    versions: [Option<&Role>; 3],
    newly_given: &[HashSet<&RoleId>; 2],
    is_needed: bool,
) -> Option<Role> {
    match versions {
        [base, Some(mine), Some(theirs)] => Some(merged_values(referee, Versions { base, mine, theirs })),
        [None, mine, theirs] => mine.or(theirs).cloned(),
        [Some(base), mine, theirs] => {
            let removed_by = if mine.is_none() { Side::Mine } else { Side::Theirs };
            let now = mine.or(theirs)?;
            let is_changed = now != base || newly_given[usize::from(removed_by == Side::Mine)].contains(&now.id);
            let disputed = Disputed::Existence { removed_by };
            let keeps = || referee.keeps(&Subject::role(&now.id), removed_by, disputed, "changed".to_owned());
            // Asked even where the role is needed, so that the conflict doesn't hang on what is chosen elsewhere.
            let is_kept = is_changed && keeps();
            (is_kept || is_needed).then(|| now.clone())
        }
    }
}

fn merged_values(referee: &mut Referee<'_>, versions: Versions<'_, Role>) -> Role {
    if let Some(side) = versions.settled() {
        return versions.of(side).clone();
    }
    let id = &versions.mine.id;
    let role = &Subject::role(id);
    let colours = versions.map(|role| &role.colour);
    let lines = versions.map(|role| role.responsibilities.as_slice());
    Role {
        id: id.clone(),
        title: referee.text(role, Value::Title, versions.map(|role| role.title.as_str())),
        short: referee.text(role, Value::Short, versions.map(|role| role.short.as_str())),
        colour: *referee.value(role, Value::Colour, colours, |_, colour| colour.to_string()),
        summary: referee.text(role, Value::Summary, versions.map(|role| role.summary.as_str())),
        responsibilities: merged_lines(referee, role, List::Responsibilities, lines),
    }
}

fn merged_role_order<'a>(
    referee: &mut Referee<'_>,
    charts: [&'a Chart; 3],
    merged: &HashMap<&RoleId, Role>,
) -> Vec<&'a RoleId> {
    let mut numbers: HashMap<&RoleId, usize> = HashMap::new();
    let mut ids = Vec::new();
    let [base, mine, theirs] = charts.map(|chart| {
        let kept = chart.roles().iter().filter(|role| merged.contains_key(&role.id));
        let numbered = kept.map(|role| {
            *numbers.entry(&role.id).or_insert_with(|| {
                ids.push(&role.id);
                ids.len() - 1
            })
        });
        numbered.collect::<Vec<usize>>()
    });
    let order = merged_order(&base, &mine, &theirs, || {
        let orders = [&mine, &theirs].map(|order| words::of_order(order, |&number| referee.names.role(ids[number])));
        referee.ask(&Subject::Chart, Disputed::RoleOrder, orders) == Side::Theirs
    });
    order.into_iter().map(|number| ids[number]).collect()
}
