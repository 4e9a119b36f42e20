//! A program that saves again and again is killed at any moment.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rolechart::format;
use rolechart::storage::{Disk as _, Origin, Previous, RealDisk, Saving, Shelf};
use tempfile::TempDir;

use crate::common::twin;
use crate::department::department;

/// How often each program is killed, unless this is said otherwise.
const ROUNDS: usize = 100;
const ROUNDS_VARIABLE: &str = "ROLECHART_ROUNDS";
/// How long a program may go on until it is killed, in microseconds: many saves, or a part of one.
const LONGEST_LIFE: u64 = 40_000;
/// What a program says when it begins.
const READY: &str = "ready to be killed";

/// A folder with the texts of two charts of different sizes.
fn two_charts() -> (TempDir, [Vec<u8>; 2]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = [20, 1000].map(|positions| format::write(&department(positions)).into_bytes());
    for (name, text) in ["small", "large"].iter().zip(&texts) {
        fs::write(folder.path().join(name), text).expect("a chart");
    }
    (folder, texts)
}

/// Starts a program, kills it after a while, and looks at what it has left, again and again.
fn kill_again_and_again(test: &str, folder: &Path, mut check: impl FnMut(&str)) {
    let rounds = std::env::var(ROUNDS_VARIABLE).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let mut random = fastrand::Rng::new();
    for round in 0..rounds {
        let life = Duration::from_micros(random.u64(0..LONGEST_LIFE));
        let mut child = start(twin::twin(&[], test, folder));
        thread::sleep(life);
        child.kill().expect("it is alive");
        child.wait().expect("it dies");
        check(&format!("in round {round}, killed after {life:?}"));
    }
}

/// Starts a program and waits until it begins.
fn start(mut command: Command) -> Child {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let is_ready = output.lines().map_while(Result::ok).any(|line| line.contains(READY));
    assert!(is_ready, "it begins");
    child
}

/// In such a program: the two texts in turn, without end.
fn texts_without_end(folder: &Path) -> impl Iterator<Item = Vec<u8>> {
    let texts = ["small", "large"].map(|name| fs::read(folder.join(name)).expect("a chart"));
    println!("{READY}");
    texts.into_iter().cycle()
}

fn save(folder: &Path, text: &[u8]) {
    let previous = Previous::new(folder.join("state"));
    let path = folder.join("it.chart.ron");
    let saving = Saving { previous: Some(&previous), keeps_version: true, ..Saving::new(&path, text) };
    saving.on(&RealDisk).expect("a fine disk");
}

/// Removes what killed programs could not, as later saves do in time.
fn sweep(folder: &Path) {
    for path in RealDisk.list(folder).expect("a folder of this test") {
        if path.extension().is_some_and(|end| end == "tmp") {
            fs::remove_file(path).expect("nobody uses it any more");
        }
    }
}

#[test]
fn twin_that_saves() {
    let Some(folder) = twin::folder_of_twin() else { return };
    texts_without_end(&folder).for_each(|text| save(&folder, &text));
}

#[test]
fn a_killed_program_leaves_the_old_file_or_the_new_one() {
    let (folder, texts) = two_charts();
    let path = folder.path().join("it.chart.ron");
    fs::write(&path, &texts[0]).expect("the first file");
    kill_again_and_again("saving::crashes::twin_that_saves", folder.path(), |when| {
        let held = fs::read(&path).expect("the file is there");
        assert!(texts.contains(&held), "{} bytes are none of the charts, {when}", held.len());
        for version in Previous::new(folder.path().join("state")).versions(&RealDisk, &path) {
            let kept = fs::read(&version.file).expect("a version");
            assert!(texts.contains(&kept), "the version {} is none of the charts, {when}", version.file.display());
        }
        sweep(folder.path());
    });
}

#[test]
fn a_killed_program_leaves_a_copy_of_what_it_was_writing_over() {
    let (folder, texts) = two_charts();
    let path = folder.path().join("it.chart.ron");
    fs::write(&path, &texts[0]).expect("the first file");
    fs::hard_link(&path, folder.path().join("other name")).expect("a second name, so that it is written in place");
    let mut torn = 0;
    kill_again_and_again("saving::crashes::twin_that_saves", folder.path(), |when| {
        let held = fs::read(&path).expect("the file is there");
        if !texts.contains(&held) {
            torn += 1;
            let versions = Previous::new(folder.path().join("state")).versions(&RealDisk, &path);
            let newest = fs::read(&versions.first().expect("a version").file).expect("the newest version");
            assert!(texts.contains(&newest), "what it held is kept, {when}");
            fs::write(&path, newest).expect("the file");
        }
    });
    println!("{torn} files were torn and put right from the copies");
}

#[test]
fn twin_that_keeps_snapshots() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let session = Shelf::new(&folder).begin().expect("a session");
    for text in texts_without_end(&folder) {
        let text = String::from_utf8(text).expect("it was a text");
        session.keep(&RealDisk, &Origin::default(), &text).expect("a fine disk");
    }
}

#[test]
fn a_killed_program_leaves_a_whole_snapshot_or_none() {
    let (folder, texts) = two_charts();
    let shelf = Shelf::new(folder.path());
    kill_again_and_again("saving::crashes::twin_that_keeps_snapshots", folder.path(), |when| {
        let left = shelf.left().expect("the shelf");
        assert!(left.len() <= 1, "nothing of earlier rounds, {when}");
        for left in left {
            let opened = left.chart().unwrap_or_else(|error| panic!("a whole chart, {when}: {error}"));
            let text = format::write(&opened.chart).into_bytes();
            assert!(texts.contains(&text), "one of the charts, {when}");
            left.discard().expect("nobody else has it");
        }
        assert_eq!(folders(&shelf), [""; 0].map(PathBuf::from), "nothing stays on the shelf, {when}");
    });
}

fn folders(shelf: &Shelf) -> Vec<PathBuf> {
    RealDisk.list(shelf.folder()).expect("the shelf").into_iter().filter(|path| path.is_dir()).collect()
}
