//! The tray: what must be covered, and what of it nobody does.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::{Button, Key, Margin, Modifiers, Response, RichText, ScrollArea, Sense, Ui, Vec2};

use super::drafts::{self, Place, Target, texts_of};
use super::duty::{self, DutyPayload, Source};
use super::inspector::{Inspector, holder_name, line_edit, line_menu_item};
use super::request::Request;
use super::{fonts, icons, keys, style, widgets, wording};
use crate::analysis::Review;
use crate::editor::{Command, Handing};
use crate::model::{Chart, ListChange, words_of};
use crate::starter;

/// Height of the bar that shows how much is covered, in points.
const BAR: f32 = 4.0;
/// Width of the handle before a line, in points.
const HANDLE: f32 = 18.0;
/// What the field for another line says.
const ADD: &str = "Add what must be covered…";
/// The most names that say who covers a line.
const MOST_NAMES: usize = 4;

/// The tray: what must be covered, and what of it nobody does.
#[derive(Debug, Default)]
pub(crate) struct Tray {
    /// The words of what is covered, as the latest review has it, and who does it. What is new since then counts as
    /// uncovered.
    covered: HashMap<String, String>,
    made_for: Option<Arc<Review>>,
    shows_covered: bool,
}

impl Tray {
    /// Shows it. `review` is given where it is of the chart as it is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>, review: Option<&Arc<Review>>) {
        parts.drafts.enter(Place::Tray);
        self.update(parts.editor.chart(), review);
        ScrollArea::vertical().id_salt("tray").auto_shrink(false).show(ui, |ui| {
            egui::Frame::NONE.inner_margin(Margin { left: 6, right: 10, top: 10, bottom: 16 }).show(ui, |ui| {
                if parts.editor.chart().must_cover().is_empty() {
                    empty_ui(ui, parts);
                    new_line_ui(ui, parts, 6.0);
                } else {
                    self.lists_ui(ui, parts);
                }
            });
        });
    }

    fn update(&mut self, chart: &Chart, review: Option<&Arc<Review>>) {
        let Some(review) = review else { return };
        if self.made_for.as_ref().is_some_and(|made_for| Arc::ptr_eq(made_for, review)) {
            return;
        }
        let uncovered: HashSet<usize> = review.unassigned.iter().copied().collect();
        let covered = chart.must_cover().iter().enumerate().filter(|(index, _)| !uncovered.contains(index));
        self.covered = covered.map(|(index, line)| (words_of(line), covered_by(chart, review, index))).collect();
        self.made_for = Some(Arc::clone(review));
    }

    fn lists_ui(&mut self, ui: &mut Ui, parts: &mut Inspector<'_>) {
        let lines = parts.editor.chart().must_cover();
        let is_covered = |&index: &usize| self.covered.contains_key(&words_of(&lines[index]));
        let (covered, uncovered): (Vec<usize>, Vec<usize>) = (0..lines.len()).partition(is_covered);
        progress_ui(ui, covered.len(), lines.len());
        ui.spacing_mut().item_spacing.y = 2.0;
        new_line_ui(ui, parts, HANDLE);
        list_ui(ui, parts, &uncovered, None);
        if uncovered.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                widgets::hint(ui, "Somebody does everything that must be covered.");
            });
        }
        if covered.is_empty() {
            return;
        }
        ui.add_space(10.0);
        self.covered_head_ui(ui, covered.len());
        if self.shows_covered {
            list_ui(ui, parts, &covered, Some(&self.covered));
        }
    }

    fn covered_head_ui(&mut self, ui: &mut Ui, count: usize) {
        let colour = style::color(style::palette(ui).muted);
        let icon = if self.shows_covered { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
        let icon = RichText::new(icon).font(fonts::icon(13.0)).color(colour);
        let label = format!("Covered {}", widgets::thousands(count));
        let text = RichText::new(&label).size(style::SECONDARY).color(colour);
        let button = Button::new((icon, text)).frame_when_inactive(false).min_size(Vec2::new(0.0, style::ROW));
        if ui.add(button).accessible_name(label).clicked() {
            self.shows_covered = !self.shows_covered;
        }
    }
}

