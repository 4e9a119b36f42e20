//! The heads of the columns: whose they are, and how much is done and answered for.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, CornerRadius, Id, Painter, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::gathered;
use super::geometry::{HEAD, Place, Spot};
use super::menu::go_to;
use super::paint::{Painting, SMALL, is_chosen_by_ear};
use super::table::Column;
use crate::model::{Holder, PositionId};
use crate::theme::{self, Colour};
use crate::ui::inspector::holder_name;
use crate::ui::request::Queue;
use crate::ui::{fonts, widgets};

impl Painting<'_> {
    pub(super) fn column_heads(&self, ui: &Ui, heads: Rect, queue: &mut Queue) {
        for index in self.column_range() {
            let (left, width) = self.shown.geometry.span(index);
            let corner = self.view.min + vec2(left - self.offset.x, 0.0);
            let rect = Rect::from_min_size(corner, vec2(width, HEAD));
            let visible = rect.intersect(heads);
            let (painter, column) = (ui.painter_at(visible), self.shown.column(index));
            painter.rect_filled(rect, 0, Self::color(self.ground_of_head(index, column)));
            let Some(column) = column else {
                self.gathered_head(ui, visible, rect);
                continue;
            };
            match &column.holder {
                Holder::Role(_) => self.role_head(&painter, rect, column),
                Holder::Position(id) => self.position_head(&painter, rect, id),
            }
            self.totals(&painter, rect, column);
            let name = holder_name(self.chart, &column.holder);
            let node = head_node(ui, visible, index, &name, || self.hint_of_head(column));
            if is_chosen_by_ear(ui, &node) {
                queue.push(go_to(&column.holder));
            }
        }
    }

    /// The head of what positions hold themselves, in no role's colour.
    fn gathered_head(&self, ui: &Ui, visible: Rect, rect: Rect) {
        let format = TextFormat::simple(fonts::regular(SMALL), Self::color(self.palette.muted));
        centred(&ui.painter_at(visible), rect, rect.top() + 15.0, gathered::NAME, format, 3);
        head_node(ui, visible, 0, gathered::NAME, || gathered::HINT.to_owned());
    }

    fn ground_of_head(&self, index: usize, column: Option<&Column>) -> Colour {
        let palette = self.palette;
        let holder = column.map(|column| &column.holder);
        let is_selected = matches!(holder, Some(Holder::Position(id)) if self.selected == Some(id));
        let is_hovered = match self.hovered {
            Some(Place::Head(hovered) | Place::Spot(Spot { column: hovered, .. })) => hovered == index,
            None => false,
        };
        if is_selected {
            palette.selected_row
        } else if is_hovered {
            palette.panel.mixed(palette.text, 0.05)
        } else {
            palette.panel
        }
    }

    fn role_head(&self, painter: &Painter, rect: Rect, column: &Column) {
        let Holder::Role(id) = &column.holder else { return };
        let Some(role) = self.chart.role(id) else { return };
        self.bar(painter, rect, role.colour);
        let format = TextFormat::simple(fonts::semibold(SMALL), Self::color(self.palette.text));
        centred(painter, rect, rect.top() + 15.0, &role.title, format, 3);
    }

    fn position_head(&self, painter: &Painter, rect: Rect, id: &PositionId) {
        let Some(position) = self.chart.position(id) else { return };
        let role = self.chart.role_of(position);
        self.bar(painter, rect, role.map_or(theme::NO_ROLE, |role| role.colour));
        let (name, colour) = if position.is_vacant() {
            ("Vacant", self.palette.muted)
        } else {
            (position.person.as_str(), self.palette.text)
        };
        let format = TextFormat::simple(fonts::semibold(SMALL), Self::color(colour));
        let bottom = centred(painter, rect, rect.top() + 15.0, name, format, 2);
        if let Some(role) = role.filter(|role| !role.short.is_empty()) {
            self.chip(painter, pos2(rect.center().x, bottom + 11.0), &role.short, role.colour);
        }
    }

    /// The role's colour along the top of a head.
    fn bar(&self, painter: &Painter, rect: Rect, colour: Colour) {
        let bar = Rect::from_min_size(rect.min + vec2(8.0, 7.0), vec2(rect.width() - 16.0, 3.0));
        painter.rect_filled(bar, CornerRadius::same(2), Self::color(self.palette.role_accent(colour)));
    }

    fn chip(&self, painter: &Painter, center: Pos2, short: &str, colour: Colour) {
        let text = Self::color(self.palette.chip_text(colour));
        let galley = painter.layout_no_wrap(short.chars().take(8).collect(), fonts::semibold(11.0), text);
        let chip = Rect::from_center_size(center, galley.size() + vec2(10.0, 2.0));
        painter.rect_filled(chip, 4, Self::color(self.palette.chip_ground(colour)));
        painter.galley(chip.center() - galley.size() / 2.0, galley, text);
    }

    /// How much is done and answered for in a column, quietly.
    fn totals(&self, painter: &Painter, rect: Rect, column: &Column) {
        let (responsible, accountable) = self.counts(column);
        let text = format!("{responsible} R · {accountable} A");
        let at = pos2(rect.center().x, rect.bottom() - 11.0);
        painter.text(at, Align2::CENTER_CENTER, text, fonts::regular(11.0), Self::color(self.palette.faint));
    }

    /// How many lines are done and answered for, a role's lines counted for its positions.
    fn counts(&self, column: &Column) -> (usize, usize) {
        let own = self.shown.table.holder(column.number);
        let role = column.role.map(|role| self.shown.table.holder(role));
        let from_role = role.map_or((0, 0), |role| (role.responsible, role.accountable));
        (own.responsible + from_role.0, own.accountable + from_role.1)
    }

    fn hint_of_head(&self, column: &Column) -> String {
        let name = holder_name(self.chart, &column.holder);
        let (responsible, accountable) = self.counts(column);
        let counts = format!("Responsible for {responsible}, Accountable for {accountable}");
        let facts = self.shown.table.holder(column.number);
        match &column.holder {
            Holder::Role(_) => {
                let positions = widgets::counted(facts.positions, "position", "positions");
                format!("{name}, {positions}\n{counts}\nClick to edit the role")
            }
            Holder::Position(id) => {
                let title = self.chart.position(id).map_or("", |position| self.chart.title_of(position));
                format!("{name}\n{title}\n{counts}\nClick to select")
            }
        }
    }
}

/// A head for ears and for the pointer.
fn head_node(ui: &Ui, visible: Rect, index: usize, name: &str, hint: impl FnOnce() -> String) -> Response {
    let node = ui.interact(visible, Id::unique(("matrix head", index)), Sense::hover());
    let node = node.on_hover_ui(|ui| {
        ui.label(hint());
    });
    node.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, name));
    node
}

/// Paints a text in the middle of a head, and gives where it ends below.
fn centred(painter: &Painter, rect: Rect, top: f32, text: &str, format: TextFormat, lines: usize) -> f32 {
    let mut job = LayoutJob::default();
    job.append(&text.chars().take(120).collect::<String>(), 0.0, format);
    job.wrap = TextWrapping { max_width: rect.width() - 10.0, max_rows: lines, ..TextWrapping::default() };
    job.halign = Align::Center;
    let galley = painter.layout_job(job);
    let bottom = top + galley.size().y;
    painter.galley(pos2(rect.center().x, top), galley, Color32::PLACEHOLDER);
    bottom
}
