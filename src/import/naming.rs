//! Who and what one line of text names: "Ada Byron, BA".

use std::collections::HashMap;

use crate::model::{Role, RoleId};

/// Words that stand where a person's name would, and mean nobody.
const NOBODY: [&str; 12] =
    ["vacant", "vacancy", "open", "tbd", "tba", "tbc", "tbh", "n.n.", "n.n", "nn", "n.a.", "to be hired"];

/// What a line of text says about a position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Who sits there; empty = vacant.
    pub person: String,
    /// The role of the library that the line names.
    pub role: Option<RoleId>,
    /// A title that no role of the library has; empty = none.
    pub title: String,
}

/// Reads who and what a line names: a person, a role, or both, as in "Ada Byron, BA", "Ada Byron - BA",
/// "Ada Byron (BA)" or "BA: Ada Byron", or with a tab between. A text equal to a role's title or short label, in capitals
/// or not, means that role. A line that is no role and has nothing to part it is a person.
#[must_use]
pub fn split_name(text: &str, library: &[Role]) -> Named {
    RoleNames::new(library).split(text)
}

/// The roles of a library by what they are called.
pub(super) struct RoleNames<'a> {
    by_name: HashMap<String, &'a RoleId>,
    /// Longer texts, in bytes, can't be a role's name. Keeps a long line with many commas from being compared
    /// over and over.
    longest: usize,
}

impl<'a> RoleNames<'a> {
    pub(super) fn new(library: &'a [Role]) -> Self {
        let mut by_name = HashMap::new();
        // Titles first: they win over another role's short label, and the first role over a later one.
        let titles = library.iter().map(|role| (&role.title, &role.id));
        let shorts = library.iter().map(|role| (&role.short, &role.id));
        for (name, id) in titles.chain(shorts).filter(|(name, _)| !name.trim().is_empty()) {
            by_name.entry(folded(name)).or_insert(id);
        }
        // Room for capitals that take more bytes than their small letters, and for double blanks.
        let longest = 4 * by_name.keys().map(String::len).max().unwrap_or(0);
        Self { by_name, longest }
    }

    pub(super) fn split(&self, text: &str) -> Named {
        let text = text.trim().trim_end_matches(':').trim_end();
        if text.contains('\t') {
            return self.read_cells(text);
        }
        if let Some(role) = self.role(text) {
            return Named { role: Some(role), ..Named::default() };
        }
        let splits = splits(text);
        let with_role = splits.iter().find_map(|split| self.with_role(split));
        with_role.or_else(|| splits.first().map(without_role)).unwrap_or_else(|| Named::of_person(text))
    }

    fn role(&self, text: &str) -> Option<RoleId> {
        if text.len() > self.longest { None } else { self.by_name.get(&folded(text)).copied().cloned() }
    }

    /// Cells of a table, in any order of person and role; what is left over becomes the title.
    fn read_cells(&self, text: &str) -> Named {
        let mut cells: Vec<&str> = text.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if let [cell] = cells[..] {
            return self.split(cell);
        }
        let with_role = cells.iter().enumerate().find_map(|(index, cell)| Some((index, self.role(cell)?)));
        let role = with_role.map(|(index, role)| {
            cells.remove(index);
            role
        });
        let person = if cells.is_empty() { "" } else { cells.remove(0) };
        Named { role, title: tidy(&cells.join(", ")), ..Named::of_person(person) }
    }

    fn with_role(&self, split: &Split<'_>) -> Option<Named> {
        let (likely, other) = split.title_and_person();
        let (role, person) = match (self.role(likely), self.role(other)) {
            (Some(role), _) => (role, other),
            (None, Some(role)) => (role, likely),
            (None, None) => return None,
        };
        Some(Named { role: Some(role), ..Named::of_person(person) })
    }
}

impl Named {
    fn of_person(text: &str) -> Self {
        let person = if is_nobody(text) { String::new() } else { tidy(text) };
        Self { person, ..Self::default() }
    }
}

fn without_role(split: &Split<'_>) -> Named {
    let (title, person) = split.title_and_person();
    let (title, person) = if is_nobody(title) { (person, title) } else { (title, person) };
    Named { title: tidy(title), ..Named::of_person(person) }
}

/// One way to part a line. The order is that in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Separator {
    Colon,
    Dash,
    CommaOrBracket,
}

#[derive(Debug)]
struct Split<'a> {
    by: Separator,
    before: &'a str,
    after: &'a str,
}

impl<'a> Split<'a> {
    /// A title comes before a colon, and behind everything else.
    fn title_and_person(&self) -> (&'a str, &'a str) {
        if self.by == Separator::Colon { (self.before, self.after) } else { (self.after, self.before) }
    }
}

