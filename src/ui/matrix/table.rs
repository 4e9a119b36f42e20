//! The chart's responsibilities as numbers: rows, holders, and who holds what. Made once for each revision.

use std::collections::HashMap;

use super::letters::Letters;
use crate::analysis::Register;
use crate::model::{Chart, Holder, Involvement, PositionId, words_of};

/// A holder by its number: first the roles in the order of the library, then the positions in reading order.
pub(super) type HolderNumber = usize;

/// Every responsibility with everyone who holds it.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    by_words: HashMap<String, usize>,
    holders: Vec<HolderFacts>,
    numbers: HashMap<Holder, HolderNumber>,
    /// How many of the holders are roles: they come first.
    roles: usize,
}

/// One responsibility.
#[derive(Debug)]
pub(super) struct Row {
    /// In words.
    pub(super) text: String,
    /// Who holds it themselves, sorted by number.
    pub(super) held: Vec<(HolderNumber, Letters)>,
}

impl Row {
    /// The letters of a holder's own list.
    pub(super) fn letters_of(&self, holder: HolderNumber) -> Letters {
        let found = self.held.binary_search_by_key(&holder, |&(number, _)| number);
        found.map_or(Letters::NONE, |at| self.held[at].1)
    }

    /// All letters of the row together.
    pub(super) fn letters(&self) -> Letters {
        self.held.iter().fold(Letters::NONE, |all, &(_, letters)| all.and(letters))
    }

    fn add(&mut self, holder: HolderNumber, involvement: Involvement) {
        match self.held.binary_search_by_key(&holder, |&(number, _)| number) {
            Ok(at) => self.held[at].1 = self.held[at].1.with(involvement),
            Err(at) => self.held.insert(at, (holder, Letters::of(involvement))),
        }
    }
}

/// What is counted of a holder.
#[derive(Debug)]
pub(super) struct HolderFacts {
    pub(super) holder: Holder,
    /// How many positions have the role; 1 for a position.
    pub(super) positions: usize,
    /// How many rows it is Responsible for itself.
    pub(super) responsible: usize,
    /// How many rows it is Accountable for itself.
    pub(super) accountable: usize,
}

/// A row that stays where it is, even when nobody holds it any more: somebody is at work on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pinned {
    pub(super) text: String,
    /// Its place among the rows.
    pub(super) row: usize,
}

impl Table {
    pub(super) fn of(chart: &Chart, pinned: Option<&Pinned>) -> Self {
        let mut table = Self::default();
        table.number_holders(chart);
        for row in Register::of(chart).rows() {
            let mut new = Row { text: row.text.clone(), held: Vec::new() };
            for holding in &row.holdings {
                if let Some(&number) = table.numbers.get(&holding.holder) {
                    new.add(number, holding.involvement);
                }
            }
            table.rows.push(new);
        }
        table.index_words();
        if let Some(pinned) = pinned.filter(|pinned| table.row_of(&pinned.text).is_none()) {
            let at = pinned.row.min(table.rows.len());
            table.rows.insert(at, Row { text: pinned.text.clone(), held: Vec::new() });
            table.index_words();
        }
        table.count();
        table
    }

    fn number_holders(&mut self, chart: &Chart) {
        for role in chart.roles() {
            self.add_holder(Holder::Role(role.id.clone()), 0);
        }
        self.roles = self.holders.len();
        for visit in chart.walk() {
            let position = visit.position;
            self.add_holder(Holder::Position(position.id.clone()), 1);
            let role = position.role.clone().and_then(|id| self.number_of(&Holder::Role(id)));
            if let Some(role) = role {
                self.holders[role].positions += 1;
            }
        }
    }

    fn add_holder(&mut self, holder: Holder, positions: usize) {
        self.numbers.insert(holder.clone(), self.holders.len());
        self.holders.push(HolderFacts { holder, positions, responsible: 0, accountable: 0 });
    }

    fn index_words(&mut self) {
        self.by_words = self.rows.iter().enumerate().map(|(index, row)| (words_of(&row.text), index)).collect();
    }

    fn count(&mut self) {
        for &(holder, letters) in self.rows.iter().flat_map(|row| &row.held) {
            let facts = &mut self.holders[holder];
            facts.responsible += usize::from(letters.contains(Involvement::Responsible));
            facts.accountable += usize::from(letters.contains(Involvement::Accountable));
        }
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn row(&self, index: usize) -> Option<&Row> {
        self.rows.get(index)
    }

    /// The positions that hold a row themselves, whatever their roles do, in reading order.
    pub(super) fn positions_of<'a>(&self, row: &'a Row) -> &'a [(HolderNumber, Letters)] {
        &row.held[row.held.partition_point(|&(holder, _)| holder < self.roles)..]
    }

    /// The row that says the same words.
    pub(super) fn row_of(&self, text: &str) -> Option<usize> {
        self.by_words.get(&words_of(text)).copied()
    }

    pub(super) fn number_of(&self, holder: &Holder) -> Option<HolderNumber> {
        self.numbers.get(holder).copied()
    }

    pub(super) fn holder(&self, number: HolderNumber) -> &HolderFacts {
        &self.holders[number]
    }
}

/// What stands above each other in the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Columns {
    /// A column for each role of the library.
    #[default]
    Roles,
    /// A column for each position.
    Positions,
    /// A column for a position and each below it.
    Branch(PositionId),
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) holder: Holder,
    pub(super) number: HolderNumber,
    /// The role of a position.
    pub(super) role: Option<HolderNumber>,
}

impl Columns {
    /// The columns, from left to right.
    pub(super) fn list(&self, chart: &Chart, table: &Table) -> Vec<Column> {
        let of_role = |role: &crate::model::Role| column(table, Holder::Role(role.id.clone()), None);
        let of_position = |visit: crate::model::Visit<'_>| {
            let role = visit.position.role.clone().map(Holder::Role);
            column(table, Holder::Position(visit.position.id.clone()), role.as_ref())
        };
        match self {
            Self::Roles => chart.roles().iter().filter_map(of_role).collect(),
            Self::Positions => chart.walk().filter_map(of_position).collect(),
            Self::Branch(top) => chart.branch(top).filter_map(of_position).collect(),
        }
    }
}

fn column(table: &Table, holder: Holder, role: Option<&Holder>) -> Option<Column> {
    let number = table.number_of(&holder)?;
    Some(Column { holder, number, role: role.and_then(|role| table.number_of(role)) })
}

/// The letters where a row and a column meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// From the column's own list.
    pub(super) own: Letters,
    /// From the role of the column's position.
    pub(super) from_role: Letters,
}

impl Cell {
    pub(super) fn at(row: &Row, column: &Column) -> Self {
        let from_role = column.role.map_or(Letters::NONE, |role| row.letters_of(role));
        Self { own: row.letters_of(column.number), from_role }
    }
}
