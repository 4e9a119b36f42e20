//! Ways out of findings: each takes its finding away, and is undone to identical bytes.

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rolechart::analysis::{self, Finding, Rule};
use rolechart::editor::{Command, Editor, WayOut, way_out_of_all, ways_out};
use rolechart::model::{
    Chart, Direction, Draft, Involvement, Position, PositionId, Responsibility, Role, RoleId, words_of,
};
use rolechart::theme::NO_ROLE;
use rolechart::{format, starter};

/// So few that they meet often; some in the same words, some nearly so.
const DUTIES: [&str; 6] = [
    "Write the monthly service report",
    "write the monthly  service report.",
    "Write monthly service reports",
    "Keep the service desk running",
    "Plan the IT budget",
    "Plan and keep the IT budget",
];

fn any_lines() -> impl Strategy<Value = Vec<Responsibility>> {
    let line = (prop::sample::select(&Involvement::ALL[..]), prop::sample::select(&DUTIES[..]));
    vec(line.prop_map(|(involvement, text)| Responsibility { involvement, text: text.to_owned() }), 0..4)
}

/// Charts of three roles and up to six positions, each reporting to an earlier one.
fn charts() -> impl Strategy<Value = Chart> {
    let position = (option::of(0..3_usize), option::of(any::<prop::sample::Index>()), any_lines(), any::<bool>());
    (vec(any_lines(), 3), vec(position, 0..6)).prop_map(|(roles, positions)| {
        let role_id = |index: usize| RoleId::new(&format!("r{index}")).expect("a fine id");
        let role = |(index, responsibilities)| Role {
            responsibilities,
            ..Role::new(role_id(index), format!("Role {index}"), NO_ROLE)
        };
        let roles = roles.into_iter().enumerate().map(role).collect();
        let draft = |(index, (role, manager, responsibilities, vacant)): (
            usize,
            (Option<usize>, Option<prop::sample::Index>, _, bool),
        )| {
            let position = Position {
                role: role.map(role_id),
                person: if vacant { String::new() } else { format!("Person {index}") },
                responsibilities,
                ..Position::new(PositionId::new(&format!("p{index}")).expect("a fine id"))
            };
            let reports_to =
                manager.filter(|_| index > 0).map_or_else(String::new, |to| format!("p{}", to.index(index)));
            Draft { position, reports_to }
        };
        let drafts = positions.into_iter().enumerate().map(draft).collect();
        Chart::assemble("Random".to_owned(), Direction::TopDown, String::new(), roles, drafts).0
    })
}

fn findings(chart: &Chart) -> Vec<Finding> {
    analysis::review(chart, &|| false).expect("nobody cancels it").findings
}

fn is_still_found(chart: &Chart, finding: &Finding) -> bool {
    let wanted = finding.dismissal("");
    let is_it = |other: &Finding| other.dismissed.is_none() && other.dismissal("").is_of_same_finding(&wanted);
    findings(chart).iter().any(is_it)
}

/// What nobody does, and what nobody answers for, whatever it is called.
fn left_alone(chart: &Chart) -> HashSet<String> {
    let is_missing = |finding: &Finding| matches!(finding.rule, Rule::NobodyResponsible | Rule::NobodyAccountable);
    let found = findings(chart).into_iter().filter(is_missing);
    found.map(|finding| format!("{:?} {}", finding.rule, words_of(&finding.responsibilities.concat()))).collect()
}

