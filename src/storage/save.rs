//! Saving a file so that a crash, a full disk or a pulled plug leaves the old one whole: the bytes go to a new file in
//! the same folder, down to the disk, and only then take the old one's name.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::name_of;

/// Why a file can't be saved. The file that was there stands as it was.
#[derive(Debug)]
pub enum SaveError {
    /// The file may not be changed.
    ReadOnly(PathBuf),
    /// It is a folder.
    IsFolder(PathBuf),
    /// The folder isn't there.
    NoFolder(PathBuf),
    /// Nothing may be written into the folder.
    FolderReadOnly(PathBuf),
    /// The disk, or what the person may use of it, is full.
    DiskFull(PathBuf),
    /// The system gave another reason.
    Failed(PathBuf, io::Error),
}

impl SaveError {
    /// A reason that came while the new file was made, beside the old one.
    fn new(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::FolderReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull(path),
            _ => Self::Failed(path, error),
        }
    }

    /// The file that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::ReadOnly(path)
            | Self::IsFolder(path)
            | Self::NoFolder(path)
            | Self::FolderReadOnly(path)
            | Self::DiskFull(path)
            | Self::Failed(path, _) => path,
        }
    }

    /// What happened, without the file's name and without advice.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::ReadOnly(_) => "the file is read-only".to_owned(),
            Self::IsFolder(_) => "there is a folder of that name".to_owned(),
            Self::NoFolder(_) => "its folder isn't there".to_owned(),
            Self::FolderReadOnly(_) => "the folder is read-only".to_owned(),
            Self::DiskFull(_) => "the disk is full".to_owned(),
            Self::Failed(_, error) => error.to_string(),
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match self {
            Self::IsFolder(_) => "Choose another name with Save as.",
            Self::DiskFull(_) => "Make room, or choose another place with Save as.",
            Self::Failed(..) => "Try again, or choose another place with Save as.",
            _ => "Choose another place with Save as.",
        };
        write!(f, "Can't save {}: {}. {advice}", name_of(self.path()), self.reason())
    }
}

impl std::error::Error for SaveError {}

/// Saves a file: after a success the bytes are on the disk under this name; after a failure the old file stands.
///
/// A symlink is followed to the file it leads to, the old file's permissions are kept, and a read-only file is
/// refused, not replaced.
///
/// # Errors
/// Says why the file can't be saved, and what to do.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace(path, |file| file.write_all(bytes))
}

fn replace(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), SaveError> {
    let failed = |error| SaveError::new(path, error);
    let target = follow_links(path).map_err(failed)?;
    let old = check_target(path, &target)?;
    let folder = folder_of(&target);
    let mut new = NewFile::create(folder, old.as_ref()).map_err(failed)?;
    fill(&mut new.file).and_then(|()| new.finish(old.as_ref())).map_err(failed)?;
    new.take_name(&target).map_err(failed)?;
    sync_folder(folder);
    Ok(())
}

/// The file at the end of a chain of symlinks, whether it is there yet or not.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&at) {
            Ok(metadata) if metadata.is_symlink() => at = folder_of(&at).join(fs::read_link(&at)?),
            _ => return Ok(at),
        }
    }
    Err(io::Error::other("too many symlinks lead from one to the next"))
}

/// The folder that a file is in; a bare name is in the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses what a rename would happily replace, though it shouldn't. Gives what is known about the old file, if any.
fn check_target(path: &Path, target: &Path) -> Result<Option<Metadata>, SaveError> {
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(SaveError::new(path, error)),
    };
    if metadata.is_dir() {
        return Err(SaveError::IsFolder(path.to_owned()));
    }
    // Opened for writing, and left alone: nobody else knows all the rules by which the system decides.
    let opened = OpenOptions::new().write(true).open(target);
    let is_denied = opened.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
    if is_denied || metadata.permissions().readonly() {
        return Err(SaveError::ReadOnly(path.to_owned()));
    }
    Ok(Some(metadata))
}

/// A file on its way to take another one's name. Until it has, dropping it removes it.
struct NewFile {
    file: File,
    path: PathBuf,
    is_named: bool,
}

impl NewFile {
    fn create(folder: &Path, old: Option<&Metadata>) -> io::Result<Self> {
        let path = folder.join(format!(".rolechart-{:016x}{:016x}.tmp", random_bits(), random_bits()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if old.is_some() {
            keep_private(&mut options);
        }
        Ok(Self { file: options.open(&path)?, path, is_named: false })
    }

    /// Gives the file the old one's permissions, and waits until it is on the disk.
    fn finish(&mut self, old: Option<&Metadata>) -> io::Result<()> {
        if let Some(old) = old {
            self.file.set_permissions(old.permissions())?;
        }
        self.file.sync_all()
    }

    fn take_name(mut self, target: &Path) -> io::Result<()> {
        rename_patiently(&self.path, target)?;
        self.is_named = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_named {
            // The save has failed already; that failure is the one to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Bits that nobody can guess: the system seeds the keys of the standard library's hash tables.
fn random_bits() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Until the old file's permissions are set, nobody else may look: the old file may have been private.
#[cfg(unix)]
fn keep_private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

/// A new file has its folder's access rules here.
#[cfg(not(unix))]
fn keep_private(_options: &mut OpenOptions) {}

/// Renames; on Windows tries again for some seconds while a virus scanner or an indexer holds one of the files.
fn rename_patiently(from: &Path, to: &Path) -> io::Result<()> {
    const TRIES: u32 = 12;
    for attempt in 0..TRIES {
        match fs::rename(from, to) {
            Err(error) if is_held_by_another(&error) => thread::sleep(Duration::from_millis(50 * u64::from(attempt))),
            result => return result,
        }
    }
    fs::rename(from, to)
}

/// Windows' "access denied" and "sharing violation".
fn is_held_by_another(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32))
}

/// Makes the new name last. The file is in place whatever comes of it, and some file systems know no such request:
/// a failure here is no failed save.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Only Unix lets a program ask for this; elsewhere the file system's journal sees to it.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

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
    fn a_failed_save_leaves_the_old_bytes_and_no_litter() {
        let (folder, path) = folder_with("a.ron", b"old");
        let refusal = replace(&path, |file| {
            file.write_all(b"half of the n")?;
            Err(io::Error::from(ErrorKind::StorageFull))
        })
        .expect_err("the disk is full");
        assert!(matches!(refusal, SaveError::DiskFull(_)), "the reason: {refusal}");
        assert_eq!(fs::read(&path).expect("the file"), b"old", "the old bytes");
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
    }
}
