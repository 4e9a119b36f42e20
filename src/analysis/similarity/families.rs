//! Families of words: whatever matches is in one family, so that lines that match share families.

use super::words::{Compared, Vocabulary};

/// How many words with the same first letters are compared with each other. More are one family without a look: that
/// costs time when lines are compared, and no more than that.
const MOST_COMPARED: usize = 128;

/// The family of every word, by the word's number; nothing, where `is_cancelled` came true on the way.
///
/// Words that match are of the same family, though not all words of a family match: "plan" and "planner" may only be
/// there because "planned" matches both.
pub(super) fn families(
    vocabulary: &Vocabulary,
    compared: &mut Compared,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let mut families = Families((0..vocabulary.len()).collect());
    for words in words_by_key(vocabulary) {
        if is_cancelled() {
            return None;
        }
        let is_too_many = words.len() > MOST_COMPARED;
        for (later, &word) in words.iter().enumerate() {
            for &other in &words[..if is_too_many { later.min(1) } else { later }] {
                if !families.are_one(word, other) && (is_too_many || vocabulary.alike(word, other, compared).is_some())
                {
                    families.unite(word, other);
                }
            }
        }
    }
    Some((0..vocabulary.len()).map(|word| families.head(word)).collect())
}

fn words_by_key(vocabulary: &Vocabulary) -> Vec<Vec<u32>> {
    let mut by_key = vec![Vec::new(); vocabulary.key_count()];
    for word in 0..vocabulary.len() {
        by_key[vocabulary.word(word).key as usize].push(word);
    }
    by_key
}

/// Sets that can be united (R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975). Every word
/// names one that is nearer to the head of its family.
struct Families(Vec<u32>);

impl Families {
    fn head(&mut self, word: u32) -> u32 {
        let mut at = word;
        while self.0[at as usize] != at {
            let next = self.0[at as usize];
            self.0[at as usize] = self.0[next as usize];
            at = next;
        }
        at
    }

    fn are_one(&mut self, a: u32, b: u32) -> bool {
        self.head(a) == self.head(b)
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.head(a), self.head(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let mut vocabulary = Vocabulary::default();
        vocabulary.read(text);
        let families = families(&vocabulary, &mut Compared::default(), &|| false).expect("nobody cancels it");
        let members = |head: u32| -> Vec<&str> {
            let of_head = |&word: &u32| families[word as usize] == head;
            (0..vocabulary.len()).filter(of_head).map(|word| &*vocabulary.word(word).text).collect()
        };
        let found: Vec<Vec<&str>> = (0..vocabulary.len()).map(members).filter(|words| !words.is_empty()).collect();
        assert_eq!(found, expected, "the families of {text:?}");
    }

    #[test]
    fn forms_of_a_word_are_a_family() {
        check("plans plan review planned reviews", &[&["plans", "plan", "planned"], &["review", "reviews"]]);
    }

    #[test]
    fn the_same_first_letters_dont_make_a_family() {
        check("projects profile protocols", &[&["projects"], &["profile"], &["protocols"]]);
    }

    #[test]
    fn too_many_words_are_a_family_unseen() {
        let mut vocabulary = Vocabulary::default();
        for index in 0..=MOST_COMPARED {
            let letter = char::from(b'a' + u8::try_from(index % 26).expect("a letter"));
            vocabulary.read(&format!("con{letter}{}", "x".repeat(index / 26)));
        }
        let families = families(&vocabulary, &mut Compared::default(), &|| false).expect("nobody cancels it");
        assert!(families.iter().all(|&head| head == 0), "one family: {families:?}");
    }
}
