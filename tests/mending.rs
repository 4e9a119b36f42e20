//! What is wrong with a file can be put right in one step, which can be undone.

use rolechart::editor::{Editor, mending};
use rolechart::format::{Located, Opened, read, write};
use rolechart::model::{Chart, Holder, ProblemKind};

fn opened(text: &str) -> Opened {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("it opens: {}", error.in_file("chart.ron")))
}

fn file(roles: &str, positions: &str) -> String {
    format!("Chart(format: 1, roles: [{roles}], positions: [{positions}])")
}

/// The first problem of this kind.
fn problem<'a>(opened: &'a Opened, code: &str) -> &'a Located {
    let found = opened.problems.iter().find(|located| located.problem.code() == code);
    found.unwrap_or_else(|| panic!("a problem {code} among {:?}", opened.problems))
}

/// The file is opened, its first problem of the kind mended: the label, and the chart that is the same as another file's.
#[track_caller]
fn check(before: &str, code: &str, label: &str, after: &str) {
    let opened = opened(before);
    let way =
        mending(&opened.chart, problem(&opened, code)).unwrap_or_else(|| panic!("{code} can be mended: {before}"));
    assert_eq!(way.label, label, "the button for {before}");
    let mut editor = Editor::new(opened.chart.clone());
    editor.execute_together(&way.label, way.commands).unwrap_or_else(|refusal| panic!("{label}: {refusal}"));
    assert_eq!(write(editor.chart()), write(&read(after.as_bytes()).expect("a chart").chart), "after {label}");
    assert!(mending(editor.chart(), problem(&opened, code)).is_none(), "{label} is not offered again");
    editor.undo();
    assert!(*editor.chart() == opened.chart, "{label} can be undone");
}

#[track_caller]
fn check_none(before: &str, code: &str, why: &str) {
    let opened = opened(before);
    assert_eq!(mending(&opened.chart, problem(&opened, code)), None, "{why}: {before}");
}

#[test]
fn an_unknown_manager_is_replaced_by_the_one_that_was_meant() {
    let ada = "(id: \"cio\", person: \"Ada Byron\")";
    let right = file("", &format!("{ada}, (id: \"b\", reports_to: \"cio\")"));
    for name in ["cioo", "CIO", "Ada Byron", "ada-byron", "Ada Byrom"] {
        let before = file("", &format!("{ada}, (id: \"b\", reports_to: \"{name}\")"));
        check(&before, "unknown-manager", "Let it report to Ada Byron (cio)", &right);
    }
    let vacant = |name: &str| file("", &format!("(id: \"boss\", title: \"CIO\"), (id: \"b\", reports_to: \"{name}\")"));
    check(&vacant("bos"), "unknown-manager", "Let it report to vacant CIO (boss)", &vacant("boss"));
}

#[test]
fn an_unknown_manager_stays_unknown_where_nobody_or_more_than_one_may_be_meant() {
    for (positions, why) in [
        ("(id: \"cio\"), (id: \"b\", reports_to: \"cfo1\")", "another id"),
        ("(id: \"p104\"), (id: \"b\", reports_to: \"p105\")", "a number is no slip"),
        ("(id: \"anna\"), (id: \"anne\"), (id: \"b\", reports_to: \"annx\")", "either may be meant"),
        (
            "(id: \"ada1\", person: \"Ada\"), (id: \"ada2\", person: \"Ada\"), (id: \"b\", reports_to: \"Ada\")",
            "two Adas",
        ),
        ("(id: \"bosses\", reports_to: \"boss\")", "nobody reports to themselves"),
        ("(id: \"x\", reports_to: \"cioo\"), (id: \"cio\", reports_to: \"x\")", "nor to their own branch"),
    ] {
        check_none(&file("", positions), "unknown-manager", why);
    }
}

#[test]
fn an_unknown_role_is_replaced_by_the_one_that_was_meant_wherever_it_was_written() {
    let role = "(id: \"business-analyst\", title: \"Business Analyst\", colour: \"#1B8A7A\")";
    let positions =
        |names: [&str; 2]| format!("(id: \"a\", role: \"{}\"), (id: \"b\", role: \"{}\")", names[0], names[1]);
    let right = file(role, &positions(["business-analyst", "business-analyst"]));
    let one = file(role, &positions(["busines-analyst", "business-analyst"]));
    check(&one, "unknown-role", "Use Business Analyst instead", &right);
    let both = file(role, &positions(["busness-analyst", "busness-analyst"]));
    check(&both, "unknown-role", "Use Business Analyst instead for 2 positions", &right);
    check_none(&file(role, &positions(["project-manager", ""])), "unknown-role", "another role");
    check_none(&file("", &positions(["analyst", "analist"])), "unknown-role", "neither is known");
}

