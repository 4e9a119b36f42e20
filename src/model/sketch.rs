//! A chart as one line of text, for tests: `ada(bob:analyst cleo*)` is Ada with two reports, Bob, who has a role, and
//! Cleo, an assistant. A library stands before a slash: `analyst[Plan;Build] / ada:analyst`.
//!
//! A position is `id:role=person*~dotted+dotted[duty;duty]`, all but the id optional. Without `=` the person is called
//! like the id; `=` alone means vacant. Ids made at random, which no test can know, are shown as `?`. A duty is
//! `Plan`, or `A!Plan` where its holder is Accountable. What must be covered stands first: `{Plan;Build} ada`.

use super::{
    Chart, Direction, Draft, Holder, Involvement, Place, Position, PositionId, Problem, Responsibility, Role, RoleId,
    Visit,
};

/// Length of an id made at random; those of sketches are shorter.
const RANDOM_ID_LEN: usize = 8;

pub(crate) fn id(text: &str) -> PositionId {
    PositionId::new(text).expect("a sketch's ids are fine")
}

pub(crate) fn role_id(text: &str) -> RoleId {
    RoleId::new(text).expect("a sketch's roles are fine")
}

/// The place below a manager, or among the top positions where the manager's name is empty.
pub(crate) fn at(manager: &str, index: usize) -> Place {
    if manager.is_empty() { Place::top(index) } else { Place::under(id(manager), index) }
}

pub(crate) fn own(position: &str) -> Holder {
    Holder::Position(id(position))
}

pub(crate) fn of_role(role: &str) -> Holder {
    Holder::Role(role_id(role))
}

/// A position in the words of a sketch.
pub(crate) fn position(word: &str) -> Position {
    let (word, duties) = split_duties(word);
    let (word, dotted) = word.split_once('~').unwrap_or((word, ""));
    let (word, assistant) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    let (word, person) = word.split_once('=').map_or((word, None), |(word, person)| (word, Some(person)));
    let (name, role) = word.split_once(':').map_or((word, None), |(name, role)| (name, Some(role_id(role))));
    Position {
        role,
        person: person.unwrap_or(name).to_owned(),
        assistant,
        dotted_to: dotted.split('+').filter(|to| !to.is_empty()).map(id).collect(),
        responsibilities: duties,
        ..Position::new(id(name))
    }
}

/// A role in the words of a sketch: its title is its id.
pub(crate) fn role(word: &str) -> Role {
    let (word, responsibilities) = split_duties(word);
    Role { responsibilities, ..Role::new(role_id(word), word, crate::theme::NO_ROLE) }
}

fn split_duties(word: &str) -> (&str, Vec<Responsibility>) {
    let (word, duties) = word.split_once('[').unwrap_or((word, ""));
    let duties = duties.trim_end_matches(']').split(';').filter(|duty| !duty.is_empty());
    (word, duties.map(duty).collect())
}

/// A duty in the words of a sketch.
pub(crate) fn duty(word: &str) -> Responsibility {
    let Some((letter, text)) = word.split_once('!') else { return Responsibility::new(word) };
    let involvement = Involvement::ALL.into_iter().find(|involvement| involvement.letter() == letter);
    Responsibility { involvement: involvement.expect("a letter of R A C I"), text: text.to_owned() }
}

/// The chart of a sketch.
#[track_caller]
pub(crate) fn chart(sketch: &str) -> Chart {
    let (must_cover, sketch) = sketch.strip_prefix('{').and_then(|rest| rest.split_once('}')).unwrap_or(("", sketch));
    let must_cover = must_cover.split(';').filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let (library, tree) = sketch.split_once('/').unwrap_or(("", sketch));
    let roles = library.split_whitespace().map(role).collect();
    let (chart, problems) =
        Chart::assemble("Sketch".to_owned(), Direction::TopDown, String::new(), roles, drafts(tree));
    let wrong: Vec<String> =
        problems.iter().filter(|problem| problem.code() != "several-tops").map(Problem::to_string).collect();
    assert!(wrong.is_empty(), "the sketch {sketch:?}: {wrong:?}");
    chart.with_review(must_cover, Vec::new())
}

fn drafts(tree: &str) -> Vec<Draft> {
    let spaced = tree.replace('(', " ( ").replace(')', " ) ");
    let (mut drafts, mut managers) = (Vec::<Draft>::new(), Vec::<String>::new());
    for word in spaced.split_whitespace() {
        match word {
            "(" => managers.push(drafts.last().expect("someone before a bracket").position.id.to_string()),
            ")" => drop(managers.pop().expect("a bracket to close")),
            word => {
                let reports_to = managers.last().cloned().unwrap_or_default();
                drafts.push(Draft { position: position(word), reports_to });
            }
        }
    }
    drafts
}

/// The sketch of a chart. The library is shown where there is one.
pub(crate) fn sketch(chart: &Chart) -> String {
    let mut text = String::new();
    if !chart.must_cover().is_empty() {
        text.extend(["{", &chart.must_cover().join(";"), "} "]);
    }
    let before_roles = text.len();
    for role in chart.roles() {
        text += role.id.as_str();
        push_duties(&mut text, &role.responsibilities);
        text.push(' ');
    }
    if text.len() > before_roles {
        text += "/ ";
    }
    let mut open = 0;
    for (met, Visit { position, depth, .. }) in chart.walk().enumerate() {
        if depth > open {
            text.push('(');
        } else if met > 0 {
            text += &")".repeat(open - depth);
            text.push(' ');
        }
        open = depth;
        push_position(&mut text, position);
    }
    text + &")".repeat(open)
}

fn push_position(text: &mut String, position: &Position) {
    text.push_str(shown(&position.id));
    if let Some(role) = &position.role {
        text.extend([":", role.as_str()]);
    }
    if position.person != position.id.as_str() {
        text.extend(["=", &position.person]);
    }
    if position.assistant {
        text.push('*');
    }
    for (index, to) in position.dotted_to.iter().enumerate() {
        text.extend([if index == 0 { "~" } else { "+" }, shown(to)]);
    }
    push_duties(text, &position.responsibilities);
}

fn shown(id: &PositionId) -> &str {
    if id.as_str().len() == RANDOM_ID_LEN { "?" } else { id.as_str() }
}

fn push_duties(text: &mut String, duties: &[Responsibility]) {
    for (index, duty) in duties.iter().enumerate() {
        text.push(if index == 0 { '[' } else { ';' });
        if duty.involvement != Involvement::Responsible {
            text.extend([duty.involvement.letter(), "!"]);
        }
        text.push_str(&duty.text);
    }
    if !duties.is_empty() {
        text.push(']');
    }
}

#[test]
fn a_sketch_reads_back_as_it_was_written() {
    for text in [
        "",
        "ada",
        "{P;Q} ada bob[A!P;I!Q]",
        "ada bob",
        "plan[A;B] do / ada:plan=Grace(bob*~ada[C](cleo=) dan(eve(fay)) gus) hal",
    ] {
        assert_eq!(sketch(&chart(text)), text, "the sketch");
    }
}
