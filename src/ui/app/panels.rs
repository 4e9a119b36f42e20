//! Where the panels stand, and what they get to see.

use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Key, Margin, Panel, Ui, ViewportCommand};

use super::{LeftTab, RolechartApp};
use crate::model::hidden::visible;
use crate::ui::action::{Action, Page, Scope};
use crate::ui::canvas::Scene;
use crate::ui::dialogs::Surroundings;
use crate::ui::inspector::Inspector;
use crate::ui::matrix::Sources;
use crate::ui::menu_bar::Menus;
use crate::ui::review_panel::Reviewed;
use crate::ui::status_bar::Status;
use crate::ui::toolbar::Toolbar;
use crate::ui::widgets::{self, Possible};
use crate::ui::{duty, keys, style};

impl RolechartApp {
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let possible = Possible::of(&self.editor).with_file(self.files.path().is_some());
        let bar = Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(12, 0));
        Panel::top("menus").exact_size(32.0).show_separator_line(false).frame(bar).show(ui, |ui| {
            let menus = Menus {
                editor: &self.editor,
                view: &self.view,
                recent: &self.settings.recent,
                title: &self.title,
                judges_wording: self.settings.wording_help,
                possible,
            };
            ui.horizontal_centered(|ui| menus.ui(ui, &mut self.queue));
        });
        Panel::top("toolbar").exact_size(style::TOOLBAR).frame(bar).show(ui, |ui| {
            let duties = self.view.duties;
            let mut toolbar = Toolbar { editor: &self.editor, search: &mut self.search, possible, duties };
            if toolbar.ui(ui, &mut self.queue) {
                self.ring_hits();
            }
        });
        if self.lookout.has_bar() {
            let tint = style::color(style::palette(ui).selected_row);
            let is_edited = self.editor.is_changed();
            Panel::top("outside").exact_size(42.0).frame(bar.fill(tint)).show(ui, |ui| {
                self.lookout.ui(ui, &self.files.name(), is_edited, &mut self.queue);
            });
        }
        self.numbers.update(&self.editor, self.document);
        self.sheet.follow(&self.editor);
        self.reviewer.update(ui.ctx(), &self.editor, self.document);
        self.problems.update(ui.ctx(), &self.editor, self.document, &self.files);
        Panel::bottom("status").exact_size(28.0).frame(bar).show(ui, |ui| self.status_ui(ui));
        self.problems.ui(ui, &self.editor, &mut self.queue);
        self.left_panel_ui(ui);
        self.inspector_ui(ui);
        Panel::top("pages").exact_size(34.0).frame(bar).show(ui, |ui| self.page_tabs_ui(ui));
        CentralPanel::no_frame().show(ui, |ui| self.page_ui(ui));
    }

    fn page_tabs_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for page in Page::ALL {
                let action = Action::Show(page);
                let tip = action.entry().keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
                if widgets::tab(ui, self.page == page, action.entry().label).on_hover_text(tip).clicked() {
                    self.queue.act(action);
                }
            }
        });
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let review = self.reviewer.latest().map(Arc::as_ref);
        match self.page {
            Page::Chart => {
                let is_blocked = self.dialog.is_some();
                let scene = Scene { editor: &self.editor, view: &self.view, is_blocked };
                self.canvas.ui(ui, scene, &mut self.queue);
            }
            Page::Responsibilities => {
                let sources = Sources { editor: &self.editor, document: self.document, review };
                self.matrix.ui(ui, sources, &mut self.drafts, &mut self.queue);
            }
            Page::Sheet => self.sheet.ui(ui, &self.editor, self.document, &mut self.queue),
        }
    }

    pub(super) fn status_ui(&mut self, ui: &mut Ui) {
        let saved = if self.files.is_busy() {
            "Working…"
        } else if self.picker.is_open() {
            "A file dialog is open: press Esc to type the path here instead"
        } else if self.is_unsaved() {
            "Unsaved changes"
        } else if self.files.path().is_some() {
            "Saved"
        } else {
            "Not saved yet"
        };
        let status = Status {
            numbers: &self.numbers,
            notice: &self.notice,
            problems: self.problems.errors(),
            saved,
            is_changed: self.is_unsaved(),
            zoom: self.canvas.zoom(),
            worry: self.recovery.failure(),
        };
        status.ui(ui, &mut self.queue);
    }

    /// Whether the chart, with what is being typed into a field, is something that no file holds.
    fn is_unsaved(&self) -> bool {
        self.editor.is_changed() || self.drafts.is_typing()
    }

    pub(super) fn left_panel_ui(&mut self, ui: &mut Ui) {
        let mut is_open = self.settings.shows_left_panel;
        let frame = Frame::new().fill(ui.visuals().panel_fill);
        let panel = Panel::left("left").default_size(280.0).size_range(180.0..=460.0).frame(frame);
        panel.show_collapsible(ui, &mut is_open, |ui| {
            self.left_tabs_ui(ui);
            widgets::in_fixed_room(ui, |ui| match self.tab {
                LeftTab::Outline => {
                    self.outline.ui(ui, &self.editor, &self.view, self.document, &mut self.queue);
                }
                LeftTab::Roles => {
                    let mut parts = Inspector {
                        editor: &self.editor,
                        numbers: &self.numbers,
                        drafts: &mut self.drafts,
                        queue: &mut self.queue,
                        judges_wording: self.settings.wording_help,
                    };
                    self.roles.ui(ui, &mut parts);
                }
                LeftTab::Review => {
                    let reviewed = Reviewed {
                        editor: &self.editor,
                        review: self.reviewer.latest(),
                        is_current: self.reviewer.is_current(&self.editor, self.document),
                        tally: self.reviewer.tally(),
                        judges_wording: self.settings.wording_help,
                    };
                    self.review_panel.ui(ui, reviewed, &mut self.queue);
                }
                LeftTab::Unassigned => {
                    let is_current = self.reviewer.is_current(&self.editor, self.document);
                    let review = self.reviewer.latest().filter(|_| is_current);
                    let mut parts = Inspector {
                        editor: &self.editor,
                        numbers: &self.numbers,
                        drafts: &mut self.drafts,
                        queue: &mut self.queue,
                        judges_wording: self.settings.wording_help,
                    };
                    self.tray.ui(ui, &mut parts, review);
                }
            });
        });
        self.settings.shows_left_panel = is_open;
    }

    pub(super) fn left_tabs_ui(&mut self, ui: &mut Ui) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            for tab in LeftTab::ALL {
                let label = match self.open_count(tab) {
                    0 => tab.label().to_owned(),
                    count => format!("{} {}", tab.label(), widgets::thousands(count)),
                };
                let response = widgets::tab(ui, self.tab == tab, &label);
                if response.clicked() || (tab.takes_duties() && duty::opens_tab(&response)) {
                    self.show_left_tab(tab);
                }
            }
        });
        widgets::rule(ui);
    }

    /// The rings around what a review has found go with the review.
    fn show_left_tab(&mut self, tab: LeftTab) {
        if self.tab == LeftTab::Review && tab != LeftTab::Review {
            self.ring_hits();
        }
        self.tab = tab;
    }

    /// Rings the cards that the search has found.
    fn ring_hits(&mut self) {
        self.view.hits = self.search.hits().iter().map(|hit| hit.id.clone()).collect();
    }

    /// How much waits for somebody behind a tab.
    fn open_count(&self, tab: LeftTab) -> usize {
        let Some(review) = self.reviewer.latest() else { return 0 };
        match tab {
            LeftTab::Outline | LeftTab::Roles => 0,
            LeftTab::Review => self.reviewer.tally().open(self.settings.wording_help),
            LeftTab::Unassigned => review.unassigned.len(),
        }
    }

    pub(super) fn inspector_ui(&mut self, ui: &mut Ui) {
        let mut is_open = self.settings.shows_inspector;
        let margin = Margin { left: style::PANEL_PADDING, right: 10, top: 14, bottom: 0 };
        let frame = Frame::new().fill(ui.visuals().panel_fill).inner_margin(margin);
        let panel = Panel::right("inspector").default_size(320.0).size_range(280.0..=520.0).frame(frame);
        panel.show_collapsible(ui, &mut is_open, |ui| {
            let mut inspector = Inspector {
                editor: &self.editor,
                numbers: &self.numbers,
                drafts: &mut self.drafts,
                queue: &mut self.queue,
                judges_wording: self.settings.wording_help,
            };
            widgets::in_fixed_room(ui, |ui| inspector.ui(ui));
        });
        self.settings.shows_inspector = is_open;
    }

    pub(super) fn dialog_ui(&mut self, ui: &Ui, frame: &eframe::Frame) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let name = self.files.name();
        let around = Surroundings { editor: &self.editor, name: &name };
        let answer = dialog.show(ui.ctx(), around);
        self.dialog = Some(dialog);
        self.answer(answer, ui.ctx(), frame);
    }

    pub(super) fn window_shortcuts(&mut self, ui: &Ui) {
        if self.dialog.is_some() {
            return;
        }
        let in_text = ui.text_edit_focused();
        for action in ui.input_mut(|input| keys::pressed_actions(input, Scope::Window, in_text)) {
            self.queue.act(action);
        }
        // A field keeps its own undo while something in it is unsaid; after that the document's is meant.
        let undo = !in_text || !self.drafts.is_typing();
        if in_text && undo && !self.canvas.is_renaming() {
            let pressed = |modifiers, key| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
            if pressed(egui::Modifiers::COMMAND, Key::Z) {
                self.queue.act(Action::Undo);
            }
        }
    }

    pub(super) fn update_title(&mut self, ctx: &Context) {
        let mark = if self.is_unsaved() { " •" } else { "" };
        let title = format!("{}{mark}", self.files.name());
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(format!("{} – Rolechart", visible(&title))));
            self.title = title;
        }
    }
}
