//! What the matrix shows, kept until the chart, the review or the choices change.

use std::collections::HashMap;

use egui::{Color32, Painter};

use super::Sources;
use super::arrange::{Filter, Grouping, Line, arrange};
use super::edit::CellView;
use super::gathered::Gathered;
use super::geometry::{GROUP, Geometry, ROW, SECOND_LINE, Spot, widths};
use super::paint::wrapped_text;
use super::table::{Column, Columns, Pinned, Row, Table};
use crate::analysis::{Review, Rule};
use crate::layout::measure::{Face, Room, measure};
use crate::model::{Chart, Holder};
use crate::ui::style;

/// From the left edge to the texts, in points.
pub(super) const TEXT_LEFT: f32 = 16.0;
/// From the texts to the right edge of their column, in points: a mark stands there.
pub(super) const TEXT_RIGHT: f32 = 30.0;
/// How many lines a text has at most.
pub(super) const TEXT_LINES: usize = 2;
/// The screen's letters are up to this much wider than the font says, in points of a line: they stand on whole pixels.
const WIDER: f32 = 4.0;
/// And up to this much narrower, as a share of the line: pairs close up there.
const NARROWER: f32 = 0.02;

/// What the person has chosen to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) columns: Columns,
    pub(super) filter: Filter,
    pub(super) grouping: Grouping,
}

/// What something was made from. Two that are equal give the same.
#[derive(Debug, Default, PartialEq)]
struct MadeFrom {
    document: u64,
    revision: u64,
    /// Where the review lies: another one lies elsewhere, at least within a revision.
    review: Option<usize>,
    choices: Choices,
    pinned: Option<Pinned>,
}

impl MadeFrom {
    fn now(sources: Sources<'_>, choices: &Choices, pinned: Option<&Pinned>) -> Self {
        Self {
            document: sources.document,
            revision: sources.editor.revision(),
            review: sources.review.map(|review| std::ptr::from_ref(review).addr()),
            choices: choices.clone(),
            pinned: pinned.cloned(),
        }
    }

    fn has_same_table(&self, other: &Self) -> bool {
        (self.document, self.revision, &self.pinned) == (other.document, other.revision, &other.pinned)
    }
}

/// What the matrix shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) table: Table,
    pub(super) columns: Vec<Column>,
    /// Whether one more column behind these gathers what positions hold themselves.
    gathers_positions: bool,
    pub(super) lines: Vec<Line>,
    /// How many of the lines are rows.
    pub(super) rows: usize,
    /// What findings say of a row.
    pub(super) remarks: HashMap<usize, Vec<String>>,
    pub(super) geometry: Geometry,
    made_from: Option<MadeFrom>,
    /// The width that the geometry was made for; none where the lines are newer.
    measured_for: Option<f32>,
}

impl Shown {
    /// Makes it anew where something has changed. Says whether it did.
    pub(super) fn update(&mut self, sources: Sources<'_>, choices: &Choices, pinned: Option<&Pinned>) -> bool {
        let wanted = MadeFrom::now(sources, choices, pinned);
        if self.made_from.as_ref() == Some(&wanted) {
            return false;
        }
        let chart = sources.editor.chart();
        let made_from = self.made_from.take();
        let same_table = made_from.filter(|made| made.has_same_table(&wanted));
        if same_table.is_none() {
            self.table = Table::of(chart, pinned);
        }
        if same_table.is_none_or(|made| made.choices.columns != choices.columns) {
            self.columns = choices.columns.list(chart, &self.table);
            let is_of_a_position = |row: &Row| !self.table.positions_of(row).is_empty();
            self.gathers_positions =
                choices.columns == Columns::Roles && self.table.rows().iter().any(is_of_a_position);
        }
        let pinned = pinned.map(|pinned| pinned.text.as_str());
        // A branch's rows are those that somebody in it holds.
        let is_branch = matches!(choices.columns, Columns::Branch(_));
        let branch =
            is_branch.then(|| self.columns.iter().flat_map(|it| [Some(it.number), it.role]).flatten().collect());
        self.lines = arrange(&self.table, &choices.filter, choices.grouping, branch.as_ref(), sources.review, pinned);
        self.rows = self.lines.iter().filter(|line| matches!(line, Line::Row(_))).count();
        self.remarks = sources.review.map(|review| remarks(&self.table, review)).unwrap_or_default();
        self.measured_for = None;
        self.made_from = Some(wanted);
        true
    }

    /// Places rows and columns in a matrix `width` points wide.
    pub(super) fn place(&mut self, painter: &Painter, width: f32) {
        if self.measured_for == Some(width) {
            return;
        }
        let columns = self.column_count();
        let widths = widths(width, columns);
        let room = text_room(widths.0);
        let height = |line: &Line| match line {
            Line::Head(..) => GROUP,
            Line::Row(row) => self.table.row(*row).map_or(ROW, |row| height(painter, row, room)),
        };
        self.geometry = Geometry::new(widths, columns, self.lines.iter().map(height));
        self.measured_for = Some(width);
    }

