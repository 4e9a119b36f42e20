//! Finding people, titles and responsibilities.

use egui::{Id, Key, Modifiers, Order, RichText, ScrollArea, TextEdit, Ui, Vec2};

use super::request::{Queue, Request};
use super::{fonts, icons, keys, style, widgets};
use crate::editor::Editor;
use crate::model::{Chart, PositionId};

/// The most hits that the list shows; walking through them reaches all.
const MOST_SHOWN: usize = 50;

/// A position that was found, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) id: PositionId,
    /// The responsibility that holds the text, where neither the person nor the title does.
    by: String,
}

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
    hits: Vec<Hit>,
    at: usize,
    found_for: Option<(String, u64)>,
    wants_focus: bool,
}

impl Search {
    fn id() -> Id {
        Id::unique("search")
    }

    /// Gives the field the keyboard.
    pub(crate) const fn open(&mut self) {
        self.wants_focus = true;
    }

    /// What was found.
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.hits
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
        // A click on the list takes the keyboard from the field; the list has to see it first.
        if (has_focus || response.has_focus()) && !self.text.trim().is_empty() {
            self.list(ui, &response, editor, queue);
        }
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
            queue.push(Request::RevealOnChart(self.hits[at].id.clone()));
        }
    }

    /// The hit to go to, around the list; none where there are none.
    fn next(&self, step: Step) -> Option<usize> {
        let last = self.hits.len().checked_sub(1)?;
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
        self.hits = find(editor.chart(), &self.text);
        if is_new_text {
            self.at = usize::MAX;
        } else {
            self.at = self.at.min(self.hits.len().saturating_sub(1));
        }
        self.found_for = Some(wanted);
        true
    }

    fn list(&self, ui: &Ui, field: &egui::Response, editor: &Editor, queue: &mut Queue) {
        let below = field.rect.left_bottom() + Vec2::new(0.0, 6.0);
        let area = egui::Area::new(Id::unique("search list")).order(Order::Foreground).fixed_pos(below);
        area.show(ui, |ui| {
            egui::Frame::popup(ui.style()).inner_margin(6).show(ui, |ui| {
                ui.set_width(340.0);
                let remark = match self.hits.len() {
                    0 => "Nobody and nothing found".to_owned(),
                    count => format!("{}. Enter goes through them.", widgets::counted(count, "position", "positions")),
                };
                widgets::hint(ui, &remark);
                ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                    for (index, hit) in self.hits.iter().take(MOST_SHOWN).enumerate() {
                        self.hit_ui(ui, editor.chart(), index, hit, queue);
                    }
                });
            });
        });
    }

    fn hit_ui(&self, ui: &mut Ui, chart: &Chart, index: usize, hit: &Hit, queue: &mut Queue) {
        let Some(position) = chart.position(&hit.id) else { return };
        let person = if position.is_vacant() { "Vacant" } else { &position.person };
        let note = if hit.by.is_empty() { chart.title_of(position) } else { &hit.by };
        let dot = chart.role_of(position).map(|role| style::palette(ui).role_accent(role.colour));
        let row = widgets::Row { label: person, note, dot, selected: index == self.at };
        if row.show(ui).clicked() {
            queue.push(Request::RevealOnChart(hit.id.clone()));
            queue.push(Request::FocusCanvas);
        }
    }
}

/// The positions whose person, title, role or responsibilities hold the text, in reading order.
fn find(chart: &Chart, text: &str) -> Vec<Hit> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let hit = |position: &crate::model::Position| {
        let id = position.id.clone();
        let role = chart.role_of(position).map_or("", |role| &role.title);
        if holds(&position.person) || holds(chart.title_of(position)) || holds(role) {
            return Some(Hit { id, by: String::new() });
        }
        let line = chart.responsibilities_of(position).find(|line| holds(&line.text))?;
        Some(Hit { id, by: line.text.clone() })
    };
    chart.walk().filter_map(|visit| hit(visit.position)).collect()
}
