//! Why a file can't be read: where, what was found, what was expected, and the line itself.

use std::fmt;
use std::ops::Range;

use ron::error::{Error as Ron, SpannedError};

use super::locate::{self, Begun, Token, Unfinished};
use super::suggest::suggest;
use super::{FORMAT, Location};
use crate::model::hidden::{self, stand_in};

/// What kind of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// The bytes are no UTF-8 text.
    NotText,
    /// The file is empty, or something else than a chart.
    NotAChart,
    /// The file is meant to be a chart, and is written wrongly or cut off.
    Syntax,
    /// The file was made by a newer Rolechart.
    NewerFormat,
    /// The file holds more than is opened: see the limits of [`format`](super).
    OverLimit,
}

/// Why a file can't be read as a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What kind of refusal it is.
    pub kind: ReadErrorKind,
    /// Where; none where it is about the file as a whole.
    pub location: Option<Location>,
    /// What was found and what was expected, in one line.
    pub message: String,
    excerpt: Option<Excerpt>,
}

impl ReadError {
    /// What the file has there, in short; empty where there is nothing to show.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        self.excerpt.as_ref().map_or("", |excerpt| excerpt.line.trim())
    }

    /// A short name for machines, such as `syntax`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::NotText => "not-text",
            ReadErrorKind::NotAChart => "not-a-chart",
            ReadErrorKind::Syntax => "syntax",
            ReadErrorKind::NewerFormat => "newer-format",
            ReadErrorKind::OverLimit => "over-limit",
        }
    }

    /// `name:line:column: message`, then the line and a caret under the place.
    #[must_use]
    pub fn in_file(&self, name: &str) -> String {
        self.told(name, "")
    }

    /// As [`in_file`](Self::in_file), with a word such as `error` before the message.
    #[must_use]
    pub fn with_severity(&self, name: &str, severity: &str) -> String {
        self.told(name, &format!("{severity}: "))
    }

    fn told(&self, name: &str, before: &str) -> String {
        let message = &self.message;
        let place = self.location.map(|Location { line, column }| format!(":{line}:{column}")).unwrap_or_default();
        let head = format!("{}{place}: {before}{message}", hidden::visible(name));
        match &self.excerpt {
            Some(Excerpt { line, caret }) if !line.is_empty() => format!("{head}\n    {line}\n    {caret}"),
            _ => head,
        }
    }

    /// An error about the bytes from `offset` on.
    fn at(kind: ReadErrorKind, source: &str, offset: usize, message: String) -> Self {
        let location = Some(locate::location(source, offset));
        Self { kind, location, message, excerpt: Some(Excerpt::around(source, offset)) }
    }

    fn syntax(source: &str, offset: usize, message: impl Into<String>) -> Self {
        Self::at(ReadErrorKind::Syntax, source, offset, message.into())
    }

    /// The bytes stop being text behind `valid`.
    pub(super) fn not_text(valid: &str, byte: Option<u8>) -> Self {
        let found = byte.map_or_else(|| "an unfinished character".to_owned(), |byte| format!("the byte 0x{byte:02X}"));
        let message = format!(
            "found {found}, expected UTF-8 text; if this is a chart, save it as UTF-8 in the program it came from"
        );
        Self::at(ReadErrorKind::NotText, valid, valid.len(), message)
    }

    /// The file doesn't begin as a chart does; none where it does.
    pub(super) fn not_a_chart(source: &str) -> Option<Self> {
        let refuse = |offset, message| Some(Self::at(ReadErrorKind::NotAChart, source, offset, message));
        match locate::first_token(source) {
            None => {
                let what = if source.is_empty() { "the file is empty" } else { "the file holds no chart" };
                refuse(0, format!("{what}; expected one, which begins with Chart("))
            }
            Some((_, Token::Word("Chart") | Token::Open(b'(') | Token::Mark(b'#'))) => None,
            Some((range, Token::Word(word))) if source[range.end..].trim_start().starts_with('(') => {
                refuse(range.start, format!("found {}(, expected Chart(", shortened(word)))
            }
            Some((range, _)) => {
                let found = found_at(source, range.start);
                refuse(range.start, format!("this is no Rolechart chart: found {found}, expected Chart("))
            }
        }
    }

    /// The file was made by a newer Rolechart.
    pub(super) fn newer(source: &str, number: Range<usize>) -> Self {
        let message = format!(
            "made by a newer Rolechart (format {}; this one reads up to {FORMAT}); \
             update Rolechart to open it; the file was left as it is",
            shortened(&source[number.clone()])
        );
        Self::at(ReadErrorKind::NewerFormat, source, number.start, message)
    }

    /// The file holds too much of something, the first of it at `offset`.
    pub(super) fn over_limit(source: &str, offset: usize, message: String) -> Self {
        Self::at(ReadErrorKind::OverLimit, source, offset, message)
    }

    /// The format number is none.
    pub(super) fn bad_format(source: &str, number: Range<usize>) -> Self {
        let message =
            format!("found format {}, expected a number from 1 to {FORMAT}", shortened(&source[number.clone()]));
        Self::syntax(source, number.start, message)
    }

    /// What the parser says, in our words.
    pub(super) fn from_ron(source: &str, error: &SpannedError) -> Self {
        let offset = offset_of(source, error);
        let is_at_end = source[offset..].trim_end().is_empty();
        let is_unclosed = matches!(error.code, Ron::Eof | Ron::ExpectedStringEnd | Ron::UnclosedBlockComment);
        let unfinished = if is_at_end || is_unclosed { locate::unfinished(source) } else { None };
        if let Some(unfinished) = unfinished {
            return Self::unfinished(source, &unfinished);
        }
        let offset = offset - length_before(source, offset, &error.code);
        Self::syntax(source, offset, message(source, offset, &error.code))
    }

    fn unfinished(source: &str, &Unfinished { ref what, start }: &Unfinished<'_>) -> Self {
        const CUT: &str = "; it may have been cut off";
        const ENDS: &str = "the file ends in the middle of";
        let what = match what {
            Begun::Text => {
                return Self::syntax(source, start, format!("{ENDS} this text{CUT}, or a closing quote is missing"));
            }
            Begun::Comment => {
                return Self::syntax(source, start, format!("{ENDS} this comment{CUT}, or its */ is missing"));
            }
            Begun::Bracket("", bracket) => format!("the {bracket}"),
            Begun::Bracket(name, '(') => format!("{}(", shortened(name)),
            Begun::Bracket(name, bracket) => format!("{}: {bracket}", shortened(name)),
        };
        let begun = locate::location(source, start).line;
        let end = source.trim_end().len();
        Self::syntax(source, end, format!("{ENDS} {what} of line {begun}{CUT}"))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.location {
            Some(Location { line, column }) => write!(f, "line {line}, column {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ReadError {}

/// The byte at which the parser stopped.
fn offset_of(source: &str, error: &SpannedError) -> usize {
    let line_start = match error.span.end.line {
        0 | 1 => 0,
        line => source.match_indices('\n').nth(line - 2).map_or(source.len(), |(end, _)| end + 1),
    };
    let column = error.span.end.col.saturating_sub(1);
    source[line_start..].char_indices().nth(column).map_or(source.len(), |(offset, _)| line_start + offset)
}

/// The parser stops behind a name that it doesn't know, a number that it can't take, an escape that is none: how far
/// their beginning lies back.
fn length_before(source: &str, offset: usize, code: &Ron) -> usize {
    let found = match code {
        Ron::NoSuchStructField { found, .. }
        | Ron::NoSuchEnumVariant { found, .. }
        | Ron::ExpectedDifferentStructName { found, .. } => found.as_str(),
        Ron::DuplicateStructField { field, .. } => field,
        Ron::IntegerOutOfBounds => {
            return source[..offset].bytes().rev().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
        }
        Ron::InvalidEscape(_) => return source[..offset].rfind('\\').map_or(0, |backslash| offset - backslash),
        _ => return 0,
    };
    if source[..offset].ends_with(found) { found.len() } else { 0 }
}

/// The parser's error in words for somebody who edits a chart by hand.
fn message(source: &str, offset: usize, code: &Ron) -> String {
    match code {
        Ron::NoSuchStructField { expected, found, outer } => {
            let holder = outer.as_deref().unwrap_or("this");
            unknown(&format!("{holder} has no field {}", shortened(found)), found, expected)
        }
        Ron::NoSuchEnumVariant { expected, found, .. } => {
            unknown(&format!("found the unknown word {}", shortened(found)), found, expected)
        }
        Ron::MissingStructField { field, outer } => {
            format!("{} lacks the field {field}", outer.as_deref().unwrap_or("this"))
        }
        Ron::DuplicateStructField { field, .. } => format!("the field {field} stands here twice"),
        Ron::ExpectedDifferentStructName { expected, found } => {
            format!("found {}, expected {expected}(", shortened(found))
        }
        Ron::InvalidValueForType { expected, found } => format!("found {found}, expected {expected}"),
        Ron::ExpectedDifferentLength { expected, found } => {
            format!("found {found} values, expected {expected}")
        }
        Ron::InvalidEscape(_) => {
            let found: String = source[offset..].chars().take(2).map(visible).collect();
            format!(r#"found {found}, expected an escape such as \", \n or \u{{e9}}, or \\ for a backslash itself"#)
        }
        Ron::ExceededRecursionLimit => "brackets are nested too deep to be a chart".to_owned(),
        code => match expectation(code) {
            Some(expected) => format!("found {}, expected {expected}", found_at(source, offset)),
            None => lower_first(&code.to_string()),
        },
    }
}

fn unknown(what: &str, found: &str, expected: &[&'static str]) -> String {
    match suggest(found, expected) {
        Some(meant) => format!("{what}, did you mean {meant}?"),
        None => format!("{what}, expected one of {}", expected.join(", ")),
    }
}

/// What should have come, where the parser says no more than that.
fn expectation(code: &Ron) -> Option<String> {
    let fixed = match code {
        Ron::ExpectedArray => "a list, which begins with [",
        Ron::ExpectedArrayEnd => "a comma or ]",
        Ron::ExpectedBoolean => "true or false",
        Ron::ExpectedComma => "a comma",
        Ron::ExpectedInteger | Ron::InvalidIntegerDigit { .. } | Ron::UnderscoreAtBeginning => "a whole number",
        Ron::ExpectedMapColon => "a colon",
        Ron::ExpectedStructLike => "(",
        Ron::ExpectedStructLikeEnd => "a comma or )",
        Ron::ExpectedString => "a text in double quotes",
        Ron::ExpectedStringEnd => "a closing quote",
        Ron::ExpectedIdentifier | Ron::InvalidIdentifier(_) | Ron::SuggestRawIdentifier(_) => "a name",
        Ron::IntegerOutOfBounds => "a smaller number; a grid has at most 255 columns",
        Ron::TrailingCharacters => "nothing more behind the chart's closing )",
        Ron::UnexpectedChar(_) => "a comment, which begins with //",
        Ron::ExpectedNamedStructLike(name) => return Some(format!("{name}(")),
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// What stands at a place, named so that it can be found by eye.
fn found_at(source: &str, offset: usize) -> String {
    let rest = source[offset..].trim_start();
    match locate::first_token(rest) {
        None => "the end of the file".to_owned(),
        Some((range, Token::Text { .. })) => shortened(&rest[range]),
        Some((range, Token::Word(word))) if range.start == 0 => shortened(word),
        Some(_) => rest.chars().next().map_or_else(String::new, |found| visible(found).to_string()),
    }
}

/// A piece of the file for use in a message: short, and on one line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let shown: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() { shown + "…" } else { shown }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The character as it may be shown in one line.
fn visible(found: char) -> char {
    match found {
        '\t' | '\n' => ' ',
        _ => stand_in(found),
    }
}

/// A line of the file, or the part of a long line around the place, and a caret that stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Excerpt {
    line: String,
    caret: String,
}

impl Excerpt {
    /// How many characters are shown before the place and behind it.
    const BEFORE: usize = 60;
    const BEHIND: usize = 40;

    fn around(source: &str, offset: usize) -> Self {
        let start = source[..offset].rfind('\n').map_or(0, |end| end + 1);
        let before = &source[start..offset];
        let behind = source[offset..].split('\n').next().unwrap_or_default();
        let shown_from = before.char_indices().rev().nth(Self::BEFORE - 1).map_or(0, |(at, _)| at);
        let shown_until = behind.char_indices().nth(Self::BEHIND).map_or(behind.len(), |(at, _)| at);
        let mut line = String::from(if shown_from > 0 { "…" } else { "" });
        line.extend(before[shown_from..].chars().map(visible));
        let caret = line.chars().filter_map(blank).chain(['^']).collect();
        line.extend(behind[..shown_until].chars().map(visible));
        line.push_str(if shown_until < behind.len() { "…" } else { "" });
        Self { line, caret }
    }
}

/// The space that is as wide as a character where text has a fixed pitch: none for marks that stand on another
/// character, two columns for those of East Asia.
const fn blank(shown: char) -> Option<char> {
    let takes_no_room = matches!(shown, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let is_wide = matches!(
        shown,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}'
    );
    match (takes_no_room, is_wide) {
        (true, _) => None,
        (false, true) => Some('\u{3000}'),
        (false, false) => Some(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caret_of(source: &str, offset: usize) -> (String, String) {
        let Excerpt { line, caret } = Excerpt::around(source, offset);
        (line, caret)
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        for (source, offset, line, caret) in [
            ("ab\ncd, ef\ngh", 7, "cd, ef", "    ^"),
            ("\tx", 1, " x", " ^"),
            ("漢字x", 6, "漢字x", "\u{3000}\u{3000}^"),
            ("e\u{301}x", 3, "e\u{301}x", " ^"),
            ("", 0, "", "^"),
            ("a\u{202e}b", 4, "a·b", "  ^"),
        ] {
            assert_eq!(caret_of(source, offset), (line.to_owned(), caret.to_owned()), "in {source:?}");
        }
    }

    #[test]
    fn a_long_line_is_shortened_around_the_place() {
        let source = format!("{}X{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let (line, caret) = caret_of(&source, 1_000_000);
        assert!(line.chars().count() < 110, "the line is short: {line}");
        assert_eq!(line.chars().nth(caret.chars().count() - 1), Some('X'), "the caret stands under the X");
        assert!(line.starts_with('…') && line.ends_with('…'), "both cuts are marked: {line}");
    }
}
