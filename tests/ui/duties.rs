//! Responsibilities that go from one to another: dragged, by key, and through the clipboard.

use egui::{Key, Modifiers, Pos2};
use rolechart::model::{Chart, Involvement};

use super::sketch::{chart, duties_of, duties_of_role, id, with_duties};
use super::window::Window;

const HANDLE: &str = "Move or change this line";
/// How many lines the role of a Business Analyst has in the library.
const LINES_OF_ROLE: usize = 4;

/// Bob has two duties of his own, Cleo and Dan are Business Analysts.
fn start() -> Chart {
    with_duties(chart("Ada(Bob Cleo:BA Dan:BA)"), "Bob", &["Water the plants", "Feed the cat"])
}

fn involvements(chart: &Chart, name: &str) -> Vec<Involvement> {
    let position = chart.position(&id(name)).expect("the position is there");
    position.responsibilities.iter().map(|duty| duty.involvement).collect()
}

/// Carries something to the card of somebody with these keys held.
fn bring(window: &mut Window, from: Pos2, name: &str, keys: Modifiers) {
    let to = window.grip_of(name);
    window.carry(from, to);
    window.hold(keys);
    window.let_go(to);
    window.hold(Modifiers::NONE);
    window.settle();
}

#[test]
fn a_line_on_a_card_goes_to_another_card() {
    let both = &["Water the plants", "Feed the cat"][..];
    for (keys, left, involvement) in [
        (Modifiers::NONE, &["Feed the cat"][..], Involvement::Responsible),
        (Modifiers::COMMAND, both, Involvement::Responsible),
        (Modifiers::ALT, both, Involvement::Consulted),
    ] {
        let mut window = Window::open(start());
        let before = window.chart().clone();
        let line = window.duty_on("Bob", 0);
        bring(&mut window, line, "Ada", keys);
        assert_eq!(duties_of(window.chart(), "Bob"), left, "what Bob has with {keys:?}");
        assert_eq!(duties_of(window.chart(), "Ada"), ["Water the plants"], "what Ada has with {keys:?}");
        assert_eq!(involvements(window.chart(), "Ada"), [involvement], "how Ada is involved with {keys:?}");
        window.command(Key::Z);
        assert_eq!(*window.chart(), before, "one step back with {keys:?}");
    }
}

#[test]
fn a_line_of_a_role_leaves_everyone_who_has_the_role() {
    let mut window = Window::open(start());
    let (from, to) = (window.duty_on("Cleo", 1), window.grip_of("Bob"));
    window.carry(from, to);
    assert!(window.says("Move to Bob"), "what will happen; it says:\n{}", window.texts());
    assert!(window.says("Takes it from the role Business Analyst (2 positions)"), "and what else it means");
    window.let_go(to);
    assert_eq!(duties_of_role(window.chart(), "BA").len(), LINES_OF_ROLE - 1, "the role has it no more");
    assert_eq!(duties_of(window.chart(), "Bob").len(), 3, "Bob has it");
    assert!(!window.says("Move to Bob"), "nothing is carried any more");
}

#[test]
fn what_will_happen_follows_the_keys() {
    let mut window = Window::open(start());
    let (from, to) = (window.duty_on("Bob", 1), window.grip_of("Ada"));
    window.carry(from, to);
    for (keys, words) in [
        (Modifiers::NONE, "Move to Ada"),
        (Modifiers::COMMAND, "Copy to Ada"),
        (Modifiers::ALT, "Share with Ada (Consulted)"),
    ] {
        window.hold(keys);
        window.settle();
        assert!(window.says(words), "{words:?}, and not:\n{}", window.texts());
    }
}

#[test]
fn escape_leaves_the_line_where_it_was() {
    let mut window = Window::open(start());
    let (card, from, to) = (window.card("Ada"), window.duty_on("Bob", 0), window.grip_of("Ada"));
    window.carry(from, to);
    window.press(Key::Escape);
    window.harness.hover_at(to + egui::vec2(60.0, 60.0));
    window.let_go(to);
    assert!(!window.is_changed(), "nothing has changed");
    assert_eq!(window.card("Ada"), card, "the chart has not been panned");
}

