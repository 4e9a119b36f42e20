//! The "+" handles at the sides of the card under the pointer, and what an empty canvas says.

use egui::{CursorIcon, DragAndDrop, Id, Pos2, Rect as ScreenRect, Sense, Ui, Vec2};

use super::{Canvas, Scene};
use crate::model::{Direction, PositionId};
use crate::ui::action::Action;
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, style, widgets};

/// Radius of a handle, in points.
const RADIUS: f32 = 9.0;
/// Half the length of the plus's lines, in points.
const ARM: f32 = 4.5;
/// From the card's edge to a handle's middle, in points.
const DISTANCE: f32 = 15.0;
/// Zoom below which handles would be larger than what they stand at.
const HANDLES_FROM: f64 = 0.4;

impl Canvas {
    pub(super) fn handles(&self, ui: &Ui, scene: Scene<'_>, queue: &mut Queue) {
        // Whatever is carried, from wherever: nobody wants to add something meanwhile.
        let is_dragging = ui.input(|input| input.pointer.is_decidedly_dragging());
        let carries = self.drag.is_some() || DragAndDrop::has_any_payload(ui);
        if is_dragging || carries || self.rename.is_some() || self.camera.zoom < HANDLES_FROM {
            return;
        }
        let Some((id, card)) = self.card_near_pointer(ui) else { return };
        let direction = scene.editor.chart().direction();
        // A folded card's pill stands where the handle for a report would.
        let is_folded = scene.view.is_folded(&id);
        for (action, side) in
            sides(direction).into_iter().filter(|(action, _)| !is_folded || *action != Action::AddReport)
        {
            let at = card.center() + side * (card.size() / 2.0 + Vec2::splat(DISTANCE));
            handle(ui, &id, action, at, queue);
        }
    }

    /// The card under the pointer, or the one whose handle the pointer is on its way to.
    fn card_near_pointer(&self, ui: &Ui) -> Option<(PositionId, ScreenRect)> {
        let at = ui.input(|input| input.pointer.hover_pos()).filter(|at| self.rect.contains(*at))?;
        if ui.ctx().layer_id_at(at).is_some_and(|layer| layer != ui.layer_id()) {
            return None;
        }
        let reach = f64::from(DISTANCE + RADIUS) / self.camera.zoom;
        let point = self.camera.chart_from_screen(self.rect, at);
        let around = crate::geometry::Rect::new(point.x, point.y, 0.0, 0.0).grown(reach);
        let ranks = self.layout.cards_in(&around);
        let exact = self.layout.card_at(point);
        let rank = exact.or_else(|| ranks.first().copied())?;
        let id = self.layout.cards()[rank].id.clone();
        let card = self.card_on_screen(&id)?;
        Some((id, card))
    }
}

/// Which handle stands on which side, whichever way the chart grows.
const fn sides(direction: Direction) -> [(Action, Vec2); 3] {
    let (down, along) = match direction {
        Direction::TopDown => (Vec2::new(0.0, 1.0), Vec2::new(1.0, 0.0)),
        Direction::BottomUp => (Vec2::new(0.0, -1.0), Vec2::new(1.0, 0.0)),
        Direction::LeftRight => (Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0)),
        Direction::RightLeft => (Vec2::new(-1.0, 0.0), Vec2::new(0.0, 1.0)),
    };
    let back = Vec2::new(-along.x, -along.y);
    [(Action::AddReport, down), (Action::AddSiblingBefore, back), (Action::AddSibling, along)]
}

fn handle(ui: &Ui, id: &PositionId, action: Action, at: Pos2, queue: &mut Queue) {
    let palette = style::palette(ui);
    let rect = ScreenRect::from_center_size(at, Vec2::splat(2.0 * RADIUS + 4.0));
    let response = ui.interact(rect, Id::unique(("handle", id, action)), Sense::click());
    let fill = if response.hovered() { palette.accent } else { palette.card };
    let ink = if response.hovered() { palette.card } else { palette.accent };
    let edge = egui::Stroke::new(1.25, style::color(palette.accent));
    ui.painter().circle(at, RADIUS, style::color(fill), edge);
    let stroke = egui::Stroke::new(1.5, style::color(ink));
    ui.painter().hline(at.x - ARM..=at.x + ARM, at.y, stroke);
    ui.painter().vline(at.x, at.y - ARM..=at.y + ARM, stroke);
    let label = action.entry().label;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(label);
    if response.clicked() {
        queue.push(Request::Select(Some(id.clone())));
        queue.act(action);
    }
}

/// What an empty canvas says.
pub(super) fn empty_hint(ui: &mut Ui, canvas: ScreenRect, queue: &mut Queue) {
    let area = ScreenRect::from_center_size(canvas.center(), Vec2::new(340.0, 150.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(egui::RichText::new("An empty chart").font(fonts::semibold(18.0)));
            ui.add_space(4.0);
            widgets::hint(ui, "Press Tab to add the first position, or paste an indented list.");
            ui.add_space(10.0);
            if widgets::primary_button(ui, "Add top position").clicked() {
                queue.act(Action::AddTop);
            }
        });
    });
}
