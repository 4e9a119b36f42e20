//! The matrix as one widget: it has the keyboard as a whole, and the pointer finds its cells by where they are.

use egui::{Event, EventFilter, Id, PointerButton, Response, ScrollArea, Sense, Ui, Vec2};

use super::arrange::Line;
use super::edit::{Change, Edit};
use super::geometry::{Place, Spot, from_corner};
use super::keyboard::{Press, Step, press_of, stepped};
use super::menu::go_to;
use super::paint::Painting;
use super::shown::Shown;
use super::table::Pinned;
use super::{Matrix, Scroll, Sources};
use crate::ui::drafts::Drafts;
use crate::ui::request::{Queue, Request};
use crate::ui::style;

impl Matrix {
    fn id() -> Id {
        Id::unique("matrix")
    }

    pub(crate) fn has_focus(ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Self::id()))
    }

    /// Takes the keyboard from whoever has it.
    pub(crate) fn take_focus(ctx: &egui::Context) {
        ctx.memory_mut(|memory| memory.request_focus(Self::id()));
    }

    pub(super) fn grid_ui(&mut self, ui: &mut Ui, sources: Sources<'_>, drafts: &mut Drafts, queue: &mut Queue) {
        let view = ui.available_rect_before_wrap();
        self.shown.place(ui.painter(), view.width());
        self.scroll.view = view.size();
        let grid = ui.interact(view, Self::id(), Sense::click() | Sense::FOCUSABLE);
        keep_focus(ui, &grid);
        // Whatever is typed while a text gets other words is meant for them.
        if (grid.has_focus() || self.is_menu_open) && self.rewording.is_none() {
            self.keyboard(ui, sources, queue);
        }
        let hovered = self.pointer(ui, &grid, queue);
        self.name_grid(ui, &grid, sources);
        self.scrolled_ui(ui, |matrix, ui| {
            let painting = Painting {
                shown: &matrix.shown,
                chart: sources.editor.chart(),
                selected: sources.editor.selection().primary(),
                palette: style::palette(ui),
                view,
                offset: matrix.scroll.offset,
                cursor: matrix.cursor,
                has_focus: grid.has_focus(),
                hovered,
            };
            painting.paint(ui, queue)
        });
        self.menu_ui(&grid, sources, queue);
        self.rewording_ui(ui, view, drafts, queue);
    }

    /// Shows something that is scrolled like the matrix, and puts the cursor where something in it was chosen by ear.
    fn scrolled_ui(&mut self, ui: &mut Ui, add: impl FnOnce(&Self, &mut Ui) -> Option<Spot>) {
        let mut area = ScrollArea::both().id_salt("matrix").auto_shrink(false).animated(false);
        let shows_cursor = std::mem::take(&mut self.scroll.shows_cursor);
        if std::mem::take(&mut self.scroll.is_stale) || shows_cursor {
            let offset = if shows_cursor { self.offset_showing_cursor() } else { self.scroll.offset };
            area = area.scroll_offset(self.shown.geometry.clamped(offset, self.scroll.view));
        }
        // Heads and texts stay where they are: nothing is to fade there.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let size = self.shown.geometry.size();
        let output = area.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(size);
            self.scroll.offset = viewport.min.to_vec2();
            add(self, ui)
        });
        if let Some(chosen) = output.inner {
            self.set_cursor(chosen);
        }
    }

    /// The nearest offset at which the cursor is in view, and above it the head of the group that it begins.
    fn offset_showing_cursor(&self) -> Vec2 {
        let (Scroll { offset, view, .. }, Shown { lines, geometry, .. }) = (&self.scroll, &self.shown);
        let above = Spot { line: self.cursor.line.saturating_sub(1), ..self.cursor };
        let is_first = matches!(lines.get(above.line), Some(Line::Head(..)));
        let offset = if is_first { geometry.offset_showing(above, *offset, *view) } else { *offset };
        geometry.offset_showing(self.cursor, offset, *view)
    }

    /// Tells screen readers where the cursor is.
    fn name_grid(&self, ui: &Ui, grid: &Response, sources: Sources<'_>) {
        grid.widget_info(|| {
            let cell = self.shown.name_of(sources.editor.chart(), self.cursor);
            let text = || self.shown.row_at(self.cursor.line).map_or(String::new(), |(_, row)| row.text.clone());
            let name = format!("Matrix of responsibilities. {}", cell.unwrap_or_else(text));
            egui::WidgetInfo::labeled(egui::Role::Grid, true, name)
        });
        let (rows, columns) = (self.shown.rows + 1, self.shown.column_count() + 1);
        ui.accesskit_node_builder(grid.id, |node| {
            node.set_row_count(rows);
            node.set_column_count(columns);
        });
    }

    /// What the pointer is on; a click goes there.
    fn pointer(&mut self, ui: &Ui, grid: &Response, queue: &mut Queue) -> Option<Place> {
        let at = grid.hover_pos().or_else(|| grid.interact_pointer_pos())?;
        let place = self.shown.geometry.place_at(from_corner(grid.rect, at), self.scroll.offset)?;
        // Enter and Space count as clicks, too, wherever the pointer is: they are for the cursor.
        let is_primary = grid.clicked_by(PointerButton::Primary);
        let clicked = is_primary || grid.clicked_by(PointerButton::Secondary);
        match place {
            Place::Head(column) => {
                if let Some(column) = self.shown.column(column) {
                    ui.set_cursor_icon(egui::CursorIcon::PointingHand);
                    if is_primary {
                        queue.push(go_to(&column.holder));
                    }
                }
            }
            Place::Spot(spot) if clicked => self.click(grid, spot),
            Place::Spot(_) => {}
        }
        Some(place)
    }

    /// A click goes to a cell, a second one opens its menu, or the text for other words.
    fn click(&mut self, grid: &Response, spot: Spot) {
        if self.shown.row_at(spot.line).is_none() {
            return;
        }
        grid.request_focus();
        let was_here = self.cursor == spot;
        self.set_cursor(spot);
        if spot.column == 0 {
            if grid.double_clicked() {
                self.start_rewording();
            }
        } else if was_here || grid.clicked_by(PointerButton::Secondary) {
            self.is_menu_open = true;
        }
    }

    fn keyboard(&mut self, ui: &Ui, sources: Sources<'_>, queue: &mut Queue) {
        let in_menu = self.is_menu_open;
        ui.input_mut(|input| {
            input.events.retain(|event| {
                // While the menu is open, its own keys are for it.
                let press = press_of(event).filter(|press| !in_menu || is_letter(event, *press));
                self.waiting.extend(press);
                press.is_none()
            });
        });
        while let Some(press) = self.waiting.pop_front() {
            match press {
                Press::Go(step) => self.go(step),
                Press::Open if self.cursor.column > 0 => (self.is_menu_open, self.enters_menu) = (true, true),
                Press::Open | Press::Reword => self.start_rewording(),
                Press::Change(change) => {
                    self.is_menu_open = false;
                    self.change(sources, change, queue);
                    break;
                }
            }
        }
        if !self.waiting.is_empty() {
            ui.request_repaint();
        }
    }

    fn go(&mut self, step: Step) {
        let Shown { lines, geometry, .. } = &self.shown;
        let to = stepped(self.cursor, step, lines, self.shown.column_count(), geometry, self.scroll.view);
        self.set_cursor(to);
        self.scroll.shows_cursor = true;
    }

    /// Changes the cell that the cursor is on, and says for whom.
    fn change(&mut self, sources: Sources<'_>, change: Change, queue: &mut Queue) {
        if self.shown.gathering_column() == Some(self.cursor.column) {
            Self::refuse_letter(queue);
            return;
        }
        let cell = self.shown.cell(sources.editor.chart(), self.cursor);
        if let Some(edit) = cell.and_then(|cell| cell.edit(change)) {
            self.carry_out(edit, queue);
        }
    }

    pub(super) fn carry_out(&mut self, edit: Edit, queue: &mut Queue) {
        if let Some((row, facts)) = self.shown.row_at(self.cursor.line) {
            self.pinned = Some(Pinned { text: facts.text.clone(), row });
        }
        self.scroll.shows_cursor = true;
        queue.execute(edit.command);
        queue.push(Request::SayOfChange(edit.sentence));
    }
}

/// Whether a key changes the cell by its letter, or empties it; Space and Enter take what a menu offers.
fn is_letter(event: &Event, press: Press) -> bool {
    matches!(press, Press::Change(_)) && !matches!(event, Event::Key { key: egui::Key::Space, .. })
}

/// The matrix has the keyboard whenever nothing else wants it, and uses the arrows itself.
fn keep_focus(ui: &Ui, grid: &Response) {
    let is_free = ui.memory(|memory| memory.focused().is_none() && memory.allows_interaction(ui.layer_id()));
    if is_free {
        grid.request_focus();
    }
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid.id, filter));
}
