//! Responsibilities in the inspector.

use egui::{Event, Key, Modifiers};
use rolechart::model::{Chart, Involvement};

use super::sketch::{chart, duties_of, duties_of_role, id, with_duties};
use super::window::Window;

const NEW_LINE: &str = "Add a responsibility…";
const LINE: &str = "Responsibility";
const HANDLE: &str = "Move or change this line";
/// How many lines the role of a Business Analyst has in the library.
const LINES_OF_ROLE: usize = 4;

fn with_selected(chart: Chart, name: &str) -> Window {
    let mut window = Window::open(chart);
    window.click_card(name);
    window
}

/// Bob has no role, and these duties.
fn with_bob(duties: &[&str]) -> Window {
    let bob = chart("Ada:DIR(Bob)");
    with_selected(if duties.is_empty() { bob } else { with_duties(bob, "Bob", duties) }, "Bob")
}

/// Bob and Cleo are Business Analysts, and Bob has a duty of his own.
fn with_analysts() -> Window {
    with_selected(with_duties(chart("Ada:DIR(Bob:BA Cleo:BA Dan:PM)"), "Bob", &["Water the plants"]), "Bob")
}

#[test]
fn enter_goes_on_to_the_next_new_line() {
    let mut window = with_bob(&[]);
    window.click(NEW_LINE);
    for duty in ["Chair the meeting", "Keep the minutes"] {
        window.type_text(duty);
        window.press(Key::Enter);
    }
    assert_eq!(duties_of(window.chart(), "Bob"), ["Chair the meeting", "Keep the minutes"], "two lines");
    window.type_text("And the third");
    window.click_card("Ada");
    assert_eq!(duties_of(window.chart(), "Bob").len(), 3, "the line without Enter counts, too");
}

#[test]
fn enter_in_a_line_keeps_it_and_goes_to_the_next() {
    let mut window = with_bob(&["One", "Two"]);
    window.click_nth(LINE, 0);
    window.retype("First");
    window.press(Key::Enter);
    window.retype("Second");
    window.press(Key::Enter);
    window.type_text("Third");
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Bob"), ["First", "Second", "Third"], "line by line");
}

#[test]
fn a_line_is_whole_where_the_hand_is_faster_than_the_window() {
    let enter =
        Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let text = |text: &str| Event::Text(text.to_owned());
    let mut window = with_bob(&["One", "Two"]);
    window.click_nth(LINE, 1);
    window.command(Key::A);
    window.in_one_frame([
        text("Zw"),
        text("ei"),
        enter.clone(),
        text("Drei"),
        enter.clone(),
        text("Vi"),
        text("er"),
        enter,
    ]);
    window.settle();
    assert_eq!(duties_of(window.chart(), "Bob"), ["One", "Zwei", "Drei", "Vier"], "all in one frame");
}

#[test]
fn backspace_removes_an_emptied_line() {
    let mut window = with_bob(&["One", "Two", "Three"]);
    window.click_nth(LINE, 1);
    window.command(Key::A);
    window.press(Key::Backspace);
    assert_eq!(duties_of(window.chart(), "Bob"), ["One", "Two", "Three"], "an empty field removes nothing yet");
    window.press(Key::Backspace);
    assert_eq!(duties_of(window.chart(), "Bob"), ["One", "Three"], "the line is gone");
    window.type_text("!");
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Bob"), ["One!", "Three"], "typing goes on in the line before");
}

#[test]
fn several_pasted_lines_become_several() {
    let mut window = with_bob(&[]);
    window.click(NEW_LINE);
    window.paste("- One\n  * Two\n\n3. Three\n");
    assert_eq!(duties_of(window.chart(), "Bob"), ["One", "Two", "Three"], "without bullets and numbers");

    let mut window = with_bob(&["Zero", "Nine"]);
    window.click_nth(LINE, 0);
    window.command(Key::A);
    window.paste("One\nTwo");
    assert_eq!(duties_of(window.chart(), "Bob"), ["One", "Two", "Nine"], "in place of the line that was pasted into");
    window.command(Key::Z);
    assert_eq!(duties_of(window.chart(), "Bob"), ["Zero", "Nine"], "one step back");
}

#[test]
fn alt_with_arrows_moves_a_line() {
    let mut window = with_bob(&["One", "Two", "Three"]);
    window.click_nth(LINE, 2);
    for (key, expected) in [
        (Key::ArrowUp, ["One", "Three", "Two"]),
        (Key::ArrowUp, ["Three", "One", "Two"]),
        (Key::ArrowUp, ["Three", "One", "Two"]),
        (Key::ArrowDown, ["One", "Three", "Two"]),
    ] {
        window.press_with(Modifiers::ALT, key);
        assert_eq!(duties_of(window.chart(), "Bob"), expected, "{key:?} moves the line, and stays with it");
    }
}

