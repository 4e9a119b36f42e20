//! Finding people, titles and responsibilities, and who owns what.

mod find;

use egui::{Id, Key, Modifiers, Order, RichText, ScrollArea, TextEdit, Ui, Vec2};

pub(crate) use find::Hit;
use find::{Found, Owned, find};

use super::request::{Queue, Request};
use super::{fonts, icons, keys, style, widgets};
use crate::editor::Editor;
use crate::model::{Chart, Holder};

/// The most hits that the list shows; walking through them reaches all.
const MOST_SHOWN: usize = 50;

/// A way through the hits.
#[derive(Clone, Copy, Debug)]
enum Step {
    On,
    Back,
}

/// The search field and what it has found.
#[derive(Debug, Default)]
pub(crate) struct Search {
    text: String,
    found: Found,
    at: usize,
    found_for: Option<(String, u64)>,
    wants_focus: bool,
    /// Where the list is, while it is open.
    list_area: Option<egui::Rect>,
}

impl Search {
    fn id() -> Id {
        Id::unique("search")
    }

    /// Whether the field has the keyboard.
    pub(crate) fn has_focus(ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Self::id()))
    }

    /// Gives the field the keyboard.
    pub(crate) const fn open(&mut self) {
        self.wants_focus = true;
    }

    /// What was found.
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    /// Shows the field, and the list below it while it has the keyboard. Says whether the hits have changed.
    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor, queue: &mut Queue) -> bool {
        let id = Self::id();
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        if has_focus {
            self.keys(ui, queue);
        }
        let icon = RichText::new(icons::SEARCH).font(fonts::icon(14.0)).color(style::color(style::palette(ui).muted));
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .event_filter(keys::WITH_ESCAPE)
            .prefix(icon)
            .hint_text("Search people, duties")
            .margin(egui::Margin::symmetric(8, 6))
            .desired_width(190.0);
        let response = ui.add(edit).accessible_name("Search");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            widgets::select_all_unless_typed(ui, id, &self.text, &self.text);
        }
        let is_new = self.find(editor);
        // A press on the list takes the keyboard from the field; the list stays until the click is done.
        let is_used = self.list_area.is_some_and(|area| {
            ui.input(|input| {
                let is_pressed = input.pointer.any_down() || input.pointer.any_released();
                is_pressed
                    && input.pointer.press_origin().or(input.pointer.latest_pos()).is_some_and(|at| area.contains(at))
            })
        });
        let is_open = (has_focus || response.has_focus() || is_used) && !self.text.trim().is_empty();
        self.list_area = is_open.then(|| self.list(ui, &response, editor, queue));
        is_new
    }

    fn keys(&mut self, ui: &Ui, queue: &mut Queue) {
        let pressed = |modifiers, key| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
        if pressed(Modifiers::NONE, Key::Escape) {
            self.text.clear();
            queue.push(Request::FocusCanvas);
        }
        let step = if pressed(Modifiers::SHIFT, Key::Enter) || pressed(Modifiers::NONE, Key::ArrowUp) {
            Step::Back
        } else if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::ArrowDown) {
            Step::On
        } else {
            return;
        };
        let is_walking = self.found_for.as_ref().is_some_and(|(text, _)| *text == self.text);
        if let Some(at) = self.next(step).filter(|_| is_walking) {
            self.at = at;
            queue.push(Request::RevealOnChart(self.found.hits[at].id.clone()));
        }
    }

    /// The hit to go to, around the list; none where there are none.
    fn next(&self, step: Step) -> Option<usize> {
        let last = self.found.hits.len().checked_sub(1)?;
        Some(match step {
            Step::On if self.at >= last => 0,
            Step::On => self.at + 1,
            Step::Back if self.at == 0 || self.at > last => last,
            Step::Back => self.at - 1,
        })
    }

    /// Searches again where the text or the chart has changed.
    fn find(&mut self, editor: &Editor) -> bool {
        let wanted = (self.text.clone(), editor.revision());
        if self.found_for.as_ref() == Some(&wanted) {
            return false;
        }
        let is_new_text = self.found_for.as_ref().is_none_or(|(text, _)| *text != self.text);
        self.found = find(editor.chart(), &self.text);
        if is_new_text {
            self.at = usize::MAX;
        } else {
            self.at = self.at.min(self.found.hits.len().saturating_sub(1));
        }
        self.found_for = Some(wanted);
        true
    }

    /// Shows the list below the field. Gives the room that it takes.
    fn list(&self, ui: &Ui, field: &egui::Response, editor: &Editor, queue: &mut Queue) -> egui::Rect {
        let below = field.rect.left_bottom() + Vec2::new(0.0, 6.0);
        let area = egui::Area::new(Id::unique("search list")).order(Order::Foreground).fixed_pos(below);
        let shown = area.show(ui, |ui| {
            egui::Frame::popup(ui.style()).inner_margin(6).show(ui, |ui| {
                ui.set_width(340.0);
                widgets::hint(ui, &self.remark());
                ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                    self.people_ui(ui, editor.chart(), queue);
                    self.owners_ui(ui, editor.chart(), queue);
                });
            });
        });
        shown.response.rect
    }

    fn remark(&self) -> String {
        let Found { hits, owned, seats: _ } = &self.found;
        if hits.is_empty() && owned.is_empty() {
            return "Nobody and nothing found".to_owned();
        }
        let positions = widgets::counted(hits.len(), "position", "positions");
        let duties = widgets::counted(owned.len(), "responsibility", "responsibilities");
        match (hits.len(), owned.len()) {
            (_, 0) => format!("{positions}. Enter goes through them."),
            (0, _) => duties,
            _ => format!("{duties}, {positions}. Enter goes through them."),
        }
    }

    /// Who is called so, in person or by title.
    fn people_ui(&self, ui: &mut Ui, chart: &Chart, queue: &mut Queue) {
        let people = self.found.hits.iter().enumerate().filter(|(_, hit)| !hit.by_duty);
        for (index, hit) in people.take(MOST_SHOWN) {
            self.hit_ui(ui, chart, index, hit, queue);
        }
    }

    /// Who owns what was searched for: each responsibility with its holders, and how they are involved.
    fn owners_ui(&self, ui: &mut Ui, chart: &Chart, queue: &mut Queue) {
        if self.found.owned.is_empty() {
            return;
        }
        widgets::section(ui, "Who owns it", "");
        for owned in self.found.owned.iter().take(MOST_SHOWN) {
            if self.owned_ui(ui, chart, owned) {
                let holders = owned.holders.iter().map(|(holder, _)| holder.clone()).collect();
                queue.push(Request::ShowHolders(holders));
                queue.push(Request::FocusCanvas);
            }
        }
    }

    /// A responsibility, and below it a line with the holders. Says whether it was clicked.
    fn owned_ui(&self, ui: &mut Ui, chart: &Chart, owned: &Owned) -> bool {
        let palette = style::palette(ui);
        let holders: Vec<String> = owned
            .holders
            .iter()
            .take(MOST_HOLDERS)
            .map(|(holder, involvement)| format!("{} {}", involvement.letter(), self.holder_name(chart, holder)))
            .collect();
        let more = owned.holders.len().saturating_sub(MOST_HOLDERS);
        let more = if more > 0 { format!("  +{more} more") } else { String::new() };
        let holders = holders.join("   ") + &more;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 42.0), egui::Sense::click());
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4, style::color(palette.panel.mixed(palette.text, 0.05)));
        }
        let room = rect.width() - 16.0;
        let text = widgets::elided(ui, &owned.text, style::TEXT, room, style::color(palette.text));
        let who = widgets::elided(ui, &holders, style::SECONDARY, room, style::color(palette.muted));
        let left = rect.left() + 8.0;
        ui.painter().galley(egui::pos2(left, rect.top() + 4.0), text, egui::Color32::PLACEHOLDER);
        ui.painter().galley(egui::pos2(left, rect.top() + 22.0), who, egui::Color32::PLACEHOLDER);
        let name = format!("{}: {holders}", owned.text);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, name.clone()));
        response.on_hover_text(&owned.text).clicked()
    }

    /// A role with who has it, or a position.
    fn holder_name(&self, chart: &Chart, holder: &Holder) -> String {
        let id = match holder {
            Holder::Role(id) => id,
            Holder::Position(id) => return super::inspector::name_of(chart, id),
        };
        let title = chart.role(id).map_or(id.as_str(), |role| &role.title);
        match self.found.seats.get(id) {
            None => format!("{title} (no position)"),
            Some(seats) if seats.count == 1 => format!("{title} ({})", super::inspector::name_of(chart, &seats.first)),
            Some(seats) => format!("{title} ({} positions)", widgets::thousands(seats.count)),
        }
    }

    fn hit_ui(&self, ui: &mut Ui, chart: &Chart, index: usize, hit: &Hit, queue: &mut Queue) {
        let Some(position) = chart.position(&hit.id) else { return };
        let person = if position.is_vacant() { "Vacant" } else { &position.person };
        let note = chart.title_of(position);
        let dot = chart.role_of(position).map(|role| style::palette(ui).role_accent(role.colour));
        let row = widgets::Row { label: person, note, dot, selected: index == self.at };
        if row.show(ui).clicked() {
            queue.push(Request::RevealOnChart(hit.id.clone()));
            queue.push(Request::FocusCanvas);
        }
    }
}

/// The most holders that a responsibility names; the chart shows all.
const MOST_HOLDERS: usize = 6;
