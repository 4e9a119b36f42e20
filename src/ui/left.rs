//! What crashed windows left: read on a thread, and put into words for the person who decides what becomes of it.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::files::{self, Read};
use super::widgets;
use crate::diff::{self, Summary};
use crate::format::Opened;
use crate::model::Chart;
use crate::storage::{self, Left, LoadError, Origin, Session, Shelf};

/// A chart that was left, in words.
#[derive(Clone, Debug)]
pub(crate) struct LeftChart {
    pub(crate) left: Left,
    /// The file's name; the chart's title where it has no file.
    pub(crate) name: String,
    /// The folder of the file, or why there is none.
    pub(crate) folder: String,
    /// What it holds that its file doesn't; or why it can't be read.
    pub(crate) words: Result<String, String>,
    /// What has become of its file, where that is worth a warning.
    pub(crate) warning: Option<String>,
}

/// The file that a chart was of, as it is now.
#[derive(Debug)]
pub(crate) enum FileNow {
    /// It never had one.
    None,
    /// It is as it was.
    Same(Box<Read>),
    /// Another program has changed it since.
    Changed(Box<Read>),
    /// It is gone, or the disk that it was on.
    Gone,
    /// It can't be read.
    Unreadable,
}

/// A chart that was taken over from a window that is gone.
#[derive(Debug)]
pub(crate) struct Restored {
    pub(crate) origin: Origin,
    pub(crate) session: Session,
    pub(crate) opened: Opened,
    pub(crate) file: FileNow,
}

/// What is there, the newest first.
///
/// # Errors
/// Says why nobody can look.
pub(crate) fn look(shelf: &Shelf) -> Result<Vec<LeftChart>, String> {
    let left = shelf.left().map_err(|error| format!("{}: {error}", shelf.folder().display()))?;
    Ok(left.into_iter().map(LeftChart::of).collect())
}

/// Takes a chart over.
///
/// # Errors
/// Says why it can't be had. It stays where it is then.
pub(crate) fn restore(left: &Left) -> Result<Restored, String> {
    let session = left.adopt().map_err(|error| taken(&error))?;
    let opened = left.chart().map_err(|error| error.to_string())?;
    let file = FileNow::of(&left.origin);
    Ok(Restored { origin: left.origin.clone(), session, opened, file })
}

/// Lets a chart go for good.
///
/// # Errors
/// Says why it is still there.
pub(crate) fn discard(left: &Left) -> Result<(), String> {
    left.discard().map_err(|error| taken(&error))
}

fn taken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::WouldBlock => "Another window has restored it, and has it open.".to_owned(),
        io::ErrorKind::NotFound => "It isn't there any more: another window has restored or discarded it.".to_owned(),
        _ => format!("{error}. Try again later."),
    }
}

impl FileNow {
    /// Reads the file that a chart was of.
    pub(crate) fn of(origin: &Origin) -> Self {
        let Some(path) = origin.path() else { return Self::None };
        let loaded = match storage::load(path) {
            Ok(loaded) => loaded,
            Err(LoadError::NotFound(_)) => return Self::Gone,
            Err(_) => return Self::Unreadable,
        };
        let is_same = origin.based_on() == Some(loaded.fingerprint.digest);
        match files::parse(path, loaded) {
            Ok(read) if is_same => Self::Same(read.into()),
            Ok(read) => Self::Changed(read.into()),
            Err(_) => Self::Unreadable,
        }
    }

    /// What it holds.
    pub(crate) fn chart(&self) -> Option<&Chart> {
        match self {
            Self::Same(read) | Self::Changed(read) => Some(&read.opened.chart),
            Self::None | Self::Gone | Self::Unreadable => None,
        }
    }

    /// What has become of it, where that is worth a warning.
    pub(crate) fn warning(&self) -> Option<String> {
        match self {
            Self::None | Self::Same(_) => None,
            Self::Changed(_) => Some("Another program has changed the file since".to_owned()),
            Self::Gone => Some("The file is gone: moved, deleted, or its disk is away".to_owned()),
            Self::Unreadable => Some("The file can't be read now".to_owned()),
        }
    }
}

impl LeftChart {
    fn of(left: Left) -> Self {
        let file = FileNow::of(&left.origin);
        let opened = left.chart().map(|opened| opened.chart).map_err(|error| error.to_string());
        Self {
            name: name_of(&left.origin, opened.as_ref().ok()),
            folder: folder_of(&left.origin),
            words: opened.map(|chart| words(&chart, &file)),
            warning: file.warning(),
            left,
        }
    }

    /// When it was kept.
    pub(crate) const fn time(&self) -> SystemTime {
        self.left.time
    }
}

/// What a chart that was left is called.
pub(crate) fn name_of(origin: &Origin, chart: Option<&Chart>) -> String {
    let of_chart = || chart.map(Chart::title).filter(|title| !title.trim().is_empty()).unwrap_or("Untitled").to_owned();
    let name = origin.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(of_chart)
}

fn folder_of(origin: &Origin) -> String {
    match origin.path() {
        Some(path) => path.parent().unwrap_or(path).display().to_string(),
        None => "Never saved to a file".to_owned(),
    }
}

fn words(chart: &Chart, file: &FileNow) -> String {
    let Some(saved) = file.chart() else { return widgets::counted(chart.len(), "position", "positions") };
    let summary = capitalised(&Summary::of(&diff::differences(saved, chart)).to_string());
    let since = if matches!(file, FileNow::Same(_)) { "since it was saved" } else { "compared with the file" };
    format!("{summary} {since}")
}

/// A text that begins a line.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
