//! What a file held before, and bringing it back.

use std::fs;
use std::path::PathBuf;

use egui::{Key, Vec2};
use rolechart::format;
use tempfile::TempDir;

use super::sketch::{chart, tree};
use super::window::Window;

/// What is saved one after the other.
const SKETCHES: [&str; 4] = ["Ada", "Ada(Bob)", "Ada(Bob Cleo)", "Ada(Bob Cleo Dan)"];

/// A file that was saved three times.
struct Desk {
    folder: TempDir,
    state: TempDir,
}

impl Desk {
    #[track_caller]
    fn window(file: &str) -> (Self, Window) {
        let desk = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            state: tempfile::tempdir().expect("a temporary folder"),
        };
        fs::write(desk.path(), file).expect("the file can be written");
        let window = Window::open_guarded(&desk.path(), desk.state.path());
        (desk, window)
    }

    #[track_caller]
    fn saved() -> (Self, Window) {
        let (desk, mut window) = Self::window(&format::write(&chart(SKETCHES[0])));
        window.click_card("Ada");
        for person in ["Bob", "Cleo", "Dan"] {
            window.press(Key::Home);
            window.press(Key::Tab);
            window.type_text(person);
            window.press(Key::Enter);
            window.command(Key::S);
            window.wait_for_files();
            // Versions of the same millisecond are one.
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert_eq!(tree(window.chart()), SKETCHES[3], "saved three times");
        (desk, window)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("org.chart.ron")
    }
}

impl Window {
    #[track_caller]
    fn show_previous_versions(&mut self) {
        self.click("File");
        self.click("Previous versions…");
        self.wait_for_files();
    }

    /// The names of the rows, the newest first.
    fn versions(&self) -> Vec<String> {
        let is_version = |line: &&str| line.contains("position") && line.contains(" at ");
        self.names().lines().filter(is_version).map(str::to_owned).collect()
    }
}

#[test]
fn versions_are_listed_the_newest_first_with_what_differs() {
    let (_desk, mut window) = Desk::saved();
    window.show_previous_versions();
    let rows = window.versions();
    assert_eq!(rows.len(), 3, "one for each save, in\n{}", window.names());
    for (row, what) in rows.iter().zip(["3 positions; restoring it means: 1 position removed", "2 pos", "1 pos"]) {
        assert!(row.contains("Today at ") && row.contains(what), "{what} in {row}");
    }
}

#[test]
fn a_version_takes_the_place_of_the_chart_as_a_step_that_can_be_undone() {
    let by_key: fn(&mut Window) = |window| window.press_each(&[Key::ArrowDown, Key::Enter]);
    let by_mouse: fn(&mut Window) = |window| {
        let row = window.versions()[1].split('"').nth(1).expect("a name in quotes").to_owned();
        window.click(&row);
        window.click("Restore");
    };
    for (how, restore) in [("keys", by_key), ("the mouse", by_mouse)] {
        let (desk, mut window) = Desk::saved();
        window.show_previous_versions();
        restore(&mut window);
        window.wait_for_files();
        assert_eq!(tree(window.chart()), SKETCHES[1], "the second last one, by {how}");
        assert!(window.notice().starts_with("Restored the version of today at "), "said: {}", window.notice());
        assert!(window.is_changed(), "it is not saved");
        window.command(Key::Z);
        assert_eq!(tree(window.chart()), SKETCHES[3], "undo brings mine back");
        assert!(!window.is_changed(), "which is saved");
        window.command(Key::Y);
        window.command(Key::S);
        window.wait_for_files();
        let held = fs::read_to_string(desk.path()).expect("the file");
        assert_eq!(held, format::write(window.chart()), "and what was restored can be saved");
    }
}

#[test]
fn what_is_not_saved_yet_comes_back_with_undo() {
    let (_desk, mut window) = Desk::saved();
    window.click_card("Ada");
    window.press(Key::F2);
    window.retype("Ada Byron");
    window.show_previous_versions();
    window.press(Key::Enter);
    window.wait_for_files();
    assert_eq!(tree(window.chart()), SKETCHES[2], "restored");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), "Ada_Byron(Bob Cleo Dan)", "with the name that was being typed");
}

#[test]
fn without_versions_the_sheet_says_when_there_will_be_some() {
    let (_desk, mut window) = Desk::window(&format::write(&chart("Ada")));
    window.show_previous_versions();
    assert!(window.says("Whenever you save"), "in\n{}", window.texts());
    window.press(Key::Escape);
    assert!(!window.says("Whenever you save"), "closed with Esc");
}

#[test]
fn a_chart_without_a_file_has_no_versions() {
    let mut window = Window::open(chart("Ada"));
    window.click("File");
    window.click("Previous versions…");
    assert!(!window.says("Previous versions of"), "the entry is disabled");
}

#[test]
fn a_version_that_cannot_be_read_says_so_and_is_not_restored() {
    let (desk, mut window) = Desk::window("Chart(format: 1, positions: [(id: \"a\", person: \"Ada\")])");
    window.click_card("a");
    window.press(Key::Tab);
    window.type_text("Bob");
    window.press(Key::Enter);
    window.command(Key::S);
    window.wait_for_files();
    let previous = desk.state.path().join("previous");
    let folder = fs::read_dir(previous).expect("it is kept").flatten().next().expect("a folder for the file").path();
    let version = fs::read_dir(folder).expect("a folder").flatten().next().expect("a version").path();
    fs::write(&version, "torn").expect("it can be written");
    window.show_previous_versions();
    assert!(window.names().contains("It can't be read as a chart"), "in\n{}", window.names());
    let before = tree(window.chart());
    window.press(Key::Enter);
    window.wait_for_files();
    assert_eq!(tree(window.chart()), before, "Enter does nothing");
    let copied = window.clipboard_after_click("Copy path");
    assert_eq!(copied, version.to_string_lossy(), "but its path can be had");
}

#[test]
fn what_was_wrong_with_a_version_is_still_to_be_settled_once_it_is_restored() {
    let text =
        "Chart(format: 1, positions: [(id: \"a\", person: \"Ada\"), (id: \"b\", person: \"Bob\", reports_to: \"x\")])";
    let (_desk, mut window) = Desk::window(text);
    assert!(window.says("Problems in the file"), "the list");
    window.click_card("b");
    window.press(Key::Delete);
    window.command(Key::S);
    window.wait_for_files();
    assert!(!window.offers("1 problem"), "it went with whom it was about");
    window.show_previous_versions();
    window.press(Key::Enter);
    window.wait_for_files();
    assert!(window.notice().contains(" with 2 problems. Undo brings yours back"), "said: {}", window.notice());
    assert!(window.says("Problems in the file"), "and listed, and not:\n{}", window.texts());
}

#[test]
fn versions_can_be_shown_in_a_window_of_any_size() {
    let (_desk, mut window) = Desk::saved();
    window.show_previous_versions();
    window.press(Key::ArrowDown);
    for (width, height) in [(720.0, 480.0), (300.0, 200.0), (90.0, 700.0), (1000.0, 60.0), (10.0, 10.0)] {
        window.harness.set_size(Vec2::new(width, height));
        window.settle();
    }
    window.press(Key::Escape);
    assert_eq!(tree(window.chart()), SKETCHES[3], "the window has lived through it");
}
