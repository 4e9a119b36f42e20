//! The bar above the matrix: what is in the columns, which rows are shown, and in what groups.

use egui::{Align, Button, Frame, Id, Key, Layout, Margin, Modifiers, RichText, TextEdit, Ui, Vec2};

use super::arrange::{Grouping, Involved};
use super::table::Columns;
use super::{Matrix, Sources};
use crate::model::{Chart, Holder};
use crate::ui::inspector::holder_name;
use crate::ui::{fonts, icons, keys, style, widgets};

/// From this width on, in points, the bar has its two rows; below it wraps where it must.
const WIDE: f32 = 640.0;
/// Width of the field for the filter, in points, in a wide bar and in one that wraps.
const SEARCH: f32 = 170.0;
const NARROW_SEARCH: f32 = 96.0;

impl Matrix {
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, sources: Sources<'_>) {
        Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 8.0);
            if ui.available_width() < WIDE {
                ui.horizontal_wrapped(|ui| {
                    self.search_ui(ui, NARROW_SEARCH);
                    self.columns_ui(ui, sources);
                    self.filters_ui(ui, sources.editor.chart());
                    self.count_ui(ui);
                });
            } else {
                ui.horizontal(|ui| {
                    self.search_ui(ui, SEARCH);
                    ui.add_space(10.0);
                    self.columns_ui(ui, sources);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.count_ui(ui));
                });
                ui.horizontal_wrapped(|ui| self.filters_ui(ui, sources.editor.chart()));
            }
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui, chart: &Chart) {
        self.role_ui(ui, chart);
        self.involved_ui(ui);
        self.grouping_ui(ui);
        if !self.choices.filter.is_open() {
            let label = "Clear filters";
            widgets::wrap_unless_fits(ui, widgets::button_width(ui, label));
            if ui.button(label).clicked() {
                self.clear_filters();
            }
        }
    }

    fn search_ui(&mut self, ui: &mut Ui, width: f32) {
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
            .desired_width(width);
        ui.add(edit).accessible_name("Filter responsibilities");
    }

    fn columns_ui(&mut self, ui: &mut Ui, sources: Sources<'_>) {
        let chart = sources.editor.chart();
        let selected = sources.editor.selection().primary();
        let current = &self.choices.columns;
        let mut chosen = None;
        if choice(ui, "Roles", *current == Columns::Roles, true).on_hover_text("A column for each role").clicked() {
            chosen = Some(Columns::Roles);
        }
        if choice(ui, "Positions", *current == Columns::Positions, true)
            .on_hover_text("A column for each position")
            .clicked()
        {
            chosen = Some(Columns::Positions);
        }
        let is_branch = matches!(current, Columns::Branch(_));
        let tip = match (current, selected) {
            (Columns::Branch(top), _) => whose_branch(chart, top),
            (_, Some(selected)) => whose_branch(chart, selected),
            _ => String::new(),
        };
        let response = choice(ui, "This branch", is_branch, is_branch || selected.is_some()).on_hover_text(tip);
        let response = response.on_disabled_hover_text("Select a position first: its branch is shown");
        if let Some(top) = selected.filter(|_| response.clicked()) {
            chosen = Some(Columns::Branch(top.clone()));
        }
        if let Some(columns) = chosen {
            self.choices.columns = columns;
        }
    }

    fn count_ui(&self, ui: &mut Ui) {
        let (rows, all) = (self.shown.rows, self.shown.table.rows().len());
        let text =
            format!("{} of {}", widgets::thousands(rows), widgets::counted(all, "responsibility", "responsibilities"));
        let color = style::color(style::palette(ui).muted);
        widgets::wrap_unless_fits(ui, widgets::button_width(ui, &text));
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
fn choice(ui: &mut Ui, label: &str, holds: bool, is_enabled: bool) -> egui::Response {
    let button = Button::selectable(holds, label).min_size(Vec2::new(0.0, style::FIELD));
    let ground = style::color(style::palette(ui).selected_row);
    widgets::wrap_unless_fits(ui, widgets::button_width(ui, label));
    ui.add_enabled(is_enabled, if holds { button.fill(ground) } else { button })
}

/// A button of this width that opens a list of choices.
fn narrow_combo(ui: &mut Ui, name: &'static str, shown: &str, width: f32, choices: impl FnOnce(&mut Ui)) {
    widgets::wrap_unless_fits(ui, width);
    let combo = widgets::combo(ui, name, shown).width(width);
    combo.show_ui(ui, choices).response.accessible_name(name);
}
