//! Rows, stacks and grids; assistants.
//!
//! Axis-neutral: *breadth* runs along a row of siblings, *depth* away from the top positions.
//!
//! Reports in a row are children of a tidy tree. A stack or a grid is one box of that tree, a **block**: lanes of members
//! beside trunk lines. A member's branch is a tidy tree of its own, and stands in its block as a rectangle; so does an
//! assistant's, in the block that hangs between a manager and its row of reports. Trees inside blocks are placed before
//! the trees around them, and nothing recurses.

use std::ops::Range;

use super::page::{MOST_IN_A_ROW, Page};
use super::tidy_tree::{Spot, TidyTree, TreeBox};
use crate::model::Arrangement;
use crate::theme::gap;

/// A place in reading order that isn't there.
const NONE: usize = usize::MAX;

/// From the bus, which runs in the middle of the level gap, to the cards.
const BUS_GAP: f64 = gap::LEVEL / 2.0;

/// From a trunk line to the cards on either side.
pub(super) const TRUNK_ROOM: f64 = 16.0;

/// Between two pairs of lanes.
pub(super) const PAIR_ROOM: f64 = gap::SIBLINGS;

/// Between a manager and its assistants.
pub(super) const ASSISTANT_GAP: f64 = 24.0;

/// How far down its side a stacked card is attached to the trunk: half of the lowest card there is.
pub(super) const ATTACH: f64 = 36.0;

/// One position, as far as its place depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// Its manager's place in reading order.
    pub(super) manager: Option<usize>,
    pub(super) assistant: bool,
    pub(super) arrangement: Arrangement,
    /// Extent of the card along the breadth.
    pub(super) breadth: f64,
    /// Extent of the card along the depth.
    pub(super) depth: f64,
    /// Room below the card that belongs to it.
    pub(super) foot: f64,
}

/// How a card hangs on its manager.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hang {
    /// Depth at which the line from the manager turns sideways.
    pub(super) bus: f64,
    /// Breadth of the trunk beside which the card is stacked; none for a card in a row, which hangs from the bus.
    pub(super) trunk: Option<f64>,
}

/// Where everything stands, before a direction is chosen.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    /// Breadth of each card's middle, and depth at which it begins.
    pub(super) spots: Vec<Spot>,
    pub(super) hangs: Vec<Hang>,
}

/// Places all positions, which come in reading order.
/// `is_sideways`: whether the chart's depth runs along the width of the page.
pub(super) fn arrange(members: &[Member], is_sideways: bool) -> Arranged {
    let mut plan = Plan::new(members, is_sideways);
    plan.gather_trees();
    plan.place_trees();
    plan.settle()
}

/// What stands for one box of a tidy tree.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// Above all top positions.
    Root,
    Card(usize),
    Block(usize),
}

/// Lanes of members beside trunk lines, filled row by row.
#[derive(Clone, Debug)]
struct Block {
    members: Range<usize>,
    lanes: usize,
    /// Whether the first lane has the trunk before it; otherwise it has it behind it, and shares it with the second.
    trunk_first: bool,
    /// Depth between the line's last turn and the members.
    above_bus: f64,
    size: Extent,
}

/// How far something reaches from its anchor to both sides, and along the depth.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    before: f64,
    after: f64,
    depth: f64,
}

/// A tidy tree of the whole: the top positions', or that of a block's member with a branch of its own.
#[derive(Clone, Debug)]
struct Tree {
    items: Range<usize>,
    extent: Extent,
    /// Where its root stands in the chart.
    origin: Spot,
}

struct Plan<'a> {
    members: &'a [Member],
    reports: Reports,
    page: Page,
    trees: Vec<Tree>,
    /// The items of the first tree, then those of the second, and so on; with the parent's place among the tree's own.
    items: Vec<(Item, usize)>,
    spots: Vec<Spot>,
    blocks: Vec<Block>,
    block_members: Vec<usize>,
    /// For each position in a block: its anchor and its trunk, relative to the block's anchor and begin.
    in_block: Vec<(Spot, f64)>,
    /// For each position: the tree of which it is the root.
    tree_of: Vec<usize>,
}

/// Who reports to whom: the reports of each in one list.
pub(super) struct Reports {
    starts: Vec<usize>,
    list: Vec<usize>,
    pub(super) tops: Vec<usize>,
}

