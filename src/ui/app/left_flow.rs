//! What crashed windows left: looked for when the window opens, and taken over, compared or discarded.

use egui::Context;

use super::RolechartApp;
use crate::editor::Editor;
use crate::storage::{Fingerprint, Left, Origin};
use crate::ui::aside::let_go;
use crate::ui::compare::{Against, Comparing};
use crate::ui::dialogs::Dialog;
use crate::ui::errand::{self, BROKEN, Errand, Progress};
use crate::ui::files::{Agreed, Next};
use crate::ui::left::{self, FileNow, LeftChart, Restored};
use crate::ui::left_sheet::{LeftAnswer, LeftSheet};
use crate::ui::widgets::thousands;

/// Whether the person asked for it, and what was found.
type Looked = (bool, Result<Vec<LeftChart>, String>);

/// What is under way with charts that were left.
#[derive(Debug, Default)]
pub(super) struct LeftWork {
    looking: Option<Errand<Looked>>,
    /// What was found and can't be shown yet, since something else is open.
    waiting: Option<LeftSheet>,
    /// How many others there are besides the one that is restored.
    others: usize,
    restoring: Option<Errand<(Agreed, Result<Restored, String>)>>,
    discarding: Vec<Errand<Result<(), String>>>,
}

impl LeftWork {
    pub(super) const fn is_busy(&self) -> bool {
        self.looking.is_some() || self.restoring.is_some() || !self.discarding.is_empty()
    }
}

impl RolechartApp {
    /// Looks for what crashed windows left.
    pub(super) fn look_for_left(&mut self, is_asked_for: bool, ctx: &Context) {
        let Some(kept_in) = self.recovery.shelf().cloned() else {
            self.left_found(is_asked_for, Ok(Vec::new()));
            return;
        };
        self.left.looking = Some(Errand::start(ctx, move || (is_asked_for, left::look(&kept_in))));
    }

    /// Takes what threads have found out or done.
    pub(super) fn finish_left(&mut self) {
        match errand::take(&mut self.left.looking) {
            Progress::UnderWay => {}
            Progress::Done((is_asked_for, found)) => self.left_found(is_asked_for, found),
            Progress::Broken => self.left_found(true, Err(BROKEN.to_owned())),
        }
        self.finish_discarding();
        self.finish_restoring();
        self.show_left_sheet();
    }

    fn finish_discarding(&mut self) {
        for errand in std::mem::take(&mut self.left.discarding) {
            match errand.progress() {
                Progress::UnderWay => self.left.discarding.push(errand),
                Progress::Done(Ok(())) => self.say("Discarded"),
                Progress::Done(Err(reason)) => self.fail("The chart is not discarded", reason),
                Progress::Broken => self.fail("The chart is not discarded", BROKEN.to_owned()),
            }
        }
    }

    /// While the chart that is open is being saved, or something is being asked about it, it doesn't give way.
    fn finish_restoring(&mut self) {
        if self.files.is_saving() || self.is_asking() {
            return;
        }
        match errand::take(&mut self.left.restoring) {
            Progress::UnderWay => {}
            Progress::Done((agreed, Ok(restored))) => self.restored(agreed, restored),
            Progress::Done((_, Err(reason))) => self.fail("The chart can't be restored", reason),
            Progress::Broken => self.fail("The chart can't be restored", BROKEN.to_owned()),
        }
    }

    fn left_found(&mut self, is_asked_for: bool, found: Result<Vec<LeftChart>, String>) {
        match found {
            Ok(charts) if charts.is_empty() && is_asked_for => self.say("Nothing was left behind"),
            Ok(charts) if charts.is_empty() => {}
            Ok(charts) => self.left.waiting = Some(LeftSheet::new(charts, is_asked_for)),
            Err(reason) => self.warn(format!("Can't look for recovered charts: {reason}")),
        }
    }

    /// The sheet opens over the chart once nothing else is open: a file that the window was started with comes first.
    fn show_left_sheet(&mut self) {
        if self.is_asking() || self.files.is_busy() || self.arrived.is_some() {
            return;
        }
        if let Some(sheet) = self.left.waiting.take() {
            self.commit_typing();
            self.dialog = Some(Dialog::Left(sheet));
        }
    }

    /// What the person decided about one of the charts. The sheet stays where there are others to decide about.
    pub(super) fn answer_left(
        &mut self,
        answer: LeftAnswer,
        sheet: Option<LeftSheet>,
        ctx: &Context,
        frame: &eframe::Frame,
    ) {
        match answer {
            LeftAnswer::Restore(left) => {
                self.left.others = sheet.map_or(0, |sheet| sheet.others());
                self.go_on(Next::Restore(left), ctx, frame);
            }
            LeftAnswer::Compare(left) => {
                self.compare(Against::Left(left), ctx);
                if let Some(Dialog::Compare(comparing)) = &mut self.dialog {
                    comparing.behind = sheet;
                }
            }
            LeftAnswer::Discard(left) => {
                self.dialog = sheet.and_then(|sheet| sheet.without(&left)).map(Dialog::Left);
                self.left.discarding.push(Errand::start(ctx, move || left::discard(&left)));
            }
        }
    }

    /// Back from a comparison to the sheet that it was asked for from.
    pub(super) fn back_to_sheet(&mut self, mut comparing: Comparing) {
        self.dialog = comparing.behind.take().map(Dialog::Left);
        let_go(comparing);
    }

    /// Takes a chart over, on a thread: another window may be at the shelf.
    pub(super) fn restore_left(&mut self, left: Left, ctx: &Context) {
        let agreed = self.agreed();
        self.left.restoring = Some(Errand::start(ctx, move || (agreed, left::restore(&left))));
    }

    fn restored(&mut self, agreed: Agreed, restored: Restored) {
        self.commit_typing();
        if !self.is_still_agreed(agreed) {
            let_go(restored);
            self.warn("The chart has changed meanwhile. Restore the other one again from File > Recovered charts");
            return;
        }
        let Restored { origin, session, opened, file } = restored;
        self.show_document(Editor::with_unsaved(opened.chart));
        self.recovery.adopt(session);
        self.stand_before(&origin, file);
        let more = match self.left.others {
            0 => String::new(),
            others => format!("; {} more in File > Recovered charts", thousands(others)),
        };
        let name = left::name_of(&origin, Some(self.editor.chart()));
        self.say(format!("Restored {name}, not saved yet{more}"));
    }

    /// The chart is one of this file, which may be another one by now: then saving asks first.
    fn stand_before(&mut self, origin: &Origin, file: FileNow) {
        let Some(path) = origin.path().map(Into::into) else {
            self.files.set_untitled();
            return;
        };
        match file {
            FileNow::Same(read) => {
                self.files.set_opened(path, (*read).into());
            }
            file => {
                let loses_comments = matches!(&file, FileNow::Changed(read) if read.opened.loses_comments);
                let_go(file);
                let known = Fingerprint { digest: origin.based_on().unwrap_or_default(), ..Fingerprint::default() };
                self.files.set_restored(path, known, loses_comments);
            }
        }
    }
}
