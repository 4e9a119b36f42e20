//! The menu of a cell.

use egui::{Button, Popup, Response, RichText, Ui, Vec2};

use super::edit::{Change, List};
use super::{Matrix, Sources};
use crate::model::{Chart, Holder, Involvement};
use crate::ui::inspector::holder_name;
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, style};

impl Matrix {
    /// The menu of the cell that the cursor is on, while it is open.
    pub(super) fn menu_ui(&mut self, grid: &Response, sources: Sources<'_>, queue: &mut Queue) {
        let chart = sources.editor.chart();
        let rect = self.shown.geometry.in_view(self.cursor, self.scroll.offset).translate(grid.rect.min.to_vec2());
        if self.shown.gathered(chart, self.cursor).is_some() {
            self.gathered_menu_ui(grid, rect, sources);
            return;
        }
        let Some(cell) = self.shown.cell(chart, self.cursor) else {
            self.is_menu_open = false;
            return;
        };
        let mut edit = None;
        let popup = Popup::menu(grid).anchor(rect).open_bool(&mut self.is_menu_open);
        popup.show(|ui| {
            for list in cell.lists() {
                if let Some(change) = list_ui(ui, &list, &mut self.enters_menu) {
                    edit = cell.edit_in(&list, change);
                }
                ui.separator();
            }
            holder_item(ui, chart, &cell.column.holder, queue);
        });
        if let Some(edit) = edit {
            self.carry_out(edit, queue);
        }
    }
}

/// The letters of one list, below whom a change of it touches.
fn list_ui(ui: &mut Ui, list: &List, enters: &mut bool) -> Option<Change> {
    let mut change = None;
    let color = style::color(style::palette(ui).muted);
    ui.label(RichText::new(&list.reach).font(fonts::semibold(style::SECONDARY)).color(color));
    for involvement in Involvement::ALL {
        let text = format!("{}  {}, {}", involvement.letter(), involvement.word(), involvement.meaning());
        let response = item(ui, list.letters.contains(involvement), text);
        if std::mem::take(enters) {
            response.request_focus();
        }
        if response.clicked() {
            change = Some(Change::Set(involvement));
        }
    }
    if !list.letters.is_empty() && item(ui, false, "None".to_owned()).clicked() {
        change = Some(Change::Clear);
    }
    change
}

pub(super) fn item(ui: &mut Ui, holds: bool, text: String) -> Response {
    ui.add(Button::selectable(holds, RichText::new(text)).min_size(Vec2::new(190.0, style::ROW)))
}

/// What a click on the column's head does, for those who have no mouse at hand.
fn holder_item(ui: &mut Ui, chart: &Chart, holder: &Holder, queue: &mut Queue) {
    let verb = match holder {
        Holder::Role(_) => "Edit role",
        Holder::Position(_) => "Select",
    };
    if item(ui, false, format!("{verb} {}", holder_name(chart, holder))).clicked() {
        queue.push(go_to(holder));
    }
}

/// Shows a holder where it is edited.
pub(super) fn go_to(holder: &Holder) -> Request {
    match holder {
        Holder::Role(id) => Request::EditRole(id.clone()),
        Holder::Position(id) => Request::Select(Some(id.clone())),
    }
}
