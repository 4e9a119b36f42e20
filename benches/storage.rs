//! Saving a chart and keeping a snapshot of it, on a real disk. Run with `cargo bench --bench storage`.

#[path = "../tests/common/department.rs"]
mod department;

use department::department;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rolechart::format::write;
use rolechart::model::Chart;
use rolechart::storage::{Origin, Previous, RealDisk, Saving, Shelf, checked_text};
use tempfile::TempDir;

const POSITIONS: [usize; 2] = [10_000, 100_000];

fn main() {
    divan::main();
}

/// A folder on the disk where the build is; the system's temporary folder may be in memory.
fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside the build")
}

/// Two charts that differ, so that there is always a version to keep.
fn two_charts(positions: usize) -> [Chart; 2] {
    [department(positions), department(positions + 1)]
}

/// From pressing Save to a file that will outlive a power failure, with what it held before kept.
#[divan::bench(args = POSITIONS, sample_count = 20)]
fn save_chart(bencher: Bencher<'_, '_>, positions: usize) {
    let folder = folder();
    let (path, previous) = (folder.path().join("it.chart.ron"), Previous::new(folder.path().join("state")));
    let charts = two_charts(positions);
    let bytes = write(&charts[0]).len();
    let mut turns = charts.iter().cycle();
    let counters = bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(positions));
    counters.with_inputs(|| turns.next().expect("there is always another turn")).bench_local_values(|chart| {
        let text = checked_text(&path, chart).expect("it reads back");
        let saving = Saving::new(&path, text.as_bytes());
        Saving { previous: Some(&previous), keeps_version: true, ..saving }.on(&RealDisk).expect("a fine disk")
    });
}

/// What the thread behind the window does after an edit.
#[divan::bench(args = POSITIONS, sample_count = 20)]
fn keep_snapshot(bencher: Bencher<'_, '_>, positions: usize) {
    let folder = folder();
    let session = Shelf::new(folder.path()).begin().expect("a session");
    let charts = two_charts(positions);
    let bytes = write(&charts[0]).len();
    let mut turns = charts.iter().cycle();
    let counters = bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(positions));
    counters.with_inputs(|| turns.next().expect("there is always another turn")).bench_local_values(|chart| {
        session.keep(&RealDisk, &Origin::default(), &write(chart)).expect("a fine disk");
    });
}
