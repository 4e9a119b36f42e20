//! The responsibilities view: a row for each responsibility, a column for each role or position, R A C I in the cells.
//!
//! [`table`] has the chart as numbers, [`arrange`] says which rows are shown and in what order, [`geometry`] where they
//! are, and [`shown`] keeps all that until something changes. [`grid`] is the widget: only what is in view is painted,
//! by [`paint`] and [`heads`]. [`edit`] says what a change of a cell means, and for whom; [`gathered`] is the column for
//! what only positions hold.

mod arrange;
mod bar;
mod edit;
mod gathered;
mod geometry;
mod grid;
mod heads;
mod keyboard;
mod letters;
mod menu;
mod paint;
mod reword;
mod shown;
mod table;

use std::collections::VecDeque;

use egui::{Key, Modifiers, Ui, Vec2};

use super::action::Action;
use super::drafts::{self, Drafts};
use super::request::Queue;
use super::{keys, style, widgets};
use crate::analysis::Review;
use crate::editor::Editor;
use crate::model::{Holder, words_of};
use arrange::Filter;
use geometry::Spot;
use keyboard::Press;
use reword::Rewording;
use shown::{Choices, Shown};
use table::{Columns, Pinned};

/// What the matrix reads.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) editor: &'a Editor,
    /// Counts the documents that were shown.
    pub(crate) document: u64,
    /// The latest there is, which may be of the chart before the last change.
    pub(crate) review: Option<&'a Review>,
}

/// The responsibilities view.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    document: u64,
    choices: Choices,
    shown: Shown,
    /// The cell that keys are for.
    cursor: Spot,
    /// What stands where the cursor is, to find it again when rows and columns have changed.
    anchor: Anchor,
    pinned: Option<Pinned>,
    rewording: Option<Rewording>,
    is_menu_open: bool,
    /// A key has opened the menu: its first item gets the keyboard.
    enters_menu: bool,
    scroll: Scroll,
    /// Keys that come after one that changes the chart: what they mean depends on what it has changed.
    waiting: VecDeque<Press>,
}

/// A cell by what it means.
#[derive(Debug, Default)]
struct Anchor {
    text: String,
    column: AnchorColumn,
}

/// A column by what it means.
#[derive(Debug, Default, PartialEq, Eq)]
enum AnchorColumn {
    /// The texts.
    #[default]
    Texts,
    /// What this holder does.
    Of(Holder),
    /// What positions hold themselves.
    Gathered,
}

/// How far the matrix is scrolled.
#[derive(Debug, Default)]
struct Scroll {
    offset: Vec2,
    /// The size of the view.
    view: Vec2,
    /// Whether the cursor is to be brought into view.
    shows_cursor: bool,
    /// Whether rows or columns have changed, so that there may be less to scroll.
    is_stale: bool,
}

impl Matrix {
    /// Shows it in all the room there is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, sources: Sources<'_>, drafts: &mut Drafts, queue: &mut Queue) {
        drafts.enter(drafts::Place::Matrix);
        if self.document != sources.document {
            *self = Self { document: sources.document, ..Self::default() };
        }
        self.forget_what_is_gone(sources.editor);
        self.update(sources);
        let room = ui.available_rect_before_wrap();
        ui.painter().rect_filled(room, 0, style::color(style::palette(ui).panel));
        add_responsibility_key(ui, queue);
        ui.spacing_mut().item_spacing.y = 0.0;
        let before = self.choices.clone();
        self.bar_ui(ui, sources);
        widgets::rule(ui);
        if self.choices != before {
            // Whoever chooses anew has finished with the row that was kept in place.
            self.pinned = None;
            self.scroll.shows_cursor = true;
            self.update(sources);
        }
        if self.shown.table.rows().is_empty() {
            empty_ui(ui, "No responsibilities yet. Select a position and press Ctrl+R to add one.");
        } else if self.shown.lines.is_empty() {
            empty_ui(ui, "Nothing matches.");
            ui.vertical_centered(|ui| {
                if widgets::link(ui, "Clear filters", style::palette(ui).accent).clicked() {
                    self.clear_filters();
                }
            });
        } else {
            self.grid_ui(ui, sources, drafts, queue);
        }
    }

    /// Shows the rows with these words, whatever was filtered or grouped before.
    pub(crate) fn show_rows(&mut self, texts: &[String]) {
        let only = texts.iter().map(|text| words_of(text)).collect();
        self.choices.filter = Filter { only: Some(only), ..Filter::default() };
        self.choices.grouping = arrange::Grouping::None;
        self.pinned = None;
        self.anchor = Anchor { text: texts.first().cloned().unwrap_or_default(), column: AnchorColumn::Texts };
        self.scroll.shows_cursor = true;
    }

    fn clear_filters(&mut self) {
        self.choices.filter = Filter::default();
        self.scroll.shows_cursor = true;
    }

    fn forget_what_is_gone(&mut self, editor: &Editor) {
        let chart = editor.chart();
        if let Columns::Branch(top) = &self.choices.columns
            && !chart.contains(top)
        {
            self.choices.columns = Columns::Positions;
        }
        self.choices.filter.role.take_if(|role| chart.role(role).is_none());
    }

    fn update(&mut self, sources: Sources<'_>) {
        if self.shown.update(sources, &self.choices, self.pinned.as_ref()) {
            self.find_cursor_again();
            self.scroll.is_stale = true;
        }
    }

    /// Puts the cursor where what it was on stands now, or else where it was.
    fn find_cursor_again(&mut self) {
        let line = self.shown.line_of(&self.anchor.text).unwrap_or(self.cursor.line);
        let column = match &self.anchor.column {
            AnchorColumn::Texts => Some(0),
            AnchorColumn::Of(holder) => self.shown.column_of(holder),
            AnchorColumn::Gathered => self.shown.gathering_column(),
        };
        let column = column.unwrap_or_else(|| self.cursor.column.min(self.shown.column_count()));
        self.set_cursor(Spot { line: keyboard::nearest_row(&self.shown.lines, line), column });
    }

    fn set_cursor(&mut self, spot: Spot) {
        self.cursor = spot;
        let text = self.shown.row_at(spot.line).map_or("", |(_, row)| &row.text).to_owned();
        // A row that somebody has finished with need no longer be kept in place.
        self.pinned.take_if(|pinned| pinned.text != text);
        let column = match self.shown.column(spot.column) {
            Some(column) => AnchorColumn::Of(column.holder.clone()),
            None if spot.column == 0 => AnchorColumn::Texts,
            None => AnchorColumn::Gathered,
        };
        self.anchor = Anchor { text, column };
    }
}

/// Ctrl+R adds a responsibility to the selected position, as on the chart.
fn add_responsibility_key(ui: &Ui, queue: &mut Queue) {
    if !ui.text_edit_focused() && ui.input_mut(|input| keys::consume_key(input, Modifiers::COMMAND, Key::R)) {
        queue.act(Action::AddDuty);
    }
}

fn empty_ui(ui: &mut Ui, text: &str) {
    ui.add_space(ui.available_height() * 0.35);
    ui.vertical_centered(|ui| widgets::hint(ui, text));
    ui.add_space(8.0);
}
