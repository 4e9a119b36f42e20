use std::fs;

use tempfile::TempDir;

use super::*;
use crate::model::{Edit, Place, Position, PositionId};

fn folder_with(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file in it");
    (folder, path)
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_new_file_and_an_old_one_hold_the_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.ron");
    for bytes in [&b"first, and long"[..], b"second"] {
        save(&path, bytes).expect("a fine place");
        assert_eq!(fs::read(&path).expect("the file"), bytes, "what was saved");
    }
    assert_eq!(names_in(folder.path()), ["a.ron"], "nothing else is left");
}

#[test]
fn a_read_only_file_is_refused_and_stands() {
    let (folder, path) = folder_with("a.ron", b"old");
    let mut permissions = fs::metadata(&path).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it can be made read-only");
    let refusal = save(&path, b"new").expect_err("a refusal");
    assert!(matches!(refusal, SaveError::ReadOnly(_)), "the reason: {refusal}");
    assert_eq!(
        refusal.to_string(),
        "Can't save a.ron: the file is read-only. Choose another place with Save as.",
        "the words"
    );
    assert_eq!(fs::read(&path).expect("the file"), b"old", "the old bytes");
    assert_eq!(names_in(folder.path()), ["a.ron"], "nothing else is left");
}

#[test]
fn folders_that_are_missing_or_in_the_way_are_told() {
    let (folder, path) = folder_with("a.ron", b"old");
    let refusal = save(&folder.path().join("missing/b.ron"), b"new").expect_err("no folder");
    assert!(matches!(refusal, SaveError::NoFolder(_)), "a missing folder: {refusal}");
    let refusal = save(&path.join("b.ron"), b"new").expect_err("a file is no folder");
    assert!(matches!(refusal, SaveError::NoFolder(_)), "a file where a folder should be: {refusal}");
    let refusal = save(folder.path(), b"new").expect_err("a folder in the way");
    assert!(matches!(refusal, SaveError::IsFolder(_)), "a folder in the way: {refusal}");
}

/// A chart's file with these bytes, the folder where its versions go, and by what it is known.
fn known_file(bytes: &[u8]) -> (TempDir, PathBuf, Previous, Fingerprint) {
    let (folder, path) = folder_with("a.ron", bytes);
    let previous = Previous::new(folder.path().join("state"));
    let fingerprint = crate::storage::load(&path).expect("the file").fingerprint;
    (folder, path, previous, fingerprint)
}

#[test]
fn what_another_program_wrote_is_not_replaced_though_length_and_time_are_the_same() {
    let (_folder, path, _, known) = known_file(b"old");
    let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    fs::write(&path, b"two").expect("another program writes");
    let file = fs::OpenOptions::new().write(true).open(&path).expect("the file");
    file.set_modified(time).expect("a time of its choice");
    let saving = Saving { expected: Expected::This(known), ..Saving::new(&path, b"new") };
    let refusal = saving.on(&RealDisk).expect_err("somebody else's bytes");
    assert!(matches!(refusal, SaveError::ChangedOnDisk(_)), "the reason: {refusal}");
    assert_eq!(fs::read(&path).expect("the file"), b"two", "the other's bytes");
}

#[test]
fn a_saved_file_is_known_by_what_it_holds_now() {
    let (_folder, path, previous, mut known) = known_file(b"old");
    for bytes in [&b"new"[..], b"newer", b"newer"] {
        let chart = Saving { previous: Some(&previous), keeps_version: true, ..Saving::new(&path, bytes) };
        let saved = Saving { expected: Expected::This(known), ..chart }.on(&RealDisk).expect("nobody else wrote");
        known = saved.fingerprint;
        assert!(saved.remarks.is_empty(), "nothing to say: {:?}", saved.remarks);
    }
    let versions = previous.versions(&RealDisk, &path);
    let kept: Vec<_> = versions.iter().map(|version| fs::read(&version.file).expect("a kept file")).collect();
    assert_eq!(kept, [&b"newer"[..], b"new", b"old"], "what it held before, the newest first");
}

