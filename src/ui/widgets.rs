//! The small controls that panels share.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Button, Color32, CornerRadius, EventFilter, Id, Key, Modifiers, Popup, Response, RichText, Sense, Stroke, TextEdit,
    Ui, Vec2,
};

use super::action::{Action, Needs};
use super::request::Queue;
use super::{fonts, icons, keys, style};
use crate::editor::Editor;
use crate::model::hidden::stand_in;
pub(crate) use crate::model::thousands;
use crate::theme::Colour;

/// A row of a list that can be clicked: a dot in a role's colour, a label, and a note in a quieter voice.
pub(crate) struct Row<'a> {
    pub(crate) label: &'a str,
    pub(crate) note: &'a str,
    pub(crate) dot: Option<Colour>,
    pub(crate) selected: bool,
}

impl<'a> Row<'a> {
    /// A row that is not selected.
    pub(crate) const fn plain(label: &'a str, note: &'a str, dot: Option<Colour>) -> Self {
        Self { label, note, dot, selected: false }
    }

    pub(crate) fn show(&self, ui: &mut Ui) -> Response {
        let size = Vec2::new(ui.available_width(), style::ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let palette = style::palette(ui);
        if self.selected || response.hovered() || response.has_focus() {
            let fill = if self.selected { palette.selected_row } else { palette.panel.mixed(palette.text, 0.05) };
            ui.painter().rect_filled(rect, CornerRadius::same(4), style::color(fill));
        }
        let mut left = rect.left() + 8.0;
        if let Some(colour) = self.dot {
            let dot = egui::Rect::from_center_size(egui::pos2(left + 4.0, rect.center().y), Vec2::splat(8.0));
            ui.painter().rect_filled(dot, 2, style::color(colour));
            left += 16.0;
        }
        let note = ui.painter().layout_no_wrap(
            self.note.to_owned(),
            fonts::regular(style::SECONDARY),
            style::color(palette.faint),
        );
        let room = rect.right() - 8.0 - left;
        let label_room = (room - note.size().x - 10.0).max(room * 0.75);
        let label = elided(ui, self.label, style::TEXT, label_room, style::color(palette.text));
        let clip = ui.painter().with_clip_rect(rect.shrink2(Vec2::new(4.0, 0.0)));
        let note_left = left + label.size().x + 10.0;
        let note = elided(ui, self.note, style::SECONDARY, rect.right() - 8.0 - note_left, style::color(palette.faint));
        clip.galley(egui::pos2(left, rect.center().y - label.size().y / 2.0), label, Color32::PLACEHOLDER);
        clip.galley(egui::pos2(note_left, rect.center().y - note.size().y / 2.0), note, Color32::PLACEHOLDER);
        let name = format!("{} {}", self.label, self.note).trim_end().to_owned();
        let selected = self.selected;
        response.widget_info(move || egui::WidgetInfo::selected(egui::Role::ListItem, true, selected, &name));
        response
    }
}

/// One line of text that ends in "…" where it is longer than `width` points.
pub(crate) fn elided(ui: &Ui, text: &str, size: f32, width: f32, color: Color32) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(first_line(text), fonts::regular(size), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}

/// What of a text a single line shows: line ends become spaces, and no more than a line can hold is laid out.
fn first_line(text: &str) -> String {
    let shown = |found| if matches!(found, '\n' | '\t') { ' ' } else { stand_in(found) };
    text.chars().take(300).map(shown).collect()
}

/// A quiet button that shows one icon.
pub(crate) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let text = RichText::new(icon).font(fonts::icon(style::ICON));
    let button = Button::new(text).frame_when_inactive(false).min_size(Vec2::splat(30.0));
    ui.add(button).accessible_name(name).on_hover_text(name)
}

/// A small quiet button for the end of a row.
pub(crate) fn small_icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let text = RichText::new(icon).font(fonts::icon(14.0)).color(style::color(style::palette(ui).muted));
    let button = Button::new(text).frame_when_inactive(false).min_size(Vec2::splat(22.0));
    let shown = ui.scope(|ui| {
        ui.spacing_mut().button_padding = Vec2::splat(4.0);
        ui.add(button)
    });
    shown.inner.accessible_name(name).on_hover_text(name)
}

/// Shows something in all the room that is left, which it doesn't widen, however wide it is itself: panels keep the
/// width that the person gave them.
pub(crate) fn in_fixed_room(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    add(&mut ui.new_child(egui::UiBuilder::new().max_rect(room)));
    ui.allocate_rect(room, Sense::hover());
}

