//! The tree algorithm on bare sizes: van der Ploeg, "Drawing non-layered tidy trees in linear time", Software:
//! Practice and Experience 44(12), 2014.
//!
//! A branch keeps its shape wherever it stands, a parent stands in the middle over its first and last child, and
//! branches move as close together as their outlines allow. Every box begins right where its parent ends, whatever its
//! neighbours do, and its `above` is a part of it: nothing can come between a parent's line and its children.
//!
//! The paper's recursion is two loops here: children stand behind their parents in the list, so that walking it backwards
//! meets every child before its parent. Two things are added: boxes reach unequally far to both sides of their anchor, and
//! siblings stand closer than other neighbours. Left out is the paper's choice of other places for the parent.
//!
//! Axis-neutral: *breadth* runs along a row of siblings, *depth* away from the root.

/// One box to be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TreeBox {
    /// Index of the parent, smaller than the box's own; ignored for the first box, which is the root.
    pub parent: usize,
    /// How far the box reaches from its anchor against the breadth.
    pub before: f64,
    /// How far the box reaches from its anchor along the breadth.
    pub after: f64,
    /// Room kept free between the parent and the box, as broad as the box.
    pub above: f64,
    /// Extent along the depth, without `above`.
    pub depth: f64,
    /// Least distance to the sibling before it.
    pub apart: f64,
}

/// Where a box stands, relative to the root.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// Breadth of its anchor, in whole units.
    pub breadth: f64,
    /// Depth at which it begins, behind its `above`.
    pub depth: f64,
}

const NONE: usize = usize::MAX;

/// The algorithm with its working memory, which is used again from tree to tree.
#[derive(Debug, Default)]
pub struct TidyTree {
    nodes: Vec<Node>,
    /// The children of the first node, then those of the second, and so on.
    children: Vec<usize>,
    /// Siblings so far, those that no later one hides seen from behind: the lowest last.
    skyline: Vec<Low>,
    spots: Vec<Spot>,
    /// Least distance between neighbours who are no siblings.
    cousins: f64,
}

/// The paper's tree record; its names are given in brackets.
#[derive(Clone, Copy, Debug)]
struct Node {
    before: f64,
    after: f64,
    apart: f64,
    /// Where it ends along the depth.
    bottom: f64,
    /// Place relative to the parent, before modifications (prelim).
    prelim: f64,
    /// Moves the whole branch (mod).
    modifier: f64,
    shift: f64,
    change: f64,
    /// The lowest nodes on either outline (el, er), and the sums of their modifiers (msel, mser).
    first_extreme: usize,
    last_extreme: usize,
    first_sum: f64,
    last_sum: f64,
    /// Where an outline goes on in another branch (tl, tr).
    first_thread: usize,
    last_thread: usize,
    first_child: usize,
    child_count: usize,
}

/// The end of a sibling along the depth (the paper's IYL).
#[derive(Clone, Copy, Debug)]
struct Low {
    bottom: f64,
    child: usize,
}

impl TidyTree {
    /// Working memory for trees whose neighbours who are no siblings stand `cousins` apart.
    #[must_use]
    pub fn new(cousins: f64) -> Self {
        Self { cousins, ..Self::default() }
    }

    /// Places the boxes, in linear time: where each stands, in the order of `boxes`.
    pub fn place(&mut self, boxes: &[TreeBox]) -> &[Spot] {
        self.read(boxes);
        self.adopt(boxes);
        for parent in (0..boxes.len()).rev() {
            self.join_children(parent);
        }
        self.sum_up(boxes);
        &self.spots
    }

    fn read(&mut self, boxes: &[TreeBox]) {
        self.nodes.clear();
        self.spots.clear();
        for (index, &TreeBox { parent, before, after, above, depth, apart }) in boxes.iter().enumerate() {
            let top = if index == 0 { 0.0 } else { self.nodes[parent].bottom + above };
            self.spots.push(Spot { breadth: 0.0, depth: top });
            self.nodes.push(Node::new(index, before, after, apart, top + depth));
        }
    }

