//! Rolechart: org charts whose boxes carry responsibilities.

pub mod display_list;
pub mod export;
pub mod geometry;
pub mod layout;
pub mod model;
pub mod theme;
