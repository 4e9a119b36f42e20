//! Search.

use egui::{Key, Modifiers};

use super::sketch::{chart, with_duties};
use super::window::Window;

fn window() -> Window {
    let chart = chart("Ada:DIR(Bob:MGR(Quinn:BA Quincy:PM) Dan:MGR(Fritz:BSA))");
    Window::open(with_duties(chart, "Dan", &["Order the quinces"]))
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
        ("fritz", &["Fritz", "Fritz"][..]),
        ("project m", &["Quincy", "Quincy"]),
        ("it manager", &["Bob", "Dan", "Bob"]),
        ("quinces", &["Dan", "Dan"]),
        ("quin", &["Quinn", "Quincy", "Dan", "Quinn"]),
        ("nobody here", &["", ""]),
    ] {
        let mut window = window();
        window.command(Key::F);
        window.type_text(text);
        assert_eq!(walk(&mut window, expected.len()), expected, "{text}");
        assert!(!window.is_changed(), "Enter adds nobody: {text}");
    }
}

#[test]
fn enter_with_shift_walks_back() {
    let mut window = window();
    window.command(Key::F);
    window.type_text("quin");
    walk(&mut window, 3);
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.selected_person(), "Quincy", "the one before");
}

#[test]
fn what_is_found_in_a_folded_branch_unfolds() {
    let mut window = window();
    window.command(Key::Num2);
    assert!(!window.shows_card("Quincy"), "folded");
    window.command(Key::F);
    window.type_text("project m");
    window.press(Key::Enter);
    assert!(window.shows_card("Quincy"), "unfolded");
    assert!(!window.shows_card("Fritz"), "nothing else is");
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
    window.type_text("quinn");
    window.press(Key::Backspace);
    assert!(!window.is_changed(), "the keys were for the field");
}

#[test]
fn a_hit_of_the_list_is_clicked() {
    let mut window = window();
    window.command(Key::F);
    window.type_text("quin");
    window.click("Quincy Project Manager");
    assert_eq!(window.selected_person(), "Quincy", "the one that was clicked");
}