    /// Lists the children of every node, in order.
    fn adopt(&mut self, boxes: &[TreeBox]) {
        for child in boxes.iter().skip(1) {
            self.nodes[child.parent].child_count += 1;
        }
        let mut first = 0;
        for node in &mut self.nodes {
            node.first_child = first;
            first += std::mem::take(&mut node.child_count);
        }
        self.children.clear();
        self.children.resize(first, NONE);
        for (index, child) in boxes.iter().enumerate().skip(1) {
            let parent = &mut self.nodes[child.parent];
            self.children[parent.first_child + parent.child_count] = index;
            parent.child_count += 1;
        }
    }

    /// Moves the children's branches together and puts the parent over them (firstWalk).
    fn join_children(&mut self, parent: usize) {
        let Node { first_child, child_count, .. } = self.nodes[parent];
        let Some(last_child) = (first_child + child_count).checked_sub(1).filter(|_| child_count > 0) else { return };
        self.skyline.clear();
        self.see(first_child, self.end_of_branch(first_child));
        for child in first_child + 1..=last_child {
            let end = self.end_of_branch(child);
            self.separate(first_child, child);
            self.see(child, end);
        }
        let (first, last) = (self.nodes[self.children[first_child]], self.nodes[self.children[last_child]]);
        let prelim = (first.prelim + first.modifier + last.prelim + last.modifier) / 2.0;
        let node = &mut self.nodes[parent];
        node.prelim = prelim;
        (node.first_extreme, node.first_sum) = (first.first_extreme, first.first_sum);
        (node.last_extreme, node.last_sum) = (last.last_extreme, last.last_sum);
    }

    /// Where a child's branch ends along the depth, before it is joined to its siblings.
    fn end_of_branch(&self, child: usize) -> f64 {
        self.nodes[self.nodes[self.children[child]].last_extreme].bottom
    }

    /// Adds a sibling to the skyline, where it hides those that end no lower (updateIYL).
    fn see(&mut self, child: usize, bottom: f64) {
        while self.skyline.last().is_some_and(|low| bottom >= low.bottom) {
            self.skyline.pop();
        }
        self.skyline.push(Low { bottom, child });
    }

    /// Moves a child away from the siblings before it, comparing both outlines downwards.
    fn separate(&mut self, first_child: usize, child: usize) {
        let (mut left, mut right) = (self.children[child - 1], self.children[child]);
        let (mut left_sum, mut right_sum) = (self.nodes[left].modifier, self.nodes[right].modifier);
        let mut gap = self.nodes[right].apart;
        let mut seen = self.skyline.len() - 1;
        while left != NONE && right != NONE {
            let (a, b) = (&self.nodes[left], &self.nodes[right]);
            let (a_bottom, b_bottom) = (a.bottom, b.bottom);
            if a_bottom > self.skyline[seen].bottom && seen > 0 {
                seen -= 1;
            }
            let distance = (left_sum + a.prelim + a.after + gap) - (right_sum + b.prelim - b.before);
            if distance > 0.0 {
                right_sum += distance;
                self.move_branch(child, self.skyline[seen].child, distance);
            }
            if a_bottom <= b_bottom {
                left = self.next_last(left);
                left_sum += self.modifier(left);
            }
            if a_bottom >= b_bottom {
                right = self.next_first(right);
                right_sum += self.modifier(right);
            }
            gap = self.cousins;
        }
        if right != NONE {
            self.thread_first(first_child, child, right, right_sum);
        } else if left != NONE {
            self.thread_last(child, left, left_sum);
        }
    }

    fn modifier(&self, node: usize) -> f64 {
        if node == NONE { 0.0 } else { self.nodes[node].modifier }
    }