/// What an empty tray says.
fn empty_ui(ui: &mut Ui, parts: &mut Inspector<'_>) {
    ui.horizontal_top(|ui| {
        ui.add_space(10.0);
        ui.vertical(|ui| {
            widgets::hint(
                ui,
                "Write down what somebody must do, whoever it is. What nobody does yet stays here: drag it onto a card, a row of the outline or a role.",
            );
            ui.add_space(8.0);
            let button = Button::new("Use the starter list for IT").min_size(Vec2::new(0.0, style::FIELD));
            if ui.add(button).clicked() {
                parts.queue.execute(Command::AddMustCover(0, starter::must_cover_it()));
            }
            ui.add_space(8.0);
        });
    });
}

/// How much is covered, in words and as a bar.
fn progress_ui(ui: &mut Ui, covered: usize, all: usize) {
    let palette = style::palette(ui);
    egui::Frame::NONE.inner_margin(Margin { left: 10, right: 2, top: 0, bottom: 6 }).show(ui, |ui| {
        let words = format!("{} of {} covered", widgets::thousands(covered), widgets::thousands(all));
        ui.label(RichText::new(words).font(fonts::semibold(style::SECONDARY)));
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), BAR), Sense::hover());
        ui.painter().rect_filled(rect, BAR / 2.0, style::color(palette.line));
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar some hundred points long")]
        let share = covered as f32 / all.max(1) as f32;
        let done = egui::Rect::from_min_size(rect.min, Vec2::new(rect.width() * share, BAR));
        ui.painter().rect_filled(done, BAR / 2.0, style::color(palette.accent));
    });
}

/// A line of what must be covered, by its index there, and those between which it is shown.
#[derive(Clone, Copy)]
struct Line<'a> {
    index: usize,
    before: Option<usize>,
    after: Option<usize>,
    /// Who does it, of a line that is covered.
    by: Option<&'a str>,
}

/// What covers a line, and who does that.
fn covered_by(chart: &Chart, review: &Review, index: usize) -> String {
    let row = review.covering.get(index).copied().flatten().and_then(|row| review.register.rows().get(row));
    let Some(row) = row else { return String::new() };
    let holders = row.holders();
    let names: Vec<String> = holders.iter().take(MOST_NAMES).map(|holder| holder_name(chart, holder)).collect();
    let more = holders.len().saturating_sub(MOST_NAMES);
    let more = if more > 0 { format!(" and {} more", widgets::thousands(more)) } else { String::new() };
    format!("Covered by “{}”: {}{more}", row.text, names.join(", "))
}

fn list_ui(ui: &mut Ui, parts: &mut Inspector<'_>, indices: &[usize], covered: Option<&HashMap<String, String>>) {
    for (row, &index) in indices.iter().enumerate() {
        let before = row.checked_sub(1).map(|row| indices[row]);
        let words = parts.editor.chart().must_cover().get(index).map(|line| words_of(line)).unwrap_or_default();
        let by = covered.map(|covered| covered.get(&words).map_or("", String::as_str));
        line_ui(ui, parts, Line { index, before, after: indices.get(row + 1).copied(), by });
    }
}

fn line_ui(ui: &mut Ui, parts: &mut Inspector<'_>, shown: Line<'_>) {
    let index = shown.index;
    let target = Target::MustCover(index);
    let has_focus = ui.memory(|memory| memory.has_focus(parts.drafts.id_of(&target)));
    if has_focus && (line_keys(ui, parts, index) || paste_behind(ui, parts, index)) {
        return;
    }
    let chart = parts.editor.chart();
    let line = &chart.must_cover()[index];
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let handle = handle_ui(ui, parts, shown);
        let notes = wording::notes_of(line, parts.judges_wording);
        let width = ui.available_width() - 26.0 - wording::width_of(&notes);
        let colour = style::color(if shown.by.is_some() { style::palette(ui).muted } else { style::palette(ui).text });
        let response = parts
            .drafts
            .field(ui, &target, line, |text| line_edit(text, width, has_focus).text_color(colour))
            .accessible_name("To cover");
        if response.changed() {
            split_pasted(parts, index);
        }
        widgets::open_handle_menu(&handle, &response);
        if !has_focus {
            let grip = grip_ui(ui, parts, &response, target, line);
            widgets::open_handle_menu(&handle, &grip);
            if let Some(by) = shown.by {
                grip.on_hover_text(by);
            }
        }
        wording::mark_ui(ui, &notes, has_focus);
        if widgets::small_icon_button(ui, icons::USER_PLUS, "Give to…").clicked() {
            parts.ask_for_holder(Some(DutyPayload::to_cover(line)), Handing::Copy);
        }
    });
    let row = ui.interact(row.response.rect.expand2(Vec2::new(0.0, 1.0)), row.response.id.with("row"), Sense::hover());
    let own = |from: &Source| match from {
        Source::MustCover(text) => chart.must_cover().iter().position(|line| line == text),
        Source::Line(..) => None,
    };
    if let Some((from, to)) = duty::accept_own(ui, &row, index, own).filter(|(from, to)| from != to) {
        parts.queue.execute(Command::ChangeMustCover(ListChange::Move(from, to)));
    }
}

