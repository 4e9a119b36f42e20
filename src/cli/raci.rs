//! `rolechart raci`: the RACI table as a file.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::output::{Target, target};
use super::{CliError, open_telling};
use crate::export::Raci;
use crate::layout::thousands;
use crate::storage;

/// The most cells that are written. Four million already are more than anyone reads, and a table grows with the square
/// of a chart in which every position has lines of its own.
const MOST_CELLS: usize = 4_000_000;

/// Arguments of `rolechart raci`.
#[derive(Debug, Args)]
pub struct RaciArgs {
    /// The chart.
    file: PathBuf,
    /// The table to write; its name ends in .csv, .html or .md.
    #[arg(short, long, value_parser = table)]
    output: Target<TableFormat>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
enum TableFormat {
    Csv,
    Html,
    Markdown,
}

fn table(name: &str) -> Result<Target<TableFormat>, String> {
    target(name, &[("csv", TableFormat::Csv), ("html", TableFormat::Html), ("md", TableFormat::Markdown)])
}

/// A table that is too large to be of use, by its rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    rows: usize,
    columns: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [rows, columns, most] = [self.rows, self.columns, MOST_CELLS].map(thousands);
        write!(
            f,
            "The table would have {rows} rows and {columns} columns; at most {most} cells are written. \
             Use rolechart duties for a list instead."
        )
    }
}

impl RaciArgs {
    /// Writes the table, in place of one that was there.
    ///
    /// # Errors
    /// Where the file is no chart, or the table is too large or can't be saved.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let table = Raci::of(&open_telling(&self.file)?);
        let (rows, columns) = table.size();
        if rows.saturating_mul(columns) > MOST_CELLS {
            return Err(CliError::TooLarge(TooLarge { rows, columns }));
        }
        let text = match self.output.format {
            TableFormat::Csv => table.csv(),
            TableFormat::Html => table.html(),
            TableFormat::Markdown => table.markdown(),
        };
        storage::save(&self.output.path, text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
