//! Paints what is in view: cells, texts, heads. Heads and texts stay where they are while the rest is scrolled.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, Galley, Id, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use super::arrange::{Head, Line};
use super::edit::hint_of_row;
use super::geometry::{HEAD, Place, Spot};
use super::letters::Letters;
use super::shown::{Shown, TEXT_LEFT, TEXT_LINES, TEXT_RIGHT};
use super::table::Cell;
use crate::model::{Chart, PositionId};
use crate::theme::{Colour, Palette};
use crate::ui::inspector::holder_name;
use crate::ui::request::Queue;
use crate::ui::{fonts, style, widgets};

/// Width of a letter's ground, where there is room, and its height.
const BADGE: Vec2 = vec2(24.0, 20.0);
/// Between the letters of a cell.
const BADGE_GAP: f32 = 3.0;
/// Radius of the mark of a row that findings are about.
const MARK: f32 = 3.0;
/// Height of the text in heads and cells.
pub(super) const SMALL: f32 = 11.5;

/// What is painted, and how it is seen.
pub(super) struct Painting<'a> {
    pub(super) shown: &'a Shown,
    pub(super) chart: &'a Chart,
    pub(super) selected: Option<&'a PositionId>,
    pub(super) palette: &'static Palette,
    /// On the screen.
    pub(super) view: Rect,
    /// How far the matrix is scrolled.
    pub(super) offset: Vec2,
    pub(super) cursor: Spot,
    pub(super) has_focus: bool,
    pub(super) hovered: Option<Place>,
}

