//! "Did you mean …?"

/// Words that people write for a field's name, and the name.
const SYNONYMS: [(&str, &str); 22] = [
    ("boss", "reports_to"),
    ("color", "colour"),
    ("comment", "notes"),
    ("comments", "notes"),
    ("description", "summary"),
    ("dotted", "dotted_to"),
    ("duties", "responsibilities"),
    ("dutys", "responsibilities"),
    ("employee", "person"),
    ("job", "title"),
    ("label", "short"),
    ("layout", "arrange"),
    ("manager", "reports_to"),
    ("name", "person"),
    ("name", "title"),
    ("orientation", "direction"),
    ("parent", "reports_to"),
    ("people", "positions"),
    ("reports", "reports_to"),
    ("responsibility", "responsibilities"),
    ("tasks", "responsibilities"),
    ("version", "format"),
];

/// How many letters may be wrong.
const MAX_DISTANCE: usize = 2;

/// The word of the list that was probably meant.
pub(super) fn suggest(found: &str, expected: &[&'static str]) -> Option<&'static str> {
    let lower = found.to_lowercase();
    let synonym = SYNONYMS.iter().find(|(word, name)| *word == lower && expected.contains(name));
    if let Some((_, name)) = synonym {
        return Some(name);
    }
    let near = expected.iter().map(|&word| (distance(&lower, &word.to_lowercase()), word)).min()?;
    // In a word of three letters, two wrong ones would leave another word.
    (near.0 <= MAX_DISTANCE.min(found.chars().count() / 2)).then_some(near.1)
}

/// How many letters must be put in, taken out or changed to make one word of the other
/// (V. Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", 1966).
fn distance(a: &str, b: &str) -> usize {
    // Longer than any word of the format: far enough, and not worth the time.
    const LONGEST: usize = 64;
    if a.len() > LONGEST {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.chars().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn slips_and_synonyms_find_the_word_that_was_meant() {
        let fields = ["id", "reports_to", "title", "responsibilities", "colour"];
        for (found, meant) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("report_to", Some("reports_to")),
            ("dutys", Some("responsibilities")),
            ("color", Some("colour")),
            ("name", Some("title")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(suggest(found, &fields), meant, "for {found:?}");
        }
    }
}
