//! The window dies at any moment, as where the power fails or the system ends it: at most two seconds of typing are lost,
//! and the file that was saved is whole. Run with
//!
//! `cargo test --test soak window -- --ignored --nocapture`
//!
//! `SOAK_ROUNDS=5` makes it shorter.

#![cfg(all(feature = "gui", target_os = "linux"))]

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;
use rolechart::format;
use rolechart::model::Chart;
use rolechart::storage::Shelf;

use crate::common::screen::{self, Running, Screen, rolechart_at};

const ROUNDS: u64 = 25;
/// How much typing may be lost.
const MOST_LOST: Duration = Duration::from_secs(2);
/// The shortest and the longest life of a window from its first change on, in seconds.
const LIFE: std::ops::Range<f64> = 1.0..12.0;
/// How long the hand rests between two changes.
const REST: Duration = Duration::from_millis(600);
/// In every second round, what is typed is saved after so many changes.
const CHANGES_BETWEEN_SAVES: usize = 4;

const FILE: &str = "kill.chart.ron";
const CHART: &str = "Chart(format: 1, positions: [(id: \"ada\", person: \"Ada\")])";

#[test]
#[ignore = "takes minutes and a screen"]
fn a_window_that_is_killed_loses_at_most_two_seconds_of_typing() {
    if !screen::can_be() {
        return;
    }
    let rounds = std::env::var("SOAK_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS);
    let screen = Screen::start();
    println!("{:>5} {:>6} {:>8} {:>8} {:>11}", "round", "saves", "changes", "kept", "lost, in s");
    let lost: Vec<Duration> = (1..=rounds).map(|round| play(&screen, round)).collect();
    let most = lost.iter().max().copied().unwrap_or_default();
    println!("at most {:.2} s lost in {rounds} rounds", most.as_secs_f64());
    assert!(most <= MOST_LOST, "{:.2} s of typing are lost", most.as_secs_f64());
}

/// Types into a window until it is killed. Says how much time lies between the oldest change that is lost and the death.
fn play(screen: &Screen, round: u64) -> Duration {
    let mut rng = Rng::with_seed(round);
    let saves = round.is_multiple_of(2);
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join(FILE);
    std::fs::write(&path, CHART).expect("a file");
    let mut command = rolechart_at(home.path(), &[path.to_str().expect("temporary paths are text")]);
    let mut program = Running(command.env("DISPLAY", &screen.display).spawn().expect("the program starts"));
    screen.focus(FILE);
    screen.press(&["Home"]);
    let changes = type_for(screen, Duration::from_secs_f64(LIFE.start + rng.f64() * (LIFE.end - LIFE.start)), saves);
    program.0.kill().expect("it is alive until now");
    let death = Instant::now();
    program.0.wait().expect("it is dead");
    let kept = newest_change(&in_file(&path)).max(newest_change(&in_snapshot(home.path())));
    let lost = changes.get(kept).map_or(Duration::ZERO, |&typed| death - typed);
    println!("{round:>5} {saves:>6} {:>8} {kept:>8} {:>11.2}", changes.len(), lost.as_secs_f64());
    lost
}

/// Makes numbered changes, from 1 on, for so long. Says when each had been typed.
fn type_for(screen: &Screen, life: Duration, saves: bool) -> Vec<Instant> {
    let start = Instant::now();
    let mut typed = Vec::new();
    while start.elapsed() < life {
        // Takes up what was being typed, and begins the next name, which nothing takes up as yet.
        screen.press(&["Tab"]);
        screen.type_text(&format!("change {}", typed.len() + 1));
        typed.push(Instant::now());
        if saves && typed.len().is_multiple_of(CHANGES_BETWEEN_SAVES) {
            screen.press(&["ctrl+s"]);
        }
        std::thread::sleep(REST.min(life.saturating_sub(start.elapsed())));
    }
    typed
}

/// The chart in the file, which is whole at any moment.
fn in_file(path: &Path) -> Chart {
    let bytes = std::fs::read(path).expect("the file is there");
    format::read(&bytes).unwrap_or_else(|error| panic!("the file is whole: {}", error.in_file(FILE))).chart
}

/// What the next start would find.
fn in_snapshot(home: &Path) -> Chart {
    let left = Shelf::new(home.join("state").join("rolechart")).left().expect("the shelf can be looked at");
    assert!(left.len() <= 1, "one window leaves one snapshot: {left:?}");
    left.first().map_or_else(Chart::default, |left| left.chart().expect("what was left can be read").chart)
}

/// The highest number of a change that is in the chart, whole.
fn newest_change(chart: &Chart) -> usize {
    let number = |person: &str| person.strip_prefix("change ")?.parse().ok();
    chart.walk().filter_map(|visit| number(&visit.position.person)).max().unwrap_or_default()
}
