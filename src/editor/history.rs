//! Undo and redo: named steps, and the point at which the chart was last saved.

use super::Selection;
use crate::model::Edit;

/// One step, as what takes it back (or does it again).
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) label: String,
    /// The newest last; they are to be applied from the last to the first.
    pub(super) edits: Vec<Edit>,
    /// What was selected on the other side of the step.
    pub(super) selection: Selection,
}

/// Where the saved state lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SavePoint {
    /// After this many steps.
    After(usize),
    /// On a branch of the history that was left, or in no state that ever was.
    Nowhere,
}

#[derive(Clone, Debug)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    save_point: SavePoint,
}

impl Default for History {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), save_point: SavePoint::After(0) }
    }
}

impl History {
    /// Adds a new step. What was undone before can't be redone any more.
    pub(super) fn push(&mut self, step: Step) {
        if matches!(self.save_point, SavePoint::After(steps) if steps > self.done.len()) {
            self.save_point = SavePoint::Nowhere;
        }
        self.undone.clear();
        self.done.push(step);
    }

    pub(super) fn pop_done(&mut self) -> Option<Step> {
        self.done.pop()
    }

    pub(super) fn push_undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    pub(super) fn pop_undone(&mut self) -> Option<Step> {
        self.undone.pop()
    }

    /// Puts a step back that was undone; the steps behind it stay redoable.
    pub(super) fn push_redone(&mut self, step: Step) {
        self.done.push(step);
    }

    pub(super) fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    pub(super) fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// How many steps have been done.
    pub(super) const fn len(&self) -> usize {
        self.done.len()
    }

    pub(super) fn is_at_save_point(&self) -> bool {
        self.save_point == SavePoint::After(self.done.len())
    }

    pub(super) fn set_save_point(&mut self) {
        self.save_point = SavePoint::After(self.done.len());
    }

    pub(super) fn forget_save_point(&mut self) {
        self.save_point = SavePoint::Nowhere;
    }
}
