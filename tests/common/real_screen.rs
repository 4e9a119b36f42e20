//! The real program on a real screen, though nobody sees it: Xvfb shows the window, xdotool is the hand.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the keyboard may take to reach the window once it is shown.
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// A process that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen that nobody sees.
pub(crate) struct Screen {
    _server: Running,
    pub(crate) display: String,
}

impl Screen {
    /// Starts a screen under a number that is free. It stays as it is when nobody is left on it.
    pub(crate) fn start() -> Self {
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
    pub(crate) fn focus(&self, title: &str) {
        wait_until("the window shows the file's name", || {
            self.xdotool(&["search", "--onlyvisible", "--name", title]).status.success()
        });
        self.xdotool(&["search", "--name", title, "windowfocus"]);
    }

    /// Moves the hand. Says what came back.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("xdotool");
        command.env("DISPLAY", &self.display).args(arguments).output().expect("xdotool starts")
    }

    /// Presses keys, one after the other, as fast as a quick hand.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "40"], keys].concat());
    }

    pub(crate) fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "40", text]);
    }
}

/// The program with a home of its own, so that it finds nobody's settings and leaves nothing behind.
pub(crate) fn rolechart(home: &Path, arguments: &[&str]) -> Command {
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
pub(crate) fn has_tools() -> bool {
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
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what} within {PATIENCE:?}");
        std::thread::sleep(BETWEEN_TRIES);
    }
}
