//! What threads bring back when something else has happened meanwhile. A test takes their outcomes when it wants to, so that
//! nothing here depends on who is faster.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::Context;
use tempfile::TempDir;

use super::RolechartApp;
use crate::editor::Command;
use crate::format;
use crate::model::{Chart, PositionChange, PositionId, sketch};
use crate::storage::{Digest, Origin, RealDisk, Shelf};
use crate::ui::compare::Against;
use crate::ui::dialogs::{Answer, Dialog};
use crate::ui::files::{Consent, Goal, Next, Replaced};
use crate::ui::left_sheet::LeftAnswer;

/// What is open at first.
const MINE: &str = "ada(bob)";
/// What another file holds.
const OTHER: &str = "gus";

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A window's app without the window, and files beside it.
struct Desk {
    folder: TempDir,
    ctx: Context,
    frame: eframe::Frame,
    app: RolechartApp,
}

impl Desk {
    /// The chart is that of the file `mine`.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let ctx = Context::default();
        write(&folder.path().join("mine.ron"), MINE);
        write(&folder.path().join("other.ron"), OTHER);
        let app = RolechartApp::for_tests(&ctx, Chart::default(), Some(folder.path().join("mine.ron")));
        let mut desk = Self { folder, ctx, frame: eframe::Frame::_new_kittest(), app };
        desk.finish();
        assert!(desk.has("Ada"), "the chart is open");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.ron"))
    }

    /// Waits for all threads, and takes what they bring; nothing is taken before they all are done.
    fn finish(&mut self) {
        while self.app.is_busy() {
            std::thread::sleep(Duration::from_millis(20));
            self.frame();
        }
        self.frame();
    }

    /// What a frame does with what threads and dialogs have brought.
    fn frame(&mut self) {
        self.app.finish_files(&self.ctx, &self.frame);
        self.app.finish_merge();
        self.app.finish_left();
        self.app.go_on_after_writing(&self.ctx, &self.frame);
        self.app.show_waiting_question();
        self.app.look_outside(&self.ctx);
    }

    fn edit(&mut self, name: &str) {
        let first = self.app.chart().tops().next().cloned().expect("somebody");
        self.app.execute(Command::SetPosition(first, vec![PositionChange::Person(name.to_owned())]));
    }

    fn open(&mut self, name: &str) {
        self.app.go_on(Next::Open(self.path(name)), &self.ctx, &self.frame);
    }

    fn save(&mut self) {
        self.app.save(&self.ctx, &self.frame);
    }

    fn save_as(&mut self, name: &str) {
        self.app.use_path(Goal::Save, self.path(name), &self.ctx, &self.frame);
    }

    fn answer(&mut self, answer: Answer) {
        self.app.answer(answer, &self.ctx, &self.frame);
    }

    /// Whether somebody of this name is in the chart that is open.
    fn has(&self, person: &str) -> bool {
        self.app.chart().walk().any(|visit| visit.position.person == person)
    }

    /// Whether a file holds somebody of this name.
    fn holds(&self, name: &str, person: &str) -> bool {
        fs::read_to_string(self.path(name)).is_ok_and(|text| text.contains(&format!("\"{person}\"")))
    }

    fn file(&self) -> Option<&Path> {
        self.app.files.path()
    }
}

/// A file in which everybody has the id as a name, with a capital letter.
fn write(path: &Path, sketch: &str) {
    fs::write(path, format::write(&named(sketch))).expect("the file can be written");
}

fn named(text: &str) -> Chart {
    let mut editor = crate::editor::Editor::new(sketch::chart(text));
    let ids: Vec<PositionId> = editor.chart().walk().map(|visit| visit.position.id.clone()).collect();
    for id in ids {
        let name = crate::ui::left::capitalised(id.as_str());
        editor.execute(Command::SetPosition(id, vec![PositionChange::Person(name)])).expect("it is there");
    }
    editor.chart().clone()
}

#[test]
fn a_file_that_comes_late_takes_nothing_away() {
    let mut desk = Desk::new();
    desk.open("other");
    desk.edit("Zoe");
    desk.finish();
    assert!(desk.has("Zoe"), "what was done meanwhile is there");
    assert!(matches!(desk.app.dialog, Some(Dialog::Unsaved(_))), "and asked about: {:?}", desk.app.dialog);
    desk.answer(Answer::Discard(Next::Open(desk.path("other"))));
    desk.finish();
    assert!(desk.has("Gus") && !desk.app.editor.is_changed(), "then the file is opened");
}

