//! Whatever happens to the program, what is not saved is kept: every change, and also what is only being typed, goes to a
//! thread that writes it down a moment later.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use crate::editor::Editor;
use crate::storage::{Keeper, Origin, RealDisk, Session, Shelf};
use crate::ui::canvas::Canvas;
use crate::ui::drafts::Drafts;

/// The document as it was when it was last kept, or found to need no keeping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Noted {
    document: u64,
    revision: u64,
    is_changed: bool,
    is_being_saved: bool,
    keystrokes: Option<u64>,
    typed_name: Option<String>,
}

/// What is open, and whatever may be typed into it.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) drafts: &'a Drafts,
    pub(crate) canvas: &'a Canvas,
    /// Counts the documents that were shown.
    pub(crate) document: u64,
    /// It is being written to its file. Until that has succeeded, nothing that was kept is let go.
    pub(crate) is_being_saved: bool,
}

/// The thread that keeps what is not saved, and what it was told last.
#[derive(Debug, Default)]
pub(crate) struct Recovery {
    /// None where the system names no folder for it.
    keeper: Option<Keeper>,
    shelf: Option<Shelf>,
    noted: Noted,
    failure: Option<String>,
}

impl Recovery {
    /// Keeps what is not saved in this folder of states.
    pub(crate) fn start(state_folder: &Path, ctx: &Context) -> Self {
        let shelf = Shelf::new(state_folder);
        let ctx = ctx.clone();
        let keeper = Keeper::start(shelf.clone(), Arc::new(RealDisk), move || ctx.request_repaint());
        Self { keeper: Some(keeper), shelf: Some(shelf), ..Self::default() }
    }

    /// Nothing can be kept: the system names no folder for it.
    pub(crate) fn without_folder() -> Self {
        let words = "This system names no folder where unsaved changes could be kept. Save often";
        Self { failure: Some(words.to_owned()), ..Self::default() }
    }

    /// Where crashed windows left what they had.
    pub(crate) fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// Why nothing can be kept at the moment, in words for the status bar.
    pub(crate) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Takes notice of the document, once a frame. Costs nothing where nothing was changed.
    pub(crate) fn note(&mut self, work: Work<'_>, origin: impl FnOnce() -> Origin) {
        let Some(keeper) = &self.keeper else { return };
        if let Some(news) = keeper.news() {
            let folder = self.shelf.as_ref().map(|kept_in| kept_in.folder().display().to_string()).unwrap_or_default();
            self.failure = news.map(|error| format!("Unsaved changes can't be kept in {folder}: {error}. Save often"));
        }
        let Work { editor, drafts, canvas, document, is_being_saved } = work;
        let is_as_noted = self.noted.document == document
            && self.noted.revision == editor.revision()
            && self.noted.is_changed == editor.is_changed()
            && self.noted.is_being_saved == is_being_saved
            && self.noted.keystrokes == drafts.keystrokes()
            && self.noted.typed_name.as_deref() == canvas.typed_name();
        if is_as_noted {
            return;
        }
        let pending = drafts.pending(editor.chart()).or_else(|| canvas.pending(editor.chart()));
        if editor.is_changed() || pending.is_some() {
            let chart = pending.map_or_else(|| editor.snapshot(), |command| editor.preview(command));
            keeper.keep(origin(), chart);
        } else if !is_being_saved {
            keeper.clear();
        }
        self.noted = Noted {
            document,
            revision: editor.revision(),
            is_changed: editor.is_changed(),
            is_being_saved,
            keystrokes: drafts.keystrokes(),
            typed_name: canvas.typed_name().map(str::to_owned),
        };
    }

    /// The document is what a crashed window left, and is kept in its place.
    pub(crate) fn adopt(&mut self, session: Session) {
        if let Some(keeper) = &self.keeper {
            keeper.adopt(session);
        }
    }

    /// The window closes, and the person wants none of what is not saved. Waits until that has gone.
    pub(crate) fn end(&mut self) {
        if let Some(keeper) = self.keeper.take() {
            keeper.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_a_folder_for_it_is_told() {
        let recovery = Recovery::without_folder();
        let words = recovery.failure().expect("a worry");
        assert!(words.starts_with("This system names no folder"), "the reason: {words}");
        assert!(recovery.shelf().is_none(), "nor is anything looked for");
    }
}
