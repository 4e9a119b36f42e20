//! Rolechart: org charts whose boxes carry responsibilities.

pub mod cli;
pub mod format;
pub mod geometry;
pub mod import;
pub mod model;
pub mod starter;
pub mod storage;
pub mod theme;