#[test]
fn a_line_dropped_at_home_or_on_nothing_stays() {
    for name in ["Bob", "Cleo"] {
        let mut window = Window::open(start());
        let line = window.duty_on(name, 0);
        bring(&mut window, line, name, Modifiers::NONE);
        assert!(!window.is_changed(), "{name} has it already");
        let line = window.duty_on(name, 0);
        let nobody = window.card("Ada").left_center() - egui::vec2(80.0, 0.0);
        window.drag(line, nobody);
        assert!(!window.is_changed(), "nobody is there to have what {name} has");
    }
}

#[test]
fn who_has_a_line_already_gets_no_copy() {
    let mut window = Window::open(with_duties(start(), "Ada", &["water the plants."]));
    let line = window.duty_on("Bob", 0);
    bring(&mut window, line, "Ada", Modifiers::COMMAND);
    assert!(!window.is_changed(), "nothing has changed");
    assert_eq!(window.notice(), "Ada has this responsibility already", "the reason");
}

#[test]
fn beside_the_lines_a_card_moves_its_branch() {
    let mut window = Window::open(start());
    let (from, to) = (window.grip_of("Bob"), window.place_on("Dan", 0.9));
    window.drag(from, to);
    let order: Vec<&str> = window.chart().reports(&id("Ada")).map(rolechart::model::PositionId::as_str).collect();
    assert_eq!(order, ["Cleo", "Dan", "Bob"], "Bob stands behind Dan");
    assert_eq!(duties_of(window.chart(), "Bob").len(), 2, "with what he does");
}

#[test]
fn a_line_of_the_inspector_goes_to_cards_rows_and_roles() {
    for target in ["card", "Cleo, Business Analyst (outline)", "role"] {
        let mut window = Window::open(start());
        window.click_card("Bob");
        if target == "role" {
            window.click("Roles");
        }
        let to = match target {
            "card" => window.grip_of("Cleo"),
            "role" => window.place_of("Business Analyst 2").center(),
            row => window.place_of(row).center(),
        };
        let from = window.nth(HANDLE, 1);
        window.drag(from, to);
        assert_eq!(duties_of(window.chart(), "Bob"), ["Water the plants"], "Bob has one less, dropped on the {target}");
        let found = match target {
            "role" => duties_of_role(window.chart(), "BA"),
            _ => duties_of(window.chart(), "Cleo"),
        };
        assert_eq!(found.last(), Some(&"Feed the cat"), "dropped on the {target}");
    }
}

#[test]
fn the_handle_still_reorders_a_list() {
    let mut window = Window::open(start());
    window.click_card("Bob");
    let (from, to) = (window.nth(HANDLE, 1), window.nth(HANDLE, 0));
    window.drag(from, to);
    assert_eq!(duties_of(window.chart(), "Bob"), ["Feed the cat", "Water the plants"], "the other way round");
}

#[test]
fn the_menu_of_a_line_brings_it_to_somebody() {
    for (item, left, involvement) in [
        ("Move to… Ctrl+Shift+M", 1, Involvement::Responsible),
        ("Copy to…", 2, Involvement::Responsible),
        ("Share with…", 2, Involvement::Consulted),
    ] {
        let mut window = Window::open(start());
        let before = window.chart().clone();
        window.click_card("Bob");
        window.click_nth(HANDLE, 0);
        window.click(item);
        window.type_text("ad");
        window.press(Key::Enter);
        assert_eq!(duties_of(window.chart(), "Bob").len(), left, "what Bob has after {item}");
        assert_eq!(duties_of(window.chart(), "Ada"), ["Water the plants"], "what Ada has after {item}");
        assert_eq!(involvements(window.chart(), "Ada"), [involvement], "how Ada is involved after {item}");
        window.command(Key::Z);
        assert_eq!(*window.chart(), before, "one step back after {item}");
    }
}

/// Bob's first line, in its field.
fn in_first_line(chart: Chart) -> Window {
    let mut window = Window::open(chart);
    window.click_card("Bob");
    window.click_nth("Responsibility", 0);
    window
}

#[test]
fn a_line_is_brought_to_somebody_by_keys_alone() {
    for (keys, expected) in [
        (&[Key::Enter][..], "Ada"),
        (&[Key::ArrowDown, Key::Enter], "Cleo"),
        (&[Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Enter], "Cleo"),
    ] {
        let mut window = in_first_line(start());
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
        window.press_each(keys);
        assert_eq!(duties_of(window.chart(), expected), ["Water the plants"], "{expected} has it after {keys:?}");
    }
    let mut window = in_first_line(start());
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.type_text("project man");
    window.press(Key::Enter);
    assert_eq!(duties_of_role(window.chart(), "PM").last(), Some(&"Water the plants"), "roles are offered, too");
}

