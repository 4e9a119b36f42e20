//! What a frame paints of the chart: only what is in view, only as closely as the zoom shows.

use std::collections::HashMap;

use egui::{Align2, Rect as ScreenRect, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::drag::{Drag, Zone, place_of_drop};
use super::painter::ChartPainter;
use super::relayout::LayoutKey;
use super::{Canvas, Scene};
use crate::display_list::{self, Detail, Shape};
use crate::layout::Card;
use crate::theme::{self, Palette};
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, style, widgets};

/// Zoom from which responsibilities are legible.
const DUTIES_FROM: f64 = 0.42;
/// Zoom from which titles are legible.
const TITLES_FROM: f64 = 0.3;
/// Zoom from which names are legible.
const NAMES_FROM: f64 = 0.2;
/// Height of what follows the pointer while a card is dragged, in points.
const GHOST_HEIGHT: f32 = 36.0;
/// How strongly a card is drawn that is being dragged away.
const DRAGGED: f32 = 0.4;
/// How strongly everything is drawn that is not of a highlighted line.
const DIMMED: f32 = 0.35;
/// Zoom from which single reporting lines can be told apart.
const LINES_FROM: f64 = 0.012;

/// The shapes of the cards that were in view lately.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    made_for: Option<(LayoutKey, Detail, bool, bool)>,
    by_rank: HashMap<usize, Vec<Shape>>,
    /// The lines that were in view last, and their shapes.
    lines: (Vec<usize>, Vec<Shape>),
}

pub(super) fn detail_at(zoom: f64) -> Detail {
    if zoom >= DUTIES_FROM {
        Detail::Full
    } else if zoom >= TITLES_FROM {
        Detail::NoDuties
    } else if zoom >= NAMES_FROM {
        Detail::NameOnly
    } else {
        Detail::Block
    }
}

impl Canvas {
    pub(super) fn paint(&mut self, ui: &Ui, scene: Scene<'_>, palette: &Palette) {
        let painter = ui.painter_at(self.rect);
        let view = self.camera.view(self.rect);
        let detail = detail_at(self.camera.zoom);
        let ranks = self.layout.cards_in(&view.grown(GROWN));
        if scene.view.shows_load {
            self.loads.update(scene, self.document);
        }
        self.forget_old_drawings(scene, detail, palette);
        if self.camera.zoom >= LINES_FROM {
            let in_view = self.layout.connectors_in(&view);
            if self.drawings.lines.0 != in_view {
                let shapes = display_list::connector_shapes(&self.layout, &in_view, palette);
                self.drawings.lines = (in_view, shapes);
            }
            let opacity = if scene.view.has_highlighted_line() { DIMMED } else { 1.0 };
            self.chart_painter(&painter).shapes(&self.drawings.lines.1, Vec2::ZERO, opacity);
        }
        if detail == Detail::Block {
            self.paint_blocks(&painter, scene, palette, &ranks);
        } else {
            self.paint_cards(ui, &painter, scene, palette, &ranks, detail);
            if scene.view.shows_load {
                self.paint_loads(ui, &painter, palette, &ranks);
            }
        }
        self.paint_rings(ui, &painter, scene, palette, &ranks);
        self.keep_gliding(ui);
    }

    fn forget_old_drawings(&mut self, scene: Scene<'_>, detail: Detail, palette: &Palette) {
        let made_for = self.key.map(|key| (key, detail, palette.is_dark, scene.view.shows_load));
        if self.drawings.made_for != made_for {
            self.drawings = Drawings { made_for, ..Drawings::default() };
        }
    }

    fn chart_painter<'a>(&'a self, painter: &'a egui::Painter) -> ChartPainter<'a> {
        ChartPainter { painter, camera: &self.camera, canvas: self.rect }
    }

