//! The list of conflicts and differences: one thing for the keyboard, and only what is in view is made.

use std::ops::Range;

use egui::{Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::Choices;
use super::found::{Dispute, Found, Row, Sign};
use crate::diff::{Side, Subject};
use crate::model::{Chart, Holder};
use crate::ui::dialogs::focus_at_first;
use crate::ui::{fonts, icons, keys, style, widgets};

/// Height of a row, in points.
const ROW: f32 = 28.0;
/// Where the text of a row begins, in points from its left: beside the sign.
const TEXT_AT: f32 = 34.0;
/// How much of the width the names get.
const NAMES: f32 = 0.26;
/// What the dialog needs besides the list, in points.
const AROUND: f32 = 250.0;

/// Which row has the keyboard, and which are in view.
#[derive(Debug, Default)]
pub(super) struct List {
    chosen: usize,
    in_view: Range<usize>,
    follows: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    ConflictsHead,
    Conflict(usize),
    DifferencesHead,
    Difference(usize),
}

/// How the rows follow each other: first the conflicts under their head, then the differences, whose head is needed only
/// where something stands before it.
#[derive(Clone, Copy, Debug)]
struct Order {
    conflicts: usize,
    differences: usize,
}

impl Order {
    const fn heads(self) -> usize {
        if self.conflicts > 0 { 2 } else { 0 }
    }

    const fn len(self) -> usize {
        self.heads() + self.conflicts + self.differences
    }

    const fn at(self, row: usize) -> Entry {
        match (self.conflicts, row) {
            (0, row) => Entry::Difference(row),
            (_, 0) => Entry::ConflictsHead,
            (conflicts, row) if row <= conflicts => Entry::Conflict(row - 1),
            (conflicts, row) if row == conflicts + 1 => Entry::DifferencesHead,
            (conflicts, row) => Entry::Difference(row - conflicts - 2),
        }
    }

    const fn is_head(self, row: usize) -> bool {
        matches!(self.at(row), Entry::ConflictsHead | Entry::DifferencesHead)
    }

    /// The row that an arrow leads to.
    fn next(self, from: usize, key: Key) -> usize {
        let last = self.len().saturating_sub(1);
        let mut rows: Box<dyn Iterator<Item = usize>> = match key {
            Key::ArrowDown => Box::new(from + 1..=last),
            Key::ArrowUp => Box::new((0..from).rev()),
            Key::Home => Box::new(0..=last),
            Key::End => Box::new((0..=last).rev()),
            _ => return from,
        };
        rows.find(|&row| !self.is_head(row)).unwrap_or(from)
    }
}

impl List {
    /// Shows the list. Gives what the person wants to see on the chart, where a chart is given.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        found: &Found,
        chart: Option<&Chart>,
        choices: &mut Choices,
    ) -> Option<Subject> {
        let order = Order { conflicts: found.conflicts.len(), differences: found.rows.len() };
        if order.len() == 0 {
            return None;
        }
        if order.is_head(self.chosen) {
            self.chosen = order.next(self.chosen, Key::ArrowDown);
        }
        #[expect(clippy::cast_precision_loss, reason = "egui's scroll areas hold no more rows than f32 can count")]
        let wanted = order.len() as f32 * ROW;
        let height = wanted.min((ui.ctx().content_rect().height() - AROUND).max(3.0 * ROW));
        let (room, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(room));
        let edge = Stroke::new(1.0, style::color(style::palette(ui).line));
        ui.painter().rect_stroke(room.expand(1.0), 6, edge, egui::StrokeKind::Outside);
        self.rows_ui(&mut inner, room, order, found, chart, choices)
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        order: Order,
        found: &Found,
        chart: Option<&Chart>,
        choices: &mut Choices,
    ) -> Option<Subject> {
        let has_focus = self.keyboard(ui, room, order, found, choices);
        let enter = has_focus.then(|| self.entered(ui, order, found, chart)).flatten();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        let mut area = ScrollArea::vertical().id_salt("differences").auto_shrink(false);
        if std::mem::take(&mut self.follows) && !self.in_view.contains(&self.chosen) {
            #[expect(clippy::cast_precision_loss, reason = "egui's scroll areas hold no more rows than f32 can count")]
            let top = self.chosen as f32 * ROW;
            area = area.vertical_scroll_offset((top - room.height() / 2.0).max(0.0));
        }
        area.show_rows(ui, ROW, order.len(), |ui, rows| {
            // The first and the last are seldom whole.
            self.in_view = rows.start + 1..rows.end.saturating_sub(1);
            for row in rows {
                let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
                let shown = Shown { rect, is_chosen: has_focus && row == self.chosen };
                match order.at(row) {
                    Entry::ConflictsHead => conflicts_head_ui(ui, rect, found, choices),
                    Entry::DifferencesHead => head_ui(ui, rect, "Differences", order.differences),
                    Entry::Conflict(index) => {
                        if dispute_ui(ui, shown, index, &found.conflicts[index], choices) {
                            self.chosen = row;
                        }
                    }
                    Entry::Difference(index) => {
                        let difference = &found.rows[index];
                        let can_reveal = chart.is_some_and(|chart| is_in(chart, &difference.subject));
                        if difference_ui(ui, shown, index, difference, can_reveal) {
                            self.chosen = row;
                            clicked = can_reveal.then(|| difference.subject.clone());
                        }
                    }
                }
            }
        });
        clicked.or(enter)
    }

    /// The list as one thing that has the keyboard: arrows go from row to row, and from side to side in a conflict. Says
    /// whether it has it.
    fn keyboard(&mut self, ui: &Ui, room: Rect, order: Order, found: &Found, choices: &mut Choices) -> bool {
        let list = ui.interact(room, Id::unique("list of differences"), Sense::FOCUSABLE);
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Differences"));
        focus_at_first(ui, &list);
        if !list.has_focus() {
            return false;
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        for key in [Key::ArrowDown, Key::ArrowUp, Key::Home, Key::End] {
            if pressed(key) {
                self.chosen = order.next(self.chosen, key);
                self.follows = true;
            }
        }
        if let Entry::Conflict(index) = order.at(self.chosen) {
            for (key, side) in [(Key::ArrowLeft, Side::Mine), (Key::ArrowRight, Side::Theirs)] {
                if pressed(key) {
                    choose(choices, &found.conflicts[index], side);
                }
            }
        }
        true
    }

    /// What Enter shows on the chart.
    fn entered(&self, ui: &Ui, order: Order, found: &Found, chart: Option<&Chart>) -> Option<Subject> {
        let Entry::Difference(index) = order.at(self.chosen) else { return None };
        let subject = &found.rows.get(index)?.subject;
        let can_reveal = chart.is_some_and(|chart| is_in(chart, subject));
        let enter = can_reveal && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter));
        enter.then(|| subject.clone())
    }
}