/// The words of a line that isn't being edited drag it, as its handle does. A click goes on to edit them. The keyboard
/// goes to the field itself.
fn grip_ui(ui: &Ui, parts: &mut Inspector<'_>, field: &Response, target: Target, line: &str) -> Response {
    let grip = ui.interact(field.rect, field.id.with("grip"), Sense::CLICK | Sense::DRAG);
    let grip = grip.on_hover_and_drag_cursor(egui::CursorIcon::Grab);
    grip.dnd_set_drag_payload(DutyPayload::to_cover(line));
    if grip.clicked() {
        parts.drafts.focus(target);
    }
    grip
}

/// The keys of a line: Enter goes on to the next, Backspace on an empty line removes it. Says whether the line is no
/// longer what it was.
fn line_keys(ui: &Ui, parts: &mut Inspector<'_>, index: usize) -> bool {
    let pressed = |modifiers, key| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
    let lines = parts.editor.chart().must_cover();
    let text = parts.drafts.text_of(&Target::MustCover(index)).unwrap_or(&lines[index]).to_owned();
    if pressed(Modifiers::NONE, Key::Enter) {
        parts.commit_now();
        parts.drafts.focus(Target::NewMustCover);
    } else if handing_keys(ui, parts, index) {
        return true;
    } else if text.is_empty() && pressed(Modifiers::NONE, Key::Backspace) {
        parts.drafts.discard();
        parts.queue.execute(Command::ChangeMustCover(ListChange::Remove(index)));
        parts.drafts.focus(index.checked_sub(1).map_or(Target::NewMustCover, Target::MustCover));
        return true;
    }
    false
}

/// The keys that bring the line somewhere else as a whole, as they do in other lists. Says whether the line is no longer
/// what it was.
fn handing_keys(ui: &Ui, parts: &mut Inspector<'_>, index: usize) -> bool {
    let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::COMMAND | Modifiers::SHIFT, key));
    let line = &parts.editor.chart().must_cover()[index];
    let text = parts.drafts.text_of(&Target::MustCover(index)).unwrap_or(line).trim().to_owned();
    if pressed(Key::C) {
        copy_line(ui, parts, text);
    } else if pressed(Key::X) {
        parts.drafts.discard();
        cut_line(ui, parts, index, text);
        return true;
    } else if pressed(Key::M) && !text.is_empty() {
        parts.commit_now();
        parts.ask_for_holder(Some(DutyPayload::to_cover(&text)), Handing::Copy);
    }
    false
}

fn copy_line(ui: &Ui, parts: &mut Inspector<'_>, text: String) {
    ui.copy_text(text);
    parts.queue.push(Request::Say("1 line copied".to_owned()));
}

fn cut_line(ui: &Ui, parts: &mut Inspector<'_>, index: usize, text: String) {
    ui.copy_text(text);
    parts.queue.execute(Command::ChangeMustCover(ListChange::Remove(index)));
    parts.queue.push(Request::SayOfChange("1 line cut".to_owned()));
}

