//! `rolechart sheet`: the description of a position or of a role.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::lookup::find;
use super::output::{Target, target};
use super::{CliError, open_telling};
use crate::export::Sheet;
use crate::model::Holder;
use crate::storage;

/// Arguments of `rolechart sheet`.
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// The chart.
    file: PathBuf,
    /// The id of a position or a role, the title of a role, or the name of a person.
    #[arg(value_name = "ID|ROLE|PERSON")]
    subject: String,
    /// The sheet to write; its name ends in .md or .html. Without it, Markdown goes to the standard output.
    #[arg(short, long, value_parser = page)]
    output: Option<Target<PageFormat>>,
}

/// How a sheet is written.
#[derive(Clone, Copy, Debug)]
enum PageFormat {
    Markdown,
    Html,
}

fn page(name: &str) -> Result<Target<PageFormat>, String> {
    target(name, &[("md", PageFormat::Markdown), ("html", PageFormat::Html)])
}

impl SheetArgs {
    /// Writes the sheet, in place of one that was there.
    ///
    /// # Errors
    /// Where the file is no chart, nothing or several things in it are meant, or the sheet can't be saved.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let chart = open_telling(&self.file)?;
        let holder = find(&chart, &self.subject).map_err(|error| error.in_file(&self.file))?;
        let sheet = match &holder {
            Holder::Role(id) => Sheet::of_role(&chart, id),
            Holder::Position(id) => Sheet::of_position(&chart, id),
        };
        // What was found in a chart has a sheet.
        let Some(sheet) = sheet else { return Ok(ExitCode::SUCCESS) };
        match self.output {
            None => io::stdout().lock().write_all(sheet.markdown().as_bytes())?,
            Some(Target { path, format: PageFormat::Markdown }) => storage::save(&path, sheet.markdown().as_bytes())?,
            Some(Target { path, format: PageFormat::Html }) => storage::save(&path, sheet.html().as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
