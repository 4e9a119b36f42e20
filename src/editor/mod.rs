//! The application without a window: the document, its history, what is selected.
//!
//! Everything that a person does to the document is a [`Command`]. It is checked first, becomes a list of edits, and
//! one named step of the history. A command that can't be carried out is refused in words, and changes nothing.

pub mod clipboard;
mod command;
mod history;
mod mending;
mod open_problems;
mod plan;
mod refusal;
mod selection;
mod ways_out;

pub use command::{AfterRemoval, Command, Direction as MoveDirection, Handing, Heir, Leaving};
pub use mending::mending;
pub use open_problems::still_stands;
pub use refusal::Refusal;
pub use selection::Selection;
pub use ways_out::{WayOut, way_out_of_all, ways_out};

use std::sync::Arc;

use history::{History, Step};

use crate::model::{Chart, Edit, Misfit, PositionId};

/// The document with its history and what is selected in it. A clone is another document with the same past.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    /// Shared with whoever looks at it from another thread; a change then goes to a clone, which shares nearly all with it.
    chart: Arc<Chart>,
    history: History,
    selection: Selection,
    revision: u64,
    gesture: Option<Step>,
}

impl Editor {
    /// Opens a chart as it is in its file.
    #[must_use]
    pub fn new(chart: Chart) -> Self {
        Self { chart: Arc::new(chart), ..Self::default() }
    }

    /// Opens a chart that no file holds in this form yet: it counts as changed until it is saved.
    #[must_use]
    pub fn with_unsaved(chart: Chart) -> Self {
        let mut editor = Self::new(chart);
        editor.history.forget_save_point();
        editor
    }

    /// The chart. Only commands change it.
    #[must_use]
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The chart as it is now, for another thread to look at, however it changes here.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Chart> {
        Arc::clone(&self.chart)
    }

    /// What is selected.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Grows with every change of the chart. What was made from the chart stays good while this stays the same.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Selects a position, or nothing. An unknown id selects nothing.
    pub fn select(&mut self, id: Option<PositionId>) {
        self.selection = Selection::of(id.filter(|id| self.chart.contains(id)));
    }

    /// Carries out a command as one step of the history (or as part of the gesture under way).
    ///
    /// # Errors
    /// The reason why it can't be carried out, in words for the status bar; nothing has changed then.
    pub fn execute(&mut self, command: Command) -> Result<(), Refusal> {
        let label = command.label(&self.chart);
        let plan = plan::plan(&self.chart, command)?;
        if plan.edits.is_empty() {
            return Ok(());
        }
        let inverses = self.apply_all(plan.edits).map_err(Refusal::from)?;
        let before = self.selection.clone();
        if let Some(selection) = plan.select {
            self.selection = selection;
        }
        self.drop_stale_selection();
        let step = Step { label, edits: inverses, selection: before };
        match &mut self.gesture {
            Some(gesture) => gesture.edits.extend(step.edits),
            None => self.history.push(step),
        }
        Ok(())
    }

    /// Why the command would be refused as things are; nothing where it would be carried out.
    #[must_use]
    pub fn refusal(&self, command: Command) -> Option<Refusal> {
        plan::plan(&self.chart, command).err()
    }

    /// Carries out commands one after the other as one step of this name: all of them, or none.
    ///
    /// # Errors
    /// The reason why one of them can't be carried out; nothing has changed then.
    pub fn execute_together(&mut self, label: &str, commands: Vec<Command>) -> Result<(), Refusal> {
        self.begin_gesture(label);
        for command in commands {
            if let Err(refusal) = self.execute(command) {
                self.cancel_gesture();
                return Err(refusal);
            }
        }
        self.commit_gesture();
        Ok(())
    }

    /// Carries out edits that were not made by a command, such as what another program has changed, as one step.
    ///
    /// # Errors
    /// They don't fit the chart; nothing has changed then.
    pub fn apply_step(&mut self, label: &str, edits: Vec<Edit>) -> Result<(), Refusal> {
        self.commit_gesture();
        if edits.is_empty() {
            return Ok(());
        }
        let selection = self.selection.clone();
        let inverses = self.apply_all(edits).map_err(Refusal::from)?;
        self.drop_stale_selection();
        self.history.push(Step { label: label.to_owned(), edits: inverses, selection });
        Ok(())
    }

    /// The chart as it would be after a command, which is not carried out; the chart as it is where it would be refused.
    #[must_use]
    pub fn preview(&self, command: Command) -> Arc<Chart> {
        let mut chart = Arc::clone(&self.chart);
        if let Ok(plan) = plan::plan(&chart, command) {
            let changed = Arc::make_mut(&mut chart);
            // A plan was made for this very chart, so its edits fit.
            let fits = plan.edits.into_iter().all(|edit| changed.apply(edit).is_ok());
            debug_assert!(fits, "a plan fits the chart it was made for");
        }
        chart
    }

