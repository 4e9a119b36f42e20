//! How long layouts take: the tree algorithm alone, and whole charts.

#[path = "../tests/common/department.rs"]
mod department;

use std::collections::HashSet;

use department::department;
use divan::Bencher;
use divan::counter::ItemsCount;
use rolechart::layout::measure::measure;
use rolechart::layout::tidy_tree::{TidyTree, TreeBox};
use rolechart::layout::{Options, lay_out};
use rolechart::model::{Chart, Edit, PositionChange, PositionId};
use rolechart::theme::gap;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    // The fonts are read once in a program's life, and not by the first sample.
    let _ = measure();
    divan::main();
}

fn boxes(chart: &Chart) -> Vec<TreeBox> {
    let tree_box = |visit: rolechart::model::Visit| TreeBox {
        parent: visit.manager.unwrap_or_default(),
        before: 120.0,
        after: 120.0,
        above: gap::LEVEL,
        depth: 72.0 + f64::from(u8::try_from(visit.position.person.len()).unwrap_or_default()),
        apart: gap::SIBLINGS,
    };
    chart.walk().map(tree_box).collect()
}

#[divan::bench(args = SIZES)]
fn tidy_tree_alone(bencher: Bencher, count: usize) {
    let boxes = boxes(&department(count));
    let mut tidy = TidyTree::new(gap::COUSINS);
    bencher.counter(ItemsCount::new(count)).bench_local(|| tidy.place(&boxes).len());
}

#[divan::bench(args = SIZES)]
fn whole_chart(bencher: Bencher, count: usize) {
    let (chart, folded) = (department(count), HashSet::new());
    bencher.counter(ItemsCount::new(count)).bench(|| lay_out(&chart, &Options::of(&chart, &folded)));
}

#[divan::bench(args = SIZES)]
fn after_one_edit(bencher: Bencher, count: usize) {
    let (mut chart, folded) = (department(count), HashSet::new());
    let id = PositionId::new("p7").expect("a fine id");
    let mut turn = 0;
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        turn += 1;
        let change = PositionChange::Person(format!("Person {turn}"));
        chart.apply(Edit::SetPosition(id.clone(), change)).expect("the position is there");
        lay_out(&chart, &Options::of(&chart, &folded))
    });
}
