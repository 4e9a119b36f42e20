//! What could be said more clearly, judged by a line's form.

use super::Rule;

/// What could be said more clearly in a line: the rule, and a sentence for the person who wrote it.
#[must_use]
pub fn notes(text: &str) -> Vec<(Rule, String)> {
    let _ = text;
    Vec::new()
}
