//! What the window remembers from one time to the next, in the app's own folder: never in a chart's file.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::action::Appearance;
use crate::storage;

/// The most recent files that are kept.
const MOST_RECENT: usize = 10;

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) appearance: Appearance,
    pub(crate) recent: Vec<PathBuf>,
    pub(crate) shows_left_panel: bool,
    pub(crate) shows_inspector: bool,
    /// Whether lines are judged by their wording.
    pub(crate) wording_help: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            appearance: Appearance::System,
            recent: Vec::new(),
            shows_left_panel: true,
            shows_inspector: true,
            wording_help: true,
        }
    }
}

impl Settings {
    /// Reads the settings. What can't be read is as if it had never been set.
    pub(crate) fn load(file: &Path) -> Self {
        let text = storage::load(file).ok().and_then(|loaded| String::from_utf8(loaded.bytes).ok());
        text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
    }

    /// Writes the settings.
    pub(crate) fn save(&self, file: &Path) -> Result<(), String> {
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).map_err(|error| error.to_string())?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        storage::save(file, text.as_bytes()).map_err(|error| error.to_string())
    }

    /// Puts a file first among the recent ones.
    pub(crate) fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}

/// Writes settings on a thread, so that nobody waits for a disk. Of several in a row, the newest is enough.
#[derive(Debug)]
pub(crate) struct Writer {
    /// None once it is to end.
    orders: Option<Sender<Settings>>,
    failures: Receiver<String>,
    thread: Option<JoinHandle<()>>,
}

/// How long the end of the program waits for the last settings.
const PATIENCE: Duration = Duration::from_secs(2);

impl Writer {
    /// Starts the thread. It asks for a frame where something could not be written.
    pub(crate) fn start(file: PathBuf, ctx: &egui::Context) -> Self {
        let (orders, received) = channel::<Settings>();
        let (sender, failures) = channel();
        let ctx = ctx.clone();
        let thread = std::thread::spawn(move || {
            while let Ok(settings) = received.recv() {
                let newest = received.try_iter().last().unwrap_or(settings);
                if let Err(error) = newest.save(&file) {
                    // Nobody listens any more when the window is closing.
                    let _ = sender.send(error);
                    ctx.request_repaint();
                }
            }
        });
        Self { orders: Some(orders), failures, thread: Some(thread) }
    }

    /// Writes these, in a moment.
    pub(crate) fn write(&self, settings: Settings) {
        if let Some(orders) = &self.orders {
            // The thread ends only with the writer.
            let _ = orders.send(settings);
        }
    }

    /// Why the settings could not be written, since the last time this was asked.
    pub(crate) fn failure(&self) -> Option<String> {
        self.failures.try_iter().last()
    }
}

impl Drop for Writer {
    /// Waits a while for what is still to be written: settings are not worth more.
    fn drop(&mut self) {
        self.orders = None;
        let start = Instant::now();
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Where the settings are kept on this system.
pub(crate) fn file() -> Option<PathBuf> {
    storage::settings_folder().map(|folder| folder.join("settings.ron"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_file_comes_first_and_only_once() {
        let mut settings = Settings::default();
        for name in ["/a", "/b", "/a"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("/a"), PathBuf::from("/b")], "newest first");
    }

    #[test]
    fn the_newest_settings_are_written_last_and_a_failure_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.ron");
        let writer = Writer::start(file.clone(), &egui::Context::default());
        for number in 0..50 {
            let mut settings = Settings::default();
            settings.remember(Path::new(&format!("/charts/{number}.ron")));
            writer.write(settings);
        }
        drop(writer);
        assert_eq!(Settings::load(&file).recent, [PathBuf::from("/charts/49.ron")], "written before it ends");
        let writer = Writer::start(file.join("below a file/settings.ron"), &egui::Context::default());
        writer.write(Settings::default());
        let start = Instant::now();
        let failure = loop {
            match writer.failure() {
                None if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(2)),
                failure => break failure,
            }
        };
        assert!(failure.is_some(), "it says that it can't write below a file");
    }

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep/settings.ron");
        let mut settings = Settings { appearance: Appearance::Dark, ..Settings::default() };
        settings.remember(Path::new("/charts/it.chart.ron"));
        settings.save(&file).expect("the folder is made");
        assert_eq!(Settings::load(&file), settings, "what was saved");
        assert_eq!(Settings::load(&folder.path().join("none")), Settings::default(), "a missing file is no error");
    }
}