#[test]
fn an_unknown_dotted_line_is_drawn_to_whom_it_was_meant_for() {
    let positions = |dotted: &str| {
        file("", &format!("(id: \"cio\", person: \"Ada Byron\"), (id: \"cfo\"), (id: \"b\", dotted_to: [{dotted}])"))
    };
    let right = positions("\"cfo\", \"cio\"");
    check(&positions("\"cfo\", \"Ada Byron\""), "unknown-dotted", "Draw it to Ada Byron (cio)", &right);
    check_none(&positions("\"b\""), "unknown-dotted", "a line to itself");
    check_none(&positions("\"cio\", \"Ada Byron\""), "unknown-dotted", "there is one already");
}

#[test]
fn a_copy_of_what_is_there_already_can_go() {
    let ada = "(id: \"a\", person: \"Ada\", responsibilities: [Responsible(\"Plan\")])";
    check(&file("", &format!("{ada}, {ada}")), "duplicate-position", "Remove this copy", &file("", ada));
    check_none(&file("", &format!("{ada}, (id: \"a\", person: \"Bob\")")), "duplicate-position", "somebody else");
    check_none(
        &file(
            "",
            &format!(
                "(id: \"m\"), {ada}, (id: \"a\", person: \"Ada\", responsibilities: [Responsible(\"Plan\")], reports_to: \"m\")"
            ),
        ),
        "duplicate-position",
        "somewhere else",
    );
    let role = "(id: \"a\", title: \"A\", colour: \"#1B8A7A\")";
    check(&file(&format!("{role}, {role}"), ""), "duplicate-role", "Remove this copy", &file(role, ""));
}

#[test]
fn hidden_characters_are_listed_by_their_text_and_taken_out() {
    let chart = |hidden: &str| {
        let h = hidden;
        [
            format!("Chart(format: 1, title: \"a{h}\")"),
            format!("Chart(format: 1, must_cover: [\"a{h}\", \"b\", \"c{h}\"])"),
            file(&format!("(id: \"r\", title: \"a{h}\", colour: \"#1B8A7A\")"), ""),
            file(
                &format!("(id: \"r\", title: \"a\", colour: \"#1B8A7A\", responsibilities: [Informed(\"{h}a\")])"),
                "",
            ),
            file("", &format!("(id: \"p\", person: \"{h}a\")")),
            file("", &format!("(id: \"p\", title: \"{h}a\")")),
            file("", &format!("(id: \"p\", notes: \"{h}a\\n{h}b\")")),
            file("", &format!("(id: \"p\", fields: [(\"x{h}\", \"y\"), (\"z\", \"{h}\")])")),
            file("", &format!("(id: \"p\", responsibilities: [Responsible(\"a{h}b\"), Consulted(\"c{h}\")])")),
        ]
    };
    for (before, after) in chart("\\u{202e}\\u{1b}").into_iter().zip(chart("")) {
        check(&before, "hidden-characters", "Take them out", &after);
    }
    let only = "(id: \"p\", responsibilities: [Responsible(\"\\u{feff}\"), Consulted(\"c\")])";
    let rest = "(id: \"p\", responsibilities: [Consulted(\"c\")])";
    check(&file("", only), "hidden-characters", "Take them out", &file("", rest));
}

#[test]
fn hidden_characters_that_set_a_role_apart_are_not_taken_out() {
    let roles =
        "(id: \"a\", title: \"BA\", colour: \"#1B8A7A\"), (id: \"b\", title: \"B\\u{1}A\", colour: \"#1B8A7A\")";
    check_none(&file(roles, ""), "hidden-characters", "two roles of one title are refused");
}

#[test]
fn problems_know_whom_they_are_about() {
    let role = |opened: &Opened, index: usize| Holder::Role(opened.chart.roles()[index].id.clone());
    let roles = "(id: \"r\", title: \"R\"), (id: \"r\", colour: \"red\")";
    let positions = "(id: \"a\", person: \"Ada\"), (id: \"a\", role: \"x\"), (id: \"c d\", reports_to: \"ghost\")";
    let opened =
        opened(&format!("Chart(format: 1, title: \"\\u{{202e}}\", roles: [{roles}], positions: [{positions}])"));
    let told = |code: &str| problem(&opened, code).place_in_words(&opened.chart);
    for (code, place) in [
        ("duplicate-role", "r-2: id"),
        ("invalid-colour", "r-2: colour"),
        ("unknown-role", "x: role"),
        ("hidden-characters", "The chart: title"),
        ("several-tops", "The chart"),
    ] {
        assert_eq!(told(code), place, "the place of {code} in words");
    }
    assert_eq!(problem(&opened, "invalid-colour").about, Some(role(&opened, 1)), "the second role");
    let Some(Holder::Position(third)) = &problem(&opened, "unknown-manager").about else { panic!("a position") };
    let ProblemKind::InvalidId { renamed, .. } = &problem(&opened, "invalid-id").problem.kind else { panic!("an id") };
    assert_eq!(third.as_str(), renamed, "the position by the id that it has now");
}

#[test]
fn nothing_is_offered_for_what_is_gone() {
    let opened = opened(&file("", "(id: \"cio\"), (id: \"b\", reports_to: \"cioo\", person: \"\\u{202e}\")"));
    for located in &opened.problems {
        assert_eq!(mending(&Chart::default(), located), None, "{}", located.problem);
    }
}
