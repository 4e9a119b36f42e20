//! Layouts of whole charts: what must hold for every chart, and what a few small ones look like.

#[path = "common/department.rs"]
mod department;

use std::collections::HashSet;

use department::department;
use proptest::prelude::*;
use rolechart::geometry::{Point, Rect};
use rolechart::layout::{Connector, ConnectorKind, Duties, Layout, MARGIN, Options, lay_out};
use rolechart::model::{
    Arrangement, Chart, Direction, Draft, Edit, Position, PositionChange, PositionId, Responsibility, Role, RoleId,
};
use rolechart::theme::ROLE_PALETTE;

const ARRANGEMENTS: [Arrangement; 8] = [
    Arrangement::Automatic,
    Arrangement::Automatic,
    Arrangement::Row,
    Arrangement::StackLeft,
    Arrangement::StackRight,
    Arrangement::StackBoth,
    Arrangement::Grid(1),
    Arrangement::Grid(3),
];

fn id(index: usize) -> PositionId {
    PositionId::new(&format!("p{index}")).expect("a fine id")
}

/// One position as drawn by lot.
#[derive(Clone, Debug)]
struct Lot {
    /// Picks the manager among the positions before it; none for one in nine.
    manager: Option<prop::sample::Index>,
    assistant: bool,
    arrangement: Arrangement,
    person: String,
    title: String,
    duties: Vec<String>,
    has_role: bool,
    folded: bool,
    dotted_to: Option<prop::sample::Index>,
}

fn any_lot() -> impl Strategy<Value = Lot> {
    let text = || prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter);
    (
        prop::option::weighted(0.95, any::<prop::sample::Index>()),
        prop::bool::weighted(0.15),
        prop::sample::select(ARRANGEMENTS.to_vec()),
        prop_oneof![Just(String::new()), "[A-Za-z ]{0,40}", text()],
        prop_oneof![Just(String::new()), "[A-Za-z -]{0,90}"],
        prop::collection::vec("[a-z ,-]{0,200}", 0..5),
        any::<bool>(),
        prop::bool::weighted(0.05),
        prop::option::weighted(0.15, any::<prop::sample::Index>()),
    )
        .prop_map(|(manager, assistant, arrangement, person, title, duties, has_role, folded, dotted_to)| Lot {
            manager,
            assistant,
            arrangement,
            person,
            title,
            duties,
            has_role,
            folded,
            dotted_to,
        })
}

/// A chart of the lots, and what is folded in it.
fn chart_of(lots: &[Lot]) -> (Chart, HashSet<PositionId>) {
    let role = Role::new(RoleId::from_title("Business Analyst", |_| false), "Business Analyst", ROLE_PALETTE[2]);
    let draft = |(index, lot): (usize, &Lot)| {
        let mut position = Position::new(id(index));
        position.role = lot.has_role.then(|| role.id.clone());
        position.person.clone_from(&lot.person);
        position.title.clone_from(&lot.title);
        position.assistant = lot.assistant;
        position.arrangement = lot.arrangement;
        position.responsibilities = lot.duties.iter().map(Responsibility::new).collect();
        let dotted = lot.dotted_to.map(|to| to.index(lots.len())).filter(|&to| to != index);
        position.dotted_to = dotted.into_iter().map(id).collect();
        let manager = lot.manager.filter(|_| index > 0).map(|manager| id(manager.index(index)).to_string());
        Draft { position, reports_to: manager.unwrap_or_default() }
    };
    let drafts = lots.iter().enumerate().map(draft).collect();
    let folded = (0..lots.len()).filter(|&index| lots[index].folded).map(id).collect();
    let (chart, _) = Chart::assemble(String::new(), Direction::TopDown, String::new(), vec![role.clone()], drafts);
    (chart, folded)
}

/// A chart where every position reports to the one that `manager` names.
fn chart_where(count: usize, manager: impl Fn(usize) -> usize, arrangement: Arrangement) -> Chart {
    let draft = |index: usize| {
        let position = Position { arrangement, person: "Ada Byron".to_owned(), ..Position::new(id(index)) };
        let reports_to = if index == 0 { String::new() } else { id(manager(index)).to_string() };
        Draft { position, reports_to }
    };
    let drafts = (0..count).map(draft).collect();
    Chart::assemble(String::new(), Direction::TopDown, String::new(), Vec::new(), drafts).0
}

