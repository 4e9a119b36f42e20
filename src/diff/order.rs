//! Rows that take another order: what may stay where it is, and which index the rest has on its way.

use std::collections::{HashMap, HashSet};

/// Marks a longest increasing subsequence of numbers that all differ: what may stay where it is when the rest moves.
///
/// By patience sorting, after Fredman, "On computing the length of longest increasing subsequences" (1975).
pub(super) fn longest_increasing(numbers: &[usize]) -> Vec<bool> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let pile = piles.partition_point(|&top| numbers[top] < *number);
        before.push(pile.checked_sub(1).map(|below| piles[below]));
        if pile == piles.len() {
            piles.push(index);
        } else {
            piles[pile] = index;
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut at = piles.last().copied();
    while let Some(index) = at {
        stays[index] = true;
        at = before[index];
    }
    stays
}

/// A place in one of the [`Rows`]: its own, or that of an item that was there from the beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    row: usize,
    anchor: usize,
}

/// Rows of items, some of which leave while others come, and the index that each has at any time.
///
/// Every row has an *anchor* for its beginning and one for every item that was in it at first. An anchor counts how
/// many items stand at it: its own as long as that is there, and those that came and stand right behind. The anchors of
/// all rows lie in one line, and a Fenwick tree sums them up, so that every question costs the logarithm of their
/// number.
#[derive(Debug)]
pub(super) struct Rows {
    /// Sums over ranges, as in Fenwick, "A new data structure for cumulative frequency tables" (1994).
    sums: Vec<usize>,
    /// The anchor of each row's beginning.
    starts: Vec<usize>,
}

impl Rows {
    /// Rows with so many items each.
    pub(super) fn new(lengths: impl IntoIterator<Item = usize>) -> Self {
        let (mut starts, mut counts) = (Vec::new(), Vec::new());
        for length in lengths {
            starts.push(counts.len());
            counts.push(0);
            counts.resize(counts.len() + length, 1);
        }
        Self { sums: fenwick(counts), starts }
    }

    /// The beginning of a row.
    pub(super) fn start(&self, row: usize) -> Cursor {
        Cursor { row, anchor: self.starts[row] }
    }

    /// The item that had this index in the row at first.
    pub(super) fn item(&self, row: usize, index: usize) -> Cursor {
        Cursor { row, anchor: self.starts[row] + 1 + index }
    }

    /// The index that an item has now that was in the row at first and still is.
    pub(super) fn index(&self, item: Cursor) -> usize {
        self.up_to(item.anchor) - self.up_to(self.starts[item.row])
    }

    /// Takes an item out that was in the row at first, and gives the index that it had.
    pub(super) fn leave(&mut self, item: Cursor) -> usize {
        self.change(item.anchor, |sum| *sum -= 1);
        self.index(item)
    }

    /// Puts an item behind all that stand at the cursor, and gives the index that it has.
    pub(super) fn come(&mut self, behind: Cursor) -> usize {
        let index = self.up_to(behind.anchor + 1) - self.up_to(self.starts[behind.row]);
        self.change(behind.anchor, |sum| *sum += 1);
        index
    }

    /// How many items stand at the anchors before this one.
    fn up_to(&self, anchor: usize) -> usize {
        let (mut at, mut sum) = (anchor, 0);
        while at > 0 {
            sum += self.sums[at - 1];
            at &= at - 1;
        }
        sum
    }

    fn change(&mut self, anchor: usize, by: impl Fn(&mut usize)) {
        let mut at = anchor + 1;
        while at <= self.sums.len() {
            by(&mut self.sums[at - 1]);
            at += at & at.wrapping_neg();
        }
    }
}

/// Turns counts into the sums of a Fenwick tree.
fn fenwick(mut counts: Vec<usize>) -> Vec<usize> {
    for at in 1..=counts.len() {
        let parent = at + (at & at.wrapping_neg());
        if parent <= counts.len() {
            counts[parent - 1] += counts[at - 1];
        }
    }
    counts
}

