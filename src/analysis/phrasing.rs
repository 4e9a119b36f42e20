//! Pieces of sentences for people.

/// How many characters of a responsibility a sentence quotes at most, the dots that stand for the rest included.
const QUOTED: usize = 60;

/// How many names a sentence lists where there are many.
const NAMED: usize = 3;

/// A text between quotation marks, shortened at a word's end where it is long.
pub(super) fn quote(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        return format!("“{text}”");
    }
    let start: String = text.chars().take(QUOTED - 1).collect();
    let at_word = start.rfind(char::is_whitespace).filter(|&at| at > start.len() / 2);
    let whole_words = &start[..at_word.unwrap_or(start.len())];
    format!("“{} …”", whole_words.trim_end_matches(|sign: char| sign.is_whitespace() || sign.is_ascii_punctuation()))
}

/// "A", "A and B", "A, B and C", "A, B, C and 4 more". Only the names that are listed are asked for. A single one that
/// is left is named, which is no longer than to count it.
pub(super) fn list<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    let listed = if items.len() == NAMED + 1 { items.len() } else { NAMED };
    let names: Vec<String> = items.iter().take(listed).map(name).collect();
    let more = items.len() - names.len();
    match names.as_slice() {
        names if more > 0 => format!("{} and {more} more", names.join(", ")),
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        names => names.concat(),
    }
}

/// "is", "are both" or "are all", for so many.
pub(super) const fn are(count: usize) -> &'static str {
    match count {
        0 | 1 => "is",
        2 => "are both",
        _ => "are all",
    }
}

/// The sentence with a capital where it begins with a vacant position; titles and names keep their letters.
pub(super) fn sentence(text: String) -> String {
    match text.strip_prefix("vacant ") {
        Some(rest) => format!("Vacant {rest}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        for (names, expected) in [
            (&[][..], ""),
            (&["Ada"], "Ada"),
            (&["Ada", "Bob"], "Ada and Bob"),
            (&["Ada", "Bob", "Cleo"], "Ada, Bob and Cleo"),
            (&["Ada", "Bob", "Cleo", "Dan"], "Ada, Bob, Cleo and Dan"),
            (&["Ada", "Bob", "Cleo", "Dan", "Eve"], "Ada, Bob, Cleo and 2 more"),
        ] {
            assert_eq!(list(names, |name| (*name).to_owned()), expected, "a list of {names:?}");
        }
    }

    #[test]
    fn long_texts_are_shortened_at_a_word() {
        let long = "Gather and document requirements for new applications, and for enhancements of old ones";
        assert_eq!(quote(long), "“Gather and document requirements for new applications, and …”", "a long text");
        assert_eq!(quote("Plan"), "“Plan”", "a short text");
        assert_eq!(quote(&"ü".repeat(99)).chars().count(), 63, "a text without spaces");
    }
}
