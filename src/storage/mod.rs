//! Files on disk: loading with a limit, and saving so that at every moment either the old file or the new one is
//! there, whole.

mod load;
mod save;

pub use load::{LoadError, MAX_FILE_BYTES, load};
pub use save::{SaveError, save};

use std::path::Path;

/// A file's name without its folders, for messages.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
