//! Dragging a card to another place: which card, over which one, and what dropping it there would do.

use egui::{Pos2, Rect as ScreenRect};

use crate::model::{Chart, Place, PositionId};

/// How siblings follow each other on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Side by side.
    Across,
    /// One below the other.
    Down,
}

/// The part of a card that a dragged card is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Before it, among its siblings.
    Before,
    /// Below it, as the last of its reports.
    Inside,
    /// Behind it, among its siblings.
    After,
}

impl Zone {
    pub(crate) const ALL: [Self; 3] = [Self::Before, Self::Inside, Self::After];

    /// The share of the card along its row that the zone takes.
    const EDGE: f32 = 0.28;

    /// The part of the card's rectangle that is the zone.
    pub(crate) fn part_of(self, card: ScreenRect, axis: Axis) -> ScreenRect {
        let (low, high) = match self {
            Self::Before => (0.0, Self::EDGE),
            Self::Inside => (Self::EDGE, 1.0 - Self::EDGE),
            Self::After => (1.0 - Self::EDGE, 1.0),
        };
        let mut part = card;
        match axis {
            Axis::Across => {
                part.min.x = card.min.x + low * card.width();
                part.max.x = card.min.x + high * card.width();
            }
            Axis::Down => {
                part.min.y = card.min.y + low * card.height();
                part.max.y = card.min.y + high * card.height();
            }
        }
        part
    }

    /// The zone of the card at this place.
    pub(crate) fn at(card: ScreenRect, axis: Axis, pointer: Pos2) -> Self {
        Self::ALL.into_iter().find(|zone| zone.part_of(card, axis).contains(pointer)).unwrap_or(Self::Inside)
    }
}

/// A card that is being dragged.
#[derive(Clone, Debug)]
pub(crate) struct Drag {
    /// What is dragged; its whole branch comes along.
    pub(crate) id: PositionId,
    /// From the card's corner to where it was taken, in screen points.
    pub(crate) grip: egui::Vec2,
    /// Over which card, and which part of it.
    pub(crate) over: Option<(PositionId, Zone)>,
}

/// Where the dragged position would go; nothing where it can't.
pub(crate) fn place_of_drop(chart: &Chart, dragged: &PositionId, over: &PositionId, zone: Zone) -> Option<Place> {
    if chart.is_in_branch(over, dragged) {
        return None;
    }
    if zone == Zone::Inside {
        let end = chart.reports(over).filter(|report| *report != dragged).count();
        return Some(Place::under(over.clone(), end));
    }
    let Place { manager, index } = chart.place(over)?;
    let here = chart.place(dragged).filter(|place| place.manager == manager);
    // The index counts the siblings without the dragged one.
    let index = index - usize::from(here.is_some_and(|place| place.index < index));
    Some(Place { manager, index: index + usize::from(zone == Zone::After) })
}
