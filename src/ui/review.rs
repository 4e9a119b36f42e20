//! The review of the chart, made on a thread of its own whenever the chart has been left alone for a moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::Context;

use crate::analysis::{self, Kind, Review};
use crate::editor::Editor;

/// How long the chart has to be left alone before a review begins: typing doesn't start one with every line.
const PAUSE: Duration = Duration::from_millis(150);

/// Which state of which document something was made for.
type State = (u64, u64);

/// The latest review, and the thread that makes the next one.
#[derive(Debug, Default)]
pub(crate) struct Reviewer {
    latest: Option<Arc<Review>>,
    tally: Tally,
    made_for: Option<State>,
    /// The newest state met, and when it was first met, in seconds.
    newest: Option<(State, f64)>,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    state: State,
    result: Receiver<Review>,
    is_cancelled: Arc<AtomicBool>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

/// How many findings of each kind a review has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    open: [usize; Kind::ALL.len()],
    dismissed: [usize; Kind::ALL.len()],
}

impl Tally {
    fn of_review(review: &Review) -> Self {
        let mut tally = Self::default();
        for finding in &review.findings {
            let counts = if finding.dismissed.is_some() { &mut tally.dismissed } else { &mut tally.open };
            counts[finding.rule.kind() as usize] += 1;
        }
        tally
    }

    /// How many findings of a kind are open, or dismissed.
    pub(crate) const fn of(&self, kind: Kind, dismissed: bool) -> usize {
        let counts = if dismissed { &self.dismissed } else { &self.open };
        counts[kind as usize]
    }

    /// How many findings are open, of those that are judged.
    pub(crate) fn open(&self, judges_wording: bool) -> usize {
        let judged = |kind: &Kind| judges_wording || *kind != Kind::Wording;
        Kind::ALL.into_iter().filter(judged).map(|kind| self.of(kind, false)).sum()
    }
}

impl Reviewer {
    /// How many findings the latest review has.
    pub(crate) const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The latest review: of the chart as it is, or as it was before the last change until the next one is made.
    pub(crate) fn latest(&self) -> Option<&Arc<Review>> {
        self.latest.as_ref()
    }

    /// Whether the latest review is of the chart as it is.
    pub(crate) fn is_current(&self, editor: &Editor, document: u64) -> bool {
        self.made_for == Some((document, editor.revision()))
    }

    /// Takes what is finished, and starts anew what an edit has made stale. Called once a frame.
    pub(crate) fn update(&mut self, ctx: &Context, editor: &Editor, document: u64) {
        let state = (document, editor.revision());
        self.take_result();
        if self.made_for.is_some_and(|(shown, _)| shown != document) {
            (self.latest, self.made_for) = (None, None);
        }
        if self.running.as_ref().is_some_and(|running| running.state != state) {
            self.running = None;
        }
        if self.made_for == Some(state) || self.running.is_some() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = match self.newest {
            Some((newest, since)) if newest == state => since,
            _ => now,
        };
        self.newest = Some((state, since));
        // What has never been reviewed is at once.
        let waited = Duration::from_secs_f64((now - since).max(0.0));
        if self.latest.is_none() || waited >= PAUSE {
            self.running = Some(start(ctx, editor, state));
        } else {
            ctx.request_repaint_after(PAUSE.saturating_sub(waited));
        }
    }

    fn take_result(&mut self) {
        let Some(running) = &self.running else { return };
        match running.result.try_recv() {
            Ok(review) => {
                self.tally = Tally::of_review(&review);
                self.latest = Some(Arc::new(review));
                self.made_for = Some(running.state);
                self.running = None;
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.running = None,
        }
    }
}

fn start(ctx: &Context, editor: &Editor, state: State) -> Running {
    let (sender, result) = channel();
    let is_cancelled = Arc::new(AtomicBool::new(false));
    let (chart, flag, ctx) = (editor.snapshot(), Arc::clone(&is_cancelled), ctx.clone());
    std::thread::spawn(move || {
        let review = analysis::review(&chart, &|| flag.load(Ordering::Relaxed));
        // Before the window hears of it: while two hold the chart, a change copies what lies around it.
        drop(chart);
        if let Some(review) = review {
            // Nobody listens any more where the window has closed.
            drop(sender.send(review));
            ctx.request_repaint();
        }
    });
    Running { state, result, is_cancelled }
}
