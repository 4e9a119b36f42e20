//! Where an answer goes that is a file: its format is known by the end of its name.

use std::path::PathBuf;

/// A file to write, with the format that its name asks for.
#[derive(Clone, Debug)]
pub(super) struct Target<F> {
    /// The file.
    pub(super) path: PathBuf,
    /// What to write.
    pub(super) format: F,
}

/// Takes the name of a file in one of these formats, each with the end of its names.
///
/// # Errors
/// Says which formats there are.
pub(super) fn target<F: Copy>(name: &str, formats: &[(&str, F)]) -> Result<Target<F>, String> {
    let path = PathBuf::from(name);
    let end = path.extension().unwrap_or_default();
    match formats.iter().find(|(known, _)| end.eq_ignore_ascii_case(known)) {
        Some(&(_, format)) => Ok(Target { path, format }),
        None => Err(format!("it can't be written in that format; choose a name that ends in {}", listed(formats))),
    }
}

/// ".csv, .html or .md".
fn listed<F>(formats: &[(&str, F)]) -> String {
    let ends: Vec<String> = formats.iter().map(|(end, _)| format!(".{end}")).collect();
    match ends.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        ends => ends.concat(),
    }
}
