//! The few questions that a field or a menu can't ask.

use std::path::{Path, PathBuf};

use egui::{Align, Context, Id, Key, Label, Layout, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::action::{Action, TABLE};
use super::compare::{Comparing, Verdict};
use super::files::{Consent, Goal, Next, Replaced};
use super::holder_picker::HolderPicker;
use super::leaving::LeavingSheet;
use super::left_sheet::{LeftAnswer, LeftSheet};
use super::previous::{PreviousSheet, Wanted};
use super::{fonts, keys, style, widgets};
use crate::editor::{Command, Editor};
use crate::model::RoleId;

/// Width that a dialog has in the smallest window, in points.
const NARROWEST: f32 = 160.0;

/// What is being asked. There is one question at most.
#[derive(Debug)]
pub(crate) enum Dialog {
    /// There are unsaved changes in the way of something.
    Unsaved(Next),
    /// Which file? Asked here where the system has no dialog of its own.
    Path {
        goal: Goal,
        text: String,
        /// Why the path that was given last won't do; empty where none was.
        refusal: String,
    },
    /// The file is there already.
    Overwrite { goal: Goal, path: PathBuf },
    /// The file may not be changed; it could be replaced all the same.
    ReadOnly { path: PathBuf, consent: Consent },
    /// Another program has changed the file that is to be saved over.
    ChangedOnDisk {
        path: PathBuf,
        consent: Consent,
        /// It is the file behind the chart.
        is_behind: bool,
    },
    /// What another program has made of the file has been undone here.
    UndoesTheirs { path: PathBuf, consent: Consent },
    /// Saving loses the comments inside the file.
    LosesComments { path: PathBuf, consent: Consent },
    /// Which of the previous versions is wanted back?
    Previous(PreviousSheet),
    /// What becomes of the reports and the responsibilities of somebody who leaves?
    Leave(LeavingSheet),
    /// To whom does a responsibility go?
    Give(HolderPicker),
    /// What becomes of the positions that have the role?
    RemoveRole { id: RoleId, instead: Option<RoleId> },
    /// An indented list to make a chart of.
    List { text: String },
    /// What becomes of the charts that crashed windows left?
    Left(LeftSheet),
    /// What differs between two charts, and what becomes of it?
    Compare(Box<Comparing>),
    /// Something could not be done, with the reason and the place.
    Failure { head: &'static str, message: String },
    /// All keys.
    Keys,
    /// What this is.
    About,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// Nothing yet.
    Open,
    /// Nothing is to happen.
    Cancel,
    /// Save, then go on.
    SaveThen(Next),
    /// Go on without saving.
    Discard(Next),
    /// The file's path, for a goal.
    Path(Goal, PathBuf),
    /// The same, though the file is there already.
    Overwrite(Goal, PathBuf),
    /// Save although comments are lost.
    SaveAnyway(PathBuf, Consent),
    /// Save with what the person has agreed to.
    SaveWith(PathBuf, Consent),
    /// A previous version instead of the chart.
    Restore(Wanted),
    /// What differs from a previous version.
    CompareWith(Wanted),
    /// Something from the table of actions.
    Act(Action),
    /// A change of the document.
    Execute(Command),
    /// A change of the document, and what to say once it is done.
    ExecuteAndSay(Command, String),
    /// A chart from this list.
    ChartFromList(String),
    /// What becomes of a chart that was left.
    Left(LeftAnswer),
    /// What becomes of what was compared.
    Compared(Verdict),
}

impl Answer {
    /// Whether it is a step on the way to saving: what is to come after that still comes. Whoever compares first, say,
    /// doesn't want to quit with the next save.
    pub(crate) const fn leads_to_save(&self) -> bool {
        matches!(
            self,
            Self::Path(Goal::Save, _)
                | Self::Overwrite(Goal::Save, _)
                | Self::SaveAnyway(..)
                | Self::SaveWith(..)
                | Self::Act(Action::SaveAs)
        )
    }
}

/// What dialogs read.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) editor: &'a Editor,
    pub(crate) name: &'a str,
}

impl Dialog {
    /// Shows the question until it is answered.
    pub(crate) fn show(&mut self, ctx: &Context, around: Surroundings<'_>) -> Answer {
        let mut answer = Answer::Open;
        // An id for each kind of question: none takes over another's size, or how far it was scrolled.
        let id = Id::unique(("dialog", std::mem::discriminant(self)));
        let is_new = ctx.read_response(id).is_none();
        let area = Modal::default_area(id).sizing_pass(is_new);
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(22);
        let modal = Modal::new(id).area(area).frame(frame);
        let shown = modal.show(ctx, |ui| {
            let room = (ctx.content_rect().width() - 80.0).max(NARROWEST);
            ui.set_width(self.width().min(room));
            answer = self.ui(ui, around);
        });
        if answer == Answer::Open && shown.should_close() { Answer::Cancel } else { answer }
    }

    /// The sheet about charts that were left, where that is what is asked.
    pub(crate) fn into_left_sheet(self) -> Option<LeftSheet> {
        if let Self::Left(sheet) = self { Some(sheet) } else { None }
    }

    const fn width(&self) -> f32 {
        match self {
            Self::Compare(_) => 960.0,
            Self::Left(_) | Self::Failure { .. } | Self::List { .. } | Self::Keys => 620.0,
            Self::Previous(_) => 560.0,
            _ => 430.0,
        }
    }

    fn ui(&mut self, ui: &mut Ui, around: Surroundings<'_>) -> Answer {
        match self {
            Self::Unsaved(next) => unsaved_ui(ui, next, around.name),
            Self::Path { goal, text, refusal } => path_ui(ui, *goal, text, refusal),
            Self::Overwrite { goal, path } => overwrite_ui(ui, *goal, path),
            Self::ReadOnly { path, consent } => read_only_ui(ui, path, *consent),
            Self::ChangedOnDisk { path, consent, is_behind } => changed_on_disk_ui(ui, path, *consent, *is_behind),
            Self::UndoesTheirs { path, consent } => undoes_theirs_ui(ui, path, *consent),
            Self::LosesComments { path, consent } => comments_ui(ui, path, *consent),
            Self::Previous(sheet) => sheet.ui(ui, around.name),
            Self::Leave(sheet) => sheet.ui(ui, around.editor),
            Self::Give(picker) => picker.ui(ui, around.editor),
            Self::RemoveRole { id, instead } => remove_role_ui(ui, around.editor, id, instead),
            Self::List { text } => list_ui(ui, text),
            Self::Left(sheet) => sheet.ui(ui),
            Self::Compare(comparing) => comparing.ui(ui, around.editor),
            Self::Failure { head, message } => failure_ui(ui, head, message),
            Self::Keys => keys_ui(ui),
            Self::About => about_ui(ui),
        }
    }
}

/// A list in a dialog, of this height at most, which starts at its top whenever the dialog opens.
pub(super) fn list_area(ui: &Ui, height: f32) -> ScrollArea {
    let area = ScrollArea::vertical().max_height(height);
    if ui.is_sizing_pass() { area.vertical_scroll_offset(0.0) } else { area }
}

pub(super) fn head(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).font(fonts::semibold(16.0))).wrap());
    ui.add_space(6.0);
}

