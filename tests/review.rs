//! What a review finds: in small charts, in the starter chart, in random ones, and in pairs of duties judged by hand.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::random_charts::any_chart;
use proptest::prelude::*;
use rolechart::analysis::{self, Finding, Kind, NEARLY_THE_SAME, Review, Rule, likeness};
use rolechart::model::{Chart, Direction, Draft, Involvement, Position, PositionId, Responsibility, Role, RoleId};
use rolechart::starter;
use rolechart::theme::NO_ROLE;

fn review(chart: &Chart) -> Review {
    analysis::review(chart, &|| false).expect("nobody cancels it")
}

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A chart as a text: `role Title`, `must cover …`, or `Person: Role` with reports indented below; `vacant` is nobody,
/// and a role's name may be missing. Lines that begin with R, A, C or I are duties of what stands above them.
#[derive(Default)]
struct SmallChart {
    roles: Vec<Role>,
    drafts: Vec<Draft>,
    must_cover: Vec<String>,
    /// The positions above the next line, with their indentation.
    above: Vec<(usize, String)>,
    is_role_last: bool,
}

impl SmallChart {
    fn read(text: &str) -> Chart {
        let mut small = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            small.take(line);
        }
        let chart = Chart::assemble(String::new(), Direction::TopDown, String::new(), small.roles, small.drafts).0;
        chart.with_review(small.must_cover, Vec::new())
    }

    fn take(&mut self, line: &str) {
        let words = line.trim();
        let duty = |involvement: &Involvement| Some((*involvement, words.strip_prefix(involvement.letter())?));
        let duty = Involvement::ALL.iter().filter_map(duty).find(|(_, rest)| rest.starts_with(' '));
        if let Some((involvement, text)) = duty {
            self.take_duty(Responsibility { involvement, text: text.trim().to_owned() });
        } else if let Some(title) = words.strip_prefix("role ") {
            self.roles.push(Role::new(role_id(title), title, NO_ROLE));
            self.is_role_last = true;
        } else if let Some(line) = words.strip_prefix("must cover ") {
            self.must_cover.push(line.to_owned());
        } else {
            self.take_position(line.len() - line.trim_start().len(), words);
        }
    }

    fn take_duty(&mut self, duty: Responsibility) {
        let list = if self.is_role_last {
            self.roles.last_mut().map(|role| &mut role.responsibilities)
        } else {
            self.drafts.last_mut().map(|draft| &mut draft.position.responsibilities)
        };
        list.expect("a holder above a duty").push(duty);
    }

    fn take_position(&mut self, indent: usize, words: &str) {
        let (person, role) = words.split_once(": ").unwrap_or((words, ""));
        self.above.retain(|(above, _)| *above < indent);
        let reports_to = self.above.last().map(|(_, id)| id.clone()).unwrap_or_default();
        let id = format!("p{}", self.drafts.len());
        let position = Position {
            person: if person == "vacant" { String::new() } else { person.to_owned() },
            role: (!role.is_empty()).then(|| role_id(role)),
            ..Position::new(PositionId::new(&id).expect("a fine id"))
        };
        self.drafts.push(Draft { position, reports_to });
        self.above.push((indent, id));
        self.is_role_last = false;
    }
}

fn role_id(title: &str) -> RoleId {
    RoleId::from_title(title, |_| false)
}

/// The findings of these rules, one a line; all of them where no rule is named.
fn shown(findings: &[Finding], rules: &[&str]) -> String {
    let mut text = String::new();
    for finding in findings.iter().filter(|finding| rules.is_empty() || rules.contains(&finding.rule.code())) {
        writeln!(text, "{}: {}", finding.rule.code(), finding.message).expect("a text takes lines");
    }
    text
}

/// Fixtures are chart, `---`, the rules whose findings are shown, and these findings. `ROLECHART_BLESS=1` writes what
/// was found.
#[test]
fn small_charts_show_what_each_rule_finds() {
    let mut files: Vec<PathBuf> = fs::read_dir(fixtures("findings"))
        .expect("a folder of fixtures")
        .map(|entry| entry.expect("an entry of a folder that was just opened").path())
        .collect();
    files.sort();
    assert!(files.len() > 5, "fixtures are there: {files:?}");
    for file in files {
        let text = read(&file);
        let (chart, expected) = text.split_once("---\n").expect("a chart and findings");
        let (rules, expected) = expected.split_once('\n').expect("a line of rules");
        let rules: Vec<&str> = rules.split_whitespace().collect();
        for rule in &rules {
            assert!(Rule::ALL.iter().any(|known| known.code() == *rule), "{}: the rule {rule:?}", file.display());
        }
        let found = shown(&review(&SmallChart::read(chart)).findings, &rules);
        if std::env::var_os("ROLECHART_BLESS").is_some() {
            let blessed = format!("{chart}---\n{}\n{found}", rules.join(" "));
            fs::write(&file, blessed).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        } else {
            assert_eq!(found, expected, "the findings of {}", file.display());
        }
    }
}

