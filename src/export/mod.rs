//! The display list as bytes, one file a format.

mod svg;

pub use svg::svg;
