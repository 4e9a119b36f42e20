//! What is asked for, and who does it: a match has one line an arm.

use std::collections::HashSet;

use egui::Context;

use super::responsibilities::PasteAs;
use super::{LeftTab, RolechartApp};
use crate::editor::{AfterRemoval, Command, Editor, MoveDirection, clipboard};
use crate::format;
use crate::model::{ChartChange, Holder, Place, Position, PositionChange, PositionId, RoleId};
use crate::ui::action::{Action, Page};
use crate::ui::canvas::Canvas;
use crate::ui::compare::Against;
use crate::ui::dialogs::{Answer, Dialog};
use crate::ui::drafts::{self, Target};
use crate::ui::files::{Goal, Next};
use crate::ui::inspector::name_of;
use crate::ui::leaving::LeavingSheet;
use crate::ui::matrix::Matrix;
use crate::ui::problems::ProblemsPanel;
use crate::ui::request::{Gesture, Request};
use crate::ui::review_panel::ReviewPanel;
use crate::ui::search::Search;
use crate::ui::status_bar::Notice;
use crate::{import, starter};

impl RolechartApp {
    pub(super) fn drain(&mut self, ctx: &Context, frame: &eframe::Frame) {
        for request in self.queue.take() {
            self.fulfil(request, ctx, frame);
        }
    }

    pub(super) fn fulfil(&mut self, request: Request, ctx: &Context, frame: &eframe::Frame) {
        match request {
            Request::Do(action) => self.act(action, ctx, frame),
            Request::Execute(command) => self.execute(command),
            Request::Together(label, commands) => self.execute_together(label, commands),
            Request::Say(text) => self.say(text),
            Request::SayOfChange(text) => self.say_of_change(text),
            Request::Select(id) => self.editor.select(id),
            Request::Reveal(id) => self.reveal(id),
            Request::Point(id) => self.point(id),
            Request::RevealOnChart(id) => {
                self.page = Page::Chart;
                self.reveal(id);
            }
            Request::ShowFound(holders, texts) => self.show_found(&holders, &texts),
            Request::ShowHolders(holders) => self.show_holders(&holders),
            Request::ShowRows(texts) => self.show_rows(&texts),
            Request::ShowUnassigned => {
                self.tab = LeftTab::Unassigned;
                self.settings.shows_left_panel = true;
            }
            Request::TakeWayOut(way) => {
                let label = way.label.clone();
                self.execute_together(&as_step(&way.label), way.commands);
                self.say_of_change(label);
            }
            Request::ToggleFold(id) => {
                self.view.toggle_fold(&id);
                self.select_what_is_shown();
            }
            Request::Rename(id, typed) => self.rename(id, typed),
            Request::NameFirst(typed) => self.name_first(typed),
            Request::AddWithRole(role, manager) => self.add_with_role(role, manager),
            Request::Paste(text) => self.paste(&text),
            Request::PasteDuties(holder, index, lines) => self.paste_lines(&holder, index, lines),
            Request::Refuse(refusal) => self.refuse(&refusal),
            Request::Open(path) => self.go_on(Next::Open(path), ctx, frame),
            Request::Ask(dialog) => self.ask(dialog),
            Request::EditRole(id) => {
                self.tab = LeftTab::Roles;
                self.settings.shows_left_panel = true;
                self.roles.open(id);
            }
            Request::ShowRoleSheet(id) => {
                self.sheet.show_role(id, &self.editor);
                self.show_page(Page::Sheet);
            }
            Request::FocusCanvas => self.canvas.take_focus(),
            Request::Gesture(Gesture::Begin(label)) => self.editor.begin_gesture(label),
            Request::Gesture(Gesture::Commit) => self.editor.commit_gesture(),
            Request::Gesture(Gesture::Cancel) => self.editor.cancel_gesture(),
        }
    }

    /// Says what a change has done, unless it was refused.
    pub(super) fn say_of_change(&mut self, text: String) {
        if !self.notice.is_refusal {
            self.say(text);
        }
    }

