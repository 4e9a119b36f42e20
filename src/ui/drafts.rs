//! Text fields keep what is being typed to themselves, and become one change when the person is done.
//!
//! There is one draft at most: the field that has the keyboard. It is committed when the field loses the keyboard, and
//! also when the field itself goes away, because something else was selected: nothing that was typed is lost.

use egui::{Id, Key, Modifiers, Response, TextEdit, Ui};

use super::{keys, widgets};
use crate::editor::Command;
use crate::import;
use crate::model::{Chart, ChartChange, Field, Holder, PositionChange, PositionId, Responsibility, RoleChange, RoleId};

/// What a field is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    ChartTitle,
    Person(PositionId),
    OwnTitle(PositionId),
    Notes(PositionId),
    FieldName(PositionId, usize),
    FieldValue(PositionId, usize),
    RoleTitle(RoleId),
    RoleShort(RoleId),
    RoleSummary(RoleId),
    Line(Holder, usize),
    NewLine(Holder),
}

impl Target {
    /// The field's name for egui, the same from frame to frame.
    pub(crate) fn id(&self) -> Id {
        Id::unique(("draft", self))
    }

    /// The change that a text means; nothing where it changes nothing.
    fn command(self, chart: &Chart, text: String) -> Option<Command> {
        let set = |id, change| Some(Command::SetPosition(id, vec![change]));
        match self {
            Self::ChartTitle if text == chart.title() => None,
            Self::ChartTitle => Some(Command::SetChart(ChartChange::Title(text))),
            Self::Person(id) => set(id, PositionChange::Person(text.trim().to_owned())),
            Self::OwnTitle(id) => set(id, PositionChange::Title(text.trim().to_owned())),
            Self::Notes(id) => set(id, PositionChange::Notes(text)),
            Self::FieldName(id, index) => change_field(chart, id, index, |field| field.name = text),
            Self::FieldValue(id, index) => change_field(chart, id, index, |field| field.value = text),
            Self::RoleTitle(id) => Some(Command::SetRole(id, RoleChange::Title(text.trim().to_owned()))),
            Self::RoleShort(id) => Some(Command::SetRole(id, RoleChange::Short(text.trim().to_owned()))),
            Self::RoleSummary(id) => Some(Command::SetRole(id, RoleChange::Summary(text))),
            Self::Line(holder, index) => replace_line(chart, holder, index, &text),
            Self::NewLine(holder) => {
                let lines = lines_of(&text);
                let end = lines_in(chart, &holder).len();
                (!lines.is_empty()).then_some(Command::AddLines(holder, end, lines))
            }
        }
    }
}

fn change_field(chart: &Chart, id: PositionId, index: usize, change: impl FnOnce(&mut Field)) -> Option<Command> {
    let mut fields = chart.position(&id)?.fields.clone();
    change(fields.get_mut(index)?);
    Some(Command::SetPosition(id, vec![PositionChange::Fields(fields)]))
}

/// An emptied line is removed; a line of several lines becomes several.
fn replace_line(chart: &Chart, holder: Holder, index: usize, text: &str) -> Option<Command> {
    let old = lines_in(chart, &holder).get(index)?;
    let text = text.trim();
    if text.is_empty() {
        return Some(Command::RemoveLine(holder, index));
    }
    let line = Responsibility { text: text.to_owned(), ..old.clone() };
    (line != *old).then_some(Command::ReplaceLine(holder, index, line))
}

/// The responsibilities that a typed or pasted text stands for: one a line, bullets and numbering stripped.
pub(crate) fn lines_of(text: &str) -> Vec<Responsibility> {
    import::lines(text).into_iter().map(Responsibility::new).collect()
}

/// The list of a holder.
pub(crate) fn lines_in<'a>(chart: &'a Chart, holder: &Holder) -> &'a [Responsibility] {
    match holder {
        Holder::Role(id) => chart.role(id).map(|role| &role.responsibilities[..]),
        Holder::Position(id) => chart.position(id).map(|position| &position.responsibilities[..]),
    }
    .unwrap_or_default()
}

/// The field that has the keyboard, and what it holds.
#[derive(Debug)]
struct Draft {
    target: Target,
    text: String,
    /// The field was shown with the keyboard in this frame.
    is_alive: bool,
}

/// The fields of all panels.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    draft: Option<Draft>,
    /// The field that is to get the keyboard as soon as it is shown.
    wanted: Option<Target>,
}

impl Drafts {
    /// Gives a field the keyboard when it is shown next.
    pub(crate) fn focus(&mut self, target: Target) {
        self.wanted = Some(target);
    }

    /// What the field holds at the moment, if it has the keyboard.
    pub(crate) fn text_of(&self, target: &Target) -> Option<&str> {
        self.draft.as_ref().filter(|draft| draft.target == *target).map(|draft| draft.text.as_str())
    }

    /// Whether something has been typed that is no change yet.
    pub(crate) const fn is_typing(&self) -> bool {
        self.draft.is_some()
    }

    /// Throws away what was typed.
    pub(crate) fn discard(&mut self) {
        self.draft = None;
    }

    /// Shows a field that holds `current` until something is typed.
    pub(crate) fn field(
        &mut self,
        ui: &mut Ui,
        target: &Target,
        current: &str,
        make: impl FnOnce(&mut String) -> TextEdit<'_>,
    ) -> Response {
        let id = target.id();
        let is_wanted = self.wanted.take_if(|wanted| wanted == target).is_some();
        if is_wanted {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        if had_focus && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape)) {
            self.draft = None;
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        let mine = self.draft.as_ref().filter(|draft| draft.target == *target);
        let mut text = mine.map_or_else(|| current.to_owned(), |draft| draft.text.clone());
        let response = ui.add(make(&mut text).id(id).event_filter(keys::WITH_ESCAPE));
        if is_wanted && matches!(target, Target::RoleTitle(_)) {
            // A new role has a makeshift title: what is typed takes its place.
            widgets::select_all_unless_typed(ui, id, current, current);
        }
        if response.lost_focus() {
            // From here on the canvas has the keyboard, where Enter would add a position.
            ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter));
        }
        if response.changed() || mine_alive(self.draft.as_ref(), target, response.has_focus()) {
            let is_alive = response.has_focus();
            self.draft = Some(Draft { target: target.clone(), text, is_alive });
        }
        response
    }

    /// At the end of a frame: the change of a field that has lost the keyboard, or is gone.
    pub(crate) fn finish_frame(&mut self, chart: &Chart) -> Option<Command> {
        match &mut self.draft {
            Some(draft) if draft.is_alive => {
                draft.is_alive = false;
                None
            }
            _ => self.commit(chart),
        }
    }

    /// The change of the field that has the keyboard, now.
    pub(crate) fn commit(&mut self, chart: &Chart) -> Option<Command> {
        let Draft { target, text, .. } = self.draft.take()?;
        target.command(chart, text)
    }
}

fn mine_alive(draft: Option<&Draft>, target: &Target, has_focus: bool) -> bool {
    has_focus && draft.is_some_and(|draft| draft.target == *target)
}
