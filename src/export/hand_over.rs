//! What those need to know who carry on when somebody leaves a position, as a Markdown note.

use std::collections::HashSet;

use super::markdown::escape;
use super::names::{position_name, role_name};
use crate::model::thousands;
use crate::model::{Chart, Position, PositionId, Responsibility};

/// What becomes of the reports of a position that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reports {
    /// They report to this position, or to nobody.
    ReportTo(Option<PositionId>),
    /// They go, too, with everyone below.
    GoToo,
}

/// What becomes of the responsibilities that were only here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duties {
    /// They stay with the position.
    Stay,
    /// Another position has them.
    GoTo(PositionId),
    /// They wait for somebody.
    AreUnassigned,
    /// Nobody has them any more.
    GoAway,
}

/// Somebody leaves a position of a chart, which is as it was before.
#[derive(Clone, Debug)]
pub struct HandOver<'a> {
    /// The chart before.
    pub chart: &'a Chart,
    /// Which position is left.
    pub position: &'a PositionId,
    /// What becomes of the reports where the position goes, too; nothing where it stays.
    pub removal: Option<Reports>,
    /// What becomes of the responsibilities.
    pub duties: Duties,
}

impl HandOver<'_> {
    /// The note: who leaves, to whom the reports go, who has each responsibility from now on. Empty where the chart has
    /// no such position.
    #[must_use]
    pub fn markdown(&self) -> String {
        let Some(position) = self.chart.position(self.position) else { return String::new() };
        let name = escape(&position_name(self.chart, position));
        let stays = if self.removal.is_some() { "The position is removed." } else { "The position stays, vacant." };
        let mut note = format!("# Hand-over: {name}\n\n{stays}\n");
        note += &self.reports();
        note += &self.own_duties();
        note += &self.duties_of_role(position);
        note += &self.dotted_lines(position);
        note
    }

    fn name(&self, id: &PositionId) -> String {
        let name = self.chart.position(id).map(|position| position_name(self.chart, position));
        escape(name.as_deref().unwrap_or_else(|| id.as_str()))
    }

    fn goes_with_everyone_below(&self) -> bool {
        self.removal == Some(Reports::GoToo)
    }

    fn reports(&self) -> String {
        let Some(removal) = self.removal.as_ref().filter(|_| self.chart.reports(self.position).len() > 0) else {
            return String::new();
        };
        let to = match removal {
            Reports::ReportTo(Some(to)) => format!("From now on they report to {}:", self.name(to)),
            Reports::ReportTo(None) => "From now on they report to nobody:".to_owned(),
            Reports::GoToo => "They go, too, with everyone below them:".to_owned(),
        };
        let names = self.chart.reports(self.position).map(|id| format!("- {}\n", self.name(id)));
        format!("\n## Reports\n\n{to}\n\n{}", names.collect::<String>())
    }

    fn own_duties(&self) -> String {
        let lines = self.chart.own_lines(self.position, self.goes_with_everyone_below());
        let lines: Vec<&Responsibility> = lines.filter(|line| says_something(line)).collect();
        if lines.is_empty() {
            return String::new();
        }
        let holder = match &self.duties {
            Duties::Stay => "Stays with the position".to_owned(),
            Duties::GoTo(heir) => self.name(heir),
            Duties::AreUnassigned => "Nobody yet".to_owned(),
            Duties::GoAway => "Nobody: it is given up".to_owned(),
        };
        let row =
            |line: &&Responsibility| format!("| {} | {} | {holder} |\n", escape(&line.text), line.involvement.word());
        let rows: String = lines.iter().map(row).collect();
        format!("\n## Responsibilities\n\n| Responsibility | Involvement | From now on |\n| --- | --- | --- |\n{rows}")
    }

    fn duties_of_role(&self, position: &Position) -> String {
        let role = self.chart.role_of(position).filter(|role| !role.responsibilities.is_empty());
        let Some(role) = role else { return String::new() };
        let others = others_with_role(self.chart, position, self.goes_with_everyone_below()).count();
        let who = match others {
            0 => "nobody else has".to_owned(),
            1 => "1 other has".to_owned(),
            others => format!("{} others have", thousands(others)),
        };
        let line = |line: &Responsibility| format!("- {} *({})*\n", escape(&line.text), line.involvement.word());
        let lines: String = role.responsibilities.iter().filter(|line| says_something(line)).map(line).collect();
        let title = escape(role_name(role));
        format!("\n## Responsibilities of the role\n\nThey stay with the role {title}, which {who}:\n\n{lines}")
    }

    fn dotted_lines(&self, position: &Position) -> String {
        let to = position.dotted_to.iter().map(|to| format!("- Also reported to {}\n", self.name(to)));
        let from = self.chart.walk().filter(|visit| visit.position.dotted_to.contains(self.position));
        let from = from.map(|visit| format!("- {} also reported here\n", self.name(&visit.position.id)));
        let lines: String = to.chain(from).collect();
        if lines.is_empty() { lines } else { format!("\n## Dotted lines\n\n{lines}") }
    }
}

