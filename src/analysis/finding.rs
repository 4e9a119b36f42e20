//! What can be found, as data.

use crate::model::{Dismissal, Holder, words_of};

/// What a finding is about, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Who does a thing and who answers for it.
    Raci,
    /// What is done twice.
    Overlap,
    /// What is missing.
    Gap,
    /// What could be said more clearly.
    Wording,
}

impl Kind {
    /// All of them, in the order of findings.
    pub const ALL: [Self; 4] = [Self::Raci, Self::Overlap, Self::Gap, Self::Wording];

    /// The word for machines.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Raci => "raci",
            Self::Overlap => "overlap",
            Self::Gap => "gap",
            Self::Wording => "wording",
        }
    }

    /// The word for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Raci => "RACI",
            Self::Overlap => "Overlaps",
            Self::Gap => "Gaps",
            Self::Wording => "Wording",
        }
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A responsibility that nobody does.
    NobodyResponsible,
    /// A responsibility that nobody answers for.
    NobodyAccountable,
    /// A responsibility that several answer for.
    SeveralAccountable,
    /// A responsibility about which everyone is asked.
    EveryoneConsulted,
    /// A holder with far more on its hands than its peers.
    Overloaded,
    /// A responsibility that several do.
    SameDuty,
    /// Two responsibilities that say nearly the same.
    SimilarDuty,
    /// A responsibility that a manager and someone who reports to them both have.
    ManagerAndReport,
    /// Something that must be covered, and that nobody covers.
    NotCovered,
    /// A role that no position has.
    RoleWithoutPosition,
    /// A position without any responsibility.
    PositionWithoutDuties,
    /// A vacant position that something is answered for by.
    VacantAccountable,
    /// A line that doesn't begin with what is done.
    NoVerbFirst,
    /// A line that is hard to take in at a glance.
    TooLong,
    /// A line that says two things.
    TwoDuties,
    /// A line that begins with words that leave open what is done.
    VagueOpening,
}

impl Rule {
    /// All of them, in the order of findings.
    pub const ALL: [Self; 16] = [
        Self::NobodyResponsible,
        Self::NobodyAccountable,
        Self::SeveralAccountable,
        Self::EveryoneConsulted,
        Self::Overloaded,
        Self::SameDuty,
        Self::SimilarDuty,
        Self::ManagerAndReport,
        Self::NotCovered,
        Self::RoleWithoutPosition,
        Self::PositionWithoutDuties,
        Self::VacantAccountable,
        Self::NoVerbFirst,
        Self::TooLong,
        Self::TwoDuties,
        Self::VagueOpening,
    ];

    /// The rule's name for machines, which never changes: files keep it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NobodyResponsible => "nobody-responsible",
            Self::NobodyAccountable => "nobody-accountable",
            Self::SeveralAccountable => "several-accountable",
            Self::EveryoneConsulted => "everyone-consulted",
            Self::Overloaded => "overloaded",
            Self::SameDuty => "same-duty",
            Self::SimilarDuty => "similar-duty",
            Self::ManagerAndReport => "manager-and-report",
            Self::NotCovered => "not-covered",
            Self::RoleWithoutPosition => "role-without-position",
            Self::PositionWithoutDuties => "position-without-duties",
            Self::VacantAccountable => "vacant-accountable",
            Self::NoVerbFirst => "no-verb-first",
            Self::TooLong => "too-long",
            Self::TwoDuties => "two-duties",
            Self::VagueOpening => "vague-opening",
        }
    }

    /// What the rule is about.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::NobodyResponsible
            | Self::NobodyAccountable
            | Self::SeveralAccountable
            | Self::EveryoneConsulted
            | Self::Overloaded => Kind::Raci,
            Self::SameDuty | Self::SimilarDuty | Self::ManagerAndReport => Kind::Overlap,
            Self::NotCovered | Self::RoleWithoutPosition | Self::PositionWithoutDuties | Self::VacantAccountable => {
                Kind::Gap
            }
            Self::NoVerbFirst | Self::TooLong | Self::TwoDuties | Self::VagueOpening => Kind::Wording,
        }
    }

    /// Whether it matters who holds the lines. It doesn't where somebody is missing, or where the words alone count: such
    /// a finding stays dismissed when another holder gets the line.
    const fn is_told_apart_by_holders(self) -> bool {
        !matches!(self, Self::NobodyResponsible | Self::NobodyAccountable | Self::NotCovered)
            && !matches!(self.kind(), Kind::Wording)
    }

    /// The rule in a few words, for the head of a list.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NobodyResponsible => "No one responsible",
            Self::NobodyAccountable => "No one accountable",
            Self::SeveralAccountable => "Several accountable",
            Self::EveryoneConsulted => "Everyone consulted",
            Self::Overloaded => "Overloaded",
            Self::SameDuty => "The same duty",
            Self::SimilarDuty => "Nearly the same duty",
            Self::ManagerAndReport => "Manager and report",
            Self::NotCovered => "Not covered",
            Self::RoleWithoutPosition => "Role without position",
            Self::PositionWithoutDuties => "Position without duties",
            Self::VacantAccountable => "Accountable but vacant",
            Self::NoVerbFirst => "No verb first",
            Self::TooLong => "Too long",
            Self::TwoDuties => "Two duties in one",
            Self::VagueOpening => "Vague opening",
        }
    }
}

/// Something that a person may want to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule by which it was found.
    pub rule: Rule,
    /// What was found, as a sentence with names.
    pub message: String,
    /// Those whose lines make the finding.
    pub holders: Vec<Holder>,
    /// The lines, as they stand in the register, or what must be covered.
    pub responsibilities: Vec<String>,
    /// How alike two lines are, where the finding is about that; from 0 to 1.
    pub likeness: Option<f64>,
    /// Why a person has decided to leave it as it is.
    pub dismissed: Option<String>,
}

/// What makes two findings the same: the rule's code, the words of the responsibilities in their order, and the holders.
pub(super) type Identity = (String, Vec<String>, Vec<Holder>);

impl Finding {
    /// A finding that isn't about likeness and that nobody has dismissed.
    pub(super) fn new(rule: Rule, message: String, holders: Vec<Holder>, responsibilities: Vec<String>) -> Self {
        Self { rule, message, holders, responsibilities, likeness: None, dismissed: None }
    }

    /// The decision to leave what was found as it is. In the chart, it marks this finding and no other.
    #[must_use]
    pub fn dismissal(&self, reason: impl Into<String>) -> Dismissal {
        let holders = if self.rule.is_told_apart_by_holders() { self.holders.clone() } else { Vec::new() };
        Dismissal {
            rule: self.rule.code().to_owned(),
            responsibilities: self.responsibilities.clone(),
            holders,
            reason: reason.into(),
        }
    }

    /// Whether the chart's dismissal is one of this finding, in whatever order and however capitalised.
    #[must_use]
    pub fn is_dismissed_by(&self, dismissal: &Dismissal) -> bool {
        identity(&self.dismissal("")) == identity(dismissal)
    }

    pub(super) fn identity(&self) -> Identity {
        identity(&self.dismissal(""))
    }
}

/// What a dismissal is about, however it is written.
pub(super) fn identity(dismissal: &Dismissal) -> Identity {
    let mut words: Vec<String> = dismissal.responsibilities.iter().map(|text| words_of(text)).collect();
    words.sort_unstable();
    let mut holders = dismissal.holders.clone();
    holders.sort_unstable();
    (dismissal.rule.clone(), words, holders)
}
