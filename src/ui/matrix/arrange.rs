//! Which rows are shown, and in which groups.

use std::collections::{HashMap, HashSet};

use super::letters::Letters;
use super::table::{HolderNumber, Row, Table};
use crate::analysis::Review;
use crate::model::{Holder, Involvement, RoleId, words_of};

/// How somebody has to be involved for a row to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Involved {
    /// In any way.
    #[default]
    Anyhow,
    /// In this way.
    As(Involvement),
    /// Nobody is, in this way.
    Nobody(Involvement),
}

impl Involved {
    /// All choices, in the order of the menu.
    pub(super) const ALL: [Self; 7] = [
        Self::Anyhow,
        Self::As(Involvement::Responsible),
        Self::As(Involvement::Accountable),
        Self::As(Involvement::Consulted),
        Self::As(Involvement::Informed),
        Self::Nobody(Involvement::Responsible),
        Self::Nobody(Involvement::Accountable),
    ];

    pub(super) fn label(self) -> String {
        match self {
            Self::Anyhow => "Any involvement".to_owned(),
            Self::As(involvement) => involvement.word().to_owned(),
            Self::Nobody(involvement) => format!("No one {}", involvement.word().to_lowercase()),
        }
    }
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// What the row's text holds, in any case.
    pub(super) text: String,
    /// The role that holds it.
    pub(super) role: Option<RoleId>,
    pub(super) involved: Involved,
    /// Only rows of these words, as [`words_of`] gives them.
    pub(super) only: Option<Vec<String>>,
}

impl Filter {
    /// Whether every row is wanted.
    pub(super) fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.role.is_none() && self.involved == Involved::Anyhow && self.only.is_none()
    }

    /// The numbers of the rows that are wanted, in order. Where some holders are meant, one of them must hold a row.
    fn rows(&self, table: &Table, holders: Option<&HashSet<HolderNumber>>) -> Vec<usize> {
        let text = self.text.trim().to_lowercase();
        // A role that has gone holds nothing.
        let role = self.role.as_ref().map(|id| table.number_of(&Holder::Role(id.clone())));
        let is_wanted = |row: &Row| {
            let letters = match role {
                None => row.letters(),
                Some(role) => role.map_or(Letters::NONE, |role| row.letters_of(role)),
            };
            let is_held = role.is_none() || !letters.is_empty();
            let is_involved = match self.involved {
                Involved::Anyhow => is_held,
                Involved::As(involvement) => letters.contains(involvement),
                Involved::Nobody(involvement) => is_held && !row.letters().contains(involvement),
            };
            let is_theirs = holders.is_none_or(|holders| row.held.iter().any(|(number, _)| holders.contains(number)));
            let is_meant = is_theirs && self.only.as_ref().is_none_or(|only| only.contains(&words_of(&row.text)));
            is_involved && is_meant && (text.is_empty() || row.text.to_lowercase().contains(&text))
        };
        table.rows().iter().enumerate().filter(|(_, row)| is_wanted(row)).map(|(index, _)| index).collect()
    }
}

/// What brings rows together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Nothing: rows are in the order of the chart.
    #[default]
    None,
    /// The first holder who is Responsible.
    Holder,
    /// Nearly the same words.
    Similarity,
}

impl Grouping {
    /// All of them, in the order of the menu.
    pub(super) const ALL: [Self; 3] = [Self::None, Self::Holder, Self::Similarity];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::None => "In chart order",
            Self::Holder => "By holder",
            Self::Similarity => "By similarity",
        }
    }
}

/// One line of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The head of a group, with the number of its rows.
    Head(Head, usize),
    /// A row of the table.
    Row(usize),
}

/// What a group has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// The first who is Responsible.
    Holder(HolderNumber),
    /// Nobody is Responsible.
    NoHolder,
    /// Nearly the same words.
    Alike,
    /// There is no other row of nearly the same words.
    NoOther,
}

