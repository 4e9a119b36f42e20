//! The sheet of the selected position or of its role, as a page.

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui, Vec2};

use super::action::Action;
use super::request::Queue;
use super::{fonts, style, widgets};
use crate::editor::Editor;
use crate::export::{Block, Fact, Item, Sheet};
use crate::model::{Holder, PositionId, RoleId};

/// Width of the page, in points.
const PAGE: f32 = 720.0;
/// Width that the page has in the smallest window, in points.
const NARROWEST_PAGE: f32 = 200.0;
/// Width of the names beside facts, in points.
const NAMES: f32 = 150.0;

/// The most items of a list that the page shows; all are in what is copied and exported.
const MOST_ITEMS: usize = 200;

/// The page of a position or a role.
#[derive(Debug, Default)]
pub(crate) struct SheetView {
    /// The role of the selected position is described in place of the position.
    prefers_role: bool,
    /// The role that is described while no position is selected, or as long as `beside` is.
    role: Option<RoleId>,
    /// The position that was selected when the role was asked for.
    beside: Option<PositionId>,
    /// The blocks of the page, and what they were made of.
    page: Vec<Block>,
    made_for: Option<(u64, u64, Holder)>,
}

impl SheetView {
    /// Describes a role until another position is selected.
    pub(crate) fn show_role(&mut self, id: RoleId, editor: &Editor) {
        self.role = Some(id);
        self.beside = editor.selection().primary().cloned();
    }

    /// Goes with the selection again, once that is another than when a role was asked for.
    pub(crate) fn follow(&mut self, editor: &Editor) {
        self.beside.take_if(|beside| editor.selection().primary() != Some(beside));
    }

    /// What the page describes.
    pub(crate) fn subject(&self, editor: &Editor) -> Option<Holder> {
        let chart = editor.chart();
        let role = self.role.clone().filter(|role| chart.role(role).is_some()).map(Holder::Role);
        let Some(id) = editor.selection().primary() else { return role };
        if self.beside.as_ref() == Some(id) && role.is_some() {
            return role;
        }
        let role = chart.position(id).and_then(|position| position.role.clone());
        let role = role.filter(|_| self.prefers_role).map(Holder::Role);
        Some(role.unwrap_or_else(|| Holder::Position(id.clone())))
    }

    /// The sheet that the page shows.
    pub(crate) fn sheet(&self, editor: &Editor) -> Option<Sheet> {
        match self.subject(editor)? {
            Holder::Role(id) => Sheet::of_role(editor.chart(), &id),
            Holder::Position(id) => Sheet::of_position(editor.chart(), &id),
        }
    }

