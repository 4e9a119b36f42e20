//! `rolechart review`: what a person may want to look at in the responsibilities of a chart.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{CliError, open_telling, write_json};
use crate::analysis::{self, Rule};
use crate::export::one_line;
use crate::model::Holder;
use crate::model::thousands;

/// The exit code where something is open.
const SOMETHING_IS_OPEN: u8 = 1;

/// Arguments of `rolechart review`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit code: 0 where nothing was found or everything found is dismissed in the chart, 1 where something is open, 2 where \
the file can't be read.

As text, the open findings stand under their rules, and the dismissed ones are only counted. As JSON, they are all there.")]
pub struct ReviewArgs {
    /// The chart.
    file: PathBuf,
    /// Write one JSON array instead of lines.
    #[arg(long)]
    json: bool,
}

/// A finding in the answer. The names of the fields are those of the JSON.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    kind: &'static str,
    message: &'a str,
    holders: Vec<&'a str>,
    responsibilities: &'a [String],
    dismissed: Option<&'a str>,
}

impl<'a> From<&'a analysis::Finding> for Finding<'a> {
    fn from(finding: &'a analysis::Finding) -> Self {
        Self {
            kind: finding.rule.kind().word(),
            message: &finding.message,
            holders: finding.holders.iter().map(Holder::id).collect(),
            responsibilities: &finding.responsibilities,
            dismissed: finding.dismissed.as_deref(),
        }
    }
}

impl ReviewArgs {
    /// Writes the findings to the standard output. The exit code is 1 where one of them is not dismissed.
    ///
    /// # Errors
    /// Where the file is no chart, or the answer can't be written.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let chart = open_telling(&self.file)?;
        let findings = analysis::review(&chart, &|| false).map(|review| review.findings).unwrap_or_default();
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            write_json(&mut out, &findings.iter().map(Finding::from).collect::<Vec<_>>())?;
        } else {
            write_text(&mut out, &findings)?;
        }
        out.flush()?;
        let is_anything_open = findings.iter().any(is_open);
        Ok(if is_anything_open { ExitCode::from(SOMETHING_IS_OPEN) } else { ExitCode::SUCCESS })
    }
}

fn is_open(finding: &analysis::Finding) -> bool {
    finding.dismissed.is_none()
}

/// The open findings under their rules, then how many are dismissed.
fn write_text(out: &mut impl Write, findings: &[analysis::Finding]) -> io::Result<()> {
    for rule in Rule::ALL {
        let open: Vec<_> = findings.iter().filter(|finding| finding.rule == rule && is_open(finding)).collect();
        if !open.is_empty() {
            writeln!(out, "{}: {} ({})", rule.kind().label(), rule.label(), thousands(open.len()))?;
            for finding in open {
                writeln!(out, "    {}", one_line(&finding.message))?;
            }
            writeln!(out)?;
        }
    }
    let dismissed = findings.iter().filter(|finding| !is_open(finding)).count();
    writeln!(out, "{} open, {} dismissed", thousands(findings.len() - dismissed), thousands(dismissed))
}

#[cfg(test)]
mod tests {
    use super::write_text;
    use crate::analysis::{Finding, Rule};

    fn finding((rule, message, dismissed): (Rule, &str, Option<&str>)) -> Finding {
        Finding {
            rule,
            message: message.to_owned(),
            holders: Vec::new(),
            responsibilities: Vec::new(),
            likeness: None,
            dismissed: dismissed.map(str::to_owned),
        }
    }

    #[test]
    fn findings_stand_under_their_rules_and_dismissed_ones_are_counted() {
        let (same, long) = (Rule::SameDuty, Rule::TooLong);
        for (findings, text) in [
            (&[][..], "0 open, 0 dismissed\n"),
            (&[(same, "a", Some("fine"))], "0 open, 1 dismissed\n"),
            (
                &[(long, "c", None), (same, "a", None), (same, "x", Some("")), (same, "b\nb", None)],
                "Overlaps: The same duty (2)\n    a\n    b b\n\nWording: Too long (1)\n    c\n\n3 open, 1 dismissed\n",
            ),
        ] {
            let found: Vec<Finding> = findings.iter().copied().map(finding).collect();
            let mut out = Vec::new();
            write_text(&mut out, &found).expect("memory can be written");
            assert_eq!(String::from_utf8_lossy(&out), text, "{findings:?}");
        }
    }
}
