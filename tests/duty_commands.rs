//! The commands about responsibilities, as a shell starts them: `duties`, `raci`, `review` and `sheet`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test duty_commands` writes the files that they are held against anew.

mod common;

use std::path::{Path, PathBuf};

use common::program::{rolechart, text};
use rolechart::analysis;
use rolechart::model::{Chart, Holder};
use serde_json::{Value, json};
use tempfile::TempDir;

const SMALL: &str = "Chart(format: 1, title: \"Small\", roles: [
    Role(id: \"ba\", title: \"Business Analyst\", short: \"BA\", responsibilities: [Responsible(\"Gather requirements\")]),
], positions: [
    Position(id: \"ada\", person: \"Ada Byron\", title: \"Director\", responsibilities: [Accountable(\"gather requirements.\")]),
    Position(id: \"b1\", reports_to: \"ada\", role: \"ba\", person: \"Omar Haddad\"),
    Position(id: \"b2\", reports_to: \"ada\", role: \"ba\", person: \"Omar Haddad\"),
])";
const PROBLEM: &str = "Chart(format: 1, positions: [\n(id: \"a\", role: \"ghost\", person: \"Ada\")])";

/// A folder with a small chart, the starter chart and one with a problem.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = [
        ("small.ron", SMALL.as_bytes()),
        ("starter.ron", rolechart::starter::IT_DEPARTMENT),
        ("problem.ron", PROBLEM.as_bytes()),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

/// What a command writes to the standard output, where it succeeds.
#[track_caller]
fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = rolechart(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    text(&output.stdout)
}

#[track_caller]
fn check_golden(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).expect("the golden file is written");
    }
    let golden = std::fs::read_to_string(&path).expect("the golden file is there");
    assert!(found == golden, "{name} is as before; if it is meant to change, run with UPDATE_GOLDEN=1");
}

#[test]
fn the_directors_sheet_and_the_table_of_the_starter_chart_are_as_before() {
    let folder = folder();
    for (command, name) in [
        (&["sheet", "starter.ron", "Amara Lindqvist"][..], "director.md"),
        (&["sheet", "starter.ron", "k7f3m2qd"], "director.html"),
        (&["sheet", "starter.ron", "project manager"], "project-manager.md"),
        (&["raci", "starter.ron"], "raci.csv"),
        (&["raci", "starter.ron"], "raci.md"),
        (&["raci", "starter.ron"], "raci.html"),
    ] {
        let said = answer(folder.path(), &[command, &["-o", name]].concat());
        assert_eq!(said, "", "{name} is a file, and nothing else is said");
        let found = std::fs::read_to_string(folder.path().join(name)).expect("the file");
        check_golden(name, &found);
    }
    let printed = answer(folder.path(), &["sheet", "starter.ron", "k7f3m2qd"]);
    check_golden("director.md", &printed);
}

#[test]
fn duties_lists_every_holder_of_every_responsibility() {
    let folder = folder();
    let expected = "Gather requirements\tResponsible\tBusiness Analyst\trole ba\n\
                    Gather requirements\tAccountable\tAda Byron, Director\tposition ada\n";
    assert_eq!(answer(folder.path(), &["duties", "small.ron"]), expected, "as text");
    let found: Value = serde_json::from_str(&answer(folder.path(), &["duties", "small.ron", "--json"])).expect("JSON");
    let holders = json!([
        {"kind": "role", "id": "ba", "name": "Business Analyst", "involvement": "Responsible"},
        {"kind": "position", "id": "ada", "name": "Ada Byron, Director", "involvement": "Accountable"},
    ]);
    assert_eq!(found, json!([{"responsibility": "Gather requirements", "holders": holders}]), "as JSON");
}

/// The JSON that a review of this chart is to be.
fn expected_findings(chart: &Chart) -> Value {
    let review = analysis::review(chart, &|| false).expect("nobody cancels");
    let findings = review.findings.iter().map(|finding| {
        json!({
            "kind": finding.rule.kind().word(),
            "message": finding.message,
            "holders": finding.holders.iter().map(Holder::id).collect::<Vec<_>>(),
            "responsibilities": finding.responsibilities,
            "dismissed": finding.dismissed,
        })
    });
    findings.collect()
}

