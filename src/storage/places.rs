//! Where the app keeps what is its own: never beside a chart, never in a folder that the system empties.

use std::path::PathBuf;

use directories::ProjectDirs;

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "rolechart")
}

/// Where settings are kept; none where the system names no home.
#[must_use]
pub fn settings_folder() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().to_owned())
}

/// Where previous versions and what can be recovered are kept; none where the system names no home.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    // Linux alone has a folder for this; elsewhere it is the one for data that stays on this machine.
    folders().map(|folders| folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// The person's own folder, which `~` stands for.
#[must_use]
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned())
}
