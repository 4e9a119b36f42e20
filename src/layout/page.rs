//! Keeps charts near the shape of a page: a classic tidy tree of 1,000 positions is 180,000 units wide and 1,400 high.
//!
//! Decides, from the lowest managers upwards, which rows are too wide: leaves of a large team are stacked whatever the rest
//! looks like, and so are whole branches where their row would be broad and flat. Sizes are estimates, each branch taken as
//! a rectangle: a row takes at most as much room as is reckoned here.

use super::arrange::{ASSISTANT_GAP, Member, PAIR_ROOM, Reports, TRUNK_ROOM};
use crate::model::Arrangement;
use crate::theme::gap;

/// The shape that a block tries to have: width to height.
const BLOCK_SHAPE: f64 = 1.6;

/// A row of branches that is broader than this, and flatter than this many times the wished shape, is stacked.
const BROAD: f64 = 4000.0;
const FLAT: f64 = 2.0;

/// More reports than this, none of them with reports of their own, are stacked into columns by themselves.
pub(super) const MOST_IN_A_ROW: usize = 6;

/// A rectangle along breadth and depth.
#[derive(Clone, Copy, Debug, Default)]
struct Area {
    breadth: f64,
    depth: f64,
}

/// For each position, and last for the top positions: in how many lanes its reports' branches are stacked; 0 = in a row.
#[derive(Debug)]
pub(super) struct Page {
    lanes: Vec<usize>,
    shape: f64,
}

impl Page {
    /// Judges every row. `is_sideways`: whether the chart's depth runs along the width of the page.
    pub(super) fn new(members: &[Member], reports: &Reports, is_sideways: bool) -> Self {
        let shape = if is_sideways { 1.0 / BLOCK_SHAPE } else { BLOCK_SHAPE };
        let mut page = Self { lanes: vec![0; members.len() + 1], shape };
        let mut areas = vec![Area::default(); members.len()];
        let mut family = Family::default();
        for rank in (0..members.len()).rev() {
            family.read(members, reports.of(rank), &areas, true);
            areas[rank] = page.judge(rank, Some(&members[rank]), &family);
        }
        family.read(members, &reports.tops, &areas, false);
        page.judge(members.len(), None, &family);
        page
    }

    /// In how many lanes the branches that report to this position, or to nobody, are stacked; none where they stand in a row.
    pub(super) fn branch_lanes(&self, manager: Option<usize>) -> Option<usize> {
        let lanes = self.lanes[manager.unwrap_or(self.lanes.len() - 1)];
        (lanes > 0).then_some(lanes)
    }

    /// The even number of lanes that brings a block of reports without reports of their own nearest to the wished shape.
    pub(super) fn leaf_lanes(&self, leaves: impl Iterator<Item = (f64, f64)>) -> usize {
        let (mut count, mut breadths, mut depths) = (0, 0.0, 0.0);
        for (breadth, depth) in leaves {
            (count, breadths, depths) = (count + 1, breadths + breadth, depths + depth);
        }
        let mean = |sum: f64| sum / float(count);
        let (lane, row) = (mean(breadths) + TRUNK_ROOM + PAIR_ROOM / 2.0, mean(depths) + gap::STACKED);
        let off = |lanes: usize| self.off_shape(float(lanes) * lane, float(count.div_ceil(lanes)) * row);
        let lanes = (1..=count.div_ceil(2)).map(|pairs| 2 * pairs);
        lanes.min_by(|&a, &b| off(a).total_cmp(&off(b))).unwrap_or(2)
    }

    /// How far a rectangle is from the wished shape; 0 is right.
    fn off_shape(&self, breadth: f64, depth: f64) -> f64 {
        (breadth / depth.max(1.0) / self.shape).ln().abs()
    }

