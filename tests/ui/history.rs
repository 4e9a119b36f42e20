//! Undo and redo.

use egui::{Event, Key, Modifiers};
use rolechart::format;
use rolechart::starter;

use super::sketch::{chart, tree};
use super::window::Window;

/// A bit of everything that changes a chart.
fn edit_this_and_that(window: &mut Window) {
    window.click_card("b2x9t4ne");
    window.press(Key::Tab);
    window.type_text("Kim, BA");
    window.press(Key::Tab);
    window.type_text("pm");
    window.press(Key::Enter);
    window.click_card("9qd4v7ks");
    window.click("Add a responsibility…");
    window.type_text("Chair the meeting");
    window.press(Key::Enter);
    window.type_text("Keep the minutes");
    window.press(Key::Enter);
    window.click("Own title");
    window.type_text("Senior Analyst");
    window.click_card("m4h7a1xq");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    window.command(Key::D);
    let (from, to) = (window.card("p1y6d4rz").center(), window.card("b2x9t4ne").center());
    window.drag(from, to);
    window.click_card("t8n5e3bv");
    window.press_each(&[Key::Delete, Key::Enter]);
    window.click_card("k7f3m2qd");
    window.paste("Robin, IT Manager\n  Sam, Project Manager");
    window.click("Roles");
    window.click("Add role");
    window.retype("Data Steward");
    window.press(Key::Enter);
    window.click("Direction");
    window.click("Left to right");
    window.click_card("3xw8hc5e");
    let _ = window.clipboard_after(Event::Cut);
}

#[test]
fn undoing_everything_gives_the_opened_file_back_byte_for_byte() {
    let mut window = Window::open(starter::it_department());
    let before = format::write(window.chart());
    edit_this_and_that(&mut window);
    let after = format::write(window.chart());
    let mut steps = 0;
    while window.app().editor().undo_label().is_some() {
        window.command(Key::Z);
        steps += 1;
    }
    assert!(steps >= 12, "{steps} steps");
    assert_eq!(format::write(window.chart()), before, "all undone");
    assert!(!window.is_changed(), "as it was opened");
    while window.app().editor().redo_label().is_some() {
        window.command(Key::Y);
    }
    assert_eq!(format::write(window.chart()), after, "all done again");
    assert!(window.is_changed(), "edited");
}

#[test]
fn the_menu_names_the_step() {
    let mut window = Window::open(chart("Ada(Bob)"));
    window.click_card("Bob");
    window.press(Key::Delete);
    window.click("Edit");
    assert!(window.offers("Undo remove Bob Ctrl+Z"), "the step by its name, among\n{}", window.names());
    window.click("Undo remove Bob Ctrl+Z");
    assert_eq!(tree(window.chart()), "Ada(Bob)", "undone");
    assert_eq!(window.notice(), "Undid remove Bob", "the status bar says so");
}

#[test]
fn undo_in_a_field_takes_back_what_was_typed_there() {
    let mut window = Window::open(chart("Ada(Bob Cleo)"));
    window.click_card("Cleo");
    window.press(Key::Delete);
    window.click_card("Bob");
    window.click("Person");
    window.retype("Robert");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "Ada(Bob)", "the removal stays");
}

#[test]
fn there_is_nothing_to_undo_at_first() {
    let mut window = Window::open(chart("Ada"));
    window.command(Key::Z);
    window.command(Key::Y);
    assert_eq!(tree(window.chart()), "Ada", "nothing has happened");
    assert!(!window.is_changed(), "nothing has changed");
}