impl Reports {
    fn new(members: &[Member]) -> Self {
        let mut starts = vec![0; members.len() + 2];
        for manager in members.iter().filter_map(|member| member.manager) {
            starts[manager + 2] += 1;
        }
        for index in 2..starts.len() {
            starts[index] += starts[index - 1];
        }
        let (mut list, mut tops) = (vec![0; starts[members.len() + 1]], Vec::new());
        for (rank, member) in members.iter().enumerate() {
            if let Some(manager) = member.manager {
                list[starts[manager + 1]] = rank;
                starts[manager + 1] += 1;
            } else {
                tops.push(rank);
            }
        }
        Self { starts, list, tops }
    }

    pub(super) fn of(&self, rank: usize) -> &[usize] {
        &self.list[self.starts[rank]..self.starts[rank + 1]]
    }
}

impl<'a> Plan<'a> {
    fn new(members: &'a [Member], is_sideways: bool) -> Self {
        let reports = Reports::new(members);
        Self {
            members,
            page: Page::new(members, &reports, is_sideways),
            reports,
            trees: Vec::new(),
            items: Vec::with_capacity(members.len() + 1),
            spots: Vec::new(),
            blocks: Vec::new(),
            block_members: Vec::new(),
            in_block: vec![(Spot::default(), 0.0); members.len()],
            tree_of: vec![NONE; members.len()],
        }
    }

    /// Lists the items of every tree; each block that is met adds its members' trees behind.
    fn gather_trees(&mut self) {
        let mut roots = vec![Item::Root];
        let (mut next, mut ahead) = (0, Vec::new());
        while let Some(&root) = roots.get(next) {
            next += 1;
            let first = self.items.len();
            ahead.push((root, NONE));
            while let Some((item, parent)) = ahead.pop() {
                let me = self.items.len() - first;
                self.items.push((item, parent));
                match item {
                    Item::Block(block) => self.found_trees(block, &mut roots),
                    Item::Card(_) | Item::Root => self.branch_out(item, me, first, &mut ahead, &mut roots),
                }
            }
            self.trees.push(Tree {
                items: first..self.items.len(),
                extent: Extent::default(),
                origin: Spot::default(),
            });
        }
    }

    /// Makes every member with a branch of its own the root of a tree.
    fn found_trees(&mut self, block: usize, roots: &mut Vec<Item>) {
        for &member in &self.block_members[self.blocks[block].members.clone()] {
            if !self.reports.of(member).is_empty() {
                self.tree_of[member] = roots.len();
                roots.push(Item::Card(member));
            }
        }
    }

    /// Lists what stands below an item: the assistants' block, if any, and below that the row of reports.
    fn branch_out(
        &mut self,
        item: Item,
        me: usize,
        first: usize,
        ahead: &mut Vec<(Item, usize)>,
        roots: &mut Vec<Item>,
    ) {
        let (manager, reports, arrangement) = match item {
            Item::Card(rank) => (Some(rank), self.reports.of(rank), self.members[rank].arrangement),
            _ => (None, &self.reports.tops[..], Arrangement::Automatic),
        };
        if reports.is_empty() {
            return;
        }
        let is_assistant = |&rank: &usize| manager.is_some() && self.members[rank].assistant;
        let (assistants, row): (Vec<usize>, Vec<usize>) = reports.iter().copied().partition(is_assistant);
        let mut parent = me;
        if !assistants.is_empty() {
            let block = self.add_block(&assistants, 2, false, ASSISTANT_GAP);
            parent = self.items.len() - first;
            self.items.push((Item::Block(block), me));
            self.found_trees(block, roots);
        }
        let begin = ahead.len();
        ahead.extend(self.row(manager, &row, arrangement).into_iter().map(|item| (item, parent)));
        ahead[begin..].reverse();
    }

    /// The items that a manager's reports make.
    fn row(&mut self, manager: Option<usize>, reports: &[usize], arrangement: Arrangement) -> Vec<Item> {
        let (lanes, trunk_first) = match arrangement {
            _ if reports.is_empty() => return Vec::new(),
            Arrangement::Automatic => return self.automatic_row(manager, reports),
            Arrangement::Row => return reports.iter().copied().map(Item::Card).collect(),
            Arrangement::StackLeft => (1, false),
            Arrangement::StackRight => (1, true),
            Arrangement::StackBoth => (2, false),
            Arrangement::Grid(columns) => (usize::from(columns.max(1)), columns < 2),
        };
        vec![Item::Block(self.add_block(reports, lanes, trunk_first, BUS_GAP))]
    }

