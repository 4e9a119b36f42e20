//! Arguments to window or command; errors to exit codes.

use std::process::ExitCode;

use clap::Parser as _;
use rolechart::cli::Cli;

/// The exit code of a command that couldn't do what it was asked to.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let Cli { file, command } = Cli::parse();
    let Some(command) = command else { return window(file) };
    command.run().unwrap_or_else(|error| {
        if !error.is_closed_pipe() {
            eprintln!("rolechart: {error}");
        }
        ExitCode::from(FAILED)
    })
}

/// Opens the window.
#[cfg(feature = "gui")]
fn window(file: Option<std::path::PathBuf>) -> ExitCode {
    rolechart::ui::run(file)
}

/// Says that there is none.
#[cfg(not(feature = "gui"))]
fn window(_file: Option<std::path::PathBuf>) -> ExitCode {
    eprintln!("rolechart: this build has no window. See rolechart --help for the commands.");
    ExitCode::from(FAILED)
}
