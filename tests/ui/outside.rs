//! What other programs do to the file behind the chart, and what becomes of the person's own work then.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, Rect, ViewportCommand};
use rolechart::format;
use rolechart::model::Chart;
use rolechart::ui::RolechartApp;
use tempfile::TempDir;

use super::sketch::{chart, tree};
use super::window::{Window, builder};

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";
const EDITED: &str = "Ada:DIR(Bob:MGR(Cleo:BA))";
const THEIRS: &str = "Ada:DIR(Bob:MGR(Cleo:BA Eve:BA) Dan:MGR)";
const CHANGED: &str = "Another program has changed org.chart.ron, and you have unsaved changes";
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Long enough for a look at a small file.
const A_WHILE: Duration = Duration::from_millis(250);

/// Longer than a file is left alone between two looks.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2500);

/// A folder with a file, and another one for what is kept.
struct Desk {
    folder: TempDir,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        let temporary = || tempfile::tempdir().expect("a temporary folder");
        let desk = Self { folder: temporary(), state: temporary() };
        desk.others_write(START);
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("org.chart.ron")
    }

    /// A window on the file.
    #[track_caller]
    fn window(&self) -> Window {
        Window::open_guarded(&self.path(), self.state.path())
    }

    /// A window on the file, in which a position has been removed.
    #[track_caller]
    fn edited_window(&self) -> Window {
        let mut window = self.window();
        window.click_card("Dan");
        window.press(Key::Delete);
        assert_eq!(tree(window.chart()), EDITED, "an edit");
        window
    }

    #[track_caller]
    fn others_write(&self, sketch: &str) {
        self.others_write_text(&format::write(&chart(sketch)));
    }

    #[track_caller]
    fn others_write_text(&self, text: &str) {
        fs::write(self.path(), text).expect("the file can be written");
    }

    /// The sketch of what the file holds.
    #[track_caller]
    fn held(&self) -> String {
        sketch_of(&self.path())
    }

    /// The texts of all previous versions, the oldest first.
    fn versions(&self) -> Vec<String> {
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in fs::read_dir(self.state.path().join("previous")).into_iter().flatten().flatten() {
            files.extend(fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|entry| entry.path()));
        }
        files.sort();
        files.iter().map(|file| fs::read_to_string(file).expect("a kept version")).collect()
    }
}

#[track_caller]
fn sketch_of(path: &Path) -> String {
    let bytes = fs::read(path).expect("the file is there");
    tree(&format::read(&bytes).expect("it is a chart").chart)
}

impl Window {
    /// A window that was started with a file, which is watched; what is kept goes into the other folder.
    #[track_caller]
    pub(crate) fn open_guarded(file: &Path, state: &Path) -> Self {
        let (file, state) = (file.to_owned(), state.to_owned());
        let harness = builder().build_eframe(move |creation| {
            RolechartApp::for_tests_in(&creation.egui_ctx, Chart::default(), Some(file), &state)
        });
        let mut window = Self { harness, presses: 0 };
        window.wait_for_files();
        window
    }

    /// The person was in another program, and comes back to this window.
    #[track_caller]
    fn come_back(&mut self) {
        for focused in [false, true] {
            self.harness.input_mut().focused = focused;
            self.harness.step();
        }
    }

    /// The same, and whatever comes of it has come.
    #[track_caller]
    fn come_back_and_look(&mut self) {
        self.come_back();
        self.stay_for(A_WHILE);
    }

    /// Some time passes.
    #[track_caller]
    fn stay_for(&mut self, time: Duration) {
        let start = Instant::now();
        while start.elapsed() < time || self.app().is_busy() {
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
    }

    fn has_bar(&self) -> bool {
        ["Another program has changed", "is gone:"].iter().any(|words| self.says(words))
    }
}

#[test]
fn an_unedited_chart_follows_its_file_and_stays_where_it_was() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.click_card("Bob");
    window.press(Key::Space);
    window.command(Key::Minus);
    let (zoom, card) = (window.app().zoom(), window.card("Bob"));
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
    assert!(window.notice().starts_with("Reloaded org.chart.ron"), "it says so: {}", window.notice());
    assert!(!window.has_bar(), "nothing is at stake");
    assert_eq!(window.selected_person(), "Bob", "the selection stays");
    assert!((window.app().zoom() - zoom).abs() < 1e-9, "the zoom stays");
    assert!(!window.shows_card("Cleo"), "what was folded stays folded");
    assert_near(window.card("Bob"), card);
    assert_eq!(window.app().title(), "org.chart.ron", "nothing is unsaved");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), START, "reloading can be undone");
    assert!(window.is_changed(), "and is unsaved then");
    window.command(Key::Y);
    assert!(!window.is_changed(), "and done again");
}

