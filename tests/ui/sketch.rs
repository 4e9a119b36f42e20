//! A chart as one line of text: `Ada:DIR(Bob:MGR(-:BA) Cleo)` is Ada, an IT Director, with two reports; a vacant
//! position reports to one of them. Roles go by the short labels of the starter chart's library, `_` is a space.

use rolechart::editor::{Command, Editor};
use rolechart::model::{Chart, Direction, Draft, Holder, Position, PositionId, Responsibility, Role};
use rolechart::starter;

/// The chart of a sketch, with the library of the starter chart. A position's id is its person as the sketch has it.
#[track_caller]
pub(crate) fn chart(sketch: &str) -> Chart {
    let roles = starter::empty().roles().to_vec();
    let drafts = drafts(sketch, &roles);
    Chart::assemble("Sketch".to_owned(), Direction::TopDown, String::new(), roles, drafts).0
}

#[track_caller]
fn drafts(sketch: &str, roles: &[Role]) -> Vec<Draft> {
    let spaced = sketch.replace('(', " ( ").replace(')', " ) ");
    let (mut drafts, mut managers) = (Vec::<Draft>::new(), Vec::<String>::new());
    for word in spaced.split_whitespace() {
        match word {
            "(" => managers.push(drafts.last().expect("someone stands before a bracket").position.id.to_string()),
            ")" => drop(managers.pop().expect("a bracket is open")),
            word => {
                let reports_to = managers.last().cloned().unwrap_or_default();
                drafts.push(Draft { position: position(word, roles), reports_to });
            }
        }
    }
    drafts
}

#[track_caller]
fn position(word: &str, roles: &[Role]) -> Position {
    let (name, short) = word.split_once(':').unwrap_or((word, ""));
    let role = roles.iter().find(|role| role.short == short).map(|role| role.id.clone());
    Position { role, person: name.replace('_', " "), ..Position::new(id(name)) }
}

/// The sketch of a chart.
pub(crate) fn tree(chart: &Chart) -> String {
    let mut text = String::new();
    let mut open = 0;
    for (met, visit) in chart.walk().enumerate() {
        if visit.depth > open {
            text.push('(');
        } else if met > 0 {
            text += &")".repeat(open - visit.depth);
            text.push(' ');
        }
        open = visit.depth;
        let person = visit.position.person.replace(' ', "_");
        text += if person.is_empty() { "-" } else { &person };
        if let Some(role) = chart.role_of(visit.position) {
            text.extend([":", &role.short]);
        }
    }
    text + &")".repeat(open)
}

/// The chart after a command.
#[track_caller]
pub(crate) fn after(chart: Chart, command: Command) -> Chart {
    let mut editor = Editor::new(chart);
    editor.execute(command).expect("the command fits the chart");
    editor.chart().clone()
}

/// The chart with responsibilities that a position has of its own.
#[track_caller]
pub(crate) fn with_duties(chart: Chart, name: &str, duties: &[&str]) -> Chart {
    let lines = duties.iter().map(|&duty| Responsibility::new(duty)).collect();
    after(chart, Command::AddLines(Holder::Position(id(name)), 0, lines))
}

/// The responsibilities that a position has of its own, as texts.
#[track_caller]
pub(crate) fn duties_of<'a>(chart: &'a Chart, name: &str) -> Vec<&'a str> {
    texts(&chart.position(&id(name)).expect("the position is there").responsibilities)
}

/// The responsibilities of a role, as texts. The role goes by its short label.
#[track_caller]
pub(crate) fn duties_of_role<'a>(chart: &'a Chart, short: &str) -> Vec<&'a str> {
    texts(&role(chart, short).responsibilities)
}

/// The role of a short label.
#[track_caller]
pub(crate) fn role<'a>(chart: &'a Chart, short: &str) -> &'a Role {
    chart.roles().iter().find(|role| role.short == short).expect("the role is in the library")
}

fn texts(duties: &[Responsibility]) -> Vec<&str> {
    duties.iter().map(|duty| duty.text.as_str()).collect()
}

/// The id that a sketch gives a person.
#[track_caller]
pub(crate) fn id(name: &str) -> PositionId {
    PositionId::new(name).expect("the names in sketches are fine ids")
}

#[test]
fn a_sketch_reads_back_as_it_was_written() {
    for text in ["", "Ada", "Ada_Byron:DIR(Bob:MGR(Eve:BA Fay) Cleo(Dan:PM)) Gus:BSA"] {
        assert_eq!(tree(&chart(text)), text, "the sketch");
    }
}
