//! What an edit of a cell changes, and for whom: said before it is done, and after.

use super::letters::{Letters, listed};
use super::table::{Cell, Column, HolderNumber, Row, Table};
use crate::editor::Command;
use crate::model::{Chart, Holder, Involvement};
use crate::ui::inspector::holder_name;
use crate::ui::widgets::{counted, thousands};

/// How much of a responsibility the status bar repeats, in characters.
const QUOTED: usize = 60;
/// How many holders of a row are named.
const NAMED: usize = 8;

/// What a person does to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// This letter and no other.
    Set(Involvement),
    /// This letter besides the others, or no longer.
    Toggle(Involvement),
    /// No letter.
    Clear,
}

impl Change {
    fn of(self, now: Letters) -> Letters {
        match self {
            Self::Set(involvement) => Letters::of(involvement),
            Self::Toggle(involvement) => now.toggled(involvement),
            Self::Clear => Letters::NONE,
        }
    }
}

/// A cell with everything that is known of it.
#[derive(Clone, Copy)]
pub(super) struct CellView<'a> {
    pub(super) chart: &'a Chart,
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) column: &'a Column,
}

/// One of the lists that stand behind a cell: its role's or its own.
#[derive(Debug, PartialEq)]
pub(super) struct List {
    number: HolderNumber,
    pub(super) letters: Letters,
    /// Whom a change of it touches.
    pub(super) reach: String,
}

/// An edit, and what is said once it is done.
#[derive(Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) command: Command,
    pub(super) sentence: String,
}

