//! From one layout to the next: the card that is worked on holds still, the others glide.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Ui, Vec2};

use super::camera::Camera;
use super::painter::f32_of;
use super::{Canvas, Scene};
use crate::editor::Editor;
use crate::geometry::{Point, Rect};
use crate::layout::{self, Layout};
use crate::model::PositionId;

/// The zoom from which responsibilities can be read without effort.
const READABLE: f64 = 0.65;
/// How long cards glide to their new places, in seconds.
const GLIDE_SECS: f64 = 0.18;
/// The most cards that glide; more jump.
const MOST_GLIDING: usize = 500;
/// How far outside the view a card still glides, in chart units.
const GLIDE_MARGIN: f64 = 400.0;

/// What the camera does as soon as the layout is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    FitAll,
    FirstLook,
    FitBranch(PositionId),
    Show(PositionId),
}

/// What a layout was made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LayoutKey {
    pub(super) revision: u64,
    pub(super) fold_revision: u64,
    pub(super) duties: layout::Duties,
    pub(super) document: u64,
}

/// The most moves of the camera that are remembered.
const LONGEST_TRAIL: usize = 200;

/// How steps of the history have moved the camera, so that taking one back moves it back, unless the person has moved it
/// since: what is undone looks as it did before it was done.
#[derive(Debug, Default)]
pub(super) struct Trail(Vec<Move>);

/// A move of the camera with a change from so many steps to so many.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Move {
    steps: (usize, usize),
    camera: (Camera, Camera),
}

impl Trail {
    /// Where the camera was before the steps that are taken back now, if it is still where they left it.
    fn way_back(&self, from: usize, to: usize, camera: Camera) -> Option<Camera> {
        let goes_there = |it: &&Move| it.steps == (to, from) && it.camera.1 == camera;
        self.0.iter().rev().find(goes_there).map(|it| it.camera.0)
    }

    fn note(&mut self, from: usize, to: usize, before: Camera, after: Camera) {
        if from == to {
            return;
        }
        // What led to this state before is out of date.
        self.0.retain(|it| it.steps != (from, to));
        if self.0.len() == LONGEST_TRAIL {
            self.0.remove(0);
        }
        self.0.push(Move { steps: (from, to), camera: (before, after) });
    }
}

/// Where cards glide from.
#[derive(Debug)]
pub(super) struct Glide {
    from: HashMap<PositionId, Point>,
    started: f64,
}

impl Glide {
    /// How much of the way is still to go: 1 at the start, 0 at the end; slowing down towards the end.
    fn remaining(&self, now: f64) -> f64 {
        let share = ((now - self.started) / GLIDE_SECS).clamp(0.0, 1.0);
        (1.0 - share).powi(3)
    }

    /// How far from its place a card still is, in chart units.
    pub(super) fn offset(&self, ui: &Ui, id: &PositionId, place: &Rect) -> Vec2 {
        let Some(from) = self.from.get(id) else { return Vec2::ZERO };
        let remaining = self.remaining(ui.input(|input| input.time));
        Vec2::new(f32_of((from.x - place.x) * remaining), f32_of((from.y - place.y) * remaining))
    }
}

impl Canvas {
    pub(super) fn update_layout(&mut self, ui: &Ui, scene: Scene<'_>) {
        let Scene { editor, view, .. } = scene;
        let key = LayoutKey {
            revision: editor.revision(),
            fold_revision: view.fold_revision(),
            duties: view.duties,
            document: self.document,
        };
        if self.key == Some(key) {
            return;
        }
        let direction = editor.chart().direction();
        let options = layout::Options { direction, duties: view.duties, folded: view.folded() };
        let new = layout::lay_out(editor.chart(), &options);
        if self.key.is_some() {
            let anchor = self.anchor.take();
            let (from, to, before) = (self.steps, editor.steps(), self.camera);
            self.camera = self.trail.way_back(from, to, before).unwrap_or_else(|| {
                let shift = self.shift_of_anchor(editor, &new, anchor.as_ref());
                Camera { center: before.center.offset(shift.x, shift.y), ..before }
            });
            self.trail.note(from, to, before, self.camera);
            let (old, now) = (before.center, self.camera.center);
            self.start_glide(ui, &new, Point::new(now.x - old.x, now.y - old.y));
        }
        self.steps = editor.steps();
        self.layout = Arc::new(new);
        self.key = Some(key);
    }

