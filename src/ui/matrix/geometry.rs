//! Where the rows and columns are, in points from the corner of the whole matrix.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Height of the column heads.
pub(super) const HEAD: f32 = 88.0;
/// Height of a row whose text has one line.
pub(super) const ROW: f32 = 31.0;
/// What a second line of text adds.
pub(super) const SECOND_LINE: f32 = 17.0;
/// Height of a group's head.
pub(super) const GROUP: f32 = 30.0;
/// Width of a column, at least and at most.
const COLUMN: Range<f32> = 70.0..116.0;
/// Share of the width that the column of texts takes where the others leave it the choice.
const TEXTS_SHARE: f32 = 0.42;
/// Width of the column of texts: at least, where the others don't fit beside it anyway, where they do, and where there
/// is plenty of room.
const TEXTS: [f32; 4] = [180.0, 350.0, 400.0, 640.0];

/// A cell: the line, and the column counted from 1; column 0 is the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The head of a column, counted from 1.
    Head(usize),
    /// A line, in its text or in a column.
    Spot(Spot),
}

/// The widths of the columns and the places of the lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Geometry {
    /// Width of the texts' column.
    pub(super) texts: f32,
    /// Width of every other column.
    pub(super) column: f32,
    /// How many columns there are beside the texts.
    columns: usize,
    /// Where each line begins, below the heads; at the end where the last one ends.
    tops: Vec<f32>,
}

/// The widths of the texts' column and of the others, for a matrix `width` points wide.
pub(super) fn widths(width: f32, columns: usize) -> (f32, f32) {
    let count = as_f32(columns.max(1));
    let [least, scrolled, wished, most] = TEXTS;
    let wish = (width * TEXTS_SHARE).clamp(least, wished);
    let left = width - COLUMN.start * count;
    let wish = if left < least { wish.min(scrolled) } else { wish.min(left) }.floor();
    let column = ((width - wish) / count).clamp(COLUMN.start, COLUMN.end).floor();
    ((width - column * count).clamp(wish, most).floor(), column)
}

/// Far more columns than a screen shows are no question of points.
#[expect(clippy::cast_precision_loss, reason = "columns and lines are far fewer than 16 million")]
const fn as_f32(number: usize) -> f32 {
    number as f32
}

impl Geometry {
    pub(super) fn new((texts, column): (f32, f32), columns: usize, heights: impl Iterator<Item = f32>) -> Self {
        let mut at = 0.0;
        let bottoms = heights.map(|height| {
            at += height;
            at
        });
        let tops = std::iter::once(0.0).chain(bottoms).collect();
        Self { texts, column, columns, tops }
    }

    /// The whole matrix.
    pub(super) fn size(&self) -> Vec2 {
        vec2(self.left_of(self.columns + 1), HEAD + self.tops.last().copied().unwrap_or(0.0))
    }

