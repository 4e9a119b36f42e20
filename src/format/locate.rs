//! A small scanner over a file's text that knows texts, comments and brackets, and nothing of what they mean.
//!
//! The parser gives values without their places, and no comments at all. This finds both: where the n-th role or
//! position and its fields stand, the comments at the head, the `format` number, and what is still open at the end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Location;
use crate::model::ProblemPlace;

/// The smallest parts that the scanner tells apart. Character and byte literals are not among them: no field of any
/// format has ever been one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name or a number.
    Word(&'a str),
    /// A text in quotes; `closed` is false where the file ends in it.
    Text { closed: bool },
    /// A line comment without its line end, or a block comment; `closed` is false where the file ends in a block.
    Comment { closed: bool },
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close,
    /// Anything else, such as a comma or a colon.
    Mark(u8),
}

/// The tokens of a text, each with the bytes that it covers.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// The length of the token that `rest` begins with.
    fn measure(rest: &'a str) -> (Token<'a>, usize) {
        let bytes = rest.as_bytes();
        match bytes {
            [b'"', ..] => text(bytes),
            [b'/', b'/', ..] => {
                (Token::Comment { closed: true }, bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len()))
            }
            [b'/', b'*', ..] => block_comment(bytes),
            [b'r', ..] => raw_text(bytes).unwrap_or_else(|| word(rest)),
            [open @ (b'(' | b'[' | b'{'), ..] => (Token::Open(*open), 1),
            [b')' | b']' | b'}', ..] => (Token::Close, 1),
            [first, ..] if is_word_byte(*first) => word(rest),
            _ => (Token::Mark(bytes[0]), 1),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Range<usize>, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.source.as_bytes();
        self.at += bytes[self.at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let (token, len) = Self::measure(&self.source[self.at..]);
        let start = self.at;
        self.at += len;
        Some((start..self.at, token))
    }
}

/// Letters of every script count: no character past ASCII means anything to a chart outside of texts and comments.
const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn word(rest: &str) -> (Token<'_>, usize) {
    let len = rest.bytes().position(|byte| !is_word_byte(byte)).unwrap_or(rest.len());
    (Token::Word(&rest[..len]), len)
}

fn text(bytes: &[u8]) -> (Token<'static>, usize) {
    let mut at = 1;
    while let Some(skipped) = bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\')) {
        at += skipped;
        if bytes[at] == b'"' {
            return (Token::Text { closed: true }, at + 1);
        }
        at = (at + 2).min(bytes.len());
    }
    (Token::Text { closed: false }, bytes.len())
}

/// `r"…"`, `r#"…"#` and so on; none where a plain word begins with an r.
fn raw_text(bytes: &[u8]) -> Option<(Token<'static>, usize)> {
    let hashes = bytes[1..].iter().take_while(|&&byte| byte == b'#').count();
    let start = 1 + hashes;
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    while let Some(skipped) = bytes[at..].iter().position(|&byte| byte == b'"') {
        at += skipped + 1;
        if bytes[at..].iter().take(hashes).filter(|&&byte| byte == b'#').count() == hashes {
            return Some((Token::Text { closed: true }, at + hashes));
        }
    }
    Some((Token::Text { closed: false }, bytes.len()))
}

/// Block comments nest.
fn block_comment(bytes: &[u8]) -> (Token<'static>, usize) {
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return (Token::Comment { closed: true }, at);
        }
    }
    (Token::Comment { closed: false }, bytes.len())
}

/// The comments of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comments {
    /// The block at the head, as it stands, without a line end behind it.
    pub(super) head: String,
    /// Whether there are others, which a chart has no place for.
    pub(super) elsewhere: bool,
}

