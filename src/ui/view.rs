//! How the window shows the chart. None of it is in the file.

use std::collections::HashSet;

use super::action::Appearance;
use crate::layout::Duties;
use crate::model::{Chart, PositionId};

/// What is shown of the chart, and how.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) appearance: Appearance,
    pub(crate) duties: Duties,
    /// Cards are coloured by how much their positions do and answer for.
    pub(crate) shows_load: bool,
    folded: HashSet<PositionId>,
    /// Grows with every change of what is folded.
    fold_revision: u64,
    /// What a search has found.
    pub(crate) hits: HashSet<PositionId>,
    /// The positions of a line to the top; while there are any, the rest is dimmed.
    line: HashSet<PositionId>,
}

impl View {
    /// Everything unfolded.
    pub(crate) fn new(appearance: Appearance) -> Self {
        Self { appearance, ..Self::default() }
    }

    /// The positions below which nothing is shown.
    pub(crate) const fn folded(&self) -> &HashSet<PositionId> {
        &self.folded
    }

    /// Stays the same as long as the same is folded.
    pub(crate) const fn fold_revision(&self) -> u64 {
        self.fold_revision
    }

    pub(crate) fn is_folded(&self, id: &PositionId) -> bool {
        self.folded.contains(id)
    }

    /// Dims everything but these positions; none = nothing is dimmed.
    pub(crate) fn highlight_line(&mut self, line: Vec<PositionId>) {
        self.line = line.into_iter().collect();
    }

    /// Whether a line is highlighted, and the position is not of it.
    pub(crate) fn is_dimmed(&self, id: &PositionId) -> bool {
        !self.line.is_empty() && !self.line.contains(id)
    }

    /// Whether a line to the top is highlighted.
    pub(crate) fn has_highlighted_line(&self) -> bool {
        !self.line.is_empty()
    }

    pub(crate) fn toggle_fold(&mut self, id: &PositionId) {
        if !self.folded.remove(id) {
            self.folded.insert(id.clone());
        }
        self.fold_revision += 1;
    }

    /// Unfolds everyone above the position, so that it is shown.
    pub(crate) fn unfold_to(&mut self, chart: &Chart, id: &PositionId) {
        for manager in chart.managers_of(id) {
            if self.folded.remove(manager) {
                self.fold_revision += 1;
            }
        }
    }

    /// Shows this many levels and folds the rest.
    pub(crate) fn fold_to_level(&mut self, chart: &Chart, levels: usize) {
        let last_shown = levels.saturating_sub(1);
        let at_the_edge = chart.walk().filter(|visit| visit.depth == last_shown && visit.reports > 0);
        self.folded = at_the_edge.map(|visit| visit.position.id.clone()).collect();
        self.fold_revision += 1;
    }

    pub(crate) fn unfold_all(&mut self) {
        self.folded.clear();
        self.fold_revision += 1;
    }
}
