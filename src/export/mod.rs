//! Charts as files for others, one file a format: the display list as a picture, the description of a position or of a
//! role, the RACI table.

mod blocks;
mod escape;
mod html;
mod markdown;
mod names;
mod raci;
mod sheet;
mod svg;

pub use blocks::{Block, Fact, Item};
pub use escape::one_line;
pub use names::{position_name, role_name};
pub use raci::Raci;
pub use sheet::{Duty, Origin, Sheet, Subject};
pub use svg::svg;