pub(super) fn body(ui: &mut Ui, text: &str) {
    let color = style::color(style::palette(ui).muted);
    ui.add(Label::new(RichText::new(text).color(color)).wrap());
    ui.add_space(6.0);
}

/// The buttons of a dialog, the main one at the right; Enter presses it. `others` stand to its left.
/// Gives the pressed one's index, the main one being 0.
pub(super) fn buttons(ui: &mut Ui, main: &str, others: &[&str]) -> Option<usize> {
    ui.add_space(14.0);
    let mut pressed = None;
    let row = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if widgets::primary_button(ui, main).clicked() {
            pressed = Some(0);
        }
        for (index, other) in others.iter().enumerate() {
            if widgets::dialog_button(ui, other).clicked() {
                pressed = Some(index + 1);
            }
        }
    });
    let enter = ui.input_mut(|input| keys::consume_key(input, egui::Modifiers::NONE, Key::Enter));
    if enter && pressed.is_none() { Some(0) } else { pressed }
}

/// Buttons with what each answers, the main one first.
pub(super) fn offered_ui(ui: &mut Ui, offered: &[(&str, Answer)]) -> Answer {
    let labels: Vec<&str> = offered.iter().map(|(label, _)| *label).collect();
    let pressed = labels.split_first().and_then(|(main, others)| buttons(ui, main, others));
    pressed.map_or(Answer::Open, |index| offered[index].1.clone())
}

