//! A test in a process of its own: this executable again, told to run one test and nothing else. So a test can be killed,
//! be another user, or have disks that nobody else sees.

use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "ROLECHART_TWIN_FOLDER";

/// The command for a twin that runs this test in this folder, started by another program, such as one that changes the
/// user; by none where `starter` is empty.
pub fn twin(starter: &[&str], test: &str, folder: &Path) -> Command {
    let executable = std::env::current_exe().expect("a test knows its executable");
    twin_of(&executable, starter, test, folder)
}

/// The same for a copy of this executable.
pub fn twin_of(executable: &Path, starter: &[&str], test: &str, folder: &Path) -> Command {
    let mut words = starter.iter().map(AsRef::as_ref).chain([executable.as_os_str()]);
    let mut command = Command::new(words.next().expect("at least the executable"));
    command.args(words).args(["--exact", test, "--nocapture"]).env(FOLDER, folder);
    command
}

/// The folder of this twin; none where this is no twin, and the test is to do nothing.
pub fn folder_of_twin() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Runs a twin to its end. Its failure is this test's.
#[track_caller]
pub fn run(command: &mut Command) {
    let output = command.output().expect("the twin starts");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success() && said.contains("1 passed"), "the twin fails: {command:?}\n{said}");
}
