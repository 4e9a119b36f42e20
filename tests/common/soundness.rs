//! What holds for every chart, whatever was done to it.

use std::collections::HashSet;

use rolechart::editor::Editor;
use rolechart::format;
use rolechart::model::{Chart, PositionId, RoleId, Severity};

/// What doesn't hold, in words.
pub(crate) type Wrong = String;

/// What is wrong with a chart that always ought to hold: a forest, unique ids, nothing named that isn't there.
pub(crate) fn check_sound(chart: &Chart) -> Result<(), Wrong> {
    check_forest(chart)?;
    check_roles(chart)?;
    check_dotted_lines(chart)
}

pub(crate) fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Wrong> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn check_forest(chart: &Chart) -> Result<(), Wrong> {
    let met: Vec<&PositionId> = chart.walk().map(|visit| &visit.position.id).collect();
    let different: HashSet<&PositionId> = met.iter().copied().collect();
    ensure(met.len() == chart.len(), || format!("a walk meets {} of {} positions", met.len(), chart.len()))?;
    ensure(different.len() == met.len(), || "a walk meets a position twice, or two share an id".to_owned())?;
    for (index, top) in chart.tops().enumerate() {
        let place = chart.place(top).ok_or_else(|| format!("top {top} has no place"))?;
        ensure(place.manager.is_none() && place.index == index, || format!("top {top} stands at {place:?}"))?;
    }
    for visit in chart.walk() {
        let id = &visit.position.id;
        ensure(chart.position(id) == Some(visit.position), || format!("{id} is not found under its id"))?;
        ensure(chart.managers_of(id).count() == visit.depth, || format!("{id} is not {} deep", visit.depth))?;
        ensure(chart.reports(id).len() == visit.reports, || format!("{id} has not {} reports", visit.reports))?;
        let manager = visit.manager.map(|index| met[index]);
        ensure(chart.manager(id) == manager, || format!("{id} reports to another than it is drawn under"))?;
        for (index, report) in chart.reports(id).enumerate() {
            let place = chart.place(report).ok_or_else(|| format!("{report} has no place"))?;
            ensure(place.manager.as_ref() == Some(id) && place.index == index, || format!("{report}: {place:?}"))?;
        }
    }
    Ok(())
}

fn check_roles(chart: &Chart) -> Result<(), Wrong> {
    let ids: HashSet<&RoleId> = chart.roles().iter().map(|role| &role.id).collect();
    ensure(ids.len() == chart.roles().len(), || "two roles share an id".to_owned())?;
    for visit in chart.walk() {
        let role = visit.position.role.as_ref();
        ensure(role.is_none_or(|role| ids.contains(role)), || format!("{:?} is in no library", visit.position.role))?;
    }
    Ok(())
}

fn check_dotted_lines(chart: &Chart) -> Result<(), Wrong> {
    let ends = || chart.walk().flat_map(|visit| visit.position.dotted_to.iter().map(move |to| (visit.position, to)));
    for (position, to) in ends() {
        ensure(chart.contains(to) && position.id != *to, || format!("{} has a dotted line to {to}", position.id))?;
    }
    let reached: HashSet<&PositionId> = ends().map(|(_, to)| to).collect();
    for visit in chart.walk() {
        let id = &visit.position.id;
        ensure(chart.has_dotted_lines_to(id) == reached.contains(id), || {
            format!("dotted lines to {id} are miscounted")
        })?;
    }
    Ok(())
}

/// The same for the chart in an editor, and what is selected.
pub(crate) fn check_editor(editor: &Editor) -> Result<(), Wrong> {
    let chart = editor.chart();
    check_sound(chart)?;
    let selected = editor.selection().primary();
    ensure(selected.is_none_or(|id| chart.contains(id)), || format!("{selected:?} is selected and gone"))
}

/// A top position is nobody's assistant, unless a file says so.
pub(crate) fn check_no_top_assistant(chart: &Chart) -> Result<(), Wrong> {
    let assistant = chart.tops().find(|id| chart.position(id).is_some_and(|position| position.assistant));
    ensure(assistant.is_none(), || format!("top {assistant:?} is an assistant"))
}

/// What is written is read back as it was, without a complaint, and written in the same bytes again.
pub(crate) fn check_round_trip(chart: &Chart) -> Result<(), Wrong> {
    let text = format::write(chart);
    let refusal = |error: format::ReadError| format!("it can't be read back: {}\n{text}", error.in_file("written"));
    let opened = format::read(text.as_bytes()).map_err(refusal)?;
    let complaint = opened.problems.iter().find(|located| located.problem.severity() == Severity::Error);
    ensure(complaint.is_none(), || format!("reading back complains of {complaint:?}, in\n{text}"))?;
    ensure(!opened.loses_comments, || format!("reading back finds comments that would be lost, in\n{text}"))?;
    ensure(opened.chart == *chart, || format!("it reads back as another chart:\n{:?}\n{text}", opened.chart))?;
    let again = format::write(&opened.chart);
    ensure_same("what was written and what is written again", &text, &again)
}

/// Undoing everything gives the bytes that were opened, and redoing everything those of the edited chart.
pub(crate) fn check_history(editor: &Editor, opened: &str) -> Result<(), Wrong> {
    let mut editor = editor.clone();
    while editor.redo().is_some() {}
    let edited = format::write(editor.chart());
    while editor.undo().is_some() {
        check_editor(&editor)?;
    }
    let first = format::write(editor.chart());
    ensure_same("what was opened and what it is with everything undone", opened, &first)?;
    while editor.redo().is_some() {
        check_editor(&editor)?;
    }
    let last = format::write(editor.chart());
    ensure_same("what was edited and what it is with everything redone", &edited, &last)
}

/// Two texts are the same; otherwise tells the first line that isn't.
fn ensure_same(what: &str, one: &str, other: &str) -> Result<(), Wrong> {
    let differs = |(_, (a, b)): &(usize, (&str, &str))| a != b;
    let line = one.lines().zip(other.lines()).enumerate().find(differs);
    ensure(one == other, || {
        let lines = (one.lines().count(), other.lines().count());
        format!("{what} differ in line {line:?} (counted from 0; there are {lines:?} lines)")
    })
}
