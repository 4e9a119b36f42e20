//! One piece of work on a thread of its own, so that the window never waits for it.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use egui::Context;

/// What to say of work that a mistake of this program broke off.
pub(crate) const BROKEN: &str = "A mistake in Rolechart itself broke it off. Nothing was changed; please report this.";

/// Work under way. Whoever drops it doesn't want its outcome; the work itself goes on to its end.
#[derive(Debug)]
pub(crate) struct Errand<T> {
    outcome: Receiver<T>,
}

/// How far an errand has come.
#[derive(Debug)]
pub(crate) enum Progress<T> {
    UnderWay,
    Done(T),
    /// A mistake of this program broke it off.
    Broken,
}

/// Wakes the window when it goes, however the work ended.
struct Wake(Context);

impl Drop for Wake {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}

impl<T: Send + 'static> Errand<T> {
    /// Begins the work.
    pub(crate) fn start(ctx: &Context, work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, outcome) = channel();
        let ctx = ctx.clone();
        thread::spawn(move || {
            // What is declared later goes earlier: the window wakes up to an outcome, or to a sender that is gone.
            let _wake = Wake(ctx);
            let sender = sender;
            // Nobody listens any more where the window has closed, or wants something else by now.
            let _ = sender.send(work());
        });
        Self { outcome }
    }

    /// How far it has come. An outcome is given once.
    pub(crate) fn progress(&self) -> Progress<T> {
        match self.outcome.try_recv() {
            Ok(outcome) => Progress::Done(outcome),
            Err(TryRecvError::Empty) => Progress::UnderWay,
            Err(TryRecvError::Disconnected) => Progress::Broken,
        }
    }
}

/// Takes the outcome of an errand that has one, and forgets an errand that is over.
pub(crate) fn take<T: Send + 'static>(errand: &mut Option<Errand<T>>) -> Progress<T> {
    let progress = errand.as_ref().map_or(Progress::UnderWay, Errand::progress);
    if !matches!(progress, Progress::UnderWay) {
        *errand = None;
    }
    progress
}
