//! The chart itself: looked at through a camera, and edited in place.

mod camera;
mod drag;
mod duties;
mod handles;
mod load;
mod navigate;
mod painter;
mod painting;
mod pointer;
mod relayout;
mod rename;

use std::collections::HashSet;
use std::sync::Arc;

use egui::{EventFilter, Id, Key, Modifiers, Rect as ScreenRect, Response, Sense, Ui};

use camera::Camera;
use drag::Drag;
pub(crate) use drag::{Axis, Zone, place_of_drop};
use load::Loads;
use navigate::Way;
use painting::Drawings;
use relayout::{Glide, LayoutKey, Trail, Wish};
pub(crate) use rename::new_role;
use rename::{Ending, Rename};

use super::action::{Action, Scope};
use super::request::{Gesture, Queue, Request};
use super::view::View;
use super::{keys, style};
use crate::editor::{Command, Editor};
use crate::layout::{self, Layout};
use crate::model::{Chart, PositionId};

/// The canvas: its camera, its layout, and what the pointer is doing.
#[derive(Debug)]
pub(crate) struct Canvas {
    camera: Camera,
    layout: Arc<Layout>,
    key: Option<LayoutKey>,
    /// Counts the documents that were shown.
    document: u64,
    drawings: Drawings,
    loads: Loads,
    glide: Option<Glide>,
    /// How many steps of the history the layout is of.
    steps: usize,
    trail: Trail,
    /// The card that holds still at the next layout, where it isn't the selected one.
    anchor: Option<PositionId>,
    wish: Option<Wish>,
    /// The camera as it was when the whole chart was fitted; while it stays so, a resized window fits the chart again.
    fitted: Option<Camera>,
    rename: Option<Rename>,
    drag: Option<Drag>,
    /// A responsibility was taken from a card, and the button is still down: the rest of the way doesn't pan.
    carries_duty: bool,
    menu_for: Option<PositionId>,
    claim: Claim,
    /// The chart was panned since Space was pressed.
    panned_with_space: bool,
    /// A menu or a list was open in the last frame: the key that closed it is not for the canvas.
    had_popup: bool,
    rect: ScreenRect,
}

impl Default for Canvas {
    fn default() -> Self {
        Self {
            camera: Camera::default(),
            layout: Arc::new(layout_of_nothing()),
            key: None,
            document: 0,
            drawings: Drawings::default(),
            loads: Loads::default(),
            glide: None,
            steps: 0,
            trail: Trail::default(),
            anchor: None,
            wish: Some(Wish::FirstLook),
            fitted: None,
            rename: None,
            drag: None,
            carries_duty: false,
            menu_for: None,
            claim: Claim::Firm,
            panned_with_space: false,
            had_popup: false,
            rect: ScreenRect::NOTHING,
        }
    }
}

/// How much the canvas wants the keyboard at the next frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Claim {
    /// Only where nobody else has it.
    #[default]
    None,
    /// Unless the person is typing in some field.
    UnlessTyping,
    /// Whoever has it.
    Firm,
}

/// What the canvas reads.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) view: &'a View,
    /// A question is open: keys are for it.
    pub(crate) is_blocked: bool,
}

impl Canvas {
    fn id() -> Id {
        Id::unique("canvas")
    }

    /// Forgets the old document's layout and looks at the whole of the new one.
    pub(crate) fn show_new_document(&mut self) {
        *self = Self { document: self.document + 1, rect: self.rect, ..Self::default() };
    }

    /// Screen points per chart unit.
    pub(crate) const fn zoom(&self) -> f64 {
        self.camera.zoom
    }

    /// Takes the keyboard at the next frame.
    pub(crate) const fn take_focus(&mut self) {
        self.claim = Claim::Firm;
    }

    pub(crate) fn zoom_by(&mut self, factor: f64) {
        self.camera.zoom_at(self.rect, self.rect.center(), factor);
    }

    pub(crate) fn zoom_to_actual(&mut self) {
        self.camera.zoom_at(self.rect, self.rect.center(), 1.0 / self.camera.zoom);
    }

    pub(crate) fn fit_all(&mut self) {
        self.wish = Some(Wish::FitAll);
    }

