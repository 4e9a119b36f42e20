//! Widths and line breaks of text, from the two bundled fonts.
//!
//! Widths are sums of the fonts' advances in whole font units: exact, and the same on every machine. Kerning is left
//! out; Inter's pairs close up by less than one percent of a line, so that a line is never wider than it was measured.

use std::ops::Range;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{GlyphMetrics, Metrics};
use skrifa::{FontRef, MetadataProvider};

use crate::model::hidden::stand_in;

/// A weight of the bundled font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Titles and responsibilities.
    Regular,
    /// Names and chips.
    SemiBold,
}

impl Face {
    /// The font file.
    #[must_use]
    pub const fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        }
    }

    /// The weight as CSS and SVG number it.
    #[must_use]
    pub const fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }
}

/// How much room a text has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Width of the first line, in chart units.
    pub first: f64,
    /// Width of every further line, in chart units.
    pub width: f64,
    /// How many lines are shown at most; 0 counts as 1.
    pub max_lines: usize,
}

impl Room {
    /// The same width for every line.
    #[must_use]
    pub const fn even(width: f64, max_lines: usize) -> Self {
        Self { first: width, width, max_lines }
    }
}

/// One line of a broken text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The bytes of the text that stand on it, without the spaces at its end.
    pub range: Range<usize>,
    /// Its width in chart units, "…" included where the text is cut.
    pub width: f64,
    /// Whether the text goes on, and the line ends in "…" for it.
    pub is_cut: bool,
}

impl Line {
    /// What is shown of `text`: see [`shown`]. Empty where the line is not of this text.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut line: String = text.get(self.range.clone()).unwrap_or_default().chars().map(shown).collect();
        if self.is_cut {
            line.push(ELLIPSIS);
        }
        line
    }
}

/// Stands at the end of a text that is cut.
const ELLIPSIS: char = '…';

/// No line is longer than this many bytes: what is behind them isn't even looked at.
const LONGEST_LINE: usize = 1024;

/// Characters before this one are looked up in a flat table: Latin, Greek and Cyrillic.
const TABLE_END: usize = 0x530;

/// The character that is drawn for `c`: a space for a line end or tab, a dot for a character that
/// [hides](crate::model::hidden), so that no text can reorder or break what stands beside it.
#[must_use]
pub const fn shown(c: char) -> char {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        _ => stand_in(c),
    }
}

/// The text as it is drawn on one line: every character as [`shown`].
#[must_use]
pub fn shown_text(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The measure of the bundled fonts, built at its first use.
#[must_use]
pub fn measure() -> &'static Measure {
    static MEASURE: LazyLock<Measure> = LazyLock::new(Measure::new);
    &MEASURE
}

/// Measures text in the bundled fonts.
#[derive(Debug)]
pub struct Measure {
    regular: Advances,
    semi_bold: Advances,
}

impl Default for Measure {
    fn default() -> Self {
        Self::new()
    }
}

impl Measure {
    /// Reads the advances of both fonts; a few hundred microseconds.
    #[must_use]
    pub fn new() -> Self {
        Self { regular: Advances::of(Face::Regular), semi_bold: Advances::of(Face::SemiBold) }
    }

    /// The width of the text on one line, in chart units.
    #[must_use]
    pub fn width(&self, text: &str, face: Face, size: f64) -> f64 {
        let advances = self.face(face);
        advances.length(text.chars().map(|c| advances.of_char(c)).sum(), size)
    }

    /// From the top of a line of this height to its baseline, with the letters in the line's middle.
    #[must_use]
    pub fn baseline(&self, face: Face, size: f64, line_height: f64) -> f64 {
        let Advances { ascent, descent, .. } = self.face(face);
        f64::midpoint(line_height, (ascent - descent) * size)
    }

    /// Breaks the text where [Unicode Standard Annex 14](https://www.unicode.org/reports/tr14/) allows it, and inside
    /// a word that is longer than a line. Line ends in the text count as spaces. The last line ends in "…" where the
    /// text goes on. Work is bounded by the lines that are shown, not by the length of the text.
    #[must_use]
    pub fn break_lines(&self, text: &str, face: Face, size: f64, room: Room) -> Vec<Line> {
        let mut lines = Vec::new();
        self.each_line(text, face, size, room, |line| lines.push(line));
        lines
    }

