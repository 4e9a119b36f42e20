//! That nothing is ever lost: whatever fails, whoever dies and whoever else writes, a saved file is the old one or the
//! new one, whole.

mod common;
#[path = "common/department.rs"]
mod department;

mod saving {
    mod crashes;
    mod faults;
    mod others;
    #[cfg(target_os = "linux")]
    mod real_disks;
    #[cfg(target_os = "linux")]
    mod system_calls;
    mod windows;
}
