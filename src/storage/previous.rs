//! What files held before they were saved over: up to twenty versions of each, for thirty days.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::disk::Disk;
use super::fingerprint::Digest;
use super::save::put;

/// The most versions of one file that are kept.
const MOST_VERSIONS: usize = 20;
/// How long a version is kept.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);
/// What the names of kept versions end with.
const ENDING: &str = ".chart.ron";

/// The folder of previous versions.
#[derive(Clone, Debug)]
pub struct Previous {
    folder: PathBuf,
}

/// What a file held before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Where it is kept.
    pub file: PathBuf,
    /// When it was kept.
    pub time: SystemTime,
    /// Its length in bytes.
    pub len: u64,
}

impl Previous {
    /// The previous versions in the app's folder of states.
    #[must_use]
    pub fn new(state_folder: impl AsRef<Path>) -> Self {
        Self { folder: state_folder.as_ref().join("previous") }
    }

    /// Keeps what a file holds, and lets go of what is too old or too much. Gives the place.
    ///
    /// # Errors
    /// The system's reason why it can't be kept.
    pub fn keep(&self, disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        self.keep_at(disk, path, bytes, SystemTime::now())
    }

    fn keep_at(&self, disk: &dyn Disk, path: &Path, bytes: &[u8], now: SystemTime) -> io::Result<PathBuf> {
        let folder = self.folder_for(path);
        let files = files_in(disk, &folder)?;
        let versions = versions_of(disk, &files);
        if let Some(newest) = versions.first()
            && holds(disk, newest, bytes)
        {
            // It may be there because it could not be promised the last time.
            disk.sync_folder(&folder)?;
            return Ok(newest.file.clone());
        }
        let file = free_name(&folder, &files, now);
        put(disk, &file, bytes)?;
        let is_old = |version: &Version| now.duration_since(version.time).is_ok_and(|age| age > KEPT_FOR);
        // The one just kept is not among them.
        for (index, version) in versions.iter().enumerate() {
            if index + 1 >= MOST_VERSIONS || is_old(version) {
                // What can't be removed now is tried again with the next version.
                let _ = disk.remove(&version.file);
            }
        }
        Ok(file)
    }

    /// The kept versions of a file, the newest first. A symlink has those of the file that it leads to.
    #[must_use]
    pub fn versions(&self, disk: &dyn Disk, path: &Path) -> Vec<Version> {
        versions_of(disk, &files_in(disk, &self.folder_for(path)).unwrap_or_default())
    }

    fn folder_for(&self, path: &Path) -> PathBuf {
        // Where the file is gone, its folder may still tell its true name.
        let true_path = path.canonicalize().or_else(|_| {
            let folder = super::folder_of(path).canonicalize()?;
            Ok::<_, io::Error>(folder.join(path.file_name().unwrap_or_default()))
        });
        let true_path = true_path.unwrap_or_else(|_| path.to_owned());
        self.folder.join(Digest::of(true_path.as_os_str().as_encoded_bytes()).to_string())
    }
}

/// A name that says when, and that none of the others has: two may be kept within a thousandth of a second.
fn free_name(folder: &Path, taken: &[PathBuf], now: SystemTime) -> PathBuf {
    let name = |time: u128| folder.join(format!("{time:015}{ENDING}"));
    let mut time = milliseconds(now);
    while taken.contains(&name(time)) {
        time += 1;
    }
    name(time)
}

/// What is in a folder; nothing where it isn't there yet.
fn files_in(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<PathBuf>> {
    match disk.list(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        files => files,
    }
}

/// The versions among these files, the newest first.
fn versions_of(disk: &dyn Disk, files: &[PathBuf]) -> Vec<Version> {
    let mut versions: Vec<Version> = files.iter().filter_map(|file| version(disk, file)).collect();
    versions.sort_by(|a, b| b.file.cmp(&a.file));
    versions
}

fn version(disk: &dyn Disk, file: &Path) -> Option<Version> {
    let name = file.file_name().and_then(OsStr::to_str)?;
    let since_1970 = Duration::from_millis(name.strip_suffix(ENDING)?.parse().ok()?);
    let len = disk.facts(file).ok()?.stamp.len;
    Some(Version { time: UNIX_EPOCH.checked_add(since_1970)?, len, file: file.to_owned() })
}

fn holds(disk: &dyn Disk, version: &Version, bytes: &[u8]) -> bool {
    let mut found = Vec::new();
    version.len == bytes.len() as u64
        && disk.open(&version.file).and_then(|mut file| file.read_to_end(&mut found)).is_ok()
        && found == bytes
}

fn milliseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::RealDisk;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn the_newest_versions_are_kept_and_the_oldest_go() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let previous = Previous::new(folder.path());
        let path = folder.path().join("a.ron");
        let start = SystemTime::now();
        for minute in 0..25_u32 {
            let time = start + Duration::from_mins(1) * minute;
            previous.keep_at(&RealDisk, &path, format!("version {minute}").as_bytes(), time).expect("room for it");
        }
        let versions = previous.versions(&RealDisk, &path);
        assert_eq!(versions.len(), MOST_VERSIONS, "no more than that");
        let newest = std::fs::read(&versions[0].file).expect("a kept file");
        assert_eq!(newest, b"version 24", "the newest comes first");
        let later = start + DAY * 31;
        previous.keep_at(&RealDisk, &path, b"much later", later).expect("room for it");
        assert_eq!(previous.versions(&RealDisk, &path).len(), 1, "the others are over thirty days old");
    }

    #[test]
    fn the_same_bytes_are_kept_once_and_files_have_their_own() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let previous = Previous::new(folder.path());
        let (a, b) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        for _ in 0..2 {
            previous.keep(&RealDisk, &a, b"same").expect("room for it");
        }
        assert_eq!(previous.versions(&RealDisk, &a).len(), 1, "nothing has changed in between");
        assert_eq!(previous.versions(&RealDisk, &b), [], "the other file has none");
    }
}
