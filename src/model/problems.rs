//! What is structurally wrong with a chart, as data: what was found, where, and what was assumed instead.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::PositionId;
use super::hidden::{STAND_IN, visible};
use super::ids::MAX_ID_CHARS;
use super::thousands;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the chart is read as it stands.
    Note,
    /// Something in the file can't be true, and the chart was changed to read it.
    Error,
}

impl Severity {
    /// The word for machines: `note` or `error`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Error => "error",
        }
    }
}

/// Where in the lists of a file a problem was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemPlace {
    /// The chart as a whole.
    Chart,
    /// A field of the chart itself.
    ChartField(&'static str),
    /// A field of the role with this index in the file's list.
    Role(usize, &'static str),
    /// A field of the position with this index in the file's list.
    Position(usize, &'static str),
    /// A field of the dismissal with this index in the file's list.
    Dismissal(usize, &'static str),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Two roles share an id; the first one counts for the positions that name it.
    DuplicateRole {
        /// The shared id.
        id: String,
        /// The id that the later one got.
        renamed: String,
    },
    /// Two positions share an id; the first one counts for whoever names it.
    DuplicatePosition {
        /// The shared id.
        id: String,
        /// The id that the later one got.
        renamed: String,
    },
    /// A text that can't be an id.
    InvalidId {
        /// The text.
        text: String,
        /// What is wrong with it.
        reason: super::InvalidId,
        /// The id that it got instead.
        renamed: String,
    },
    /// `reports_to` names a position that isn't there.
    UnknownManager {
        /// The name.
        id: String,
    },
    /// `role` names a role that isn't in the library.
    UnknownRole {
        /// The name.
        id: String,
    },
    /// `role` names a role that isn't in the library, and the library has no room for one more.
    TooManyRoles {
        /// The name.
        id: String,
    },
    /// `dotted_to` names a position that isn't there, or the position itself.
    UnknownDotted {
        /// The name.
        id: String,
    },
    /// Positions report to each other in a circle, which is cut at the first of them.
    Cycle {
        /// The positions of the circle, each reporting to the next, the first one again at the end left out.
        ids: Vec<PositionId>,
    },
    /// A dismissed finding names a holder by a text that can't be an id.
    InvalidHolder {
        /// The text.
        text: String,
        /// What is wrong with it.
        reason: super::InvalidId,
    },
    /// A colour that isn't of the form `#1F3A5F`.
    InvalidColour {
        /// The text.
        text: String,
    },
    /// A text holds characters that [hide](super::hidden).
    Hidden {
        /// The first of them.
        first: char,
        /// How many.
        count: usize,
    },
    /// More than one position reports to nobody.
    SeveralTops {
        /// How many.
        count: usize,
    },
    /// More of one kind than is listed; this stands at the first that isn't.
    More {
        /// The kind's short name for machines.
        of: &'static str,
        /// How much each of them matters.
        severity: Severity,
        /// How many aren't listed.
        count: usize,
    },
}

/// One thing that is structurally wrong with a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it was found.
    pub place: ProblemPlace,
    /// What it is.
    pub kind: ProblemKind,
}

impl Problem {
    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::SeveralTops { .. } | ProblemKind::Hidden { .. } => Severity::Note,
            ProblemKind::More { severity, .. } => severity,
            _ => Severity::Error,
        }
    }

    /// A short name for machines, such as `unknown-manager`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::DuplicateRole { .. } => "duplicate-role",
            ProblemKind::DuplicatePosition { .. } => "duplicate-position",
            ProblemKind::InvalidId { .. } => "invalid-id",
            ProblemKind::UnknownManager { .. } => "unknown-manager",
            ProblemKind::UnknownRole { .. } => "unknown-role",
            ProblemKind::TooManyRoles { .. } => "too-many-roles",
            ProblemKind::UnknownDotted { .. } => "unknown-dotted",
            ProblemKind::Cycle { .. } => "cycle",
            ProblemKind::InvalidHolder { .. } => "invalid-holder",
            ProblemKind::InvalidColour { .. } => "invalid-colour",
            ProblemKind::Hidden { .. } => "hidden-characters",
            ProblemKind::SeveralTops { .. } => "several-tops",
            ProblemKind::More { of, .. } => of,
        }
    }
}

/// How many problems of one kind are listed. Nobody reads more, and a file may have a million.
pub const LISTED_OF_A_KIND: usize = 1_000;

