//! Two charts compared, and three merged.
//!
//! [`edits`] says what differs as the edits that lead from one chart to another: whatever else changed a chart, a file
//! that is read again or a merge, can be carried out and undone like anything that a person does. [`differences`] says
//! the same in words. [`merge`] brings together what two people made of one chart, and says where that can't be.
//!
//! Positions and roles are known by their ids, lines by what they say. Nothing here costs more than sorting: not in the
//! size of the chart, not in its depth, and not in the length of a list, whatever it repeats.

mod conflict;
mod differences;
mod edits;
mod flat;
mod lines;
mod lists;
mod merge;
mod merge_lines;
mod merge_positions;
mod merge_roles;
mod merge_tree;
mod order;
mod referee;
mod summary;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use conflict::{Conflict, Disputed, Side};
pub use differences::{Change, Difference, LineChange, differences};
pub use edits::edits;
pub use merge::{Merge, merge, merge_choosing};
pub use summary::Summary;
pub use words::{List, Subject, Value};