/// Takes the way, looks whether the finding is gone, and takes it back.
fn check_way(chart: &Chart, finding: &Finding, way: WayOut) -> Result<(), String> {
    let before = format::write(chart);
    let mut editor = Editor::new(chart.clone());
    let label = way.label.clone();
    editor.execute_together("way out", way.commands).map_err(|refusal| format!("{label}: {refusal}"))?;
    if is_still_found(editor.chart(), finding) {
        return Err(format!("“{label}” leaves “{}” in\n{before}", finding.message));
    }
    let new: Vec<String> = left_alone(editor.chart()).difference(&left_alone(chart)).cloned().collect();
    // Of two wordings, one may be left to those who were only asked.
    if let [new, ..] = &new[..]
        && finding.responsibilities.len() == 1
    {
        return Err(format!("“{label}” leaves nobody for “{new}” in\n{before}"));
    }
    editor.undo();
    if format::write(editor.chart()) == before {
        Ok(())
    } else {
        Err(format!("“{label}” taken back isn't what was"))
    }
}

/// Every way out of every finding, and dismissing it.
fn check_all_ways(chart: &Chart) -> Result<usize, String> {
    let mut ways = 0;
    for finding in findings(chart) {
        let dismiss = WayOut {
            label: "Fine as it is".to_owned(),
            commands: vec![Command::Dismiss(finding.dismissal("We like it so."))],
        };
        for way in ways_out(chart, &finding).into_iter().chain([dismiss]) {
            check_way(chart, &finding, way)?;
            ways += 1;
        }
    }
    Ok(ways)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_way_out_takes_its_finding_away_and_is_undone_to_identical_bytes(chart in charts()) {
        check_all_ways(&chart).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn every_way_out_of_the_starter_chart_leads_out() {
    let ways = check_all_ways(&starter::it_department()).unwrap_or_else(|problem| panic!("{problem}"));
    assert!(ways > 60, "{ways} ways");
}

/// The labels of the ways out of the first finding of a rule.
#[track_caller]
fn labels(chart: &Chart, rule: Rule) -> Vec<String> {
    let findings = findings(chart);
    let finding = findings.iter().find(|finding| finding.rule == rule);
    let finding = finding.unwrap_or_else(|| panic!("{rule:?} is among {findings:#?}"));
    ways_out(chart, finding).into_iter().map(|way| way.label).collect()
}

#[test]
fn an_overlap_can_be_shared_or_left_to_one() {
    let expected = [
        "Keep Business Analyst Responsible, the other Consulted",
        "Keep Business Systems Analyst Responsible, the other Consulted",
        "Leave it to Business Analyst",
        "Leave it to Business Systems Analyst",
    ];
    assert_eq!(labels(&starter::it_department(), Rule::SameDuty), expected, "the two analysts");
}

#[test]
fn whoever_manages_those_who_do_it_can_answer_for_it() {
    let text = r#"Chart(format: 1, roles: [Role(id: "ba", title: "Analyst", responsibilities: [Responsible("Write it")])],
        positions: [(id: "a", person: "Ada"), (id: "b", reports_to: "a", role: "ba"), (id: "c", reports_to: "a", role: "ba")])"#;
    let chart = format::read(text.as_bytes()).expect("a chart").chart;
    let expected = ["Make Analyst Accountable", "Make Ada Accountable"];
    assert_eq!(labels(&chart, Rule::NobodyAccountable), expected, "the role, and the one manager of all who have it");
}

#[test]
fn whoever_alone_does_a_thing_can_answer_for_all_of_it_at_once() {
    let chart = starter::it_department();
    let found = findings(&chart);
    let of_rule = |found: &[Finding]| found.iter().filter(|finding| finding.rule == Rule::NobodyAccountable).count();
    let all: Vec<&Finding> = found.iter().filter(|finding| finding.rule == Rule::NobodyAccountable).collect();
    let way = way_out_of_all(&chart, &all).expect("many are done by one");
    assert_eq!(
        way.label,
        format!("Make the only one who does it Accountable, too: {} of {}", way.commands.len(), all.len())
    );
    let mut editor = Editor::new(chart.clone());
    editor.execute_together("all", way.commands.clone()).expect("it fits");
    assert_eq!(of_rule(&findings(editor.chart())), all.len() - way.commands.len(), "what several do is left");
    editor.undo();
    assert_eq!(*editor.chart(), chart, "one step");
}
