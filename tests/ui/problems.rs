//! The list of what was wrong with a file: who it is about, what mends it, and what is left of it.

use std::path::PathBuf;

use egui::Key;
use rolechart::model::PositionId;
use tempfile::TempDir;

use super::sketch::{id, tree};
use super::window::Window;

/// Line 2 is fine; each further line has one problem. The note about several top positions has none of its own.
const FILE: &str = "Chart(format: 1, roles: [(id: \"ba\", title: \"Analyst\")], positions: [\n\
                    (id: \"ada\", person: \"Ada\"),\n\
                    (id: \"bob\", person: \"Bob\", reports_to: \"adaa\"),\n\
                    (id: \"cleo\", person: \"Cleo\", reports_to: \"ada\", role: \"bb\"),\n\
                    (id: \"dan\", person: \"Dan\", reports_to: \"nobody at all\"),\n])";

fn open(text: &str) -> (TempDir, Window) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path: PathBuf = folder.path().join("odd.ron");
    std::fs::write(&path, text).expect("a file");
    (folder, Window::open_file(&path))
}

impl Window {
    /// The rows of the list, from the top down.
    fn problems(&self) -> Vec<String> {
        let names = self.names();
        let rows = names.lines().filter(|line| line.starts_with("ListItem \"Line "));
        let bare = |row: &str| row.trim_start_matches("ListItem ").trim_matches('"').replace("\\\"", "\"");
        rows.map(bare).collect()
    }
}

#[test]
fn the_list_says_where_whom_and_what() {
    let (_folder, mut window) = open(FILE);
    let rows = window.problems();
    for (line, whom) in [("Line 3", "Bob"), ("Line 4", "Cleo"), ("Line 5", "Dan")] {
        assert!(rows.iter().any(|row| row.contains(line) && row.contains(whom)), "{line}, {whom} in {rows:#?}");
    }
    assert!(rows.last().is_some_and(|row| row.contains("report to nobody")), "notes come last: {rows:#?}");
    assert!(window.offers("3 problems"), "the status bar counts what changed the chart");
    window.click("Close the list of problems");
    assert!(!window.says("Problems in the file"), "it can be closed");
    window.click("3 problems");
    assert!(window.says("Problems in the file"), "and opened from the status bar");
}

#[test]
fn one_step_mends_a_problem_and_undo_brings_it_back() {
    let (_folder, mut window) = open(FILE);
    window.wait_until("the fix is found", |window| window.offers("Let it report to Ada (ada)"));
    window.click("Let it report to Ada (ada)");
    assert_eq!(window.chart().manager(&id("bob")), Some(&id("ada")), "it is done");
    assert!(window.offers("2 problems"), "one is settled");
    assert!(!window.problems().iter().any(|row| row.contains("Line 3")), "its row goes");
    assert!(window.says("1 settled"), "in\n{}", window.texts());
    window.command(Key::Z);
    assert!(window.offers("3 problems"), "undone: it is there again");
    assert_eq!(window.chart().manager(&id("bob")), None::<&PositionId>, "and the chart as it was");
    window.command(Key::Y);
    assert!(window.offers("2 problems"), "and done again");
}

#[test]
fn whatever_settles_a_problem_counts() {
    let (_folder, mut window) = open(FILE);
    window.click_card("dan");
    window.press(Key::Delete);
    assert!(window.offers("2 problems"), "who is gone has no problem: {:#?}", window.problems());
}

#[test]
fn the_list_is_used_by_keys_alone() {
    let (_folder, mut window) = open(FILE);
    window.wait_until("the fix is found", |window| window.offers("Let it report to Ada (ada)"));
    for _ in 0..6 {
        if window.focused_name() != "Problems" {
            window.press(Key::F6);
        }
    }
    assert_eq!(window.focused_name(), "Problems", "F6 leads to the list");
    window.press(Key::ArrowDown);
    assert_eq!(window.selected_person(), "Bob", "whom it is about is selected");
    assert_eq!(window.focused_name(), "Problems", "and the list keeps the keyboard");
    window.press(Key::Enter);
    assert_eq!(window.chart().manager(&id("bob")), Some(&id("ada")), "Enter mends");
    window.press(Key::ArrowDown);
    assert_eq!(window.selected_person(), "Dan", "on with the next but one");
    window.press(Key::ArrowUp);
    assert_eq!(window.selected_person(), "Cleo", "and back to the next");
}

#[test]
fn a_click_shows_whom_it_is_about_and_leaves_the_list_in_reach() {
    let (_folder, mut window) = open(FILE);
    let row = window.problems()[1].clone();
    window.click(&row);
    assert_eq!(window.selected_person(), "Cleo", "selected");
    assert!(window.says("Problems in the file"), "the list stays");
    window.click_card("dan");
    assert_eq!(window.selected_person(), "Dan", "and the chart can be used meanwhile");
}

#[test]
fn a_file_without_problems_has_an_empty_list() {
    let (_folder, mut window) = open("Chart(format: 1, positions: [(id: \"ada\", person: \"Ada\")])");
    assert!(!window.says("Problems in the file"), "nothing opens unasked");
    assert_eq!(window.notice(), "Opened odd.ron", "nothing is counted");
    window.click("Help");
    window.click("Problems");
    assert!(window.says("Nothing was wrong with the file"), "in\n{}", window.texts());
}

#[test]
fn thousands_of_problems_are_listed_as_far_as_they_are_seen() {
    let lost =
        |number: i32| format!("(id: \"p{number}\", reports_to: \"ghost\", dotted_to: [\"ghost\"], role: \"none\"),\n");
    let lost: Vec<String> = (0..3_000).map(lost).collect();
    let text = format!("Chart(format: 1, positions: [(id: \"ada\", person: \"Ada\"),\n{}])", lost.concat());
    let (_folder, mut window) = open(&text);
    let rows = window.problems();
    assert!((3..40).contains(&rows.len()), "only what is in view is made: {}", rows.len());
    assert!(window.notice().contains("problems"), "counted: {}", window.notice());
    window.click(&rows[0]);
    assert!(window.says("Problems in the file"), "and used");
}

#[test]
fn what_is_not_settled_yet_is_still_listed_when_the_chart_is_saved() {
    let (_folder, mut window) = open(FILE);
    window.command(Key::S);
    window.wait_for_files();
    assert!(window.offers("3 problems"), "saving settles nothing");
    assert!(window.says("Saved as they were read"), "in\n{}", window.texts());
    assert!(!window.is_changed(), "but the file holds the chart");
    assert_eq!(tree(window.chart()).matches("Ada").count(), 1, "and nobody is lost");
}
