//! The RACI table: who does each responsibility, who answers for it, who is asked and who is told.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};

use super::escape::one_line;
use super::html::{self, Width};
use super::markdown;
use super::names::{position_name, role_name};
use crate::analysis::{Register, Row};
use crate::model::thousands;
use crate::model::{Chart, Holder, Involvement, Responsibility, Role};

/// The head of the first column.
const FIRST_COLUMN: &str = "Responsibility";

/// What a spreadsheet takes for the beginning of a formula, in half and full width (OWASP, "CSV Injection").
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Before a text that would be a formula, it makes a spreadsheet show the text.
const TEXT_MARK: char = '\'';

/// By this mark a spreadsheet knows that a file is in UTF-8. Excel would take accents for something else without it.
const UTF8_MARK: char = '\u{feff}';

/// The most cells of a table. Four million are more than anyone reads already, and a table grows with the square of a
/// chart in which every position has lines of its own.
const MOST_CELLS: usize = 4_000_000;

/// A table that is too large to be of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    rows: usize,
    columns: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [rows, columns, most] = [self.rows, self.columns, MOST_CELLS].map(thousands);
        write!(f, "The table would have {rows} rows and {columns} columns; at most {most} cells are written")
    }
}

impl std::error::Error for TooLarge {}

/// The RACI table of a chart: a row for each responsibility; a column for each role that has a line or a position, and
/// then for each position with lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raci {
    title: String,
    /// Whose column it is and what it is called.
    columns: Vec<(Holder, String)>,
    rows: Vec<Row>,
}

impl Raci {
    /// The table of a chart.
    ///
    /// # Errors
    /// Where the table would have more than four million cells.
    pub fn of(chart: &Chart) -> Result<Self, TooLarge> {
        let title = if chart.title().trim().is_empty() { "Untitled chart" } else { chart.title() };
        let (rows, columns) = (Register::of(chart).rows().to_vec(), columns(chart));
        if rows.len().saturating_mul(columns.len()) > MOST_CELLS {
            return Err(TooLarge { rows: rows.len(), columns: columns.len() });
        }
        Ok(Self { title: title.to_owned(), columns, rows })
    }

