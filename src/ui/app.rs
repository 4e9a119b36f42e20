//! The app: owns the document and the panels, and empties the queue of requests once a frame.

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Context, Frame, Key, Margin, Panel, Ui, ViewportCommand};

use super::action::{Action, Appearance, Scope};
use super::canvas::{Canvas, Scene};
use super::dialogs::{Answer, Dialog, Surroundings};
use super::drafts::Drafts;
use super::files::{Done, Files, Goal, Next};
use super::inspector::Inspector;
use super::menu_bar::Menus;
use super::numbers::Numbers;
use super::outline::Outline;
use super::pace::Pace;
use super::picker::{InWindow, Native, Picked, Picker};
use super::request::{Gesture, Queue, Request};
use super::roles_panel::RolesPanel;
use super::search::Search;
use super::settings::{self, Settings};
use super::status_bar::{Notice, Status};
use super::toolbar::Toolbar;
use super::view::View;
use super::widgets::Possible;
use super::{keys, style};
use crate::editor::{AfterRemoval, Command, Editor, MoveDirection, Refusal, clipboard};
use crate::format::{self, Opened};
use crate::model::{Chart, ChartChange, Place, Position, PositionChange, PositionId, RoleId};
use crate::{import, starter};

/// Which list the left panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LeftTab {
    #[default]
    Outline,
    Roles,
}

/// The window's app.
pub struct RolechartApp {
    editor: Editor,
    view: View,
    canvas: Canvas,
    outline: Outline,
    roles: RolesPanel,
    search: Search,
    drafts: Drafts,
    queue: Queue,
    pace: Pace,
    files: Files,
    picker: Box<dyn Picker>,
    dialog: Option<Dialog>,
    notice: Notice,
    numbers: Numbers,
    settings: Settings,
    settings_file: Option<PathBuf>,
    tab: LeftTab,
    /// Counts the documents that were shown, so that what was made for one is never shown for another.
    document: u64,
    /// What comes after the save under way.
    after_save: Option<Next>,
    /// The person has agreed that the window closes.
    may_close: bool,
    title: String,
}

impl RolechartApp {
    /// The app in a real window: with the file, or with the starter chart; with settings and the system's dialogs.
    #[must_use]
    pub fn for_window(creation: &eframe::CreationContext<'_>, file: Option<PathBuf>) -> Self {
        let settings_file = settings::file();
        let settings = settings_file.as_deref().map(Settings::load).unwrap_or_default();
        let picker: Box<dyn Picker> =
            if has_native_dialogs() { Box::<Native>::default() } else { Box::<InWindow>::default() };
        Self::new(&creation.egui_ctx, starter::it_department(), file, picker, settings, settings_file)
    }

    /// The app for tests: a chart, no settings, no dialogs of the system, nothing written unasked.
    #[must_use]
    pub fn for_tests(ctx: &Context, chart: Chart, file: Option<PathBuf>) -> Self {
        Self::new(ctx, chart, file, Box::<InWindow>::default(), Settings::default(), None)
    }

    fn new(
        ctx: &Context,
        chart: Chart,
        file: Option<PathBuf>,
        picker: Box<dyn Picker>,
        settings: Settings,
        settings_file: Option<PathBuf>,
    ) -> Self {
        style::install(ctx);
        let mut app = Self {
            editor: Editor::new(chart),
            view: View::new(settings.appearance),
            canvas: Canvas::default(),
            outline: Outline::default(),
            roles: RolesPanel::default(),
            search: Search::default(),
            drafts: Drafts::default(),
            queue: Queue::default(),
            pace: Pace::default(),
            files: Files::default(),
            picker,
            dialog: None,
            notice: Notice::default(),
            numbers: Numbers::default(),
            settings,
            settings_file,
            tab: LeftTab::default(),
            document: 0,
            after_save: None,
            may_close: false,
            title: String::new(),
        };
        app.apply_appearance(ctx);
        if let Some(path) = file {
            app.files.open(path, ctx);
        }
        app
    }

