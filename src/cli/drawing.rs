//! How a chart is drawn: the options that every command with a drawing has.

use std::collections::HashSet;

use clap::{Args, ValueEnum};

use crate::layout::{Duties, Layout, Options, lay_out};
use crate::model::{Chart, Direction};

/// How the chart is drawn.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Drawing {
    /// The way the chart grows; without it, the way that the file says.
    #[arg(long, value_enum)]
    direction: Option<DirectionName>,
    /// How many responsibilities each card shows.
    #[arg(long, value_enum, default_value_t)]
    duties: DutiesName,
}

/// A direction by the name that the command line takes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum DirectionName {
    /// Managers above their reports.
    TopDown,
    /// Managers below their reports.
    BottomUp,
    /// Managers to the left of their reports.
    LeftRight,
    /// Managers to the right of their reports.
    RightLeft,
}

/// A number of responsibilities by the name that the command line takes.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DutiesName {
    /// None.
    None,
    /// Up to three.
    #[default]
    #[value(name = "3")]
    Three,
    /// Up to five.
    #[value(name = "5")]
    Five,
    /// Every one.
    All,
}

impl From<DirectionName> for Direction {
    fn from(name: DirectionName) -> Self {
        match name {
            DirectionName::TopDown => Self::TopDown,
            DirectionName::BottomUp => Self::BottomUp,
            DirectionName::LeftRight => Self::LeftRight,
            DirectionName::RightLeft => Self::RightLeft,
        }
    }
}

impl From<DutiesName> for Duties {
    fn from(name: DutiesName) -> Self {
        match name {
            DutiesName::None => Self::None,
            DutiesName::Three => Self::Three,
            DutiesName::Five => Self::Five,
            DutiesName::All => Self::All,
        }
    }
}

impl Drawing {
    /// Lays the whole chart out.
    #[must_use]
    pub(super) fn lay_out(self, chart: &Chart) -> Layout {
        let direction = self.direction.map_or(chart.direction(), Direction::from);
        lay_out(chart, &Options { direction, duties: self.duties.into(), folded: &HashSet::new() })
    }
}
