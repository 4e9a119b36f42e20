//! The two lists of responsibilities: what comes from the role, and what is only here.

use egui::{
    Button, Frame, Key, KeyboardShortcut, Margin, Modifiers, Popup, Response, RichText, Sense, TextEdit, Ui, Vec2,
};

use super::Inspector;
use crate::editor::{Command, Handing, clipboard};
use crate::model::hidden::has_hidden;
use crate::model::{Holder, Involvement, Position, PositionId, Responsibility, Role};
use crate::ui::dialogs::Dialog;
use crate::ui::drafts::{self, Target, lines_of, marked_lines_of};
use crate::ui::duty::{self, DutyPayload, Source};
use crate::ui::holder_picker::HolderPicker;
use crate::ui::request::Request;
use crate::ui::{fonts, hidden_text, icons, keys, style, widgets, wording};

impl Inspector<'_> {
    pub(super) fn role_lines_ui(&mut self, ui: &mut Ui, id: &PositionId, role: &Role) {
        let holders = self.numbers.holders_of(&role.id);
        let remark = widgets::counted(holders, "position", "positions");
        widgets::section(ui, "From the role", &remark);
        if holders > 1 && self.is_editing_role(role) {
            let color = style::color(style::palette(ui).warning);
            let text = format!("This changes all {}", widgets::counted(holders, "position", "positions"));
            ui.label(RichText::new(text).size(style::SECONDARY).color(color));
        }
        let holder = Holder::Role(role.id.clone());
        let hint = format!("Add for every {}…", role.title);
        self.list_ui(ui, &holder, &role.responsibilities, &hint, Some(id));
    }

    pub(super) fn own_lines_ui(&mut self, ui: &mut Ui, holder: &Holder, position: &Position) {
        let count = position.responsibilities.len();
        widgets::section(ui, "Only here", &if count == 0 { String::new() } else { count.to_string() });
        let swaps = position.role.as_ref().map(|_| &position.id);
        self.list_ui(ui, holder, &position.responsibilities, "Add a responsibility…", swaps);
    }

    fn is_editing_role(&self, role: &Role) -> bool {
        let holder = Holder::Role(role.id.clone());
        let is_line = (0..role.responsibilities.len())
            .any(|index| self.drafts.text_of(&Target::Line(holder.clone(), index)).is_some());
        is_line || self.drafts.text_of(&Target::NewLine(holder)).is_some()
    }

    /// A list with a line to add to it. `swaps` is the position whose lines can go to its role and back.
    pub(crate) fn list_ui(
        &mut self,
        ui: &mut Ui,
        holder: &Holder,
        lines: &[Responsibility],
        hint: &str,
        swaps: Option<&PositionId>,
    ) {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, line) in lines.iter().enumerate() {
            self.line_ui(ui, holder, index, line, lines.len(), swaps);
        }
        self.new_line_ui(ui, holder, hint);
        ui.spacing_mut().item_spacing.y = 6.0;
    }

    fn line_ui(
        &mut self,
        ui: &mut Ui,
        holder: &Holder,
        index: usize,
        line: &Responsibility,
        count: usize,
        swaps: Option<&PositionId>,
    ) {
        let target = Target::Line(holder.clone(), index);
        let has_focus = ui.memory(|memory| memory.has_focus(self.drafts.id_of(&target)));
        if has_focus && (self.line_keys(ui, holder, index, line, count) || self.paste_behind(ui, holder, index, line)) {
            return;
        }
        let row = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let handle = self.handle_ui(ui, holder, index, line, count, swaps);
            let notes = wording::notes_of(&line.text, self.judges_wording);
            let width = ui.available_width() - 30.0 - wording::width_of(&notes);
            let response = self
                .drafts
                .field(ui, &target, &line.text, |text| line_edit(text, width, has_focus))
                .accessible_name("Responsibility");
            if response.changed() {
                self.split_pasted(holder, index, line);
            }
            widgets::open_handle_menu(&handle, &response);
            wording::mark_ui(ui, &notes, has_focus);
            self.involvement_ui(ui, holder, index, line);
        });
        let row =
            ui.interact(row.response.rect.expand2(Vec2::new(0.0, 1.0)), row.response.id.with("row"), Sense::hover());
        let own = |from: &Source| match from {
            Source::Line(list, from) if list == holder => Some(*from),
            _ => None,
        };
        if let Some((from, to)) = duty::accept_own(ui, &row, index, own) {
            self.queue.execute(Command::MoveLine(holder.clone(), from, to));
        }
    }

    /// The keys of a line: Enter goes on to the next, Backspace on an empty line removes it, Alt with arrows moves it.
    /// Says whether the line is no longer what it was.
    fn line_keys(&mut self, ui: &Ui, holder: &Holder, index: usize, line: &Responsibility, count: usize) -> bool {
        if self.handing_keys(ui, holder, index, line) {
            return true;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| keys::consume_key(input, modifiers, key));
        let target = Target::Line(holder.clone(), index);
        let text = self.drafts.text_of(&target).unwrap_or(&line.text).to_owned();
        if pressed(Modifiers::NONE, Key::Enter) {
            self.commit_now();
            if index + 1 < count {
                self.drafts.focus(Target::Line(holder.clone(), index + 1));
            } else {
                self.drafts.focus(Target::NewLine(holder.clone()));
            }
        } else if text.is_empty() && pressed(Modifiers::NONE, Key::Backspace) {
            self.drafts.discard();
            self.queue.execute(Command::RemoveLine(holder.clone(), index));
            let before =
                index.checked_sub(1).map_or(Target::NewLine(holder.clone()), |i| Target::Line(holder.clone(), i));
            self.drafts.focus(before);
            return true;
        } else if let Some(to) =
            moved(index, count, pressed(Modifiers::ALT, Key::ArrowUp), pressed(Modifiers::ALT, Key::ArrowDown))
        {
            self.commit_now();
            self.queue.execute(Command::MoveLine(holder.clone(), index, to));
            self.drafts.focus(Target::Line(holder.clone(), to));
            return true;
        }
        false
    }

    /// The keys that bring the line somewhere else as a whole. Says whether the line is no longer what it was.
    fn handing_keys(&mut self, ui: &Ui, holder: &Holder, index: usize, line: &Responsibility) -> bool {
        let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::COMMAND | Modifiers::SHIFT, key));
        let typed = self.drafts.text_of(&Target::Line(holder.clone(), index)).unwrap_or(&line.text);
        let line = Responsibility { text: typed.to_owned(), ..line.clone() };
        if pressed(Key::C) {
            self.copy_line(ui, &line);
        } else if pressed(Key::X) {
            self.drafts.discard();
            self.cut_line(ui, holder, index, &line);
            return true;
        } else if pressed(Key::M) && !line.text.trim().is_empty() {
            self.commit_now();
            let mut carried = self.carried(holder, index, None);
            if let Some(carried) = &mut carried {
                carried.text = line.text;
            }
            self.ask_for_holder(carried, Handing::Move);
            return true;
        }
        false
    }

    fn copy_line(&mut self, ui: &Ui, line: &Responsibility) {
        ui.copy_text(clipboard::lines_as_text([line]).trim_end().to_owned());
        self.queue.push(Request::Say("1 responsibility copied".to_owned()));
    }

    fn cut_line(&mut self, ui: &Ui, holder: &Holder, index: usize, line: &Responsibility) {
        self.copy_line(ui, line);
        self.queue.execute(Command::RemoveLine(holder.clone(), index));
        self.queue.push(Request::SayOfChange("1 responsibility cut".to_owned()));
    }

    pub(crate) fn ask_for_holder(&mut self, carried: Option<DutyPayload>, how: Handing) {
        if let Some(carried) = carried {
            self.queue.push(Request::Ask(Dialog::Give(HolderPicker::new(carried, how))));
        }
    }

    /// What is being typed becomes a change, before other changes follow it.
    pub(crate) fn commit_now(&mut self) {
        if let Some(command) = self.drafts.commit(self.editor.chart()) {
            self.queue.execute(command);
        }
    }

    /// Several pasted lines, or one that says how somebody is involved, are added behind the line that has the keyboard,
    /// which stays as it was unless all of it was to be replaced. Says whether the list is no longer what it was.
    fn paste_behind(&mut self, ui: &Ui, holder: &Holder, index: usize, line: &Responsibility) -> bool {
        let target = Target::Line(holder.clone(), index);
        let text = self.drafts.text_of(&target).unwrap_or(&line.text);
        if drafts::replaces_all(ui, self.drafts.id_of(&target), text) {
            return false;
        }
        let Some(pasted) = drafts::take_pasted(ui, |text| drafts::is_several(text) || marked_lines_of(text).is_some())
        else {
            return false;
        };
        self.commit_now();
        self.queue.push(Request::PasteDuties(holder.clone(), index + 1, lines_of(&pasted)));
        true
    }

    /// Several pasted lines become several responsibilities.
    fn split_pasted(&mut self, holder: &Holder, index: usize, line: &Responsibility) {
        let text = self.drafts.text_of(&Target::Line(holder.clone(), index)).unwrap_or_default();
        if !text.contains('\n') {
            return;
        }
        let mut parts = lines_of(text).into_iter();
        let is_marked = text.lines().find(|line| !line.trim().is_empty()).and_then(marked_lines_of).is_some();
        let as_before = |first| Responsibility { involvement: line.involvement, ..first };
        let first = parts.next().map(|first| if is_marked { first } else { as_before(first) });
        let rest: Vec<Responsibility> = parts.collect();
        self.drafts.discard();
        let replace = first.map(|first| Command::ReplaceLine(holder.clone(), index, first));
        let add = (!rest.is_empty()).then(|| Command::AddLines(holder.clone(), index + 1, rest));
        self.queue.push(Request::Together("paste responsibilities", replace.into_iter().chain(add).collect()));
    }

    /// The handle before a line: drags it, and opens the menu of what can be done with it.
    fn handle_ui(
        &mut self,
        ui: &mut Ui,
        holder: &Holder,
        index: usize,
        line: &Responsibility,
        count: usize,
        swaps: Option<&PositionId>,
    ) -> Response {
        let palette = style::palette(ui);
        let icon = RichText::new(icons::GRIP_VERTICAL).font(fonts::icon(13.0)).color(style::color(palette.faint));
        let button =
            Button::new(icon).frame_when_inactive(false).min_size(Vec2::new(18.0, 24.0)).sense(Sense::click_and_drag());
        ui.spacing_mut().button_padding.x = 2.0;
        let response = ui.add(button).accessible_name("Move or change this line");
        if let Some(carried) = self.carried(holder, index, swaps) {
            response.dnd_set_drag_payload(carried);
        }
        if response.has_focus() {
            self.handing_keys(ui, holder, index, line);
        }
        widgets::handle_menu(ui, &response, |ui| {
            self.line_menu(ui, holder, index, count, swaps);
            self.handing_menu(ui, holder, index, swaps);
        });
        response
    }

    /// The line as something that can be brought to somebody else.
    fn carried(&self, holder: &Holder, index: usize, swaps: Option<&PositionId>) -> Option<DutyPayload> {
        let shown_at = match holder {
            Holder::Role(_) => swaps.cloned(),
            Holder::Position(id) => Some(id.clone()),
        };
        DutyPayload::of_line(self.editor.chart(), holder.clone(), index, shown_at)
    }

    fn line_menu(&mut self, ui: &mut Ui, holder: &Holder, index: usize, count: usize, swaps: Option<&PositionId>) {
        if index > 0 && ui.button("Move up").clicked() {
            self.queue.execute(Command::MoveLine(holder.clone(), index, index - 1));
        }
        if index + 1 < count && ui.button("Move down").clicked() {
            self.queue.execute(Command::MoveLine(holder.clone(), index, index + 1));
        }
        if let Some(id) = swaps {
            let (label, command, done) = match holder {
                Holder::Role(_) => {
                    let command = Command::TakeLineFromRole(id.clone(), index);
                    ("Move to this position only", command, "Moved to this position only")
                }
                Holder::Position(_) => {
                    ("Move to the role", Command::GiveLineToRole(id.clone(), index), "Moved to the role")
                }
            };
            if ui.button(label).clicked() {
                self.queue.execute(command);
                self.queue.push(Request::SayOfChange(done.to_owned()));
            }
        }
    }

    /// What brings a line to somebody else, or away.
    fn handing_menu(&mut self, ui: &mut Ui, holder: &Holder, index: usize, swaps: Option<&PositionId>) {
        ui.separator();
        for (label, key, how) in [
            ("Move to…", Some(Key::M), Handing::Move),
            ("Copy to…", None, Handing::Copy),
            ("Share with…", None, Handing::Share),
        ] {
            if line_menu_item(ui, label, key) {
                let carried = self.carried(holder, index, swaps);
                self.ask_for_holder(carried, how);
            }
        }
        ui.separator();
        let line = self.editor.chart().lines_of(holder).get(index);
        if line_menu_item(ui, "Cut line", Some(Key::X))
            && let Some(line) = line
        {
            self.cut_line(ui, holder, index, line);
        }
        if line_menu_item(ui, "Copy line", Some(Key::C))
            && let Some(line) = line
        {
            self.copy_line(ui, line);
        }
        if line_menu_item(ui, "Remove", None) {
            self.queue.execute(Command::RemoveLine(holder.clone(), index));
        }
    }

    /// The letter at a line's end, with a menu of the four.
    fn involvement_ui(&mut self, ui: &mut Ui, holder: &Holder, index: usize, line: &Responsibility) {
        let palette = style::palette(ui);
        let colour = style::involvement(line.involvement, palette);
        let response = widgets::letter_button(ui, line.involvement.letter(), colour);
        let name = format!("Involvement: {}", line.involvement.word());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
        let response = response.on_hover_text(format!("{}: {}", line.involvement.word(), line.involvement.meaning()));
        Popup::menu(&response).show(|ui| {
            for involvement in Involvement::ALL {
                let text = format!("{}  {}, {}", involvement.letter(), involvement.word(), involvement.meaning());
                if ui.selectable_label(involvement == line.involvement, text).clicked() {
                    let typed = self.drafts.text_of(&Target::Line(holder.clone(), index));
                    let line = Responsibility { involvement, text: typed.unwrap_or(&line.text).to_owned() };
                    self.drafts.discard();
                    self.queue.execute(Command::ReplaceLine(holder.clone(), index, line));
                }
            }
        });
    }

    fn new_line_ui(&mut self, ui: &mut Ui, holder: &Holder, hint: &str) {
        let target = Target::NewLine(holder.clone());
        let has_focus = ui.memory(|memory| memory.has_focus(self.drafts.id_of(&target)));
        let typed = self.drafts.text_of(&target).is_some_and(|text| !text.trim().is_empty());
        if has_focus {
            let pressed = |key| ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, key));
            if pressed(Key::Enter) && typed {
                self.commit_now();
                self.drafts.focus(target.clone());
            }
            let last = self.editor.chart().lines_of(holder).len().checked_sub(1);
            if let Some(last) = last.filter(|_| !typed && pressed(Key::Backspace)) {
                self.drafts.focus(Target::Line(holder.clone(), last));
            }
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(18.0);
            let width = ui.available_width() - 30.0;
            let response = self
                .drafts
                .field(ui, &target, "", |text| line_edit(text, width, has_focus).hint_text(hint.to_owned()))
                .accessible_name(hint);
            let pasted = self.drafts.text_of(&target).is_some_and(|text| text.contains('\n'));
            if response.changed() && pasted {
                self.commit_now();
                self.drafts.focus(target.clone());
            }
        });
    }
}

