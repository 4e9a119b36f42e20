//! Two changes of the tree, brought together: who reports to whom, and in which order.

use super::conflict::{Disputed, Side};
use super::flat::Flat;
use super::merge::Charts;
use super::order::merged_order;
use super::referee::{Referee, Versions};
use super::words::{self, Subject};
use crate::model::{Draft, Position, PositionId};

/// How often circles are cut one by one. Cutting one may close another; after that, all managers are mine.
const ROUNDS: usize = 8;

/// A merged position's manager, by number; none for a top position.
type Manager = Option<usize>;

/// Gives the merged positions their places.
pub(super) fn merged_tree(referee: &mut Referee<'_>, charts: &Charts<'_>, positions: Vec<Position>) -> Vec<Draft> {
    let sides = charts.flats.each_ref().map(|flat| Placed::of(flat, &positions));
    let mut tree = Tree { managers: Vec::new(), sides, ids: positions.iter().map(|it| it.id.clone()).collect() };
    tree.choose_managers(referee);
    tree.cut_circles(referee);
    let rows = tree.rows(referee, charts);
    drafts(positions, &tree, rows)
}

/// Where one chart places the merged positions.
struct Placed {
    /// The merged number of each position of the chart.
    merged: Vec<Option<usize>>,
    /// Whom the chart has each merged position report to, if it has the position at all. Whoever reports to somebody
    /// who is gone reports to the next one above who isn't.
    managers: Vec<Option<Manager>>,
}

impl Placed {
    fn of(flat: &Flat<'_>, positions: &[Position]) -> Self {
        let mut merged = vec![None; flat.len()];
        for (number, position) in positions.iter().enumerate() {
            if let Some(place) = flat.number(&position.id) {
                merged[place] = Some(number);
            }
        }
        let mut managers = vec![None; positions.len()];
        let mut above: Vec<Manager> = Vec::with_capacity(flat.len());
        for (place, manager) in flat.managers.iter().enumerate() {
            let manager = manager.and_then(|manager| merged[manager].or(above[manager]));
            above.push(manager);
            if let Some(number) = merged[place] {
                managers[number] = Some(manager);
            }
        }
        Self { merged, managers }
    }
}

struct Tree {
    /// The manager of each merged position.
    managers: Vec<Manager>,
    /// What the base, my side and theirs say.
    sides: [Placed; 3],
    ids: Vec<PositionId>,
}

impl Tree {
    fn side(&self, side: Side) -> &Placed {
        &self.sides[1 + side as usize]
    }

    fn subject(&self, number: usize) -> Subject {
        Subject::position(&self.ids[number])
    }

    fn choose_managers(&mut self, referee: &mut Referee<'_>) {
        self.managers = (0..self.ids.len()).map(|number| self.manager(referee, number)).collect();
    }

    fn manager(&self, referee: &mut Referee<'_>, number: usize) -> Manager {
        let [base, mine, theirs] = self.sides.each_ref().map(|side| side.managers[number]);
        let (Some(mine), Some(theirs)) = (mine, theirs) else { return mine.or(theirs).flatten() };
        let versions = Versions { base: base.as_ref(), mine: &mine, theirs: &theirs };
        let side = versions.settled().unwrap_or_else(|| {
            let words = [mine, theirs].map(|manager| self.name(referee, manager));
            referee.ask(&self.subject(number), Disputed::Manager, words)
        });
        *versions.of(side)
    }

    fn name(&self, referee: &Referee<'_>, manager: Manager) -> String {
        referee.names.manager(manager.map(|manager| &self.ids[manager]))
    }

    /// Cuts the circles that two moves make, each fine without the other, by giving the members the managers of one
    /// side. Nobody is in a circle whose managers are all of one side: each side is a forest.
    fn cut_circles(&mut self, referee: &mut Referee<'_>) {
        for round in 0..ROUNDS {
            let circles = self.circles();
            if circles.is_empty() {
                return;
            }
            for members in circles {
                let chosen = self.ask_about(referee, &members);
                // Going back and forth between the sides might never end; going to one of them does.
                self.take_managers(&members, if round == 0 { chosen } else { Side::Mine });
            }
        }
        self.take_managers(&(0..self.ids.len()).collect::<Vec<_>>(), Side::Mine);
    }

    fn take_managers(&mut self, members: &[usize], side: Side) {
        for &member in members {
            if let Some(manager) = self.side(side).managers[member] {
                self.managers[member] = manager;
            }
        }
    }

