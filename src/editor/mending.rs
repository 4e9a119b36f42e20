//! What can be done in one step about a problem that was found when a file was opened.
//!
//! Opening assumed something safe; a mending does what was probably meant instead. It is an ordinary command, which can
//! be undone, and there is none where the chart has changed since so that it no longer fits.

use super::command::shortened;
use super::plan::plan;
use super::{AfterRemoval, Command, WayOut};
use crate::format::Located;
use crate::model::hidden::{has_hidden, without_hidden};
use crate::model::{
    Chart, ChartChange, Field, Holder, ListChange, Place, Position, PositionChange, PositionId, ProblemKind,
    ProblemPlace, Responsibility, Role, RoleChange, RoleId,
};

/// What can be done about a problem at once; nothing where that takes more than one step, where it has been done, or
/// where the chart refuses it, as it does a second role of the same title.
///
/// Looks through the whole chart for whoever may have been meant: it is meant to be called for what is on screen, and
/// again when the chart has changed.
#[must_use]
pub fn mending(chart: &Chart, located: &Located) -> Option<WayOut> {
    let way = match (&located.problem.kind, &located.about) {
        (ProblemKind::UnknownManager { id }, Some(Holder::Position(who))) => report_to(chart, who, id),
        (ProblemKind::UnknownDotted { id }, Some(Holder::Position(who))) => draw_to(chart, who, id),
        (ProblemKind::UnknownRole { id }, Some(Holder::Position(who))) => use_role(chart, who, id),
        (ProblemKind::DuplicatePosition { id, .. }, Some(Holder::Position(copy))) => remove_copy(chart, id, copy),
        (ProblemKind::DuplicateRole { id, .. }, Some(Holder::Role(copy))) => remove_role_copy(chart, id, copy),
        (ProblemKind::Hidden { .. }, about) => take_out(chart, located.problem.place, about.as_ref()),
        _ => None,
    };
    // Commands of one way go from the end of a list to its start: none changes what another one is about.
    way.filter(|way| way.commands.iter().all(|command| plan(chart, command.clone()).is_ok()))
}

/// Where the position still is a top position, the one that it was probably meant to report to.
fn report_to(chart: &Chart, who: &PositionId, name: &str) -> Option<WayOut> {
    if !chart.contains(who) || chart.manager(who).is_some() {
        return None;
    }
    let manager = nearest_position(chart, name, |id| !chart.is_in_branch(id, who))?;
    let place = Place::under(manager.id.clone(), chart.reports(&manager.id).len());
    Some(WayOut {
        label: format!("Let it report to {}", named(chart, manager)),
        commands: vec![Command::Move(who.clone(), place)],
    })
}

fn draw_to(chart: &Chart, who: &PositionId, name: &str) -> Option<WayOut> {
    let before = &chart.position(who)?.dotted_to;
    let other = nearest_position(chart, name, |id| id != who && !before.contains(id))?;
    let after = before.iter().chain([&other.id]).cloned().collect();
    Some(WayOut {
        label: format!("Draw it to {}", named(chart, other)),
        commands: vec![Command::SetPosition(who.clone(), vec![PositionChange::DottedTo(after)])],
    })
}

/// The role that was probably meant, for everyone who has the one that was added: it goes, unless somebody has given it
/// something to do since. Then it is about this position only.
fn use_role(chart: &Chart, who: &PositionId, name: &str) -> Option<WayOut> {
    let added = chart.position(who)?.role.clone().filter(|role| role.as_str() == name)?;
    let others = chart.roles().iter().filter(|role| role.id != added && !is_as_added(role));
    let role = Wanted::new(name).nearest(others.map(|role| (role, [role.id.as_str(), &role.title])))?;
    let title = shortened(&role.title);
    if chart.role(&added).is_some_and(is_as_added) {
        let label = match chart.count_with_role(&added) {
            1 => format!("Use {title} instead"),
            count => format!("Use {title} instead for {count} positions"),
        };
        return Some(WayOut { label, commands: vec![Command::RemoveRole(added, Some(role.id.clone()))] });
    }
    let change = PositionChange::Role(Some(role.id.clone()));
    Some(WayOut {
        label: format!("Use {title} instead"),
        commands: vec![Command::SetPosition(who.clone(), vec![change])],
    })
}

