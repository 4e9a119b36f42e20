//! What differs, found on a thread: rows for the list, and what can be done about it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Against;
use crate::diff::{self, Change, Conflict, Difference, LineChange, Subject, Summary};
use crate::model::Chart;
use crate::storage::{Digest, Left};
use crate::ui::files::{self, InFile};
use crate::ui::left::{FileNow, capitalised, name_of};

/// What is to be compared.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) against: Against,
    /// The chart that is open.
    pub(crate) mine: Arc<Chart>,
    pub(crate) file: Option<PathBuf>,
    /// What the file held when it was last read or written here, where that is known.
    pub(crate) base: Option<Arc<Chart>>,
    /// By what the file was known then.
    pub(crate) known: Option<Digest>,
}

/// What a comparison has found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) head: String,
    pub(crate) words: String,
    pub(crate) occasion: Occasion,
    pub(crate) rows: Vec<Row>,
    pub(crate) conflicts: Vec<Dispute>,
    /// What the file holds, where the chart that is open was compared with it.
    pub(crate) theirs: Option<InFile>,
}

/// What can be done about the differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Another program has changed the file.
    ChangedOutside {
        /// It is known what both sides began with.
        can_merge: bool,
    },
    /// The file is as it was read or written here.
    AsKnown,
    /// It is about what a crashed window left.
    Left,
    /// It is about a previous version.
    Version,
}

/// One difference, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) subject: Subject,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) sign: Sign,
    /// The first of those about its subject.
    pub(crate) is_first: bool,
}

/// What kind of difference it is, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Added,
    Removed,
    Moved,
    Changed,
}

/// A conflict, and what it is about in words.
#[derive(Clone, Debug)]
pub(crate) struct Dispute {
    pub(crate) conflict: Conflict,
    pub(crate) about: String,
}

/// Compares.
///
/// # Errors
/// Says why one of the two charts can't be had.
pub(crate) fn compare(task: Task) -> Result<Found, String> {
    match &task.against {
        Against::File => with_file(task),
        Against::Left(left) => with_left(left),
        Against::Version { file, words } => with_version(file, words, &task.mine),
    }
}

fn with_file(task: Task) -> Result<Found, String> {
    let Task { mine, base, known, file, .. } = task;
    let path = file.ok_or("The chart has not been saved to a file yet.")?;
    let theirs = InFile::from(files::read(&path)?);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_changed = known != Some(theirs.fingerprint.digest);
    let conflicts = match &base {
        Some(base) if is_changed => diff::merge(base, &mine, &theirs.chart).conflicts,
        _ => Vec::new(),
    };
    let occasion = if is_changed { Occasion::ChangedOutside { can_merge: base.is_some() } } else { Occasion::AsKnown };
    let (rows, summary) = differences(&theirs.chart, &mine);
    let words = match (summary, is_changed) {
        (None, false) => "Nothing differs".to_owned(),
        (None, true) => "Another program has changed the file, and nothing differs from yours".to_owned(),
        (Some(summary), false) => format!("In yours: {summary}"),
        (Some(summary), true) => format!("Another program has changed the file. In yours, compared with it: {summary}"),
    };
    let conflicts = conflicts.into_iter().map(Dispute::new).collect();
    let head = format!("Your chart and {name}");
    Ok(Found { head, words, occasion, rows, conflicts, theirs: Some(theirs) })
}

fn with_left(left: &Left) -> Result<Found, String> {
    let chart = left.chart().map_err(|error| error.to_string())?.chart;
    let file = FileNow::of(&left.origin);
    let nothing = Chart::default();
    let (rows, summary) = differences(file.chart().unwrap_or(&nothing), &chart);
    let summary = summary.unwrap_or_else(|| "nothing differs".to_owned());
    let words = match (&file, file.warning()) {
        (FileNow::None, _) => "It was never saved to a file: this is all that is in it".to_owned(),
        (FileNow::Same(_), _) => format!("Changed since it was saved: {summary}"),
        (FileNow::Changed(_), Some(warning)) => format!("{warning}. Compared with it: {summary}"),
        (_, warning) => format!("{}. This is all that is in the chart", warning.unwrap_or_default()),
    };
    let head = format!("What was left of {}", name_of(&left.origin, Some(&chart)));
    Ok(Found { head, words, occasion: Occasion::Left, rows, conflicts: Vec::new(), theirs: None })
}

