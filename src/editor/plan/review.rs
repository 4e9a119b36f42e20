//! What the review of a chart leads to: other words, what must be covered, findings dismissed.

use std::collections::HashSet;

use super::{Plan, Planned};
use crate::editor::Refusal;
use crate::model::{Chart, Dismissal, Edit, Holder, Involvement, ListChange, Responsibility, words_of};

/// Gives a responsibility other words in every list, in what must be covered, and in dismissed findings. Where a list
/// has the new words in the same involvement already, the two become one line.
pub(super) fn reword(chart: &Chart, from: &str, to: &str) -> Planned {
    let to = to.trim();
    if to.is_empty() {
        return Err(Refusal::NoWords);
    }
    let renaming = Renaming { from: words_of(from), to };
    let roles = chart.roles().iter().map(|role| (Holder::Role(role.id.clone()), &role.responsibilities));
    let positions = chart.walk().map(|visit| visit.position);
    let positions = positions.map(|position| (Holder::Position(position.id.clone()), &position.responsibilities));
    let mut edits: Vec<Edit> =
        roles.chain(positions).flat_map(|(holder, lines)| renaming.of_list(&holder, lines)).collect();
    edits.extend(renaming.of_must_cover(chart.must_cover()));
    edits.extend(renaming.of_dismissals(chart.dismissals()));
    Ok(Plan::of(edits))
}

struct Renaming<'a> {
    /// The words as [`words_of`] gives them.
    from: String,
    to: &'a str,
}

impl Renaming<'_> {
    fn concerns(&self, text: &str) -> bool {
        words_of(text) == self.from
    }

    /// Whether the text has other letters afterwards, if only in their case.
    fn changes(&self, text: &str) -> bool {
        self.concerns(text) && text != self.to
    }

    fn of_list(&self, holder: &Holder, lines: &[Responsibility]) -> Vec<Edit> {
        if !lines.iter().any(|line| self.changes(&line.text)) {
            return Vec::new();
        }
        let new_words = words_of(self.to);
        let mut met = HashSet::<Involvement>::new();
        let (mut replaced, mut doubled) = (Vec::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let concerned = self.concerns(&line.text);
            if (concerned || words_of(&line.text) == new_words) && !met.insert(line.involvement) {
                doubled.push(ListChange::Remove(index));
            } else if concerned && line.text != self.to {
                replaced.push(ListChange::Replace(index, Responsibility { text: self.to.to_owned(), ..*line }));
            }
        }
        // From the end, so that an index stays what it was until its turn comes.
        let changes = replaced.into_iter().chain(doubled.into_iter().rev());
        changes.map(|change| Edit::Responsibilities(holder.clone(), change)).collect()
    }

    fn of_must_cover(&self, lines: &[String]) -> Vec<Edit> {
        if !lines.iter().any(|line| self.changes(line)) {
            return Vec::new();
        }
        let new_words = words_of(self.to);
        let is_met = |line: &&String| self.concerns(line) || words_of(line) == new_words;
        let met: Vec<usize> = (0..lines.len()).filter(|&index| is_met(&&lines[index])).collect();
        let Some((&first, others)) = met.split_first() else { return Vec::new() };
        let replace = (lines[first] != self.to).then(|| ListChange::Replace(first, self.to.to_owned()));
        let remove = others.iter().rev().map(|&index| ListChange::Remove(index));
        replace.into_iter().chain(remove).map(Edit::MustCover).collect()
    }

    fn of_dismissals(&self, dismissals: &[Dismissal]) -> impl Iterator<Item = Edit> {
        let concerned = |dismissal: &Dismissal| dismissal.responsibilities.iter().any(|text| self.changes(text));
        let renamed = |text: &String| if self.concerns(text) { self.to.to_owned() } else { text.clone() };
        dismissals.iter().enumerate().filter(move |(_, dismissal)| concerned(dismissal)).map(
            move |(index, dismissal)| {
                let responsibilities = dismissal.responsibilities.iter().map(renamed).collect();
                Edit::Dismissals(ListChange::Replace(index, Dismissal { responsibilities, ..dismissal.clone() }))
            },
        )
    }
}

pub(super) fn add_must_cover(index: usize, lines: Vec<String>) -> Plan {
    // An index too large for any list is one that the chart refuses.
    let insert = |(offset, line)| Edit::MustCover(ListChange::Insert(index.saturating_add(offset), line));
    Plan::of(lines.into_iter().enumerate().map(insert).collect())
}

pub(super) fn change_must_cover(chart: &Chart, change: ListChange<String>) -> Plan {
    let stays = match &change {
        ListChange::Replace(index, line) => chart.must_cover().get(*index) == Some(line),
        ListChange::Move(from, to) => from == to,
        ListChange::Insert(..) | ListChange::Remove(_) => false,
    };
    if stays { Plan::default() } else { Plan::of(vec![Edit::MustCover(change)]) }
}

/// New dismissals go where they belong in the order of rules and words, so that two people's seldom meet in one place.
pub(super) fn dismiss(chart: &Chart, dismissal: Dismissal) -> Plan {
    let dismissals = chart.dismissals();
    let change = match dismissals.iter().position(|other| other.is_of_same_finding(&dismissal)) {
        Some(index) if dismissals[index] == dismissal => return Plan::default(),
        Some(index) => ListChange::Replace(index, dismissal),
        None => ListChange::Insert(dismissals.partition_point(|other| *other < dismissal), dismissal),
    };
    Plan::of(vec![Edit::Dismissals(change)])
}

pub(super) fn undismiss(chart: &Chart, dismissal: &Dismissal) -> Planned {
    let index = chart.dismissals().iter().position(|other| other.is_of_same_finding(dismissal));
    let index = index.ok_or(Refusal::NotDismissed)?;
    Ok(Plan::of(vec![Edit::Dismissals(ListChange::Remove(index))]))
}
