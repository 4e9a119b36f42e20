//! Previous versions of the file: listed, described, and brought back.

use std::path::Path;

use egui::Context;

use super::RolechartApp;
use crate::storage::Version;
use crate::ui::dialogs::Dialog;
use crate::ui::errand::BROKEN;
use crate::ui::files::{Cause, Held};
use crate::ui::previous::{PreviousSheet, Wanted};

impl RolechartApp {
    pub(super) fn show_previous_versions(&mut self, ctx: &Context) {
        self.commit_typing();
        self.dialog = Some(Dialog::Previous(PreviousSheet::default()));
        self.files.list_versions(ctx);
    }

    /// The sheet, while it is open.
    const fn previous_sheet(&mut self) -> Option<&mut PreviousSheet> {
        match &mut self.dialog {
            Some(Dialog::Previous(sheet)) => Some(sheet),
            _ => None,
        }
    }

    pub(super) fn list_versions(&mut self, versions: Vec<Version>) {
        if let Some(sheet) = self.previous_sheet() {
            sheet.list(versions);
        }
    }

    pub(super) fn describe_version(&mut self, file: &Path, held: Result<Held, String>) {
        if let Some(sheet) = self.previous_sheet() {
            sheet.describe(file, held);
        }
    }

    /// A mistake of this program has broken the look into a version off.
    pub(super) fn give_up_reading_version(&mut self) {
        if let Some(sheet) = self.previous_sheet() {
            sheet.give_up(BROKEN);
        }
    }

    /// Nobody can say which versions there are.
    pub(super) fn close_previous_versions(&mut self) {
        self.dialog.take_if(|dialog| matches!(dialog, Dialog::Previous(_)));
    }

    /// Looks at what the rows in view hold, one after the other.
    pub(super) fn read_versions(&mut self, ctx: &Context) {
        let Some(file) = self.previous_sheet().and_then(PreviousSheet::next_unread) else { return };
        self.files.read_version(file, self.editor.snapshot(), ctx);
    }

    /// What was kept takes the place of the chart, as a step that can be undone.
    pub(super) fn restore(&mut self, wanted: Wanted, ctx: &Context) {
        if self.refuses_while_saving() {
            return;
        }
        let Wanted { file, words } = wanted;
        let moment = self.moment();
        self.files.exchange(Cause::Restore(words), file, self.editor.snapshot(), moment, ctx);
    }
}
