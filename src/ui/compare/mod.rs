//! Two charts side by side: what is different in one of them, and what becomes of it.

mod found;
mod list;
mod merging;

pub(crate) use found::{Found, Task};
pub(crate) use merging::{Merged, Merging};

use std::collections::HashMap;
use std::path::PathBuf;

use egui::{Context, Ui};

use super::dialogs::{Answer, body, head, offered_ui};
use super::errand::{BROKEN, Errand, Progress};
use super::files::{InFile, Moment};
use super::left_sheet::LeftSheet;
use crate::diff::{Disputed, Side, Subject};
use crate::editor::Editor;
use crate::storage::{Left, Watched};
use found::Occasion;
use list::List;

/// What a chart is compared with, and by that which chart it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// The chart that is open, with what its file holds now.
    File,
    /// What a crashed window left, with its file.
    Left(Left),
    /// The chart that is open, with a previous version of its file, which goes by these words: "the version of today at
    /// 17:05".
    Version { file: PathBuf, words: String },
}

/// What the person wants after the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// What the file holds takes the place of the chart.
    Reload,
    /// The chart takes the place of what the file holds, with the next save.
    KeepMine,
    /// What both changed goes into the chart.
    Merge,
    /// The version, or what was left, takes the place of the chart.
    Restore,
    /// What was left goes for good.
    Discard,
    /// The chart shows whom or what a difference is about.
    Reveal(Subject),
}

/// Whose change is taken in a conflict, by what both changed.
pub(crate) type Choices = HashMap<(Subject, Disputed), Side>;

/// The comparison under way, or its outcome.
#[derive(Debug)]
pub(crate) struct Comparing {
    pub(crate) against: Against,
    /// The state of the document that is compared.
    pub(crate) of: Moment,
    /// The file behind the chart at that moment.
    pub(crate) file: Option<Watched>,
    /// The sheet that it was asked for from, to go back to.
    pub(crate) behind: Option<LeftSheet>,
    pub(crate) choices: Choices,
    state: State,
    list: List,
    /// The button that discards has been pressed once.
    is_doubted: bool,
}

#[derive(Debug)]
enum State {
    UnderWay(Errand<Result<Found, String>>),
    Failed(String),
    Found(Found),
}

impl Comparing {
    /// Begins to compare, on a thread.
    pub(crate) fn start(task: Task, of: Moment, file: Option<Watched>, ctx: &Context) -> Self {
        Self {
            against: task.against.clone(),
            of,
            file,
            behind: None,
            choices: Choices::new(),
            state: State::UnderWay(Errand::start(ctx, move || found::compare(task))),
            list: List::default(),
            is_doubted: false,
        }
    }

    /// Whether it is under way.
    pub(crate) const fn is_busy(&self) -> bool {
        matches!(self.state, State::UnderWay(_))
    }

    /// What the file holds, as it was compared.
    pub(crate) const fn theirs(&self) -> Option<&InFile> {
        match &self.state {
            State::Found(found) => found.theirs.as_ref(),
            State::UnderWay(_) | State::Failed(_) => None,
        }
    }

    fn take_outcome(&mut self) {
        let State::UnderWay(errand) = &self.state else { return };
        self.state = match errand.progress() {
            Progress::UnderWay => return,
            Progress::Done(Ok(found)) => State::Found(found),
            Progress::Done(Err(reason)) => State::Failed(reason),
            Progress::Broken => State::Failed(BROKEN.to_owned()),
        };
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor) -> Answer {
        self.take_outcome();
        match &self.state {
            State::UnderWay(_) => {
                head(ui, "Comparing…");
                closing_ui(ui, "Cancel")
            }
            State::Failed(reason) => {
                head(ui, "This can't be compared");
                body(ui, reason);
                closing_ui(ui, "Close")
            }
            State::Found(found) => {
                head(ui, &found.head);
                body(ui, &found.words);
                // What was left is no part of the chart that is open.
                let chart = (found.occasion != Occasion::Left).then(|| editor.chart());
                match self.list.ui(ui, found, chart, &mut self.choices) {
                    Some(subject) => Answer::Compared(Verdict::Reveal(subject)),
                    None => self.foot_ui(ui),
                }
            }
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui) -> Answer {
        let State::Found(found) = &self.state else { return Answer::Open };
        let differs = !found.rows.is_empty();
        let discard = if self.is_doubted { "Discard for good?" } else { "Discard" };
        let offered: &[(&str, Answer)] = match found.occasion {
            Occasion::ChangedOutside { can_merge: true } => &[
                ("Merge both", Answer::Compared(Verdict::Merge)),
                ("Keep mine", Answer::Compared(Verdict::KeepMine)),
                ("Reload file", Answer::Compared(Verdict::Reload)),
                ("Close", Answer::Cancel),
            ],
            Occasion::ChangedOutside { can_merge: false } => &[
                ("Close", Answer::Cancel),
                ("Keep mine", Answer::Compared(Verdict::KeepMine)),
                ("Reload file", Answer::Compared(Verdict::Reload)),
            ],
            Occasion::AsKnown if differs => {
                &[("Close", Answer::Cancel), ("Go back to the file", Answer::Compared(Verdict::Reload))]
            }
            Occasion::Left => &[
                ("Restore", Answer::Compared(Verdict::Restore)),
                ("Back", Answer::Cancel),
                (discard, Answer::Compared(Verdict::Discard)),
            ],
            Occasion::Version if differs => {
                &[("Restore this version", Answer::Compared(Verdict::Restore)), ("Close", Answer::Cancel)]
            }
            Occasion::AsKnown | Occasion::Version => &[("Close", Answer::Cancel)],
        };
        let answer = offered_ui(ui, offered);
        // What is discarded is gone for good, so the button has to be pressed twice.
        if answer == Answer::Compared(Verdict::Discard) && !std::mem::replace(&mut self.is_doubted, true) {
            return Answer::Open;
        }
        answer
    }
}

fn closing_ui(ui: &mut Ui, label: &str) -> Answer {
    offered_ui(ui, &[(label, Answer::Cancel)])
}