    fn lines(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    fn left_of(&self, column: usize) -> f32 {
        if column == 0 { 0.0 } else { self.texts + self.column * as_f32(column - 1) }
    }

    /// A column's left edge and width.
    pub(super) fn span(&self, column: usize) -> (f32, f32) {
        (self.left_of(column), if column == 0 { self.texts } else { self.column })
    }

    /// A line's top, and its height.
    pub(super) fn band(&self, line: usize) -> (f32, f32) {
        let at = |line: usize| self.tops.get(line).or(self.tops.last()).copied().unwrap_or(0.0);
        (HEAD + at(line), at(line + 1) - at(line))
    }

    /// A cell as if nothing were scrolled.
    fn rect(&self, spot: Spot) -> Rect {
        let ((left, width), (top, height)) = (self.span(spot.column), self.band(spot.line));
        Rect::from_min_size(pos2(left, top), vec2(width, height))
    }

    /// The lines of which something shows below the heads, in a view of this size.
    pub(super) fn lines_in(&self, offset: Vec2, view: Vec2) -> Range<usize> {
        let first = self.tops.partition_point(|&top| top <= offset.y).saturating_sub(1);
        let last = self.tops.partition_point(|&top| top < offset.y + view.y - HEAD);
        first..last.clamp(first, self.lines())
    }

    /// The columns, counted from 1, of which something shows beside the texts, in a view of this size.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are clamped to what there is")]
    pub(super) fn columns_in(&self, offset: Vec2, view: Vec2) -> Range<usize> {
        let column = |x: f32| (x / self.column.max(1.0)).max(0.0);
        let first = (column(offset.x).floor() as usize).min(self.columns);
        let last = (column(offset.x + view.x - self.texts).ceil() as usize).clamp(first, self.columns);
        first + 1..last + 1
    }

    /// What is at a point of the view; heads and texts stay where they are while the rest is scrolled.
    pub(super) fn place_at(&self, at: Vec2, offset: Vec2) -> Option<Place> {
        let x = if at.x < self.texts { at.x } else { at.x + offset.x };
        let column = (0..2).find(|&column| x < self.left_of(column + 1)).or_else(|| {
            let range = self.columns_in(vec2(x - self.texts, 0.0), vec2(self.texts + 1.0, 0.0));
            (x < self.size().x).then_some(range.start)
        })?;
        if at.y < HEAD {
            return (column > 0).then_some(Place::Head(column));
        }
        let line = self.tops.partition_point(|&top| top <= at.y - HEAD + offset.y).checked_sub(1)?;
        (line < self.lines()).then_some(Place::Spot(Spot { line, column }))
    }

    /// Where a cell is in the view.
    pub(super) fn in_view(&self, spot: Spot, offset: Vec2) -> Rect {
        let offset = if spot.column == 0 { vec2(0.0, offset.y) } else { offset };
        self.rect(spot).translate(-offset)
    }

    /// The offset nearest to this one at which the whole cell shows.
    pub(super) fn offset_showing(&self, spot: Spot, offset: Vec2, view: Vec2) -> Vec2 {
        let rect = self.rect(spot);
        let fit = |at: f32, from: f32, to: f32, sticky: f32, room: f32| at.min(from - sticky).max(to - room).max(0.0);
        let x = if spot.column == 0 { offset.x } else { fit(offset.x, rect.left(), rect.right(), self.texts, view.x) };
        vec2(x, fit(offset.y, rect.top(), rect.bottom(), HEAD, view.y))
    }

    /// The offset nearest to this one at which no room is left over behind the last row and column.
    pub(super) fn clamped(&self, offset: Vec2, view: Vec2) -> Vec2 {
        offset.min(self.size() - view).max(Vec2::ZERO)
    }

    /// The line that is about one view further down, or up.
    pub(super) fn line_a_page_from(&self, line: usize, view: Vec2, is_down: bool) -> usize {
        let page = (view.y - HEAD - ROW).max(ROW);
        let (top, _) = self.band(line);
        let to = if is_down { top + page } else { top - page };
        let last = self.lines().saturating_sub(1);
        self.tops.partition_point(|&top| top + HEAD <= to).saturating_sub(1).min(last)
    }
}

/// A point of the view, seen from its corner.
pub(super) fn from_corner(view: Rect, at: Pos2) -> Vec2 {
    at - view.min
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten columns of 100, three hundred lines of 30, texts of 200.
    fn geometry() -> Geometry {
        Geometry::new((200.0, 100.0), 10, std::iter::repeat_n(30.0, 300))
    }

    const VIEW: Vec2 = vec2(500.0, HEAD + 90.0);

    #[test]
    fn only_what_is_in_view_is_in_the_ranges() {
        for (offset, lines, columns) in [
            (vec2(0.0, 0.0), 0..3, 1..4),
            (vec2(50.0, 15.0), 0..4, 1..5),
            (vec2(100.0, 30.0), 1..4, 2..5),
            (vec2(700.0, 8_910.0), 297..300, 8..11),
        ] {
            assert_eq!(geometry().lines_in(offset, VIEW), lines, "the lines at {offset:?}");
            assert_eq!(geometry().columns_in(offset, VIEW), columns, "the columns at {offset:?}");
        }
    }

    #[test]
    fn the_pointer_finds_what_it_is_on() {
        let spot = |line, column| Some(Place::Spot(Spot { line, column }));
        let offset = vec2(250.0, 60.0);
        for (at, expected) in [
            (vec2(10.0, 10.0), None),
            (vec2(210.0, 10.0), Some(Place::Head(3))),
            (vec2(10.0, HEAD + 1.0), spot(2, 0)),
            (vec2(260.0, HEAD + 31.0), spot(3, 4)),
            (vec2(5_000.0, HEAD + 31.0), None),
            (vec2(10.0, 50_000.0), None),
        ] {
            assert_eq!(geometry().place_at(at, offset), expected, "what is at {at:?}");
        }
    }

    #[test]
    fn a_cell_is_brought_into_view_by_the_shortest_way() {
        let (geometry, here) = (geometry(), vec2(300.0, 300.0));
        for (line, column, expected) in [
            (11, 5, here),
            (2, 5, vec2(300.0, 60.0)),
            (20, 5, vec2(300.0, 540.0)),
            (11, 1, vec2(0.0, 300.0)),
            (11, 10, vec2(700.0, 300.0)),
            (11, 0, here),
        ] {
            let offset = geometry.offset_showing(Spot { line, column }, here, VIEW);
            assert_eq!(offset, expected, "to line {line}, column {column}");
            let cell = geometry.in_view(Spot { line, column }, offset);
            assert!(cell.top() >= HEAD && cell.bottom() <= VIEW.y, "line {line} is in view: {cell:?}");
        }
    }

    #[test]
    fn columns_share_the_room_that_there_is() {
        for (width, columns, expected) in [
            (800.0, 5, (340.0, 92.0)),
            (800.0, 200, (336.0, 70.0)),
            (1400.0, 3, (640.0, 116.0)),
            (300.0, 4, (180.0, 70.0)),
            (400.0, 6, (180.0, 70.0)),
        ] {
            assert_eq!(widths(width, columns), expected, "{columns} columns in {width} points");
        }
    }
}
