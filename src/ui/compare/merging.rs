//! Both changes in one chart: made on a thread, applied as one step.

use std::sync::Arc;

use super::Choices;
use crate::diff::{self, Conflict, Side};
use crate::model::{Chart, Edit};
use crate::storage::Watched;
use crate::ui::files::{InFile, Moment};
use crate::ui::widgets::counted;

/// What is to be merged.
#[derive(Debug)]
pub(crate) struct Merging {
    pub(crate) base: Arc<Chart>,
    pub(crate) mine: Arc<Chart>,
    pub(crate) theirs: InFile,
    pub(crate) choices: Choices,
    /// The state of the document that is merged.
    pub(crate) of: Moment,
    /// The file behind it then.
    pub(crate) file: Option<Watched>,
}

/// What comes of it.
#[derive(Debug)]
pub(crate) struct Merged {
    /// What makes the merged chart of mine.
    pub(crate) edits: Vec<Edit>,
    pub(crate) theirs: InFile,
    /// The merged chart is what the file holds.
    pub(crate) is_as_in_file: bool,
    /// What was done, for the status bar.
    pub(crate) words: String,
    pub(crate) of: Moment,
    pub(crate) file: Option<Watched>,
}

impl Merging {
    /// Merges.
    pub(crate) fn run(self) -> Merged {
        let Self { base, mine, theirs, choices, of, file } = self;
        let side_of = |conflict: &Conflict| {
            let chosen = choices.get(&(conflict.subject.clone(), conflict.disputed.clone()));
            chosen.copied().unwrap_or(conflict.default_side())
        };
        let merge = diff::merge_choosing(&base, &mine, &theirs.chart, side_of);
        let taken_over = diff::differences(&mine, &merge.chart).len();
        let settled_mine = merge.conflicts.iter().filter(|conflict| side_of(conflict) == Side::Mine).count();
        let words = words(taken_over, settled_mine, merge.conflicts.len() - settled_mine);
        let edits = diff::edits(&mine, &merge.chart);
        Merged { edits, is_as_in_file: merge.chart == *theirs.chart, theirs, words, of, file }
    }
}

fn words(taken_over: usize, mine: usize, theirs: usize) -> String {
    let settled = [(mine, "your"), (theirs, "their")].into_iter().filter(|(count, _)| *count > 0);
    let settled =
        settled.map(|(count, whose)| format!("{} settled {whose} way", counted(count, "conflict", "conflicts")));
    let taken_over = format!("Merged: {} taken over", counted(taken_over, "change", "changes"));
    [taken_over].into_iter().chain(settled).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_merge_says_what_it_did() {
        for (numbers, expected) in [
            ((3, 1, 0), "Merged: 3 changes taken over, 1 conflict settled your way"),
            ((1, 0, 2), "Merged: 1 change taken over, 2 conflicts settled their way"),
            ((0, 0, 0), "Merged: 0 changes taken over"),
        ] {
            let (taken_over, mine, theirs) = numbers;
            assert_eq!(words(taken_over, mine, theirs), expected, "{numbers:?}");
        }
    }
}
