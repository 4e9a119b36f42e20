//! Comparing the chart, and what comes of it.

use std::sync::Arc;

use egui::Context;

use super::RolechartApp;
use crate::diff::Subject;
use crate::model::Holder;
use crate::ui::action::Page;
use crate::ui::compare::{Against, Comparing, Merged, Merging, Task, Verdict};
use crate::ui::dialogs::Dialog;
use crate::ui::errand::{self, Errand, Progress};
use crate::ui::files::Cause;
use crate::ui::left_sheet::LeftAnswer;
use crate::ui::request::Request;

impl RolechartApp {
    /// Shows what differs, and what can be done about it.
    pub(crate) fn compare(&mut self, against: Against, ctx: &Context) {
        self.commit_typing();
        let task = Task {
            against,
            mine: self.editor.snapshot(),
            file: self.files.path().map(Into::into),
            base: self.files.chart_in_file().map(Arc::clone),
            known: self.files.origin().based_on(),
        };
        self.dialog = Some(Dialog::Compare(Comparing::start(task, self.moment(), ctx).into()));
    }

    /// What the person wants after a comparison.
    pub(super) fn compared(&mut self, verdict: Verdict, comparing: Comparing, ctx: &Context, frame: &eframe::Frame) {
        match (verdict, &comparing.against) {
            (Verdict::Reload, _) => self.reload(ctx),
            (Verdict::KeepMine, _) => self.keep_mine_as_compared(comparing),
            (Verdict::Merge, _) => self.merge(comparing, ctx),
            (Verdict::Restore, Against::Left(left)) => {
                let answer = LeftAnswer::Restore(left.clone());
                self.answer_left(answer, comparing.behind, ctx, frame);
            }
            (Verdict::Restore, Against::Version { file, words }) => {
                let (cause, moment) = (Cause::Restore(words.clone()), self.moment());
                self.files.exchange(cause, file.clone(), self.editor.snapshot(), moment, ctx);
            }
            (Verdict::Discard, Against::Left(left)) => {
                let answer = LeftAnswer::Discard(left.clone());
                self.answer_left(answer, comparing.behind, ctx, frame);
            }
            (Verdict::Reveal(subject), _) => self.reveal_subject(subject, ctx, frame),
            (Verdict::Restore, Against::File) | (Verdict::Discard, _) => {}
        }
    }

    fn keep_mine_as_compared(&mut self, comparing: Comparing) {
        // The file may have been compared before anybody noticed that it had changed.
        match comparing.into_theirs() {
            Some(theirs) => self.overrule(theirs.fingerprint, Some(theirs.chart)),
            None => self.keep_mine(),
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

    fn merge(&mut self, comparing: Comparing, ctx: &Context) {
        let (of, choices) = (comparing.of, comparing.choices.clone());
        let Some((base, theirs)) = self.files.chart_in_file().map(Arc::clone).zip(comparing.into_theirs()) else {
            return;
        };
        let merging = Merging { base, mine: self.editor.snapshot(), theirs, choices, of };
        self.merging = Some(Errand::start(ctx, move || merging.run()));
    }

    /// Takes what a thread has merged.
    pub(super) fn finish_merge(&mut self) {
        match errand::take(&mut self.merging) {
            Progress::UnderWay => {}
            Progress::Done(merged) => self.merged(merged),
            Progress::Broken => self.fail(
                "The charts are not merged",
                "A mistake in Rolechart itself broke it off. Your chart is as it was; please report this.".to_owned(),
            ),
        }
    }

    fn merged(&mut self, merged: Merged) {
        let Merged { edits, theirs, is_as_in_file, words, of } = merged;
        self.commit_typing();
        let Some(path) = self.files.path().map(Into::into) else { return };
        if of != self.moment() {
            self.warn("The chart has changed meanwhile. Try again");
            return;
        }
        if let Err(refusal) = self.editor.apply_step("merge", edits) {
            self.refuse(&refusal);
            return;
        }
        // Undo leads to charts that the file no longer holds.
        self.editor.mark_unsaved();
        if is_as_in_file {
            self.editor.mark_saved();
        }
        self.files.set_opened(path, theirs.chart, theirs.fingerprint, theirs.problems, theirs.loses_comments);
        self.lookout.forget();
        self.say(words);
    }
}
