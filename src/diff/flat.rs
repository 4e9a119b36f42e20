//! A chart laid flat: every position under its number in reading order, quickly found.

use std::collections::HashMap;

use crate::model::{Chart, Position, PositionId};

/// The positions of a chart by number. Numbers follow the reading order, so that a manager's is below those of its
/// reports.
pub(super) struct Flat<'a> {
    pub(super) positions: Vec<&'a Position>,
    /// The number of each position's manager.
    pub(super) managers: Vec<Option<usize>>,
    /// The reports of each position, in order.
    reports: Vec<Vec<usize>>,
    tops: Vec<usize>,
    numbers: HashMap<&'a PositionId, usize>,
}

impl<'a> Flat<'a> {
    pub(super) fn of(chart: &'a Chart) -> Self {
        let mut flat = Self {
            positions: Vec::with_capacity(chart.len()),
            managers: Vec::with_capacity(chart.len()),
            reports: vec![Vec::new(); chart.len()],
            tops: Vec::new(),
            numbers: HashMap::with_capacity(chart.len()),
        };
        for (number, visit) in chart.walk().enumerate() {
            flat.positions.push(visit.position);
            flat.managers.push(visit.manager);
            flat.numbers.insert(&visit.position.id, number);
            match visit.manager {
                Some(manager) => flat.reports[manager].push(number),
                None => flat.tops.push(number),
            }
        }
        flat
    }

    pub(super) fn len(&self) -> usize {
        self.positions.len()
    }

    pub(super) fn number(&self, id: &PositionId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    pub(super) fn contains(&self, id: &PositionId) -> bool {
        self.numbers.contains_key(id)
    }

    pub(super) fn position(&self, id: &PositionId) -> Option<&'a Position> {
        self.number(id).map(|number| self.positions[number])
    }

    pub(super) fn id(&self, number: usize) -> &'a PositionId {
        &self.positions[number].id
    }

    /// Whom the position of this number reports to.
    pub(super) fn manager(&self, number: usize) -> Option<&'a PositionId> {
        self.managers[number].map(|manager| self.id(manager))
    }

    /// The reports of a manager, or the top positions where there is none, in order.
    pub(super) fn row(&self, manager: Option<usize>) -> &[usize] {
        manager.map_or(&self.tops, |manager| &self.reports[manager])
    }

    /// Everyone whose row may hold somebody: nobody, for the top positions, and then every position.
    pub(super) fn row_owners(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        std::iter::once(None).chain((0..self.len()).map(Some))
    }
}
