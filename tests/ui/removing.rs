//! Removing positions.

use egui::Key;

use super::sketch::{chart, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Eve:BA Fay:PM(Gus)) Cleo:MGR)";

#[test]
fn whoever_has_no_reports_goes_without_a_question() {
    for key in [Key::Delete, Key::Backspace] {
        let mut window = Window::open(chart(START));
        window.click_card("Cleo");
        window.press(key);
        assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Eve:BA Fay:PM(Gus)))", "{key:?}");
    }
}

#[test]
fn a_manager_goes_once_it_is_said_what_becomes_of_the_reports() {
    for (answer, expected) in [
        ("They report to Ada", "Ada:DIR(Eve:BA Fay:PM(Gus) Cleo:MGR)"),
        ("They report to Cleo", "Ada:DIR(Cleo:MGR(Eve:BA Fay:PM(Gus)))"),
        ("They go, too: 3 positions in all", "Ada:DIR(Cleo:MGR)"),
    ] {
        let mut window = Window::open(chart(START));
        window.click_card("Bob");
        window.press(Key::Delete);
        assert!(window.says("Remove Bob?"), "a question");
        assert_eq!(tree(window.chart()), START, "nothing has happened yet");
        window.click(answer);
        window.click("Remove");
        assert_eq!(tree(window.chart()), expected, "{answer}");
        window.command(Key::Z);
        assert_eq!(tree(window.chart()), START, "one step back after: {answer}");
    }
}

#[test]
fn enter_moves_the_reports_up_and_escape_keeps_everyone() {
    for (key, expected) in [(Key::Enter, "Ada:DIR(Eve:BA Fay:PM(Gus) Cleo:MGR)"), (Key::Escape, START)] {
        let mut window = Window::open(chart(START));
        window.click_card("Bob");
        window.press_each(&[Key::Delete, key]);
        assert_eq!(tree(window.chart()), expected, "{key:?}");
        assert!(!window.says("Remove Bob?"), "the question is gone after {key:?}");
    }
}

#[test]
fn cancel_keeps_everyone() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window.press(Key::Delete);
    window.click("Cancel");
    assert_eq!(tree(window.chart()), START, "everyone stays");
    assert!(!window.is_changed(), "nothing has changed");
}

#[test]
fn a_top_position_leaves_its_reports_at_the_top() {
    let mut window = Window::open(chart("Ada:DIR(Bob Cleo)"));
    window.click_card("Ada");
    window.press(Key::Delete);
    window.click("They become top positions");
    window.click("Remove");
    assert_eq!(tree(window.chart()), "Bob Cleo", "two top positions");
}

#[test]
fn a_position_is_made_vacant_from_its_menu() {
    let mut window = Window::open(chart("Ada:DIR(Bob:BA)"));
    let at = window.card("Bob").center();
    window.right_click_at(at);
    window.click("Make vacant");
    assert_eq!(tree(window.chart()), "Ada:DIR(-:BA)", "the position stays");
}