fn laid_out(chart: &Chart, direction: Direction) -> Layout {
    lay_out(chart, &Options { direction, ..Options::of(chart, &HashSet::new()) })
}

fn is_on_edge(point: Point, rect: &Rect) -> bool {
    let on = |value: f64, ends: [f64; 2]| ends.iter().any(|end| (value - end).abs() < 1e-6);
    rect.contains(point) && (on(point.x, [rect.x, rect.right()]) || on(point.y, [rect.y, rect.bottom()]))
}

fn check_cards(layout: &Layout) {
    let inside = layout.bounds().grown(1e-6 - MARGIN);
    for (rank, card) in layout.cards().iter().enumerate() {
        assert!(inside.contains_rect(&card.rect), "card {rank} {:?} is within {inside:?}", card.rect);
        let own = card.rect.grown(5.0);
        let close: Vec<usize> = layout.cards_in(&own).into_iter().filter(|&other| other != rank).collect();
        assert!(close.is_empty(), "card {rank} {:?} stands free of {close:?}", card.rect);
        if let Some(pill) = card.pill {
            assert!(inside.contains_rect(&pill), "the pill of card {rank} is within {inside:?}");
            assert_eq!(layout.cards_in(&pill), Vec::<usize>::new(), "the pill of card {rank} lies on no card");
        }
    }
}

fn check_connector(layout: &Layout, connector: &Connector) {
    let Connector { from, to, points, .. } = connector;
    let (first, last) = (points[0], points[points.len() - 1]);
    assert!(points.len() > 1, "{connector:?} leads somewhere");
    assert!(is_on_edge(first, &layout.cards()[*from].rect), "{connector:?} starts at {:?}", layout.cards()[*from]);
    assert!(is_on_edge(last, &layout.cards()[*to].rect), "{connector:?} ends at {:?}", layout.cards()[*to]);
    for ends in points.windows(2) {
        let (dx, dy) = ((ends[0].x - ends[1].x).abs(), (ends[0].y - ends[1].y).abs());
        assert!((dx == 0.0) != (dy == 0.0), "{ends:?} of {connector:?} is upright or level");
        let stretch = Rect::from_corners(ends[0], ends[1]);
        assert!(layout.bounds().contains_rect(&stretch), "{stretch:?} is within {:?}", layout.bounds());
        for rank in layout.cards_in(&stretch) {
            let inside = layout.cards()[rank].rect.grown(-0.01);
            let crosses = stretch.x <= inside.right()
                && inside.x <= stretch.right()
                && stretch.y <= inside.bottom()
                && inside.y <= stretch.bottom();
            assert!(!crosses || is_straight(connector), "{connector:?} keeps out of card {rank} {inside:?}");
        }
    }
}

/// Whether it may be a dotted line that found no way within its share of work, and runs beneath the cards.
fn is_straight(connector: &Connector) -> bool {
    connector.kind == ConnectorKind::Dotted && connector.points.len() <= 4
}

fn crosses_cards(layout: &Layout, connector: &Connector) -> bool {
    connector.points.windows(2).any(|ends| {
        let met = layout.cards_in(&Rect::from_corners(ends[0], ends[1]));
        met.iter().any(|&rank| rank != connector.from && rank != connector.to)
    })
}

fn check(layout: &Layout) {
    check_cards(layout);
    for connector in layout.connectors() {
        check_connector(layout, connector);
    }
    let lines = layout.connectors().iter().filter(|line| line.kind != ConnectorKind::Dotted).count();
    let reports = layout.cards().iter().filter(|card| card.manager.is_some()).count();
    assert_eq!(lines, reports, "one line for every card with a manager");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cards_never_overlap_and_lines_never_cross_cards(
        lots in prop::collection::vec(any_lot(), 1..60),
        direction in prop::sample::select(Direction::ALL.to_vec()),
        duties in prop::sample::select(Duties::ALL.to_vec()),
    ) {
        let (chart, folded) = chart_of(&lots);
        let layout = lay_out(&chart, &Options { direction, duties, folded: &folded });
        check(&layout);
        let shown = chart.walk_where(|position| !folded.contains(&position.id)).count();
        prop_assert_eq!(layout.cards().len(), shown, "every shown position has a card");
        let hidden: usize = layout.cards().iter().map(|card| card.hidden).sum();
        prop_assert_eq!(shown + hidden, chart.len(), "every other position is counted as hidden");
    }

    #[test]
    fn mirrored_directions_are_mirror_images(lots in prop::collection::vec(any_lot(), 1..30)) {
        let (chart, _) = chart_of(&lots);
        let [down, up] = [Direction::TopDown, Direction::BottomUp].map(|direction| laid_out(&chart, direction));
        for (a, b) in down.cards().iter().zip(up.cards()) {
            prop_assert!((a.rect.x - b.rect.x).abs() < 1e-9, "the breadth stays");
            prop_assert!((a.rect.y + b.rect.bottom()).abs() < 1e-9, "the depth is turned over");
        }
    }
}