fn with_version(file: &Path, words: &str, mine: &Chart) -> Result<Found, String> {
    let version = files::read(file)?.opened.chart;
    let (rows, summary) = differences(&version, mine);
    let head = format!("Your chart and {words}");
    let words = summary.map_or_else(|| "Nothing differs".to_owned(), |summary| format!("In yours: {summary}"));
    Ok(Found { head, words, occasion: Occasion::Version, rows, conflicts: Vec::new(), theirs: None })
}

/// The rows for what is different in the second chart, and how much that is; nothing where they are alike.
fn differences(from: &Chart, to: &Chart) -> (Vec<Row>, Option<String>) {
    let differences = diff::differences(from, to);
    let summary = (!differences.is_empty()).then(|| Summary::of(&differences).to_string());
    (rows(differences), summary)
}

/// A row for each difference. Those about the same subject stand together, where the first of them stood.
fn rows(mut differences: Vec<Difference>) -> Vec<Row> {
    let mut first: HashMap<Subject, usize> = HashMap::new();
    for (index, difference) in differences.iter().enumerate() {
        first.entry(difference.subject.clone()).or_insert(index);
    }
    differences.sort_by_key(|difference| first.get(&difference.subject).copied());
    let mut rows: Vec<Row> = Vec::with_capacity(differences.len());
    for difference in differences {
        let is_first = rows.last().is_none_or(|last| last.subject != difference.subject);
        let (text, sign) = (capitalised(&difference.beside_name()), Sign::of(&difference.change));
        let name = difference.subject.called(&difference.name);
        rows.push(Row { subject: difference.subject, name, text, sign, is_first });
    }
    rows
}

impl Sign {
    const fn of(change: &Change) -> Self {
        match change {
            Change::Added { .. } | Change::Line(_, LineChange::Added(_)) => Self::Added,
            Change::Removed | Change::Line(_, LineChange::Removed(_)) => Self::Removed,
            Change::Moved { .. }
            | Change::ReportsReordered
            | Change::RolesReordered
            | Change::Line(_, LineChange::Moved(_)) => Self::Moved,
            Change::Value { .. } | Change::Line(_, LineChange::Reworded { .. }) => Self::Changed,
        }
    }
}

impl Dispute {
    fn new(conflict: Conflict) -> Self {
        let about = conflict.about();
        Self { conflict, about }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketch::chart;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &[&str]) {
        let (rows, summary) = differences(&chart(from), &chart(to));
        let line = |row: &Row| {
            let mark = if row.is_first { "" } else { "+ " };
            format!("{mark}{}: {} ({:?})", row.name, row.text, row.sign)
        };
        assert_eq!(rows.iter().map(line).collect::<Vec<_>>(), expected, "from {from} to {to}");
        assert_eq!(summary.is_none(), expected.is_empty(), "{summary:?} from {from} to {to}");
    }

    #[test]
    fn rows_say_what_is_different_beside_a_name() {
        check("ada(bob)", "ada(bob)", &[]);
        check("ada", "ada(bob)", &["bob: New position under ada (Added)"]);
        check("ada", "ada bob", &["bob: New position at the top (Added)"]);
        check("ada(bob)", "ada", &["bob: Position removed (Removed)"]);
        check("ada(bob cleo)", "ada(bob(cleo))", &["cleo: Now reports to bob instead of ada (Moved)"]);
        check("ada", "boss / ada", &["Role boss: New role (Added)"]);
        check("ada=Ada", "ada=Ida", &["Ida: Person Ida instead of Ada (Changed)"]);
        check("ada[Plan]", "ada[Plan;Build]", &["ada: New responsibility “Build” (Added)"]);
    }

    #[test]
    fn rows_about_one_position_stand_together() {
        let expected = [
            "ada: New responsibility “Plan” (Added)",
            "+ ada: Reports in another order (Moved)",
            "dan: New position under ada (Added)",
        ];
        check("ada(bob cleo)", "ada[Plan](cleo bob dan)", &expected);
    }
}