#[test]
fn a_file_that_comes_during_a_save_waits_for_it() {
    let mut desk = Desk::new();
    desk.open("other");
    desk.edit("Zoe");
    desk.save();
    desk.finish();
    assert!(desk.holds("mine", "Zoe"), "saved where it belongs");
    assert!(desk.has("Gus"), "then the other file is opened");
    assert_eq!(desk.file(), Some(desk.path("other").as_path()), "with its own name");
    desk.save();
    desk.finish();
    assert!(desk.holds("mine", "Zoe") && desk.holds("other", "Gus"), "and neither is written over the other");
}

#[test]
fn a_second_save_is_not_carried_over_to_another_document() {
    let mut desk = Desk::new();
    desk.open("other");
    desk.save();
    desk.edit("Zoe");
    desk.save();
    desk.finish();
    assert!(desk.holds("mine", "Zoe") && desk.holds("other", "Gus"), "each file has its own chart");
}

#[test]
fn a_file_waits_while_something_is_being_asked() {
    let mut desk = Desk::new();
    desk.open("other");
    desk.app.dialog = Some(Dialog::List { text: "typed".to_owned() });
    desk.finish();
    assert!(matches!(desk.app.dialog, Some(Dialog::List { .. })) && desk.has("Ada"), "what was typed is still there");
    desk.answer(Answer::Cancel);
    desk.finish();
    assert!(desk.has("Gus"), "then the file is opened");
}

#[test]
fn what_was_left_does_not_take_the_place_of_what_is_being_saved() {
    let mut desk = Desk::new();
    let shelf = Shelf::new(desk.folder.path());
    let origin = Origin::file(&desk.path("other"), Some(Digest::of(b"")));
    shelf.begin().expect("a session").keep(&RealDisk, &origin, &format::write(&named("eve"))).expect("room for it");
    let left = shelf.left().expect("the shelf").remove(0);
    desk.app.restore_left(left, &desk.ctx);
    desk.edit("Zoe");
    desk.save();
    desk.finish();
    assert!(desk.has("Zoe") && desk.holds("mine", "Zoe"), "the chart was changed, so that it stays");
    assert!(desk.app.notice().starts_with("The chart has changed meanwhile"), "said: {}", desk.app.notice());
    // The window lets go of it on a thread.
    let start = Instant::now();
    while shelf.left().expect("the shelf").is_empty() {
        assert!(start.elapsed() < PATIENCE, "what was left is still there");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_name_for_one_chart_is_not_used_for_another() {
    let mut desk = Desk::new();
    desk.app.path_typed(Goal::Save, desk.path("new"), &desk.ctx, &desk.frame);
    desk.app.show_new(named("eve"));
    desk.finish();
    assert!(!desk.path("new").exists(), "nothing is written");
    assert!(desk.app.notice().starts_with("Nothing was written"), "said: {}", desk.app.notice());
}

#[test]
fn a_save_that_breaks_off_leaves_the_chart_unsaved() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    desk.app.files.break_save(&desk.ctx);
    desk.app.editor.mark_saved();
    desk.save_as("new");
    desk.finish();
    assert!(desk.app.editor.is_changed(), "it is not saved");
    assert!(!desk.path("new").exists(), "and what was to come next is not tried");
    assert!(matches!(desk.app.dialog, Some(Dialog::Failure { .. })), "it is said: {:?}", desk.app.dialog);
}

#[test]
fn nothing_is_taken_from_the_file_while_it_is_being_written() {
    type Doing = fn(&mut Desk);
    let doings: [(&str, Doing); 4] = [
        ("reload", |desk| desk.app.reload(&desk.ctx)),
        ("compare", |desk| desk.app.compare(Against::File, &desk.ctx)),
        ("keep mine", |desk| desk.app.keep_mine()),
        ("restore", |desk| {
            let wanted = crate::ui::previous::Wanted { file: desk.path("other"), words: "it".to_owned() };
            desk.app.restore(wanted, &desk.ctx);
        }),
    ];
    for (what, doing) in doings {
        let mut desk = Desk::new();
        desk.edit("Zoe");
        desk.save();
        doing(&mut desk);
        assert!(desk.app.notice().starts_with("The chart is being saved"), "{what} says: {}", desk.app.notice());
        assert!(desk.app.dialog.is_none(), "{what} opens nothing");
        desk.finish();
        assert!(desk.has("Zoe") && desk.holds("mine", "Zoe"), "{what} changes nothing");
    }
}

#[test]
fn a_reload_that_a_save_has_overtaken_is_told_so() {
    let mut desk = Desk::new();
    desk.app.reload(&desk.ctx);
    desk.edit("Zoe");
    desk.save();
    desk.finish();
    assert!(desk.has("Zoe"), "nothing is lost");
}

#[test]
fn saving_elsewhere_is_not_forgotten_for_the_next_save() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    desk.save();
    desk.save_as("new");
    desk.edit("Eve");
    desk.save();
    desk.finish();
    assert!(desk.holds("mine", "Zoe"), "the first save");
    assert!(desk.holds("new", "Eve"), "the second, as it was by then");
    assert_eq!(desk.file(), Some(desk.path("new").as_path()), "which is the chart's file now");
}