#[test]
fn what_others_wrote_is_not_undone_in_the_file_without_a_word() {
    let desk = Desk::new();
    let mut window = desk.window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
    window.command(Key::Z);
    window.save();
    assert!(window.says("without what another program changed?"), "asked, in\n{}", window.texts());
    window.click("Cancel");
    assert_eq!(desk.held(), THEIRS, "nothing is written meanwhile");
    window.save();
    window.click("Save without them");
    window.wait_for_files();
    assert_eq!(desk.held(), START, "once the person has agreed");
    window.command(Key::Y);
    window.save();
    assert_eq!(desk.held(), THEIRS, "and nothing is asked a second time");
}

#[track_caller]
fn assert_near(a: Rect, b: Rect) {
    assert!((a.center() - b.center()).length() < 1.0, "the card stays where it was: {a} and {b}");
}

#[test]
fn the_file_is_looked_at_unasked() {
    let desk = Desk::new();
    let mut window = desk.window();
    desk.others_write(THEIRS);
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
}

#[test]
fn an_edited_chart_can_give_way() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the bar", |window| window.says(CHANGED));
    assert_eq!(tree(window.chart()), EDITED, "nothing is lost");
    for button in ["Compare…", "Reload", "Keep mine"] {
        assert!(window.offers(button), "the bar offers {button}");
    }
    window.click("Reload");
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
    assert!(!window.has_bar() && !window.is_changed(), "all is quiet");
    window.command(Key::Z);
    assert_eq!(tree(window.chart()), EDITED, "undo brings mine back");
    window.save();
    assert_eq!(desk.held(), EDITED, "and it is saved without another question");
    assert_eq!(desk.versions(), [format::write(&chart(THEIRS))], "theirs is kept");
}

#[test]
fn an_edited_chart_can_be_kept() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the bar", |window| window.says(CHANGED));
    window.click("Keep mine");
    assert!(!window.has_bar(), "the bar goes");
    assert_eq!(window.app().title(), "org.chart.ron •", "it is unsaved");
    window.come_back_and_look();
    assert!(!window.has_bar(), "and doesn't come again");
    assert_eq!(desk.held(), THEIRS, "nothing is written yet");
    window.save();
    assert_eq!(desk.held(), EDITED, "saved without another question");
    assert_eq!(desk.versions(), [format::write(&chart(THEIRS))], "theirs is kept");
}

#[test]
fn of_two_changes_the_last_one_counts() {
    for (button, held_after_saving) in [("Reload", "Ada:DIR(Gus:MGR)"), ("Keep mine", EDITED)] {
        let desk = Desk::new();
        let mut window = desk.edited_window();
        desk.others_write(THEIRS);
        window.come_back();
        window.wait_until("the bar", Window::has_bar);
        desk.others_write("Ada:DIR(Gus:MGR)");
        window.come_back_and_look();
        assert!(window.has_bar(), "the bar is still there");
        window.click(button);
        window.wait_for_files();
        window.save();
        assert_eq!(desk.held(), held_after_saving, "{button}, then save");
        assert!(!window.is_changed(), "no question is open after {button}");
    }
}

#[test]
fn what_was_kept_is_asked_about_again_when_the_file_changes_again() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    window.click("Keep mine");
    desk.others_write(START);
    window.come_back();
    window.wait_until("the bar again", Window::has_bar);
    assert_eq!(tree(window.chart()), EDITED, "mine is still here");
}

