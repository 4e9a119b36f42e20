//! The menu of a cell.

use egui::{Button, Popup, Response, RichText, Ui, Vec2};

use super::edit::Change;
use super::{Matrix, Sources};
use crate::model::{Chart, Holder, Involvement};
use crate::ui::inspector::holder_name;
use crate::ui::request::{Queue, Request};
use crate::ui::{style, widgets};

impl Matrix {
    /// The menu of the cell that the cursor is on, while it is open.
    pub(super) fn menu_ui(&mut self, grid: &Response, sources: Sources<'_>, queue: &mut Queue) {
        let chart = sources.editor.chart();
        let Some(cell) = self.shown.cell(chart, self.cursor) else {
            self.is_menu_open = false;
            return;
        };
        let rect = self.shown.geometry.in_view(self.cursor, self.scroll.offset).translate(grid.rect.min.to_vec2());
        let (letters, reach, holder) = (cell.edited_letters(), cell.reach(), cell.column.holder.clone());
        let mut change = None;
        let popup = Popup::menu(grid).anchor(rect).open_bool(&mut self.is_menu_open);
        popup.show(|ui| {
            widgets::hint(ui, &reach);
            for involvement in Involvement::ALL {
                let text = format!("{}  {}, {}", involvement.letter(), involvement.word(), involvement.meaning());
                if item(ui, letters.contains(involvement), text).clicked() {
                    change = Some(Change::Set(involvement));
                }
            }
            if item(ui, false, "None".to_owned()).clicked() {
                change = Some(Change::Clear);
            }
            ui.separator();
            holder_item(ui, chart, &holder, queue);
        });
        if let Some(change) = change {
            self.change(sources, change, queue);
        }
    }
}

fn item(ui: &mut Ui, holds: bool, text: String) -> Response {
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
