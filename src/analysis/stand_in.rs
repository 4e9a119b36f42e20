//! What the model will have.

use crate::model::Holder;

/// A finding that a person has decided to leave as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// The code of the rule.
    pub rule: String,
    /// The responsibilities that the finding is about.
    pub responsibilities: Vec<String>,
    /// Who holds them.
    pub holders: Vec<Holder>,
    /// Why.
    pub reason: String,
}

pub(super) fn words_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').trim_end().to_lowercase()
}
