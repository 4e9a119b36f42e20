//! Renaming in place: a field on the card that completes role titles.

use egui::{Align2, Area, Id, Key, Margin, Modifiers, Order, Rect as ScreenRect, TextEdit, Ui, Vec2};

use crate::editor::Command;
use crate::import;
use crate::model::hidden::has_hidden;
use crate::model::{Chart, PositionChange, PositionId, Role, RoleId};
use crate::theme::{Palette, ROLE_PALETTE};
use crate::ui::{fonts, hidden_text, keys, style, widgets};

/// The most roles that the list offers.
const MOST_ROLES: usize = 6;

/// A field on a card.
#[derive(Clone, Debug)]
pub(crate) struct Rename {
    pub(crate) id: PositionId,
    text: String,
    /// What the field held at first. Where nothing was typed, nothing is offered and nothing changes.
    original: String,
    chosen: usize,
    is_new: bool,
    /// The field has not had the keyboard yet.
    is_fresh: bool,
}

/// How renaming ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    /// With a change, if any, and maybe with a report to add.
    Commit { change: Option<Command>, add_report: bool },
    /// Without a change.
    Cancel,
}

/// What the typed text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// The position has this role.
    Role(RoleId),
    /// A person, and what they do, told apart by a comma.
    Named(import::Named),
    /// The text is who sits there.
    Person,
    /// The text is the position's own title.
    Title,
    /// The text is the title of a role that the library has not yet.
    NewRole,
}

impl Rename {
    /// A field that holds the person's name, or `typed`.
    pub(crate) fn new(chart: &Chart, id: PositionId, typed: Option<String>, is_new: bool) -> Self {
        let original = chart.position(&id).map(|position| position.person.clone()).unwrap_or_default();
        let text = typed.unwrap_or_else(|| original.clone());
        Self { id, text, original, chosen: 0, is_new, is_fresh: true }
    }

    /// What the field holds.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the position was added for this.
    pub(crate) const fn is_new(&self) -> bool {
        self.is_new
    }

    /// Shows the field over the card; says how it ended once it has.
    pub(crate) fn show(&mut self, ui: &mut Ui, chart: &Chart, card: ScreenRect) -> Option<Ending> {
        let palette = style::palette(ui);
        let meanings = self.meanings(chart.roles());
        let key = |modifiers, key| move |ui: &Ui| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
        if key(Modifiers::NONE, Key::Escape)(ui) {
            return Some(Ending::Cancel);
        }
        if key(Modifiers::NONE, Key::ArrowDown)(ui) {
            self.chosen = (self.chosen + 1).min(meanings.len().saturating_sub(1));
        }
        if key(Modifiers::NONE, Key::ArrowUp)(ui) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let tab = key(Modifiers::NONE, Key::Tab)(ui);
        if tab || key(Modifiers::NONE, Key::Enter)(ui) {
            return Some(self.commit(chart, meanings.get(self.chosen), tab));
        }
        let is_left = self.field(ui, card);
        let clicked = self.list(ui, chart, card, &meanings, palette);
        match clicked {
            Some(meaning) => Some(self.commit(chart, Some(&meaning), false)),
            None if is_left => Some(self.commit(chart, meanings.get(self.chosen), false)),
            None => None,
        }
    }

