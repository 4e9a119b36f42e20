//! Search.

use egui::{Key, Modifiers};

use super::sketch::{chart, with_duties};
use super::window::Window;

fn window() -> Window {
    let chart = chart("Ada:DIR(Bob:MGR(Cleo:BA Clea:PM) Dan:MGR(Eve:BSA))");
    Window::open(with_duties(chart, "Dan", &["Watch the clepsydra"]))
}

/// What is selected after each press of Enter.
fn walk(window: &mut Window, presses: usize) -> Vec<String> {
    let person = |_| {
        window.press(Key::Enter);
        window.selected_person().to_owned()
    };
    (0..presses).map(person).collect()
}

#[test]
fn people_titles_and_responsibilities_are_found() {
    for (text, expected) in [
        ("eve", &["Eve", "Eve"][..]),
        ("project", &["Clea", "Clea"]),
        ("it manager", &["Bob", "Dan", "Bob"]),
        ("clepsydra", &["Dan", "Dan"]),
        ("cle", &["Cleo", "Clea", "Dan", "Cleo"]),
        ("nobody here", &["", ""]),
    ] {
        let mut window = window();
        window.command(Key::F);
        window.type_text(text);
        assert_eq!(walk(&mut window, expected.len()), expected, "{text}");
    }
}

#[test]
fn enter_with_shift_walks_back() {
    let mut window = window();
    window.command(Key::F);
    window.type_text("cle");
    walk(&mut window, 3);
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.selected_person(), "Clea", "the one before");
}

#[test]
fn what_is_found_in_a_folded_branch_unfolds() {
    let mut window = window();
    window.command(Key::Num1);
    assert!(!window.shows_card("Clea"), "folded");
    window.command(Key::F);
    window.type_text("project");
    window.press(Key::Enter);
    assert!(window.shows_card("Clea"), "unfolded");
    assert!(!window.shows_card("Eve"), "nothing else is");
    assert!(!window.is_changed(), "the document stays as it is");
}

#[test]
fn escape_gives_the_keyboard_back_to_the_chart() {
    let mut window = window();
    window.command(Key::F);
    window.type_text("dan");
    window.press_each(&[Key::Enter, Key::Escape, Key::ArrowLeft]);
    assert_eq!(window.selected_person(), "Bob", "the arrow walks the chart again");
}

#[test]
fn what_is_typed_in_the_search_field_renames_nobody() {
    let mut window = window();
    window.click_card("Bob");
    window.command(Key::F);
    window.type_text("cleo");
    window.press(Key::Backspace);
    assert!(!window.is_changed(), "the keys were for the field");
}

#[test]
fn a_hit_of_the_list_is_clicked() {
    let mut window = window();
    window.command(Key::F);
    window.type_text("cle");
    window.click("Clea Project Manager");
    assert_eq!(window.selected_person(), "Clea", "the one that was clicked");
}
