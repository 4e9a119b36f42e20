//! A job definition in the chart's library.

use super::{Responsibility, RoleId};
use crate::theme::Colour;

/// A job definition: edited once, true for every position that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Names the role in the file.
    pub id: RoleId,
    /// The job title.
    pub title: String,
    /// The short label on the card's chip, such as "BA".
    pub short: String,
    /// The colour of the accent bar and the chip, as on a light card.
    pub colour: Colour,
    /// What the role is for, in a sentence or two.
    pub summary: String,
    /// What everyone in the role does.
    pub responsibilities: Vec<Responsibility>,
}

impl Role {
    /// A role with a title and nothing else but the defaults that follow from it.
    pub fn new(id: RoleId, title: impl Into<String>, colour: Colour) -> Self {
        let title = title.into();
        let short = Self::short_label(&title);
        Self { id, title, short, colour, summary: String::new(), responsibilities: Vec::new() }
    }

    /// The title, or the id where it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.trim().is_empty() { self.id.as_str() } else { &self.title }
    }

    /// The first letters of a title's words, at most four: "Business Systems Analyst" gives "BSA".
    /// A single word gives its first three letters.
    #[must_use]
    pub fn short_label(title: &str) -> String {
        let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let letters: String = match words.as_slice() {
            [word] => word.chars().take(3).collect(),
            words => words.iter().filter_map(|word| word.chars().next()).take(4).collect(),
        };
        letters.to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn short_labels_come_from_the_title() {
        for (title, short) in
            [("Business Systems Analyst", "BSA"), ("Architect", "ARC"), ("Head of IT & security", "HOIS"), ("", "")]
        {
            assert_eq!(Role::short_label(title), short, "{title}");
        }
    }
}