#[test]
fn large_charts_of_any_shape_are_laid_out() {
    type ManagerOf = fn(usize) -> usize;
    let shapes: [(&str, ManagerOf); 4] = [
        ("chain", |index| index - 1),
        ("star", |_| 0),
        ("comb", |index| if index % 2 == 1 { index.saturating_sub(2) } else { index - 1 }),
        ("binary tree", |index| (index - 1) / 2),
    ];
    for (name, manager) in shapes {
        for arrangement in [Arrangement::Automatic, Arrangement::Row, Arrangement::StackRight] {
            let chart = chart_where(100_000, manager, arrangement);
            let layout = laid_out(&chart, Direction::TopDown);
            assert_eq!(layout.cards().len(), 100_000, "a {name} with {arrangement:?}");
        }
    }
}

#[test]
fn a_department_keeps_its_lines_clear_of_its_cards() {
    check(&laid_out(&department(3000), Direction::TopDown));
    check(&laid_out(&department(1000), Direction::LeftRight));
}

#[test]
fn dotted_lines_keep_clear_of_cards() {
    let mut chart = department(300);
    for (report, manager) in [(250, 3), (40, 60), (200, 7)] {
        let change = PositionChange::DottedTo(vec![id(manager)]);
        chart.apply(Edit::SetPosition(id(report), change)).expect("both are there");
    }
    for direction in Direction::ALL {
        let layout = laid_out(&chart, direction);
        let dotted = layout.connectors().iter().filter(|line| line.kind == ConnectorKind::Dotted);
        let beneath: Vec<_> = dotted.filter(|line| crosses_cards(&layout, line)).collect();
        assert_eq!(beneath, Vec::<&Connector>::new(), "{direction:?}");
    }
}

#[test]
fn a_chart_of_any_size_stays_near_the_shape_of_a_page() {
    for count in [100, 1000, 5000] {
        for direction in Direction::ALL {
            let bounds = laid_out(&department(count), direction).bounds();
            let shape = bounds.width / bounds.height;
            assert!((0.4..4.0).contains(&shape), "{count} positions, {direction:?}: {shape:.2} to 1");
        }
    }
}

#[test]
fn wide_teams_stack_into_a_block_of_a_pages_shape() {
    for direction in Direction::ALL {
        for count in [8, 50, 500, 10_000] {
            let layout = laid_out(&chart_where(count + 1, |_| 0, Arrangement::Automatic), direction);
            let bounds = layout.bounds();
            let shape = bounds.width / bounds.height;
            assert!((0.5..4.0).contains(&shape), "{count} reports, {direction:?}: {shape:.2} to 1");
        }
    }
}

#[test]
fn six_reports_stand_in_a_row_and_seven_are_stacked() {
    let rows = |count: usize| {
        let layout = laid_out(&chart_where(count + 1, |_| 0, Arrangement::Automatic), Direction::TopDown);
        let tops: HashSet<u64> = layout.cards().iter().skip(1).map(|card| card.rect.y.to_bits()).collect();
        tops.len()
    };
    assert_eq!(rows(6), 1, "six stand side by side");
    assert!(rows(7) > 1, "seven don't");
}

#[test]
fn a_manager_stands_in_the_middle_over_the_first_and_last_report() {
    let layout = laid_out(&chart_where(6, |_| 0, Arrangement::Row), Direction::TopDown);
    let middle = |rank: usize| layout.cards()[rank].rect.center().x;
    assert!((middle(0) - f64::midpoint(middle(1), middle(5))).abs() <= 1.0, "over the middle of the row");
}

#[test]
fn what_is_under_the_pointer_is_found() {
    let layout = laid_out(&department(500), Direction::TopDown);
    for (rank, card) in layout.cards().iter().enumerate() {
        assert_eq!(layout.card_at(card.rect.center()), Some(rank), "in the middle of card {rank}");
        assert_eq!(layout.rank_of(&card.id), Some(rank), "{} by its id", card.id);
    }
}
