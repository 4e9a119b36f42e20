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

/// Where a state lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// After this many steps.
    After(usize),
    /// On a branch of the history that was left, or in no state that ever was.
    Nowhere,
}

impl Mark {
    /// What becomes of it when a new step follows so many that are done: where they are fewer, it can't be reached again.
    fn before_push(&mut self, done: usize) {
        if matches!(self, Self::After(steps) if *steps > done) {
            *self = Self::Nowhere;
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    save_point: Mark,
    /// The first state that holds what another program has made of the file; none where it has made nothing.
    theirs: Option<Mark>,
}

impl Default for History {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), save_point: Mark::After(0), theirs: None }
    }
}

impl History {
    /// Adds a new step. What was undone before can't be redone any more.
    pub(super) fn push(&mut self, step: Step) {
        for mark in [Some(&mut self.save_point), self.theirs.as_mut()].into_iter().flatten() {
            mark.before_push(self.done.len());
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
        self.save_point == Mark::After(self.done.len())
    }

    pub(super) fn set_save_point(&mut self) {
        self.save_point = Mark::After(self.done.len());
    }

    pub(super) fn forget_save_point(&mut self) {
        self.save_point = Mark::Nowhere;
    }

    pub(super) fn mark_theirs(&mut self) {
        self.theirs = Some(Mark::After(self.done.len()));
    }

    pub(super) fn forget_theirs(&mut self) {
        self.theirs = None;
    }

    pub(super) fn lacks_theirs(&self) -> bool {
        self.theirs.is_some_and(|mark| !matches!(mark, Mark::After(steps) if steps <= self.done.len()))
    }
}
