//! The letters of a cell: how one holder is involved in one responsibility.

use crate::model::Involvement;

/// A set of involvements, in the order R A C I.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u8);

impl Letters {
    /// No letter.
    pub(super) const NONE: Self = Self(0);

    const fn bit(involvement: Involvement) -> u8 {
        1 << involvement as u8
    }

    pub(super) const fn of(involvement: Involvement) -> Self {
        Self(Self::bit(involvement))
    }

    pub(super) const fn with(self, involvement: Involvement) -> Self {
        Self(self.0 | Self::bit(involvement))
    }

    /// With the letter where it was missing, without it where it was there.
    pub(super) const fn toggled(self, involvement: Involvement) -> Self {
        Self(self.0 ^ Self::bit(involvement))
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn contains(self, involvement: Involvement) -> bool {
        self.0 & Self::bit(involvement) != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Involvement> {
        Involvement::ALL.into_iter().filter(move |&involvement| self.contains(involvement))
    }

    /// "Responsible and Accountable"; empty where there is no letter.
    pub(super) fn words(self) -> String {
        listed(&self.iter().map(|involvement| involvement.word().to_owned()).collect::<Vec<_>>())
    }

    /// What stands before a responsibility in a sentence: "Responsible and Accountable for", "Consulted about".
    pub(super) fn phrase(self) -> String {
        let group = |preposition: &str, members: [Involvement; 2]| {
            let words: Vec<String> =
                self.iter().filter(|one| members.contains(one)).map(|one| one.word().to_owned()).collect();
            (!words.is_empty()).then(|| format!("{} {preposition}", listed(&words)))
        };
        let doing = group("for", [Involvement::Responsible, Involvement::Accountable]);
        let hearing = group("about", [Involvement::Consulted, Involvement::Informed]);
        listed(&doing.into_iter().chain(hearing).collect::<Vec<_>>())
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of a word such as "RA".
    fn letters(word: &str) -> Letters {
        let named = |sign: char| Involvement::ALL.into_iter().find(|one| one.letter().starts_with(sign));
        word.chars().filter_map(named).fold(Letters::NONE, Letters::with)
    }

    #[test]
    fn letters_are_said_in_words() {
        for (word, words, phrase) in [
            ("", "", ""),
            ("A", "Accountable", "Accountable for"),
            ("AR", "Responsible and Accountable", "Responsible and Accountable for"),
            ("CI", "Consulted and Informed", "Consulted and Informed about"),
            ("IAR", "Responsible, Accountable and Informed", "Responsible and Accountable for and Informed about"),
        ] {
            assert_eq!(letters(word).words(), words, "the words of {word:?}");
            assert_eq!(letters(word).phrase(), phrase, "the phrase of {word:?}");
        }
    }

    #[test]
    fn a_letter_comes_and_goes() {
        let both = letters("R").toggled(Involvement::Accountable);
        assert_eq!(both, letters("RA"), "the letter is added");
        assert_eq!(both.toggled(Involvement::Responsible), letters("A"), "the letter is taken away");
    }
}
