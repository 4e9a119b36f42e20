//! The slim bar below the menus.

use egui::{Align, Button, Layout, RichText, Sense, Ui, Vec2};

use super::action::Action;
use super::request::Queue;
use super::search::Search;
use super::widgets::{self, Possible};
use super::{fonts, icons, style};
use crate::editor::Editor;
use crate::layout::Duties;
use crate::model::Direction;

/// What the toolbar reads and writes.
pub(crate) struct Toolbar<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) search: &'a mut Search,
    pub(crate) possible: Possible,
    pub(crate) duties: Duties,
}

impl Toolbar<'_> {
    /// Says whether the search has found something else.
    pub(crate) fn ui(&mut self, ui: &mut Ui, queue: &mut Queue) -> bool {
        let mut has_found = false;
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            self.icons(ui, queue, &[Action::NewEmpty, Action::Open, Action::Save]);
            divider(ui);
            self.undo_redo(ui, queue);
            divider(ui);
            self.labelled(ui, queue, Action::AddReport);
            self.labelled(ui, queue, Action::AddSibling);
            divider(ui);
            self.arrange(ui, queue);
            self.fold(ui, queue);
            self.duties(ui, queue);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.labelled_as(ui, queue, Action::ExportSvg, "Export");
                has_found = self.search.ui(ui, self.editor, queue);
                divider(ui);
                self.icons(ui, queue, &[Action::FitAll, Action::ZoomIn, Action::ZoomOut]);
            });
        });
        has_found
    }

    fn icons(&self, ui: &mut Ui, queue: &mut Queue, actions: &[Action]) {
        for &action in actions {
            self.icon(ui, queue, action, action.entry().label);
        }
    }

    fn icon(&self, ui: &mut Ui, queue: &mut Queue, action: Action, name: &str) {
        let entry = action.entry();
        let name = match entry.keys.first() {
            Some(keys) => format!("{name} ({})", ui.ctx().format_shortcut(keys)),
            None => name.to_owned(),
        };
        let enabled = self.possible.allows(action);
        ui.add_enabled_ui(enabled, |ui| {
            if widgets::icon_button(ui, entry.icon, &name).clicked() {
                queue.act(action);
            }
        });
    }

    fn undo_redo(&self, ui: &mut Ui, queue: &mut Queue) {
        let named =
            |verb: &str, step: Option<&str>| step.map_or_else(|| verb.to_owned(), |step| format!("{verb} {step}"));
        self.icon(ui, queue, Action::Undo, &named("Undo", self.editor.undo_label()));
        self.icon(ui, queue, Action::Redo, &named("Redo", self.editor.redo_label()));
    }

    fn labelled(&self, ui: &mut Ui, queue: &mut Queue, action: Action) {
        self.labelled_as(ui, queue, action, action.entry().label);
    }

    fn labelled_as(&self, ui: &mut Ui, queue: &mut Queue, action: Action, label: &str) {
        let entry = action.entry();
        let icon = RichText::new(entry.icon).font(fonts::icon(16.0));
        let button = Button::new((icon, label)).frame_when_inactive(false).min_size(Vec2::new(0.0, 30.0));
        let response = ui.add_enabled(self.possible.allows(action), button);
        let keys = entry.keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
        if response.on_hover_text(format!("{} {keys}", entry.label).trim_end().to_owned()).clicked() {
            queue.act(action);
        }
    }

    fn arrange(&self, ui: &mut Ui, queue: &mut Queue) {
        menu(ui, icons::NETWORK, "Direction", |ui| {
            for direction in Direction::ALL {
                widgets::menu_choice(ui, queue, Action::Grow(direction), self.editor.chart().direction() == direction);
            }
        });
    }

    fn fold(&self, ui: &mut Ui, queue: &mut Queue) {
        menu(ui, icons::LIST_COLLAPSE, "Fold to level", |ui| {
            for level in 1..=4 {
                widgets::menu_item(ui, queue, self.possible, Action::FoldTo(level));
            }
            widgets::menu_item(ui, queue, self.possible, Action::UnfoldAll);
        });
    }

    fn duties(&self, ui: &mut Ui, queue: &mut Queue) {
        menu(ui, icons::ROWS_3, "Responsibilities on cards", |ui| {
            for duties in Duties::ALL {
                widgets::menu_choice(ui, queue, Action::ShowDuties(duties), self.duties == duties);
            }
        });
    }
}

/// A quiet button with an icon that opens a menu.
fn menu(ui: &mut Ui, icon: &str, name: &str, add: impl FnOnce(&mut Ui)) {
    let response = widgets::icon_button(ui, icon, name);
    egui::Popup::menu(&response).show(add);
}

fn divider(ui: &mut Ui) {
    ui.add_space(7.0);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(1.0, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, 0, style::color(style::palette(ui).line));
    ui.add_space(7.0);
}
