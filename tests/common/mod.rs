//! What several tests share. Each test file is a program of its own and uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod faulty_disk;
pub mod program;
pub mod random_charts;
#[cfg(target_os = "linux")]
pub mod screen;
pub mod skip;
pub mod twin;
