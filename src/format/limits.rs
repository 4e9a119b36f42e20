//! What a file may hold at most. Whoever opens a file from a stranger gets a chart or a refusal soon, and never a
//! computer that stands still.
//!
//! One pass of the scanner looks for what is too much before anything is parsed. It takes a small part of the time that
//! parsing takes, and is left out where a file is too small to hold too much of anything.

use super::locate::{Token, Tokens};
use super::{MAX_ROLES, ReadError};
use crate::model::thousands;

/// How many positions a file may have.
pub const MAX_POSITIONS: usize = 1_000_000;

/// How many entries any other list may have, such as the responsibilities of a role or what must be covered.
pub const MAX_ENTRIES: usize = 100_000;

/// How many characters a text may have. Ids have a smaller limit of their own.
pub const MAX_TEXT_CHARS: usize = 1_000_000;

/// How deep brackets may be nested. A chart nests them five deep.
pub const MAX_NESTING: usize = 64;

/// No file of fewer bytes breaks a limit that the parser doesn't have itself: an entry takes three at least.
const SMALLEST_SUSPECT: usize = 3 * MAX_ROLES;

/// Refuses what holds too much.
///
/// # Errors
/// Names the first limit that is broken, the place, and what to do.
pub(super) fn check(source: &str) -> Result<(), ReadError> {
    if source.len() < SMALLEST_SUSPECT {
        return Ok(());
    }
    let mut pass = Pass::default();
    let mut tokens = Tokens::new(source);
    let excess = tokens.find_map(|(range, token)| pass.take(&source[range.clone()], token).map(|it| (range.start, it)));
    excess.map_or(Ok(()), |(offset, excess)| Err(ReadError::over_limit(source, offset, excess.message())))
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Excess<'a> {
    Positions,
    Roles,
    Entries(&'a str),
    Characters,
    Nesting,
}

impl Excess<'_> {
    fn message(self) -> String {
        match self {
            Self::Positions => format!(
                "this is one position more than the {} that are opened; divide the chart into several files",
                thousands(MAX_POSITIONS)
            ),
            Self::Roles => format!(
                "this is one role more than the {} that are opened; take out those that no position has",
                thousands(MAX_ROLES)
            ),
            Self::Entries(list) => {
                let list = if list.is_empty() { "this list" } else { list };
                format!("{list} has more than the {} entries that are opened; take some out", thousands(MAX_ENTRIES))
            }
            Self::Characters => format!(
                "this text has more than the {} characters that are opened; shorten it",
                thousands(MAX_TEXT_CHARS)
            ),
            Self::Nesting => format!(
                "brackets are nested more than {MAX_NESTING} deep, and a chart needs five; take the innermost away"
            ),
        }
    }
}

/// A bracket that is open.
struct Open<'a> {
    /// The word before it.
    name: &'a str,
    is_list: bool,
    entries: usize,
    /// Whether an entry has begun since the last comma.
    in_entry: bool,
}

impl<'a> Open<'a> {
    /// Counts the entry that begins with this token, if one does.
    fn count(&mut self, token: Token<'_>) -> Option<Excess<'a>> {
        match token {
            Token::Mark(b',') => self.in_entry = false,
            Token::Comment { .. } | Token::Close => {}
            _ if self.in_entry => {}
            _ => (self.in_entry, self.entries) = (true, self.entries + 1),
        }
        let (most, excess) = match self.name {
            "positions" => (MAX_POSITIONS, Excess::Positions),
            "roles" => (MAX_ROLES, Excess::Roles),
            name => (MAX_ENTRIES, Excess::Entries(name)),
        };
        (self.is_list && self.entries > most).then_some(excess)
    }
}

/// The brackets that are open where the pass is, the innermost last.
#[derive(Default)]
struct Pass<'a> {
    open: Vec<Open<'a>>,
    word: &'a str,
}

