//! The file that a save is really about.

use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::{Access, SaveError};
use crate::storage::disk::{Disk, Facts, Stamp};
use crate::storage::folder_of;

/// The file at the end of all symlinks.
pub(super) struct Target<'a> {
    /// As the person named it, for messages.
    named: &'a Path,
    /// Where it really is.
    pub(super) path: PathBuf,
    /// What is known about it; none where there is none yet.
    pub(super) facts: Option<Facts>,
}

impl<'a> Target<'a> {
    pub(super) fn find(disk: &dyn Disk, named: &'a Path) -> Result<Self, SaveError> {
        let path = follow_links(disk, named).map_err(|error| SaveError::refused(named, error, Access::Find))?;
        Self { named, path, facts: None }.now(disk)
    }

    /// The same file as it is by now.
    pub(super) fn now(&self, disk: &dyn Disk) -> Result<Self, SaveError> {
        let failed = |error| Err(SaveError::refused(self.named, error, Access::Find));
        let facts = match disk.facts(&self.path) {
            Ok(facts) if facts.is_folder => return Err(SaveError::IsFolder(self.named.to_owned())),
            Ok(facts) if !facts.is_plain => return failed(io::Error::other("it is a pipe or a device, no file")),
            Ok(facts) => Some(facts),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return failed(error),
        };
        Ok(Self { named: self.named, path: self.path.clone(), facts })
    }

    /// What tells its state from others; none where there is no file.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        self.facts.as_ref().map(|facts| facts.stamp)
    }

    /// Refuses what a rename would happily replace, though it shouldn't.
    pub(super) fn check_writable(&self, disk: &dyn Disk) -> Result<(), SaveError> {
        let Some(facts) = &self.facts else { return Ok(()) };
        // Opened for writing, and left alone: nobody else knows all the rules by which the system decides.
        let is_denied = disk.overwrite(&self.path).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
        if is_denied || facts.permissions.readonly() {
            return Err(SaveError::ReadOnly(self.named.to_owned()));
        }
        Ok(())
    }

    /// All that the file holds.
    pub(super) fn read(&self, disk: &dyn Disk) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        disk.open(&self.path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The file at the end of a chain of symlinks, whether it is there yet or not.
fn follow_links(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match disk.link(&at)? {
            Some(leads_to) => at = folder_of(&at).join(leads_to),
            None => return Ok(at),
        }
    }
    Err(io::Error::other("too many symlinks lead from one to the next"))
}