/// Several pasted lines are added behind the line that has the keyboard, which stays as it was unless all of it was to be
/// replaced. Says whether the list is no longer what it was.
fn paste_behind(ui: &Ui, parts: &mut Inspector<'_>, index: usize) -> bool {
    let target = Target::MustCover(index);
    let text = parts.drafts.text_of(&target).unwrap_or(&parts.editor.chart().must_cover()[index]);
    if drafts::replaces_all(ui, parts.drafts.id_of(&target), text) {
        return false;
    }
    let Some(pasted) = drafts::take_pasted(ui, drafts::is_several) else { return false };
    parts.commit_now();
    parts.queue.execute(Command::AddMustCover(index + 1, texts_of(&pasted)));
    true
}

/// Several pasted lines become several.
fn split_pasted(parts: &mut Inspector<'_>, index: usize) {
    let text = parts.drafts.text_of(&Target::MustCover(index)).unwrap_or_default();
    if !text.contains('\n') {
        return;
    }
    let mut lines = texts_of(text).into_iter();
    let first = lines.next().map(|first| Command::ChangeMustCover(ListChange::Replace(index, first)));
    let rest: Vec<String> = lines.collect();
    let rest = (!rest.is_empty()).then(|| Command::AddMustCover(index + 1, rest));
    parts.drafts.discard();
    parts.queue.push(Request::Together("paste duties to cover", first.into_iter().chain(rest).collect()));
}

/// The handle before a line: drags it to somebody, and opens the menu of what can be done with it.
fn handle_ui(ui: &mut Ui, parts: &mut Inspector<'_>, shown: Line<'_>) -> Response {
    let index = shown.index;
    let icon = RichText::new(icons::GRIP_VERTICAL).font(fonts::icon(13.0));
    let button = Button::new(icon.color(style::color(style::palette(ui).faint)))
        .frame_when_inactive(false)
        .min_size(Vec2::new(HANDLE, 24.0))
        .sense(Sense::click_and_drag());
    ui.spacing_mut().button_padding.x = 2.0;
    let response = ui.add(button).accessible_name("Give or change this line");
    let lines = parts.editor.chart().must_cover();
    response.dnd_set_drag_payload(DutyPayload::to_cover(&lines[index]));
    if response.has_focus() {
        handing_keys(ui, parts, index);
    }
    widgets::handle_menu(ui, &response, |ui| {
        if line_menu_item(ui, "Give to…", Some(Key::M)) {
            parts.ask_for_holder(Some(DutyPayload::to_cover(&lines[index])), Handing::Copy);
        }
        ui.separator();
        let mut change = None;
        for (label, to) in [("Move up", shown.before), ("Move down", shown.after)] {
            if let Some(to) = to.filter(|_| line_menu_item(ui, label, None)) {
                change = Some(ListChange::Move(index, to));
            }
        }
        if line_menu_item(ui, "Cut line", Some(Key::X)) {
            cut_line(ui, parts, index, lines[index].clone());
        }
        if line_menu_item(ui, "Copy line", Some(Key::C)) {
            copy_line(ui, parts, lines[index].clone());
        }
        if line_menu_item(ui, "Remove", None) {
            change = Some(ListChange::Remove(index));
        }
        if let Some(change) = change {
            parts.queue.execute(Command::ChangeMustCover(change));
        }
    });
    response
}

/// The field for another line, set in by so many points.
fn new_line_ui(ui: &mut Ui, parts: &mut Inspector<'_>, indent: f32) {
    let target = Target::NewMustCover;
    let has_focus = ui.memory(|memory| memory.has_focus(parts.drafts.id_of(&target)));
    let is_typed = |parts: &Inspector<'_>| parts.drafts.text_of(&target).is_some_and(|text| !text.trim().is_empty());
    if has_focus && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter)) && is_typed(parts) {
        parts.commit_now();
        parts.drafts.focus(target.clone());
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(indent);
        let width = ui.available_width() - 26.0;
        let response = parts
            .drafts
            .field(ui, &target, "", |text| line_edit(text, width, has_focus).hint_text(ADD))
            .accessible_name(ADD);
        let is_pasted = parts.drafts.text_of(&target).is_some_and(|text| text.contains('\n'));
        if response.changed() && is_pasted {
            parts.commit_now();
            parts.drafts.focus(target.clone());
        }
    });
}
