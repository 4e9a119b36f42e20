//! The document: a title, a library of roles, and the positions in their tree.

use std::ptr;
use std::sync::Arc;

use super::library::Library;
use super::shared_index::SharedIndex;
use super::shared_slab::SharedSlab;
use super::{Dismissal, Holder, Place, Position, PositionId, Responsibility, Role, RoleId};

/// The way the chart grows from its top positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Managers above their reports.
    #[default]
    TopDown,
    /// Managers below their reports.
    BottomUp,
    /// Managers to the left of their reports.
    LeftRight,
    /// Managers to the right of their reports.
    RightLeft,
}

impl Direction {
    /// All of them, in the order that menus show.
    pub const ALL: [Self; 4] = [Self::TopDown, Self::LeftRight, Self::BottomUp, Self::RightLeft];

    /// The direction in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::TopDown => "Top down",
            Self::BottomUp => "Bottom up",
            Self::LeftRight => "Left to right",
            Self::RightLeft => "Right to left",
        }
    }
}

/// Where a seat is kept. Slots are reused, so a slot means something only while its position is there.
type Slot = usize;

/// A position with its place in the tree.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) position: Position,
    pub(super) manager: Option<Slot>,
    pub(super) reports: Vec<Slot>,
    /// How many dotted lines lead here.
    pub(super) dotted_from: usize,
}

/// The document.
///
/// It always holds a forest: every position has at most one manager, and nobody reports to themselves, however
/// indirectly. Ids are unique. A role or a position that another one names is there.
///
/// A clone shares nearly everything with the chart that it was made of, until one of them changes; a change then copies
/// what lies around it, never the whole. So a snapshot of a large chart is cheap, and so is the next change.
///
/// ```
/// use rolechart::model::{Chart, Edit, Place, Position, PositionId};
///
/// let mut chart = Chart::default();
/// let id = PositionId::random();
/// let add = Edit::InsertPosition { place: Place::top(0), position: Position::new(id.clone()).into() };
/// let undo = chart.apply(add).expect("a new id at a place that exists");
/// assert!(chart.contains(&id));
/// chart.apply(undo).expect("an inverse always fits");
/// assert!(chart.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// What the chart is called.
    pub(super) title: String,
    /// The comment block at the head of the file, as it stands there, without a line end behind it.
    pub(super) head_comment: String,
    pub(super) direction: Direction,
    pub(super) roles: Library,
    pub(super) seats: SharedSlab<Seat>,
    /// Where each id has its seat.
    pub(super) slots: Arc<SharedIndex>,
    pub(super) tops: Arc<Vec<Slot>>,
    /// What the positions together must cover, one duty a line.
    pub(super) must_cover: Arc<Vec<String>>,
    pub(super) dismissals: Arc<Vec<Dismissal>>,
}

/// One position met on a [`Chart::walk`].
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The position.
    pub position: &'a Position,
    /// How many managers are above it within this walk.
    pub depth: usize,
    /// Its manager's place in the order of this walk, counted from 0; none at the walk's start.
    pub manager: Option<usize>,
    /// How many positions report to it, whether the walk goes there or not.
    pub reports: usize,
}

impl Chart {
    /// An empty chart.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// What the chart is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The comment block at the head of the file.
    #[must_use]
    pub fn head_comment(&self) -> &str {
        &self.head_comment
    }

    /// The way the chart grows.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// What the positions together must cover, one duty a line.
    #[must_use]
    pub fn must_cover(&self) -> &[String] {
        &self.must_cover
    }

    /// The findings that were dismissed.
    #[must_use]
    pub fn dismissals(&self) -> &[Dismissal] {
        &self.dismissals
    }

    /// The same chart with a list of what must be covered and findings that were dismissed.
    #[must_use]
    pub fn with_review(self, must_cover: Vec<String>, dismissals: Vec<Dismissal>) -> Self {
        Self { must_cover: must_cover.into(), dismissals: dismissals.into(), ..self }
    }