    /// The table for spreadsheets: in UTF-8 with a mark that says so, which Excel needs to read accents. A text that a
    /// spreadsheet would take for a formula begins with an apostrophe.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(UTF8_MARK.to_string().into_bytes());
        let heads = self.columns.iter().map(|(_, name)| name.as_str());
        // Records of the same length can always be written to memory.
        let _ = writer.write_record(std::iter::once(FIRST_COLUMN).chain(heads).map(safe_cell));
        for (text, cells) in self.full_rows() {
            let _ = writer.write_record(std::iter::once(text).chain(cells).map(safe_cell));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// The table as Markdown. Whatever the chart says is text, never markup.
    #[must_use]
    pub fn markdown(&self) -> String {
        let heads = self.columns.iter().map(|(_, name)| markdown::escape(name));
        let heads = markdown_row(std::iter::once(FIRST_COLUMN.to_owned()).chain(heads));
        let rule = markdown_row(std::iter::once("---").chain(self.columns.iter().map(|_| ":-:")));
        let mut out = format!("# {}\n\n{}\n\n{heads}{rule}", markdown::escape(&self.title), legend());
        for (text, cells) in self.full_rows() {
            let text = markdown::escape(text);
            out += &markdown_row(std::iter::once(text.as_str()).chain(cells));
        }
        out
    }

    /// The table as one HTML file, to read and to print: it loads nothing and runs nothing. Its heads stay in view.
    #[must_use]
    pub fn html(&self) -> String {
        let mut body = html::element("h1", &self.title) + &html::element("p", &legend());
        body += "<table>\n<thead>\n<tr>";
        for head in std::iter::once(FIRST_COLUMN).chain(self.columns.iter().map(|(_, name)| name.as_str())) {
            // Writing into a String can't fail.
            let _ = write!(body, "<th scope=\"col\" dir=\"auto\">{}</th>", html::escape(head));
        }
        body += "</tr>\n</thead>\n<tbody>\n";
        for (text, cells) in self.full_rows() {
            let _ = write!(body, "<tr><th scope=\"row\" dir=\"auto\">{}</th>", html::escape(text));
            body.extend(cells.iter().map(|letters| format!("<td>{letters}</td>")));
            body += "</tr>\n";
        }
        body += "</tbody>\n</table>\n";
        html::document(&self.title, Width::Table, &body)
    }

    /// The text of each row and the letters of all its cells. Rows are spread out one at a time: most cells are empty.
    fn full_rows(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        let by_holder: HashMap<&Holder, usize> =
            self.columns.iter().enumerate().map(|(index, (holder, _))| (holder, index)).collect();
        self.rows.iter().map(move |row| {
            let mut cells = vec![0; self.columns.len()];
            for holding in &row.holdings {
                if let Some(&column) = by_holder.get(&holding.holder) {
                    cells[column] |= bit(holding.involvement);
                }
            }
            (row.text.as_str(), cells.into_iter().map(letters).collect())
        })
    }
}

/// The columns: roles in the library's order, then positions in the chart's.
fn columns(chart: &Chart) -> Vec<(Holder, String)> {
    let in_use: HashSet<_> = chart.walk().filter_map(|visit| visit.position.role.as_ref()).collect();
    let is_in_use = |role: &&Role| has_text(&role.responsibilities) || in_use.contains(&role.id);
    let roles = chart.roles().iter().filter(is_in_use);
    let roles = roles.map(|role| (Holder::Role(role.id.clone()), one_line(role_name(role))));
    let positions = chart.walk().map(|visit| visit.position).filter(|position| has_text(&position.responsibilities));
    let positions =
        positions.map(|position| (Holder::Position(position.id.clone()), one_line(&position_name(chart, position))));
    let mut columns: Vec<_> = roles.chain(positions).collect();
    tell_apart(&mut columns);
    columns
}

/// Whether there is a line that isn't blank: only those are in the register.
fn has_text(lines: &[Responsibility]) -> bool {
    lines.iter().any(|line| !line.text.trim().is_empty())
}

/// Adds the id to each name that several columns have, such as those of two vacant positions.
fn tell_apart(columns: &mut [(Holder, String)]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, name) in columns.iter() {
        *counts.entry(name.clone()).or_default() += 1;
    }
    for (holder, name) in columns {
        if counts[name.as_str()] > 1 {
            let _ = write!(name, " ({})", holder.id());
        }
    }
}

const fn bit(involvement: Involvement) -> usize {
    1 << involvement as usize
}

/// The letters of a set of involvements, in the order of the word RACI.
fn letters(bits: usize) -> &'static str {
    const SETS: [&str; 16] =
        ["", "R", "A", "RA", "C", "RC", "AC", "RAC", "I", "RI", "AI", "RAI", "CI", "RCI", "ACI", "RACI"];
    SETS.get(bits).copied().unwrap_or_default()
}

/// What the letters mean, in one line.
fn legend() -> String {
    Involvement::ALL
        .map(|involvement| format!("{} {}: {}", involvement.letter(), involvement, involvement.meaning()))
        .join(" · ")
}

/// The text as one that no spreadsheet takes for a formula.
fn safe_cell(text: &str) -> String {
    let text = one_line(text);
    if text.starts_with(FORMULA_STARTS) { format!("{TEXT_MARK}{text}") } else { text }
}

fn markdown_row<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        let text = cell.as_ref();
        row.extend([if text.is_empty() { "" } else { " " }, text, " |"]);
    }
    row.push('\n');
    row
}

#[cfg(test)]
mod tests {
    use super::{Raci, TooLarge};
    use crate::export::escape::HOSTILE;
    use crate::model::sketch::{chart, id, position, role_id};
    use crate::model::{Chart, Direction, Draft, Holder, Involvement, Position, Responsibility, Role};

    fn table(chart: &Chart) -> Raci {
        Raci::of(chart).expect("a small chart has a small table")
    }

    /// The table in spreadsheet form, without the mark at its beginning.
    fn csv(chart: &Chart) -> String {
        table(chart).csv().trim_start_matches('\u{feff}').to_owned()
    }

    fn chart_of(roles: Vec<Role>, positions: impl IntoIterator<Item = Position>) -> Chart {
        let drafts = positions.into_iter().map(|position| Draft { position, reports_to: String::new() }).collect();
        Chart::assemble(String::new(), Direction::TopDown, String::new(), roles, drafts).0
    }

