//! The edits that turn one list of lines into another.

use std::collections::{HashMap, VecDeque};

use super::lines::{Line, origins};
use super::order::{Step, staying, steps};
use crate::model::ListChange;

/// Changes that turn the one list into the other. A single line that came, went, changed or moved is a single change.
pub(super) fn changes<L: Line>(from: &[L], to: &[L]) -> Vec<ListChange<L>> {
    if from == to {
        return Vec::new();
    }
    let mut origins = origins(from, to);
    replace_in_place(from.len(), &mut origins);
    let placing = steps(from.len(), &origins).into_iter().map(|step| match step {
        Step::Move(from, to) => ListChange::Move(from, to),
        Step::Insert(at, number) => ListChange::Insert(at, to[number].clone()),
        Step::Remove(at) => ListChange::Remove(at),
    });
    // Every line now has its place in the new list, and those that are the same line in other words still have the old.
    let is_reworded =
        |(number, origin): (usize, &Option<usize>)| origin.filter(|&old| from[old] != to[number]).map(|_| number);
    let reworded = origins.iter().enumerate().filter_map(is_reworded);
    placing.chain(reworded.map(|number| ListChange::Replace(number, to[number].clone()))).collect()
}

/// Where a line went and another came between the same neighbours, the one takes the other's place: one change, not
/// two.
fn replace_in_place(len: usize, origins: &mut [Option<usize>]) {
    let stays = staying(origins);
    let mut lost = lost_in_gaps(len, origins, &stays);
    let mut gap = 0;
    for (origin, stays) in origins.iter_mut().zip(stays) {
        gap += usize::from(stays);
        if origin.is_none() {
            *origin = lost.get_mut(&gap).and_then(VecDeque::pop_front);
        }
    }
}

/// The lines that are gone, by how many of those that stay stood before them.
fn lost_in_gaps(len: usize, origins: &[Option<usize>], stays: &[bool]) -> HashMap<usize, VecDeque<usize>> {
    let (mut is_kept, mut is_staying) = (vec![false; len], vec![false; len]);
    for (&origin, &stays) in origins.iter().zip(stays) {
        if let Some(old) = origin {
            (is_kept[old], is_staying[old]) = (true, stays);
        }
    }
    let mut lost: HashMap<usize, VecDeque<usize>> = HashMap::new();
    let mut gap = 0;
    for old in 0..len {
        gap += usize::from(is_staying[old]);
        if !is_kept[old] {
            lost.entry(gap).or_default().push_back(old);
        }
    }
    lost
}
