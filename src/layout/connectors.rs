//! Lines between cards: straight stretches and right angles, never through a card.

use super::Axes;
use super::arrange::{ATTACH, Arranged, Member};
use super::tidy_tree::Spot;
use crate::geometry::{Point, Rect};

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectorKind {
    /// Reports to.
    Line,
    /// Reports to, and assists.
    Assistant,
    /// A second reporting line, drawn dashed.
    Dotted,
}

impl ConnectorKind {
    /// The word for machines: `line`, `assistant` or `dotted`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Assistant => "assistant",
            Self::Dotted => "dotted",
        }
    }
}

/// A line between two cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Connector {
    /// The manager, by its place in reading order.
    pub from: usize,
    /// The report, by its place in reading order.
    pub to: usize,
    /// What the line says.
    pub kind: ConnectorKind,
    /// Its corners from the manager's edge to the report's: every stretch is upright or level, none is empty.
    pub points: Vec<Point>,
}

impl Connector {
    /// The smallest rectangle around it.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let corner = |point: &Point| Rect::new(point.x, point.y, 0.0, 0.0);
        self.points.iter().map(corner).reduce(|a, b| a.union(&b)).unwrap_or_default()
    }

    /// Whether a stretch of the line meets the area.
    #[must_use]
    pub fn meets(&self, area: &Rect) -> bool {
        self.points.windows(2).any(|ends| {
            let stretch = Rect::from_corners(ends[0], ends[1]);
            stretch.x <= area.right()
                && area.x <= stretch.right()
                && stretch.y <= area.bottom()
                && area.y <= stretch.bottom()
        })
    }
}

/// The solid lines, in the order of the reports.
pub(super) fn reporting_lines(members: &[Member], arranged: &Arranged, axes: Axes) -> Vec<Connector> {
    let line = |(to, member): (usize, &Member)| {
        let from = member.manager?;
        let points = line_points(members, arranged, from, to);
        let kind = if member.assistant { ConnectorKind::Assistant } else { ConnectorKind::Line };
        Some(Connector { from, to, kind, points: axes.path(&points) })
    };
    members.iter().enumerate().filter_map(line).collect()
}

/// From the manager's far edge along the bus, and where the report is stacked along its trunk, to the report's edge.
fn line_points(members: &[Member], arranged: &Arranged, from: usize, to: usize) -> [Spot; 5] {
    let (manager, report, hang) = (arranged.spots[from], arranged.spots[to], arranged.hangs[to]);
    let spot = |breadth: f64, depth: f64| Spot { breadth, depth };
    let start = spot(manager.breadth, manager.depth + members[from].depth);
    let turn = spot(manager.breadth, hang.bus);
    let Some(trunk) = hang.trunk else {
        let above = spot(report.breadth, hang.bus);
        return [start, turn, above, report, report];
    };
    let half = members[to].breadth / 2.0;
    let side = if trunk < report.breadth { report.breadth - half } else { report.breadth + half };
    let attach = report.depth + ATTACH;
    [start, turn, spot(trunk, hang.bus), spot(trunk, attach), spot(side, attach)]
}

/// The corners of a path: points that repeat the one before, or lie straight between their neighbours, left out.
pub(super) fn corners(points: impl IntoIterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(5);
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && is_between(a, b, point)
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// Whether the way from `a` to `c` goes straight on at `b`.
fn is_between(a: Point, b: Point, c: Point) -> bool {
    let along = |a: f64, b: f64, c: f64| (a <= b && b <= c) || (a >= b && b >= c);
    #[expect(clippy::float_cmp, reason = "points of one stretch come from the same number")]
    let level = |a: f64, b: f64, c: f64| a == b && b == c;
    (level(a.x, b.x, c.x) && along(a.y, b.y, c.y)) || (level(a.y, b.y, c.y) && along(a.x, b.x, c.x))
}