    /// The row that stands in a line.
    pub(super) fn row_at(&self, line: usize) -> Option<(usize, &Row)> {
        match self.lines.get(line)? {
            Line::Head(..) => None,
            Line::Row(row) => Some((*row, self.table.row(*row)?)),
        }
    }

    /// The line in which a responsibility stands.
    pub(super) fn line_of(&self, text: &str) -> Option<usize> {
        let row = self.table.row_of(text)?;
        self.lines.iter().position(|line| *line == Line::Row(row))
    }

    /// How many columns there are beside the texts.
    pub(super) fn column_count(&self) -> usize {
        self.columns.len() + usize::from(self.gathers_positions)
    }

    /// The number of the column that gathers what positions hold themselves, where there is one.
    pub(super) fn gathering_column(&self) -> Option<usize> {
        self.gathers_positions.then_some(self.columns.len() + 1)
    }

    /// The column of a holder, counted from 1.
    pub(super) fn column(&self, column: usize) -> Option<&Column> {
        self.columns.get(column.checked_sub(1)?)
    }

    /// The number of a holder's column.
    pub(super) fn column_of(&self, holder: &Holder) -> Option<usize> {
        self.columns.iter().position(|column| column.holder == *holder).map(|index| index + 1)
    }

    /// A holder's cell; nothing for a text, the head of a group, or what several positions hold.
    pub(super) fn cell<'a>(&'a self, chart: &'a Chart, spot: Spot) -> Option<CellView<'a>> {
        let (_, row) = self.row_at(spot.line)?;
        Some(CellView { chart, table: &self.table, row, column: self.column(spot.column)? })
    }

    /// A cell for ears.
    pub(super) fn name_of(&self, chart: &Chart, spot: Spot) -> Option<String> {
        let gathered = || self.gathered(chart, spot).map(|gathered| gathered.name());
        self.cell(chart, spot).map(|cell| cell.name()).or_else(gathered)
    }

    /// A cell of the column that gathers what positions hold themselves.
    pub(super) fn gathered<'a>(&'a self, chart: &'a Chart, spot: Spot) -> Option<Gathered<'a>> {
        let (_, row) = self.row_at(spot.line)?;
        (self.gathering_column() == Some(spot.column)).then_some(Gathered { chart, table: &self.table, row })
    }
}

/// The room for a text in a column of this width.
pub(super) const fn text_room(column: f32) -> f32 {
    column - TEXT_LEFT - TEXT_RIGHT
}

/// The height of a row whose text has this room.
fn height(painter: &Painter, row: &Row, room: f32) -> f32 {
    if has_one_line(painter, &row.text, room) { ROW } else { ROW + SECOND_LINE }
}

/// Whether the text is painted on one line. The fonts' own measure tells for nearly all texts, and fast; those that
/// come close to the edge are laid out as they will be painted.
fn has_one_line(painter: &Painter, text: &str, room: f32) -> bool {
    let fits = |width: f32| {
        let room = Room::even(f64::from(width), TEXT_LINES);
        measure().count_lines(text, Face::Regular, f64::from(style::TEXT), room) == 1
    };
    if fits(room - WIDER) {
        return true;
    }
    fits(room * (1.0 + NARROWER)) && wrapped_text(painter, text, Color32::PLACEHOLDER, room).rows.len() == 1
}

/// What the findings say of each row, but for those that were dismissed, and those that are about somebody's whole list.
fn remarks(table: &Table, review: &Review) -> HashMap<usize, Vec<String>> {
    let is_about_rows = |rule| !matches!(rule, Rule::Overloaded | Rule::NotCovered);
    let mut remarks = HashMap::<usize, Vec<String>>::new();
    let open = review.findings.iter().filter(|finding| finding.dismissed.is_none() && is_about_rows(finding.rule));
    for finding in open {
        for row in finding.responsibilities.iter().filter_map(|text| table.row_of(text)) {
            remarks.entry(row).or_default().push(finding.message.clone());
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Finding, Register};
    use crate::model::sketch::chart;

    #[test]
    fn rows_have_the_remarks_of_open_findings_about_them() {
        let chart = chart("ada[Plan] bob[Plan;Chair]");
        let finding = |rule, message: &str, text: &str, dismissed: Option<&str>| Finding {
            rule,
            message: message.to_owned(),
            holders: Vec::new(),
            responsibilities: vec![text.to_owned()],
            likeness: None,
            dismissed: dismissed.map(str::to_owned),
        };
        let findings = vec![
            finding(Rule::SameDuty, "Two do it", "plan.", None),
            finding(Rule::NobodyAccountable, "No one answers for it", "Plan", None),
            finding(Rule::TooLong, "Settled", "Chair", Some("It is fine")),
            finding(Rule::Overloaded, "About a whole list", "Chair", None),
            finding(Rule::TwoDuties, "About a row that is gone", "Chair and plan", None),
        ];
        let review = Review { register: Register::of(&chart), findings, ..Review::default() };
        let table = Table::of(&chart, None);
        let expected = HashMap::from([(0, vec!["Two do it".to_owned(), "No one answers for it".to_owned()])]);
        assert_eq!(remarks(&table, &review), expected, "by the row's number");
    }
}