impl Painting<'_> {
    /// Paints it all. Gives the cell that was chosen by ear, without the pointer.
    pub(super) fn paint(&self, ui: &mut Ui, queue: &mut Queue) -> Option<Spot> {
        let body = Rect::from_min_max(self.view.min + vec2(self.texts(), HEAD), self.view.max);
        let lines = Rect::from_min_max(pos2(self.view.left(), body.top()), self.view.max);
        let heads = Rect::from_min_max(pos2(body.left(), self.view.top()), self.view.max);
        self.grounds(&ui.painter_at(lines));
        let chosen_cell = self.cells(ui, body);
        let chosen_text = self.line_texts(ui, lines);
        self.column_heads(ui, heads, queue);
        self.edges(ui, body);
        self.ring(ui, body, lines);
        chosen_cell.or(chosen_text)
    }

    fn texts(&self) -> f32 {
        self.shown.geometry.texts
    }

    fn line_range(&self) -> std::ops::Range<usize> {
        self.shown.geometry.lines_in(self.offset, self.view.size())
    }

    pub(super) fn column_range(&self) -> std::ops::Range<usize> {
        self.shown.geometry.columns_in(self.offset, self.view.size())
    }

    /// Where a cell is on the screen.
    fn rect(&self, spot: Spot) -> Rect {
        self.shown.geometry.in_view(spot, self.offset).translate(self.view.min.to_vec2())
    }

    /// A line from edge to edge.
    fn band(&self, line: usize) -> Rect {
        let rect = self.rect(Spot { line, column: 0 });
        let right = (self.view.left() + self.shown.geometry.size().x - self.offset.x).min(self.view.right());
        rect.with_max_x(right.max(rect.right()))
    }

    pub(super) fn color(colour: Colour) -> Color32 {
        style::color(colour)
    }

    /// Grounds of groups and of what the pointer is on, and the lines between rows.
    fn grounds(&self, painter: &Painter) {
        let palette = self.palette;
        let hovered_line = match self.hovered {
            Some(Place::Spot(spot)) => Some(spot.line),
            _ => None,
        };
        for line in self.line_range() {
            let band = self.band(line);
            if matches!(self.shown.lines.get(line), Some(Line::Head(..))) {
                painter.rect_filled(band, 0, Self::color(palette.canvas));
            } else if hovered_line == Some(line) {
                painter.rect_filled(band, 0, Self::color(palette.panel.mixed(palette.text, 0.035)));
            }
            painter.hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, Self::color(palette.line)));
        }
    }

    fn cells(&self, ui: &Ui, body: Rect) -> Option<Spot> {
        let mut chosen = None;
        let painter = ui.painter_at(body);
        let faint = Stroke::new(1.0, Self::color(self.palette.panel.mixed(self.palette.line, 0.6)));
        for line in self.line_range() {
            for column in self.column_range() {
                let spot = Spot { line, column };
                if self.shown.row_at(line).is_some() {
                    let rect = self.rect(spot);
                    painter.vline(rect.right() - 0.5, rect.y_range(), faint);
                    if self.cell(ui, body, spot) {
                        chosen = Some(spot);
                    }
                }
            }
        }
        chosen
    }

    /// Says whether the cell was chosen by ear.
    fn cell(&self, ui: &Ui, body: Rect, spot: Spot) -> bool {
        let (rect, painter) = (self.rect(spot), ui.painter_at(body));
        let visible = rect.intersect(body);
        if let Some(cell) = self.shown.cell(self.chart, spot) {
            self.letters(&painter, rect, cell.cell());
            cell_node(ui, visible, spot, || cell.name(), || cell.hint())
        } else if let Some(gathered) = self.shown.gathered(self.chart, spot) {
            self.letters(&painter, rect, Cell { own: Letters::NONE, from_role: gathered.letters() });
            cell_node(ui, visible, spot, || gathered.name(), || gathered.hint())
        } else {
            false
        }
    }

    /// The letters of a cell: filled where they are the column's own, outlined where they come from elsewhere.
    fn letters(&self, painter: &Painter, rect: Rect, Cell { own, from_role }: Cell) {
        #[expect(clippy::cast_precision_loss, reason = "there are at most eight letters")]
        let count = (own.len() + from_role.len()) as f32;
        if count < 1.0 {
            return;
        }
        let room = rect.width() - 8.0 + BADGE_GAP;
        let size = vec2((room / count - BADGE_GAP).min(BADGE.x), BADGE.y);
        let width = count * (size.x + BADGE_GAP) - BADGE_GAP;
        let mut at = pos2(rect.center().x - width / 2.0, rect.center().y - size.y / 2.0);
        for (letters, is_own) in [(own, true), (from_role, false)] {
            at = self.badges(painter, at, size, letters, is_own);
        }
    }

    fn badges(&self, painter: &Painter, mut at: Pos2, size: Vec2, letters: Letters, is_own: bool) -> Pos2 {
        for involvement in letters.iter() {
            let color = style::involvement(involvement, self.palette);
            let badge = Rect::from_min_size(at, size);
            let font = if is_own {
                painter.rect_filled(badge, 5, color.gamma_multiply(0.14));
                fonts::semibold(SMALL)
            } else {
                let stroke = Stroke::new(1.0, color.gamma_multiply(0.45));
                painter.rect_stroke(badge, 5, stroke, StrokeKind::Inside);
                fonts::regular(SMALL)
            };
            painter.text(badge.center(), Align2::CENTER_CENTER, involvement.letter(), font, color);
            at.x += size.x + BADGE_GAP;
        }
        at
    }

    fn line_texts(&self, ui: &Ui, lines: Rect) -> Option<Spot> {
        let mut chosen = None;
        let texts = lines.with_max_x(lines.left() + self.texts());
        for line in self.line_range() {
            let rect = self.rect(Spot { line, column: 0 });
            match self.shown.lines.get(line) {
                Some(Line::Head(head, count)) => self.group_head(ui, lines, rect, *head, *count),
                Some(Line::Row(row)) if self.row_text(ui, texts, rect, line, *row) => {
                    chosen = Some(Spot { line, column: 0 });
                }
                _ => {}
            }
        }
        chosen
    }

    fn group_head(&self, ui: &Ui, lines: Rect, rect: Rect, head: Head, count: usize) {
        let name = match head {
            Head::Holder(holder) => holder_name(self.chart, &self.shown.table.holder(holder).holder),
            Head::NoHolder => "No one responsible".to_owned(),
            Head::Alike => "Nearly the same".to_owned(),
            Head::NoOther => "No other like it".to_owned(),
        };
        let painter = ui.painter_at(lines);
        let left = rect.left_center() + vec2(TEXT_LEFT, 1.0);
        let font = fonts::semibold(style::SECONDARY);
        let drawn = painter.text(left, Align2::LEFT_CENTER, &name, font, Self::color(self.palette.muted));
        let behind = pos2(drawn.right() + 8.0, left.y);
        let (count_text, font) = (widgets::thousands(count), fonts::regular(style::SECONDARY));
        painter.text(behind, Align2::LEFT_CENTER, count_text, font, Self::color(self.palette.faint));
        let node = ui.interact(rect.intersect(lines), Id::unique(("matrix group", name.as_str())), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name} {count}")));
    }

    /// Says whether the text was chosen by ear.
    fn row_text(&self, ui: &Ui, texts: Rect, rect: Rect, line: usize, row: usize) -> bool {
        let Some(facts) = self.shown.table.row(row) else { return false };
        let palette = self.palette;
        let painter = ui.painter_at(texts);
        let color = if facts.held.is_empty() { palette.muted } else { palette.text };
        let width = rect.width() - TEXT_LEFT - TEXT_RIGHT;
        let font = fonts::regular(style::TEXT);
        let galley = wrapped(&painter, &facts.text, TextFormat::simple(font, Self::color(color)), width, TEXT_LINES);
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(rect.left() + TEXT_LEFT, top), galley, Color32::PLACEHOLDER);
        let remarks = self.shown.remarks.get(&row).map_or(&[][..], Vec::as_slice);
        if !remarks.is_empty() {
            let at = pos2(rect.right() - 15.0, rect.center().y);
            painter.circle_filled(at, MARK, Self::color(palette.warning).gamma_multiply(0.7));
        }
        let node = ui.interact(rect.intersect(texts), Id::unique(("matrix row", line)), Sense::hover());
        let node = node.on_hover_ui(|ui| {
            ui.label(hint_of_row(self.chart, &self.shown.table, facts, remarks));
        });
        node.widget_info(|| WidgetInfo::labeled(egui::Role::RowHeader, true, &facts.text));
        ui.accesskit_node_builder(node.id, |builder| {
            if !remarks.is_empty() {
                builder.set_description(remarks.join("\n"));
            }
        });
        is_chosen_by_ear(ui, &node)
    }

    /// The corner, and the lines between what stays and what is scrolled.
    fn edges(&self, ui: &Ui, body: Rect) {
        let palette = self.palette;
        let painter = ui.painter_at(self.view);
        let corner = Rect::from_min_max(self.view.min, body.min);
        painter.rect_filled(corner, 0, Self::color(palette.panel));
        let at = corner.left_bottom() + vec2(TEXT_LEFT, -11.0);
        let (font, color) = (fonts::semibold(style::SECONDARY), Self::color(palette.muted));
        painter.text(at, Align2::LEFT_CENTER, "Responsibility", font, color);
        let edge = |is_scrolled: bool| {
            let ink = if is_scrolled { palette.connector } else { palette.card_border };
            Stroke::new(1.0, Self::color(ink))
        };
        painter.hline(self.view.x_range(), body.top() - 0.5, edge(self.offset.y > 0.0));
        painter.vline(body.left() - 0.5, self.view.y_range(), edge(self.offset.x > 0.0));
    }

    fn ring(&self, ui: &Ui, body: Rect, lines: Rect) {
        let clip = if self.cursor.column == 0 { lines } else { body };
        let colour = if self.has_focus { self.palette.accent } else { self.palette.card_border };
        let rect = self.rect(self.cursor).shrink2(vec2(1.0, 1.0));
        if self.shown.row_at(self.cursor.line).is_some() {
            let stroke = Stroke::new(2.0, Self::color(colour));
            ui.painter_at(clip).rect_stroke(rect, 5, stroke, StrokeKind::Inside);
        }
    }
}

