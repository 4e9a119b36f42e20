//! How long a review takes: the register and the search for lines that are nearly the same alone, and all of it.

use std::collections::HashSet;

use divan::Bencher;
use divan::counter::ItemsCount;
use rolechart::analysis::{Register, review, similar_pairs};
use rolechart::model::{Chart, Direction, Draft, Involvement, Position, PositionId, Responsibility, Role, RoleId};
use rolechart::theme::NO_ROLE;

fn main() {
    divan::main();
}

const VERBS: [&str; 24] = [
    "Administer",
    "Analyse",
    "Approve",
    "Chair",
    "Communicate",
    "Configure",
    "Coordinate",
    "Define",
    "Design",
    "Develop",
    "Document",
    "Estimate",
    "Gather",
    "Maintain",
    "Manage",
    "Measure",
    "Monitor",
    "Negotiate",
    "Plan",
    "Prepare",
    "Prioritise",
    "Report",
    "Review",
    "Test",
];
const QUALIFIERS: [&str; 8] = [
    "every quarter",
    "with external vendors",
    "across departments",
    "within time and budget",
    "for new employees",
    "against the plan",
    "after each incident",
    "in the data centre",
];
const ONSETS: [&str; 20] =
    ["b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pr"];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const CODAS: [&str; 12] = ["b", "c", "d", "l", "m", "n", "p", "r", "s", "t", "v", "x"];
const ENDINGS: [&str; 7] = ["ation", "ment", "e", "er", "al", "ity", "ure"];

/// A made-up noun; the same number gives the same word. The first thousand begin with 865 different groups of three
/// letters: the fewer there are, the more lines have to be compared.
fn noun(number: usize) -> String {
    let sound = |sounds: &[&'static str], by: usize| sounds[(number / by) % sounds.len()];
    let (onset, vowel, coda) = (sound(&ONSETS, 1), sound(&VOWELS, 20), sound(&CODAS, 100));
    format!("{onset}{vowel}{coda}{}{}{}", sound(&VOWELS, 3), sound(&ONSETS, 13), sound(&ENDINGS, 1))
}

/// So many distinct lines: a verb, two nouns, often a qualifier. The vocabulary grows with the root of the text, as it
/// does in natural text (H. S. Heaps, "Information Retrieval: Computational and Theoretical Aspects", 1978), and its
/// first words are the frequent ones. One line in twenty is an earlier one, said a little differently.
fn lines(count: usize) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(7);
    let vocabulary = 20 * count.isqrt();
    let (mut met, mut lines) = (HashSet::new(), Vec::<String>::with_capacity(count));
    while lines.len() < count {
        let line = if !lines.is_empty() && random.usize(..20) == 0 {
            said_differently(&lines[random.usize(..lines.len())])
        } else {
            let mut frequent = || noun(random.usize(..vocabulary) * random.usize(..vocabulary) / vocabulary);
            let (first, second) = (frequent(), frequent());
            let qualifier = if random.bool() { "" } else { QUALIFIERS[random.usize(..8)] };
            format!("{} the {first} of {second} {qualifier}", VERBS[random.usize(..24)]).trim_end().to_owned()
        };
        if met.insert(line.clone()) {
            lines.push(line);
        }
    }
    lines
}

fn said_differently(line: &str) -> String {
    format!("{} in time", line.replace(" the ", " each "))
}

/// A chart of so many positions with four lines each of their own, drawn from four fifths as many distinct lines, below
/// managers with ten reports each. Every position has one of forty roles, with ten lines each.
fn chart(count: usize) -> Chart {
    let mut random = fastrand::Rng::with_seed(7);
    let lines = lines(count * 4 / 5);
    let mut duties = |count: usize| -> Vec<Responsibility> {
        let mut duty = || Responsibility {
            involvement: Involvement::ALL[random.usize(..4)],
            text: lines[random.usize(..lines.len())].clone(),
        };
        (0..count).map(|_| duty()).collect()
    };
    let role_id = |index: usize| RoleId::new(&format!("role-{index}")).expect("a fine id");
    let roles = (0..40).map(|index| Role {
        responsibilities: duties(10),
        ..Role::new(role_id(index), format!("Role {index}"), NO_ROLE)
    });
    let roles = roles.collect();
    let id = |index: usize| PositionId::new(&format!("p{index}")).expect("a fine id");
    let drafts = (0..count).map(|index| Draft {
        position: Position {
            role: Some(role_id(index % 40)),
            person: format!("Person {index}"),
            responsibilities: duties(4),
            ..Position::new(id(index))
        },
        reports_to: if index == 0 { String::new() } else { id((index - 1) / 10).to_string() },
    });
    let drafts = drafts.collect();
    let must_cover = lines.iter().step_by(lines.len() / 50).cloned().collect();
    let chart = Chart::assemble("A department".to_owned(), Direction::TopDown, String::new(), roles, drafts).0;
    chart.with_review(must_cover, Vec::new())
}

#[divan::bench(args = [1_000, 2_000, 4_000, 8_000, 16_000])]
fn pairs_of_distinct_lines(bencher: Bencher, count: usize) {
    let lines = lines(count);
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    bencher.counter(ItemsCount::new(count)).bench(|| similar_pairs(&texts, &|| false));
}

#[divan::bench(args = [1_000, 10_000])]
fn register_of_positions(bencher: Bencher, count: usize) {
    let chart = chart(count);
    bencher.counter(ItemsCount::new(count)).bench(|| Register::of(&chart));
}

#[divan::bench(args = [1_000, 10_000])]
fn review_of_positions(bencher: Bencher, count: usize) {
    let chart = chart(count);
    bencher.counter(ItemsCount::new(count)).bench(|| review(&chart, &|| false));
}
