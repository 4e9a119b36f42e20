//! The responsibilities on the cards: which one is under the pointer, taking it, and dropping one on a card.

use egui::{CursorIcon, DragAndDrop, Pos2, Rect as ScreenRect, Response, Stroke, StrokeKind, Ui};

use super::painting::detail_at;
use super::{Canvas, Scene};
use crate::display_list::Detail;
use crate::layout::card::compose;
use crate::model::{Chart, Holder, Position, PositionId};
use crate::theme::{Colour, Palette};
use crate::ui::duty::{self, DutyPayload, Offer};
use crate::ui::request::Queue;
use crate::ui::style;

/// How strongly the responsibility under the pointer is tinted.
const TINT: f32 = 0.12;

/// In whose list the n-th of a position's responsibilities stands, and where there: its role's come first.
fn list_of(chart: &Chart, position: &Position, nth: usize) -> (Holder, usize) {
    let of_role = chart.role_of(position).filter(|role| nth < role.responsibilities.len());
    let before = chart.role_of(position).map_or(0, |role| role.responsibilities.len());
    match of_role {
        Some(role) => (Holder::Role(role.id.clone()), nth),
        None => (Holder::Position(position.id.clone()), nth - before),
    }
}

impl Canvas {
    /// Where a card shows its n-th responsibility on the screen; nothing where it doesn't.
    pub(crate) fn duty_on_screen(&self, chart: &Chart, id: &PositionId, nth: usize) -> Option<ScreenRect> {
        let (card, position) = (self.layout.card_of(id)?, chart.position(id)?);
        let content = compose(position, chart.role_of(position), self.layout.duties());
        let room = content.duties.get(nth)?.moved(card.rect.x, card.rect.y);
        Some(self.camera.screen_from_chart_rect(self.rect, &room))
    }

    /// The responsibility that a card shows at a place on the screen, and the room of its text there.
    fn duty_under(&self, scene: Scene<'_>, at: Pos2) -> Option<(DutyPayload, ScreenRect)> {
        if detail_at(self.camera.zoom) != Detail::Full || self.glide.is_some() {
            return None;
        }
        let chart = scene.editor.chart();
        let point = self.camera.chart_from_screen(self.rect, at);
        let card = &self.layout.cards()[self.layout.card_at(point)?];
        let position = chart.position(&card.id)?;
        let content = compose(position, chart.role_of(position), self.layout.duties());
        let mut rooms = content.duties.iter().map(|room| room.moved(card.rect.x, card.rect.y)).enumerate();
        let (nth, room) = rooms.find(|(_, room)| room.contains(point))?;
        let (holder, index) = list_of(chart, position, nth);
        let payload = DutyPayload::of_line(chart, holder, index, Some(card.id.clone()))?;
        Some((payload, self.camera.screen_from_chart_rect(self.rect, &room)))
    }

    /// Takes the responsibility at a place where a drag has begun; says whether there is one.
    pub(super) fn take_duty(&mut self, ui: &Ui, scene: Scene<'_>, at: Pos2) -> bool {
        let Some((payload, _)) = self.duty_under(scene, at) else { return false };
        DragAndDrop::set_payload(ui, payload);
        self.carries_duty = true;
        true
    }

    /// A responsibility that is dropped on a card, wherever it comes from.
    pub(super) fn take_dropped_duty(&mut self, ui: &Ui, response: &Response, scene: Scene<'_>, queue: &mut Queue) {
        if !ui.input(|input| input.pointer.any_down()) {
            self.carries_duty = false;
        }
        let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
        if !duty::is_carried(ui) || !response.contains_pointer() {
            return;
        }
        self.scroll_at_edges(ui, at);
        let Some(over) = self.card_under(at) else { return };
        match duty::accept(response, scene.editor, &Holder::Position(over.clone()), queue) {
            Some(Offer::Taken) => self.anchor = Some(over),
            Some(Offer::Hovers(colour)) => {
                if let Some(card) = self.card_on_screen(&over) {
                    self.paint_target(ui, card, colour);
                }
            }
            None => {}
        }
    }

    /// A ring around the card that something would be dropped on.
    pub(super) fn paint_target(&self, ui: &Ui, card: ScreenRect, colour: Colour) {
        let stroke = Stroke::new(2.5, style::color(colour));
        ui.painter_at(self.rect).rect_stroke(card, 8, stroke, StrokeKind::Outside);
    }

    /// Says that the responsibility under the pointer can be taken.
    pub(super) fn paint_duty_under_pointer(&self, ui: &Ui, response: &Response, scene: Scene<'_>, palette: &Palette) {
        let is_busy = self.drag.is_some() || self.rename.is_some() || ui.input(|input| input.pointer.any_down());
        if is_busy || scene.is_blocked || !response.contains_pointer() {
            return;
        }
        let Some(at) = ui.input(|input| input.pointer.hover_pos()) else { return };
        if let Some((_, room)) = self.duty_under(scene, at) {
            let tint = style::color(palette.accent).gamma_multiply(TINT);
            ui.painter_at(self.rect).rect_filled(room.expand(2.0), 4, tint);
            ui.set_cursor_icon(CursorIcon::Grab);
        }
    }
}
