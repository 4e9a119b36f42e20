//! What mends the problems in view, looked for on a thread: it takes a look at the whole chart for each of them.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::State;
use crate::editor::{Editor, WayOut, mending};
use crate::format::Located;

/// What mends each problem; nothing where that takes more than one step.
type Found = HashMap<usize, Option<WayOut>>;

/// What is known of fixes, and the thread that looks for more.
#[derive(Debug, Default)]
pub(super) struct Fixes {
    found: Found,
    /// What the found ones fit.
    of: Option<State>,
    running: Option<(State, Receiver<Found>)>,
}

impl Fixes {
    /// What mends a problem, as far as is known by now, and whether it fits the chart as it is.
    pub(super) fn of(&self, index: usize, state: Option<State>) -> Option<(&WayOut, bool)> {
        let way = self.found.get(&index)?.as_ref()?;
        Some((way, self.of == state))
    }

    /// Takes what is finished.
    pub(super) fn take_results(&mut self) {
        let Some((state, result)) = &self.running else { return };
        match result.try_recv() {
            Ok(found) if self.of == Some(*state) => self.found.extend(found),
            Ok(found) => (self.found, self.of) = (found, Some(*state)),
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => {}
        }
        self.running = None;
    }

    /// Looks for what mends these problems, unless that is known or being looked for.
    pub(super) fn look_for(
        &mut self,
        problems: &Arc<Vec<Located>>,
        indices: &[usize],
        (editor, state): (&Editor, State),
        ctx: &Context,
    ) {
        let is_known = |index: &usize| self.of == Some(state) && self.found.contains_key(index);
        let unknown: Vec<usize> = indices.iter().copied().filter(|index| !is_known(index)).collect();
        if unknown.is_empty() || self.running.is_some() {
            return;
        }
        let (sender, result) = channel();
        let (problems, chart, ctx) = (Arc::clone(problems), editor.snapshot(), ctx.clone());
        std::thread::spawn(move || {
            let found: Found = unknown.into_iter().map(|index| (index, mending(&chart, &problems[index]))).collect();
            // Before the window hears of it: while two hold the chart, a change makes a copy of it.
            drop(chart);
            // Nobody listens any more where the list has closed.
            drop(sender.send(found));
            ctx.request_repaint();
        });
        self.running = Some((state, result));
    }
}