/// Whether a role says nothing but its id, as one does that opening a file has added.
fn is_as_added(role: &Role) -> bool {
    role.title == role.id.as_str() && role.summary.is_empty() && role.responsibilities.is_empty()
}

/// A copy that equals the first in all but its id, and that nobody reports to, is there by mistake.
fn remove_copy(chart: &Chart, first: &str, copy: &PositionId) -> Option<WayOut> {
    let first = chart.position(&PositionId::new(first).ok()?)?;
    let second = chart.position(copy)?;
    let is_same = *first == Position { id: first.id.clone(), ..second.clone() };
    let has_ties = chart.reports(copy).len() > 0 || chart.has_dotted_lines_to(copy);
    if !is_same || has_ties || chart.manager(&first.id) != chart.manager(copy) {
        return None;
    }
    Some(WayOut {
        label: "Remove this copy".to_owned(),
        commands: vec![Command::Remove(copy.clone(), AfterRemoval::MoveUp)],
    })
}

fn remove_role_copy(chart: &Chart, first: &str, copy: &RoleId) -> Option<WayOut> {
    let first = chart.role(&RoleId::new(first).ok()?)?;
    let second = chart.role(copy)?;
    let is_same = *first == Role { id: first.id.clone(), ..second.clone() };
    (is_same && chart.count_with_role(copy) == 0).then(|| WayOut {
        label: "Remove this copy".to_owned(),
        commands: vec![Command::RemoveRole(copy.clone(), None)],
    })
}

/// Takes the hidden characters out of the texts of the field.
fn take_out(chart: &Chart, place: ProblemPlace, about: Option<&Holder>) -> Option<WayOut> {
    let commands = match (place, about) {
        (ProblemPlace::ChartField("title"), _) => {
            cleaned(chart.title()).map(|title| Command::SetChart(ChartChange::Title(title))).into_iter().collect()
        }
        (ProblemPlace::ChartField("must_cover"), _) => clean_must_cover(chart),
        (ProblemPlace::Role(_, field), Some(Holder::Role(id))) => clean_role(chart, id, field),
        (ProblemPlace::Position(_, field), Some(Holder::Position(id))) => clean_position(chart, id, field),
        _ => Vec::new(),
    };
    (!commands.is_empty()).then(|| WayOut { label: "Take them out".to_owned(), commands })
}

/// The text without hidden characters, where it has any.
fn cleaned(text: &str) -> Option<String> {
    has_hidden(text).then(|| without_hidden(text))
}

/// From the last to the first, for a line of which nothing is left goes.
fn clean_must_cover(chart: &Chart) -> Vec<Command> {
    let lines = chart.must_cover().iter().enumerate().rev();
    let change = |(index, line): (usize, &String)| match cleaned(line)? {
        line if line.trim().is_empty() => Some(ListChange::Remove(index)),
        line => Some(ListChange::Replace(index, line)),
    };
    lines.filter_map(change).map(Command::ChangeMustCover).collect()
}

fn clean_lines(chart: &Chart, holder: &Holder) -> Vec<Command> {
    let lines = chart.lines_of(holder).iter().enumerate().rev();
    let change = |(index, line): (usize, &Responsibility)| match cleaned(&line.text)? {
        text if text.trim().is_empty() => Some(Command::RemoveLine(holder.clone(), index)),
        text => Some(Command::ReplaceLine(holder.clone(), index, Responsibility { text, ..line.clone() })),
    };
    lines.filter_map(change).collect()
}

fn clean_role(chart: &Chart, id: &RoleId, field: &str) -> Vec<Command> {
    let Some(role) = chart.role(id) else { return Vec::new() };
    let change = match field {
        "title" => cleaned(&role.title).map(RoleChange::Title),
        "short" => cleaned(&role.short).map(RoleChange::Short),
        "summary" => cleaned(&role.summary).map(RoleChange::Summary),
        _ => return clean_lines(chart, &Holder::Role(id.clone())),
    };
    change.map(|change| Command::SetRole(id.clone(), change)).into_iter().collect()
}

