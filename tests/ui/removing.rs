//! Removing positions.

use egui::Key;
use rolechart::editor::Command;
use rolechart::format;
use rolechart::model::{Chart, PositionChange};

use super::sketch::{after, chart, duties_of, id, tree, with_duties};
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
        ("Remove them, too: 3 positions in all", "Ada:DIR(Cleo:MGR)"),
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

/// Bob, a manager with a report, has two duties of his own.
fn with_own() -> Chart {
    with_duties(chart("Ada:DIR(Bob:PM(Eve:BA) Cleo:MGR)"), "Bob", &["Water the plants", "Feed the cat"])
}

/// The window with the question what becomes of what Bob leaves.
fn asked(chart: Chart, leaves: impl FnOnce(&mut Window)) -> Window {
    let mut window = Window::open(chart);
    window.click_card("Bob");
    leaves(&mut window);
    window
}

fn remove(window: &mut Window) {
    window.press(Key::Delete);
}

fn vacate(window: &mut Window) {
    window.click("Edit");
    window.click("Make vacant");
}

#[test]
fn what_was_only_here_goes_where_it_is_said() {
    let both = &["Water the plants", "Feed the cat"][..];
    for (answer, ada, must_cover) in
        [("They go to Ada", both, &[][..]), ("They become unassigned", &[], both), ("Delete them", &[], &[])]
    {
        let mut window = asked(with_own(), remove);
        let before = format::write(window.chart());
        assert!(window.says("Responsibilities of their own"), "it says that there are some:\n{}", window.texts());
        window.click(answer);
        window.click("Remove");
        assert_eq!(tree(window.chart()), "Ada:DIR(Eve:BA Cleo:MGR)", "Bob is gone after: {answer}");
        assert_eq!(duties_of(window.chart(), "Ada"), ada, "what Ada has after: {answer}");
        assert_eq!(window.chart().must_cover(), must_cover, "what must be covered after: {answer}");
        window.command(Key::Z);
        assert_eq!(format::write(window.chart()), before, "one step back to the letter after: {answer}");
    }
}

#[test]
fn the_manager_has_everything_where_nothing_else_is_said() {
    let mut window = asked(with_own(), remove);
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada:DIR(Eve:BA Cleo:MGR)", "the reports");
    assert_eq!(duties_of(window.chart(), "Ada").len(), 2, "the responsibilities");
}

#[test]
fn where_there_is_no_manager_the_first_report_has_everything() {
    let mut window = asked(with_duties(chart("Bob:DIR(Eve:BA Cleo:MGR)"), "Bob", &["Count"]), remove);
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Eve"), ["Count"], "Eve has it");
    let mut window = asked(with_duties(chart("Bob:DIR Cleo:MGR"), "Bob", &["Count"]), remove);
    window.press(Key::Enter);
    assert_eq!(window.chart().must_cover(), ["Count"], "without reports it waits for somebody");
}

#[test]
fn somebody_else_is_searched_for() {
    let mut window = asked(with_own(), remove);
    window.click("Give them to somebody else");
    window.type_text("cl");
    window.press(Key::Enter);
    window.click("Remove");
    assert_eq!(duties_of(window.chart(), "Cleo").len(), 2, "Cleo has them");
}

#[test]
fn the_search_for_somebody_else_has_the_keyboard_to_itself() {
    for (keys, expected) in [
        (&[Key::ArrowDown, Key::Enter][..], "Cleo"),
        (&[Key::ArrowDown, Key::ArrowUp, Key::ArrowDown, Key::Enter], "Cleo"),
        (&[Key::Escape], "Ada"),
    ] {
        let mut window = asked(with_own(), remove);
        window.press_each(&[Key::Tab, Key::Tab, Key::Enter]);
        assert!(window.offers("Search positions"), "the button is pressed by key");
        window.type_text("c");
        window.press_each(keys);
        assert!(!window.offers("Search positions"), "the list is closed by {keys:?}");
        assert!(window.says("Remove Bob?"), "the question is still there after {keys:?}");
        window.click("Remove");
        assert_eq!(tree(window.chart()), "Ada:DIR(Eve:BA Cleo:MGR)", "the reports are as they were after {keys:?}");
        assert_eq!(duties_of(window.chart(), expected).len(), 2, "{expected} has them after {keys:?}");
    }
}

