//! Every operation of every kind of save fails once, in every way.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use rolechart::format;
use rolechart::model::Chart;
use rolechart::storage::{
    Digest, Disk, Expected, Keeper, Origin, Previous, RealDisk, Remark, SaveError, Saved, Saving, Seen, Session, Shelf,
    Watched, Watcher, load, load_from,
};
use tempfile::TempDir;

use crate::common::faulty_disk::{Fault, FaultyDisk};

const OLD: &[u8] = b"the old bytes";
const NEW: &[u8] = b"the new bytes, of which there are more";
const SHORT: &[u8] = b"new";
const NAME: &str = "it.chart.ron";

/// A folder with a file in it, or none yet, and the app's own folder.
struct Stage {
    folder: TempDir,
    path: PathBuf,
    previous: Previous,
}

impl Stage {
    fn new() -> Self {
        let folder = scratch();
        let path = folder.path().join(NAME);
        let previous = Previous::new(folder.path().join("state"));
        Self { folder, path, previous }
    }

    /// With the file that there is, under one name or two.
    fn with_file(bytes: &[u8], is_linked: bool) -> Self {
        let stage = Self::new();
        fs::write(&stage.path, bytes).expect("the old file");
        if is_linked {
            fs::hard_link(&stage.path, stage.folder.path().join("other name")).expect("a second name");
        }
        stage
    }

    /// What there is of files that never got their name, here and in the app's folder.
    fn litter(&self) -> Vec<PathBuf> {
        let (mut ahead, mut litter) = (vec![self.folder.path().to_owned()], Vec::new());
        while let Some(folder) = ahead.pop() {
            for path in RealDisk.list(&folder).expect("a folder of this test") {
                match path.file_name().unwrap_or_default().to_string_lossy().starts_with(".rolechart-") {
                    true => litter.push(path),
                    false if path.is_dir() => ahead.push(path),
                    false => {}
                }
            }
        }
        litter
    }
}

/// In memory where there is such a place: these tests make and flush thousands of files.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary folder")
}

/// Does something on a disk with one fault, with the fault at every moment, until it goes through without meeting it.
#[track_caller]
fn with_every_fault<S, R>(stage: impl Fn() -> S, act: impl Fn(&S, &dyn Disk) -> R, check: impl Fn(&S, R, &str, Fault)) {
    for fault in Fault::ALL {
        for moment in 0.. {
            assert!(moment < 1000, "it comes to an end with {fault:?}");
            let (stage, disk) = (stage(), FaultyDisk::new(fault, moment));
            let result = act(&stage, &disk);
            check(&stage, result, &format!("{disk:?}"), fault);
            if !disk.has_struck() {
                break;
            }
        }
    }
}

/// Whether what a file held is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copies {
    None,
    InPlaceOnly,
    Always,
}

/// A way to save, and where.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    old: Option<&'static [u8]>,
    is_linked: bool,
    new: &'static [u8],
    copies: Copies,
    needs_copy: bool,
    knows_old: bool,
}

const EXPORT: Case = Case {
    name: "a picture over an old one",
    old: Some(OLD),
    is_linked: false,
    new: NEW,
    copies: Copies::InPlaceOnly,
    needs_copy: false,
    knows_old: false,
};

const CASES: [Case; 9] = [
    EXPORT,
    Case { name: "settings, a first time", old: None, ..EXPORT },
    Case { name: "where no copy can be kept", copies: Copies::None, ..EXPORT },
    Case { name: "a chart over an old one", copies: Copies::Always, knows_old: true, ..EXPORT },
    Case { name: "a chart over one that was to be kept", copies: Copies::Always, needs_copy: true, ..EXPORT },
    Case { name: "a chart, a first time", old: None, copies: Copies::Always, ..EXPORT },
    Case { name: "a chart with two names", is_linked: true, copies: Copies::Always, ..EXPORT },
    Case { name: "a shorter chart with two names", is_linked: true, new: SHORT, knows_old: true, ..EXPORT },
    Case { name: "two names and no copy", is_linked: true, copies: Copies::None, ..EXPORT },
];

impl Case {
    fn stage(&self) -> Stage {
        self.old.map_or_else(Stage::new, |old| Stage::with_file(old, self.is_linked))
    }

    fn save(&self, stage: &Stage, disk: &dyn Disk) -> Result<Saved, SaveError> {
        let known = load(&stage.path).ok().map(|loaded| loaded.fingerprint);
        Saving {
            previous: Some(&stage.previous).filter(|_| self.copies != Copies::None),
            expected: known.filter(|_| self.knows_old).map_or(Expected::Anything, Expected::This),
            keeps_version: self.copies == Copies::Always,
            needs_copy: self.needs_copy,
            ..Saving::new(&stage.path, self.new)
        }
        .on(disk)
    }

