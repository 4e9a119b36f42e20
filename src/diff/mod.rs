//! Two charts compared, and three merged: what differs as edits and in words.

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
mod tree;
mod words;

pub use conflict::{Conflict, Disputed, Side};
pub use differences::{Change, Difference, LineChange, differences};
pub use edits::edits;
pub use merge::{Merge, merge, merge_choosing};
pub use summary::Summary;
pub use words::{List, Subject, Value};

#[cfg(test)]
mod tests;