    /// The field itself; says whether it has lost the keyboard.
    fn field(&mut self, ui: &mut Ui, card: ScreenRect) -> bool {
        let id = Id::unique("rename");
        let size = Vec2::new(card.width().max(200.0), 34.0);
        let mut changed = false;
        let mut left = false;
        Area::new(Id::unique("rename field")).order(Order::Foreground).fixed_pos(card.min).show(ui, |ui| {
            let is_fresh = std::mem::take(&mut self.is_fresh);
            if is_fresh {
                // What is typed in this very frame is for the field.
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            let hides = has_hidden(&self.text);
            let edit = TextEdit::singleline(&mut self.text)
                .id(id)
                .font(fonts::semibold(15.0))
                .margin(Margin::symmetric(12, 7))
                .lock_focus(true)
                .cursor_at_end(true)
                .hint_text("Name or role");
            let edit = hidden_text::shown_in(edit, hidden_text::Field::Name, hides);
            let response = ui.add_sized(size, edit).accessible_name("Name or role");
            changed = response.changed();
            left = !is_fresh && response.lost_focus();
            if is_fresh {
                // While the area measures itself, what is in it can't keep the keyboard.
                response.request_focus();
                widgets::select_all_unless_typed(ui, id, &self.text, &self.original);
            }
        });
        if changed {
            self.chosen = 0;
        }
        left
    }

    /// The list of what the text may mean; gives the one that was clicked.
    fn list(
        &self,
        ui: &Ui,
        chart: &Chart,
        card: ScreenRect,
        meanings: &[Meaning],
        palette: &Palette,
    ) -> Option<Meaning> {
        if meanings.is_empty() {
            return None;
        }
        let mut clicked = None;
        let below = card.min + Vec2::new(0.0, 38.0);
        #[expect(clippy::cast_precision_loss, reason = "a list of ten rows at most")]
        let height = meanings.len() as f32 * (style::ROW + 6.0) + 12.0;
        let fits = below.y + height <= ui.max_rect().bottom();
        let (at, pivot) =
            if fits { (below, Align2::LEFT_TOP) } else { (card.min - Vec2::new(0.0, 4.0), Align2::LEFT_BOTTOM) };
        let area = Area::new(Id::unique("rename list")).order(Order::Foreground).pivot(pivot).fixed_pos(at);
        area.show(ui, |ui| {
            egui::Frame::popup(ui.style()).inner_margin(4).show(ui, |ui| {
                ui.set_width(card.width().max(260.0));
                for (index, meaning) in meanings.iter().enumerate() {
                    let row = widgets::Row {
                        label: &self.label(chart, meaning),
                        note: meaning.note(),
                        dot: meaning.role(chart).map(|role| palette.role_accent(role.colour)),
                        selected: index == self.chosen,
                    };
                    if row.show(ui).clicked() {
                        clicked = Some(meaning.clone());
                    }
                }
            });
        });
        clicked
    }

    fn label(&self, chart: &Chart, meaning: &Meaning) -> String {
        match meaning {
            Meaning::Role(id) => chart.role(id).map_or_else(|| id.to_string(), |role| role.title.clone()),
            Meaning::Named(named) => {
                let role = named.role.as_ref().and_then(|id| chart.role(id)).map_or("", |role| &role.title);
                let title = if named.title.is_empty() { role } else { &named.title };
                format!("{}, {title}", named.person)
            }
            Meaning::Person | Meaning::Title | Meaning::NewRole => self.text.trim().to_owned(),
        }
    }

    /// What the text may mean, the likeliest first. Nothing typed means nothing.
    fn meanings(&self, roles: &[Role]) -> Vec<Meaning> {
        let typed = self.text.trim();
        if typed.is_empty() || (self.text == self.original) {
            return Vec::new();
        }
        let mut meanings: Vec<Meaning> =
            matching_roles(typed, roles).into_iter().map(|role| Meaning::Role(role.id.clone())).collect();
        if let Some((person, role)) = typed.rsplit_once(',') {
            meanings.extend(named_with_role(person.trim(), role.trim(), roles));
        }
        let named = import::split_name(typed, roles);
        let is_two = !named.person.is_empty() && (named.role.is_some() || !named.title.is_empty());
        if is_two && !meanings.contains(&Meaning::Named(named.clone())) {
            let at = if named.role.is_some() { 0 } else { meanings.len() };
            meanings.insert(at, Meaning::Named(named));
        }
        meanings.extend([Meaning::Person, Meaning::Title]);
        let is_known = roles.iter().any(|role| role.title.eq_ignore_ascii_case(typed));
        if !is_known {
            meanings.push(Meaning::NewRole);
        }
        meanings
    }

    /// The change that the text means as it stands, for when something else comes in between.
    pub(super) fn finish(&self, chart: &Chart) -> Option<Command> {
        let meanings = self.meanings(chart.roles());
        match self.commit(chart, meanings.get(self.chosen), false) {
            Ending::Commit { change, .. } => change,
            Ending::Cancel => None,
        }
    }

    fn commit(&self, chart: &Chart, meaning: Option<&Meaning>, add_report: bool) -> Ending {
        let typed = self.text.trim().to_owned();
        let change = match meaning {
            // An emptied name vacates the position.
            None if typed.is_empty() && !self.original.is_empty() => Some(vec![PositionChange::Person(typed)]),
            None => None,
            Some(Meaning::Role(role)) => Some(vec![PositionChange::Role(Some(role.clone()))]),
            Some(Meaning::Person) => Some(vec![PositionChange::Person(typed)]),
            Some(Meaning::Title) => Some(vec![PositionChange::Title(typed)]),
            Some(Meaning::Named(import::Named { person, role, title })) => Some(
                [
                    Some(PositionChange::Person(person.clone())),
                    role.clone().map(|role| PositionChange::Role(Some(role))),
                    (!title.is_empty()).then(|| PositionChange::Title(title.clone())),
                ]
                .into_iter()
                .flatten()
                .collect(),
            ),
            Some(Meaning::NewRole) => {
                let change = Some(Command::GiveNewRole(self.id.clone(), new_role(chart, &typed).into()));
                return Ending::Commit { change, add_report };
            }
        };
        let change = change.map(|changes| Command::SetPosition(self.id.clone(), changes));
        Ending::Commit { change, add_report }
    }
}

impl Meaning {
    const fn note(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Named(_) => "person and role",
            Self::Person => "person",
            Self::Title => "title of its own",
            Self::NewRole => "new role",
        }
    }

