//! Who takes part: the roles and positions of a chart, what they are called, and who reports to whom.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{Chart, Holder, Position, PositionId, Responsibility, Role, RoleId};

/// The roles and positions of a chart, quickly found.
///
/// A role is one party, however many positions have it. A role that no position has is not in use: nobody does
/// anything through it.
pub(super) struct Parties<'a> {
    roles: HashMap<&'a RoleId, &'a Role>,
    positions: HashMap<&'a PositionId, &'a Position>,
    /// The positions in reading order.
    in_order: Vec<&'a Position>,
    with_role: HashMap<&'a RoleId, Vec<&'a Position>>,
    without_role: usize,
}

impl<'a> Parties<'a> {
    pub(super) fn of(chart: &'a Chart) -> Self {
        let in_order: Vec<&Position> = chart.walk().map(|visit| visit.position).collect();
        let mut with_role: HashMap<&RoleId, Vec<&Position>> = HashMap::new();
        for &position in &in_order {
            if let Some(role) = &position.role {
                with_role.entry(role).or_default().push(position);
            }
        }
        Self {
            roles: chart.roles().iter().map(|role| (&role.id, role)).collect(),
            positions: in_order.iter().map(|&position| (&position.id, position)).collect(),
            without_role: in_order.iter().filter(|position| position.role.is_none()).count(),
            in_order,
            with_role,
        }
    }

    /// The positions, in reading order.
    pub(super) fn positions(&self) -> &[&'a Position] {
        &self.in_order
    }

    /// The positions that have the role, in reading order.
    pub(super) fn with_role(&self, role: &RoleId) -> &[&'a Position] {
        self.with_role.get(role).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody acts through the holder's list: any position, and a role that a position has.
    pub(super) fn is_in_use(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Role(role) => self.with_role.contains_key(role),
            Holder::Position(_) => true,
        }
    }

    /// Whether the holder is a column of a RACI table: a role in use, or a position without a role.
    pub(super) fn is_column(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Role(role) => self.with_role.contains_key(role),
            Holder::Position(position) => self.role_of(position).is_none(),
        }
    }

    /// How many columns a RACI table of the chart has.
    pub(super) fn column_count(&self) -> usize {
        self.with_role.len() + self.without_role
    }

    /// The lines of a position that say something: its role's, then its own.
    pub(super) fn lines_of(&self, position: &'a Position) -> impl Iterator<Item = &'a Responsibility> + use<'a> {
        let role = position.role.as_ref().and_then(|role| self.roles.get(role));
        let from_role = role.map_or(&[][..], |role| &role.responsibilities);
        said(from_role).chain(said(&position.responsibilities))
    }

    /// Those of the holders that are parties of their own: a position isn't one beside its own role.
    pub(super) fn apart_from_their_roles(&self, holders: Vec<Holder>) -> Vec<Holder> {
        let is_role = |holder: &&Holder| matches!(holder, Holder::Role(_));
        let roles: HashSet<Holder> = holders.iter().filter(is_role).cloned().collect();
        let mut apart = holders;
        apart.retain(|holder| self.role_behind(holder).is_none_or(|role| !roles.contains(&role)));
        apart
    }

    /// The role of a position, as a holder.
    pub(super) fn role_behind(&self, holder: &Holder) -> Option<Holder> {
        match holder {
            Holder::Role(_) => None,
            Holder::Position(position) => self.role_of(position).cloned().map(Holder::Role),
        }
    }

    fn role_of(&self, position: &PositionId) -> Option<&'a RoleId> {
        self.positions.get(position).and_then(|position| position.role.as_ref())
    }

    /// What people call the holder: a role's title, or a position's person and title.
    pub(super) fn name(&self, holder: &Holder) -> String {
        match holder {
            Holder::Role(id) => self.title_of_role(id).to_owned(),
            Holder::Position(id) => self.positions.get(id).map_or_else(|| id.to_string(), |it| self.name_of(it)),
        }
    }

    /// The names of the holders, as far as a sentence lists them.
    pub(super) fn names(&self, holders: &[Holder]) -> String {
        super::phrasing::list(holders, |holder| self.name(holder))
    }

    fn name_of(&self, position: &Position) -> String {
        let own = position.title.trim();
        let from_role = || position.role.as_ref().map_or("", |role| self.title_of_role(role));
        let title = if own.is_empty() { from_role() } else { own };
        match (position.person.trim(), title) {
            ("", "") => "vacant position".to_owned(),
            ("", title) => format!("vacant {title}"),
            (person, "") => person.to_owned(),
            (person, title) => format!("{person} ({title})"),
        }
    }

    fn title_of_role<'b>(&'b self, id: &'b RoleId) -> &'b str {
        let title = self.roles.get(id).map_or("", |role| role.title.trim());
        if title.is_empty() { id.as_str() } else { title }
    }
}

/// The lines that say something.
pub(super) fn said(lines: &[Responsibility]) -> impl Iterator<Item = &Responsibility> {
    lines.iter().filter(|line| !line.text.trim().is_empty())
}

/// Which holders report to which: those of a position to those of its manager.
pub(super) struct Reporting(HashMap<Holder, BTreeSet<Holder>>);

impl Reporting {
    pub(super) fn of(chart: &Chart) -> Self {
        let mut managers: HashMap<Holder, BTreeSet<Holder>> = HashMap::new();
        let positions: Vec<&Position> = chart.walk().map(|visit| visit.position).collect();
        for visit in chart.walk() {
            let Some(manager) = visit.manager.map(|place| positions[place]) else { continue };
            for report in holders_of(visit.position) {
                let others = holders_of(manager).filter(|holder| *holder != report);
                managers.entry(report.clone()).or_default().extend(others);
            }
        }
        Self(managers)
    }

    /// The first holder of either list that reports to one of the other, and the manager.
    pub(super) fn between(&self, a: &[Holder], b: &[Holder]) -> Option<(Holder, Holder)> {
        self.upwards(a, b).or_else(|| self.upwards(b, a))
    }

    /// The first of the holders that reports to one of the managers.
    fn upwards(&self, reports: &[Holder], managers: &[Holder]) -> Option<(Holder, Holder)> {
        let managers: HashSet<&Holder> = managers.iter().collect();
        let manager_among = |report: &Holder| first_common(self.0.get(report)?, &managers);
        reports.iter().find_map(|report| Some((report.clone(), manager_among(report)?.clone())))
    }
}

/// A position's holders: itself and its role.
fn holders_of(position: &Position) -> impl Iterator<Item = Holder> {
    let role = position.role.clone().map(Holder::Role);
    std::iter::once(Holder::Position(position.id.clone())).chain(role)
}

/// The first holder that is in both sets, looking through the smaller one.
fn first_common<'a>(a: &'a BTreeSet<Holder>, b: &HashSet<&'a Holder>) -> Option<&'a Holder> {
    if a.len() <= b.len() {
        a.iter().find(|holder| b.contains(holder))
    } else {
        b.iter().copied().filter(|holder| a.contains(*holder)).min()
    }
}