    fn paint_blocks(&self, painter: &egui::Painter, scene: Scene<'_>, palette: &Palette, ranks: &[usize]) {
        let chart = scene.editor.chart();
        let colours: HashMap<_, _> =
            chart.roles().iter().map(|role| (&role.id, style::color(palette.role_accent(role.colour)))).collect();
        let no_role = style::color(palette.role_accent(theme::NO_ROLE));
        self.chart_painter(painter).blocks(&self.layout, ranks, |rank| {
            if scene.view.shows_load {
                let tint = self.loads.tint(&self.layout.cards()[rank].id);
                return tint.map_or(no_role, style::color);
            }
            let role = chart.position(&self.layout.cards()[rank].id).and_then(|position| position.role.as_ref());
            role.and_then(|role| colours.get(role)).copied().unwrap_or(no_role)
        });
    }

    fn paint_cards(
        &mut self,
        ui: &Ui,
        painter: &egui::Painter,
        scene: Scene<'_>,
        palette: &Palette,
        ranks: &[usize],
        detail: Detail,
    ) {
        let chart_painter = ChartPainter { painter, camera: &self.camera, canvas: self.rect };
        for &rank in ranks {
            let card = &self.layout.cards()[rank];
            let shapes = self.drawings.by_rank.entry(rank).or_insert_with(|| {
                let tint = self.loads.tint(&card.id).filter(|_| scene.view.shows_load);
                let tinted = tint.map(|tint| Palette { card: palette.tinted_card(tint), ..*palette });
                let palette = tinted.as_ref().unwrap_or(palette);
                display_list::card_shapes(scene.editor.chart(), &self.layout, rank, palette, detail)
            });
            let is_dragged = self.drag.as_ref().is_some_and(|drag| drag.id == card.id);
            let opacity = match (is_dragged, scene.view.is_dimmed(&card.id)) {
                (true, _) => DRAGGED,
                (false, true) => DIMMED,
                (false, false) => 1.0,
            };
            let offset = self.glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(ui, &card.id, &card.rect));
            chart_painter.shapes(shapes, offset, opacity);
        }
    }

    fn paint_rings(&self, ui: &Ui, painter: &egui::Painter, scene: Scene<'_>, palette: &Palette, ranks: &[usize]) {
        let chart_painter = self.chart_painter(painter);
        for &rank in ranks {
            let card = &self.layout.cards()[rank];
            let is_selected = scene.editor.selection().contains(&card.id);
            let is_hit = scene.view.hits.contains(&card.id);
            if is_selected || is_hit {
                let color = if is_selected { palette.accent } else { palette.warning };
                let rect = self.gliding_rect(ui, card);
                chart_painter.ring(rect, style::color(color), palette);
            }
        }
    }

    pub(super) fn gliding_rect(&self, ui: &Ui, card: &Card) -> ScreenRect {
        let glide = self.glide.as_ref().map_or(Vec2::ZERO, |glide| glide.offset(ui, &card.id, &card.rect));
        let offset = glide * self.camera.screen_length(1.0);
        self.camera.screen_from_chart_rect(self.rect, &card.rect).translate(offset)
    }

    /// Gives every card in view a node that screen readers and tests find by its name.
    pub(super) fn card_nodes(&self, ui: &Ui, scene: Scene<'_>, queue: &mut Queue) {
        if detail_at(self.camera.zoom) == Detail::Block {
            return;
        }
        let chart = scene.editor.chart();
        for rank in self.layout.cards_in(&self.camera.view(self.rect)) {
            let card = &self.layout.cards()[rank];
            let Some(position) = chart.position(&card.id) else { continue };
            let rect = self.camera.screen_from_chart_rect(self.rect, &card.rect).intersect(self.rect);
            let id = egui::Id::unique(("card", &card.id));
            let node = ui.interact(rect, id, Sense::FOCUSABLE);
            let person = if position.is_vacant() { "Vacant" } else { position.person.as_str() };
            let name = format!("{person}, {}", chart.title_of(position));
            let is_selected = scene.editor.selection().contains(&card.id);
            node.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, name.clone()));
            ui.accesskit_node_builder(id, |builder| {
                builder.set_level(card.depth + 1);
                builder.set_selected(is_selected);
                if card.reports > 0 {
                    builder.set_expanded(card.hidden == 0);
                }
            });
            let asked = ui.input_mut(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click));
            if asked || node.gained_focus() {
                queue.push(Request::Select(Some(card.id.clone())));
                queue.push(Request::FocusCanvas);
            }
        }
    }

    /// The ghost under the pointer, and the three zones of the card below it.
    pub(super) fn paint_drag(&self, ui: &Ui, scene: Scene<'_>, palette: &Palette) {
        let Some(Drag { id, grip, over }) = &self.drag else { return };
        let painter = ui.painter_at(self.rect);
        if let Some((over, zone)) = over.as_ref().filter(|(over, _)| over != id) {
            self.paint_zones(&painter, scene, palette, id, over, *zone);
        }
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
        let Some(card) = self.card_on_screen(id) else { return };
        // A strip rather than the whole card: the zones below it are to be seen.
        let top = grip.y.min(GHOST_HEIGHT / 2.0);
        let ghost = ScreenRect::from_min_size(at - Vec2::new(grip.x, top), Vec2::new(card.width(), GHOST_HEIGHT));
        painter.rect(
            ghost,
            8,
            style::color(palette.card).gamma_multiply(0.85),
            Stroke::new(1.5, style::color(palette.accent)),
            StrokeKind::Inside,
        );
        let name = ghost_label(scene, id);
        painter.text(ghost.center(), Align2::CENTER_CENTER, name, fonts::semibold(14.0), style::color(palette.text));
    }

    fn paint_zones(
        &self,
        painter: &egui::Painter,
        scene: Scene<'_>,
        palette: &Palette,
        dragged: &crate::model::PositionId,
        over: &crate::model::PositionId,
        under_pointer: Zone,
    ) {
        let Some(card) = self.card_on_screen(over) else { return };
        let axis = self.axis_of_siblings(scene, over);
        for zone in Zone::ALL {
            let fits = place_of_drop(scene.editor.chart(), dragged, over, zone).is_some();
            let colour = if fits { palette.accent } else { palette.danger };
            let strength = if zone == under_pointer { 0.38 } else { 0.12 };
            let part = zone.part_of(card, axis).shrink(1.0);
            painter.rect_filled(part, 6, style::color(colour).gamma_multiply(strength));
        }
        let fits = place_of_drop(scene.editor.chart(), dragged, over, under_pointer).is_some();
        let words = match (fits, under_pointer) {
            (false, _) => "Not below itself",
            (true, Zone::Before) => "Before",
            (true, Zone::Inside) => "Reports here",
            (true, Zone::After) => "After",
        };
        let at = card.center_top() - Vec2::new(0.0, 14.0);
        let galley = painter.layout_no_wrap(words.to_owned(), fonts::semibold(12.0), style::color(palette.panel));
        let ground = ScreenRect::from_center_size(at, galley.size() + Vec2::new(14.0, 6.0));
        painter.rect_filled(ground, 6, style::color(if fits { palette.accent } else { palette.danger }));
        painter.galley(at - galley.size() / 2.0, galley, style::color(palette.panel));
    }
}

/// How far outside the view a card may lie and still show something: its pill, its ring. In chart units.
const GROWN: f64 = 40.0;

fn ghost_label(scene: Scene<'_>, id: &crate::model::PositionId) -> String {
    let chart = scene.editor.chart();
    let below = chart.branch(id).count().saturating_sub(1);
    let name = chart.position(id).map_or_else(String::new, |position| {
        let name = if position.is_vacant() { chart.title_of(position) } else { &position.person };
        name.chars().take(28).collect()
    });
    if below == 0 { name } else { format!("{name} +{}", widgets::thousands(below)) }
}
