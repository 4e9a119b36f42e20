//! Words, what they weigh, and which of them match.

use std::cmp::Ordering;
use std::collections::HashMap;

/// How many words of a line are looked at: ten times what a card shows. A book in one line must not hold anyone up.
const MOST_WORDS: usize = 200;

/// How many letters two words must share at the beginning to match. Word forms differ at the end, in most languages of
/// Europe; three letters keep most words of different meaning apart, and make a key by which lines are found.
const KEY_LETTERS: usize = 3;

/// How alike two words must be to match, from 0 to 1, by the measure of W. E. Winkler, "String Comparator Metrics and
/// Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", 1990. On `tests/fixtures/duty_pairs.txt`
/// anything from 0.8 to 0.85 does the same; at 0.9 "document" and "documentation" start to differ.
const WORDS_MATCH: f64 = 0.85;

/// The letters of a word that count nothing for its weight. The more frequent a word, the shorter (G. K. Zipf, "The
/// Psycho-Biology of Language", 1935), and the less it says, the shorter (Piantadosi, Tily and Gibson, "Word lengths are
/// optimized for efficient communication", 2011): "of", "to", "in".
const SILENT_LETTERS: usize = 2;

/// The letters of a word that count at most: a name of twenty letters doesn't say three times as much as one of nine.
const COUNTED_LETTERS: usize = 9;

/// The weight of a letter that counts.
const LETTER: u32 = 5;

/// The weight of a word in which no letter counts: a fifth of a letter, so that lines of such words can be compared.
const LEAST: u32 = 1;

/// One word of the vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In lower case.
    pub(super) text: String,
    /// The number of its first letters: words of different keys never match.
    pub(super) key: u32,
    /// How much it says.
    pub(super) weight: u32,
    has_digit: bool,
}

/// A line of text as numbers of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The words, in order.
    pub(super) words: Vec<u32>,
    /// What they weigh together.
    pub(super) weight: u32,
    /// Those with a digit, in the order of their numbers in the vocabulary.
    numerals: Vec<u32>,
}

impl Line {
    /// Whether each of the lines has a numeral that the other lacks: "level 1" and "level 2" are two things, however
    /// many words stand around them. Lists made by a machine are full of such lines.
    pub(super) fn differs_in_numerals(&self, other: &Self) -> bool {
        let lacks = |line: &Self, numeral: &u32| line.numerals.binary_search(numeral).is_err();
        self.numerals.iter().any(|numeral| lacks(other, numeral))
            && other.numerals.iter().any(|numeral| lacks(self, numeral))
    }
}

/// The words of all lines, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    numbers: HashMap<String, u32>,
    keys: HashMap<String, u32>,
}

/// How alike words are that have been compared, by their numbers, the smaller one first.
pub(super) type Compared = HashMap<(u32, u32), f64>;

impl Vocabulary {
    /// Takes a line apart, and its words in.
    pub(super) fn read(&mut self, text: &str) -> Line {
        let runs = text.split(|sign: char| !sign.is_alphanumeric()).filter(|run| !run.is_empty());
        let words: Vec<u32> = runs.take(MOST_WORDS).map(|run| self.number(run.to_lowercase())).collect();
        let weight = words.iter().map(|&word| self.word(word).weight).sum();
        let mut numerals: Vec<u32> = words.iter().copied().filter(|&word| self.word(word).has_digit).collect();
        numerals.sort_unstable();
        Line { words, weight, numerals }
    }

    pub(super) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// How many words there are; they are numbered from 0.
    pub(super) fn len(&self) -> u32 {
        count(self.words.len())
    }

    /// How many keys there are; they are numbered from 0.
    pub(super) fn key_count(&self) -> usize {
        self.keys.len()
    }