/// Goes on in the next row, in a layout that wraps, unless something of this width fits into what is left of this one.
pub(crate) fn wrap_unless_fits(ui: &mut Ui, width: f32) {
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
}

/// How wide a button with this label is, in points.
pub(crate) fn button_width(ui: &Ui, label: &str) -> f32 {
    let text = ui.painter().layout_no_wrap(label.to_owned(), fonts::regular(style::TEXT), Color32::PLACEHOLDER);
    text.size().x + 2.0 * ui.spacing().button_padding.x + 1.0
}

/// The button that a dialog expects to be pressed.
pub(crate) fn primary_button(ui: &mut Ui, label: &str) -> Response {
    let palette = style::palette(ui);
    let ground = if palette.is_dark { palette.accent } else { palette.accent.mixed(palette.text, 0.12) };
    let text = RichText::new(label).color(style::color(palette.panel));
    ui.add(Button::new(text).fill(style::color(ground)).stroke(Stroke::NONE).min_size(Vec2::new(DIALOG_BUTTON, 30.0)))
}

/// A plain button of a dialog.
pub(crate) fn dialog_button(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::new(label).min_size(Vec2::new(DIALOG_BUTTON, 30.0)))
}

/// How wide a dialog's buttons are at least, in points.
const DIALOG_BUTTON: f32 = 84.0;

/// How wide a plain button of a dialog is, in points.
pub(crate) fn dialog_button_width(ui: &Ui, label: &str) -> f32 {
    button_width(ui, label).max(DIALOG_BUTTON)
}

/// A tab above a list: the one that is shown is underlined.
pub(crate) fn tab(ui: &mut Ui, is_shown: bool, label: &str) -> Response {
    let palette = style::palette(ui);
    let color = if is_shown { palette.text } else { palette.muted };
    let font = if is_shown { fonts::semibold(style::TEXT) } else { fonts::regular(style::TEXT) };
    let text = RichText::new(label).font(font).color(style::color(color));
    let response = ui.add(Button::new(text).frame(false).selected(false).min_size(Vec2::new(0.0, 30.0)));
    if is_shown {
        let rect = response.rect;
        let line = Stroke::new(2.0, style::color(palette.accent));
        ui.painter().hline(rect.left() + 2.0..=rect.right() - 2.0, rect.bottom() - 1.0, line);
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, is_shown, label));
    response
}

/// A box with a check mark, and what it stands for.
pub(crate) fn checkbox(ui: &mut Ui, holds: &mut bool, label: &str) -> Response {
    let shown = ui.scope(|ui| {
        style::outline_boxes(ui);
        ui.checkbox(holds, label)
    });
    shown.inner
}

/// Choices of which one holds; gives the response of that one. Arrows go from one to the next. Tab goes past them, for
/// only the one that holds takes the keyboard.
///
/// # Panics
/// Where there is nothing to choose from.
pub(crate) fn radio_group<T: PartialEq + Clone>(
    ui: &mut Ui,
    salt: &str,
    choices: &[(String, T)],
    value: &mut T,
) -> Response {
    let group = group_id(salt);
    let place_of = |value: &T| choices.iter().position(|(_, choice)| choice == value).unwrap_or(0);
    let mut now = place_of(value);
    if ui.data_mut(|data| data.remove_temp::<bool>(group)).is_some() {
        ui.memory_mut(|memory| memory.request_focus(group.with(now)));
    }
    if ui.memory(|memory| memory.has_focus(group.with(now))) {
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
        let next = if down { (now + 1).min(choices.len() - 1) } else { now.saturating_sub(usize::from(up)) };
        if next != now {
            *value = choices[next].1.clone();
            now = next;
            ui.memory_mut(|memory| memory.request_focus(group.with(now)));
        }
    }
    let shown: Vec<Response> = choices
        .iter()
        .enumerate()
        .map(|(index, (label, _))| radio(ui, group.with(index), label, index == now))
        .collect();
    if let Some(clicked) = shown.iter().position(Response::clicked) {
        *value = choices[clicked].1.clone();
        ui.memory_mut(|memory| memory.request_focus(group.with(clicked)));
    }
    shown[now].clone()
}

fn group_id(salt: &str) -> Id {
    Id::unique(("choices", salt))
}

/// Gives the keyboard to the choice that holds, when the group is shown next.
pub(crate) fn focus_choice(ui: &Ui, salt: &str) {
    ui.data_mut(|data| data.insert_temp(group_id(salt), true));
}