/// A row's place, and whether it has the keyboard.
#[derive(Clone, Copy)]
struct Shown {
    rect: Rect,
    is_chosen: bool,
}

fn is_in(chart: &Chart, subject: &Subject) -> bool {
    match subject {
        Subject::Chart => false,
        Subject::Holder(Holder::Position(id)) => chart.contains(id),
        Subject::Holder(Holder::Role(id)) => chart.role(id).is_some(),
    }
}

fn side_of(choices: &Choices, dispute: &Dispute) -> Side {
    let conflict = &dispute.conflict;
    let chosen = choices.get(&(conflict.subject.clone(), conflict.disputed.clone()));
    chosen.copied().unwrap_or(conflict.default_side())
}

fn choose(choices: &mut Choices, dispute: &Dispute, side: Side) {
    let conflict = &dispute.conflict;
    choices.insert((conflict.subject.clone(), conflict.disputed.clone()), side);
}

/// A head with a count.
fn head_ui(ui: &Ui, rect: Rect, label: &str, count: usize) {
    let palette = style::palette(ui);
    let at = egui::pos2(rect.left() + 12.0, rect.center().y);
    let font = fonts::semibold(style::SECONDARY);
    let label = ui.painter().text(at, Align2::LEFT_CENTER, label, font, style::color(palette.text));
    let at = egui::pos2(label.right() + 8.0, rect.center().y);
    let font = fonts::regular(style::SECONDARY);
    ui.painter().text(at, Align2::LEFT_CENTER, widgets::thousands(count), font, style::color(palette.muted));
}

/// The head of the conflicts, with a way to settle all of them at once.
fn conflicts_head_ui(ui: &mut Ui, rect: Rect, found: &Found, choices: &mut Choices) {
    head_ui(ui, rect, "Conflicts", found.conflicts.len());
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(12.0, 0.0))).layout(layout));
    let accent = style::palette(ui).accent;
    for (label, side) in [("All theirs", Side::Theirs), ("All mine", Side::Mine)] {
        if widgets::link(&mut inner, label, accent).clicked() {
            for dispute in &found.conflicts {
                choose(choices, dispute, side);
            }
        }
    }
}

fn ground(ui: &Ui, shown: Shown, is_hovered: bool) {
    let palette = style::palette(ui);
    if shown.is_chosen || is_hovered {
        let fill = if shown.is_chosen { palette.selected_row } else { palette.panel.mixed(palette.text, 0.04) };
        ui.painter().rect_filled(shown.rect, CornerRadius::ZERO, style::color(fill));
    }
    if shown.is_chosen {
        let bar = Rect::from_min_size(shown.rect.min, Vec2::new(3.0, ROW));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, style::color(palette.accent));
    }
}

