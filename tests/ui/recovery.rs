//! What a crash left is offered at the next start, and nothing of it goes without a word.

use egui::Key;
use rolechart::format;
use rolechart::storage::Origin;

use super::place::Place;
use super::sketch::{chart, tree};

const SAVED: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";
const LEFT: &str = "Ada:DIR(Bob:MGR(Cleo:BA Eve:BA) Dan:MGR)";
const STARTER: &str = "Zoe:DIR";
const HEAD: &str = "Rolechart did not close properly";

#[test]
fn nothing_is_said_where_nothing_was_left() {
    let place = Place::new();
    let mut window = place.start(None);
    assert!(!window.says(HEAD), "no question");
    window.pick_and_wait("File", "Recovered charts…");
    assert_eq!(window.notice(), "Nothing was left behind", "asked for, it is said");
}

#[test]
fn what_was_left_comes_back_with_its_file() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(None);
    assert!(window.says(HEAD), "the question, and not:\n{}", window.texts());
    assert!(window.says("1 position added since it was saved"), "what differs, and not:\n{}", window.texts());
    window.click_and_wait("Restore it.chart.ron");
    assert_eq!(tree(window.chart()), LEFT, "the chart");
    assert!(window.is_changed(), "it is not saved yet");
    assert_eq!(window.app().title(), "it.chart.ron •", "with its file");
    assert_eq!(window.notice(), "Restored it.chart.ron, not saved yet", "and says so");
    window.command(Key::S);
    window.wait_for_files();
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), format::write(window.chart()), "saved unasked");
    window.wait_until("the snapshot is gone", |_| place.left() == 0);
    drop(window);
    assert_eq!(place.left(), 0, "nothing is left");
    assert!(!place.start(None).says(HEAD), "and nothing is asked the next time");
}

#[test]
fn what_is_restored_and_not_saved_is_left_again() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(None);
    window.click_and_wait("Restore it.chart.ron");
    assert_eq!(place.left(), 0, "a living window has it");
    drop(window);
    assert_eq!(place.left(), 1, "it is left once more");
}

#[test]
fn the_keyboard_alone_restores() {
    let place = Place::new();
    place.leave(&chart(LEFT), None);
    let mut window = place.start(None);
    window.press(Key::Enter);
    window.wait_for_files();
    assert_eq!(tree(window.chart()), LEFT, "the first button has the keyboard");
    assert_eq!(window.app().title(), "Untitled •", "it never had a file");
}

#[test]
fn escape_keeps_all_for_later() {
    let place = Place::new();
    place.leave(&chart(LEFT), None);
    place.leave(&chart(SAVED), None);
    let mut window = place.start(None);
    window.press(Key::Escape);
    assert!(!window.says(HEAD), "the question is gone");
    assert_eq!((place.left(), tree(window.chart()).as_str()), (2, STARTER), "nothing else happened");
    window.pick_and_wait("File", "Recovered charts…");
    assert!(window.says("Recovered charts"), "they are offered again");
}

#[test]
fn of_several_the_others_stay() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(STARTER), None);
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(None);
    window.click_and_wait("Restore it.chart.ron");
    let expected = "Restored it.chart.ron, not saved yet; 1 more in File > Recovered charts";
    assert_eq!(window.notice(), expected, "the other one is not forgotten");
    assert_eq!(place.left(), 1, "it is still there");
}

#[test]
fn discarding_takes_two_presses() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    place.leave(&chart(LEFT), None);
    let mut window = place.start(None);
    window.click_and_wait("Discard it.chart.ron");
    assert_eq!(place.left(), 2, "asked once more");
    window.press(Key::Escape);
    assert!(window.offers("Discard it.chart.ron") && window.says(HEAD), "Escape takes back the first press only");
    window.click_and_wait("Discard it.chart.ron");
    window.click_and_wait("Discard it.chart.ron for good?");
    assert_eq!(place.left(), 1, "now it is gone");
    assert!(window.says(HEAD) && !window.offers("Restore it.chart.ron"), "the other one is still asked about");
}