    pub(crate) fn fit_branch(&mut self, id: PositionId) {
        self.wish = Some(Wish::FitBranch(id));
    }

    /// Brings a card into view once it is laid out.
    pub(crate) fn show(&mut self, id: PositionId) {
        self.wish = Some(Wish::Show(id));
    }

    /// The card that holds still at the next layout, in place of the selected one.
    pub(crate) fn hold(&mut self, id: Option<PositionId>) {
        self.anchor = id;
    }

    /// Opens the field for a name. `is_new` says that the position was added for it.
    pub(crate) fn start_rename(&mut self, editor: &Editor, id: PositionId, typed: Option<String>, is_new: bool) {
        self.wish = Some(Wish::Show(id.clone()));
        self.rename = Some(Rename::new(editor.chart(), id, typed, is_new));
    }

    /// Whether a name is being typed.
    pub(crate) const fn is_renaming(&self) -> bool {
        self.rename.is_some()
    }

    /// The name that is being typed.
    pub(crate) fn typed_name(&self) -> Option<&str> {
        self.rename.as_ref().map(Rename::text)
    }

    /// The change that the name would be as it stands.
    pub(crate) fn pending(&self, chart: &Chart) -> Option<Command> {
        self.rename.as_ref()?.finish(chart)
    }

    /// Ends renaming as if the field had lost the keyboard; gives the change, if any.
    pub(crate) fn finish_rename(&mut self, chart: &Chart) -> Option<Command> {
        self.rename.take()?.finish(chart)
    }

    /// Takes the keyboard, unless the person is typing in some field.
    pub(crate) const fn take_focus_unless_typing(&mut self) {
        if matches!(self.claim, Claim::None) {
            self.claim = Claim::UnlessTyping;
        }
    }

