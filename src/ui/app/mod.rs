//! The app: owns the document and the panels, and empties the queue of requests once a frame.

mod compare_flow;
mod disk_flow;
mod file_flow;
#[cfg(test)]
mod held_tests;
mod left_flow;
mod panels;
mod previous_flow;
mod questions;
#[cfg(test)]
mod race_tests;
mod requests;
mod responsibilities;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use egui::{Context, Ui, ViewportCommand};
use left_flow::LeftWork;

use crate::editor::{Command, Editor, Refusal};
use crate::format::{Located, Opened};
use crate::model::{Chart, PositionId, Severity};
use crate::starter;
use crate::storage;
use crate::ui::action::{Appearance, Page};
use crate::ui::aside::let_go;
use crate::ui::canvas::Canvas;
use crate::ui::compare::Merged;
use crate::ui::dialogs::Dialog;
use crate::ui::drafts::Drafts;
use crate::ui::duty;
use crate::ui::errand::Errand;
use crate::ui::files::{Agreed, Consent, Files, InFile, Next, Read};
use crate::ui::hidden_text;
use crate::ui::matrix::Matrix;
use crate::ui::numbers::Numbers;
use crate::ui::outline::Outline;
use crate::ui::outside::Lookout;
use crate::ui::pace::Pace;
use crate::ui::picker::{InWindow, Native, Picker};
use crate::ui::problems::ProblemsPanel;
use crate::ui::recovery::Recovery;
use crate::ui::request::Queue;
use crate::ui::review::Reviewer;
use crate::ui::review_panel::ReviewPanel;
use crate::ui::roles_panel::RolesPanel;
use crate::ui::search::Search;
use crate::ui::settings::{self, Settings};
use crate::ui::sheet_view::SheetView;
use crate::ui::status_bar::Notice;
use crate::ui::style;
use crate::ui::tray::Tray;
use crate::ui::view::View;
use crate::ui::widgets;

/// Which list the left panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LeftTab {
    #[default]
    Outline,
    Roles,
    Review,
    Unassigned,
}

impl LeftTab {
    const ALL: [Self; 4] = [Self::Outline, Self::Roles, Self::Review, Self::Unassigned];

