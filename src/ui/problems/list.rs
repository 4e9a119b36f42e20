//! The rows of the list of problems.

use std::ops::Range;

use egui::{Align2, Button, Color32, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Response, RichText};
use egui::{ScrollArea, Sense, Ui, Vec2};

use super::ProblemsPanel;
use crate::editor::{Editor, WayOut};
use crate::format::Located;
use crate::model::{Holder, Severity};
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, icons, keys, style, widgets};

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// How wide the line number is, in points.
const LINE: f32 = 84.0;
/// The share of the width that names whom it is about, and the most of it that a fix takes.
const WHOM_SHARE: f32 = 0.2;
const FIX_SHARE: f32 = 0.34;

/// How a row is shown.
#[derive(Clone, Copy)]
struct Look {
    is_chosen: bool,
    has_focus: bool,
}

impl ProblemsPanel {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, editor: &Editor, queue: &mut Queue) {
        if self.standing.is_empty() {
            let text = if self.all.is_empty() { "Nothing was wrong with the file." } else { "All are settled." };
            widgets::hint(ui, text);
            return;
        }
        let has_focus = self.keyboard(ui, queue);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("problems").auto_shrink(false);
        if let Some(row) = self.follows.take() {
            #[expect(clippy::cast_precision_loss, reason = "there are some thousand rows at most")]
            let middle = (row as f32 + 0.5) * ROW - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(middle.max(0.0));
        }
        area.show_rows(ui, ROW, self.standing.len(), |ui, seen| {
            self.look_for_fixes(ui, editor, seen.clone());
            for row in seen {
                let look = Look { is_chosen: self.chosen == Some(row), has_focus };
                self.row_ui(ui, row, look, editor, queue);
            }
        });
    }

    fn look_for_fixes(&mut self, ui: &Ui, editor: &Editor, seen: Range<usize>) {
        let Some(state) = self.made_for else { return };
        self.fixes.look_for(&self.all, &self.standing[seen], (editor, state), ui.ctx());
    }

    /// What mends the problem of a row, and whether it fits the chart as it is.
    fn fix_of(&self, row: usize) -> Option<(&WayOut, bool)> {
        self.fixes.of(*self.standing.get(row)?, self.made_for)
    }

    /// The list as one thing that has the keyboard: arrows go from row to row, Enter mends. Says whether it has it.
    fn keyboard(&mut self, ui: &Ui, queue: &mut Queue) -> bool {
        let list = ui.interact(ui.available_rect_before_wrap(), Self::list_id(), Sense::FOCUSABLE);
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Problems"));
        if !list.has_focus() {
            return false;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        let lowest = self.standing.len().saturating_sub(1);
        let next = if pressed(Key::ArrowDown) {
            Some(self.chosen.map_or(0, |row| (row + 1).min(lowest)))
        } else if pressed(Key::ArrowUp) {
            Some(self.chosen.map_or(lowest, |row| row.saturating_sub(1)))
        } else {
            None
        };
        if let Some(row) = next {
            self.follows = Some(row);
            self.choose(row, queue);
        }
        if pressed(Key::Enter)
            && let Some((way, true)) = self.chosen.and_then(|row| self.fix_of(row))
        {
            queue.push(Request::TakeWayOut(way.clone()));
        }
        true
    }

    /// Whom it is about is shown and selected; the list keeps the keyboard.
    fn choose(&mut self, row: usize, queue: &mut Queue) {
        self.chosen = Some(row);
        match &self.all[self.standing[row]].about {
            Some(Holder::Position(id)) => queue.push(Request::Point(id.clone())),
            Some(Holder::Role(id)) => queue.push(Request::EditRole(id.clone())),
            None => queue.push(Request::Select(None)),
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: usize, look: Look, editor: &Editor, queue: &mut Queue) {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
        let response = ui.interact(rect, Id::unique(("problem", row)), Sense::CLICK);
        ground_ui(ui, rect, &response, look);
        let located = &self.all[self.standing[row]];
        let words = self.words(located, editor.chart());
        let fix_room = self.fix_ui(ui, row, rect, queue);
        let located = &self.all[self.standing[row]];
        words_ui(ui, rect, fix_room, located, &words);
        let [line, whom, message] = words;
        let name = format!("{line}, {whom}: {message}");
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, look.is_chosen, &name));
        if response.on_hover_text(message).clicked() {
            Self::take_focus(ui);
            self.choose(row, queue);
        }
    }

    /// The button that mends the problem of a row; gives how much of the row it takes.
    fn fix_ui(&self, ui: &mut Ui, row: usize, rect: Rect, queue: &mut Queue) -> f32 {
        let Some((way, fits)) = self.fix_of(row) else { return 0.0 };
        let width = widgets::button_width(ui, &way.label).min(rect.width() * FIX_SHARE);
        let at = Rect::from_center_size(
            egui::pos2(rect.right() - width / 2.0 - 4.0, rect.center().y),
            Vec2::new(width, ROW - 6.0),
        );
        let mut room = ui.new_child(egui::UiBuilder::new().max_rect(at).id_salt(("fix", row)));
        let button = Button::new(RichText::new(&way.label).size(style::SECONDARY)).truncate().min_size(at.size());
        let response = room.add_enabled(fits, button);
        if response.on_hover_text(format!("{}. Undo takes it back", way.label)).clicked() {
            queue.push(Request::TakeWayOut(way.clone()));
        }
        width + 12.0
    }
}

fn ground_ui(ui: &Ui, rect: Rect, response: &Response, look: Look) {
    let palette = style::palette(ui);
    if look.is_chosen || response.hovered() {
        let fill = if look.is_chosen { palette.selected_row } else { palette.panel.mixed(palette.text, 0.04) };
        ui.painter().rect_filled(rect, CornerRadius::same(4), style::color(fill));
    }
    if look.is_chosen && look.has_focus {
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, style::color(palette.accent));
    }
}

/// The sign of how much it matters, the line of the file, whom it is about, and what was assumed.
fn words_ui(ui: &Ui, rect: Rect, fix_room: f32, located: &Located, [line, whom, message]: &[String; 3]) {
    let palette = style::palette(ui);
    let (icon, color) = match located.problem.severity() {
        Severity::Error => (icons::TRIANGLE_ALERT, palette.warning),
        Severity::Note => (icons::INFO, palette.muted),
    };
    let at = |x: f32| egui::pos2(x, rect.center().y);
    ui.painter().text(at(rect.left() + 16.0), Align2::CENTER_CENTER, icon, fonts::icon(14.0), style::color(color));
    let cell = |left: f32, room: f32, text: &str, size: f32, color: Color32| {
        let galley = widgets::elided(ui, text, size, room - 12.0, color);
        ui.painter().galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    };
    let (text, muted) = (style::color(palette.text), style::color(palette.muted));
    let line_left = rect.left() + 32.0;
    let whom_left = line_left + LINE;
    let whom_room = rect.width() * WHOM_SHARE;
    let message_left = whom_left + whom_room;
    cell(line_left, LINE, line, style::SECONDARY, muted);
    cell(whom_left, whom_room, whom, style::TEXT, text);
    cell(message_left, rect.right() - fix_room - message_left, message, style::SECONDARY, text);
}
