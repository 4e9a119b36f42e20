//! How much differs, in numbers.

use std::collections::HashSet;
use std::fmt;

use super::differences::{Change, Difference};
use super::words::{List, Subject};
use crate::model::{Holder, thousands};

/// How much differs between two charts. Its [`Display`](fmt::Display) is one line, such as "2 positions added, 1
/// moved".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Positions that are new.
    pub positions_added: usize,
    /// Positions that are gone.
    pub positions_removed: usize,
    /// Positions that report to another manager.
    pub positions_moved: usize,
    /// Positions of which a value, a field or a dotted line is another.
    pub positions_changed: usize,
    /// Managers whose reports stand in another order; the top positions count as one row.
    pub rows_reordered: usize,
    /// Roles that are new.
    pub roles_added: usize,
    /// Roles that are gone.
    pub roles_removed: usize,
    /// Roles of which a value is another.
    pub roles_changed: usize,
    /// Lines of responsibilities that came, went, moved or are reworded, of roles and of positions that both charts
    /// have.
    pub responsibilities_changed: usize,
    /// Whatever else: what the chart itself says, and the order of its roles.
    pub other: usize,
}

impl Summary {
    /// Counts the differences.
    #[must_use]
    pub fn of(differences: &[Difference]) -> Self {
        let mut summary = Self::default();
        let mut changed: HashSet<&Holder> = HashSet::new();
        for Difference { subject, change, .. } in differences {
            match (change, subject) {
                (Change::Line(List::Responsibilities, _), _) => summary.responsibilities_changed += 1,
                (Change::ReportsReordered, _) => summary.rows_reordered += 1,
                (_, Subject::Chart) => summary.other += 1,
                (Change::Value { .. } | Change::Line(..), Subject::Holder(holder)) => {
                    changed.insert(holder);
                }
                (change, Subject::Holder(holder)) => summary.count(change, holder),
            }
        }
        let is_role = |holder: &&&Holder| matches!(holder, Holder::Role(_));
        summary.roles_changed = changed.iter().filter(is_role).count();
        summary.positions_changed = changed.len() - summary.roles_changed;
        summary
    }

    fn count(&mut self, change: &Change, holder: &Holder) {
        match (change, holder) {
            (Change::Added { .. }, Holder::Position(_)) => self.positions_added += 1,
            (Change::Added { .. }, Holder::Role(_)) => self.roles_added += 1,
            (Change::Removed, Holder::Position(_)) => self.positions_removed += 1,
            (Change::Removed, Holder::Role(_)) => self.roles_removed += 1,
            (Change::Moved { .. }, _) => self.positions_moved += 1,
            _ => self.other += 1,
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing differs");
        }
        let groups = [
            counted(
                "position",
                &[
                    (self.positions_added, "added"),
                    (self.positions_removed, "removed"),
                    (self.positions_moved, "moved"),
                    (self.positions_changed, "changed"),
                ],
            ),
            counted("row", &[(self.rows_reordered, "in another order")]),
            counted(
                "role",
                &[(self.roles_added, "added"), (self.roles_removed, "removed"), (self.roles_changed, "changed")],
            ),
            counted("responsibility", &[(self.responsibilities_changed, "changed")]),
            counted("other thing", &[(self.other, "changed")]),
        ];
        f.write_str(&groups.concat().join(", "))
    }
}

/// "2 positions added", "1 moved": only the first says what is counted, and what there is none of is left out.
fn counted(noun: &str, counts: &[(usize, &str)]) -> Vec<String> {
    let present = counts.iter().filter(|(count, _)| *count > 0).enumerate();
    let phrase = |(index, (count, verb)): (usize, &(usize, &str))| match index {
        0 => format!("{} {} {verb}", thousands(*count), plural(noun, *count)),
        _ => format!("{} {verb}", thousands(*count)),
    };
    present.map(phrase).collect()
}

fn plural(noun: &str, count: usize) -> String {
    match noun.strip_suffix('y') {
        _ if count == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_written_as_the_window_writes_them() {
        let summary = Summary { positions_added: 10_000, positions_moved: 1234, ..Summary::default() };
        assert_eq!(summary.to_string(), "10,000 positions added, 1,234 moved", "with separators");
    }
}
