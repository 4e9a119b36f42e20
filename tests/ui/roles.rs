//! The library of roles.

use egui::Key;
use rolechart::model::Chart;
use rolechart::theme::ROLE_PALETTE;

use super::sketch::{chart, role, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:BA Cleo:PM)";

/// The library beside the inspector of a position, so that no legend shows the same roles again.
fn library() -> Window {
    let mut window = Window::open(chart(START));
    window.click_card("Ada");
    window.click("Roles");
    window
}

fn titles(chart: &Chart) -> Vec<&str> {
    chart.roles().iter().map(|role| role.title.as_str()).collect()
}

#[test]
fn a_role_is_added_and_named() {
    let mut window = library();
    let count = window.chart().roles().len();
    window.click("Add role");
    window.type_text("Data Steward");
    window.press(Key::Enter);
    assert_eq!(window.chart().roles().len(), count + 1, "one more");
    assert_eq!(titles(window.chart()).last(), Some(&"Data Steward"), "called what was typed");
}

#[test]
fn a_role_is_renamed_for_everyone() {
    let mut window = library();
    window.click("Business Analyst 1");
    window.click("Role title");
    window.retype("Process Analyst");
    window.click("Short label");
    window.retype("PA");
    window.press(Key::Enter);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:PA Cleo:PM)", "its holder has the new label");
    assert_eq!(role(window.chart(), "PA").title, "Process Analyst", "and the new title");
}

#[test]
fn two_roles_cannot_have_one_title() {
    let mut window = library();
    let before = window.chart().clone();
    window.click("Business Analyst 1");
    window.click("Role title");
    window.retype("Project Manager");
    window.press(Key::Enter);
    assert_eq!(*window.chart(), before, "nothing has changed");
    assert!(window.notice().contains("There is a role called “Project Manager” already"), "{:?}", window.notice());
}

#[test]
fn a_role_is_recoloured() {
    let mut window = library();
    window.click("Business Analyst 1");
    let colour = ROLE_PALETTE[0];
    assert_ne!(role(window.chart(), "BA").colour, colour, "another colour at first");
    window.click(&format!("Colour {colour}"));
    assert_eq!(role(window.chart(), "BA").colour, colour, "the colour of the swatch");
    window.command(Key::Z);
    assert_ne!(role(window.chart(), "BA").colour, colour, "one step back");
}

#[test]
fn a_role_that_nobody_has_is_deleted_without_a_question() {
    let mut window = library();
    window.click("Business Systems Analyst 0");
    window.click("Delete role…");
    assert!(!titles(window.chart()).contains(&"Business Systems Analyst"), "it is gone");
}

#[test]
fn a_role_in_use_is_deleted_once_its_holders_have_another() {
    for (answer, expected) in
        [("Positions without a role", "Ada:DIR(Bob Cleo:PM)"), ("Project Manager", "Ada:DIR(Bob:PM Cleo:PM)")]
    {
        let mut window = library();
        window.click("Business Analyst 1");
        window.click("Delete role…");
        assert_eq!(tree(window.chart()), START, "nothing has happened yet");
        window.click(answer);
        window.click("Delete role");
        assert_eq!(tree(window.chart()), expected, "{answer}");
        window.command(Key::Z);
        assert_eq!(tree(window.chart()), START, "one step back after: {answer}");
    }
}

#[test]
fn the_responsibilities_of_a_role_are_edited_in_the_library() {
    let mut window = Window::open(chart(START));
    window.click("Roles");
    window.click_nth("Project Manager 1", 0);
    window.click("Add for every Project Manager…");
    window.type_text("Keep the plan");
    window.press(Key::Enter);
    let last = role(window.chart(), "PM").responsibilities.last().map(|duty| duty.text.as_str());
    assert_eq!(last, Some("Keep the plan"), "the role's new line");
}

#[test]
fn the_sheet_of_a_role_is_shown_until_somebody_else_is_selected() {
    let mut window = library();
    window.click("Project Manager 1");
    window.click_last("Role sheet");
    assert!(window.says("Positions in this role"), "the role's, and not Ada's:\n{}", window.texts());
    window.click("Outline");
    window.click("Bob, Business Analyst (outline)");
    assert!(!window.says("Positions in this role"), "the sheet of who is selected:\n{}", window.texts());
    window.click("Ada, IT Director (outline)");
    assert!(!window.says("Positions in this role"), "also when Ada is selected again");
}
