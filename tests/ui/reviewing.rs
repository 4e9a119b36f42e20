//! What a review finds, the ways out, who owns what, the load, and the role sheet.

use egui::{Key, Modifiers};
use rolechart::format;
use rolechart::model::Chart;

use super::sketch::{chart, duties_of, with_duties};
use super::window::{Window, builder};

/// Two in the same role, one of whom does what somebody in another role does, too.
fn double() -> Chart {
    let chart = chart("Ada:DIR(Bob:BA Cleo:PM)");
    let chart = with_duties(chart, "Bob", &["Order the quinces"]);
    with_duties(chart, "Cleo", &["Order the quinces"])
}

/// A window in which the review panel shows the overlaps.
fn reviewing(chart: Chart) -> Window {
    show_review(Window::open(chart))
}

fn show_review(mut window: Window) -> Window {
    window.wait_for_review();
    let names = window.names();
    let tab = names.lines().find_map(|name| name.strip_prefix("Tab \"").filter(|name| name.starts_with("Review")));
    window.click(tab.expect("a tab for the review").trim_end_matches('"'));
    window
}

const FOUND: &str = "Bob (Business Analyst) and Cleo (Project Manager) are both responsible for “Order the quinces”";

/// The overlap is chosen.
fn overlap() -> Window {
    let mut window = reviewing(double());
    window.click(FOUND);
    window
}

#[test]
fn an_overlap_is_listed_and_a_click_shows_it() {
    let window = overlap();
    assert!(window.offers("Leave it to Bob"), "a way out:\n{}", window.names());
    assert!(window.offers("Keep Bob Responsible, the other Consulted"), "another one");
    assert!(!window.is_changed(), "looking changes nothing");
}

#[test]
fn the_list_keeps_half_of_a_low_panel() {
    let mut window = show_review(Window::build(builder().with_size(egui::vec2(1000.0, 650.0)), double(), None));
    window.click(FOUND);
    let details = window.place_of("Show on the chart");
    assert!(details.top() > 380.0, "what there is to say about a finding stands below: {details:?}");
}

#[test]
fn a_way_out_is_one_step_and_leads_out() {
    let mut window = overlap();
    let before = format::write(window.chart());
    window.click("Leave it to Bob");
    assert_eq!(duties_of(window.chart(), "Cleo"), Vec::<&str>::new(), "Bob alone has it");
    assert_eq!(window.notice(), "Leave it to Bob", "what was done");
    window.wait_for_review();
    assert!(!window.offers(FOUND), "it is no longer found");
    window.command(Key::Z);
    assert_eq!(format::write(window.chart()), before, "one step back, to the same bytes");
    window.wait_for_review();
    assert!(window.offers(FOUND), "found again");
}

#[test]
fn the_next_finding_of_the_kind_follows_the_settled_one() {
    let mut chart = double();
    for name in ["Bob", "Cleo"] {
        chart = with_duties(chart, name, &["Sort the apples", "Weigh the pears"]);
    }
    let mut window = reviewing(chart);
    window.click(&FOUND.replace("Order the quinces", "Sort the apples"));
    window.click("Leave it to Bob");
    window.wait_for_review();
    window.click("Leave it to Cleo");
    assert_eq!(duties_of(window.chart(), "Bob"), ["Sort the apples", "Order the quinces"], "the next in the list");
    window.wait_for_review();
    window.click("Leave it to Cleo");
    window.wait_for_review();
    assert!(!window.offers("Leave it to Cleo"), "there is none left");
}

#[test]
fn findings_are_walked_by_key() {
    let mut window = reviewing(double());
    window.press(Key::F6);
    window.press(Key::ArrowDown);
    assert!(window.offers("Leave it to Bob"), "the first finding is the overlap:\n{}", window.names());
    window.press(Key::ArrowDown);
    assert!(!window.offers("Leave it to Bob"), "on to the next");
    window.press(Key::ArrowUp);
    assert!(window.offers("Leave it to Bob"), "and back");
    assert!(window.selected().is_none(), "the arrows were not for the chart");
    window.press(Key::F6);
    window.type_text("cleo");
    assert_eq!(window.value_of("Search"), "cleo", "the search comes next");
    window.press(Key::F6);
    window.press(Key::ArrowDown);
    assert_eq!(window.selected_person(), "Ada", "then the chart again");
    assert!(!window.is_changed(), "nothing has changed");
}

