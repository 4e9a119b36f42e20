//! The menu bar: everything that can be done, with its keys.

use std::path::PathBuf;

use egui::{Button, MenuBar, RichText, Ui, Vec2};

use super::action::{Action, Page};
use super::inspector::{ARRANGEMENTS, arrangement_label};
use super::request::{Queue, Request};
use super::view::View;
use super::widgets::{self, Possible, menu_choice, menu_item, menu_item_named};
use super::{files, fonts, style};
use crate::editor::{Command, Editor};
use crate::layout::Duties;
use crate::model::{Direction, PositionChange, PositionId};
use crate::ui::action::Appearance;

/// Between the last menu and the window's title, in points.
const TITLE_GAP: f32 = 16.0;
/// How wide a letter of the title is at most times, in points.
const TITLE_LETTER: f32 = 7.0;

/// What the menu bar reads.
pub(crate) struct Menus<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) view: &'a View,
    pub(crate) recent: &'a [PathBuf],
    pub(crate) title: &'a str,
    /// Whether lines are judged by their wording.
    pub(crate) judges_wording: bool,
    pub(crate) possible: Possible,
}

impl Menus<'_> {
    pub(crate) fn ui(&self, ui: &mut Ui, queue: &mut Queue) {
        let bar = ui.max_rect();
        let menus = MenuBar::new().ui(ui, |ui| {
            ui.menu_button("File", |ui| self.file(ui, queue));
            ui.menu_button("Edit", |ui| self.edit(ui, queue));
            ui.menu_button("View", |ui| self.view(ui, queue));
            ui.menu_button("Insert", |ui| self.insert(ui, queue));
            ui.menu_button("Arrange", |ui| self.arrange(ui, queue));
            ui.menu_button("Help", |ui| self.help(ui, queue)).response.rect.right()
        });
        let palette = style::palette(ui);
        // In the middle of the window, without touching the menus.
        let room = 2.0 * (bar.center().x - menus.inner - TITLE_GAP);
        let most = (room / TITLE_LETTER).max(0.0).floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number, and none below 0")]
        let title = files::shortened(self.title, most as usize);
        let font = fonts::regular(style::SECONDARY);
        ui.painter().text(bar.center(), egui::Align2::CENTER_CENTER, title, font, style::color(palette.muted));
    }

    fn items(&self, ui: &mut Ui, queue: &mut Queue, actions: &[Action]) {
        for &action in actions {
            menu_item(ui, queue, self.possible, action);
        }
    }

    fn file(&self, ui: &mut Ui, queue: &mut Queue) {
        ui.menu_button("New", |ui| {
            self.items(ui, queue, &[Action::NewFromStarter, Action::NewEmpty, Action::NewFromList]);
        });
        self.items(ui, queue, &[Action::Open]);
        ui.add_enabled_ui(!self.recent.is_empty(), |ui| ui.menu_button("Open recent", |ui| self.recent(ui, queue)));
        ui.separator();
        self.items(ui, queue, &[Action::Save, Action::SaveAs, Action::ReloadFile]);
        ui.separator();
        self.items(ui, queue, &[Action::CompareWithFile, Action::PreviousVersions, Action::ShowLeft]);
        ui.separator();
        self.items(ui, queue, &[Action::ExportSvg, Action::ExportRaci, Action::ExportSheet, Action::CopySheet]);
        ui.separator();
        self.items(ui, queue, &[Action::Quit]);
    }

    fn recent(&self, ui: &mut Ui, queue: &mut Queue) {
        for path in self.recent {
            let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
            let button = Button::new(name.into_owned()).min_size(Vec2::new(210.0, style::ROW));
            if ui.add(button).on_hover_text(path.to_string_lossy()).clicked() {
                queue.push(Request::Open(path.clone()));
            }
        }
    }

    fn edit(&self, ui: &mut Ui, queue: &mut Queue) {
        let named =
            |verb: &str, step: Option<&str>| step.map_or_else(|| verb.to_owned(), |step| format!("{verb} {step}"));
        let undo = named("Undo", self.editor.undo_label());
        let redo = named("Redo", self.editor.redo_label());
        menu_item_named(ui, queue, self.possible, Action::Undo, &undo);
        menu_item_named(ui, queue, self.possible, Action::Redo, &redo);
        ui.separator();
        self.items(ui, queue, &[Action::Cut, Action::Copy, Action::Paste, Action::Duplicate]);
        ui.separator();
        self.items(ui, queue, &[Action::CopyDuties, Action::PasteDuties]);
        ui.separator();
        self.items(ui, queue, &[Action::Rename, Action::Vacate, Action::Remove]);
        ui.separator();
        self.items(ui, queue, &[Action::Search]);
    }

    fn view(&self, ui: &mut Ui, queue: &mut Queue) {
        self.items(ui, queue, &Page::ALL.map(Action::Show));
        ui.separator();
        let zooms = [
            Action::ZoomIn,
            Action::ZoomOut,
            Action::ZoomActual,
            Action::FitAll,
            Action::FitSelection,
            Action::HighlightLine,
        ];
        self.items(ui, queue, &zooms);
        ui.separator();
        ui.menu_button("Fold", |ui| {
            let levels = (1..=9).map(Action::FoldTo);
            let actions: Vec<Action> = [Action::ToggleFold].into_iter().chain(levels).collect();
            self.items(ui, queue, &actions);
        });
        self.items(ui, queue, &[Action::UnfoldAll]);
        ui.menu_button("Responsibilities on cards", |ui| {
            for duties in Duties::ALL {
                menu_choice(ui, queue, Action::ShowDuties(duties), self.view.duties == duties);
            }
        });
        menu_choice(ui, queue, Action::ToggleLoad, self.view.shows_load);
        menu_choice(ui, queue, Action::ToggleWordingHelp, self.judges_wording);
        ui.separator();
        self.items(ui, queue, &[Action::ToggleLeftPanel, Action::ToggleInspector]);
        ui.menu_button("Appearance", |ui| {
            for appearance in [Appearance::System, Appearance::Light, Appearance::Dark] {
                menu_choice(ui, queue, Action::Theme(appearance), self.view.appearance == appearance);
            }
        });
    }

    fn insert(&self, ui: &mut Ui, queue: &mut Queue) {
        let adds = [
            Action::AddReport,
            Action::AddSibling,
            Action::AddSiblingBefore,
            Action::InsertManager,
            Action::AddAssistant,
            Action::AddTop,
            Action::AddDuty,
        ];
        self.items(ui, queue, &adds);
    }

    fn arrange(&self, ui: &mut Ui, queue: &mut Queue) {
        for direction in Direction::ALL {
            menu_choice(ui, queue, Action::Grow(direction), self.editor.chart().direction() == direction);
        }
        ui.separator();
        let selected = self.editor.selection().primary();
        ui.add_enabled_ui(self.possible.reports, |ui| {
            ui.menu_button("Arrange this branch", |ui| {
                if let Some(id) = selected {
                    arrangement_items(ui, self.editor, id, queue);
                }
            });
        });
        ui.separator();
        self.items(ui, queue, &[Action::MoveEarlier, Action::MoveLater, Action::MoveUp, Action::MoveDown]);
    }

    fn help(&self, ui: &mut Ui, queue: &mut Queue) {
        self.items(ui, queue, &[Action::ShowKeys, Action::ShowProblems, Action::ShowAbout]);
    }
}

