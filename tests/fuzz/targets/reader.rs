//! Any bytes: they are refused in words, or open as a chart that reads back as it is written.

#![no_main]
#![allow(dead_code, reason = "a part of what tests share is enough here")]

#[path = "../../common/soundness.rs"]
mod soundness;

use libfuzzer_sys::fuzz_target;
use rolechart::format::{Opened, read, write};
use soundness::{Wrong, check_round_trip, check_sound, ensure};

fuzz_target!(|bytes: &[u8]| {
    if let Err(wrong) = check(bytes) {
        panic!("{wrong}");
    }
});

fn check(bytes: &[u8]) -> Result<(), Wrong> {
    match read(bytes) {
        Ok(opened) => check_opened(bytes, &opened),
        Err(error) => ensure(!error.in_file("a").contains('\u{1b}'), || "a message holds an escape".to_owned()),
    }
}

fn check_opened(bytes: &[u8], opened: &Opened) -> Result<(), Wrong> {
    check_sound(&opened.chart)?;
    check_places(bytes, opened)?;
    check_round_trip(&opened.chart)?;
    // The one that Rolechart wrote is left alone: nothing is lost or mended the second time.
    let text = write(&opened.chart);
    let again = read(text.as_bytes()).map_err(|error| error.in_file("again"))?;
    ensure(!again.loses_comments, || format!("comments would be lost again in\n{text}"))
}

/// Every problem has words, and a place within the file.
fn check_places(bytes: &[u8], opened: &Opened) -> Result<(), Wrong> {
    let lines = 1 + bytes.iter().filter(|&&byte| byte == b'\n').count();
    for located in &opened.problems {
        let place = located.location;
        ensure(place.line >= 1 && place.line <= lines && place.column >= 1, || {
            format!("{:?} at {place:?} of {lines} lines", located.problem)
        })?;
        ensure(!located.problem.to_string().is_empty(), || format!("no words for {:?}", located.problem))?;
    }
    Ok(())
}
