//! Pieces of sentences for people.

pub(super) use crate::model::quote;

/// How many names a sentence lists where there are many.
const NAMED: usize = 3;

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
}
