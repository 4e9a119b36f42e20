//! A file on its way to take another one's name.

use std::collections::hash_map::RandomState;
use std::fs::Permissions;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::storage::disk::{Audience, Disk, Facts, OpenFile};
use crate::storage::folder_of;

/// What the names of new files begin and end with, until they have their own.
const PREFIX: &str = ".rolechart-";
const ENDING: &str = ".tmp";
/// How long a save can take at most. A new file that is older was left by a program that died.
const LONGEST_SAVE: Duration = Duration::from_hours(1);

/// A file on its way to take another one's name. Until it has, dropping it removes it.
pub(super) struct NewFile<'a> {
    disk: &'a dyn Disk,
    file: Option<Box<dyn OpenFile>>,
    pub(super) path: PathBuf,
    is_named: bool,
}

impl<'a> NewFile<'a> {
    /// In the same folder, since only there a rename is all or nothing. Its name is short, whatever the other's length; on
    /// Windows the standard library sees to paths of more than 260 characters.
    pub(super) fn beside(disk: &'a dyn Disk, target: &Path, audience: Audience) -> io::Result<Self> {
        let path = folder_of(target).join(format!("{PREFIX}{:016x}{:016x}{ENDING}", random_bits(), random_bits()));
        let file = Some(disk.create(&path, audience)?);
        Ok(Self { disk, file, path, is_named: false })
    }

    /// Gives it another one's permissions. It may be written all the same, since it is open.
    pub(super) fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.set_permissions(permissions))
    }

    /// Writes the bytes, and waits until all is on the disk.
    pub(super) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        file.write_all(bytes)?;
        file.sync()
    }

    /// Whether the file holds these bytes.
    pub(super) fn holds(&self, bytes: &[u8]) -> io::Result<bool> {
        holds(self.disk, &self.path, bytes)
    }

    pub(super) fn take_name(mut self, target: &Path) -> io::Result<()> {
        // Windows lets nobody rename a file that is open.
        self.file = None;
        self.disk.rename(&self.path, target)?;
        self.is_named = true;
        Ok(())
    }
}

impl Drop for NewFile<'_> {
    fn drop(&mut self) {
        if !self.is_named {
            self.file = None;
            // What went wrong before is the thing to tell.
            let _ = self.disk.remove(&self.path);
        }
    }
}

/// Removes the new files that were left in a folder by programs that died while saving.
pub(super) fn sweep(disk: &dyn Disk, folder: &Path) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    for path in disk.list(folder).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        let is_new_file = name.starts_with(PREFIX.as_bytes()) && name.ends_with(ENDING.as_bytes());
        let is_old = |facts: Facts| facts.stamp.modified + LONGEST_SAVE.as_nanos() < now.as_nanos();
        if is_new_file && disk.facts(&path).is_ok_and(is_old) {
            // What can't be removed now is found again with the next save.
            let _ = disk.remove(&path);
        }
    }
}

/// Whether a file holds these bytes, and no others.
pub(super) fn holds(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut found = Vec::with_capacity(bytes.len() + 1);
    disk.open(path)?.take(bytes.len() as u64 + 1).read_to_end(&mut found)?;
    Ok(found == bytes)
}

/// Puts the bytes into a file that nobody but its owner may read, whole or not at all, in a folder of the app's own.
pub(in crate::storage) fn put(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk.make_folder(folder_of(path))?;
    let mut new = NewFile::beside(disk, path, Audience::Owner)?;
    new.fill(bytes)?;
    new.take_name(path)?;
    sweep(disk, folder_of(path));
    disk.sync_folder(folder_of(path))
}

/// Bits that nobody can guess: the system seeds the keys of the standard library's hash tables.
pub(in crate::storage) fn random_bits() -> u64 {
    RandomState::new().build_hasher().finish()
}
