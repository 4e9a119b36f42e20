//! The command line: one file a subcommand. A subcommand is a struct of its arguments with a `run`, and one line in
//! [`Command`] and [`Command::run`].

mod check;
mod drawing;
mod export;
mod layout;
mod new;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::format::{self, Opened, ReadError};
use crate::storage::{self, LoadError, SaveError};

pub use check::Check;
pub use export::ExportArgs;
pub use layout::LayoutArgs;
pub use new::{New, Template};

/// Org charts whose boxes carry responsibilities.
///
/// Without a command, opens the window.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// The chart to open.
    pub file: Option<PathBuf>,
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the command line can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List every problem of charts.
    Check(Check),
    /// Write a chart as a picture.
    Export(ExportArgs),
    /// Tell where every card and line stands.
    Layout(LayoutArgs),
    /// Make a new chart.
    New(New),
}

impl Command {
    /// Carries the command out and gives the exit code.
    ///
    /// # Errors
    /// Says why it couldn't be carried out, and what to do.
    pub fn run(self) -> Result<ExitCode, CliError> {
        match self {
            Self::Check(check) => check.run(),
            Self::Export(export) => export.run(),
            Self::Layout(layout) => layout.run(),
            Self::New(new) => new.run(),
        }
    }
}

/// Why a command couldn't be carried out.
#[derive(Debug)]
pub enum CliError {
    /// A file can't be read from the disk.
    Load(LoadError),
    /// A file is no chart; with its name.
    Read(String, Box<ReadError>),
    /// A file can't be saved.
    Save(SaveError),
    /// A file is there already, and would be lost.
    Exists(PathBuf),
    /// The answer can't be written.
    Output(io::Error),
}

impl CliError {
    /// Whether the reader of the answer went away, as `head` does when it has enough: nobody is left to tell.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::Read(name, error) => f.write_str(&error.in_file(name)),
            Self::Save(error) => {
                let (path, reason) = (error.path().display(), error.reason());
                write!(f, "Can't save {path}: {reason}. Choose another place, or make this one writable.")
            }
            Self::Exists(path) => {
                write!(f, "{} is there already. Choose another name, or move it away first.", path.display())
            }
            Self::Output(error) => write!(f, "Can't write the answer: {error}. Check where the output goes."),
        }
    }
}

impl std::error::Error for CliError {}

impl From<LoadError> for CliError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<SaveError> for CliError {
    fn from(error: SaveError) -> Self {
        Self::Save(error)
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Opens a chart for a command. Its problems come with it.
///
/// # Errors
/// Says why the file can't be read, or where it stops being a chart.
pub fn open(path: &Path) -> Result<Opened, CliError> {
    let bytes = storage::load(path)?;
    format::read(&bytes).map_err(|error| CliError::Read(path.display().to_string(), error.into()))
}
