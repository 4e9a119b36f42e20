//! The previous versions of a file: when each was kept, what is in it, and how it differs from the chart that is open.

use std::ops::Range;
use std::path::{Path, PathBuf};

use egui::{Align2, CornerRadius, Id, Key, Label, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, Vec2};

use super::compare::Against;
use super::dialogs::{Answer, body, buttons, head};
use super::files::Held;
use super::{fonts, keys, style, when, widgets};
use crate::storage::Version;

/// Height of a row: when, and what, in points.
const ROW: f32 = 46.0;
/// Height of the list at most, in points.
const LIST: f32 = 7.0 * ROW;

/// The question which version is wanted back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PreviousSheet {
    /// None until they are listed.
    rows: Option<Vec<Row>>,
    chosen: usize,
    /// The rows that were seen last.
    in_view: Range<usize>,
}

/// The version that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Where it is kept.
    pub(crate) file: PathBuf,
    /// What it is called in the middle of a sentence: "the version of today at 17:05".
    pub(crate) words: String,
}

impl Wanted {
    /// What a comparison is with.
    pub(crate) fn against(self) -> Against {
        Against::Version { file: self.file, words: self.words }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    file: PathBuf,
    head: String,
    words: String,
    content: Content,
}

/// What is known of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Unread,
    BeingRead,
    Held(Held),
    Unreadable(String),
}

impl Row {
    fn new(version: Version) -> Self {
        let Version { file, time, .. } = version;
        let words = format!("the version of {}", when::words(time));
        Self { file, head: when::head(time), words, content: Content::Unread }
    }

    fn wanted(&self) -> Wanted {
        Wanted { file: self.file.clone(), words: self.words.clone() }
    }

    /// What is in it, in words.
    fn content_in_words(&self) -> String {
        match &self.content {
            Content::Unread | Content::BeingRead => "Looking into it…".to_owned(),
            Content::Held(held) => {
                let positions = widgets::counted(held.positions, "position", "positions");
                let differs = if held.differs.is_empty() {
                    "the same as now".to_owned()
                } else {
                    format!("restoring it means: {}", held.differs)
                };
                format!("{positions}; {differs}")
            }
            Content::Unreadable(_) => "It can't be read as a chart".to_owned(),
        }
    }

    fn can_be_restored(&self) -> bool {
        matches!(&self.content, Content::Held(held) if !held.differs.is_empty())
    }
}

impl PreviousSheet {
    /// These are kept, the newest first.
    pub(crate) fn list(&mut self, versions: Vec<Version>) {
        self.rows = Some(versions.into_iter().map(Row::new).collect());
    }

    /// What one of them holds.
    pub(crate) fn describe(&mut self, file: &Path, held: Result<Held, String>) {
        if let Some(row) = self.rows.iter_mut().flatten().find(|row| row.file == file) {
            row.content = held.map_or_else(Content::Unreadable, Content::Held);
        }
    }

    /// What is being looked into can't be had.
    pub(crate) fn give_up(&mut self, reason: &str) {
        for row in self.rows.iter_mut().flatten().filter(|row| row.content == Content::BeingRead) {
            row.content = Content::Unreadable(reason.to_owned());
        }
    }

    /// The next version in view to look into; none while one is being looked into.
    pub(crate) fn next_unread(&mut self) -> Option<PathBuf> {
        let rows = self.rows.as_mut()?;
        if rows.iter().any(|row| row.content == Content::BeingRead) {
            return None;
        }
        let in_view = self.in_view.start.min(rows.len())..self.in_view.end.min(rows.len());
        let row = rows[in_view].iter_mut().find(|row| row.content == Content::Unread)?;
        row.content = Content::BeingRead;
        Some(row.file.clone())
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, name: &str) -> Answer {
        head(ui, &format!("Previous versions of {name}"));
        match &self.rows {
            None => body(ui, "Looking for them…"),
            Some(rows) if rows.is_empty() => {
                body(ui, "None yet. Whenever you save, what the file held before is kept here for 30 days.");
            }
            Some(_) => return self.choice_ui(ui),
        }
        if buttons(ui, "Close", &[]).is_some() { Answer::Cancel } else { Answer::Open }
    }