#[test]
fn a_file_of_which_only_the_digest_is_known_is_replaced_and_no_other_one() {
    for (known, may_be_replaced) in [(&b"old"[..], true), (b"two", false), (b"longer", false)] {
        let (_folder, path, ..) = known_file(b"old");
        let known = Fingerprint { digest: Digest::of(known), ..Fingerprint::default() };
        let result = Saving { expected: Expected::This(known), ..Saving::new(&path, b"newer") }.on(&RealDisk);
        assert_eq!(result.is_ok(), may_be_replaced, "{known:?}: {result:?}");
    }
}

#[test]
fn a_chart_that_nobody_could_open_again_is_not_written_and_what_is_too_much_is_named() {
    let mut chart = Chart::new("IT");
    let notes = "log ".repeat(300_000);
    let position = Position { notes, ..Position::new(PositionId::new("ada").expect("a fine id")) };
    let edit = Edit::InsertPosition { place: Place::top(0), position: position.into() };
    chart.apply(edit).expect("the first position");
    let refusal = checked_text(Path::new("it.chart.ron"), &chart).expect_err("a text that is too long").to_string();
    for said in ["it.chart.ron", "1,000,000 characters", "shorten it", "notes"] {
        assert!(refusal.contains(said), "says {said:?}: {refusal}");
    }
    let own = format::read_own(format::write(&chart).as_bytes()).expect("what is kept for recovery");
    assert_eq!(own.chart, chart, "nothing of it is refused there");
}

#[test]
fn a_file_that_is_gone_is_made_again() {
    let (_folder, path, _, known) = known_file(b"old");
    fs::remove_file(&path).expect("another program removes it");
    Saving { expected: Expected::This(known), ..Saving::new(&path, b"new") }.on(&RealDisk).expect("nothing to lose");
    assert_eq!(fs::read(&path).expect("the file"), b"new", "the bytes");
}

#[test]
fn where_nothing_was_a_file_that_has_come_since_stands() {
    let (folder, path) = folder_with("a.ron", b"theirs");
    for bytes in [&b"mine"[..], b"theirs"] {
        let saving = Saving { expected: Expected::Nothing, ..Saving::new(&path, bytes) };
        let refusal = saving.on(&RealDisk).expect_err("it is there by now");
        assert!(matches!(refusal, SaveError::IsThere(_)), "the reason: {refusal}");
        assert_eq!(fs::read(&path).expect("the file"), b"theirs", "their bytes");
    }
    let free = folder.path().join("b.ron");
    Saving { expected: Expected::Nothing, ..Saving::new(&free, b"mine") }.on(&RealDisk).expect("nothing is there");
    assert_eq!(fs::read(&free).expect("the file"), b"mine", "the bytes");
}

#[test]
fn what_was_promised_a_copy_is_replaced_only_with_one() {
    let (folder, path, previous, _) = known_file(b"old");
    fs::write(folder.path().join("state"), b"a file is in the way").expect("a file");
    let saving = Saving { keeps_version: true, ..Saving::new(&path, b"new") };
    let refusal = Saving { previous: Some(&previous), needs_copy: true, ..saving }.on(&RealDisk).expect_err("no copy");
    assert!(matches!(refusal, SaveError::NoCopy(..)), "the reason: {refusal}");
    assert_eq!(fs::read(&path).expect("the file"), b"old", "the old bytes");
    for (promised, previous) in [(false, Some(&previous)), (true, None)] {
        let saved = Saving { previous, needs_copy: promised, ..saving }.on(&RealDisk).expect("a fine place");
        assert!(matches!(saved.remarks[..], [Remark::NotKept(_)]), "promised: {promised}, {:?}", saved.remarks);
    }
    fs::remove_file(folder.path().join("state")).expect("the way is free");
    let saving = Saving { previous: Some(&previous), needs_copy: true, bytes: b"newer", ..saving };
    assert_eq!(saving.on(&RealDisk).expect("a copy can be kept").remarks.len(), 0, "nothing to say");
    let kept = &previous.versions(&RealDisk, &path)[0];
    assert_eq!(fs::read(&kept.file).expect("the copy"), b"new", "what it held");
}