    fn check(&self, stage: &Stage, result: &Result<Saved, SaveError>, fault: Fault, when: &str) {
        let when = format!("{}, {when}: {result:?}", self.name);
        let held = fs::read(&stage.path).ok();
        match result {
            Ok(saved) => {
                assert_eq!(held.as_deref(), Some(self.new), "what was saved is there: {when}");
                if self.copies == Copies::Always && self.old.is_some() && saved.remarks.is_empty() {
                    assert_eq!(newest_version(stage).as_deref(), self.old, "what it held is kept: {when}");
                }
                let is_kept = !saved.remarks.iter().any(|remark| matches!(remark, Remark::NotKept(_)));
                assert!(is_kept || !self.needs_copy, "a copy was promised: {when}");
            }
            Err(SaveError::Doubtful { fingerprint, .. }) => {
                assert_eq!(held.as_deref(), Some(self.new), "it says that it is written: {when}");
                let known = Expected::This(**fingerprint);
                let again = Saving { previous: Some(&stage.previous), ..Saving::new(&stage.path, SHORT) };
                let again = Saving { expected: known, ..again }.on(&RealDisk);
                assert!(again.is_ok(), "it is not taken for changed, {again:?}: {when}");
            }
            Err(SaveError::Torn { copy, .. }) => {
                assert_eq!(fs::read(copy).ok().as_deref(), self.old, "the copy that it names is whole: {when}");
            }
            Err(_) if fault == Fault::LostAnswer && held.as_deref() == Some(self.new) => {}
            Err(_) => assert_eq!(held.as_deref(), self.old, "the old bytes stand: {when}"),
        }
        if let Err(error) = result {
            check_words(error, &when);
        }
        if fault != Fault::Everything {
            assert_eq!(stage.litter(), [""; 0].map(PathBuf::from), "nothing is left behind: {when}");
        }
    }
}

fn newest_version(stage: &Stage) -> Option<Vec<u8>> {
    let versions = stage.previous.versions(&RealDisk, &stage.path);
    versions.first().and_then(|version| fs::read(&version.file).ok())
}

fn check_words(error: &SaveError, when: &str) {
    let words = error.to_string();
    assert!(words.starts_with(&format!("Can't save {NAME}: ")), "it names the file: {words} ({when})");
    assert!(words.ends_with(" with Save as."), "it says what to do: {words} ({when})");
}

#[test]
fn whatever_fails_a_file_is_the_old_one_or_the_new_one() {
    // Only Unix tells how many names a file has.
    for case in CASES.into_iter().filter(|case| cfg!(unix) || !case.is_linked) {
        with_every_fault(
            || case.stage(),
            |stage, disk| case.save(stage, disk),
            |stage, result, when, fault| {
                case.check(stage, &result, fault, when);
                // However it went, the next time on a disk that works it goes well; what is known of the file may be old.
                let again = Case { knows_old: false, ..case }.save(stage, &RealDisk);
                let is_impossible = case.copies == Copies::None && case.is_linked;
                assert_eq!(again.is_err(), is_impossible, "the next save, {}, {when}: {again:?}", case.name);
            },
        );
    }
}

#[test]
fn whatever_fails_no_version_is_lost() {
    fn stage() -> Stage {
        let stage = Stage::with_file(OLD, false);
        for version in 0..20 {
            stage.previous.keep(&RealDisk, &stage.path, &[version]).expect("room for it");
        }
        stage
    }
    with_every_fault(
        stage,
        |stage, disk| stage.previous.keep(disk, &stage.path, OLD),
        |stage, result, when, fault| {
            let versions = stage.previous.versions(&RealDisk, &stage.path);
            let held: Vec<_> = versions.iter().map(|version| fs::read(&version.file).expect("a version")).collect();
            let known = (0..20_u8).rev().map(|version| vec![version]);
            let older: Vec<_> = held.iter().filter(|bytes| *bytes != OLD).cloned().collect();
            assert_eq!(older, known.take(older.len()).collect::<Vec<_>>(), "the others are whole, {when}");
            assert!(older.len() >= 19, "no more than one makes room, {when}");
            if let Ok(file) = result {
                assert_eq!(fs::read(file).expect("the version"), OLD, "it is kept, {when}");
            }
            if fault != Fault::Everything {
                assert_eq!(stage.litter(), [""; 0].map(PathBuf::from), "nothing is left behind, {when}");
            }
        },
    );
}

/// A window that has kept a chart, or not yet, and what the shelf is.
struct Window {
    folder: TempDir,
    shelf: Shelf,
    session: Session,
}

