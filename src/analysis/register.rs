//! Every responsibility of a chart once, with everyone who holds it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::{Chart, Holder, Involvement, Responsibility, words_of};

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

impl Row {
    /// Who holds the responsibility, each once.
    #[must_use]
    pub fn holders(&self) -> Vec<Holder> {
        self.holders_where(|_| true)
    }

    /// Who holds it in this manner, each once.
    #[must_use]
    pub fn holders_as(&self, involvement: Involvement) -> Vec<Holder> {
        self.holders_where(|found| found == involvement)
    }

    /// A holder's lines were added one after the other, so that its holdings stand together.
    fn holders_where(&self, is_wanted: impl Fn(Involvement) -> bool) -> Vec<Holder> {
        let wanted = self.holdings.iter().filter(|holding| is_wanted(holding.involvement));
        let mut holders: Vec<Holder> = wanted.map(|holding| holding.holder.clone()).collect();
        holders.dedup();
        holders
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketch;

    #[track_caller]
    fn check(sketch: &str, expected: &[&str]) {
        let register = Register::of(&sketch::chart(sketch));
        let shown = |row: &Row| {
            let holdings: Vec<String> = row.holdings.iter().map(|h| format!("{}.{}", h.holder.id(), h.index)).collect();
            format!("{}: {}", row.text, holdings.join(" "))
        };
        assert_eq!(register.rows().iter().map(shown).collect::<Vec<_>>(), expected, "the register of {sketch:?}");
    }

    #[test]
    fn the_library_comes_first_then_the_chart_in_reading_order() {
        check("plan[B] do[A] / ada[C](bob:plan[D])", &["B: plan.0", "A: do.0", "C: ada.0", "D: bob.0"]);
    }

    #[test]
    fn the_same_words_are_one_row_as_first_met() {
        check("plan[Plan;build] / ada[PLAN.;Plan]", &["Plan: plan.0 ada.0 ada.1", "build: plan.1"]);
    }

    #[test]
    fn blank_lines_are_in_no_row() {
        check("ada[.;...;A]", &["A: ada.2"]);
    }

    #[test]
    fn a_row_is_found_by_its_words() {
        let register = Register::of(&sketch::chart("ada[Plan;Build]"));
        assert_eq!(register.row_of(" build. "), Some(1), "the same words");
        assert_eq!(register.row_of("rebuild"), None, "other words");
    }
}
