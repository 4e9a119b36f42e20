//! What comes from the disk unasked or instead of the chart that is open: what other programs wrote, previous versions,
//! what a crash left. And what goes there unasked: snapshots of what is not saved.

use std::path::Path;

use egui::Context;

use super::RolechartApp;
use crate::format::Opened;
use crate::storage::{Previous, Seen};
use crate::ui::compare::Against;
use crate::ui::files::{Cause, Exchange, Moment, Read};
use crate::ui::outside::{Lookout, Outside};
use crate::ui::recovery::{Recovery, Work};

impl RolechartApp {
    /// From here on, unsaved work is guarded: snapshots and previous versions are kept in this folder, and the file behind
    /// the chart is watched.
    pub(super) fn keep_watch(&mut self, ctx: &Context, state_folder: Option<&Path>) {
        self.lookout = Lookout::start(ctx);
        if let Some(folder) = state_folder {
            self.files.keep_versions(Previous::new(folder));
            self.recovery = Recovery::start(folder, ctx);
            self.look_for_left(false, ctx);
        }
    }

    /// What is not saved is kept, whatever happens. While the chart is being written nothing is let go: only a save that
    /// has succeeded makes a snapshot needless.
    pub(super) fn note_unsaved(&mut self) {
        if self.files.is_saving() {
            return;
        }
        let work = Work { editor: &self.editor, drafts: &self.drafts, canvas: &self.canvas, document: self.document };
        self.recovery.note(work, || self.files.origin());
    }

    pub(super) const fn moment(&self) -> Moment {
        Moment { document: self.document, revision: self.editor.revision() }
    }

    /// Whether something would be lost if the file's chart took the place of this one.
    fn has_unsaved(&self) -> bool {
        self.editor.is_changed() || self.drafts.is_typing() || self.canvas.is_renaming()
    }

    pub(super) fn look_outside(&mut self, ctx: &Context) {
        match self.lookout.news(ctx, &self.files) {
            None => {}
            Some(Seen::Changed(loaded)) => {
                let moment = self.moment();
                self.files.take_in(loaded, self.editor.snapshot(), moment, ctx);
            }
            Some(Seen::Same) => self.file_is_back(),
            Some(Seen::Gone) => {
                self.lookout.outside = Outside::Gone;
                self.editor.mark_unsaved();
            }
            Some(Seen::Unreadable(error)) => {
                self.lookout.outside = Outside::Unreadable(error.to_string());
                self.editor.mark_unsaved();
            }
        }
    }

    /// The file holds again what it held: whatever was said of it is over.
    fn file_is_back(&mut self) {
        self.lookout.forget();
        if self.files.chart_in_file().is_some_and(|chart| **chart == *self.editor.chart()) {
            self.editor.mark_saved();
        }
    }

    /// A chart from elsewhere takes the place of this one, or waits for the person's word.
    pub(super) fn exchange(&mut self, exchange: Exchange) {
        // Another document is open by now.
        if exchange.of.document != self.document {
            return;
        }
        let is_news = exchange.cause == Cause::ChangedOutside;
        match &exchange.read {
            Ok(read) if is_news && read.opened.chart == *self.editor.chart() => self.takes_same(exchange),
            Ok(_) if is_news && (self.has_unsaved() || exchange.of != self.moment()) => self.lookout.hold(exchange),
            Ok(_) if exchange.of != self.moment() => self.warn("The chart has changed meanwhile. Try again"),
            Ok(_) => self.replace_chart(exchange),
            Err(_) if is_news => {
                self.editor.mark_unsaved();
                self.lookout.hold(exchange);
            }
            Err(reason) => self.fail("This chart can't be read", reason.clone()),
        }
    }

    /// Another program has written the very chart that is open.
    fn takes_same(&mut self, exchange: Exchange) {
        self.lookout.forget();
        if let Ok(read) = exchange.read {
            self.file_now_holds(read);
        }
    }

    /// The file behind the chart holds this, and the chart is that.
    fn file_now_holds(&mut self, read: Read) {
        let Some(path) = self.files.path().map(Path::to_owned) else { return };
        let Read { opened: Opened { problems, loses_comments, .. }, fingerprint } = read;
        self.editor.mark_saved();
        self.files.set_opened(path, self.editor.snapshot(), fingerprint, problems, loses_comments);
    }

    fn replace_chart(&mut self, exchange: Exchange) {
        let Exchange { cause, read, edits, .. } = exchange;
        let Ok(read) = read else { return };
        let (label, words) = match &cause {
            Cause::ChangedOutside => {
                ("reload", format!("Reloaded {}: another program has changed it", self.files.name()))
            }
            Cause::Reload => ("reload", format!("Reloaded {}. Undo brings yours back", self.files.name())),
            Cause::Restore(version) => ("restore", format!("Restored {version}. Undo brings yours back")),
        };
        self.drafts.discard();
        self.canvas.finish_rename(self.editor.chart());
        if let Err(refusal) = self.editor.apply_step(label, edits) {
            self.refuse(&refusal);
            return;
        }
        if !matches!(cause, Cause::Restore(_)) {
            self.lookout.forget();
            self.file_now_holds(read);
        }
        self.say(words);
    }

    /// What the file holds now takes the place of the chart that is open.
    pub(super) fn reload(&mut self, ctx: &Context) {
        self.commit_typing();
        let Some(path) = self.files.path().map(Path::to_owned) else { return };
        let moment = self.moment();
        self.files.exchange(Cause::Reload, path, self.editor.snapshot(), moment, ctx);
    }

    /// What another program wrote may be replaced by the next save, which keeps it as a previous version.
    pub(super) fn keep_mine(&mut self) {
        if let Outside::Changed(read) = &self.lookout.outside {
            self.files.know(read.fingerprint);
        }
        self.editor.mark_unsaved();
        self.lookout.forget();
        self.say("Yours is kept. The next save replaces the file, and its version goes to the previous ones");
    }

    pub(super) fn compare_with_file(&mut self, ctx: &Context) {
        self.compare(Against::File, ctx);
    }

    pub(super) fn show_previous_versions(&mut self, _ctx: &Context) {}

    pub(super) fn show_left(&mut self, ctx: &Context) {
        self.look_for_left(true, ctx);
    }
}
