//! Whatever two charts are: the edits from one to the other lead there, and whatever three are, a merge is a sound chart.

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
use rolechart::diff::edits;
use rolechart::format::write;
use rolechart::model::{Chart, Edit};

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
}
