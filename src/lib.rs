//! Rolechart: org charts whose boxes carry responsibilities.

pub mod editor;
pub mod geometry;
pub mod import;
pub mod model;
pub mod theme;
