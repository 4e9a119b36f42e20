//! Saving a file so that a crash, a full disk or a pulled plug leaves the old one whole: the bytes go to a new file in
//! the same folder, down to the disk, and only then take the old one's name.

mod error;
mod in_place;
mod new_file;
mod target;

pub use error::{Access, SaveError};
pub(super) use new_file::{put, random_bits};

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use new_file::NewFile;
use target::Target;

use super::disk::{Audience, Disk, Facts, RealDisk, Stamp};
use super::fingerprint::{Digest, Fingerprint};
use super::load::MAX_FILE_BYTES;
use super::previous::Previous;
use super::{folder_of, places};
use crate::format;
use crate::model::Chart;

/// Saves a file that anything may stand in place of: a picture, a table, settings.
///
/// After a success the bytes are on the disk under this name; after a failure the old file stands. A symlink is followed
/// to the file it leads to, the old file's permissions are kept, and a read-only file is refused, not replaced.
///
/// What is kept are the owner, the group and the mode, or on Windows whether the file is read-only. Access lists (those
/// of POSIX or of Windows) and other attributes are not: the standard library can't see them. The new file has the list
/// that its folder gives to new files. Under a POSIX list the bits of the group are the most that anybody on the list
/// may do, so that the group itself may do that much afterwards, which can be more than the list allowed it. A file with
/// a second name is written over, and keeps its list.
///
/// # Errors
/// Says why the file can't be saved, and what to do.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let previous = places::state_folder().map(Previous::new);
    Saving { previous: previous.as_ref(), ..Saving::new(path, bytes) }.on(&RealDisk).map(drop)
}

/// The text of a chart for its file, once it is certain that the file will open and give the same chart.
///
/// # Errors
/// The chart holds more than is ever opened; or its text would not read back as it is, a mistake of this program that must
/// not reach the disk.
pub fn checked_text(path: &Path, chart: &Chart) -> Result<String, SaveError> {
    let text = format::write(chart);
    if let Some(excess) = format::over_limit(&text) {
        return Err(SaveError::TooMuch(path.to_owned(), excess.into()));
    }
    let reads_back = format::read_own(text.as_bytes()).is_ok_and(|opened| opened.chart == *chart);
    if reads_back { Ok(text) } else { Err(SaveError::NotReadable(path.to_owned())) }
}

/// What is to be saved, where, and what may happen to the file that is there.
#[derive(Clone, Copy, Debug)]
pub struct Saving<'a> {
    /// The file.
    pub path: &'a Path,
    /// What it is to hold.
    pub bytes: &'a [u8],
    /// What may be there and be replaced.
    pub expected: Expected,
    /// Where previous versions are kept. None = none is, and nothing is ever written in place.
    pub previous: Option<&'a Previous>,
    /// Whether what the file held is kept in any case, not only where it must be written in place.
    pub keeps_version: bool,
    /// Whether the person was promised a copy of what the file held: then it is not replaced unless there is one. Where
    /// no place for copies is named, nobody can have promised one.
    pub needs_copy: bool,
    /// Whether the person has agreed that a read-only file is replaced.
    pub replaces_read_only: bool,
}

/// What may stand where a file is saved, and be replaced. A file that is gone is made again in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Whatever there is.
    #[default]
    Anything,
    /// Nothing: there was no file when the person was asked. One that has come since stands.
    ///
    /// It is looked for right before the new file takes its name. In between is one step, and the standard library knows
    /// no way to rename a file without replacing another.
    Nothing,
    /// The file as it was when it was last read or written here. One that another program has changed since stands.
    This(Fingerprint),
}

/// What became of a file that was saved.
#[derive(Debug)]
pub struct Saved {
    /// By what the file is known again.
    pub fingerprint: Fingerprint,
    /// What the person should know of it.
    pub remarks: Vec<Remark>,
}

/// What the person should know of a file that was saved.
#[derive(Debug)]
pub enum Remark {
    /// It was written over, since it could not be replaced.
    InPlace(InPlace),
    /// What it held before could not be kept.
    NotKept(io::Error),
}

