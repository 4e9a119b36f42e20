//! What is done with files that are meant to harm, fifty megabytes each: time and peak memory as a table. Run with
//!
//! `cargo test --release --test soak -- --ignored --nocapture`
//!
//! `SOAK_ONLY=circle` takes the files whose names hold that word, and `SOAK_MB=10` makes them smaller.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/hostile_files.rs"]
mod hostile_files;
mod window_kill;

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use hostile_files::FILES;
use rolechart::format::{read, write};
use rolechart::model::Chart;
use rolechart::theme::Palette;
use rolechart::{analysis, display_list, layout};

/// What opening a file of fifty megabytes may take.
const MOST_SECONDS: f64 = 10.0;
const MOST_MEBIBYTES: usize = 4096;

/// This long after the chart was opened, its review is given up.
const REVIEW_LIMIT: Duration = Duration::from_mins(2);

fn megabytes() -> usize {
    std::env::var("SOAK_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

fn chosen(what: &str) -> bool {
    std::env::var("SOAK_ONLY").is_ok_and(|word| what.contains(&word)) || std::env::var("SOAK_ONLY").is_err()
}

/// Does something; gives the result with the seconds that it took and the most memory that the process had, in MiB.
fn measured<T>(act: impl FnOnce() -> T) -> (T, f64, usize) {
    // Sets the peak to what is held now. Where there is no such file, the peak is that of the whole process.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Clock::start();
    let result = act();
    (result, start.seconds(), peak_mebibytes())
}

/// Counts the time that this thread has computed, however busy the machine is; the time that passes where the system
/// doesn't tell.
struct Clock(f64);

impl Clock {
    fn start() -> Self {
        Self(Self::now())
    }

    fn now() -> f64 {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        computed().unwrap_or_else(|| BEGAN.elapsed().as_secs_f64())
    }

    fn seconds(&self) -> f64 {
        Self::now() - self.0
    }
}

/// The seconds that this thread has computed, for itself and in the system: fields 14 and 15 of Linux's `proc_pid_stat`,
/// in hundredths.
fn computed() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    // The name, in round brackets, may hold spaces.
    let behind_name = told.rsplit_once(')')?.1;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

fn peak_mebibytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<usize>().ok()).unwrap_or_default() / 1024
}

#[test]
#[ignore = "takes minutes and gigabytes"]
fn files_of_fifty_megabytes_open_or_are_refused_within_ten_seconds_and_four_gibibytes() {
    println!("{:<36} {:>9} {:>9} {:>9}  outcome", "file", "bytes", "seconds", "MiB");
    let mut over = Vec::new();
    for (what, make) in FILES.iter().filter(|(what, _)| chosen(what)) {
        let text = make(megabytes() * 1_000_000);
        let (result, seconds, peak) = measured(|| read(text.as_bytes()));
        let outcome = match &result {
            Ok(opened) => format!("{} positions, {} problems", opened.chart.len(), opened.problems.len()),
            Err(error) => error.to_string(),
        };
        println!("{what:<36} {:>9} {seconds:>9.2} {peak:>9}  {outcome}", text.len());
        if seconds > MOST_SECONDS || peak > MOST_MEBIBYTES {
            over.push(*what);
        }
    }
    assert_eq!(over, Vec::<&str>::new(), "these take too much");
}

#[test]
#[ignore = "takes minutes and gigabytes"]
fn what_was_opened_is_saved_drawn_and_reviewed() {
    println!(
        "{:<36} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "chart", "positions", "write", "lay out", "draw", "review", "MiB"
    );
    for (what, make) in FILES.iter().filter(|(what, _)| chosen(what)) {
        let Ok(opened) = read(make(megabytes() * 1_000_000).as_bytes()) else { continue };
        let chart = opened.chart;
        let (times, _, peak) = measured(|| times_of(&chart));
        println!("{what:<36} {:>9} {times} {peak:>9}", chart.len());
    }
}

fn times_of(chart: &Chart) -> String {
    let folded = HashSet::new();
    let (mut laid_out, mut reviewed) = (None, None);
    let start = Instant::now();
    let is_late = || start.elapsed() > REVIEW_LIMIT;
    let columns = [
        timed(|| drop(write(chart))),
        timed(|| laid_out = Some(layout::lay_out(chart, &layout::Options::of(chart, &folded)))),
        timed(|| drop(laid_out.take().map(|it| display_list::display_list(chart, &it, &Palette::LIGHT)))),
        timed(|| reviewed = analysis::review(chart, &is_late)),
    ];
    let given_up = if reviewed.is_some() { "" } else { " (given up)" };
    columns.join(" ") + given_up
}

fn timed(act: impl FnOnce()) -> String {
    let start = Clock::start();
    act();
    format!("{:>9.2}", start.seconds())
}
