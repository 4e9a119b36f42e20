//! Files on disk: loading with a limit, saving so that at every moment either the old file or the new one is there,
//! whole, previous versions, what a crash leaves behind, and what other programs do to the file meanwhile.

mod disk;
mod fingerprint;
mod load;
mod places;
mod previous;
mod recovery;
mod save;
mod watch;

pub use disk::{Audience, Disk, Facts, OpenFile, RealDisk, Stamp};
pub use fingerprint::{Digest, Fingerprint};
pub use load::{LoadError, Loaded, MAX_FILE_BYTES, load, load_from};
pub use places::{home, settings_folder, state_folder};
pub use previous::{Previous, Version};
pub use recovery::{Keeper, Left, LeftError, Origin, Session, Shelf};
pub use save::{Access, Expected, InPlace, Remark, SaveError, Saved, Saving, checked_text, save};
pub use watch::{Seen, Watch, Watched, Watcher};

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Does something on a thread that has to go on, whatever mistake of this program breaks it off: that is told like a
/// reason of the system. What it worked on must make sense half done.
fn unbroken<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let mistake = |_| Err(io::Error::other("a mistake in Rolechart itself broke it off"));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(mistake)
}

/// A file's name without its folders, for messages.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The folder that a file is in; a bare name is in the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
