//! `rolechart new`: a chart to begin with.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::CliError;
use crate::starter;
use crate::storage::{Expected, RealDisk, Saving, checked_text};

/// Arguments of `rolechart new`.
#[derive(Debug, Args)]
pub struct New {
    /// The file to make, such as team.chart.ron; one that is there already is left alone.
    out: PathBuf,
    /// What the chart begins as.
    #[arg(long, value_enum, default_value_t)]
    template: Template,
}

/// What a new chart begins as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// A director, managers, analysts and project managers, with their responsibilities.
    #[default]
    ItDepartment,
    /// The library of roles, and no positions.
    Empty,
}

impl New {
    /// Makes the file.
    ///
    /// # Errors
    /// Where something of that name is there already, or can't be saved.
    pub fn run(self) -> Result<ExitCode, CliError> {
        // A symlink counts as something, even where it leads nowhere.
        if self.out.symlink_metadata().is_ok() {
            return Err(CliError::Exists(self.out));
        }
        let chart = match self.template {
            Template::ItDepartment => starter::it_department(),
            Template::Empty => starter::empty(),
        };
        let text = checked_text(&self.out, &chart)?;
        // Another program may make one in this very moment.
        Saving { expected: Expected::Nothing, ..Saving::new(&self.out, text.as_bytes()) }.on(&RealDisk)?;
        Ok(ExitCode::SUCCESS)
    }
}
