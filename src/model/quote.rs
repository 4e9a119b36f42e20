//! A text of the chart within a sentence for people.

/// How many characters of a text a sentence quotes at most, the dots that stand for the rest included.
const QUOTED: usize = 60;

/// A text between quotation marks, shortened at a word's end where it is long.
#[must_use]
pub fn quote(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        return format!("“{text}”");
    }
    let start: String = text.chars().take(QUOTED - 1).collect();
    let at_word = start.rfind(char::is_whitespace).filter(|&at| at > start.len() / 2);
    let whole_words = &start[..at_word.unwrap_or(start.len())];
    format!("“{} …”", whole_words.trim_end_matches(|sign: char| sign.is_whitespace() || sign.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn long_texts_are_shortened_at_a_word() {
        let long = "Gather and document requirements for new applications, and for enhancements of old ones";
        assert_eq!(quote(long), "“Gather and document requirements for new applications, and …”", "a long text");
        assert_eq!(quote("Plan"), "“Plan”", "a short text");
        assert_eq!(quote(&"ü".repeat(99)).chars().count(), 63, "a text without spaces");
    }
}
