//! The names by which a file, an edit and a merge know a position or a role.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::hidden::is_hidden;

/// The longest id that is taken, in characters.
pub(super) const MAX_ID_CHARS: usize = 128;

/// Crockford's base32 in lower case: no letter that is read as another or as a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Why a text can't be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidId {
    /// The text is empty.
    Empty,
    /// The text has more than 128 characters.
    TooLong,
    /// The text holds a space or a character that [hides](super::hidden).
    Unprintable(char),
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id can't be empty"),
            Self::TooLong => write!(f, "an id has at most {MAX_ID_CHARS} characters"),
            Self::Unprintable(found) => {
                write!(f, "an id has no spaces or hidden characters, and this one holds U+{:04X}", u32::from(*found))
            }
        }
    }
}

impl std::error::Error for InvalidId {}

fn check(text: &str) -> Result<(), InvalidId> {
    if text.is_empty() {
        return Err(InvalidId::Empty);
    }
    for (count, found) in text.chars().enumerate() {
        if count >= MAX_ID_CHARS {
            return Err(InvalidId::TooLong);
        }
        if found.is_whitespace() || is_hidden(found) {
            return Err(InvalidId::Unprintable(found));
        }
    }
    Ok(())
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes any short text without spaces or hidden characters.
            ///
            /// # Errors
            /// Says what is wrong with the text.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                check(text).map(|()| Self(text.into()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

id_type! {
    /// Names a position. New ones are random, so that two people who both add a position never collide.
    PositionId
}

id_type! {
    /// Names a role of the library. New ones are made from the role's title, so that a file reads well.
    RoleId
}

impl PositionId {
    /// Eight random base32 characters: forty bits.
    #[must_use]
    pub fn random() -> Self {
        let text: String = (0..8).map(|_| char::from(ALPHABET[fastrand::usize(..ALPHABET.len())])).collect();
        Self(text.into())
    }
}

impl PositionId {
    /// A random id that is not taken. Among a hundred thousand, forty bits do meet now and then.
    #[must_use]
    pub fn random_besides(is_taken: impl Fn(&Self) -> bool) -> Self {
        std::iter::repeat_with(Self::random).find(|id| !is_taken(id)).unwrap_or_else(|| unreachable!("some id is free"))
    }
}

impl RoleId {
    /// Makes an id from a title: "IT Director" becomes `it-director`, with a number where `is_taken` says so.
    #[must_use]
    pub fn from_title(title: &str, is_taken: impl Fn(&Self) -> bool) -> Self {
        let stem = stem_of(title);
        (1..=u64::MAX)
            .map(|n| Self::numbered(&stem, n))
            .find(|id| !is_taken(id))
            .unwrap_or_else(|| unreachable!("some number is free"))
    }

    fn numbered(stem: &str, n: u64) -> Self {
        if n == 1 { Self(stem.into()) } else { Self(format!("{stem}-{n}").into()) }
    }
}

/// The title in small letters with a hyphen between its words, short enough for a number behind it.
fn stem_of(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase).take(MAX_ID_CHARS / 2) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let stem = slug.trim_end_matches('-');
    if stem.is_empty() { "role".to_owned() } else { stem.to_owned() }
}

/// The role ids of a file, where many roles may want the same one: a new one takes no longer to find, however many
/// there are.
#[derive(Debug)]
pub(crate) struct RoleIds {
    taken: HashSet<RoleId>,
    /// The last number that was tried behind each stem.
    tried: HashMap<String, u64>,
}

impl RoleIds {
    pub(crate) fn new(taken: impl IntoIterator<Item = RoleId>) -> Self {
        Self { taken: taken.into_iter().collect(), tried: HashMap::new() }
    }

    /// Makes an id of a title as [`RoleId::from_title`] does, and takes it.
    pub(crate) fn take(&mut self, title: &str) -> RoleId {
        let stem = stem_of(title);
        let tried = self.tried.entry(stem.clone()).or_default();
        loop {
            *tried += 1;
            let id = RoleId::numbered(&stem, *tried);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_written_ids_are_kept() {
        for text in ["cio", "k7f3m2qd", "Büro-Leitung", "役員"] {
            assert_eq!(PositionId::new(text).map(|id| id.to_string()), Ok(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn spaces_and_controls_are_refused() {
        for (text, reason) in [
            ("", InvalidId::Empty),
            ("a b", InvalidId::Unprintable(' ')),
            ("a\u{7}", InvalidId::Unprintable('\u{7}')),
            ("a\u{202e}b", InvalidId::Unprintable('\u{202e}')),
            (&"x".repeat(129), InvalidId::TooLong),
        ] {
            assert_eq!(PositionId::new(text), Err(reason), "{text:?}");
        }
    }

    #[test]
    fn role_ids_read_like_their_titles() {
        let taken = ["it-director"];
        let id = |title| RoleId::from_title(title, |id| taken.contains(&id.as_str())).to_string();
        assert_eq!(id("Business  Analyst (senior)"), "business-analyst-senior");
        assert_eq!(id("IT Director"), "it-director-2", "a taken id gets a number");
        assert_eq!(id("?!"), "role", "a title without letters still gets an id");
    }

    #[test]
    fn many_roles_of_one_title_get_a_number_each() {
        let mut ids = RoleIds::new([RoleId::new("analyst-2").expect("a fine id")]);
        let made: Vec<String> = (0..3).map(|_| ids.take("Analyst").to_string()).collect();
        assert_eq!(made, ["analyst", "analyst-3", "analyst-4"], "the one that is taken is passed over");
    }

    #[test]
    fn random_ids_are_valid_and_differ() {
        let (a, b) = (PositionId::random(), PositionId::random());
        assert_ne!(a, b, "two random ids");
        assert_eq!(PositionId::new(a.as_str()), Ok(a.clone()), "a random id is a valid one");
    }
}