/// What a right click on a card offers.
pub(crate) fn position_menu(ui: &mut Ui, editor: &Editor, id: &PositionId, possible: Possible, queue: &mut Queue) {
    for action in [Action::AddReport, Action::AddSibling, Action::InsertManager, Action::AddAssistant] {
        menu_item(ui, queue, possible, action);
    }
    ui.separator();
    menu_item(ui, queue, possible, Action::Rename);
    ui.menu_button("Change role", |ui| role_items(ui, editor, id, queue));
    for action in [Action::Vacate, Action::Remove] {
        menu_item(ui, queue, possible, action);
    }
    ui.separator();
    ui.add_enabled_ui(possible.reports, |ui| {
        ui.menu_button("Arrange this branch", |ui| arrangement_items(ui, editor, id, queue));
    });
    for action in [Action::Copy, Action::Cut, Action::Duplicate] {
        menu_item(ui, queue, possible, action);
    }
    ui.separator();
    for action in [Action::CopyDuties, Action::PasteDuties] {
        menu_item(ui, queue, possible, action);
    }
}

fn role_items(ui: &mut Ui, editor: &Editor, id: &PositionId, queue: &mut Queue) {
    let now = editor.chart().position(id).and_then(|position| position.role.as_ref());
    let palette = style::palette(ui);
    ui.set_min_width(220.0);
    for role in editor.chart().roles() {
        let dot = Some(palette.role_accent(role.colour));
        let row = widgets::Row { label: &role.title, note: &role.short, dot, selected: now == Some(&role.id) };
        if row.show(ui).clicked() {
            let change = PositionChange::Role(Some(role.id.clone()));
            queue.execute(Command::SetPosition(id.clone(), vec![change]));
            ui.close();
        }
    }
}

fn arrangement_items(ui: &mut Ui, editor: &Editor, id: &PositionId, queue: &mut Queue) {
    let now = editor.chart().position(id).map(|position| position.arrangement);
    for arrangement in ARRANGEMENTS {
        let mark = if now == Some(arrangement) { super::icons::CHECK } else { "" };
        let mark = RichText::new(mark).font(fonts::icon(14.0));
        let button =
            Button::new(arrangement_label(arrangement)).right_text(mark).min_size(Vec2::new(190.0, style::ROW));
        if ui.add(button).clicked() {
            let change = PositionChange::Arrangement(arrangement);
            queue.execute(Command::SetPosition(id.clone(), vec![change]));
        }
    }
}