fn radio(ui: &mut Ui, id: Id, label: &str, is_chosen: bool) -> Response {
    const RADIUS: f32 = 6.5;
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), 22.0));
    let response = ui.interact(rect, id, if is_chosen { Sense::click() } else { Sense::CLICK });
    let palette = style::palette(ui);
    let at = egui::pos2(rect.left() + RADIUS + 2.0, rect.center().y);
    let edge = if is_chosen || response.hovered() { palette.accent } else { palette.card_border };
    ui.painter().circle(at, RADIUS, style::color(palette.field), Stroke::new(1.25, style::color(edge)));
    if is_chosen {
        ui.painter().circle_filled(at, RADIUS - 3.0, style::color(palette.accent));
    }
    if response.has_focus() {
        let ring = style::color(palette.accent).gamma_multiply(0.4);
        ui.painter().circle_stroke(at, RADIUS + 2.0, Stroke::new(2.0, ring));
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    let left = at.x + RADIUS + 9.0;
    let text = elided(ui, label, style::TEXT, rect.right() - left, style::color(palette.text));
    ui.painter().galley(egui::pos2(left, rect.center().y - text.size().y / 2.0), text, Color32::PLACEHOLDER);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, label));
    response
}

/// The menu of a handle. The handle has the keyboard when it is opened, so that arrows go into the menu, and again when
/// Escape closes it.
pub(crate) fn handle_menu(ui: &Ui, handle: &Response, add: impl FnOnce(&mut Ui)) {
    let was_open = Popup::is_id_open(ui, Popup::default_response_id(handle));
    Popup::menu(handle).show(add);
    let is_left = was_open && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape));
    if handle.clicked() || is_left {
        handle.request_focus();
    }
}

/// Opens the menu of a handle where something else of its line was clicked with the second button.
pub(crate) fn open_handle_menu(handle: &Response, clicked: &Response) {
    if clicked.secondary_clicked() {
        Popup::open_id(&handle.ctx, Popup::default_response_id(handle));
        handle.request_focus();
    }
}

/// The head of a section, with a quiet count or remark behind it.
pub(crate) fn section(ui: &mut Ui, head: &str, remark: &str) {
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(head).font(fonts::semibold(style::SECONDARY)));
        if !remark.is_empty() {
            let color = style::color(style::palette(ui).muted);
            ui.add(egui::Label::new(RichText::new(remark).size(style::SECONDARY).color(color)).truncate());
        }
    });
}

/// A remark that explains an empty place.
pub(crate) fn hint(ui: &mut Ui, text: &str) {
    let color = style::color(style::palette(ui).muted);
    ui.add(egui::Label::new(RichText::new(text).size(style::SECONDARY).color(color)).wrap());
}

/// A small button that shows a letter on a ground of the letter's own colour.
pub(crate) fn letter_button(ui: &mut Ui, letter: &str, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(24.0, 22.0), Sense::click());
    let ground = color.gamma_multiply(if response.hovered() || response.has_focus() { 0.24 } else { 0.12 });
    let badge = rect.shrink2(Vec2::new(2.0, 2.0));
    ui.painter().rect_filled(badge, 4, ground);
    ui.painter().text(badge.center(), egui::Align2::CENTER_CENTER, letter, fonts::semibold(11.0), color);
    response
}

/// A button that opens a list of choices, as wide as there is room.
pub(crate) fn combo(ui: &Ui, salt: &'static str, shown: impl Into<egui::WidgetText>) -> egui::ComboBox<'static> {
    egui::ComboBox::from_id_salt(salt).width(ui.available_width()).selected_text(shown).truncate().icon(
        |ui, rect, visuals, _| {
            let (at, font) = (rect.center(), fonts::icon(13.0));
            let color = visuals.fg_stroke.color.gamma_multiply(0.7);
            ui.painter().text(at, egui::Align2::CENTER_CENTER, icons::CHEVRONS_UP_DOWN, font, color);
        },
    )
}

/// A role's title behind a square in its colour.
pub(crate) fn with_square(ui: &Ui, colour: Colour, title: &str) -> egui::text::LayoutJob {
    let palette = style::palette(ui);
    let format = |color: Colour| egui::TextFormat::simple(fonts::regular(style::TEXT), style::color(color));
    let mut job = egui::text::LayoutJob::default();
    job.append("■", 0.0, format(palette.role_accent(colour)));
    job.append(title, 6.0, format(palette.text));
    job
}

/// Words that do something when they are clicked, in line with other text.
pub(crate) fn link(ui: &mut Ui, words: &str, colour: Colour) -> Response {
    ui.add(egui::Link::new(RichText::new(words).size(style::SECONDARY).color(style::color(colour))))
}

/// The arrows, down and up, that a list which has the keyboard takes for itself: they don't leave it for another widget.
pub(crate) fn list_arrows(ui: &Ui, list: Id) -> (bool, bool) {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list, filter));
    let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
    (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
}