#[test]
fn the_next_save_goes_to_the_name_that_is_being_saved_under() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    desk.save_as("new");
    desk.edit("Eve");
    desk.save();
    desk.finish();
    assert!(desk.holds("new", "Eve") && desk.holds("mine", "Ada"), "the old file stays as it was");
    assert_eq!(desk.file(), Some(desk.path("new").as_path()), "and is the chart's file no more");
}

#[test]
fn saving_under_the_own_name_still_asks_about_what_others_wrote() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    write(&desk.path("mine"), "eve");
    desk.save_as("mine");
    desk.finish();
    assert!(desk.holds("mine", "Eve"), "theirs is not replaced");
    assert!(matches!(desk.app.dialog, Some(Dialog::ChangedOnDisk { is_behind: true, .. })), "{:?}", desk.app.dialog);
    let agreed = Consent { replaces: Replaced::Anything, ..Consent::default() };
    desk.answer(Answer::SaveWith(desk.path("mine"), agreed));
    desk.finish();
    assert!(desk.holds("mine", "Zoe"), "but once it is agreed");
}

#[cfg(unix)]
#[test]
fn another_name_of_the_own_file_asks_too() {
    let mut desk = Desk::new();
    std::os::unix::fs::symlink(desk.path("mine"), desk.path("alias")).expect("links can be made here");
    desk.edit("Zoe");
    write(&desk.path("mine"), "eve");
    desk.save_as("alias");
    desk.finish();
    assert!(desk.holds("mine", "Eve"), "theirs is not replaced");
}

#[test]
fn a_file_that_has_come_since_the_name_was_given_is_asked_about() {
    let mut desk = Desk::new();
    desk.app.path_typed(Goal::Save, desk.path("new"), &desk.ctx, &desk.frame);
    desk.finish();
    assert!(desk.holds("new", "Ada"), "saved where nothing was");
    let consent = Consent { replaces: Replaced::Nothing, ..Consent::default() };
    desk.app.save_to(desk.path("other"), consent, &desk.ctx);
    desk.finish();
    assert!(desk.holds("other", "Gus"), "what has come is not replaced");
    assert!(matches!(desk.app.dialog, Some(Dialog::Overwrite { .. })), "but asked about: {:?}", desk.app.dialog);
}

#[test]
fn comments_of_others_are_not_lost_unasked() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    let text = "Chart(format: 1, positions: [\n// the boss\n(id: \"eve\", person: \"Eve\")])";
    fs::write(desk.path("mine"), text).expect("the file can be written");
    let read = crate::ui::files::read(&desk.path("mine")).expect("a chart");
    desk.app.overrule(read.into());
    desk.save();
    assert!(matches!(desk.app.dialog, Some(Dialog::LosesComments { .. })), "asked: {:?}", desk.app.dialog);
}

