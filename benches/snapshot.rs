//! What a snapshot costs: to take a whole copy of a chart, to drop it, and to change a chart while another thread holds
//! a snapshot. The window's thread does the last of these, and may not be held up by it.

#[path = "../tests/common/department.rs"]
mod department;

use std::sync::Arc;

use department::department;
use divan::Bencher;
use divan::counter::ItemsCount;
use rolechart::editor::{Command, Editor};
use rolechart::model::{Chart, Direction, Draft, Place, Position, PositionChange, PositionId};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn id(index: usize) -> PositionId {
    PositionId::new(&format!("p{index}")).expect("a fine id")
}

/// One manager, and everyone else is a report.
fn one_team(count: usize) -> Chart {
    let draft = |index| Draft {
        position: Position { person: format!("Person {index}"), ..Position::new(id(index)) },
        reports_to: if index == 0 { String::new() } else { id(0).to_string() },
    };
    let drafts = (0..count).map(draft).collect();
    Chart::assemble(String::new(), Direction::TopDown, String::new(), Vec::new(), drafts).0
}

/// Gives another position another name each time.
fn renames(count: usize) -> impl FnMut() -> Command {
    let mut turn = 0;
    move || {
        turn += 1;
        let person = PositionChange::Person(format!("Person {turn}"));
        Command::SetPosition(id(turn * 7_919 % count), vec![person])
    }
}

/// Adds a report below the same position each time.
fn additions() -> impl FnMut() -> Command {
    || Command::Add(Place::under(id(0), 0), Position::new(PositionId::random()).into())
}

/// Times a change of a chart of which a snapshot was taken after the last change. The old snapshot goes in time, too.
fn change_beside_a_snapshot(bencher: Bencher, chart: Chart, mut next: impl FnMut() -> Command) {
    let mut editor = Editor::new(chart);
    bencher.bench_local(|| {
        let snapshot: Arc<Chart> = editor.snapshot();
        editor.execute(next()).expect("a change that fits");
        drop(snapshot);
    });
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn clone(bencher: Bencher, count: usize) {
    let chart = department(count);
    bencher.bench_local(|| chart.clone());
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn drop_a_clone(bencher: Bencher, count: usize) {
    let chart = department(count);
    bencher.with_inputs(|| chart.clone()).bench_local_values(drop);
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn drop_the_last(bencher: Bencher, count: usize) {
    bencher.with_inputs(|| department(count)).bench_local_values(drop);
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn rename_beside_a_snapshot(bencher: Bencher, count: usize) {
    change_beside_a_snapshot(bencher, department(count), renames(count));
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn addition_beside_a_snapshot(bencher: Bencher, count: usize) {
    change_beside_a_snapshot(bencher, department(count), additions());
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn rename_in_one_team_beside_a_snapshot(bencher: Bencher, count: usize) {
    change_beside_a_snapshot(bencher, one_team(count), renames(count));
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn addition_to_one_team_beside_a_snapshot(bencher: Bencher, count: usize) {
    change_beside_a_snapshot(bencher, one_team(count), additions());
}

#[divan::bench(args = SIZES)]
fn walk(bencher: Bencher, count: usize) {
    let chart = department(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| chart.walk().map(|visit| visit.position.person.len()).sum::<usize>());
}

#[divan::bench(args = SIZES)]
fn look_up_everyone(bencher: Bencher, count: usize) {
    let chart = department(count);
    let ids: Vec<PositionId> = (0..count).map(|turn| id(turn * 7_919 % count)).collect();
    let found = || ids.iter().filter_map(|id| chart.position(id)).map(|position| position.person.len()).sum::<usize>();
    bencher.counter(ItemsCount::new(count)).bench_local(found);
}
