//! What is visible, and what is under the pointer.
//!
//! A packed tree of bounding rectangles over things in reading order. Reading order is depth first, so that what stands
//! close together in the list mostly stands close together on the chart: the tree needs no sorting and is built in one
//! linear pass. A query costs about log n + k for k things found.

use crate::geometry::{Point, Rect};

/// How many rectangles one of the level above holds.
const FAN_OUT: usize = 8;

/// Rectangles by their index, found by place.
#[derive(Clone, Debug, Default)]
pub struct SpatialIndex {
    /// The rectangles themselves, then level by level those around every eight of the level before, up to a single one.
    levels: Vec<Vec<Rect>>,
}

impl SpatialIndex {
    /// An index over the rectangles; each is known by its place in the list.
    #[must_use]
    pub fn new(rects: Vec<Rect>) -> Self {
        let mut levels = vec![rects];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(FAN_OUT).map(around).collect();
            levels.push(above);
        }
        Self { levels }
    }

    /// Every rectangle that meets the area, edges included, in the order of the list.
    #[must_use]
    pub fn visible(&self, area: &Rect) -> Vec<usize> {
        let mut found = Vec::new();
        self.search(area, |index| {
            found.push(index);
            true
        });
        found
    }

    /// The last rectangle of the list that holds the point, edges included.
    #[must_use]
    pub fn at(&self, point: Point) -> Option<usize> {
        let mut last = None;
        self.search(&Rect::new(point.x, point.y, 0.0, 0.0), |index| {
            last = Some(index);
            true
        });
        last
    }

    /// Hands over every rectangle that meets the area, edges included, in the order of the list, until `go_on` is false.
    pub fn search(&self, area: &Rect, mut go_on: impl FnMut(usize) -> bool) {
        let top = self.levels.len() - 1;
        let mut ahead: Vec<(usize, usize)> = (0..self.levels[top].len()).rev().map(|index| (top, index)).collect();
        while let Some((level, index)) = ahead.pop() {
            if !meets(&self.levels[level][index], area) {
                continue;
            }
            if level == 0 {
                if !go_on(index) {
                    return;
                }
            } else {
                let end = ((index + 1) * FAN_OUT).min(self.levels[level - 1].len());
                ahead.extend((index * FAN_OUT..end).rev().map(|below| (level - 1, below)));
            }
        }
    }
}

fn around(rects: &[Rect]) -> Rect {
    rects.iter().copied().reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// Whether the two share a point, be it on their edges: a line is a rectangle without a width.
fn meets(a: &Rect, b: &Rect) -> bool {
    a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(columns: u32, rows: u32) -> Vec<Rect> {
        let cell = |i: u32| Rect::new(f64::from(i % columns) * 10.0, f64::from(i / columns) * 10.0, 8.0, 8.0);
        (0..columns * rows).map(cell).collect()
    }

    #[test]
    fn finds_what_looking_at_every_rectangle_finds() {
        let rects = grid(37, 23);
        let index = SpatialIndex::new(rects.clone());
        for area in [
            Rect::new(0.0, 0.0, 5.0, 5.0),
            Rect::new(35.0, 41.0, 60.0, 12.0),
            Rect::new(-50.0, -50.0, 1e4, 1e4),
            Rect::new(8.5, 8.5, 1.0, 1.0),
        ] {
            let slow: Vec<usize> = (0..rects.len()).filter(|&i| meets(&rects[i], &area)).collect();
            assert_eq!(index.visible(&area), slow, "{area:?}");
        }
    }

    #[test]
    fn tells_what_is_under_a_point() {
        let index = SpatialIndex::new(grid(10, 10));
        assert_eq!(index.at(Point::new(34.0, 52.0)), Some(53), "inside the fourth of the sixth row");
        assert_eq!(index.at(Point::new(39.0, 52.0)), None, "in a gap");
        assert_eq!(SpatialIndex::new(Vec::new()).at(Point::default()), None, "in an empty chart");
    }
}