/// Finds the comments: those before the chart's opening bracket are its head.
pub(super) fn comments(source: &str) -> Comments {
    let mut found = Comments::default();
    if !source.contains("//") && !source.contains("/*") {
        return found;
    }
    let mut tokens = Tokens::new(source);
    let mut block: Option<Range<usize>> = None;
    let mut depth = 0_usize;
    for (range, token) in tokens.by_ref() {
        match token {
            Token::Comment { .. } => {
                block = Some(block.map_or(range.start, |block| block.start)..range.end);
                continue;
            }
            // An attribute such as `#![enable(…)]` may stand before the chart, with brackets of its own.
            Token::Open(b'(') if depth == 0 => break,
            Token::Open(_) => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(block) = block.take() {
            push_block(&mut found.head, &source[block]);
        }
    }
    if let Some(block) = block {
        push_block(&mut found.head, &source[block]);
    }
    found.elsewhere = tokens.any(|(_, token)| matches!(token, Token::Comment { .. }));
    found
}

fn push_block(head: &mut String, block: &str) {
    if !head.is_empty() {
        head.push('\n');
    }
    head.push_str(block);
}

/// The value of the chart's `format` field, and where it stands.
pub(super) fn format_number(source: &str) -> Option<(&str, Range<usize>)> {
    let mut depth = 0_usize;
    let mut last = [None, None];
    for (range, token) in Tokens::new(source) {
        match token {
            Token::Comment { .. } => continue,
            Token::Open(_) => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Word(number) if depth == 1 && last == [Some(Token::Word("format")), Some(Token::Mark(b':'))] => {
                return Some((number, range));
            }
            _ => {}
        }
        last = [last[1], Some(token)];
    }
    None
}

/// The first thing in a file that is no comment.
pub(super) fn first_token(source: &str) -> Option<(Range<usize>, Token<'_>)> {
    Tokens::new(source).find(|(_, token)| !matches!(token, Token::Comment { .. }))
}

/// What a file's end leaves open.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unfinished<'a> {
    /// What was begun.
    pub(super) what: Begun<'a>,
    /// The byte where it was begun.
    pub(super) start: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begun<'a> {
    Text,
    Comment,
    /// A bracket, with the word before it: `Position(` or `roles: [`.
    Bracket(&'a str, char),
}

/// The innermost thing that is still open at the end of a file.
pub(super) fn unfinished(source: &str) -> Option<Unfinished<'_>> {
    let mut open: Vec<(usize, &str, u8)> = Vec::new();
    let mut word = "";
    for (range, token) in Tokens::new(source) {
        let start = range.start;
        match token {
            Token::Text { closed: false } => return Some(Unfinished { what: Begun::Text, start }),
            Token::Comment { closed: false } => return Some(Unfinished { what: Begun::Comment, start }),
            Token::Open(bracket) => open.push((start, std::mem::take(&mut word), bracket)),
            Token::Close => drop(open.pop()),
            Token::Word(name) => word = name,
            Token::Mark(b':') | Token::Comment { .. } => {}
            Token::Text { .. } | Token::Mark(_) => word = "",
        }
    }
    let (start, word, bracket) = open.pop()?;
    Some(Unfinished { what: Begun::Bracket(word, char::from(bracket)), start })
}

/// The lists of a chart whose items have fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum List {
    Roles,
    Positions,
    Dismissed,
}

impl List {
    fn of_name(name: &str) -> Option<Self> {
        match name {
            "roles" => Some(Self::Roles),
            "positions" => Some(Self::Positions),
            "dismissed" => Some(Self::Dismissed),
            _ => None,
        }
    }
}

/// Where the lists, the items and the fields stand that were asked for.
#[derive(Default)]
struct Places<'a> {
    lists: HashMap<List, usize>,
    /// The values of the chart's own fields.
    chart: HashMap<&'a str, usize>,
    items: HashMap<(List, usize), usize>,
    fields: HashMap<(List, usize, &'a str), usize>,
}

/// The byte where each of these begins, by one pass over the text: the value of the field, or where the field isn't
/// written, its item.
pub(super) fn offsets(source: &str, wanted: &[ProblemPlace]) -> Vec<usize> {
    let places = Places::find(source, wanted);
    wanted.iter().map(|&place| places.offset(place)).collect()
}