/// One step of turning a list into another; indices are those of the time when the step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Takes the item at the first index out and puts it back at the second.
    Move(usize, usize),
    /// Puts an item in at the index: the one that the new list has at the second number.
    Insert(usize, usize),
    /// Takes the item at the index out.
    Remove(usize),
}

/// Turns a list of so many items into another, of which `origins` says where each item was, if it was there: as few
/// moves as can be. All that is removed goes at the end.
pub(super) fn steps(len: usize, origins: &[Option<usize>]) -> Vec<Step> {
    let stays = staying(origins);
    let mut rows = Rows::new([len]);
    let mut behind = rows.start(0);
    let mut steps = Vec::new();
    let mut is_kept = vec![false; len];
    for (number, &origin) in origins.iter().enumerate() {
        if let Some(origin) = origin {
            is_kept[origin] = true;
        }
        match origin {
            Some(origin) if stays[number] => behind = rows.item(0, origin),
            Some(origin) => {
                let from = rows.leave(rows.item(0, origin));
                steps.push(Step::Move(from, rows.come(behind)));
            }
            None => steps.push(Step::Insert(rows.come(behind), number)),
        }
    }
    let gone = (0..len).rev().filter(|&item| !is_kept[item]);
    steps.extend(gone.map(|item| Step::Remove(rows.index(rows.item(0, item)))));
    steps
}

/// Which items of the new list stay where they are while the others move.
pub(super) fn staying(origins: &[Option<usize>]) -> Vec<bool> {
    let known: Vec<usize> = origins.iter().copied().flatten().collect();
    let mut stays = longest_increasing(&known).into_iter();
    origins.iter().map(|origin| origin.is_some() && stays.next() == Some(true)).collect()
}

/// Brings together two changes of the order of the same items, each of which has a number.
///
/// What either side moved goes behind what it follows there. Items that are in one list only are kept: what nobody
/// wants any more must not be among them. `takes_theirs` is asked where both moved the same item to different places.
pub(super) fn merged_order(
    base: &[usize],
    mine: &[usize],
    theirs: &[usize],
    takes_theirs: impl FnOnce() -> bool,
) -> Vec<usize> {
    if mine == theirs {
        return mine.to_vec();
    }
    let places: HashMap<usize, usize> = base.iter().enumerate().map(|(place, &item)| (item, place)).collect();
    let mut moved = movers(&places, mine);
    let moved_by_both: Vec<usize> = movers(&places, theirs).intersection(&moved).copied().collect();
    if !moved_by_both.is_empty() && !agree(mine, theirs) && takes_theirs() {
        for item in &moved_by_both {
            moved.remove(item);
        }
    }
    let kept: Vec<usize> = theirs.iter().copied().filter(|item| !moved.contains(item)).collect();
    with_insertions(&kept, mine)
}

/// The items that were moved, as few as can be: the others are still in the order of the base.
fn movers(places: &HashMap<usize, usize>, items: &[usize]) -> HashSet<usize> {
    let known: Vec<usize> = items.iter().copied().filter(|item| places.contains_key(item)).collect();
    let order: Vec<usize> = known.iter().map(|item| places[item]).collect();
    let stays = longest_increasing(&order);
    known.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(item, _)| item).collect()
}

/// Whether the items that both lists have are in the same order.
fn agree(a: &[usize], b: &[usize]) -> bool {
    let (in_a, in_b): (HashSet<&usize>, HashSet<&usize>) = (a.iter().collect(), b.iter().collect());
    a.iter().filter(|item| in_b.contains(item)).eq(b.iter().filter(|item| in_a.contains(item)))
}

/// The list with all that only the other one has: each item behind the one that it follows there.
fn with_insertions(list: &[usize], other: &[usize]) -> Vec<usize> {
    let known: HashSet<usize> = list.iter().copied().collect();
    let mut behind: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut last_known = None;
    for &item in other {
        if known.contains(&item) {
            last_known = Some(item);
        } else {
            behind.entry(last_known).or_default().push(item);
        }
    }
    let mut merged = behind.remove(&None).unwrap_or_default();
    for &item in list {
        merged.push(item);
        merged.extend(behind.remove(&Some(item)).unwrap_or_default());
    }
    merged
}