    /// Shows the page in all the room there is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor, document: u64, queue: &mut Queue) {
        let palette = style::palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0, style::color(palette.canvas));
        let Some(subject) = self.subject(editor) else {
            self.choice_ui(ui, editor);
            return;
        };
        let made_for = Some((document, editor.revision(), subject.clone()));
        if self.made_for != made_for {
            self.page = self.sheet(editor).map(|sheet| sheet.blocks()).unwrap_or_default();
            self.made_for = made_for;
        }
        ScrollArea::vertical().id_salt("sheet").auto_shrink(false).show(ui, |ui| {
            let width = (ui.available_width() - 48.0).clamp(NARROWEST_PAGE, PAGE);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.add_space(20.0);
            ui.horizontal(|ui| {
                ui.add_space(side);
                let wrapping = Layout::left_to_right(Align::Center).with_main_wrap(true);
                ui.allocate_ui_with_layout(Vec2::new(width, 30.0), wrapping, |ui| {
                    self.bar_ui(ui, editor, &subject, queue);
                });
            });
            ui.add_space(10.0);
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                let stroke = Stroke::new(1.0, style::color(palette.card_border));
                let frame = Frame::new().fill(style::color(palette.card)).stroke(stroke).corner_radius(8);
                frame.inner_margin(Margin::symmetric(36, 30)).show(ui, |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width - 72.0);
                        for block in &self.page {
                            block_ui(ui, block);
                        }
                    });
                });
            });
            ui.add_space(24.0);
        });
    }

    /// The position or its role; copy; export.
    fn bar_ui(&mut self, ui: &mut Ui, editor: &Editor, subject: &Holder, queue: &mut Queue) {
        let selected = editor.selection().primary().and_then(|id| editor.chart().position(id));
        if let Some(position) = selected.filter(|position| position.role.is_some() || self.beside.is_some()) {
            let role = position.role.clone().map(Holder::Role);
            let is_own = matches!(subject, Holder::Position(_));
            if ui.selectable_label(is_own, "This position").clicked() {
                (self.prefers_role, self.beside) = (false, None);
            }
            if role.is_some() && ui.selectable_label(role.as_ref() == Some(subject), "Its role").clicked() {
                (self.prefers_role, self.beside) = (true, None);
            }
        } else if selected.is_none() && ui.button("Other roles").clicked() {
            self.role = None;
        }
        let ways_out = [("Export…", Action::ExportSheet), ("Copy as Markdown", Action::CopySheet)];
        let gaps = 2.0 * ui.spacing().item_spacing.x;
        let needed = gaps + ways_out.iter().map(|(label, _)| widgets::button_width(ui, label)).sum::<f32>();
        // In a narrow window they stand in a row of their own.
        widgets::wrap_unless_fits(ui, needed);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (label, action) in ways_out {
                if ui.button(label).clicked() {
                    queue.act(action);
                }
            }
        });
    }

    /// With nothing selected, the library to choose from.
    fn choice_ui(&mut self, ui: &mut Ui, editor: &Editor) {
        let room = ui.max_rect();
        let area = egui::Rect::from_center_size(room.center(), Vec2::new(360.0, room.height().min(460.0)));
        ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
            ui.label(RichText::new("Whose sheet?").font(fonts::semibold(18.0)));
            widgets::hint(ui, "Select a position in the chart or the outline, or choose a role.");
            ui.add_space(8.0);
            ScrollArea::vertical().id_salt("sheet roles").show(ui, |ui| {
                let palette = style::palette(ui);
                for role in editor.chart().roles() {
                    let dot = Some(palette.role_accent(role.colour));
                    if widgets::Row::plain(&role.title, "", dot).show(ui).clicked() {
                        self.role = Some(role.id.clone());
                    }
                }
            });
        });
    }
}

fn block_ui(ui: &mut Ui, block: &Block) {
    match block {
        Block::Title(text) => text_ui(ui, RichText::new(text).font(fonts::semibold(24.0))),
        Block::Heading(text) => {
            ui.add_space(18.0);
            text_ui(ui, RichText::new(text).font(fonts::semibold(16.0)));
        }
        Block::Subheading(text) => {
            ui.add_space(8.0);
            text_ui(ui, RichText::new(text).font(fonts::semibold(style::TEXT)));
        }
        Block::Text(text) => {
            let color = style::color(style::palette(ui).muted);
            text_ui(ui, RichText::new(text).color(color));
        }
        Block::Facts(facts) => {
            ui.add_space(10.0);
            for fact in facts {
                fact_ui(ui, fact);
            }
        }
        Block::List(items) => {
            for item in items.iter().take(MOST_ITEMS) {
                item_ui(ui, item);
            }
            if let Some(more) = items.len().checked_sub(MOST_ITEMS).filter(|more| *more > 0) {
                widgets::hint(ui, &format!("and {} more, which the exported sheet names", widgets::thousands(more)));
            }
        }
    }
}

fn text_ui(ui: &mut Ui, text: RichText) {
    ui.add(Label::new(text).wrap().selectable(true));
}

fn fact_ui(ui: &mut Ui, fact: &Fact) {
    ui.horizontal_top(|ui| {
        let color = style::color(style::palette(ui).muted);
        let names = Vec2::new(NAMES, 18.0);
        ui.allocate_ui_with_layout(names, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(NAMES);
            ui.add(Label::new(RichText::new(&fact.name).color(color)).truncate());
        });
        ui.vertical(|ui| {
            for value in &fact.values {
                text_ui(ui, RichText::new(value));
            }
        });
    });
}

fn item_ui(ui: &mut Ui, item: &Item) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let palette = style::palette(ui);
        let muted = style::color(palette.muted);
        ui.label(RichText::new("•").color(muted));
        let mut job = egui::text::LayoutJob::default();
        let regular = fonts::regular(style::TEXT);
        job.append(&item.text, 0.0, egui::TextFormat::simple(regular, style::color(palette.text)));
        if let Some(remark) = item.remark {
            job.append(remark, 8.0, egui::TextFormat::simple(fonts::regular(style::SECONDARY), muted));
        }
        ui.add(Label::new(job).wrap().selectable(true));
    });
}
