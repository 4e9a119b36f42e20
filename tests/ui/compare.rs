//! The chart and its file compared, and what can be done about what differs.

use std::path::{Path, PathBuf};

use egui::Key;
use rolechart::format;
use rolechart::model::{Chart, Edit, Place as Spot, Position, PositionChange};

use super::place::Place;
use super::sketch::{chart, id, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";

/// A window with a file of the chart at the start.
fn open(place: &Place) -> (Window, PathBuf) {
    let path = place.file(&chart(START));
    (place.start(Some(path.clone())), path)
}

/// The chart at the start, as another program changes it.
fn theirs(edits: impl IntoIterator<Item = Edit>) -> Chart {
    let mut chart = chart(START);
    for edit in edits {
        chart.apply(edit).expect("an edit that fits");
    }
    chart
}

fn named(name: &str, person: &str) -> Edit {
    Edit::SetPosition(id(name), PositionChange::Person(person.to_owned()))
}

fn new_under(manager: &str, name: &str) -> Edit {
    let position = Position { person: name.to_owned(), ..Position::new(id(name)) };
    Edit::InsertPosition { place: Spot::under(id(manager), 0), position: position.into() }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file")
}

impl Window {
    #[track_caller]
    fn compare(&mut self) {
        self.pick_and_wait("File", "Compare with file…");
        assert!(self.says("Your chart and it.chart.ron"), "the comparison, and not:\n{}", self.texts());
    }

    /// Gives a position another name on the chart.
    #[track_caller]
    fn rename(&mut self, name: &str, person: &str) {
        self.click_card(name);
        self.press(Key::F2);
        self.retype(person);
        self.press(Key::Enter);
    }

    #[track_caller]
    pub(crate) fn save(&mut self) {
        self.command(Key::S);
        self.wait_for_files();
    }
}

#[test]
fn a_chart_as_it_is_in_its_file_differs_in_nothing() {
    let place = Place::new();
    let (mut window, _) = open(&place);
    window.compare();
    assert!(window.says("Nothing differs"), "it says so, and not:\n{}", window.texts());
    window.press(Key::Enter);
    assert!(!window.says("Nothing differs"), "Enter closes it");
}

#[test]
fn a_chart_without_a_file_is_compared_with_none() {
    let mut window = Place::new().start(None);
    window.pick_and_wait("File", "Compare with file…");
    assert!(!window.says("Your chart and"), "the entry can't be picked");
}

#[test]
fn one_can_go_back_to_the_file() {
    let place = Place::new();
    let (mut window, _) = open(&place);
    window.rename("Dan", "Daniel");
    window.compare();
    assert!(window.says("In yours: 1 position changed"), "the summary, and not:\n{}", window.texts());
    assert!(window.offers("Daniel: Person Daniel instead of Dan"), "what differs:\n{}", window.names());
    window.click_and_wait("Go back to the file");
    assert_eq!(tree(window.chart()), START, "as in the file");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Daniel:MGR)", "undo brings the change back");
}

#[test]
fn a_difference_leads_to_its_card() {
    let click: fn(&mut Window) = |window| window.click("Daniel: Person Daniel instead of Dan");
    let press: fn(&mut Window) = |window| window.press_each(&[Key::End, Key::Enter]);
    for (how, lead) in [("a click", click), ("the keyboard", press)] {
        let place = Place::new();
        let (mut window, _) = open(&place);
        window.rename("Dan", "Daniel");
        window.click_card("Ada");
        window.compare();
        lead(&mut window);
        assert_eq!(window.selected(), Some(&id("Dan")), "selected with {how}");
        assert!(!window.says("Your chart and"), "the chart is in view after {how}");
    }
}