    /// Starts a gesture: until it is committed or cancelled, all commands together are one step of this name.
    pub fn begin_gesture(&mut self, label: &str) {
        self.commit_gesture();
        self.gesture = Some(Step { label: label.to_owned(), edits: Vec::new(), selection: self.selection.clone() });
    }

    /// Ends the gesture and keeps what it did.
    pub fn commit_gesture(&mut self) {
        if let Some(step) = self.gesture.take().filter(|step| !step.edits.is_empty()) {
            self.history.push(step);
        }
    }

    /// Ends the gesture and takes back what it did.
    pub fn cancel_gesture(&mut self) {
        match self.gesture.take() {
            Some(step) if step.edits.is_empty() => self.selection = step.selection,
            Some(step) => drop(self.reverse(step)),
            None => {}
        }
    }

    /// Takes the last step back. Gives its name, or nothing where there is no step.
    pub fn undo(&mut self) -> Option<String> {
        self.commit_gesture();
        let step = self.history.pop_done()?;
        let label = step.label.clone();
        let redo = self.reverse(step);
        self.history.push_undone(redo);
        Some(label)
    }

    /// Does the step last taken back again. Gives its name, or nothing where there is no step.
    pub fn redo(&mut self) -> Option<String> {
        self.commit_gesture();
        let step = self.history.pop_undone()?;
        let label = step.label.clone();
        let undo = self.reverse(step);
        self.history.push_redone(undo);
        Some(label)
    }

    /// The name of the step that undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.step_under_way().map(|step| step.label.as_str()).or_else(|| self.history.undo_label())
    }

    /// The name of the step that redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        if self.step_under_way().is_some() { None } else { self.history.redo_label() }
    }

    /// Whether the chart differs from what was opened or last saved, as far as the history tells.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.history.is_at_save_point() || self.step_under_way().is_some()
    }

    /// Says that the chart as it is now has been saved.
    pub fn mark_saved(&mut self) {
        self.commit_gesture();
        self.history.set_save_point();
    }

    /// Says that the chart as it is now holds what another program has made of the file.
    pub fn mark_theirs(&mut self) {
        self.history.mark_theirs();
    }

    /// Whether what another program has made of the file has been undone, so that a save would take it away again.
    #[must_use]
    pub fn lacks_theirs(&self) -> bool {
        self.history.lacks_theirs()
    }

    /// Says that nothing of another program is in the file that the person doesn't know of: it has been saved since.
    pub fn forget_theirs(&mut self) {
        self.history.forget_theirs();
    }

    /// How many steps lead to the chart as it is now, the one under way among them. Undoing one takes one away.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.history.len() + usize::from(self.step_under_way().is_some())
    }

    /// The gesture under way, once it has changed something.
    fn step_under_way(&self) -> Option<&Step> {
        self.gesture.as_ref().filter(|step| !step.edits.is_empty())
    }

    /// Says that no file holds the chart as it is now.
    pub fn mark_unsaved(&mut self) {
        self.history.forget_save_point();
    }

    /// Applies all edits, or none. Gives the inverses, the newest last.
    fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Vec<Edit>, Misfit> {
        let mut inverses = Vec::with_capacity(edits.len());
        let chart = Arc::make_mut(&mut self.chart);
        for edit in edits {
            match chart.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(misfit) => {
                    self.take_back(inverses);
                    return Err(misfit);
                }
            }
        }
        self.revision += 1;
        Ok(inverses)
    }

    /// Takes a step back (or does it again) with what was selected, and gives the step that reverses that.
    fn reverse(&mut self, step: Step) -> Step {
        let edits = self.take_back(step.edits);
        self.revision += 1;
        let selection = std::mem::replace(&mut self.selection, step.selection);
        self.drop_stale_selection();
        Step { label: step.label, edits, selection }
    }

    /// Applies edits that came out of the chart itself, the newest first, and gives what takes that back, the newest last.
    /// They fit, since nothing else has happened in between.
    fn take_back(&mut self, inverses: Vec<Edit>) -> Vec<Edit> {
        let chart = Arc::make_mut(&mut self.chart);
        let apply = |edit| chart.apply(edit).unwrap_or_else(|misfit| unreachable!("an inverse fits: {misfit}"));
        inverses.into_iter().rev().map(apply).collect()
    }

    fn drop_stale_selection(&mut self) {
        if self.selection.primary().is_some_and(|id| !self.chart.contains(id)) {
            self.selection = Selection::default();
        }
    }
}

#[cfg(test)]
mod duty_tests;
#[cfg(test)]
mod tests;
