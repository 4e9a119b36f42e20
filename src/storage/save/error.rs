//! Why a file can't be saved, in words.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::format::ReadError;
use crate::storage::fingerprint::Fingerprint;
use crate::storage::name_of;

/// Why a file can't be saved. Unless it says otherwise, the file that was there stands as it was.
#[derive(Debug)]
pub enum SaveError {
    /// The file may not be changed. It can be replaced all the same, where the person says so.
    ReadOnly(PathBuf),
    /// Another program has changed the file since it was read or written here.
    ChangedOnDisk(PathBuf),
    /// There was no file when the person was asked, and there is one now.
    IsThere(PathBuf),
    /// It is a folder.
    IsFolder(PathBuf),
    /// The system lets this person not do what saving takes.
    Denied(PathBuf, Access),
    /// The folder isn't there.
    NoFolder(PathBuf),
    /// Nothing may be written into the folder.
    FolderReadOnly(PathBuf),
    /// The disk, or what the person may use of it, is full.
    DiskFull(PathBuf),
    /// No copy of what the file holds can be kept. Without one it is not written over, nor replaced where the person was
    /// promised one.
    NoCopy(PathBuf, io::Error),
    /// The chart holds more than is ever opened. Nothing was written.
    TooMuch(PathBuf, Box<ReadError>),
    /// The chart's text would not give the same chart again. Nothing was written.
    NotReadable(PathBuf),
    /// What was written doesn't read back as it was.
    NotReadBack(PathBuf),
    /// The new file is in place, but the system doesn't promise that it will still be after a power failure.
    Doubtful {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
        /// By what the file is known again.
        fingerprint: Box<Fingerprint>,
    },
    /// The file had to be written over, that went wrong, and so did putting the old bytes back.
    Torn {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
        /// Where the old bytes are.
        copy: PathBuf,
    },
    /// The system gave another reason.
    Failed(PathBuf, io::Error),
}

/// What the system may deny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look whether the file is there.
    Find,
    /// To read the file that is there, or one like it.
    Read,
    /// To write over the file that is there.
    Write,
}

impl SaveError {
    /// A reason that came while the new file was made, beside the old one.
    pub(super) fn new(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::FolderReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull(path),
            _ => Self::Failed(path, error),
        }
    }

    /// A reason that came with the file that is there: what is denied then is not to write into the folder.
    pub(super) fn refused(path: &Path, error: io::Error, access: Access) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied => Self::Denied(path.to_owned(), access),
            _ => Self::new(path, error),
        }
    }

    /// The file that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::ReadOnly(path)
            | Self::ChangedOnDisk(path)
            | Self::IsThere(path)
            | Self::Denied(path, _)
            | Self::IsFolder(path)
            | Self::NoFolder(path)
            | Self::FolderReadOnly(path)
            | Self::DiskFull(path)
            | Self::NoCopy(path, _)
            | Self::TooMuch(path, _)
            | Self::NotReadable(path)
            | Self::NotReadBack(path)
            | Self::Doubtful { path, .. }
            | Self::Torn { path, .. }
            | Self::Failed(path, _) => path,
        }
    }

    /// What happened, without the file's name and without advice.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::ReadOnly(_) => "the file is read-only".to_owned(),
            Self::ChangedOnDisk(_) => "another program has changed it".to_owned(),
            Self::IsThere(_) => "there is a file of that name by now".to_owned(),
            Self::IsFolder(_) => "there is a folder of that name".to_owned(),
            Self::Denied(_, Access::Find) => "you may not look into its folder".to_owned(),
            Self::Denied(_, Access::Read) => "you may not read it".to_owned(),
            Self::Denied(_, Access::Write) => "you may not write it".to_owned(),
            Self::NoFolder(_) => "its folder isn't there".to_owned(),
            Self::FolderReadOnly(_) => "the folder is read-only".to_owned(),
            Self::DiskFull(_) => "the disk is full".to_owned(),
            Self::NoCopy(_, error) => {
                format!("no copy of what it holds can be kept, and without one it is not replaced ({error})")
            }
            Self::TooMuch(_, excess) => {
                format!("nobody could open it again, for {} ({})", excess.message, excess.excerpt())
            }
            Self::NotReadable(_) => {
                "the chart would not read back as it is, so nothing was written. Please report this".to_owned()
            }
            Self::NotReadBack(_) => "what was written doesn't read back as it was".to_owned(),
            Self::Doubtful { error, .. } => {
                format!("it is written, but the disk doesn't say that it will stay so ({error})")
            }
            Self::Torn { error, copy, .. } => {
                format!("it broke off while it was written over ({error}). What it held is in {}", copy.display())
            }
            Self::Failed(_, error) => error.to_string(),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::ReadOnly(_) | Self::NoFolder(_) | Self::Denied(..) | Self::FolderReadOnly(_) | Self::NoCopy(..) => {
                "Choose another place with Save as."
            }
            Self::ChangedOnDisk(_) => "Open it again, or choose another name with Save as.",
            Self::IsThere(_) | Self::IsFolder(_) => "Choose another name with Save as.",
            Self::DiskFull(_) => "Make room, or choose another place with Save as.",
            Self::NotReadBack(_) | Self::Doubtful { .. } | Self::Torn { .. } => {
                "Check the disk, and choose another place with Save as."
            }
            Self::TooMuch(..) => "Then save again. What you have is kept meanwhile.",
            Self::NotReadable(_) => "Copy what you need into another chart.",
            Self::Failed(_, error) if error.kind() == ErrorKind::InvalidFilename => "Choose another name with Save as.",
            Self::Failed(..) => "Try again, or choose another place with Save as.",
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Can't save {}: {}. {}", name_of(self.path()), self.reason(), self.advice())
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoCopy(_, error)
            | Self::Failed(_, error)
            | Self::Doubtful { error, .. }
            | Self::Torn { error, .. } => Some(error),
            _ => None,
        }
    }
}