/// Why a file was written over, not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPlace {
    /// Other names lead to the same file, and they are to show the new bytes, too.
    HardLink,
    /// The new file would belong to somebody else.
    ForeignOwner,
    /// Nothing may be added to the folder.
    FolderReadOnly,
    /// The system refuses to replace it: it may be a disk of its own.
    Pinned,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InPlace(InPlace::HardLink) => {
                f.write_str("written in place, since other names lead to the same file")
            }
            Self::InPlace(InPlace::ForeignOwner) => f.write_str("written in place, since it belongs to somebody else"),
            Self::InPlace(InPlace::FolderReadOnly) => f.write_str("written in place, since its folder is read-only"),
            Self::InPlace(InPlace::Pinned) => f.write_str("written in place, since the system lets nobody replace it"),
            Self::NotKept(error) => write!(f, "the previous version could not be kept: {error}"),
        }
    }
}

/// What a file held, and where that is kept.
struct Kept {
    file: PathBuf,
    bytes: Vec<u8>,
}

/// Why a file can't be replaced by another one.
enum Obstacle {
    /// It can be written over.
    Irreplaceable(InPlace),
    /// Nothing can be done.
    Failed(SaveError),
}

impl<'a> Saving<'a> {
    /// Saves these bytes, whatever is there.
    #[must_use]
    pub const fn new(path: &'a Path, bytes: &'a [u8]) -> Self {
        Self {
            path,
            bytes,
            expected: Expected::Anything,
            previous: None,
            keeps_version: false,
            needs_copy: false,
            replaces_read_only: false,
        }
    }

    /// Carries it out.
    ///
    /// # Errors
    /// Says why the file can't be saved, and what to do. The old one stands then, except where the error says otherwise.
    pub fn on(&self, disk: &dyn Disk) -> Result<Saved, SaveError> {
        let target = Target::find(disk, self.path)?;
        if !self.replaces_read_only {
            target.check_writable(disk)?;
        }
        self.check_expected(disk, &target)?;
        let mut remarks: Vec<Remark> = self.keep_version(disk, &target)?.into_iter().collect();
        match self.replace(disk, &target) {
            Ok(()) => {}
            Err(Obstacle::Failed(error)) => return Err(error),
            Err(Obstacle::Irreplaceable(why)) => {
                self.overwrite(disk, &target)?;
                remarks.push(Remark::InPlace(why));
            }
        }
        new_file::sweep(disk, folder_of(&target.path));
        self.settle(disk, &target).map(|fingerprint| Saved { fingerprint, remarks })
    }

    /// Refuses to replace what somebody else has written. The bytes decide: two programs may write within the same tick of
    /// the clock.
    fn check_expected(&self, disk: &dyn Disk, target: &Target) -> Result<(), SaveError> {
        let Some(facts) = &target.facts else { return Ok(()) };
        let expected = match self.expected {
            Expected::Anything => return Ok(()),
            Expected::Nothing => return Err(self.changed()),
            Expected::This(expected) => expected,
        };
        if !expected.may_have_len(facts.stamp.len) && facts.stamp.len != self.bytes.len() as u64 {
            return Err(self.changed());
        }
        let bytes = target.read(disk).map_err(|error| SaveError::refused(self.path, error, Access::Read))?;
        if self.may_replace(&bytes) { Ok(()) } else { Err(self.changed()) }
    }

    /// Whether these bytes are no loss: those that were expected, or those that are to be written.
    fn may_replace(&self, bytes: &[u8]) -> bool {
        match self.expected {
            Expected::Anything => true,
            Expected::Nothing => false,
            Expected::This(expected) => Digest::of(bytes) == expected.digest || bytes == self.bytes,
        }
    }

    /// Keeps what the file holds where that is wanted, and says if it can't be had. Refuses where a copy was promised.
    fn keep_version(&self, disk: &dyn Disk, target: &Target<'_>) -> Result<Option<Remark>, SaveError> {
        if !self.keeps_version || target.facts.is_none() {
            return Ok(None);
        }
        if self.needs_copy && self.previous.is_some() {
            return self.surely_kept(disk, target).map(|_| None);
        }
        Ok(self.keep_old(disk, target).err().map(Remark::NotKept))
    }

    /// Keeps what the file holds.
    fn keep_old(&self, disk: &dyn Disk, target: &Target) -> io::Result<Kept> {
        let previous = self.previous.ok_or_else(|| io::Error::other("there is no folder for it"))?;
        if target.stamp().is_some_and(|stamp| stamp.len > MAX_FILE_BYTES) {
            return Err(io::Error::from(ErrorKind::FileTooLarge));
        }
        let bytes = target.read(disk)?;
        let file = previous.keep(disk, &target.path, &bytes)?;
        Ok(Kept { file, bytes })
    }

