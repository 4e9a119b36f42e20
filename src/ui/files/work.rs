//! What threads do with files. Every refusal comes back as words for the person.

use std::collections::HashSet;
use std::path::Path;

use super::{Consent, Held, Read, Replaced};
use crate::diff::{self, Summary};
use crate::format;
use crate::layout::{self, Duties};
use crate::model::{Chart, Edit};
use crate::storage::{self, Expected, Loaded, Previous, RealDisk, SaveError, Saved, Saving, Watched};
use crate::theme::Palette;
use crate::{display_list, export};

/// Reads a chart.
pub(crate) fn read(path: &Path) -> Result<Read, String> {
    parse(path, storage::load(path).map_err(|error| error.to_string())?)
}

/// Makes a chart of what was in a file.
pub(crate) fn parse(path: &Path, loaded: Loaded) -> Result<Read, String> {
    let Loaded { bytes, fingerprint } = loaded;
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    match format::read(&bytes) {
        Ok(opened) => Ok(Read { opened, fingerprint }),
        Err(error) => Err(without_caret(&error.in_file(&name))),
    }
}

/// A message without the line of its caret, which means something only where all letters are equally wide.
fn without_caret(message: &str) -> String {
    let is_caret = |line: &str| line.contains('^') && line.chars().all(|c| " |^".contains(c));
    message.lines().filter(|line| !is_caret(line)).collect::<Vec<_>>().join("\n")
}

/// What makes the chart of a file of the one that is open.
pub(super) fn edits(mine: &Chart, read: &Result<Read, String>) -> Vec<Edit> {
    read.as_ref().map(|read| diff::edits(mine, &read.opened.chart)).unwrap_or_default()
}

/// What a previous version holds, and how it differs from the chart that is open.
pub(super) fn held(file: &Path, mine: &Chart) -> Result<Held, String> {
    let chart = read(file)?.opened.chart;
    let differs = Summary::of(&diff::differences(mine, &chart));
    Ok(Held { positions: chart.len(), differs })
}

/// Whether two names lead to the same file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    let resolved = |path: &Path| path.canonicalize().ok();
    a == b || resolved(a).is_some_and(|a| Some(a) == resolved(b))
}

/// What may be replaced where a chart is to be saved: of the file behind it, only what is known.
pub(super) fn expected(path: &Path, behind: Option<&Watched>, consent: Consent) -> Expected {
    match behind.filter(|behind| is_same_file(&behind.path, path)) {
        _ if consent.replaces == Replaced::Anything => Expected::Anything,
        Some(behind) => Expected::This(behind.known),
        None if consent.replaces == Replaced::Nothing => Expected::Nothing,
        None => Expected::Anything,
    }
}

/// Writes a chart, and keeps what the file held.
pub(super) fn save(
    path: &Path,
    chart: &Chart,
    expected: Expected,
    previous: Option<&Previous>,
    consent: Consent,
) -> Result<Saved, SaveError> {
    let text = storage::checked_text(path, chart)?;
    let saving = Saving {
        expected,
        previous,
        keeps_version: true,
        needs_copy: expected == Expected::Anything || consent.to_replace_read_only,
        replaces_read_only: consent.to_replace_read_only,
        ..Saving::new(path, text.as_bytes())
    };
    saving.on(&RealDisk)
}

/// Writes a picture of the whole chart. Pictures are always light, and nothing is folded in them.
pub(super) fn save_picture(path: &Path, chart: &Chart, duties: Duties) -> Result<(), String> {
    let nothing_folded = HashSet::new();
    let options = layout::Options { direction: chart.direction(), duties, folded: &nothing_folded };
    let laid_out = layout::lay_out(chart, &options);
    let list = display_list::display_list(chart, &laid_out, &Palette::LIGHT);
    let picture = export::svg(&list, chart.title());
    storage::save(path, picture.as_bytes()).map_err(|error| error.to_string())
}

/// Makes a text for a path's ending, and writes it; or says that the ending stands for no text.
pub(super) fn save_text(path: &Path, make: impl FnOnce(&str) -> Option<Result<String, String>>) -> Result<(), String> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let nothing = || Err(format!("Nothing is written as .{ending}: choose another ending."));
    let text = make(&ending).unwrap_or_else(nothing)?;
    storage::save(path, text.as_bytes()).map_err(|error| error.to_string())
}
