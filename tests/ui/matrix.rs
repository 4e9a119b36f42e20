//! The responsibilities view: who does what, as a matrix.

use std::collections::HashSet;

use egui::{Key, Modifiers};
use rolechart::analysis::{Rule, review};
use rolechart::model::{Chart, Responsibility};

use super::sketch::{chart, duties_of, duties_of_role, id, role, with_duties};
use super::window::{Window, builder};

const PLAN: &str = "Plan, manage, track and coordinate projects";
const CHAIR: &str = "Chair the meeting";

/// Bob and Cleo are Project Managers, whose role has six lines; Bob has one of his own besides, and so has Dan, who has
/// no role.
fn department() -> Chart {
    let chart = with_duties(chart("Ada:DIR(Bob:PM Cleo:PM Dan)"), "Bob", &[CHAIR]);
    with_duties(chart, "Dan", &["Order the chairs"])
}

fn matrix_of(chart: Chart) -> Window {
    let mut window = Window::open(chart);
    window.press_with(Modifiers::ALT, Key::Num2);
    window
}

fn matrix() -> Window {
    matrix_of(department())
}

fn by_position() -> Window {
    let mut window = matrix();
    window.click("Positions");
    window
}

/// Leaves only the rows that hold the text, and gives the keyboard back to the matrix.
fn filter(window: &mut Window, text: &str) {
    window.click("Filter responsibilities");
    window.retype(text);
    window.press(Key::Enter);
}

fn filtered(mut window: Window, text: &str) -> Window {
    filter(&mut window, text);
    window
}

/// The name of a cell.
fn cell(holder: &str, text: &str, state: &str) -> String {
    format!("{holder}, {text}: {state}")
}

/// Chooses from one of the lists in the bar.
fn choose(window: &mut Window, list: &str, choice: &str) {
    window.click(list);
    window.click(choice);
}

/// The letters of lines, such as "RA".
fn letters(lines: &[Responsibility], text: &str) -> String {
    lines.iter().filter(|line| line.text == text).map(|line| line.involvement.letter()).collect()
}

fn letters_of_role(window: &Window, short: &str, text: &str) -> String {
    letters(&role(window.chart(), short).responsibilities, text)
}

fn letters_of(window: &Window, name: &str, text: &str) -> String {
    letters(&window.chart().position(&id(name)).expect("the position is there").responsibilities, text)
}

#[test]
fn keys_give_a_role_its_letters() {
    let mut window = matrix();
    window.click(&cell("Project Manager", PLAN, "Responsible"));
    let start = window.chart().clone();
    for (modifiers, key, expected, said) in [
        (Modifiers::NONE, Key::A, "A", "Project Manager (2 positions) is now Accountable for “Plan, manage"),
        (Modifiers::SHIFT, Key::R, "AR", "is now Responsible and Accountable for"),
        (Modifiers::SHIFT, Key::A, "R", "is now Responsible for"),
        (Modifiers::NONE, Key::I, "I", "is now Informed about"),
        (Modifiers::NONE, Key::Delete, "", "Project Manager (2 positions) has no part any more in “Plan"),
        (Modifiers::NONE, Key::C, "C", "is now Consulted about"),
    ] {
        window.press_with(modifiers, key);
        assert_eq!(letters_of_role(&window, "PM", PLAN), expected, "after {modifiers:?} {key:?}");
        assert!(window.notice().contains(said), "after {key:?}: {:?}", window.notice());
    }
    for _ in 0..6 {
        window.command(Key::Z);
    }
    assert_eq!(*window.chart(), start, "each was one step of the history");
}

#[test]
fn a_row_that_nobody_holds_any_more_waits_for_another_letter() {
    let mut window = matrix();
    window.click(&cell("Project Manager", PLAN, "Responsible"));
    window.press(Key::Delete);
    assert!(window.offers(&cell("Project Manager", PLAN, "none")), "the row stays while the keyboard is on it");
    window.press(Key::ArrowDown);
    assert!(!window.offers(PLAN), "then it goes");
}

