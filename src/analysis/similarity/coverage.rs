//! Which line covers what must be covered.

use std::collections::HashMap;

use super::words::{Line, Vocabulary};
use super::{NEARLY_THE_SAME, part, score_of};

/// The part of what must be covered that a line has to contain to cover it, by weight. It leaves room for one short
/// word in a short line, such as the "of" of "Administration of databases", and not for one that says something.
const NEARLY_ALL: f64 = 0.85;

/// For each line that must be covered, the first line that covers it: that is nearly the same, or contains nearly all
/// of it.
pub(in crate::analysis) fn first_covering(texts: &[&str], wanted: &[&str]) -> Vec<Option<usize>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut vocabulary = Vocabulary::default();
    let lines: Vec<Line> = texts.iter().map(|text| vocabulary.read(text)).collect();
    let by_key = lines_by_key(&vocabulary, &lines);
    let covering = |wanted: &&str| {
        let wanted = vocabulary.read(wanted);
        let found = candidates(&vocabulary, &by_key, &wanted);
        found.into_iter().find(|&line| covers(&vocabulary, &lines[line], &wanted))
    };
    wanted.iter().map(covering).collect()
}

fn covers(vocabulary: &Vocabulary, line: &Line, wanted: &Line) -> bool {
    if line.differs_in_numerals(wanted) {
        return false;
    }
    let matches = vocabulary.matches(wanted, line);
    let contained = matches.iter().map(|&(word, _)| vocabulary.word(word).weight).sum();
    part(contained, wanted.weight) >= NEARLY_ALL || score_of(vocabulary, &matches, line, wanted) >= NEARLY_THE_SAME
}

fn lines_by_key(vocabulary: &Vocabulary, lines: &[Line]) -> HashMap<u32, Vec<usize>> {
    let mut by_key: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        for &word in &line.words {
            let below = by_key.entry(vocabulary.word(word).key).or_default();
            if below.last() != Some(&index) {
                below.push(index);
            }
        }
    }
    by_key
}

/// The lines, in order, that share the key of the wanted line's heaviest word or of as many others as it takes to make
/// up for it: whoever shares none of these contains too little.
fn candidates(vocabulary: &Vocabulary, by_key: &HashMap<u32, Vec<usize>>, wanted: &Line) -> Vec<usize> {
    let mut words = wanted.words.clone();
    words.sort_by_key(|&word| std::cmp::Reverse(vocabulary.word(word).weight));
    let (mut found, mut missing) = (Vec::new(), 0);
    for word in words {
        // A line that lacks all words so far has at most the rest, and is at most `2 r / (r + w)` like the wanted one.
        let rest = wanted.weight - missing;
        if part(2 * rest, rest + wanted.weight) < NEARLY_THE_SAME && part(rest, wanted.weight) < NEARLY_ALL {
            break;
        }
        found.extend(by_key.get(&vocabulary.word(word).key).into_iter().flatten().copied());
        missing += vocabulary.word(word).weight;
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, lines: &[&str], expected: Option<usize>) {
        assert_eq!(first_covering(lines, &[wanted]), [expected], "what of {lines:?} covers {wanted:?}");
    }

    #[test]
    fn a_line_covers_what_it_says_in_the_same_or_nearly_the_same_words() {
        check("Run the service desk", &["Plan", "run the service desk"], Some(1));
        check("Run the service desk", &["Running of the service desk"], Some(0));
        check("Run the service desk", &["Run the data centre"], None);
    }

    #[test]
    fn a_line_covers_what_it_contains() {
        check("Backups", &["Order laptops", "Test the backups of every server each month"], Some(1));
        check("Administration of databases", &["Administer databases and mail servers"], Some(0));
        check("Security of databases", &["Administer databases and mail servers"], None);
    }

    #[test]
    fn nothing_covers_words_that_are_nowhere() {
        check("Backups", &[], None);
        check("…", &["Order laptops"], None);
        assert_eq!(first_covering(&["Plan"], &[]), [], "nothing is wanted");
    }
}
