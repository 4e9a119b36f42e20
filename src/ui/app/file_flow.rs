//! Opening, saving, and what is asked on the way.

use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Key, ViewportCommand};

use super::RolechartApp;
use crate::export::Raci;
use crate::model::Chart;
use crate::storage::{SaveError, Saved};
use crate::ui::aside::let_go;
use crate::ui::dialogs::Dialog;
use crate::ui::files::{Agreed, Checked, Consent, Done, Goal, Next, Read, Replaced, Task, Written};
use crate::ui::inspector::holder_name;
use crate::ui::keys;
use crate::ui::picker::Picked;

/// What to say where a mistake of this program has broken work on a file off.
const BROKEN_OFF: &str = "A mistake in Rolechart itself broke it off. Your chart is still here: save it under another name, and please report this.";

impl RolechartApp {
    /// Goes on where nothing unsaved is in the way; asks otherwise.
    pub(super) fn go_on(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        if self.must_wait_for_files(&next) {
            self.after_writing = Some(next);
        } else if self.editor.is_changed() {
            self.ask_at_once(Dialog::Unsaved(next));
        } else {
            self.carry_out(next, ctx, frame);
        }
    }

    /// What can't be saved must not be gone by then, and nothing is left half written.
    fn must_wait_for_files(&self, next: &Next) -> bool {
        self.files.is_saving() || (*next == Next::Quit && self.files.is_writing())
    }

