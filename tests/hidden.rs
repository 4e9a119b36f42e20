//! What hides in a text is seen wherever the text is shown, and kept wherever it is kept.

mod common;

use std::collections::HashSet;

use common::program::{rolechart, text};
use common::random_charts::any_chart_up_to;
use proptest::prelude::*;
use rolechart::display_list::{DisplayList, Shape, display_list};
use rolechart::export::{Raci, Sheet, svg};
use rolechart::format::{read, write};
use rolechart::layout::{Duties, Options, lay_out};
use rolechart::model::Chart;
use rolechart::model::hidden::{is_hidden, visible};
use rolechart::theme::Palette;

fn all_hidden() -> String {
    ('\0'..=char::MAX).filter(|&c| is_hidden(c)).collect()
}

/// A chart in which every text is this one.
fn chart_of(text: &str) -> Chart {
    let escaped: Vec<String> = text.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect();
    let escaped = escaped.concat();
    let t = format!("\"{escaped}\"");
    let file = format!(
        "Chart(format: 1, title: {t}, must_cover: [{t}],
        roles: [(id: \"r\", title: {t}, short: {t}, summary: {t}, responsibilities: [Responsible({t})])],
        positions: [
            (id: \"a\", role: \"r\", person: {t}, title: {t}, notes: {t}, fields: [({t}, {t})],
                responsibilities: [Accountable({t})]),
            (id: \"b\", role: \"r\", reports_to: \"a\", dotted_to: [\"a\"]),
        ])"
    );
    read(file.as_bytes()).unwrap_or_else(|error| panic!("it opens: {}", error.in_file("hidden.ron"))).chart
}

fn drawn(chart: &Chart) -> DisplayList {
    let nothing_folded = HashSet::new();
    let options = Options { duties: Duties::All, ..Options::of(chart, &nothing_folded) };
    display_list(chart, &lay_out(chart, &options), &Palette::LIGHT)
}

fn texts_of(list: &DisplayList) -> impl Iterator<Item = &str> {
    let shapes = list.cards.iter().flat_map(|card| &card.shapes);
    let texts = shapes.filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.chain(list.cards.iter().map(|card| card.title.as_str()))
}

/// Everything that is made of a chart for others to look at, with what it is.
fn exports(chart: &Chart) -> Vec<(&'static str, String)> {
    let list = drawn(chart);
    let table = Raci::of(chart).expect("a small table");
    let sheets = chart.walk().filter_map(|visit| Sheet::of_position(chart, &visit.position.id));
    let sheets: Vec<Sheet> =
        sheets.chain(chart.roles().iter().filter_map(|role| Sheet::of_role(chart, &role.id))).collect();
    let mut made = vec![
        ("the drawing", texts_of(&list).collect::<Vec<_>>().join("\n")),
        ("the SVG file", svg(&list, chart.title())),
        // The mark at the head says that the file is UTF-8.
        ("the CSV file", table.csv().trim_start_matches('\u{feff}').to_owned()),
        ("the table as HTML", table.html()),
        ("the table as Markdown", table.markdown()),
    ];
    for sheet in &sheets {
        made.extend([("a sheet as HTML", sheet.html()), ("a sheet as Markdown", sheet.markdown())]);
    }
    made
}

fn first_hidden(text: &str) -> Option<char> {
    // Spreadsheets want both characters at the end of a line.
    text.replace("\r\n", "\n").chars().find(|&c| is_hidden(c))
}

#[test]
fn no_drawing_and_no_export_holds_what_hides() {
    let chart = chart_of(&format!("a{}b", all_hidden()));
    for (what, made) in exports(&chart) {
        assert_eq!(first_hidden(&made), None, "{what}");
        assert!(made.contains('·'), "{what} shows that something is there");
    }
}

#[test]
fn letters_from_right_to_left_are_left_as_they_are() {
    for text in ["שלום עולם", "مرحبا بالعالم", "می\u{200c}خواهم"] {
        let chart = chart_of(text);
        for (what, made) in exports(&chart) {
            assert!(made.contains(text), "{what} says {text:?}");
        }
        assert!(!write(&chart).contains("\\u{"), "the file says {text:?} as it reads");
    }
}

#[test]
fn a_file_keeps_what_hides_and_shows_it() {
    for hidden in all_hidden().chars() {
        let text = format!("a{hidden}b");
        let chart = chart_of(&text);
        let written = write(&chart);
        assert_eq!(first_hidden(&written), None, "{hidden:?} is written as an escape");
        let again = read(written.as_bytes()).expect("it opens again");
        assert_eq!(again.chart.title(), text, "{hidden:?} is kept");
        assert!(again.problems.iter().any(|found| found.problem.code() == "hidden-characters"), "{hidden:?} is told");
        assert_eq!(visible(&text), "a·b", "{hidden:?} is seen");
    }
}

#[test]
fn a_terminal_is_sent_nothing_that_it_would_obey() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let evil = "\u{1b}]0;evil\u{7}\u{9b}31m\u{202e}";
    let chart = chart_of(evil);
    std::fs::write(folder.path().join("a.ron"), write(&chart)).expect("a file");
    std::fs::write(folder.path().join("b.ron"), format!("Chart(format: 1, {evil}")).expect("a file");
    for arguments in [
        &["check", "a.ron"][..],
        &["check", "a.ron", "--json"],
        &["check", "b.ron"],
        &["check", "b.ron", "--json"],
        &["check", "\u{1b}[31mno\u{202e}.ron"],
        &["review", "a.ron"],
        &["review", "a.ron", "--json"],
        &["review", "b.ron"],
        &["duties", "a.ron"],
        &["duties", "a.ron", "--json"],
        &["sheet", "a.ron", "a"],
        &["sheet", "a.ron", "r"],
        &["sheet", "a.ron", evil],
        &["sheet", "a.ron", "\u{1b}x"],
        &["layout", "a.ron", "--json"],
    ] {
        let output = rolechart(folder.path(), arguments);
        for (what, bytes) in [("answers", &output.stdout), ("says", &output.stderr)] {
            let written = text(bytes);
            assert_eq!(first_hidden(&written), None, "{arguments:?} {what} {written:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_chart_makes_an_export_hide_anything(chart in any_chart_up_to(6)) {
        for (what, made) in exports(&chart) {
            prop_assert_eq!(first_hidden(&made), None, "{}", what);
        }
    }
}