    /// A row, in which the leaves of a large team are one block, and the branches where they would make it too wide
    /// are another; each stands where the first of its members stands.
    fn automatic_row(&mut self, manager: Option<usize>, reports: &[usize]) -> Vec<Item> {
        let (leaves, branches): (Vec<usize>, Vec<usize>) =
            reports.iter().copied().partition(|&rank| self.reports.of(rank).is_empty());
        let leaf_block = (leaves.len() > MOST_IN_A_ROW).then(|| {
            let size = |&rank: &usize| (self.members[rank].breadth, self.members[rank].depth + self.members[rank].foot);
            let lanes = self.page.leaf_lanes(leaves.iter().map(size));
            (leaves[0], self.add_block(&leaves, lanes, false, BUS_GAP))
        });
        let branch_block = self.page.branch_lanes(manager).map(|lanes| {
            let block = self.add_block(&branches, lanes, lanes == 1, BUS_GAP);
            (branches[0], block)
        });
        let item = |&rank: &usize| {
            let block = if self.reports.of(rank).is_empty() { leaf_block } else { branch_block };
            match block {
                None => Some(Item::Card(rank)),
                Some((first, block)) => (first == rank).then_some(Item::Block(block)),
            }
        };
        reports.iter().filter_map(item).collect()
    }

    fn add_block(&mut self, ranks: &[usize], lanes: usize, trunk_first: bool, above_bus: f64) -> usize {
        let first = self.block_members.len();
        self.block_members.extend_from_slice(ranks);
        let members = first..self.block_members.len();
        self.blocks.push(Block { members, lanes, trunk_first, above_bus, size: Extent::default() });
        self.blocks.len() - 1
    }

    /// Places the items of every tree relative to its root. Trees inside come later in the list than those around them.
    fn place_trees(&mut self) {
        self.spots = vec![Spot::default(); self.items.len()];
        let mut tidy = TidyTree::new(gap::COUSINS);
        let mut boxes = Vec::new();
        for tree in (0..self.trees.len()).rev() {
            let items = self.trees[tree].items.clone();
            boxes.clear();
            for index in items.clone() {
                let next = self.tree_box(index);
                boxes.push(next);
            }
            let spots = tidy.place(&boxes);
            self.trees[tree].extent = extent_of(&boxes, spots);
            self.spots[items].copy_from_slice(spots);
        }
    }

    fn tree_box(&mut self, index: usize) -> TreeBox {
        let (item, parent) = self.items[index];
        let Extent { before, after, depth } = match item {
            Item::Root => Extent::default(),
            Item::Card(rank) => card_extent(&self.members[rank]),
            Item::Block(block) => self.fill_block(block),
        };
        let is_top =
            index > 0 && parent == 0 && matches!(self.items[0].0, Item::Root) && index < self.trees[0].items.end;
        let above = match item {
            Item::Block(block) if !is_top => 2.0 * self.blocks[block].above_bus,
            _ if is_top => 0.0,
            _ => gap::LEVEL,
        };
        let apart = if is_top { gap::COUSINS } else { gap::SIBLINGS };
        TreeBox { parent, before, after, above, depth, apart }
    }

    /// Sets a block's members into their lanes and rows, relative to its anchor: the middle of its trunks.
    fn fill_block(&mut self, index: usize) -> Extent {
        let block = self.blocks[index].clone();
        let ranks = block.members.clone();
        let count = ranks.len();
        let lanes = block.lanes.min(count);
        let extents: Vec<Extent> = ranks.clone().map(|at| self.member_extent(self.block_members[at])).collect();
        let breadth = |lane: usize| {
            extents[lane..].iter().step_by(lanes).map(|extent| extent.before + extent.after).fold(0.0, f64::max)
        };
        let lane_spots = lay_lanes(lanes, block.trunk_first, breadth);
        let anchor = lane_spots.anchor();
        let has_branches = ranks.clone().any(|at| self.tree_of[self.block_members[at]] != NONE);
        let row_gap = if has_branches { gap::COUSINS } else { gap::STACKED };
        let mut depth = 0.0;
        for (row, row_extents) in extents.chunks(lanes).enumerate() {
            depth += if row == 0 { 0.0 } else { row_gap };
            for (lane, extent) in row_extents.iter().enumerate() {
                let lane_spot = &lane_spots.lanes[lane];
                let breadth = lane_spot.anchor_of(extent) - anchor;
                let rank = self.block_members[ranks.start + row * lanes + lane];
                self.in_block[rank] = (Spot { breadth, depth }, lane_spot.trunk - anchor);
            }
            depth += row_extents.iter().map(|extent| extent.depth).fold(0.0, f64::max);
        }
        let size = Extent { before: anchor, after: lane_spots.end - anchor, depth };
        self.blocks[index].size = size;
        size
    }

