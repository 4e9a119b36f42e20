//! Opening, saving, and what is asked on the way.

use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Key, ViewportCommand};

use super::RolechartApp;
use crate::export::Raci;
use crate::model::Chart;
use crate::storage::{SaveError, Saved};
use crate::ui::dialogs::Dialog;
use crate::ui::files::{Consent, Done, Goal, Next};
use crate::ui::inspector::holder_name;
use crate::ui::keys;
use crate::ui::picker::Picked;

impl RolechartApp {
    /// Goes on where nothing unsaved is in the way; asks otherwise.
    pub(super) fn go_on(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        if self.files.is_saving() || (next == Next::Quit && self.files.is_writing()) {
            // What can't be saved must not be gone by then, and nothing is left half written.
            self.after_writing = Some(next);
        } else if self.editor.is_changed() {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.carry_out(next, ctx, frame);
        }
    }

    pub(super) fn carry_out(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        match next {
            Next::New(chart) => self.show_new(*chart),
            Next::AskForList => self.dialog = Some(Dialog::List { text: String::new() }),
            Next::AskForFile => self.ask_for_file(Goal::Open, ctx, frame),
            Next::Open(path) => self.files.open(path, ctx),
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
        match self.files.path() {
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
            self.dialog = Some(Dialog::LosesComments { path, consent });
            return;
        }
        self.commit_typing();
        if self.editor.lacks_theirs() && self.files.path() == Some(&path) && !consent.to_undo_theirs {
            self.dialog = Some(Dialog::UndoesTheirs { path, consent });
            return;
        }
        self.files.save(path, self.editor.snapshot(), consent, ctx);
        // What is changed while the file is being written counts as unsaved from here on.
        self.editor.mark_saved();
    }

    /// The system's dialog has given a path. It has asked about the name that was typed, not about the one with the
    /// ending.
    fn path_given(&mut self, goal: Goal, path: PathBuf, ctx: &Context) {
        let with_ending = goal.with_extension(path.clone());
        if with_ending == path {
            self.use_path(goal, path, ctx);
        } else {
            self.path_typed(goal, with_ending, ctx);
        }
    }

    /// A path that nobody has been asked about yet. Where a file is there, its replacement is.
    pub(super) fn path_typed(&mut self, goal: Goal, path: PathBuf, ctx: &Context) {
        let path = goal.with_extension(path);
        if goal == Goal::Open || goal.wrong_ending(&path).is_some() {
            self.use_path(goal, path, ctx);
        } else {
            self.files.check(goal, path, ctx);
        }
    }

    fn path_checked(&mut self, goal: Goal, path: PathBuf, is_there: bool, ctx: &Context) {
        if is_there {
            self.dialog = Some(Dialog::Overwrite { goal, path });
        } else {
            self.use_path(goal, path, ctx);
        }
    }

    pub(super) fn use_path(&mut self, goal: Goal, path: PathBuf, ctx: &Context) {
        if let Some(refusal) = goal.wrong_ending(&path) {
            let text = path.to_string_lossy().into_owned();
            self.dialog = Some(Dialog::Path { goal, text, refusal });
            return;
        }
        match goal {
            Goal::Open => self.files.open(path, ctx),
            // The person has been asked about whatever has that name.
            Goal::Save => self.save_to(path, Consent { to_overwrite: true, ..Consent::default() }, ctx),
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
            match done {
                Done::Opened(path, Ok(opened)) => self.show_opened(path, *opened),
                Done::Opened(_, Err(message)) => self.fail("This file can't be opened", message),
                Done::Saved(path, chart, _, Ok(saved)) => self.saved(path, chart, &saved, ctx),
                Done::Saved(path, _, consent, Err(error)) => self.not_saved(path, consent, error),
                Done::Exchange(exchange) => self.lookout.wait(*exchange),
                Done::Checked(goal, path, is_there) => self.path_checked(goal, path, is_there, ctx),
                Done::Versions(versions) => self.list_versions(versions),
                Done::VersionRead(file, held) => self.describe_version(&file, held),
                Done::Broken => {
                    self.after_writing = None;
                    self.fail("This could not be finished", "A mistake in Rolechart itself broke it off. Your chart is still here: save it under another name, and please report this.".to_owned());
                }
                Done::Exported(path, Ok(())) => self.say(format!("Exported {}", path.display())),
                Done::Exported(_, Err(message)) => {
                    self.after_writing = None;
                    self.fail("The file is not written", message);
                }
            }
            self.go_on_after_writing(ctx, frame);
        }
        if let Some((goal, picked)) = self.picker.answer() {
            self.picked(goal, picked, ctx);
        }
    }

    /// What was put off until everything is written, unless the person is being asked something on the way there.
    fn go_on_after_writing(&mut self, ctx: &Context, frame: &eframe::Frame) {
        if self.files.is_writing() || self.dialog.is_some() || self.picker.is_open() {
            return;
        }
        if let Some(next) = self.after_writing.take() {
            self.go_on(next, ctx, frame);
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
            SaveError::ReadOnly(_) => self.dialog = Some(Dialog::ReadOnly { path, consent }),
            SaveError::ChangedOnDisk(_) => self.dialog = Some(Dialog::ChangedOnDisk { path, consent }),
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

    pub(super) fn picked(&mut self, goal: Goal, picked: Picked, ctx: &Context) {
        match picked {
            Picked::File(path) => self.path_given(goal, path, ctx),
            Picked::Nothing => self.after_writing = None,
            Picked::Unavailable => {
                let suggestion = self.suggestion(goal);
                let text = if goal == Goal::Open { String::new() } else { suggestion.to_string_lossy().into_owned() };
                self.dialog = Some(Dialog::Path { goal, text, refusal: String::new() });
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