    /// Goes on, whatever is unsaved, once the files are written.
    pub(super) fn carry_out(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        if self.must_wait_for_files(&next) {
            self.after_writing = Some(next);
            return;
        }
        match next {
            Next::New(chart) => self.show_new(*chart),
            Next::AskForList => self.dialog = Some(Dialog::List { text: String::new() }),
            Next::AskForFile => self.ask_for_file(Goal::Open, ctx, frame),
            Next::Open(path) => self.files.open(path, self.agreed(), ctx),
            Next::Restore(left) => self.restore_left(left, ctx),
            Next::Quit => {
                self.recovery.end();
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    pub(super) fn ask_for_file(&mut self, goal: Goal, ctx: &Context, frame: &eframe::Frame) {
        let suggestion = self.suggestion(goal);
        let name = suggestion.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.agreed_when_picking = self.agreed();
        self.picker.ask(goal, &name, frame, ctx);
        ctx.request_repaint();
    }

    fn suggestion(&self, goal: Goal) -> PathBuf {
        let chart = self.editor.chart();
        let about = self.sheet.subject(&self.editor).map(|subject| holder_name(chart, &subject));
        self.files.suggestion(goal, chart, &about.unwrap_or_default())
    }

    pub(super) fn save(&mut self, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        // What waits to be saved elsewhere is saved as it is by then.
        if self.save_next.is_some() {
            return;
        }
        match self.files.being_saved().or_else(|| self.files.path()) {
            Some(path) => self.save_to(path.to_owned(), Consent::default(), ctx),
            None => self.ask_for_file(Goal::Save, ctx, frame),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf, consent: Consent, ctx: &Context) {
        if self.files.is_saving() {
            self.save_next = Some((path, consent));
            return;
        }
        if self.files.loses_comments() {
            self.ask(Dialog::LosesComments { path, consent });
            return;
        }
        self.commit_typing();
        if self.editor.lacks_theirs() && self.files.path() == Some(&path) && !consent.to_undo_theirs {
            self.ask(Dialog::UndoesTheirs { path, consent });
            return;
        }
        self.files.save(path, self.editor.snapshot(), self.document, consent, ctx);
        // What is changed while the file is being written counts as unsaved from here on.
        self.editor.mark_saved();
    }

    /// The system's dialog has given a path. It has asked about the name that was typed, not about the one with the
    /// ending.
    fn path_given(&mut self, goal: Goal, path: PathBuf, ctx: &Context, frame: &eframe::Frame) {
        let with_ending = goal.with_extension(path.clone());
        if with_ending == path {
            self.use_path(goal, path, ctx, frame);
        } else {
            self.path_typed(goal, with_ending, ctx, frame);
        }
    }

    /// A path that nobody has been asked about yet. Where a file is there, its replacement is.
    pub(super) fn path_typed(&mut self, goal: Goal, path: PathBuf, ctx: &Context, frame: &eframe::Frame) {
        let path = goal.with_extension(path);
        if goal == Goal::Open || goal.wrong_ending(&path).is_some() {
            self.use_path(goal, path, ctx, frame);
        } else {
            self.files.check(goal, path, self.document, ctx);
        }
    }

    fn path_checked(&mut self, checked: Checked, ctx: &Context, frame: &eframe::Frame) {
        let Checked { goal, path, document, is_there } = checked;
        if document != self.document {
            self.say_another_is_open();
        } else if is_there {
            self.ask(Dialog::Overwrite { goal, path });
        } else if goal == Goal::Save {
            self.save_to(path, Consent { replaces: Replaced::Nothing, ..Consent::default() }, ctx);
        } else {
            self.use_path(goal, path, ctx, frame);
        }
    }

    /// What a name was given for is no longer open.
    fn say_another_is_open(&mut self) {
        self.after_writing = None;
        self.warn("Nothing was written: another chart is open by now");
    }

    pub(super) fn use_path(&mut self, goal: Goal, path: PathBuf, ctx: &Context, frame: &eframe::Frame) {
        if let Some(refusal) = goal.wrong_ending(&path) {
            let text = path.to_string_lossy().into_owned();
            self.ask(Dialog::Path { goal, text, refusal });
            return;
        }
        match goal {
            Goal::Open if self.is_still_agreed(self.agreed_when_picking) => {
                self.files.open(path, self.agreed_when_picking, ctx);
            }
            Goal::Open => self.go_on(Next::Open(path), ctx, frame),
            // The person has been asked about whatever has that name. Where it is the file behind the chart, they were not
            // asked about what another program has written there since.
            Goal::Save => self.save_to(path, Consent::default(), ctx),
            Goal::ExportSvg => self.files.export_svg(path, self.editor.snapshot(), self.view.duties, ctx),
            Goal::ExportSheet => self.export_sheet(path, ctx),
            Goal::ExportRaci => self.export_raci(path, ctx),
        }
    }

    fn export_sheet(&mut self, path: PathBuf, ctx: &Context) {
        let Some(sheet) = self.sheet.sheet(&self.editor) else { return };
        self.files.export_text(path, ctx, move |ending| match ending {
            "html" => Some(Ok(sheet.html())),
            "md" => Some(Ok(sheet.markdown())),
            _ => None,
        });
    }

    fn export_raci(&mut self, path: PathBuf, ctx: &Context) {
        let chart = self.editor.snapshot();
        self.files.export_text(path, ctx, move |ending| {
            let write = match ending {
                "csv" => Raci::csv,
                "html" => Raci::html,
                "md" => Raci::markdown,
                _ => return None,
            };
            Some(Raci::of(&chart).map(|table| write(&table)).map_err(|error| format!("{error}.")))
        });
    }

    pub(super) fn finish_files(&mut self, ctx: &Context, frame: &eframe::Frame) {
        while let Some(done) = self.files.finished() {
            self.take_done(done, ctx, frame);
        }
        if let Some((goal, picked)) = self.picker.answer() {
            self.picked(goal, picked, ctx, frame);
        }
        if !self.is_asking()
            && let Some((path, agreed, read)) = self.arrived.take()
        {
            self.opened(path, agreed, read, ctx, frame);
        }
    }

    fn take_done(&mut self, done: Done, ctx: &Context, frame: &eframe::Frame) {
        match done {
            Done::Opened(path, agreed, Ok(read)) => let_go(self.arrived.replace((path, agreed, read))),
            Done::Opened(_, _, Err(message)) => self.fail("This file can't be opened", message),
            Done::Saved(written) => self.written(written, ctx),
            Done::Exchange(exchange) => self.lookout.wait(*exchange),
            Done::Checked(checked) => self.path_checked(checked, ctx, frame),
            Done::Versions(versions) => self.list_versions(versions),
            Done::VersionRead(file, held) => self.describe_version(&file, held),
            Done::Broken(task) => self.broken(task),
            Done::Exported(path, Ok(())) => self.say(format!("Exported {}", path.display())),
            Done::Exported(_, Err(message)) => {
                self.after_writing = None;
                self.fail("The file is not written", message);
            }
        }
    }

    /// A file has been read. What was done since it was asked for is not given up unasked.
    fn opened(&mut self, path: PathBuf, agreed: Agreed, read: Box<Read>, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        if self.is_still_agreed(agreed) {
            self.show_opened(path, *read);
            return;
        }
        let_go(read);
        // Where something else is to come after the save, that was wanted later than the file.
        if self.after_writing.is_none() {
            self.go_on(Next::Open(path), ctx, frame);
        }
    }

    /// A mistake of this program has broken something off.
    fn broken(&mut self, task: Task) {
        self.after_writing = None;
        match task {
            Task::ReadVersion => self.give_up_reading_version(),
            Task::ListVersions => self.close_previous_versions(),
            Task::Save => {
                self.editor.mark_unsaved();
                self.save_next = None;
            }
            Task::Read | Task::Check | Task::Export => {}
        }
        if task != Task::ReadVersion {
            self.fail("This could not be finished", BROKEN_OFF.to_owned());
        }
    }

    /// What was put off until everything is written, unless the person is being asked something on the way there.
    pub(super) fn go_on_after_writing(&mut self, ctx: &Context, frame: &eframe::Frame) {
        if self.files.is_writing() || self.is_asking() {
            return;
        }
        if let Some(next) = self.after_writing.take() {
            self.go_on(next, ctx, frame);
        }
    }

    /// A save has ended, well or not.
    fn written(&mut self, written: Written, ctx: &Context) {
        let Written { path, document, chart, consent, result } = written;
        match result {
            Ok(saved) if document == self.document => self.saved(path, chart, &saved, ctx),
            Ok(_) => {
                self.remember(&path);
                self.say(format!("Saved {}, which is no longer open", path.display()));
            }
            Err(error) if document == self.document => self.not_saved(path, consent, error),
            Err(error) => self.fail("A chart that is no longer open was not saved", error.to_string()),
        }
    }

    fn saved(&mut self, path: PathBuf, chart: Arc<Chart>, saved: &Saved, ctx: &Context) {
        self.remember(&path);
        self.files.set_saved(path, chart, saved.fingerprint, self.problems.unsettled());
        self.lookout.forget();
        self.editor.forget_theirs();
        let name = format!("Saved {}", self.files.name());
        let words: Vec<String> = iter::once(name).chain(saved.remarks.iter().map(ToString::to_string)).collect();
        self.say(words.join("; "));
        if let Some((path, consent)) = self.save_next.take() {
            self.save_to(path, consent, ctx);
        }
    }

    fn not_saved(&mut self, path: PathBuf, consent: Consent, error: SaveError) {
        self.editor.mark_unsaved();
        self.save_next = None;
        match error {
            SaveError::ReadOnly(_) => self.ask(Dialog::ReadOnly { path, consent }),
            SaveError::IsThere(_) => self.ask(Dialog::Overwrite { goal: Goal::Save, path }),
            SaveError::ChangedOnDisk(_) => {
                let is_behind = self.files.path() == Some(&path);
                self.ask(Dialog::ChangedOnDisk { path, consent, is_behind });
            }
            error => {
                if let SaveError::Doubtful { fingerprint, .. } = &error {
                    self.files.know(&path, **fingerprint);
                }
                self.after_writing = None;
                self.fail("The chart is not saved", error.to_string());
            }
        }
    }

    /// A dialog of the system may hang without end. Esc leaves it and asks in the window.
    pub(super) fn leave_hanging_dialog(&mut self, ctx: &Context) {
        if self.picker.is_open() && ctx.input_mut(|input| keys::consume_key(input, egui::Modifiers::NONE, Key::Escape))
        {
            self.picker.forget();
        }
    }

    fn picked(&mut self, goal: Goal, picked: Picked, ctx: &Context, frame: &eframe::Frame) {
        let is_of_another = goal != Goal::Open && self.agreed_when_picking.of.document != self.document;
        match picked {
            Picked::Nothing => self.after_writing = None,
            _ if is_of_another => self.say_another_is_open(),
            Picked::File(path) => self.path_given(goal, path, ctx, frame),
            Picked::Unavailable => {
                let suggestion = self.suggestion(goal);
                let text = if goal == Goal::Open { String::new() } else { suggestion.to_string_lossy().into_owned() };
                self.ask(Dialog::Path { goal, text, refusal: String::new() });
            }
        }
    }

    pub(super) fn take_dropped_files(&mut self, ctx: &Context, frame: &eframe::Frame) {
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        if let Some(file) = dropped.first() {
            self.go_on(Next::Open(file.path().to_owned()), ctx, frame);
        }
    }
}
