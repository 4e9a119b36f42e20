//! Why a command is refused.

use std::fmt;

use crate::model::Misfit;

/// The reason why a command can't be carried out, in words for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A position would report to itself or to somebody below it.
    OwnBranch,
    /// It is the first or the last of its siblings already.
    AtTheEnd,
    /// A top position has nobody above.
    AtTheTop,
    /// There is no sibling before it to go under.
    NoSiblingBefore,
    /// A top position can't be an assistant: there is no line to stand beside.
    TopAssistant,
    /// A role needs a title.
    EmptyTitle,
    /// Another role has the title.
    TitleTaken(String),
    /// The position has no role whose list a line could go to.
    NoRole,
    /// The holder has the responsibility already.
    HoldsAlready(String),
    /// Who is to have the responsibilities goes, too.
    HeirGoes,
    /// A responsibility needs words.
    NoWords,
    /// There is no such dismissal.
    NotDismissed,
    /// What was pasted holds no position.
    NothingToPaste,
    /// The change doesn't fit the chart.
    Misfit(Misfit),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnBranch => {
                f.write_str("Can't move there: nobody can report to themselves or to someone below them")
            }
            Self::AtTheEnd => f.write_str("Can't move further: there is no sibling on that side"),
            Self::AtTheTop => f.write_str("Can't move up: this is a top position"),
            Self::NoSiblingBefore => f.write_str("Can't move down: there is no sibling before it to report to"),
            Self::TopAssistant => f.write_str("A top position can't be an assistant: move it below a manager first"),
            Self::EmptyTitle => f.write_str("A role needs a title"),
            Self::TitleTaken(title) => write!(f, "There is a role called “{title}” already: choose another title"),
            Self::NoRole => f.write_str("This position has no role yet: choose one first"),
            Self::HoldsAlready(who) => write!(f, "{who} has this responsibility already"),
            Self::HeirGoes => f.write_str("Whoever is to have the responsibilities goes, too: choose somebody else"),
            Self::NoWords => f.write_str("A responsibility needs words: remove it instead"),
            Self::NotDismissed => f.write_str("This finding isn't dismissed"),
            Self::NothingToPaste => f.write_str("Nothing to paste: copy a branch or some lines of text first"),
            Self::Misfit(misfit) => write!(f, "That can't be done: {misfit}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::WouldCycle(_) => Self::OwnBranch,
            other => Self::Misfit(other),
        }
    }
}