    const fn label(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Roles => "Roles",
            Self::Review => "Review",
            Self::Unassigned => "Unassigned",
        }
    }

    /// Whether the rows of the list take responsibilities that are dropped on them.
    const fn takes_duties(self) -> bool {
        matches!(self, Self::Outline | Self::Roles)
    }
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
    lookout: Lookout,
    recovery: Recovery,
    left: LeftWork,
    merging: Option<Errand<Merged>>,
    /// A save that was asked for while another one was under way.
    save_next: Option<(PathBuf, Consent)>,
    picker: Box<dyn Picker>,
    /// What the person agreed to leave when they were asked for a file.
    agreed_when_picking: Agreed,
    /// A file that has been read, and waits until nothing is being asked.
    arrived: Option<(PathBuf, Agreed, Box<Read>)>,
    dialog: Option<Dialog>,
    /// What is asked after that.
    questions: VecDeque<Dialog>,
    notice: Notice,
    numbers: Numbers,
    settings: Settings,
    /// None in tests.
    settings_writer: Option<settings::Writer>,
    tab: LeftTab,
    page: Page,
    matrix: Matrix,
    sheet: SheetView,
    reviewer: Reviewer,
    review_panel: ReviewPanel,
    tray: Tray,
    /// Counts the documents that were shown, so that what was made for one is never shown for another.
    document: u64,
    /// What a menu wants to do with the clipboard's text, which comes with one of the next frames.
    awaited_paste: Option<responsibilities::PasteAs>,
    problems: ProblemsPanel,
    /// What comes once everything is written.
    after_writing: Option<Next>,
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
        let ctx = &creation.egui_ctx;
        let mut app = Self::new(ctx, starter::it_department(), file, picker, settings);
        app.settings_writer = settings_file.map(|file| settings::Writer::start(file, ctx));
        app.keep_watch(&creation.egui_ctx, storage::state_folder().as_deref());
        app
    }

    /// The app for tests: a chart, no settings, no dialogs of the system, nothing written unasked.
    #[must_use]
    pub fn for_tests(ctx: &Context, chart: Chart, file: Option<PathBuf>) -> Self {
        Self::new(ctx, chart, file, Box::<InWindow>::default(), Settings::default())
    }

    /// The same, and with what guards unsaved work: what can be recovered and previous versions are kept in this folder.
    #[must_use]
    pub fn for_tests_in(ctx: &Context, chart: Chart, file: Option<PathBuf>, state_folder: &Path) -> Self {
        let mut app = Self::for_tests(ctx, chart, file);
        app.keep_watch(ctx, Some(state_folder));
        app
    }

    fn new(ctx: &Context, chart: Chart, file: Option<PathBuf>, picker: Box<dyn Picker>, settings: Settings) -> Self {
        style::install(ctx);
        hidden_text::install(ctx);
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
            files: Files::new(None),
            lookout: Lookout::default(),
            recovery: Recovery::default(),
            left: LeftWork::default(),
            merging: None,
            save_next: None,
            picker,
            agreed_when_picking: Agreed::default(),
            arrived: None,
            dialog: None,
            questions: VecDeque::new(),
            notice: Notice::default(),
            numbers: Numbers::default(),
            settings,
            settings_writer: None,
            tab: LeftTab::default(),
            page: Page::default(),
            matrix: Matrix::default(),
            sheet: SheetView::default(),
            reviewer: Reviewer::default(),
            review_panel: ReviewPanel::default(),
            tray: Tray::default(),
            document: 0,
            awaited_paste: None,
            problems: ProblemsPanel::default(),
            after_writing: None,
            may_close: false,
            title: String::new(),
        };
        app.apply_appearance(ctx);
        if let Some(path) = file {
            app.files.open(path, app.agreed(), ctx);
        }
        app
    }

    /// The chart as it is now.
    #[must_use]
    pub fn chart(&self) -> &Chart {
        self.editor.chart()
    }

    /// The document with its history.
    #[must_use]
    pub const fn editor(&self) -> &Editor {
        &self.editor
    }

    /// Grows with every document that takes the place of another.
    #[must_use]
    pub const fn document(&self) -> u64 {
        self.document
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

    /// Where a card shows its n-th responsibility on the screen, in points; nothing where it doesn't.
    #[must_use]
    pub fn duty_on_screen(&self, id: &PositionId, nth: usize) -> Option<egui::Rect> {
        self.canvas.duty_on_screen(self.chart(), id, nth)
    }

    /// Screen points per chart unit.
    #[must_use]
    pub const fn zoom(&self) -> f64 {
        self.canvas.zoom()
    }

    /// Whether a file, or what was left behind, is being read, written or compared at the moment.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let is_comparing = matches!(&self.dialog, Some(Dialog::Compare(comparing)) if comparing.is_busy());
        self.files.is_busy() || self.left.is_busy() || self.merging.is_some() || is_comparing
    }

    /// Whether the chart has been reviewed as it is now.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        self.reviewer.is_current(&self.editor, self.document)
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

    fn show_document(&mut self, editor: Editor) {
        let_go(std::mem::replace(&mut self.editor, editor));
        self.document += 1;
        self.view.unfold_all();
        self.canvas.show_new_document();
        self.drafts.discard();
        self.forget_questions();
        self.save_next = None;
        self.awaited_paste = None;
        self.lookout.forget();
        self.problems.is_open = false;
    }

    fn show_opened(&mut self, path: PathBuf, read: Read) {
        let Read { opened: Opened { chart, problems, loses_comments }, fingerprint } = read;
        self.show_document(Editor::new(chart));
        self.remember(&path);
        let held = InFile { chart: self.editor.snapshot(), fingerprint, problems, loses_comments };
        let with = self.file_holds_this(path, held);
        self.say(format!("Opened {}{with}", self.files.name()));
    }

    /// The file holds this, and the chart that is open is what was read. Gives what to say of problems: " with 3 problems".
    fn file_holds_this(&mut self, path: PathBuf, held: InFile) -> String {
        let count = held.problems.len();
        let has_errors = has_errors(&held.problems);
        let InFile { chart: read, fingerprint, problems, loses_comments } = held;
        let_go(read);
        self.files.set_opened(path, InFile { chart: self.editor.snapshot(), fingerprint, problems, loses_comments });
        if has_errors {
            // What can't be true was read as something else, which no file holds.
            self.editor.mark_unsaved();
        } else {
            self.editor.mark_saved();
        }
        self.problems.is_open = has_errors || (self.problems.is_open && count > 0);
        with_problems(count)
    }

    fn show_new(&mut self, chart: Chart) {
        let editor = if chart.is_empty() { Editor::new(chart) } else { Editor::with_unsaved(chart) };
        self.show_document(editor);
        self.files.set_untitled();
        self.say("New chart");
    }

    fn remember(&mut self, path: &Path) {
        self.settings.remember(path);
        self.save_settings();
    }

    fn save_settings(&mut self) {
        if let Some(writer) = &self.settings_writer {
            writer.write(self.settings.clone());
        }
    }

    fn finish_settings(&mut self) {
        if let Some(error) = self.settings_writer.as_ref().and_then(settings::Writer::failure) {
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
}

impl eframe::App for RolechartApp {
    /// What must also happen while the window is minimised: the answers of dialogs and threads, and the question before
    /// closing.
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.finish_files(ctx, frame);
        self.finish_settings();
        self.finish_merge();
        self.finish_left();
        self.go_on_after_writing(ctx, frame);
        self.show_waiting_question();
        self.look_outside(ctx);
        self.read_versions(ctx);
        self.take_dropped_files(ctx, frame);
        self.take_wish_to_close(ctx);
        self.update_title(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.pace.keep_order(ui);
        self.leave_hanging_dialog(ui.ctx());
        self.take_awaited_paste(ui);
        self.window_shortcuts(ui);
        self.panels_ui(ui);
        duty::ghost_ui(ui);
        self.dialog_ui(ui, frame);
        if let Some(command) = self.drafts.finish_frame(self.editor.chart()) {
            self.execute(command);
        }
        let ctx = ui.ctx().clone();
        self.drain(&ctx, frame);
        self.note_unsaved();
        self.update_title(&ctx);
    }
}

impl RolechartApp {
    /// The window closes where nothing unsaved is in the way, and asks otherwise.
    fn take_wish_to_close(&mut self, ctx: &Context) {
        if self.may_close || !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.commit_typing();
        if !self.editor.is_changed() && !self.files.is_writing() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if self.files.is_writing() {
            self.after_writing = Some(Next::Quit);
        } else {
            self.ask_at_once(Dialog::Unsaved(Next::Quit));
        }
    }
}

/// Whether the chart isn't what was read, since that could not be true.
fn has_errors(problems: &[Located]) -> bool {
    problems.iter().any(|located| located.problem.severity() == Severity::Error)
}

/// How many problems something has: " with 3 problems"; nothing where it has none.
fn with_problems(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" with {}", widgets::counted(count, "problem", "problems")) }
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
