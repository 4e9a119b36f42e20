//! Files that are cut off, damaged, written wrongly or meant to harm: each is refused with a place and clear words, or
//! opened in a safe reading with a list of what was changed. None of it touches the file.

use std::time::{Duration, Instant};

use rolechart::format::{Opened, ReadErrorKind, read, write};
use rolechart::model::{ProblemKind, Severity};

/// Wraps positions, one a line, so that the first stands in line 2.
fn chart_of(positions: &str) -> String {
    format!("Chart(format: 1, positions: [\n{positions}\n])\n")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

/// Opens bytes by way of a file, and makes sure that opening leaves it alone.
#[track_caller]
fn open(bytes: &[u8]) -> Result<Opened, rolechart::format::ReadError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("chart.ron");
    std::fs::write(&path, bytes).expect("a file");
    let loaded = rolechart::storage::load(&path).expect("it can be loaded");
    let result = read(&loaded.bytes);
    assert_eq!(std::fs::read(&path).expect("the file"), bytes, "the file is untouched");
    result
}

#[track_caller]
fn opened(text: &str) -> Opened {
    open(text.as_bytes()).unwrap_or_else(|error| panic!("it opens: {}", error.in_file("chart.ron")))
}

/// `code@line:column` of each problem.
fn problems(opened: &Opened) -> Vec<String> {
    let shown = |located: &rolechart::format::Located| {
        format!("{}@{}:{}", located.problem.code(), located.location.line, located.location.column)
    };
    opened.problems.iter().map(shown).collect()
}

#[test]
fn what_is_no_chart_is_refused_with_a_place_and_clear_words() {
    /// What the file is, its bytes, the kind of refusal, line and column, and words of the message.
    type Case<'a> = (&'a str, &'a [u8], ReadErrorKind, (usize, usize), &'a str);
    let cases: &[Case<'_>] = &[
        ("an empty file", b"", ReadErrorKind::NotAChart, (1, 1), "the file is empty"),
        ("nothing but comments", b"// a\n", ReadErrorKind::NotAChart, (1, 1), "holds no chart"),
        ("JSON", b"{\"title\": 1}", ReadErrorKind::NotAChart, (1, 1), "found {, expected Chart("),
        ("prose", b"Dear all,\n", ReadErrorKind::NotAChart, (1, 1), "found Dear, expected Chart("),
        ("another struct", b"\n Config(a: 1)", ReadErrorKind::NotAChart, (2, 2), "found Config(, expected Chart("),
        ("a picture", b"\x89PNG\r\n\x1a\n", ReadErrorKind::NotText, (1, 1), "the byte 0x89"),
        ("a byte amid text", b"Chart(\n    title: \"caf\xe9\")", ReadErrorKind::NotText, (2, 16), "the byte 0xE9"),
        ("UTF-16", b"\xff\xfeC\0h\0", ReadErrorKind::NotText, (1, 1), "the byte 0xFF"),
        ("a character cut in half", b"// \xe6\xbc", ReadErrorKind::NotText, (1, 4), "an unfinished character"),
        (
            "a newer format",
            b"Chart(\n    format: 2,\n    new: {1: 2})",
            ReadErrorKind::NewerFormat,
            (2, 13),
            "made by a newer Rolechart (format 2; this one reads up to 1)",
        ),
        (
            "a far newer format",
            b"Chart(format: 99999999999999999999)",
            ReadErrorKind::NewerFormat,
            (1, 15),
            "made by a newer Rolechart",
        ),
        ("format 0", b"Chart(format: 0)", ReadErrorKind::Syntax, (1, 15), "found format 0"),
        ("a format that is no number", b"Chart(format: one)", ReadErrorKind::Syntax, (1, 15), "found format one"),
        ("no format", b"Chart(title: \"a\")", ReadErrorKind::Syntax, (1, 17), "Chart lacks the field format"),
    ];
    for (what, bytes, kind, (line, column), words) in cases {
        let error = open(bytes).expect_err(what);
        let place = error.location.map(|location| (location.line, location.column));
        assert_eq!((error.kind, place), (*kind, Some((*line, *column))), "{what}: {error}");
        assert!(error.message.contains(words), "{what} says {words:?}: {error}");
    }
}

