//! The file behind the chart: opening, saving, and what happens on the way.

mod goal;
mod names;
mod work;

pub(crate) use goal::Goal;
pub(crate) use names::{shortened, typed_path};
pub(crate) use work::{parse, read};

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use crate::diff::Summary;
use crate::format::{Located, Opened};
use crate::layout::Duties;
use crate::model::{Chart, Edit, Severity};
use crate::storage::{Fingerprint, Left, Loaded, Origin, Previous, RealDisk, SaveError, Saved, Version, Watched};
use crate::ui::aside::let_go;

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
    /// Take over what a crashed window left.
    Restore(Left),
    /// Close the window.
    Quit,
}

/// What a thread has finished.
#[derive(Debug)]
pub(crate) enum Done {
    Opened(PathBuf, Agreed, Result<Box<Read>, String>),
    Saved(Written),
    Exported(PathBuf, Result<(), String>),
    Checked(Checked),
    /// The previous versions of the file, the newest first.
    Versions(Vec<Version>),
    /// What one of them holds.
    VersionRead(PathBuf, Result<Held, String>),
    /// A chart that may take the place of the one that is open.
    Exchange(Box<Exchange>),
    /// A mistake of this program broke it off.
    Broken(Task),
}

/// A save that has ended.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    /// The document that was saved.
    pub(crate) document: u64,
    /// It, as it was saved.
    pub(crate) chart: Arc<Chart>,
    pub(crate) consent: Consent,
    pub(crate) result: Result<Saved, SaveError>,
}

/// Whether a file of the name that a goal was given is there.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) goal: Goal,
    pub(crate) path: PathBuf,
    /// The document that the name was given for.
    pub(crate) document: u64,
    pub(crate) is_there: bool,
}

/// A chart out of a file, and by what the file is known again.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) opened: Opened,
    pub(crate) fingerprint: Fingerprint,
}

/// What a file holds, and by what it is known again.
#[derive(Clone, Debug)]
pub(crate) struct InFile {
    pub(crate) chart: Arc<Chart>,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) problems: Vec<Located>,
    pub(crate) loses_comments: bool,
}

impl From<Read> for InFile {
    fn from(Read { opened, fingerprint }: Read) -> Self {
        let Opened { chart, problems, loses_comments } = opened;
        Self { chart: Arc::new(chart), fingerprint, problems, loses_comments }
    }
}

/// A chart that may take the place of the one that is open, as a step that can be undone.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) cause: Cause,
    /// Where the chart comes from.
    pub(crate) path: PathBuf,
    pub(crate) read: Result<Read, String>,
    /// By what the bytes are known again, where there were any, whether or not they are a chart.
    pub(crate) found: Option<Fingerprint>,
    /// What makes this chart of the one that was open at that moment.
    pub(crate) edits: Vec<Edit>,
    pub(crate) of: Moment,
    /// The file behind the chart at that moment.
    pub(crate) behind: Option<Watched>,
}

/// What a previous version holds, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) positions: usize,
    /// What restoring it would change in the chart that is open.
    pub(crate) differs: Summary,
}

/// Why a chart may take the place of the one that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Another program has changed the file.
    ChangedOutside,
    /// The person wants what the file holds now.
    Reload,
    /// The person wants a previous version back; these are the words for it.
    Restore(String),
}

/// A state of the document: which one, and its revision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) document: u64,
    pub(crate) revision: u64,
}

/// The document as it was when the person agreed that another one takes its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreed {
    pub(crate) of: Moment,
    /// It had unsaved changes, and they may go.
    pub(crate) is_changed: bool,
}

/// What the person has agreed to before a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Consent {
    /// What may be replaced that is there.
    pub(crate) replaces: Replaced,
    /// What another program has made of the file, and the person has undone here, may be replaced.
    pub(crate) to_undo_theirs: bool,
    /// A read-only file may be replaced.
    pub(crate) to_replace_read_only: bool,
}

/// What a file that is written may take the place of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Replaced {
    /// What is known: of the file behind the chart what was last read or written here; whatever another one holds, since
    /// the person was asked about that.
    #[default]
    Known,
    /// Nothing: there was no file of that name. One that has come since stands.
    Nothing,
    /// Whatever is there, also what another program has written.
    Anything,
}

/// The file behind the chart, as it was last read or written here.
#[derive(Clone, Debug)]
pub(crate) struct Behind {
    path: PathBuf,
    known: Fingerprint,
    /// What it holds, where that is known.
    chart: Option<Arc<Chart>>,
    /// The person wants the chart that is open in its place, even if nobody has touched that since it was read.
    is_overruled: bool,
}

