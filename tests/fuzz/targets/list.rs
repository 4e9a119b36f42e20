//! Any text as a pasted list: as positions, as responsibilities, and as the name of one position.

#![no_main]
#![allow(dead_code, reason = "a part of what tests share is enough here")]

#[path = "../../common/soundness.rs"]
mod soundness;

use libfuzzer_sys::fuzz_target;
use rolechart::editor::clipboard::{lines_as_text, marked_line};
use rolechart::import::{self, indented_list};
use rolechart::model::{Responsibility, Role};
use rolechart::starter;
use soundness::{Wrong, check_round_trip, check_sound, ensure};

fuzz_target!(|bytes: &[u8]| {
    fastrand::seed(7);
    let text = String::from_utf8_lossy(bytes);
    if let Err(wrong) = check(&text) {
        panic!("{wrong}");
    }
});

fn check(text: &str) -> Result<(), Wrong> {
    let library = starter::it_department().roles().to_vec();
    check_chart(text, &library)?;
    check_lines(text)?;
    let named = import::split_name(text, &library);
    ensure(named.role.is_none_or(|id| library.iter().any(|role| role.id == id)), || "a role of nowhere".to_owned())
}

fn check_chart(text: &str, library: &[Role]) -> Result<(), Wrong> {
    let chart = indented_list::read(text, library);
    check_sound(&chart)?;
    check_round_trip(&chart)?;
    let lines = import::lines(text).len();
    let title = usize::from(!chart.title().is_empty());
    ensure(chart.len() + title == lines, || format!("{lines} lines make {} positions", chart.len()))?;
    ensure(chart.roles() == library, || "the library has changed".to_owned())
}

/// Lines as responsibilities go to the clipboard and come back.
fn check_lines(text: &str) -> Result<(), Wrong> {
    let line = |text: String| marked_line(&text).unwrap_or_else(|| Responsibility::new(text));
    let copied: Vec<Responsibility> = import::lines(text).into_iter().map(line).collect();
    let pasted: Vec<Option<Responsibility>> = lines_as_text(&copied).lines().map(marked_line).collect();
    let in_one_line = |line: &Responsibility| {
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Responsibility { text, ..line.clone() })
    };
    let expected: Vec<Option<Responsibility>> = copied.iter().map(in_one_line).filter(Option::is_some).collect();
    ensure(pasted == expected, || format!("copied {expected:?}, pasted {pasted:?}"))
}
