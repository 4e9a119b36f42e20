//! The file behind the chart: opening, saving, and what happens on the way.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use crate::export;
use crate::format::{self, Located, Opened};
use crate::layout::{self, Duties};
use crate::model::{Chart, Severity};
use crate::theme::Palette;
use crate::{display_list, storage};

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

/// What comes once nothing unsaved is in the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Next {
    /// A new chart that no file holds.
    New(Box<Chart>),
    /// Ask for an indented list.
    AskForList,
    /// Ask which file to open.
    AskForFile,
    /// Open this file.
    Open(PathBuf),
    /// Close the window.
    Quit,
}

/// What a thread has finished.
#[derive(Debug)]
pub(crate) enum Done {
    Opened(PathBuf, Result<Box<Opened>, String>),
    Saved(PathBuf, Result<(), String>),
    Exported(PathBuf, Result<(), String>),
}

/// The file behind the chart, and the threads that read and write it.
#[derive(Debug)]
pub(crate) struct Files {
    path: Option<PathBuf>,
    problems: Vec<Located>,
    /// The file has comments that saving loses, and nobody has been told so yet.
    loses_comments: bool,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    running: usize,
}

impl Default for Files {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { path: None, problems: Vec::new(), loses_comments: false, sender, receiver, running: 0 }
    }
}

impl Files {
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What was wrong with the file as it was opened.
    pub(crate) fn problems(&self) -> &[Located] {
        &self.problems
    }

