//! Several windows at once, each a process of its own, and one shelf where they keep what isn't saved.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rolechart::format;
use rolechart::model::Chart;
use rolechart::storage::{Left, Origin, RealDisk, Session, Shelf};
use tempfile::TempDir;

use crate::common::twin;

/// How many windows want the same chart.
const RIVALS: usize = 4;
/// How often they race for it.
const RACES: usize = 10;

/// A window in a process of its own: it says what it has done, and goes on when it hears a word.
struct Window {
    process: Child,
    said: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Window {
    fn open(test: &str, folder: &Path) -> Self {
        let mut command: Command = twin::twin(&[], test, folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("the window opens");
        let said = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let mut window = Self { process, said };
        window.hear("open");
        window
    }

    /// Waits until it says a word of this kind, and gives that.
    fn hear(&mut self, kind: &str) -> String {
        // The test's own name and a word may share a line.
        let mut words = self.said.by_ref().map_while(Result::ok);
        words
            .find_map(|line| line.split_once(&format!("says {kind}")).map(|(_, rest)| rest.trim().to_owned()))
            .expect(kind)
    }

    fn go_on(&mut self) {
        let input = self.process.stdin.as_mut().expect("it is piped");
        writeln!(input, "go on").expect("it listens");
    }

    fn kill(mut self) {
        self.process.kill().expect("it is alive");
        self.process.wait().expect("it dies");
    }

    fn close(mut self) {
        self.go_on();
        assert!(self.process.wait().expect("it ends").success(), "it closes as it should");
    }
}

/// In such a process: says a word, and waits for one.
fn say_and_wait(word: &str) {
    println!("\nsays {word}");
    std::io::stdin().read_line(&mut String::new()).expect("somebody tells to go on");
}

fn keep(shelf: &Shelf, title: &str) -> Session {
    let session = shelf.begin().expect("a session");
    session.keep(&RealDisk, &Origin::default(), &format::write(&Chart::new(title))).expect("room for it");
    session
}

fn titles(shelf: &Shelf) -> Vec<String> {
    let title = |left: &Left| left.chart().expect("a whole chart").chart.title().to_owned();
    shelf.left().expect("the shelf").iter().map(title).collect()
}

fn shelf() -> (TempDir, Shelf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shelf = Shelf::new(folder.path());
    (folder, shelf)
}

#[test]
fn twin_that_has_unsaved_work() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let session = keep(&Shelf::new(&folder), &format!("of {}", std::process::id()));
    say_and_wait("open");
    session.clear(&RealDisk).expect("it is saved");
}

#[test]
fn twin_that_restores() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let left = Shelf::new(&folder).left().expect("the shelf");
    say_and_wait("open");
    let adopted = left.first().and_then(|left| left.adopt().ok());
    say_and_wait(if adopted.is_some() { "result won" } else { "result lost" });
    // Nothing is saved, so it is still there for the next one.
    drop(adopted);
}

#[test]
fn one_window_dies_and_another_lives() {
    let (folder, shelf) = shelf();
    let test = "saving::windows::twin_that_has_unsaved_work";
    let (unlucky, alive) = (Window::open(test, folder.path()), Window::open(test, folder.path()));
    assert_eq!(titles(&shelf), [""; 0], "both are alive");
    let dead = unlucky.process.id();
    unlucky.kill();
    let expected = [format!("of {dead}")];
    assert_eq!(titles(&shelf), expected, "what the dead one left, and nothing of the other");
    assert_eq!(titles(&shelf), expected, "looking takes nothing away");
    alive.close();
    assert_eq!(titles(&shelf), expected, "the other one has saved, and leaves nothing");
}

#[test]
fn of_all_who_restore_the_same_chart_exactly_one_gets_it() {
    let (folder, shelf) = shelf();
    drop(keep(&shelf, "wanted"));
    for race in 0..RACES {
        let test = "saving::windows::twin_that_restores";
        let mut rivals: Vec<Window> = (0..RIVALS).map(|_| Window::open(test, folder.path())).collect();
        rivals.iter_mut().for_each(Window::go_on);
        let results: Vec<String> = rivals.iter_mut().map(|rival| rival.hear("result")).collect();
        let winners = results.iter().filter(|result| *result == "won").count();
        assert_eq!(winners, 1, "one winner in race {race}: {results:?}");
        rivals.into_iter().for_each(Window::close);
        assert_eq!(titles(&shelf), ["wanted"], "it is still there after race {race}, since nobody has saved it");
    }
}

#[test]
fn a_window_whose_folder_was_removed_begins_another() {
    let (_folder, shelf) = shelf();
    let session = keep(&shelf, "swept away");
    fs::remove_dir_all(shelf.folder()).expect("somebody tidies up");
    let error = session.keep(&RealDisk, &Origin::default(), "").expect_err("nobody would know of its lock");
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "the reason: {error}");
    drop(session);
    drop(keep(&shelf, "kept again"));
    assert_eq!(titles(&shelf), ["kept again"], "as any other");
}