fn says_something(line: &Responsibility) -> bool {
    !line.text.trim().is_empty()
}

/// The other people in the role of a position. `without_branch` leaves out everyone below it, too.
pub fn others_with_role<'a>(
    chart: &'a Chart,
    position: &'a Position,
    without_branch: bool,
) -> impl Iterator<Item = &'a Position> {
    let branch = chart.branch(&position.id).map(|visit| &visit.position.id);
    let gone: HashSet<&PositionId> = branch.take(if without_branch { usize::MAX } else { 1 }).collect();
    chart
        .walk()
        .map(|visit| visit.position)
        .filter(|other| position.role.is_some() && other.role == position.role && !other.is_vacant())
        .filter(move |other| !gone.contains(&other.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketch::{chart, id};

    #[track_caller]
    fn check(sketch: &str, position: &str, removal: Option<Reports>, duties: Duties, expected: &str) {
        let chart = chart(sketch);
        let note = HandOver { chart: &chart, position: &id(position), removal, duties }.markdown();
        assert_eq!(note, expected, "the note about {position} of {sketch}");
    }

    #[test]
    fn a_note_says_who_has_what_from_now_on() {
        check(
            "chief[Plan] / ada(bob:chief~ada[Count_*;Pay](cleo dan~bob) eve:chief)",
            "bob",
            Some(Reports::ReportTo(Some(id("ada")))),
            Duties::GoTo(id("eve")),
            "# Hand-over: bob, chief\n\nThe position is removed.\n\
             \n## Reports\n\nFrom now on they report to ada:\n\n- cleo\n- dan\n\
             \n## Responsibilities\n\n| Responsibility | Involvement | From now on |\n| --- | --- | --- |\n\
             | Count\\_\\* | Responsible | eve, chief |\n| Pay | Responsible | eve, chief |\n\
             \n## Responsibilities of the role\n\nThey stay with the role chief, which 1 other has:\n\
             \n- Plan *(Responsible)*\n\
             \n## Dotted lines\n\n- Also reported to ada\n- dan also reported here\n",
        );
    }

    #[test]
    fn what_there_is_nothing_to_say_about_is_left_out() {
        check(
            "ada[Plan](bob)",
            "ada",
            None,
            Duties::Stay,
            "# Hand-over: ada\n\nThe position stays, vacant.\n\
             \n## Responsibilities\n\n| Responsibility | Involvement | From now on |\n| --- | --- | --- |\n\
             | Plan | Responsible | Stays with the position |\n",
        );
        check("ada", "ada", None, Duties::GoAway, "# Hand-over: ada\n\nThe position stays, vacant.\n");
    }

    #[test]
    fn a_branch_that_goes_leaves_what_everyone_in_it_did() {
        check(
            "ada(bob[Plan](cleo[Build]))",
            "bob",
            Some(Reports::GoToo),
            Duties::AreUnassigned,
            "# Hand-over: bob\n\nThe position is removed.\n\
             \n## Reports\n\nThey go, too, with everyone below them:\n\n- cleo\n\
             \n## Responsibilities\n\n| Responsibility | Involvement | From now on |\n| --- | --- | --- |\n\
             | Plan | Responsible | Nobody yet |\n| Build | Responsible | Nobody yet |\n",
        );
    }
}