/// What threads are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Reading: nothing is lost where it is given up.
    Read,
    /// Listing the previous versions.
    ListVersions,
    /// Reading one of them.
    ReadVersion,
    /// Looking whether a file is there that is to be written next.
    Check,
    /// Writing something other than the chart.
    Export,
    /// Writing the chart.
    Save,
}

/// The file behind the chart, and the threads that read and write it.
#[derive(Debug)]
pub(crate) struct Files {
    behind: Option<Behind>,
    problems: Arc<Vec<Located>>,
    /// The chart as it was read where these problems were found.
    as_read: Option<Arc<Chart>>,
    /// They are those of the file as it was opened, and what was assumed has been saved since.
    are_problems_saved: bool,
    /// The file has comments that saving loses, and nobody has been told so yet.
    loses_comments: bool,
    /// Where previous versions are kept; none where the system names no folder for them.
    previous: Option<Previous>,
    sender: Sender<(Task, Done)>,
    receiver: Receiver<(Task, Done)>,
    /// What the threads that aren't finished are there for.
    running: Vec<Task>,
    /// Where the chart is being written.
    being_saved: Option<PathBuf>,
}

impl Files {
    /// No file yet. Previous versions are kept there.
    pub(crate) fn new(previous: Option<Previous>) -> Self {
        let (sender, receiver) = channel();
        let running = Vec::new();
        Self {
            behind: None,
            problems: Arc::default(),
            as_read: None,
            are_problems_saved: false,
            loses_comments: false,
            previous,
            sender,
            receiver,
            running,
            being_saved: None,
        }
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        self.behind.as_ref().map(|behind| behind.path.as_path())
    }

    /// What the file holds, as far as is known here.
    pub(crate) fn chart_in_file(&self) -> Option<&Arc<Chart>> {
        self.behind.as_ref().and_then(|behind| behind.chart.as_ref())
    }

    /// Whether this is the very chart that was read from the file or written to it: nobody has changed it since, nor said
    /// that it is to take the place of what the file holds.
    pub(crate) fn is_as_in_file(&self, chart: &Arc<Chart>) -> bool {
        let is_it = |held: &Arc<Chart>| Arc::ptr_eq(held, chart);
        self.behind.as_ref().is_some_and(|behind| !behind.is_overruled && behind.chart.as_ref().is_some_and(is_it))
    }

    /// From here on, what a file held before it is saved over is kept.
    pub(crate) fn keep_versions(&mut self, previous: Previous) {
        self.previous = Some(previous);
    }

    /// The file and what it held, for what is kept of unsaved changes.
    pub(crate) fn origin(&self) -> Origin {
        let of_file = |behind: &Behind| Origin::file(&behind.path, Some(behind.known.digest));
        self.behind.as_ref().map(of_file).unwrap_or_default()
    }

    /// What is to be watched, so that what other programs do is noticed. Nothing while the file is being written here.
    pub(crate) fn watched(&self) -> Option<Watched> {
        let behind = self.behind.as_ref().filter(|_| !self.is_saving())?;
        Some(Watched { path: behind.path.clone(), known: behind.known })
    }

    /// What was wrong with the file as it was opened.
    pub(crate) const fn problems(&self) -> &Arc<Vec<Located>> {
        &self.problems
    }

    /// The chart as it was read where these problems were found.
    pub(crate) const fn as_read(&self) -> Option<&Arc<Chart>> {
        self.as_read.as_ref()
    }

