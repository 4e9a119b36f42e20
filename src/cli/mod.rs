//! The command line: one file a subcommand. A subcommand is a struct of its arguments with a `run`, and one line in
//! [`Command`] and [`Command::run`].

mod check;
mod drawing;
mod duties;
mod export;
mod layout;
mod lookup;
mod new;
mod output;
mod raci;
mod review;
mod sheet;

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde::Serialize;

use crate::export::TooLarge;
use crate::format::{self, Located, Opened, ReadError};
use crate::model::hidden::{is_hidden, visible};
use crate::model::{Chart, Severity};
use crate::storage::{self, LoadError, SaveError};

pub use check::Check;
pub use duties::DutiesArgs;
pub use export::ExportArgs;
pub use layout::LayoutArgs;
pub use new::{New, Template};
pub use raci::RaciArgs;
pub use review::ReviewArgs;
pub use sheet::SheetArgs;

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
    /// List every responsibility with everyone who holds it.
    Duties(DutiesArgs),
    /// Write a chart as a picture.
    Export(ExportArgs),
    /// Tell where every card and line stands.
    Layout(LayoutArgs),
    /// Make a new chart.
    New(New),
    /// Write who does what as a RACI table.
    Raci(RaciArgs),
    /// List what may be worth a look: overlaps, gaps, unclear responsibilities.
    Review(ReviewArgs),
    /// Describe a position or a role on a page.
    Sheet(SheetArgs),
}

impl Command {
    /// Carries the command out and gives the exit code.
    ///
    /// # Errors
    /// Says why it couldn't be carried out, and what to do.
    pub fn run(self) -> Result<ExitCode, CliError> {
        match self {
            Self::Check(check) => check.run(),
            Self::Duties(duties) => duties.run(),
            Self::Export(export) => export.run(),
            Self::Layout(layout) => layout.run(),
            Self::New(new) => new.run(),
            Self::Raci(raci) => raci.run(),
            Self::Review(review) => review.run(),
            Self::Sheet(sheet) => sheet.run(),
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
    /// What was asked for isn't in a chart, or not only once; with what is.
    Lookup(String),
    /// A table is too large to be of use.
    TooLarge(TooLarge),
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

impl CliError {
    fn told(&self) -> String {
        match self {
            Self::Load(error) => error.to_string(),
            Self::Read(name, error) => error.in_file(name),
            Self::Save(error) => {
                let (path, reason) = (error.path().display(), error.reason());
                format!("Can't save {path}: {reason}. Choose another place, or make this one writable.")
            }
            Self::Exists(path) => {
                format!("{} is there already. Choose another name, or move it away first.", path.display())
            }
            Self::Lookup(message) => message.clone(),
            Self::TooLarge(error) => format!("{error}. Use rolechart duties for a list instead."),
            Self::Output(error) => format!("Can't write the answer: {error}. Check where the output goes."),
        }
    }
}

impl fmt::Display for CliError {
    /// Nothing that a file says, nor its name, is obeyed by a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.told()))
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
        match error {
            SaveError::IsThere(path) => Self::Exists(path),
            error => Self::Save(error),
        }
    }
}

impl From<TooLarge> for CliError {
    fn from(error: TooLarge) -> Self {
        Self::TooLarge(error)
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
    let loaded = storage::load(path)?;
    format::read(&loaded.bytes).map_err(|error| CliError::Read(path.display().to_string(), error.into()))
}

/// Opens a chart for a command whose answer is about something else than problems: those that changed the chart go to
/// the standard error, in the words of `rolechart check`.
///
/// # Errors
/// Says why the file can't be read, or where it stops being a chart.
fn open_telling(path: &Path) -> Result<Chart, CliError> {
    let opened = open(path)?;
    for Located { problem, location, .. } in &opened.problems {
        let severity = problem.severity();
        if severity > Severity::Note {
            let (file, word) = (path.display(), severity.word());
            let line = format!("{file}:{}:{}: {word}: {problem}", location.line, location.column);
            eprintln!("{}", visible(&line));
        }
    }
    Ok(opened.chart)
}

/// Writes an answer for machines, with a line end behind it. Whoever shows it on a terminal is safe, too: what
/// [hides](crate::model::hidden) is written as JSON's escapes, and so means the same.
fn write_json(out: &mut impl Write, answer: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(answer)?;
    let mut written = 0;
    for (at, hidden) in json.char_indices().filter(|&(_, c)| is_hidden(c)) {
        out.write_all(&json.as_bytes()[written..at])?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        written = at + hidden.len_utf8();
    }
    out.write_all(&json.as_bytes()[written..])?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::write_json;

    #[test]
    fn json_says_the_same_with_nothing_hidden_in_it() {
        let texts = ["plain é", "\u{202e}\u{9b}31m\u{7f}\n", "\u{e0041}\u{10ffff}"];
        let mut out = Vec::new();
        write_json(&mut out, &texts).expect("memory can be written");
        let json = String::from_utf8(out).expect("JSON is text");
        assert!(!json.contains(crate::model::hidden::is_hidden), "nothing hides: {json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).expect("JSON"), texts, "all of it is there");
    }
}
