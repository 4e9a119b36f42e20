//! Rolechart: org charts whose boxes carry responsibilities.

pub mod cli;
pub mod display_list;
pub mod editor;
pub mod export;
pub mod format;
pub mod geometry;
pub mod import;
pub mod layout;
pub mod model;
pub mod starter;
pub mod storage;
pub mod theme;
#[cfg(feature = "gui")]
pub mod ui;
