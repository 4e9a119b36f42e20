//! Text fields keep what is being typed to themselves, and become one change when the person is done.
//!
//! There is one draft at most: the field that has the keyboard. It is committed when the field loses the keyboard, and
//! also when the field itself goes away, because something else was selected: nothing that was typed is lost.

use egui::{Context, Event, Id, Key, Modifiers, Response, TextEdit, Ui};

use super::{keys, widgets};
use crate::editor::{Command, clipboard};
use crate::import;
use crate::model::{
    Chart, ChartChange, Field, Holder, ListChange, PositionChange, PositionId, Responsibility, RoleChange, RoleId,
};

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
    MustCover(usize),
    NewMustCover,
    /// The words of a responsibility, wherever it stands in these.
    Wording(String),
}

impl Target {
    /// Whether the field has room for several lines: what is in it is kept on Escape, since it may be much.
    const fn is_long(&self) -> bool {
        matches!(self, Self::Notes(_) | Self::RoleSummary(_))
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
            Self::MustCover(index) => replace_must_cover(chart, index, &text),
            Self::NewMustCover => {
                let lines = texts_of(&text);
                (!lines.is_empty()).then(|| Command::AddMustCover(chart.must_cover().len(), lines))
            }
            Self::Line(holder, index) => replace_line(chart, holder, index, &text),
            Self::NewLine(holder) => {
                let lines = lines_of(&text);
                let end = chart.lines_of(&holder).len();
                (!lines.is_empty()).then_some(Command::AddLines(holder, end, lines))
            }
            Self::Wording(from) if from == text.trim() => None,
            Self::Wording(from) => Some(Command::Reword(from, text.trim().to_owned())),
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
    let old = chart.lines_of(&holder).get(index)?;
    let text = text.trim();
    if text.is_empty() {
        return Some(Command::RemoveLine(holder, index));
    }
    let typed = || Responsibility { text: text.to_owned(), ..old.clone() };
    let line = clipboard::marked_line(text).unwrap_or_else(typed);
    (line != *old).then_some(Command::ReplaceLine(holder, index, line))
}

/// The same for what must be covered.
fn replace_must_cover(chart: &Chart, index: usize, text: &str) -> Option<Command> {
    let old = chart.must_cover().get(index)?;
    let text = text.trim();
    let change = if text.is_empty() { ListChange::Remove(index) } else { ListChange::Replace(index, text.to_owned()) };
    (text != old).then_some(Command::ChangeMustCover(change))
}

/// The duties that a typed or pasted text stands for, without saying how somebody is involved.
pub(crate) fn texts_of(text: &str) -> Vec<String> {
    lines_of(text).into_iter().map(|line| line.text).collect()
}

/// The responsibilities that a typed or pasted text stands for: one a line, bullets and numbering stripped. A line that
/// says how somebody is involved has that involvement.
pub(crate) fn lines_of(text: &str) -> Vec<Responsibility> {
    let line = |text: String| clipboard::marked_line(&text).unwrap_or_else(|| Responsibility::new(text));
    import::lines(text).into_iter().map(line).collect()
}

/// The same where every line says how somebody is involved, so that the text can't be meant otherwise.
pub(crate) fn marked_lines_of(text: &str) -> Option<Vec<Responsibility>> {
    let lines: Vec<String> = import::lines(text);
    let marked: Vec<Responsibility> = lines.iter().filter_map(|line| clipboard::marked_line(line)).collect();
    (!lines.is_empty() && marked.len() == lines.len()).then_some(marked)
}

/// Whether a text holds several lines.
pub(crate) fn is_several(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).count() > 1
}

/// Whether what is pasted into a field takes the place of all that it holds.
pub(crate) fn replaces_all(ctx: &Context, id: Id, text: &str) -> bool {
    let range = TextEdit::load_state(ctx, id).and_then(|state| state.cursor.char_range());
    let selected = range.map_or(0, |range| range.primary.index.0.abs_diff(range.secondary.index.0));
    text.trim().is_empty() || selected >= text.chars().count()
}