#[test]
fn a_save_before_the_change_was_noticed_asks() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.save();
    assert!(window.says("Another program has changed “org.chart.ron”"), "a question");
    assert_eq!(desk.held(), THEIRS, "nothing is replaced");
    window.press(Key::Escape);
    assert!(window.is_changed(), "nothing is saved");
    window.wait_until("the bar", |window| window.says(CHANGED));
    window.save();
    window.click("Replace it");
    window.wait_for_files();
    assert_eq!(desk.held(), EDITED, "now it is");
    assert!(!window.has_bar(), "all is quiet");
    assert_eq!(desk.versions(), [format::write(&chart(THEIRS))], "theirs is kept");
}

#[test]
fn the_own_name_is_no_way_around_what_others_wrote() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.give_path(&desk.path());
    assert!(window.says("What it holds now is kept as a previous version"), "asked, in\n{}", window.texts());
    window.click("Replace");
    window.wait_for_files();
    assert!(window.says("Another program has changed “org.chart.ron”"), "and asked again, in\n{}", window.texts());
    assert_eq!(desk.held(), THEIRS, "nothing is replaced");
}

#[test]
fn a_file_that_goes_leaves_the_chart_unsaved_until_it_is_back() {
    let lose_file: fn(&Desk) = |desk| fs::rename(desk.path(), desk.folder.path().join("other")).expect("it is there");
    let find_file: fn(&Desk) = |desk| fs::rename(desk.folder.path().join("other"), desk.path()).expect("it is there");
    let lose_folder: fn(&Desk) = |desk| fs::rename(desk.folder.path(), away(desk)).expect("it is there");
    let find_folder: fn(&Desk) = |desk| fs::rename(away(desk), desk.folder.path()).expect("it is there");
    for (what, lose, find) in [("file", lose_file, find_file), ("folder", lose_folder, find_folder)] {
        let desk = Desk::new();
        let mut window = desk.window();
        lose(&desk);
        window.come_back();
        window.wait_until("the bar", |window| window.says("org.chart.ron is gone"));
        assert_eq!(tree(window.chart()), START, "the chart stays without its {what}");
        assert_eq!(window.app().title(), "org.chart.ron •", "and is unsaved without its {what}");
        find(&desk);
        window.come_back();
        window.wait_until("quiet", |window| !window.has_bar());
        assert_eq!(window.app().title(), "org.chart.ron", "the {what} is back");
    }
}

fn away(desk: &Desk) -> PathBuf {
    desk.folder.path().with_extension("away")
}

#[test]
fn a_file_that_is_gone_is_written_again() {
    let desk = Desk::new();
    let mut window = desk.window();
    fs::remove_file(desk.path()).expect("it is there");
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    window.click_last("Save");
    window.wait_for_files();
    assert_eq!(desk.held(), START, "it is there again");
    assert!(!window.has_bar() && !window.is_changed(), "all is quiet");
}

#[test]
fn another_chart_in_place_of_a_lost_file_is_shown_if_nothing_was_edited() {
    let desk = Desk::new();
    let mut window = desk.window();
    fs::remove_file(desk.path()).expect("it is there");
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
    assert!(!window.has_bar() && !window.is_changed(), "nobody had touched it");
}

#[test]
fn what_cannot_be_read_leaves_the_chart_as_it_is() {
    let desk = Desk::new();
    let mut window = desk.window();
    desk.others_write_text("Chart(format: 1, titel: \"x\")");
    window.come_back();
    window.wait_until("the bar", |window| window.says("it can't be read now"));
    assert_eq!(tree(window.chart()), START, "the chart stays");
    assert!(window.is_changed(), "no file holds it");
    window.click("Why?");
    assert!(window.says("org.chart.ron:1:18"), "the reason and the place, in\n{}", window.texts());
    window.press(Key::Escape);
    desk.others_write(START);
    window.come_back();
    window.wait_until("quiet", |window| !window.has_bar());
    assert!(!window.is_changed(), "it is back");
    desk.others_write_text("no chart");
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    window.click("Keep mine");
    window.save();
    assert_eq!(desk.held(), START, "replaced without another question");
    assert_eq!(desk.versions(), ["no chart"], "what was there is kept");
}