#[test]
fn what_is_fine_is_dismissed_with_a_reason_that_the_file_keeps() {
    let mut window = overlap();
    window.click("Fine as it is…");
    window.type_text("Two kinds of quinces");
    window.press(Key::Enter);
    let text = format::write(window.chart());
    let line = r#"        Dismissed(rule: "same-duty", responsibilities: ["Order the quinces"], holders: "#;
    assert!(text.contains(line), "one line of the file:\n{text}");
    assert!(text.contains(r#"reason: "Two kinds of quinces"),"#), "with the reason:\n{text}");
    window.wait_for_review();
    assert!(window.says("Dismissed: Two kinds of quinces"), "it is still chosen, with its reason");
    window.click("Bring it back");
    assert!(window.chart().dismissals().is_empty(), "taken back");
    window.wait_for_review();
    assert!(window.offers("Leave it to Bob"), "open again");
}

#[test]
fn escape_leaves_the_reason_unsaid() {
    let mut window = overlap();
    window.click("Fine as it is…");
    window.type_text("Hm");
    window.press(Key::Escape);
    assert!(!window.is_changed(), "nothing was dismissed");
    assert!(window.offers("Fine as it is…"), "it can be said again");
}

#[test]
fn a_finding_is_shown_in_the_table() {
    let mut window = overlap();
    window.click("Show in the table");
    assert!(window.offers("Order the quinces"), "the row:\n{}", window.names());
    assert!(!window.offers("Bob, Business Analyst"), "in place of the chart");
}

#[test]
fn an_edit_makes_a_new_review() {
    let mut window = overlap();
    window.click("Keep Cleo Responsible, the other Consulted");
    assert!(!window.app().is_reviewed(), "the old one is stale");
    window.wait_for_review();
    assert!(!window.offers(FOUND), "the new one knows");
}

#[test]
fn a_search_says_who_owns_what() {
    let mut window = Window::open(double());
    window.command(Key::F);
    window.type_text("quince");
    assert!(window.offers("Order the quinces: R Bob   R Cleo"), "who owns it:\n{}", window.names());
    window.click("Order the quinces: R Bob   R Cleo");
    assert!(!window.is_changed(), "looking changes nothing");
}

#[test]
fn cards_are_coloured_by_load_with_a_legend() {
    let chart = with_duties(chart("Ada:DIR(Bob:BA Cleo:BA Dan:BA)"), "Bob", &["A", "B", "C", "D", "E", "F", "G", "H"]);
    let mut window = Window::open(chart);
    window.click("View");
    window.click("Colour cards by load");
    assert!(window.says("R and A against others in the role"), "the legend:\n{}", window.texts());
    for line in ["Far more than others: 1", "About as many as others: 2", "No one to compare with: 1"] {
        assert!(window.says(line) || window.names().contains(line), "{line}:\n{}", window.texts());
    }
    window.click("Hide the load");
    assert!(!window.says("R and A against others in the role"), "no legend");
}

#[test]
fn the_sheet_follows_the_selection_and_is_copied_as_markdown() {
    let mut window = Window::open(double());
    window.click_card("Bob");
    window.click("Role sheet");
    assert!(window.says("Order the quinces"), "Bob's own:\n{}", window.texts());
    let copied = window.clipboard_after_click("Copy as Markdown");
    assert!(copied.starts_with("# Bob\n"), "{copied}");
    assert!(copied.contains("Order the quinces"), "{copied}");
    window.click("Its role");
    let copied = window.clipboard_after_click("Copy as Markdown");
    assert!(copied.starts_with("# Business Analyst\n"), "{copied}");
}

#[test]
fn with_nothing_selected_the_sheet_of_any_role_can_be_chosen() {
    let mut window = Window::open(double());
    window.click("Role sheet");
    assert!(window.says("Whose sheet?"), "a question:\n{}", window.texts());
    window.click_last("Project Manager");
    assert!(window.says("Plan, manage, track and coordinate projects"), "the sheet:\n{}", window.texts());
}

#[test]
fn nothing_above_the_sheet_covers_anything_in_a_small_window() {
    let mut window = Window::build(builder().with_size(egui::vec2(1000.0, 650.0)), double(), None);
    window.click_card("Bob");
    window.press_with(Modifiers::ALT, Key::Num3);
    let rects = ["This position", "Its role", "Copy as Markdown", "Export…"].map(|name| window.place_of(name));
    for (index, rect) in rects.iter().enumerate() {
        assert!(rect.left() > 280.0 && rect.right() < 680.0, "it is on the page: {rect:?}");
        for other in &rects[index + 1..] {
            assert!(!rect.intersects(*other), "{rect:?} and {other:?} are apart");
        }
    }
}