    /// How far the card that is worked on moves, so that the camera can move with it: the selected one, or, where that is
    /// new, its manager.
    fn shift_of_anchor(&self, editor: &Editor, new: &Layout, chosen: Option<&PositionId>) -> Point {
        let is_in_both = |id: &&PositionId| self.layout.card_of(id).is_some() && new.card_of(id).is_some();
        let selected = editor.selection().primary();
        let above = selected.and_then(|id| editor.chart().managers_of(id).find(is_in_both));
        let anchor = chosen.filter(is_in_both).or(selected.filter(is_in_both)).or(above);
        let places = anchor.and_then(|id| Some((self.layout.card_of(id)?.rect, new.card_of(id)?.rect)));
        places.map_or_else(Point::default, |(old, new)| Point::new(new.x - old.x, new.y - old.y))
    }

    fn start_glide(&mut self, ui: &Ui, new: &Layout, shift: Point) {
        self.glide = None;
        let view = self.camera.view(self.rect).grown(GLIDE_MARGIN);
        let in_view = new.cards_in(&view);
        let is_still = ui.style().animation_time == 0.0;
        if is_still || in_view.len() > MOST_GLIDING {
            return;
        }
        let moved = in_view.into_iter().filter_map(|rank| {
            let card = &new.cards()[rank];
            let old = self.layout.card_of(&card.id)?.rect.min().offset(shift.x, shift.y);
            let distance = (old.x - card.rect.x).abs() + (old.y - card.rect.y).abs();
            (distance > 0.5).then(|| (card.id.clone(), old))
        });
        let from: HashMap<PositionId, Point> = moved.collect();
        if !from.is_empty() {
            self.glide = Some(Glide { from, started: ui.input(|input| input.time) });
        }
    }

    /// Asks for another frame while cards glide; forgets the glide once they have arrived.
    pub(super) fn keep_gliding(&mut self, ui: &Ui) {
        if let Some(glide) = &self.glide {
            if glide.remaining(ui.input(|input| input.time)) > 0.0 {
                ui.request_repaint();
            } else {
                self.glide = None;
            }
        }
    }

    pub(super) fn grant_wish(&mut self, scene: Scene<'_>) {
        let Some(wish) = self.wish.take() else { return };
        match wish {
            Wish::FitAll | Wish::FirstLook if self.layout.cards().is_empty() => {}
            Wish::FirstLook => self.look_first(),
            Wish::FitAll => {
                self.camera.fit(self.rect, &self.layout.bounds());
                self.fitted = Some(self.camera);
            }
            Wish::FitBranch(id) => {
                if let Some(area) = self.area_of_branch(scene, &id) {
                    self.camera.fit(self.rect, &area.grown(40.0));
                }
            }
            Wish::Show(id) => {
                if let Some(card) = self.layout.card_of(&id) {
                    self.camera.bring_into_view(self.rect, &card.rect);
                }
            }
        }
    }

    /// The whole chart where it can be read then; otherwise its top, as large as can be read.
    fn look_first(&mut self) {
        self.camera.fit(self.rect, &self.layout.bounds());
        if self.camera.zoom >= READABLE {
            self.fitted = Some(self.camera);
            return;
        }
        self.camera.zoom = READABLE;
        let (bounds, top) = (self.layout.bounds(), self.layout.cards()[0].rect);
        let view = self.camera.view(self.rect);
        let from = |low: f64, length: f64, room: f64, middle: f64| {
            if length <= room { low + length / 2.0 } else { middle.clamp(low + room / 2.0, low + length - room / 2.0) }
        };
        self.camera.center = Point::new(
            from(bounds.x, bounds.width, view.width, top.center().x),
            from(bounds.y, bounds.height, view.height, top.center().y),
        );
    }

    fn area_of_branch(&self, scene: Scene<'_>, id: &PositionId) -> Option<Rect> {
        let cards = scene.editor.chart().branch(id).filter_map(|visit| self.layout.card_of(&visit.position.id));
        cards.map(|card| card.rect).reduce(|all, rect| all.union(&rect))
    }
}
