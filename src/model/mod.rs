//! The chart as values: no input or output, no layout, nothing that can fail at run time.
//!
//! The one vocabulary of change is [`Edit`]; [`Chart::apply`] carries an edit out and gives its inverse back.

mod assemble;
mod chart;
mod edit;
pub mod hidden;
mod holder;
mod ids;
mod library;
mod position;
mod problems;
mod quote;
mod responsibility;
mod role;
mod shared_index;
mod shared_slab;
#[cfg(test)]
pub(crate) mod sketch;

pub use assemble::{Draft, MAX_ROLES};
pub use chart::{Chart, Direction, Visit};
pub use edit::{ChartChange, Edit, ListChange, Misfit, Place, PositionChange, RoleChange};
pub use holder::{Dismissal, Holder};
pub(crate) use ids::RoleIds;
pub use ids::{InvalidId, PositionId, RoleId};
pub use position::{Arrangement, Field, Position};
pub use problems::{LISTED_OF_A_KIND, Problem, ProblemKind, ProblemPlace, Severity};
pub(crate) use problems::{ProblemList, in_short};
pub use quote::quote;
pub use responsibility::{Involvement, Responsibility, words_of};
pub use role::Role;

/// A number with thousands separators, as cards and the window write it.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
