//! The review panel: what was found, where it is, and the ways out.

use egui::Ui;

use super::request::Queue;
use crate::analysis::Review;
use crate::editor::Editor;

/// The review panel: what was found, where it is, and the ways out.
#[derive(Debug, Default)]
pub(crate) struct ReviewPanel;

impl ReviewPanel {
    /// Shows it. The review is the latest there is, which may be of the chart before the last change.
    #[expect(clippy::unused_self, reason = "it will remember what is open")]
    pub(crate) fn ui(&mut self, _ui: &mut Ui, _editor: &Editor, _review: Option<&Review>, _queue: &mut Queue) {}
}
