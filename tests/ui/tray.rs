//! What must be covered, and what of it nobody does.

use egui::{Key, Modifiers};
use rolechart::editor::Command;
use rolechart::model::Chart;

use super::sketch::{after, chart, duties_of, duties_of_role, with_duties};
use super::window::Window;

const ADD: &str = "Add what must be covered…";
const HANDLE: &str = "Give or change this line";
const LINE: &str = "To cover";

/// Three lines that must be covered; Bob waters the plants.
fn start() -> Chart {
    let lines = ["Feed the cat", "Water the plants", "Sweep the floor"].map(str::to_owned).to_vec();
    let chart = with_duties(chart("Ada(Bob Cleo:BA)"), "Bob", &["Water the plants"]);
    after(chart, Command::AddMustCover(0, lines))
}

/// The window with the tray open, once the chart has been looked over.
fn with_tray(chart: Chart) -> Window {
    let mut window = Window::open(chart);
    window.wait_for_review();
    let tab = window
        .names()
        .lines()
        .find_map(|line| Some(line.split_once("Tab \"Unassigned")?.1.trim_matches('"').to_owned()));
    window.click(&format!("Unassigned{}", tab.expect("the tab is there")));
    window
}

#[test]
fn an_empty_tray_offers_a_list_to_begin_with() {
    let mut window = with_tray(chart("Ada"));
    window.click("Use the starter list for IT");
    window.wait_for_review();
    assert_eq!(window.chart().must_cover(), rolechart::starter::must_cover_it(), "the list");
    assert!(window.says("0 of 36 covered"), "nobody does any of it:\n{}", window.texts());
    assert!(window.offers("Unassigned 36"), "the tab counts");
    window.command(Key::Z);
    assert!(window.chart().must_cover().is_empty(), "one step back");
}

#[test]
fn what_somebody_does_is_covered() {
    let mut window = with_tray(start());
    assert!(window.says("1 of 3 covered"), "Bob's line counts:\n{}", window.texts());
    assert_eq!(window.value_of(LINE), "Feed the cat", "the first that nobody does");
    window.click("Covered 1");
    assert_eq!(window.values_of(LINE), ["Feed the cat", "Sweep the floor", "Water the plants"], "the covered one last");
}

#[test]
fn a_line_is_dragged_to_who_will_do_it() {
    for grip in [HANDLE, LINE] {
        let mut window = with_tray(start());
        let before = window.chart().clone();
        let (from, to) = (window.nth(grip, 0), window.grip_of("Cleo"));
        window.drag(from, to);
        assert_eq!(duties_of(window.chart(), "Cleo"), ["Feed the cat"], "Cleo does it, taken by {grip:?}");
        assert_eq!(window.chart().must_cover().len(), 3, "it must be covered still");
        window.wait_for_review();
        assert!(window.says("2 of 3 covered"), "and is:\n{}", window.texts());
        window.command(Key::Z);
        assert_eq!(*window.chart(), before, "one step back");
    }
}

#[test]
fn a_line_is_given_by_menu_button_and_key() {
    for way in ["menu", "button", "key"] {
        let mut window = with_tray(start());
        match way {
            "menu" => {
                window.click_nth(HANDLE, 0);
                window.click("Give to… Ctrl+Shift+M");
            }
            "button" => window.click_nth("Give to…", 0),
            _ => {
                window.click_nth(LINE, 0);
                window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
            }
        }
        window.type_text("project");
        window.press(Key::Enter);
        assert_eq!(duties_of_role(window.chart(), "PM").last(), Some(&"Feed the cat"), "given by {way}");
    }
}

#[test]
fn who_does_it_already_gets_no_second_line() {
    let mut window = with_tray(start());
    window.click("Covered 1");
    let (from, to) = (window.nth(HANDLE, 2), window.grip_of("Bob"));
    window.drag(from, to);
    assert!(!window.is_changed(), "nothing has changed");
    assert_eq!(window.notice(), "Bob has this responsibility already", "the reason");
}

#[test]
fn lines_are_added_changed_and_removed_in_place() {
    let mut window = with_tray(chart("Ada"));
    window.click(ADD);
    for line in ["One", "Two"] {
        window.type_text(line);
        window.press(Key::Enter);
    }
    window.paste("- Three\n- Responsible: Four\n");
    assert_eq!(window.chart().must_cover(), ["One", "Two", "Three", "Four"], "typed and pasted");
    window.click_nth(LINE, 1);
    window.retype("Zwei");
    window.press(Key::Enter);
    assert_eq!(window.chart().must_cover(), ["One", "Zwei", "Three", "Four"], "changed");
    window.click_nth(LINE, 0);
    window.command(Key::A);
    window.press_each(&[Key::Backspace, Key::Backspace]);
    assert_eq!(window.chart().must_cover(), ["Zwei", "Three", "Four"], "removed");
    window.click_nth(LINE, 0);
    window.command(Key::A);
    window.paste("A\nB");
    assert_eq!(window.chart().must_cover(), ["A", "B", "Three", "Four"], "several in place of one");
}

#[test]
fn the_menu_moves_a_line_past_the_next_one_that_is_shown() {
    for (nth, item, expected) in [
        (0, "Move down", ["Water the plants", "Sweep the floor", "Feed the cat"]),
        (1, "Move up", ["Sweep the floor", "Feed the cat", "Water the plants"]),
    ] {
        let mut window = with_tray(start());
        window.click_nth(HANDLE, nth);
        window.click(item);
        assert_eq!(window.chart().must_cover(), expected, "{item}");
    }
}

#[test]
fn a_line_is_reordered_where_it_is_dropped_on_its_own_list() {
    let mut window = with_tray(start());
    let (from, to) = (window.nth(LINE, 0), window.nth(LINE, 1) + egui::vec2(20.0, 6.0));
    window.carry(from, to);
    assert!(window.says("Move here"), "what will happen, and not:\n{}", window.texts());
    window.let_go(to);
    assert_eq!(window.chart().must_cover(), ["Water the plants", "Sweep the floor", "Feed the cat"], "behind it");
}

#[test]
fn the_second_button_opens_the_menu_of_a_line() {
    let mut window = with_tray(start());
    let at = window.nth(LINE, 1);
    window.right_click_at(at);
    window.click("Remove");
    assert_eq!(window.chart().must_cover(), ["Feed the cat", "Water the plants"], "the line is gone");
}

#[test]
fn the_field_for_another_line_stands_above_the_list() {
    let window = with_tray(start());
    assert!(window.place_of(ADD).top() < window.place_of(LINE).top(), "before all lines");
}

#[test]
fn pasted_lines_stand_behind_the_line_with_the_keyboard() {
    let mut window = with_tray(start());
    window.click_nth(LINE, 0);
    window.press(Key::Home);
    window.paste("One\nTwo");
    let lines = ["Feed the cat", "One", "Two", "Water the plants", "Sweep the floor"];
    assert_eq!(window.chart().must_cover(), lines, "the line is whole");
}

#[test]
fn giving_is_said() {
    let mut window = with_tray(start());
    let (from, to) = (window.nth(HANDLE, 0), window.grip_of("Cleo"));
    window.drag(from, to);
    assert_eq!(window.notice(), "Given to Cleo", "who has it now");
}