#[test]
fn slips_of_the_pen_are_explained_where_they_are() {
    let cases = [
        ("(id: \"a\", dutys: [])", (2, 11), "Position has no field dutys, did you mean responsibilities?"),
        ("(id: \"a\", reportsto: \"b\")", (2, 11), "did you mean reports_to?"),
        ("(id: \"a\", xyzzy: 1)", (2, 11), "has no field xyzzy, expected one of id, reports_to"),
        ("(id: \"a\", id: \"b\")", (2, 11), "the field id stands here twice"),
        ("(id: \"a\", person: Ada)", (2, 19), "found Ada, expected a text in double quotes"),
        ("(id: \"a\", assistant: yes)", (2, 22), "found yes, expected true or false"),
        ("(id: \"a\" person: \"b\")", (2, 10), "found person, expected a comma"),
        ("(id \"a\")", (2, 5), "found \"a\", expected a colon"),
        ("(id: \"a\", arrange: Gird(3))", (2, 20), "unknown word Gird, did you mean Grid?"),
        ("(id: \"a\", arrange: Grid(300))", (2, 25), "expected a smaller number"),
        ("(responsibilities: [Does(\"x\")])", (2, 21), "unknown word Does, expected one of Responsible"),
        ("(responsibilities: [\"x\"])", (2, 21), "found \"x\", expected a name"),
        ("(responsibilities: \"x\")", (2, 20), "found \"x\", expected a list"),
        ("Role(id: \"a\")", (2, 1), "found Role, expected Position("),
        ("(notes: \"C:\\dir\")", (2, 12), "for a backslash itself"),
    ];
    for (position, place, words) in cases {
        let error = open(chart_of(position).as_bytes()).expect_err(position);
        let found = error.location.map(|location| (location.line, location.column));
        assert_eq!(error.kind, ReadErrorKind::Syntax, "{position}: {error}");
        assert!(error.message.contains(words), "{position} says {words:?}: {error}");
        assert_eq!(found, Some(place), "the place of {position}:\n{}", error.in_file("chart.ron"));
    }
}

#[test]
fn a_refusal_shows_the_line_and_a_caret() {
    let error = open(b"Chart(\n    format: 1,\n    titel: \"x\",\n)").expect_err("a slip");
    let shown = "a.ron:3:5: Chart has no field titel, did you mean title?\n        titel: \"x\",\n        ^";
    assert_eq!(error.in_file("a.ron"), shown, "as a compiler would");
}

#[test]
fn files_that_are_cut_off_say_in_the_middle_of_what() {
    let cases = [
        ("Chart(\n format: 1,\n", (2, 12), "in the middle of Chart( of line 1"),
        ("Chart(format: 1, roles: [\n", (1, 26), "in the middle of roles: [ of line 1"),
        ("Chart(format: 1, positions: [\n Position(id: \"a\",", (2, 19), "in the middle of Position( of line 2"),
        ("Chart(format: 1, title: \"abc", (1, 25), "in the middle of this text"),
        ("Chart(format: 1, /* abc", (1, 18), "in the middle of this comment"),
        ("Chart", (1, 6), "found the end of the file"),
    ];
    for (text, place, words) in cases {
        let error = open(text.as_bytes()).expect_err(text);
        let found = error.location.map(|location| (location.line, location.column));
        assert!(error.message.contains(words), "{text:?} says {words:?}: {error}");
        assert_eq!(found, Some(place), "the place in {text:?}: {error}");
    }
    let error = open(b"Chart(format: 1) Chart(format: 1)").expect_err("two charts");
    assert!(error.message.contains("nothing more behind"), "two charts: {error}");
}

