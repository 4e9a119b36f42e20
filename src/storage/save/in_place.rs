//! Writing over a file that can't be replaced: never without a copy of what it holds, and back to that if it fails.

use std::io;
use std::path::Path;

use super::target::Target;
use super::{Access, Kept, SaveError, Saving, new_file};
use crate::storage::disk::Disk;

impl Saving<'_> {
    pub(super) fn overwrite(&self, disk: &dyn Disk, target: &Target<'_>) -> Result<(), SaveError> {
        let old = self.surely_kept(disk, target)?;
        self.check_untouched(disk, target)?;
        if !self.may_replace(&old.bytes) {
            return Err(self.changed());
        }
        let Err(error) = cover(disk, target, self.bytes) else { return Ok(()) };
        // Where not even opening it went well, it still is what it was.
        let stands = || new_file::holds(disk, &target.path, &old.bytes).unwrap_or_default();
        if cover(disk, target, &old.bytes).is_ok() || stands() {
            return Err(SaveError::refused(self.path, error, Access::Write));
        }
        Err(SaveError::Torn { path: self.path.to_owned(), error, copy: old.file })
    }

    /// Keeps what the file holds, and makes sure that the copy is one.
    pub(super) fn surely_kept(&self, disk: &dyn Disk, target: &Target<'_>) -> Result<Kept, SaveError> {
        let no_copy = |error| SaveError::NoCopy(self.path.to_owned(), error);
        let kept = self.keep_old(disk, target).map_err(no_copy)?;
        check_holds(disk, &kept.file, &kept.bytes).map_err(no_copy)?;
        Ok(kept)
    }
}

/// Writes over what the file holds, without emptying it first: bytes that were there have their room on a full disk, so
/// that they can be put back.
fn cover(disk: &dyn Disk, target: &Target<'_>, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.overwrite(&target.path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync()?;
    drop(file);
    check_holds(disk, &target.path, bytes)
}

fn check_holds(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let reads_otherwise = || io::Error::other("what was written doesn't read back as it was");
    new_file::holds(disk, path, bytes)?.then_some(()).ok_or_else(reads_otherwise)
}
