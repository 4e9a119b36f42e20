//! The tray: what must be covered, and what of it nobody does.

use egui::Ui;

use super::request::Queue;
use crate::analysis::Review;
use crate::editor::Editor;

/// The tray: what must be covered, and what of it nobody does.
#[derive(Debug, Default)]
pub(crate) struct Tray;

impl Tray {
    /// Shows it. The review is the latest there is, which may be of the chart before the last change.
    #[expect(clippy::unused_self, reason = "it will remember what is open")]
    pub(crate) fn ui(&mut self, _ui: &mut Ui, _editor: &Editor, _review: Option<&Review>, _queue: &mut Queue) {}
}
