//! How much each position has on its hands, against those of the same role.

use std::collections::HashMap;

use crate::model::{Chart, PositionId};

/// What a position does and answers for, its role's lines and its own together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many lines it is Responsible for.
    pub responsible: usize,
    /// How many lines it is Accountable for.
    pub accountable: usize,
    /// How that compares.
    pub band: Band,
}

/// A load against the median of the positions in the same role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Nobody else has the role, or there is no role.
    NoPeers,
    /// At most half of the median.
    FarFewer,
    /// Clearly fewer.
    Fewer,
    /// About as many.
    Alike,
    /// Clearly more.
    More,
    /// At least twice the median.
    FarMore,
}

impl Band {
    /// All of them, from none to compare with to the heaviest.
    pub const ALL: [Self; 6] = [Self::NoPeers, Self::FarFewer, Self::Fewer, Self::Alike, Self::More, Self::FarMore];

    /// The band in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoPeers => "No one to compare with",
            Self::FarFewer => "Far fewer than others",
            Self::Fewer => "Fewer than others",
            Self::Alike => "As many as others",
            Self::More => "More than others",
            Self::FarMore => "Far more than others",
        }
    }
}

/// The load of every position.
#[must_use]
pub fn loads(chart: &Chart) -> HashMap<PositionId, Load> {
    let load = Load { responsible: 0, accountable: 0, band: Band::NoPeers };
    chart.walk().map(|visit| (visit.position.id.clone(), load)).collect()
}
