//! Nothing reaches the network: no command and no window ever asks the system for a connection.

#![cfg(target_os = "linux")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::program::{rolechart, text};
#[cfg(feature = "gui")]
use common::screen::{self, Running, Screen, rolechart_at, wait_until};
use common::skip::can_trace;

/// One line for every subcommand there is.
const COMMANDS: [&[&str]; 8] = [
    &["new", "made.ron"],
    &["check", "it.ron", "broken.ron", "missing.ron"],
    &["duties", "it.ron"],
    &["export", "it.ron", "--output", "it.svg"],
    &["layout", "it.ron", "--json"],
    &["raci", "it.ron", "--output", "it.html"],
    &["review", "it.ron"],
    &["sheet", "it.ron", "IT Director", "--output", "sheet.html"],
];

/// The names of all subcommands, as the help lists them.
fn subcommands(folder: &Path) -> BTreeSet<String> {
    let help = text(&rolechart(folder, &["--help"]).stdout);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Long explanations go on in lines that are indented further.
    let first = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|word| !word.is_empty());
    first.filter(|word| *word != "help").map(str::to_owned).collect()
}

/// Lets strace write into the file `calls` what a command asks of the network, by whatever process of it.
fn traced(command: &Command) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-e", "trace=network", "-o", "calls"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    traced
}

/// What was asked, all of it.
fn calls(folder: &Path, what: &str) -> String {
    let calls = fs::read_to_string(folder.join("calls")).expect("what strace saw");
    assert!(calls.contains("+++ exited") || calls.contains("+++ killed"), "strace saw {what} to its end:\n{calls}");
    calls
}

#[track_caller]
fn check_calls(calls: &str, what: &str) {
    let wrong: Vec<&str> = calls.lines().filter(|line| line.contains("AF_INET")).collect();
    assert!(wrong.is_empty(), "{what} asks for a connection:\n{}", wrong.join("\n"));
}

#[test]
fn no_command_reaches_the_network() {
    if !can_trace() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("it.ron"), rolechart::starter::IT_DEPARTMENT).expect("a chart");
    fs::write(folder.path().join("broken.ron"), "Chart(").expect("half a chart");
    let tested = COMMANDS.iter().map(|arguments| arguments[0].to_owned()).collect();
    assert_eq!(subcommands(folder.path()), tested, "every subcommand has a line in COMMANDS");
    for arguments in COMMANDS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolechart"));
        command.args(arguments);
        let output = traced(&command).current_dir(folder.path()).output().expect("strace starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("Usage:"), "{arguments:?} are fine arguments: {said}");
        check_calls(&calls(folder.path(), arguments[0]), arguments[0]);
    }
}

#[cfg(feature = "gui")]
#[test]
fn the_window_does_not_reach_the_network() {
    if !can_trace() || !screen::can_be() {
        return;
    }
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::write(home.path().join("it.ron"), rolechart::starter::IT_DEPARTMENT).expect("a chart");
    let screen = Screen::start();
    let mut command = rolechart_at(home.path(), &["it.ron"]);
    command.env("DISPLAY", &screen.display);
    let mut program = Running(traced(&command).current_dir(home.path()).spawn().expect("strace starts"));
    wait_until("the window is shown", || {
        screen.xdotool(&["search", "--onlyvisible", "--name", "it.ron"]).status.success()
    });
    screen.xdotool(&["search", "--name", "it.ron", "windowfocus"]);
    screen.press(&["Home", "Tab"]);
    screen.type_text("Grace");
    screen.press(&["Return", "ctrl+s"]);
    let file = home.path().join("it.ron");
    wait_until("the file is saved", || fs::read_to_string(&file).unwrap_or_default().contains("person: \"Grace\""));
    // Without its screen the program ends, and strace with it.
    drop(screen);
    wait_until("the program ends", || program.0.try_wait().expect("it was started here").is_some());
    let calls = calls(home.path(), "the window");
    assert!(calls.contains("AF_UNIX"), "it has talked with the screen, and that was seen:\n{calls}");
    check_calls(&calls, "the window");
}
