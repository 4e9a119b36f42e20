//! Two charts side by side: what is different in one of them, and what becomes of it.

use std::path::PathBuf;

use crate::storage::Left;

/// What a chart is compared with, and by that which chart it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// The chart that is open, with what its file holds now.
    File,
    /// What a crashed window left, with its file.
    Left(Left),
    /// The chart that is open, with a previous version of its file, which goes by these words: "the version of today at
    /// 17:05".
    Version { file: PathBuf, words: String },
}
