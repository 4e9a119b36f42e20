//! A monkey at the window: thousands of random keys, clicks, drags and texts. Whatever it does, nothing panics, the chart
//! stays sound, what is saved is loaded again, and everything can be undone and redone.
//!
//! Each seed runs in a process and a folder of its own, and does the same each time. `ROLECHART_MONKEY_SEED=3 cargo test
//! --test monkey` does what seed 3 does; `ROLECHART_MONKEY_STEPS=20000` makes it as many steps, all seeds together.

#![cfg(feature = "gui")]

#[path = "common/dropped.rs"]
mod dropped;
#[path = "monkey/hand.rs"]
mod hand;
#[path = "common/soundness.rs"]
#[expect(dead_code, reason = "a file may say more than commands do")]
mod soundness;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use egui::os::OperatingSystem;
use egui::{Theme, Vec2};
use egui_kittest::Harness;
use fastrand::Rng;
use hand::{Deed, Hand};
use rolechart::editor::Editor;
use rolechart::model::Chart;
use rolechart::ui::RolechartApp;
use rolechart::{format, starter, storage};
use soundness::{Wrong, check_editor, check_history, check_round_trip, ensure};

/// How many seeds there are, each with a window of its own at a time.
const SEEDS: u64 = 4;
/// How many steps all seeds take together unless it is said otherwise.
const STEPS: u64 = 2000;
const SEED_VARIABLE: &str = "ROLECHART_MONKEY_SEED";
const STEPS_VARIABLE: &str = "ROLECHART_MONKEY_STEPS";
/// After so many steps, all that ought to hold is looked at.
const STEPS_BETWEEN_CHECKS: u64 = 100;
/// After so many steps there is another window.
const STEPS_OF_A_WINDOW: u64 = 300;
/// A chart of more positions makes way for another: duplicating goes on without end.
const MOST_POSITIONS: usize = 300;
/// How many of the last deeds are told where something breaks.
const TOLD: usize = 30;
/// How long a thread of the window may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files that are there to be opened and dropped.
const FILES: [(&str, &str); 3] = [
    (
        "small.chart.ron",
        "// Kept\nChart(format: 1, positions: [(id: \"a\", person: \"Ada\"), (id: \"b\", reports_to: \"a\")])",
    ),
    (
        "odd.chart.ron",
        "Chart(format: 1, positions: [(id: \"a\", reports_to: \"ghost\"), // Lost\n(id: \"a\", role: \"x\")])",
    ),
    ("broken.chart.ron", "Chart(format: 1, titel: \"x\")"),
];

