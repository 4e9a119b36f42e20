//! Writing over a file that can't be replaced: never without a copy of what it holds, and back to that if it fails.

use std::io;

use super::target::Target;
use super::{SaveError, Saving, new_file};
use crate::storage::disk::Disk;

impl Saving<'_> {
    pub(super) fn overwrite(&self, disk: &dyn Disk, target: &Target<'_>) -> Result<(), SaveError> {
        let no_copy = |error| SaveError::NoCopy(self.path.to_owned(), error);
        let nowhere = || Err(io::Error::other("there is no folder for it"));
        let copy = self.keep(disk, target).unwrap_or_else(nowhere).map_err(no_copy)?;
        let old = target.read(disk).map_err(no_copy)?;
        let Err(error) = cover(disk, target, self.bytes) else { return Ok(()) };
        match cover(disk, target, &old) {
            Ok(()) => Err(self.failed(error)),
            Err(_) => Err(SaveError::Torn { path: self.path.to_owned(), error, copy }),
        }
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
    match new_file::holds(disk, &target.path, bytes)? {
        true => Ok(()),
        false => Err(io::Error::other("what was written doesn't read back as it was")),
    }
}
