//! Whatever the chart: its text reads back as the same chart, and is written again byte for byte.

mod common;

use common::random_charts::{any_chart, any_text};
use proptest::prelude::*;
use rolechart::format::{read, write};
use rolechart::model::{
    Arrangement, Chart, ChartChange, Direction, Dismissal, Edit, Holder, ListChange, Position, PositionChange,
    Responsibility, Severity,
};
use rolechart::starter;

#[track_caller]
fn reread(text: &str) -> Chart {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("it reads back: {}", error.in_file("chart"))).chart
}

proptest! {
    #[test]
    fn a_written_chart_reads_back_the_same(chart in any_chart()) {
        let text = write(&chart);
        let opened = read(text.as_bytes()).map_err(|error| TestCaseError::fail(error.in_file("chart")))?;
        prop_assert!(opened.chart == chart, "another chart came back from\n{text}");
        let errors = opened.problems.iter().filter(|found| found.problem.severity() == Severity::Error);
        prop_assert_eq!(errors.count(), 0, "no problems in\n{}", text);
        prop_assert!(!opened.loses_comments, "no comment is lost");
        prop_assert_eq!(write(&opened.chart), text, "the same bytes");
    }

    #[test]
    fn any_ron_reader_can_read_a_written_chart(chart in any_chart()) {
        let text = write(&chart);
        prop_assert!(ron::from_str::<ron::Value>(&text).is_ok(), "plain RON:\n{text}");
        prop_assert!(!text.contains('\r'), "lines end the same way everywhere");
    }

    #[test]
    fn an_edit_of_one_field_changes_one_line(person in any_text(), which in 0..14_usize) {
        prop_assume!(!person.is_empty());
        let mut chart = starter::it_department();
        let visit = chart.walk().filter(|visit| !visit.position.person.is_empty()).nth(which % 10);
        let id = visit.expect("ten people").position.id.clone();
        let before = write(&chart);
        chart.apply(Edit::SetPosition(id, PositionChange::Person(person))).expect("the position is there");
        prop_assert!(changed_lines(&before, &write(&chart)) <= 1, "one line");
    }

    #[test]
    fn cut_off_files_are_refused_with_a_place(chart in any_chart(), cut in any::<prop::sample::Index>()) {
        let text = write(&chart);
        let end = cut.index(text.len() - 2);
        // The last two bytes are the closing bracket and the line end: without the bracket nothing is whole.
        let refusal = read(&text.as_bytes()[..end]).expect_err("it is cut off");
        prop_assert!(refusal.location.is_some(), "a place in: {}", refusal);
    }

    #[test]
    fn any_bytes_at_all_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in any_text()) {
        let _ = read(&bytes);
        let _ = read(text.as_bytes());
        let _ = read(format!("Chart(format: 1, {text}").as_bytes());
        let _ = read(format!("Chart(format: 1, positions: [Position({text}").as_bytes());
    }
}

/// How many lines of two texts of as many lines differ.
fn changed_lines(before: &str, after: &str) -> usize {
    assert_eq!(before.lines().count(), after.lines().count(), "as many lines");
    before.lines().zip(after.lines()).filter(|(a, b)| a != b).count()
}

