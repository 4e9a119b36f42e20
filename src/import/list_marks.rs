//! What stands before the text of a line in a pasted list: indentation, bullets, numbers. It says how deep the line lies.

/// How deep a line lies; deeper is greater. Only the order means something, for people indent as they please.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Depth {
    /// Headings lie above everything else, by their level.
    is_body: bool,
    /// The level of a heading, or the column at which the text begins.
    column: usize,
    /// Marks at the same column: `**` lies below `*`, `1.2` below `1`, a bullet below none.
    marks: usize,
}

/// A line of a pasted list without its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) depth: Depth,
    /// Never blank; may hold tabs.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// Whether it is a heading of the first level.
    pub(super) fn is_title(&self) -> bool {
        self.depth == Depth { is_body: false, column: 1, marks: 0 }
    }

    /// Whether it is a heading of any level.
    pub(super) fn is_heading(&self) -> bool {
        !self.depth.is_body
    }
}

/// The lines that hold a text.
pub(super) fn marked_lines(text: &str) -> Vec<Line<'_>> {
    let ends_line = |c| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let indented: Vec<(usize, &str)> = text
        .trim_start_matches('\u{feff}')
        .split(ends_line)
        .map(split_indent)
        .filter(|(_, rest)| !rest.is_empty())
        .collect();
    let numbers = Numbers::of(&indented);
    indented.into_iter().filter_map(|(column, rest)| marked_line(column, rest, numbers)).collect()
}

fn marked_line(column: usize, rest: &str, numbers: Numbers) -> Option<Line<'_>> {
    let (depth, text) = if let Some((level, text)) = heading(rest) {
        (Depth { is_body: false, column: level, marks: 0 }, text)
    } else {
        let (bullets, rest) = bullet(rest).unwrap_or((0, rest));
        let (parts, text) = number(rest, numbers).unwrap_or((0, rest));
        (Depth { is_body: true, column, marks: bullets.max(parts) }, text)
    };
    let text = text.trim();
    (!text.is_empty()).then_some(Line { depth, text })
}

/// The column at which the text begins, and the text. The lines of a drawn tree count as blanks.
fn split_indent(line: &str) -> (usize, &str) {
    const TAB: usize = 4;
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '│' | '├' | '└' | '─');
    let rest = line.trim_start_matches(is_blank);
    let indent = line[..line.len() - rest.len()].chars();
    let column = indent.fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 });
    (column, rest.trim_end())
}

/// A Markdown heading: its level, and its text without the closing marks.
fn heading(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && rest.starts_with(char::is_whitespace);
    is_heading.then(|| (level, rest.trim_end_matches('#')))
}

/// A bullet or a row of them, followed by a blank: how many levels it stands for, and what follows.
///
/// Word processors draw each level with a sign of its own, and lose the indentation when they copy plain text.
fn bullet(text: &str) -> Option<(usize, &str)> {
    let sign = text.chars().next()?;
    let rest = text.trim_start_matches(sign);
    let count = (text.len() - rest.len()) / sign.len_utf8();
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let levels = match sign {
        '-' | '*' | '+' if is_apart => count,
        '–' | '—' | '·' if is_apart => 1,
        '•' | '‣' | '●' | '➢' | '\u{f0b7}' => 1,
        '◦' | '○' => 2,
        'o' if count == 1 && rest.starts_with('\t') => 2,
        '▪' | '■' | '\u{f0a7}' => 3,
        '§' if is_apart => 3,
        _ => return None,
    };
    Some((levels, without_checkbox(rest.trim_start())))
}

fn without_checkbox(text: &str) -> &str {
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|checkbox| text.strip_prefix(checkbox)).unwrap_or(text)
}

/// What may be a number before a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Only what can hardly be anything else: `1. `, `1) `, `1.2. `, `(1) `, `a) `.
    Certain,
    /// Also what may be text elsewhere: `1.2 `, `a. `, and any of them without a blank behind.
    Likely,
}

impl Numbers {
    /// A number that would be doubtful on its own is likely one where every line has one.
    fn of(lines: &[(usize, &str)]) -> Self {
        let has_number = |rest: &str| number(bullet(rest).map_or(rest, |(_, rest)| rest), Self::Likely).is_some();
        if lines.len() > 1 && lines.iter().all(|(_, rest)| has_number(rest)) { Self::Likely } else { Self::Certain }
    }
}

/// A number or a letter that counts lines: how many parts it has (`1.2` has two), and what follows.
/// An initial, as in "A. Byron", is none, nor is a quantity, as in "3 analysts".
fn number(text: &str, numbers: Numbers) -> Option<(usize, &str)> {
    const MOST_DIGITS: usize = 3;
    let inner = text.strip_prefix('(').unwrap_or(text);
    let in_brackets = inner.len() < text.len();
    let is_in_label = |c: char| c.is_ascii_digit() || c == '.';
    let by_letter = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let label = &inner[..if by_letter { 1 } else { inner.find(|c| !is_in_label(c)).unwrap_or(inner.len()) }];
    let parts = label.trim_end_matches('.').split('.');
    let is_counted = by_letter || parts.clone().all(|part| (1..=MOST_DIGITS).contains(&part.len()));
    let rest = &inner[label.len()..];
    let is_small_letter = label.starts_with(|c: char| c.is_ascii_lowercase());
    let likely = numbers == Numbers::Likely;
    let (is_ended, rest) = match rest.chars().next() {
        Some(')') => (true, &rest[1..]),
        Some('.') if by_letter => (likely && is_small_letter, &rest[1..]),
        _ => (!by_letter && (label.ends_with('.') || likely && label.contains('.')), rest),
    };
    let is_closed = !in_brackets || inner[label.len()..].starts_with(')');
    let is_apart = rest.starts_with(char::is_whitespace) || likely && !rest.is_empty();
    (is_counted && is_ended && is_closed && is_apart).then(|| (parts.count(), rest.trim_start()))
}
