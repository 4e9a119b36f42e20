//! What Linux's own file systems do: a disk that is full, read-only or pinned, files of other people, strange names.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use rolechart::storage::{
    Disk as _, Expected, InPlace, Previous, RealDisk, Remark, SaveError, Saved, Saving, Seen, Watch, Watched, load,
};
use tempfile::TempDir;

use crate::common::skip::{has_tools, is_root, skip};
use crate::common::twin;

const OLD: &[u8] = b"the old bytes";
const NEW: &[u8] = b"the new bytes, of which there are more";
/// What starts a twin with disks that nobody else sees. The first needs no rights, but not every machine allows it.
const OWN_DISKS: [&[&str]; 2] = [&["unshare", "--user", "--map-root-user", "--mount"], &["unshare", "--mount"]];
/// Somebody who is nobody in particular, and may do nothing.
const STRANGER: u32 = 65_534;
/// A group that the stranger is in, and one that it isn't in.
const ITS_GROUP: u32 = 65_501;
const OTHER_GROUP: u32 = 65_502;

/// Saves a chart over whatever is there, with a copy kept in the folder `state`.
fn save(path: &Path, bytes: &[u8], state: &Path) -> Result<Saved, SaveError> {
    let previous = Previous::new(state);
    Saving { previous: Some(&previous), ..Saving::new(path, bytes) }.on(&RealDisk)
}

fn names_in(folder: &Path) -> Vec<PathBuf> {
    let mut names = RealDisk.list(folder).expect("a folder of this test");
    names.sort();
    names
}

fn remark(saved: &Saved) -> Option<InPlace> {
    saved.remarks.iter().find_map(|remark| match remark {
        Remark::InPlace(why) => Some(*why),
        Remark::NotKept(_) => None,
    })
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("the file").permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a mode");
}

/// Runs a twin that mounts disks, where this machine lets it.
fn with_own_disks(test: &str) {
    if !has_tools(&["unshare", "mount"], "util-linux mount") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let works = |starter: &&&[&str]| {
        let mut probe = Command::new(starter[0]);
        probe.args(&starter[1..]).args(["mount", "-t", "tmpfs", "none"]).arg(folder.path());
        probe.output().is_ok_and(|output| output.status.success())
    };
    match OWN_DISKS.iter().find(works) {
        Some(starter) => twin::run(&mut twin::twin(starter, test, folder.path())),
        None if is_root() => skip("this machine lets not even root mount disks of its own"),
        None => eprintln!("skipped: this machine lets only root mount disks"),
    }
}

#[track_caller]
fn mount(arguments: &[&str], at: &Path) {
    let output = Command::new("mount").args(arguments).arg(at).output().expect("mount starts");
    assert!(output.status.success(), "mount {arguments:?}: {output:?}");
}

fn unmount(at: &Path) {
    assert!(Command::new("umount").arg(at).status().expect("umount starts").success(), "it is not in use");
}

/// A disk of its own of one mebibyte, or another size.
fn small_disk(at: &Path, size: &str) {
    fs::create_dir_all(at).expect("a folder");
    mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "none"], at);
}

#[test]
fn twin_with_a_full_disk() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let disk = folder.join("disk");
    small_disk(&disk, "1m");
    let (path, linked, filler) = (disk.join("it.ron"), disk.join("linked.ron"), disk.join("filler"));
    let old = vec![b'o'; 300_000];
    fs::write(&path, &old).expect("room for it");
    fs::write(&linked, &old).expect("room for it");
    fs::hard_link(&linked, disk.join("other name")).expect("a second name");
    fs::write(&filler, vec![b'f'; 900_000]).expect_err("it is full now");
    let before = names_in(&disk);
    let new = vec![b'n'; 400_000];
    for (path, state) in [(&path, folder.join("state")), (&linked, folder.join("state")), (&path, disk.join("state"))] {
        let refusal = save(path, &new, &state).expect_err("no room");
        assert!(matches!(refusal, SaveError::DiskFull(_)), "the reason for {}: {refusal}", path.display());
        assert!(fs::read(path).expect("the file") == old, "the old bytes of {}", path.display());
        assert_eq!(names_in(&disk), before, "nothing else is left");
    }
    let refusal = save(&linked, &new, &disk.join("state")).expect_err("no room for a copy");
    assert!(matches!(refusal, SaveError::NoCopy(..)), "the reason: {refusal}");
    let saved = save(&linked, NEW, &folder.join("state")).expect("fewer bytes have their room");
    assert_eq!(remark(&saved), Some(InPlace::HardLink), "in place");
    fs::remove_file(&filler).expect("room is made");
    save(&path, &new, &folder.join("state")).expect("there is room");
    assert!(fs::read(&path).expect("the file") == new, "the new bytes");
}

