//! `rolechart raci`: the RACI table as a file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::output::{Target, target};
use super::{CliError, open_telling};
use crate::export::Raci;
use crate::storage;

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

impl RaciArgs {
    /// Writes the table, in place of one that was there.
    ///
    /// # Errors
    /// Where the file is no chart, or the table is too large or can't be saved.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let table = Raci::of(&open_telling(&self.file)?)?;
        let text = match self.output.format {
            TableFormat::Csv => table.csv(),
            TableFormat::Html => table.html(),
            TableFormat::Markdown => table.markdown(),
        };
        storage::save(&self.output.path, text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
