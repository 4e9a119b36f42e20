//! Which rows are shown, and in which groups.

use std::collections::HashMap;

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

    /// The numbers of the rows that are wanted, in order.
    fn rows(&self, table: &Table) -> Vec<usize> {
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
            let is_meant = self.only.as_ref().is_none_or(|only| only.contains(&words_of(&row.text)));
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

/// The lines of the matrix, from top to bottom. A pinned row is there whatever the filter says.
pub(super) fn arrange(
    table: &Table,
    filter: &Filter,
    grouping: Grouping,
    review: Option<&Review>,
    pinned: Option<&str>,
) -> Vec<Line> {
    let mut rows = filter.rows(table);
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