    /// The next node down the outline on the side of the first children.
    fn next_first(&self, node: usize) -> usize {
        let node = &self.nodes[node];
        if node.child_count == 0 { node.first_thread } else { self.children[node.first_child] }
    }

    /// The next node down the outline on the side of the last children.
    fn next_last(&self, node: usize) -> usize {
        let node = &self.nodes[node];
        if node.child_count == 0 { node.last_thread } else { self.children[node.first_child + node.child_count - 1] }
    }

    /// Moves a branch, and marks that the siblings between it and the one it met are to share the room.
    fn move_branch(&mut self, child: usize, met: usize, distance: f64) {
        let index = self.children[child];
        let node = &mut self.nodes[index];
        node.modifier += distance;
        node.first_sum += distance;
        node.last_sum += distance;
        if met + 1 < child {
            #[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 siblings")]
            let share = distance / (child - met) as f64;
            node.shift -= share;
            node.change -= distance - share;
            self.nodes[self.children[met + 1]].shift += share;
        }
    }

    /// The new child reaches further down than all before it: their first outline goes on in it (setLeftThread).
    fn thread_first(&mut self, first_child: usize, child: usize, to: usize, to_sum: f64) {
        let (first, new) = (self.children[first_child], self.nodes[self.children[child]]);
        let difference = to_sum - self.nodes[to].modifier - self.nodes[first].first_sum;
        let extreme = self.nodes[first].first_extreme;
        let end = &mut self.nodes[extreme];
        end.first_thread = to;
        end.modifier += difference;
        end.prelim -= difference;
        self.nodes[first].first_extreme = new.first_extreme;
        self.nodes[first].first_sum = new.first_sum;
    }

    /// The siblings before reach further down than the new child: its last outline goes on in them (setRightThread).
    fn thread_last(&mut self, child: usize, to: usize, to_sum: f64) {
        let (new, before) = (self.children[child], self.nodes[self.children[child - 1]]);
        let difference = to_sum - self.nodes[to].modifier - self.nodes[new].last_sum;
        let extreme = self.nodes[new].last_extreme;
        let end = &mut self.nodes[extreme];
        end.last_thread = to;
        end.modifier += difference;
        end.prelim -= difference;
        self.nodes[new].last_extreme = before.last_extreme;
        self.nodes[new].last_sum = before.last_sum;
    }

    /// Adds up the modifiers from the root downwards (secondWalk).
    fn sum_up(&mut self, boxes: &[TreeBox]) {
        let Some(root) = self.nodes.first() else { return };
        let origin = root.prelim + root.modifier;
        for (index, each) in boxes.iter().enumerate() {
            // A parent's sum is kept where its modifier was: nobody reads that again.
            let above = if index == 0 { 0.0 } else { self.nodes[each.parent].modifier };
            let node = &mut self.nodes[index];
            node.modifier += above;
            self.spots[index].breadth = (node.prelim + node.modifier - origin).round();
            self.share_room(index);
        }
    }

    /// Spreads siblings over the room that a later one's move left between them (addChildSpacing).
    fn share_room(&mut self, parent: usize) {
        let Node { first_child, child_count, .. } = self.nodes[parent];
        let (mut shift, mut moved) = (0.0, 0.0);
        for &child in &self.children[first_child..first_child + child_count] {
            let child = &mut self.nodes[child];
            shift += child.shift;
            moved += shift + child.change;
            child.modifier += moved;
        }
    }
}

impl Node {
    const fn new(index: usize, before: f64, after: f64, apart: f64, bottom: f64) -> Self {
        Self {
            before,
            after,
            apart,
            bottom,
            prelim: 0.0,
            modifier: 0.0,
            shift: 0.0,
            change: 0.0,
            first_extreme: index,
            last_extreme: index,
            first_sum: 0.0,
            last_sum: 0.0,
            first_thread: NONE,
            last_thread: NONE,
            first_child: 0,
            child_count: 0,
        }
    }
}
