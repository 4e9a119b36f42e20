//! Which of the problems that were found when a file was opened are still there.

use super::mending;
use crate::format::Located;
use crate::model::{Chart, Holder, Position, PositionId, ProblemKind, Role, RoleId};

/// Whether a problem still stands: what was assumed when the file was opened is as it was, and nobody has said better.
///
/// `opened` is the chart as it came out of the file. Nothing but the two charts counts, so that undoing what settled a
/// problem brings it back.
#[must_use]
pub fn still_stands(opened: &Chart, now: &Chart, located: &Located) -> bool {
    match (&located.problem.kind, &located.about) {
        (ProblemKind::SeveralTops { .. }, _) => now.tops().len() > 1,
        (ProblemKind::InvalidHolder { .. }, _) => now.dismissals() == opened.dismissals(),
        // It can be settled as long as there is something to take out.
        (ProblemKind::Hidden { .. }, _) => mending(now, located).is_some(),
        (kind, Some(Holder::Position(id))) => now.position(id).is_some_and(|position| {
            let charts = Charts { opened, now };
            charts.stands_for_position(kind, id, position)
        }),
        (kind, Some(Holder::Role(id))) => {
            now.role(id).is_some_and(|role| Charts { opened, now }.stands_for_role(kind, id, role))
        }
        (_, None) => true,
    }
}

#[derive(Clone, Copy)]
struct Charts<'a> {
    opened: &'a Chart,
    now: &'a Chart,
}

impl Charts<'_> {
    fn stands_for_position(self, kind: &ProblemKind, id: &PositionId, position: &Position) -> bool {
        let before = self.opened.position(id);
        match kind {
            ProblemKind::UnknownManager { .. } | ProblemKind::Cycle { .. } => self.now.manager(id).is_none(),
            ProblemKind::UnknownRole { .. } => position.role.as_ref().is_some_and(|role| self.has_same_role(role)),
            ProblemKind::TooManyRoles { .. } => position.role.is_none(),
            ProblemKind::UnknownDotted { .. } => before.is_some_and(|before| before.dotted_to == position.dotted_to),
            ProblemKind::DuplicatePosition { id: first, .. } => {
                before == Some(position) && PositionId::new(first).is_ok_and(|first| self.now.contains(&first))
            }
            _ => true,
        }
    }

    /// Whether a role is as the file's reading added it.
    fn has_same_role(self, id: &RoleId) -> bool {
        self.opened.role(id).is_some_and(|role| Some(role) == self.now.role(id) && role.title == id.as_str())
    }

    fn stands_for_role(self, kind: &ProblemKind, id: &RoleId, role: &Role) -> bool {
        let before = self.opened.role(id);
        match kind {
            ProblemKind::DuplicateRole { id: first, .. } => {
                before == Some(role) && RoleId::new(first).is_ok_and(|first| self.now.role(&first).is_some())
            }
            ProblemKind::InvalidColour { .. } => before.is_some_and(|before| before.colour == role.colour),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::{AfterRemoval, Command, Editor};
    use crate::format;
    use crate::model::{Place, PositionChange, RoleChange};

    const FILE: &str = "Chart(format: 1, roles: [(id: \"ba\", title: \"Analyst\", colour: \"red\")], positions: [\n\
                        (id: \"ada\"),\n\
                        (id: \"bob\", reports_to: \"adda\"),\n\
                        (id: \"cleo\", reports_to: \"ada\", role: \"bsa\"),\n\
                        (id: \"dan\", reports_to: \"ada\", dotted_to: [\"ghost\"]),\n\
                        (id: \"dan\", reports_to: \"ada\", person: \"Dan\\u{202E}\"),\n])";

    fn position(id: &str) -> PositionId {
        PositionId::new(id).expect("a fine id")
    }

    fn role(id: &str) -> RoleId {
        RoleId::new(id).expect("a fine id")
    }

    fn codes(opened: &format::Opened, now: &Chart) -> Vec<&'static str> {
        let stand = opened.problems.iter().filter(|located| still_stands(&opened.chart, now, located));
        stand.map(|located| located.problem.code()).collect()
    }

    #[test]
    fn what_settles_a_problem_takes_it_from_the_list_and_undo_brings_it_back() {
        let opened = format::read(FILE.as_bytes()).expect("a chart");
        let all = codes(&opened, &opened.chart);
        let copy = opened
            .chart
            .walk()
            .map(|visit| &visit.position.id)
            .find(|id| !FILE.contains(&format!("{:?}", id.as_str())));
        let copy = copy.expect("the second Dan got an id of its own").clone();
        let set = |id: &str, change| Command::SetPosition(position(id), vec![change]);
        for (what, command, expected) in [
            ("a manager", Command::Move(position("bob"), Place::under(position("ada"), 0)), "unknown-manager"),
            ("another role", set("cleo", PositionChange::Role(Some(role("ba")))), "unknown-role"),
            (
                "a title for the role",
                Command::SetRole(role("bsa"), RoleChange::Title("BSA".to_owned())),
                "unknown-role",
            ),
            ("a dotted line", set("dan", PositionChange::DottedTo(vec![position("bob")])), "unknown-dotted"),
            ("a colour", Command::SetRole(role("ba"), RoleChange::Colour(crate::theme::NO_ROLE)), "invalid-colour"),
            ("removing it", Command::Remove(position("bob"), AfterRemoval::MoveUp), "unknown-manager"),
            ("a clean name", set(copy.as_str(), PositionChange::Person("Dan".to_owned())), "hidden-characters"),
        ] {
            assert!(all.contains(&expected), "{expected} is found in the file: {all:?}");
            let mut editor = Editor::new(opened.chart.clone());
            editor.execute(command).expect("the command fits");
            assert!(!codes(&opened, editor.chart()).contains(&expected), "settled by {what}");
            editor.undo();
            assert_eq!(codes(&opened, editor.chart()), all, "undone after {what}");
        }
    }
}