    /// Those of them because of which the chart isn't what the file holds.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Located> {
        let is_error = |located: &&Located| located.problem.severity() == Severity::Error;
        self.problems.iter().filter(is_error).take_while(|_| !self.are_problems_saved)
    }

    /// Whether what was assumed about the problems has been saved, so that no line of the file shows them any more.
    pub(crate) const fn are_problems_saved(&self) -> bool {
        self.are_problems_saved
    }

    /// Whether saving would lose comments that nobody has been asked about.
    pub(crate) const fn loses_comments(&self) -> bool {
        self.loses_comments
    }

    /// The person knows that the comments go.
    pub(crate) const fn accept_loss_of_comments(&mut self) {
        self.loses_comments = false;
    }

    /// Whether the chart is being written.
    pub(crate) fn is_saving(&self) -> bool {
        self.running.contains(&Task::Save)
    }

    /// Where the chart is being written.
    pub(crate) fn being_saved(&self) -> Option<&Path> {
        self.being_saved.as_deref()
    }

    /// Whether the chart or anything else is being written, or is about to be.
    pub(crate) fn is_writing(&self) -> bool {
        self.running.iter().any(|task| matches!(task, Task::Check | Task::Export | Task::Save))
    }

    /// Whether a file is being read or written.
    pub(crate) const fn is_busy(&self) -> bool {
        !self.running.is_empty()
    }

    /// The file's name, or what a chart without a file is called.
    pub(crate) fn name(&self) -> String {
        let name = self.path().and_then(Path::file_name);
        name.map_or_else(|| "Untitled".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The file name that a dialog suggests for a goal. `about` is whom a sheet describes.
    pub(crate) fn suggestion(&self, goal: Goal, chart: &Chart, about: &str) -> PathBuf {
        let of_chart = || self.path().map_or_else(|| names::safe_name(chart.title()), names::stem_of);
        let mut name = if goal == Goal::ExportSheet { names::safe_name(about) } else { of_chart() };
        if goal == Goal::ExportRaci {
            name.push_str("-raci");
        }
        // A dot in the name is no ending.
        let name = format!("{name}.{}{}", if goal == Goal::Save { "chart." } else { "" }, goal.extensions()[0]);
        self.path().map_or_else(|| PathBuf::from(&name), |path| path.with_file_name(&name))
    }

    /// The chart is that of no file.
    pub(crate) fn set_untitled(&mut self) {
        let_go(self.behind.take());
        self.set_problems(Vec::new(), None);
        self.loses_comments = false;
    }

    /// This is the file behind the chart, and what it holds.
    pub(crate) fn set_opened(&mut self, path: PathBuf, held: InFile) {
        let InFile { chart, fingerprint: known, problems, loses_comments } = held;
        self.set_problems(problems, Some(Arc::clone(&chart)));
        let_go(self.behind.replace(Behind { path, known, chart: Some(chart), is_overruled: false }));
        self.loses_comments = loses_comments;
    }

    fn set_problems(&mut self, problems: Vec<Located>, as_read: Option<Arc<Chart>>) {
        self.problems = problems.into();
        let_go(std::mem::replace(&mut self.as_read, as_read));
        self.are_problems_saved = false;
    }

    /// The chart has been read from elsewhere with these problems. No line of the file shows them.
    pub(crate) fn set_read_from_elsewhere(&mut self, chart: Arc<Chart>, problems: Vec<Located>) {
        self.set_problems(problems, Some(chart));
        self.are_problems_saved = true;
    }

    /// The chart has been saved here. What is still to be settled stays in the list, without a place in this file.
    pub(crate) fn set_saved(&mut self, path: PathBuf, chart: Arc<Chart>, known: Fingerprint, unsettled: Vec<Located>) {
        self.set_opened(path, InFile { chart, fingerprint: known, problems: unsettled, loses_comments: false });
        self.are_problems_saved = true;
    }

    /// The chart has been of this file, which was known as this then. What it held is not known any more. `loses_comments`
    /// says whether there are comments in it by now that saving loses.
    pub(crate) fn set_restored(&mut self, path: PathBuf, known: Fingerprint, loses_comments: bool) {
        self.set_untitled();
        self.loses_comments = loses_comments;
        self.behind = Some(Behind { path, known, chart: None, is_overruled: true });
    }

    /// Whatever this file holds by now, it is known as this. The chart is not what it holds.
    pub(crate) fn know(&mut self, path: &Path, known: Fingerprint) {
        if let Some(behind) = self.behind.as_mut().filter(|behind| behind.path == path) {
            behind.known = known;
        }
    }

    /// The file holds this chart by now, and the next save replaces it without asking, but for the loss of comments.
    pub(crate) fn overrule(&mut self, held: InFile) {
        let Some(behind) = &mut self.behind else { return };
        behind.known = held.fingerprint;
        behind.is_overruled = true;
        let_go(behind.chart.replace(held.chart));
        self.loses_comments = held.loses_comments;
    }

    /// The file holds no chart by now, and the next save replaces it without asking.
    pub(crate) fn overrule_unreadable(&mut self, known: Fingerprint) {
        let Some(behind) = &mut self.behind else { return };
        behind.known = known;
        behind.is_overruled = true;
        self.loses_comments = false;
    }

    /// Reads a file on a thread. Its chart is to take the place of what the person has agreed to leave.
    pub(crate) fn open(&mut self, path: PathBuf, agreed: Agreed, ctx: &Context) {
        self.spawn(Task::Read, ctx, move || {
            let result = work::read(&path).map(Box::new);
            Done::Opened(path, agreed, result)
        });
    }

    /// Makes of what another program has written what a reload needs, on a thread.
    pub(crate) fn take_in(&mut self, loaded: Loaded, mine: Arc<Chart>, of: Moment, ctx: &Context) {
        let Some(path) = self.path().map(Path::to_owned) else { return };
        let (found, behind) = (Some(loaded.fingerprint), self.watched());
        self.spawn(Task::Read, ctx, move || {
            let read = work::parse(&path, loaded);
            let edits = work::edits(&mine, &read);
            Done::Exchange(Exchange { cause: Cause::ChangedOutside, path, read, found, edits, of, behind }.into())
        });
    }

    /// Reads a file that is to take the place of the chart that is open, on a thread.
    pub(crate) fn exchange(&mut self, cause: Cause, path: PathBuf, mine: Arc<Chart>, of: Moment, ctx: &Context) {
        let behind = self.watched();
        self.spawn(Task::Read, ctx, move || {
            let read = work::read(&path);
            let (found, edits) = (read.as_ref().ok().map(|read| read.fingerprint), work::edits(&mine, &read));
            Done::Exchange(Exchange { cause, path, read, found, edits, of, behind }.into())
        });
    }

    /// Looks on a thread whether a file is there: a network drive that is away may take minutes to say so.
    pub(crate) fn check(&mut self, goal: Goal, path: PathBuf, document: u64, ctx: &Context) {
        self.spawn(Task::Check, ctx, move || {
            let is_there = path.exists();
            Done::Checked(Checked { goal, path, document, is_there })
        });
    }

    /// Lists the previous versions of the file, on a thread.
    pub(crate) fn list_versions(&mut self, ctx: &Context) {
        let (path, previous) = (self.path().map(Path::to_owned), self.previous.clone());
        self.spawn(Task::ListVersions, ctx, move || {
            let versions = previous.zip(path).map(|(previous, path)| previous.versions(&RealDisk, &path));
            Done::Versions(versions.unwrap_or_default())
        });
    }

    /// Looks at what a previous version holds, on a thread.
    pub(crate) fn read_version(&mut self, file: PathBuf, mine: Arc<Chart>, ctx: &Context) {
        self.spawn(Task::ReadVersion, ctx, move || {
            let held = work::held(&file, &mine);
            Done::VersionRead(file, held)
        });
    }

    /// Writes the chart of a document on a thread. Whatever name leads to the file behind it, what another program has
    /// written there since is not replaced unasked.
    pub(crate) fn save(&mut self, path: PathBuf, chart: Arc<Chart>, document: u64, consent: Consent, ctx: &Context) {
        let behind = self.behind.as_ref().map(|behind| Watched { path: behind.path.clone(), known: behind.known });
        let previous = self.previous.clone();
        self.being_saved = Some(path.clone());
        self.spawn(Task::Save, ctx, move || {
            let expected = work::expected(&path, behind.as_ref(), consent);
            let result = work::save(&path, &chart, expected, previous.as_ref(), consent);
            Done::Saved(Written { path, document, chart, consent, result })
        });
    }

    /// Writes a picture of the whole chart on a thread. Pictures are always light, and nothing is folded in them.
    pub(crate) fn export_svg(&mut self, path: PathBuf, chart: Arc<Chart>, duties: Duties, ctx: &Context) {
        self.spawn(Task::Export, ctx, move || {
            let result = work::save_picture(&path, &chart, duties);
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
        self.spawn(Task::Export, ctx, move || {
            let result = work::save_text(&path, make);
            Done::Exported(path, result)
        });
    }

    fn spawn(&mut self, task: Task, ctx: &Context, work: impl FnOnce() -> Done + Send + 'static) {
        self.running.push(task);
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        std::thread::spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Done::Broken(task));
            // The window may be gone by now; then nobody waits for it.
            let _ = sender.send((task, done));
            ctx.request_repaint();
        });
    }

    /// What has been finished since the last time.
    pub(crate) fn finished(&mut self) -> Option<Done> {
        let (task, done) = self.receiver.try_recv().ok()?;
        if let Some(index) = self.running.iter().position(|running| *running == task) {
            self.running.swap_remove(index);
        }
        if task == Task::Save {
            self.being_saved = None;
        }
        Some(done)
    }

    /// A save that a mistake of this program breaks off.
    #[cfg(test)]
    pub(crate) fn break_save(&mut self, ctx: &Context) {
        self.spawn(Task::Save, ctx, || panic!("a mistake, as a test makes it"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggested_names_fit_every_system() {
        let mut files = Files::new(None);
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
        files.set_saved("/tmp/org.chart.ron".into(), Arc::default(), Fingerprint::default(), Vec::new());
        assert_eq!(files.suggestion(Goal::ExportSvg, &chart, ""), Path::new("/tmp/org.svg"), "beside the file");
        let sheet = files.suggestion(Goal::ExportSheet, &chart, "Leila Haddad");
        assert_eq!(sheet, Path::new("/tmp/leila-haddad.html"), "from whom it is about");
        assert_eq!(names::safe_name("../.."), "chart", "a title that is no name");
    }
}
