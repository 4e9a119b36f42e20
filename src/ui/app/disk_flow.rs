//! What comes from the disk unasked or instead of the chart that is open: what other programs wrote, previous versions,
//! what a crash left. And what goes there unasked: snapshots of what is not saved.

use std::path::Path;

use egui::Context;

use super::{RolechartApp, has_errors, with_problems};
use crate::format::Opened;
use crate::storage::{Previous, Seen, Watched};
use crate::ui::aside::let_go;
use crate::ui::files::{Cause, Exchange, InFile, Moment, Read};
use crate::ui::outside::{Lookout, Outside};
use crate::ui::recovery::{Recovery, Work};

/// What to say where something was done to a chart before what was asked for it had come.
pub(super) const CHANGED_MEANWHILE: &str = "The chart has changed meanwhile. Try again";

impl RolechartApp {
    /// From here on, unsaved work is guarded: snapshots and previous versions are kept in this folder, and the file behind
    /// the chart is watched.
    pub(super) fn keep_watch(&mut self, ctx: &Context, state_folder: Option<&Path>) {
        self.lookout = Lookout::start(ctx);
        if let Some(folder) = state_folder {
            self.files.keep_versions(Previous::new(folder));
            self.recovery = Recovery::start(folder, ctx);
            self.look_for_left(false, ctx);
        } else {
            self.recovery = Recovery::without_folder();
        }
    }

    /// What is not saved is kept, whatever happens. While the chart is being written nothing is let go: only a save that
    /// has succeeded makes a snapshot needless.
    pub(super) fn note_unsaved(&mut self) {
        let work = Work {
            editor: &self.editor,
            drafts: &self.drafts,
            canvas: &self.canvas,
            document: self.document,
            is_being_saved: self.files.is_saving(),
        };
        self.recovery.note(work, || self.files.origin());
    }

    pub(super) const fn moment(&self) -> Moment {
        Moment { document: self.document, revision: self.editor.revision() }
    }

    /// Whether something would be lost if the file's chart took the place of this one. A chart that nobody has touched
    /// counts as changed, too, while its file is gone or holds what can't be true: of that nothing can be lost.
    fn has_unsaved(&self) -> bool {
        self.editor.is_changed() && !self.files.is_as_in_file(&self.editor.snapshot())
    }

    /// Whether the person is in the middle of something that another chart must not take out of their hands.
    fn has_hands_full(&self, ctx: &Context) -> bool {
        self.dialog.is_some()
            || self.picker.is_open()
            || self.drafts.is_typing()
            || self.canvas.is_renaming()
            // What is let go in this frame is dropped only when the canvas is shown.
            || ctx.input(|input| input.pointer.any_down() || input.pointer.any_released())
            || egui::Popup::is_any_open(ctx)
    }

    pub(super) fn look_outside(&mut self, ctx: &Context) {
        self.take_news(ctx);
        if !self.has_hands_full(ctx)
            && !self.files.is_saving()
            && let Some(exchange) = self.lookout.take_waiting()
        {
            self.exchange(exchange, ctx);
        }
    }

    fn take_news(&mut self, ctx: &Context) {
        match self.lookout.news(ctx, &self.files) {
            None => {}
            // What was seen before the save is no news: the file is being looked at again after it.
            Some(seen) if self.files.is_saving() => let_go(seen),
            Some(Seen::Changed(loaded)) => {
                let moment = self.moment();
                self.files.take_in(loaded, self.editor.snapshot(), moment, ctx);
            }
            Some(Seen::Same) => self.file_is_back(),
            Some(Seen::Gone) => {
                self.lookout.become_now(Outside::Gone);
                self.editor.mark_unsaved();
            }
            Some(Seen::Unreadable(error)) => {
                self.lookout.become_now(Outside::Unreadable { reason: error.to_string(), found: None });
                self.editor.mark_unsaved();
            }
        }
    }

    /// The file holds again what it held: whatever was said of it is over.
    fn file_is_back(&mut self) {
        self.lookout.forget();
        self.lookout.drop_news();
        let is_changed_by_reading = self.files.errors().next().is_some();
        if !is_changed_by_reading && self.files.is_as_in_file(&self.editor.snapshot()) {
            self.editor.mark_saved();
        }
    }

    /// A chart from elsewhere takes the place of this one, or is left to the person's word.
    fn exchange(&mut self, exchange: Exchange, ctx: &Context) {
        // Another document is open by now.
        if exchange.of.document != self.document {
            let_go(exchange);
            return;
        }
        if exchange.cause == Cause::ChangedOutside {
            self.take_in(exchange, ctx);
            return;
        }
        match &exchange.read {
            Ok(_) if !self.is_as_it_was(exchange.of, exchange.behind.as_ref()) => {
                let_go(exchange);
                self.warn(CHANGED_MEANWHILE);
            }
            Ok(_) => self.replace_chart(exchange),
            Err(reason) => self.fail("This chart can't be read", reason.clone()),
        }
    }

