//! The question what becomes of charts that crashed windows left.

use egui::{Align, Frame, Key, Label, Layout, Margin, Modifiers, Response, RichText, Stroke, Ui};

use super::dialogs::{Answer, body, focus_at_first, head, list_area};
use super::left::LeftChart;
use super::{fonts, icons, keys, style, when, widgets};
use crate::storage::Left;

/// Height of the list at most, in points.
const LIST: f32 = 460.0;

/// The charts that were left, as far as nothing was decided about them yet.
#[derive(Debug)]
pub(crate) struct LeftSheet {
    charts: Vec<LeftChart>,
    /// Whether the person asked for it; else it came by itself when the window opened.
    is_asked_for: bool,
    /// How many are kept for later by now.
    kept: usize,
    /// Which one may be discarded: the button has been pressed once.
    doubted: Option<usize>,
    /// The charts are others than before: the keyboard goes to the first button, whatever had it.
    is_fresh: bool,
}

/// What the person decided about one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeftAnswer {
    /// It takes the place of the chart that is open.
    Restore(Left),
    /// It is shown beside its file, difference by difference, before anything is decided.
    Compare(Left),
    /// It goes for good.
    Discard(Left),
}

impl LeftSheet {
    pub(crate) const fn new(charts: Vec<LeftChart>, is_asked_for: bool) -> Self {
        Self { charts, is_asked_for, kept: 0, doubted: None, is_fresh: true }
    }

    /// How many are still there when one of them is restored.
    pub(crate) const fn others(&self) -> usize {
        self.charts.len().saturating_sub(1) + self.kept
    }

    /// The same without one of them; nothing where there is no other.
    pub(crate) fn without(mut self, left: &Left) -> Option<Self> {
        self.charts.retain(|chart| chart.left != *left);
        (self.doubted, self.is_fresh) = (None, true);
        (!self.charts.is_empty()).then_some(self)
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui) -> Answer {
        self.head_ui(ui);
        if self.doubted.is_some() && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape)) {
            self.doubted = None;
        }
        let mut answer = Answer::Open;
        let mut kept = None;
        list_area(ui, LIST).show(ui, |ui| {
            for index in 0..self.charts.len() {
                match self.chart_ui(ui, index) {
                    Some(Choice::KeepForLater) => kept = Some(index),
                    Some(Choice::Answer(chosen)) => answer = Answer::Left(chosen),
                    None => {}
                }
            }
        });
        if let Some(index) = kept {
            self.charts.remove(index);
            self.kept += 1;
            (self.doubted, self.is_fresh) = (None, true);
        }
        if self.foot_ui(ui) || self.charts.is_empty() { Answer::Cancel } else { answer }
    }

    fn head_ui(&self, ui: &mut Ui) {
        if self.is_asked_for {
            head(ui, "Recovered charts");
            body(ui, "Rolechart did not close properly. These changes were not saved:");
        } else {
            head(ui, "Rolechart did not close properly");
            let which = if self.charts.len() == 1 { "This chart has" } else { "These charts have" };
            body(ui, &format!("{which} unsaved changes:"));
        }
    }

    fn chart_ui(&mut self, ui: &mut Ui, index: usize) -> Option<Choice> {
        let palette = style::palette(ui);
        let edge = Stroke::new(1.0, style::color(palette.line));
        let card = Frame::new().stroke(edge).fill(style::color(palette.field)).corner_radius(8).inner_margin(14);
        let shown = card.outer_margin(Margin::symmetric(0, 4)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            words_ui(ui, &self.charts[index]);
            ui.add_space(7.0);
            self.buttons_ui(ui, index)
        });
        shown.inner
    }

    fn buttons_ui(&mut self, ui: &mut Ui, index: usize) -> Option<Choice> {
        let chart = &self.charts[index];
        let (name, left) = (chart.name.clone(), chart.left.clone());
        let can_be_read = chart.words.is_ok();
        let is_only_one = self.charts.len() == 1;
        let mut chosen = None;
        ui.horizontal(|ui| {
            if can_be_read {
                let restore = if is_only_one {
                    widgets::primary_button(ui, "Restore")
                } else {
                    widgets::dialog_button(ui, "Restore")
                };
                if index == 0 {
                    self.take_focus(ui, &restore);
                }
                if named(restore, &format!("Restore {name}")).clicked() {
                    chosen = Some(Choice::Answer(LeftAnswer::Restore(left.clone())));
                }
                if named(widgets::dialog_button(ui, "Compare…"), &format!("Compare {name}…")).clicked() {
                    chosen = Some(Choice::Answer(LeftAnswer::Compare(left.clone())));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if self.discard_ui(ui, index, &name) {
                    chosen = Some(Choice::Answer(LeftAnswer::Discard(left)));
                }
                if named(widgets::dialog_button(ui, "Keep for later"), &format!("Keep {name} for later")).clicked() {
                    chosen = Some(Choice::KeepForLater);
                }
            });
        });
        chosen
    }

    /// Gives the keyboard to a button where the charts are others than before, or where nothing has it.
    fn take_focus(&mut self, ui: &Ui, button: &Response) {
        if std::mem::take(&mut self.is_fresh) {
            button.request_focus();
        }
        focus_at_first(ui, button);
    }

    /// The button that discards when it is pressed a second time, since nothing brings the chart back then.
    fn discard_ui(&mut self, ui: &mut Ui, index: usize, name: &str) -> bool {
        let is_doubted = self.doubted == Some(index);
        let response = discard_button(ui, is_doubted, name);
        if response.clicked() {
            self.doubted = (!is_doubted).then_some(index);
        } else if is_doubted && response.lost_focus() {
            self.doubted = None;
        }
        is_doubted && response.clicked()
    }

    /// Says whether the sheet is to close.
    fn foot_ui(&mut self, ui: &mut Ui) -> bool {
        ui.add_space(10.0);
        let row = egui::vec2(ui.available_width(), 30.0);
        let label = if self.charts.len() > 1 { "Keep all for later" } else { "Close" };
        let shown = ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let close = widgets::dialog_button(ui, label);
            self.take_focus(ui, &close);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                widgets::hint(ui, "What you keep stays in File > Recovered charts");
            });
            close.clicked()
        });
        shown.inner
    }
}

