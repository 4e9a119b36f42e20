//! What the pointer does: pan, zoom, select, rename, drag, and ask for a menu.

use egui::{CursorIcon, Key, Modifiers, PointerButton, Pos2, Response, Ui, Vec2};

use super::drag::{Axis, Drag, Zone, place_of_drop};
use super::{Canvas, Scene};
use crate::editor::Command;
use crate::geometry::Rect;
use crate::model::{Direction, Place, PositionId, RoleId};
use crate::ui::action::Action;
use crate::ui::request::{Queue, Request};
use crate::ui::widgets::{self, Possible};
use crate::ui::{keys, style};

/// Scroll wheel units that double the zoom.
const WHEEL_UNITS_PER_DOUBLING: f64 = 500.0;
/// How close to the canvas's edge a drag scrolls it, in points.
const EDGE: f32 = 36.0;
/// A card's pill lies no further from it than this, in chart units.
const PILL_REACH: f64 = 60.0;
/// Scrolling at the edge, in points a second.
const EDGE_SPEED: f32 = 700.0;

impl Canvas {
    /// The card under a place on the screen.
    pub(super) fn card_under(&self, at: Pos2) -> Option<PositionId> {
        let rank = self.layout.card_at(self.camera.chart_from_screen(self.rect, at))?;
        Some(self.layout.cards()[rank].id.clone())
    }

