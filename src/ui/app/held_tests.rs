//! How long the window's thread is held while a large chart is saved and kept. For the figures:
//! `cargo test --release --lib held -- --ignored --nocapture`

use std::time::{Duration, Instant};

use egui::Context;

use super::RolechartApp;
use crate::editor::Command;
use crate::model::{Chart, Direction, Draft, Holder, Position, PositionChange, PositionId, Responsibility};
use crate::ui::drafts::Target;
use crate::ui::files::Consent;

const POSITIONS: usize = 100_000;
/// Half a frame at 60 frames a second: what is longer is felt.
const LONGEST: Duration = Duration::from_millis(8);

fn id(number: usize) -> PositionId {
    PositionId::new(&format!("p{number}")).expect("letters and digits")
}

/// Ten reports for each manager, and four responsibilities for everyone.
fn large_chart() -> Chart {
    let lines =
        || (0..4).map(|n| Responsibility::new(format!("Answer for the part of the work with number {n}"))).collect();
    let draft = |number: usize| Draft {
        position: Position {
            person: format!("Person {number}"),
            responsibilities: lines(),
            ..Position::new(id(number))
        },
        reports_to: if number == 0 { String::new() } else { id((number - 1) / 10).to_string() },
    };
    let drafts = (0..POSITIONS).map(draft).collect();
    Chart::assemble("Large".to_owned(), Direction::TopDown, String::new(), Vec::new(), drafts).0
}

/// How long something took, in a table.
#[derive(Default)]
struct Stopwatch {
    longest: Duration,
}

impl Stopwatch {
    fn time<T>(&mut self, what: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        eprintln!("{what:<58} {:>8.3} ms", took.as_secs_f64() * 1e3);
        self.longest = self.longest.max(took);
        result
    }
}

fn rename(app: &mut RolechartApp, number: usize) {
    let name = PositionChange::Person(format!("Somebody else {number}"));
    app.execute(Command::SetPosition(id(number), vec![name]));
}

/// Waits for the threads, and times what the window does with what they have finished.
fn finish(stopwatch: &mut Stopwatch, app: &mut RolechartApp, ctx: &Context) {
    let frame = eframe::Frame::_new_kittest();
    let mut longest = Duration::ZERO;
    while app.files.is_busy() {
        let start = Instant::now();
        app.finish_files(ctx, &frame);
        longest = longest.max(start.elapsed());
        std::thread::sleep(Duration::from_millis(1));
    }
    eprintln!("{:<58} {:>8.3} ms", "finishing a save", longest.as_secs_f64() * 1e3);
    stopwatch.longest = stopwatch.longest.max(longest);
}

#[test]
#[ignore = "takes seconds, and is there for its figures"]
fn a_large_chart_holds_the_window_for_milliseconds() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (ctx, file) = (Context::default(), folder.path().join("large.chart.ron"));
    let mut app = RolechartApp::for_tests_in(&ctx, large_chart(), None, folder.path());
    let mut stopwatch = Stopwatch::default();
    rename(&mut app, 1);
    stopwatch.time("asking for a save", || app.save_to(file.clone(), Consent::default(), &ctx));
    stopwatch.time("an edit while the chart is being written", || rename(&mut app, 2));
    stopwatch.time("the next edit", || rename(&mut app, 3));
    finish(&mut stopwatch, &mut app, &ctx);
    stopwatch.time("taking note of an edit for the snapshot", || app.note_unsaved());
    stopwatch.time("an edit while a snapshot is to be written", || rename(&mut app, 4));
    app.note_unsaved();
    for text in ["An", "Ann"] {
        app.drafts.hold(Target::NewLine(Holder::Position(id(5))), text.to_owned());
        stopwatch.time("taking note of what is being typed", || app.note_unsaved());
    }
    stopwatch.time("what was typed becomes part of the chart", || app.commit_typing());
    stopwatch.time("asking for a second save", || app.save_to(file.clone(), Consent::default(), &ctx));
    finish(&mut stopwatch, &mut app, &ctx);
    let is_fast = stopwatch.longest <= LONGEST || cfg!(debug_assertions);
    assert!(is_fast, "the window was held for {:?}", stopwatch.longest);
}
