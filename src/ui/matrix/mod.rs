//! The responsibilities view: a row for each responsibility, a column for each role or position, R A C I in the cells.

use egui::Ui;

use super::request::Queue;
use crate::analysis::Review;
use crate::editor::Editor;

/// The responsibilities view.
#[derive(Debug, Default)]
pub(crate) struct Matrix;

impl Matrix {
    /// Shows it in all the room there is. The review is the latest there is, which may be of the chart before the last
    /// change. `document` counts the documents that were shown.
    #[expect(clippy::unused_self, reason = "it will remember how it is grouped and filtered")]
    pub(crate) fn ui(
        &mut self,
        _ui: &mut Ui,
        _editor: &Editor,
        _document: u64,
        _review: Option<&Review>,
        _queue: &mut Queue,
    ) {
    }

    /// Shows the rows with these words, whatever was filtered or grouped before.
    #[expect(clippy::unused_self, reason = "it will remember how it is grouped and filtered")]
    pub(crate) fn show_rows(&mut self, _texts: &[String]) {}
}
