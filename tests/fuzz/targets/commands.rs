//! Any bytes as what a person does: a chart to start with, then commands, gestures, pasted texts, undo and redo.

#![no_main]
#![allow(dead_code, reason = "a part of what tests share is enough here")]

#[path = "../../common/dice.rs"]
mod dice;
#[path = "../../common/soundness.rs"]
mod soundness;

use dice::{COMMAND_SORTS, Dice, MOST_ROLES};
use libfuzzer_sys::fuzz_target;
use rolechart::editor::{Command, Editor, clipboard};
use rolechart::import::{self, indented_list};
use rolechart::model::{Chart, Holder, Place, PositionChange, PositionId, Responsibility};
use rolechart::{format, starter};
use soundness::{Wrong, check_editor, check_history, check_no_top_assistant, check_round_trip};

/// No command is given to a chart of more positions: duplicating the top again and again would make any number.
const MOST_POSITIONS: usize = 200;
/// The most positions of a chart to start with.
const MOST_AT_FIRST: usize = 16;

fuzz_target!(|bytes: &[u8]| {
    // The ids that are made at random are the same each time.
    fastrand::seed(7);
    if let Err(wrong) = run(Bytes(bytes)) {
        panic!("{wrong}");
    }
});

/// What is left of the input.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn next(&mut self) -> Option<usize> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first.into())
    }

    /// As many numbers as dice are thrown at a time; zeros at the end of the input.
    fn dice(&mut self) -> Dice {
        std::array::from_fn(|_| self.next().unwrap_or(0))
    }

    /// A text with its length before it.
    fn text(&mut self) -> String {
        let length = self.next().unwrap_or(0).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

fn run(mut bytes: Bytes<'_>) -> Result<(), Wrong> {
    let chart = first_chart(&mut bytes);
    let opened = format::write(&chart);
    let mut editor = Editor::new(chart);
    while let Some(deed) = bytes.next() {
        if editor.chart().len() > MOST_POSITIONS {
            break;
        }
        let done = carry_out(&mut editor, deed, &mut bytes);
        let outcome = check_editor(&editor).and_then(|()| check_no_top_assistant(editor.chart()));
        outcome.map_err(|wrong| format!("after {done}: {wrong}"))?;
    }
    check_round_trip(editor.chart())?;
    check_history(&editor, &opened)
}

fn first_chart(bytes: &mut Bytes<'_>) -> Chart {
    let kind = bytes.next().unwrap_or(0);
    match kind % 8 {
        0 => Chart::default(),
        1 => starter::it_department(),
        _ => {
            let count = bytes.next().unwrap_or(0) % (MOST_AT_FIRST + 1);
            let positions: Vec<(Dice, Dice)> = (0..count).map(|_| (bytes.dice(), bytes.dice())).collect();
            dice::chart(kind % (MOST_ROLES + 1), &positions)
        }
    }
}

/// Does one thing, and says what it was.
fn carry_out(editor: &mut Editor, deed: usize, bytes: &mut Bytes<'_>) -> String {
    let others: [fn(&mut Editor, &mut Bytes<'_>); 9] = [
        |editor, _| drop(editor.undo()),
        |editor, _| drop(editor.redo()),
        |editor, _| editor.begin_gesture("gesture"),
        |editor, _| editor.commit_gesture(),
        |editor, _| editor.cancel_gesture(),
        |editor, bytes| editor.select(any_position(editor, bytes)),
        |editor, bytes| paste(editor, &bytes.text()),
        |editor, bytes| write_text(editor, bytes),
        |editor, bytes| execute_together(editor, bytes),
    ];
    let deed = deed % (COMMAND_SORTS + others.len());
    if let Some(other) = deed.checked_sub(COMMAND_SORTS) {
        others[other](editor, bytes);
        return format!("deed {other}");
    }
    let command = dice::command(editor.chart(), deed, bytes.dice());
    let said = format!("{command:?}");
    // What comes of a refusal is seen by the checks: nothing.
    attempt(editor, command);
    said
}

/// Carries out a command; one that is refused must change nothing.
fn attempt(editor: &mut Editor, command: Command) {
    let revision = editor.revision();
    let would_refuse = editor.refusal(command.clone()).is_some();
    let is_refused = editor.execute(command).is_err();
    assert!(is_refused || !would_refuse, "a command that would be refused is carried out");
    assert!(!is_refused || editor.revision() == revision, "a refused command counts as a change");
}

/// Commands that are carried out all, or not at all.
fn execute_together(editor: &mut Editor, bytes: &mut Bytes<'_>) {
    editor.commit_gesture();
    let before = editor.chart().clone();
    let commands = (0..bytes.next().unwrap_or(0) % 4).map(|_| {
        let sort = bytes.next().unwrap_or(0) % COMMAND_SORTS;
        dice::command(&before, sort, bytes.dice())
    });
    let commands = commands.collect();
    if editor.execute_together("several", commands).is_err() {
        assert!(*editor.chart() == before, "some of what was refused together has stayed");
    }
}

fn any_position(editor: &Editor, bytes: &mut Bytes<'_>) -> Option<PositionId> {
    let nth = bytes.next().unwrap_or(0) % (editor.chart().len() + 1);
    editor.chart().walk().nth(nth).map(|visit| visit.position.id.clone())
}

/// What Ctrl+V does with a text: responsibilities, a branch that was copied, or a list.
fn paste(editor: &mut Editor, text: &str) {
    let lines = import::lines(text);
    let marked: Vec<Responsibility> = lines.iter().filter_map(|line| clipboard::marked_line(line)).collect();
    let selected = editor.selection().primary().cloned();
    let command = match selected {
        Some(id) if !lines.is_empty() && marked.len() == lines.len() => paste_lines(editor, id, marked),
        selected => paste_positions(editor.chart(), selected, text),
    };
    attempt(editor, command);
}

fn paste_lines(editor: &Editor, id: PositionId, lines: Vec<Responsibility>) -> Command {
    let holder = Holder::Position(id);
    let new = clipboard::new_lines(editor.chart(), &holder, lines);
    Command::AddLines(holder, 0, new)
}

fn paste_positions(chart: &Chart, selected: Option<PositionId>, text: &str) -> Command {
    let pasted = match format::read(text.as_bytes()) {
        Ok(opened) => opened.chart,
        Err(_) => indented_list::read(text, chart.roles()),
    };
    let place = Place { index: chart.reports_or_tops(selected.as_ref()).len(), manager: selected };
    Command::Paste(place, pasted.into())
}

/// Any text as one of those that a person may type.
fn write_text(editor: &mut Editor, bytes: &mut Bytes<'_>) {
    let (kind, text) = (bytes.next().unwrap_or(0), bytes.text());
    let Some(id) = any_position(editor, bytes) else { return };
    let change = match kind % 4 {
        0 => PositionChange::Person(text),
        1 => PositionChange::Title(text),
        2 => PositionChange::Notes(text),
        _ => return attempt(editor, Command::AddLines(Holder::Position(id), 0, vec![Responsibility::new(text)])),
    };
    attempt(editor, Command::SetPosition(id, vec![change]));
}
