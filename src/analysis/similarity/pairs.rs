//! All pairs of lines that are nearly the same, without comparing all pairs.
//!
//! Two lines that are alike share the beginnings of words. Lines are indexed by these, the rarest first, and only as
//! many of them as an alike line must share one of (prefix filtering: Bayardo, Ma and Srikant, "Scaling Up All Pairs
//! Similarity Search", 2007). While candidates are gathered, what they can share at most bounds their score (Xiao, Wang,
//! Lin and Yu, "Efficient Similarity Joins for Near Duplicate Detection", 2008). What is left is compared in full, so
//! that the result is exactly that of comparing all pairs.

use super::words::{Compared, Line, Vocabulary};
use super::{NEARLY_THE_SAME, score, share};

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

/// Every pair of lines that are nearly the same, in order; nothing, where `is_cancelled` came true on the way.
#[must_use]
pub fn similar_pairs(texts: &[&str], is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let mut vocabulary = Vocabulary::default();
    let lines: Vec<Line> = texts.iter().map(|text| vocabulary.read(text)).collect();
    let keyed = keys_rarest_first(&vocabulary, &lines);
    let mut search = Search::new(&vocabulary, &lines, &keyed);
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

/// A key of a line, with the weight of the line's words that have it, and of those with more frequent keys.
#[derive(Clone, Copy, Debug)]
struct Keyed {
    key: u32,
    weight: u32,
    behind: u32,
}

/// A line of the index, below one of its keys.
#[derive(Clone, Copy, Debug)]
struct Posting {
    line: usize,
    weight: u32,
    behind: u32,
}

/// The keys of every line, the rarest first, with what words of later keys weigh.
fn keys_rarest_first(vocabulary: &Vocabulary, lines: &[Line]) -> Vec<Vec<Keyed>> {
    let mut keyed: Vec<Vec<Keyed>> = lines.iter().map(|line| keys_of(vocabulary, line)).collect();
    let mut frequency = vec![0_usize; vocabulary.key_count()];
    for key in keyed.iter().flatten() {
        frequency[key.key as usize] += 1;
    }
    for keys in &mut keyed {
        keys.sort_unstable_by_key(|key| (frequency[key.key as usize], key.key));
        let mut behind = 0;
        for key in keys.iter_mut().rev() {
            key.behind = behind;
            behind += key.weight;
        }
    }
    keyed
}

/// The keys of a line, each once.
fn keys_of(vocabulary: &Vocabulary, line: &Line) -> Vec<Keyed> {
    let key_and_weight = |&word: &u32| (vocabulary.word(word).key, vocabulary.word(word).weight);
    let mut words: Vec<(u32, u32)> = line.words.iter().map(key_and_weight).collect();
    words.sort_unstable();
    let same_key = words.chunk_by(|a, b| a.0 == b.0);
    same_key.map(|words| Keyed { key: words[0].0, weight: words.iter().map(|word| word.1).sum(), behind: 0 }).collect()
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
    keyed: &'a [Vec<Keyed>],
    /// The lines below each key, the lightest first.
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
    fn new(vocabulary: &'a Vocabulary, lines: &'a [Line], keyed: &'a [Vec<Keyed>]) -> Self {
        Self {
            vocabulary,
            lines,
            keyed,
            index: vec![Vec::new(); vocabulary.key_count()],
            sharing: vec![0; lines.len()],
            met: Vec::new(),
            compared: Compared::default(),
            pairs: Vec::new(),
        }
    }

    fn find_alike(&mut self, line: usize) {
        self.gather_candidates(line);
        for candidate in std::mem::take(&mut self.met) {
            if std::mem::take(&mut self.sharing[candidate]) != RULED_OUT {
                self.compare(candidate.min(line), candidate.max(line));
            }
        }
    }

    /// Notes every line of the index that may be alike. Once what is behind a key is too little to be alike without
    /// anything before it, further keys can only confirm a line, and not lead to a new one.
    fn gather_candidates(&mut self, line: usize) {
        let own_weight = self.lines[line].weight;
        for keyed in &self.keyed[line] {
            if !can_reach(keyed.weight + keyed.behind, own_weight) {
                return;
            }
            let postings = &self.index[keyed.key as usize];
            let too_light = |posting: &Posting| !can_reach(self.lines[posting.line].weight, own_weight);
            for posting in &postings[postings.partition_point(too_light)..] {
                let sharing = &mut self.sharing[posting.line];
                if *sharing == RULED_OUT {
                    continue;
                }
                if *sharing == 0 {
                    self.met.push(posting.line);
                }
                *sharing += keyed.weight.min(posting.weight);
                let at_most = *sharing + keyed.behind.min(posting.behind);
                if score(at_most, &self.lines[line], &self.lines[posting.line]) < NEARLY_THE_SAME {
                    *sharing = RULED_OUT;
                }
            }
        }
    }

    fn compare(&mut self, a: usize, b: usize) {
        let (line_a, line_b) = (&self.lines[a], &self.lines[b]);
        let matches = self.vocabulary.matches_with(line_a, line_b, &mut self.compared);
        let score = score(self.vocabulary.weight_of(&matches), line_a, line_b);
        if score >= NEARLY_THE_SAME {
            self.pairs.push(Pair { a, b, score });
        }
    }

    /// Adds the line below as many of its keys as a line that is alike, and no lighter, must share one of.
    fn add_to_index(&mut self, line: usize) {
        let weight = self.lines[line].weight;
        for keyed in &self.keyed[line] {
            if share(keyed.weight + keyed.behind, weight) < NEARLY_THE_SAME {
                return;
            }
            let posting = Posting { line, weight: keyed.weight, behind: keyed.behind };
            self.index[keyed.key as usize].push(posting);
        }
    }
}

/// Whether a line may be nearly the same as one of this weight when no more than `sharing` matches. The other line
/// weighs at least what it shares, so that the score is at most `2 s / (s + w)`, which grows with `s`.
fn can_reach(sharing: u32, weight: u32) -> bool {
    share(2 * sharing, sharing + weight) >= NEARLY_THE_SAME
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
