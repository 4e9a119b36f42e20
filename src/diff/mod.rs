//! Two charts compared, and three merged: what differs as edits and in words.

mod edits;
mod flat;
mod lines;
mod lists;
mod order;
mod tree;

pub use edits::edits;
