//! What the model has.

pub use crate::model::Dismissal;
pub(super) use crate::model::words_of;
