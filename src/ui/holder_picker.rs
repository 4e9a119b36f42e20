//! The question to whom a responsibility goes: everyone and every role, found by typing.

use std::collections::HashMap;

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::dialogs::{Answer, body, focus_at_first, head, list_area};
use super::duty::{DutyPayload, Source};
use super::{keys, style, widgets};
use crate::editor::{Editor, Handing};
use crate::model::{Chart, Holder, Position, Role, RoleId};
use crate::theme::{Colour, NO_ROLE};

/// The most positions that are offered at once.
const MOST_POSITIONS: usize = 60;
/// Height of the list, in points.
const LIST: f32 = 320.0;
/// The longest part of a responsibility that a question repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// A responsibility, and to whom it may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HolderPicker {
    duty: DutyPayload,
    how: Handing,
    wanted: String,
    /// Which of those who are offered would be taken.
    at: usize,
    /// Why the one that was chosen last can't have it.
    refusal: String,
    /// Those who are offered, and the revision and the words that they are offered for.
    offered: Vec<Offered>,
    offered_for: Option<(u64, String)>,
}

/// One who is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offered {
    holder: Holder,
    name: String,
    note: String,
    colour: Colour,
}

impl Offered {
    fn position(chart: &Chart, position: &Position) -> Self {
        Self {
            holder: Holder::Position(position.id.clone()),
            name: if position.is_vacant() { "Vacant".to_owned() } else { position.person.clone() },
            note: chart.title_of(position).to_owned(),
            colour: chart.role_of(position).map_or(NO_ROLE, |role| role.colour),
        }
    }

    /// Whether a word of the name or the title begins like this.
    fn has_word_with(&self, beginning: &str) -> bool {
        let texts = [self.name.to_lowercase(), self.note.to_lowercase()];
        texts.iter().any(|text| text.starts_with(beginning) || text.contains(&format!(" {beginning}")))
    }

    fn role(role: &Role, count: usize) -> Self {
        let note = format!("Role, {}", widgets::counted(count, "position", "positions"));
        Self { holder: Holder::Role(role.id.clone()), name: role.title.clone(), note, colour: role.colour }
    }
}

impl HolderPicker {
    /// The question to whom this goes.
    pub(crate) const fn new(duty: DutyPayload, how: Handing) -> Self {
        Self { duty, how, wanted: String::new(), at: 0, refusal: String::new(), offered: Vec::new(), offered_for: None }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor) -> Answer {
        let chart = editor.chart();
        head(ui, &self.question());
        if let Some(loss) = self.duty.loss(chart, self.how) {
            body(ui, &loss);
        }
        self.update(editor);
        let before = self.at;
        let is_chosen = self.keys(ui, self.offered.len());
        let edit = TextEdit::singleline(&mut self.wanted).hint_text("Type a name, a title or a role");
        let edit = edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(edit).accessible_name("To whom");
        focus_at_first(ui, &field);
        if field.changed() {
            (self.at, self.refusal) = (0, String::new());
        }
        ui.add_space(4.0);
        let clicked = self.list_ui(ui, self.at != before);
        if !self.refusal.is_empty() {
            let colour = style::color(style::palette(ui).danger);
            ui.label(RichText::new(&self.refusal).size(style::SECONDARY).color(colour));
        }
        let chosen = clicked.or_else(|| is_chosen.then_some(self.at)).and_then(|index| self.offered.get(index));
        match chosen.map(|chosen| chosen.holder.clone()) {
            Some(holder) => self.choose(ui, editor, &holder, &field),
            None => Answer::Open,
        }
    }

    fn question(&self) -> String {
        let text = &self.duty.text;
        let quote = match text.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.clone(),
        };
        match (&self.duty.from, self.how) {
            (Source::MustCover(_), _) => format!("Give “{quote}” to"),
            (_, Handing::Move) => format!("Move “{quote}” to"),
            (_, Handing::Copy) => format!("Copy “{quote}” to"),
            (_, Handing::Share) => format!("Share “{quote}” with"),
        }
    }

    /// Looks anew for whom to offer where the words or the chart have changed.
    fn update(&mut self, editor: &Editor) {
        let wanted = Some((editor.revision(), self.wanted.clone()));
        if self.offered_for != wanted {
            self.offered = self.find(editor.chart());
            self.offered_for = wanted;
        }
    }

    /// Everyone who is meant by what was typed: positions as the chart has them, then roles; first those of whom a word
    /// begins so.
    fn find(&self, chart: &Chart) -> Vec<Offered> {
        let wanted = self.wanted.trim().to_lowercase();
        let is_meant = |text: &str| wanted.is_empty() || text.to_lowercase().contains(&wanted);
        let is_new = |holder: &Holder| !self.duty.is_at_home(holder);
        let positions = chart
            .walk()
            .map(|visit| visit.position)
            .filter(|position| is_meant(&position.person) || is_meant(chart.title_of(position)))
            .filter(|position| is_new(&Holder::Position(position.id.clone())))
            .take(MOST_POSITIONS)
            .map(|position| Offered::position(chart, position));
        let mut counts = HashMap::<&RoleId, usize>::new();
        for role in chart.walk().filter_map(|visit| visit.position.role.as_ref()) {
            *counts.entry(role).or_default() += 1;
        }
        let roles = chart
            .roles()
            .iter()
            .filter(|role| is_meant(&role.title) || is_meant(&role.short))
            .filter(|role| is_new(&Holder::Role(role.id.clone())))
            .map(|role| Offered::role(role, counts.get(&role.id).copied().unwrap_or(0)));
        let mut offered: Vec<Offered> = positions.chain(roles).collect();
        offered.sort_by_key(|one| !one.has_word_with(&wanted));
        offered
    }

    /// Arrows go through the list, Enter says that the one is chosen.
    fn keys(&mut self, ui: &Ui, count: usize) -> bool {
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
        let last = count.saturating_sub(1);
        if pressed(Key::ArrowDown) {
            self.at = (self.at + 1).min(last);
        }
        if pressed(Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
        }
        self.at = self.at.min(last);
        pressed(Key::Enter)
    }

    /// The list; gives the one that was clicked. `follows` brings the marked one into view.
    fn list_ui(&self, ui: &mut Ui, follows: bool) -> Option<usize> {
        let palette = style::palette(ui);
        let mut clicked = None;
        // The list is as high as it can be, however few are offered: the dialog stays where it is while one types.
        let height = if self.refusal.is_empty() { LIST } else { LIST - style::ROW };
        ui.spacing_mut().item_spacing.y = 1.0;
        list_area(ui, height).auto_shrink(false).show(ui, |ui| {
            if self.offered.is_empty() {
                widgets::hint(ui, "Nobody is called that");
            }
            for (index, one) in self.offered.iter().enumerate() {
                let dot = Some(palette.role_accent(one.colour));
                let row = widgets::Row { label: &one.name, note: &one.note, dot, selected: index == self.at };
                let response = row.show(ui);
                if follows && index == self.at {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(index);
                }
            }
        });
        clicked
    }

    fn choose(&mut self, ui: &Ui, editor: &Editor, to: &Holder, field: &egui::Response) -> Answer {
        match self.duty.give(editor, to, self.how) {
            Ok(command) => Answer::ExecuteAndSay(command, self.duty.done(editor.chart(), to, self.how)),
            Err(refusal) => {
                self.refusal = refusal.to_string();
                ui.memory_mut(|memory| memory.request_focus(field.id));
                Answer::Open
            }
        }
    }
}
