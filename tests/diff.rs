//! Whatever two charts are: the edits from one to the other lead there, and whatever three are, a merge is a sound
//! chart.

#[allow(dead_code)]
#[path = "common/forests.rs"]
mod forests;
#[allow(dead_code, unreachable_pub)]
#[path = "common/random_charts.rs"]
mod random_charts;

use forests::{Dice, EDIT_SORTS, charts, dice, edit};
use proptest::collection::vec;
use proptest::prelude::*;
use random_charts::any_chart;
use rolechart::diff::{Conflict, Merge, Side, Summary, differences, edits, merge, merge_choosing};
use rolechart::format::{read, write};
use rolechart::model::{Chart, Edit, Holder, PositionId};

/// Applies the edits, gives the chart that comes out and what takes them back, the newest last.
fn applied(chart: &Chart, edits: Vec<Edit>) -> Result<(Chart, Vec<Edit>), TestCaseError> {
    let mut chart = chart.clone();
    let mut inverses = Vec::new();
    for edit in edits {
        let shown = format!("{edit:?}");
        let inverse = chart.apply(edit).map_err(|misfit| TestCaseError::fail(format!("{shown}: {misfit}")))?;
        inverses.push(inverse);
    }
    Ok((chart, inverses))
}

fn check_edits(from: &Chart, to: &Chart) -> Result<(), TestCaseError> {
    let (reached, mut inverses) = applied(from, edits(from, to))?;
    prop_assert_eq!(&reached, to, "the edits lead there");
    prop_assert_eq!(write(&reached), write(to), "to the letter");
    inverses.reverse();
    let (back, _) = applied(&reached, inverses)?;
    prop_assert_eq!(&back, from, "their inverses lead back");
    prop_assert_eq!(write(&back), write(from), "to the letter");
    Ok(())
}

/// The chart after those of the random edits that fit.
fn edited(chart: &Chart, doings: &[(usize, Dice)]) -> Chart {
    let mut chart = chart.clone();
    for &(sort, dice) in doings {
        // An edit that doesn't fit changes nothing.
        drop(chart.apply(edit(&chart, sort, dice)));
    }
    chart
}

/// The chart after random changes of values and responsibilities of some of its positions.
fn edited_where(chart: &Chart, doings: &[(usize, Dice)], may_change: impl Fn(&PositionId) -> bool) -> Chart {
    let mut chart = chart.clone();
    for &(sort, dice) in doings {
        let sort = if sort % 2 == 0 { SET_POSITION } else { CHANGE_LIST };
        let edit = edit(&chart, sort, dice);
        match &edit {
            Edit::SetPosition(id, _) | Edit::Responsibilities(Holder::Position(id), _) if may_change(id) => {
                drop(chart.apply(edit));
            }
            _ => {}
        }
    }
    chart
}

/// The numbers of two sorts of random edits.
const SET_POSITION: usize = 8;
const CHANGE_LIST: usize = 9;

/// Whether the last digit of a position's id is.
fn is_even(id: &PositionId) -> bool {
    id.as_str().ends_with(['0', '2', '4', '6', '8'])
}

