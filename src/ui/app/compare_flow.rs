//! Comparing the chart, and what comes of it.

use std::sync::Arc;

use egui::Context;

use super::RolechartApp;
use super::disk_flow::CHANGED_MEANWHILE;
use crate::diff::Subject;
use crate::model::Holder;
use crate::ui::action::Page;
use crate::ui::aside::let_go;
use crate::ui::compare::{Against, Comparing, Merged, Merging, Task, Verdict};
use crate::ui::dialogs::Dialog;
use crate::ui::errand::{self, BROKEN, Errand, Progress};
use crate::ui::left_sheet::LeftAnswer;
use crate::ui::previous::Wanted;
use crate::ui::request::Request;

impl RolechartApp {
    /// Shows what differs, and what can be done about it.
    pub(crate) fn compare(&mut self, against: Against, ctx: &Context) {
        self.commit_typing();
        if !matches!(against, Against::Left(_)) && self.refuses_while_saving() {
            return;
        }
        let task = Task {
            against,
            mine: self.editor.snapshot(),
            file: self.files.path().map(Into::into),
            base: self.files.chart_in_file().map(Arc::clone),
            known: self.files.origin().based_on(),
        };
        self.dialog = Some(Dialog::Compare(Comparing::start(task, self.moment(), self.files.watched(), ctx).into()));
    }

    /// What the person wants after a comparison.
    pub(super) fn compared(
        &mut self,
        verdict: Verdict,
        mut comparing: Comparing,
        ctx: &Context,
        frame: &eframe::Frame,
    ) {
        let (against, sheet) = (comparing.against.clone(), comparing.behind.take());
        match (verdict, against) {
            (Verdict::Reload, _) => self.reload(ctx),
            (Verdict::KeepMine, _) => self.keep_mine_as_compared(&comparing),
            (Verdict::Merge, _) => self.merge(&comparing, ctx),
            (Verdict::Restore, Against::Left(left)) => {
                self.answer_left(LeftAnswer::Restore(left), sheet, ctx, frame);
            }
            (Verdict::Restore, Against::Version { file, words }) => {
                self.restore(Wanted { file, words }, ctx);
            }
            (Verdict::Discard, Against::Left(left)) => {
                self.answer_left(LeftAnswer::Discard(left), sheet, ctx, frame);
            }
            (Verdict::Reveal(subject), against) => {
                self.reveal_subject(subject, ctx, frame);
                if against == Against::File {
                    self.say("File > Compare with file… leads back to the list");
                }
            }
            (Verdict::Restore, Against::File) | (Verdict::Discard, _) => {}
        }
        let_go(comparing);
    }

    /// As compared: the file may have been read before anybody noticed that it had changed.
    fn keep_mine_as_compared(&mut self, comparing: &Comparing) {
        if !self.is_as_it_was(comparing.of, comparing.file.as_ref()) {
            self.warn(CHANGED_MEANWHILE);
        } else if let Some(theirs) = comparing.theirs() {
            self.overrule(theirs.clone());
        }
    }

    fn reveal_subject(&mut self, subject: Subject, ctx: &Context, frame: &eframe::Frame) {
        match subject {
            Subject::Chart => {}
            Subject::Holder(Holder::Position(id)) => {
                self.show_page(Page::Chart);
                self.reveal(id);
            }
            Subject::Holder(Holder::Role(id)) => self.fulfil(Request::EditRole(id), ctx, frame),
        }
    }

    fn merge(&mut self, comparing: &Comparing, ctx: &Context) {
        if self.refuses_while_saving() {
            return;
        }
        let base = self.files.chart_in_file().map(Arc::clone);
        let Some((base, theirs)) = base.zip(comparing.theirs().cloned()) else { return };
        let (mine, choices) = (self.editor.snapshot(), comparing.choices.clone());
        let merging = Merging { base, mine, theirs, choices, of: comparing.of, file: comparing.file.clone() };
        self.merging = Some(Errand::start(ctx, move || merging.run()));
    }

    /// Takes what a thread has merged.
    pub(super) fn finish_merge(&mut self) {
        match errand::take(&mut self.merging) {
            Progress::UnderWay => {}
            Progress::Done(merged) => self.merged(merged),
            Progress::Broken => self.fail("The charts are not merged", BROKEN.to_owned()),
        }
    }

    fn merged(&mut self, merged: Merged) {
        self.commit_typing();
        if !self.is_as_it_was(merged.of, merged.file.as_ref()) {
            let_go(merged);
            self.warn(CHANGED_MEANWHILE);
            return;
        }
        let Merged { edits, theirs, is_as_in_file, words, .. } = merged;
        let Some(path) = self.files.path().map(Into::into) else { return };
        if let Err(refusal) = self.editor.apply_step("merge", edits) {
            self.refuse(&refusal);
            return;
        }
        self.editor.mark_theirs();
        self.lookout.forget();
        let with = if is_as_in_file {
            self.file_holds_this(path, theirs)
        } else {
            // Undo leads to charts that the file no longer holds.
            self.editor.mark_unsaved();
            self.files.set_opened(path, theirs);
            String::new()
        };
        self.say(words + &with);
    }
}
