//! Any bytes: they are refused in words, or open as a chart that reads back as it is written.

#![no_main]
#![allow(dead_code, reason = "a part of what tests share is enough here")]

#[path = "../../common/soundness.rs"]
mod soundness;

use libfuzzer_sys::fuzz_target;
use rolechart::editor::{Editor, mending};
use rolechart::format::{Located, Opened, read, write};
use rolechart::model::Chart;
use rolechart::model::hidden::has_hidden;
use soundness::{Wrong, check_editor, check_round_trip, check_sound, ensure};

fuzz_target!(|bytes: &[u8]| {
    fastrand::seed(7);
    if let Err(wrong) = check(bytes) {
        panic!("{wrong}");
    }
});

fn check(bytes: &[u8]) -> Result<(), Wrong> {
    match read(bytes) {
        Ok(opened) => check_opened(bytes, &opened),
        Err(error) => check_words(&error.in_file("a")),
    }
}

fn check_opened(bytes: &[u8], opened: &Opened) -> Result<(), Wrong> {
    check_sound(&opened.chart)?;
    check_problems(bytes, opened)?;
    check_round_trip(&opened.chart)?;
    // The one that Rolechart wrote is left alone: nothing is lost or mended the second time.
    let text = write(&opened.chart);
    let again = read(text.as_bytes()).map_err(|error| error.in_file("again"))?;
    ensure(!again.loses_comments, || format!("comments would be lost again in\n{text}"))
}

/// Words for people, with nothing in them that a terminal or a window would obey.
fn check_words(words: &str) -> Result<(), Wrong> {
    ensure(!words.is_empty() && !has_hidden(words), || format!("these are no words to show: {words:?}"))
}

/// Every problem has words, and a place within the file.
fn check_problems(bytes: &[u8], opened: &Opened) -> Result<(), Wrong> {
    let lines = 1 + bytes.iter().filter(|&&byte| byte == b'\n').count();
    for located in &opened.problems {
        let place = located.location;
        ensure(place.line >= 1 && place.line <= lines && place.column >= 1, || {
            format!("{:?} at {place:?} of {lines} lines", located.problem)
        })?;
        check_words(&located.problem.to_string())?;
        check_mending(&opened.chart, located)?;
    }
    Ok(())
}

/// What is offered can be done, isn't offered again, and can be undone.
fn check_mending(chart: &Chart, located: &Located) -> Result<(), Wrong> {
    let Some(way) = mending(chart, located) else { return Ok(()) };
    ensure(!way.label.is_empty(), || "a mending without a name".to_owned())?;
    let mut editor = Editor::new(chart.clone());
    let done = editor.execute_together(&way.label, way.commands);
    done.map_err(|refusal| format!("{} is offered and refused: {refusal}", way.label))?;
    check_editor(&editor)?;
    ensure(mending(editor.chart(), located).is_none(), || format!("{} is offered again", way.label))?;
    editor.undo();
    ensure(editor.chart() == chart, || format!("{} can't be undone", way.label))
}