    fn member_extent(&self, rank: usize) -> Extent {
        match self.tree_of[rank] {
            NONE => card_extent(&self.members[rank]),
            tree => self.trees[tree].extent,
        }
    }

    /// Adds up the places of trees in blocks in trees, from the outermost inwards.
    fn settle(mut self) -> Arranged {
        let count = self.members.len();
        let mut arranged = Arranged { spots: vec![Spot::default(); count], hangs: vec![Hang::default(); count] };
        for tree in 0..self.trees.len() {
            let Tree { items, origin, .. } = self.trees[tree].clone();
            for index in items {
                let Spot { breadth, depth } = self.spots[index];
                let spot = Spot { breadth: origin.breadth + breadth, depth: origin.depth + depth };
                match self.items[index].0 {
                    Item::Root => {}
                    Item::Card(rank) => {
                        arranged.spots[rank] = spot;
                        if index != self.trees[tree].items.start {
                            arranged.hangs[rank] = Hang { bus: spot.depth - BUS_GAP, trunk: None };
                        }
                    }
                    Item::Block(block) => self.settle_block(block, spot, &mut arranged),
                }
            }
        }
        arranged
    }

    fn settle_block(&mut self, block: usize, spot: Spot, arranged: &mut Arranged) {
        let Block { members, above_bus, .. } = self.blocks[block].clone();
        for &rank in &self.block_members[members] {
            let (offset, trunk) = self.in_block[rank];
            let at = Spot { breadth: spot.breadth + offset.breadth, depth: spot.depth + offset.depth };
            arranged.spots[rank] = at;
            arranged.hangs[rank] = Hang { bus: spot.depth - above_bus, trunk: Some(spot.breadth + trunk) };
            if self.tree_of[rank] != NONE {
                self.trees[self.tree_of[rank]].origin = at;
            }
        }
    }
}

fn card_extent(member: &Member) -> Extent {
    let half = member.breadth / 2.0;
    Extent { before: half, after: half, depth: member.depth + member.foot }
}

/// How far a placed tree reaches from its root.
fn extent_of(boxes: &[TreeBox], spots: &[Spot]) -> Extent {
    boxes.iter().zip(spots).fold(Extent::default(), |sum, (each, spot)| Extent {
        before: sum.before.max(each.before - spot.breadth),
        after: sum.after.max(each.after + spot.breadth),
        depth: sum.depth.max(spot.depth + each.depth),
    })
}

/// One lane of a block, from the block's begin.
#[derive(Clone, Copy, Debug)]
struct Lane {
    start: f64,
    end: f64,
    trunk: f64,
}

impl Lane {
    /// Where a member's anchor stands: members keep to the trunk's side of the lane.
    fn anchor_of(&self, extent: &Extent) -> f64 {
        if self.trunk < self.start { self.start + extent.before } else { self.end - extent.after }
    }
}

struct Lanes {
    lanes: Vec<Lane>,
    end: f64,
}

impl Lanes {
    /// The middle between the first and the last trunk, in whole units.
    fn anchor(&self) -> f64 {
        let trunk = |lane: Option<&Lane>| lane.map_or(0.0, |lane| lane.trunk);
        f64::midpoint(trunk(self.lanes.first()), trunk(self.lanes.last())).round()
    }
}

/// Sets lanes side by side: two share the trunk between them.
fn lay_lanes(count: usize, trunk_first: bool, breadth: impl Fn(usize) -> f64) -> Lanes {
    let (mut lanes, mut at) = (Vec::<Lane>::with_capacity(count), 0.0);
    for index in 0..count {
        let has_trunk_before = (index % 2 == 1) != trunk_first;
        let opens_pair = index > 0 && !has_trunk_before;
        let shares_trunk = index > 0 && has_trunk_before;
        at += if opens_pair {
            PAIR_ROOM
        } else if has_trunk_before {
            TRUNK_ROOM
        } else {
            0.0
        };
        let (start, end) = (at, at + breadth(index));
        let trunk = match lanes.last() {
            Some(last) if shares_trunk => last.trunk,
            _ if has_trunk_before => start - TRUNK_ROOM,
            _ => end + TRUNK_ROOM,
        };
        lanes.push(Lane { start, end, trunk });
        at = if has_trunk_before { end } else { trunk };
    }
    Lanes { lanes, end: at }
}