    pub(super) fn execute_together(&mut self, label: &str, commands: Vec<Command>) {
        match self.editor.execute_together(label, commands) {
            Ok(()) => self.notice = Notice::default(),
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn show_problems(&mut self) {
        self.problems.is_open = !self.problems.is_open;
    }

    fn point(&mut self, id: PositionId) {
        self.view.unfold_to(self.editor.chart(), &id);
        self.editor.select(Some(id.clone()));
        self.canvas.show(id);
    }

    pub(super) fn reveal(&mut self, id: PositionId) {
        self.view.unfold_to(self.editor.chart(), &id);
        self.editor.select(Some(id.clone()));
        self.canvas.show(id);
        self.canvas.take_focus_unless_typing();
    }

    fn show_rows(&mut self, texts: &[String]) {
        self.show_page(Page::Responsibilities);
        self.matrix.show_rows(texts);
    }

    /// On the page that is shown, where there is anything to be seen.
    fn show_found(&mut self, holders: &[Holder], texts: &[String]) {
        if self.page == Page::Responsibilities && !texts.is_empty() {
            self.show_rows(texts);
        } else if self.page == Page::Chart {
            self.show_holders(holders);
        }
    }

    /// Rings the cards of the holders, as a search does, and brings the first into view. Nothing is selected: whoever
    /// looks at a finding works on that.
    fn show_holders(&mut self, holders: &[Holder]) {
        self.show_page(Page::Chart);
        let holders: HashSet<&Holder> = holders.iter().collect();
        let has_role = |role: &RoleId| holders.contains(&Holder::Role(role.clone()));
        let is_found = |position: &Position| {
            position.role.as_ref().is_some_and(has_role) || holders.contains(&Holder::Position(position.id.clone()))
        };
        let chart = self.editor.chart();
        let found: Vec<PositionId> =
            chart.walk().filter(|visit| is_found(visit.position)).map(|visit| visit.position.id.clone()).collect();
        if let Some(first) = found.first() {
            self.view.unfold_to(self.editor.chart(), first);
            self.canvas.show(first.clone());
        }
        self.view.hits = found.into_iter().collect();
    }

    pub(super) fn rename(&mut self, id: PositionId, typed: Option<String>) {
        self.editor.select(Some(id.clone()));
        self.canvas.start_rename(&self.editor, id, typed, false);
    }

    pub(super) fn act(&mut self, action: Action, ctx: &Context, frame: &eframe::Frame) {
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
            Action::ReloadFile => self.reload(ctx),
            Action::KeepMine => self.keep_mine(),
            Action::CompareWithFile => self.compare(Against::File, ctx),
            Action::PreviousVersions => self.show_previous_versions(ctx),
            Action::ShowLeft => self.look_for_left(true, ctx),
            Action::ExportSvg => self.export(Goal::ExportSvg, ctx, frame),
            Action::ExportRaci => self.export(Goal::ExportRaci, ctx, frame),
            Action::ExportSheet if self.sheet.subject(&self.editor).is_some() => {
                self.export(Goal::ExportSheet, ctx, frame);
            }
            // There has to be something to describe first.
            Action::ExportSheet => self.show_page(Page::Sheet),
            Action::CopySheet => self.copy_sheet(ctx),
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
            Action::ToggleWordingHelp => {
                self.settings.wording_help = !self.settings.wording_help;
                self.save_settings();
            }
            Action::Theme(appearance) => {
                self.view.appearance = appearance;
                self.settings.appearance = appearance;
                self.apply_appearance(ctx);
                self.save_settings();
            }
            Action::Show(page) => self.show_page(page),
            Action::ShowProblems => self.show_problems(),
            Action::ShowKeys => self.dialog = Some(Dialog::Keys),
            Action::ShowAbout => self.dialog = Some(Dialog::About),
            Action::NextPanel => self.next_panel(ctx),
            _ => self.act_on_view(action, ctx),
        }
    }

    fn export(&mut self, goal: Goal, ctx: &Context, frame: &eframe::Frame) {
        self.commit_typing();
        self.ask_for_file(goal, ctx, frame);
    }

    fn copy_sheet(&mut self, ctx: &Context) {
        self.commit_typing();
        match self.sheet.sheet(&self.editor) {
            Some(sheet) => {
                ctx.copy_text(sheet.markdown());
                self.say(format!("Copied the sheet of {} as Markdown", sheet.name()));
            }
            None => self.show_page(Page::Sheet),
        }
    }

    pub(super) fn show_page(&mut self, page: Page) {
        self.commit_typing();
        self.page = page;
    }

    pub(super) fn act_on_view(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::ZoomIn => self.canvas.zoom_by(1.25),
            Action::ZoomOut => self.canvas.zoom_by(0.8),
            Action::ZoomActual => self.canvas.zoom_to_actual(),
            Action::FitAll => self.canvas.fit_all(),
            Action::FoldTo(level) => {
                self.view.fold_to_level(self.editor.chart(), usize::from(level));
                self.select_what_is_shown();
            }
            Action::UnfoldAll => self.view.unfold_all(),
            Action::ShowDuties(duties) => self.view.duties = duties,
            Action::Grow(direction) => {
                self.execute(Command::SetChart(ChartChange::Direction(direction)));
                self.canvas.fit_all();
            }
            Action::ToggleLoad => {
                self.show_page(Page::Chart);
                self.view.shows_load = !self.view.shows_load;
            }
            Action::AddTop => self.add_top(),
            Action::Paste => self.ask_for_clipboard(PasteAs::Anything, ctx),
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

    pub(super) fn act_on_selection(&mut self, action: Action, ctx: &Context) {
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
            Action::Vacate => self.vacate(id),
            Action::Remove => self.remove(id),
            Action::Cut => self.cut(id, ctx),
            Action::Copy => self.copy(&id, ctx),
            Action::CopyDuties => self.copy_duties(&id, ctx),
            Action::PasteDuties => self.ask_for_clipboard(PasteAs::Duties, ctx),
            Action::Duplicate => self.execute(Command::Duplicate(id)),
            Action::MoveEarlier => self.execute(Command::Step(id, MoveDirection::Earlier)),
            Action::MoveLater => self.execute(Command::Step(id, MoveDirection::Later)),
            Action::MoveUp => self.execute(Command::Step(id, MoveDirection::Up)),
            Action::MoveDown => self.execute(Command::Step(id, MoveDirection::Down)),
            Action::ToggleFold if self.editor.chart().reports(&id).len() > 0 => self.view.toggle_fold(&id),
            Action::AddDuty => {
                self.settings.shows_inspector = true;
                self.drafts.enter(drafts::Place::Inspector);
                self.drafts.focus(Target::NewLine(Holder::Position(id)));
            }
            Action::FitSelection => self.canvas.fit_branch(id),
            Action::HighlightLine => {
                let line = self.editor.chart().managers_of(&id).chain([&id]).cloned().collect();
                self.view.highlight_line(line);
            }
            _ => {}
        }
    }

    pub(super) fn undo(&mut self) {
        self.travel("Undid", Editor::undo);
    }

    pub(super) fn redo(&mut self) {
        self.travel("Did again:", Editor::redo);
    }

    /// Goes through the history, says what it did, and looks at where it happened.
    fn travel(&mut self, verb: &str, go: fn(&mut Editor) -> Option<String>) {
        self.commit_typing();
        let direction = self.editor.chart().direction();
        let Some(label) = go(&mut self.editor) else { return };
        self.say(format!("{verb} {label}"));
        self.show_selection();
        if self.editor.chart().direction() != direction {
            self.canvas.fit_all();
        }
    }

    pub(super) fn show_selection(&mut self) {
        if let Some(id) = self.editor.selection().primary().cloned() {
            self.view.unfold_to(self.editor.chart(), &id);
            self.canvas.show(id);
        }
    }

    /// Where the selected position is folded away, the one that it is folded into is selected instead.
    pub(super) fn select_what_is_shown(&mut self) {
        let Some(selected) = self.editor.selection().primary() else { return };
        let hides = |manager: &&PositionId| self.view.is_folded(manager);
        let topmost = self.editor.chart().managers_of(selected).filter(hides).last().cloned();
        if topmost.is_some() {
            self.editor.select(topmost);
        }
    }

    /// From the page to the inspector, the list of findings where it is shown, the search where there is nothing else, and
    /// back.
    pub(super) fn next_panel(&mut self, ctx: &Context) {
        let on_page = Canvas::has_focus(ctx) || Matrix::has_focus(ctx);
        let in_review = ReviewPanel::has_focus(ctx);
        let is_reviewing = self.settings.shows_left_panel && self.tab == LeftTab::Review;
        let in_bar = self.lookout.has_focus(ctx);
        let in_problems = ProblemsPanel::has_focus(ctx);
        let in_inspector = !on_page && !in_review && !in_bar && !in_problems && !Search::has_focus(ctx);
        let inspected = self.editor.selection().primary().filter(|_| on_page && self.settings.shows_inspector).cloned();
        if let Some(id) = inspected {
            self.drafts.enter(drafts::Place::Inspector);
            self.drafts.focus(Target::Person(id));
        } else if is_reviewing && (on_page || in_inspector) {
            ReviewPanel::take_focus(ctx);
        } else if self.problems.is_open && !in_problems && (on_page || in_review || in_inspector) {
            ProblemsPanel::take_focus(ctx);
        } else if on_page || in_review || in_problems {
            self.search.open();
        } else if self.lookout.has_bar() && !in_bar {
            self.lookout.take_focus();
        } else if self.page == Page::Responsibilities {
            Matrix::take_focus(ctx);
        } else {
            self.canvas.take_focus();
        }
    }

    fn fresh_position(&self) -> Position {
        Position::new(PositionId::random_besides(|id| self.editor.chart().contains(id)))
    }

    /// Adds a position and starts typing its name. Both are one step of the history.
    pub(super) fn add(&mut self, label: &str, place: Place, is_assistant: bool) {
        let position = Position { assistant: is_assistant, ..self.fresh_position() };
        self.add_and_name(label, position, |position| Command::Add(place, position));
    }

    pub(super) fn add_and_name(&mut self, label: &str, position: Position, add: impl FnOnce(Box<Position>) -> Command) {
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

    pub(super) fn name_first(&mut self, typed: String) {
        self.add_top();
        if let Some(id) = self.editor.selection().primary().cloned() {
            self.canvas.start_rename(&self.editor, id, Some(typed), true);
        }
    }

    pub(super) fn add_top(&mut self) {
        let end = self.editor.chart().tops().len();
        self.add("add top position", Place::top(end), false);
    }

    /// A role that was dropped on a card, or on the free canvas.
    pub(super) fn add_with_role(&mut self, role: RoleId, manager: Option<PositionId>) {
        let position = Position { role: Some(role), ..self.fresh_position() };
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

    pub(super) fn add_report(&mut self, manager: PositionId, is_assistant: bool) {
        let end = self.editor.chart().reports(&manager).len();
        let label = if is_assistant { "add assistant" } else { "add report" };
        self.add(label, Place::under(manager, end), is_assistant);
    }

    /// A sibling starts as a copy of nothing but the way its neighbour stands beside the line.
    pub(super) fn add_sibling(&mut self, of: &PositionId, offset: usize) {
        let Some(Place { manager, index }) = self.editor.chart().place(of) else { return };
        let is_assistant = self.editor.chart().position(of).is_some_and(|position| position.assistant);
        self.add("add sibling", Place { manager, index: index + offset }, is_assistant);
    }

    pub(super) fn insert_manager(&mut self, below: PositionId) {
        let position = self.fresh_position();
        self.add_and_name("insert manager", position, |position| Command::InsertManager(below, position));
    }

    /// Asks first where the position has something that others may want.
    pub(super) fn remove(&mut self, id: PositionId) {
        let chart = self.editor.chart();
        let has_own = chart.position(&id).is_some_and(|position| !position.responsibilities.is_empty());
        if has_own || chart.reports(&id).len() > 0 {
            self.dialog = Some(Dialog::Leave(LeavingSheet::removing(chart, id)));
        } else {
            self.canvas.hold(chart.manager(&id).cloned());
            self.execute(Command::Remove(id, AfterRemoval::MoveUp));
        }
    }

    pub(super) fn vacate(&mut self, id: PositionId) {
        let position = self.editor.chart().position(&id);
        if position.is_some_and(|position| !position.is_vacant() && !position.responsibilities.is_empty()) {
            self.dialog = Some(Dialog::Leave(LeavingSheet::vacating(id)));
        } else {
            self.execute(Command::SetPosition(id, vec![PositionChange::Person(String::new())]));
        }
    }

    fn cut(&mut self, id: PositionId, ctx: &Context) {
        let chart = self.editor.chart();
        let count = chart.branch(&id).count();
        let label = format!("cut {}", name_of(chart, &id));
        self.copy(&id, ctx);
        self.execute_together(&label, vec![Command::Remove(id, AfterRemoval::GoToo)]);
        self.say_of_change(crate::ui::widgets::counted(count, "position cut", "positions cut"));
    }

    pub(super) fn copy(&mut self, id: &PositionId, ctx: &Context) {
        let branch = clipboard::branch_as_chart(self.editor.chart(), id);
        ctx.copy_text(format::write(&branch));
        self.say(crate::ui::widgets::counted(branch.len(), "position copied", "positions copied"));
    }

    /// Pastes a branch, or an indented list of people, below the selection. Lines that say how somebody is involved
    /// become responsibilities of the selected position.
    pub(super) fn paste(&mut self, text: &str) {
        if self.paste_marked_duties(text) {
            return;
        }
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
            self.say(crate::ui::widgets::counted(count, "position pasted", "positions pasted"));
            self.show_selection();
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, ctx: &Context, frame: &eframe::Frame) {
        if answer == Answer::Open {
            return;
        }
        let asked = self.dialog.take();
        self.canvas.take_focus();
        if !answer.leads_to_save() {
            self.after_writing = None;
        }
        // What has waited for the answer is looked at in the next frame.
        ctx.request_repaint();
        match answer {
            Answer::Open => {}
            Answer::Cancel => {
                if let Some(Dialog::Compare(comparing)) = asked {
                    self.back_to_sheet(*comparing);
                }
            }
            Answer::Left(answer) => {
                let sheet = asked.and_then(Dialog::into_left_sheet);
                self.answer_left(answer, sheet, ctx, frame);
            }
            Answer::Compared(verdict) => {
                if let Some(Dialog::Compare(comparing)) = asked {
                    self.compared(verdict, *comparing, ctx, frame);
                }
            }
            Answer::SaveThen(next) => {
                self.after_writing = Some(next);
                self.save(ctx, frame);
            }
            Answer::Discard(next) => self.carry_out(next, ctx, frame),
            Answer::Path(goal, path) => self.path_typed(goal, path, ctx, frame),
            Answer::Overwrite(goal, path) => self.use_path(goal, path, ctx, frame),
            Answer::SaveAnyway(path, consent) => {
                self.files.accept_loss_of_comments();
                self.save_to(path, consent, ctx);
            }
            Answer::SaveWith(path, consent) => self.save_to(path, consent, ctx),
            Answer::Restore(version) => self.restore(version, ctx),
            Answer::CompareWith(version) => self.compare(version.against(), ctx),
            Answer::Act(action) => self.act(action, ctx, frame),
            Answer::Execute(command) => self.execute(command),
            Answer::ExecuteAndSay(command, words) => {
                self.execute(command);
                self.say_of_change(words);
            }
            Answer::ChartFromList(text) => {
                let library = starter::empty();
                let chart = import::indented_list::read(&text, library.roles());
                self.carry_out(Next::New(chart.into()), ctx, frame);
            }
        }
    }
}

/// A label as the name of a step: in the middle of a sentence, and no longer than a menu is wide.
fn as_step(label: &str) -> String {
    const LONGEST: usize = 60;
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    let rest: String = letters.by_ref().take(LONGEST).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    format!("{first}{rest}{more}")
}