    fn role<'a>(&self, chart: &'a Chart) -> Option<&'a Role> {
        match self {
            Self::Role(id) => chart.role(id),
            Self::Named(named) => named.role.as_ref().and_then(|id| chart.role(id)),
            _ => None,
        }
    }
}

/// A person with each role that the text behind the comma may stand for.
fn named_with_role(person: &str, role: &str, roles: &[Role]) -> Vec<Meaning> {
    if person.is_empty() || role.is_empty() {
        return Vec::new();
    }
    let named = |role: &Role| {
        let (person, title) = (person.to_owned(), String::new());
        Meaning::Named(import::Named { person, role: Some(role.id.clone()), title })
    };
    matching_roles(role, roles).into_iter().map(named).collect()
}

/// A role for the library, with the next colour of the palette.
pub(crate) fn new_role(chart: &Chart, title: &str) -> Role {
    let id = RoleId::from_title(title, |id| chart.role(id).is_some());
    let used = |colour| chart.roles().iter().any(|role| role.colour == colour);
    let next = ROLE_PALETTE[chart.roles().len() % ROLE_PALETTE.len()];
    let colour = ROLE_PALETTE.into_iter().find(|&colour| !used(colour)).unwrap_or(next);
    Role::new(id, title, colour)
}

/// The roles that a typed text stands for: those whose label it is, then those whose label or any word of whose title
/// begins with it.
fn matching_roles<'a>(typed: &str, roles: &'a [Role]) -> Vec<&'a Role> {
    let typed = typed.to_lowercase();
    let rank = |role: &Role| {
        let (title, short) = (role.title.to_lowercase(), role.short.to_lowercase());
        let starts_word = title.match_indices(&typed).any(|(at, _)| !title[..at].ends_with(char::is_alphanumeric));
        if short == typed || title == typed {
            Some(0)
        } else if title.starts_with(&typed) {
            Some(1)
        } else if short.starts_with(&typed) || starts_word {
            Some(2)
        } else {
            None
        }
    };
    let mut ranked: Vec<_> = roles.iter().filter_map(|role| Some((rank(role)?, role))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, role)| role).take(MOST_ROLES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_the_role() {
        let chart = Chart::default();
        let role = |title: &str, short: &str| Role { short: short.to_owned(), ..new_role(&chart, title) };
        let library = [
            role("IT Director", "DIR"),
            role("Business Systems Analyst", "BSA"),
            role("Business Analyst", "BA"),
            role("Project Manager", "PM"),
        ];
        for (typed, expected) in [
            ("bus", vec!["Business Systems Analyst", "Business Analyst"]),
            ("business a", vec!["Business Analyst"]),
            ("ba", vec!["Business Analyst"]),
            ("BSA", vec!["Business Systems Analyst"]),
            ("dir", vec!["IT Director"]),
            ("man", vec!["Project Manager"]),
            ("anager", vec![]),
            ("Ada", vec![]),
        ] {
            let found: Vec<&str> = matching_roles(typed, &library).iter().map(|role| role.title.as_str()).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }
}
