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

/// What an IT department must cover, one duty a line, for a list that is still empty.
#[must_use]
pub fn must_cover_it() -> Vec<String> {
    include_str!("../assets/must-cover-it.txt").lines().map(str::to_owned).collect()
}

/// A chart without positions. It keeps the library of the starter chart, so that the first titles typed complete to
/// its roles.
#[must_use]
pub fn empty() -> Chart {
    let roles = it_department().roles().to_vec();
    Chart::assemble("Untitled chart".to_owned(), Direction::default(), String::new(), roles, Vec::new()).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;

    #[test]
    fn what_an_it_department_must_cover_is_well_worded_and_said_once() {
        let lines = must_cover_it();
        assert!((28..=36).contains(&lines.len()), "{} lines", lines.len());
        for line in &lines {
            assert_eq!(line.trim(), line, "no blanks around {line:?}");
            assert_eq!(analysis::notes(line), [], "nothing to say about {line:?}");
        }
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let pairs = analysis::similar_pairs(&texts, &|| false).unwrap_or_default();
        assert!(pairs.is_empty(), "no two lines say nearly the same: {pairs:?}");
    }
}