fn clean_position(chart: &Chart, id: &PositionId, field: &str) -> Vec<Command> {
    let Some(position) = chart.position(id) else { return Vec::new() };
    let change = match field {
        "person" => cleaned(&position.person).map(PositionChange::Person),
        "title" => cleaned(&position.title).map(PositionChange::Title),
        "notes" => cleaned(&position.notes).map(PositionChange::Notes),
        "fields" => clean_fields(&position.fields).map(PositionChange::Fields),
        _ => return clean_lines(chart, &Holder::Position(id.clone())),
    };
    change.map(|change| Command::SetPosition(id.clone(), vec![change])).into_iter().collect()
}

fn clean_fields(fields: &[Field]) -> Option<Vec<Field>> {
    let clean = |Field { name, value }: &Field| Field { name: without_hidden(name), value: without_hidden(value) };
    let after: Vec<Field> = fields.iter().map(clean).collect();
    (after != fields).then_some(after)
}

/// A person with the id, or the title of a vacant position.
fn named(chart: &Chart, position: &Position) -> String {
    let Position { id, person, .. } = position;
    match (position.is_vacant(), chart.title_of(position)) {
        (false, _) => format!("{} ({id})", shortened(person)),
        (true, "") => id.to_string(),
        (true, title) => format!("vacant {} ({id})", shortened(title)),
    }
}

/// The one position whose id or person was probably meant, of those that may be.
fn nearest_position<'a>(chart: &'a Chart, name: &str, may_be: impl Fn(&PositionId) -> bool) -> Option<&'a Position> {
    let positions = chart.walk().map(|visit| visit.position);
    let names = positions.map(|position| (position, [position.id.as_str(), position.person.as_str()]));
    Wanted::new(name).nearest(names.filter(|(position, _)| may_be(&position.id)))
}

/// A name that nobody has.
struct Wanted {
    slug: String,
    /// How many letters may be wrong: one in three, two at most.
    tolerated: usize,
}

impl Wanted {
    /// The most letters that may be wrong.
    const MOST_WRONG: usize = 2;

    fn new(name: &str) -> Self {
        let slug = slug(name);
        let tolerated = (slug.chars().count() / 3).min(Self::MOST_WRONG);
        Self { slug, tolerated }
    }

    /// The candidate of the likest name; none where two are equally like, for then nobody knows.
    fn nearest<T>(&self, candidates: impl Iterator<Item = (T, [impl AsRef<str>; 2])>) -> Option<T> {
        let mut best: Option<(usize, T)> = None;
        let mut is_tie = false;
        for (candidate, names) in candidates {
            let Some(wrong) = names.iter().filter_map(|name| self.wrong_letters(name.as_ref())).min() else { continue };
            match &best {
                Some((least, _)) if wrong > *least => {}
                Some((least, _)) if wrong == *least => is_tie = true,
                _ => (best, is_tie) = (Some((wrong, candidate)), false),
            }
        }
        best.filter(|_| !is_tie).map(|(_, candidate)| candidate)
    }

    /// How many letters are wrong, where they are few. Digits must be right: nobody mistypes 104 for 105, but counts.
    fn wrong_letters(&self, name: &str) -> Option<usize> {
        if name.len().abs_diff(self.slug.len()) > LONGER {
            return None;
        }
        let name = slug(name);
        if name == self.slug {
            return Some(0);
        }
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
        let is_near = name.len().abs_diff(self.slug.len()) <= LONGER && digits(&name) == digits(&self.slug);
        Some(strsim::levenshtein(&name, &self.slug)).filter(|wrong| is_near && *wrong <= self.tolerated)
    }
}

/// How many bytes two names may differ in length, so that comparing them is worth the time: each wrong letter takes up
/// to four, and a name has spaces that its slug hasn't.
const LONGER: usize = 16;

/// Small letters and digits with a hyphen between words: "Ada Byron" and "ada-byron" are the same.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
