//! Text from elsewhere -> chart.

pub mod indented_list;
mod list_marks;
mod naming;

pub use indented_list::lines;
pub use naming::{Named, split_name};