/// Text in one line, in the middle of a row, from x to x.
fn text_ui(ui: &Ui, rect: Rect, x: Range<f32>, text: &str, color: crate::theme::Colour) {
    let galley = widgets::elided(ui, text, style::TEXT, x.end - x.start, style::color(color));
    let at = egui::pos2(x.start, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, style::color(color));
}

/// A row for a difference. Says whether it was clicked.
fn difference_ui(ui: &mut Ui, shown: Shown, index: usize, row: &Row, can_reveal: bool) -> bool {
    let rect = shown.rect;
    let sense = if can_reveal { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("difference", index)), sense);
    ground(ui, shown, can_reveal && response.hovered());
    let palette = style::palette(ui);
    let icon = match row.sign {
        Sign::Added => icons::PLUS,
        Sign::Removed => icons::X,
        Sign::Moved => icons::CORNER_DOWN_RIGHT,
        Sign::Changed => icons::PENCIL,
    };
    let at = egui::pos2(rect.left() + 19.0, rect.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, fonts::icon(13.0), style::color(palette.muted));
    let left = rect.left() + TEXT_AT;
    let middle = left + rect.width() * NAMES;
    if row.is_first {
        text_ui(ui, rect, left..middle - 12.0, &row.name, palette.text);
    }
    text_ui(ui, rect, middle..rect.right() - 12.0, &row.text, palette.text);
    let name = format!("{}: {}", row.name, row.text);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, shown.is_chosen, &name));
    response.on_hover_text(&name).clicked()
}

/// A row for a conflict, with a choice for each side. Says whether one was clicked.
fn dispute_ui(ui: &mut Ui, shown: Shown, index: usize, dispute: &Dispute, choices: &mut Choices) -> bool {
    let rect = shown.rect;
    ground(ui, shown, false);
    let palette = style::palette(ui);
    let at = egui::pos2(rect.left() + 19.0, rect.center().y);
    let warning = style::color(palette.warning);
    ui.painter().text(at, Align2::CENTER_CENTER, icons::TRIANGLE_ALERT, fonts::icon(13.0), warning);
    let (left, right) = (rect.left() + TEXT_AT, rect.right() - 12.0);
    let first = left + (right - left) * 0.36;
    let second = first + (right - first) / 2.0;
    text_ui(ui, rect, left..first - 12.0, &dispute.about, palette.text);
    let now = side_of(choices, dispute);
    let conflict = &dispute.conflict;
    let mut clicked = None;
    for (side, word, value, x) in [
        (Side::Mine, "Mine", &conflict.mine, first..second - 8.0),
        (Side::Theirs, "Theirs", &conflict.theirs, second..right),
    ] {
        let place = Rect::from_x_y_ranges(x.start..=x.end, rect.y_range());
        let choice = Choice { label: &format!("{word}: {value}"), about: &dispute.about, is_taken: now == side };
        if choice.ui(ui, place, Id::unique(("conflict", index, word))) {
            clicked = Some(side);
        }
    }
    if let Some(side) = clicked {
        choose(choices, dispute, side);
    }
    clicked.is_some()
}

/// One side of a conflict.
struct Choice<'a> {
    label: &'a str,
    about: &'a str,
    is_taken: bool,
}

impl Choice<'_> {
    /// Says whether it was clicked. The list has the keyboard, so that a choice doesn't take it.
    fn ui(&self, ui: &Ui, place: Rect, id: Id) -> bool {
        const RADIUS: f32 = 6.0;
        let palette = style::palette(ui);
        let response = ui.interact(place, id, Sense::CLICK);
        let at = egui::pos2(place.left() + RADIUS + 1.0, place.center().y);
        let edge = if self.is_taken || response.hovered() { palette.accent } else { palette.faint };
        ui.painter().circle(at, RADIUS, style::color(palette.field), Stroke::new(1.25, style::color(edge)));
        if self.is_taken {
            ui.painter().circle_filled(at, RADIUS - 3.0, style::color(palette.accent));
        }
        let color = if self.is_taken { palette.text } else { palette.muted };
        text_ui(ui, place, at.x + RADIUS + 7.0..place.right(), self.label, color);
        let name = format!("{}, {}", self.about, self.label);
        let is_taken = self.is_taken;
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_taken, &name));
        response.on_hover_text(&name).clicked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_past_the_heads() {
        let order = Order { conflicts: 2, differences: 2 };
        for (from, key, expected) in [
            (0, Key::ArrowDown, 1),
            (2, Key::ArrowDown, 4),
            (4, Key::ArrowUp, 2),
            (1, Key::ArrowUp, 1),
            (5, Key::ArrowDown, 5),
            (5, Key::Home, 1),
            (1, Key::End, 5),
        ] {
            assert_eq!(order.next(from, key), expected, "{key:?} from row {from}");
        }
        let alone = Order { conflicts: 0, differences: 2 };
        assert_eq!(alone.at(0), Entry::Difference(0), "differences alone need no head");
        assert_eq!(alone.next(0, Key::ArrowDown), 1, "down");
    }
}