fn item_of(place: ProblemPlace) -> Option<(List, usize, &'static str)> {
    match place {
        ProblemPlace::Chart | ProblemPlace::ChartField(_) => None,
        ProblemPlace::Role(index, field) => Some((List::Roles, index, field)),
        ProblemPlace::Position(index, field) => Some((List::Positions, index, field)),
        ProblemPlace::Dismissal(index, field) => Some((List::Dismissed, index, field)),
    }
}

impl<'a> Places<'a> {
    fn offset(&self, place: ProblemPlace) -> usize {
        if let ProblemPlace::ChartField(field) = place {
            return self.chart.get(field).copied().unwrap_or(0);
        }
        let Some((list, index, field)) = item_of(place) else {
            return self.lists.get(&List::Positions).copied().unwrap_or(0);
        };
        let written = self.fields.get(&(list, index, field)).or_else(|| self.items.get(&(list, index)));
        written.or_else(|| self.lists.get(&list)).copied().unwrap_or(0)
    }

    fn find(source: &'a str, wanted: &[ProblemPlace]) -> Self {
        let wanted = wanted.iter().filter_map(|&place| item_of(place)).map(|(list, index, _)| (list, index)).collect();
        let mut finder = Finder { wanted, ..Finder::default() };
        for (range, token) in Tokens::new(source) {
            finder.take(range.start, token);
        }
        finder.places
    }
}

/// Where the pass is: the chart's fields stand at depth 1, the items of a list at 2, their fields at 3.
#[derive(Default)]
struct Finder<'a> {
    wanted: HashSet<(List, usize)>,
    places: Places<'a>,
    depth: usize,
    word: (usize, &'a str),
    list: Option<List>,
    index: usize,
    /// Whether the item of this index has begun.
    in_item: bool,
    /// The field whose value comes next.
    field: Option<&'a str>,
}

impl<'a> Finder<'a> {
    fn take(&mut self, start: usize, token: Token<'a>) {
        if matches!(token, Token::Comment { .. }) {
            return;
        }
        self.note_item(start, token);
        self.note_value(start);
        match token {
            Token::Open(bracket) => self.open(bracket),
            Token::Close => self.depth = self.depth.saturating_sub(1),
            Token::Word(word) => self.word = (start, word),
            Token::Mark(b':') => self.colon(),
            Token::Mark(b',') if self.depth == 2 => (self.index, self.in_item) = (self.index + 1, false),
            Token::Mark(_) | Token::Text { .. } | Token::Comment { .. } => {}
        }
    }

    /// The first token after a list's bracket or comma begins an item.
    fn note_item(&mut self, start: usize, token: Token<'_>) {
        if self.depth != 2 || self.in_item || token == Token::Mark(b',') {
            return;
        }
        self.in_item = true;
        if let Some(list) = self.list
            && self.wanted.contains(&(list, self.index))
        {
            self.places.items.insert((list, self.index), start);
        }
    }

    fn note_value(&mut self, start: usize) {
        let Some(field) = self.field.take() else { return };
        if self.depth == 1 {
            self.places.chart.entry(field).or_insert(start);
        } else if let Some(list) = self.list {
            self.places.fields.insert((list, self.index, field), start);
        }
    }

    fn open(&mut self, bracket: u8) {
        self.depth += 1;
        if self.depth == 2 {
            self.list = List::of_name(self.word.1).filter(|_| bracket == b'[');
            (self.index, self.in_item) = (0, false);
            if let Some(list) = self.list {
                self.places.lists.insert(list, self.word.0);
            }
        }
    }

    fn colon(&mut self) {
        let (_, name) = self.word;
        if self.depth == 1 {
            self.field = Some(name);
        }
        if self.depth == 3 && self.list.is_some_and(|list| self.wanted.contains(&(list, self.index))) {
            self.field = Some(name);
        }
    }
}