    pub(super) fn move_camera(&mut self, ui: &Ui, response: &Response) {
        if let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.contains_pointer()) {
            let (scroll, pinch, zooms) =
                ui.input(|input| (input.smooth_scroll_delta(), f64::from(input.zoom_delta()), input.modifiers.command));
            if (pinch - 1.0).abs() > 1e-6 {
                self.camera.zoom_at(self.rect, at, pinch);
            } else if zooms {
                let factor = (f64::from(scroll.y) / WHEEL_UNITS_PER_DOUBLING).exp2();
                self.camera.zoom_at(self.rect, at, factor);
            } else if scroll != Vec2::ZERO {
                self.camera.pan(scroll);
            }
        }
        let space = ui.input(|input| input.key_down(Key::Space)) && self.rename.is_none();
        let on_empty = self.drag.is_none() && !self.carries_duty && response.dragged_by(PointerButton::Primary);
        if response.dragged_by(PointerButton::Middle) || on_empty {
            self.camera.pan(response.drag_delta());
            self.panned_with_space |= space;
            ui.set_cursor_icon(CursorIcon::Grabbing);
        } else if space && response.contains_pointer() {
            ui.set_cursor_icon(CursorIcon::Grab);
        }
    }

    pub(super) fn pointer(&mut self, ui: &Ui, response: &Response, scene: Scene<'_>, queue: &mut Queue) {
        if response.is_pointer_button_down_on() && self.rename.is_none() {
            response.request_focus();
        }
        self.clicks(response, scene, queue);
        self.go_on_dragging(ui, response, scene, queue);
        // Before others look: whoever asks for what is let go gets it out of the way, whatever it is.
        self.take_dropped_duty(ui, response, scene, queue);
        self.take_dropped_role(ui, response, queue);
    }

    /// A role that is dragged here from the library becomes a position.
    fn take_dropped_role(&self, ui: &Ui, response: &Response, queue: &mut Queue) {
        let under = || ui.input(|input| input.pointer.interact_pos()).and_then(|at| self.card_under(at));
        if response.dnd_hover_payload::<RoleId>().is_some()
            && let Some(card) = under().and_then(|id| self.card_on_screen(&id))
        {
            self.paint_target(ui, card, style::palette(ui).accent);
        }
        if let Some(role) = response.dnd_release_payload::<RoleId>() {
            queue.push(Request::AddWithRole(RoleId::clone(&role), under()));
        }
    }

    fn clicks(&mut self, response: &Response, scene: Scene<'_>, queue: &mut Queue) {
        // With the keyboard on the canvas, Enter and Space would count as clicks, too.
        let clicked = response.clicked_by(PointerButton::Primary) || response.secondary_clicked();
        if !clicked {
            return;
        }
        let under = response.interact_pointer_pos().and_then(|at| self.pill_or_card_under(at));
        match under {
            Some(Under::Pill(id)) => queue.push(Request::ToggleFold(id)),
            Some(Under::Card(id)) => {
                if response.double_clicked() {
                    queue.push(Request::Rename(id.clone(), None));
                } else {
                    queue.push(Request::Select(Some(id.clone())));
                }
                self.menu_for = Some(id);
            }
            None => {
                queue.push(Request::Select(None));
                self.menu_for = None;
                if response.double_clicked() && scene.editor.chart().is_empty() {
                    queue.act(Action::AddTop);
                }
            }
        }
    }

    fn pill_or_card_under(&self, at: Pos2) -> Option<Under> {
        let point = self.camera.chart_from_screen(self.rect, at);
        let around = Rect::new(point.x, point.y, 0.0, 0.0).grown(PILL_REACH);
        let nearby = self.layout.cards_in(&around).into_iter().map(|rank| &self.layout.cards()[rank]);
        let pill = nearby.into_iter().find(|card| card.pill.is_some_and(|pill| pill.contains(point)));
        if let Some(card) = pill {
            return Some(Under::Pill(card.id.clone()));
        }
        self.card_under(at).map(Under::Card)
    }

    pub(super) fn start_drag(&mut self, ui: &Ui, response: &Response, scene: Scene<'_>) {
        if !response.drag_started_by(PointerButton::Primary) || ui.input(|input| input.key_down(Key::Space)) {
            return;
        }
        let Some(taken) = ui.input(|input| input.pointer.press_origin()) else { return };
        if self.take_duty(ui, scene, taken) {
            return;
        }
        let Some(id) = self.card_under(taken) else { return };
        let corner = self.card_on_screen(&id).map_or(taken, |card| card.min);
        self.drag = Some(Drag { id, grip: taken - corner, over: None });
    }

    fn go_on_dragging(&mut self, ui: &Ui, response: &Response, scene: Scene<'_>, queue: &mut Queue) {
        let Some(Drag { id, .. }) = self.drag.clone() else { return };
        if ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape)) {
            self.drag = None;
            // Otherwise the rest of the way would pan.
            ui.stop_dragging();
            return;
        }
        let at = ui.input(|input| input.pointer.interact_pos());
        let over = at.and_then(|at| self.drop_target(scene, at));
        if response.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
            self.drag = None;
            if let Some((over, zone)) = over.filter(|(over, _)| *over != id) {
                self.drop_on(scene, id, over, zone, queue);
            }
            return;
        }
        if let Some(at) = at {
            self.scroll_at_edges(ui, at);
        }
        if let Some(drag) = &mut self.drag {
            drag.over = over;
        }
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }

    /// Moves the branch. Where it can't go, the command is refused in words.
    fn drop_on(&mut self, scene: Scene<'_>, id: PositionId, over: PositionId, zone: Zone, queue: &mut Queue) {
        let place = place_of_drop(scene.editor.chart(), &id, &over, zone);
        let place = place.unwrap_or_else(|| Place::under(over.clone(), 0));
        queue.execute(Command::Move(id, place));
        self.anchor = Some(over);
    }

    fn drop_target(&self, scene: Scene<'_>, at: Pos2) -> Option<(PositionId, Zone)> {
        let over = self.card_under(at)?;
        let card = self.card_on_screen(&over)?;
        let zone = Zone::at(card, self.axis_of_siblings(scene, &over), at);
        Some((over, zone))
    }

    /// Whether the card's siblings stand beside it or above and below, as where they are stacked.
    pub(super) fn axis_of_siblings(&self, scene: Scene<'_>, id: &PositionId) -> Axis {
        let chart = scene.editor.chart();
        let beside = || {
            let siblings = chart.reports_or_tops(chart.manager(id));
            let index = siblings.iter().position(|sibling| *sibling == id)?;
            let neighbour = siblings.get(index + 1).or_else(|| siblings.get(index.checked_sub(1)?))?;
            let (here, there) = (self.layout.card_of(id)?.rect.center(), self.layout.card_of(neighbour)?.rect.center());
            Some((here.x - there.x).abs() < (here.y - there.y).abs())
        };
        let sideways = matches!(chart.direction(), Direction::LeftRight | Direction::RightLeft);
        if beside().unwrap_or(sideways) { Axis::Down } else { Axis::Across }
    }

    pub(super) fn scroll_at_edges(&mut self, ui: &Ui, at: Pos2) {
        let push = |low: f32, high: f32, at: f32| {
            if at < low + EDGE {
                1.0
            } else if at > high - EDGE {
                -1.0
            } else {
                0.0
            }
        };
        let way =
            Vec2::new(push(self.rect.left(), self.rect.right(), at.x), push(self.rect.top(), self.rect.bottom(), at.y));
        if way != Vec2::ZERO {
            self.camera.pan(way * EDGE_SPEED * ui.input(|input| input.stable_dt).min(0.05));
            ui.request_repaint();
        }
    }

    pub(super) fn context_menu(&self, response: &Response, scene: Scene<'_>, queue: &mut Queue) {
        let Some(id) = self.menu_for.clone().filter(|id| scene.editor.chart().contains(id)) else { return };
        response.context_menu(|ui| {
            let possible = Possible::of(scene.editor);
            crate::ui::menu_bar::position_menu(ui, scene.editor, &id, possible, queue);
            ui.separator();
            widgets::menu_item(ui, queue, possible, Action::ToggleFold);
            widgets::menu_item(ui, queue, possible, Action::FitSelection);
            widgets::menu_item(ui, queue, possible, Action::HighlightLine);
        });
    }
}

/// What lies under the pointer.
enum Under {
    Card(PositionId),
    Pill(PositionId),
}