impl<'a> Pass<'a> {
    /// Takes the next token with its text; gives what is too much with it.
    fn take(&mut self, text: &'a str, token: Token<'a>) -> Option<Excess<'a>> {
        if let Some(excess) = self.open.last_mut().and_then(|open| open.count(token)) {
            return Some(excess);
        }
        match token {
            Token::Open(bracket) => return self.open(bracket),
            Token::Close => drop(self.open.pop()),
            Token::Word(word) => self.word = word,
            Token::Mark(b':') | Token::Comment { .. } => {}
            Token::Mark(_) => self.word = "",
            Token::Text { .. } => {
                self.word = "";
                return has_too_many_chars(text).then_some(Excess::Characters);
            }
        }
        None
    }

    fn open(&mut self, bracket: u8) -> Option<Excess<'a>> {
        let name = std::mem::take(&mut self.word);
        self.open.push(Open { name, is_list: bracket == b'[', entries: 0, in_entry: false });
        (self.open.len() > MAX_NESTING).then_some(Excess::Nesting)
    }
}

/// Whether the text, as it stands in the file with its quotes, means more characters than a text may have.
fn has_too_many_chars(text: &str) -> bool {
    if text.len() <= MAX_TEXT_CHARS {
        return false;
    }
    let count = match text.strip_prefix('r') {
        Some(raw) => raw.trim_matches('#').chars().count(),
        None => chars_meant(text),
    };
    // The two quotes are no part of it.
    count > MAX_TEXT_CHARS + 2
}

/// How many characters a text with escapes means: one such as `\u{e9}` is one character.
fn chars_meant(text: &str) -> usize {
    let mut chars = text.chars();
    let mut count = 0;
    while let Some(found) = chars.next() {
        count += 1;
        if found == '\\' && chars.next() == Some('u') {
            chars.find(|&found| found == '}');
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excess(source: &str) -> Option<Excess<'_>> {
        let mut pass = Pass::default();
        Tokens::new(source).find_map(|(range, token)| pass.take(&source[range], token))
    }

    /// A source that has so many of something.
    type Made<'a> = &'a dyn Fn(usize) -> String;

    #[test]
    fn each_limit_may_be_reached_and_not_passed() {
        let list = |name: &str, count: usize| format!("Chart({name}: [{}])", "(),".repeat(count));
        let text = |count: usize| format!("Chart(title: \"{}\")", "é".repeat(count));
        let escapes = |count: usize| format!("Chart(title: \"{}\")", "\\u{e9}\\\"".repeat(count / 2));
        let raw = |count: usize| format!("Chart(title: r\"{}\")", "\\".repeat(count));
        let nested = |count: usize| format!("{}{}", "(".repeat(count), ")".repeat(count));
        let cases: [(&str, Made<'_>, usize, Excess<'_>); 7] = [
            ("positions", &|count| list("positions", count), MAX_POSITIONS, Excess::Positions),
            ("roles", &|count| list("roles", count), MAX_ROLES, Excess::Roles),
            ("lines", &|count| list("must_cover", count), MAX_ENTRIES, Excess::Entries("must_cover")),
            ("characters", &text, MAX_TEXT_CHARS, Excess::Characters),
            ("escapes", &|count| escapes(count.next_multiple_of(2)), MAX_TEXT_CHARS, Excess::Characters),
            ("raw text", &raw, MAX_TEXT_CHARS, Excess::Characters),
            ("brackets", &nested, MAX_NESTING, Excess::Nesting),
        ];
        for (what, made, most, expected) in cases {
            assert_eq!(excess(&made(most)), None, "as many {what} as are opened");
            assert_eq!(excess(&made(most + 1)), Some(expected), "more {what}");
        }
    }

    #[test]
    fn a_refusal_says_what_there_is_too_much_of_and_where() {
        let source = format!("Chart(\nroles: [\n{}])", "(),\n".repeat(MAX_ROLES + 1));
        let error = check(&source).expect_err("one role too many");
        assert_eq!(
            error.location.map(|place| place.line),
            Some(MAX_ROLES + 3),
            "the line of the first that is too much"
        );
        assert!(error.message.contains("10,000"), "it names the limit: {error}");
    }

    #[test]
    fn commas_within_an_entry_and_comments_count_for_nothing() {
        let source = format!("Chart(roles: [{}])", "/* , */ (a, b, [c, d]), // ,\n".repeat(MAX_ROLES));
        assert_eq!(excess(&source), None, "exactly as many roles as are opened");
    }
}