    pub(crate) fn has_focus(ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Self::id()))
    }

    /// Where a card is on the screen, once it has been laid out.
    pub(crate) fn card_on_screen(&self, id: &PositionId) -> Option<ScreenRect> {
        self.layout.card_of(id).map(|card| self.camera.screen_from_chart_rect(self.rect, &card.rect))
    }

    /// Shows the canvas in all the room there is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, scene: Scene<'_>, queue: &mut Queue) {
        let rect = ui.available_rect_before_wrap();
        if self.rect != rect && self.fitted == Some(self.camera) {
            self.wish.get_or_insert(Wish::FitAll);
        }
        self.rect = rect;
        let palette = style::palette(ui);
        ui.painter().rect_filled(rect, 0, style::color(palette.canvas));
        self.update_layout(ui, scene);
        self.grant_wish(scene);
        // The edges of the panels beside it stay within the pointer's reach.
        let reach = egui::vec2(ui.style().interaction.resize_grab_radius_side, 0.0);
        let response = ui.interact(rect.shrink2(reach), Self::id(), Sense::click_and_drag() | Sense::FOCUSABLE);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "The chart"));
        self.keep_focus(ui, &response, scene);
        // Before the camera moves: what was taken is where it was pressed.
        self.start_drag(ui, &response, scene);
        self.move_camera(ui, &response);
        let is_popup_open = egui::Popup::is_any_open(ui);
        let had_popup = std::mem::replace(&mut self.had_popup, is_popup_open);
        let is_free = self.rename.is_none() && self.drag.is_none() && !is_popup_open && !had_popup;
        if response.has_focus() && is_free {
            self.keyboard(ui, scene, queue);
        }
        self.pointer(ui, &response, scene, queue);
        self.paint(ui, scene, palette);
        self.paint_duty_under_pointer(ui, &response, scene, palette);
        self.card_nodes(ui, scene, queue);
        if scene.editor.chart().is_empty() {
            handles::empty_hint(ui, rect, queue);
        }
        self.handles(ui, scene, queue);
        if scene.view.shows_load {
            self.legend_ui(ui, queue);
        }
        self.paint_drag(ui, scene, palette);
        self.context_menu(&response, scene, queue);
        self.rename_ui(ui, scene, queue);
    }

    // The canvas has the keyboard whenever nothing else wants it, and uses Tab and the arrows itself.
    fn keep_focus(&mut self, ui: &Ui, response: &Response, scene: Scene<'_>) {
        if scene.is_blocked {
            response.surrender_focus();
            return;
        }
        let nobody_has_it = ui.memory(|memory| memory.focused().is_none());
        let claims = match self.claim {
            Claim::None => nobody_has_it,
            Claim::UnlessTyping => nobody_has_it || !ui.text_edit_focused(),
            Claim::Firm => true,
        };
        if self.rename.is_none() {
            self.claim = Claim::None;
            if claims {
                response.request_focus();
            }
        }
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }

    fn keyboard(&mut self, ui: &Ui, scene: Scene<'_>, queue: &mut Queue) {
        for action in ui.input_mut(|input| keys::pressed_actions(input, Scope::Canvas, false)) {
            queue.act(action);
        }
        if ui.input(|input| keys::is_released(input, Key::Space)) {
            if !self.panned_with_space && scene.editor.selection().primary().is_some() {
                queue.act(Action::ToggleFold);
            }
            self.panned_with_space = false;
        }
        self.arrows(ui, scene, queue);
        self.clipboard(ui, queue);
        let typed: String = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                egui::Event::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect()
        });
        if typed.trim().is_empty() {
            return;
        }
        match scene.editor.selection().primary() {
            Some(id) => queue.push(Request::Rename(id.clone(), Some(typed))),
            None if scene.editor.chart().is_empty() => queue.push(Request::NameFirst(typed)),
            None => {}
        }
    }

    fn arrows(&self, ui: &Ui, scene: Scene<'_>, queue: &mut Queue) {
        let chart = scene.editor.chart();
        for key in [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight] {
            let Some(way) = Way::of_arrow(key, chart.direction()) else { continue };
            let pressed = |modifiers| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
            let selected = scene.editor.selection().primary();
            if pressed(Modifiers::ALT) {
                if let Some(id) = selected {
                    queue.execute(Command::Step(id.clone(), way.step()));
                }
            } else if pressed(Modifiers::NONE) {
                let next = match selected {
                    Some(id) => navigate::next(chart, &self.layout, id, way),
                    None => chart.tops().next().cloned(),
                };
                queue.push(next.map_or(Request::FocusCanvas, Request::Reveal));
            }
        }
    }

    // The window system turns the keys into these events, so that no shortcut of the table sees them.
    #[expect(clippy::unused_self, reason = "it is one of the things that the canvas does with the keyboard")]
    fn clipboard(&self, ui: &Ui, queue: &mut Queue) {
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                egui::Event::Copy => queue.act(Action::Copy),
                egui::Event::Cut => queue.act(Action::Cut),
                egui::Event::Paste(text) => queue.push(Request::Paste(text)),
                _ => {}
            }
        }
    }

    fn rename_ui(&mut self, ui: &mut Ui, scene: Scene<'_>, queue: &mut Queue) {
        let Some(rename) = &mut self.rename else { return };
        let card = self.layout.card_of(&rename.id).map(|card| card.rect);
        let Some(card) = card else {
            self.rename = None;
            return;
        };
        let card = self.camera.screen_from_chart_rect(self.rect, &card);
        let Some(ending) = rename.show(ui, scene.editor.chart(), card) else { return };
        let (id, is_new) = (rename.id.clone(), rename.is_new());
        self.rename = None;
        self.claim = Claim::Firm;
        let add_report = match ending {
            Ending::Cancel => {
                // A position that was added for its name goes again without one.
                if is_new {
                    queue.push(Request::Gesture(Gesture::Cancel));
                }
                return;
            }
            Ending::Commit { change, add_report } => {
                if let Some(change) = change {
                    queue.execute(change);
                }
                add_report
            }
        };
        if is_new {
            queue.push(Request::Gesture(Gesture::Commit));
        }
        if add_report {
            queue.push(Request::Select(Some(id)));
            queue.act(Action::AddReport);
        }
    }
}

/// What is shown before the first layout.
fn layout_of_nothing() -> Layout {
    let (chart, nothing_folded) = (Chart::default(), HashSet::new());
    layout::lay_out(&chart, &layout::Options::of(&chart, &nothing_folded))
}