#[test]
fn a_full_disk_keeps_the_old_file() {
    with_own_disks("saving::real_disks::twin_with_a_full_disk");
}

#[test]
fn twin_with_a_pinned_file() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let (real, pinned) = (folder.join("real.ron"), folder.join("pinned.ron"));
    fs::write(&real, OLD).expect("a file");
    fs::write(&pinned, b"").expect("a place for it");
    mount(&["--bind", real.to_str().expect("a temporary path is text")], &pinned);
    let saved = save(&pinned, NEW, &folder.join("state")).expect("it is written in place");
    assert_eq!(remark(&saved), Some(InPlace::Pinned), "and says so");
    assert_eq!(fs::read(&real).expect("the file"), NEW, "the real file has the bytes");
    assert!(!names_in(&folder).iter().any(|path| path.extension().is_some_and(|end| end == "tmp")), "no litter");

    let read_only = folder.join("read-only");
    small_disk(&read_only, "1m");
    let inside = read_only.join("it.ron");
    fs::write(&inside, OLD).expect("a file");
    fs::write(read_only.join("shielded.ron"), OLD).expect("a file");
    mount(&["--bind", real.to_str().expect("a temporary path is text")], &inside);
    mount(&["-o", "remount,ro", "none"], &read_only);
    let saved = save(&inside, OLD, &folder.join("state")).expect("the file itself may be written");
    assert_eq!(remark(&saved), Some(InPlace::FolderReadOnly), "in place, and it says so");
    let refusal = save(&read_only.join("shielded.ron"), NEW, &folder.join("state")).expect_err("a read-only disk");
    assert!(matches!(refusal, SaveError::FolderReadOnly(_)), "the reason: {refusal}");
}

#[test]
fn a_file_that_nobody_may_replace_is_written_in_place() {
    with_own_disks("saving::real_disks::twin_with_a_pinned_file");
}

#[test]
fn twin_whose_disk_is_pulled() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let (disk, stick) = (folder.join("disk"), folder.join("stick"));
    small_disk(&stick, "1m");
    fs::create_dir(&disk).expect("a folder");
    let bind = ["--bind", stick.to_str().expect("a temporary path is text")];
    mount(&bind, &disk);
    let path = disk.join("it.ron");
    fs::write(&path, OLD).expect("a file");
    let known = load(&path).expect("the file").fingerprint;
    let mut watch = Watch::new(Watched { path: path.clone(), known });
    unmount(&disk);
    assert!(matches!(watch.look(&RealDisk), Some(Seen::Gone)), "it is gone");
    fs::remove_dir(&disk).expect("as systems do with the folders of disks that go");
    let saving = Saving { expected: Expected::This(known), ..Saving::new(&path, NEW) };
    let refusal = saving.on(&RealDisk).expect_err("no disk");
    assert!(matches!(refusal, SaveError::NoFolder(_)), "the reason: {refusal}");
    fs::create_dir(&disk).expect("the disk comes back");
    mount(&bind, &disk);
    assert!(matches!(watch.look(&RealDisk), Some(Seen::Same)), "the file is back");
    saving.on(&RealDisk).expect("as if nothing had been");
    assert_eq!(fs::read(&path).expect("the file"), NEW, "the new bytes");
}

#[test]
fn a_disk_may_go_and_come_back() {
    with_own_disks("saving::real_disks::twin_whose_disk_is_pulled");
}

/// A folder that everybody may look into, with a copy of this executable, which may lie where strangers can't.
fn public_folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    set_mode(folder.path(), 0o755);
    let executable = folder.path().join("twin");
    fs::copy(std::env::current_exe().expect("a test knows its executable"), &executable).expect("a copy");
    (folder, executable)
}

