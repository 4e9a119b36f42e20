//! One position: who it is, where it stands, what it is responsible for.

use egui::{Ui, Vec2};

use super::pick::{Picked, pick_position};
use super::{Inspector, area};
use crate::editor::Command;
use crate::model::{Arrangement, Chart, Field, Holder, Place, Position, PositionChange, PositionId};
use crate::ui::drafts::Target;
use crate::ui::request::Request;
use crate::ui::{icons, style, widgets};

impl Inspector<'_> {
    pub(super) fn position_ui(&mut self, ui: &mut Ui, id: &PositionId) {
        let chart = self.editor.chart();
        let Some(position) = chart.position(id) else { return };
        let person = if position.is_vacant() { "Vacant" } else { &position.person };
        Self::head(ui, person, chart.title_of(position));
        self.labelled(ui, "Role", |this, ui| this.role_ui(ui, position));
        self.labelled_field(ui, "Person", "Vacant", &Target::Person(id.clone()), &position.person);
        self.labelled_field(ui, "Own title", "As the role", &Target::OwnTitle(id.clone()), &position.title);
        self.labelled(ui, "Reports to", |this, ui| this.manager_ui(ui, id));
        if chart.manager(id).is_some() {
            self.labelled(ui, "Assistant", |this, ui| this.assistant_ui(ui, position));
        }
        self.labelled(ui, "Dotted to", |this, ui| this.dotted_ui(ui, position));
        if chart.reports(id).len() > 0 {
            self.labelled(ui, "Arrange", |this, ui| this.arrangement_ui(ui, position));
        }
        if let Some(role) = chart.role_of(position) {
            self.role_lines_ui(ui, id, role);
        }
        self.own_lines_ui(ui, &Holder::Position(id.clone()), position);
        self.notes_ui(ui, position);
        self.fields_ui(ui, position);
    }

    fn set(&mut self, id: &PositionId, change: PositionChange) {
        self.queue.execute(Command::SetPosition(id.clone(), vec![change]));
    }

    fn role_ui(&mut self, ui: &mut Ui, position: &Position) {
        let chart = self.editor.chart();
        let now = chart.role_of(position);
        let combo = match now {
            Some(role) => widgets::combo(ui, "role", widgets::with_square(ui, role.colour, &role.title)),
            None => widgets::combo(ui, "role", "No role"),
        };
        let response = combo.show_ui(ui, |ui| {
            if ui.selectable_label(now.is_none(), "No role").clicked() {
                self.set(&position.id, PositionChange::Role(None));
            }
            for role in chart.roles() {
                let is_now = now.is_some_and(|now| now.id == role.id);
                if ui.selectable_label(is_now, widgets::with_square(ui, role.colour, &role.title)).clicked() {
                    self.set(&position.id, PositionChange::Role(Some(role.id.clone())));
                }
            }
        });
        response.response.accessible_name("Role");
    }

    fn manager_ui(&mut self, ui: &mut Ui, id: &PositionId) {
        let chart = self.editor.chart();
        let now = chart.manager(id);
        let name = now.map_or_else(|| "Nobody".to_owned(), |manager| name_of(chart, manager));
        let picked = pick_position(ui, "Reports to", &name, chart, true, |other| !chart.is_in_branch(other, id));
        match picked {
            Some(Picked::Nobody) if now.is_some() => {
                self.queue.execute(Command::Move(id.clone(), Place::top(chart.tops().len())));
            }
            Some(Picked::Position(manager)) if now != Some(&manager) => {
                let end = chart.reports(&manager).len();
                self.queue.execute(Command::Move(id.clone(), Place::under(manager, end)));
            }
            _ => {}
        }
    }

    fn assistant_ui(&mut self, ui: &mut Ui, position: &Position) {
        let mut assistant = position.assistant;
        if widgets::checkbox(ui, &mut assistant, "Beside the line").changed() {
            self.set(&position.id, PositionChange::Assistant(assistant));
        }
    }

    fn dotted_ui(&mut self, ui: &mut Ui, position: &Position) {
        let chart = self.editor.chart();
        ui.vertical(|ui| {
            for to in &position.dotted_to {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    let name = name_of(chart, to);
                    let width = ui.available_width() - 30.0;
                    let text = widgets::elided(ui, &name, style::TEXT, width, style::color(style::palette(ui).text));
                    let button = egui::Button::new(text).right_text("").min_size(Vec2::new(width, style::FIELD));
                    if ui.add(button).clicked() {
                        self.queue.push(Request::Reveal(to.clone()));
                    }
                    if widgets::small_icon_button(ui, icons::X, "Remove dotted line").clicked() {
                        let kept = position.dotted_to.iter().filter(|other| *other != to).cloned().collect();
                        self.set(&position.id, PositionChange::DottedTo(kept));
                    }
                });
            }
            let manager = chart.manager(&position.id);
            let is_new = |other: &PositionId| Some(other) != manager && !position.dotted_to.contains(other);
            let fits = |other: &PositionId| *other != position.id && is_new(other);
            if let Some(Picked::Position(to)) = pick_position(ui, "Dotted to", "Add a second line…", chart, false, fits)
            {
                let dotted_to = position.dotted_to.iter().cloned().chain([to]).collect();
                self.set(&position.id, PositionChange::DottedTo(dotted_to));
            }
        });
    }

    fn arrangement_ui(&mut self, ui: &mut Ui, position: &Position) {
        let now = position.arrangement;
        let combo = widgets::combo(ui, "arrange", arrangement_label(now));
        let response = combo.show_ui(ui, |ui| {
            for arrangement in ARRANGEMENTS {
                if ui.selectable_label(arrangement == now, arrangement_label(arrangement)).clicked() {
                    self.set(&position.id, PositionChange::Arrangement(arrangement));
                }
            }
        });
        response.response.accessible_name("Arrange");
    }

    fn notes_ui(&mut self, ui: &mut Ui, position: &Position) {
        widgets::section(ui, "Notes", "");
        let width = ui.available_width();
        let target = Target::Notes(position.id.clone());
        self.drafts
            .field(ui, &target, &position.notes, |text| area(text, width, 3).hint_text("Anything worth remembering"))
            .accessible_name("Notes");
    }

    fn fields_ui(&mut self, ui: &mut Ui, position: &Position) {
        widgets::section(ui, "Fields", "");
        for (index, Field { name, value }) in position.fields.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let room = ui.available_width() - 30.0;
                let name_target = Target::FieldName(position.id.clone(), index);
                let value_target = Target::FieldValue(position.id.clone(), index);
                self.drafts
                    .field(ui, &name_target, name, |text| super::field(text, room * 0.4).hint_text("Location"))
                    .accessible_name("Field name");
                self.drafts
                    .field(ui, &value_target, value, |text| super::field(text, room * 0.6 - 4.0).hint_text("Oslo"))
                    .accessible_name("Field value");
                if widgets::small_icon_button(ui, icons::X, "Remove field").clicked() {
                    let mut fields = position.fields.clone();
                    fields.remove(index);
                    self.set(&position.id, PositionChange::Fields(fields));
                }
            });
        }
        if widgets::link(ui, "Add a field", style::palette(ui).accent).clicked() {
            let fields = position.fields.iter().cloned().chain([Field::default()]).collect();
            self.set(&position.id, PositionChange::Fields(fields));
            self.drafts.focus(Target::FieldName(position.id.clone(), position.fields.len()));
        }
    }
}