/// Says whether the cell was chosen by ear.
fn cell_node(ui: &Ui, rect: Rect, spot: Spot, name: impl Fn() -> String, hint: impl FnOnce() -> String) -> bool {
    let node = ui.interact(rect, Id::unique(("matrix cell", spot.line, spot.column)), Sense::hover());
    let node = node.on_hover_ui(|ui| {
        ui.label(hint());
    });
    node.widget_info(|| WidgetInfo::labeled(egui::Role::GridCell, true, name()));
    ui.accesskit_node_builder(node.id, |builder| {
        builder.set_row_index(spot.line + 1);
        builder.set_column_index(spot.column);
    });
    is_chosen_by_ear(ui, &node)
}

/// Whether a screen reader has clicked the node, which the pointer does by its place.
pub(super) fn is_chosen_by_ear(ui: &Ui, node: &Response) -> bool {
    ui.accesskit_node_builder(node.id, |builder| builder.add_action(egui::accesskit::Action::Click));
    ui.input(|input| input.has_accesskit_action_request(node.id, egui::accesskit::Action::Click))
}

/// A text of several lines at most, which ends in "…" where it is longer.
fn wrapped(painter: &Painter, text: &str, format: TextFormat, width: f32, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.append(&text.chars().take(400).collect::<String>(), 0.0, format);
    job.wrap = TextWrapping { max_width: width.max(8.0), max_rows: lines, ..TextWrapping::default() };
    painter.layout_job(job)
}
