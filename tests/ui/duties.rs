//! Responsibilities that go from one to another: dragged, by key, and through the clipboard.

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2};
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
fn a_line_is_reordered_where_it_is_dropped_on_its_own_list() {
    let across = egui::vec2(120.0, 0.0);
    for (from, to, offset, expected) in [
        (1, 0, Vec2::ZERO, ["Two", "One", "Three"]),
        (0, 2, across + egui::vec2(0.0, 6.0), ["Two", "Three", "One"]),
        (0, 2, across - egui::vec2(0.0, 6.0), ["Two", "One", "Three"]),
        (2, 1, across - egui::vec2(0.0, 6.0), ["One", "Three", "Two"]),
        (1, 1, across, ["One", "Two", "Three"]),
    ] {
        let mut window = Window::open(with_duties(chart("Ada(Bob)"), "Bob", &["One", "Two", "Three"]));
        window.click_card("Bob");
        let (from_at, to_at) = (window.nth(HANDLE, from), window.nth(HANDLE, to) + offset);
        window.carry(from_at, to_at);
        assert!(window.says("Move here"), "what will happen, and not:\n{}", window.texts());
        window.let_go(to_at);
        assert_eq!(duties_of(window.chart(), "Bob"), expected, "{from} dropped on {to}, {offset} from its handle");
    }
}

#[test]
fn what_was_done_with_a_line_is_said() {
    for (keys, words) in [
        (Modifiers::NONE, "Moved to Ada"),
        (Modifiers::COMMAND, "Copied to Ada"),
        (Modifiers::ALT, "Shared with Ada (Consulted)"),
    ] {
        let mut window = Window::open(start());
        let line = window.duty_on("Bob", 0);
        bring(&mut window, line, "Ada", keys);
        assert_eq!(window.notice(), words, "dropped");
    }
    let mut window = in_first_line(start());
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.press(Key::Enter);
    assert_eq!(window.notice(), "Moved to Ada", "by key");
    let mut window = in_first_line(start());
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
    assert_eq!(window.notice(), "1 responsibility cut", "cut");
}

#[test]
fn the_menu_of_a_line_obeys_arrows_and_gives_the_keyboard_back() {
    let mut window = Window::open(start());
    window.click_card("Bob");
    window.click_nth(HANDLE, 0);
    window.press_each(&[Key::ArrowDown, Key::Enter]);
    assert_eq!(duties_of(window.chart(), "Bob"), ["Feed the cat", "Water the plants"], "the first entry, moving down");
    for opening in ["mouse", "second button"] {
        let mut window = Window::open(start());
        window.click_card("Bob");
        if opening == "mouse" {
            window.click_nth(HANDLE, 0);
        } else {
            let at = window.nth("Responsibility", 0);
            window.right_click_at(at);
        }
        assert!(window.offers("Remove"), "the menu is open by {opening}");
        window.press_each(&[Key::ArrowDown, Key::ArrowDown, Key::Escape]);
        assert!(!window.offers("Remove"), "the menu is closed");
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
        assert!(window.offers("To whom"), "the handle has the keyboard after the menu opened by {opening}");
        window.press(Key::Escape);
        assert_eq!(window.chart().len(), start().len(), "nobody was added");
    }
}

#[test]
fn tabbing_on_from_a_closed_menu_adds_nobody() {
    let mut window = Window::open(start());
    window.click_card("Bob");
    window.click_nth(HANDLE, 0);
    window.press_each(&[Key::Escape, Key::Tab]);
    assert_eq!(window.chart().len(), start().len(), "nobody was added");
}

#[test]
fn a_line_waits_over_a_tab_until_that_opens() {
    let mut window = Window::open(start());
    window.click_card("Bob");
    let (from, tab) = (window.nth(HANDLE, 0), window.place_of("Roles").center());
    window.carry(from, tab);
    assert!(!window.offers("Business Analyst 2"), "not at once");
    for _ in 0..40 {
        window.harness.step();
    }
    let role = window.place_of("Business Analyst 2").center();
    window.harness.hover_at(role);
    window.let_go(role);
    assert_eq!(duties_of_role(window.chart(), "BA").last(), Some(&"Water the plants"), "the role has it");
}

#[test]
fn the_question_to_whom_stays_where_it_is_and_starts_at_its_top() {
    let people = (0..30).map(|number| format!("P{number}")).collect::<Vec<_>>().join(" ");
    let mut window = in_first_line(with_duties(chart(&format!("Ada(Bob {people})")), "Bob", &["Feed the cat"]));
    let ask = |window: &mut Window| window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    ask(&mut window);
    let (first, field) = (window.place_of("Ada"), window.place_of("To whom"));
    window.type_text("ada");
    assert_eq!(window.place_of("To whom"), field, "however few are offered");
    window.press(Key::Escape);
    window.click_nth("Responsibility", 0);
    for way in ["keys", "list"] {
        if way == "keys" {
            window.press(Key::F1);
        } else {
            ask(&mut window);
        }
        scroll(&mut window, -2000.0);
        window.press(Key::Escape);
        window.click_nth("Responsibility", 0);
        ask(&mut window);
        assert_eq!(window.place_of("Ada"), first, "at the top after the {way} were scrolled");
        window.press(Key::Escape);
        window.click_nth("Responsibility", 0);
    }
}

/// Turns the wheel over the middle of the window.
fn scroll(window: &mut Window, by: f32) {
    let at = Pos2::ZERO + super::window::SIZE / 2.0;
    window.harness.hover_at(at);
    let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, MouseWheelSource::Unknown);
    let delta = egui::vec2(0.0, by);
    window.harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
    window.settle();
    window.harness.remove_cursor();
    window.settle();
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

#[test]
fn pasted_lines_stand_behind_the_line_with_the_keyboard() {
    for (pasted, expected) in [
        ("Responsible: Count", &["Water the plants", "Count", "Feed the cat"][..]),
        ("One\nTwo", &["Water the plants", "One", "Two", "Feed the cat"]),
        ("Responsible: feed the cat.\nInformed: Count\n", &["Water the plants", "Count", "Feed the cat"]),
    ] {
        let mut window = in_first_line(start());
        window.press_each(&[Key::Home, Key::ArrowRight, Key::ArrowRight]);
        window.paste(pasted);
        assert_eq!(duties_of(window.chart(), "Bob"), expected, "after {pasted:?}");
        window.command(Key::Z);
        assert_eq!(*window.chart(), start(), "one step back after {pasted:?}");
    }
}

#[test]
fn what_somebody_has_already_is_pasted_no_second_time() {
    let role_line = format!("Responsible: {}", duties_of_role(&start(), "BA")[0]);
    for (name, pasted, count, words) in [
        ("Bob", "Responsible: Count\nResponsible: Feed the cat", 3, "1 responsibility pasted, 1 was there already"),
        ("Bob", "Responsible: Feed the cat", 2, "Nothing pasted: 1 responsibility is here already"),
        ("Bob", "Informed: Feed the cat", 3, "1 responsibility pasted"),
        ("Cleo", &role_line, 0, "Nothing pasted: 1 responsibility is here already"),
    ] {
        let mut window = Window::open(start());
        window.click_card(name);
        window.paste(pasted);
        assert_eq!(duties_of(window.chart(), name).len(), count, "what {name} has after {pasted:?}");
        assert_eq!(window.notice(), words, "what is said after {pasted:?}");
    }
}