    fn number(&mut self, text: String) -> u32 {
        if let Some(&number) = self.numbers.get(&text) {
            return number;
        }
        let number = count(self.words.len());
        let start: String = text.chars().take(KEY_LETTERS).collect();
        let next_key = count(self.keys.len());
        let key = *self.keys.entry(start).or_insert(next_key);
        self.words.push(Word { key, weight: weight(&text), has_digit: has_digit(&text), text: text.clone() });
        self.numbers.insert(text, number);
        number
    }

    /// The words of two lines that match, in the order of the first: each word once, the best matches first.
    pub(super) fn matches(&self, a: &Line, b: &Line) -> Vec<(u32, u32)> {
        self.matches_with(a, b, &mut Compared::default())
    }

    /// The same, keeping in mind which words have been compared before.
    pub(super) fn matches_with(&self, a: &Line, b: &Line, compared: &mut Compared) -> Vec<(u32, u32)> {
        let mut possible = self.possible_matches(a, b, compared);
        possible.sort_by(|x, y| self.better(x, y));
        let (mut is_used_a, mut is_used_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
        let mut chosen = Vec::new();
        for Match { at_a, at_b, .. } in possible {
            if !is_used_a[at_a] && !is_used_b[at_b] {
                (is_used_a[at_a], is_used_b[at_b]) = (true, true);
                chosen.push((at_a, at_b));
            }
        }
        chosen.sort_unstable();
        chosen.into_iter().map(|(at_a, at_b)| (a.words[at_a], b.words[at_b])).collect()
    }

    fn possible_matches(&self, a: &Line, b: &Line, compared: &mut Compared) -> Vec<Match> {
        let mut possible = Vec::new();
        for (at_a, &word_a) in a.words.iter().enumerate() {
            for (at_b, &word_b) in b.words.iter().enumerate() {
                if let Some(alike) = self.alike(word_a, word_b, compared) {
                    possible.push(Match { alike, words: (word_a, word_b), at_a, at_b });
                }
            }
        }
        possible
    }

    /// How alike two words are, where they match.
    pub(super) fn alike(&self, a: u32, b: u32, compared: &mut Compared) -> Option<f64> {
        if a == b {
            return Some(1.0);
        }
        let (word_a, word_b) = (self.word(a), self.word(b));
        if word_a.key != word_b.key || word_a.has_digit || word_b.has_digit {
            return None;
        }
        let pair = (a.min(b), a.max(b));
        let alike = *compared.entry(pair).or_insert_with(|| alike(&word_a.text, &word_b.text));
        (alike >= WORDS_MATCH).then_some(alike)
    }

    /// The order in which matches are taken. It is the same whichever line comes first.
    fn better(&self, x: &Match, y: &Match) -> Ordering {
        let texts = |found: &Match| sorted(&self.word(found.words.0).text, &self.word(found.words.1).text);
        y.alike.total_cmp(&x.alike).then_with(|| texts(x).cmp(&texts(y)))
    }

    /// What the matching words weigh: of two that differ, the lighter one counts.
    pub(super) fn weight_of(&self, matches: &[(u32, u32)]) -> u32 {
        matches.iter().map(|&(a, b)| self.word(a).weight.min(self.word(b).weight)).sum()
    }
}

/// Two words that match, with their places in their lines.
struct Match {
    alike: f64,
    words: (u32, u32),
    at_a: usize,
    at_b: usize,
}

fn sorted<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

/// Jaro's measure depends on which word comes first, in rare cases.
fn alike(a: &str, b: &str) -> f64 {
    let (first, second) = sorted(a, b);
    strsim::jaro_winkler(first, second)
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// What a word weighs. One with a digit weighs as much as any can: it is what tells "module 1" from "module 2".
fn weight(text: &str) -> u32 {
    let letters = if has_digit(text) { COUNTED_LETTERS } else { text.chars().take(COUNTED_LETTERS).count() };
    (LETTER * count(letters.saturating_sub(SILENT_LETTERS))).max(LEAST)
}

/// A count as a number of four bytes; there is no memory for more words than that.
fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
