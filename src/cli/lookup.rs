//! From what somebody types to the position or the role that is meant.

use std::fmt;
use std::path::Path;

use super::CliError;
use crate::export::{one_line, position_name, role_name};
use crate::model::thousands;
use crate::model::{Chart, Holder, Position, Role, words_of};

/// How alike a word and a name must be for the name to be suggested, from 0 to 1 (Winkler, "String Comparator Metrics
/// and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", 1990).
const NEAR: f64 = 0.8;

/// How many names are suggested.
const MOST_SUGGESTED: usize = 5;

/// How many are listed where several fit.
const MOST_LISTED: usize = 20;

/// The longest text that suggestions are looked for, in bytes.
const LONGEST: usize = 200;

/// Why nothing was found, or too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LookupError {
    /// Nothing fits; with what comes near, the nearest first.
    Unknown(String, Vec<Candidate>),
    /// Several fit.
    Several(String, Vec<Candidate>),
}

/// A position or a role that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    holder: Holder,
    /// What it is called in a list.
    name: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.holder {
            Holder::Role(_) => "role",
            Holder::Position(_) => "position",
        };
        write!(f, "{kind} {}: {}", self.holder.id(), one_line(&self.name))
    }
}

impl LookupError {
    /// The error with the file in which was looked.
    pub(super) fn in_file(&self, file: &Path) -> CliError {
        let file = file.display();
        let (message, candidates) = match self {
            Self::Unknown(text, near) if near.is_empty() => {
                (format!("{file} has no position and no role {text:?}. Give {EXPECTED}."), near)
            }
            Self::Unknown(text, near) => {
                (format!("{file} has no position and no role {text:?}. Give {EXPECTED}; these come near:"), near)
            }
            Self::Several(text, all) => (format!("{text:?} fits several in {file}. Give the id of one of them:"), all),
        };
        CliError::Lookup(message + &listed(candidates))
    }
}

/// What can be looked for.
const EXPECTED: &str = "the id of a position or a role, a role's title or a person's name";

fn listed(candidates: &[Candidate]) -> String {
    let mut lines: Vec<String> =
        candidates.iter().take(MOST_LISTED).map(|candidate| format!("\n    {candidate}")).collect();
    if candidates.len() > MOST_LISTED {
        lines.push(format!("\n    and {} more", thousands(candidates.len() - MOST_LISTED)));
    }
    lines.concat()
}

/// A role or a position of a chart.
#[derive(Clone, Copy)]
enum Known<'a> {
    Role(&'a Role),
    Position(&'a Position),
}

impl<'a> Known<'a> {
    /// Everything that can be found: roles, then positions.
    fn all(chart: &'a Chart) -> impl Iterator<Item = Self> {
        chart.roles().iter().map(Self::Role).chain(chart.walk().map(|visit| Self::Position(visit.position)))
    }

    fn id(self) -> &'a str {
        match self {
            Self::Role(role) => role.id.as_str(),
            Self::Position(position) => position.id.as_str(),
        }
    }

    /// The title of a role or the name of a person; empty where there is none.
    fn name(self) -> &'a str {
        match self {
            Self::Role(role) => &role.title,
            Self::Position(position) => &position.person,
        }
    }

    /// The title of a position's own.
    fn own_title(self) -> &'a str {
        match self {
            Self::Role(_) => "",
            Self::Position(position) => &position.title,
        }
    }

    fn candidate(self, chart: &Chart) -> Candidate {
        match self {
            Self::Role(role) => Candidate { holder: Holder::Role(role.id.clone()), name: role_name(role).to_owned() },
            Self::Position(position) => {
                Candidate { holder: Holder::Position(position.id.clone()), name: position_name(chart, position) }
            }
        }
    }
}

/// The position or the role that has this id, or else the one that has it in other capitals, or as its title or name.
///
/// # Errors
/// Where none has, or several have.
pub(super) fn find(chart: &Chart, text: &str) -> Result<Holder, LookupError> {
    let words = words_of(text);
    let is_called = |known: &Known| !words.is_empty() && [known.id(), known.name()].map(words_of).contains(&words);
    let mut found: Vec<Known> = Known::all(chart).filter(|known| known.id() == text).collect();
    if found.is_empty() {
        found = Known::all(chart).filter(is_called).collect();
    }
    match found.as_slice() {
        [one] => Ok(one.candidate(chart).holder),
        [] => Err(LookupError::Unknown(text.to_owned(), near(chart, &words))),
        several => {
            let all = several.iter().map(|known| known.candidate(chart)).collect();
            Err(LookupError::Several(text.to_owned(), all))
        }
    }
}

/// What may have been meant, the nearest first.
fn near(chart: &Chart, words: &str) -> Vec<Candidate> {
    if words.is_empty() || words.len() > LONGEST {
        return Vec::new();
    }
    let scored = Known::all(chart).map(|known| (likeness(known, words), known));
    let mut near: Vec<(f64, Known)> = scored.filter(|(score, _)| *score >= NEAR).collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.iter().take(MOST_SUGGESTED).map(|(_, known)| known.candidate(chart)).collect()
}

/// How near the nearest of all names comes, from 0 to 1. A name that has the words in it comes very near.
fn likeness(known: Known, words: &str) -> f64 {
    let likeness = |name: &str| {
        let name = words_of(name);
        if name.len() > LONGEST {
            0.0
        } else if name.contains(words) {
            1.0
        } else {
            strsim::jaro_winkler(&name, words)
        }
    };
    [known.id(), known.name(), known.own_title()].map(likeness).into_iter().fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::{LookupError, find};
    use crate::model::sketch::{chart, id};
    use crate::model::{Chart, Edit, PositionChange};

    /// What a text finds, or what the error lists.
    fn found(chart: &Chart, text: &str) -> String {
        match find(chart, text) {
            Ok(holder) => holder.id().to_owned(),
            Err(LookupError::Unknown(_, near)) => format!("none, near {}", ids(&near)),
            Err(LookupError::Several(_, all)) => format!("several: {}", ids(&all)),
        }
    }

    fn ids(candidates: &[super::Candidate]) -> String {
        let ids: Vec<&str> = candidates.iter().map(|candidate| candidate.holder.id()).collect();
        ids.join(" ")
    }

    #[test]
    fn what_is_typed_finds_an_id_a_title_or_a_person() {
        let mut chart = chart("analyst lead both / a:analyst=Grace(b=Omar c=Omar d= both) e=lead");
        let title = PositionChange::Title("Service Operations".to_owned());
        chart.apply(Edit::SetPosition(id("d"), title)).expect("d is there");
        for (text, expected) in [
            ("a", "a"),
            ("A", "a"),
            ("analyst", "analyst"),
            ("Analyst", "analyst"),
            (" grace ", "a"),
            ("b", "b"),
            ("Omar", "several: b c"),
            ("both", "several: both both"),
            ("lead", "lead"),
            ("LEAD", "several: lead e"),
            ("Grcae", "none, near a"),
            ("operations", "none, near d"),
            ("xyzzy", "none, near "),
            ("", "none, near "),
        ] {
            assert_eq!(found(&chart, text), expected, "{text:?}");
        }
    }
}
