//! Copying and pasting responsibilities.

use egui::{Context, Event, Ui, ViewportCommand};

use super::RolechartApp;
use crate::editor::{Command, clipboard};
use crate::model::{Holder, PositionId, Responsibility};
use crate::ui::drafts::{lines_of, marked_lines_of};
use crate::ui::widgets::counted;

/// What the clipboard's text is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasteAs {
    /// Whatever it looks like.
    Anything,
    /// Responsibilities of the selected position.
    Duties,
}

impl RolechartApp {
    /// Asks the system for the clipboard's text, which only the system's own key brings unasked.
    pub(super) fn ask_for_clipboard(&mut self, paste_as: PasteAs, ctx: &Context) {
        self.awaited_paste = Some(paste_as);
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }

    /// Takes the clipboard's text that a menu has asked for, before any field does.
    pub(super) fn take_awaited_paste(&mut self, ui: &Ui) {
        if self.awaited_paste.is_none() || self.dialog.is_some() {
            return;
        }
        let text = ui.input_mut(|input| {
            let index = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            match input.events.remove(index) {
                Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        let Some(text) = text else {
            // The system sends nothing for an empty clipboard. Whatever the person does next is not about that.
            let goes_on = |event: &Event| {
                matches!(event, Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. })
            };
            if ui.input(|input| input.events.iter().any(goes_on)) {
                self.awaited_paste = None;
            }
            return;
        };
        match self.awaited_paste.take() {
            Some(PasteAs::Duties) => self.paste_duties(lines_of(&text)),
            _ => self.paste(&text),
        }
    }

    /// All that the position is responsible for: its role's, then its own.
    pub(super) fn copy_duties(&mut self, id: &PositionId, ctx: &Context) {
        let chart = self.editor.chart();
        let Some(position) = chart.position(id) else { return };
        let count = chart.responsibilities_of(position).count();
        if count == 0 {
            self.warn("This position has no responsibilities to copy");
            return;
        }
        ctx.copy_text(clipboard::lines_as_text(chart.responsibilities_of(position)));
        self.say(counted(count, "responsibility copied", "responsibilities copied"));
    }

    /// Pastes lines that say how somebody is involved; says whether the text is made of such lines.
    pub(super) fn paste_marked_duties(&mut self, text: &str) -> bool {
        let marked = self.editor.selection().primary().and_then(|_| marked_lines_of(text));
        marked.map(|lines| self.paste_duties(lines)).is_some()
    }

    fn paste_duties(&mut self, lines: Vec<Responsibility>) {
        let Some(id) = self.editor.selection().primary().cloned() else { return };
        if lines.is_empty() {
            self.warn("Nothing to paste: copy some lines of text first");
            return;
        }
        let holder = Holder::Position(id);
        let end = self.editor.chart().lines_of(&holder).len();
        self.paste_lines(&holder, end, lines);
        if !self.notice.is_refusal {
            self.show_selection();
        }
    }

    /// Puts pasted lines into a list before the index, but for those that the holder has already.
    pub(super) fn paste_lines(&mut self, holder: &Holder, index: usize, lines: Vec<Responsibility>) {
        let all = lines.len();
        let new = clipboard::new_lines(self.editor.chart(), holder, lines);
        let (pasted, known) = (new.len(), all - new.len());
        if pasted == 0 {
            self.warn(format!(
                "Nothing pasted: {} here already",
                counted(known, "responsibility is", "responsibilities are")
            ));
            return;
        }
        self.execute(Command::AddLines(holder.clone(), index, new));
        let known =
            if known == 0 { String::new() } else { format!(", {} there already", counted(known, "was", "were")) };
        let words = counted(pasted, "responsibility pasted", "responsibilities pasted");
        self.say_of_change(format!("{words}{known}"));
    }
}