    fn choice_ui(&mut self, ui: &mut Ui) -> Answer {
        self.list_ui(ui);
        let Some(row) = self.rows.as_ref().and_then(|rows| rows.get(self.chosen)) else { return Answer::Cancel };
        details_ui(ui, row);
        let mut answer = Answer::Open;
        ui.add_space(8.0);
        let size = Vec2::new(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let can_restore = row.can_be_restored();
            let restore = ui.add_enabled_ui(can_restore, |ui| widgets::primary_button(ui, "Restore")).inner;
            let enter = ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter));
            if restore.clicked() || (enter && can_restore) {
                answer = Answer::Restore(row.wanted());
            }
            if ui.add_enabled_ui(can_restore, |ui| widgets::dialog_button(ui, "Compare…")).inner.clicked() {
                answer = Answer::CompareWith(row.wanted());
            }
            if widgets::dialog_button(ui, "Close").clicked() {
                answer = Answer::Cancel;
            }
        });
        answer
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        let Self { rows: Some(rows), chosen, in_view } = self else { return };
        let follows = keyboard(ui, chosen, rows.len());
        let has_focus = ui.memory(|memory| memory.has_focus(list_id()));
        let before = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 0.0);
        ScrollArea::vertical().id_salt("versions").max_height(LIST).show_rows(ui, ROW, rows.len(), |ui, seen| {
            in_view.clone_from(&seen);
            for index in seen {
                let response = row_ui(ui, index, &rows[index], (index == *chosen, has_focus));
                if response.clicked() {
                    *chosen = index;
                    ui.memory_mut(|memory| memory.request_focus(list_id()));
                }
                if follows && index == *chosen {
                    response.scroll_to_me(None);
                }
            }
        });
        ui.spacing_mut().item_spacing.y = before;
    }
}

fn list_id() -> Id {
    Id::unique("list of versions")
}

/// The list is one thing that has the keyboard, and has it at first: arrows go from row to row. Says whether one did.
fn keyboard(ui: &Ui, chosen: &mut usize, count: usize) -> bool {
    let list = ui.interact(ui.available_rect_before_wrap(), list_id(), Sense::FOCUSABLE);
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Versions"));
    super::dialogs::focus_at_first(ui, &list);
    if !list.has_focus() {
        return false;
    }
    let (down, up) = widgets::list_arrows(ui, list.id);
    *chosen = match (down, up) {
        (true, _) => (*chosen + 1).min(count.saturating_sub(1)),
        (_, true) => chosen.saturating_sub(1),
        _ => *chosen,
    };
    down || up
}

fn row_ui(ui: &mut Ui, index: usize, row: &Row, (is_chosen, has_focus): (bool, bool)) -> egui::Response {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("version", index)), Sense::CLICK);
    let palette = style::palette(ui);
    if is_chosen || response.hovered() {
        let fill = if is_chosen { palette.selected_row } else { palette.panel.mixed(palette.text, 0.04) };
        ui.painter().rect_filled(rect, CornerRadius::same(4), style::color(fill));
    }
    if is_chosen && has_focus {
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, style::color(palette.accent));
    }
    let words = row.content_in_words();
    let (left, room) = (rect.left() + 12.0, rect.width() - 24.0);
    let (text, muted) = (style::color(palette.text), style::color(palette.muted));
    let at = egui::pos2(left, rect.top() + 14.0);
    ui.painter().text(at, Align2::LEFT_CENTER, &row.head, fonts::semibold(style::TEXT), text);
    let below = widgets::elided(ui, &words, style::SECONDARY, room, muted);
    ui.painter().galley(egui::pos2(left, rect.bottom() - 12.0 - below.size().y / 2.0), below, muted);
    let name = format!("{}: {words}", row.head);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, &name));
    response.on_hover_text(words)
}

/// Where the chosen version is kept, and why it can't be read if it can't.
fn details_ui(ui: &mut Ui, row: &Row) {
    ui.add_space(10.0);
    if let Content::Unreadable(reason) = &row.content {
        let color = style::color(style::palette(ui).danger);
        ScrollArea::vertical().max_height(90.0).show(ui, |ui| {
            ui.add(Label::new(RichText::new(reason).size(style::SECONDARY).color(color)).wrap());
        });
    }
    ui.horizontal(|ui| {
        let path = row.file.to_string_lossy();
        let button = widgets::button_width(ui, "Copy path") + ui.spacing().item_spacing.x;
        let room = (ui.available_width() - button).max(0.0);
        let color = style::color(style::palette(ui).muted);
        ui.allocate_ui(Vec2::new(room, style::ROW), |ui| {
            ui.set_min_width(room);
            let path = RichText::new(format!("Kept as {path}")).size(style::SECONDARY).color(color);
            ui.add(Label::new(path).truncate());
        });
        if ui.button("Copy path").clicked() {
            ui.copy_text(path.into_owned());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_a_mistake_keeps_from_being_read_says_so_and_the_next_is_read() {
        let row =
            |name: &str| Row { file: name.into(), head: String::new(), words: String::new(), content: Content::Unread };
        let mut sheet = PreviousSheet { rows: Some(vec![row("first"), row("second")]), in_view: 0..2, chosen: 0 };
        assert_eq!(sheet.next_unread(), Some("first".into()), "the first is being read");
        assert_eq!(sheet.next_unread(), None, "one at a time");
        sheet.give_up("broken off");
        let rows = sheet.rows.as_deref().unwrap_or_default();
        assert_eq!(rows[0].content, Content::Unreadable("broken off".to_owned()), "the first can't be read");
        assert_eq!(sheet.next_unread(), Some("second".into()), "the second is its own matter");
    }
}
