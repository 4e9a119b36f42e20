//! Pictures of charts: a few small ones as they are meant to look, and what holds for every SVG file.
//!
//! `UPDATE_GOLDEN=1 cargo test --test export` writes the pictures anew.

use std::collections::HashSet;
use std::path::PathBuf;

use rolechart::display_list::{Detail, Shape, card_shapes, connector_shapes, display_list};
use rolechart::export::svg;
use rolechart::layout::{ConnectorKind, Duties, Options, lay_out};
use rolechart::model::{Arrangement, Chart, Direction, Draft, Position, PositionId, Responsibility, Role, RoleId};
use rolechart::theme::{Palette, ROLE_PALETTE};

fn id(text: &str) -> PositionId {
    PositionId::new(text).expect("a fine id")
}

fn role(index: usize, title: &str, short: &str, duties: &[&str]) -> Role {
    let id = RoleId::from_title(title, |_| false);
    let responsibilities = duties.iter().copied().map(Responsibility::new).collect();
    Role { short: short.to_owned(), responsibilities, ..Role::new(id, title, ROLE_PALETTE[index]) }
}

fn roles() -> Vec<Role> {
    vec![
        role(
            0,
            "IT Director",
            "DIR",
            &[
                "Set the IT strategy and keep it in step with the business strategy",
                "Draw up the IT budget and hold the department to it",
                "Keep technology within standards and regulation",
                "Report to the board",
            ],
        ),
        role(1, "IT Manager", "MAN", &["Lead the team and recruit for it", "Train the team in new technologies"]),
        role(2, "Business Analyst", "BA", &["Define requirements for new and improved applications"]),
        role(3, "Business Systems Analyst", "BSA", &[]),
        role(4, "Project Manager", "PM", &["Plan, track and coordinate projects", "Keep cost within the estimate"]),
    ]
}

/// A chart from lines `id manager role person`, where `-` stands for nothing and a role is known by its short label.
fn chart(lines: &str, change: impl Fn(&mut Position)) -> Chart {
    let roles = roles();
    let draft = |line: &str| {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        let mut position = Position::new(id(words[0]));
        position.role = roles.iter().find(|role| role.short == words[2]).map(|role| role.id.clone());
        position.person = words[3].replace('-', "");
        change(&mut position);
        Draft { position, reports_to: words[1].replace('-', "") }
    };
    let drafts = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(draft).collect();
    Chart::assemble("IT department".to_owned(), Direction::TopDown, String::new(), roles, drafts).0
}

const DEPARTMENT: &str = "
    ada - DIR Ada Byron
    grace ada MAN Grace Okafor
    mei grace BA Mei Tanaka
    omar grace BSA Omar Haddad
    sven ada MAN Sven Eriksson
    vacant sven BA -
    kofi sven PM Kofi Mensah
    ida kofi - Ida Lind";

fn department() -> Chart {
    chart(DEPARTMENT, |_| {})
}

/// Everything that is rarely seen at once: assistants, a dotted line, a vacancy, a folded branch.
fn oddities() -> (Chart, HashSet<PositionId>) {
    let lines = format!("{DEPARTMENT}\n zoe ada PM Zoe Novak\n lin ada - Lin Bo\n liv lin BA Liv Moe");
    let chart = chart(&lines, |position| {
        position.assistant = ["zoe", "lin"].contains(&position.id.as_str());
        if position.id.as_str() == "omar" {
            position.dotted_to = vec![id("sven"), id("ida")];
        }
    });
    (chart, HashSet::from([id("kofi")]))
}

/// A team of fourteen, and a manager whose reports stack, each with a branch.
fn teams(arrangement: Arrangement) -> Chart {
    let team: Vec<String> = (0..14).map(|index| format!("t{index} grace BA Analyst {index}")).collect();
    chart(&format!("{DEPARTMENT}\n{}", team.join("\n")), |position| {
        if position.id.as_str() == "sven" {
            position.arrangement = arrangement;
        }
    })
}

fn picture(
    chart: &Chart,
    direction: Direction,
    duties: Duties,
    folded: &HashSet<PositionId>,
    palette: &Palette,
) -> String {
    let layout = lay_out(chart, &Options { direction, duties, folded });
    svg(&display_list(chart, &layout, palette), chart.title())
}

#[track_caller]
fn check_golden(name: &str, picture: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name).with_extension("svg");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, picture).expect("the golden picture is written");
    }
    let golden = std::fs::read_to_string(&path).expect("the golden picture is there");
    assert!(picture == golden, "{name} looks as before; if it is meant to look otherwise, run with UPDATE_GOLDEN=1");
}

#[test]
fn a_department_grows_in_each_direction() {
    for (name, direction, palette) in [
        ("top-down", Direction::TopDown, &Palette::LIGHT),
        ("bottom-up", Direction::BottomUp, &Palette::LIGHT),
        ("left-right", Direction::LeftRight, &Palette::LIGHT),
        ("dark", Direction::TopDown, &Palette::DARK),
    ] {
        check_golden(name, &picture(&department(), direction, Duties::Three, &HashSet::new(), palette));
    }
}

