//! The column behind those of the roles: what positions hold themselves, all of them together.
//!
//! Without it, a row that only positions hold would look as if nobody did it.

use egui::{Popup, Rect, Response};

use super::letters::Letters;
use super::menu::item;
use super::table::{Columns, Row, Table};
use super::{AnchorColumn, Matrix, Sources};
use crate::model::{Chart, Holder};
use crate::ui::inspector::holder_name;
use crate::ui::request::{Queue, Request};
use crate::ui::widgets;

/// What stands above the column.
pub(super) const NAME: &str = "Only some positions";
/// What the column is for.
pub(super) const HINT: &str = "What positions do themselves, besides their roles.\nSwitch to Positions to change it";
/// How many positions are named.
const NAMED: usize = 6;

/// What positions hold of a row themselves.
#[derive(Clone, Copy)]
pub(super) struct Gathered<'a> {
    pub(super) chart: &'a Chart,
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
}

impl Gathered<'_> {
    /// All their letters together.
    pub(super) fn letters(&self) -> Letters {
        self.table.positions_of(self.row).iter().fold(Letters::NONE, |all, &(_, letters)| all.and(letters))
    }

    /// The first position that has letters.
    pub(super) fn first(&self) -> Option<&Holder> {
        let (number, _) = self.table.positions_of(self.row).first()?;
        Some(&self.table.holder(*number).holder)
    }

    /// Who has which letters: "Daniel Osei: Responsible", a line each, and how many more.
    pub(super) fn hint(&self) -> String {
        let all = self.table.positions_of(self.row);
        if all.is_empty() {
            return "No position has this besides its role".to_owned();
        }
        let named = all.iter().take(NAMED).map(|&(number, letters)| {
            let name = holder_name(self.chart, &self.table.holder(number).holder);
            format!("{name}: {}", letters.words())
        });
        let more = all.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("+{} more", widgets::thousands(more)));
        named.chain(more).collect::<Vec<_>>().join("\n")
    }

    /// The cell for ears.
    pub(super) fn name(&self) -> String {
        let letters = self.letters();
        let state = if letters.is_empty() { "none".to_owned() } else { letters.words() };
        format!("{NAME}, {}: {state}", self.row.text)
    }
}

impl Matrix {
    /// The menu of a cell of this column: it can't be edited here, for nobody says whose letter is meant.
    pub(super) fn gathered_menu_ui(&mut self, grid: &Response, rect: Rect, sources: Sources<'_>) {
        let gathered = self.shown.gathered(sources.editor.chart(), self.cursor);
        let first = gathered.and_then(|gathered| gathered.first().cloned());
        let mut is_chosen = false;
        Popup::menu(grid).anchor(rect).open_bool(&mut self.is_menu_open).show(|ui| {
            let response = item(ui, false, "Show positions".to_owned());
            if std::mem::take(&mut self.enters_menu) {
                response.request_focus();
            }
            is_chosen = response.clicked();
        });
        if is_chosen {
            self.choices.columns = Columns::Positions;
            self.anchor.column = first.map_or(AnchorColumn::Texts, AnchorColumn::Of);
            self.scroll.shows_cursor = true;
        }
    }

    /// Says what to do where a letter can't be given.
    pub(super) fn refuse_letter(queue: &mut Queue) {
        queue.push(Request::Say("Switch to Positions to change what only some positions do".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketch::{chart, own};

    #[test]
    fn positions_are_named_up_to_a_number() {
        for (sketch, letters, hint) in [
            ("do[X] / ada:do", "", "No position has this besides its role"),
            ("do[X] / ada:do bob[A!X]", "Accountable", "bob: Accountable"),
            ("ada[X] bob[A!X]", "Responsible and Accountable", "ada: Responsible\nbob: Accountable"),
            (
                "a[X] b[X] c[X] d[X] e[X] f[X] g[X] h[X]",
                "Responsible",
                "a: Responsible\nb: Responsible\nc: Responsible\nd: Responsible\ne: Responsible\nf: Responsible\n+2 more",
            ),
        ] {
            let chart = chart(sketch);
            let table = Table::of(&chart, None);
            let gathered = Gathered { chart: &chart, table: &table, row: &table.rows()[0] };
            assert_eq!(gathered.letters().words(), letters, "the letters of {sketch}");
            assert_eq!(gathered.hint(), hint, "the names of {sketch}");
        }
    }

    #[test]
    fn the_first_position_is_the_first_in_reading_order() {
        let chart = chart("do[X] / ada:do(bob[X] cleo[X])");
        let table = Table::of(&chart, None);
        let gathered = Gathered { chart: &chart, table: &table, row: &table.rows()[0] };
        assert_eq!(gathered.first(), Some(&own("bob")), "whatever roles do");
    }
}
