//! The line at the bottom: what the chart comes to, what just happened, whether it is saved.

use egui::{Align, Button, Label, Layout, RichText, Ui};

use super::action::Action;
use super::numbers::Numbers;
use super::request::Queue;
use super::{style, widgets};

/// What just happened, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) is_refusal: bool,
}

/// What the status bar reads.
pub(crate) struct Status<'a> {
    pub(crate) numbers: &'a Numbers,
    pub(crate) notice: &'a Notice,
    pub(crate) problems: usize,
    pub(crate) saved: &'a str,
    pub(crate) is_changed: bool,
    pub(crate) zoom: f64,
    /// What is wrong for as long as it is.
    pub(crate) worry: Option<&'a str>,
}

impl Status<'_> {
    pub(crate) fn ui(&self, ui: &mut Ui, queue: &mut Queue) {
        let palette = style::palette(ui);
        let quiet = |text: String| RichText::new(text).size(style::SECONDARY).color(style::color(palette.muted));
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let Numbers { positions, vacant, layers, average_span, .. } = self.numbers;
            ui.label(quiet(widgets::counted(*positions, "position", "positions")));
            ui.label(quiet(format!("{} vacant", widgets::thousands(*vacant))));
            ui.label(quiet(widgets::counted(*layers, "layer", "layers")));
            ui.label(quiet(format!("Average span {average_span:.1}")));
            if self.problems > 0 {
                let text = widgets::counted(self.problems, "problem", "problems");
                let text = RichText::new(text).size(style::SECONDARY).color(style::color(palette.warning));
                if ui.add(Button::new(text).small().frame_when_inactive(false)).clicked() {
                    queue.act(Action::ShowProblems);
                }
            }
            if let Some(worry) = self.worry {
                let text = RichText::new("Recovery is off").size(style::SECONDARY);
                ui.label(text.color(style::color(palette.danger))).on_hover_text(worry);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(quiet(format!("{:.0} %", self.zoom * 100.0)));
                let color = if self.is_changed { palette.text } else { palette.muted };
                ui.label(quiet(self.saved.to_owned()).color(style::color(color)));
                let color = if self.notice.is_refusal { palette.warning } else { palette.text };
                let notice = RichText::new(&self.notice.text).size(style::SECONDARY).color(style::color(color));
                let response = ui.add(Label::new(notice).truncate());
                ui.accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
        });
    }
}
