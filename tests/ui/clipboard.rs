//! Copying, cutting, pasting, duplicating. The clipboard holds text.

use egui::{Event, Key};
use rolechart::format;

use super::sketch::{chart, tree, with_duties};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";

#[track_caller]
fn read(text: &str) -> String {
    tree(&format::read(text.as_bytes()).expect("what was copied is a file of its own").chart)
}

#[test]
fn a_branch_is_copied_as_text_and_pasted_below_another() {
    let mut window = Window::open(with_duties(chart(START), "Cleo", &["Count"]));
    window.click_card("Bob");
    let copied = window.clipboard_after(Event::Copy);
    assert_eq!(read(&copied), "Bob:MGR(Cleo:BA)", "the branch");
    assert!(!window.is_changed(), "copying changes nothing");
    window.click_card("Dan");
    window.paste(&copied);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR(Bob:MGR(Cleo:BA)))", "pasted");
    let count = window.chart().walk().filter(|visit| visit.position.responsibilities.len() == 1).count();
    assert_eq!(count, 2, "with its responsibilities");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), START, "one step back");
}

#[test]
fn a_branch_is_cut_and_pasted() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    let cut = window.clipboard_after(Event::Cut);
    assert_eq!(tree(window.chart()), "Ada:DIR(Dan:MGR)", "the branch is gone");
    assert_eq!(window.notice(), "2 positions cut", "what was done");
    assert_eq!(window.app().editor().undo_label(), Some("cut Bob"), "the name of the step");
    window.click_card("Dan");
    window.paste(&cut);
    assert_eq!(tree(window.chart()), "Ada:DIR(Dan:MGR(Bob:MGR(Cleo:BA)))", "and here again");
}

#[test]
fn a_branch_is_duplicated_beside_itself() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window.command(Key::D);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Bob:MGR(Cleo:BA) Dan:MGR)", "twice");
}

#[test]
fn a_pasted_list_becomes_positions() {
    let mut window = Window::open(chart(START));
    window.click_card("Dan");
    window.paste("Eve, IT Manager\n    Fay, Business Analyst\n    Project Manager\n");
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR(Eve:MGR(Fay:BA -:PM)))", "as it is indented");
}

#[test]
fn a_list_pasted_into_an_empty_chart_starts_it() {
    let mut window = Window::open(rolechart::starter::empty());
    window.paste("Ada, IT Director\n\tBob, IT Manager");
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR)", "a chart");
}

#[test]
fn pasting_nothing_says_so() {
    let mut window = Window::open(chart(START));
    window.click_card("Dan");
    window.paste(" \n ");
    assert_eq!(tree(window.chart()), START, "nothing has changed");
    assert!(window.notice().starts_with("Nothing to paste"), "{:?}", window.notice());
}

#[test]
fn a_branch_goes_from_one_window_to_another_with_its_role() {
    let mut source = Window::open(chart(START));
    source.click_card("Bob");
    let copied = source.clipboard_after(Event::Copy);
    let mut target = Window::open(rolechart::model::Chart::new("Other"));
    target.paste(&copied);
    assert_eq!(tree(target.chart()), "Bob:MGR(Cleo:BA)", "with the roles that it needs");
}

#[test]
fn in_a_field_text_is_copied_and_pasted() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window.click("Person");
    window.command(Key::A);
    assert_eq!(window.clipboard_after(Event::Copy), "Bob", "what is marked in the field");
    window.paste("Robert");
    window.click_card("Ada");
    assert_eq!(tree(window.chart()), "Ada:DIR(Robert:MGR(Cleo:BA) Dan:MGR)", "pasted into the field");
}