/// Runs a twin that has no rights but a stranger's, on what `prepare` makes. Only root can do that.
fn as_stranger(test: &str, prepare: fn(&Path)) {
    if !has_tools(&["setpriv"], "util-linux") {
        return;
    }
    let (folder, executable) = public_folder();
    if !is_root() {
        eprintln!("skipped: only root can make files of other people");
        return;
    }
    let stage = folder.path().join("stage");
    fs::create_dir(&stage).expect("a folder");
    for name in ["state", "home"] {
        fs::create_dir(stage.join(name)).expect("a folder");
        set_mode(&stage.join(name), 0o777);
    }
    prepare(&stage);
    let ids = [STRANGER, ITS_GROUP].map(|id| id.to_string());
    let starter = ["setpriv", "--reuid", &ids[0], "--regid", &ids[0], "--groups", &ids[1]];
    twin::run(&mut twin::twin_of(&executable, &starter, test, &stage));
}

/// A file of somebody's, with a mode.
fn file(path: &Path, owner: (u32, u32), mode: u32) {
    fs::write(path, OLD).expect("a file");
    chown(path, Some(owner.0), Some(owner.1)).expect("root may give files away");
    set_mode(path, mode);
}

fn prepare_for_stranger(stage: &Path) {
    let folders = [("mine", 0o777), ("shared", 0o777), ("sticky", 0o1777), ("closed", 0o755), ("barred", 0o744)];
    for (name, mode) in folders {
        let folder = stage.join(name);
        fs::create_dir(&folder).expect("a folder");
        set_mode(&folder, mode);
    }
    file(&stage.join("mine/private.ron"), (STRANGER, STRANGER), 0o600);
    file(&stage.join("mine/group.ron"), (STRANGER, ITS_GROUP), 0o664);
    file(&stage.join("mine/other-group.ron"), (STRANGER, OTHER_GROUP), 0o664);
    file(&stage.join("mine/read-only.ron"), (STRANGER, STRANGER), 0o444);
    file(&stage.join("shared/theirs.ron"), (1, ITS_GROUP), 0o664);
    file(&stage.join("shared/not-for-me.ron"), (1, 1), 0o644);
    file(&stage.join("sticky/theirs.ron"), (1, 1), 0o666);
    file(&stage.join("closed/mine.ron"), (STRANGER, STRANGER), 0o644);
    file(&stage.join("closed/read-only.ron"), (STRANGER, STRANGER), 0o444);
    file(&stage.join("mine/write-only.ron"), (STRANGER, STRANGER), 0o200);
    file(&stage.join("barred/mine.ron"), (STRANGER, STRANGER), 0o644);
}

#[test]
fn twin_that_is_a_stranger() {
    let Some(stage) = twin::folder_of_twin() else { return };
    for (name, expected) in [
        ("mine/private.ron", Ok(None)),
        ("mine/group.ron", Ok(None)),
        ("mine/other-group.ron", Ok(Some(InPlace::ForeignOwner))),
        ("mine/read-only.ron", Err("the file is read-only")),
        ("shared/theirs.ron", Ok(Some(InPlace::ForeignOwner))),
        ("shared/not-for-me.ron", Err("the file is read-only")),
        ("sticky/theirs.ron", Ok(Some(InPlace::ForeignOwner))),
        ("closed/mine.ron", Ok(Some(InPlace::FolderReadOnly))),
        ("closed/new.ron", Err("the folder is read-only")),
        ("mine/write-only.ron", Err("you may not read it")),
        ("barred/mine.ron", Err("you may not look into its folder")),
    ] {
        let path = stage.join(name);
        let facts = || fs::metadata(&path).map(|facts| (facts.uid(), facts.gid(), facts.mode())).ok();
        let before = (facts(), fs::read(&path).ok(), names_in(path.parent().expect("a folder")));
        let result = save(&path, NEW, &stage.join("state"));
        let found = result.as_ref().map(remark).map_err(SaveError::reason);
        assert_eq!(found, expected.map_err(str::to_owned), "how {name} is saved");
        let now = if found.is_ok() { Some(NEW.to_vec()) } else { before.1 };
        assert_eq!(fs::read(&path).ok(), now, "what {name} holds");
        assert_eq!(facts(), before.0, "owner, group and mode of {name}");
        assert_eq!(names_in(path.parent().expect("a folder")), before.2, "nothing else is left beside {name}");
    }
    let (path, previous) = (stage.join("closed/read-only.ron"), Previous::new(stage.join("state")));
    let saving = Saving { previous: Some(&previous), replaces_read_only: true, ..Saving::new(&path, NEW) };
    let refusal = saving.on(&RealDisk).expect_err("neither replaced nor written over");
    assert_eq!(refusal.reason(), "you may not write it", "not its folder is to blame");
    assert_eq!(fs::read(&path).expect("the file"), OLD, "it stands");
}

