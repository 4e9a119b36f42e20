//! Dragging cards.

use egui::Key;
use rolechart::format;

use super::sketch::{chart, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Eve:BA) Cleo:MGR Dan:MGR)";
const BEFORE: f32 = 0.1;
const INSIDE: f32 = 0.5;
const AFTER: f32 = 0.9;

/// Carries a card to a place on another.
fn drag(window: &mut Window, name: &str, target: &str, share: f32) {
    let (from, to) = (window.grip_of(name), window.place_on(target, share));
    window.drag(from, to);
}

#[test]
fn a_card_goes_before_into_or_behind_another() {
    for (name, target, share, expected) in [
        ("Dan", "Bob", BEFORE, "Ada:DIR(Dan:MGR Bob:MGR(Eve:BA) Cleo:MGR)"),
        ("Dan", "Bob", INSIDE, "Ada:DIR(Bob:MGR(Eve:BA Dan:MGR) Cleo:MGR)"),
        ("Dan", "Bob", AFTER, "Ada:DIR(Bob:MGR(Eve:BA) Dan:MGR Cleo:MGR)"),
        ("Bob", "Dan", BEFORE, "Ada:DIR(Cleo:MGR Bob:MGR(Eve:BA) Dan:MGR)"),
        ("Bob", "Dan", AFTER, "Ada:DIR(Cleo:MGR Dan:MGR Bob:MGR(Eve:BA))"),
        ("Bob", "Cleo", INSIDE, "Ada:DIR(Cleo:MGR(Bob:MGR(Eve:BA)) Dan:MGR)"),
        ("Eve", "Ada", INSIDE, "Ada:DIR(Bob:MGR Cleo:MGR Dan:MGR Eve:BA)"),
        ("Eve", "Ada", AFTER, "Ada:DIR(Bob:MGR Cleo:MGR Dan:MGR) Eve:BA"),
    ] {
        let mut window = Window::open(chart(START));
        drag(&mut window, name, target, share);
        assert_eq!(tree(window.chart()), expected, "{name} onto {target} at {share}");
        window.command(Key::Z);
        assert_eq!(tree(window.chart()), START, "one step back, {name} onto {target}");
    }
}

#[test]
fn a_manager_cannot_go_below_its_own_branch() {
    for (name, target) in [("Bob", "Eve"), ("Ada", "Dan")] {
        let mut window = Window::open(chart(START));
        drag(&mut window, name, target, INSIDE);
        assert_eq!(tree(window.chart()), START, "{name} stays");
        assert!(!window.is_changed(), "nothing has changed");
        assert!(window.notice().starts_with("Can't move there"), "the reason, and not {:?}", window.notice());
    }
}

#[test]
fn escape_leaves_the_card_where_it_was() {
    let mut window = Window::open(chart(START));
    let (from, to) = (window.grip_of("Dan"), window.place_on("Bob", INSIDE));
    window.carry(from, to);
    window.press(Key::Escape);
    window.let_go(to);
    assert_eq!(tree(window.chart()), START, "nothing has moved");
    assert!(!window.is_changed(), "nothing has changed");
}

#[test]
fn a_card_dropped_on_nothing_stays() {
    let mut window = Window::open(chart(START));
    let from = window.grip_of("Dan");
    window.drag(from, from + egui::vec2(-20.0, 120.0));
    assert_eq!(tree(window.chart()), START, "nothing has moved");
}

#[test]
fn a_folded_branch_moves_with_everyone_below() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window.press(Key::Space);
    assert!(!window.shows_card("Eve"), "the branch is folded");
    drag(&mut window, "Bob", "Dan", INSIDE);
    assert_eq!(tree(window.chart()), "Ada:DIR(Cleo:MGR Dan:MGR(Bob:MGR(Eve:BA)))", "the whole branch");
    assert!(!window.shows_card("Eve"), "it is folded still");
}

#[test]
fn dragging_the_canvas_changes_nothing_but_the_view() {
    let mut window = Window::open(chart(START));
    let (text, card) = (format::write(window.chart()), window.card("Ada"));
    let beside = card.left_center() - egui::vec2(120.0, 0.0);
    window.drag(beside, beside + egui::vec2(60.0, 40.0));
    let way = window.card("Ada").min - card.min;
    assert!((way - egui::vec2(60.0, 40.0)).length() < 0.01, "the chart comes along, and not by {way:?}");
    assert_eq!(format::write(window.chart()), text, "the document stays");
}

#[test]
fn the_outline_takes_drags_too() {
    let mut window = Window::open(chart(START));
    let from = window.place_of("Dan, IT Manager (outline)").center();
    let to = window.place_of("Bob, IT Manager (outline)").center();
    window.drag(from, to);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Eve:BA Dan:MGR) Cleo:MGR)", "Dan reports to Bob");
}

#[test]
fn nothing_offers_to_add_while_something_is_carried() {
    let handles = |window: &Window| window.names().matches("Button \"Add report\"").count();
    let mut window = Window::open(chart("Ada:DIR(Bob:BA Cleo:BA)"));
    let over = window.place_on("Cleo", 0.5);
    let at_rest = handles(&window);
    window.harness.hover_at(over);
    window.settle();
    assert_eq!(handles(&window), at_rest + 1, "a handle under the pointer");
    let row = window.place_of("Bob, Business Analyst (outline)").center();
    window.carry(row, over);
    assert_eq!(handles(&window), at_rest, "none while a row of the outline is carried over the card");
}