#[test]
fn a_second_click_opens_the_letters() {
    let mut window = matrix();
    let name = cell("IT Manager", PLAN, "none");
    window.click(&name);
    assert!(!window.offers("A  Accountable, answers for it"), "one click goes to the cell");
    window.click(&name);
    window.click("A  Accountable, answers for it");
    assert_eq!(letters_of_role(&window, "MGR", PLAN), "A", "the letter is set");
    let at = window.place_of(&cell("IT Manager", PLAN, "Accountable")).center();
    window.right_click_at(at);
    window.click("None");
    assert_eq!(letters_of_role(&window, "MGR", PLAN), "", "the right button opens it at once");
}

#[test]
fn a_position_shows_what_is_its_own_and_what_is_its_roles() {
    let mut window = by_position();
    for (holder, text, state) in [
        ("Bob", PLAN, "Responsible from the role"),
        ("Bob", CHAIR, "Responsible"),
        ("Cleo", CHAIR, "none"),
        ("Dan", PLAN, "none"),
    ] {
        filter(&mut window, &text[..8]);
        assert!(window.offers(&cell(holder, text, state)), "{holder} and {text}; there is:\n{}", window.names());
    }
}

#[test]
fn an_edit_of_a_roles_letter_is_for_all_and_any_other_for_one() {
    for (holder, text, state, said) in [
        ("Bob", PLAN, "Responsible from the role", "Project Manager (2 positions) is now Accountable"),
        ("Bob", CHAIR, "Responsible", "Bob (this position only) is now Accountable"),
        ("Cleo", CHAIR, "none", "Cleo (this position only) is now Accountable"),
    ] {
        let mut window = filtered(by_position(), text);
        window.click(&cell(holder, text, state));
        window.press(Key::A);
        assert!(window.notice().starts_with(said), "{holder} and {text}: {:?}", window.notice());
    }
    let mut window = filtered(by_position(), CHAIR);
    window.click(&cell("Cleo", CHAIR, "none"));
    window.press(Key::C);
    assert_eq!(letters_of(&window, "Cleo", CHAIR), "C", "Cleo has it");
    assert_eq!(letters_of(&window, "Bob", CHAIR), "R", "Bob has what he had");
}

#[test]
fn a_letter_of_the_role_can_be_changed_for_one_only() {
    let mut window = filtered(by_position(), PLAN);
    let name = cell("Bob", PLAN, "Responsible from the role");
    window.click(&name);
    window.press(Key::Enter);
    assert!(window.says("For every Project Manager (2)"), "the role's letters; there is:\n{}", window.texts());
    assert!(window.says("Only for Bob"), "and Bob's own; there is:\n{}", window.texts());
    window.click_last("A  Accountable, answers for it");
    assert_eq!(letters_of(&window, "Bob", PLAN), "A", "Bob has it of his own");
    assert_eq!(letters_of_role(&window, "PM", PLAN), "R", "the role is as it was");
}

#[test]
fn everything_in_the_bar_is_reached_in_a_small_window() {
    for width in [1000.0, 1100.0, 1300.0, 1500.0] {
        let mut window = Window::build(builder().with_size(egui::vec2(width, 650.0)), department(), None);
        window.press_with(Modifiers::ALT, Key::Num2);
        let right = width - 320.0;
        for name in ["Filter responsibilities", "Positions", "This branch", "Held by", "Involvement", "Groups"] {
            let rect = window.place_of(name);
            assert!(rect.left() > 280.0 && rect.right() < right, "{name} in a window {width} wide: {rect:?}");
        }
        assert!(window.says("20 of 20 responsibilities"), "the count in a window {width} wide");
    }
}

#[test]
fn what_only_positions_do_has_a_column_behind_the_roles() {
    let column = "Only some positions";
    let mut window = matrix();
    for (text, state) in [(CHAIR, "Responsible"), (PLAN, "none")] {
        filter(&mut window, text);
        assert!(window.offers(&cell(column, text, state)), "{text}; there is:\n{}", window.names());
    }
    for columns in ["Positions", "Roles"] {
        window.click_last(columns);
        assert_eq!(window.offers(column), columns == "Roles", "in columns by {columns}");
    }
    assert!(!matrix_of(chart("Ada:DIR(Bob:PM)")).offers(column), "it is there only where it is needed");
}