    fn replace(&self, disk: &dyn Disk, target: &Target) -> Result<(), Obstacle> {
        let failed = |error| Obstacle::Failed(self.failed(error));
        let old = target.facts.as_ref();
        if old.is_some_and(|old| old.links > 1) {
            return Err(Obstacle::Irreplaceable(InPlace::HardLink));
        }
        // Until it has the old file's permissions, nobody else may look: the old one may have been private.
        let audience = if old.is_some() { Audience::Owner } else { Audience::Usual };
        let mut new = match NewFile::beside(disk, &target.path, audience) {
            // A file may be writable in a folder that isn't, even as a disk of its own on a disk that is read-only.
            Err(error)
                if old.is_some()
                    && matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) =>
            {
                return Err(Obstacle::Irreplaceable(InPlace::FolderReadOnly));
            }
            new => new.map_err(failed)?,
        };
        if let Some(old) = old {
            self.dress(disk, &mut new, old)?;
        }
        new.fill(self.bytes).map_err(failed)?;
        // It may be one that nobody may read, like the old one.
        let unreadable = |error| Obstacle::Failed(SaveError::refused(self.path, error, Access::Read));
        if !new.holds(self.bytes).map_err(unreadable)? {
            return Err(Obstacle::Failed(SaveError::NotReadBack(self.path.to_owned())));
        }
        self.check_untouched(disk, target).map_err(Obstacle::Failed)?;
        match new.take_name(&target.path) {
            Err(error) if old.is_some() && is_pinned(&error) => Err(Obstacle::Irreplaceable(InPlace::Pinned)),
            result => result.map_err(failed),
        }
    }

    /// The new file is to belong to whom the old one belongs, and to be as open as that.
    fn dress(&self, disk: &dyn Disk, new: &mut NewFile<'_>, old: &Facts) -> Result<(), Obstacle> {
        let obstacle = |error: io::Error, why| match error.kind() {
            // Not allowed, or not a user whom this place knows, or a place that knows nothing of the kind.
            ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported => {
                Obstacle::Irreplaceable(why)
            }
            _ => Obstacle::Failed(self.failed(error)),
        };
        let facts = disk.facts(&new.path).map_err(|error| Obstacle::Failed(self.failed(error)))?;
        if let Some(owner) = old.owner.filter(|_| facts.owner != old.owner) {
            disk.give(&new.path, owner).map_err(|error| obstacle(error, InPlace::ForeignOwner))?;
        }
        if facts.permissions == old.permissions {
            return Ok(());
        }
        new.set_permissions(old.permissions.clone()).map_err(|error| obstacle(error, InPlace::Pinned))
    }

    /// Somebody may have written the file while the new one was made.
    fn check_untouched(&self, disk: &dyn Disk, target: &Target) -> Result<(), SaveError> {
        let now = target.now(disk)?;
        // A file that is gone by now is nothing to lose.
        if now.facts.is_none() || now.stamp() == target.stamp() {
            return Ok(());
        }
        // Stamps may differ where nothing was written: some network drives number their files anew. The bytes decide.
        if self.expected == Expected::Anything { Err(self.changed()) } else { self.check_expected(disk, &now) }
    }

    /// Makes the new name last, and gives what the file is like now.
    fn settle(&self, disk: &dyn Disk, target: &Target) -> Result<Fingerprint, SaveError> {
        // Where the system says nothing about the file, its length is known all the same.
        let stamp = Stamp { len: self.bytes.len() as u64, ..Stamp::default() };
        let mut fingerprint = Fingerprint { stamp, digest: Digest::of(self.bytes) };
        let settled = disk.sync_folder(folder_of(&target.path)).and_then(|()| disk.facts(&target.path));
        match settled {
            Ok(facts) => {
                fingerprint.stamp = facts.stamp;
                Ok(fingerprint)
            }
            Err(error) => {
                Err(SaveError::Doubtful { path: self.path.to_owned(), error, fingerprint: fingerprint.into() })
            }
        }
    }

    fn changed(&self) -> SaveError {
        let path = self.path.to_owned();
        if self.expected == Expected::Nothing { SaveError::IsThere(path) } else { SaveError::ChangedOnDisk(path) }
    }

    fn failed(&self, error: io::Error) -> SaveError {
        SaveError::new(self.path, error)
    }
}

/// Whether the system refuses to put another file in a file's place, though it may be written: it lies on a disk of its
/// own, or in a folder where only owners may take names away.
fn is_pinned(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::CrossesDevices
            | ErrorKind::ResourceBusy
            | ErrorKind::PermissionDenied
            | ErrorKind::ExecutableFileBusy
    )
}

#[cfg(test)]
mod tests;
