//! `rolechart duties`: every responsibility with everyone who holds it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{CliError, open_telling, write_json};
use crate::analysis::{Holding, Register, Row};
use crate::export::{one_line, position_name, role_name};
use crate::model::{Chart, Holder};

/// Arguments of `rolechart duties`.
#[derive(Debug, Args)]
pub struct DutiesArgs {
    /// The chart.
    file: PathBuf,
    /// Write one JSON array instead of lines.
    #[arg(long)]
    json: bool,
}

/// A responsibility in the answer. The names of the fields are those of the JSON.
#[derive(Debug, Serialize)]
struct Duty<'a> {
    responsibility: &'a str,
    holders: Vec<DutyHolder<'a>>,
}

/// Who holds a responsibility.
#[derive(Debug, Serialize)]
struct DutyHolder<'a> {
    kind: &'static str,
    id: &'a str,
    name: String,
    involvement: &'static str,
}

impl DutiesArgs {
    /// Writes the responsibilities to the standard output. As text, there is a line for each holder of each of them:
    /// responsibility, involvement, name, and kind with id, with tabs between, so that `grep` finds and `cut` cuts.
    ///
    /// # Errors
    /// Where the file is no chart, or the answer can't be written.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let chart = open_telling(&self.file)?;
        let register = Register::of(&chart);
        let duties = register.rows().iter().map(|row| Duty::new(&chart, row));
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            write_json(&mut out, &duties.collect::<Vec<_>>())?;
        } else {
            for duty in duties {
                duty.write_lines(&mut out)?;
            }
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

impl<'a> Duty<'a> {
    fn new(chart: &Chart, row: &'a Row) -> Self {
        let holders = row.holdings.iter().map(|holding| DutyHolder::new(chart, holding)).collect();
        Self { responsibility: &row.text, holders }
    }

    fn write_lines(&self, out: &mut impl Write) -> io::Result<()> {
        let text = one_line(self.responsibility);
        for DutyHolder { kind, id, name, involvement } in &self.holders {
            writeln!(out, "{text}\t{involvement}\t{}\t{kind} {id}", one_line(name))?;
        }
        Ok(())
    }
}

impl<'a> DutyHolder<'a> {
    fn new(chart: &Chart, holding: &'a Holding) -> Self {
        let (kind, name) = match &holding.holder {
            Holder::Role(id) => ("role", chart.role(id).map(|role| role_name(role).to_owned())),
            Holder::Position(id) => ("position", chart.position(id).map(|position| position_name(chart, position))),
        };
        let (id, involvement) = (holding.holder.id(), holding.involvement.word());
        Self { kind, id, name: name.unwrap_or_default(), involvement }
    }
}