/// A line across the panel.
pub(crate) fn rule(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0, style::color(style::palette(ui).line));
}

/// What the window knows of what makes sense at the moment.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Possible {
    pub(crate) selection: bool,
    pub(crate) below_top: bool,
    pub(crate) reports: bool,
    pub(crate) positions: bool,
    pub(crate) undo: bool,
    pub(crate) redo: bool,
    pub(crate) file: bool,
}

impl Possible {
    pub(crate) fn of(editor: &Editor) -> Self {
        let chart = editor.chart();
        let selected = editor.selection().primary();
        Self {
            selection: selected.is_some(),
            below_top: selected.is_some_and(|id| chart.manager(id).is_some()),
            reports: selected.is_some_and(|id| chart.reports(id).len() > 0),
            positions: !chart.is_empty(),
            undo: editor.undo_label().is_some(),
            redo: editor.redo_label().is_some(),
            file: false,
        }
    }

    /// The same where there is a file behind the chart, or none.
    pub(crate) const fn with_file(self, file: bool) -> Self {
        Self { file, ..self }
    }

    pub(crate) fn allows(self, action: Action) -> bool {
        match action.entry().needs {
            Needs::Nothing => true,
            Needs::Selection => self.selection,
            Needs::SelectedBelowTop => self.below_top,
            Needs::SelectedWithReports => self.reports,
            Needs::Positions => self.positions,
            Needs::Undo => self.undo,
            Needs::Redo => self.redo,
            Needs::File => self.file,
        }
    }
}

/// An entry of a menu for an action of the table.
pub(crate) fn menu_item(ui: &mut Ui, queue: &mut Queue, possible: Possible, action: Action) -> Response {
    menu_item_named(ui, queue, possible, action, action.entry().label)
}

/// The same with a label of its own.
pub(crate) fn menu_item_named(
    ui: &mut Ui,
    queue: &mut Queue,
    possible: Possible,
    action: Action,
    label: &str,
) -> Response {
    let entry = action.entry();
    let shortcut = entry.keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let button = Button::new(label).shortcut_text(shortcut).min_size(Vec2::new(210.0, style::ROW));
    let response = ui.add_enabled(possible.allows(action), button);
    if response.clicked() {
        queue.act(action);
    }
    response
}

/// An entry of a menu with a mark where it is what holds now.
pub(crate) fn menu_choice(ui: &mut Ui, queue: &mut Queue, action: Action, holds: bool) {
    let mark = if holds { icons::CHECK } else { "" };
    let mark = RichText::new(mark).font(fonts::icon(14.0));
    let entry = action.entry();
    let shortcut = entry.keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let button = Button::new(entry.label).right_text((shortcut, mark)).min_size(Vec2::new(210.0, style::ROW));
    let response = ui.add(button);
    if response.clicked() {
        queue.act(action);
    }
}

/// Selects the whole text of a field that has just opened, unless it opened with a character that was typed.
pub(crate) fn select_all_unless_typed(ui: &Ui, id: Id, text: &str, original: &str) {
    let end = CCursor::new(egui::text::CharIndex(text.chars().count()));
    let start = if text == original { CCursor::new(egui::text::CharIndex(0)) } else { end };
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// "1 position", "2 positions".
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// A dot in a role's colour, as part of a line.
pub(crate) fn role_dot(ui: &mut Ui, colour: Colour) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(10.0, 16.0), Sense::hover());
    let dot = egui::Rect::from_center_size(rect.center(), Vec2::splat(9.0));
    ui.painter().rect_filled(dot, 2, style::color(style::palette(ui).role_accent(colour)));
}

#[cfg(test)]
mod tests {
    use super::{counted, thousands};

    #[test]
    fn numbers_have_thousands_separators() {
        assert_eq!(
            [thousands(0), thousands(999), thousands(1_000), thousands(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(counted(1, "position", "positions"), "1 position", "one is one");
    }
}
