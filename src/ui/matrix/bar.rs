//! The bar above the matrix: what is in the columns, which rows are shown, and in what groups.

use egui::{Align, Button, Frame, Id, Key, Layout, Margin, Modifiers, RichText, TextEdit, Ui, Vec2};

use super::arrange::{Grouping, Involved};
use super::table::Columns;
use super::{Matrix, Sources};
use crate::model::{Chart, Holder};
use crate::ui::inspector::holder_name;
use crate::ui::{fonts, icons, keys, style, widgets};

impl Matrix {
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, sources: Sources<'_>) {
        Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 8.0);
            ui.horizontal(|ui| {
                self.search_ui(ui);
                ui.add_space(10.0);
                self.columns_ui(ui, sources);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.count_ui(ui));
            });
            ui.horizontal(|ui| {
                let chart = sources.editor.chart();
                self.role_ui(ui, chart);
                self.involved_ui(ui);
                self.grouping_ui(ui);
                if !self.choices.filter.is_open() && ui.button("Clear filters").clicked() {
                    self.clear_filters();
                }
            });
        });
    }

    fn search_ui(&mut self, ui: &mut Ui) {
        let id = Id::unique("matrix filter");
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        if ui.memory(|memory| memory.has_focus(id)) {
            let clears = pressed(Key::Escape);
            if clears {
                self.choices.filter.text.clear();
            }
            // The keyboard goes on to the rows.
            if clears || pressed(Key::Enter) || pressed(Key::ArrowDown) {
                ui.memory_mut(|memory| memory.surrender_focus(id));
            }
        }
        let icon = RichText::new(icons::SEARCH).font(fonts::icon(14.0)).color(style::color(style::palette(ui).muted));
        let edit = TextEdit::singleline(&mut self.choices.filter.text)
            .id(id)
            .event_filter(keys::WITH_ESCAPE)
            .prefix(icon)
            .hint_text("Filter")
            .margin(Margin::symmetric(8, 6))
            .desired_width(170.0);
        ui.add(edit).accessible_name("Filter responsibilities");
    }

    fn columns_ui(&mut self, ui: &mut Ui, sources: Sources<'_>) {
        let chart = sources.editor.chart();
        let selected = sources.editor.selection().primary();
        let current = &self.choices.columns;
        let mut chosen = None;
        if choice(ui, "Roles", *current == Columns::Roles).on_hover_text("A column for each role").clicked() {
            chosen = Some(Columns::Roles);
        }
        if choice(ui, "Positions", *current == Columns::Positions).on_hover_text("A column for each position").clicked()
        {
            chosen = Some(Columns::Positions);
        }
        let is_branch = matches!(current, Columns::Branch(_));
        ui.add_enabled_ui(is_branch || selected.is_some(), |ui| {
            let tip = match (current, selected) {
                (Columns::Branch(top), _) => whose_branch(chart, top),
                (_, Some(selected)) => whose_branch(chart, selected),
                _ => String::new(),
            };
            let response = choice(ui, "This branch", is_branch).on_hover_text(tip);
            let response = response.on_disabled_hover_text("Select a position first: its branch is shown");
            if let Some(top) = selected.filter(|_| response.clicked()) {
                chosen = Some(Columns::Branch(top.clone()));
            }
        });
        if let Some(columns) = chosen {
            self.choices.columns = columns;
        }
    }

    fn count_ui(&self, ui: &mut Ui) {
        let (rows, all) = (self.shown.rows, self.shown.table.rows().len());
        let text =
            format!("{} of {}", widgets::thousands(rows), widgets::counted(all, "responsibility", "responsibilities"));
        let color = style::color(style::palette(ui).muted);
        ui.add(egui::Label::new(RichText::new(text).size(style::SECONDARY).color(color)).truncate());
    }

    fn role_ui(&mut self, ui: &mut Ui, chart: &Chart) {
        let role = &mut self.choices.filter.role;
        let shown = role.as_ref().and_then(|id| chart.role(id)).map_or("Held by anyone", |role| &role.title);
        narrow_combo(ui, "Held by", shown, 168.0, |ui| {
            ui.selectable_value(role, None, "Held by anyone");
            for offered in chart.roles() {
                let title = widgets::with_square(ui, offered.colour, &offered.title);
                ui.selectable_value(role, Some(offered.id.clone()), title);
            }
        });
    }

    fn involved_ui(&mut self, ui: &mut Ui) {
        let involved = &mut self.choices.filter.involved;
        let shown = involved.label();
        narrow_combo(ui, "Involvement", &shown, 150.0, |ui| {
            for offered in Involved::ALL {
                ui.selectable_value(involved, offered, offered.label());
            }
        });
    }

    fn grouping_ui(&mut self, ui: &mut Ui) {
        let grouping = &mut self.choices.grouping;
        narrow_combo(ui, "Groups", grouping.label(), 130.0, |ui| {
            for offered in Grouping::ALL {
                ui.selectable_value(grouping, offered, offered.label());
            }
        });
    }
}

fn whose_branch(chart: &Chart, top: &crate::model::PositionId) -> String {
    format!("{} and everyone below", holder_name(chart, &Holder::Position(top.clone())))
}

/// One of several things of which one holds.
fn choice(ui: &mut Ui, label: &str, holds: bool) -> egui::Response {
    let palette = style::palette(ui);
    let shown = ui.scope(|ui| {
        ui.visuals_mut().selection.bg_fill = style::color(palette.selected_row);
        ui.add(Button::selectable(holds, label).min_size(Vec2::new(0.0, style::FIELD)))
    });
    shown.inner
}

/// A button of this width that opens a list of choices.
fn narrow_combo(ui: &mut Ui, name: &'static str, shown: &str, width: f32, choices: impl FnOnce(&mut Ui)) {
    let combo = widgets::combo(ui, name, shown).width(width);
    combo.show_ui(ui, choices).response.accessible_name(name);
}
