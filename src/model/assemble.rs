//! A chart from loose parts, as a file or an import gives them: whatever they say, a chart comes out,
//! with a list of what could not be taken as it stood.

use std::collections::HashSet;

use super::{
    Chart, Direction, Position, PositionId, Problem, ProblemKind, ProblemList, ProblemPlace, Role, RoleId, RoleIds,
    in_short,
};

/// How many roles a library has at most when a file is opened: roles that no library lists are added up to this number.
pub const MAX_ROLES: usize = 10_000;

/// A position with the name of its manager, which may be nobody's. Its id, its role and its dotted lines may be wrong, too.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The position.
    pub position: Position,
    /// The id of its manager; empty = nobody.
    pub reports_to: String,
}

impl Chart {
    /// Puts a chart together. Every id that is taken twice gets a new name, an unknown manager or a circle makes a top
    /// position, an unknown role is added to the library, an unknown dotted line is left out: each with a problem.
    #[must_use]
    pub fn assemble(
        title: String,
        direction: Direction,
        head_comment: String,
        roles: Vec<Role>,
        drafts: Vec<Draft>,
    ) -> (Self, Vec<Problem>) {
        let chart = Self { title, head_comment, direction, ..Self::default() };
        let mut assembly = Assembly { chart, problems: ProblemList::default() };
        assembly.take_roles(roles);
        let managers = assembly.take_positions(drafts);
        assembly.connect(&managers);
        assembly.check_dotted_lines();
        assembly.note_several_tops();
        (assembly.chart, assembly.problems.into_vec())
    }
}

impl Chart {
    /// The position of the draft with this index, in a chart that was just [assembled](Self::assemble): the slots of a
    /// new chart are filled in order.
    pub(crate) fn drafted(&self, index: usize) -> Option<&PositionId> {
        self.seats.get(index).map(|seat| &seat.position.id)
    }
}

struct Assembly {
    chart: Chart,
    problems: ProblemList,
}

impl Assembly {
    fn report(&mut self, place: ProblemPlace, kind: ProblemKind) {
        self.problems.add(Problem { place, kind });
    }

    fn take_roles(&mut self, roles: Vec<Role>) {
        let mut met = HashSet::new();
        // The new name of a second role must not be that of one further on, which others mean.
        let mut ids = RoleIds::new(roles.iter().map(|role| role.id.clone()));
        let mut library = Vec::with_capacity(roles.len());
        for (index, mut role) in roles.into_iter().enumerate() {
            if !met.insert(role.id.clone()) {
                let fresh = ids.take(role.id.as_str());
                let old = std::mem::replace(&mut role.id, fresh);
                let kind = ProblemKind::DuplicateRole { id: old.to_string(), renamed: role.id.to_string() };
                self.report(ProblemPlace::Role(index, "id"), kind);
            }
            library.push(role);
        }
        self.chart.roles = library.into();
    }

    /// Gives every draft a seat, in the order of the list, and returns whom each says it reports to.
    fn take_positions(&mut self, drafts: Vec<Draft>) -> Vec<String> {
        let mut known_roles: HashSet<RoleId> = self.chart.roles.iter().map(|role| role.id.clone()).collect();
        let mut managers = Vec::with_capacity(drafts.len());
        for (index, Draft { mut position, reports_to }) in drafts.into_iter().enumerate() {
            if self.chart.contains(&position.id) {
                let fresh = PositionId::random_besides(|id| self.chart.contains(id));
                let old = std::mem::replace(&mut position.id, fresh);
                let kind = ProblemKind::DuplicatePosition { id: old.to_string(), renamed: position.id.to_string() };
                self.report(ProblemPlace::Position(index, "id"), kind);
            }
            if let Some(id) = position.role.take_if(|id| !known_roles.contains(id)) {
                position.role = self.add_unknown_role(index, &id);
                known_roles.extend(position.role.clone());
            }
            self.chart.give_seat(position, None);
            managers.push(reports_to);
        }
        managers
    }

    /// Adds the role that the draft of this index names, where there is room for one more.
    fn add_unknown_role(&mut self, index: usize, id: &RoleId) -> Option<RoleId> {
        let place = ProblemPlace::Position(index, "role");
        let count = self.chart.roles.len();
        if count >= MAX_ROLES {
            self.report(place, ProblemKind::TooManyRoles { id: id.to_string() });
            return None;
        }
        let colour = crate::theme::ROLE_PALETTE[count % crate::theme::ROLE_PALETTE.len()];
        let role = Role::new(id.clone(), id.as_str(), colour);
        self.chart.roles.insert(count, role);
        self.report(place, ProblemKind::UnknownRole { id: id.to_string() });
        Some(id.clone())
    }

    /// Seats were filled in order, so that a draft's index is its slot.
    fn connect(&mut self, managers: &[String]) {
        for (slot, name) in managers.iter().enumerate() {
            let manager = self.chart.slot_of_name(name);
            if manager.is_none() && !name.is_empty() {
                let kind = ProblemKind::UnknownManager { id: in_short(name) };
                self.report(ProblemPlace::Position(slot, "reports_to"), kind);
            }
            self.chart.seats[slot].manager = manager;
        }
        self.cut_cycles();
        for slot in 0..managers.len() {
            let manager = self.chart.seats[slot].manager;
            self.chart.row_mut(manager).push(slot);
        }
    }

