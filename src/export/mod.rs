//! Charts as files for others, one file a format: the display list as a picture, the description of a position or of a
//! role, the RACI table, the note for those who carry on when somebody leaves.

mod blocks;
mod escape;
mod hand_over;
mod html;
mod markdown;
mod names;
mod raci;
mod sheet;
mod svg;

pub use blocks::{Block, Fact, Item};
pub use escape::one_line;
pub use hand_over::{Duties, HandOver, Reports, others_with_role};
pub use names::{position_name, role_name};
pub use raci::{Raci, TooLarge};
pub use sheet::{Duty, Origin, Sheet, Subject};
pub use svg::svg;
