//! Random small charts, and random edits and commands that may or may not fit them.

#[path = "dice.rs"]
mod thrown;

use proptest::collection::vec;
use proptest::prelude::*;
use rolechart::model::Chart;
pub(crate) use thrown::*;

const MOST_POSITIONS: usize = 12;

pub(crate) fn dice() -> impl Strategy<Value = Dice> {
    [0..1000_usize, 0..1000_usize, 0..1000_usize, 0..1000_usize]
}

/// Charts of up to twelve positions.
pub(crate) fn charts() -> impl Strategy<Value = Chart> {
    let positions = vec((dice(), dice()), 0..=MOST_POSITIONS);
    (0..=MOST_ROLES, positions).prop_map(|(role_count, positions)| thrown::chart(role_count, &positions))
}
