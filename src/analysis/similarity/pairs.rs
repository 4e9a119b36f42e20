//! All pairs of lines that are nearly the same, without comparing all pairs.
//!
//! Two lines that are alike share families of words, which stand in for words that are equal. Lines are indexed by these,
//! the rarest first, and only as many of them as an alike line must share one of (prefix filtering: Bayardo, Ma and Srikant, "Scaling Up All Pairs
//! Similarity Search", 2007). While candidates are gathered, what they can share at most bounds their score (Xiao, Wang,
//! Lin and Yu, "Efficient Similarity Joins for Near Duplicate Detection", 2008). What is left is compared in full, so
//! that the result is exactly that of comparing all pairs.

use super::families::families;
use super::words::{Compared, Line, Vocabulary};
use super::{NEARLY_THE_SAME, part, score, score_of};

/// The most lines to which one line is said to be alike: those that were met first, which are the lighter ones. A list
/// made by a machine may have thousands that differ in one word, and no person would look at every pair of them.
const MOST_ALIKE: usize = 100;

/// After how many lines it is asked whether to go on: a fraction of a millisecond.
const LINES_BETWEEN_QUESTIONS: usize = 256;

/// Two lines that are nearly the same, as indices of the lines that were compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The earlier line.
    pub a: usize,
    /// The later line.
    pub b: usize,
    /// How alike they are, at least [`NEARLY_THE_SAME`].
    pub score: f64,
}

/// Every pair of lines that are nearly the same, in order, but no more than a hundred with lighter lines for each;
/// nothing, where `is_cancelled` came true on the way.
#[must_use]
pub fn similar_pairs(texts: &[&str], is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let mut vocabulary = Vocabulary::default();
    let lines: Vec<Line> = texts.iter().map(|text| vocabulary.read(text)).collect();
    let mut compared = Compared::default();
    let families = families(&vocabulary, &mut compared, is_cancelled)?;
    let shares = shares_rarest_first(&vocabulary, &families, &lines);
    let mut search = Search::new(&vocabulary, &lines, &shares, compared);
    for (done, line) in lightest_first(&lines).into_iter().enumerate() {
        if done % LINES_BETWEEN_QUESTIONS == 0 && is_cancelled() {
            return None;
        }
        search.find_alike(line);
        search.add_to_index(line);
    }
    let mut pairs = search.pairs;
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    Some(pairs)
}

/// What a family has of a line: the weight of its words there, and of the words of more frequent families.
#[derive(Clone, Copy, Debug)]
struct Share {
    family: u32,
    weight: u32,
    behind: u32,
}

/// A line of the index, below one of its families.
#[derive(Clone, Copy, Debug)]
struct Posting {
    line: usize,
    weight: u32,
    behind: u32,
}

/// The families of every line, the rarest first.
fn shares_rarest_first(vocabulary: &Vocabulary, families: &[u32], lines: &[Line]) -> Vec<Vec<Share>> {
    let mut shares: Vec<Vec<Share>> = lines.iter().map(|line| shares_of(vocabulary, families, line)).collect();
    let mut frequency = vec![0_usize; families.len()];
    for share in shares.iter().flatten() {
        frequency[share.family as usize] += 1;
    }
    for shares in &mut shares {
        shares.sort_unstable_by_key(|share| (frequency[share.family as usize], share.family));
        let mut behind = 0;
        for share in shares.iter_mut().rev() {
            share.behind = behind;
            behind += share.weight;
        }
    }
    shares
}

/// The families of a line, each once.
fn shares_of(vocabulary: &Vocabulary, families: &[u32], line: &Line) -> Vec<Share> {
    let family_and_weight = |&word: &u32| (families[word as usize], vocabulary.word(word).weight);
    let mut words: Vec<(u32, u32)> = line.words.iter().map(family_and_weight).collect();
    words.sort_unstable();
    let of_a_family =
        |words: &[(u32, u32)]| Share { family: words[0].0, weight: words.iter().map(|word| word.1).sum(), behind: 0 };
    words.chunk_by(|a, b| a.0 == b.0).map(of_a_family).collect()
}

fn lightest_first(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&line| lines[line].weight);
    order
}

/// The index as it grows. Every line is looked up among those that are no heavier, then added.
struct Search<'a> {
    vocabulary: &'a Vocabulary,
    lines: &'a [Line],
    shares: &'a [Vec<Share>],
    /// The lines below each family, the lightest first.
    index: Vec<Vec<Posting>>,
    /// For every line, what it is known to share with the line that is looked up, or `RULED_OUT`.
    sharing: Vec<u32>,
    /// The lines for which that isn't 0.
    met: Vec<usize>,
    compared: Compared,
    pairs: Vec<Pair>,
}

/// What a line shares that can't be alike any more.
const RULED_OUT: u32 = u32::MAX;

