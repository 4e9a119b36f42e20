//! Every responsibility of a chart once, with everyone who holds it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::stand_in::words_of;
use crate::model::{Chart, Holder, Involvement, Responsibility};

/// Every responsibility of a chart once. Lines in the same words are one row, however they are capitalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    rows: Vec<Row>,
    /// Rows by their words.
    by_words: HashMap<String, usize>,
}

/// One responsibility, with everyone who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The text, as it stands where it was first met.
    pub text: String,
    /// Who holds it, in the order of the library, then of the chart. Whoever has the line twice is there twice.
    pub holdings: Vec<Holding>,
}

/// One line of one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Whose line it is.
    pub holder: Holder,
    /// Where the line stands in the holder's own list.
    pub index: usize,
    /// How the holder is involved.
    pub involvement: Involvement,
}

impl Register {
    /// The register of a chart: first what the roles of the library hold, then what positions hold themselves, in
    /// reading order. Blank lines are in no row.
    #[must_use]
    pub fn of(chart: &Chart) -> Self {
        let mut register = Self::default();
        for role in chart.roles() {
            register.add_all(&Holder::Role(role.id.clone()), &role.responsibilities);
        }
        for visit in chart.walk() {
            register.add_all(&Holder::Position(visit.position.id.clone()), &visit.position.responsibilities);
        }
        register
    }

    /// The rows, in the order in which they were first met.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row that says the same words.
    #[must_use]
    pub fn row_of(&self, text: &str) -> Option<usize> {
        self.by_words.get(&words_of(text)).copied()
    }

    fn add_all(&mut self, holder: &Holder, lines: &[Responsibility]) {
        for (index, line) in lines.iter().enumerate() {
            let holding = Holding { holder: holder.clone(), index, involvement: line.involvement };
            self.add(&line.text, holding);
        }
    }

    fn add(&mut self, text: &str, holding: Holding) {
        let words = words_of(text);
        if words.is_empty() {
            return;
        }
        match self.by_words.entry(words) {
            Entry::Occupied(row) => self.rows[*row.get()].holdings.push(holding),
            Entry::Vacant(row) => {
                row.insert(self.rows.len());
                self.rows.push(Row { text: text.trim().to_owned(), holdings: vec![holding] });
            }
        }
    }
}
