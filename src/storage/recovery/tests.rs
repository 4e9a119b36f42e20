use std::sync::Arc;
use std::sync::mpsc::channel;

use tempfile::TempDir;

use super::*;
use crate::model::Chart;

fn shelf() -> (TempDir, Shelf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shelf = Shelf::new(folder.path());
    (folder, shelf)
}

/// What a window leaves that dies without a word: its lock goes, its folder stays.
fn crash(mut session: Session) {
    session.lock = None;
    std::mem::forget(session);
}

fn text(title: &str) -> String {
    format::write(&Chart::new(title))
}

fn titles(shelf: &Shelf) -> Vec<String> {
    let left = shelf.left().expect("the shelf can be looked at");
    left.iter().map(|left| left.chart().expect("a chart").chart.title().to_owned()).collect()
}

#[test]
fn what_a_crashed_window_kept_is_found_and_can_be_taken_over() {
    let (_folder, shelf) = shelf();
    let session = shelf.begin().expect("a new session");
    let origin = Origin::file(Path::new("/charts/it.chart.ron"), Some(Digest::of(b"old")));
    for title in ["first", "second"] {
        session.keep(&RealDisk, &origin, &text(title)).expect("room for it");
    }
    assert_eq!(titles(&shelf), [""; 0], "its window is alive");
    crash(session);
    assert_eq!(titles(&shelf), ["second"], "the last one that was kept");
    let left = shelf.left().expect("the shelf").remove(0);
    assert_eq!(left.origin, origin, "with the file that it is of");
    let adopted = left.adopt().expect("nobody else has it");
    assert!(left.adopt().is_err(), "now it is taken");
    assert_eq!(titles(&shelf), [""; 0], "and offered to nobody else");
    crash(adopted);
    assert_eq!(titles(&shelf), ["second"], "a second crash loses nothing");
}

#[test]
fn what_is_saved_or_discarded_goes() {
    let (_folder, shelf) = shelf();
    let session = shelf.begin().expect("a new session");
    session.keep(&RealDisk, &Origin::default(), &text("saved")).expect("room for it");
    session.clear(&RealDisk).expect("it can be removed");
    drop(session);
    let session = shelf.begin().expect("a new session");
    session.keep(&RealDisk, &Origin::default(), &text("unwanted")).expect("room for it");
    crash(session);
    shelf.left().expect("the shelf")[0].discard().expect("nobody else has it");
    assert_eq!(titles(&shelf), [""; 0], "nothing is left");
    let rest: Vec<_> =
        RealDisk.list(shelf.folder()).expect("the shelf").into_iter().filter(|path| path.is_dir()).collect();
    assert_eq!(rest, [""; 0].map(PathBuf::from), "no folder either");
}

#[test]
fn what_equals_its_file_is_no_loss() {
    let (folder, shelf) = shelf();
    let file = folder.path().join("it.chart.ron");
    fs::write(&file, text("same")).expect("the file");
    for (title, expected) in [("same", 0), ("other", 1)] {
        let session = shelf.begin().expect("a new session");
        session.keep(&RealDisk, &Origin::file(&file, None), &text(title)).expect("room for it");
        crash(session);
        assert_eq!(titles(&shelf).len(), expected, "the chart {title:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_comes_from_a_pipe_or_a_device_by_now_is_left_and_never_read() {
    let (folder, shelf) = shelf();
    let pipe = folder.path().join("pipe.chart.ron");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo starts").success(), "a pipe");
    for path in [pipe.as_path(), Path::new("/dev/zero"), folder.path()] {
        let session = shelf.begin().expect("a new session");
        session.keep(&RealDisk, &Origin::file(path, None), &text("kept")).expect("room for it");
        crash(session);
        let left = shelf.left().expect("the shelf");
        assert_eq!(left.len(), 1, "it can't be in {}", path.display());
        left[0].discard().expect("nobody else has it");
    }
}

#[test]
fn a_snapshot_that_broke_off_or_is_no_chart_is_told_and_never_panics() {
    let (_folder, shelf) = shelf();
    for bytes in [
        &b""[..],
        b"{",
        b"\xff\n",
        b"{\"origin\":{\"path\":null,\"based_on\":null},\"time\":99999999999999999}\nChart(",
    ] {
        let session = shelf.begin().expect("a new session");
        fs::write(session.folder.join(SNAPSHOT), bytes).expect("a broken snapshot");
        crash(session);
        for left in shelf.left().expect("the shelf can be looked at") {
            left.chart().expect_err("no chart");
            left.discard().expect("nobody else has it");
        }
    }
}

#[test]
fn the_keeper_writes_the_newest_chart_when_it_ends_and_nothing_after_it_is_cleared() {
    let (_folder, shelf) = shelf();
    for (is_cleared, expected) in [(false, &["newest"][..]), (true, &[])] {
        let keeper = Keeper::start(shelf.clone(), Arc::new(RealDisk), || {});
        for title in ["older", "newest"] {
            keeper.keep(Origin::default(), Arc::new(Chart::new(title)));
        }
        if is_cleared {
            keeper.clear();
        }
        drop(keeper);
        assert_eq!(titles(&shelf), expected, "cleared: {is_cleared}");
        for left in shelf.left().expect("the shelf") {
            left.discard().expect("nobody else has it");
        }
    }
}

#[test]
fn what_is_taken_over_stays_whatever_was_about_to_be_kept() {
    let (_folder, shelf) = shelf();
    let session = shelf.begin().expect("a new session");
    session.keep(&RealDisk, &Origin::default(), &text("taken over")).expect("room for it");
    let keeper = Keeper::start(shelf.clone(), Arc::new(RealDisk), || {});
    keeper.keep(Origin::default(), Arc::new(Chart::new("before")));
    keeper.adopt(session);
    drop(keeper);
    assert_eq!(titles(&shelf), ["taken over"], "the chart before was let go");
}

#[test]
fn the_keeper_begins_anew_where_its_folder_was_removed() {
    let (_folder, shelf) = shelf();
    let keeper = Keeper::start(shelf.clone(), Arc::new(RealDisk), || {});
    let session = shelf.begin().expect("a new session");
    let folder = session.folder.clone();
    keeper.adopt(session);
    // It is taken over before anything else is kept.
    keeper.keep(Origin::default(), Arc::new(Chart::new("kept all the same")));
    fs::remove_dir_all(folder).expect("somebody tidies up");
    drop(keeper);
    assert_eq!(titles(&shelf), ["kept all the same"], "in another folder");
}

#[test]
fn a_chart_remembers_its_file_wherever_the_next_window_stands() {
    let origin = Origin::file(Path::new("it.chart.ron"), None);
    assert!(origin.path().is_some_and(Path::is_absolute), "{origin:?} names the folder, too");
}

#[test]
fn the_keeper_says_where_it_can_keep_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("recovery"), b"a file is in the way").expect("a file");
    let (sender, woken) = channel();
    let wake = move || sender.send(()).expect("somebody waits");
    let keeper = Keeper::start(Shelf::new(folder.path()), Arc::new(RealDisk), wake);
    keeper.keep(Origin::default(), Arc::new(Chart::new("unlucky")));
    woken.recv_timeout(Duration::from_secs(10)).expect("it tries within seconds");
    assert!(matches!(keeper.news(), Some(Some(_))), "it says so");
    keeper.clear();
}
