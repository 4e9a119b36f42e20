//! One duty, and how its holder is involved in it.

use std::fmt;

/// How a holder is involved in a duty: the RACI words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Involvement {
    /// Does it.
    #[default]
    Responsible,
    /// Answers for it.
    Accountable,
    /// Is asked before it is done.
    Consulted,
    /// Is told about it.
    Informed,
}

impl Involvement {
    /// All four, in the order of the letters R A C I.
    pub const ALL: [Self; 4] = [Self::Responsible, Self::Accountable, Self::Consulted, Self::Informed];

    /// The word, as files and the window write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Responsible => "Responsible",
            Self::Accountable => "Accountable",
            Self::Consulted => "Consulted",
            Self::Informed => "Informed",
        }
    }

    /// The first letter of the word.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Responsible => "R",
            Self::Accountable => "A",
            Self::Consulted => "C",
            Self::Informed => "I",
        }
    }

    /// What the word means, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Responsible => "does it",
            Self::Accountable => "answers for it",
            Self::Consulted => "is asked before",
            Self::Informed => "is told about it",
        }
    }
}

impl fmt::Display for Involvement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What makes two texts the same words: letters in lower case, single spaces, no full stop at the end.
///
/// ```
/// # use rolechart::model::words_of;
/// assert_eq!(words_of("Set the  IT budget."), words_of("set the IT budget"));
/// ```
#[must_use]
pub fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    words.truncate(words.trim_end_matches('.').trim_end().len());
    words
}

/// One duty: a line of text with an involvement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Responsibility {
    /// How the holder is involved.
    pub involvement: Involvement,
    /// The duty in words.
    pub text: String,
}

impl Responsibility {
    /// A duty that its holder does.
    pub fn new(text: impl Into<String>) -> Self {
        Self { involvement: Involvement::Responsible, text: text.into() }
    }
}