#[test]
fn owner_group_and_mode_stay_or_the_file_is_written_in_place() {
    as_stranger("saving::real_disks::twin_that_is_a_stranger", prepare_for_stranger);
}

#[test]
fn twin_with_a_mask() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let [new, old] = ["new.ron", "old.ron"].map(|name| folder.join(name));
    fs::write(&old, OLD).expect("a file");
    set_mode(&old, 0o664);
    for path in [&new, &old] {
        save(path, NEW, &folder.join("state")).expect("a fine place");
    }
    assert_eq!((mode(&new), mode(&old)), (0o640, 0o664), "a new one by the mask, an old one as it was");
    for version in Previous::new(folder.join("state")).versions(&RealDisk, &old) {
        assert_eq!(mode(&version.file), 0o600, "what is kept is nobody else's business");
    }
}

#[test]
fn the_persons_mask_decides_who_may_read_a_new_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let masked = ["sh", "-c", "umask 027; exec \"$0\" \"$@\""];
    twin::run(&mut twin::twin(&masked, "saving::real_disks::twin_with_a_mask", folder.path()));
}

#[test]
fn any_name_that_the_system_takes_will_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = [
        OsString::from("n".repeat(251) + ".ron"),
        OsString::from("役".repeat(85)),
        OsString::from("IT department (2026) – final.ron"),
        OsString::from("組織図.chart.ron"),
        OsString::from("-rf.ron"),
        OsString::from("two\nlines.ron"),
        OsString::from("👩‍💻.ron"),
        OsString::from_vec(b"caf\xe9.ron".to_vec()),
    ];
    for name in &names {
        let path = folder.path().join(name);
        for bytes in [OLD, NEW] {
            save(&path, bytes, &folder.path().join("state")).unwrap_or_else(|error| panic!("{name:?}: {error}"));
            assert_eq!(fs::read(&path).expect("the file"), bytes, "{name:?}");
        }
    }
    assert_eq!(names_in(folder.path()).len(), names.len(), "these files, and nothing else");
    let path = folder.path().join("n".repeat(256));
    let words = save(&path, NEW, folder.path()).expect_err("too long a name").to_string();
    assert!(words.ends_with("Choose another name with Save as."), "what to do: {words}");
}

#[test]
fn links_stay_and_lead_to_what_was_saved() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("real.ron"), OLD).expect("a file");
    fs::hard_link(at("real.ron"), at("hard.ron")).expect("a second name");
    symlink("hard.ron", at("soft.ron")).expect("a link");
    symlink("not-there.ron", at("dangling.ron")).expect("a link to nothing");
    for (name, real) in [("soft.ron", "real.ron"), ("dangling.ron", "not-there.ron")] {
        save(&at(name), NEW, &at("state")).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(at(name).is_symlink(), "{name} still is a link");
        assert_eq!(fs::read(at(real)).expect("the file"), NEW, "{real} has the bytes");
    }
    assert_eq!(fs::metadata(at("real.ron")).expect("the file").nlink(), 2, "both names lead to the same file");
}

#[test]
fn a_pipe_stays_a_pipe() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pipe = folder.path().join("pipe.ron");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo starts").success(), "a pipe");
    let refusal = save(&pipe, NEW, folder.path()).expect_err("no file");
    assert!(refusal.to_string().contains("a pipe or a device"), "the reason: {refusal}");
    assert!(!fs::metadata(&pipe).expect("the pipe").is_file(), "it is none now");
}
