//! What a crash leaves behind: a snapshot of every chart with unsaved changes, in a folder of its own for each window.
//!
//! A window is alive as long as it holds its folder's lock, which the system takes from it when it dies, however it dies.
//! A folder whose lock can be had is what a crash left. Nothing of it goes before it is saved or discarded.

mod keeper;

pub use keeper::Keeper;

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, RealDisk};
use super::fingerprint::Digest;
use super::load::{MAX_FILE_BYTES, load_from};
use super::save::{put, random_bits};
use crate::format::{self, Opened, ReadError};

const LOCK: &str = "lock";
const SNAPSHOT: &str = "snapshot";
/// More than any label has, in bytes: a path of 32,767 units, as Windows allows, each written as a number.
const LONGEST_LABEL: u64 = 256 << 10;
/// How long somebody else may be busy with the shelf.
const PATIENCE: Duration = Duration::from_secs(3);

/// The file that a chart came from, if any, and what that file held then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    path: Option<OsString>,
    based_on: Option<Digest>,
}

impl Origin {
    /// A chart of this file, opened or saved when it held bytes of this digest.
    #[must_use]
    pub fn file(path: &Path, based_on: Option<Digest>) -> Self {
        // Whoever restores it may stand in another folder.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self { path: Some(path.into_os_string()), based_on }
    }

    /// The file; none where the chart has none yet.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref().map(Path::new)
    }

    /// What the file held when the chart was opened or last saved.
    #[must_use]
    pub const fn based_on(&self) -> Option<Digest> {
        self.based_on
    }
}

/// What stands before the chart's text in a snapshot, on a line of its own. The text begins behind it.
#[derive(Debug, Serialize, Deserialize)]
struct Label {
    origin: Origin,
    /// In milliseconds since 1970.
    time: u64,
}

/// The folder where all windows keep their snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf in the app's folder of states.
    #[must_use]
    pub fn new(state_folder: impl AsRef<Path>) -> Self {
        Self { folder: state_folder.as_ref().join("recovery") }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins a session: a folder with a lock, held until the session ends.
    ///
    /// # Errors
    /// The system's reason why there can't be one.
    pub fn begin(&self) -> io::Result<Session> {
        self.guarded(|| {
            let folder = self.folder.join(format!("{:016x}", random_bits()));
            RealDisk.make_folder(&folder)?;
            let lock = lock_in(&folder)?;
            Ok(Session { shelf: self.clone(), folder, lock: Some(lock) })
        })
    }

    /// What crashed windows left, the newest first. What differs in nothing from its file is let go.
    ///
    /// # Errors
    /// The system's reason why the shelf can't be looked at. A shelf that isn't there is empty.
    pub fn left(&self) -> io::Result<Vec<Left>> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let folders =
            || RealDisk.list(&self.folder).map(|folders| folders.into_iter().filter(|folder| folder.is_dir()));
        let mut left: Vec<Left> =
            self.guarded(|| Ok(folders()?.filter_map(|folder| self.left_in(folder)).collect()))?;
        // Without the guard, since a file on a network drive may keep one waiting. What can't be let go is told.
        left.retain(|left| !left.is_in_file() || left.discard().is_err());
        left.sort_by_key(|left| std::cmp::Reverse(left.time));
        Ok(left)
    }

    /// What was left in a folder whose window is gone.
    fn left_in(&self, folder: PathBuf) -> Option<Left> {
        let lock = lock_in(&folder).ok()?;
        let head = head_of(&folder.join(SNAPSHOT));
        drop(lock);
        let Ok(head) = head else {
            // Not a word of it was left, or not one that can be read now; then the folder isn't empty, and stays.
            remove_folder(&folder);
            return None;
        };
        let label = split(&head).0;
        let time = UNIX_EPOCH.checked_add(Duration::from_millis(label.time)).unwrap_or(UNIX_EPOCH);
        Some(Left { shelf: self.clone(), folder, origin: label.origin, time })
    }

    /// Does something while no other window begins, looks or clears away.
    fn guarded<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        RealDisk.make_folder(&self.folder)?;
        let guard = open_lock(&self.folder.join("guard"))?;
        let start = Instant::now();
        loop {
            match guard.try_lock() {
                Ok(()) => return work(),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(5)),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The snapshots of one window. Its lock is held as long as this is there.
#[derive(Debug)]
pub struct Session {
    shelf: Shelf,
    folder: PathBuf,
    /// None once it has been let go.
    lock: Option<File>,
}

impl Session {
    /// Keeps a chart's text in place of the one before.
    ///
    /// # Errors
    /// The system's reason why it can't be kept; the one before is kept then. Of the kind `NotFound` where somebody has
    /// removed the folder: another session has to begin, since of a lock without a name nobody else knows.
    pub fn keep(&self, disk: &dyn Disk, origin: &Origin, text: &str) -> io::Result<()> {
        disk.facts(&self.folder.join(LOCK))?;
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let label = Label { origin: origin.clone(), time: u64::try_from(time).unwrap_or(u64::MAX) };
        let label = serde_json::to_string(&label).map_err(io::Error::other)?;
        put(disk, &self.folder.join(SNAPSHOT), format!("{label}\n{text}").as_bytes())
    }

    /// Lets the snapshot go: the chart is saved, or not wanted.
    ///
    /// # Errors
    /// The system's reason why it can't be removed.
    pub fn clear(&self, disk: &dyn Disk) -> io::Result<()> {
        match disk.remove(&self.folder.join(SNAPSHOT)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for Session {
    /// What is still kept is left for the next start; without it the folder goes.
    fn drop(&mut self) {
        let (folder, lock) = (&self.folder, &mut self.lock);
        // An empty folder that stays does no harm: the next start removes it.
        let _ = self.shelf.guarded(|| {
            drop(lock.take());
            remove_folder(folder);
            Ok(())
        });
    }
}

/// What a crashed window left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    shelf: Shelf,
    folder: PathBuf,
    /// The file that it is of.
    pub origin: Origin,
    /// When it was kept.
    pub time: SystemTime,
}

impl Left {
    /// The chart.
    ///
    /// # Errors
    /// Says why it can't be read.
    pub fn chart(&self) -> Result<Opened, LeftError> {
        let bytes = fs::read(self.folder.join(SNAPSHOT)).map_err(LeftError::Gone)?;
        format::read_own(split(&bytes).1).map_err(LeftError::Unreadable)
    }

    /// Whether its file holds the very same chart, so that nothing was lost.
    ///
    /// The path comes out of a snapshot: whatever it leads to by now, no more is read than there could be of the chart,
    /// and nothing that may never come to an end, such as a pipe.
    fn is_in_file(&self) -> bool {
        let Some(path) = self.origin.path() else { return false };
        let snapshot = self.folder.join(SNAPSHOT);
        let Some(len) = text_len(&snapshot).filter(|len| is_file_of_len(path, *len)) else { return false };
        let read = |path, limit| load_from(&RealDisk, path, limit).map(|loaded| loaded.bytes);
        let Ok(kept) = read(&snapshot, MAX_FILE_BYTES.saturating_add(LONGEST_LABEL)) else { return false };
        read(path, len).is_ok_and(|held| held == split(&kept).1)
    }

    /// Takes it over: it is this window's own from now on, and goes when the chart is saved.
    ///
    /// # Errors
    /// Another window has taken it, or let it go.
    pub fn adopt(&self) -> io::Result<Session> {
        self.shelf.guarded(|| {
            let lock = lock_in(&self.folder)?;
            Ok(Session { shelf: self.shelf.clone(), folder: self.folder.clone(), lock: Some(lock) })
        })
    }

    /// Lets it go for good.
    ///
    /// # Errors
    /// Another window has taken it, or the system's reason.
    pub fn discard(&self) -> io::Result<()> {
        let session = match self.adopt() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            session => session?,
        };
        session.clear(&RealDisk)
    }
}

/// Why what was left can't be shown.
#[derive(Debug)]
pub enum LeftError {
    /// Another window has taken it, or the disk doesn't give it.
    Gone(io::Error),
    /// It is no chart.
    Unreadable(ReadError),
}

impl std::fmt::Display for LeftError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gone(error) if error.kind() == ErrorKind::NotFound => {
                f.write_str("It isn't there any more: another window has restored or discarded it.")
            }
            Self::Gone(error) => write!(f, "It can't be read: {error}. Try again later."),
            Self::Unreadable(error) => write!(f, "It can't be read as a chart: {error}"),
        }
    }
}