/// The lines of the matrix, from top to bottom, of all holders or of some. A pinned row is there whatever the filter says.
pub(super) fn arrange(
    table: &Table,
    filter: &Filter,
    grouping: Grouping,
    holders: Option<&HashSet<HolderNumber>>,
    review: Option<&Review>,
    pinned: Option<&str>,
) -> Vec<Line> {
    let mut rows = filter.rows(table, holders);
    if let Some(row) = pinned.and_then(|text| table.row_of(text))
        && let Err(at) = rows.binary_search(&row)
    {
        rows.insert(at, row);
    }
    match grouping {
        Grouping::None => rows.into_iter().map(Line::Row).collect(),
        Grouping::Holder => grouped(&rows, |row| holder_group(&table.rows()[row])),
        Grouping::Similarity => {
            let clusters = review.map(|review| clusters(table, review)).unwrap_or_default();
            grouped(&rows, |row| match clusters.get(&row) {
                Some(&first) => (first, Head::Alike),
                None => (usize::MAX, Head::NoOther),
            })
        }
    }
}

/// Groups in the order of what stands first of each, a number; rows within a group in their own order.
fn grouped(rows: &[usize], group_of: impl Fn(usize) -> (usize, Head)) -> Vec<Line> {
    let mut keyed: Vec<(usize, Head, usize)> = rows
        .iter()
        .map(|&row| {
            let (order, head) = group_of(row);
            (order, head, row)
        })
        .collect();
    keyed.sort_by_key(|&(order, _, row)| (order, row));
    let groups = keyed.chunk_by(|a, b| a.0 == b.0);
    groups
        .flat_map(|group| {
            let head = group.first().map(|&(_, head, _)| Line::Head(head, group.len()));
            head.into_iter().chain(group.iter().map(|&(_, _, row)| Line::Row(row)))
        })
        .collect()
}

fn holder_group(row: &Row) -> (usize, Head) {
    let responsible = row.held.iter().find(|(_, letters)| letters.contains(Involvement::Responsible));
    responsible.map_or((usize::MAX, Head::NoHolder), |&(holder, _)| (holder, Head::Holder(holder)))
}

/// The first row of the cluster for every row that has another one of nearly the same words.
///
/// The review may be of an earlier chart: its rows are found again by their words.
fn clusters(table: &Table, review: &Review) -> HashMap<usize, usize> {
    let rows = review.register.rows();
    let now = |row: usize| rows.get(row).and_then(|row| table.row_of(&row.text));
    let mut above: Vec<usize> = (0..table.rows().len()).collect();
    let mut met = Vec::new();
    for pair in &review.similar {
        if let (Some(a), Some(b)) = (now(pair.a), now(pair.b)) {
            met.extend([a, b]);
            let (a, b) = (top(&mut above, a), top(&mut above, b));
            above[a.max(b)] = a.min(b);
        }
    }
    met.into_iter().map(|row| (row, top(&mut above, row))).collect()
}