    /// The chart as it is now.
    #[must_use]
    pub const fn chart(&self) -> &Chart {
        self.editor.chart()
    }

    /// The document with its history.
    #[must_use]
    pub const fn editor(&self) -> &Editor {
        &self.editor
    }

    /// The window's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What the status bar says just happened.
    #[must_use]
    pub fn notice(&self) -> &str {
        &self.notice.text
    }

    /// Where a card is on the screen, in points; nothing where it is not laid out.
    #[must_use]
    pub fn card_on_screen(&self, id: &PositionId) -> Option<egui::Rect> {
        self.canvas.card_on_screen(id)
    }

    /// Screen points per chart unit.
    #[must_use]
    pub const fn zoom(&self) -> f64 {
        self.canvas.zoom()
    }

    /// Whether a file is being read or written at the moment.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.files.is_busy()
    }

    /// Shows light, dark, or what the system has; for tests and pictures.
    pub fn set_dark(&mut self, ctx: &Context, is_dark: bool) {
        self.view.appearance = if is_dark { Appearance::Dark } else { Appearance::Light };
        self.apply_appearance(ctx);
    }

    fn apply_appearance(&self, ctx: &Context) {
        ctx.set_theme(match self.view.appearance {
            Appearance::System => egui::ThemePreference::System,
            Appearance::Light => egui::ThemePreference::Light,
            Appearance::Dark => egui::ThemePreference::Dark,
        });
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Notice { text: text.into(), is_refusal: false };
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.notice = Notice { text: text.into(), is_refusal: true };
    }

    fn fail(&mut self, head: &'static str, message: String) {
        self.dialog = Some(Dialog::Failure { head, message });
    }

    // ---- The document ----

    fn show_document(&mut self, editor: Editor) {
        self.editor = editor;
        self.document += 1;
        self.view.unfold_all();
        self.canvas.show_new_document();
        self.drafts.discard();
        self.dialog = None;
    }

    fn show_opened(&mut self, path: PathBuf, opened: Opened) {
        let Opened { chart, problems, loses_comments } = opened;
        let is_changed = problems.iter().any(|located| located.problem.severity() > crate::model::Severity::Note);
        let editor = if is_changed { Editor::with_unsaved(chart) } else { Editor::new(chart) };
        self.show_document(editor);
        self.remember(&path);
        self.files.set(Some(path), problems, loses_comments);
        if is_changed {
            self.dialog = Some(Dialog::Problems);
        }
        self.say(format!("Opened {}", self.files.name()));
    }

    fn show_new(&mut self, chart: Chart) {
        let editor = if chart.is_empty() { Editor::new(chart) } else { Editor::with_unsaved(chart) };
        self.show_document(editor);
        self.files.set(None, Vec::new(), false);
        self.say("New chart");
    }

    fn remember(&mut self, path: &Path) {
        self.settings.remember(path);
        self.save_settings();
    }

    fn save_settings(&mut self) {
        let Some(file) = self.settings_file.clone() else { return };
        if let Err(error) = self.settings.save(&file) {
            self.warn(format!("Can't keep the settings: {error}"));
        }
    }

    fn execute(&mut self, command: Command) {
        match self.editor.execute(command) {
            Ok(()) => self.notice = Notice::default(),
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn refuse(&mut self, refusal: &Refusal) {
        self.warn(refusal.to_string());
    }

    /// What is being typed becomes part of the document, before something looks at the document.
    fn commit_typing(&mut self) {
        if let Some(command) = self.drafts.commit(self.editor.chart()) {
            self.execute(command);
        }
        if let Some(command) = self.canvas.finish_rename(self.editor.chart()) {
            self.execute(command);
        }
        self.editor.commit_gesture();
    }

    // ---- Files ----

    /// Goes on where nothing unsaved is in the way; asks otherwise.
    fn go_on(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        if self.editor.is_changed() {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.carry_out(next, ctx, frame);
        }
    }

    fn carry_out(&mut self, next: Next, ctx: &Context, frame: &eframe::Frame) {
        match next {
            Next::New(chart) => self.show_new(*chart),
            Next::AskForList => self.dialog = Some(Dialog::List { text: String::new() }),
            Next::AskForFile => self.ask_for_file(Goal::Open, ctx, frame),
            Next::Open(path) => self.files.open(path, ctx),
            Next::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn ask_for_file(&mut self, goal: Goal, ctx: &Context, frame: &eframe::Frame) {
        let suggestion = self.files.suggestion(goal, self.editor.chart());
        let name = suggestion.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.picker.ask(goal, &name, frame, ctx);
        ctx.request_repaint();
    }

    fn save(&mut self, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        match self.files.path() {
            Some(path) => self.save_to(path.to_owned(), ctx),
            None => self.ask_for_file(Goal::Save, ctx, frame),
        }
    }

    fn save_to(&mut self, path: PathBuf, ctx: &Context) {
        if self.files.loses_comments() {
            self.dialog = Some(Dialog::LosesComments { path });
            return;
        }
        self.commit_typing();
        self.files.save(path, self.editor.chart(), ctx);
        // What is changed while the file is being written counts as unsaved from here on.
        self.editor.mark_saved();
    }

    fn path_given(&mut self, goal: Goal, path: &Path, ctx: &Context) {
        let with_ending = goal.with_extension(path.to_owned());
        // The system's dialog has asked about the name that was typed, not about the one with the ending.
        if goal != Goal::Open && with_ending != path && with_ending.exists() {
            self.dialog = Some(Dialog::Overwrite { goal, path: with_ending });
            return;
        }
        self.use_path(goal, with_ending, ctx);
    }

    fn use_path(&mut self, goal: Goal, path: PathBuf, ctx: &Context) {
        match goal {
            Goal::Open => self.files.open(path, ctx),
            Goal::Save => self.save_to(path, ctx),
            Goal::ExportSvg => self.files.export_svg(path, self.editor.chart(), self.view.duties, ctx),
        }
    }

    fn finish_files(&mut self, ctx: &Context, frame: &eframe::Frame) {
        while let Some(done) = self.files.finished() {
            match done {
                Done::Opened(path, Ok(opened)) => self.show_opened(path, opened),
                Done::Opened(_, Err(message)) => self.fail("This file can't be opened", message),
                Done::Saved(path, Ok(())) => {
                    self.remember(&path);
                    self.files.set_saved(path);
                    self.say(format!("Saved {}", self.files.name()));
                    if let Some(next) = self.after_save.take() {
                        self.go_on(next, ctx, frame);
                    }
                }
                Done::Saved(_, Err(message)) => {
                    self.editor.mark_unsaved();
                    self.after_save = None;
                    self.fail("The chart is not saved", message);
                }
                Done::Exported(path, Ok(())) => self.say(format!("Exported {}", path.display())),
                Done::Exported(_, Err(message)) => self.fail("The picture is not written", message),
            }
        }
        if let Some((goal, picked)) = self.picker.answer() {
            self.picked(goal, picked, ctx);
        }
    }

    /// A dialog of the system may hang without end. Esc leaves it and asks in the window.
    fn leave_hanging_dialog(&mut self, ctx: &Context) {
        if self.picker.is_open() && ctx.input_mut(|input| keys::consume_key(input, egui::Modifiers::NONE, Key::Escape))
        {
            self.picker.forget();
        }
    }

    fn picked(&mut self, goal: Goal, picked: Picked, ctx: &Context) {
        match picked {
            Picked::File(path) => self.path_given(goal, &path, ctx),
            Picked::Nothing => self.after_save = None,
            Picked::Unavailable => {
                let suggestion = self.files.suggestion(goal, self.editor.chart());
                let text = if goal == Goal::Open { String::new() } else { suggestion.to_string_lossy().into_owned() };
                self.dialog = Some(Dialog::Path { goal, text });
            }
        }
    }

    fn take_dropped_files(&mut self, ctx: &Context, frame: &eframe::Frame) {
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        if let Some(file) = dropped.first() {
            self.go_on(Next::Open(file.path().to_owned()), ctx, frame);
        }
    }

    // ---- Requests ----

    fn drain(&mut self, ctx: &Context, frame: &eframe::Frame) {
        for request in self.queue.take() {
            self.fulfil(request, ctx, frame);
        }
    }

    fn fulfil(&mut self, request: Request, ctx: &Context, frame: &eframe::Frame) {
        match request {
            Request::Do(action) => self.act(action, ctx, frame),
            Request::Execute(command) => self.execute(command),
            Request::Together(label, commands) => self.execute_together(label, commands),
            Request::Select(id) => self.editor.select(id),
            Request::Reveal(id) => self.reveal(id),
            Request::ToggleFold(id) => self.view.toggle_fold(&id),
            Request::Rename(id, typed) => self.rename(id, typed),
            Request::AddWithRole(role, manager) => self.add_with_role(role, manager),
            Request::Paste(text) => self.paste(&text),
            Request::Open(path) => self.go_on(Next::Open(path), ctx, frame),
            Request::Ask(dialog) => self.dialog = Some(dialog),
            Request::EditRole(id) => {
                self.tab = LeftTab::Roles;
                self.settings.shows_left_panel = true;
                self.roles.open(id);
            }
            Request::FocusCanvas => self.canvas.take_focus(),
            Request::Gesture(Gesture::Begin(label)) => self.editor.begin_gesture(label),
            Request::Gesture(Gesture::Commit) => self.editor.commit_gesture(),
        }
    }

    fn execute_together(&mut self, label: &str, commands: Vec<Command>) {
        self.editor.begin_gesture(label);
        for command in commands {
            self.execute(command);
        }
        self.editor.commit_gesture();
    }

    fn reveal(&mut self, id: PositionId) {
        self.view.unfold_to(self.editor.chart(), &id);
        self.editor.select(Some(id.clone()));
        self.canvas.show(id);
        self.canvas.take_focus_unless_typing();
    }

    fn rename(&mut self, id: PositionId, typed: Option<String>) {
        self.editor.select(Some(id.clone()));
        self.canvas.start_rename(&self.editor, id, typed, false);
    }

    fn act(&mut self, action: Action, ctx: &Context, frame: &eframe::Frame) {
        match action {
            Action::NewFromStarter => self.go_on(Next::New(starter::it_department().into()), ctx, frame),
            Action::NewEmpty => self.go_on(Next::New(starter::empty().into()), ctx, frame),
            Action::NewFromList => self.go_on(Next::AskForList, ctx, frame),
            Action::Open => self.go_on(Next::AskForFile, ctx, frame),
            Action::Save => self.save(ctx, frame),
            Action::SaveAs => {
                self.commit_typing();
                self.ask_for_file(Goal::Save, ctx, frame);
            }
            Action::ExportSvg => {
                self.commit_typing();
                self.ask_for_file(Goal::ExportSvg, ctx, frame);
            }
            Action::Quit => self.go_on(Next::Quit, ctx, frame),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Search => self.search.open(),
            Action::ToggleLeftPanel => {
                self.settings.shows_left_panel = !self.settings.shows_left_panel;
                self.save_settings();
            }
            Action::ToggleInspector => {
                self.settings.shows_inspector = !self.settings.shows_inspector;
                self.save_settings();
            }
            Action::Theme(appearance) => {
                self.view.appearance = appearance;
                self.settings.appearance = appearance;
                self.apply_appearance(ctx);
                self.save_settings();
            }
            Action::ShowProblems => self.dialog = Some(Dialog::Problems),
            Action::ShowKeys => self.dialog = Some(Dialog::Keys),
            Action::ShowAbout => self.dialog = Some(Dialog::About),
            Action::NextPanel => self.next_panel(ctx),
            _ => self.act_on_view(action, ctx),
        }
    }

    fn act_on_view(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::ZoomIn => self.canvas.zoom_by(1.25),
            Action::ZoomOut => self.canvas.zoom_by(0.8),
            Action::ZoomActual => self.canvas.zoom_to_actual(),
            Action::FitAll => self.canvas.fit_all(),
            Action::FoldTo(level) => self.view.fold_to_level(self.editor.chart(), usize::from(level)),
            Action::UnfoldAll => self.view.unfold_all(),
            Action::ShowDuties(duties) => self.view.duties = duties,
            Action::Grow(direction) => {
                self.execute(Command::SetChart(ChartChange::Direction(direction)));
                self.canvas.fit_all();
            }
            Action::AddTop => self.add_top(),
            Action::SelectTop => {
                let top = self.editor.chart().tops().next().cloned();
                if let Some(top) = top {
                    self.reveal(top);
                }
            }
            Action::SelectNothing => {
                self.editor.select(None);
                self.view.highlight_line(Vec::new());
            }
            _ => self.act_on_selection(action, ctx),
        }
    }

    fn act_on_selection(&mut self, action: Action, ctx: &Context) {
        let Some(id) = self.editor.selection().primary().cloned() else {
            if matches!(action, Action::AddReport | Action::AddSibling) {
                self.add_top();
            }
            return;
        };
        match action {
            Action::AddReport => self.add_report(id, false),
            Action::AddAssistant => self.add_report(id, true),
            Action::AddSibling => self.add_sibling(&id, 1),
            Action::AddSiblingBefore => self.add_sibling(&id, 0),
            Action::InsertManager => self.insert_manager(id),
            Action::Rename => self.rename(id, None),
            Action::Vacate => self.execute(Command::SetPosition(id, vec![PositionChange::Person(String::new())])),
            Action::Remove => self.remove(id),
            Action::Cut => {
                self.copy(&id, ctx);
                self.execute(Command::Remove(id, AfterRemoval::GoToo));
            }
            Action::Copy => self.copy(&id, ctx),
            Action::Duplicate => self.execute(Command::Duplicate(id)),
            Action::MoveEarlier => self.execute(Command::Step(id, MoveDirection::Earlier)),
            Action::MoveLater => self.execute(Command::Step(id, MoveDirection::Later)),
            Action::MoveUp => self.execute(Command::Step(id, MoveDirection::Up)),
            Action::MoveDown => self.execute(Command::Step(id, MoveDirection::Down)),
            Action::ToggleFold if self.editor.chart().reports(&id).len() > 0 => self.view.toggle_fold(&id),
            Action::FitSelection => self.canvas.fit_branch(id),
            Action::HighlightLine => {
                let line = self.editor.chart().managers_of(&id).chain([&id]).cloned().collect();
                self.view.highlight_line(line);
            }
            _ => {}
        }
    }

    fn undo(&mut self) {
        self.commit_typing();
        if let Some(label) = self.editor.undo() {
            self.say(format!("Undid {label}"));
            self.show_selection();
        }
    }

    fn redo(&mut self) {
        self.commit_typing();
        if let Some(label) = self.editor.redo() {
            self.say(format!("Did {label} again"));
            self.show_selection();
        }
    }

    fn show_selection(&mut self) {
        if let Some(id) = self.editor.selection().primary().cloned() {
            self.view.unfold_to(self.editor.chart(), &id);
            self.canvas.show(id);
        }
    }

    fn next_panel(&mut self, ctx: &Context) {
        let on_canvas = Canvas::has_focus(ctx);
        let inspected = self.editor.selection().primary().cloned();
        match inspected.filter(|_| on_canvas && self.settings.shows_inspector) {
            Some(id) => self.drafts.focus(super::drafts::Target::Person(id)),
            None if on_canvas => self.search.open(),
            None => self.canvas.take_focus(),
        }
    }

    /// Adds a position and starts typing its name. Both are one step of the history.
    fn add(&mut self, place: Place, is_assistant: bool) {
        let position = Position { assistant: is_assistant, ..Position::new(PositionId::random()) };
        let label = if place.manager.is_some() { "add report" } else { "add top position" };
        self.add_and_name(label, position, |position| Command::Add(place, position));
    }

    fn add_and_name(&mut self, label: &str, position: Position, add: impl FnOnce(Box<Position>) -> Command) {
        let id = position.id.clone();
        self.editor.begin_gesture(label);
        self.execute(add(position.into()));
        if self.editor.chart().contains(&id) {
            self.view.unfold_to(self.editor.chart(), &id);
            self.canvas.start_rename(&self.editor, id, None, true);
        } else {
            self.editor.cancel_gesture();
        }
    }

    fn add_top(&mut self) {
        let end = self.editor.chart().tops().len();
        self.add(Place::top(end), false);
    }

    /// A role that was dropped on a card, or on the free canvas.
    fn add_with_role(&mut self, role: RoleId, manager: Option<PositionId>) {
        let position = Position { role: Some(role), ..Position::new(PositionId::random()) };
        let chart = self.editor.chart();
        let place = match manager {
            Some(manager) => {
                let end = chart.reports(&manager).len();
                Place::under(manager, end)
            }
            None => Place::top(chart.tops().len()),
        };
        self.execute(Command::Add(place, position.into()));
        self.show_selection();
    }

    fn add_report(&mut self, manager: PositionId, is_assistant: bool) {
        let end = self.editor.chart().reports(&manager).len();
        self.add(Place::under(manager, end), is_assistant);
    }

    /// A sibling starts as a copy of nothing but the way its neighbour stands beside the line.
    fn add_sibling(&mut self, of: &PositionId, offset: usize) {
        let Some(Place { manager, index }) = self.editor.chart().place(of) else { return };
        let is_assistant = self.editor.chart().position(of).is_some_and(|position| position.assistant);
        self.add(Place { manager, index: index + offset }, is_assistant);
    }

    fn insert_manager(&mut self, below: PositionId) {
        let position = Position::new(PositionId::random());
        self.add_and_name("insert manager", position, |position| Command::InsertManager(below, position));
    }

    fn remove(&mut self, id: PositionId) {
        if self.editor.chart().reports(&id).len() == 0 {
            self.execute(Command::Remove(id, AfterRemoval::MoveUp));
        } else {
            self.dialog = Some(Dialog::Remove { id, after: AfterRemoval::MoveUp });
        }
    }

    fn copy(&mut self, id: &PositionId, ctx: &Context) {
        let branch = clipboard::branch_as_chart(self.editor.chart(), id);
        ctx.copy_text(format::write(&branch));
        self.say(super::widgets::counted(branch.len(), "position copied", "positions copied"));
    }

    /// Pastes a branch, or an indented list of people, below the selection.
    fn paste(&mut self, text: &str) {
        let pasted = match format::read(text.as_bytes()) {
            Ok(opened) => opened.chart,
            Err(_) => import::indented_list::read(text, self.editor.chart().roles()),
        };
        let chart = self.editor.chart();
        let place = match self.editor.selection().primary() {
            Some(id) => Place::under(id.clone(), chart.reports(id).len()),
            None => Place::top(chart.tops().len()),
        };
        let count = pasted.len();
        self.execute(Command::Paste(place, pasted.into()));
        if !self.notice.is_refusal {
            self.say(super::widgets::counted(count, "position pasted", "positions pasted"));
            self.show_selection();
        }
    }

    fn answer(&mut self, answer: Answer, ctx: &Context, frame: &eframe::Frame) {
        if answer == Answer::Open {
            return;
        }
        self.dialog = None;
        self.canvas.take_focus();
        match answer {
            Answer::Open => {}
            Answer::Cancel => self.after_save = None,
            Answer::SaveThen(next) => {
                self.after_save = Some(next);
                self.save(ctx, frame);
            }
            Answer::Discard(next) => self.carry_out(next, ctx, frame),
            // A path typed here has been asked about by nobody yet.
            Answer::Path(goal, path) => {
                let path = goal.with_extension(path);
                if goal != Goal::Open && path.exists() {
                    self.dialog = Some(Dialog::Overwrite { goal, path });
                } else {
                    self.use_path(goal, path, ctx);
                }
            }
            Answer::Overwrite(goal, path) => self.use_path(goal, path, ctx),
            Answer::SaveAnyway(path) => {
                self.files.accept_loss_of_comments();
                self.save_to(path, ctx);
            }
            Answer::Execute(command) => self.execute(command),
            Answer::ChartFromList(text) => {
                let library = starter::empty();
                self.show_new(import::indented_list::read(&text, library.roles()));
            }
        }
    }

    // ---- Panels ----

    fn panels_ui(&mut self, ui: &mut Ui) {
        let possible = Possible::of(&self.editor);
        let bar = Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(12, 0));
        Panel::top("menus").exact_size(32.0).show_separator_line(false).frame(bar).show(ui, |ui| {
            let menus = Menus {
                editor: &self.editor,
                view: &self.view,
                recent: &self.settings.recent,
                title: &self.title,
                possible,
            };
            ui.horizontal_centered(|ui| menus.ui(ui, &mut self.queue));
        });
        Panel::top("toolbar").exact_size(style::TOOLBAR).frame(bar).show(ui, |ui| {
            let duties = self.view.duties;
            let mut toolbar = Toolbar { editor: &self.editor, search: &mut self.search, possible, duties };
            if toolbar.ui(ui, &mut self.queue) {
                self.view.hits = self.search.hits().iter().map(|hit| hit.id.clone()).collect();
            }
        });
        self.numbers.update(&self.editor, self.document);
        Panel::bottom("status").exact_size(28.0).frame(bar).show(ui, |ui| self.status_ui(ui));
        self.left_panel_ui(ui);
        self.inspector_ui(ui);
        CentralPanel::no_frame().show(ui, |ui| {
            let is_blocked = self.dialog.is_some();
            let scene = Scene { editor: &self.editor, view: &self.view, is_blocked };
            self.canvas.ui(ui, scene, &mut self.queue);
        });
    }

    fn status_ui(&mut self, ui: &mut Ui) {
        let saved = if self.files.is_busy() {
            "Working…"
        } else if self.picker.is_open() {
            "A file dialog is open: press Esc to type the path here instead"
        } else if self.editor.is_changed() {
            "Unsaved changes"
        } else if self.files.path().is_some() {
            "Saved"
        } else {
            "Not saved yet"
        };
        let status = Status {
            numbers: &self.numbers,
            notice: &self.notice,
            problems: self.files.problems().len(),
            saved,
            is_changed: self.editor.is_changed(),
            zoom: self.canvas.zoom(),
        };
        status.ui(ui, &mut self.queue);
    }

    fn left_panel_ui(&mut self, ui: &mut Ui) {
        let mut is_open = self.settings.shows_left_panel;
        let frame = Frame::new().fill(ui.visuals().panel_fill);
        let panel = Panel::left("left").default_size(248.0).size_range(180.0..=460.0).frame(frame);
        panel.show_collapsible(ui, &mut is_open, |ui| {
            self.left_tabs_ui(ui);
            match self.tab {
                LeftTab::Outline => {
                    self.outline.ui(ui, &self.editor, &self.view, self.document, &mut self.queue);
                }
                LeftTab::Roles => {
                    let mut parts = Inspector {
                        editor: &self.editor,
                        numbers: &self.numbers,
                        drafts: &mut self.drafts,
                        queue: &mut self.queue,
                    };
                    self.roles.ui(ui, &mut parts);
                }
            }
        });
        self.settings.shows_left_panel = is_open;
    }

    fn left_tabs_ui(&mut self, ui: &mut Ui) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            for (tab, label) in [(LeftTab::Outline, "Outline"), (LeftTab::Roles, "Roles")] {
                if super::widgets::tab(ui, self.tab == tab, label).clicked() {
                    self.tab = tab;
                }
            }
        });
        super::widgets::rule(ui);
    }

    fn inspector_ui(&mut self, ui: &mut Ui) {
        let mut is_open = self.settings.shows_inspector;
        let margin = Margin { left: style::PANEL_PADDING, right: 10, top: 14, bottom: 0 };
        let frame = Frame::new().fill(ui.visuals().panel_fill).inner_margin(margin);
        let panel = Panel::right("inspector").default_size(320.0).size_range(280.0..=520.0).frame(frame);
        panel.show_collapsible(ui, &mut is_open, |ui| {
            let mut inspector = Inspector {
                editor: &self.editor,
                numbers: &self.numbers,
                drafts: &mut self.drafts,
                queue: &mut self.queue,
            };
            inspector.ui(ui);
        });
        self.settings.shows_inspector = is_open;
    }

    fn dialog_ui(&mut self, ui: &Ui, frame: &eframe::Frame) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let name = self.files.name();
        let around = Surroundings { editor: &self.editor, problems: self.files.problems(), name: &name };
        let answer = dialog.show(ui.ctx(), around);
        self.dialog = Some(dialog);
        self.answer(answer, ui.ctx(), frame);
    }

    fn window_shortcuts(&mut self, ui: &Ui) {
        if self.dialog.is_some() {
            return;
        }
        let in_text = ui.text_edit_focused();
        for action in ui.input_mut(|input| keys::pressed_actions(input, Scope::Window, in_text)) {
            self.queue.act(action);
        }
        // A field keeps its own undo while something in it is unsaid; after that the document's is meant.
        let undo = !in_text || !self.drafts.is_typing();
        if in_text && undo && !self.canvas.is_renaming() {
            let pressed = |modifiers, key| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
            if pressed(egui::Modifiers::COMMAND, Key::Z) {
                self.queue.act(Action::Undo);
            }
        }
    }

    fn update_title(&mut self, ctx: &Context) {
        let mark = if self.editor.is_changed() { " •" } else { "" };
        let title = format!("{}{mark}", self.files.name());
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(format!("{title} – Rolechart")));
            self.title = title;
        }
    }
}