#[test]
fn the_keyboard_alone_discards_and_keeps() {
    let place = Place::new();
    place.leave(&chart(LEFT), None);
    place.leave(&chart(LEFT), None);
    let mut window = place.start(None);
    window.press_each(&[Key::Tab, Key::Tab, Key::Enter, Key::Enter]);
    window.wait_for_files();
    assert_eq!(place.left(), 1, "Restore, Compare, Discard, and once more");
    window.press_each(&[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    assert_eq!(place.left(), 1, "the other one is kept");
    assert!(!window.says(HEAD), "nothing is left to decide");
}

#[test]
fn what_is_no_chart_can_only_be_kept_or_discarded() {
    let place = Place::new();
    place.leave_text("no chart", &Origin::default());
    let mut window = place.start(None);
    assert!(window.says("It can't be read as a chart"), "the reason, and not:\n{}", window.texts());
    assert!(!window.offers("Restore Untitled") && !window.offers("Compare Untitled…"), "{}", window.names());
    window.click("Discard Untitled");
    window.click_and_wait("Discard Untitled for good?");
    assert_eq!(place.left(), 0, "it is gone");
}

#[test]
fn what_another_window_has_taken_is_said_to_be_taken() {
    let place = Place::new();
    place.leave(&chart(LEFT), None);
    let mut window = place.start(None);
    let taken = place.shelf().left().expect("the shelf").remove(0).adopt().expect("nobody else has it");
    window.click_and_wait("Restore Sketch");
    assert!(window.says("Another window has restored it"), "the reason, and not:\n{}", window.texts());
    assert_eq!(tree(window.chart()), STARTER, "the chart that is open stays");
    drop(taken);
    assert_eq!(place.left(), 1, "nothing is lost");
}

#[test]
fn a_file_that_was_changed_since_is_not_saved_over_unasked() {
    let place = Place::new();
    let path = place.file(&chart("Ada:DIR(Bob:MGR(Cleo:BA) Gus:MGR)"));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(None);
    assert!(window.says("Another program has changed the file since"), "the warning, and not:\n{}", window.texts());
    window.click_and_wait("Restore it.chart.ron");
    window.command(Key::S);
    window.wait_for_files();
    assert!(window.says("Another program has changed"), "it asks, and not:\n{}", window.texts());
    assert!(std::fs::read_to_string(&path).expect("the file").contains("Gus"), "nothing was saved over");
}

#[test]
fn a_file_that_is_gone_is_written_again() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    std::fs::remove_file(&path).expect("the file");
    let mut window = place.start(None);
    assert!(window.says("The file is gone"), "the warning, and not:\n{}", window.texts());
    window.click_and_wait("Restore it.chart.ron");
    window.command(Key::S);
    window.wait_for_files();
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), format::write(&chart(LEFT)), "it is back");
}

#[test]
fn what_was_left_of_the_very_file_that_is_opened_replaces_it() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(Some(path));
    assert_eq!(tree(window.chart()), SAVED, "the file is open");
    assert!(window.says(HEAD), "and the question comes on top");
    window.click_and_wait("Restore it.chart.ron");
    assert_eq!(tree(window.chart()), LEFT, "what was left takes its place");
}

#[test]
fn something_unsaved_is_asked_about_before_it_is_replaced() {
    let place = Place::new();
    place.leave(&chart(LEFT), None);
    let mut window = place.start(None);
    window.press(Key::Escape);
    window.click_card("Zoe");
    window.command(Key::D);
    window.pick_and_wait("File", "Recovered charts…");
    window.click_and_wait("Restore Sketch");
    assert!(window.says("Save changes to “Untitled”?"), "the question, and not:\n{}", window.texts());
    window.click_and_wait("Don't save");
    assert_eq!(tree(window.chart()), LEFT, "then it is restored");
}

#[test]
fn what_was_left_can_be_looked_at_first() {
    let place = Place::new();
    let path = place.file(&chart(SAVED));
    place.leave(&chart(LEFT), Some((&path, &chart(SAVED))));
    let mut window = place.start(None);
    window.click_and_wait("Compare it.chart.ron…");
    assert!(window.says("What was left of it.chart.ron"), "the comparison, and not:\n{}", window.texts());
    assert!(window.offers("Eve: New position under Bob"), "what differs; there are:\n{}", window.names());
    window.click("Back");
    assert!(window.says(HEAD), "back to the question");
    window.click_and_wait("Compare it.chart.ron…");
    window.press(Key::Escape);
    assert!(window.says(HEAD), "Escape leads back, too");
    window.click_and_wait("Compare it.chart.ron…");
    window.click_and_wait("Restore");
    assert_eq!(tree(window.chart()), LEFT, "restored from there");
}
