//! From a chart to findings about its responsibilities: who answers for what, what is done twice, what nobody does,
//! and what could be said more clearly.
//!
//! Everything is computed from the chart alone, without a network, a model or a dictionary, and every finding can be
//! explained: which lines, whose, which words match. A finding is a question to a person and never a verdict; what a
//! person has decided to leave as it is, a *dismissal*, is kept in the chart and stays decided.

mod finding;
mod load;
mod register;
mod similarity;
mod stand_in;
mod wording;

pub use finding::{Finding, Kind, Rule};
pub use load::{Band, Load, loads};
pub use register::{Holding, Register, Row};
pub use similarity::{Likeness, NEARLY_THE_SAME, Pair, likeness, similar_pairs};
pub use stand_in::Dismissal;
pub use wording::notes;

use crate::model::Chart;

/// All there is to say about the responsibilities of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Every responsibility once, with everyone who holds it.
    pub register: Register,
    /// The pairs of rows that say nearly the same, in the order of their rows.
    pub similar: Vec<Pair>,
    /// What was found, in the order of [`Rule::ALL`], then of the rows.
    pub findings: Vec<Finding>,
    /// Which lines of what the chart must cover nobody covers, as indices of that list.
    pub unassigned: Vec<usize>,
}

/// Looks a chart over. Nothing, where `is_cancelled` came true on the way.
#[must_use]
pub fn review(chart: &Chart, is_cancelled: &dyn Fn() -> bool) -> Option<Review> {
    let register = Register::of(chart);
    let texts: Vec<&str> = register.rows().iter().map(|row| row.text.as_str()).collect();
    let similar = similar_pairs(&texts, is_cancelled)?;
    Some(Review { register, similar, findings: Vec::new(), unassigned: Vec::new() })
}