    /// How many lines [`Measure::break_lines`] gives; at least 1.
    #[must_use]
    pub fn count_lines(&self, text: &str, face: Face, size: f64, room: Room) -> usize {
        let mut count = 0;
        self.each_line(text, face, size, room, |_| count += 1);
        count.max(1)
    }

    fn each_line(&self, text: &str, face: Face, size: f64, room: Room, emit: impl FnMut(Line)) {
        let max_lines = room.max_lines.max(1);
        let end = text.floor_char_boundary(max_lines.saturating_mul(LONGEST_LINE));
        let seen = &text[..end];
        let filler = Filler::new(self.face(face), size, Room { max_lines, ..room }, seen, end < text.len(), emit);
        if seen.bytes().all(is_plain) {
            filler.fill(plain_breaks(seen));
        } else {
            filler.fill(unicode_linebreak::linebreaks(seen).map(|(at, _)| at));
        }
    }

    const fn face(&self, face: Face) -> &Advances {
        match face {
            Face::Regular => &self.regular,
            Face::SemiBold => &self.semi_bold,
        }
    }
}

/// How far each character of a font moves the pen.
#[derive(Debug)]
struct Advances {
    units_per_em: f64,
    /// In em, upwards and downwards from the baseline.
    ascent: f64,
    descent: f64,
    /// Font units of every character before `TABLE_END`.
    table: Box<[u16]>,
    /// Font units of the font's further characters, in order.
    rest: Box<[(char, u16)]>,
}

impl Advances {
    fn of(face: Face) -> Self {
        let font = FontRef::new(face.file()).expect("a bundled font is a font");
        let metrics = Metrics::new(&font, Size::unscaled(), LocationRef::default());
        let glyphs = GlyphMetrics::new(&font, Size::unscaled(), LocationRef::default());
        let (map, em) = (font.charmap(), metrics.units_per_em);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "unscaled advances are u16")]
        let in_font = |c: char| map.map(c).and_then(|glyph| glyphs.advance_width(glyph)).map(|width| width as u16);
        let of_char = |c: char| in_font(c).unwrap_or_else(|| guess(c, em));
        let of_code = |code: u32| char::from_u32(code).map(shown).map_or(0, of_char);
        let table = (0_u32..).take(TABLE_END).map(of_code).collect();
        let mut rest: Vec<(char, u16)> = map
            .mappings()
            .filter_map(|(code, _)| char::from_u32(code))
            .filter(|&c| c as usize >= TABLE_END)
            .map(|c| (c, of_char(shown(c))))
            .collect();
        rest.sort_unstable();
        let in_em = |units: f32| f64::from(units.abs()) / f64::from(em);
        Self {
            units_per_em: f64::from(em),
            ascent: in_em(metrics.ascent),
            descent: in_em(metrics.descent),
            table,
            rest: rest.into(),
        }
    }

    fn of_char(&self, c: char) -> u64 {
        if let Some(&units) = self.table.get(c as usize) {
            return u64::from(units);
        }
        match self.rest.binary_search_by_key(&c, |&(found, _)| found) {
            Ok(index) => u64::from(self.rest[index].1),
            Err(_) if shown(c) != c => self.of_char(shown(c)),
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "read from a u16")]
            Err(_) => u64::from(guess(c, self.units_per_em as u16)),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a text of 2^53 font units doesn't fit into memory")]
    fn length(&self, units: u64, size: f64) -> f64 {
        units as f64 * size / self.units_per_em
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width is small and not negative")]
    fn units(&self, length: f64, size: f64) -> u64 {
        (length.max(0.0) * self.units_per_em / size) as u64
    }
}

/// The width of a character that the fonts don't have, in font units: nothing for what combines with the character
/// before it, one em for East Asian letters and pictures, six tenths of an em for all others. A system font will draw it.
fn guess(c: char, em: u16) -> u16 {
    match u32::from(c) {
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5BD
        | 0x610..=0x61A
        | 0x64B..=0x65F
        | 0x93C
        | 0x941..=0x948
        | 0x94D
        | 0xE31
        | 0xE34..=0xE3A
        | 0xE47..=0xE4E
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x200B..=0x200D
        | 0x2060..=0x2064
        | 0x20D0..=0x20FF
        | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F
        | 0xFEFF
        | 0x1_F3FB..=0x1_F3FF
        | 0xE_0000..=0xE_0FFF => 0,
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xA960..=0xA97F
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1_6FE0..=0x1_8CFF
        | 0x1_B000..=0x1_B2FF
        | 0x1_F000..=0x1_FAFF
        | 0x2_0000..=0x3_FFFD => em,
        _ => em / 5 * 3,
    }
}

