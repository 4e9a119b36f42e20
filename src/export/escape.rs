//! Text from a chart as it may stand in other languages.

/// The text as it may stand in XML and HTML, in an element or an attribute: markup escaped, control characters left
/// out.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The text as one line that leaves everything around it alone: line breaks and tabs are spaces, control characters are
/// gone, and so are the invisible ones that turn the direction of whatever follows. Marks that only say which direction
/// a letter beside them has are kept, for Arabic and Hebrew need them.
#[must_use]
pub fn one_line(text: &str) -> String {
    let line: String = text.chars().filter_map(in_line).collect();
    line.trim().to_owned()
}

fn in_line(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => None,
        c => (!c.is_control()).then_some(c),
    }
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
            ("\u{202e}desrever\u{202c} on", "desrever on"),
            ("\u{200f}שלום\u{200e}", "\u{200f}שלום\u{200e}"),
            ("\u{1b}[31mred\u{0}", "[31mred"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }
}
