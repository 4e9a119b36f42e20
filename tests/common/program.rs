//! The real program, as a shell starts it.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
pub fn rolechart(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolechart"));
    command.current_dir(folder).args(arguments).output().expect("the program starts")
}

/// What the program wrote.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it writes text")
}
