//! A branch as a chart of its own, and a chart's positions as new ones: what copying, pasting and duplicating need.

use std::collections::{HashMap, HashSet};

use crate::model::{Chart, Direction, Draft, Position, PositionId, RoleId};

/// The branch as a chart of its own: its positions, the roles that they have, and the dotted lines among them.
#[must_use]
pub fn branch_as_chart(chart: &Chart, top: &PositionId) -> Chart {
    let inside: HashSet<&PositionId> = chart.branch(top).map(|visit| &visit.position.id).collect();
    let used: HashSet<&RoleId> = chart.branch(top).filter_map(|visit| visit.position.role.as_ref()).collect();
    let roles = chart.roles().iter().filter(|role| used.contains(&role.id)).cloned().collect();
    let drafts = chart.branch(top).map(|visit| {
        let mut position = visit.position.clone();
        position.dotted_to.retain(|to| inside.contains(to));
        let manager = chart.manager(&position.id).filter(|manager| inside.contains(manager));
        let reports_to = manager.map_or_else(String::new, PositionId::to_string);
        Draft { position, reports_to }
    });
    let title = chart.position(top).map_or_else(String::new, |position| chart.title_of(position).to_owned());
    Chart::assemble(title, Direction::TopDown, String::new(), roles, drafts.collect()).0
}

/// The positions of a chart in reading order with fresh ids, each with its manager's fresh id.
/// The dotted lines still to be drawn come apart, since they may lead to positions further on.
pub(super) struct Fresh {
    pub(super) positions: Vec<(Option<PositionId>, Position)>,
    pub(super) dotted: Vec<(PositionId, Vec<PositionId>)>,
}

/// `target` is the chart that the positions are for: no id of its own comes again.
pub(super) fn with_fresh_ids(chart: &Chart, target: &Chart) -> Fresh {
    let mut taken = HashSet::new();
    let mut fresh_id = || {
        let id = PositionId::random_besides(|id| taken.contains(id) || target.contains(id));
        taken.insert(id.clone());
        id
    };
    let fresh: HashMap<&PositionId, PositionId> = chart.walk().map(|visit| (&visit.position.id, fresh_id())).collect();
    let mut dotted = Vec::new();
    let mut renamed = |position: &Position| {
        let id = fresh[&position.id].clone();
        let to: Vec<PositionId> = position.dotted_to.iter().filter_map(|to| fresh.get(to).cloned()).collect();
        if !to.is_empty() {
            dotted.push((id.clone(), to));
        }
        Position { id, dotted_to: Vec::new(), ..position.clone() }
    };
    let positions = chart
        .walk()
        .map(|visit| {
            let manager = chart.manager(&visit.position.id).map(|manager| fresh[manager].clone());
            (manager, renamed(visit.position))
        })
        .collect();
    Fresh { positions, dotted }
}
