//! Two changes of one chart, brought together.

use super::conflict::{Conflict, Side};
use super::flat::Flat;
use super::merge_lines::merged_lines;
use super::merge_positions::merged_positions;
use super::merge_roles::merged_roles;
use super::merge_tree::merged_tree;
use super::referee::{Referee, Versions};
use super::words::{List, Names, Subject, Value};
use crate::model::Chart;

/// What comes of two changes of one chart.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The chart with both changes.
    pub chart: Chart,
    /// Where they contradict each other; the chart has what was chosen.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what two people made of one chart, value by value: whatever either of them changed, added, moved or
/// removed is so in the end. Where both changed one thing, each in its own way, mine is taken, and a conflict says so;
/// what one removed and the other changed is kept.
///
/// ```
/// use rolechart::diff::merge;
/// use rolechart::model::{Chart, ChartChange, Direction, Edit};
///
/// let base = Chart::new("IT department");
/// let (mut mine, mut theirs) = (base.clone(), base.clone());
/// mine.apply(Edit::SetChart(ChartChange::Title("IT".to_owned()))).expect("a change that fits");
/// theirs.apply(Edit::SetChart(ChartChange::Direction(Direction::LeftRight))).expect("a change that fits");
/// let merged = merge(&base, &mine, &theirs);
/// assert_eq!((merged.chart.title(), merged.chart.direction()), ("IT", Direction::LeftRight));
/// assert!(merged.conflicts.is_empty());
/// ```
#[must_use]
pub fn merge(base: &Chart, mine: &Chart, theirs: &Chart) -> Merge {
    merge_choosing(base, mine, theirs, Conflict::default_side)
}

/// The same, where `choose` says whose change is taken in each conflict.
#[must_use]
pub fn merge_choosing(base: &Chart, mine: &Chart, theirs: &Chart, choose: impl Fn(&Conflict) -> Side) -> Merge {
    let charts = Charts::of([base, mine, theirs]);
    let [old, my, their] = &charts.flats;
    let mut referee = Referee::new(Names::of(&[(mine, my), (theirs, their), (base, old)]), &choose);
    let (chart, referee_of) = (&Subject::Chart, &mut referee);
    let versions = Versions { base: Some(base), mine, theirs };
    let title = referee_of.text(chart, Value::Title, versions.map(Chart::title));
    let head_comment = referee_of.text(chart, Value::HeadComment, versions.map(Chart::head_comment));
    let directions = [base, mine, theirs].map(Chart::direction);
    let [base_way, mine_way, theirs_way] = &directions;
    let ways = Versions { base: Some(base_way), mine: mine_way, theirs: theirs_way };
    let direction = *referee_of.value(chart, Value::Direction, ways, |_, way| way.label().to_lowercase());
    let must_cover = merged_lines(referee_of, chart, List::MustCover, versions.map(Chart::must_cover));
    let dismissals = merged_lines(referee_of, chart, List::Dismissals, versions.map(Chart::dismissals));
    let positions = merged_positions(referee_of, &charts);
    let roles = merged_roles(referee_of, &charts, &positions);
    let drafts = merged_tree(referee_of, &charts, positions);
    // Nothing is left to mend: ids are those of one chart or the other, and whoever is named is there.
    let (chart, _) = Chart::assemble(title, direction, head_comment, roles, drafts);
    Merge { chart: chart.with_review(must_cover, dismissals), conflicts: referee.conflicts }
}

/// The base, mine and theirs.
pub(super) struct Charts<'a> {
    pub(super) charts: [&'a Chart; 3],
    pub(super) flats: [Flat<'a>; 3],
}

impl<'a> Charts<'a> {
    fn of(charts: [&'a Chart; 3]) -> Self {
        Self { charts, flats: charts.map(Flat::of) }
    }

    pub(super) fn base(&self) -> &Flat<'a> {
        &self.flats[0]
    }

    pub(super) fn side(&self, side: Side) -> &Flat<'a> {
        match side {
            Side::Mine => &self.flats[1],
            Side::Theirs => &self.flats[2],
        }
    }
}
