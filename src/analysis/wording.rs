//! What could be said more clearly, judged by a line's form.
//!
//! A good line begins with a verb and says one thing. Whether a word is a verb can't be known without a dictionary, so
//! that only forms speak up that are hardly ever one. All of this is about English, and stays silent elsewhere: the
//! closed classes of function words are grammar and not vocabulary.

use super::phrasing::quote;
use super::{Finding, Register, Row, Rule};

/// How many characters a line has at most: three lines on a card.
const LONGEST: usize = 120;

/// Determiners and pronouns: no sentence that says what to do begins with one. Not "it", which may be IT.
const DETERMINERS: [&str; 24] = [
    "a", "all", "an", "another", "any", "each", "every", "he", "her", "his", "i", "my", "no", "our", "she", "some",
    "that", "the", "their", "these", "they", "this", "we", "your",
];

/// Prepositions that are never part of a verb at its beginning.
const PREPOSITIONS: [&str; 20] = [
    "about", "across", "after", "among", "as", "at", "before", "between", "by", "during", "for", "from", "in", "into",
    "of", "on", "through", "to", "with", "within",
];

/// Forms of "be" and auxiliaries, and the adjectives with which job advertisements begin.
const BEINGS: [&str; 11] =
    ["accountable", "are", "has", "have", "is", "may", "must", "responsible", "shall", "should", "will"];

/// Endings of nouns made of verbs. Verbs may end like these ("document", "provision"); they don't before "of".
const NOUN_ENDINGS: [&str; 7] = ["tion", "sion", "ment", "ance", "ence", "ship", "sis"];

/// The shortest word that "-ing" is added to something in: "bring" is a verb, "having" isn't the beginning of one.
const SHORTEST_GERUND: usize = 6;

/// Words that leave open what is done. The list is the rule: what to write instead only the writer knows.
const VAGUE_OPENINGS: [&str; 24] = [
    "assist",
    "assist in",
    "assist with",
    "be involved in",
    "be part of",
    "be responsible for",
    "contribute to",
    "deal with",
    "ensure",
    "ensure that",
    "handle",
    "help",
    "help to",
    "help with",
    "involved in",
    "look after",
    "make sure",
    "make sure that",
    "participate in",
    "see to",
    "support",
    "take care of",
    "take part in",
    "work with",
];

/// What a second thing to do begins with behind "and": a word that is no function word, then one of these.
const ARTICLES: [&str; 9] = ["a", "all", "an", "any", "each", "every", "our", "the", "these"];

/// Function words after which "and" joins no clauses but what stands around it: "between", and so on.
const NO_VERBS: [&str; 8] = ["also", "her", "his", "its", "not", "or", "their", "then"];

/// What could be said more clearly in a line: the rule, and a sentence for the person who wrote it. Each rule speaks
/// up once at most.
#[must_use]
pub fn notes(text: &str) -> Vec<(Rule, String)> {
    let text = text.trim().trim_end_matches(['.', ';']);
    let words: Vec<String> = words(text).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let notes = [
        (Rule::NoVerbFirst, no_verb_first(text, &words)),
        (Rule::TooLong, too_long(text)),
        (Rule::TwoDuties, two_duties(text, &words)),
        (Rule::VagueOpening, vague_opening(text, &words)),
    ];
    notes.into_iter().filter_map(|(rule, note)| Some((rule, note?))).collect()
}

/// The notes on every row, as findings.
pub(super) fn of_rows(register: &Register) -> Vec<Finding> {
    let of_row = |row: &Row| -> Vec<Finding> {
        let finding = |(rule, note): (Rule, String)| {
            let message = format!("{}: {}", quote(&row.text), in_lower_case(&note));
            Finding::new(rule, message, row.holders(), vec![row.text.clone()])
        };
        notes(&row.text).into_iter().map(finding).collect()
    };
    register.rows().iter().flat_map(of_row).collect()
}

/// A note as it goes on behind a colon.
fn in_lower_case(note: &str) -> String {
    let mut signs = note.chars();
    signs.next().into_iter().flat_map(char::to_lowercase).chain(signs).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').filter(|word| !word.is_empty())
}

fn no_verb_first(text: &str, words: &[&str]) -> Option<String> {
    let first = *words.first()?;
    let is_function_word = [&DETERMINERS[..], &PREPOSITIONS, &BEINGS].iter().any(|class| class.contains(&first));
    let is_gerund = first.ends_with("ing") && first.len() >= SHORTEST_GERUND;
    let is_noun = words.get(1) == Some(&"of") && NOUN_ENDINGS.iter().any(|ending| first.ends_with(ending));
    let opening = || quote(self::words(text).next().unwrap_or_default());
    (is_function_word || is_gerund || is_noun)
        .then(|| format!("Begin with a verb that says what is done, instead of {}", opening()))
}

fn too_long(text: &str) -> Option<String> {
    let count = text.chars().count();
    (count > LONGEST).then(|| format!("Make it shorter: {count} characters are more than can be seen at a glance"))
}

/// Two sentences, or two clauses that each have an object.
fn two_duties(text: &str, words: &[&str]) -> Option<String> {
    let by_sign = text.find("; ").map(|at| at + 1).or_else(|| second_sentence(text));
    let second = by_sign.map(|at| text[at..].trim().to_owned()).or_else(|| second_clause(words))?;
    Some(format!("Make it two lines: a second duty begins at {}", quote(&second)))
}

