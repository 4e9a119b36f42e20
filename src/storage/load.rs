//! Reading a whole file, up to a limit.

use std::fmt;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::fingerprint::{Digest, Fingerprint};

/// The largest file that is read, in bytes: 1 GiB. A million positions with four lines each take two thirds of it.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// Why a file can't be read.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such file.
    NotFound(PathBuf),
    /// It is a folder.
    IsFolder(PathBuf),
    /// It may not be read.
    Denied(PathBuf),
    /// It is larger than [`MAX_FILE_BYTES`].
    TooLarge(PathBuf),
    /// The system gave another reason.
    Failed(PathBuf, io::Error),
}

impl LoadError {
    fn new(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NotFound(path),
            ErrorKind::IsADirectory => Self::IsFolder(path),
            ErrorKind::PermissionDenied => Self::Denied(path),
            _ => Self::Failed(path, error),
        }
    }

    /// The file that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound(path)
            | Self::IsFolder(path)
            | Self::Denied(path)
            | Self::TooLarge(path)
            | Self::Failed(path, _) => path,
        }
    }

    /// What happened and what to do, without the file's name.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::NotFound(_) => "there is no such file. Check the name and the folder.".to_owned(),
            Self::IsFolder(_) => "it is a folder. Choose a file in it.".to_owned(),
            Self::Denied(_) => "it may not be read. Ask its owner for permission.".to_owned(),
            Self::TooLarge(_) => {
                format!("it is larger than {} GiB, the most that is read. Is it a chart?", MAX_FILE_BYTES >> 30)
            }
            Self::Failed(_, error) => format!("{error}. Check the disk or the network drive, then try again."),
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Can't open {}: {}", self.path().display(), self.reason())
    }
}

impl std::error::Error for LoadError {}

/// What was in a file.
#[derive(Debug)]
pub struct Loaded {
    /// All of it.
    pub bytes: Vec<u8>,
    /// By what it is known again.
    pub fingerprint: Fingerprint,
}

/// Reads a file.
///
/// # Errors
/// Says why it can't be read. A file over [`MAX_FILE_BYTES`] is refused before any of it is read.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_from(&RealDisk, path, MAX_FILE_BYTES)
}

/// Reads a file of up to `limit` bytes.
///
/// # Errors
/// Says why it can't be read. A file over the limit is refused before any of it is read.
pub fn load_from(disk: &dyn Disk, path: &Path, limit: u64) -> Result<Loaded, LoadError> {
    // Asked for before opening: on Windows a folder can't even be opened, and the reason given is another. And what is
    // written while the file is being read makes its stamp another one than this.
    let facts = disk.facts(path).map_err(|error| LoadError::new(path, error))?;
    if facts.is_folder {
        return Err(LoadError::IsFolder(path.to_owned()));
    }
    if facts.stamp.len > limit {
        return Err(LoadError::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::new();
    // Pipes have no length, and files may grow meanwhile: the limit holds for what comes, too.
    let read = disk.open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    match read.map_err(|error| LoadError::new(path, error))? {
        length if length as u64 > limit => Err(LoadError::TooLarge(path.to_owned())),
        _ => {
            let fingerprint = Fingerprint { stamp: facts.stamp, digest: Digest::of(&bytes) };
            Ok(Loaded { bytes, fingerprint })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_up_to_the_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("a.ron");
        std::fs::write(&file, b"12345").expect("a small file");
        assert_eq!(load_from(&RealDisk, &file, 5).expect("at the limit").bytes, b"12345", "all of it");
        let refusal = load_from(&RealDisk, &file, 4).expect_err("over the limit");
        assert!(matches!(refusal, LoadError::TooLarge(_)), "over the limit: {refusal}");
    }

    #[test]
    fn refusals_name_the_file_and_say_what_to_do() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let missing = folder.path().join("missing.ron");
        for (path, said) in [(missing.as_path(), "there is no such file"), (folder.path(), "it is a folder")] {
            let message = load(path).expect_err("a refusal").to_string();
            assert!(message.contains(said), "says {said:?}: {message}");
            assert!(message.contains(&path.display().to_string()), "names the file: {message}");
        }
    }
}