#[test]
fn what_failed_is_said_after_what_is_being_typed() {
    let mut desk = Desk::new();
    desk.app.dialog = Some(Dialog::List { text: "typed".to_owned() });
    desk.app.fail("First", String::new());
    desk.app.fail("Second", String::new());
    assert!(matches!(desk.app.dialog, Some(Dialog::List { .. })), "what was typed is still there");
    for expected in ["First", "Second"] {
        desk.answer(Answer::Cancel);
        desk.frame();
        let is_shown = matches!(desk.app.dialog, Some(Dialog::Failure { head, .. }) if head == expected);
        assert!(is_shown, "{expected} is said, and not {:?}", desk.app.dialog);
    }
}

#[test]
fn what_a_question_interrupts_comes_back_and_keeps_nothing_from_being_saved() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    desk.app.dialog = Some(Dialog::List { text: "typed".to_owned() });
    desk.open("other");
    assert!(matches!(desk.app.dialog, Some(Dialog::Unsaved(_))), "asked at once: {:?}", desk.app.dialog);
    desk.answer(Answer::SaveThen(Next::Open(desk.path("other"))));
    desk.finish();
    assert!(desk.holds("mine", "Zoe"), "saved");
    let is_back = matches!(&desk.app.dialog, Some(Dialog::List { text }) if text == "typed");
    assert!(is_back, "what was typed is back, and not {:?}", desk.app.dialog);
    desk.answer(Answer::Cancel);
    desk.finish();
    assert!(desk.has("Gus"), "then the file is opened");
}

#[test]
fn what_was_to_come_after_a_save_is_forgotten_with_its_question() {
    let mut desk = Desk::new();
    desk.edit("Zoe");
    write(&desk.path("mine"), "eve");
    desk.answer(Answer::SaveThen(Next::Open(desk.path("other"))));
    desk.finish();
    assert!(matches!(desk.app.dialog, Some(Dialog::ChangedOnDisk { .. })), "a question: {:?}", desk.app.dialog);
    desk.answer(Answer::Cancel);
    desk.finish();
    assert!(desk.has("Zoe") && desk.app.dialog.is_none(), "nothing comes after it");
}

#[test]
fn what_is_typed_during_a_save_is_kept_and_nothing_is_let_go_before_it_is_over() {
    let mut desk = Desk::new();
    let state = tempfile::tempdir().expect("a temporary folder");
    desk.app.keep_watch(&desk.ctx, Some(state.path()));
    desk.finish();
    desk.edit("Zoe");
    desk.app.note_unsaved();
    wait_until("the first change is kept", || keeps(state.path(), "Zoe"));
    desk.save();
    desk.app.note_unsaved();
    std::thread::sleep(Duration::from_millis(300));
    assert!(keeps(state.path(), "Zoe"), "it stays while the file is being written");
    desk.edit("Eve");
    desk.app.note_unsaved();
    wait_until("what is done meanwhile is kept", || keeps(state.path(), "Eve"));
    desk.finish();
    desk.save();
    desk.finish();
    desk.app.note_unsaved();
    wait_until("a save makes it needless", || !keeps(state.path(), "Eve"));
}

#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether what is kept of unsaved changes in a folder of states has somebody of this name.
fn keeps(state: &Path, person: &str) -> bool {
    let sessions = fs::read_dir(state.join("recovery")).into_iter().flatten().flatten();
    let files = sessions.flat_map(|session| fs::read_dir(session.path()).into_iter().flatten().flatten());
    let texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
    texts.into_iter().any(|text| text.contains(&format!("\"{person}\"")))
}

#[test]
fn of_two_charts_that_are_not_discarded_both_are_told_of() {
    let mut desk = Desk::new();
    let shelf = Shelf::new(desk.folder.path());
    for _ in 0..2 {
        shelf.begin().expect("a session").keep(&RealDisk, &Origin::default(), "text").expect("room for it");
    }
    let charts = shelf.left().expect("the shelf");
    let _of_another_window: Vec<_> = charts.iter().map(|left| left.adopt().expect("nobody else has it")).collect();
    for left in charts {
        desk.app.answer_left(LeftAnswer::Discard(left), None, &desk.ctx, &desk.frame);
    }
    desk.finish();
    for nth in ["the first", "the second"] {
        assert!(matches!(desk.app.dialog, Some(Dialog::Failure { .. })), "{nth} failure: {:?}", desk.app.dialog);
        desk.answer(Answer::Cancel);
        desk.frame();
    }
    assert!(desk.app.dialog.is_none(), "and no third one");
}
