//! Files: saving, opening, and what can be wrong with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers};
use rolechart::format;
use rolechart::model::Chart;
use tempfile::TempDir;

use super::sketch::{chart, id, tree};
use super::window::Window;
use crate::dropped::Dropped;

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[track_caller]
fn read(path: &Path) -> Chart {
    let bytes = std::fs::read(path).expect("the file is there");
    format::read(&bytes).expect("it is a chart").chart
}

impl Window {
    /// Answers the question for a path.
    #[track_caller]
    pub(crate) fn give_path(&mut self, path: &Path) {
        self.retype(path.to_str().expect("temporary paths are text"));
        self.press(Key::Enter);
        self.wait_for_files();
    }

    /// Drops a file onto the window.
    #[track_caller]
    pub(crate) fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.settle();
        self.wait_for_files();
    }
}

#[test]
fn a_new_chart_is_saved_and_opened_again_as_it_was() {
    let folder = folder();
    let path = folder.path().join("org.chart.ron");
    let mut window = Window::open(chart(START));
    assert_eq!(window.app().title(), "Untitled", "no file yet");
    window.click_card("Dan");
    window.press(Key::Tab);
    window.type_text("Zoë, BA");
    window.press(Key::Enter);
    assert_eq!(window.app().title(), "Untitled •", "the mark of unsaved changes");
    window.command(Key::S);
    assert!(window.says("Save the chart as"), "it asks where");
    window.give_path(&path);
    assert_eq!(window.app().title(), "org.chart.ron", "the mark is gone");
    assert_eq!(window.notice(), "Saved org.chart.ron", "the status bar says so");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), format::write(window.chart()), "what is shown");

    let mut dropped_on = Window::open(chart("Gus"));
    dropped_on.drop_file(&path);
    assert_eq!(dropped_on.chart(), window.chart(), "dropped onto another window");
    let mut asked = Window::open(chart("Gus"));
    asked.command(Key::O);
    asked.give_path(&path);
    assert_eq!(asked.chart(), window.chart(), "opened by its path");
    let started_with = Window::open_file(&path);
    assert_eq!(started_with.chart(), window.chart(), "given at the start");
    assert_eq!(started_with.app().title(), "org.chart.ron", "its name");
    assert!(!started_with.is_changed(), "opening changes nothing");
}

#[test]
fn a_name_without_an_ending_gets_one() {
    let folder = folder();
    let mut window = Window::open(chart(START));
    window.command(Key::S);
    window.give_path(&folder.path().join("org"));
    assert_eq!(tree(&read(&folder.path().join("org.chart.ron"))), START, "with the ending");
}

#[test]
fn the_next_save_asks_nothing() {
    let folder = folder();
    let path = file(&folder, "org.chart.ron", &format::write(&chart(START)));
    let mut window = Window::open_file(&path);
    window.click_card("Dan");
    window.press(Key::Delete);
    window.command(Key::S);
    window.wait_for_files();
    assert_eq!(tree(&read(&path)), "Ada:DIR(Bob:MGR(Cleo:BA))", "saved at once");
    assert!(!window.is_changed(), "and so unchanged");
    window.command(Key::Z);
    assert!(window.is_changed(), "going back behind the save is a change");
    window.command(Key::Y);
    assert!(!window.is_changed(), "and forward again is none");
}

#[test]
fn what_is_being_typed_is_saved() {
    let type_in_field: fn(&mut Window) = |window| {
        window.click_card("Bob");
        window.click("Person");
        window.retype("Robert");
    };
    let type_on_card: fn(&mut Window) = |window| {
        window.click_card("Bob");
        window.type_text("Robert");
    };
    for (what, type_name) in [("in a field", type_in_field), ("on a card", type_on_card)] {
        let folder = folder();
        let path = file(&folder, "org.chart.ron", &format::write(&chart(START)));
        let mut window = Window::open_file(&path);
        type_name(&mut window);
        window.command(Key::S);
        window.wait_for_files();
        assert_eq!(tree(&read(&path)), "Ada:DIR(Robert:MGR(Cleo:BA) Dan:MGR)", "typed {what}");
        assert!(!window.is_changed(), "everything is saved, typed {what}");
    }
}

