//! The library of roles: how many positions hold each, and the editor of one.

use egui::{Button, RichText, ScrollArea, Sense, Ui, Vec2};

use super::canvas::new_role;
use super::dialogs::Dialog;
use super::drafts::{Place, Target};
use super::inspector::{Inspector, area, field};
use super::request::{Gesture, Request};
use super::{duty, icons, style, widgets};
use crate::editor::Command;
use crate::model::{Holder, Role, RoleChange, RoleId};
use crate::theme::{Colour, ROLE_PALETTE};

/// Which role is being edited.
#[derive(Debug, Default)]
pub(crate) struct RolesPanel {
    open: Option<RoleId>,
    is_recolouring: bool,
}

impl RolesPanel {
    /// Opens the editor of a role.
    pub(crate) fn open(&mut self, id: RoleId) {
        self.open = Some(id);
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>) {
        parts.drafts.enter(Place::Library);
        let chart = parts.editor.chart();
        if self.open.as_ref().is_some_and(|id| chart.role(id).is_none()) {
            self.open = None;
        }
        ScrollArea::vertical().id_salt("roles").auto_shrink(false).show(ui, |ui| {
            egui::Frame::NONE.inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
                if chart.roles().is_empty() {
                    widgets::hint(ui, "Roles are jobs that several positions can have. Add the first one, and give it its responsibilities.");
                }
                for role in chart.roles() {
                    self.role_ui(ui, parts, role);
                }
                ui.add_space(6.0);
                add_button(ui, parts, &mut self.open);
            });
        });
    }

    fn role_ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>, role: &Role) {
        let palette = style::palette(ui);
        let holders = parts.numbers.holders_of(&role.id);
        let is_open = self.open.as_ref() == Some(&role.id);
        let row = widgets::Row {
            label: &role.title,
            note: &widgets::thousands(holders),
            dot: Some(palette.role_accent(role.colour)),
            selected: is_open,
        };
        let response = row.show(ui);
        let remark =
            format!("{}. Drag it onto the chart to add one.", widgets::counted(holders, "position", "positions"));
        let response = response.on_hover_text(remark).interact(Sense::click_and_drag());
        response.dnd_set_drag_payload(role.id.clone());
        duty::accept_in_row(ui, &response, parts.editor, &Holder::Role(role.id.clone()), parts.queue);
        if response.clicked() {
            self.open = if is_open { None } else { Some(role.id.clone()) };
        }
        if is_open {
            egui::Frame::NONE.inner_margin(egui::Margin { left: 8, right: 4, top: 6, bottom: 14 }).show(ui, |ui| {
                self.editor_ui(ui, parts, role, holders);
            });
        }
    }

    fn editor_ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>, role: &Role, holders: usize) {
        let id = &role.id;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let room = ui.available_width() - 62.0;
            parts
                .drafts
                .field(ui, &Target::RoleTitle(id.clone()), &role.title, |text| field(text, room).hint_text("Title"))
                .accessible_name("Role title");
            parts
                .drafts
                .field(ui, &Target::RoleShort(id.clone()), &role.short, |text| field(text, 56.0).char_limit(5))
                .accessible_name("Short label");
        });
        self.colour_ui(ui, parts, role);
        let width = ui.available_width();
        parts
            .drafts
            .field(ui, &Target::RoleSummary(id.clone()), &role.summary, |text| {
                area(text, width, 2).hint_text("What the role is for")
            })
            .accessible_name("Summary");
        widgets::section(ui, "Responsibilities", &format!("of {}", widgets::counted(holders, "position", "positions")));
        let hint = format!("Add for every {}…", role.title);
        parts.list_ui(ui, &Holder::Role(id.clone()), &role.responsibilities, &hint, None);
        ui.add_space(8.0);
        ui.horizontal(|ui| ways_ui(ui, parts, id, holders));
    }

    /// The palette, and a picker for every other colour. A drag through the picker is one step.
    fn colour_ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>, role: &Role) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(4.0);
            for colour in ROLE_PALETTE {
                if swatch(ui, colour, colour == role.colour) {
                    parts.queue.execute(Command::SetRole(role.id.clone(), RoleChange::Colour(colour)));
                }
            }
            let mut rgb = [role.colour.r, role.colour.g, role.colour.b];
            let response =
                ui.color_edit_button_srgb(&mut rgb).accessible_name("Other colour").on_hover_text("Other colour");
            if response.changed() {
                if !self.is_recolouring {
                    parts.queue.push(Request::Gesture(Gesture::Begin("recolour role")));
                    self.is_recolouring = true;
                }
                let [r, g, b] = rgb;
                parts.queue.execute(Command::SetRole(role.id.clone(), RoleChange::Colour(Colour { r, g, b })));
            }
            if self.is_recolouring && !ui.input(|input| input.pointer.any_down()) {
                parts.queue.push(Request::Gesture(Gesture::Commit));
                self.is_recolouring = false;
            }
        });
    }
}

/// What else can be done with a role: reading its sheet, and deleting it.
fn ways_ui(ui: &mut Ui, parts: &mut Inspector<'_>, id: &RoleId, holders: usize) {
    let palette = style::palette(ui);
    if widgets::link(ui, "Role sheet", palette.accent).clicked() {
        parts.queue.push(Request::ShowRoleSheet(id.clone()));
    }
    let delete = RichText::new("Delete role…").size(style::SECONDARY).color(style::color(palette.danger));
    if ui.add(Button::new(delete).frame_when_inactive(false)).clicked() {
        parts.queue.push(if holders == 0 {
            Request::Execute(Command::RemoveRole(id.clone(), None))
        } else {
            Request::Ask(Dialog::RemoveRole { id: id.clone(), instead: None })
        });
    }
}

fn swatch(ui: &mut Ui, colour: Colour, is_now: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::click());
    let palette = style::palette(ui);
    ui.painter().rect_filled(rect.shrink(2.0), 4, style::color(palette.role_accent(colour)));
    if is_now || response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.5, style::color(palette.text));
        ui.painter().rect_stroke(rect, 5, stroke, egui::StrokeKind::Inside);
    }
    let name = format!("Colour {colour}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_now, name.clone()));
    response.clicked()
}

fn add_button(ui: &mut Ui, parts: &mut Inspector<'_>, open: &mut Option<RoleId>) {
    let icon = RichText::new(icons::PLUS).font(super::fonts::icon(14.0));
    if ui.add(Button::new((icon, "Add role")).min_size(Vec2::new(0.0, style::FIELD))).clicked() {
        let chart = parts.editor.chart();
        let is_taken = |title: &str| chart.roles().iter().any(|role| role.title == title);
        let numbered = (2_u32..).map(|number| format!("New role {number}"));
        let title = std::iter::once("New role".to_owned()).chain(numbered).find(|title| !is_taken(title));
        let role = new_role(chart, &title.unwrap_or_default());
        *open = Some(role.id.clone());
        parts.drafts.focus(Target::RoleTitle(role.id.clone()));
        parts.queue.execute(Command::AddRole(role.into()));
    }
}