/// Line and column of each of these bytes, in one pass over the text however many there are.
pub(super) fn locations(source: &str, offsets: &[usize]) -> Vec<Location> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|&index| offsets[index]);
    let mut found = vec![Location { line: 1, column: 1 }; offsets.len()];
    let (mut at, mut here) = (0, Location { line: 1, column: 1 });
    for index in order {
        let until = source.floor_char_boundary(offsets[index]);
        for passed in source[at..until].chars() {
            here = match passed {
                '\n' => Location { line: here.line + 1, column: 1 },
                _ => Location { column: here.column + 1, ..here },
            };
        }
        (at, found[index]) = (until, here);
    }
    found
}

/// Line and column of one byte.
pub(super) fn location(source: &str, offset: usize) -> Location {
    locations(source, &[offset])[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_at_the_head_are_kept_and_others_are_noticed() {
        for (source, head, elsewhere) in [
            ("Chart(format: 1)", "", false),
            ("// a\n// b\n\nChart(format: 1)", "// a\n// b", false),
            ("\n  /* a /* b */ */ Chart(format: 1)", "/* a /* b */ */", false),
            ("// a\n#![enable(implicit_some)]\n// b\nChart(format: 1)", "// a\n// b", false),
            ("Chart(format: 1) // end", "", true),
            ("Chart(title: \"http://x\")", "", false),
            ("Chart(title: r#\"\"// no\"#)", "", false),
            ("Chart(title: \"\\\"// no\")", "", false),
        ] {
            let expected = Comments { head: head.to_owned(), elsewhere };
            assert_eq!(comments(source), expected, "the comments of {source:?}");
        }
    }

    #[test]
    fn the_format_number_is_found_before_anything_is_parsed() {
        for (source, number) in [
            ("Chart(format: 1)", Some("1")),
            (
                "// format: 9\nChart(title: \"format: 8\", roles: [Role(format: 7)], format /* */ : 2, new: {3: 4})",
                Some("2"),
            ),
            ("(format: 12", Some("12")),
            ("format: 3", None),
        ] {
            assert_eq!(format_number(source).map(|(number, _)| number), number, "{source:?}");
        }
    }

    #[test]
    fn what_is_open_at_the_end_is_named() {
        for (source, what) in [
            ("Chart()", None),
            ("Chart(title: \"a", Some(Begun::Text)),
            ("Chart( /* a", Some(Begun::Comment)),
            ("Chart(roles: [Role(id: \"a\"), ", Some(Begun::Bracket("roles", '['))),
            ("Chart(roles: [Role(id: \"a\"", Some(Begun::Bracket("Role", '('))),
        ] {
            assert_eq!(unfinished(source).map(|open| open.what), what, "{source:?}");
        }
    }

    #[test]
    fn items_and_fields_are_found_by_their_index() {
        let source = "Chart(\n roles: [Role(id: \"x, [(\")],\n positions: [\n  Position(fields: [Field(\"a\", \"b\")], id: \"p\"),\n  (reports_to: \"q\"),\n ],\n)";
        let wanted = [
            (ProblemPlace::Role(0, "id"), 2, 19),
            (ProblemPlace::Position(0, "id"), 4, 43),
            (ProblemPlace::Position(1, "reports_to"), 5, 16),
            (ProblemPlace::Position(1, "id"), 5, 3),
            (ProblemPlace::Chart, 3, 2),
            (ProblemPlace::ChartField("roles"), 2, 9),
        ];
        let places: Vec<ProblemPlace> = wanted.iter().map(|&(place, ..)| place).collect();
        let found = locations(source, &offsets(source, &places));
        for ((place, line, column), found) in wanted.into_iter().zip(found) {
            assert_eq!(found, Location { line, column }, "{place:?}");
        }
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(location("ä\n漢字x", 9), Location { line: 2, column: 3 }, "two characters before");
        assert_eq!(location("a", 99), Location { line: 1, column: 2 }, "past the end is the end");
    }
}