#[test]
fn assistants_dotted_lines_vacancies_and_folded_branches_are_drawn() {
    let (chart, folded) = oddities();
    check_golden("oddities", &picture(&chart, Direction::TopDown, Duties::Three, &folded, &Palette::LIGHT));
    check_golden("oddities-left-right", &picture(&chart, Direction::LeftRight, Duties::None, &folded, &Palette::LIGHT));
}

#[test]
fn large_teams_are_stacked() {
    for (name, arrangement) in [("stack-right", Arrangement::StackRight), ("stack-both", Arrangement::StackBoth)] {
        let chart = teams(arrangement);
        check_golden(name, &picture(&chart, Direction::TopDown, Duties::None, &HashSet::new(), &Palette::LIGHT));
    }
}

#[test]
fn nothing_in_a_chart_breaks_the_markup() {
    let evil = "</title><script>alert('x')</script>&\"\u{0}\u{1b}\u{202e}\u{ffff}";
    let hostile = chart("a<b>\"&' - BA x", |position| {
        position.person = evil.to_owned();
        position.title = evil.to_owned();
    });
    let text = picture(&hostile, Direction::TopDown, Duties::All, &HashSet::new(), &Palette::LIGHT);
    assert!(!text.contains("<script"), "markup in a name stays text");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "no control character is left");
    assert!(text.contains("id=\"a&lt;b&gt;&quot;&amp;&#39;\""), "an id is escaped");
    assert_eq!(text.matches("<g ").count(), text.matches("</g>").count(), "every group is closed");
}

#[test]
fn each_stretch_of_line_is_drawn_once() {
    let chart = teams(Arrangement::Automatic);
    let layout = lay_out(&chart, &Options::of(&chart, &HashSet::new()));
    let all: Vec<usize> = (0..layout.connectors().len()).collect();
    let drawn: f64 = connector_shapes(&layout, &all, &Palette::LIGHT).iter().map(length).sum();
    let joined: f64 = layout.connectors().iter().map(|line| path_length(&line.points)).sum();
    assert!(drawn < joined, "{drawn} units are drawn of {joined}: siblings share trunk and bus");
    let mut seen = Vec::new();
    for shape in connector_shapes(&layout, &all, &Palette::LIGHT) {
        if let Shape::Path { points, .. } = shape {
            seen.extend(points.windows(2).map(|ends| (ends[0], ends[1])));
        }
    }
    for (index, &(a, b)) in seen.iter().enumerate() {
        let middle = rolechart::geometry::Point::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
        let covers = |&(c, d): &(_, _)| rolechart::geometry::Rect::from_corners(c, d).contains(middle);
        let runs_along = |&(c, d): &(rolechart::geometry::Point, rolechart::geometry::Point)| {
            ((a.x - b.x).abs() < 1e-9) == ((c.x - d.x).abs() < 1e-9)
        };
        let twice = seen.iter().skip(index + 1).any(|other| covers(other) && runs_along(other));
        assert!(!twice, "the stretch from {a:?} to {b:?} is drawn once");
    }
}

fn path_length(points: &[rolechart::geometry::Point]) -> f64 {
    points.windows(2).map(|ends| (ends[0].x - ends[1].x).abs() + (ends[0].y - ends[1].y).abs()).sum()
}

fn length(shape: &Shape) -> f64 {
    if let Shape::Path { points, .. } = shape { path_length(points) } else { 0.0 }
}

#[test]
fn less_detail_is_fewer_shapes_in_the_same_place() {
    let chart = department();
    let layout = lay_out(&chart, &Options::of(&chart, &HashSet::new()));
    let count = |detail| card_shapes(&chart, &layout, 0, &Palette::LIGHT, detail).len();
    let counts = [Detail::Full, Detail::NoDuties, Detail::NameOnly, Detail::Block].map(count);
    assert!(counts.is_sorted_by(|a, b| a > b), "each step draws less: {counts:?}");
}

#[test]
fn text_stays_inside_its_card() {
    let (chart, folded) = oddities();
    let layout = lay_out(&chart, &Options { duties: Duties::All, ..Options::of(&chart, &folded) });
    for (rank, card) in layout.cards().iter().enumerate() {
        for shape in card_shapes(&chart, &layout, rank, &Palette::LIGHT, Detail::Full) {
            if let Shape::Text { at, width, text, .. } = shape
                && card.rect.contains(at)
            {
                assert!(at.x + width <= card.rect.right() - 11.0, "{text:?} ends inside the card of {}", card.id);
                assert!(at.y <= card.rect.bottom() - 12.0, "{text:?} stands above the padding of {}", card.id);
            }
        }
    }
}

#[test]
fn a_dotted_line_into_a_folded_branch_leads_to_the_manager_who_is_shown() {
    let (chart, folded) = oddities();
    let layout = lay_out(&chart, &Options::of(&chart, &folded));
    let dotted: Vec<_> = layout.connectors().iter().filter(|line| line.kind == ConnectorKind::Dotted).collect();
    let names: Vec<_> = dotted.iter().map(|line| layout.cards()[line.from].id.as_str()).collect();
    assert_eq!(names, ["sven", "kofi"], "Ida is folded away under Kofi");
}
