//! A button that opens a list of positions with a field to search it.

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, TextEdit, Ui, Vec2};

use crate::model::{Chart, Position, PositionId};
use crate::theme::NO_ROLE;
use crate::ui::{fonts, icons, keys, style, widgets};

/// The most positions that a list of them offers at once.
const MOST_OFFERED: usize = 60;
/// The least width of the list, in points.
const LEAST_WIDTH: f32 = 240.0;
/// The greatest height of the list, in points.
const GREATEST_HEIGHT: f32 = 320.0;

/// What was picked from a list of positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    Nobody,
    Position(PositionId),
}

/// What is searched for while the list is open.
#[derive(Clone, Debug, Default)]
struct Search {
    wanted: String,
    /// Which of those who are offered Enter would take.
    at: usize,
}

/// One who is offered.
struct Offered<'a> {
    row: widgets::Row<'a>,
    picked: Picked,
}

/// A button that opens a list of positions with a field to search it. The list has the keyboard while it is open; then
/// the button has it again.
pub(crate) fn pick_position(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    chart: &Chart,
    offers_nobody: bool,
    fits: impl Fn(&PositionId) -> bool,
) -> Option<Picked> {
    let button = button_ui(ui, name, shown);
    let memory = button.id.with("search");
    if button.clicked() {
        // The key that has opened the list picks nothing from it, and answers no question around it.
        ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter));
        ui.data_mut(|data| data.remove_temp::<Search>(memory));
    }
    let (ctx, mut picked) = (ui.ctx().clone(), None);
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.width(button.rect.width().max(LEAST_WIDTH)).show(|ui| {
        let mut search = ui.data_mut(|data| data.get_temp::<Search>(memory)).unwrap_or_default();
        let is_left = ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape));
        picked = search.ui(ui, memory.with("field"), |wanted| offered(&ctx, chart, wanted, offers_nobody, &fits));
        ui.data_mut(|data| data.insert_temp(memory, search));
        if is_left || picked.is_some() {
            ui.close();
            button.request_focus();
        }
    });
    picked
}

fn button_ui(ui: &mut Ui, name: &str, shown: &str) -> Response {
    let palette = style::palette(ui);
    let text = widgets::elided(ui, shown, style::TEXT, ui.available_width() - 44.0, style::color(palette.text));
    let arrows = RichText::new(icons::CHEVRONS_UP_DOWN).font(fonts::icon(13.0)).color(style::color(palette.muted));
    let button = egui::Button::new(text).right_text(arrows);
    ui.add(button.min_size(Vec2::new(ui.available_width(), style::FIELD))).accessible_name(name)
}

impl Search {
    /// The field and the list; gives the one that was picked.
    fn ui<'a>(&mut self, ui: &mut Ui, id: egui::Id, offer: impl FnOnce(&str) -> Vec<Offered<'a>>) -> Option<Picked> {
        let before = self.at;
        let takes = self.keys(ui);
        let edit = TextEdit::singleline(&mut self.wanted).id(id).hint_text("Search").desired_width(f32::INFINITY);
        let edit = edit.margin(egui::Margin::symmetric(8, 6)).event_filter(keys::WITH_ESCAPE);
        let field = ui.add(edit).accessible_name("Search positions");
        if !field.has_focus() {
            field.request_focus();
        }
        let mut offered = offer(&self.wanted);
        self.at = if field.changed() { 0 } else { self.at.min(offered.len().saturating_sub(1)) };
        if let Some(one) = offered.get_mut(self.at) {
            one.row.selected = true;
        }
        let clicked = list_ui(ui, &offered, (self.at != before).then_some(self.at));
        let chosen = clicked.or_else(|| takes.then_some(self.at)).filter(|&index| index < offered.len());
        chosen.map(|index| offered.swap_remove(index).picked)
    }

    /// Arrows go through the list; Enter takes the one that is marked.
    fn keys(&mut self, ui: &Ui) -> bool {
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.at += 1;
        }
        if pressed(Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
        }
        pressed(Key::Enter)
    }
}

/// The list; gives the index of the one that was clicked. Brings one of them into view.
fn list_ui(ui: &mut Ui, offered: &[Offered<'_>], into_view: Option<usize>) -> Option<usize> {
    let mut clicked = None;
    if offered.is_empty() {
        widgets::hint(ui, "Nobody is called that.");
    }
    ScrollArea::vertical().max_height(GREATEST_HEIGHT).show(ui, |ui| {
        for (index, one) in offered.iter().enumerate() {
            let response = one.row.show(ui);
            if into_view == Some(index) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Those who are meant by what was typed, in the chart's order.
fn offered<'a>(
    ctx: &egui::Context,
    chart: &'a Chart,
    wanted: &str,
    offers_nobody: bool,
    fits: &impl Fn(&PositionId) -> bool,
) -> Vec<Offered<'a>> {
    let palette = style::palette(ctx);
    let wanted = wanted.trim().to_lowercase();
    let is_meant = |text: &str| wanted.is_empty() || text.to_lowercase().contains(&wanted);
    let matches = |position: &Position| is_meant(&position.person) || is_meant(chart.title_of(position));
    let nobody = || Offered { row: widgets::Row::plain("Nobody", "top position", None), picked: Picked::Nobody };
    let one = |position: &'a Position| {
        let person = if position.is_vacant() { "Vacant" } else { &position.person };
        let colour = chart.role_of(position).map_or(NO_ROLE, |role| role.colour);
        let row = widgets::Row::plain(person, chart.title_of(position), Some(palette.role_accent(colour)));
        Offered { row, picked: Picked::Position(position.id.clone()) }
    };
    let found = chart.walk().map(|visit| visit.position).filter(|position| matches(position) && fits(&position.id));
    let nobody = (offers_nobody && wanted.is_empty()).then(nobody);
    nobody.into_iter().chain(found.take(MOST_OFFERED).map(one)).collect()
}