impl eframe::App for RolechartApp {
    /// What must also happen while the window is minimised: the answers of dialogs and threads, and the question before
    /// closing.
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.finish_files(ctx, frame);
        self.take_dropped_files(ctx, frame);
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close {
            self.commit_typing();
            if self.editor.is_changed() || self.files.is_busy() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(ViewportCommand::Focus);
                if self.files.is_busy() {
                    self.after_save = Some(Next::Quit);
                } else {
                    self.dialog = Some(Dialog::Unsaved(Next::Quit));
                }
            }
        }
        self.update_title(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.pace.keep_order(ui);
        self.leave_hanging_dialog(ui.ctx());
        self.window_shortcuts(ui);
        self.panels_ui(ui);
        self.dialog_ui(ui, frame);
        if let Some(command) = self.drafts.finish_frame(self.editor.chart()) {
            self.execute(command);
        }
        let ctx = ui.ctx().clone();
        self.drain(&ctx, frame);
        self.update_title(&ctx);
    }
}

/// Whether the system can be expected to have a file dialog: macOS and Windows always, Linux with a session bus (for the
/// portal) or with zenity.
fn has_native_dialogs() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let path = std::env::var_os("PATH").unwrap_or_default();
    has_bus || std::env::split_paths(&path).any(|folder| folder.join("zenity").exists())
}