impl CellView<'_> {
    pub(super) fn cell(&self) -> Cell {
        Cell::at(self.row, self.column)
    }

    /// Whose list an edit changes: the role's where the cell shows nothing but the role's letters.
    fn edited(&self) -> HolderNumber {
        let cell = self.cell();
        self.column.role.filter(|_| cell.own.is_empty() && !cell.from_role.is_empty()).unwrap_or(self.column.number)
    }

    /// The lists that can be changed: where the role has letters here, the role's and the position's own.
    pub(super) fn lists(&self) -> Vec<List> {
        let list = |number, reach| List { number, letters: self.row.letters_of(number), reach };
        let own = self.column.number;
        match self.column.role.filter(|_| !self.cell().from_role.is_empty()) {
            None => vec![list(own, self.reach())],
            Some(role) => {
                let facts = self.table.holder(role);
                let (role_name, positions) = (holder_name(self.chart, &facts.holder), thousands(facts.positions));
                let name = holder_name(self.chart, &self.column.holder);
                vec![list(role, format!("For every {role_name} ({positions})")), list(own, format!("Only for {name}"))]
            }
        }
    }

    /// What a change of the cell comes to; nothing where it changes nothing.
    pub(super) fn edit(&self, change: Change) -> Option<Edit> {
        self.edit_of(self.edited(), change)
    }

    /// What a change of one of the cell's lists comes to; nothing where it changes nothing.
    pub(super) fn edit_in(&self, list: &List, change: Change) -> Option<Edit> {
        self.edit_of(list.number, change)
    }

    fn edit_of(&self, number: HolderNumber, change: Change) -> Option<Edit> {
        let facts = self.table.holder(number);
        let now = self.row.letters_of(number);
        let then = change.of(now);
        if then == now {
            return None;
        }
        let text = self.row.text.clone();
        let sentence = sentence(&whom(self.chart, &facts.holder, facts.positions), then, &text);
        Some(Edit { command: Command::Involve(facts.holder.clone(), text, then.iter().collect()), sentence })
    }

    /// The cell for ears: whose, what, and the involvement.
    pub(super) fn name(&self) -> String {
        format!("{}, {}: {}", holder_name(self.chart, &self.column.holder), self.row.text, self.state())
    }

    fn state(&self) -> String {
        let Cell { own, from_role } = self.cell();
        let of_role = (!from_role.is_empty()).then(|| format!("{} from the role", from_role.words()));
        let own = (!own.is_empty()).then(|| own.words());
        let parts: Vec<String> = own.into_iter().chain(of_role).collect();
        if parts.is_empty() { "none".to_owned() } else { listed(&parts) }
    }

    /// What the cell says, and whom an edit touches.
    pub(super) fn hint(&self) -> String {
        let Cell { own, from_role } = self.cell();
        let letters = own.and(from_role);
        let mut lines = vec![holder_name(self.chart, &self.column.holder)];
        lines.extend(letters.iter().map(|one| format!("{}: {}", one.word(), one.meaning())));
        lines.push(self.reach());
        lines.join("\n")
    }

    /// Whom an edit touches, in a few words.
    fn reach(&self) -> String {
        let facts = self.table.holder(self.edited());
        let changes = format!("changes {}", counted(facts.positions, "position", "positions"));
        match (&facts.holder, &self.column.holder) {
            (Holder::Role(_), Holder::Position(_)) => {
                format!("From the role {}: {changes}", holder_name(self.chart, &facts.holder))
            }
            (Holder::Role(_), Holder::Role(_)) => capitalised(&changes),
            (Holder::Position(_), _) => "Changes this position only".to_owned(),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

fn whom(chart: &Chart, holder: &Holder, positions: usize) -> String {
    let name = holder_name(chart, holder);
    match holder {
        Holder::Role(_) => format!("{name} ({})", counted(positions, "position", "positions")),
        Holder::Position(_) => format!("{name} (this position only)"),
    }
}

fn sentence(whom: &str, letters: Letters, text: &str) -> String {
    let quoted: String = text.chars().take(QUOTED).collect();
    let rest = if quoted.len() < text.len() { "…" } else { "" };
    if letters.is_empty() {
        format!("{whom} has no part any more in “{quoted}{rest}”")
    } else {
        format!("{whom} is now {} “{quoted}{rest}”", letters.phrase())
    }
}

/// A row's text, who holds it, and what findings say of it.
pub(super) fn hint_of_row(chart: &Chart, table: &Table, row: &Row, remarks: &[String]) -> String {
    let held = row.held.iter().take(NAMED).map(|&(holder, letters)| {
        let holder = &table.holder(holder).holder;
        format!("{}: {}", holder_name(chart, holder), letters.words())
    });
    let more = row.held.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {} more", thousands(more)));
    let parts = std::iter::once(row.text.clone()).chain(held).chain(more).chain(remarks.iter().cloned());
    parts.collect::<Vec<_>>().join("\n")
}

/// How many lists rewording the row changes: "Changes 3 roles and 2 positions".
pub(super) fn rewording_reach(table: &Table, row: &Row) -> String {
    let is_role = |&&(number, _): &&(usize, Letters)| matches!(table.holder(number).holder, Holder::Role(_));
    let roles = row.held.iter().filter(is_role).count();
    let positions = row.held.len() - roles;
    let part = |number, one, many| (number > 0).then(|| counted(number, one, many));
    let parts: Vec<String> =
        part(roles, "role", "roles").into_iter().chain(part(positions, "position", "positions")).collect();
    if parts.is_empty() { "Nobody holds this".to_owned() } else { format!("Changes {}", listed(&parts)) }
}

#[cfg(test)]
mod tests {
    use super::super::table::Columns;
    use super::*;
    use crate::editor::Editor;
    use crate::model::sketch::{chart, of_role, own, sketch};

    const START: &str = "plan[Plan] do / ada:plan(bob:plan[Chair] cleo:do)";

    /// Does something to a cell, in columns by position; gives the chart and what is said.
    fn edited(position: &str, text: &str, change: Change) -> Option<(String, String)> {
        let mut editor = Editor::new(chart(START));
        let table = Table::of(editor.chart(), None);
        let columns = Columns::Positions.list(editor.chart(), &table);
        let column = columns.iter().find(|column| column.holder == own(position)).expect("a column");
        let row = table.row_of(text).and_then(|row| table.row(row)).expect("a row");
        let edit = CellView { chart: editor.chart(), table: &table, row, column }.edit(change)?;
        editor.execute(edit.command).expect("the edit fits");
        Some((sketch(editor.chart()), edit.sentence))
    }

    #[test]
    fn a_letter_of_the_role_is_the_roles_and_any_other_is_the_positions() {
        let set = Change::Set(Involvement::Accountable);
        for (position, text, change, tree, said) in [
            (
                "bob",
                "Plan",
                Change::Clear,
                "plan do / ada:plan(bob:plan[Chair] cleo:do)",
                "plan (2 positions) has no part any more in “Plan”",
            ),
            (
                "bob",
                "Plan",
                set,
                "plan[A!Plan] do / ada:plan(bob:plan[Chair] cleo:do)",
                "plan (2 positions) is now Accountable for “Plan”",
            ),
            (
                "bob",
                "Chair",
                Change::Clear,
                "plan[Plan] do / ada:plan(bob:plan cleo:do)",
                "bob (this position only) has no part any more in “Chair”",
            ),
            (
                "cleo",
                "Plan",
                set,
                "plan[Plan] do / ada:plan(bob:plan[Chair] cleo:do[A!Plan])",
                "cleo (this position only) is now Accountable for “Plan”",
            ),
            (
                "ada",
                "Chair",
                set,
                "plan[Plan] do / ada:plan[A!Chair](bob:plan[Chair] cleo:do)",
                "ada (this position only) is now Accountable for “Chair”",
            ),
        ] {
            let expected = Some((tree.to_owned(), said.to_owned()));
            assert_eq!(edited(position, text, change), expected, "{change:?} of {text} for {position}");
        }
    }

    #[test]
    fn a_letter_of_the_role_can_be_changed_for_one_position_only() {
        let mut editor = Editor::new(chart(START));
        let table = Table::of(editor.chart(), None);
        let columns = Columns::Positions.list(editor.chart(), &table);
        let column = columns.iter().find(|column| column.holder == own("bob")).expect("a column");
        let row = table.row_of("Plan").and_then(|row| table.row(row)).expect("a row");
        let view = CellView { chart: editor.chart(), table: &table, row, column };
        let lists = view.lists();
        let reaches: Vec<&str> = lists.iter().map(|list| list.reach.as_str()).collect();
        assert_eq!(reaches, ["For every plan (2)", "Only for bob"], "the role's list, then the position's own");
        let edit = view.edit_in(&lists[1], Change::Set(Involvement::Accountable)).expect("it changes something");
        assert_eq!(edit.sentence, "bob (this position only) is now Accountable for “Plan”", "what is said");
        editor.execute(edit.command).expect("the edit fits");
        let expected = "plan[Plan] do / ada:plan(bob:plan[Chair;A!Plan] cleo:do)";
        assert_eq!(sketch(editor.chart()), expected, "the role keeps its letter");
    }

    #[test]
    fn what_changes_nothing_is_no_edit() {
        assert_eq!(edited("cleo", "Plan", Change::Clear), None, "an empty cell emptied");
        assert_eq!(edited("bob", "Chair", Change::Set(Involvement::Responsible)), None, "the same letter again");
    }

    #[test]
    fn a_cell_says_whom_an_edit_touches() {
        let chart = chart(START);
        let table = Table::of(&chart, None);
        for (columns, holder, text, expected) in [
            (Columns::Roles, of_role("plan"), "Plan", "Changes 2 positions"),
            (Columns::Roles, of_role("do"), "Plan", "Changes 1 position"),
            (Columns::Positions, own("bob"), "Plan", "From the role plan: changes 2 positions"),
            (Columns::Positions, own("bob"), "Chair", "Changes this position only"),
            (Columns::Positions, own("cleo"), "Plan", "Changes this position only"),
        ] {
            let columns = columns.list(&chart, &table);
            let column = columns.iter().find(|column| column.holder == holder).expect("a column");
            let row = table.row_of(text).and_then(|row| table.row(row)).expect("a row");
            let view = CellView { chart: &chart, table: &table, row, column };
            assert_eq!(view.reach(), expected, "{text} for {holder:?}");
        }
    }

    #[test]
    fn rewording_says_how_far_it_reaches() {
        for (sketch, expected) in [
            ("a[X] b[X] / ada[X](bob[X])", "Changes 2 roles and 2 positions"),
            ("a[X] / ada", "Changes 1 role"),
            ("ada[X;X]", "Changes 1 position"),
        ] {
            let table = Table::of(&chart(sketch), None);
            assert_eq!(rewording_reach(&table, &table.rows()[0]), expected, "{sketch}");
        }
    }
}