    /// Whether the document and what is known of its file are as they were.
    pub(super) fn is_as_it_was(&self, of: Moment, behind: Option<&Watched>) -> bool {
        of == self.moment() && self.is_file_as_it_was(behind)
    }

    /// Whether what is known of the file behind the chart is what was known. While it is being written, nobody knows.
    fn is_file_as_it_was(&self, behind: Option<&Watched>) -> bool {
        !self.files.is_saving() && self.files.watched().as_ref() == behind
    }

    /// Another program has changed the file. What was seen before the last save or before another word on the file is no
    /// news: the file is being looked at again since.
    fn take_in(&mut self, exchange: Exchange, ctx: &Context) {
        if !self.is_file_as_it_was(exchange.behind.as_ref()) {
            let_go(exchange);
            return;
        }
        let is_of_now = exchange.of == self.moment();
        match &exchange.read {
            Err(_) => {
                self.editor.mark_unsaved();
                self.lookout.hold(exchange);
            }
            Ok(_) if is_of_now && exchange.edits.is_empty() => self.takes_same(exchange),
            Ok(_) if self.has_unsaved() => self.lookout.hold(exchange),
            Ok(_) if is_of_now => self.replace_chart(exchange),
            // Something was done and taken back meanwhile.
            Ok(_) => {
                let (path, moment) = (exchange.path.clone(), self.moment());
                let_go(exchange);
                self.files.exchange(Cause::ChangedOutside, path, self.editor.snapshot(), moment, ctx);
            }
        }
    }

    /// Another program has written the very chart that is open.
    fn takes_same(&mut self, exchange: Exchange) {
        self.lookout.forget();
        let Ok(read) = exchange.read else { return };
        let with = self.file_holds_this(exchange.path, read.into());
        if !with.is_empty() {
            self.say(format!("Another program has written {}{with}", self.files.name()));
        }
    }

    fn replace_chart(&mut self, exchange: Exchange) {
        let Exchange { cause, path, read, edits, .. } = exchange;
        let Ok(read) = read else { return };
        let label = if matches!(cause, Cause::Restore(_)) { "restore" } else { "reload" };
        if let Err(refusal) = self.editor.apply_step(label, edits) {
            self.refuse(&refusal);
            return;
        }
        if let Cause::Restore(version) = cause {
            self.restored_version(&version, read);
            return;
        }
        if cause == Cause::ChangedOutside {
            self.editor.mark_theirs();
        }
        self.lookout.forget();
        let with = self.file_holds_this(path, read.into());
        let why = if cause == Cause::Reload { ". Undo brings yours back" } else { ": another program has changed it" };
        self.say(format!("Reloaded {}{with}{why}", self.files.name()));
    }

    /// The chart is what a previous version holds. What was wrong with that is still to be settled.
    fn restored_version(&mut self, version: &str, read: Read) {
        let Opened { chart, problems, .. } = read.opened;
        let_go(chart);
        let with = with_problems(problems.len());
        self.problems.is_open = has_errors(&problems);
        self.files.set_read_from_elsewhere(self.editor.snapshot(), problems);
        self.say(format!("Restored {version}{with}. Undo brings yours back"));
    }

    /// What the file holds now takes the place of the chart that is open.
    pub(super) fn reload(&mut self, ctx: &Context) {
        self.commit_typing();
        if self.refuses_while_saving() {
            return;
        }
        let Some(path) = self.files.path().map(Path::to_owned) else { return };
        let moment = self.moment();
        self.files.exchange(Cause::Reload, path, self.editor.snapshot(), moment, ctx);
    }

    /// What another program wrote may be replaced by the next save, which keeps it as a previous version.
    pub(super) fn keep_mine(&mut self) {
        if self.refuses_while_saving() {
            return;
        }
        match std::mem::take(&mut self.lookout.outside) {
            Outside::Changed(read) => self.overrule((*read).into()),
            Outside::Unreadable { found: Some(found), .. } => {
                self.files.overrule_unreadable(found);
                self.mine_is_kept();
            }
            // There is nothing to replace.
            outside => self.lookout.outside = outside,
        }
    }

    /// The next save replaces what the file holds by now.
    pub(super) fn overrule(&mut self, held: InFile) {
        self.files.overrule(held);
        self.mine_is_kept();
    }

    fn mine_is_kept(&mut self) {
        self.lookout.forget();
        self.editor.mark_unsaved();
        self.say("Yours is kept. The next save replaces the file, and its version goes to the previous ones");
    }
}
