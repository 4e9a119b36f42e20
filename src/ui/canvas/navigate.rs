//! Moving through the tree as it is drawn, with arrow keys.

use egui::Key;

use crate::editor::MoveDirection;
use crate::geometry::Rect;
use crate::layout::Layout;
use crate::model::{Chart, Direction, PositionId};

/// A way on the chart, whichever way it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Towards the manager.
    Up,
    /// Towards the reports.
    Down,
    /// Towards the siblings before.
    Before,
    /// Towards the siblings behind.
    Behind,
}

impl Way {
    /// The way that an arrow key goes in a chart that grows in this direction.
    pub(crate) const fn of_arrow(key: Key, direction: Direction) -> Option<Self> {
        use Direction::{BottomUp, LeftRight, RightLeft, TopDown};
        Some(match (key, direction) {
            (Key::ArrowUp, TopDown)
            | (Key::ArrowDown, BottomUp)
            | (Key::ArrowLeft, LeftRight)
            | (Key::ArrowRight, RightLeft) => Self::Up,
            (Key::ArrowDown, TopDown)
            | (Key::ArrowUp, BottomUp)
            | (Key::ArrowRight, LeftRight)
            | (Key::ArrowLeft, RightLeft) => Self::Down,
            (Key::ArrowLeft, TopDown | BottomUp) | (Key::ArrowUp, LeftRight | RightLeft) => Self::Before,
            (Key::ArrowRight, TopDown | BottomUp) | (Key::ArrowDown, LeftRight | RightLeft) => Self::Behind,
            _ => return None,
        })
    }

    /// What Alt with the arrow does to the selected position.
    pub(crate) const fn step(self) -> MoveDirection {
        match self {
            Self::Up => MoveDirection::Up,
            Self::Down => MoveDirection::Down,
            Self::Before => MoveDirection::Earlier,
            Self::Behind => MoveDirection::Later,
        }
    }
}

/// The position next to `from` on the way.
///
/// Up is the card straight above among stacked siblings, else the manager; down the first report, else the stacked
/// sibling below; sideways whatever card is nearest at the same height.
pub(crate) fn next(chart: &Chart, layout: &Layout, from: &PositionId, way: Way) -> Option<PositionId> {
    let here = Flat::of(&layout.card_of(from)?.rect, layout.direction());
    match way {
        Way::Up => stacked_sibling(chart, layout, from, |flat| here.is_below(flat), |flat| flat.depth)
            .or_else(|| chart.manager(from).cloned()),
        Way::Down => first_shown_report(chart, layout, from)
            .or_else(|| stacked_sibling(chart, layout, from, |flat| flat.is_below(&here), |flat| -flat.depth)),
        Way::Before => beside(layout, from, |flat| here.breadth - flat.breadth),
        Way::Behind => beside(layout, from, |flat| flat.breadth - here.breadth),
    }
}

fn first_shown_report(chart: &Chart, layout: &Layout, of: &PositionId) -> Option<PositionId> {
    let shown = |id: &&PositionId| layout.rank_of(id).is_some();
    let in_line = |id: &&PositionId| chart.position(id).is_some_and(|position| !position.assistant);
    let mut reports = chart.reports(of).filter(shown);
    let first = reports.next()?;
    if in_line(&first) { Some(first.clone()) } else { reports.find(in_line).or(Some(first)).cloned() }
}

/// The sibling in the same column that is on the wanted side and, by `nearness`, nearest.
fn stacked_sibling(
    chart: &Chart,
    layout: &Layout,
    from: &PositionId,
    is_there: impl Fn(&Flat) -> bool,
    nearness: impl Fn(&Flat) -> f64,
) -> Option<PositionId> {
    let here = Flat::of(&layout.card_of(from)?.rect, layout.direction());
    let siblings = chart.reports(chart.manager(from)?).filter(|id| *id != from);
    let flats = siblings.filter_map(|id| Some((id, Flat::of(&layout.card_of(id)?.rect, layout.direction()))));
    flats
        .filter(|(_, flat)| flat.shares_column(&here) && is_there(flat))
        .max_by(|(_, a), (_, b)| nearness(a).total_cmp(&nearness(b)))
        .map(|(id, _)| id.clone())
}

/// The nearest card on one side at the same height, found in a strip that grows until it holds one.
fn beside(layout: &Layout, from: &PositionId, distance: impl Fn(&Flat) -> f64) -> Option<PositionId> {
    let own = layout.card_of(from)?;
    let bounds = layout.bounds();
    let mut reach = 400.0;
    loop {
        let strip = Flat::strip(&own.rect, reach, layout.direction());
        let found = layout
            .cards_in(&strip)
            .into_iter()
            .map(|rank| &layout.cards()[rank])
            .filter(|card| card.id != *from)
            .map(|card| (card, distance(&Flat::of(&card.rect, layout.direction()))))
            .filter(|(_, distance)| *distance > 0.0)
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((card, _)) = found {
            return Some(card.id.clone());
        }
        if strip.contains_rect(&bounds) || reach > bounds.width + bounds.height {
            return None;
        }
        reach *= 4.0;
    }
}

/// A card's place along the rows and across the levels, whichever way the chart grows.
struct Flat {
    breadth: f64,
    half_breadth: f64,
    depth: f64,
}

impl Flat {
    fn of(rect: &Rect, direction: Direction) -> Self {
        let center = rect.center();
        match direction {
            Direction::TopDown => Self { breadth: center.x, half_breadth: rect.width / 2.0, depth: rect.y },
            Direction::BottomUp => Self { breadth: center.x, half_breadth: rect.width / 2.0, depth: -rect.bottom() },
            Direction::LeftRight => Self { breadth: center.y, half_breadth: rect.height / 2.0, depth: rect.x },
            Direction::RightLeft => Self { breadth: center.y, half_breadth: rect.height / 2.0, depth: -rect.right() },
        }
    }

    fn is_below(&self, other: &Self) -> bool {
        self.depth > other.depth
    }

    fn shares_column(&self, other: &Self) -> bool {
        (self.breadth - other.breadth).abs() < self.half_breadth.min(other.half_breadth)
    }

    fn strip(rect: &Rect, reach: f64, direction: Direction) -> Rect {
        match direction {
            Direction::TopDown | Direction::BottomUp => {
                Rect::new(rect.x - reach, rect.y, rect.width + 2.0 * reach, rect.height)
            }
            Direction::LeftRight | Direction::RightLeft => {
                Rect::new(rect.x, rect.y - reach, rect.width, rect.height + 2.0 * reach)
            }
        }
    }
}
