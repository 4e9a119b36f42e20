//! A branch as a chart of its own, a chart's positions as new ones, responsibilities as text: what copying, pasting and
//! duplicating need.

use std::collections::{HashMap, HashSet};

use crate::model::{
    Chart, Direction, Draft, Holder, Involvement, Position, PositionId, Responsibility, RoleId, words_of,
};

/// The branch as a chart of its own: its positions, the roles that they have, and the dotted lines among them.
#[must_use]
pub fn branch_as_chart(chart: &Chart, top: &PositionId) -> Chart {
    let inside: HashSet<&PositionId> = chart.branch(top).map(|visit| &visit.position.id).collect();
    let used: HashSet<&RoleId> = chart.branch(top).filter_map(|visit| visit.position.role.as_ref()).collect();
    let roles = chart.roles().iter().filter(|role| used.contains(&role.id)).cloned().collect();
    let drafts = chart.branch(top).map(|visit| {
        let mut position = visit.position.clone();
        position.dotted_to.retain(|to| inside.contains(to));
        let manager = chart.manager(&position.id).filter(|manager| inside.contains(manager));
        let reports_to = manager.map_or_else(String::new, PositionId::to_string);
        Draft { position, reports_to }
    });
    let title = chart.position(top).map_or_else(String::new, |position| chart.title_of(position).to_owned());
    Chart::assemble(title, Direction::TopDown, String::new(), roles, drafts.collect()).0
}

/// The positions of a chart in reading order with fresh ids, each with its manager's fresh id.
/// The dotted lines still to be drawn come apart, since they may lead to positions further on.
pub(super) struct Fresh {
    pub(super) positions: Vec<(Option<PositionId>, Position)>,
    pub(super) dotted: Vec<(PositionId, Vec<PositionId>)>,
}

/// `target` is the chart that the positions are for: no id of its own comes again.
pub(super) fn with_fresh_ids(chart: &Chart, target: &Chart) -> Fresh {
    let mut taken = HashSet::new();
    let mut fresh_id = || {
        let id = PositionId::random_besides(|id| taken.contains(id) || target.contains(id));
        taken.insert(id.clone());
        id
    };
    let fresh: HashMap<&PositionId, PositionId> = chart.walk().map(|visit| (&visit.position.id, fresh_id())).collect();
    let mut dotted = Vec::new();
    let mut renamed = |position: &Position| {
        let id = fresh[&position.id].clone();
        let to: Vec<PositionId> = position.dotted_to.iter().filter_map(|to| fresh.get(to).cloned()).collect();
        if !to.is_empty() {
            dotted.push((id.clone(), to));
        }
        Position { id, dotted_to: Vec::new(), ..position.clone() }
    };
    let positions = chart
        .walk()
        .map(|visit| {
            let manager = chart.manager(&visit.position.id).map(|manager| fresh[manager].clone());
            (manager, renamed(visit.position))
        })
        .collect();
    Fresh { positions, dotted }
}

/// Responsibilities as text, one a line with its involvement before it, as people write them to each other:
/// `Accountable: Keep spending within the IT budget`.
#[must_use]
pub fn lines_as_text<'a>(lines: impl IntoIterator<Item = &'a Responsibility>) -> String {
    let mut text = String::new();
    for line in lines.into_iter().filter(|line| !line.text.trim().is_empty()) {
        text.extend([line.involvement.word(), ": ", &in_one_line(&line.text), "\n"]);
    }
    text
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The responsibility of a line that says how somebody is involved, as [`lines_as_text`] writes it; nothing where the
/// line doesn't say so.
#[must_use]
pub fn marked_line(text: &str) -> Option<Responsibility> {
    let (word, text) = text.split_once(':')?;
    let word = word.trim();
    let involvement = Involvement::ALL.into_iter().find(|involvement| involvement.word().eq_ignore_ascii_case(word))?;
    let text = text.trim();
    (!text.is_empty()).then(|| Responsibility { involvement, text: text.to_owned() })
}

/// Those of the lines that the holder doesn't have yet, of its own or from its role, with the same words and the same
/// involvement. None of them comes twice.
#[must_use]
pub fn new_lines(chart: &Chart, holder: &Holder, lines: Vec<Responsibility>) -> Vec<Responsibility> {
    let key = |line: &Responsibility| (words_of(&line.text), line.involvement);
    let mut known: HashSet<_> = chart.all_lines_of(holder).map(key).collect();
    lines.into_iter().filter(|line| known.insert(key(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Place};

    #[test]
    fn responsibilities_read_back_from_their_text() {
        let lines = Involvement::ALL.map(|involvement| Responsibility { involvement, text: "Keep it: all".to_owned() });
        let text = lines_as_text(&lines);
        assert_eq!(text.lines().next(), Some("Responsible: Keep it: all"), "readable in a mail");
        let read: Vec<Responsibility> = text.lines().filter_map(marked_line).collect();
        assert_eq!(read, lines, "as they were");
    }

    #[test]
    fn what_is_there_already_is_not_new() {
        let (all, [feed, count]) = (Chart::default(), ["Feed the cat", "Count"].map(Responsibility::new));
        let (mut chart, ada) = (all, PositionId::new("ada").expect("a fine id"));
        let position = Position { responsibilities: vec![feed.clone()], ..Position::new(ada.clone()) };
        chart.apply(Edit::InsertPosition { place: Place::top(0), position: position.into() }).expect("it fits");
        let informed = Responsibility { involvement: Involvement::Informed, ..feed.clone() };
        let again = Responsibility::new("feed the cat.");
        let new =
            new_lines(&chart, &Holder::Position(ada), vec![again, informed.clone(), count.clone(), count.clone()]);
        assert_eq!(new, [informed, count], "other letters are new, the same words aren't");
    }

    #[test]
    fn a_line_of_several_lines_stays_one() {
        let line = Responsibility::new("Set the\n  IT strategy");
        assert_eq!(lines_as_text([&line]), "Responsible: Set the IT strategy\n", "one line of text");
    }

    #[test]
    fn other_lines_have_no_mark() {
        for text in ["Set the IT strategy", "Note: set it", "Responsible:", "Responsible people: all", ": x", ""] {
            assert_eq!(marked_line(text), None, "{text:?}");
        }
        let marked = marked_line("  accountable :  Keep it ").map(|line| (line.involvement, line.text));
        assert_eq!(marked, Some((Involvement::Accountable, "Keep it".to_owned())), "however it is spaced");
    }
}
