//! What comes from the disk unasked or instead of the chart that is open: what other programs wrote, previous versions,
//! what a crash left. And what goes there unasked: snapshots of what is not saved.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::RolechartApp;
use crate::format::Opened;
use crate::model::Chart;
use crate::storage::{Fingerprint, Previous, Seen};
use crate::ui::aside::let_go;
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
        } else {
            self.recovery = Recovery::without_folder();
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
            && let Some(exchange) = self.lookout.take_waiting()
        {
            self.exchange(exchange, ctx);
        }
    }

    fn take_news(&mut self, ctx: &Context) {
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
                self.lookout.outside = Outside::Unreadable { reason: error.to_string(), found: None };
                self.editor.mark_unsaved();
            }
        }
    }

    /// The file holds again what it held: whatever was said of it is over.
    fn file_is_back(&mut self) {
        self.lookout.forget();
        self.lookout.take_waiting();
        let is_changed_by_reading = self.files.errors().next().is_some();
        if !is_changed_by_reading && self.files.is_as_in_file(&self.editor.snapshot()) {
            self.editor.mark_saved();
        }
    }

    /// A chart from elsewhere takes the place of this one, or is left to the person's word.
    fn exchange(&mut self, exchange: Exchange, ctx: &Context) {
        // Another document is open by now.
        if exchange.of.document != self.document {
            return;
        }
        if exchange.cause == Cause::ChangedOutside {
            self.take_in(exchange, ctx);
            return;
        }
        match &exchange.read {
            Ok(_) if exchange.of != self.moment() || exchange.behind != self.files.watched() => {
                self.warn("The chart has changed meanwhile. Try again");
            }
            Ok(_) => self.replace_chart(exchange),
            Err(reason) => self.fail("This chart can't be read", reason.clone()),
        }
    }

    /// Another program has changed the file. What was seen before the last save or before another word on the file is no
    /// news: the file is being looked at again since.
    fn take_in(&mut self, exchange: Exchange, ctx: &Context) {
        if exchange.behind != self.files.watched() {
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
                let moment = self.moment();
                self.files.exchange(Cause::ChangedOutside, exchange.path, self.editor.snapshot(), moment, ctx);
            }
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
        let Read { opened: Opened { chart, problems, loses_comments }, fingerprint } = read;
        let_go(chart);
        self.files.set_opened(path, self.editor.snapshot(), fingerprint, problems, loses_comments);
        if self.files.errors().next().is_some() {
            // What can't be true was read as something else, which no file holds.
            self.editor.mark_unsaved();
        } else {
            self.editor.mark_saved();
        }
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
        if let Err(refusal) = self.editor.apply_step(label, edits) {
            self.refuse(&refusal);
            return;
        }
        if !matches!(cause, Cause::Restore(_)) {
            self.lookout.forget();
            self.file_now_holds(read);
        }
        if cause == Cause::ChangedOutside {
            self.editor.mark_theirs();
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
        match std::mem::take(&mut self.lookout.outside) {
            Outside::Changed(read) => self.overrule(read.fingerprint, Some(read.opened.chart.into())),
            Outside::Unreadable { found: Some(found), .. } => self.overrule(found, None),
            // There is nothing to replace.
            outside => self.lookout.outside = outside,
        }
    }

    /// The next save replaces what the file holds by now: this chart, or what is none.
    pub(super) fn overrule(&mut self, found: Fingerprint, chart: Option<Arc<Chart>>) {
        self.files.overrule(found, chart);
        self.lookout.forget();
        self.editor.mark_unsaved();
        self.say("Yours is kept. The next save replaces the file, and its version goes to the previous ones");
    }

    pub(super) fn compare_with_file(&mut self, ctx: &Context) {
        self.compare(Against::File, ctx);
    }

    pub(super) fn show_left(&mut self, ctx: &Context) {
        self.look_for_left(true, ctx);
    }
}