#[test]
fn new_files_of_programs_that_died_are_swept_away_in_time() {
    let (folder, path) = folder_with("a.ron", b"old");
    let [old, young] = ["0", "1"].map(|digit| folder.path().join(format!(".rolechart-{}.tmp", digit.repeat(32))));
    for file in [&old, &young] {
        fs::write(file, b"half a").expect("a file");
    }
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    fs::OpenOptions::new().write(true).open(&old).and_then(|file| file.set_modified(long_ago)).expect("a time");
    save(&path, b"new").expect("a fine place");
    assert!(!old.exists(), "nobody writes for two hours");
    assert!(young.exists(), "somebody may still be at it");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("the file").permissions().mode() & 0o7777
    }

    #[test]
    fn the_old_mode_is_kept() {
        for wanted in [0o600, 0o640, 0o664, 0o755] {
            let (_folder, path) = folder_with("a.ron", b"old");
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).expect("a mode");
            save(&path, b"new").expect("a fine place");
            assert_eq!(mode(&path), wanted, "the mode {wanted:o}");
        }
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let (folder, usual) = folder_with("usual", b"");
        let path = folder.path().join("a.ron");
        save(&path, b"new").expect("a fine place");
        assert_eq!(mode(&path), mode(&usual), "as the umask says");
    }

    #[test]
    fn a_symlink_stays_one_and_its_file_is_saved() {
        let (folder, real) = folder_with("real.ron", b"old");
        fs::create_dir(folder.path().join("links")).expect("a folder");
        let (first, second) = (folder.path().join("first"), folder.path().join("links/second"));
        symlink("links/second", &first).expect("a link");
        symlink("../real.ron", &second).expect("a link that is relative to its own folder");
        save(&first, b"new").expect("a fine place");
        assert!(first.is_symlink() && second.is_symlink(), "both links stand");
        assert_eq!(fs::read(&real).expect("the file"), b"new", "the real file");
    }

    #[test]
    fn a_dangling_symlink_gets_its_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let link = folder.path().join("link");
        symlink("not-there-yet.ron", &link).expect("a link");
        save(&link, b"new").expect("a fine place");
        assert!(link.is_symlink(), "the link stands");
        assert_eq!(fs::read(folder.path().join("not-there-yet.ron")).expect("the file"), b"new", "the bytes");
    }

    #[test]
    fn a_circle_of_symlinks_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        symlink(&b, &a).expect("a link");
        symlink(&a, &b).expect("a link back");
        let refusal = save(&a, b"new").expect_err("no file at the end").to_string();
        assert!(refusal.contains("symlinks"), "the reason: {refusal}");
    }

    #[test]
    fn a_file_with_two_names_is_written_in_place_with_a_copy_kept() {
        let (folder, path, previous, known) = known_file(b"old, and longer");
        let other = folder.path().join("other");
        fs::hard_link(&path, &other).expect("a second name");
        let saving = Saving { expected: Expected::This(known), ..Saving::new(&path, b"new") };
        let refusal = saving.on(&RealDisk).expect_err("no place for a copy");
        assert!(matches!(refusal, SaveError::NoCopy(..)), "the reason: {refusal}");
        let saved = Saving { previous: Some(&previous), ..saving }.on(&RealDisk).expect("a copy can be kept");
        assert!(matches!(saved.remarks[..], [Remark::InPlace(InPlace::HardLink)]), "it is said: {:?}", saved.remarks);
        assert_eq!(fs::read(&other).expect("the file"), b"new", "the other name shows it");
        let kept = &previous.versions(&RealDisk, &path)[0];
        assert_eq!(fs::read(&kept.file).expect("the copy"), b"old, and longer", "what it held");
    }
}