/// All the ways to part a line with something on either side, the likeliest first. Nothing within brackets parts it.
fn splits(text: &str) -> Vec<Split<'_>> {
    let mut found = Vec::new();
    let mut open = 0_usize;
    for (at, sign) in text.char_indices() {
        let (before, behind) = (&text[..at], &text[at + sign.len_utf8()..]);
        let blank_behind = behind.starts_with(char::is_whitespace);
        let part = match sign {
            ',' if open == 0 => Some((Separator::CommaOrBracket, behind)),
            ':' if open == 0 && blank_behind => Some((Separator::Colon, behind)),
            '-' | '–' | '—' if open == 0 && blank_behind && before.ends_with(char::is_whitespace) => {
                Some((Separator::Dash, behind))
            }
            '(' if open == 0 => behind.strip_suffix(')').map(|within| (Separator::CommaOrBracket, within)),
            _ => None,
        };
        match sign {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        let Some((by, after)) = part else { continue };
        let (before, after) = (before.trim(), after.trim());
        if !before.is_empty() && !after.is_empty() {
            found.push(Split { by, before, after });
        }
    }
    found.sort_by_key(|split| split.by);
    found
}

fn is_nobody(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.len() <= LONGEST && NOBODY.contains(&folded(text).as_str())
}

fn folded(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// The text with one blank between its words.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::NO_ROLE;

    fn library() -> Vec<Role> {
        ["IT Director", "Business Analyst", "Analyst, Data"]
            .map(|title| Role::new(RoleId::from_title(title, |_| false), title, NO_ROLE))
            .to_vec()
    }

    /// What the line names, as `person|role|title`.
    fn named(line: &str) -> String {
        let Named { person, role, title } = split_name(line, &library());
        format!("{person}|{}|{title}", role.map_or_else(String::new, |role| role.to_string()))
    }

    #[test]
    fn a_line_names_a_person_a_role_or_both() {
        for (line, expected) in [
            ("Ada Byron", "Ada Byron||"),
            ("  Ada   Byron ", "Ada Byron||"),
            ("it director", "|it-director|"),
            ("ba", "|business-analyst|"),
            ("IT Director:", "|it-director|"),
            ("Ada Byron, BA", "Ada Byron|business-analyst|"),
            ("Ada Byron,BA", "Ada Byron|business-analyst|"),
            ("Byron, Ada, BA", "Byron, Ada|business-analyst|"),
            ("Ada Byron - Business Analyst", "Ada Byron|business-analyst|"),
            ("Ada Byron – ba", "Ada Byron|business-analyst|"),
            ("Ada Byron (BA)", "Ada Byron|business-analyst|"),
            ("BA: Ada Byron", "Ada Byron|business-analyst|"),
            ("Ada Byron: BA", "Ada Byron|business-analyst|"),
            ("BA - Ada Byron", "Ada Byron|business-analyst|"),
            ("Ada Byron, Analyst, Data", "Ada Byron|analyst-data|"),
            ("Analyst, Data", "|analyst-data|"),
            ("Ada Byron\tBA", "Ada Byron|business-analyst|"),
            ("BA\tAda Byron\tOslo", "Ada Byron|business-analyst|Oslo"),
            ("Ada Byron\t\t", "Ada Byron||"),
        ] {
            assert_eq!(named(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_is_no_role_of_the_library_becomes_a_title() {
        for (line, expected) in [
            ("Ada Byron, Chief of Staff", "Ada Byron||Chief of Staff"),
            ("Ada Byron (Lead, Data)", "Ada Byron||Lead, Data"),
            ("Bob, Manager (Delivery)", "Bob||Manager (Delivery)"),
            ("Lead, Data: Ada Byron", "Ada Byron||Lead, Data"),
            ("Byron, Ada – Chief of Staff", "Byron, Ada||Chief of Staff"),
            ("Ada Byron\tChief of Staff", "Ada Byron||Chief of Staff"),
        ] {
            assert_eq!(named(line), expected, "{line:?}");
        }
    }

    #[test]
    fn some_words_mean_nobody() {
        for (line, expected) in [
            ("Vacant", "||"),
            ("TBD, BA", "|business-analyst|"),
            ("BA (open)", "|business-analyst|"),
            ("BA: N.N.", "|business-analyst|"),
            ("vacant - Data Engineer", "||Data Engineer"),
            ("Data Engineer (vacant)", "||Data Engineer"),
            ("Olga Open", "Olga Open||"),
        ] {
            assert_eq!(named(line), expected, "{line:?}");
        }
    }

    #[test]
    fn signs_within_words_part_nothing() {
        for line in ["Anne-Marie O'Neill", "Ada (", "10:30", "- ", ")(", ",", "Zoë Müller-Østby"] {
            assert!(!named(line).contains("|business"), "{line:?} names no role");
            assert!(named(line).ends_with("||"), "{line:?} has no title");
        }
    }

    #[test]
    fn a_line_with_a_hundred_thousand_commas_is_read() {
        let line = "a,".repeat(100_000);
        assert_eq!(split_name(&line, &library()).person, "a", "up to the first comma");
    }
}