#[test]
fn another_file_is_replaced_only_once_it_is_agreed() {
    let folder = folder();
    let path = file(&folder, "org.chart.ron", "something else");
    let mut window = Window::open(chart(START));
    window.command(Key::S);
    window.give_path(&path);
    assert!(window.says("Replace “org.chart.ron”?"), "a question");
    window.press(Key::Escape);
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "something else", "it stays");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.give_path(&path);
    window.click("Replace");
    window.wait_for_files();
    assert_eq!(tree(&read(&path)), START, "now it is replaced");
}

#[test]
fn a_file_that_cannot_be_written_keeps_the_chart_unsaved() {
    let folder = folder();
    let mut window = Window::open(chart(START));
    window.click_card("Dan");
    window.press(Key::Delete);
    window.command(Key::S);
    window.give_path(&folder.path().join("no such folder").join("org.chart.ron"));
    assert!(window.is_changed(), "nothing is saved");
    assert!(window.says("The chart is not saved"), "it says so");
    assert_eq!(window.app().title(), "Untitled •", "no file");
}

#[test]
fn a_broken_file_is_refused_with_the_place() {
    let folder = folder();
    let path = file(&folder, "broken.ron", "Chart(\n    format: 1,\n    titel: \"x\",\n)");
    let mut window = Window::open(chart(START));
    window.drop_file(&path);
    assert!(window.says("This file can't be opened"), "a refusal");
    assert!(window.says("broken.ron:3:5: Chart has no field titel"), "where and what, in\n{}", window.texts());
    window.press(Key::Escape);
    assert_eq!(tree(window.chart()), START, "the chart that was open stays");
}

#[test]
fn a_file_with_problems_opens_with_the_list_of_them() {
    let folder = folder();
    let text = "Chart(format: 1, positions: [\n(id: \"a\", reports_to: \"ghost\"),\n(id: \"b\", role: \"none\")])";
    let path = file(&folder, "odd.ron", text);
    let window = Window::open_file(&path);
    assert!(window.says("Problems in the file"), "the list");
    let rows = window.names();
    assert!(rows.contains("Line 2") && rows.contains("Line 3"), "with places, in\n{rows}");
    assert!(window.is_changed(), "what is shown is not what the file holds");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), text, "nothing is written");
    assert_eq!(window.chart().len(), 2, "everyone is there");
    assert!(window.chart().contains(&id("a")), "the orphan too");
}

#[test]
fn comments_that_would_be_lost_are_asked_about_once() {
    let folder = folder();
    let path = file(&folder, "noted.ron", "Chart(format: 1, positions: [\n// the boss\n(id: \"a\", person: \"Ada\")])");
    let mut window = Window::open_file(&path);
    window.click_card("a");
    window.press(Key::Tab);
    window.type_text("Bob");
    window.press(Key::Enter);
    window.command(Key::S);
    assert!(window.says("Save without the comments inside the file?"), "a question");
    window.press(Key::Enter);
    window.wait_for_files();
    assert_eq!(tree(&read(&path)), "Ada(Bob)", "saved");
    window.command(Key::Z);
    window.command(Key::S);
    window.wait_for_files();
    assert_eq!(tree(&read(&path)), "Ada", "the second time without a question");
}

#[test]
fn the_chart_is_exported_as_a_picture() {
    let folder = folder();
    let path = folder.path().join("org.svg");
    let mut window = Window::open(chart(START));
    window.click("Export");
    window.give_path(&path);
    let picture = std::fs::read_to_string(&path).expect("the picture");
    for name in ["Ada", "Bob", "Cleo", "Dan"] {
        assert!(picture.contains(name), "{name} is in the picture");
    }
    assert!(!window.is_changed(), "an export changes nothing");
}

#[test]
fn a_wrong_ending_is_asked_about_and_the_path_is_kept() {
    let folder = folder();
    let mut window = Window::open(chart(START));
    window.click_card("Ada");
    window.click("Role sheet");
    window.click("Export…");
    assert_eq!(window.value_of("Path"), "ada.html", "from whom the sheet is about");
    let wrong = folder.path().join("ada.pdf");
    window.give_path(&wrong);
    assert!(window.says("Choose .html or .md"), "the endings that will do, and not:\n{}", window.texts());
    assert_eq!(window.value_of("Path"), wrong.to_string_lossy(), "the path is still there");
    let right = folder.path().join("ada.md");
    window.give_path(&right);
    assert!(right.exists() && !wrong.exists(), "written with the other ending");
}
