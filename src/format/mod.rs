//! Text to chart and back: the only place that knows RON.
//!
//! [`write()`] gives the one canonical text of a chart, so that an edit of one field changes one line; [`read`] takes any
//! RON text of the same shape, says exactly where it is wrong, and still opens the chart where a safe reading exists.

mod build;
mod limits;
mod locate;
mod read;
mod read_error;
mod suggest;
mod v1;
mod write;

pub use crate::model::MAX_ROLES;
pub use limits::{MAX_ENTRIES, MAX_NESTING, MAX_POSITIONS, MAX_TEXT_CHARS};
pub use read::{Located, Opened, over_limit, read, read_own};
pub use read_error::{ReadError, ReadErrorKind};
pub use write::write;

/// The file format that is written, and the newest one that is read.
pub const FORMAT: u32 = 1;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, counted from 1.
    pub line: usize,
    /// The character within the line, counted from 1.
    pub column: usize,
}