#[test]
fn the_two_analysts_of_the_starter_chart_share_their_four_duties() {
    let chart = starter::it_department();
    let found = review(&chart).findings;
    let overlaps: Vec<&Finding> = found.iter().filter(|finding| finding.rule.kind() == Kind::Overlap).collect();
    let shared: Vec<&str> = overlaps.iter().map(|finding| &*finding.responsibilities[0]).collect();
    let analyst = &chart.role(&role_id("Business Analyst")).expect("a role of the starter chart").responsibilities;
    let expected: Vec<&str> = analyst.iter().map(|duty| &*duty.text).collect();
    assert_eq!(shared, expected, "the duties that are held twice");
    for finding in overlaps {
        assert_eq!(finding.rule, Rule::SameDuty, "{}", finding.message);
        let start = "Business Analyst and Business Systems Analyst are both responsible for “";
        assert!(finding.message.starts_with(start), "{}", finding.message);
    }
}

#[test]
fn the_starter_chart_is_worded_well_but_for_a_few_openings() {
    let found = review(&starter::it_department()).findings;
    let wording: Vec<&Finding> = found.iter().filter(|finding| finding.rule.kind() == Kind::Wording).collect();
    assert!(wording.len() <= 3, "few notes: {wording:#?}");
    assert!(wording.iter().all(|note| note.rule == Rule::VagueOpening), "openings only: {wording:#?}");
}

/// Pairs judged by hand: whether they are the same duty, and the score.
fn judged_pairs(file: &str) -> Vec<(bool, f64)> {
    let text = read(&fixtures(file));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [judged, a, b] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three fields: {line:?}") };
            assert!(["same", "different"].contains(&judged), "a judgement: {line:?}");
            (judged == "same", likeness(a, b).score)
        })
        .collect()
}

/// How many of the pairs found are the same, and how many of those that are the same are found.
fn precision_and_recall(pairs: &[(bool, f64)], threshold: f64) -> (f64, f64) {
    let count = |is_counted: &dyn Fn(&(bool, f64)) -> bool| {
        f64::from(u32::try_from(pairs.iter().filter(|pair| is_counted(pair)).count()).expect("few pairs"))
    };
    let right = count(&|&(is_same, score)| is_same && score >= threshold);
    (right / count(&|&(_, score)| score >= threshold).max(1.0), right / count(&|&(is_same, _)| is_same))
}

/// Prints the figures at several thresholds (see them with `--nocapture`), and checks them at the one that counts.
fn check_pairs(file: &str, least_precision: f64, least_recall: f64) {
    let pairs = judged_pairs(file);
    println!("{file}: {} pairs", pairs.len());
    for threshold in [0.6, 0.65, 0.7, 0.75, NEARLY_THE_SAME, 0.85, 0.9] {
        let (precision, recall) = precision_and_recall(&pairs, threshold);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("from {threshold:.2} on: precision {precision:.2}, recall {recall:.2}, F1 {f1:.2}");
    }
    let (precision, recall) = precision_and_recall(&pairs, NEARLY_THE_SAME);
    assert!(precision >= least_precision, "{file}: of what is found, {precision:.2} is right");
    assert!(recall >= least_recall, "{file}: of what is the same, {recall:.2} is found");
}

/// The floors are what the measure reaches, less a pair or two: a change that costs more should be a decision.
/// Nobody can reach all of it by words alone: some of the pairs share hardly one.
#[test]
fn most_of_what_is_said_to_be_nearly_the_same_is() {
    check_pairs("duty_pairs.txt", 0.85, 0.5);
    check_pairs("duty_pairs_unseen.txt", 0.85, 0.4);
}

#[test]
fn a_review_stops_when_it_is_cancelled() {
    assert_eq!(analysis::review(&starter::it_department(), &|| true), None, "a cancelled review");
}

/// A chart in which one position has these lines.
fn one_position_with(lines: impl Iterator<Item = String>) -> Chart {
    let duties: Vec<String> = lines.map(|line| format!("    R {line}\n")).collect();
    let duties = duties.concat();
    SmallChart::read(&format!("Ada\n{duties}"))
}

#[test]
fn numbered_lines_are_not_alike() {
    let chart =
        one_position_with((0..5_000).map(|n| format!("Coordinate planning and development of application {n}")));
    assert_eq!(review(&chart).similar, [], "pairs of lines that differ in a number");
}

