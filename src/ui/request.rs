//! What panels ask for. They get the editor to read and this queue to write; the queue is emptied in one place.

use std::path::PathBuf;

use super::action::Action;
use super::dialogs::Dialog;
use crate::editor::{Command, Refusal, WayOut};
use crate::model::{Holder, PositionId, Responsibility, RoleId};

/// One wish of a panel.
#[derive(Debug)]
pub(crate) enum Request {
    /// Something from the table of actions.
    Do(Action),
    /// A change of the document.
    Execute(Command),
    /// Several changes that are one step of the history.
    Together(&'static str, Vec<Command>),
    /// Say this in the status bar.
    Say(String),
    /// Say this of the change that was asked for before it, unless that was refused.
    SayOfChange(String),
    /// Select a position, or nothing.
    Select(Option<PositionId>),
    /// Select a position, unfold what hides it, and bring it into view.
    Reveal(PositionId),
    /// The same, while the keyboard stays where it is.
    Point(PositionId),
    /// The same as revealing, on the chart, whatever page is shown.
    RevealOnChart(PositionId),
    /// Show what was found, on the page that is shown: whose lines, and which.
    ShowFound(Vec<Holder>, Vec<String>),
    /// Mark the cards of these on the chart, and bring the first into view.
    ShowHolders(Vec<Holder>),
    /// Show the rows with these words in the matrix.
    ShowRows(Vec<String>),
    /// Show what must be covered and isn't.
    ShowUnassigned,
    /// Do what leads out of a finding.
    TakeWayOut(WayOut),
    /// Add the first position of an empty chart, and go on typing its name.
    NameFirst(String),
    /// Fold or unfold what is below a position.
    ToggleFold(PositionId),
    /// Start renaming in place, with this text instead of the name if there is one.
    Rename(PositionId, Option<String>),
    /// Add a position with this role, below a position or at the top.
    AddWithRole(RoleId, Option<PositionId>),
    /// Text from the clipboard.
    Paste(String),
    /// Responsibilities that were pasted into a list, to stand there from the index on.
    PasteDuties(Holder, usize, Vec<Responsibility>),
    /// Say in the status bar why something can't be done.
    Refuse(Refusal),
    /// Open a file.
    Open(PathBuf),
    /// Ask something.
    Ask(Dialog),
    /// Edit the role in the library panel.
    EditRole(RoleId),
    /// Show the sheet of a role, whatever is selected.
    ShowRoleSheet(RoleId),
    /// Give the canvas the keyboard.
    FocusCanvas,
    /// Start, keep or drop a run of changes that are one step.
    Gesture(Gesture),
}

/// The life of a gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gesture {
    /// From here on, changes are one step of this name.
    Begin(&'static str),
    /// Keep them.
    Commit,
    /// Take them back.
    Cancel,
}

/// The queue of a frame.
#[derive(Debug, Default)]
pub(crate) struct Queue(Vec<Request>);

impl Queue {
    pub(crate) fn push(&mut self, request: Request) {
        self.0.push(request);
    }

    pub(crate) fn act(&mut self, action: Action) {
        self.push(Request::Do(action));
    }

    pub(crate) fn execute(&mut self, command: Command) {
        self.push(Request::Execute(command));
    }

    /// Empties the queue.
    pub(crate) fn take(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.0)
    }
}
