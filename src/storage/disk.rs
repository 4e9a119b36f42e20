//! What saving asks of a file system, as a trait: tests put one in its place that fails at any step.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What the system says about a file without reading it. Two equal stamps are of the same bytes, unless somebody took
/// pains to hide a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The length in bytes.
    pub len: u64,
    /// When the bytes were last changed, in nanoseconds since 1970; 0 where the system doesn't say.
    pub modified: u128,
    /// When anything about the file was last changed, in nanoseconds since 1970; 0 where the system doesn't say. No
    /// program can set it.
    pub changed: u128,
    /// The file's number on its disk; 0 where it has none.
    pub number: u64,
}

/// What is known about a file or a folder.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What tells one state of the file from another.
    pub stamp: Stamp,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Whether it holds bytes: no folder, and no pipe or device, which a rename would turn into something else.
    pub is_plain: bool,
    /// How many names lead to the file; 1 where the system doesn't say.
    pub links: u64,
    /// The numbers of its owner and its group, where it has them.
    pub owner: Option<(u32, u32)>,
    /// Who may do what with it.
    pub permissions: Permissions,
}

/// A file that is open for writing, from its beginning.
pub trait OpenFile: Write + Send {
    /// Gives the file another one's permissions.
    ///
    /// # Errors
    /// The system's reason.
    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()>;

    /// Cuts the file off at a length in bytes.
    ///
    /// # Errors
    /// The system's reason.
    fn set_len(&mut self, len: u64) -> io::Result<()>;

    /// Waits until the bytes are on the disk.
    ///
    /// # Errors
    /// The system's reason. What is on the disk then is not known, and asking again proves nothing: the system may have
    /// forgotten which bytes it failed to write.
    fn sync(&mut self) -> io::Result<()>;
}

/// Who may look into a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever may by the person's or the folder's rules.
    Usual,
    /// Nobody but its owner.
    Owner,
}

/// A file system. All paths are as the program has them; symlinks are followed except by [`Disk::link`],
/// [`Disk::rename`] and [`Disk::remove`].
#[allow(clippy::missing_errors_doc, reason = "every method gives the system's reason")]
pub trait Disk: fmt::Debug + Send + Sync {
    /// What is known about a file or a folder.
    fn facts(&self, path: &Path) -> io::Result<Facts>;

    /// Where a symlink leads; none where the path is something else, or nothing.
    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>>;

    /// Opens a file for reading.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>>;

    /// Opens a file for writing, cut to nothing by nobody: what is written covers what is there.
    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;

    /// Makes a file of a name that isn't taken.
    fn create(&self, path: &Path, audience: Audience) -> io::Result<Box<dyn OpenFile>>;

    /// Gives a file to another owner and group, where that is allowed.
    fn give(&self, path: &Path, owner: (u32, u32)) -> io::Result<()>;

    /// Gives a file another name, and takes that name from whatever has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder that only its owner may look into, and those above it.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// The paths of what is in a folder, in no particular order.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        fs::metadata(path).map(|metadata| Facts::from(&metadata))
    }

    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_symlink() => fs::read_link(path).map(Some),
            // Any other reason may hide a link, which would then be replaced by a file.
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(None),
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(RealFile(OpenOptions::new().write(true).open(path)?)))
    }

    fn create(&self, path: &Path, audience: Audience) -> io::Result<Box<dyn OpenFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if audience == Audience::Owner {
            system::keep_private(&mut options);
        }
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn give(&self, path: &Path, owner: (u32, u32)) -> io::Result<()> {
        system::give(path, owner)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        rename_patiently(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        make_lasting_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
    }
}

#[derive(Debug)]
struct RealFile(File);

impl Write for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl OpenFile for RealFile {
    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.0.set_permissions(permissions)
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        // On macOS this asks the drive itself to write what it holds back (F_FULLFSYNC), not only the system.
        heeding_only_failures(self.0.sync_all())
    }
}

/// Some file systems, network drives above all, know no such request: that is no sign that a byte was lost, and there is
/// nothing else to ask for.
fn heeding_only_failures(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error) if is_unknown_request(&error) => Ok(()),
        synced => synced,
    }
}

fn is_unknown_request(error: &io::Error) -> bool {
    // What macOS says of network drives is not of these kinds: ENOTTY, ENOTSUP (golang/go#64215).
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
        || cfg!(target_vendor = "apple") && matches!(error.raw_os_error(), Some(25 | 45))
}

/// Makes a folder and those above it, and waits until their names are on the disk: a file is no safer than the folder
/// that it is in.
fn make_lasting_folder(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    system::make_private_folder(folder)?;
    missing.into_iter().rev().try_for_each(|folder| system::sync_folder(super::folder_of(folder)))
}

impl From<&Metadata> for Facts {
    fn from(metadata: &Metadata) -> Self {
        let system::Details { changed, number, links, owner } = system::details(metadata);
        let modified = metadata.modified().map_or(0, nanoseconds);
        Self {
            stamp: Stamp { len: metadata.len(), modified, changed, number },
            is_folder: metadata.is_dir(),
            is_plain: metadata.is_file(),
            links,
            owner,
            permissions: metadata.permissions(),
        }
    }
}

/// Since 1970; a time before counts as 1970.
fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos()
}

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

/// What only the system at hand knows.
#[derive(Clone, Copy, Debug)]
struct Details {
    changed: u128,
    number: u64,
    links: u64,
    owner: Option<(u32, u32)>,
}

#[cfg(unix)]
mod system {
    use std::fs::{DirBuilder, File, Metadata, OpenOptions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, chown};
    use std::path::Path;

    pub(super) use super::Details;

    pub(super) fn details(metadata: &Metadata) -> Details {
        let seconds = u128::try_from(metadata.ctime()).unwrap_or_default();
        let rest = u128::try_from(metadata.ctime_nsec()).unwrap_or_default();
        Details {
            changed: seconds * 1_000_000_000 + rest,
            number: metadata.ino(),
            links: metadata.nlink(),
            owner: Some((metadata.uid(), metadata.gid())),
        }
    }

    pub(super) fn keep_private(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    pub(super) fn give(path: &Path, (user, group): (u32, u32)) -> io::Result<()> {
        chown(path, Some(user), Some(group))
    }

    /// A folder in which names may be made needn't be one that may be opened: that is no sign that a name was lost.
    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        match File::open(folder) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            folder => super::heeding_only_failures(folder?.sync_all()),
        }
    }

    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) use super::Details;

    pub(super) fn details(_metadata: &Metadata) -> Details {
        Details { changed: 0, number: 0, links: 1, owner: None }
    }

    /// A new file has its folder's rules here, and the app's own folder is its owner's alone.
    pub(super) fn keep_private(_options: &mut OpenOptions) {}

    /// Nothing to do: no file has such an owner here.
    pub(super) fn give(_path: &Path, _owner: (u32, u32)) -> io::Result<()> {
        Ok(())
    }

    /// Only Unix lets a program ask for this; elsewhere the file system's journal sees to it.
    pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }
}