#[test]
fn structural_problems_are_listed_all_at_once_with_their_places() {
    let cases: &[(&str, &[&str], &str)] = &[
        ("(id: \"a\"),\n(id: \"a\", reports_to: \"a\")", &["duplicate-position@3:6"], "a duplicate id"),
        (
            "(id: \"a\"),\n(id: \"b\", reports_to: \"ghost\")",
            &["several-tops@1:18", "unknown-manager@3:23"],
            "an unknown manager",
        ),
        ("(id: \"a\", role: \"ghost\")", &["unknown-role@2:17"], "an unknown role"),
        (
            "(id: \"a\", dotted_to: [\"ghost\", \"a\", \"\"])",
            &["unknown-dotted@2:22", "unknown-dotted@2:22", "unknown-dotted@2:22"],
            "unknown dotted lines",
        ),
        ("(id: \"a\", reports_to: \"b\"),\n(id: \"b\", reports_to: \"a\")", &["cycle@2:23"], "a circle"),
        ("(id: \"a\", reports_to: \"a\")", &["cycle@2:23"], "its own manager"),
        ("(id: \"a b\")", &["invalid-id@2:6"], "an id with a space"),
        ("(id: \"\")", &["invalid-id@2:6"], "an empty id"),
        ("(person: \"Ada\")", &["invalid-id@2:1"], "no id"),
        ("(id: \"a\"), (id: \"b\")", &["several-tops@1:18"], "two tops"),
        (
            "(id: \"a b\"),\n(id: \"a\", role: \"x\", reports_to: \"y\")",
            &["several-tops@1:18", "invalid-id@2:6", "unknown-role@3:17", "unknown-manager@3:34"],
            "many at once",
        ),
    ];
    for (positions, expected, what) in cases {
        let opened = opened(&chart_of(positions));
        assert_eq!(problems(&opened), *expected, "{what}");
        let again = read(write(&opened.chart).as_bytes()).expect("the safe reading can be saved and opened");
        assert!(again.chart == opened.chart, "{what}: the safe reading is a chart like any other");
        let errors = again.problems.iter().filter(|found| found.problem.severity() == Severity::Error);
        assert_eq!(errors.count(), 0, "{what}: saving mends it");
    }
}

#[test]
fn problems_of_roles_have_places_too() {
    let text = "Chart(format: 1, roles: [\nRole(id: \"a\", colour: \"red\"),\nRole(id: \"a\"),\nRole(id: \"b c\", title: \"B\"),\n])";
    let opened = opened(text);
    assert_eq!(problems(&opened), ["invalid-colour@2:23", "duplicate-role@3:10", "invalid-id@4:10"], "three roles");
    let ids: Vec<&str> = opened.chart.roles().iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-2", "b-c"], "the names they have now");
}

#[test]
fn whoever_names_an_invalid_id_still_finds_the_position() {
    let opened = opened(&chart_of(
        "(id: \"the boss\"),\n(id: \"a\", reports_to: \"the boss\"),\n(id: \"b\", reports_to: \"a\", dotted_to: [\"the boss\"])",
    ));
    assert_eq!(problems(&opened), ["invalid-id@2:6"], "one problem");
    let boss = opened.chart.tops().next().expect("a top position");
    assert_eq!(opened.chart.reports(boss).len(), 1, "the report found its manager");
    assert!(opened.chart.has_dotted_lines_to(boss), "the dotted line found its end");
}

#[test]
fn a_dismissal_may_name_whoever_isn_t_there_but_no_invalid_id() {
    let text = "Chart(format: 1, dismissed: [\nDismissed(rule: \"same-duty\", holders: [Role(\"gone\"), Position(\"a b\")], reason: \"Why not?\"),\n])";
    let opened = opened(text);
    assert_eq!(problems(&opened), ["invalid-holder@2:39"], "the place of the holders");
    let written = write(&opened.chart);
    assert!(
        written.contains(r#"Dismissed(rule: "same-duty", holders: [Role("gone")], reason: "Why not?"),"#),
        "{written}"
    );
}

#[test]
fn a_role_named_by_its_title_is_found() {
    let text = "Chart(format: 1, roles: [Role(id: \"project-manager\", title: \"Project Manager\")], positions: [\n(id: \"a\", role: \"Project Manager\")])";
    let opened = opened(text);
    assert_eq!(problems(&opened), ["invalid-id@2:17"], "it is said");
    let position = opened.chart.walk().next().expect("a position").position;
    assert_eq!(opened.chart.title_of(position), "Project Manager", "the role of that title");
}

#[test]
fn comments_are_kept_at_the_head_and_announced_elsewhere() {
    for (text, head, lost) in [
        ("// ours\n// and theirs\nChart(format: 1)", "// ours\n// and theirs", false),
        ("// ours\r\n// and theirs\r\nChart(format: 1)\r\n", "// ours\n// and theirs", false),
        ("Chart(\n// inside\nformat: 1)", "", true),
        ("/* ours */ Chart(format: 1) // behind", "/* ours */", true),
        ("Chart(format: 1, title: \"http://here\")", "", false),
    ] {
        let opened = opened(text);
        assert_eq!(opened.chart.head_comment(), head, "the head of {text:?}");
        assert_eq!(opened.loses_comments, lost, "whether {text:?} loses comments");
    }
}

#[test]
fn every_script_and_every_control_character_survives() {
    for text in
        ["שלום", "عربي", "漢字", "e\u{301}\u{323}", "\u{202e}evil", "\u{0}\u{1}\u{1b}[31m\u{7f}\u{9f}", "\u{fffe}"]
    {
        for written in [text.to_owned(), joined(text.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))))] {
            let opened = opened(&chart_of(&format!("(id: \"a\", person: \"{written}\")")));
            let position = opened.chart.walk().next().expect("a position").position;
            assert_eq!(position.person, text, "{written:?}");
            let errors = opened.problems.iter().filter(|found| found.problem.severity() == Severity::Error);
            assert_eq!(errors.count(), 0, "{written:?} is no problem");
        }
    }
}

