//! How alike two responsibilities are, judged by their words alone.
//!
//! The measure has to be explained to the person who reads a finding, so it is a count of words: those that match,
//! against all there are, longer words counting more. There is no dictionary, no list of stop words and nothing learnt
//! from the other lines of a chart. A pair has the same score in every chart.
//!
//! - A *word* is a run of letters and digits, in lower case.
//! - Two words *match* when they begin with the same three letters and are alike by Jaro and Winkler ("tests" and
//!   "testing", "document" and "documentation"); see [`words`]. A word with a digit matches itself only: "level 1" is
//!   not "level 2". Each word is matched once, the best matches first.
//! - A word *weighs* as much as it has letters, but for the first two: short words are the frequent ones, and say
//!   little.
//! - The *score* is the weight of what matches over the weight of everything, in both lines (L. R. Dice, "Measures of
//!   the Amount of Ecologic Association Between Species", 1945). It is 0 where each line has a numeral that the other
//!   lacks.

mod coverage;
mod families;
mod pairs;
mod words;

pub(super) use coverage::first_covering;
pub use pairs::{Pair, similar_pairs};

use words::{Line, Vocabulary};

/// From this score on, two lines are said to be nearly the same.
///
/// Of the pairs in `tests/fixtures/duty_pairs.txt`, where half of the pairs are different duties that share words, this
/// finds a little more than half of the rewordings, and 9 out of 10 that it finds are ones. At 0.7 it would be 8 out of
/// 10 rewordings, and a third of what is found would be wrong. A person reads each finding, so that crying wolf costs
/// more than missing one.
pub const NEARLY_THE_SAME: f64 = 0.8;

/// How many matching words an explanation lists.
const LISTED: usize = 6;

/// How alike two lines are, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// From 0, nothing in common, to 1, the same words.
    pub score: f64,
    /// The words that match, one of each line, in the order of the first line.
    pub shared: Vec<(String, String)>,
    /// How many words the longer line has.
    pub words: usize,
}

impl Likeness {
    /// The reason in words: "7 of 9 words match: gather, requirements …".
    #[must_use]
    pub fn explain(&self) -> String {
        if self.shared.is_empty() {
            return "No words match".to_owned();
        }
        if self.score <= 0.0 {
            return format!("{} of {} words match, but not the numbers", self.shared.len(), self.words);
        }
        let listed: Vec<String> = self.shared.iter().take(LISTED).map(shown).collect();
        let more = if self.shared.len() > LISTED { " …" } else { "" };
        format!("{} of {} words match: {}{more}", self.shared.len(), self.words, listed.join(", "))
    }
}

/// One word for both lines, or both where they differ.
fn shown((a, b): &(String, String)) -> String {
    if a == b { a.clone() } else { format!("{a}/{b}") }
}

/// How alike two lines are.
///
/// ```
/// use rolechart::analysis::{NEARLY_THE_SAME, likeness};
///
/// let alike = likeness("Test the backups each month", "Testing of backups every month");
/// assert_eq!(alike.explain(), "3 of 5 words match: test/testing, backups, month");
/// assert!(alike.score < NEARLY_THE_SAME);
/// ```
#[must_use]
pub fn likeness(a: &str, b: &str) -> Likeness {
    let mut vocabulary = Vocabulary::default();
    let (a, b) = (vocabulary.read(a), vocabulary.read(b));
    let matches = vocabulary.matches(&a, &b);
    let word = |id: u32| vocabulary.word(id).text.clone();
    Likeness {
        score: score_of(&vocabulary, &matches, &a, &b),
        shared: matches.iter().map(|&(from_a, from_b)| (word(from_a), word(from_b))).collect(),
        words: a.words.len().max(b.words.len()),
    }
}

/// The score of two lines, of which these words match.
fn score_of(vocabulary: &Vocabulary, matches: &[(u32, u32)], a: &Line, b: &Line) -> f64 {
    if a.differs_in_numerals(b) { 0.0 } else { score(vocabulary.weight_of(matches), a, b) }
}

/// Dice's coefficient: the matching weight, which both lines have, over the weight of both. Division is rounded the
/// same way everywhere, so that a bound on the weight that is too low means a score that is too low.
fn score(matching: u32, a: &Line, b: &Line) -> f64 {
    part(2 * matching, a.weight + b.weight)
}

/// A part of a whole, from 0 to 1; 0 of nothing.
fn part(share: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(share) / f64::from(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: &str) {
        let (there, back) = (likeness(a, b), likeness(b, a));
        assert_eq!(format!("{:.2} {}", there.score, there.explain()), expected, "{a:?} and {b:?}");
        assert!((there.score - back.score).abs() < f64::EPSILON, "{a:?} is as like {b:?} as that is like it");
    }

    #[test]
    fn the_same_words_in_another_order_are_fully_alike() {
        check("Plan the work", "the WORK, plan.", "1.00 3 of 3 words match: plan, the, work");
    }

    #[test]
    fn lines_without_common_words_are_not_alike() {
        check("Plan the work", "Order laptops", "0.00 No words match");
        check("", "", "0.00 No words match");
        check("…", "Plan", "0.00 No words match");
    }

    #[test]
    fn forms_of_a_word_match() {
        check(
            "Review contracts",
            "Reviewing a contract",
            "0.83 2 of 3 words match: review/reviewing, contracts/contract",
        );
    }

    #[test]
    fn a_word_matches_once() {
        check("test test test", "test", "0.50 1 of 3 words match: test");
    }

    #[test]
    fn numbers_tell_lines_apart() {
        check("Support level 1", "Support level 2", "0.00 2 of 3 words match, but not the numbers");
        check("Audit to ISO 27001", "Audit ISO 27001", "0.99 3 of 4 words match: audit, iso, 27001");
        check("Audit ISO 27001", "Audit ISO 27002", "0.00 2 of 3 words match, but not the numbers");
    }

    #[test]
    fn long_words_count_more_than_short_ones() {
        let long = likeness("Document requirements for it", "Document requirements as if").score;
        let short = likeness("Document the work for it", "Explain the work for it").score;
        assert!(long > short, "two long words are worth more than four short ones: {long} and {short}");
    }
}
