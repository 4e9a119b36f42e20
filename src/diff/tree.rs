//! The edits that give positions their places in another chart's tree.

use super::flat::Flat;
use super::order::{Cursor, Rows, longest_increasing};
use crate::model::{Edit, Place};

/// Inserts and moves positions until all that `to` has stand as they do there. Those that are gone still stand
/// somewhere.
///
/// Positions get their places in the reading order of `to`. When one gets its place, all managers above that have
/// theirs, and so their line upwards is the one that `to` has: the position itself can't be on it, and no move makes a
/// circle.
pub(super) fn placing(from: &Flat<'_>, to: &Flat<'_>) -> Vec<Edit> {
    let stays = staying(from, to);
    let mut tree = Tree::new(from, to);
    let mut edits = Vec::new();
    for (number, stays) in stays.into_iter().enumerate() {
        match from.number(to.id(number)) {
            Some(old) if stays => tree.keep(to.managers[number], old),
            Some(old) => edits.push(tree.take(to, number, old)),
            None => edits.push(tree.insert(to, number)),
        }
    }
    edits
}

/// Which positions of `to` need no move: they keep their manager, and the most in a row that can keep their order.
pub(super) fn staying(from: &Flat<'_>, to: &Flat<'_>) -> Vec<bool> {
    let mut stays = vec![false; to.len()];
    for owner in to.row_owners() {
        let kept: Vec<(usize, usize)> =
            to.row(owner).iter().filter_map(|&new| Some((new, kept(from, to, new)?))).collect();
        let old_order: Vec<usize> = kept.iter().map(|&(_, old)| old).collect();
        for ((new, _), is_in_order) in kept.into_iter().zip(longest_increasing(&old_order)) {
            stays[new] = is_in_order;
        }
    }
    stays
}

/// The number that a position had in `from`, where it reports to the same manager there. Numbers rise within a row.
fn kept(from: &Flat<'_>, to: &Flat<'_>, new: usize) -> Option<usize> {
    from.number(to.id(new)).filter(|&old| from.manager(old) == to.manager(new))
}

/// The tree on its way from one chart to the other.
struct Tree {
    rows: Rows,
    /// Where each position of `from` stood at first.
    at_first: Vec<Cursor>,
    /// Behind what the next one goes in the row of each manager of `to`, the top positions first.
    behind: Vec<Cursor>,
}

impl Tree {
    fn new(from: &Flat<'_>, to: &Flat<'_>) -> Self {
        let old_rows = 1 + from.len();
        let is_new = |number: usize| !from.contains(to.id(number));
        let new_managers = (0..to.len()).filter(|&number| is_new(number)).count();
        let lengths = from.row_owners().map(|owner| from.row(owner).len());
        let rows = Rows::new(lengths.chain(std::iter::repeat_n(0, new_managers)));
        let mut next_new = old_rows..;
        let row_of = |number: usize| from.number(to.id(number)).map_or_else(|| next_new.next(), |old| Some(1 + old));
        let starts = std::iter::once(Some(0)).chain((0..to.len()).map(row_of)).flatten();
        let behind = starts.map(|row| rows.start(row)).collect();
        Self { at_first: seats(from, &rows), behind, rows }
    }

    fn keep(&mut self, manager: Option<usize>, old: usize) {
        self.behind[row(manager)] = self.at_first[old];
    }

    fn take(&mut self, to: &Flat<'_>, number: usize, old: usize) -> Edit {
        self.rows.leave(self.at_first[old]);
        Edit::MovePosition(to.id(number).clone(), self.place(to, number))
    }

    fn insert(&mut self, to: &Flat<'_>, number: usize) -> Edit {
        Edit::InsertPosition { place: self.place(to, number), position: Box::new(to.positions[number].clone()) }
    }

    fn place(&mut self, to: &Flat<'_>, number: usize) -> Place {
        let index = self.rows.come(self.behind[row(to.managers[number])]);
        Place { manager: to.manager(number).cloned(), index }
    }
}

/// The number of a manager's row: that of the top positions comes first.
fn row(manager: Option<usize>) -> usize {
    manager.map_or(0, |manager| 1 + manager)
}

fn seats(from: &Flat<'_>, rows: &Rows) -> Vec<Cursor> {
    let mut seats = vec![rows.start(0); from.len()];
    for owner in from.row_owners() {
        for (index, &number) in from.row(owner).iter().enumerate() {
            seats[number] = rows.item(row(owner), index);
        }
    }
    seats
}