    /// The library, in its order.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The role of this id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.place(id).map(|place| &self.roles[place])
    }

    /// Where the role stands in the library.
    #[must_use]
    pub fn role_index(&self, id: &RoleId) -> Option<usize> {
        self.roles.place(id)
    }

    /// The role that the position has.
    #[must_use]
    pub fn role_of(&self, position: &Position) -> Option<&Role> {
        position.role.as_ref().and_then(|id| self.role(id))
    }

    /// The position's own title, or else its role's; empty where it has neither.
    #[must_use]
    pub fn title_of<'a>(&'a self, position: &'a Position) -> &'a str {
        if position.title.is_empty() { self.role_of(position).map_or("", |role| &role.title) } else { &position.title }
    }

    /// The position's responsibilities: its role's, then its own.
    pub fn responsibilities_of<'a>(&'a self, position: &'a Position) -> impl Iterator<Item = &'a Responsibility> {
        let from_role = self.role_of(position).map_or(&[][..], |role| &role.responsibilities);
        from_role.iter().chain(&position.responsibilities)
    }

    /// The list of a role or a position itself; empty where the holder is unknown.
    #[must_use]
    pub fn lines_of(&self, holder: &Holder) -> &[Responsibility] {
        match holder {
            Holder::Role(id) => self.role(id).map(|role| &role.responsibilities[..]),
            Holder::Position(id) => self.position(id).map(|position| &position.responsibilities[..]),
        }
        .unwrap_or_default()
    }

    /// All that the holder has to do: a role's list, or a position's with that of its role before it.
    pub fn all_lines_of<'a>(&'a self, holder: &Holder) -> impl Iterator<Item = &'a Responsibility> + use<'a> {
        let role = match holder {
            Holder::Role(_) => None,
            Holder::Position(id) => self.position(id).and_then(|position| self.role_of(position)),
        };
        role.map_or(&[][..], |role| &role.responsibilities).iter().chain(self.lines_of(holder))
    }

    /// The responsibilities that a position has of its own, on request with those of everyone below it.
    pub fn own_lines(&self, id: &PositionId, with_branch: bool) -> impl Iterator<Item = &Responsibility> {
        let positions = self.branch(id).take(if with_branch { usize::MAX } else { 1 });
        positions.flat_map(|visit| &visit.position.responsibilities)
    }

    /// How many positions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seats.len()
    }

    /// Whether there is no position.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is a position of this id.
    #[must_use]
    pub fn contains(&self, id: &PositionId) -> bool {
        self.slot(id).is_some()
    }

    /// The position of this id.
    #[must_use]
    pub fn position(&self, id: &PositionId) -> Option<&Position> {
        self.seat(id).map(|seat| &seat.position)
    }

    /// Whom the position reports to; none for a top position.
    #[must_use]
    pub fn manager(&self, id: &PositionId) -> Option<&PositionId> {
        self.seat(id)?.manager.map(|slot| self.id_at(slot))
    }

    /// Who reports to the position, in order.
    #[must_use]
    pub fn reports(&self, id: &PositionId) -> impl ExactSizeIterator<Item = &PositionId> + DoubleEndedIterator {
        self.seat(id).map_or(&[][..], |seat| &seat.reports).iter().map(|&slot| self.id_at(slot))
    }

    /// The positions that report to nobody, in order.
    #[must_use]
    pub fn tops(&self) -> impl ExactSizeIterator<Item = &PositionId> + DoubleEndedIterator {
        self.tops.iter().map(|&slot| self.id_at(slot))
    }

    /// Who reports to this manager, or the top positions where there is none.
    #[must_use]
    pub fn reports_or_tops(&self, manager: Option<&PositionId>) -> Vec<&PositionId> {
        match manager {
            Some(id) => self.reports(id).collect(),
            None => self.tops().collect(),
        }
    }

    /// Whether dotted lines lead to the position.
    #[must_use]
    pub fn has_dotted_lines_to(&self, id: &PositionId) -> bool {
        self.seat(id).is_some_and(|seat| seat.dotted_from > 0)
    }

    /// Where the position stands: under whom, and as which of the reports.
    #[must_use]
    pub fn place(&self, id: &PositionId) -> Option<Place> {
        let slot = self.slot(id)?;
        let manager = self.seats[slot].manager;
        let index = self.row(manager).iter().position(|&sibling| sibling == slot)?;
        Some(Place { manager: manager.map(|slot| self.id_at(slot).clone()), index })
    }

    /// The managers above the position, the nearest first.
    pub fn managers_of<'a>(&'a self, id: &PositionId) -> impl Iterator<Item = &'a PositionId> {
        let first = self.seat(id).and_then(|seat| seat.manager);
        std::iter::successors(first, |&slot| self.seats[slot].manager).map(|slot| self.id_at(slot))
    }

    /// Whether the position is `top` or reports to it, however indirectly.
    #[must_use]
    pub fn is_in_branch(&self, id: &PositionId, top: &PositionId) -> bool {
        id == top || self.managers_of(id).any(|manager| manager == top)
    }

    /// Every position in reading order: depth first, siblings in order.
    pub fn walk(&self) -> impl Iterator<Item = Visit<'_>> {
        self.walk_where(|_| true)
    }

    /// Every position in reading order, without what is below those for which `goes_on` is false.
    pub fn walk_where(&self, goes_on: impl FnMut(&Position) -> bool) -> impl Iterator<Item = Visit<'_>> {
        Walk::new(self, &self.tops, goes_on)
    }

    /// The position and everyone below it, in reading order; nothing where the id is unknown.
    pub fn branch(&self, id: &PositionId) -> impl Iterator<Item = Visit<'_>> {
        let start = self.slot(id);
        Walk::new(self, start.as_slice(), |_: &Position| true)
    }

    /// How many positions have the role.
    #[must_use]
    pub fn count_with_role(&self, id: &RoleId) -> usize {
        self.seats.values().filter(|seat| seat.position.role.as_ref() == Some(id)).count()
    }

    pub(super) fn slot(&self, id: &PositionId) -> Option<Slot> {
        self.slot_of_name(id.as_str())
    }

    /// The slot of the position that has this text as its id.
    pub(super) fn slot_of_name(&self, name: &str) -> Option<Slot> {
        self.slots.find(name, |slot| self.id_at(slot).as_str() == name)
    }

    /// Keeps a position, which then has to be put into the row of its manager.
    pub(super) fn give_seat(&mut self, position: Position, manager: Option<Slot>) -> Slot {
        let id = position.id.clone();
        let slot = self.seats.insert(Seat { position, manager, reports: Vec::new(), dotted_from: 0 });
        Arc::make_mut(&mut self.slots).insert(id.as_str(), slot);
        slot
    }

    /// Lets a position go, which then has to be taken out of the row of its manager.
    pub(super) fn take_seat(&mut self, slot: Slot) -> Seat {
        let seat = self.seats.remove(slot);
        Arc::make_mut(&mut self.slots).remove(seat.position.id.as_str(), slot);
        seat
    }

    pub(super) fn seat(&self, id: &PositionId) -> Option<&Seat> {
        self.slot(id).map(|slot| &self.seats[slot])
    }

    /// The reports of a manager, or the tops where there is none.
    pub(super) fn row(&self, manager: Option<Slot>) -> &Vec<Slot> {
        manager.map_or(&self.tops, |slot| &self.seats[slot].reports)
    }

    pub(super) fn row_mut(&mut self, manager: Option<Slot>) -> &mut Vec<Slot> {
        match manager {
            Some(slot) => &mut self.seats[slot].reports,
            None => Arc::make_mut(&mut self.tops),
        }
    }

    pub(super) fn id_at(&self, slot: Slot) -> &PositionId {
        &self.seats[slot].position.id
    }
}