/// An entry of a line's menu, with its key where the line's field knows one.
pub(crate) fn line_menu_item(ui: &mut Ui, label: &str, key: Option<Key>) -> bool {
    let shortcut = key.map(|key| KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key));
    let shortcut = shortcut.map(|shortcut| ui.ctx().format_shortcut(&shortcut)).unwrap_or_default();
    ui.add(Button::new(label).shortcut_text(shortcut).min_size(Vec2::new(190.0, 0.0))).clicked()
}

/// Where Alt with an arrow moves a line, if there is room on that side.
fn moved(index: usize, count: usize, up: bool, down: bool) -> Option<usize> {
    if up && index > 0 {
        Some(index - 1)
    } else if down && index + 1 < count {
        Some(index + 1)
    } else {
        None
    }
}

/// A line reads as plain text until it is edited.
pub(crate) fn line_edit(text: &mut String, width: f32, has_focus: bool) -> TextEdit<'_> {
    const MARGIN: Margin = Margin::symmetric(4, 3);
    let hides = has_hidden(text);
    // A margin comes on top of the width.
    let edit = TextEdit::multiline(text).desired_rows(1).desired_width(width - MARGIN.sum().x);
    let edit = hidden_text::shown_in(edit, hidden_text::Field::Area, hides);
    if has_focus { edit.margin(MARGIN) } else { edit.frame(Frame::NONE.inner_margin(MARGIN)) }
}