fn window_without_snapshot() -> Window {
    let folder = scratch();
    let shelf = Shelf::new(folder.path());
    let session = shelf.begin().expect("a session");
    Window { folder, shelf, session }
}

fn window_with_snapshot() -> Window {
    let window = window_without_snapshot();
    window.session.keep(&RealDisk, &origin(), &text("old")).expect("room for it");
    window
}

fn origin() -> Origin {
    Origin::file(Path::new("/charts/it.chart.ron"), Some(Digest::of(OLD)))
}

fn text(title: &str) -> String {
    format::write(&Chart::new(title))
}

#[test]
fn whatever_fails_a_snapshot_is_the_old_one_or_the_new_one() {
    for (stage, old) in [(window_without_snapshot as fn() -> Window, None), (window_with_snapshot, Some("old"))] {
        with_every_fault(
            stage,
            |window, disk| window.session.keep(disk, &origin(), &text("new")),
            |window, result, when, _| {
                let is_kept = result.is_ok();
                let title = title_after_crash(window);
                let is_right = title.as_deref() == Some("new") || !is_kept && title.as_deref() == old;
                assert!(is_right, "{title:?} is what a crash would leave, {when}: {result:?}");
            },
        );
    }
}

/// What another window would find of this one if it died now. Its lock can't be taken while it lives, so a copy of its
/// folder stands for it.
fn title_after_crash(window: &Window) -> Option<String> {
    let copy = scratch();
    let folders = RealDisk.list(window.shelf.folder()).expect("the shelf");
    let session = folders.into_iter().find(|path| path.is_dir()).expect("the folder of the session");
    let to = copy.path().join("recovery/session");
    fs::create_dir_all(&to).expect("a folder");
    for file in RealDisk.list(&session).expect("the folder of the session") {
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a copy");
    }
    assert!(window.folder.path().exists(), "it is still open");
    let left = Shelf::new(copy.path()).left().expect("the shelf");
    left.first().map(|left| left.chart().expect("a chart, whole").chart.title().to_owned())
}

#[test]
fn whatever_fails_a_file_is_read_whole_or_not_at_all() {
    with_every_fault(
        || Stage::with_file(OLD, false),
        |stage, disk| load_from(disk, &stage.path, 100),
        |_, result, when, _| match result {
            Ok(loaded) => assert_eq!(loaded.bytes, OLD, "all of it, {when}"),
            Err(error) => {
                let words = error.to_string();
                assert!(words.contains(NAME) && words.ends_with("then try again."), "what to do, {when}: {words}");
            }
        },
    );
}

/// A disk on which a mistake of the program shows at its first use.
fn broken_once() -> Arc<FaultyDisk> {
    Arc::new(FaultyDisk::shared(0, || panic!("a mistake, as this test wants it")))
}

/// What tells that a thread has news, and waits for it.
fn bell() -> (impl Fn() + Send + 'static, impl Fn()) {
    let (sender, rings) = channel();
    let wake = move || sender.send(()).expect("somebody waits");
    (wake, move || rings.recv_timeout(Duration::from_secs(20)).expect("it says so within seconds"))
}

#[test]
fn keeping_goes_on_after_a_mistake_of_the_program_which_is_told_and_taken_back() {
    let folder = scratch();
    let shelf = Shelf::new(folder.path());
    let (ring, wait) = bell();
    let keeper = Keeper::start(shelf.clone(), broken_once(), ring);
    keeper.keep(origin(), Chart::new("unlucky").into());
    wait();
    let failure = keeper.news().flatten().expect("a failure").to_string();
    assert!(failure.contains("a mistake in Rolechart"), "in words: {failure}");
    keeper.clear();
    wait();
    assert!(matches!(keeper.news(), Some(None)), "nothing is left to worry about");
    keeper.keep(origin(), Chart::new("kept").into());
    drop(keeper);
    let left = shelf.left().expect("the shelf").remove(0);
    assert_eq!(left.chart().expect("a chart").chart.title(), "kept", "by the same keeper");
}

#[test]
fn watching_goes_on_after_a_mistake_of_the_program_which_is_told() {
    let stage = Stage::with_file(OLD, false);
    let known = load(&stage.path).expect("the file").fingerprint;
    let (ring, wait) = bell();
    let mut watcher = Watcher::start_on(broken_once(), ring);
    watcher.watch(Some(Watched { path: stage.path.clone(), known }));
    wait();
    let seen = watcher.news();
    assert!(matches!(seen, Some(Seen::Unreadable(_))), "it says that it can't tell: {seen:?}");
    watcher.look_now();
    wait();
    let seen = watcher.news();
    assert!(matches!(seen, Some(Seen::Same)), "it has looked again: {seen:?}");
}