impl std::error::Error for LeftError {}

/// A snapshot's label and the chart's text. What has no label that can be read is all text, of no file.
fn split(bytes: &[u8]) -> (Label, &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    match serde_json::from_slice(&bytes[..end]) {
        Ok(label) => (label, bytes.get(end + 1..).unwrap_or_default()),
        Err(_) => (Label { origin: Origin::default(), time: 0 }, bytes),
    }
}

/// Enough of a snapshot to know its label.
fn head_of(snapshot: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(snapshot)?.take(LONGEST_LABEL).read_to_end(&mut head)?;
    Ok(head)
}

/// How long the chart's text in a snapshot is, in bytes.
fn text_len(snapshot: &Path) -> Option<u64> {
    let head = head_of(snapshot).ok()?;
    let label_len = head.len() - split(&head).1.len();
    RealDisk.facts(snapshot).ok()?.stamp.len.checked_sub(label_len as u64)
}

fn is_file_of_len(path: &Path, len: u64) -> bool {
    RealDisk.facts(path).is_ok_and(|facts| facts.is_plain && facts.stamp.len == len)
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// Takes the lock of a folder that is there.
fn lock_in(folder: &Path) -> io::Result<File> {
    let lock = open_lock(&folder.join(LOCK))?;
    lock.try_lock()?;
    Ok(lock)
}

/// Removes a session's folder if there is no snapshot in it. What stays is found again at the next start.
fn remove_folder(folder: &Path) {
    // Where the disk doesn't say whether there is one, there is one.
    if folder.join(SNAPSHOT).try_exists().unwrap_or(true) {
        return;
    }
    for entry in RealDisk.list(folder).unwrap_or_default() {
        // Of what was being written when the window died, nothing can be used.
        let _ = fs::remove_file(entry);
    }
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests;