#[test]
fn every_kind_of_edit_changes_the_lines_that_it_should() {
    let chart = starter::it_department();
    let id = chart.tops().next().expect("a director").clone();
    let duty = || Responsibility::new("Write it all down");
    let line = || "Restore data when it is lost".to_owned();
    let dismissal = Dismissal {
        rule: "same-duty".to_owned(),
        responsibilities: vec![line(), line()],
        holders: vec![Holder::Position(id.clone())],
        reason: "Two lines of defence.".to_owned(),
    };
    // The first line of a list comes with the list's own two.
    let edits = [
        ("what must be covered", Edit::MustCover(ListChange::Insert(0, line())), 3),
        ("a dismissal", Edit::Dismissals(ListChange::Insert(0, dismissal)), 3),
        ("the title", Edit::SetChart(ChartChange::Title("Another".to_owned())), 1),
        ("a direction", Edit::SetChart(ChartChange::Direction(Direction::LeftRight)), 1),
        ("an arrangement", Edit::SetPosition(id.clone(), PositionChange::Arrangement(Arrangement::Grid(3))), 1),
        ("notes", Edit::SetPosition(id.clone(), PositionChange::Notes("Line\nby \"line\"".to_owned())), 1),
        ("a vacancy", Edit::SetPosition(id.clone(), PositionChange::Person(String::new())), 1),
        ("a duty", Edit::Responsibilities(Holder::Position(id), ListChange::Insert(1, duty())), 1),
    ];
    for (what, edit, lines) in edits {
        let mut edited = chart.clone();
        edited.apply(edit).expect("the edit fits");
        assert_eq!(lines_apart(&write(&chart), &write(&edited)), lines, "{what}");
    }
}

/// How many lines are left between what two texts begin and end with alike, in the longer of them.
fn lines_apart(before: &str, after: &str) -> usize {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - head - tail
}

#[test]
fn the_canonical_text_is_the_one_of_the_design() {
    let canonical = r##"// Ours.
Chart(
    format: 1,
    title: "IT department",
    direction: LeftRight,
    must_cover: [
        "Restore data when it is lost",
        "Train the \"key\" users",
    ],
    roles: [
        Role(
            id: "it-director",
            title: "IT Director",
            short: "DIR",
            colour: "#1F3A5F",
            summary: "Leads the IT strategy and its growth.",
            responsibilities: [
                Responsible("Set the IT strategy and keep it in step with the business strategy"),
                Accountable("Keep spending within the IT budget"),
            ],
        ),
    ],
    positions: [
        Position(
            id: "k7f3m2qd",
            role: "it-director",
            person: "Ada Byron",
            arrange: Grid(3),
        ),
        Position(
            id: "b2x9t4ne",
            reports_to: "k7f3m2qd",
            title: "Delivery Manager",
            assistant: true,
            dotted_to: ["k7f3m2qd", "z"],
            arrange: StackBoth,
            responsibilities: [
                Consulted("Chair the weekly\ndelivery meeting"),
                Informed("Say \"no\""),
            ],
            notes: "हिन्दी",
            fields: [
                Field("Location", "Oslo"),
            ],
        ),
        Position(
            id: "z",
        ),
    ],
    dismissed: [
        Dismissed(rule: "nobody-accountable", responsibilities: ["Say \"no\""], reason: "Everybody may."),
        Dismissed(rule: "same-duty", responsibilities: ["A", "B"], holders: [Role("it-director"), Position("z")]),
    ],
)
"##;
    assert_eq!(write(&reread(canonical)), canonical, "byte for byte");
    let hand_written = canonical.replace('\n', "\r\n").replace("            ", "\t").replace("],\r\n)", "]\r\n)");
    assert_eq!(write(&reread(&hand_written)), canonical, "another hand's line ends and spaces");
    let returns = canonical.replace('\n', "\r\r\n");
    assert_eq!(write(&reread(&returns)), canonical, "line ends that came through several programs");
    let marked = format!("\u{feff}{canonical}");
    assert_eq!(write(&reread(&marked)), canonical, "without the byte order mark");
}

#[test]
fn short_ways_to_write_a_chart_by_hand_are_read() {
    let chart = reread(
        "(format: 1, roles: [(title: \"Chef\")], positions: [(id: \"a\", role: \"chef\"), (id: \"b\", reports_to: \"a\")])",
    );
    assert_eq!(chart.len(), 2, "two positions");
    assert_eq!(chart.roles()[0].id.as_str(), "chef", "a role without an id is named after its title");
}