    /// Those of them because of which the chart was changed.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Located> {
        self.problems.iter().filter(|located| located.problem.severity() == Severity::Error)
    }

    /// Whether saving would lose comments that nobody has been asked about.
    pub(crate) const fn loses_comments(&self) -> bool {
        self.loses_comments
    }

    /// The person knows that the comments go.
    pub(crate) const fn accept_loss_of_comments(&mut self) {
        self.loses_comments = false;
    }

    /// Whether a file is being read or written.
    pub(crate) const fn is_busy(&self) -> bool {
        self.running > 0
    }

    /// The file's name, or what a chart without a file is called.
    pub(crate) fn name(&self) -> String {
        let name = self.path.as_ref().and_then(|path| path.file_name());
        name.map_or_else(|| "Untitled".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The file name that a dialog suggests for a goal. `about` is whom a sheet describes.
    pub(crate) fn suggestion(&self, goal: Goal, chart: &Chart, about: &str) -> PathBuf {
        let of_chart = || self.path.as_deref().map_or_else(|| safe_name(chart.title()), stem_of);
        let mut name = if goal == Goal::ExportSheet { safe_name(about) } else { of_chart() };
        if goal == Goal::ExportRaci {
            name.push_str("-raci");
        }
        // A dot in the name is no ending.
        let name = format!("{name}.{}{}", if goal == Goal::Save { "chart." } else { "" }, goal.extensions()[0]);
        self.path.as_ref().map_or_else(|| PathBuf::from(&name), |path| path.with_file_name(&name))
    }

    /// The chart is now in this file (or in none), with these problems.
    pub(crate) fn set(&mut self, path: Option<PathBuf>, problems: Vec<Located>, loses_comments: bool) {
        self.path = path;
        self.problems = problems;
        self.loses_comments = loses_comments;
    }

    /// The chart has been saved here: what the file was like before no longer matters.
    pub(crate) fn set_saved(&mut self, path: PathBuf) {
        self.set(Some(path), Vec::new(), false);
    }

    /// Reads a file on a thread.
    pub(crate) fn open(&mut self, path: PathBuf, ctx: &Context) {
        self.spawn(ctx, move || {
            let result = read(&path).map(Box::new);
            Done::Opened(path, result)
        });
    }

    /// Writes the chart on a thread.
    pub(crate) fn save(&mut self, path: PathBuf, chart: Arc<Chart>, ctx: &Context) {
        self.spawn(ctx, move || {
            let result = write(&path, &chart);
            Done::Saved(path, result)
        });
    }

    /// Writes a picture of the whole chart on a thread. Pictures are always light, and nothing is folded in them.
    pub(crate) fn export_svg(&mut self, path: PathBuf, chart: Arc<Chart>, duties: Duties, ctx: &Context) {
        self.spawn(ctx, move || {
            let nothing_folded = std::collections::HashSet::new();
            let options = layout::Options { direction: chart.direction(), duties, folded: &nothing_folded };
            let laid_out = layout::lay_out(&chart, &options);
            let list = display_list::display_list(&chart, &laid_out, &Palette::LIGHT);
            let picture = export::svg(&list, chart.title());
            let result = storage::save(&path, picture.as_bytes()).map_err(|error| error.to_string());
            Done::Exported(path, result)
        });
    }

    /// Writes a text on a thread, which also makes it; or says that the path's ending stands for no text.
    pub(crate) fn export_text(
        &mut self,
        path: PathBuf,
        ctx: &Context,
        make: impl FnOnce(&str) -> Option<Result<String, String>> + Send + 'static,
    ) {
        self.spawn(ctx, move || {
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let result = make(&ending)
                .unwrap_or_else(|| Err(format!("Nothing is written as .{ending}: choose another ending.")));
            let result =
                result.and_then(|text| storage::save(&path, text.as_bytes()).map_err(|error| error.to_string()));
            Done::Exported(path, result)
        });
    }

    fn spawn(&mut self, ctx: &Context, work: impl FnOnce() -> Done + Send + 'static) {
        self.running += 1;
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        std::thread::spawn(move || {
            // The window may be gone by now; then nobody waits for it.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
    }

    /// What has been finished since the last time.
    pub(crate) fn finished(&mut self) -> Option<Done> {
        let done = self.receiver.try_recv().ok()?;
        self.running -= 1;
        Some(done)
    }
}

fn read(path: &Path) -> Result<Opened, String> {
    let bytes = storage::load(path).map_err(|error| error.to_string())?.bytes;
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    format::read(&bytes).map_err(|error| without_caret(&error.in_file(&name)))
}

/// A message without the line of its caret, which means something only where all letters are equally wide.
fn without_caret(message: &str) -> String {
    let is_caret = |line: &str| line.contains('^') && line.chars().all(|c| " |^".contains(c));
    message.lines().filter(|line| !is_caret(line)).collect::<Vec<_>>().join("\n")
}

/// Writes the chart, once reading it back has given the same chart.
fn write(path: &Path, chart: &Chart) -> Result<(), String> {
    let saved = storage::checked_text(path, chart).and_then(|text| storage::save(path, text.as_bytes()));
    saved.map_err(|error| error.to_string())
}

/// A typed path: blanks around it don't count, `~/` is the home folder.
pub(crate) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix("~/"), storage::home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// The file's name without `.chart.ron` or its last ending.
fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.strip_suffix(".chart.ron").or_else(|| name.rsplit_once('.').map(|(stem, _)| stem)) {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => name,
    }
}

/// A title as a file name that every system takes.
fn safe_name(title: &str) -> String {
    let mut name: String =
        title.chars().take(60).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>().to_lowercase();
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    let name = name.trim_matches('-');
    if name.is_empty() { "chart".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggested_names_fit_every_system() {
        let mut files = Files::default();
        let chart = Chart::new("IT department: 2027/28");
        assert_eq!(
            files.suggestion(Goal::Save, &chart, ""),
            Path::new("it-department-2027-28.chart.ron"),
            "from the title"
        );
        assert_eq!(
            files.suggestion(Goal::ExportRaci, &chart, ""),
            Path::new("it-department-2027-28-raci.csv"),
            "the table beside the chart"
        );
        files.set_saved("/tmp/org.chart.ron".into());
        assert_eq!(files.suggestion(Goal::ExportSvg, &chart, ""), Path::new("/tmp/org.svg"), "beside the file");
        let sheet = files.suggestion(Goal::ExportSheet, &chart, "Leila Haddad");
        assert_eq!(sheet, Path::new("/tmp/leila-haddad.html"), "from whom it is about");
        assert_eq!(safe_name("../.."), "chart", "a title that is no name");
    }

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
