//! The real program on a real screen, though nobody sees it: Xvfb shows the window, xdotool is the hand.

#![cfg(all(feature = "gui", target_os = "linux"))]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the keyboard may take to reach the window once it is shown.
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

const CHART: &str = "Chart(\n    format: 1,\n    title: \"Small\",\n    positions: [\n        Position(\n            \
                     id: \"ada\",\n            person: \"Ada\",\n        ),\n    ],\n)\n";

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen that nobody sees.
struct Screen {
    _server: Running,
    display: String,
}

impl Screen {
    /// Starts a screen under a number that is free.
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut line = String::new();
        let output = server.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("Xvfb says its number");
        Self { _server: Running(server), display: format!(":{}", line.trim()) }
    }

    /// Moves the hand. Says what came back.
    fn xdotool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("xdotool");
        command.env("DISPLAY", &self.display).args(arguments).output().expect("xdotool starts")
    }

    /// Presses keys, one after the other, as fast as a quick hand.
    fn press(&self, keys: &[&str]) {
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "40"], keys].concat());
    }

    fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "40", text]);
    }
}

/// The program with a home of its own, so that it finds nobody's settings and leaves nothing behind.
fn rolechart(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolechart"));
    command.args(arguments).env("HOME", home);
    for (name, folder) in [
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        std::fs::create_dir_all(home.join(folder)).expect("a folder");
        command.env(name, home.join(folder));
    }
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS"] {
        command.env_remove(name);
    }
    command
}

/// Whether the tools are there; otherwise the test says so, and passes, unless it was told not to skip.
fn has_tools() -> bool {
    let is_there = |tool: &&str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(tool).exists())
    };
    let missing: Vec<&str> = ["Xvfb", "xdotool"].into_iter().filter(|tool| !is_there(tool)).collect();
    if !missing.is_empty() {
        let reason = format!("{} is not here; on Debian and Ubuntu: sudo apt install xvfb xdotool", missing.join(", "));
        assert!(std::env::var_os("ROLECHART_NO_SKIP").is_none(), "{reason}");
        eprintln!("skipped: {reason}");
    }
    missing.is_empty()
}

/// Tries again and again until it succeeds.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what} within {PATIENCE:?}");
        std::thread::sleep(BETWEEN_TRIES);
    }
}

#[test]
fn a_chart_is_opened_edited_and_saved() {
    if !has_tools() {
        return;
    }
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("small.chart.ron");
    std::fs::write(&path, CHART).expect("a file");
    let screen = Screen::start();
    let mut command = rolechart(home.path(), &[path.to_str().expect("temporary paths are text")]);
    let _program = Running(command.env("DISPLAY", &screen.display).spawn().expect("the program starts"));

    let title = "small.chart.ron";
    wait_until("the window shows the file's name", || {
        screen.xdotool(&["search", "--onlyvisible", "--name", title]).status.success()
    });
    screen.xdotool(&["search", "--name", title, "windowfocus"]);
    // The top position is selected, gets a report with a name, and the file is saved.
    screen.press(&["Home", "Tab"]);
    screen.type_text("Grace Okafor");
    screen.press(&["Return", "ctrl+s"]);
    let saved = || std::fs::read_to_string(&path).unwrap_or_default();
    wait_until("the file holds what was typed", || saved().contains("person: \"Grace Okafor\""));
    assert!(saved().contains("reports_to: \"ada\""), "she reports to Ada, in\n{}", saved());
}

#[test]
fn without_a_screen_one_line_says_what_is_missing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let output = rolechart(home.path(), &[]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "it fails: {said}");
    assert_eq!(said.lines().count(), 1, "one line: {said}");
    assert!(said.contains("neither DISPLAY nor WAYLAND_DISPLAY is set"), "what is missing: {said}");
}