/// Takes a text that was pasted out of the input, before a field gets it, if it is wanted.
pub(crate) fn take_pasted(ctx: &Context, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    ctx.input_mut(|input| {
        let index = input.events.iter().position(|event| matches!(event, Event::Paste(text) if is_wanted(text)))?;
        match input.events.remove(index) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

/// Where a field stands. The same list may be shown in two panels at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// In the inspector.
    #[default]
    Inspector,
    /// In the library of roles.
    Library,
    /// In the list of what must be covered.
    Tray,
    /// In the matrix of responsibilities.
    Matrix,
}

/// The field that has the keyboard, and what it holds.
#[derive(Debug)]
struct Draft {
    place: Place,
    target: Target,
    text: String,
    /// The field was shown with the keyboard in this frame.
    is_alive: bool,
}

/// The fields of all panels.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// Where the fields stand that are shown now.
    place: Place,
    draft: Option<Draft>,
    /// The field that is to get the keyboard as soon as it is shown.
    wanted: Option<(Place, Target)>,
    /// Grows with every key that changes a draft.
    keystrokes: u64,
}

impl Drafts {
    /// From here on, fields stand in this place.
    pub(crate) const fn enter(&mut self, place: Place) {
        self.place = place;
    }

    /// The field's name for egui, the same from frame to frame.
    pub(crate) fn id_of(&self, target: &Target) -> Id {
        Id::unique(("draft", self.place, target))
    }

    /// Gives a field the keyboard when it is shown next in the place where fields stand now.
    pub(crate) fn focus(&mut self, target: Target) {
        self.wanted = Some((self.place, target));
    }

    fn draft_of(&self, target: &Target) -> Option<&Draft> {
        self.draft.as_ref().filter(|draft| draft.target == *target && draft.place == self.place)
    }

    /// What the field holds at the moment, if it has the keyboard.
    pub(crate) fn text_of(&self, target: &Target) -> Option<&str> {
        self.draft_of(target).map(|draft| draft.text.as_str())
    }

    /// Whether something has been typed that is no change yet.
    pub(crate) const fn is_typing(&self) -> bool {
        self.draft.is_some()
    }

    /// Grows as long as something is being typed. What was made from a draft stays good while this stays the same.
    pub(crate) fn keystrokes(&self) -> Option<u64> {
        self.draft.as_ref().map(|_| self.keystrokes)
    }

    /// Something is being typed, for tests without a screen.
    #[cfg(test)]
    pub(crate) fn hold(&mut self, target: Target, text: String) {
        self.keystrokes += 1;
        self.draft = Some(Draft { place: self.place, target, text, is_alive: true });
    }

    /// The change that the draft would be as it stands.
    pub(crate) fn pending(&self, chart: &Chart) -> Option<Command> {
        let Draft { target, text, .. } = self.draft.as_ref()?;
        target.clone().command(chart, text.clone())
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
        let (id, place) = (self.id_of(target), self.place);
        let is_wanted = self.wanted.take_if(|wanted| wanted.0 == place && wanted.1 == *target).is_some();
        if is_wanted {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        if had_focus && ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Escape)) {
            self.draft.take_if(|_| !target.is_long());
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        let mut text = self.draft_of(target).map_or_else(|| current.to_owned(), |draft| draft.text.clone());
        let response = ui.add(make(&mut text).id(id).event_filter(keys::WITH_ESCAPE));
        if is_wanted && matches!(target, Target::RoleTitle(_)) {
            // A new role has a makeshift title: what is typed takes its place.
            widgets::select_all_unless_typed(ui, id, current, current);
        }
        if response.lost_focus() {
            // From here on the canvas has the keyboard, where Enter would add a position.
            ui.input_mut(|input| keys::consume_key(input, Modifiers::NONE, Key::Enter));
        }
        let is_alive = response.has_focus();
        self.keystrokes += u64::from(response.changed());
        if response.changed() || (is_alive && self.draft_of(target).is_some()) {
            self.draft = Some(Draft { place, target: target.clone(), text, is_alive });
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
