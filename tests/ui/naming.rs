//! Renaming in place.

use egui::{Key, Modifiers};

use super::sketch::{chart, id, tree};
use super::window::Window;

fn with_bob_selected() -> Window {
    let mut window = Window::open(chart("Ada:DIR(Bob:PM)"));
    window.click_card("Bob");
    window
}

/// A way to start renaming.
type Start<'a> = &'a dyn Fn(&mut Window);

#[test]
fn typing_on_a_card_names_it() {
    use Key::{ArrowDown, Enter, Escape};
    for (typed, keys, expected) in [
        ("Grace", &[Enter][..], "Ada:DIR(Grace:PM)"),
        ("grace", &[Enter], "Ada:DIR(grace:PM)"),
        ("bsa", &[Enter], "Ada:DIR(Bob:BSA)"),
        ("bus", &[Enter], "Ada:DIR(Bob:BA)"),
        ("bus", &[ArrowDown, Enter], "Ada:DIR(Bob:BSA)"),
        ("business s", &[Enter], "Ada:DIR(Bob:BSA)"),
        ("Ada Byron, BA", &[Enter], "Ada:DIR(Ada_Byron:BA)"),
        ("Grace", &[Escape], "Ada:DIR(Bob:PM)"),
        ("Grace", &[Escape, Enter], "Ada:DIR(Bob:PM -)"),
    ] {
        let mut window = with_bob_selected();
        window.type_text(typed);
        window.press_each(keys);
        assert_eq!(tree(window.chart()), expected, "{typed} {keys:?}");
    }
}

#[test]
fn tab_keeps_the_name_and_adds_a_report() {
    let mut window = with_bob_selected();
    window.type_text("mgr");
    window.press(Key::Tab);
    window.type_text("ba");
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(-:BA))", "both");
}

#[test]
fn renaming_starts_with_the_whole_name_selected() {
    let start_with_key = |window: &mut Window| window.press(Key::F2);
    let start_with_mouse = |window: &mut Window| {
        let at = window.card("Bob").center();
        window.double_click_at(at);
    };
    let start_with_menu = |window: &mut Window| {
        let at = window.card("Bob").center();
        window.right_click_at(at);
        window.click("Rename F2");
    };
    let starts: [(&str, Start<'_>); 3] =
        [("F2", &start_with_key), ("double click", &start_with_mouse), ("menu", &start_with_menu)];
    for (how, start) in starts {
        let mut window = with_bob_selected();
        start(&mut window);
        assert_eq!(window.value_of("Name or role"), "Bob", "{how} shows the name");
        window.type_text("Grace");
        window.press(Key::Enter);
        assert_eq!(tree(window.chart()), "Ada:DIR(Grace:PM)", "{how}");
    }
}

#[test]
fn an_emptied_name_makes_the_position_vacant() {
    let mut window = with_bob_selected();
    window.press_each(&[Key::F2, Key::Delete, Key::Enter]);
    assert_eq!(tree(window.chart()), "Ada:DIR(-:PM)", "nobody sits there");
}

#[test]
fn an_unknown_title_can_become_a_role_or_stay_a_title() {
    use Key::{ArrowDown, Enter};
    let mut window = with_bob_selected();
    window.type_text("Chief Gardener");
    window.press_each(&[ArrowDown, Enter]);
    assert_eq!(window.selected_position().title, "Chief Gardener", "a title of its own");
    window.type_text("Chief Gardener");
    window.press_each(&[ArrowDown, ArrowDown, Enter]);
    let chart = window.chart();
    let role = chart.role_of(window.selected_position()).expect("the position has a role");
    assert_eq!(role.title, "Chief Gardener", "a new role in the library");
}

#[test]
fn adding_and_naming_is_one_step_back() {
    let mut window = with_bob_selected();
    window.press(Key::Enter);
    window.type_text("Cleo, BA");
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:PM Cleo:BA)", "added and named");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:PM)", "one step back");
    assert_eq!(window.selected(), Some(&id("Bob")), "what was selected before is selected again");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:PM Cleo:BA)", "and forward again");
}

#[test]
fn a_click_elsewhere_keeps_the_name() {
    let mut window = with_bob_selected();
    window.type_text("Grace");
    window.click_card("Ada");
    assert_eq!(tree(window.chart()), "Ada:DIR(Grace:PM)", "the name is kept");
    assert_eq!(window.selected(), Some(&id("Ada")), "and the click counts");
}