#[test]
fn very_large_charts_open() {
    let chain = joined((1..100_000).map(|i| format!("(id: \"{i}\", reports_to: \"{}\"),\n", i - 1)));
    let wide = joined((1..=10_000).map(|i| format!("(id: \"{i}\", reports_to: \"0\"),\n")));
    let title = "x".repeat(1_000_000);
    for (what, text, count) in [
        ("a chain of 100,000", chart_of(&format!("(id: \"0\"),\n{chain}")), 100_000),
        ("10,000 reports", chart_of(&format!("(id: \"0\"),\n{wide}")), 10_001),
        ("a title of a million characters", chart_of(&format!("(id: \"0\", title: \"{title}\")")), 1),
    ] {
        let opened = opened(&text);
        assert_eq!((opened.chart.len(), opened.problems.len()), (count, 0), "{what}");
        let again = read(write(&opened.chart).as_bytes()).expect("it opens again");
        assert!(again.chart == opened.chart, "{what} saves and opens the same");
    }
}

#[test]
fn thousands_of_problems_in_one_line_are_located_in_one_pass() {
    let positions = joined((0..20_000).map(|i| format!("(id: \"{i}\", reports_to: \"ghost{i}\"),")));
    let start = Instant::now();
    let opened = opened(&chart_of(&positions));
    let codes: Vec<&str> = opened.problems.iter().map(|located| located.problem.code()).collect();
    assert_eq!(codes.len(), 1_002, "a thousand of them, how many more, and a note of several tops");
    let (_, last) = codes.split_first().expect("problems");
    assert!(last.iter().all(|code| *code == "unknown-manager"), "the rest is of that kind, too");
    let told = opened.problems.last().map(|located| located.problem.to_string());
    assert!(told.is_some_and(|told| told.starts_with("19,000 more")), "the last says how many aren't listed");
    assert!(start.elapsed() < Duration::from_secs(20), "not quadratic: {:?}", start.elapsed());
}

#[test]
fn a_long_text_that_is_no_id_is_not_repeated_whole() {
    let opened = opened(&chart_of(&format!("(id: \"{}\")", "x".repeat(1_000_000))));
    let ProblemKind::InvalidId { text, .. } = &opened.problems[0].problem.kind else { panic!("an invalid id") };
    assert!(text.chars().count() < 200, "only its beginning: {} characters", text.chars().count());
}

#[test]
fn bombs_of_brackets_are_refused_quickly() {
    for bracket in ["(", "[", "{", "Some(", "/*", "\"\\", "r####\"", "Chart(", "[(", "id:("] {
        let bomb = bracket.repeat((1 << 20) / bracket.len());
        for text in [
            bomb.clone(),
            format!("Chart({bomb}"),
            format!("Chart(format: 1, title: {bomb}"),
            format!("Chart(format: 1, extra: {bomb}"),
            chart_of(&bomb),
            chart_of(&format!("(responsibilities: [Responsible({bomb}")),
        ] {
            let start = Instant::now();
            let error = open(text.as_bytes()).expect_err("a bomb is no chart");
            assert!(start.elapsed() < Duration::from_secs(5), "{bracket:?} took {:?}", start.elapsed());
            assert!(error.location.is_some(), "{bracket:?} has a place: {error}");
            assert!(error.in_file("bomb.ron").len() < 2_000, "{bracket:?} is told in short");
        }
    }
}
