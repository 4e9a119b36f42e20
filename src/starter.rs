//! The charts that a new document may begin as.

use crate::format;
use crate::model::{Chart, Direction};

/// The starter chart as a file: an IT department of five roles, a director, three managers and their teams.
pub const IT_DEPARTMENT: &[u8] = include_bytes!("../assets/it-department.chart.ron");

/// The starter chart.
///
/// # Panics
/// Never: the file is part of the program, and a test reads it.
#[must_use]
pub fn it_department() -> Chart {
    match format::read(IT_DEPARTMENT) {
        Ok(opened) => opened.chart,
        Err(error) => unreachable!("{}", error.in_file("it-department.chart.ron")),
    }
}

/// A chart without positions. It keeps the library of the starter chart, so that the first titles typed complete to
/// its roles.
#[must_use]
pub fn empty() -> Chart {
    let roles = it_department().roles().to_vec();
    Chart::assemble("Untitled chart".to_owned(), Direction::default(), String::new(), roles, Vec::new()).0
}
