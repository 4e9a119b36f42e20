//! Reading and writing files. Run with `cargo bench --bench format`.

#[path = "../tests/common/department.rs"]
mod department;

use department::department;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rolechart::format::{read, write};

const POSITIONS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn write_chart(bencher: Bencher<'_, '_>, positions: usize) {
    let chart = department(positions);
    let bytes = write(&chart).len();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(positions)).bench_local(|| write(&chart));
}

#[divan::bench(args = POSITIONS, sample_count = 10)]
fn read_chart(bencher: Bencher<'_, '_>, positions: usize) {
    let text = write(&department(positions));
    let counters = bencher.counter(BytesCount::new(text.len())).counter(ItemsCount::new(positions));
    counters.bench_local(|| read(text.as_bytes()).expect("a written chart reads"));
}
