//! Asking the system which file. Behind a trait, so that tests and systems without a dialog ask in the window instead.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::files::Goal;

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// The person chose this file.
    File(PathBuf),
    /// The person chose none.
    Nothing,
    /// There is no dialog on this system: ask in the window.
    Unavailable,
}

/// Something that asks which file.
pub(crate) trait Picker {
    /// Starts asking. The answer comes later; a question that is still open is forgotten.
    fn ask(&mut self, goal: Goal, suggested: &str, parent: &eframe::Frame, ctx: &egui::Context);

    /// The answer, once it is there.
    fn answer(&mut self) -> Option<(Goal, Picked)>;

    /// Whether a dialog of the system is open.
    fn is_open(&self) -> bool;

    /// Gives the dialog that is open up, as where it hangs: the answer is then that there is none.
    fn forget(&mut self);
}

/// Asks in the window.
#[derive(Debug, Default)]
pub(crate) struct InWindow {
    goal: Option<Goal>,
}

impl Picker for InWindow {
    fn ask(&mut self, goal: Goal, _: &str, _: &eframe::Frame, _: &egui::Context) {
        self.goal = Some(goal);
    }

    fn answer(&mut self) -> Option<(Goal, Picked)> {
        self.goal.take().map(|goal| (goal, Picked::Unavailable))
    }

    fn is_open(&self) -> bool {
        false
    }

    fn forget(&mut self) {}
}

/// A dialog that answers "nothing" sooner than this was never shown.
const SOONEST_CANCEL: Duration = Duration::from_millis(300);

/// Asks with the system's own dialog, which waits on a thread of its own: it may never come back.
#[derive(Debug, Default)]
pub(crate) struct Native {
    open: Option<(Goal, Instant, Receiver<Option<PathBuf>>)>,
    given_up: Option<Goal>,
}

impl Picker for Native {
    fn ask(&mut self, goal: Goal, suggested: &str, parent: &eframe::Frame, ctx: &egui::Context) {
        let (sender, receiver) = channel();
        let dialog = rfd::AsyncFileDialog::new().set_parent(parent).set_title(goal.question());
        let dialog = dialog.add_filter(goal.file_kind(), goal.extensions());
        let ctx = ctx.clone();
        // The dialog is made on this thread, as macOS asks for, and awaited on another.
        let wait: Box<dyn FnOnce() -> Option<PathBuf> + Send> = if goal == Goal::Open {
            let future = dialog.add_filter("All files", &["*"]).pick_file();
            Box::new(move || pollster::block_on(future).map(|file| file.path().to_owned()))
        } else {
            let future = dialog.set_file_name(suggested).save_file();
            Box::new(move || pollster::block_on(future).map(|file| file.path().to_owned()))
        };
        std::thread::spawn(move || {
            let picked = wait();
            // Nobody listens any more where the question was forgotten.
            let _ = sender.send(picked);
            ctx.request_repaint();
        });
        self.open = Some((goal, Instant::now(), receiver));
    }

    fn answer(&mut self) -> Option<(Goal, Picked)> {
        if let Some(goal) = self.given_up.take() {
            return Some((goal, Picked::Unavailable));
        }
        let (goal, asked, receiver) = self.open.as_ref()?;
        let picked = match receiver.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Ok(Some(path)) => Picked::File(path),
            Ok(None) if asked.elapsed() > SOONEST_CANCEL => Picked::Nothing,
            Ok(None) | Err(TryRecvError::Disconnected) => Picked::Unavailable,
        };
        let goal = *goal;
        self.open = None;
        Some((goal, picked))
    }

    fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn forget(&mut self) {
        self.given_up = self.open.take().map(|(goal, ..)| goal);
    }
}