/// What a button of a chart means.
enum Choice {
    Answer(LeftAnswer),
    KeepForLater,
}

/// A button whose label is shared with others, with a name of its own for those who don't see where it stands.
fn named(button: Response, name: &str) -> Response {
    button.accessible_name(name)
}

/// A button that asks once more in place of its label.
pub(crate) fn discard_button(ui: &mut Ui, is_doubted: bool, name: &str) -> Response {
    let label = if is_doubted { "Discard for good?" } else { "Discard" };
    let shown = ui.scope(|ui| {
        if is_doubted {
            let danger = style::color(style::palette(ui).danger);
            let widgets = &mut ui.visuals_mut().widgets;
            for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
                visuals.fg_stroke.color = danger;
                visuals.bg_stroke = Stroke::new(1.0, danger);
            }
        }
        widgets::dialog_button(ui, label)
    });
    let question = if is_doubted { " for good?" } else { "" };
    named(shown.inner, &format!("Discard {name}{question}"))
}

fn words_ui(ui: &mut Ui, chart: &LeftChart) {
    let palette = style::palette(ui);
    let muted = style::color(palette.muted);
    let quiet = |text: &str| Label::new(RichText::new(text).size(style::SECONDARY).color(muted)).truncate();
    let row = egui::vec2(ui.available_width(), 18.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        ui.add(quiet(&format!("Kept {}", when::words(chart.time()))));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(&chart.name).font(fonts::semibold(style::TEXT))).truncate());
        });
    });
    ui.add(quiet(&chart.folder)).on_hover_text(&chart.folder);
    match &chart.words {
        Ok(words) => ui.add(Label::new(words).wrap()),
        Err(reason) => ui.add(Label::new(RichText::new(reason).color(style::color(palette.danger))).wrap()),
    };
    if let Some(warning) = &chart.warning {
        ui.horizontal(|ui| {
            let colour = style::color(palette.warning);
            ui.label(RichText::new(icons::TRIANGLE_ALERT).font(fonts::icon(13.0)).color(colour));
            ui.label(RichText::new(warning).size(style::SECONDARY).color(colour));
        });
    }
}
