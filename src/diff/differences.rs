//! Two charts to what differs between them, for people.

use std::fmt;

use super::edits::library;
use super::flat::Flat;
use super::lines::{Line, origins};
use super::order::staying;
use super::tree;
use super::words::{self, List, Names, Subject, Value};
use crate::model::{Chart, Holder, Position, PositionId, Role};

/// One thing in which a chart differs from an earlier one. Its [`Display`](fmt::Display) is a line for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub subject: Subject,
    /// What that is called.
    pub name: String,
    /// What is different.
    pub change: Change,
}

/// What became of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A role or a position is new; a position has this manager, or none at the top.
    Added {
        /// The name of the manager.
        manager: Option<String>,
    },
    /// A role or a position is gone.
    Removed,
    /// A position reports to another manager; none = it is a top position.
    Moved {
        /// The name of the manager before.
        from: Option<String>,
        /// The name of the manager now.
        to: Option<String>,
    },
    /// The reports of a position, or the top positions of the chart, stand in another order.
    ReportsReordered,
    /// The roles of the library stand in another order.
    RolesReordered,
    /// A value is another.
    Value {
        /// Which one.
        value: Value,
        /// What it was, in words.
        from: String,
        /// What it is, in words.
        to: String,
    },
    /// A line of a list is another.
    Line(List, LineChange),
}

/// What became of a line of a list, each line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// It says something else, or its holder is involved in another way.
    Reworded {
        /// What it said.
        from: String,
        /// What it says.
        to: String,
    },
    /// It stands at another place of the list.
    Moved(String),
}

/// What differs between two charts: first the chart itself, then its roles, then its positions in reading order, and
/// those that are gone.
#[must_use]
pub fn differences(from: &Chart, to: &Chart) -> Vec<Difference> {
    let (old, new) = (Flat::of(from), Flat::of(to));
    let names = Names::of(&[(to, &new), (from, &old)]);
    let mut comparison = Comparison { names, found: Vec::new() };
    comparison.charts(from, to);
    comparison.libraries(from, to);
    comparison.positions(&old, &new);
    comparison.found
}

struct Comparison<'a> {
    names: Names<'a>,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn report(&mut self, subject: &Subject, change: Change) {
        let name = self.names.subject(subject);
        self.found.push(Difference { subject: subject.clone(), name, change });
    }

    fn value<T: PartialEq + ?Sized>(
        &mut self,
        subject: &Subject,
        value: Value,
        [from, to]: [&T; 2],
        words: impl Fn(&T) -> String,
    ) {
        if from != to {
            self.report(subject, Change::Value { value, from: words(from), to: words(to) });
        }
    }

    fn text(&mut self, subject: &Subject, value: Value, texts: [&str; 2]) {
        self.value(subject, value, texts, words::of_text);
    }

    fn lines<L: Line>(&mut self, subject: &Subject, list: List, [from, to]: [&[L]; 2]) {
        if from == to {
            return;
        }
        let changes = line_changes(from, to, &self.names);
        for change in changes {
            self.report(subject, Change::Line(list, change));
        }
    }

    fn charts(&mut self, from: &Chart, to: &Chart) {
        let chart = &Subject::Chart;
        self.text(chart, Value::Title, [from.title(), to.title()]);
        let direction = |direction: &crate::model::Direction| direction.label().to_lowercase();
        self.value(chart, Value::Direction, [&from.direction(), &to.direction()], direction);
        self.text(chart, Value::HeadComment, [from.head_comment(), to.head_comment()]);
        self.lines(chart, List::MustCover, [from.must_cover(), to.must_cover()]);
        self.lines(chart, List::Dismissals, [from.dismissals(), to.dismissals()]);
    }

    fn libraries(&mut self, from: &Chart, to: &Chart) {
        let (old, new) = (library(from), library(to));
        let origins: Vec<_> =
            to.roles().iter().filter_map(|role| old.get(&role.id)).map(|(index, _)| Some(*index)).collect();
        if staying(&origins).contains(&false) {
            self.report(&Subject::Chart, Change::RolesReordered);
        }
        for role in to.roles() {
            match old.get(&role.id) {
                Some((_, before)) => self.roles(before, role),
                None => self.report(&Subject::role(&role.id), Change::Added { manager: None }),
            }
        }
        for role in from.roles().iter().filter(|role| !new.contains_key(&role.id)) {
            self.report(&Subject::role(&role.id), Change::Removed);
        }
    }

    fn roles(&mut self, old: &Role, new: &Role) {
        if old == new {
            return;
        }
        let role = &Subject::role(&new.id);
        self.text(role, Value::Title, [&old.title, &new.title]);
        self.text(role, Value::Short, [&old.short, &new.short]);
        self.value(role, Value::Colour, [&old.colour, &new.colour], ToString::to_string);
        self.text(role, Value::Summary, [&old.summary, &new.summary]);
        self.lines(role, List::Responsibilities, [&old.responsibilities, &new.responsibilities]);
    }

    fn positions(&mut self, old: &Flat<'_>, new: &Flat<'_>) {
        let stays = tree::staying(old, new);
        self.order(old, new, None, &stays);
        for (number, &position) in new.positions.iter().enumerate() {
            match old.number(&position.id) {
                Some(before) => {
                    self.move_to([old.manager(before), new.manager(number)], &position.id);
                    self.fields(old.positions[before], position);
                }
                None => self.added(&position.id, new.manager(number)),
            }
            self.order(old, new, Some(number), &stays);
        }
        for position in old.positions.iter().filter(|position| !new.contains(&position.id)) {
            self.report(&Subject::position(&position.id), Change::Removed);
        }
    }

    fn added(&mut self, id: &PositionId, manager: Option<&PositionId>) {
        let manager = manager.map(|manager| self.names.position(manager));
        self.report(&Subject::position(id), Change::Added { manager });
    }

    fn move_to(&mut self, managers: [Option<&PositionId>; 2], id: &PositionId) {
        if managers[0] != managers[1] {
            let [from, to] = managers.map(|manager| manager.map(|manager| self.names.position(manager)));
            self.report(&Subject::position(id), Change::Moved { from, to });
        }
    }

    /// Whether some of those who were in the row before stand in another order.
    fn order(&mut self, old: &Flat<'_>, new: &Flat<'_>, owner: Option<usize>, stays: &[bool]) {
        let was_there = |&&number: &&usize| {
            old.number(new.id(number)).is_some_and(|before| old.manager(before) == new.manager(number))
        };
        if new.row(owner).iter().filter(was_there).any(|&number| !stays[number]) {
            let subject = owner.map_or(Subject::Chart, |owner| Subject::position(new.id(owner)));
            self.report(&subject, Change::ReportsReordered);
        }
    }

    fn fields(&mut self, old: &Position, new: &Position) {
        if old == new {
            return;
        }
        let position = &Subject::position(&new.id);
        if old.role != new.role {
            let [from, to] = [old, new].map(|position| self.names.role_or_none(position.role.as_ref()));
            self.report(position, Change::Value { value: Value::Role, from, to });
        }
        self.value(position, Value::Person, [old.person.as_str(), &new.person], words::of_person);
        self.text(position, Value::Title, [&old.title, &new.title]);
        self.value(position, Value::Assistant, [&old.assistant, &new.assistant], |&flag| words::of_flag(flag));
        self.lines(position, List::DottedLines, [&old.dotted_to, &new.dotted_to]);
        self.lines(position, List::Responsibilities, [&old.responsibilities, &new.responsibilities]);
        self.text(position, Value::Notes, [&old.notes, &new.notes]);
        self.lines(position, List::Fields, [&old.fields, &new.fields]);
        let arrangements = [&old.arrangement, &new.arrangement];
        self.value(position, Value::Arrangement, arrangements, |&arrangement| words::of_arrangement(arrangement));
    }
}