#[test]
fn a_line_goes_as_it_is_typed() {
    let mut window = in_first_line(start());
    window.retype("Water the roses");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Ada"), ["Water the roses"], "what was typed");
}

#[test]
fn what_is_being_typed_stays_in_its_line_when_another_is_carried_away() {
    let mut window = Window::open(with_duties(start(), "Bob", &["Sweep the floor"]));
    window.click_card("Bob");
    window.click_nth("Responsibility", 1);
    window.retype("Water the flowers");
    let (from, to) = (window.nth(HANDLE, 0), window.grip_of("Cleo"));
    window.drag(from, to);
    assert_eq!(duties_of(window.chart(), "Bob"), ["Water the flowers", "Feed the cat"], "Bob's, as they were typed");
    assert_eq!(duties_of(window.chart(), "Cleo"), ["Sweep the floor"], "Cleo's");
}

#[test]
fn who_cannot_have_a_line_is_refused_in_words() {
    let mut window = Window::open(with_duties(start(), "Ada", &["Water the plants"]));
    window.click_card("Bob");
    window.click_nth(HANDLE, 0);
    window.click("Copy to…");
    window.press(Key::Enter);
    assert!(window.says("Ada has this responsibility already"), "the reason, and not:\n{}", window.texts());
    window.press(Key::Escape);
    assert!(!window.is_changed(), "nothing has changed");
}

#[test]
fn a_whole_line_is_copied_and_cut_by_key() {
    for (key, left) in [(Key::C, 2), (Key::X, 1)] {
        let mut window = in_first_line(start());
        let copied = window.clipboard_after_keys(Modifiers::COMMAND | Modifiers::SHIFT, key);
        assert_eq!(copied, "Responsible: Water the plants", "the line with {key:?}");
        assert_eq!(duties_of(window.chart(), "Bob").len(), left, "what is left with {key:?}");
    }
}

#[test]
fn pasted_lines_keep_how_somebody_is_involved() {
    let mut window = Window::open(start());
    window.click_card("Ada");
    window.click("Add a responsibility…");
    window.paste("Accountable: Keep the budget\n- Consulted: Buy the plants\nNote: water them");
    assert_eq!(duties_of(window.chart(), "Ada"), ["Keep the budget", "Buy the plants", "Note: water them"], "texts");
    let expected = [Involvement::Accountable, Involvement::Consulted, Involvement::Responsible];
    assert_eq!(involvements(window.chart(), "Ada"), expected, "involvements");
}

#[test]
fn lines_with_an_involvement_are_pasted_on_a_card() {
    let mut window = Window::open(start());
    let before = window.chart().clone();
    window.click_card("Ada");
    window.paste("Responsible: Set the goals\nInformed: Change the plants\n\n");
    assert_eq!(duties_of(window.chart(), "Ada"), ["Set the goals", "Change the plants"], "Ada's own");
    assert_eq!(window.notice(), "2 responsibilities pasted", "it says so");
    window.command(Key::Z);
    assert_eq!(*window.chart(), before, "one step back");
    window.paste("Responsible: Set the goals\nEve, Business Analyst");
    assert_eq!(window.chart().len(), before.len() + 2, "with another line among them they are positions, as ever");
}

#[test]
fn the_responsibilities_of_a_card_are_copied_and_pasted_on_another() {
    let mut window = Window::open(with_duties(start(), "Cleo", &["Feed the dog"]));
    let at = window.grip_of("Cleo");
    window.right_click_at(at);
    let copied = window.clipboard_after_click("Copy responsibilities");
    assert_eq!(copied.lines().count(), LINES_OF_ROLE + 1, "the role's and Cleo's own:\n{copied}");
    assert_eq!(copied.lines().last(), Some("Responsible: Feed the dog"), "Cleo's own come last");
    let at = window.grip_of("Ada");
    window.right_click_at(at);
    window.click("Paste as responsibilities");
    window.paste("1. Plan\n2. Build\n");
    assert_eq!(duties_of(window.chart(), "Ada"), ["Plan", "Build"], "any lines will do");
}
