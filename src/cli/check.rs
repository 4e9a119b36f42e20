//! `rolechart check`: every problem of charts, for people and for machines.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{CliError, open, write_json};
use crate::format::{Located, Location};
use crate::model::Severity;
use crate::model::hidden::visible;

/// Arguments of `rolechart check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The charts to look at.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write one JSON array instead of lines.
    #[arg(long)]
    json: bool,
}

/// What became of all files together; the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// Nothing, or notes only.
    Clean = 0,
    /// A problem that changed a chart.
    Problems = 1,
    /// A file that can't be read.
    Unreadable = 2,
}

/// One line of the answer. The names of the fields are those of the JSON.
#[derive(Debug, Serialize)]
struct Finding {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(skip)]
    verdict: Verdict,
    /// What people see: the line itself, with the part of the file where that helps.
    #[serde(skip)]
    shown: String,
}

impl Check {
    /// Writes what is wrong with each file to the standard output. The exit code is 0 where there is nothing or
    /// there are notes only, 1 where there are problems, and 2 where a file can't be read.
    ///
    /// # Errors
    /// Where the answer can't be written.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let findings: Vec<Finding> = self.files.iter().flat_map(|file| findings(file)).collect();
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            write_json(&mut out, &findings)?;
        } else {
            for finding in &findings {
                writeln!(out, "{}", visible(&finding.shown))?;
            }
        }
        out.flush()?;
        let verdict = findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Clean);
        Ok(ExitCode::from(verdict as u8))
    }
}

fn findings(path: &Path) -> Vec<Finding> {
    let file = path.display().to_string();
    match open(path) {
        Ok(opened) => opened.problems.iter().map(|located| Finding::problem(&file, located)).collect(),
        Err(error) => vec![Finding::unreadable(file, &error)],
    }
}

impl Finding {
    fn problem(file: &str, Located { problem, location: Location { line, column }, .. }: &Located) -> Self {
        let severity = problem.severity();
        let (word, message) = (severity.word(), problem.to_string());
        Self {
            file: file.to_owned(),
            line: Some(*line),
            column: Some(*column),
            severity: word,
            code: problem.code(),
            verdict: if severity == Severity::Note { Verdict::Clean } else { Verdict::Problems },
            shown: format!("{file}:{line}:{column}: {word}: {message}"),
            message,
        }
    }

    fn unreadable(file: String, error: &CliError) -> Self {
        let severity = Severity::Error.word();
        let (location, code, message, shown) = match error {
            CliError::Read(name, error) => {
                (error.location, error.code(), error.message.clone(), error.with_severity(name, severity))
            }
            CliError::Load(error) => {
                (None, "unreadable", error.reason(), format!("{file}: {severity}: {}", error.reason()))
            }
            error => (None, "unreadable", error.to_string(), format!("{file}: {severity}: {error}")),
        };
        let (line, column) = (location.map(|place| place.line), location.map(|place| place.column));
        Self { file, line, column, severity, code, message, verdict: Verdict::Unreadable, shown }
    }
}