impl<'a> Search<'a> {
    fn new(vocabulary: &'a Vocabulary, lines: &'a [Line], shares: &'a [Vec<Share>], compared: Compared) -> Self {
        Self {
            vocabulary,
            lines,
            shares,
            index: vec![Vec::new(); vocabulary.len() as usize],
            sharing: vec![0; lines.len()],
            met: Vec::new(),
            compared,
            pairs: Vec::new(),
        }
    }

    fn find_alike(&mut self, line: usize) {
        self.gather_candidates(line);
        let first = self.pairs.len();
        for candidate in std::mem::take(&mut self.met) {
            let sharing = std::mem::take(&mut self.sharing[candidate]);
            if sharing != RULED_OUT && self.pairs.len() - first < MOST_ALIKE {
                self.compare(candidate.min(line), candidate.max(line));
            }
        }
    }

    /// Notes every line of the index that may be alike. Once what is behind a family is too little to be alike without
    /// anything before it, further ones can only confirm a line, and not lead to a new one.
    fn gather_candidates(&mut self, line: usize) {
        let own_weight = self.lines[line].weight;
        for share in &self.shares[line] {
            if !can_reach(share.weight + share.behind, own_weight) {
                return;
            }
            let postings = &self.index[share.family as usize];
            let too_light = |posting: &Posting| !can_reach(self.lines[posting.line].weight, own_weight);
            for posting in &postings[postings.partition_point(too_light)..] {
                let sharing = &mut self.sharing[posting.line];
                if *sharing == RULED_OUT {
                    continue;
                }
                if *sharing == 0 {
                    self.met.push(posting.line);
                    if self.lines[line].differs_in_numerals(&self.lines[posting.line]) {
                        *sharing = RULED_OUT;
                        continue;
                    }
                }
                *sharing += share.weight.min(posting.weight);
                let at_most = *sharing + share.behind.min(posting.behind);
                if score(at_most, &self.lines[line], &self.lines[posting.line]) < NEARLY_THE_SAME {
                    *sharing = RULED_OUT;
                }
            }
        }
    }

    fn compare(&mut self, a: usize, b: usize) {
        let (line_a, line_b) = (&self.lines[a], &self.lines[b]);
        let matches = self.vocabulary.matches_with(line_a, line_b, &mut self.compared);
        let score = score_of(self.vocabulary, &matches, line_a, line_b);
        if score >= NEARLY_THE_SAME {
            self.pairs.push(Pair { a, b, score });
        }
    }

    /// Adds the line below as many of its families as a line that is alike, and no lighter, must share one of.
    fn add_to_index(&mut self, line: usize) {
        let weight = self.lines[line].weight;
        for share in &self.shares[line] {
            if part(share.weight + share.behind, weight) < NEARLY_THE_SAME {
                return;
            }
            let posting = Posting { line, weight: share.weight, behind: share.behind };
            self.index[share.family as usize].push(posting);
        }
    }
}

/// Whether a line may be nearly the same as one of this weight when no more than `sharing` matches. The other line
/// weighs at least what it shares, so that the score is at most `2 s / (s + w)`, which grows with `s`.
fn can_reach(sharing: u32, weight: u32) -> bool {
    part(2 * sharing, sharing + weight) >= NEARLY_THE_SAME
}

#[cfg(test)]
mod tests {
    use super::super::likeness;
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Words of which many share their beginnings, so that random lines are often alike.
    const WORDS: [&str; 18] = [
        "plan",
        "plans",
        "planning",
        "planned",
        "review",
        "reviews",
        "reviewing",
        "the",
        "of",
        "IT",
        "document",
        "documents",
        "documentation",
        "7",
        "17",
        "contract",
        "contracts",
        "contractor",
    ];

    fn any_line() -> impl Strategy<Value = String> {
        vec(prop::sample::select(&WORDS[..]), 0..6).prop_map(|words| words.join(" "))
    }

    fn by_comparing_all(texts: &[&str]) -> Vec<Pair> {
        let all = (0..texts.len()).flat_map(|a| (a + 1..texts.len()).map(move |b| (a, b)));
        let scored = all.map(|(a, b)| Pair { a, b, score: likeness(texts[a], texts[b]).score });
        scored.filter(|pair| pair.score >= NEARLY_THE_SAME).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_index_finds_what_comparing_all_pairs_finds(lines in vec(any_line(), 0..40)) {
            let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
            prop_assert_eq!(
                similar_pairs(&texts, &|| false), Some(by_comparing_all(&texts)),
                "the pairs of {:?}", texts
            );
        }

        #[test]
        fn likeness_is_the_same_in_both_directions(a in any_line(), b in any_line()) {
            let (there, back) = (likeness(&a, &b).score, likeness(&b, &a).score);
            prop_assert!((there - back).abs() < f64::EPSILON, "{:?} {:?}: {} {}", a, b, there, back);
        }
    }

    #[test]
    fn a_search_stops_when_it_is_cancelled() {
        assert_eq!(similar_pairs(&["Plan", "Plan"], &|| true), None, "a cancelled search");
    }
}
