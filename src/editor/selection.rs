//! What is selected.

use crate::model::PositionId;

/// The selected position, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    primary: Option<PositionId>,
}

impl Selection {
    /// The selection of one position, or of none.
    #[must_use]
    pub const fn of(id: Option<PositionId>) -> Self {
        Self { primary: id }
    }

    /// The position that keys and the inspector are about.
    #[must_use]
    pub const fn primary(&self) -> Option<&PositionId> {
        self.primary.as_ref()
    }

    /// Whether the position is selected.
    #[must_use]
    pub fn contains(&self, id: &PositionId) -> bool {
        self.primary.as_ref() == Some(id)
    }
}
