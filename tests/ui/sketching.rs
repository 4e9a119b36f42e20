//! A department from nothing, with the keyboard alone.

use egui::{Event, Key, Modifiers};
use rolechart::starter;

use super::sketch::{chart, tree};
use super::window::Window;

/// The short labels that are typed for the team of a manager.
const TEAM: [&str; 6] = ["ba", "ba", "bsa", "bsa", "pm", "pm"];
const DEPARTMENT: &str = "-:DIR(-:MGR(-:BA -:BA -:BSA -:BSA -:PM -:PM) -:MGR(-:BA -:BA -:BSA -:BSA -:PM -:PM))";

#[test]
fn an_it_department_takes_at_most_eight_keys_a_position() {
    let mut window = Window::open(starter::empty());
    window.press(Key::Tab);
    window.type_text("dir");
    window.press(Key::Tab);
    sketch_manager_and_team(&mut window);
    // From the last of the team to the manager, and on to the next one.
    window.press_each(&[Key::ArrowUp, Key::Enter]);
    sketch_manager_and_team(&mut window);
    let (keys, positions) = (window.presses, window.chart().len());
    assert_eq!(tree(window.chart()), DEPARTMENT, "the department");
    println!("{keys} keys for {positions} positions");
    assert!(keys <= 8 * positions, "{keys} keys for {positions} positions are too many");
}

fn sketch_manager_and_team(window: &mut Window) {
    window.type_text("mgr");
    window.press(Key::Tab);
    for (index, label) in TEAM.into_iter().enumerate() {
        if index > 0 {
            window.press(Key::Enter);
        }
        window.type_text(label);
        window.press(Key::Enter);
    }
}

#[test]
fn nothing_is_lost_where_the_hand_is_faster_than_the_window() {
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let text = |text: &str| Event::Text(text.to_owned());
    let sketches: [(&str, &[&[Event]]); 4] = [
        ("a frame for each key", &[&[key(Key::Tab)], &[text("b")], &[text("a")], &[key(Key::Enter)]]),
        ("name and Enter in one frame", &[&[key(Key::Tab)], &[text("b"), text("a"), key(Key::Enter)]]),
        ("all in one frame", &[&[key(Key::Tab), text("b"), text("a"), key(Key::Enter)]]),
        ("the name a frame later", &[&[key(Key::Tab)], &[], &[text("b"), text("a")], &[key(Key::Enter)]]),
    ];
    for (what, frames) in sketches {
        let mut window = Window::open(chart("Ada:DIR"));
        window.click_card("Ada");
        for events in frames {
            window.in_one_frame(events.iter().cloned());
        }
        window.settle();
        assert_eq!(tree(window.chart()), "Ada:DIR(-:BA)", "{what}");
    }
}

#[test]
fn a_name_that_is_typed_in_a_hurry_is_whole() {
    let mut window = Window::open(chart("Ada(Bob)"));
    window.click_card("Bob");
    for character in "Grace Okafor".chars() {
        window.in_one_frame([Event::Text(character.to_string())]);
    }
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada(Grace_Okafor)", "every letter, the first ones too");
}

#[test]
fn on_an_empty_chart_one_just_types() {
    let mut window = Window::open(starter::empty());
    window.type_text("dir");
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "-:DIR", "the first position");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "", "one step");
}

#[test]
fn an_empty_chart_says_how_to_begin() {
    let mut window = Window::open(starter::empty());
    assert!(window.says("Press Tab to add the first position"), "a hint");
    window.click("Add top position");
    window.type_text("Ada, director");
    window.press(Key::Enter);
    assert_eq!(window.chart().len(), 1, "a position");
    assert_eq!(window.selected_person(), "Ada", "it is selected");
}

#[test]
fn positions_are_added_on_every_side() {
    let command = Modifiers::COMMAND;
    for (modifiers, key, expected) in [
        (Modifiers::NONE, Key::Tab, "Ada(Bob(Cleo New) Dan)"),
        (Modifiers::NONE, Key::Enter, "Ada(Bob(Cleo) New Dan)"),
        (Modifiers::SHIFT, Key::Enter, "Ada(New Bob(Cleo) Dan)"),
        (command, Key::Enter, "Ada(New(Bob(Cleo)) Dan)"),
    ] {
        let mut window = Window::open(chart("Ada(Bob(Cleo) Dan)"));
        window.click_card("Bob");
        window.press_with(modifiers, key);
        window.type_text("New");
        window.press(Key::Enter);
        assert_eq!(tree(window.chart()), expected, "{modifiers:?} {key:?}");
    }
}

#[test]
fn the_plus_handles_of_a_card_add_beside_and_below() {
    for (name, expected) in [
        ("Add report", "Ada(Bob(New) Cleo)"),
        ("Add sibling", "Ada(Bob New Cleo)"),
        ("Add sibling before", "Ada(New Bob Cleo)"),
    ] {
        let mut window = Window::open(chart("Ada(Bob Cleo)"));
        let handle = window.handle_of_card("Bob", name);
        window.click_at(handle);
        window.type_text("New");
        window.press(Key::Enter);
        assert_eq!(tree(window.chart()), expected, "{name}");
    }
}
