//! The real program on a real screen, though nobody sees it.

#![cfg(all(feature = "gui", target_os = "linux"))]

mod common;

use common::screen::{self, Running, Screen, rolechart_at, wait_until};

const CHART: &str = "Chart(\n    format: 1,\n    title: \"Small\",\n    positions: [\n        Position(\n            \
                     id: \"ada\",\n            person: \"Ada\",\n        ),\n    ],\n)\n";

#[test]
fn a_chart_is_opened_edited_and_saved() {
    if !screen::can_be() {
        return;
    }
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("small.chart.ron");
    std::fs::write(&path, CHART).expect("a file");
    let screen = Screen::start();
    let mut command = rolechart_at(home.path(), &[path.to_str().expect("temporary paths are text")]);
    let _program = Running(command.env("DISPLAY", &screen.display).spawn().expect("the program starts"));

    screen.focus("small.chart.ron");
    // The top position is selected, gets a report with a name, and the file is saved.
    screen.press(&["Home", "Tab"]);
    screen.type_text("Grace Okafor");
    screen.press(&["Return", "ctrl+s"]);
    let saved = || std::fs::read_to_string(&path).unwrap_or_default();
    wait_until("the file holds what was typed", || saved().contains("person: \"Grace Okafor\""));
    assert!(saved().contains("reports_to: \"ada\""), "she reports to Ada, in\n{}", saved());
}

#[test]
fn without_a_screen_one_line_says_what_is_missing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let output = rolechart_at(home.path(), &[]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "it fails: {said}");
    assert_eq!(said.lines().count(), 1, "one line: {said}");
    assert!(said.contains("neither DISPLAY nor WAYLAND_DISPLAY is set"), "what is missing: {said}");
}