#[test]
fn the_menu_of_a_cell_is_used_by_keys_alone() {
    for (keys, letters) in [
        (&[Key::Enter, Key::ArrowDown, Key::Enter][..], "A"),
        (&[Key::Enter, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Space], "A"),
        (&[Key::Enter, Key::C], "C"),
        (&[Key::Enter, Key::ArrowDown, Key::Escape, Key::I], "I"),
    ] {
        let mut window = matrix();
        window.click(&cell("IT Director", PLAN, "none"));
        window.press_each(keys);
        assert_eq!(letters_of_role(&window, "DIR", PLAN), letters, "after {keys:?}");
    }
}

#[test]
fn what_only_positions_do_is_changed_among_the_positions() {
    let mut window = filtered(matrix(), CHAIR);
    window.click(&cell("Only some positions", CHAIR, "Responsible"));
    window.press(Key::A);
    assert!(window.notice().starts_with("Switch to Positions"), "it says how: {:?}", window.notice());
    assert!(!window.is_changed(), "nothing has changed");
    window.press_each(&[Key::Enter, Key::Enter]);
    window.press(Key::A);
    assert_eq!(letters_of(&window, "Bob", CHAIR), "A", "the cursor is on the first who does it");
}

#[test]
fn a_row_is_as_high_as_its_text() {
    // Pairs that close up, and few points from one text to the next: some are as long as the room.
    let letters = |more: usize| "To. AV. Yo. ".repeat(3) + &"i".repeat(more);
    let texts: Vec<String> = (0..12).map(|step| letters(1 + 3 * step)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let window = filtered(matrix_of(with_duties(chart("Ada"), "Ada", &texts)), "AV.");
    let mut lines_met = HashSet::new();
    for text in texts {
        let row = window.place_of(text);
        let room = row.width() - 46.0;
        let lines = window.lines_of_text(text, room);
        let expected = if lines == 1 { 31.0 } else { 48.0 };
        assert!((row.height() - expected).abs() < 0.1, "{text} has {lines} lines in {room} points: {row:?}");
        lines_met.insert(lines);
    }
    assert_eq!(lines_met.len(), 2, "there are texts of one line and of two: {lines_met:?}");
}

#[test]
fn a_branch_has_columns_of_its_own() {
    let mut window = Window::open(chart("Ada:DIR(Bob:MGR(Eve:BA) Cleo:MGR)"));
    window.click_card("Bob");
    window.press_with(Modifiers::ALT, Key::Num2);
    window.click("This branch");
    let shown = |name: &str| window.offers(&cell(name, "Manage the IT team, and recruit", "Responsible from the role"));
    assert!(shown("Bob"), "the top of the branch is there");
    assert!(!shown("Cleo"), "others are not");
    assert!(window.offers("Eve"), "nor is anyone below missing");
}

#[test]
fn arrows_go_from_cell_to_cell() {
    let mut window = matrix();
    window.click(&cell("IT Director", PLAN, "none"));
    window.press_each(&[Key::ArrowRight, Key::ArrowDown, Key::A]);
    let next = "Manage issues that affect projects, and resolve them";
    assert_eq!(letters_of_role(&window, "MGR", next), "A", "one to the right, one down");
    window.press_each(&[Key::End, Key::ArrowLeft, Key::C]);
    assert_eq!(letters_of_role(&window, "PM", next), "C", "the last column of a role");
    window.command(Key::Home);
    window.press_each(&[Key::ArrowRight, Key::I]);
    let first = duties_of_role(window.chart(), "DIR")[0].to_owned();
    assert_eq!(letters_of_role(&window, "DIR", &first), "I", "the first cell of all");
}

#[test]
fn keys_that_come_in_one_frame_work_in_their_order() {
    let mut window = matrix();
    window.click(&cell("IT Manager", PLAN, "none"));
    let press = |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let keys = [
        (Key::R, Modifiers::NONE),
        (Key::A, Modifiers::SHIFT),
        (Key::ArrowRight, Modifiers::NONE),
        (Key::C, Modifiers::NONE),
    ];
    window.in_one_frame(keys.map(|(key, modifiers)| press(key, modifiers)));
    window.settle();
    assert_eq!(letters_of_role(&window, "MGR", PLAN), "RA", "both letters");
    assert_eq!(letters_of_role(&window, "BA", PLAN), "C", "and one beside");
}

#[test]
fn rows_are_filtered() {
    let check = |what: &str, narrow: fn(&mut Window), count: &str| {
        let mut window = matrix();
        narrow(&mut window);
        assert!(window.says(count), "{what}; there is:\n{}", window.texts());
        if window.offers("Clear filters") {
            window.click("Clear filters");
        }
        assert!(window.says("20 of 20 responsibilities"), "all are back after {what}; there is:\n{}", window.texts());
    };
    check("nothing", |_| (), "20 of 20 responsibilities");
    check("a text", |window| filter(window, "CHAIR"), "2 of 20 responsibilities");
    check("a role", |window| choose(window, "Held by", "■Project Manager"), "6 of 20 responsibilities");
    check("an involvement", |window| choose(window, "Involvement", "Accountable"), "2 of 20 responsibilities");
    check("nobody", |window| choose(window, "Involvement", "No one accountable"), "18 of 20 responsibilities");
    check(
        "a role and an involvement",
        |window| {
            choose(window, "Held by", "■IT Director");
            choose(window, "Involvement", "Accountable");
        },
        "2 of 20 responsibilities",
    );
    check("what isn't there", |window| filter(window, "zebra"), "Nothing matches");
}

#[test]
fn rows_are_grouped() {
    let mut window = matrix();
    for (grouping, key, head) in [
        ("By holder", Key::Home, "IT Director 2"),
        ("By holder", Key::End, "No one responsible 2"),
        ("By similarity", Key::Home, "No other like it 20"),
    ] {
        choose(&mut window, "Groups", grouping);
        window.command(key);
        assert!(window.says(head), "{head}; there is:\n{}", window.texts());
    }
}

#[test]
fn other_words_go_everywhere_and_say_where() {
    let chart = with_duties(department(), "Cleo", &[CHAIR]);
    let mut window = filtered(matrix_of(chart), CHAIR);
    window.click(CHAIR);
    window.press(Key::Enter);
    assert!(window.says("Changes 2 positions"), "while it is typed; there is:\n{}", window.texts());
    window.retype("Lead the meeting");
    window.press(Key::Enter);
    for name in ["Bob", "Cleo"] {
        assert_eq!(duties_of(window.chart(), name), ["Lead the meeting"], "{name} has the new words");
    }
    assert_eq!(window.notice(), "Reworded in 2 positions", "the status bar");
    window.press_each(&[Key::ArrowRight, Key::A]);
    assert_eq!(letters_of_role(&window, "DIR", "Lead the meeting"), "A", "the keyboard is where it was");
    window.command(Key::Z);
    window.command(Key::Z);
    assert_eq!(duties_of(window.chart(), "Bob"), [CHAIR], "one step each");
}

#[test]
fn escape_leaves_the_words_as_they_were() {
    let mut window = filtered(matrix(), CHAIR);
    let at = window.place_of(CHAIR).center();
    window.double_click_at(at);
    window.retype("Lead the meeting");
    window.press(Key::Escape);
    assert_eq!(duties_of(window.chart(), "Bob"), [CHAIR], "nothing has changed");
    assert!(!window.is_changed(), "not even the history");
    window.press_each(&[Key::ArrowRight, Key::C]);
    assert_eq!(letters_of_role(&window, "DIR", CHAIR), "C", "the keyboard is where it was");
}

#[test]
fn a_quick_double_click_gives_the_words_the_keyboard() {
    let mut window = filtered(matrix(), CHAIR);
    let at = window.place_of(CHAIR).center();
    window.double_click_in_a_flash_at(at);
    window.type_text("car");
    assert!(!window.is_changed(), "no letter reaches the cells");
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Bob"), ["car"], "all the words were selected");
}

#[test]
fn the_field_for_other_words_closes_where_the_person_goes_on() {
    let check = |what: &str, leave: fn(&mut Window, egui::Pos2)| {
        let mut window = matrix();
        let at = window.place_of(PLAN).center();
        window.double_click_in_a_flash_at(at);
        window.settle();
        assert!(window.offers("Responsibility in other words"), "the field is there before {what}");
        leave(&mut window, at);
        assert!(!window.offers("Responsibility in other words"), "the field is gone after {what}");
    };
    check("Escape", |window, _| window.press(Key::Escape));
    check("a click on another row", |window, at| window.click_at(at + egui::vec2(0.0, 120.0)));
    check("a click on the bar", |window, _| window.click_last("Roles"));
}

#[test]
fn other_words_that_are_none_are_refused() {
    let mut window = filtered(matrix(), CHAIR);
    window.click(CHAIR);
    window.press(Key::F2);
    window.retype("");
    window.press(Key::Enter);
    assert_eq!(duties_of(window.chart(), "Bob"), [CHAIR], "nothing has changed");
    assert!(window.notice().starts_with("A responsibility needs words"), "{:?}", window.notice());
}

#[test]
fn what_was_typed_stays_when_the_page_goes() {
    let mut window = filtered(matrix(), CHAIR);
    window.click(CHAIR);
    window.press(Key::Enter);
    window.retype("Lead the meeting");
    window.click("Chart");
    assert_eq!(duties_of(window.chart(), "Bob"), ["Lead the meeting"], "the new words");
}

#[test]
fn a_head_leads_to_its_holder() {
    let mut window = by_position();
    window.click("Cleo");
    assert_eq!(window.selected(), Some(&id("Cleo")), "a position is selected");
    let mut window = matrix();
    window.click("Project Manager");
    assert!(window.offers("Role title"), "a role is edited");
}

#[test]
fn the_menu_leads_to_the_holder_too() {
    let mut window = filtered(by_position(), CHAIR);
    window.click(&cell("Cleo", CHAIR, "none"));
    window.press(Key::Enter);
    window.click("Select Cleo");
    assert_eq!(window.selected(), Some(&id("Cleo")), "without the mouse on the head");
}

#[test]
fn a_chart_without_responsibilities_says_how_to_add_one() {
    let empty = Chart::new("Empty");
    let window = matrix_of(empty);
    assert!(window.says("No responsibilities yet"), "there is:\n{}", window.texts());
}

#[test]
fn the_keys_of_the_chart_do_nothing_to_it_here() {
    let mut window = matrix();
    let positions = window.chart().len();
    window.press_each(&[Key::Tab, Key::Enter, Key::Escape]);
    window.type_text("bus");
    assert_eq!(window.chart().len(), positions, "nobody is added");
    assert!(!window.is_changed(), "and nothing is changed");
}

#[test]
fn keys_are_for_the_cursor_wherever_the_pointer_is() {
    let mut window = matrix();
    let other = window.place_of(&cell("IT Director", PLAN, "none")).center();
    window.click(&cell("Project Manager", PLAN, "Responsible"));
    window.harness.hover_at(other);
    window.press(Key::Space);
    assert_eq!(letters_of_role(&window, "PM", PLAN), "", "Space empties the cell with the ring");
    window.press(Key::Enter);
    assert!(window.offers("Edit role Project Manager"), "Enter opens the menu of that cell");
}

#[test]
fn a_finding_leads_to_its_rows() {
    let mut window = Window::open(chart("Ada:DIR(Bob:BA Cleo:BSA)"));
    window.wait_for_review();
    let review = review(window.chart(), &|| false).expect("nobody cancels it");
    let finding = review.findings.iter().find(|finding| finding.rule == Rule::SameDuty);
    let finding = finding.expect("two roles of the library share lines").clone();
    let open = review.findings.iter().filter(|finding| finding.dismissed.is_none()).count();
    window.click(&format!("Review {open}"));
    window.click(&finding.message);
    window.click("Show in the table");
    assert!(window.says("1 of 18 responsibilities"), "only that row; there is:\n{}", window.texts());
    assert!(window.offers(&finding.responsibilities[0]), "it is {:?}", finding.responsibilities);
    window.click("Clear filters");
    assert!(window.says("18 of 18 responsibilities"), "the others come back; there is:\n{}", window.texts());
}