fn unsaved_ui(ui: &mut Ui, next: &Next, name: &str) -> Answer {
    head(ui, &format!("Save changes to “{name}”?"));
    body(ui, "Otherwise what you changed since the last save is lost.");
    match buttons(ui, "Save", &["Don't save", "Cancel"]) {
        Some(0) => Answer::SaveThen(next.clone()),
        Some(1) => Answer::Discard(next.clone()),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

/// Gives the field the keyboard as long as nothing else in the dialog has it.
pub(super) fn focus_at_first(ui: &Ui, field: &egui::Response) {
    if ui.memory(|memory| memory.focused().is_none_or(|focused| focused == Id::unique("canvas"))) {
        field.request_focus();
    }
}

fn path_ui(ui: &mut Ui, goal: Goal, text: &mut String, refusal: &str) -> Answer {
    head(ui, goal.question());
    if refusal.is_empty() {
        body(ui, "This system offers no file dialog, so type the path here.");
    } else {
        let colour = style::color(style::palette(ui).danger);
        ui.add(Label::new(RichText::new(refusal).color(colour)).wrap());
        ui.add_space(6.0);
    }
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(edit).accessible_name("Path");
    focus_at_first(ui, &response);
    match buttons(ui, goal.verb(), &["Cancel"]) {
        Some(0) if !text.trim().is_empty() => Answer::Path(goal, super::files::typed_path(text)),
        Some(1) => Answer::Cancel,
        _ => Answer::Open,
    }
}

fn read_only_ui(ui: &mut Ui, path: &Path, consent: Consent) -> Answer {
    head(ui, &format!("“{}” is read-only", file_name(path)));
    body(
        ui,
        "Somebody has marked it so that it isn't changed by mistake. What it holds now is kept as a previous version.",
    );
    match buttons(ui, "Save as…", &["Replace it", "Cancel"]) {
        Some(0) => Answer::Act(Action::SaveAs),
        Some(1) => Answer::SaveWith(path.to_owned(), Consent { to_replace_read_only: true, ..consent }),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

/// Only the file behind the chart is compared with it: another one is just a name to save under.
fn changed_on_disk_ui(ui: &mut Ui, path: &Path, consent: Consent, is_behind: bool) -> Answer {
    head(ui, &format!("Another program has changed “{}”", file_name(path)));
    body(ui, "Nothing was saved. If you replace it, what it holds now is kept as a previous version.");
    let replace = Answer::SaveWith(path.to_owned(), Consent { replaces: Replaced::Anything, ..consent });
    let mut offered = vec![
        ("Compare…", Answer::Act(Action::CompareWithFile)),
        ("Save as…", Answer::Act(Action::SaveAs)),
        ("Replace it", replace),
        ("Cancel", Answer::Cancel),
    ];
    offered.drain(..usize::from(!is_behind));
    offered_ui(ui, &offered)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn overwrite_ui(ui: &mut Ui, goal: Goal, path: &std::path::Path) -> Answer {
    head(ui, &format!("Replace “{}”?", file_name(path)));
    let becomes = if goal == Goal::Save { "is kept as a previous version" } else { "would be lost" };
    body(ui, &format!("A file of this name is there already. What it holds now {becomes}."));
    match buttons(ui, "Replace", &["Cancel"]) {
        Some(0) => Answer::Overwrite(goal, path.to_owned()),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

fn undoes_theirs_ui(ui: &mut Ui, path: &Path, consent: Consent) -> Answer {
    head(ui, &format!("Save “{}” without what another program changed?", file_name(path)));
    body(
        ui,
        "You have undone its changes here. The file still has them; as it is now, it is kept as a previous version.",
    );
    match buttons(ui, "Compare…", &["Save without them", "Cancel"]) {
        Some(0) => Answer::Act(Action::CompareWithFile),
        Some(1) => Answer::SaveWith(path.to_owned(), Consent { to_undo_theirs: true, ..consent }),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

fn comments_ui(ui: &mut Ui, path: &Path, consent: Consent) -> Answer {
    head(ui, "Save without the comments inside the file?");
    body(ui, "Comments at the head of the file are kept. Those further down can't be: Rolechart writes the file anew.");
    match buttons(ui, "Save", &["Cancel"]) {
        Some(0) => Answer::SaveAnyway(path.to_owned(), consent),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

fn remove_role_ui(ui: &mut Ui, editor: &Editor, id: &RoleId, instead: &mut Option<RoleId>) -> Answer {
    let chart = editor.chart();
    let title = chart.role(id).map_or("", |role| &role.title);
    let holders = widgets::counted(chart.count_with_role(id), "position has", "positions have");
    head(ui, &format!("Delete the role “{title}”?"));
    body(ui, &format!("{holders} this role. What do they become?"));
    ui.radio_value(instead, None, "Positions without a role");
    list_area(ui, 260.0).show(ui, |ui| {
        for role in chart.roles().iter().filter(|role| role.id != *id) {
            ui.horizontal(|ui| {
                widgets::role_dot(ui, role.colour);
                ui.radio_value(instead, Some(role.id.clone()), &role.title);
            });
        }
    });
    match buttons(ui, "Delete role", &["Cancel"]) {
        Some(0) => Answer::Execute(Command::RemoveRole(id.clone(), instead.clone())),
        Some(_) => Answer::Cancel,
        None => Answer::Open,
    }
}

fn list_ui(ui: &mut Ui, text: &mut String) -> Answer {
    head(ui, "New chart from an indented list");
    body(
        ui,
        "One position a line: a person, a role, or both with a comma between. Indent a line to let it report to the one above.",
    );
    list_area(ui, 320.0).show(ui, |ui| {
        let hint = "Ada Byron, IT Director\n    Grace Okafor, IT Manager\n        Business Analyst";
        let edit =
            TextEdit::multiline(text).desired_width(f32::INFINITY).desired_rows(12).hint_text(hint).lock_focus(true);
        let response = ui.add(edit).accessible_name("Indented list");
        focus_at_first(ui, &response);
    });
    ui.add_space(14.0);
    let mut answer = Answer::Open;
    let row = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if ui.add_enabled_ui(!text.trim().is_empty(), |ui| widgets::primary_button(ui, "Make chart")).inner.clicked() {
            answer = Answer::ChartFromList(text.clone());
        }
        if widgets::dialog_button(ui, "Cancel").clicked() {
            answer = Answer::Cancel;
        }
    });
    answer
}

fn failure_ui(ui: &mut Ui, what: &str, message: &str) -> Answer {
    head(ui, what);
    ScrollArea::both().max_height(320.0).show(ui, |ui| {
        ui.add(Label::new(message).selectable(true));
    });
    if buttons(ui, "Close", &[]).is_some() { Answer::Cancel } else { Answer::Open }
}

/// Keys that are read elsewhere than in the table, since they depend on more than themselves.
const OTHER_KEYS: [(&str, &str); 15] = [
    ("Move through the chart", "Arrows"),
    ("Move among siblings, or a level up or down", "Alt+arrows"),
    ("Rename: type, or", "F2"),
    ("Fold or unfold", "Space"),
    ("Cut, copy, paste", "Ctrl+X, C, V"),
    ("Zoom at the pointer", "Ctrl+wheel"),
    ("Pan", "Wheel, Space-drag"),
    ("Reorder a responsibility", "Alt+Up, Alt+Down"),
    ("Responsibilities: set a letter", "R, A, C, I"),
    ("Responsibilities: add or take a letter", "Shift+R, A, C, I"),
    ("Responsibilities: reword everywhere", "F2"),
    ("Move a responsibility to somebody", "Ctrl+Shift+M"),
    ("Cut or copy a whole responsibility", "Ctrl+Shift+X, C"),
    ("Move a responsibility from card to card", "Drag its line"),
    ("Copy or share it instead", "Ctrl-drag, Alt-drag"),
];

fn keys_ui(ui: &mut Ui) -> Answer {
    head(ui, "Keyboard shortcuts");
    list_area(ui, 440.0).show(ui, |ui| {
        egui::Grid::new("keys").num_columns(2).spacing([28.0, 6.0]).show(ui, |ui| {
            for entry in TABLE.iter().filter(|entry| !entry.keys.is_empty() && entry.action != Action::SelectNothing) {
                let all: Vec<String> = entry.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                ui.label(entry.label.trim_end_matches('…'));
                widgets::hint(ui, &all.join(" or "));
                ui.end_row();
            }
            for (what, keys) in OTHER_KEYS {
                ui.label(what);
                widgets::hint(ui, keys);
                ui.end_row();
            }
        });
    });
    if buttons(ui, "Close", &[]).is_some() { Answer::Cancel } else { Answer::Open }
}

fn about_ui(ui: &mut Ui) -> Answer {
    head(ui, &format!("Rolechart {}", env!("CARGO_PKG_VERSION")));
    body(ui, "Org charts whose boxes carry responsibilities. Nothing you draw ever leaves this machine.");
    body(
        ui,
        "Set in Inter (SIL Open Font License) with icons by Lucide (ISC licence). Rolechart itself is free under the MIT licence or the Apache License 2.0.",
    );
    if buttons(ui, "Close", &[]).is_some() { Answer::Cancel } else { Answer::Open }
}