#[test]
fn the_starter_chart_is_canonical() {
    let asset = std::str::from_utf8(starter::IT_DEPARTMENT).expect("a text");
    let opened = read(starter::IT_DEPARTMENT).expect("it reads");
    assert_eq!(opened.problems, [], "no problems, not even notes");
    assert_eq!(write(&opened.chart), asset, "byte for byte");
}

#[test]
fn the_starter_chart_covers_every_duty_of_the_five_roles() {
    // For each role, in groups: every word of a group stands in one line, or in the summary.
    let analyst = [
        "requirements new applications enhancements existing",
        "functional specifications business policies",
        "communicate business needs IT management requirements",
        "needs of the business align strategy",
        "analyses business processes requirements functional specifications policies technology",
    ];
    let covered: [(&str, &str, &[&str]); 5] = [
        (
            "it-director",
            "DIR",
            &[
                "strategy planning growth",
                "systems strategy objectives vision future",
                "IT strategy aligned business strategy",
                "budget department's goals",
                "technology industry standards government regulation best practice",
                "cross-functional major projects efficient",
            ],
        ),
        (
            "it-manager",
            "MGR",
            &[
                "people timely completion projects performance",
                "training technical skill business sense",
                "manage team recruit",
                "train team new technologies methods",
                "monitor performance direction coaching mentoring",
                "strategic plans IT organisation",
            ],
        ),
        ("business-analyst", "BA", &analyst),
        ("business-systems-analyst", "BSA", &analyst),
        (
            "project-manager",
            "PM",
            &[
                "schedules milestones resources problems conflicts",
                "planned within time budget",
                "plan manage track coordinate projects",
                "manage issues affect projects resolve",
                "manage cost projects affects",
                "estimate track expenditure",
                "monitor progress objectives deliverables",
                "coordinate other departments external vendors",
            ],
        ),
    ];
    let chart = starter::it_department();
    for (id, short, groups) in covered {
        let role = chart.roles().iter().find(|role| role.id.as_str() == id).unwrap_or_else(|| panic!("a role {id}"));
        assert_eq!(role.short, short, "the label of {id}");
        let duties = role.responsibilities.iter().map(|duty| &duty.text);
        let lines: Vec<String> = duties.chain([&role.summary]).map(|line| line.to_lowercase()).collect();
        for group in groups {
            let is_covered = |line: &String| group.split(' ').all(|word| line.contains(&word.to_lowercase()));
            assert!(lines.iter().any(is_covered), "{id} covers {group:?}");
        }
    }
    let text = std::str::from_utf8(starter::IT_DEPARTMENT).expect("a text");
    for words in [
        "Plan, implement, run, maintain and improve the technology services",
        "technical specifications and documents that define how technology supports",
        "finds ways to improve the processes with technology",
    ] {
        assert!(text.contains(words), "the chart says {words:?}");
    }
}

#[test]
fn the_starter_chart_has_the_shape_of_a_department() {
    let chart = starter::it_department();
    let count = |wanted: fn(&Position) -> bool| chart.walk().filter(|visit| wanted(visit.position)).count();
    assert!((11..=14).contains(&chart.len()), "{} positions", chart.len());
    assert_eq!(chart.tops().len(), 1, "one director");
    assert!(chart.walk().all(|visit| visit.reports <= 6), "nobody has more than six reports");
    assert!((1..=2).contains(&count(Position::is_vacant)), "one or two vacancies");
    assert_eq!(count(|position| position.assistant), 1, "one assistant");
    assert!(count(|position| !position.dotted_to.is_empty()) >= 1, "a dotted line");
    let managers: Vec<_> = chart.walk().filter(|visit| visit.depth == 1 && visit.reports > 0).collect();
    assert!((2..=3).contains(&managers.len()), "two or three managers");
    assert!(managers.iter().all(|manager| !manager.position.title.is_empty()), "managers with titles of their own");
}

#[test]
fn the_empty_template_keeps_the_library() {
    let chart = starter::empty();
    assert!(chart.is_empty(), "no positions");
    assert_eq!(chart.roles(), starter::it_department().roles(), "the five roles");
}
