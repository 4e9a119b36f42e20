//! A screen that nobody sees, and a hand for it: Xvfb shows the window, xdotool presses the keys.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::skip::has_tools;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the keyboard may take to reach the window once it is shown.
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// A process that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen that nobody sees.
pub struct Screen {
    _server: Running,
    pub display: String,
}

impl Screen {
    /// Starts a screen under a number that is free. It stays as it is when nobody is left on it.
    pub fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut line = String::new();
        let output = server.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("Xvfb says its number");
        Self { _server: Running(server), display: format!(":{}", line.trim()) }
    }

    /// Waits until a window of this title is shown, and gives it the keyboard.
    #[track_caller]
    pub fn focus(&self, title: &str) {
        wait_until("the window shows the file's name", || {
            self.xdotool(&["search", "--onlyvisible", "--name", title]).status.success()
        });
        self.xdotool(&["search", "--name", title, "windowfocus"]);
    }

    /// Moves the hand. Says what came back.
    pub fn xdotool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("xdotool");
        command.env("DISPLAY", &self.display).args(arguments).output().expect("xdotool starts")
    }

    /// Presses keys, one after the other, as fast as a quick hand.
    pub fn press(&self, keys: &[&str]) {
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "40"], keys].concat());
    }

    pub fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "40", text]);
    }
}

/// The program with a home of its own, so that it finds nobody's settings and leaves nothing behind.
pub fn rolechart_at(home: &Path, arguments: &[&str]) -> Command {
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

/// Whether there can be such a screen; otherwise the test says so, and is skipped.
pub fn can_be() -> bool {
    has_tools(&["Xvfb", "xdotool"], "xvfb xdotool")
}

/// Tries again and again until it succeeds.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what} within {PATIENCE:?}");
        std::thread::sleep(BETWEEN_TRIES);
    }
}