/// Where a second sentence begins: behind a full stop that follows a word and not an abbreviation such as "e.g.", with
/// a capital.
fn second_sentence(text: &str) -> Option<usize> {
    /// The shortest word that a sentence ends with here; "etc" and "dept" are abbreviations.
    const SHORTEST_END: usize = 5;
    let starts = text.match_indices(". ").map(|(at, stop)| (at, at + stop.len()));
    let is_end = |&(at, next): &(usize, usize)| {
        let last = words(&text[..at]).last().unwrap_or_default();
        last.chars().count() >= SHORTEST_END && text[next..].chars().next().is_some_and(char::is_uppercase)
    };
    starts.into_iter().find(is_end).map(|(_, next)| next)
}

/// A second clause: "and", a word that may be a verb, and an article. The first clause must have an object of its own,
/// with an article: "gather and document the requirements" is one duty, and so is "keep the list and the map".
fn second_clause(words: &[&str]) -> Option<String> {
    let may_be_verb =
        |word: &str| ![&DETERMINERS[..], &PREPOSITIONS, &BEINGS, &NO_VERBS].iter().any(|class| class.contains(&word));
    let begins = |at: usize| {
        words[at] == "and"
            && words[..at].iter().any(|word| ARTICLES.contains(word))
            && words.get(at + 1).is_some_and(|word| may_be_verb(word))
            && words.get(at + 2).is_some_and(|word| ARTICLES.contains(word))
    };
    (0..words.len()).find(|&at| begins(at)).map(|at| words[at + 1..].join(" "))
}

fn vague_opening(text: &str, words: &[&str]) -> Option<String> {
    let openings = VAGUE_OPENINGS.iter().map(|opening| opening.split(' ').collect::<Vec<_>>());
    let opening = openings.filter(|opening| words.starts_with(opening)).max_by_key(Vec::len)?;
    let as_written: Vec<&str> = self::words(text).take(opening.len()).collect();
    Some(format!("Say what is done: {} leaves it open", quote(&as_written.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: Rule, is_noted: bool, lines: &[&str]) {
        for line in lines {
            let found: Vec<Rule> = notes(line).into_iter().map(|(rule, _)| rule).collect();
            assert_eq!(found.contains(&rule), is_noted, "{} of {line:?}", rule.code());
        }
    }

    #[test]
    fn a_line_that_begins_with_no_verb_is_noted() {
        let noted = [
            "The IT budget",
            "Our budget",
            "For the team: plan",
            "Responsible for the budget",
            "Is asked about budgets",
            "Managing the team",
            "Coordination of vendors",
            "Management of the team",
            "Must plan the budget",
        ];
        check(Rule::NoVerbFirst, true, &noted);
    }

    #[test]
    fn verbs_that_look_like_nouns_are_not_noted() {
        let fine = [
            "Document interfaces",
            "Implement the plan",
            "Provision servers",
            "Commission new hardware",
            "Bring order",
            "IT planning",
            "It",
            "Review of contracts",
            "",
            "…",
            "Budget",
            "Plane Kapazitäten",
            "24/7 support",
        ];
        check(Rule::NoVerbFirst, false, &fine);
    }

    #[test]
    fn a_line_is_too_long_from_121_characters_on() {
        check(Rule::TooLong, true, &[&"ü".repeat(121)]);
        check(Rule::TooLong, false, &[&"ü".repeat(120), &format!("{}.", "ü".repeat(120))]);
    }

    #[test]
    fn two_sentences_or_clauses_are_two_duties() {
        let noted = [
            "Chair the weekly meeting and write the minutes",
            "Plan the budget, and report every deviation",
            "Plan the budget; report deviations",
            "Plan the budget. Report deviations",
        ];
        check(Rule::TwoDuties, true, &noted);
    }

    #[test]
    fn two_verbs_or_two_objects_are_one_duty() {
        let fine = [
            "Gather and document the requirements",
            "Plan, manage and track the projects",
            "Keep the catalogue of applications and their owners",
            "Prepare the agenda and the minutes",
            "Restore services, and keep them available",
            "Check the logs in the evening and in the morning",
            "Keep tools, e.g. Git, in order.",
            "Plan;",
        ];
        check(Rule::TwoDuties, false, &fine);
    }

    #[test]
    fn openings_that_leave_open_what_is_done_are_noted() {
        check(
            Rule::VagueOpening,
            true,
            &["Help with audits", "SUPPORT the team", "Take part in audits", "Ensure quality"],
        );
        check(
            Rule::VagueOpening,
            false,
            &["Supporter's desk", "Helping hands", "Take minutes", "Take part", "Be quick"],
        );
    }

    #[test]
    fn notes_say_what_to_do() {
        for (line, note) in [
            ("Managing teams", "Begin with a verb that says what is done, instead of “Managing”"),
            ("Plan the work; do it.", "Make it two lines: a second duty begins at “do it”"),
            ("Deal with audits", "Say what is done: “Deal with” leaves it open"),
        ] {
            let found: Vec<String> = notes(line).into_iter().map(|(_, note)| note).collect();
            assert_eq!(found, [note], "the notes on {line:?}");
        }
    }
}