/// Problems as they are found: all of them are counted, and so many of each kind kept.
#[derive(Debug, Default)]
pub(crate) struct ProblemList {
    listed: Vec<Problem>,
    counts: HashMap<&'static str, usize>,
    /// For each kind of which there are more than are listed.
    more: BTreeMap<&'static str, Problem>,
}

impl ProblemList {
    pub(crate) fn add(&mut self, problem: Problem) {
        let (code, severity) = (problem.code(), problem.severity());
        let found = if let ProblemKind::More { count, .. } = problem.kind { count } else { 1 };
        let known = self.counts.entry(code).or_default();
        *known += found;
        if *known <= LISTED_OF_A_KIND {
            return self.listed.push(problem);
        }
        let place = problem.place;
        let kind = ProblemKind::More { of: code, severity, count: 0 };
        let more = self.more.entry(code).or_insert(Problem { place, kind });
        if let ProblemKind::More { count, .. } = &mut more.kind {
            *count += found;
        }
    }

    /// Those that are listed, then what isn't.
    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.listed.into_iter().chain(self.more.into_values()).collect()
    }
}

/// As much of a text from a file as a problem repeats: the longest id fits, and a text may be a megabyte long.
pub(crate) fn in_short(text: &str) -> String {
    match text.char_indices().nth(MAX_ID_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How many members of a circle a message names.
const NAMED_IN_CYCLE: usize = 5;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ProblemKind::DuplicateRole { id, renamed } => {
                write!(f, "the role id {} stands here again; this one is now {}", Quoted(id), Quoted(renamed))
            }
            ProblemKind::DuplicatePosition { id, renamed } => {
                write!(f, "the position id {} stands here again; this one is now {}", Quoted(id), Quoted(renamed))
            }
            ProblemKind::InvalidId { text, reason, renamed } => {
                write!(f, "{} can't be an id: {reason}; it is now {}", Quoted(text), Quoted(renamed))
            }
            ProblemKind::UnknownManager { id } => {
                write!(f, "reports to {}, and no position has that id; it is now a top position", Quoted(id))
            }
            ProblemKind::UnknownRole { id } => {
                write!(f, "has the role {}, and the library has none of that id; an empty role was added", Quoted(id))
            }
            ProblemKind::TooManyRoles { id } => {
                write!(f, "has the role {}, and the library is too full to add it; it now has no role", Quoted(id))
            }
            ProblemKind::UnknownDotted { id } => {
                write!(f, "has a dotted line to {}, which is no other position; the line was left out", Quoted(id))
            }
            ProblemKind::Cycle { ids } => {
                write!(f, "reports to itself in a circle ({}and so on); it is now a top position", Circle(ids))
            }
            ProblemKind::InvalidHolder { text, reason } => {
                let text = Quoted(text);
                write!(f, "{text} can't be an id: {reason}; the dismissed finding now goes without this holder")
            }
            ProblemKind::InvalidColour { text } => {
                let text = Quoted(text);
                write!(f, "{text} is no colour such as \"#1F3A5F\"; the role got one of the usual colours")
            }
            ProblemKind::Hidden { first, count } => write_hidden(f, *first, *count),
            ProblemKind::SeveralTops { count } => {
                let count = thousands(*count);
                write!(f, "{count} positions report to nobody; that is fine while the chart is being sketched")
            }
            ProblemKind::More { count, .. } => {
                write!(f, "{} more of this kind from here on are not listed", thousands(*count))
            }
        }
    }
}

/// A text of a file in quotes, with nothing hidden and on one line.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", visible(self.0).replace(['\n', '\t'], " "))
    }
}

/// The first members of a circle, each with a comma behind it.
struct Circle<'a>(&'a [PositionId]);

impl fmt::Display for Circle<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(ids) = self;
        for id in ids.iter().take(NAMED_IN_CYCLE) {
            write!(f, "{id}, ")?;
        }
        match ids.len().saturating_sub(NAMED_IN_CYCLE) {
            0 => Ok(()),
            more => write!(f, "{} more, ", thousands(more)),
        }
    }
}

fn write_hidden(f: &mut fmt::Formatter<'_>, first: char, count: usize) -> fmt::Result {
    let code = u32::from(first);
    match count {
        1 => write!(f, "has a hidden character (U+{code:04X}); it is kept, and shown as {STAND_IN}"),
        _ => write!(
            f,
            "has {} hidden characters (the first is U+{code:04X}); they are kept, and each is shown as {STAND_IN}",
            thousands(count)
        ),
    }
}
