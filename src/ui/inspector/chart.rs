//! The chart itself: title, direction, legend.

use egui::Ui;

use super::Inspector;
use crate::editor::Command;
use crate::model::ChartChange;
use crate::model::Direction;
use crate::ui::drafts::Target;
use crate::ui::request::Request;
use crate::ui::{style, widgets};

impl Inspector<'_> {
    pub(super) fn chart_ui(&mut self, ui: &mut Ui) {
        let chart = self.editor.chart();
        let title = if chart.title().is_empty() { "Untitled chart" } else { chart.title() };
        Self::head(ui, title, &widgets::counted(chart.len(), "position", "positions"));
        self.labelled_field(ui, "Title", "What the chart is called", &Target::ChartTitle, chart.title());
        self.labelled(ui, "Direction", Self::direction_ui);
        self.legend_ui(ui);
    }

    fn direction_ui(&mut self, ui: &mut Ui) {
        let now = self.editor.chart().direction();
        let combo = widgets::combo(ui, "direction", now.label());
        let response = combo.show_ui(ui, |ui| {
            for direction in Direction::ALL {
                if ui.selectable_label(direction == now, direction.label()).clicked() {
                    self.queue.execute(Command::SetChart(ChartChange::Direction(direction)));
                }
            }
        });
        response.response.accessible_name("Direction");
    }

    fn legend_ui(&mut self, ui: &mut Ui) {
        let chart = self.editor.chart();
        widgets::section(ui, "Legend", "");
        if chart.roles().is_empty() {
            widgets::hint(ui, "The library has no roles yet. Add one in the Roles panel, or type a title on a card.");
        }
        let palette = style::palette(ui);
        for role in chart.roles() {
            let holders = self.numbers.holders_of(&role.id);
            let row = widgets::Row {
                label: &role.title,
                note: &widgets::thousands(holders),
                dot: Some(palette.role_accent(role.colour)),
                selected: false,
            };
            if row.show(ui).on_hover_text("Edit this role").clicked() {
                self.queue.push(Request::EditRole(role.id.clone()));
            }
        }
    }
}