#[test]
fn a_monkey_breaks_nothing() {
    let steps = variable(STEPS_VARIABLE).unwrap_or(STEPS) / SEEDS;
    if let Some(seed) = variable(SEED_VARIABLE) {
        return Monkey::new(seed).play(steps);
    }
    let running: Vec<Child> = (1..=SEEDS).map(start).collect();
    let failed = running.into_iter().filter_map(|child| {
        let output = child.wait_with_output().expect("the process ends");
        (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, and not {text:?}")))
}

/// Starts this test again for one seed: the folder that a process is in is its own.
fn start(seed: u64) -> Child {
    let mut test = Command::new(std::env::current_exe().expect("this program has a file"));
    test.args(["--exact", "a_monkey_breaks_nothing", "--nocapture"]).env(SEED_VARIABLE, seed.to_string());
    test.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
}

/// The last deeds. They are told where the thread panics.
struct Trace {
    seed: u64,
    step: u64,
    deeds: VecDeque<Deed>,
}

impl Trace {
    fn note(&mut self, deed: Deed) {
        self.step += 1;
        if self.deeds.len() == TOLD {
            self.deeds.pop_front();
        }
        self.deeds.push_back(deed);
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}, step {}; the last deeds:", self.seed, self.step);
            self.deeds.iter().for_each(|deed| eprintln!("  {deed:?}"));
        }
    }
}

struct Monkey {
    trace: Trace,
    hand: Hand,
    /// What the document was when it was opened, as text.
    opened: String,
    /// Which document of the window that was.
    document: Option<u64>,
    folder: tempfile::TempDir,
}

impl Monkey {
    fn new(seed: u64) -> Self {
        // The ids that are made at random are the same each time, too.
        fastrand::seed(seed);
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::env::set_current_dir(folder.path()).expect("names without a folder mean this one");
        for (name, text) in FILES {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let trace = Trace { seed, step: 0, deeds: VecDeque::new() };
        let mut rng = Rng::with_seed(seed);
        let hand = Hand::new(window(&mut rng, folder.path()), rng, folder.path());
        let mut monkey = Self { trace, hand, opened: String::new(), document: None, folder };
        monkey.look_at_document();
        monkey
    }

    fn play(mut self, steps: u64) {
        for step in 1..=steps {
            let deed = self.hand.choose();
            self.trace.note(deed.clone());
            self.hand.carry_out(deed);
            self.wait_for_threads();
            self.look_at_document();
            insist(check_editor(self.editor()));
            if step % STEPS_BETWEEN_CHECKS == 0 {
                insist(self.check());
            }
            if step % STEPS_OF_A_WINDOW == 0 || self.editor().chart().len() > MOST_POSITIONS {
                self.open_another_window();
            }
        }
        insist(self.check());
    }

    fn editor(&self) -> &Editor {
        self.hand.harness.state().editor()
    }

    fn open_another_window(&mut self) {
        self.hand.harness = window(&mut self.hand.rng, self.folder.path());
        self.document = None;
        self.wait_for_threads();
        self.look_at_document();
    }

    /// What other threads do takes its time, which is never the same: what comes of it is there before the next deed.
    fn wait_for_threads(&mut self) {
        let start = Instant::now();
        let app = |monkey: &Self| monkey.hand.harness.state().is_busy() || !monkey.hand.harness.state().is_reviewed();
        if app(self) {
            self.hand.pass_time(1.0);
        }
        while app(self) {
            assert!(start.elapsed() < PATIENCE, "a thread takes longer than {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(1));
            self.hand.harness.step();
        }
    }

    /// Notices a document that has taken the place of another, and what it was at first.
    fn look_at_document(&mut self) {
        let app = self.hand.harness.state();
        if self.document != Some(app.document()) {
            let mut first = app.editor().clone();
            while first.undo().is_some() {}
            (self.document, self.opened) = (Some(app.document()), format::write(first.chart()));
        }
    }

    fn check(&self) -> Result<(), Wrong> {
        let editor = self.editor();
        check_round_trip(editor.chart())?;
        check_history(editor, &self.opened)?;
        check_saving(editor.chart(), &self.folder.path().join("saved by the test"))
    }
}

#[track_caller]
fn insist(outcome: Result<(), Wrong>) {
    if let Err(wrong) = outcome {
        panic!("{wrong}");
    }
}

/// What is saved is loaded again.
fn check_saving(chart: &Chart, path: &Path) -> Result<(), Wrong> {
    let text = format::write(chart);
    storage::save(path, text.as_bytes()).map_err(|error| error.to_string())?;
    let loaded = storage::load(path).map_err(|error| error.to_string())?;
    std::fs::remove_file(path).map_err(|error| error.to_string())?;
    ensure(loaded.bytes == text.as_bytes(), || "what was saved is loaded as something else".to_owned())
}

/// A window with the starter chart, with none, or with a file.
fn window(rng: &mut Rng, folder: &Path) -> Harness<'static, RolechartApp> {
    let (chart, file): (Chart, Option<PathBuf>) = match rng.u32(..4) {
        0 => (starter::empty(), None),
        1 => (Chart::default(), Some(folder.join(FILES[rng.usize(..FILES.len())].0))),
        _ => (starter::it_department(), None),
    };
    let builder = Harness::builder().with_size(Vec2::new(1400.0, 900.0)).with_theme(Theme::Light);
    // As in the real window: what no font has is a box.
    let builder = builder.allow_missing_glyphs();
    let builder = builder.with_os(OperatingSystem::Nix).with_step_dt(1.0 / 60.0).with_max_steps(60);
    let state = &folder.join("state");
    let mut harness =
        builder.build_eframe(|creation| RolechartApp::for_tests_in(&creation.egui_ctx, chart, file, state));
    harness.run_ok();
    harness
}
