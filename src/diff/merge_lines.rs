//! Two changes of one list of lines, brought together line by line.

use super::conflict::{Disputed, Side};
use super::lines::{Line, added_alike, origins};
use super::order::merged_order;
use super::referee::{Referee, Versions};
use super::words::{self, List, Subject};

/// What comes of a list: a line that either side added, changed, removed or moved is so in the end.
pub(super) fn merged_lines<L: Line>(
    referee: &mut Referee<'_>,
    subject: &Subject,
    list: List,
    versions: Versions<'_, [L]>,
) -> Vec<L> {
    if let Some(side) = versions.settled() {
        return versions.of(side).to_vec();
    }
    let numbered = Numbered::of(versions);
    let merged: Vec<Option<L>> = numbered.lines.iter().map(|line| merged_line(referee, subject, list, *line)).collect();
    let order = merged_line_order(referee, subject, list, &numbered, &merged);
    order.into_iter().filter_map(|number| merged[number].clone()).collect()
}

/// One line on all sides, as far as it is there.
struct Line3<'v, L> {
    base: Option<&'v L>,
    mine: Option<&'v L>,
    theirs: Option<&'v L>,
}

impl<L> Clone for Line3<'_, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Line3<'_, L> {}

/// Every different line under a number, and the lists as numbers.
struct Numbered<'v, L> {
    lines: Vec<Line3<'v, L>>,
    base: Vec<usize>,
    mine: Vec<usize>,
    theirs: Vec<usize>,
}

impl<'v, L: Line> Numbered<'v, L> {
    fn of(versions: Versions<'v, [L]>) -> Self {
        let base = versions.base.unwrap_or_default();
        let line = |base| Line3 { base, mine: None, theirs: None };
        let mut numbered = Self {
            lines: base.iter().map(|old| line(Some(old))).collect(),
            base: (0..base.len()).collect(),
            mine: Vec::new(),
            theirs: Vec::new(),
        };
        let added_by_me = numbered.number_mine(base, versions.mine);
        numbered.number_theirs(base, versions.theirs, &added_by_me);
        numbered
    }

    /// Gives the numbers of the lines that are new.
    fn number_mine(&mut self, base: &[L], mine: &'v [L]) -> Vec<usize> {
        let mut added = Vec::new();
        for (line, origin) in mine.iter().zip(origins(base, mine)) {
            let number = origin.unwrap_or_else(|| self.add());
            self.lines[number].mine = Some(line);
            self.mine.push(number);
            added.extend(origin.is_none().then_some(number));
        }
        added
    }

    fn number_theirs(&mut self, base: &[L], theirs: &'v [L], added_by_me: &[usize]) {
        let origins = origins(base, theirs);
        let is_new = |(line, origin): (&'v L, &Option<usize>)| origin.is_none().then_some(line);
        let added: Vec<&L> = theirs.iter().zip(&origins).filter_map(is_new).collect();
        let mine: Vec<&L> = added_by_me.iter().filter_map(|&number| self.lines[number].mine).collect();
        let mut alike = added_alike(&mine, &added).into_iter();
        for (line, origin) in theirs.iter().zip(origins) {
            let same = || alike.next().flatten().map(|index| added_by_me[index]);
            let number = origin.or_else(same).unwrap_or_else(|| self.add());
            self.lines[number].theirs = Some(line);
            self.theirs.push(number);
        }
    }

    fn add(&mut self) -> usize {
        self.lines.push(Line3 { base: None, mine: None, theirs: None });
        self.lines.len() - 1
    }
}

/// What comes of one line; nothing where it goes.
fn merged_line<L: Line>(referee: &mut Referee<'_>, subject: &Subject, list: List, line: Line3<'_, L>) -> Option<L> {
    match (line.base, line.mine, line.theirs) {
        (base, Some(mine), Some(theirs)) => Some(merged_value(referee, subject, list, Versions { base, mine, theirs })),
        (None, mine, theirs) => mine.or(theirs).cloned(),
        (Some(base), Some(mine), None) => changed_or_removed(referee, subject, list, [base, mine], Side::Theirs),
        (Some(base), None, Some(theirs)) => changed_or_removed(referee, subject, list, [base, theirs], Side::Mine),
        (Some(_), None, None) => None,
    }
}

fn merged_value<L: Line>(referee: &mut Referee<'_>, subject: &Subject, list: List, versions: Versions<'_, L>) -> L {
    if let Some(side) = versions.settled() {
        return versions.of(side).clone();
    }
    let Versions { base, mine, theirs } = versions;
    if let Some(both) = base.and_then(|base| L::merged(base, mine, theirs)) {
        return both;
    }
    let before = base.map(|base| base.words(&referee.names)).unwrap_or_default();
    let words = [mine, theirs].map(|line| line.words(&referee.names));
    let side = referee.ask(subject, Disputed::Line(list, before), words);
    versions.of(side).clone()
}

fn changed_or_removed<L: Line>(
    referee: &mut Referee<'_>,
    subject: &Subject,
    list: List,
    [before, now]: [&L; 2],
    removed_by: Side,
) -> Option<L> {
    if before == now {
        return None;
    }
    let [line, now_words] = [before, now].map(|line| line.words(&referee.names));
    let disputed = Disputed::LineExistence { list, line, removed_by };
    referee.keeps(subject, removed_by, disputed, now_words).then(|| now.clone())
}

fn merged_line_order<L: Line>(
    referee: &mut Referee<'_>,
    subject: &Subject,
    list: List,
    numbered: &Numbered<'_, L>,
    merged: &[Option<L>],
) -> Vec<usize> {
    let kept = |numbers: &[usize]| -> Vec<usize> {
        numbers.iter().copied().filter(|&number| merged[number].is_some()).collect()
    };
    let [base, mine, theirs] = [&numbered.base, &numbered.mine, &numbered.theirs].map(|numbers| kept(numbers));
    merged_order(&base, &mine, &theirs, || {
        let word =
            |&number: &usize| merged[number].as_ref().map_or_else(String::new, |line| line.words(&referee.names));
        let orders = [&mine, &theirs].map(|order| words::of_order(order, word));
        referee.ask(subject, Disputed::LineOrder(list), orders) == Side::Theirs
    })
}
