//! Comparing and merging charts: with ten differences, and with nothing in common.
//! Run with `cargo bench --bench diff`.

#[path = "../tests/common/department.rs"]
mod department;

use department::department;
use divan::Bencher;
use divan::counter::ItemsCount;
use rolechart::diff::{differences, edits, merge};
use rolechart::model::{Chart, Draft, Edit, Place, Position, PositionChange, PositionId};

const POSITIONS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn id(number: usize) -> PositionId {
    PositionId::new(&format!("p{number}")).expect("a fine id")
}

/// Five people replaced and five positions moved to the top, from this number on.
fn with_ten_differences(chart: &Chart, first: usize) -> Chart {
    let mut changed = chart.clone();
    for step in 0..5 {
        let person = PositionChange::Person(format!("Somebody {step}"));
        let both =
            [Edit::SetPosition(id(first + step), person), Edit::MovePosition(id(first + 10 + step), Place::top(1))];
        for edit in both {
            changed.apply(edit).expect("the department has these positions");
        }
    }
    changed
}

/// The same department with other ids: nothing of the one is in the other.
fn renamed(chart: &Chart) -> Chart {
    let other = |id: &PositionId| PositionId::new(&format!("other-{id}")).expect("a fine id");
    let drafts = chart.walk().map(|visit| Draft {
        position: Position {
            id: other(&visit.position.id),
            dotted_to: visit.position.dotted_to.iter().map(other).collect(),
            ..visit.position.clone()
        },
        reports_to: chart.manager(&visit.position.id).map_or_else(String::new, |manager| other(manager).to_string()),
    });
    let (title, comment) = ("Another".to_owned(), String::new());
    Chart::assemble(title, chart.direction(), comment, chart.roles().to_vec(), drafts.collect()).0
}

/// The same positions, half of them under another manager: every second one reports to the first.
fn regrouped(chart: &Chart) -> Chart {
    let drafts = chart.walk().enumerate().map(|(number, visit)| {
        let manager = if number % 2 == 1 { Some(id(0)) } else { chart.manager(&visit.position.id).cloned() };
        let reports_to = manager.filter(|manager| *manager != visit.position.id);
        Draft { position: visit.position.clone(), reports_to: reports_to.map_or_else(String::new, |it| it.to_string()) }
    });
    let (title, comment) = (chart.title().to_owned(), String::new());
    Chart::assemble(title, chart.direction(), comment, chart.roles().to_vec(), drafts.collect()).0
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn edits_of_ten_differences(bencher: Bencher<'_, '_>, positions: usize) {
    let from = department(positions);
    let to = with_ten_differences(&from, 100);
    bencher.counter(ItemsCount::new(positions)).bench_local(|| edits(&from, &to));
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn edits_between_unrelated_charts(bencher: Bencher<'_, '_>, positions: usize) {
    let from = department(positions);
    let to = renamed(&from);
    bencher.counter(ItemsCount::new(positions)).bench_local(|| edits(&from, &to));
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn edits_of_half_the_positions_moved(bencher: Bencher<'_, '_>, positions: usize) {
    let from = department(positions);
    let to = regrouped(&from);
    bencher.counter(ItemsCount::new(positions)).bench_local(|| edits(&from, &to));
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn differences_in_words(bencher: Bencher<'_, '_>, positions: usize) {
    let from = department(positions);
    let to = with_ten_differences(&from, 100);
    bencher.counter(ItemsCount::new(positions)).bench_local(|| differences(&from, &to));
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn merge_of_ten_differences_each(bencher: Bencher<'_, '_>, positions: usize) {
    let base = department(positions);
    let (mine, theirs) = (with_ten_differences(&base, 100), with_ten_differences(&base, 200));
    bencher.counter(ItemsCount::new(positions)).bench_local(|| merge(&base, &mine, &theirs));
}

/// Carrying the edits out, on a copy of the chart: what reloading a file costs beside reading it.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn apply_half_the_positions_moved(bencher: Bencher<'_, '_>, positions: usize) {
    let from = department(positions);
    let steps = edits(&from, &regrouped(&from));
    bencher.counter(ItemsCount::new(positions)).with_inputs(|| (from.clone(), steps.clone())).bench_local_values(
        |(mut chart, steps)| {
            for step in steps {
                chart.apply(step).expect("an edit that leads to another chart fits");
            }
            chart
        },
    );
}