    fn ask_about(&self, referee: &mut Referee<'_>, members: &[usize]) -> Side {
        let words = [Side::Mine, Side::Theirs].map(|side| self.moves_in_words(referee, members, side));
        referee.ask(&self.subject(members[0]), Disputed::Circle, words)
    }

    /// Those of the members whom the side moved, and under whom.
    fn moves_in_words(&self, referee: &Referee<'_>, members: &[usize], side: Side) -> String {
        let before = &self.sides[0].managers;
        let placed = members.iter().filter_map(|&member| Some((member, self.side(side).managers[member]?)));
        let moves: Vec<(usize, Manager)> =
            placed.filter(|&(member, manager)| before[member] != Some(manager)).collect();
        words::of_order(&moves, |&(member, manager)| {
            format!("{} under {}", self.name(referee, Some(member)), self.name(referee, manager))
        })
    }

    /// The circles, each from its first member. Follows every line upwards once.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut seen_by: Vec<Option<usize>> = vec![None; self.managers.len()];
        let mut circles = Vec::new();
        for start in 0..self.managers.len() {
            let mut at = Some(start);
            while let Some(number) = at.filter(|&number| seen_by[number].is_none()) {
                seen_by[number] = Some(start);
                at = self.managers[number];
            }
            if let Some(number) = at.filter(|&number| seen_by[number] == Some(start)) {
                circles.push(self.circle_through(number));
            }
        }
        circles
    }

    fn circle_through(&self, number: usize) -> Vec<usize> {
        let above = std::iter::successors(self.managers[number], |&at| self.managers[at]);
        let mut members: Vec<usize> = above.take_while(|&at| at != number).collect();
        members.push(number);
        let first = (0..members.len()).min_by_key(|&index| members[index]).unwrap_or(0);
        members.rotate_left(first);
        members
    }

    /// The members of each row in their order: the top positions, then the reports of each merged position.
    fn rows(&self, referee: &mut Referee<'_>, charts: &Charts<'_>) -> Vec<Vec<usize>> {
        let [base, mine, theirs] = [0, 1, 2].map(|side| self.rows_of(&charts.flats[side], &self.sides[side]));
        let mut rows = Vec::with_capacity(1 + self.ids.len());
        for row in 0..=self.ids.len() {
            let (mine, theirs) = (&mine[row], &theirs[row]);
            rows.push(merged_order(&base[row], mine, theirs, || self.takes_their_order(referee, row, [mine, theirs])));
        }
        self.add_strays(&mut rows);
        rows
    }

    /// Those whom a chart has in the same row as the merged one does.
    fn rows_of(&self, flat: &Flat<'_>, side: &Placed) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); 1 + self.ids.len()];
        for owner in flat.row_owners() {
            let Some(owner_row) = owner.map_or(Some(0), |owner| side.merged[owner].map(|number| 1 + number)) else {
                continue;
            };
            let members = flat.row(owner).iter().filter_map(|&place| side.merged[place]);
            rows[owner_row].extend(members.filter(|&member| self.row(member) == owner_row));
        }
        rows
    }

    /// The row in which a merged position stands.
    fn row(&self, number: usize) -> usize {
        self.managers[number].map_or(0, |manager| 1 + manager)
    }

    fn takes_their_order(&self, referee: &mut Referee<'_>, row: usize, orders: [&Vec<usize>; 2]) -> bool {
        let subject = row.checked_sub(1).map_or(Subject::Chart, |owner| self.subject(owner));
        let words = orders.map(|order| words::of_order(order, |&number| self.name(referee, Some(number))));
        referee.ask(&subject, Disputed::ReportOrder, words) == Side::Theirs
    }

    /// Whoever stands in a row where no side has them, since a manager is gone or a circle was cut, comes last.
    fn add_strays(&self, rows: &mut [Vec<usize>]) {
        let mut is_placed = vec![false; self.ids.len()];
        for &number in rows.iter().flatten() {
            is_placed[number] = true;
        }
        for (number, _) in is_placed.into_iter().enumerate().filter(|(_, is_placed)| !is_placed) {
            rows[self.row(number)].push(number);
        }
    }
}

fn drafts(positions: Vec<Position>, tree: &Tree, rows: Vec<Vec<usize>>) -> Vec<Draft> {
    let mut positions: Vec<Option<Position>> = positions.into_iter().map(Some).collect();
    let name = |number: usize| tree.managers[number].map_or_else(String::new, |manager| tree.ids[manager].to_string());
    let in_order = rows.into_iter().flatten();
    let draft = |number: usize| Some(Draft { position: positions[number].take()?, reports_to: name(number) });
    in_order.filter_map(draft).collect()
}