/// Whether the rules for this character are as simple as [`plain_breaks`] takes them.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b';' | b':' | b'-')
}

/// What Annex 14 comes to for text of [`is_plain`] characters: behind spaces before a letter, a digit or a hyphen
/// (LB13, LB18), and behind a hyphen before a letter (LB21, LB25).
fn plain_breaks(text: &str) -> impl Iterator<Item = usize> {
    let allows = |pair: &[u8]| match (pair[0], pair[1]) {
        (b' ', next) => next == b'-' || next.is_ascii_alphanumeric(),
        (b'-', next) => next.is_ascii_alphabetic(),
        _ => false,
    };
    text.as_bytes().windows(2).zip(1..).filter(move |(pair, _)| allows(pair)).map(|(_, at)| at)
}

/// A place in the text and the units from the start of the line up to it.
#[derive(Clone, Copy, Default)]
struct Mark {
    at: usize,
    units: u64,
}

/// A place where the line may end: where the next one would start, and the end of the ink before it.
#[derive(Clone, Copy)]
struct Opportunity {
    next: Mark,
    ink: Mark,
}

/// Fills line after line, greedily.
struct Filler<'a, F> {
    advances: &'a Advances,
    size: f64,
    room: Room,
    text: &'a str,
    /// Whether there is more text than this.
    goes_on: bool,
    emit: F,
    emitted: usize,
    start: usize,
    limit: u64,
    pen: Mark,
    ink: Mark,
    opportunity: Option<Opportunity>,
}

impl<'a, F: FnMut(Line)> Filler<'a, F> {
    fn new(advances: &'a Advances, size: f64, room: Room, text: &'a str, goes_on: bool, emit: F) -> Self {
        let (pen, ink) = (Mark::default(), Mark::default());
        let limit = advances.units(room.first, size);
        Self { advances, size, room, text, goes_on, emit, emitted: 0, start: 0, limit, pen, ink, opportunity: None }
    }

    fn fill(mut self, breaks: impl Iterator<Item = usize>) {
        let mut breaks = breaks.peekable();
        for (at, c) in self.text.char_indices() {
            self.pen.at = at;
            if is_break_at(&mut breaks, at, self.start) {
                self.opportunity = Some(Opportunity { next: self.pen, ink: self.ink });
            }
            let width = self.advances.of_char(c);
            if shown(c) != ' ' && !self.make_room(width) {
                return;
            }
            self.step(c, width);
        }
        self.finish();
    }

    fn step(&mut self, c: char, width: u64) {
        self.pen = Mark { at: self.pen.at + c.len_utf8(), units: self.pen.units + width };
        if shown(c) != ' ' {
            self.ink = self.pen;
        }
    }

    /// Ends lines until a character of this width fits; false when the last line was cut for it.
    fn make_room(&mut self, width: u64) -> bool {
        while self.pen.units + width > self.limit && self.pen.at > self.start {
            if self.emitted + 1 == self.room.max_lines {
                self.cut();
                return false;
            }
            self.end_line();
        }
        true
    }

    /// Ends the line where it last may, or right here where one word fills it.
    fn end_line(&mut self) {
        let here = Opportunity { next: self.pen, ink: self.ink };
        let Opportunity { next, ink } = self.opportunity.take().unwrap_or(here);
        self.emit_line(ink, false);
        self.start = next.at;
        self.limit = self.advances.units(self.room.width, self.size);
        self.pen.units -= next.units;
        self.ink.units = self.ink.units.saturating_sub(next.units);
        self.ink.at = self.ink.at.max(next.at);
    }

    fn finish(mut self) {
        if self.goes_on {
            self.cut();
        } else if self.ink.at > self.start || self.emitted == 0 {
            self.emit_line(self.ink, false);
        }
    }

    /// Ends the last line with as many characters as leave room for "…".
    fn cut(&mut self) {
        let ellipsis = self.advances.of_char(ELLIPSIS);
        let mut ink = Mark { at: self.start, units: 0 };
        let mut pen = ink;
        for c in self.text[self.start..self.pen.at].chars() {
            pen = Mark { at: pen.at + c.len_utf8(), units: pen.units + self.advances.of_char(c) };
            if pen.units + ellipsis > self.limit {
                break;
            }
            if shown(c) != ' ' {
                ink = pen;
            }
        }
        ink.units += ellipsis;
        self.emit_line(ink, true);
    }