    /// Follows every line upwards once. A line that comes back to a position of its own walk closes a circle.
    fn cut_cycles(&mut self) {
        const UNSEEN: usize = usize::MAX;
        let mut seen_by = vec![UNSEEN; self.chart.seats.len()];
        for start in 0..seen_by.len() {
            let mut at = Some(start);
            while let Some(slot) = at.filter(|&slot| seen_by[slot] == UNSEEN) {
                seen_by[slot] = start;
                at = self.chart.seats[slot].manager;
            }
            if let Some(slot) = at.filter(|&slot| seen_by[slot] == start) {
                self.cut_cycle_through(slot);
            }
        }
    }

    fn cut_cycle_through(&mut self, slot: usize) {
        let next = |&slot: &usize| self.chart.seats[slot].manager;
        let mut members: Vec<usize> =
            std::iter::successors(Some(slot), next).skip(1).take_while(|&at| at != slot).collect();
        members.insert(0, slot);
        let first = members.iter().copied().min().unwrap_or(slot);
        let from_first = members.iter().position(|&member| member == first).unwrap_or(0);
        members.rotate_left(from_first);
        let ids = members.iter().map(|&member| self.chart.id_at(member).clone()).collect();
        self.chart.seats[first].manager = None;
        self.report(ProblemPlace::Position(first, "reports_to"), ProblemKind::Cycle { ids });
    }

    fn check_dotted_lines(&mut self) {
        for slot in 0..self.chart.seats.len() {
            let Position { id, dotted_to, .. } = &self.chart.seats[slot].position;
            if dotted_to.is_empty() {
                continue;
            }
            let is_right = |to: &PositionId| to != id && self.chart.contains(to);
            let (right, wrong): (Vec<_>, Vec<_>) = dotted_to.iter().cloned().partition(is_right);
            self.chart.count_dotted(&right, 1);
            self.chart.seats[slot].position.dotted_to = right;
            for id in wrong {
                let kind = ProblemKind::UnknownDotted { id: id.to_string() };
                self.report(ProblemPlace::Position(slot, "dotted_to"), kind);
            }
        }
    }

    fn note_several_tops(&mut self) {
        let count = self.chart.tops().len();
        if count > 1 {
            self.report(ProblemPlace::Chart, ProblemKind::SeveralTops { count });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Drafts from `id>manager` words; what came out, as `id>manager` words in reading order, and the problems' codes.
    fn assembled(words: &str) -> (String, Vec<&'static str>) {
        let id = |text: &str| PositionId::new(text).expect("a fine id");
        let drafts = words
            .split_whitespace()
            .map(|word| word.split_once('>').unwrap_or((word, "")))
            .map(|(name, manager)| Draft { position: Position::new(id(name)), reports_to: manager.to_owned() })
            .collect();
        let (chart, problems) = Chart::assemble(String::new(), Direction::TopDown, String::new(), Vec::new(), drafts);
        let shown: Vec<String> = chart
            .walk()
            .map(|visit| match chart.manager(&visit.position.id) {
                Some(manager) => format!("{}>{manager}", visit.position.id),
                None => visit.position.id.to_string(),
            })
            .collect();
        (shown.join(" "), problems.iter().map(Problem::code).collect())
    }

    #[track_caller]
    fn check(words: &str, expected: &str, codes: &[&str]) {
        let (shown, found) = assembled(words);
        assert_eq!(shown, expected, "the tree of {words:?}");
        assert_eq!(found, codes, "the problems of {words:?}");
    }

    #[test]
    fn positions_may_come_in_any_order() {
        check("b>a a c>b d>a", "a b>a c>b d>a", &[]);
    }

    #[test]
    fn an_unknown_manager_makes_a_top_position() {
        check("a b>ghost", "a b", &["unknown-manager", "several-tops"]);
    }

    #[test]
    fn a_circle_is_cut_at_its_first_position_and_loses_nobody() {
        check("a>c b>a c>b d>c", "a b>a c>b d>c", &["cycle"]);
        check("x>b a>b b>a", "a b>a x>b", &["cycle"]);
        check("a>a", "a", &["cycle"]);
    }

    #[test]
    fn a_second_role_of_the_same_id_takes_no_name_that_another_has() {
        let roles =
            ["a", "a", "a-2"].map(|id| Role::new(RoleId::new(id).expect("a fine id"), id, crate::theme::NO_ROLE));
        let (chart, problems) =
            Chart::assemble(String::new(), Direction::TopDown, String::new(), roles.to_vec(), Vec::new());
        let ids: Vec<&str> = chart.roles().iter().map(|role| role.id.as_str()).collect();
        assert_eq!(ids, ["a", "a-3", "a-2"], "the ids of the library");
        assert_eq!(problems.iter().map(Problem::code).collect::<Vec<_>>(), ["duplicate-role"], "the problems");
    }

    #[test]
    fn two_circles_are_two_problems() {
        check("a>b b>a c>d d>c", "a b>a c d>c", &["cycle", "cycle", "several-tops"]);
    }

    #[test]
    fn a_long_chain_is_put_together_without_recursion() {
        let words: Vec<String> =
            (0..100_000).map(|i| if i == 0 { "p0".to_owned() } else { format!("p{i}>p{}", i - 1) }).collect();
        let (_, codes) = assembled(&words.join(" "));
        assert_eq!(codes, Vec::<&str>::new(), "a chain has no problem");
    }
}
