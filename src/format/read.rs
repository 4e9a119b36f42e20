//! Text to chart: bytes to text, the `format` number, the frozen types of that format, then the chart.

use std::borrow::Cow;

use super::build::build;
use super::{FORMAT, Location, ReadError, limits, locate, v1};
use crate::model::{Chart, Problem, ProblemPlace};

/// A problem with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub location: Location,
}

/// A chart out of a file.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The chart; where the file has problems, a safe reading of it.
    pub chart: Chart,
    /// What couldn't be taken as it stands, and notes, in the order of the file.
    pub problems: Vec<Located>,
    /// Whether saving loses comments: only those at the head of the file have a place in a chart.
    pub loses_comments: bool,
}

/// Reads a chart.
///
/// # Errors
/// Says where the bytes stop being a chart, and what was expected there; or which limit of this module they break.
pub fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    let source = text(bytes)?;
    check_format(&source)?;
    limits::check(&source)?;
    let file = parse(&source)?;
    let comments = locate::comments(&source);
    let (chart, problems) = build(file, comments.head);
    Ok(Opened { chart, problems: located(&source, problems), loses_comments: comments.elsewhere })
}

/// The text without a byte order mark, and with the line ends of Rolechart's own files.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let source = std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let byte = error.error_len().and_then(|_| bytes.get(error.valid_up_to()).copied());
        ReadError::not_text(&valid, byte)
    })?;
    Ok(if source.contains("\r\n") { Cow::Owned(source.replace("\r\n", "\n")) } else { Cow::Borrowed(source) })
}

/// Looks at `format` before anything else: a newer file may hold what this version can't even parse.
fn check_format(source: &str) -> Result<(), ReadError> {
    if let Some(error) = ReadError::not_a_chart(source) {
        return Err(error);
    }
    let Some((word, range)) = locate::format_number(source) else {
        // The parser will say that the field is missing, or what is wrong before it.
        return Ok(());
    };
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    match word.parse::<u32>() {
        Ok(1..=FORMAT) => Ok(()),
        Ok(number) if number > FORMAT => Err(ReadError::newer(source, range)),
        // Digits that don't fit a number are a large one.
        Err(_) if is_number => Err(ReadError::newer(source, range)),
        _ => Err(ReadError::bad_format(source, range)),
    }
}

/// The newest format's types out of a text of any format. A second format is matched on here, and its predecessor's
/// types are lifted to it by a `From` that stands beside them.
fn parse(source: &str) -> Result<v1::Chart, ReadError> {
    ron::from_str(source).map_err(|error| ReadError::from_ron(source, &error))
}

/// Finds the problems in the file, and puts them in its order.
fn located(source: &str, problems: Vec<Problem>) -> Vec<Located> {
    if problems.is_empty() {
        return Vec::new();
    }
    let places: Vec<ProblemPlace> = problems.iter().map(|problem| problem.place).collect();
    let locations = locate::locations(source, &locate::offsets(source, &places));
    let mut found: Vec<Located> =
        problems.into_iter().zip(locations).map(|(problem, location)| Located { problem, location }).collect();
    found.sort_by_key(|located| located.location);
    found
}