    #[test]
    fn rows_are_duties_and_columns_are_whoever_has_lines_or_holders() {
        for (sketch, table) in [
            ("", "Responsibility\n"),
            ("unused / ada", "Responsibility\n"),
            ("empty / ada:empty", "Responsibility,empty\n"),
            ("plan[Plan] / ada", "Responsibility,plan\nPlan,R\n"),
            ("plan[Plan] / ada:plan[plan.;Build]", "Responsibility,plan,\"ada, plan\"\nPlan,R,R\nBuild,,R\n"),
            ("ada=[Plan] bob=[Plan]", "Responsibility,Vacant (ada),Vacant (bob)\nPlan,R,R\n"),
        ] {
            assert_eq!(csv(&chart(sketch)), table, "the table of {sketch:?}");
        }
    }

    #[test]
    fn letters_of_one_cell_are_joined_in_the_order_of_the_word() {
        for (involvements, cell) in [
            (&[Involvement::Accountable, Involvement::Responsible, Involvement::Accountable][..], "RA"),
            (&[Involvement::Informed, Involvement::Consulted], "CI"),
            (
                &[Involvement::Informed, Involvement::Consulted, Involvement::Accountable, Involvement::Responsible],
                "RACI",
            ),
        ] {
            let line = |&involvement| Responsibility { involvement, text: "Plan".to_owned() };
            let ada = Position { responsibilities: involvements.iter().map(line).collect(), ..position("ada") };
            let table = csv(&chart_of(Vec::new(), [ada]));
            assert_eq!(table, format!("Responsibility,ada\nPlan,{cell}\n"), "{involvements:?}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for start in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
            let text = format!("{start}HYPERLINK(\"https://example.com\")");
            let role = Role { responsibilities: vec![Responsibility::new(&text)], ..crate::model::sketch::role("x") };
            let role = Role { title: text.clone(), ..role };
            let ada =
                Position { person: text.clone(), responsibilities: vec![Responsibility::new(&text)], ..position("a") };
            let table = csv(&chart_of(vec![role], [ada]));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
            let cells: Vec<String> = reader
                .records()
                .flatten()
                .flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert_eq!(cells.len(), 6, "{text:?}: two rows of three: {cells:?}");
            assert!(!cells.iter().any(|cell| cell.starts_with(start)), "{text:?} becomes text: {cells:?}");
        }
    }

    #[test]
    fn no_text_of_a_chart_becomes_markup() {
        for text in HOSTILE {
            let line = vec![Responsibility::new(text)];
            let role = Role { responsibilities: line.clone(), ..Role::new(role_id("r"), text, crate::theme::NO_ROLE) };
            let ada = Position { person: text.to_owned(), responsibilities: line, ..Position::new(id("a")) };
            let table = table(&chart_of(vec![role], [ada]));
            let (html, markdown) = (table.html(), table.markdown());
            for wrong in ["<script", "<img", "<svg", "<https", "\u{202e}", "\u{1b}"] {
                assert!(!html.contains(wrong), "{text:?} puts {wrong} into HTML");
            }
            let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let rows: Vec<usize> = markdown.lines().filter(|line| line.starts_with('|')).map(bars).collect();
            assert!(rows.iter().all(|&count| count == 4), "{text:?} keeps three cells a row:\n{markdown}");
        }
    }

    #[test]
    fn a_column_belongs_to_a_role_or_to_a_position() {
        let table = table(&chart("plan[Plan] / ada:plan bob[Build]"));
        let holders: Vec<_> = table.columns.iter().map(|(holder, _)| holder.clone()).collect();
        assert_eq!(holders, [Holder::Role(role_id("plan")), Holder::Position(id("bob"))], "roles first");
    }

    #[test]
    fn a_table_that_nobody_could_read_is_refused() {
        let with_line = |index: usize| Position {
            responsibilities: vec![Responsibility::new(format!("Plan {index}"))],
            ..Position::new(id(&format!("p{index}")))
        };
        for (count, refused) in [(2_000, None), (2_001, Some(TooLarge { rows: 2_001, columns: 2_001 }))] {
            let chart = chart_of(Vec::new(), (0..count).map(with_line));
            assert_eq!(Raci::of(&chart).err(), refused, "{count} positions with a line each");
        }
    }
}