/// Two charts are equal when a file of the one is a file of the other.
impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        let same_position = |a: &Position, b: &Position| ptr::eq(a, b) || a == b;
        let same = |(a, b): (Visit<'_>, Visit<'_>)| a.manager == b.manager && same_position(a.position, b.position);
        self.len() == other.len()
            && self.direction == other.direction
            && self.title == other.title
            && self.head_comment == other.head_comment
            && self.roles == other.roles
            && self.must_cover == other.must_cover
            && self.dismissals == other.dismissals
            && self.walk().zip(other.walk()).all(same)
    }
}

/// A walk in reading order that keeps its own stack: depth is data, and must not be the program's depth.
struct Walk<'a, F> {
    chart: &'a Chart,
    /// Slot, depth and manager of those still to come, the next one last.
    ahead: Vec<(Slot, usize, Option<usize>)>,
    goes_on: F,
    met: usize,
}

impl<'a, F> Walk<'a, F> {
    fn new(chart: &'a Chart, start: &[Slot], goes_on: F) -> Self {
        let ahead = start.iter().rev().map(|&slot| (slot, 0, None)).collect();
        Self { chart, ahead, goes_on, met: 0 }
    }
}

impl<'a, F: FnMut(&Position) -> bool> Iterator for Walk<'a, F> {
    type Item = Visit<'a>;

    fn next(&mut self) -> Option<Visit<'a>> {
        let (slot, depth, manager) = self.ahead.pop()?;
        let Seat { position, reports, .. } = &self.chart.seats[slot];
        if !reports.is_empty() && (self.goes_on)(position) {
            let me = Some(self.met);
            self.ahead.extend(reports.iter().rev().map(|&report| (report, depth + 1, me)));
        }
        self.met += 1;
        Some(Visit { position, depth, manager, reports: reports.len() })
    }
}