#[test]
fn a_line_that_is_moved_while_it_is_typed_keeps_what_was_typed() {
    let mut window = with_bob(&["One", "Two"]);
    window.click_nth(LINE, 1);
    window.retype("Zwei");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(duties_of(window.chart(), "Bob"), ["Zwei", "One"], "typed and moved");
}

#[test]
fn the_menu_of_a_line_moves_and_removes_it() {
    for (item, expected) in [
        ("Move up", &["Two", "One", "Three"][..]),
        ("Move down", &["One", "Three", "Two"]),
        ("Remove", &["One", "Three"]),
    ] {
        let mut window = with_bob(&["One", "Two", "Three"]);
        window.click_nth(HANDLE, 1);
        window.click(item);
        assert_eq!(duties_of(window.chart(), "Bob"), expected, "{item}");
    }
}

#[test]
fn the_letter_at_a_lines_end_changes_the_involvement() {
    for (item, involvement) in [
        ("A  Accountable, answers for it", Involvement::Accountable),
        ("C  Consulted, is asked before", Involvement::Consulted),
        ("I  Informed, is told about it", Involvement::Informed),
    ] {
        let mut window = with_bob(&["One", "Two"]);
        window.click_nth("Involvement: Responsible", 1);
        window.click(item);
        let position = window.chart().position(&id("Bob")).expect("Bob is there");
        let found: Vec<Involvement> = position.responsibilities.iter().map(|duty| duty.involvement).collect();
        assert_eq!(found, [Involvement::Responsible, involvement], "{item}");
    }
}

#[test]
fn a_line_of_a_role_changes_for_everyone_and_says_so() {
    let mut window = with_analysts();
    window.click_nth(LINE, 0);
    window.retype("Listen");
    assert!(window.says("This changes all 2 positions"), "it says whom it touches before it is done");
    window.press(Key::Enter);
    assert_eq!(duties_of_role(window.chart(), "BA")[0], "Listen", "the role's line");
    for name in ["Bob", "Cleo"] {
        let position = window.chart().position(&id(name)).expect("the position is there");
        let first = window.chart().responsibilities_of(position).next().expect("a duty");
        assert_eq!(first.text, "Listen", "{name} has it");
    }
}

#[test]
fn a_line_can_be_added_for_everyone_in_the_role() {
    let mut window = with_analysts();
    window.click("Add for every Business Analyst…");
    window.type_text("Report on Fridays");
    window.press(Key::Enter);
    assert_eq!(
        duties_of_role(window.chart(), "BA")[LINES_OF_ROLE],
        "Report on Fridays",
        "at the end of the role's list"
    );
    assert_eq!(duties_of(window.chart(), "Bob"), ["Water the plants"], "the position's own stay as they are");
}

#[test]
fn a_line_moves_to_the_role_and_back() {
    let mut window = with_analysts();
    window.click_nth(HANDLE, LINES_OF_ROLE);
    window.click("Move to the role");
    assert_eq!(duties_of_role(window.chart(), "BA").last(), Some(&"Water the plants"), "now everyone's");
    assert!(duties_of(window.chart(), "Bob").is_empty(), "Bob has none of his own");
    window.click_nth(HANDLE, LINES_OF_ROLE);
    window.click("Move to this position only");
    assert_eq!(duties_of_role(window.chart(), "BA").len(), LINES_OF_ROLE, "the role as it was");
    assert_eq!(duties_of(window.chart(), "Bob"), ["Water the plants"], "Bob's own again");
}

#[test]
fn a_line_that_could_be_clearer_has_a_quiet_mark() {
    let remarks = |window: &Window| window.names().lines().filter(|line| line.contains("Wording:")).count();
    let mut window = with_bob(&["Responsible for the plants", "Water the flowers"]);
    assert_eq!(remarks(&window), 1, "one line could be clearer:\n{}", window.names());
    window.click_nth(LINE, 0);
    assert_eq!(remarks(&window), 0, "not while it is being typed");
    window.click_nth(LINE, 1);
    assert_eq!(remarks(&window), 1, "and again afterwards");
    for (expected, state) in [(0, "off"), (1, "on")] {
        window.click("View");
        window.click("Wording help");
        assert_eq!(remarks(&window), expected, "with the help {state}");
    }
    assert!(!window.is_changed(), "the document stays");
}

#[test]
fn a_line_keeps_its_rooms_while_it_is_edited() {
    let mut window = with_bob(&["Responsible for the plants", "Water the flowers"]);
    let places = |window: &mut Window| [0, 1].map(|nth| window.nth("Involvement: Responsible", nth));
    let before = places(&mut window);
    for nth in [0, 1] {
        window.click_nth(LINE, nth);
        window.type_text("!");
        assert_eq!(places(&mut window), before, "the letters stand still while line {nth} is edited");
        window.press(Key::Escape);
    }
}
