//! The fields of the inspector. Nothing that was typed is lost.

use egui::Key;
use rolechart::format;
use rolechart::model::{Chart, Position, PositionId};

use super::sketch::{chart, id, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Eve:BA) Cleo:MGR)";

fn with_bob() -> Window {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window
}

fn bob(chart: &Chart) -> &Position {
    chart.position(&id("Bob")).expect("Bob is there")
}

/// What a field of the inspector fills.
type Read = fn(&Position) -> &str;

const FIELDS: [(&str, Read); 4] = [
    ("Person", |position| &position.person),
    ("Own title", |position| &position.title),
    ("Notes", |position| &position.notes),
    ("Add a responsibility…", |position| position.responsibilities.first().map_or("", |duty| &duty.text)),
];

#[test]
fn what_was_typed_stays_whatever_comes_next() {
    let select_another: fn(&mut Window) = |window| window.click_card("Cleo");
    let select_nothing: fn(&mut Window) = |window| {
        let beside = window.card("Ada").left_center() - egui::vec2(100.0, 0.0);
        window.click_at(beside);
    };
    let select_in_outline: fn(&mut Window) = |window| window.click("Cleo, IT Manager (outline)");
    let open_roles: fn(&mut Window) = |window| window.click("Roles");
    for (field, read) in FIELDS {
        for (what, next) in [
            ("another card", select_another),
            ("no card", select_nothing),
            ("the outline", select_in_outline),
            ("the library", open_roles),
        ] {
            let mut window = with_bob();
            window.click(field);
            window.retype("Something new");
            next(&mut window);
            assert_eq!(read(bob(window.chart())), "Something new", "{field}, then {what}");
        }
    }
}

#[test]
fn escape_gives_a_field_back_what_it_held() {
    for (field, read) in FIELDS.into_iter().filter(|(field, _)| *field != "Notes") {
        let mut window = with_bob();
        let before = read(bob(window.chart())).to_owned();
        window.click(field);
        window.retype("Something new");
        window.press(Key::Escape);
        window.click_card("Cleo");
        assert_eq!(read(bob(window.chart())), before, "{field}");
        assert!(!window.is_changed(), "nothing has changed in {field}");
    }
}

#[test]
fn escape_keeps_notes_since_they_may_be_long() {
    let mut window = with_bob();
    window.click("Notes");
    window.retype("Something new");
    window.press(Key::Escape);
    assert_eq!(bob(window.chart()).notes, "Something new", "what was typed");
}

#[test]
fn a_key_leads_to_the_next_responsibility() {
    let mut window = with_bob();
    window.click_card("Bob");
    window.command(Key::R);
    window.type_text("Keep the calendar");
    window.press(Key::Enter);
    let lines = &bob(window.chart()).responsibilities;
    assert_eq!(lines.last().map(|line| line.text.as_str()), Some("Keep the calendar"), "a line of its own");
}

#[test]
fn one_list_in_two_panels_is_two_lists_to_the_keyboard() {
    const HINT: &str = "Add for every IT Manager…";
    for nth in [0, 1] {
        let mut window = with_bob();
        window.click("Roles");
        window.click("IT Manager 2");
        let before = window.chart().roles()[1].responsibilities.len();
        window.click_nth(HINT, nth);
        window.type_text("Keep the calendar");
        window.press(Key::Enter);
        assert_eq!(window.chart().roles()[1].responsibilities.len(), before + 1, "one line, in list {nth}");
    }
}

#[test]
fn enter_in_a_field_keeps_what_was_typed_and_adds_nobody() {
    for (field, read) in &FIELDS[..2] {
        let mut window = with_bob();
        window.click(field);
        window.retype("Something new");
        window.press(Key::Enter);
        assert_eq!(read(bob(window.chart())), "Something new", "{field}");
        assert_eq!(window.chart().len(), 4, "Enter was for the field: {field}");
    }
}

#[test]
fn a_field_is_one_step_back() {
    let mut window = with_bob();
    window.click("Person");
    window.retype("Robert");
    window.click_card("Cleo");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), START, "the whole name in one step");
}

#[test]
fn the_chart_itself_is_inspected_where_nothing_is_selected() {
    let mut window = Window::open(chart(START));
    window.click("Title");
    window.retype("The IT department");
    window.click_card("Ada");
    assert_eq!(window.chart().title(), "The IT department", "the title");
}

#[test]
fn the_role_is_chosen_from_the_library() {
    let mut window = with_bob();
    window.click("Role");
    window.click("■Project Manager");
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:PM(Eve:BA) Cleo:MGR)", "another role");
    window.click("Role");
    window.click("No role");
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob(Eve:BA) Cleo:MGR)", "no role");
}

#[test]
fn the_manager_is_chosen_from_a_list() {
    let mut window = with_bob();
    window.click("Reports to");
    assert!(!window.offers("Eve Business Analyst"), "nobody can report to someone below");
    window.type_text("cle");
    window.click("Cleo IT Manager");
    assert_eq!(tree(window.chart()), "Ada:DIR(Cleo:MGR(Bob:MGR(Eve:BA)))", "Bob reports to Cleo");
    window.click("Reports to");
    window.click("Nobody top position");
    assert_eq!(tree(window.chart()), "Ada:DIR(Cleo:MGR) Bob:MGR(Eve:BA)", "Bob reports to nobody");
}

#[test]
fn a_second_line_and_a_place_beside_the_line_are_set() {
    let mut window = with_bob();
    window.click("Dotted to");
    window.click("Cleo IT Manager");
    assert_eq!(bob(window.chart()).dotted_to, [id("Cleo")], "a dotted line");
    window.click("Remove dotted line");
    assert!(bob(window.chart()).dotted_to.is_empty(), "and none");
    window.click("Beside the line");
    assert!(bob(window.chart()).assistant, "an assistant");
}

#[test]
fn free_fields_are_added_filled_and_removed() {
    let mut window = with_bob();
    window.click("Add a field");
    window.type_text("Location");
    window.click("Field value");
    window.type_text("Oslo");
    window.click_card("Cleo");
    let written = format::write(window.chart());
    assert!(written.contains(r#"Field("Location", "Oslo")"#), "the field is in:\n{written}");
    window.click_card("Bob");
    window.click("Remove field");
    assert!(bob(window.chart()).fields.is_empty(), "no field");
}

#[test]
fn the_inspector_keeps_its_width_whatever_it_shows() {
    let mut window = Window::open(rolechart::starter::it_department());
    let all: Vec<_> = window.chart().walk().map(|visit| visit.position.id.clone()).collect();
    window.press(Key::Home);
    let before = window.place_of("Person");
    for id in all {
        let name = format!("{} (outline)", spoken(window.chart(), &id));
        window.click(&name);
        assert_eq!(window.place_of("Person").x_range(), before.x_range(), "{name}");
    }
}

/// A position as the window speaks of it.
fn spoken(chart: &Chart, id: &PositionId) -> String {
    let position = chart.position(id).expect("it is there");
    let person = if position.is_vacant() { "Vacant" } else { &position.person };
    format!("{person}, {}", chart.title_of(position))
}

#[test]
fn enter_takes_the_first_position_that_was_searched_for() {
    let mut window = Window::open(chart(START));
    window.click_card("Eve");
    window.click("Reports to");
    window.type_text("cleo");
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR Cleo:MGR(Eve:BA))", "Eve reports to Cleo");
}
