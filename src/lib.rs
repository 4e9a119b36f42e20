//! Rolechart: org charts whose boxes carry responsibilities.

pub mod editor;
pub mod geometry;
pub mod model;
pub mod theme;