/// The first row of the cluster, with the way to it halved for the next time.
fn top(above: &mut [usize], mut row: usize) -> usize {
    while above[row] != row {
        above[row] = above[above[row]];
        row = above[row];
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Pair, Register};
    use crate::model::Chart;
    use crate::model::sketch::{chart, of_role, own, role_id};
    use crate::ui::inspector::holder_name;

    const START: &str = "do[Deploy;Test] plan[Plan;Test] / ada:plan[Chair](bob:do[Test;Deploys])";

    /// The lines as text: `[head] row row`.
    fn lines(sketch: &str, filter: &Filter, grouping: Grouping, similar: &[(usize, usize)]) -> String {
        let chart = chart(sketch);
        let table = Table::of(&chart, None);
        let similar = similar.iter().map(|&(a, b)| Pair { a, b, score: 1.0 }).collect();
        let register = Register::of(&chart);
        let review = Review { register, similar, ..Review::default() };
        shown(&chart, &table, &arrange(&table, filter, grouping, None, Some(&review), None))
    }

    fn shown(chart: &Chart, table: &Table, lines: &[Line]) -> String {
        let text = |line: &Line| match line {
            Line::Row(row) => table.rows()[*row].text.clone(),
            Line::Head(Head::Holder(holder), count) => {
                format!("[{} {count}]", holder_name(chart, &table.holder(*holder).holder))
            }
            Line::Head(head, count) => format!("[{head:?} {count}]"),
        };
        lines.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_are_filtered_by_text_role_involvement_and_words() {
        let all = Filter::default();
        let responsible = Involved::As(Involvement::Responsible);
        let consulted = Involved::As(Involvement::Consulted);
        let nobody = |involvement| Filter { involved: Involved::Nobody(involvement), ..all.clone() };
        for (filter, expected) in [
            (all.clone(), "Deploy Test Plan Chair Deploys"),
            (Filter { text: " DEPLOY ".to_owned(), ..all.clone() }, "Deploy Deploys"),
            (Filter { role: Some(role_id("plan")), ..all.clone() }, "Test Plan"),
            (Filter { role: Some(role_id("plan")), involved: responsible, ..all.clone() }, "Test Plan"),
            (Filter { role: Some(role_id("plan")), involved: consulted, ..all.clone() }, ""),
            (Filter { role: Some(role_id("gone")), ..all.clone() }, ""),
            (Filter { involved: consulted, ..all.clone() }, ""),
            (nobody(Involvement::Accountable), "Deploy Test Plan Chair Deploys"),
            (nobody(Involvement::Responsible), ""),
            (Filter { only: Some(vec!["chair".to_owned(), "plan".to_owned()]), ..all.clone() }, "Plan Chair"),
        ] {
            assert_eq!(lines(START, &filter, Grouping::None, &[]), expected, "{filter:?}");
        }
    }

    #[test]
    fn rows_are_grouped_by_who_is_responsible_first() {
        let expected = "[do 2] Deploy Test [plan 1] Plan [ada 1] Chair [bob 1] Deploys";
        assert_eq!(lines(START, &Filter::default(), Grouping::Holder, &[]), expected, "in the order of holders");
    }

    #[test]
    fn rows_are_grouped_by_what_is_nearly_the_same() {
        for (similar, expected) in [
            (&[][..], "[NoOther 5] Deploy Test Plan Chair Deploys"),
            (&[(0, 4)][..], "[Alike 2] Deploy Deploys [NoOther 3] Test Plan Chair"),
            (&[(1, 3), (0, 4)][..], "[Alike 2] Deploy Deploys [Alike 2] Test Chair [NoOther 1] Plan"),
            (&[(1, 3), (3, 4), (0, 4)][..], "[Alike 4] Deploy Test Chair Deploys [NoOther 1] Plan"),
        ] {
            let grouped = lines(START, &Filter::default(), Grouping::Similarity, similar);
            assert_eq!(grouped, expected, "with {similar:?} alike");
        }
    }

    #[test]
    fn a_review_of_an_earlier_chart_is_matched_by_words() {
        let then = Register::of(&chart("ada[Gone;Deploy;Plan;Deploys]"));
        let similar = vec![Pair { a: 0, b: 1, score: 1.0 }, Pair { a: 1, b: 3, score: 1.0 }];
        let review = Review { register: then, similar, ..Review::default() };
        let now = chart(START);
        let table = Table::of(&now, None);
        let lines = arrange(&table, &Filter::default(), Grouping::Similarity, None, Some(&review), None);
        let expected = "[Alike 2] Deploy Deploys [NoOther 3] Test Plan Chair";
        assert_eq!(shown(&now, &table, &lines), expected, "the rows that are still there");
    }

    #[test]
    fn a_pinned_row_stays_whatever_the_filter_says_and_whoever_holds_it() {
        use super::super::table::Pinned;
        let now = chart(START);
        for (text, row, expected) in [("Test", 1, "Test Plan"), ("Plan", 2, "Plan"), ("Emptied", 2, "Emptied Plan")] {
            let pinned = Pinned { text: text.to_owned(), row };
            let table = Table::of(&now, Some(&pinned));
            let filter = Filter { text: "plan".to_owned(), ..Filter::default() };
            let lines = arrange(&table, &filter, Grouping::None, None, None, Some(text));
            assert_eq!(shown(&now, &table, &lines), expected, "{text} is pinned");
        }
    }

    #[test]
    fn of_some_holders_only_their_rows_are_shown() {
        let chart = chart("plan[Plan] do[Do] / ada:plan[Chair](bob:do)");
        let table = Table::of(&chart, None);
        let rows_of = |holders: &[Holder]| {
            let numbers = holders.iter().filter_map(|holder| table.number_of(holder)).collect();
            let lines = arrange(&table, &Filter::default(), Grouping::None, Some(&numbers), None, None);
            lines.into_iter().filter_map(|line| match line {
                Line::Row(row) => Some(table.rows()[row].text.clone()),
                Line::Head(..) => None,
            })
        };
        for (holders, expected) in
            [(vec![own("bob"), of_role("do")], &["Do"][..]), (vec![own("ada")], &["Chair"]), (vec![], &[])]
        {
            assert_eq!(rows_of(&holders).collect::<Vec<_>>(), expected, "the rows of {holders:?}");
        }
    }
}
