//! The finding that was chosen: the whole sentence, why it was found, where to see it, and the ways out.

use egui::{Align, Button, Key, Layout, Modifiers, RichText, ScrollArea, TextEdit, Ui, Vec2};

use super::Chosen;
use crate::analysis::{self, Finding, Rule};
use crate::editor::{Command, WayOut};
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, keys, style, widgets};

impl Chosen {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, finding: &Finding, is_current: bool, queue: &mut Queue) {
        ScrollArea::vertical().id_salt("finding").auto_shrink(false).show(ui, |ui| {
            ui.label(RichText::new(finding.rule.label()).font(fonts::semibold(style::TEXT)));
            ui.add(egui::Label::new(&finding.message).wrap());
            responsibilities_ui(ui, finding);
            places_ui(ui, finding, queue);
            // What has changed since the review may not be what the ways lead out of.
            if !is_current {
                ui.disable();
            }
            if let Some(reason) = &finding.dismissed {
                self.dismissed_ui(ui, reason, queue);
                return;
            }
            ui.add_space(4.0);
            ways_ui(ui, &self.ways, queue);
            self.dismiss_ui(ui, finding, queue);
            if let Some(way) = &self.of_all {
                ui.add_space(6.0);
                widgets::hint(ui, "All of these at once");
                ways_ui(ui, std::slice::from_ref(way), queue);
            }
        });
    }

    fn dismissed_ui(&self, ui: &mut Ui, reason: &str, queue: &mut Queue) {
        ui.add_space(4.0);
        widgets::hint(ui, &format!("Dismissed: {reason}"));
        if let Some(dismissal) = self.dismissal.as_ref().filter(|_| way_ui(ui, "Bring it back").clicked()) {
            queue.execute(Command::Undismiss(dismissal.clone()));
        }
    }

    /// Leaving it as it is asks for a reason: whoever reads the chart next will want to know.
    fn dismiss_ui(&mut self, ui: &mut Ui, finding: &Finding, queue: &mut Queue) {
        let label = if finding.responsibilities.len() == 1 || finding.holders.len() < 2 {
            "Fine as it is…"
        } else {
            "Keep both on purpose…"
        };
        let Some(reason) = &mut self.reason else {
            if way_ui(ui, label).clicked() {
                self.reason = Some(String::new());
            }
            return;
        };
        let edit = TextEdit::singleline(reason).hint_text("Why is it fine?").margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(edit.desired_width(f32::INFINITY).event_filter(keys::WITH_ESCAPE)).accessible_name("Reason");
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        let mut is_done = field.lost_focus() && pressed(Key::Enter);
        let mut is_cancelled = field.has_focus() && pressed(Key::Escape);
        if !is_done && !field.has_focus() && reason.is_empty() {
            field.request_focus();
        }
        let row = Vec2::new(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let can_dismiss = !reason.trim().is_empty();
            is_done |= ui.add_enabled_ui(can_dismiss, |ui| widgets::primary_button(ui, "Dismiss")).inner.clicked();
            is_cancelled |= widgets::dialog_button(ui, "Cancel").clicked();
        });
        if is_done && !reason.trim().is_empty() {
            queue.execute(Command::Dismiss(finding.dismissal(reason.trim())));
        } else if !is_cancelled {
            return;
        }
        self.reason = None;
    }
}

fn places_ui(ui: &mut Ui, finding: &Finding, queue: &mut Queue) {
    let accent = style::palette(ui).accent;
    ui.horizontal(|ui| {
        if !finding.holders.is_empty() && widgets::link(ui, "Show on the chart", accent).clicked() {
            queue.push(Request::ShowHolders(finding.holders.clone()));
        }
        let is_row = !matches!(finding.rule, Rule::NotCovered | Rule::Overloaded);
        if is_row && !finding.responsibilities.is_empty() && widgets::link(ui, "Show in the table", accent).clicked() {
            queue.push(Request::ShowRows(finding.responsibilities.clone()));
        }
        if finding.rule == Rule::NotCovered && widgets::link(ui, "Give it to someone", accent).clicked() {
            queue.push(Request::ShowUnassigned);
        }
    });
}

/// The responsibilities in full, where the message shortens them; and why two of them are taken for the same.
fn responsibilities_ui(ui: &mut Ui, finding: &Finding) {
    let muted = style::color(style::palette(ui).muted);
    for text in finding.responsibilities.iter().filter(|text| !finding.message.contains(text.as_str())) {
        ui.add(egui::Label::new(RichText::new(text).size(style::SECONDARY).color(muted)).wrap());
    }
    if let ([a, b], Some(_)) = (&finding.responsibilities[..], finding.likeness) {
        widgets::hint(ui, &analysis::likeness(a, b).explain());
    }
}

/// A button as wide as the panel, for a way out.
fn way_ui(ui: &mut Ui, label: &str) -> egui::Response {
    let text = RichText::new(label).size(style::SECONDARY);
    let button = Button::new(text).wrap_mode(egui::TextWrapMode::Wrap);
    let row = Vec2::new(ui.available_width(), 27.0);
    ui.allocate_ui_with_layout(row, Layout::top_down_justified(Align::Min), |ui| ui.add(button)).inner
}

fn ways_ui(ui: &mut Ui, ways: &[WayOut], queue: &mut Queue) {
    ui.spacing_mut().item_spacing.y = 4.0;
    for way in ways {
        if way_ui(ui, &way.label).clicked() {
            queue.push(Request::TakeWayOut(way.clone()));
        }
    }
}
