//! Somebody leaves: what becomes of the position, of its reports, and of what it alone was there for.

use std::collections::HashSet;

use super::{Plan, Planned, lines, tree};
use crate::editor::command::{AfterRemoval, Heir, Leaving};
use crate::editor::{Refusal, clipboard};
use crate::model::{Chart, Edit, Holder, ListChange, Misfit, PositionChange, PositionId, Responsibility, words_of};

pub(super) fn plan(chart: &Chart, id: &PositionId, leaving: &Leaving, heir: &Heir) -> Planned {
    let position = chart.position(id).ok_or_else(|| Misfit::NoSuchPosition(id.clone()))?;
    let takes_branch = *leaving == Leaving::Removed(AfterRemoval::GoToo);
    let goes = |other: &PositionId| if takes_branch { chart.is_in_branch(other, id) } else { other == id };
    let estate = chart.own_lines(id, takes_branch);
    let mut edits = match heir {
        Heir::Stay | Heir::Nobody => Vec::new(),
        Heir::MustCover => to_must_cover(chart, estate),
        Heir::Position(heir) if goes(heir) => return Err(Refusal::HeirGoes),
        Heir::Position(heir) => to_position(chart, heir, estate)?,
    };
    match leaving {
        Leaving::Removed(after) => {
            let removal = tree::remove(chart, id, after)?;
            edits.extend(removal.edits);
            Ok(Plan { edits, select: removal.select })
        }
        Leaving::Vacated => {
            if *heir != Heir::Stay {
                let lines = (0..position.responsibilities.len()).rev();
                let holder = Holder::Position(id.clone());
                edits.extend(lines.map(|index| Edit::Responsibilities(holder.clone(), ListChange::Remove(index))));
            }
            if !position.person.is_empty() {
                edits.push(Edit::SetPosition(id.clone(), PositionChange::Person(String::new())));
            }
            Ok(Plan::of(edits))
        }
    }
}

/// Each line once, and none that is there already.
fn to_must_cover<'a>(chart: &Chart, estate: impl Iterator<Item = &'a Responsibility>) -> Vec<Edit> {
    let mut met: HashSet<String> = chart.must_cover().iter().map(|line| words_of(line)).collect();
    let new = estate.filter(|line| !line.text.trim().is_empty() && met.insert(words_of(&line.text)));
    let end = chart.must_cover().len();
    new.enumerate().map(|(offset, line)| Edit::MustCover(ListChange::Insert(end + offset, line.text.clone()))).collect()
}

fn to_position<'a>(
    chart: &Chart,
    heir: &PositionId,
    estate: impl Iterator<Item = &'a Responsibility>,
) -> Result<Vec<Edit>, Refusal> {
    if !chart.contains(heir) {
        return Err(Misfit::NoSuchPosition(heir.clone()).into());
    }
    let holder = Holder::Position(heir.clone());
    let new = clipboard::new_lines(chart, &holder, estate.cloned().collect());
    let end = chart.lines_of(&holder).len();
    Ok(lines::add(&holder, end, new).edits)
}