#[test]
fn nothing_is_taken_out_of_busy_hands() {
    let type_in_field: fn(&mut Window) = |window| {
        window.click_card("Bob");
        window.click("Person");
        window.retype("Robert");
    };
    let rename: fn(&mut Window) = |window| {
        window.click_card("Bob");
        window.type_text("Robert");
    };
    let open_dialog: fn(&mut Window) = |window| window.press(Key::F1);
    let open_menu: fn(&mut Window) = |window| window.click("Edit");
    let commit: fn(&mut Window) = |window| window.press(Key::Enter);
    let escape: fn(&mut Window) = |window| window.press(Key::Escape);
    let robert = "Ada:DIR(Robert:MGR(Cleo:BA) Dan:MGR)";
    for (hands, take, finish, expected) in [
        ("a field", type_in_field, commit, robert),
        ("a name on a card", rename, commit, robert),
        ("a name on a card that is given up", rename, escape, THEIRS),
        ("a dialog", open_dialog, escape, THEIRS),
        ("a menu", open_menu, escape, THEIRS),
    ] {
        let desk = Desk::new();
        let mut window = desk.window();
        take(&mut window);
        desk.others_write(THEIRS);
        window.come_back_and_look();
        assert_ne!(tree(window.chart()), THEIRS, "{hands}: nothing is taken meanwhile");
        finish(&mut window);
        window.wait_until(hands, |window| tree(window.chart()) == expected);
        window.come_back_and_look();
        assert_eq!(tree(window.chart()), expected, "{hands}: what was done is not lost");
        assert_eq!(window.has_bar(), expected != THEIRS, "{hands}: the bar where something is unsaved");
    }
}

#[test]
fn nothing_is_taken_from_under_a_card_on_its_way() {
    let desk = Desk::new();
    let mut window = desk.window();
    let (from, to) = (window.grip_of("Cleo"), window.place_on("Dan", 0.5));
    window.carry(from, to);
    desk.others_write(THEIRS);
    // Without leaving the window, which would end the drag.
    window.stay_for(BETWEEN_LOOKS);
    assert_eq!(tree(window.chart()), START, "nothing moves meanwhile");
    window.let_go(to);
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR Dan:MGR(Cleo:BA))", "the card is where it was let go");
    window.wait_until("the bar", Window::has_bar);
}

#[test]
fn own_saves_are_no_news() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    for step in [Key::S, Key::Z, Key::S, Key::Y, Key::S] {
        window.command(step);
        window.wait_for_files();
        window.come_back_and_look();
        assert!(!window.has_bar(), "quiet after {step:?}");
        assert!(!window.notice().starts_with("Reloaded"), "not reloaded after {step:?}");
    }
    assert_eq!(desk.held(), EDITED, "saved");
}

#[test]
fn saving_elsewhere_leaves_what_others_wrote_alone() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    let other = desk.folder.path().join("mine.chart.ron");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.give_path(&other);
    assert_eq!((sketch_of(&other).as_str(), desk.held().as_str()), (EDITED, THEIRS), "both are there");
    assert!(!window.has_bar() && !window.is_changed(), "the other file is behind the chart now");
    desk.others_write(START);
    window.come_back_and_look();
    assert_eq!(tree(window.chart()), EDITED, "the old one is watched no more");
}

#[cfg(unix)]
#[test]
fn a_link_is_watched_where_it_leads() {
    let desk = Desk::new();
    let link = desk.folder.path().join("link.chart.ron");
    std::os::unix::fs::symlink(desk.path(), &link).expect("links can be made here");
    let mut window = Window::open_guarded(&link, desk.state.path());
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the chart is reloaded", |window| tree(window.chart()) == THEIRS);
    window.click_card("Dan");
    window.press(Key::Delete);
    window.save();
    assert!(link.is_symlink(), "the link stays");
    assert_eq!(desk.held(), "Ada:DIR(Bob:MGR(Cleo:BA Eve:BA))", "its file is written");
    window.come_back_and_look();
    assert!(!window.has_bar(), "and that is no news");
}