#[test]
fn a_row_is_reported_to_be_like_ten_others_at_most() {
    let name = |n: u8| String::from_utf8_lossy(&[b'a' + n / 26, b'a' + n % 26]).into_owned();
    let chart = one_position_with((0..100).map(|n| format!("Coordinate planning and development of {}", name(n))));
    let found = review(&chart);
    assert_eq!(found.similar.len(), 100 * 99 / 2, "all lines are alike");
    let similar = found.findings.iter().filter(|finding| finding.rule == Rule::SimilarDuty).count();
    assert_eq!(similar, 45 + 90 * 10, "the first ten rows have fewer before them");
}

#[test]
fn every_rule_has_a_code_and_a_label_of_its_own() {
    let codes: std::collections::HashSet<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    let labels: std::collections::HashSet<&str> = Rule::ALL.iter().map(|rule| rule.label()).collect();
    assert_eq!((codes.len(), labels.len()), (Rule::ALL.len(), Rule::ALL.len()), "codes and labels");
    assert!(Rule::ALL.is_sorted(), "findings come in the order of all rules");
    assert!(Rule::ALL.iter().map(|rule| rule.kind()).is_sorted(), "kinds stand together");
}

/// The same chart with one more dismissal.
fn dismissing(chart: &Chart, finding: &Finding) -> Chart {
    let mut dismissals = chart.dismissals().to_vec();
    dismissals.push(finding.dismissal("It is meant so"));
    chart.clone().with_review(chart.must_cover().to_vec(), dismissals)
}

/// Which findings are dismissed.
fn dismissed(review: &Review) -> Vec<usize> {
    let findings = review.findings.iter().enumerate();
    findings.filter(|(_, finding)| finding.dismissed.is_some()).map(|(index, _)| index).collect()
}

/// Texts of which many are the same words, or nearly so: random charts of them are full of findings.
const FEW_TEXTS: [&str; 10] = [
    "Plan the budget",
    "plan the budget.",
    "Planning the budgets",
    "Test the backups every month",
    "Testing of backups every month",
    "Support the team",
    "The minutes",
    "Chair the weekly meeting and write the minutes",
    " ",
    "…",
];

fn any_lines() -> impl Strategy<Value = Vec<Responsibility>> {
    let line = (prop::sample::select(&Involvement::ALL[..]), prop::sample::select(&FEW_TEXTS[..]));
    let line = line.prop_map(|(involvement, text)| Responsibility { involvement, text: text.to_owned() });
    prop::collection::vec(line, 0..4)
}

/// A chart of up to four roles and ten positions with few texts between them.
fn any_busy_chart() -> impl Strategy<Value = Chart> {
    let position = (any_lines(), 0_usize..6, any::<prop::sample::Index>(), any::<bool>());
    let roles = prop::collection::vec(any_lines(), 4);
    (roles, prop::collection::vec(position, 0..10), any_lines()).prop_map(|(roles, positions, must_cover)| {
        let role = |index: usize| role_id(&format!("Role {index}"));
        let id = |index: usize| PositionId::new(&format!("p{index}")).expect("a fine id");
        let roles = roles.into_iter().enumerate().map(|(index, responsibilities)| Role {
            responsibilities,
            ..Role::new(role(index), format!("Role {index}"), NO_ROLE)
        });
        let drafts =
            positions.into_iter().enumerate().map(|(index, (responsibilities, has_role, manager, is_vacant))| {
                let position = Position {
                    role: (has_role < 4).then(|| role(has_role)),
                    person: if is_vacant { String::new() } else { format!("Person {index}") },
                    responsibilities,
                    ..Position::new(id(index))
                };
                let reports_to = if index == 0 { String::new() } else { id(manager.index(index)).to_string() };
                Draft { position, reports_to }
            });
        let (roles, drafts) = (roles.collect(), drafts.collect());
        let chart = Chart::assemble(String::new(), Direction::TopDown, String::new(), roles, drafts).0;
        chart.with_review(must_cover.into_iter().map(|line| line.text).collect(), Vec::new())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_review_is_the_same_each_time(chart in prop_oneof![any_chart(), any_busy_chart()]) {
        prop_assert_eq!(review(&chart), review(&chart.clone()), "two reviews of one chart");
        let loads = analysis::loads(&chart);
        prop_assert_eq!(loads.len(), chart.len(), "every position has a load");
    }

    #[test]
    fn a_dismissal_marks_its_finding_and_no_other(
        chart in prop_oneof![any_chart(), any_busy_chart()],
        dice in any::<prop::sample::Index>(),
    ) {
        let before = review(&chart);
        if !before.findings.is_empty() {
            let chosen = dice.index(before.findings.len());
            let after = review(&dismissing(&chart, &before.findings[chosen]));
            prop_assert_eq!(dismissed(&after), vec![chosen], "what is dismissed of {:#?}", after.findings);
            prop_assert_eq!(before.findings.len(), after.findings.len(), "a dismissed finding stays in the list");
        }
    }
}
