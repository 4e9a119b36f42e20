//! Starts after a crash: a folder of states with what windows left in it that are gone.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui_kittest::HarnessBuilder;
use rolechart::format;
use rolechart::model::Chart;
use rolechart::storage::{Digest, Origin, RealDisk, Shelf};
use rolechart::ui::RolechartApp;
use tempfile::TempDir;

use super::sketch::chart;
use super::window::{Window, builder};

/// A folder of states, and a chart's file beside it.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn states(&self) -> PathBuf {
        self.folder.path().join("states")
    }

    pub(crate) fn shelf(&self) -> Shelf {
        Shelf::new(self.states())
    }

    /// A file with this chart.
    pub(crate) fn file(&self, chart: &Chart) -> PathBuf {
        let path = self.folder.path().join("it.chart.ron");
        std::fs::write(&path, format::write(chart)).expect("a file");
        path
    }

    /// A window dies that had this chart, with changes since its file held that.
    pub(crate) fn leave(&self, chart: &Chart, file: Option<(&Path, &Chart)>) {
        let origin = file.map(|(path, saved)| Origin::file(path, Some(Digest::of(format::write(saved).as_bytes()))));
        self.leave_text(&format::write(chart), &origin.unwrap_or_default());
    }

    /// The same of a text, whatever it is.
    pub(crate) fn leave_text(&self, text: &str, origin: &Origin) {
        // Whoever lets a session go while something is kept in it leaves as much as a crash does.
        let session = self.shelf().begin().expect("a session");
        session.keep(&RealDisk, origin, text).expect("room for it");
    }

    /// How many charts are left.
    pub(crate) fn left(&self) -> usize {
        self.shelf().left().expect("the shelf").len()
    }

    /// The next start, with a file or with a chart of one position.
    pub(crate) fn start(&self, file: Option<PathBuf>) -> Window {
        self.start_with(builder(), chart("Zoe:DIR"), file)
    }

    /// The next start with this chart, and whatever the builder says.
    pub(crate) fn start_with(
        &self,
        builder: HarnessBuilder<RolechartApp>,
        chart: Chart,
        file: Option<PathBuf>,
    ) -> Window {
        let states = self.states();
        let harness =
            builder.build_eframe(|creation| RolechartApp::for_tests_in(&creation.egui_ctx, chart, file, &states));
        let mut window = Window { harness, presses: 0 };
        window.wait_for_files();
        window
    }
}

impl Window {
    /// Waits until something holds that a thread does in a moment.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < Duration::from_secs(20), "waited in vain until {what}; texts:\n{}", self.texts());
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.settle();
    }

    /// Picks something from a menu, and waits for what it does.
    #[track_caller]
    pub(crate) fn pick_and_wait(&mut self, menu: &str, item: &str) {
        self.click(menu);
        self.click(item);
        self.wait_for_files();
    }

    /// Clicks a button, and waits for what it does.
    #[track_caller]
    pub(crate) fn click_and_wait(&mut self, name: &str) {
        self.click(name);
        self.wait_for_files();
    }
}