#[test]
fn two_windows_on_one_file_see_each_other() {
    let desk = Desk::new();
    let (mut mine, mut other) = (desk.window(), desk.window());
    mine.click_card("Dan");
    mine.press(Key::Delete);
    mine.save();
    other.come_back();
    other.wait_until("the other window follows", |window| tree(window.chart()) == EDITED);
    assert!(!other.has_bar(), "nothing is at stake there");
    other.click_card("Cleo");
    other.press(Key::Delete);
    mine.click_card("Bob");
    mine.press(Key::Space);
    mine.type_text("Robert");
    mine.press(Key::Enter);
    mine.save();
    other.come_back();
    other.wait_until("the bar", Window::has_bar);
    other.save();
    assert!(other.says("Another program has changed “org.chart.ron”"), "a save asks as well");
    assert_eq!(desk.held(), "Ada:DIR(Robert:MGR(Cleo:BA))", "and nothing is replaced");
}

#[test]
fn a_read_only_file_that_others_changed_is_asked_about_once_for_each() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    let mut permissions = fs::metadata(desk.path()).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.path(), permissions).expect("it is ours");
    window.save();
    assert!(window.says("“org.chart.ron” is read-only"), "the first question, in\n{}", window.texts());
    window.click("Replace it");
    window.wait_for_files();
    assert!(window.says("Another program has changed “org.chart.ron”"), "the second question");
    window.click("Replace it");
    window.wait_for_files();
    assert_eq!(desk.held(), EDITED, "and no third one, but:\n{}", window.texts());
    assert!(fs::metadata(desk.path()).expect("the file").permissions().readonly(), "it stays read-only");
}

#[test]
fn who_compares_before_quitting_does_not_quit_with_the_next_save() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    assert!(!window.closes(), "it asks first");
    window.click("Save");
    window.wait_for_files();
    assert!(window.says("Another program has changed “org.chart.ron”"), "nothing is replaced unasked");
    window.click_last("Compare…");
    window.wait_for_files();
    window.press(Key::Escape);
    window.wait_until("the bar", Window::has_bar);
    window.click("Keep mine");
    window.in_one_frame([key(Modifiers::COMMAND, Key::S)]);
    let start = Instant::now();
    while window.app().is_busy() && start.elapsed() < PATIENCE {
        assert!(!window.commands().contains(&ViewportCommand::Close), "it stays");
        window.harness.step();
    }
    assert!(!window.commands().contains(&ViewportCommand::Close), "it stays after saving");
    assert_eq!(desk.held(), EDITED, "saved");
}

fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn the_bar_is_used_by_keys_alone() {
    let desk = Desk::new();
    let mut window = desk.edited_window();
    desk.others_write(THEIRS);
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    for _ in 0..6 {
        if window.focused_name() != "Compare…" {
            window.press(Key::F6);
        }
    }
    assert_eq!(window.focused_name(), "Compare…", "F6 leads to the bar");
    window.press(Key::Tab);
    assert_eq!(window.focused_name(), "Reload", "Tab to the next button");
    window.press(Key::Tab);
    assert_eq!(window.focused_name(), "Keep mine", "and the next");
    window.press(Key::Enter);
    assert!(!window.has_bar(), "pressed with Enter");
    assert_eq!(tree(window.chart()), EDITED, "the key went nowhere else");
}

#[test]
fn a_long_name_leaves_room_for_what_happened() {
    let desk = Desk::new();
    let path = desk.folder.path().join(format!("{}.chart.ron", "a-very-long-name-".repeat(12)));
    fs::write(&path, format::write(&chart(START))).expect("the file can be written");
    let mut window = Window::open_guarded(&path, desk.state.path());
    fs::remove_file(&path).expect("it is there");
    window.come_back();
    window.wait_until("the bar", Window::has_bar);
    assert!(window.says("…") && window.says(".chart.ron is gone"), "the middle of the name is left out");
    assert!(window.place_of("Save as…").right() < 1400.0, "the buttons are in the window");
}

#[test]
fn what_could_not_be_true_in_a_reloaded_file_counts_as_unsaved() {
    let desk = Desk::new();
    let mut window = desk.window();
    let text = format::write(&chart(THEIRS)).replace("reports_to: \"Bob\"", "reports_to: \"Bobb\"");
    desk.others_write_text(&text);
    window.come_back();
    window.wait_until("the chart is reloaded", |window| window.chart().tops().len() == 3);
    assert!(window.is_changed(), "what is shown is not what the file holds");
    assert!(window.offers("2 problems"), "and the status bar says so");
}
