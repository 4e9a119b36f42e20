//! Text to chart: bytes to text, the `format` number, the frozen types of that format, then the chart.

use std::borrow::Cow;

use super::build::build;
use super::{FORMAT, Location, ReadError, limits, locate, v1};
use crate::model::{Chart, Holder, Problem, ProblemPlace};

/// A problem with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub location: Location,
    /// The role or the position of the opened chart that it is about; none where it is about the chart as a whole.
    pub about: Option<Holder>,
}

impl Located {
    /// Whom and what it is about, for somebody who has the chart before them and not the file, such as
    /// "Ada Byron: reports to".
    #[must_use]
    pub fn place_in_words(&self, chart: &Chart) -> String {
        let whom = self.about.as_ref().and_then(|holder| name_of(chart, holder));
        match (whom, self.field().map(field_in_words)) {
            (Some(whom), Some(field)) => format!("{whom}: {field}"),
            (Some(whom), None) => whom.to_owned(),
            (None, Some(field)) => format!("The chart: {field}"),
            (None, None) => "The chart".to_owned(),
        }
    }

    /// The field of the file that it is about.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self.problem.place {
            ProblemPlace::Chart => None,
            ProblemPlace::ChartField(field)
            | ProblemPlace::Role(_, field)
            | ProblemPlace::Position(_, field)
            | ProblemPlace::Dismissal(_, field) => Some(field),
        }
    }
}

/// A position by its person, its title or its id, whichever it has; a role by its title or its id. Nothing where it is
/// gone.
fn name_of<'a>(chart: &'a Chart, holder: &'a Holder) -> Option<&'a str> {
    let names = match holder {
        Holder::Role(id) => [chart.role(id)?.title.as_str(), "", id.as_str()],
        Holder::Position(id) => {
            let position = chart.position(id)?;
            [position.person.as_str(), chart.title_of(position), id.as_str()]
        }
    };
    names.into_iter().find(|name| !name.trim().is_empty())
}

/// What the window calls a field of the file.
fn field_in_words(field: &'static str) -> &'static str {
    match field {
        "reports_to" => "reports to",
        "dotted_to" => "dotted lines",
        "must_cover" => "must be covered",
        "short" => "label",
        "fields" => "further information",
        "holders" => "dismissed finding",
        other => other,
    }
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
    read_source(&source)
}

/// Reads a chart that this program has written for itself. No limit holds here: what a person has made is never refused.
///
/// # Errors
/// Says where the bytes stop being a chart, and what was expected there.
pub fn read_own(bytes: &[u8]) -> Result<Opened, ReadError> {
    let source = text(bytes)?;
    check_format(&source)?;
    read_source(&source)
}

/// Why a chart's own text would be refused when it is opened; nothing where it would be opened.
#[must_use]
pub fn over_limit(text: &str) -> Option<ReadError> {
    limits::check(text).err()
}

fn read_source(source: &str) -> Result<Opened, ReadError> {
    let file = parse(source)?;
    let comments = locate::comments(source);
    let (chart, problems) = build(file, comments.head);
    let problems = located(source, &chart, problems);
    Ok(Opened { chart, problems, loses_comments: comments.elsewhere })
}

/// The text without a byte order mark, and with the line ends of Rolechart's own files.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let source = std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let byte = error.error_len().and_then(|_| bytes.get(error.valid_up_to()).copied());
        ReadError::not_text(&valid, byte)
    })?;
    Ok(if source.contains("\r\n") { Cow::Owned(with_line_feeds(source)) } else { Cow::Borrowed(source) })
}

/// Ends every line with a line feed alone. A file that came through several programs may have more than one carriage
/// return before it; one that stayed in a comment would be taken for a line's end the next time.
fn with_line_feeds(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => text.extend([line.trim_end_matches('\r'), "\n"]),
            None => text.push_str(line),
        }
    }
    text
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
fn located(source: &str, chart: &Chart, problems: Vec<Problem>) -> Vec<Located> {
    if problems.is_empty() {
        return Vec::new();
    }
    let places: Vec<ProblemPlace> = problems.iter().map(|problem| problem.place).collect();
    let locations = locate::locations(source, &locate::offsets(source, &places));
    let located = |(problem, location): (Problem, Location)| {
        let about = about(chart, problem.place);
        Located { problem, location, about }
    };
    let mut found: Vec<Located> = problems.into_iter().zip(locations).map(located).collect();
    found.sort_by_key(|located| located.location);
    found
}

/// The role or the position that the item of the file's list has become.
fn about(chart: &Chart, place: ProblemPlace) -> Option<Holder> {
    match place {
        ProblemPlace::Chart | ProblemPlace::ChartField(_) | ProblemPlace::Dismissal(..) => None,
        ProblemPlace::Role(index, _) => chart.roles().get(index).map(|role| Holder::Role(role.id.clone())),
        ProblemPlace::Position(index, _) => chart.drafted(index).cloned().map(Holder::Position),
    }
}
