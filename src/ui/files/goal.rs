//! What a file is asked for, and which names fit.

use std::path::{Path, PathBuf};

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    Open,
    Save,
    ExportSvg,
    ExportSheet,
    ExportRaci,
}

impl Goal {
    pub(crate) const fn question(self) -> &'static str {
        match self {
            Self::Open => "Open a chart",
            Self::Save => "Save the chart as",
            Self::ExportSvg => "Export the chart as SVG",
            Self::ExportSheet => "Export the role sheet",
            Self::ExportRaci => "Export the responsibilities",
        }
    }

    pub(crate) const fn verb(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Save => "Save",
            Self::ExportSvg | Self::ExportSheet | Self::ExportRaci => "Export",
        }
    }

    pub(crate) const fn file_kind(self) -> &'static str {
        match self {
            Self::Open | Self::Save => "Rolechart charts",
            Self::ExportSvg => "SVG pictures",
            Self::ExportSheet => "HTML, Markdown",
            Self::ExportRaci => "CSV, HTML, Markdown",
        }
    }

    /// The endings that the dialog filters by; the first is what a name without one gets.
    pub(crate) const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Save => &["ron"],
            Self::ExportSvg => &["svg"],
            Self::ExportSheet => &["html", "md"],
            Self::ExportRaci => &["csv", "html", "md"],
        }
    }

    /// Why nothing is written to a path for its ending; nothing where it will do.
    pub(crate) fn wrong_ending(self, path: &Path) -> Option<String> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_free = matches!(self, Self::Open | Self::Save);
        if is_free || self.extensions().contains(&ending.as_str()) {
            return None;
        }
        let endings: Vec<String> = self.extensions().iter().map(|ending| format!(".{ending}")).collect();
        let choice = match endings.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            _ => endings.concat(),
        };
        Some(format!("Nothing is written as .{ending}. Choose {choice}"))
    }

    /// The path with the ending that belongs to the goal, where it has none.
    pub(crate) fn with_extension(self, path: PathBuf) -> PathBuf {
        if path.extension().is_some() || self == Self::Open {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(if self == Self::Save { ".chart." } else { "." });
        name.push(self.extensions()[0]);
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_ending_names_those_that_will_do() {
        for (goal, path, expected) in [
            (Goal::ExportSheet, "ada.pdf", Some("Nothing is written as .pdf. Choose .html or .md")),
            (Goal::ExportRaci, "it.xls", Some("Nothing is written as .xls. Choose .csv, .html or .md")),
            (Goal::ExportSvg, "it.png", Some("Nothing is written as .png. Choose .svg")),
            (Goal::ExportSheet, "ada.MD", None),
            (Goal::Save, "it.txt", None),
        ] {
            assert_eq!(goal.wrong_ending(Path::new(path)).as_deref(), expected, "{goal:?} to {path}");
        }
    }

    #[test]
    fn an_ending_is_added_where_there_is_none() {
        assert_eq!(Goal::Save.with_extension("org".into()), Path::new("org.chart.ron"), "no ending");
        assert_eq!(Goal::Save.with_extension("org.ron".into()), Path::new("org.ron"), "an ending of one's own");
    }
}
