//! Text from elsewhere -> chart.

pub mod indented_list;
mod list_marks;
mod naming;
