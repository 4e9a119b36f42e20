//! The inspector: always about the selection; nothing selected = the chart itself.

mod chart;
mod lines;
mod pick;
mod position;

pub(crate) use lines::{line_edit, line_menu_item};
pub(crate) use pick::{Picked, pick_position};
pub(crate) use position::{ARRANGEMENTS, arrangement_label, holder_name, name_of};

use egui::{Align, Label, Layout, RichText, ScrollArea, TextEdit, Ui, Vec2};

use super::drafts::{Drafts, Place, Target};
use super::numbers::Numbers;
use super::request::Queue;
use super::{fonts, hidden_text, style};
use crate::editor::Editor;
use crate::model::hidden::has_hidden;

/// Width of the labels before fields, in points.
const LABELS: f32 = 84.0;

/// What the inspector's parts read and write.
pub(crate) struct Inspector<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) numbers: &'a Numbers,
    pub(crate) drafts: &'a mut Drafts,
    pub(crate) queue: &'a mut Queue,
    /// Whether lines are judged by their wording.
    pub(crate) judges_wording: bool,
}

impl Inspector<'_> {
    pub(crate) fn ui(&mut self, ui: &mut Ui) {
        self.drafts.enter(Place::Inspector);
        ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
            match self.editor.selection().primary().cloned() {
                Some(id) => self.position_ui(ui, &id),
                None => self.chart_ui(ui),
            }
            ui.add_space(24.0);
        });
    }

    /// A label and what stands behind it.
    fn labelled(&mut self, ui: &mut Ui, label: &str, add: impl FnOnce(&mut Self, &mut Ui)) {
        ui.horizontal(|ui| {
            let size = Vec2::new(LABELS, style::FIELD);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(size);
                ui.add(Label::new(RichText::new(label).color(style::color(style::palette(ui).muted))));
            });
            add(self, ui);
        });
    }

    /// A label and a line of text behind it.
    fn labelled_field(&mut self, ui: &mut Ui, label: &str, hint: &str, target: &Target, current: &str) {
        self.labelled(ui, label, |this, ui| {
            let width = ui.available_width();
            this.drafts
                .field(ui, target, current, |text| field(text, width).hint_text(hint.to_owned()))
                .accessible_name(label);
        });
    }

    fn head(ui: &mut Ui, head: &str, below: &str) {
        ui.add(Label::new(RichText::new(head).font(fonts::semibold(15.0))).truncate());
        if !below.is_empty() {
            let color = style::color(style::palette(ui).muted);
            ui.add(Label::new(RichText::new(below).color(color)).truncate());
        }
        ui.add_space(8.0);
    }
}

/// A field for one line.
pub(crate) fn field(text: &mut String, width: f32) -> TextEdit<'_> {
    let hides = has_hidden(text);
    let edit = TextEdit::singleline(text)
        .desired_width(width)
        .margin(egui::Margin::symmetric(8, 6))
        .min_size(Vec2::new(width, style::FIELD))
        .clip_text(true);
    hidden_text::shown_in(edit, hidden_text::Field::Line, hides)
}

/// A field for several lines.
pub(crate) fn area(text: &mut String, width: f32, rows: usize) -> TextEdit<'_> {
    let hides = has_hidden(text);
    let edit = TextEdit::multiline(text).desired_width(width).desired_rows(rows).margin(egui::Margin::symmetric(8, 6));
    hidden_text::shown_in(edit, hidden_text::Field::Area, hides)
}