/// What became of the lines: those of the new list in their order, then those that are gone.
fn line_changes<L: Line>(from: &[L], to: &[L], names: &Names<'_>) -> Vec<LineChange> {
    let origins = origins(from, to);
    let mut is_kept = vec![false; from.len()];
    let mut changes = Vec::new();
    for ((line, &origin), stays) in to.iter().zip(&origins).zip(staying(&origins)) {
        let Some(before) = origin else {
            changes.push(LineChange::Added(line.words(names)));
            continue;
        };
        is_kept[before] = true;
        if from[before] != *line {
            changes.push(LineChange::Reworded { from: from[before].words(names), to: line.words(names) });
        }
        if !stays {
            changes.push(LineChange::Moved(line.words(names)));
        }
    }
    let gone = from.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    changes.extend(gone.map(|(line, _)| LineChange::Removed(line.words(names))));
    changes
}

impl Difference {
    /// What is different, to be read beside the name: "title “Head” instead of none", "now reports to Ada Byron …".
    #[must_use]
    pub fn beside_name(&self) -> String {
        let is_role = matches!(self.subject, Subject::Holder(Holder::Role(_)));
        match &self.change {
            Change::Added { .. } if is_role => "new role".to_owned(),
            Change::Added { manager: Some(manager) } => format!("new position under {manager}"),
            Change::Added { manager: None } => "new position at the top".to_owned(),
            Change::Removed if is_role => "role removed".to_owned(),
            Change::Removed => "position removed".to_owned(),
            Change::Moved { from, to } => move_in_words(from.as_deref(), to.as_deref()),
            Change::ReportsReordered if self.subject == Subject::Chart => "top positions in another order".to_owned(),
            Change::ReportsReordered => "reports in another order".to_owned(),
            Change::RolesReordered => "roles in another order".to_owned(),
            Change::Value { value, from, to } => format!("{value} {to} instead of {from}"),
            Change::Line(list, change) => line_change_in_words(*list, change),
        }
    }
}

fn move_in_words(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("now reports to {to} instead of {from}"),
        (None, Some(to)) => format!("now reports to {to} and was at the top"),
        (Some(from), None) => format!("is now at the top and reported to {from}"),
        (None, None) => "is at the top".to_owned(),
    }
}

fn line_change_in_words(list: List, change: &LineChange) -> String {
    match change {
        LineChange::Added(line) => format!("new {list} {line}"),
        LineChange::Removed(line) => format!("no {list} {line} any more"),
        LineChange::Reworded { from, to } => format!("{list} {to} instead of {from}"),
        LineChange::Moved(line) => format!("{list} {line} at another place of the list"),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, what) = (&self.name, self.beside_name());
        let is_role = matches!(self.subject, Subject::Holder(Holder::Role(_)));
        match &self.change {
            Change::Added { .. } if is_role => write!(f, "New role: {name}"),
            Change::Added { manager: Some(manager) } => write!(f, "New position: {name} under {manager}"),
            Change::Added { manager: None } => write!(f, "New position: {name} at the top"),
            Change::Removed if is_role => write!(f, "Role removed: {name}"),
            Change::Removed => write!(f, "Position removed: {name}"),
            Change::Moved { .. } => write!(f, "{name} {what}"),
            _ => write!(f, "{}: {what}", self.subject.called(name)),
        }
    }
}
