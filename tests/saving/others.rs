//! Other programs change the file, move it or take it away.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use rolechart::storage::{
    Disk, Expected, Fingerprint, Previous, RealDisk, SaveError, Saved, Saving, Seen, Watch, Watched, load,
};
use tempfile::TempDir;

use crate::common::faulty_disk::FaultyDisk;

const OLD: &[u8] = b"the old bytes";
const THEIRS: &[u8] = b"their own byt";
const NEW: &[u8] = b"the new bytes, of which there are more";

/// A file that was read, in a folder of its own that may go.
struct Stage {
    folder: TempDir,
    path: PathBuf,
    known: Fingerprint,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("charts/it.chart.ron");
    fs::create_dir(folder.path().join("charts")).expect("a folder");
    fs::write(&path, OLD).expect("the file");
    let known = load(&path).expect("the file").fingerprint;
    Stage { folder, path, known }
}

impl Stage {
    fn save(&self, disk: &dyn Disk) -> Result<Saved, SaveError> {
        let previous = Previous::new(self.folder.path().join("state"));
        Saving {
            expected: Expected::This(self.known),
            previous: Some(&previous),
            keeps_version: true,
            ..Saving::new(&self.path, NEW)
        }
        .on(disk)
    }

    fn seen(&self) -> Option<Seen> {
        Watch::new(Watched { path: self.path.clone(), known: self.known }).look(&RealDisk)
    }
}

/// Writes as many other bytes and puts the time back.
fn write_unseen(path: &Path) {
    let time = fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time");
    fs::write(path, THEIRS).expect("their bytes");
    OpenOptions::new().write(true).open(path).and_then(|file| file.set_modified(time)).expect("the same time");
}

fn replace(path: &Path) {
    let theirs = path.with_extension("theirs");
    fs::write(&theirs, THEIRS).expect("their file");
    fs::rename(theirs, path).expect("it takes the name");
}

#[test]
fn what_others_wrote_is_noticed_and_stands() {
    for (what, deed) in [
        ("written over within the same moment", write_unseen as fn(&Path)),
        ("replaced by a file", replace),
        ("made longer", |path| fs::write(path, [OLD, THEIRS].concat()).expect("their bytes")),
        ("emptied", |path| fs::write(path, b"").expect("no bytes")),
    ] {
        let stage = stage();
        deed(&stage.path);
        let theirs = fs::read(&stage.path).expect("the file");
        assert!(matches!(stage.seen(), Some(Seen::Changed(_))), "the watch sees it {what}");
        let refusal = stage.save(&RealDisk).expect_err(what);
        assert!(matches!(refusal, SaveError::ChangedOnDisk(_)), "the reason, {what}: {refusal}");
        assert_eq!(fs::read(&stage.path).expect("the file"), theirs, "their bytes stand, {what}");
    }
}

#[test]
fn what_others_took_away_is_noticed_and_made_again_where_that_can_be() {
    type Deed = fn(&Path);
    let cases: [(&str, Deed, bool); 3] = [
        ("the file", |path| fs::remove_file(path).expect("it goes"), true),
        ("its folder", |path| fs::remove_dir_all(path.parent().expect("a folder")).expect("it goes"), false),
        (
            "its folder, for a file",
            |path| {
                let folder = path.parent().expect("a folder");
                fs::remove_dir_all(folder).expect("it goes");
                fs::write(folder, b"a file").expect("a file");
            },
            false,
        ),
    ];
    for (what, deed, can_be_saved) in cases {
        let stage = stage();
        deed(&stage.path);
        assert!(matches!(stage.seen(), Some(Seen::Gone)), "the watch sees that there is no file without {what}");
        match stage.save(&RealDisk) {
            Ok(_) => assert_eq!(fs::read(&stage.path).expect("the file"), NEW, "it is there again, without {what}"),
            Err(error) => {
                assert!(matches!(error, SaveError::NoFolder(_)), "the reason, without {what}: {error}");
                assert!(!can_be_saved, "there is a place to save to, without {what}");
            }
        }
    }
}

#[test]
fn a_folder_in_the_files_place_stands() {
    let stage = stage();
    fs::remove_file(&stage.path).expect("it goes");
    fs::create_dir(&stage.path).expect("a folder in its place");
    assert!(matches!(stage.save(&RealDisk), Err(SaveError::IsFolder(_))), "a folder");
    assert!(stage.path.is_dir(), "it stands");
}

/// Between the last look at the file and its being replaced there is one step, which no system lets a program avoid.
#[test]
fn others_who_write_during_a_save_lose_nothing_but_at_its_very_last_step() {
    for moment in 0.. {
        let stage = stage();
        let path = stage.path.clone();
        let disk = FaultyDisk::shared(moment, move || fs::write(&path, THEIRS).expect("their bytes"));
        let result = stage.save(&disk);
        if !disk.has_struck() {
            result.expect("nobody else was there");
            break;
        }
        let held = fs::read(&stage.path).expect("the file");
        let stands = held == THEIRS;
        assert!(stands || disk.met_rename(), "written before step {moment}, theirs are replaced: {result:?}");
        assert!(stands || held == NEW, "before step {moment}: a whole file");
    }
}

#[test]
fn where_nothing_was_what_others_make_during_a_save_stands_but_at_its_very_last_step() {
    for moment in 0.. {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("new.chart.ron");
        let theirs = path.clone();
        let disk = FaultyDisk::shared(moment, move || fs::write(&theirs, THEIRS).expect("their bytes"));
        let result = Saving { expected: Expected::Nothing, ..Saving::new(&path, NEW) }.on(&disk);
        if !disk.has_struck() {
            result.expect("nobody else was there");
            break;
        }
        let held = fs::read(&path).expect("the file");
        match result {
            Err(error) => {
                assert!(matches!(error, SaveError::IsThere(_)), "the reason before step {moment}: {error}");
                assert_eq!(held, THEIRS, "theirs stand before step {moment}");
            }
            // Afterwards it is theirs to write over.
            Ok(_) => assert!(disk.met_rename() || held == THEIRS, "made before step {moment}, theirs are replaced"),
        }
    }
}