fn doings() -> impl Strategy<Value = Vec<(usize, Dice)>> {
    vec((0..EDIT_SORTS, dice()), 0..12)
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn edits_lead_from_any_chart_to_any_other_and_back(from in any_chart(), to in any_chart()) {
        check_edits(&from, &to)?;
    }

    #[test]
    fn edits_lead_from_any_tree_of_the_same_positions_to_any_other_and_back(from in charts(), to in charts()) {
        check_edits(&from, &to)?;
    }

    #[test]
    fn edits_lead_to_a_chart_that_was_changed_and_back(from in charts(), doings in doings()) {
        check_edits(&from, &edited(&from, &doings))?;
    }

    #[test]
    fn charts_differ_where_there_are_edits_and_nowhere_else(from in charts(), doings in doings()) {
        let to = edited(&from, &doings);
        let found = differences(&from, &to);
        prop_assert_eq!(found.is_empty(), from == to, "{:?}", found);
        prop_assert_eq!(found.is_empty(), edits(&from, &to).is_empty(), "{:?}", found);
        prop_assert_eq!(Summary::of(&found).is_empty(), found.is_empty(), "{:?}", found);
        for difference in found {
            prop_assert!(!difference.to_string().contains('\n'), "a line: {}", difference);
        }
    }

    #[test]
    fn what_one_side_did_is_what_comes_of_it(base in charts(), doings in doings()) {
        let changed = edited(&base, &doings);
        for (mine, theirs) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            check_takes(&base, mine, theirs, &changed)?;
        }
    }

    #[test]
    fn what_one_side_made_of_any_chart_is_what_comes_of_it(base in any_chart(), changed in any_chart()) {
        for (mine, theirs) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            check_takes(&base, mine, theirs, &changed)?;
        }
    }

    #[test]
    fn changes_of_different_positions_go_together(base in charts(), ours in doings(), theirs in doings()) {
        let mine = edited_where(&base, &ours, is_even);
        let theirs = edited_where(&base, &theirs, |id| !is_even(id));
        let merged = merge(&base, &mine, &theirs);
        prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        for visit in merged.chart.walk() {
            let id = &visit.position.id;
            let side = if is_even(id) { &mine } else { &theirs };
            prop_assert_eq!(Some(visit.position), side.position(id), "as on the side that changed it");
            prop_assert_eq!(merged.chart.manager(id), base.manager(id), "nobody was moved");
        }
        prop_assert_eq!(merged.chart.len(), base.len(), "nobody came or went");
    }

    #[test]
    fn every_merge_is_a_sound_chart(base in charts(), ours in doings(), theirs in doings(), choices in any::<u64>()) {
        let (mine, theirs) = (edited(&base, &ours), edited(&base, &theirs));
        check_sound(&merge(&base, &mine, &theirs))?;
        check_sound(&merge_choosing(&base, &mine, &theirs, |conflict| chosen(conflict, choices)))?;
        check_sound(&merge_choosing(&base, &mine, &theirs, |_| Side::Theirs))?;
    }

    #[test]
    fn every_merge_of_any_three_trees_is_a_sound_chart(base in charts(), mine in charts(), theirs in charts()) {
        check_sound(&merge(&base, &mine, &theirs))?;
        check_sound(&merge_choosing(&base, &mine, &theirs, |_| Side::Theirs))?;
    }

    #[test]
    fn it_does_not_matter_which_side_is_mine_where_there_is_no_conflict(
        base in charts(),
        ours in doings(),
        theirs in doings(),
    ) {
        let (mine, theirs) = (edited(&base, &ours), edited(&base, &theirs));
        let (one, other) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        let found = [&one.conflicts, &other.conflicts];
        prop_assert_eq!(found[0].is_empty(), found[1].is_empty(), "{:?}", found);
        if one.conflicts.is_empty() {
            prop_assert_eq!(contents(&one.chart), contents(&other.chart), "what the merged charts hold");
        }
    }
}

/// Decides a conflict by one of the bits.
fn chosen(conflict: &Conflict, bits: u64) -> Side {
    if (bits >> (conflict.to_string().len() % 64)) & 1 == 0 { Side::Mine } else { Side::Theirs }
}

fn check_takes(base: &Chart, mine: &Chart, theirs: &Chart, expected: &Chart) -> Result<(), TestCaseError> {
    let merged = merge(base, mine, theirs);
    prop_assert_eq!(&merged.chart, expected, "the only change is taken");
    prop_assert_eq!(write(&merged.chart), write(expected), "to the letter");
    prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    Ok(())
}

/// A chart that a file can hold, and from which the file is read back as it is.
fn check_sound(merged: &Merge) -> Result<(), TestCaseError> {
    let text = write(&merged.chart);
    let opened = read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
    prop_assert_eq!(&opened.chart, &merged.chart, "read back");
    let wrong: Vec<_> = opened.problems.iter().filter(|problem| problem.problem.code() != "several-tops").collect();
    prop_assert!(wrong.is_empty(), "{:?}", wrong);
    for conflict in &merged.conflicts {
        prop_assert!(!conflict.to_string().contains('\n'), "a line: {}", conflict);
    }
    Ok(())
}

/// What a chart holds, without the order in which two additions at one place stand.
fn contents(chart: &Chart) -> Vec<String> {
    let mut lines: Vec<String> = write(chart).lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}
