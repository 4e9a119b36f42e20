//! The line at the bottom: what the chart comes to, what just happened, whether it is saved.

use egui::{Align, Button, Label, Layout, RichText, Ui};

use super::action::Action;
use super::request::Queue;
use super::{style, widgets};
use crate::editor::Editor;

/// What just happened, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) is_refusal: bool,
}

/// The chart in numbers, counted once for each revision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Numbers {
    positions: usize,
    vacant: usize,
    layers: usize,
    average_span: f64,
    made_for: Option<(u64, u64)>,
}

impl Numbers {
    /// Counts again where the chart has changed.
    pub(crate) fn update(&mut self, editor: &Editor, document: u64) {
        let made_for = Some((document, editor.revision()));
        if self.made_for != made_for {
            *self = Self { made_for, ..Self::count(editor) };
        }
    }

    fn count(editor: &Editor) -> Self {
        let mut numbers = Self::default();
        let (mut managers, mut reports) = (0_u32, 0_u32);
        for visit in editor.chart().walk() {
            numbers.positions += 1;
            numbers.vacant += usize::from(visit.position.is_vacant());
            numbers.layers = numbers.layers.max(visit.depth + 1);
            managers += u32::from(visit.reports > 0);
            reports += u32::try_from(visit.reports).unwrap_or(u32::MAX);
        }
        numbers.average_span = f64::from(reports) / f64::from(managers.max(1));
        numbers
    }
}

/// What the status bar reads.
pub(crate) struct Status<'a> {
    pub(crate) numbers: Numbers,
    pub(crate) notice: &'a Notice,
    pub(crate) problems: usize,
    pub(crate) saved: &'a str,
    pub(crate) is_changed: bool,
    pub(crate) zoom: f64,
}

impl Status<'_> {
    pub(crate) fn ui(&self, ui: &mut Ui, queue: &mut Queue) {
        let palette = style::palette(ui);
        let quiet = |text: String| RichText::new(text).size(style::SECONDARY).color(style::color(palette.muted));
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let Numbers { positions, vacant, layers, average_span, .. } = self.numbers;
            ui.label(quiet(widgets::counted(positions, "position", "positions")));
            ui.label(quiet(format!("{} vacant", widgets::thousands(vacant))));
            ui.label(quiet(widgets::counted(layers, "layer", "layers")));
            ui.label(quiet(format!("Average span {average_span:.1}")));
            if self.problems > 0 {
                let text = widgets::counted(self.problems, "problem", "problems");
                let text = RichText::new(text).size(style::SECONDARY).color(style::color(palette.warning));
                if ui.add(Button::new(text).small().frame_when_inactive(false)).clicked() {
                    queue.act(Action::ShowProblems);
                }
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
