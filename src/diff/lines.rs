//! Lists of lines: which line of one list is which of another.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::words::{self, Names};
use crate::model::{Dismissal, Field, PositionId, Responsibility, words_of};

/// How many lines that are gone are tried as the earlier wording of a new one.
const TRIED: usize = 16;

/// A line of a list of the chart.
pub(super) trait Line: Clone + Eq + Hash {
    /// What the line is about: two lines of one matter are the same line, changed.
    fn matter(&self) -> String;

    /// The line for people.
    fn words(&self, names: &Names<'_>) -> String;

    /// Whether this may be the other line in other words.
    fn is_rewording_of(&self, _other: &Self) -> bool {
        false
    }

    /// What two changes of a line come to, where they go together.
    fn merged(_base: &Self, _mine: &Self, _theirs: &Self) -> Option<Self> {
        None
    }
}

impl Line for Responsibility {
    fn matter(&self) -> String {
        words_of(&self.text)
    }

    fn words(&self, _names: &Names<'_>) -> String {
        words::of_responsibility(self)
    }

    fn is_rewording_of(&self, other: &Self) -> bool {
        share_half_of_words(&self.text, &other.text)
    }

    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        Some(Self {
            involvement: *merged(&base.involvement, &mine.involvement, &theirs.involvement)?,
            text: merged(&base.text, &mine.text, &theirs.text)?.clone(),
        })
    }
}

impl Line for String {
    fn matter(&self) -> String {
        words_of(self)
    }

    fn words(&self, _names: &Names<'_>) -> String {
        words::of_text(self)
    }

    fn is_rewording_of(&self, other: &Self) -> bool {
        share_half_of_words(self, other)
    }
}

impl Line for Dismissal {
    /// The finding; the reason for which it is dismissed may change.
    fn matter(&self) -> String {
        format!("{:?}", (&self.rule, &self.responsibilities, &self.holders))
    }

    fn words(&self, _names: &Names<'_>) -> String {
        words::of_dismissal(self)
    }
}

impl Line for Field {
    fn matter(&self) -> String {
        self.name.clone()
    }

    fn words(&self, _names: &Names<'_>) -> String {
        words::of_field(self)
    }
}

impl Line for PositionId {
    fn matter(&self) -> String {
        self.to_string()
    }

    fn words(&self, names: &Names<'_>) -> String {
        names.position(self)
    }
}

/// What two changes of a value come to; nothing where they contradict each other.
pub(super) fn merged<'a, T: Eq>(base: &'a T, mine: &'a T, theirs: &'a T) -> Option<&'a T> {
    if mine == theirs || theirs == base { Some(mine) } else { (mine == base).then_some(theirs) }
}

/// Whether at least half of the different words of either text are in the other.
fn share_half_of_words(a: &str, b: &str) -> bool {
    let (a, b) = (words_of(a), words_of(b));
    let words = |text: &'_ str| -> HashSet<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (a, b) = (words(&a), words(&b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.len().max(b.len())
}

/// Where each line of a list was in an earlier one, if it was there: word for word, with another involvement or reason,
/// or in other words. No two lines come from one.
///
/// Of lines that are the same, the first is the first and so on. That finds the fewest changes wherever lines differ
/// from each other, costs no more than sorting, and a list made to be slow to compare is as fast as any.
pub(super) fn origins<L: Line>(from: &[L], to: &[L]) -> Vec<Option<usize>> {
    let head = from.iter().zip(to).take_while(|(old, new)| old == new).count();
    let (old, new) = (&from[head..], &to[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let middle = if let Some(rotated) = rotation(old, new) { rotated } else { Matching::of(old, new).origins };
    let middle = middle.into_iter().map(|origin| origin.map(|origin| head + origin));
    (0..head).map(Some).chain(middle).chain((from.len() - tail..from.len()).map(Some)).collect()
}

/// One line that moved from the beginning to the end or back is one move, even among lines that are the same.
fn rotation<L: Eq>(old: &[L], new: &[L]) -> Option<Vec<Option<usize>>> {
    let len = old.len();
    if len != new.len() || len < 2 {
        return None;
    }
    let by = if old[1..] == new[..len - 1] && old[0] == new[len - 1] {
        1
    } else if old[..len - 1] == new[1..] && old[len - 1] == new[0] {
        len - 1
    } else {
        return None;
    };
    Some((0..len).map(|index| Some((index + by) % len)).collect())
}

/// Which of the lines that one side added each line is that the other side added: word for word or the same matter.
pub(super) fn added_alike<L: Line>(mine: &[&L], theirs: &[&L]) -> Vec<Option<usize>> {
    let owned = |lines: &[&L]| -> Vec<L> { lines.iter().map(|&line| line.clone()).collect() };
    let (mine, theirs) = (owned(mine), owned(theirs));
    let mut matching = Matching::none(&mine, &theirs);
    matching.match_by(|line| line);
    matching.match_by(Line::matter);
    matching.origins
}

struct Matching<'a, L> {
    old: &'a [L],
    new: &'a [L],
    origins: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'a, L: Line> Matching<'a, L> {
    fn of(old: &'a [L], new: &'a [L]) -> Self {
        let mut matching = Self::none(old, new);
        matching.match_by(|line| line);
        matching.match_by(Line::matter);
        matching.match_rewordings();
        matching
    }

    fn none(old: &'a [L], new: &'a [L]) -> Self {
        Self { old, new, origins: vec![None; new.len()], is_taken: vec![false; old.len()] }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.origins[new] = Some(old);
        self.is_taken[old] = true;
    }

    fn lost(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|&old| !self.is_taken[old]).collect()
    }

    fn fresh(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|&new| self.origins[new].is_none()).collect()
    }

    /// Pairs the lines that have the same key: the first with the first, and so on.
    fn match_by<K: Eq + Hash>(&mut self, key: impl Fn(&'a L) -> K) {
        let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::new();
        for old in self.lost() {
            by_key.entry(key(&self.old[old])).or_default().push_back(old);
        }
        for new in self.fresh() {
            if let Some(old) = by_key.get_mut(&key(&self.new[new])).and_then(VecDeque::pop_front) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs each new line with the first of a few lost ones that it may be a rewording of.
    fn match_rewordings(&mut self) {
        let mut lost = VecDeque::from(self.lost());
        for new in self.fresh() {
            let is_earlier = |&old: &usize| self.new[new].is_rewording_of(&self.old[old]);
            if let Some(at) = lost.iter().take(TRIED).position(is_earlier) {
                let old = lost[at];
                lost.remove(at);
                self.pair(old, new);
            }
        }
    }
}