#[test]
fn both_changes_come_together_as_one_step() {
    let place = Place::new();
    let (mut window, path) = open(&place);
    window.rename("Dan", "Daniel");
    place.file(&theirs([new_under("Bob", "Eve"), named("Cleo", "Chloe")]));
    window.compare();
    assert!(window.says("Another program has changed the file"), "it says so, and not:\n{}", window.texts());
    window.click_and_wait("Merge both");
    let merged = "Ada:DIR(Bob:MGR(Eve Chloe:BA) Daniel:MGR)";
    assert_eq!(tree(window.chart()), merged, "both");
    assert_eq!(window.notice(), "Merged: 2 changes taken over", "and it says so");
    assert!(window.is_changed(), "no file holds it yet");
    window.save();
    assert_eq!(read(&path), format::write(window.chart()), "saving doesn't ask");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Daniel:MGR)", "one step back");
}

#[test]
fn a_conflict_is_settled_by_choice() {
    let by_default: fn(&mut Window) = |_| ();
    let click: fn(&mut Window) = |window| window.click("Daniel: person, Theirs: Danny");
    let all: fn(&mut Window) = |window| window.click("All theirs");
    let press: fn(&mut Window) = |window| window.press(Key::ArrowRight);
    let there_and_back: fn(&mut Window) = |window| window.press_each(&[Key::ArrowRight, Key::ArrowLeft]);
    for (how, choose, expected) in [
        ("nothing", by_default, "Daniel"),
        ("a click", click, "Danny"),
        ("all at once", all, "Danny"),
        ("the right arrow", press, "Danny"),
        ("both arrows", there_and_back, "Daniel"),
    ] {
        let place = Place::new();
        let (mut window, _) = open(&place);
        window.rename("Dan", "Daniel");
        place.file(&theirs([named("Dan", "Danny"), named("Cleo", "Chloe")]));
        window.compare();
        choose(&mut window);
        window.click_and_wait("Merge both");
        let merged = format!("Ada:DIR(Bob:MGR(Chloe:BA) {expected}:MGR)");
        assert_eq!(tree(window.chart()), merged, "after {how}");
        let whose = if expected == "Daniel" { "your" } else { "their" };
        let words = format!("1 conflict settled {whose} way");
        assert!(window.notice().ends_with(&words), "{how} and {words}, not: {}", window.notice());
    }
}

#[test]
fn mine_can_be_kept_or_given_up() {
    let mine = "Ada:DIR(Bob:MGR(Cleo:BA) Daniel:MGR)";
    for (button, expected) in [("Keep mine", mine), ("Reload file", "Ada:DIR(Bob:MGR(Chloe:BA) Dan:MGR)")] {
        let place = Place::new();
        let (mut window, path) = open(&place);
        window.rename("Dan", "Daniel");
        place.file(&theirs([named("Cleo", "Chloe")]));
        window.compare();
        window.click_and_wait(button);
        assert_eq!(tree(window.chart()), expected, "{button}");
        window.save();
        assert_eq!(read(&path), format::write(window.chart()), "saving doesn't ask after {button}");
    }
}

#[test]
fn what_began_with_an_unknown_chart_is_not_merged() {
    let place = Place::new();
    let path = place.file(&theirs([named("Cleo", "Chloe")]));
    place.leave(&theirs([named("Dan", "Daniel")]), Some((&path, &chart(START))));
    let mut window = place.start(None);
    window.click_and_wait("Restore it.chart.ron");
    window.compare();
    assert!(window.offers("Keep mine") && window.offers("Reload file"), "there is a choice");
    assert!(!window.offers("Merge both"), "but no merge: {}", window.names());
}

#[test]
fn of_many_differences_only_those_in_view_are_made() {
    let crowd: Vec<String> = (0..10_000).map(|number| format!("p{number}")).collect();
    let place = Place::new();
    let path = place.file(&chart("Ada"));
    place.leave(&chart(&format!("Ada({})", crowd.join(" "))), Some((&path, &chart("Ada"))));
    let mut window = place.start(None);
    window.click_and_wait("Compare it.chart.ron…");
    assert!(window.says("10,000 positions added"), "the summary, and not:\n{}", window.texts());
    let made = window.names().matches("New position under Ada").count();
    assert!((5..100).contains(&made), "{made} rows are made");
    window.press(Key::End);
    assert!(window.offers("p9999: New position under Ada"), "the last one is in view");
}
