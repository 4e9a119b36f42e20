//! The chart as text: the accessible twin of the canvas.

use egui::{Align2, CornerRadius, Id, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::canvas::{Axis, Zone, place_of_drop};
use super::request::{Queue, Request};
use super::view::View;
use super::{duty, fonts, icons, style, widgets};
use crate::editor::{Command, Editor};
use crate::model::{Holder, PositionId};

/// A list of no more lines than this needs no scrolling.
const FITS_ANYWAY: usize = 24;
/// How far a level is set in, in points.
const INDENT: f32 = 14.0;
/// Where the first level starts, in points.
const LEFT: f32 = 8.0;

/// One line of the outline.
#[derive(Clone, Debug)]
struct Line {
    id: PositionId,
    depth: usize,
    reports: usize,
}

/// The lines that are shown, kept until the chart or what is folded changes.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    lines: Vec<Line>,
    made_for: Option<(u64, u64, u64)>,
    scrolled_to: Option<PositionId>,
}

impl Outline {
    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor, view: &View, document: u64, queue: &mut Queue) {
        self.update(editor, view, document);
        if self.lines.is_empty() {
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                widgets::hint(ui, "No positions yet. Press Tab on the chart to add the first one.");
            });
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("outline").auto_shrink(false);
        if let Some(row) = self.row_to_scroll_to(editor) {
            let middle = ui.available_height() / 2.0;
            #[expect(clippy::cast_precision_loss, reason = "egui's scroll areas hold no more rows than f32 can count")]
            let top = row as f32 * style::ROW;
            area = area.vertical_scroll_offset((top - middle).max(0.0));
        }
        area.show_rows(ui, style::ROW, self.lines.len(), |ui, rows| {
            for line in &self.lines[rows] {
                line_ui(ui, editor, view, line, queue);
            }
        });
    }

    fn update(&mut self, editor: &Editor, view: &View, document: u64) {
        let made_for = Some((document, editor.revision(), view.fold_revision()));
        if self.made_for == made_for {
            return;
        }
        let shown = editor.chart().walk_where(|position| !view.is_folded(&position.id));
        self.lines = shown
            .map(|visit| Line { id: visit.position.id.clone(), depth: visit.depth, reports: visit.reports })
            .collect();
        self.made_for = made_for;
    }

    /// The row of a newly selected position, once.
    fn row_to_scroll_to(&mut self, editor: &Editor) -> Option<usize> {
        let selected = editor.selection().primary();
        if self.scrolled_to.as_ref() == selected {
            return None;
        }
        self.scrolled_to = selected.cloned();
        let row = self.lines.iter().position(|line| Some(&line.id) == selected)?;
        (self.lines.len() > FITS_ANYWAY).then_some(row)
    }
}

fn line_ui(ui: &mut Ui, editor: &Editor, view: &View, line: &Line, queue: &mut Queue) {
    let chart = editor.chart();
    let Some(position) = chart.position(&line.id) else { return };
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), style::ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("outline", &line.id)), Sense::click_and_drag());
    let palette = style::palette(ui);
    let is_selected = editor.selection().contains(&line.id);
    if is_selected || response.hovered() {
        let fill = if is_selected { palette.selected_row } else { palette.panel.mixed(palette.text, 0.04) };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, style::color(fill));
    }
    #[expect(clippy::cast_precision_loss, reason = "deep lines are cut off at the panel's edge anyway")]
    let left = rect.left() + LEFT + INDENT * line.depth.min(40) as f32;
    if line.reports > 0 {
        chevron_ui(ui, rect, left, view.is_folded(&line.id), &line.id, queue);
    }
    let colour = chart.role_of(position).map_or(crate::theme::NO_ROLE, |role| role.colour);
    let dot = Rect::from_center_size(egui::pos2(left + 22.0, rect.center().y), Vec2::splat(8.0));
    ui.painter().rect_filled(dot, 2, style::color(palette.role_accent(colour)));
    let (name, name_color) =
        if position.is_vacant() { ("Vacant", palette.muted) } else { (position.person.as_str(), palette.text) };
    let room = rect.right() - left - 36.0;
    let name_galley = widgets::elided(ui, name, style::TEXT, room, style::color(name_color));
    let title_room = room - name_galley.size().x - 8.0;
    let painter = ui.painter_at(rect);
    let at = |x: f32, height: f32| egui::pos2(x, rect.center().y - height / 2.0);
    let (name_width, name_height) = (name_galley.size().x, name_galley.size().y);
    painter.galley(at(left + 32.0, name_height), name_galley, style::color(name_color));
    if title_room > 24.0 {
        let title =
            widgets::elided(ui, chart.title_of(position), style::SECONDARY, title_room, style::color(palette.faint));
        painter.galley(at(left + 40.0 + name_width, title.size().y), title, style::color(palette.faint));
    }
    let label = format!("{name}, {} (outline)", chart.title_of(position));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::TreeItem, true, is_selected, label.clone()));
    line_gestures(ui, editor, line, rect, &response, queue);
}

fn chevron_ui(ui: &Ui, row: Rect, left: f32, is_folded: bool, id: &PositionId, queue: &mut Queue) {
    let rect = Rect::from_center_size(egui::pos2(left + 7.0, row.center().y), Vec2::new(16.0, style::ROW));
    let response = ui.interact(rect, Id::unique(("outline fold", id)), Sense::click());
    let name = if is_folded { "Unfold" } else { "Fold" };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let icon = if is_folded { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN };
    let color = style::color(style::palette(ui).muted);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, fonts::icon(13.0), color);
    if response.clicked() {
        queue.push(Request::ToggleFold(id.clone()));
    }
}

/// A click selects, a double click renames, a drag moves the branch.
fn line_gestures(ui: &Ui, editor: &Editor, line: &Line, rect: Rect, response: &egui::Response, queue: &mut Queue) {
    if response.double_clicked() {
        queue.push(Request::Rename(line.id.clone(), None));
    } else if response.clicked() || response.gained_focus() {
        queue.push(Request::Reveal(line.id.clone()));
    }
    response.dnd_set_drag_payload(line.id.clone());
    // Before the branches: whoever asks for what is let go gets it out of the way, whatever it is.
    duty::accept_in_row(ui, response, editor, &Holder::Position(line.id.clone()), queue);
    let zone = ui.input(|input| input.pointer.interact_pos()).map(|at| Zone::at(rect, Axis::Down, at));
    let place = |dragged: &PositionId| place_of_drop(editor.chart(), dragged, &line.id, zone?);
    if let Some(dragged) = response.dnd_hover_payload::<PositionId>().filter(|dragged| **dragged != line.id) {
        let palette = style::palette(ui);
        let colour = if place(&dragged).is_some() { palette.accent } else { palette.danger };
        let stroke = Stroke::new(2.0, style::color(colour));
        match zone {
            Some(Zone::Before) => drop(ui.painter().hline(rect.x_range(), rect.top(), stroke)),
            Some(Zone::After) => drop(ui.painter().hline(rect.x_range(), rect.bottom(), stroke)),
            _ => drop(ui.painter().rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside)),
        }
    }
    let dropped = response.dnd_release_payload::<PositionId>().filter(|dragged| **dragged != line.id);
    if let Some((dragged, to)) = dropped.and_then(|dragged| Some((PositionId::clone(&dragged), place(&dragged)?))) {
        queue.execute(Command::Move(dragged, to));
    }
}
