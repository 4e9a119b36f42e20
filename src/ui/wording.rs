//! What could be said more clearly in a line, as a quiet mark at its end.

use egui::{Align2, Sense, Ui, Vec2};

use super::{fonts, icons, style};
use crate::analysis;

/// Room of the mark, in points.
const MARK: Vec2 = Vec2::new(18.0, 24.0);
/// Height of the mark's icon, in points.
const ICON: f32 = 12.0;

/// What there is to say about a line's wording, a sentence each; nothing where nobody wants to know.
pub(crate) fn notes_of(text: &str, is_wanted: bool) -> Vec<String> {
    if !is_wanted {
        return Vec::new();
    }
    analysis::notes(text).into_iter().map(|(_, sentence)| sentence).collect()
}

/// The room that a line leaves for the mark, in points: also while it is being edited, so that its text stays put.
pub(crate) const fn width_of(notes: &[String]) -> f32 {
    if notes.is_empty() { 0.0 } else { MARK.x }
}

/// Shows the mark, with the sentences on hover, unless the line is being edited.
pub(crate) fn mark_ui(ui: &mut Ui, notes: &[String], is_edited: bool) {
    if notes.is_empty() {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(MARK, Sense::hover());
    if is_edited {
        return;
    }
    let colour = style::color(style::palette(ui).faint);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icons::INFO, fonts::icon(ICON), colour);
    let sentences = notes.join("\n");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Wording: {sentences}")));
    response.on_hover_text(&sentences);
}