#[test]
fn review_writes_all_findings_and_says_by_its_exit_code_whether_one_is_open() {
    let folder = folder();
    for file in ["small.ron", "starter.ron"] {
        let bytes = std::fs::read(folder.path().join(file)).expect("the chart");
        let expected = expected_findings(&rolechart::format::read(&bytes).expect("it opens").chart);
        let findings = expected.as_array().expect("an array");
        let open = findings.iter().filter(|finding| finding["dismissed"].is_null()).count();

        let as_json = rolechart(folder.path(), &["review", file, "--json"]);
        let found: Value = serde_json::from_slice(&as_json.stdout).expect("JSON");
        assert_eq!(found, expected, "{file}: all findings, open or not");
        let as_text = rolechart(folder.path(), &["review", file]);
        let last_line = format!("{open} open, {} dismissed\n", findings.len() - open);
        assert!(text(&as_text.stdout).ends_with(&last_line), "{file} ends with {last_line:?}: {as_text:?}");
        for output in [as_json, as_text] {
            assert_eq!(output.status.code(), Some(i32::from(open > 0)), "{file}: 1 where something is open");
        }
    }
}

#[test]
fn sheet_finds_what_is_meant_or_says_what_comes_near() {
    let folder = folder();
    for (subject, title) in [
        ("ada", "# Ada Byron"),
        ("b2", "# Omar Haddad"),
        ("BA", "# Business Analyst"),
        ("business analyst", "# Business Analyst"),
        ("ada byron", "# Ada Byron"),
    ] {
        let sheet = answer(folder.path(), &["sheet", "small.ron", subject]);
        assert_eq!(sheet.lines().next(), Some(title), "{subject:?}");
    }
    let expected = "the id of a position or a role, a role's title or a person's name";
    for (subject, said) in [
        (
            "omar haddad",
            "rolechart: \"omar haddad\" fits several in small.ron. Give the id of one of them:\n    \
             position b1: Omar Haddad, Business Analyst\n    position b2: Omar Haddad, Business Analyst\n"
                .to_owned(),
        ),
        (
            "Busines Analist",
            format!(
                "rolechart: small.ron has no position and no role \"Busines Analist\". Give {expected}; these come \
                 near:\n    role ba: Business Analyst\n"
            ),
        ),
        ("xyzzy", format!("rolechart: small.ron has no position and no role \"xyzzy\". Give {expected}.\n")),
    ] {
        let output = rolechart(folder.path(), &["sheet", "small.ron", subject]);
        assert_eq!(output.status.code(), Some(2), "{subject:?} is refused");
        assert_eq!(text(&output.stderr), said, "{subject:?}");
        assert_eq!(text(&output.stdout), "", "{subject:?} has no sheet");
    }
}

#[test]
fn other_formats_and_places_are_refused_and_nothing_is_written() {
    let folder = folder();
    for (arguments, words) in [
        (&["sheet", "small.ron", "ada", "-o", "ada.pdf"][..], "choose a name that ends in .md or .html"),
        (&["sheet", "small.ron", "ada", "-o", "ada"], "choose a name that ends in .md or .html"),
        (&["raci", "small.ron", "-o", "table.xlsx"], "choose a name that ends in .csv, .html or .md"),
        (&["raci", "small.ron"], "--output"),
        (&["raci", "small.ron", "-o", "no/such/table.csv"], "its folder isn't there"),
        (&["raci", "missing.ron", "-o", "table.csv"], "missing.ron"),
        (&["duties", "missing.ron"], "missing.ron"),
        (&["review", "missing.ron"], "missing.ron"),
        (&["sheet", "missing.ron", "ada"], "missing.ron"),
    ] {
        let output = rolechart(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(text(&output.stderr).contains(words), "{arguments:?} says {words:?}: {output:?}");
    }
    let left = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 3, "nothing but the charts is there");
}

#[test]
fn problems_of_a_chart_are_told_beside_the_answer() {
    let folder = folder();
    for arguments in [
        &["duties", "problem.ron"][..],
        &["review", "problem.ron"],
        &["sheet", "problem.ron", "a"],
        &["raci", "problem.ron", "-o", "table.md"],
        &["export", "problem.ron", "-o", "chart.svg"],
    ] {
        let output = rolechart(folder.path(), arguments);
        assert_ne!(output.status.code(), Some(2), "{arguments:?} still answers: {output:?}");
        let said = text(&output.stderr);
        assert!(said.starts_with("problem.ron:2:17: error: has the role \"ghost\""), "{arguments:?}: {said:?}");
    }
}
