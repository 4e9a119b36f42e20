//! The list of what was wrong with the file: who it is about, what was assumed, and what mends it.
//!
//! It stands below everything else and leaves the chart free, so that somebody with forty problems can go through them
//! one by one. What is settled goes from the list; undoing brings it back.

mod fixes;
mod list;

use std::sync::Arc;

use egui::{Context, Frame, Id, Margin, Panel, RichText, Ui};

use super::files::Files;
use super::inspector::holder_name;
use super::request::{Queue, Request};
use super::{fonts, icons, style, widgets};
use crate::editor::{Editor, still_stands};
use crate::format::Located;
use crate::model::{Chart, ProblemKind, Severity};
use fixes::Fixes;

/// Which state of which document something was made for.
type State = (u64, u64);

/// The panel below.
#[derive(Debug, Default)]
pub(crate) struct ProblemsPanel {
    pub(crate) is_open: bool,
    /// All that was wrong with the file when it was opened.
    all: Arc<Vec<Located>>,
    /// Those of them that still stand, errors first, by their indices.
    standing: Vec<usize>,
    /// How many of the standing ones changed the chart.
    errors: usize,
    made_for: Option<State>,
    /// What was assumed has been saved: no line of the file shows a problem any more.
    are_saved: bool,
    /// The row that was chosen.
    chosen: Option<usize>,
    /// The row to bring into view.
    follows: Option<usize>,
    fixes: Fixes,
}

impl ProblemsPanel {
    /// How many problems stand because of which the chart isn't what the file says.
    pub(crate) const fn errors(&self) -> usize {
        self.errors
    }

    /// Those that still stand, in the order of the file.
    pub(crate) fn unsettled(&self) -> Vec<Located> {
        let mut standing = self.standing.clone();
        standing.sort_unstable();
        standing.into_iter().map(|index| self.all[index].clone()).collect()
    }

    fn list_id() -> Id {
        Id::unique("list of problems")
    }

    /// Whether the list has the keyboard.
    pub(crate) fn has_focus(ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Self::list_id()))
    }

    /// Gives the list the keyboard.
    pub(crate) fn take_focus(ctx: &Context) {
        ctx.memory_mut(|memory| memory.request_focus(Self::list_id()));
    }

    /// Looks again at what still stands, where the chart or the file is another. Called once a frame.
    pub(crate) fn update(&mut self, ctx: &Context, editor: &Editor, document: u64, files: &Files) {
        self.fixes.take_results();
        let state = (document, editor.revision());
        if self.made_for == Some(state) && Arc::ptr_eq(&self.all, files.problems()) {
            return;
        }
        if !Arc::ptr_eq(&self.all, files.problems()) {
            self.all = Arc::clone(files.problems());
            self.chosen = None;
            self.fixes = Fixes::default();
            self.are_saved = files.are_problems_saved();
        }
        self.made_for = Some(state);
        let opened = files.as_read().map_or_else(|| editor.snapshot(), Arc::clone);
        let stands = |index: &usize| still_stands(&opened, editor.chart(), &self.all[*index]);
        self.standing = (0..self.all.len()).filter(stands).collect();
        self.standing.sort_by_key(|&index| std::cmp::Reverse(self.all[index].problem.severity()));
        let is_error = |index: &&usize| self.all[**index].problem.severity() == Severity::Error;
        self.errors = self.standing.iter().filter(is_error).count();
        self.chosen = self.chosen.map(|row| row.min(self.standing.len().saturating_sub(1)));
        if self.is_open {
            ctx.request_repaint();
        }
    }

    /// Shows the panel, where it is open.
    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor, queue: &mut Queue) {
        if !self.is_open {
            return;
        }
        let frame =
            Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin { left: 12, right: 8, top: 4, bottom: 2 });
        let panel = Panel::bottom("problems").resizable(true).default_size(212.0).size_range(108.0..=480.0);
        panel.frame(frame).show(ui, |ui| {
            widgets::in_fixed_room(ui, |ui| {
                self.head_ui(ui, queue);
                self.list_ui(ui, editor, queue);
            });
        });
    }

    fn head_ui(&mut self, ui: &mut Ui, queue: &mut Queue) {
        ui.horizontal(|ui| {
            ui.label(RichText::new("Problems in the file").font(fonts::semibold(style::SECONDARY)));
            let color = style::color(style::palette(ui).muted);
            let remark = RichText::new(self.remark()).size(style::SECONDARY).color(color);
            let room = egui::vec2((ui.available_width() - 34.0).max(0.0), style::ROW);
            ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(room.x);
                ui.add(egui::Label::new(remark).truncate());
            });
            if widgets::small_icon_button(ui, icons::X, "Close the list of problems").clicked() {
                self.is_open = false;
                queue.push(Request::FocusCanvas);
            }
        });
    }

    /// How many there are of each, and how many are settled.
    fn remark(&self) -> String {
        if self.all.is_empty() {
            return "None: the chart was read as it stands".to_owned();
        }
        let notes = self.standing.len() - self.errors;
        let settled = self.all.len() - self.standing.len();
        let parts = [
            (self.errors, widgets::counted(self.errors, "to settle", "to settle")),
            (notes, widgets::counted(notes, "note", "notes")),
            (settled, widgets::counted(settled, "settled", "settled")),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        let state = if self.are_saved { "Saved as they were read" } else { "Nothing is written until you save" };
        format!("{}. {state}", parts.join(", "))
    }

    /// The place of a problem in the file, whom it is about, and what was assumed. Most messages say themselves which
    /// field is meant.
    fn words(&self, located: &Located, chart: &Chart) -> [String; 3] {
        let line = if self.are_saved {
            "Was read".to_owned()
        } else {
            format!("Line {}", widgets::thousands(located.location.line))
        };
        let whom = match &located.about {
            Some(holder) if !matches!(located.problem.kind, ProblemKind::Hidden { .. }) => holder_name(chart, holder),
            _ => located.place_in_words(chart),
        };
        [line, whom, located.problem.to_string()]
    }
}