/// The arrangements that menus offer.
pub(crate) const ARRANGEMENTS: [Arrangement; 8] = [
    Arrangement::Automatic,
    Arrangement::Row,
    Arrangement::StackLeft,
    Arrangement::StackRight,
    Arrangement::StackBoth,
    Arrangement::Grid(2),
    Arrangement::Grid(3),
    Arrangement::Grid(4),
];

/// An arrangement in words.
pub(crate) const fn arrangement_label(arrangement: Arrangement) -> &'static str {
    match arrangement {
        Arrangement::Automatic => "Automatic",
        Arrangement::Row => "In a row",
        Arrangement::StackLeft => "Stacked to the left",
        Arrangement::StackRight => "Stacked to the right",
        Arrangement::StackBoth => "Stacked on both sides",
        Arrangement::Grid(2) => "In rows of 2",
        Arrangement::Grid(3) => "In rows of 3",
        Arrangement::Grid(4) => "In rows of 4",
        Arrangement::Grid(_) => "In a grid",
    }
}

/// Who or what a position is, in a few words.
pub(crate) fn name_of(chart: &Chart, id: &PositionId) -> String {
    let Some(position) = chart.position(id) else { return id.to_string() };
    let title = chart.title_of(position);
    match (position.is_vacant(), title.is_empty()) {
        (false, _) => position.person.clone(),
        (true, false) => format!("Vacant, {title}"),
        (true, true) => "Vacant".to_owned(),
    }
}

/// Who a holder is: the title of a role, or who or what a position is.
pub(crate) fn holder_name(chart: &Chart, holder: &Holder) -> String {
    match holder {
        Holder::Role(id) => chart.role(id).map_or_else(|| id.to_string(), |role| role.title.clone()),
        Holder::Position(id) => name_of(chart, id),
    }
}
