//! How alike two responsibilities are, judged by their words alone.

/// How alike two lines are, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// From 0, nothing in common, to 1, the same words.
    pub score: f64,
    /// The words that match, one of each line, in the order of the first line.
    pub shared: Vec<(String, String)>,
    /// How many words the longer line has.
    pub words: usize,
}

impl Likeness {
    /// The reason in words: "7 of 9 words match: gather, requirements…".
    #[must_use]
    pub fn explain(&self) -> String {
        String::new()
    }
}

/// From this score on, two lines are said to be nearly the same.
pub const NEARLY_THE_SAME: f64 = 0.7;

/// Two lines that are nearly the same, as indices of the lines that were compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The earlier line.
    pub a: usize,
    /// The later line.
    pub b: usize,
    /// How alike they are, at least [`NEARLY_THE_SAME`].
    pub score: f64,
}

/// How alike two lines are.
#[must_use]
pub fn likeness(a: &str, b: &str) -> Likeness {
    let _ = (a, b);
    Likeness::default()
}

/// Every pair of lines that are nearly the same, in order; nothing, where `is_cancelled` came true on the way.
#[must_use]
pub fn similar_pairs(texts: &[&str], is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let _ = texts;
    (!is_cancelled()).then(Vec::new)
}
