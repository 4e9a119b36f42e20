//! Giving a responsibility other words in place, wherever it stands.

use egui::{Frame, Margin, RichText, TextEdit, Ui, UiBuilder, pos2};

use super::Matrix;
use super::edit::rewording_reach;
use super::geometry::{HEAD, Spot};
use super::table::Pinned;
use crate::model::hidden::has_hidden;
use crate::model::words_of;
use crate::ui::drafts::{Drafts, Target};
use crate::ui::request::{Queue, Request};
use crate::ui::{hidden_text, style, widgets};

/// Width of the field, in points, where there is room.
const WIDTH: f32 = 560.0;

/// The responsibility whose words are being changed.
#[derive(Debug)]
pub(super) struct Rewording {
    text: String,
    stage: Stage,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The field has yet to be shown.
    Asked,
    /// The field is there, and asks for the keyboard: a press elsewhere in the frame that opened it takes it away again.
    Opening,
    /// The field has the keyboard.
    Typing,
}

impl Matrix {
    /// Opens a field in place of the row's text.
    pub(super) fn start_rewording(&mut self) {
        if let Some((_, row)) = self.shown.row_at(self.cursor.line) {
            self.rewording = Some(Rewording { text: row.text.clone(), stage: Stage::Asked });
            self.set_cursor(Spot { column: 0, ..self.cursor });
            self.scroll.shows_cursor = true;
        }
    }

    /// Shows the field while there is one. What was typed is a change as soon as the field loses the keyboard.
    pub(super) fn rewording_ui(&mut self, ui: &mut Ui, view: egui::Rect, drafts: &mut Drafts, queue: &mut Queue) {
        let Some(mut rewording) = self.rewording.take() else { return };
        let Some(line) = self.shown.line_of(&rewording.text) else { return };
        let place = self.shown.geometry.in_view(Spot { line, column: 0 }, self.scroll.offset);
        if place.bottom() < HEAD || place.top() > view.height() {
            return;
        }
        let target = Target::Wording(rewording.text.clone());
        let id = drafts.id_of(&target);
        if rewording.stage != Stage::Typing {
            drafts.focus(target.clone());
        }
        let top = pos2(view.left() + 8.0, view.top() + place.top() + 1.0);
        let room = egui::Rect::from_min_size(top, egui::vec2(WIDTH.min(view.width() - 16.0), place.height() + 40.0));
        self.field_ui(ui, room, &rewording, drafts);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        if rewording.stage != Stage::Typing {
            let typed = drafts.text_of(&target).unwrap_or(&rewording.text);
            widgets::select_all_unless_typed(ui, id, typed, &rewording.text);
        }
        if rewording.stage != Stage::Typing || has_focus {
            rewording.stage = if has_focus { Stage::Typing } else { Stage::Opening };
            self.rewording = Some(rewording);
            return;
        }
        if let Some(typed) = drafts.text_of(&target).map(str::trim).filter(|typed| *typed != rewording.text) {
            self.follow(typed, line);
            queue.push(Request::SayOfChange(self.said(&rewording.text)));
        }
    }

    /// The cursor stays with a row that has got other words, whatever the filter makes of them.
    fn follow(&mut self, words: &str, line: usize) {
        words.clone_into(&mut self.anchor.text);
        if let Some((row, _)) = self.shown.row_at(line).filter(|_| !words.is_empty()) {
            self.pinned = Some(Pinned { text: words.to_owned(), row });
        }
    }

    fn field_ui(&self, ui: &mut Ui, room: egui::Rect, rewording: &Rewording, drafts: &mut Drafts) {
        let palette = style::palette(ui);
        let mut child = ui.new_child(UiBuilder::new().max_rect(room));
        let frame = Frame::popup(child.style()).inner_margin(Margin::same(4)).fill(style::color(palette.panel));
        frame.show(&mut child, |ui| {
            let target = Target::Wording(rewording.text.clone());
            let width = ui.available_width() - 16.0;
            let response = drafts.field(ui, &target, &rewording.text, |text| {
                let hides = has_hidden(text);
                let edit = TextEdit::singleline(text).margin(Margin::symmetric(8, 4)).desired_width(width);
                hidden_text::shown_in(edit, hidden_text::Field::Line, hides)
            });
            let typed = drafts.text_of(&target).unwrap_or(&rewording.text);
            let hint = RichText::new(self.reach(&rewording.text, typed)).size(style::SECONDARY);
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                ui.label(hint.color(style::color(palette.warning)));
            });
            response.accessible_name("Responsibility in other words");
        });
    }

    /// How far the new words reach.
    fn reach(&self, text: &str, typed: &str) -> String {
        let row = self.shown.table.row_of(text).and_then(|row| self.shown.table.row(row));
        let reach = row.map(|row| rewording_reach(&self.shown.table, row)).unwrap_or_default();
        let joins = words_of(typed) != words_of(text) && self.shown.table.row_of(typed).is_some();
        if joins { format!("{reach}, and joins the row that says the same") } else { reach }
    }

    fn said(&self, text: &str) -> String {
        let reach = self.reach(text, text);
        reach.strip_prefix("Changes ").map_or_else(|| "Reworded".to_owned(), |places| format!("Reworded in {places}"))
    }
}
