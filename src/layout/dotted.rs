//! Dotted lines.

use std::collections::HashMap;

use super::spatial_index::SpatialIndex;
use super::{Card, Connector};
use crate::model::{Chart, PositionId, Visit};

pub(super) fn dotted_lines(
    _chart: &Chart,
    _visits: &[Visit],
    _cards: &[Card],
    _ranks: &HashMap<PositionId, usize>,
    _index: &SpatialIndex,
) -> Vec<Connector> {
    Vec::new()
}
