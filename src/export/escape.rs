//! Text from a chart as it may stand in other languages.

use crate::layout::measure::{shown, shown_text};

/// The text as it may stand in XML and HTML, in an element or an attribute: markup escaped, and a dot for each
/// character that [hides](crate::model::hidden).
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(shown(c)),
        }
    }
    out
}

/// The text as one line that leaves everything around it alone: line breaks and tabs are spaces, and a character that
/// [hides](crate::model::hidden) is a dot.
#[must_use]
pub fn one_line(text: &str) -> String {
    shown_text(text).trim().to_owned()
}

/// Texts that mean to be more than text, for the tests of every format.
#[cfg(test)]
pub(super) const HOSTILE: [&str; 16] = [
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "![x](https://example.com/x.png)",
    "<https://example.com>",
    "| a | b |",
    "`code` and ```\nfence",
    "one\r\ntwo\n\n# three",
    "# head",
    "    indented",
    "- a\n1. b\n> c\n---\n===",
    "*a* _b_ ~~c~~ \\* &lt; &#60;",
    "\u{202e}desrever\u{202c} \u{2066}x\u{2069} \u{200f}",
    "\u{0}\u{1b}[31m\u{7f}\u{2028}\u{ffff}",
];

#[cfg(test)]
mod tests {
    use super::{HOSTILE, one_line, xml};

    #[test]
    fn markup_becomes_text() {
        for text in HOSTILE {
            let escaped = xml(text);
            assert!(!escaped.contains(['<', '>', '"', '\'', '\n']), "{text:?} gives {escaped:?}");
        }
        assert_eq!(xml("R&D <a href=\"x\">it's</a>"), "R&amp;D &lt;a href=&quot;x&quot;&gt;it&#39;s&lt;/a&gt;", "each");
    }

    #[test]
    fn a_text_of_any_kind_becomes_one_line() {
        for (text, line) in [
            ("", ""),
            ("  Plan \u{a0}the year\t", "Plan \u{a0}the year"),
            ("one\r\ntwo\u{2028}three", "one  two three"),
            ("\u{202e}desrever\u{202c} on", "·desrever· on"),
            ("שלום مرحبا", "שלום مرحبا"),
            ("\u{1b}[31mred\u{0}", "·[31mred·"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }
}