#[test]
fn dotted_lines_that_end_are_named() {
    let dotted = Command::SetPosition(id("Cleo"), vec![PositionChange::DottedTo(vec![id("Bob")])]);
    let window = asked(after(with_own(), dotted), remove);
    assert!(window.says("Cleo's dotted line to Bob ends"), "and not:\n{}", window.texts());
    assert!(!asked(with_own(), remove).says("dotted"), "nothing where there is none");
}

#[test]
fn the_question_is_answered_by_keys_alone() {
    for (keys, expected, unassigned) in [
        (&[Key::ArrowDown, Key::Tab, Key::ArrowDown, Key::Enter][..], "Ada:DIR(Cleo:MGR(Eve:BA))", 2),
        (&[Key::ArrowDown, Key::ArrowDown, Key::Enter], "Ada:DIR(Cleo:MGR)", 0),
        (&[Key::Tab, Key::ArrowDown, Key::ArrowUp, Key::Enter], "Ada:DIR(Eve:BA Cleo:MGR)", 0),
    ] {
        let mut window = asked(with_own(), remove);
        window.press_each(keys);
        assert_eq!(tree(window.chart()), expected, "the tree after {keys:?}");
        assert_eq!(window.chart().must_cover().len(), unassigned, "what is unassigned after {keys:?}");
    }
}

#[test]
fn who_goes_with_the_branch_inherits_nothing() {
    let mut window = asked(with_own(), remove);
    window.click("Give them to somebody else");
    window.type_text("eve");
    window.press(Key::Enter);
    window.click("Remove them, too");
    window.click("Remove");
    assert_eq!(tree(window.chart()), "Ada:DIR(Cleo:MGR)", "the branch is gone");
    assert_eq!(duties_of(window.chart(), "Ada").len(), 2, "Ada has what Eve can't have");
}

#[test]
fn a_vacated_position_keeps_what_it_is_there_for_unless_it_is_said() {
    for (answer, bob, ada) in [("They stay with the position", 2, 0), ("They go to Ada", 0, 2)] {
        let mut window = asked(with_own(), vacate);
        let before = format::write(window.chart());
        assert!(window.says("Make the position of Bob vacant?"), "a question");
        window.click(answer);
        window.click_last("Make vacant");
        assert_eq!(tree(window.chart()), "Ada:DIR(-:PM(Eve:BA) Cleo:MGR)", "vacant after: {answer}");
        assert_eq!(duties_of(window.chart(), "Bob").len(), bob, "what stays after: {answer}");
        assert_eq!(duties_of(window.chart(), "Ada").len(), ada, "what Ada has after: {answer}");
        window.command(Key::Z);
        assert_eq!(format::write(window.chart()), before, "one step back after: {answer}");
    }
}

#[test]
fn it_says_when_nobody_is_left_in_a_role() {
    let window = asked(with_own(), remove);
    let words = "Nobody else is a Project Manager: its 6 responsibilities will be done by nobody";
    assert!(window.says(words), "and not:\n{}", window.texts());
    let others = with_duties(chart("Ada:DIR(Bob:PM Cleo:PM)"), "Bob", &["Count"]);
    assert!(!asked(others, remove).says("Nobody else"), "Cleo is one, too");
}

#[test]
fn a_note_for_those_who_carry_on_is_copied() {
    let mut window = asked(with_own(), remove);
    window.click("They become unassigned");
    let note = window.clipboard_after_click("Copy hand-over note");
    assert!(note.starts_with("# Hand-over: Bob, Project Manager\n"), "{note}");
    assert!(note.contains("| Feed the cat | Responsible | Nobody yet |"), "{note}");
    assert!(note.contains("From now on they report to Ada, IT Director"), "{note}");
    assert!(window.says("Remove Bob?"), "the question is still there");
}
