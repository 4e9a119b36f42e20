//! Files that are meant to take a program's time or memory: each opens, or is refused, soon and in few words.
//!
//! `tests/soak` does the same with files of fifty megabytes.

#[path = "common/hostile_files.rs"]
mod hostile_files;

use std::time::{Duration, Instant};

use hostile_files::FILES;
use rolechart::format::{Opened, ReadError, read, write};
use rolechart::model::LISTED_OF_A_KIND;

/// Small enough for a build without optimisation.
const BYTES: usize = 400_000;

/// Ten times what the slowest takes, and a small part of what anything quadratic would.
const SOON: Duration = Duration::from_secs(20);

/// How many kinds of problems a file may have at once.
const MOST_KINDS: usize = 12;

#[track_caller]
fn check(what: &str, bytes: &[u8]) {
    let start = Instant::now();
    let result = read(bytes);
    let took = start.elapsed();
    assert!(took < SOON, "{what}: takes no longer than it should, but took {took:?}");
    match result {
        Ok(opened) => check_opened(what, &opened),
        Err(error) => check_refusal(what, &error),
    }
}

fn check_opened(what: &str, opened: &Opened) {
    let most = MOST_KINDS * (LISTED_OF_A_KIND + 1);
    assert!(opened.problems.len() <= most, "{what}: lists no more than anyone reads: {}", opened.problems.len());
    let longest = opened.problems.iter().map(|located| located.problem.to_string().len()).max();
    assert!(longest.unwrap_or_default() < 2_000, "{what}: each problem is told in short");
    let again = read(write(&opened.chart).as_bytes());
    assert!(again.is_ok_and(|again| again.chart == opened.chart), "{what}: what was opened can be saved and opened");
}

fn check_refusal(what: &str, error: &ReadError) {
    assert!(error.location.is_some(), "{what}: the refusal has a place: {error}");
    let told = error.in_file("hostile.ron");
    assert!(told.chars().count() < 600, "{what}: the refusal is short: {told}");
    assert!(!told.contains(['\0', '\u{feff}']), "{what}: nothing in it hides: {told:?}");
}

#[test]
fn files_that_mean_harm_open_or_are_refused_soon() {
    for (what, make) in FILES {
        check(what, make(BYTES).as_bytes());
    }
}

#[test]
fn a_file_that_stops_being_text_at_its_end_is_refused_soon() {
    for end in [&b"\xff"[..], b"\xe6\xbc"] {
        let bytes = [format!("Chart(format: 1, title: \"{}", "x".repeat(BYTES)).as_bytes(), end].concat();
        check("bytes that are no text", &bytes);
    }
}

#[test]
fn a_long_line_is_not_shown_whole() {
    let line = "(id: \"a\"), ".repeat(BYTES / 11);
    let error = read(format!("Chart(format: 1, positions: [{line}] oops").as_bytes()).expect_err("a slip at the end");
    let told = error.in_file("long.ron");
    assert!(told.contains("oops"), "the place is shown: {told}");
    assert!(told.contains('…'), "the cut is marked: {told}");
}