    /// Decides about one manager's row, and gives the area of its branch.
    fn judge(&mut self, rank: usize, manager: Option<&Member>, family: &Family) -> Area {
        let arrangement = manager.map_or(Arrangement::Automatic, |member| member.arrangement);
        let below = match arrangement {
            Arrangement::Automatic => self.automatic(rank, family),
            Arrangement::Row => in_row(family.all()),
            Arrangement::StackLeft | Arrangement::StackRight => stacked(&family.in_order, 1),
            Arrangement::StackBoth => stacked(&family.in_order, 2),
            Arrangement::Grid(columns) => stacked(&family.in_order, usize::from(columns.max(1))),
        };
        let assistants = stacked(&family.assistants, 2);
        let own = manager
            .map_or(Area::default(), |member| Area { breadth: member.breadth, depth: member.depth + member.foot });
        let room = |area: Area, gap: f64| if area.depth > 0.0 { area.depth + gap } else { 0.0 };
        Area {
            breadth: own.breadth.max(assistants.breadth).max(below.breadth),
            depth: own.depth + room(assistants, 2.0 * ASSISTANT_GAP) + room(below, gap::LEVEL),
        }
    }

    fn automatic(&mut self, rank: usize, family: &Family) -> Area {
        let leaves = if family.leaves.len() > MOST_IN_A_ROW {
            let lanes = self.leaf_lanes(family.leaves.iter().map(|area| (area.breadth, area.depth)));
            vec![stacked(&family.leaves, lanes)]
        } else {
            family.leaves.clone()
        };
        let row = in_row(leaves.iter().chain(&family.branches).copied());
        let is_too_wide = row.breadth > BROAD && row.breadth > FLAT * self.shape * row.depth;
        if !is_too_wide || family.branches.len() < 2 {
            return row;
        }
        let count = family.branches.len();
        let numbers = std::iter::successors(Some(1), |lanes| Some(lanes * 2)).take_while(|&lanes| lanes < count);
        let blocks = numbers.map(|lanes| (lanes, stacked(&family.branches, lanes)));
        let off = |area: &Area| self.off_shape(area.breadth, area.depth);
        let best = blocks.min_by(|(_, a), (_, b)| off(a).total_cmp(&off(b)));
        let Some((lanes, block)) = best.filter(|(_, block)| off(block) < off(&row)) else { return row };
        self.lanes[rank] = lanes;
        in_row(leaves.into_iter().chain([block]))
    }
}

/// The areas of one manager's reports.
#[derive(Debug, Default)]
struct Family {
    assistants: Vec<Area>,
    leaves: Vec<Area>,
    branches: Vec<Area>,
    /// All but the assistants.
    in_order: Vec<Area>,
}

impl Family {
    fn read(&mut self, members: &[Member], ranks: &[usize], areas: &[Area], has_manager: bool) {
        for list in [&mut self.assistants, &mut self.leaves, &mut self.branches, &mut self.in_order] {
            list.clear();
        }
        for &rank in ranks {
            let (member, area) = (&members[rank], areas[rank]);
            if has_manager && member.assistant {
                self.assistants.push(area);
                continue;
            }
            self.in_order.push(area);
            let is_leaf = area.depth <= member.depth + member.foot;
            if is_leaf { self.leaves.push(area) } else { self.branches.push(area) }
        }
    }

    fn all(&self) -> impl Iterator<Item = Area> {
        self.in_order.iter().copied()
    }
}

fn in_row(areas: impl IntoIterator<Item = Area>) -> Area {
    areas.into_iter().fold(Area::default(), |row, area| Area {
        breadth: row.breadth + area.breadth + gap::SIBLINGS,
        depth: row.depth.max(area.depth),
    })
}

/// The area of a block of this many lanes.
fn stacked(areas: &[Area], lanes: usize) -> Area {
    let lanes = lanes.min(areas.len());
    if lanes == 0 {
        return Area::default();
    }
    let lane = |lane: usize| areas[lane..].iter().step_by(lanes).map(|area| area.breadth).fold(0.0, f64::max);
    let row = |row: &[Area]| row.iter().map(|area| area.depth).fold(0.0, f64::max) + gap::COUSINS;
    Area {
        breadth: (0..lanes).map(|index| lane(index) + TRUNK_ROOM + PAIR_ROOM / 2.0).sum(),
        depth: areas.chunks(lanes).map(row).sum(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 reports")]
fn float(count: usize) -> f64 {
    count as f64
}
