//! The real program, as a shell or a build server starts it.

mod common;

use std::path::PathBuf;

use common::program::{rolechart, text};
use serde_json::{Value, json};
use tempfile::TempDir;

const CLEAN: &str = "Chart(format: 1, positions: [(id: \"a\")])";
const NOTED: &str = "Chart(format: 1, positions: [(id: \"a\"), (id: \"b\")])";
const PROBLEM: &str = "Chart(format: 1, positions: [\n(id: \"a\", role: \"ghost\")])";
const BROKEN: &str = "Chart(\n    format: 1,\n    titel: \"x\",\n)";

/// A folder with these files, in which the program runs.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

#[test]
fn check_answers_by_its_exit_code() {
    let folder = folder(&[("clean", CLEAN), ("noted", NOTED), ("problem", PROBLEM), ("broken", BROKEN)]);
    for (files, code) in [
        (&["clean"][..], 0),
        (&["noted"], 0),
        (&["clean", "problem", "noted"], 1),
        (&["broken", "problem"], 2),
        (&["missing"], 2),
        (&["."], 2),
        (&[], 2),
    ] {
        let output = rolechart(folder.path(), &[&["check"], files].concat());
        assert_eq!(output.status.code(), Some(code), "check {files:?}: {output:?}");
    }
}

#[test]
fn check_lists_every_problem_with_its_place() {
    let folder = folder(&[("clean", CLEAN), ("noted", NOTED), ("problem", PROBLEM), ("broken", BROKEN)]);
    let output = rolechart(folder.path(), &["check", "problem", "clean", "broken", "noted", "missing"]);
    let expected = [
        "problem:2:17: error: has the role \"ghost\", and the library has none of that id; an empty role was added",
        "broken:3:5: error: Chart has no field titel, did you mean title?",
        "        titel: \"x\",",
        "        ^",
        "noted:1:18: note: 2 positions report to nobody; that is fine while the chart is being sketched",
        "missing: error: there is no such file. Check the name and the folder.",
    ];
    let found = text(&output.stdout);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "the answer");
    assert_eq!(text(&output.stderr), "", "everything is in the answer");
}

#[test]
fn check_writes_json_for_machines() {
    let folder = folder(&[("clean", CLEAN), ("problem", PROBLEM), ("broken", BROKEN)]);
    let output = rolechart(folder.path(), &["check", "--json", "broken", "clean", "problem", "missing"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let place_and_code = |file, line, column, code| json!([file, line, column, "error", code]);
    let shown: Vec<Value> = found
        .as_array()
        .expect("one array")
        .iter()
        .map(|finding| {
            assert!(finding["message"].as_str().is_some_and(|message| !message.is_empty()), "a message: {finding}");
            json!([finding["file"], finding["line"], finding["column"], finding["severity"], finding["code"]])
        })
        .collect();
    let expected = [
        place_and_code("broken", Some(3), Some(5), "syntax"),
        place_and_code("problem", Some(2), Some(17), "unknown-role"),
        place_and_code("missing", None, None, "unreadable"),
    ];
    assert_eq!(shown, expected, "all files in one array, in their order");
    let clean = rolechart(folder.path(), &["check", "--json", "clean"]);
    assert_eq!(text(&clean.stdout), "[]\n", "nothing to say is an empty array");
}

#[test]
fn new_makes_charts_that_are_clean() {
    let folder = folder(&[]);
    for (arguments, bytes) in [
        (&["new", "a.ron"][..], rolechart::starter::IT_DEPARTMENT.to_vec()),
        (&["new", "b.ron", "--template", "it-department"], rolechart::starter::IT_DEPARTMENT.to_vec()),
        (&["new", "c.ron", "--template", "empty"], rolechart::format::write(&rolechart::starter::empty()).into_bytes()),
    ] {
        let output = rolechart(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        let made = folder.path().join(arguments[1]);
        assert_eq!(std::fs::read(made).expect("the file"), bytes, "{arguments:?}");
        let checked = rolechart(folder.path(), &["check", arguments[1]]);
        assert_eq!(text(&checked.stdout), "", "{arguments:?} has no problems");
    }
}

#[test]
fn new_refuses_what_is_there_already() {
    let folder = folder(&[("a.ron", "mine")]);
    let file: PathBuf = folder.path().join("a.ron");
    let output = rolechart(folder.path(), &["new", "a.ron"]);
    assert_eq!(output.status.code(), Some(2), "refused");
    let said = text(&output.stderr);
    assert_eq!(said, "rolechart: a.ron is there already. Choose another name, or move it away first.\n", "once");
    assert_eq!(std::fs::read(file).expect("the file"), b"mine", "untouched");
    let output = rolechart(folder.path(), &["new", "no/such/folder.ron"]);
    assert_eq!(output.status.code(), Some(2), "a missing folder");
    assert!(text(&output.stderr).contains("its folder isn't there"), "the reason: {output:?}");
}

#[test]
fn wrong_arguments_and_help_answer_as_usual() {
    let folder = folder(&[]);
    for (arguments, code) in [(&["--help"][..], 0), (&["--version"], 0), (&["check", "--help"], 0), (&["--wrong"], 2)] {
        let output = rolechart(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
    }
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_build_without_a_window_says_so_in_one_line() {
    let folder = folder(&[("a.ron", CLEAN)]);
    for arguments in [&[][..], &["a.ron"]] {
        let output = rolechart(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.lines().count() == 1 && said.contains("no window"), "{arguments:?}: {said}");
    }
}