    fn emit_line(&mut self, ink: Mark, is_cut: bool) {
        let range = self.start..ink.at.max(self.start);
        (self.emit)(Line { range, width: self.advances.length(ink.units, self.size), is_cut });
        self.emitted += 1;
    }
}

/// Takes every break up to `at`; whether one is right there, and not at the start of the line.
fn is_break_at(breaks: &mut std::iter::Peekable<impl Iterator<Item = usize>>, at: usize, start: usize) -> bool {
    let mut found = false;
    while let Some(next) = breaks.next_if(|&next| next <= at) {
        found = next == at;
    }
    found && at > start
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn broken(text: &str, width: f64, max_lines: usize) -> Vec<String> {
        let lines = measure().break_lines(text, Face::Regular, 10.0, Room::even(width, max_lines));
        lines.iter().map(|line| line.text(text)).collect()
    }

    #[test]
    fn text_breaks_where_a_person_would_break_it() {
        for (text, expected) in [
            ("", &[""][..]),
            ("one", &["one"]),
            ("one two three", &["one two", "three"]),
            ("one  two   ", &["one  two"]),
            ("billing-data now", &["billing-", "data now"]),
            ("incomprehensible", &["incompre", "hensible"]),
            ("one\ntwo", &["one two"]),
            ("数据架构师", &["数据架构", "师"]),
        ] {
            assert_eq!(broken(text, 45.0, 9), expected, "{text:?}");
        }
    }

    #[test]
    fn the_last_line_tells_that_the_text_goes_on() {
        assert_eq!(broken("one two three four", 52.0, 1), ["one two…"], "one line");
        assert_eq!(broken("one two three four five", 52.0, 2), ["one two", "three fou…"], "two lines");
        assert_eq!(broken("one two", 45.0, 1), ["one two"], "what fits isn't cut");
    }

    #[test]
    fn characters_that_could_reorder_or_break_a_line_are_replaced() {
        assert_eq!(shown_text("a\u{202e}b\u{0}c\r\nd\u{2028}e"), "a·b·c  d e", "controls");
        for replaced in ['\u{0}', '\u{7f}', '\u{200f}', '\u{2069}'] {
            let width = measure().width(&replaced.to_string(), Face::Regular, 10.0);
            assert!(width > 0.0, "{replaced:?} takes the room of what stands for it");
        }
    }

    #[test]
    fn a_huge_text_costs_what_is_shown_of_it() {
        let huge = "x".repeat(1 << 30);
        for text in [huge.as_str(), &"\u{301}".repeat(1 << 20), &" ".repeat(1 << 20)] {
            let lines = measure().break_lines(text, Face::Regular, 10.0, Room::even(45.0, 3));
            assert!(lines.len() <= 3, "at most three lines");
            assert!(lines.iter().all(|line| line.range.end <= 3 * LONGEST_LINE), "nothing from far behind");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_text_breaks_where_the_annex_says(text in "[a-cA-C0-2 ,.;:-]{0,40}") {
            let annex: Vec<usize> =
                unicode_linebreak::linebreaks(&text).map(|(at, _)| at).filter(|&at| at < text.len()).collect();
            prop_assert_eq!(plain_breaks(&text).collect::<Vec<_>>(), annex, "{:?}", text);
        }

        #[test]
        fn no_line_is_wider_than_its_room(text in any::<String>(), width in 15.0..300.0, max_lines in 1_usize..6) {
            let lines = measure().break_lines(&text, Face::SemiBold, 10.0, Room::even(width, max_lines));
            prop_assert!((1..=max_lines).contains(&lines.len()), "{} lines", lines.len());
            for line in &lines {
                let measured = measure().width(&line.text(&text), Face::SemiBold, 10.0);
                prop_assert!((measured - line.width).abs() < 1e-6, "{} is measured as {measured}", line.width);
                let is_one_letter = line.text(&text).chars().filter(|&c| measure().width(&c.to_string(), Face::SemiBold, 10.0) > 0.0).count() <= 1;
                prop_assert!(measured <= width + 1e-6 || is_one_letter || line.is_cut, "{measured} in {width}");
            }
            if lines.iter().all(|line| !line.is_cut) {
                let kept: usize = lines.iter().map(|line| shown_text(&text[line.range.clone()]).replace(' ', "").len()).sum();
                prop_assert_eq!(kept, shown_text(&text).replace(' ', "").len(), "only spaces are left out");
            }
        }
    }
}
