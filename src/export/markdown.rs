//! Markdown: text from a chart as text, and blocks as a page. GitHub's flavour, which has tables; see the `CommonMark`
//! specification, version 0.31.2, and GitHub's own, version 0.29.

use super::blocks::{Block, Fact, Item};
use super::escape::one_line;

/// What means something anywhere in a line.
const MEANS_SOMETHING: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '|', '~'];

/// What means something at the beginning of a line.
const BEGINS_SOMETHING: [char; 5] = ['#', '+', '-', '>', '='];

/// The text as one line that reads as it stands, in a paragraph, a heading, an item of a list or a cell of a table.
pub(super) fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len());
    // A heading may end in these, and then they are no part of it.
    let closing = line.trim_end_matches('#').len();
    let number_end = line.find(|c: char| !c.is_ascii_digit()).filter(|&end| end > 0);
    for (at, c) in line.char_indices() {
        let is_markup = MEANS_SOMETHING.contains(&c)
            || (at == 0 && BEGINS_SOMETHING.contains(&c))
            || (at >= closing && c == '#')
            || (number_end == Some(at) && is_number_of_item(&line[at..]))
            || (c == '&' && is_entity(&line[at + 1..]));
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether what follows a line's first digits makes them the number of an item in a list.
fn is_number_of_item(rest: &str) -> bool {
    rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Whether what follows an ampersand makes it an entity, such as `lt;` or `#60;`.
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

/// A page of these blocks.
pub(super) fn page(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}\n", escape(text)),
        Block::Heading(text) => format!("## {}\n", escape(text)),
        Block::Subheading(text) => format!("### {}\n", escape(text)),
        Block::Text(text) => format!("{}\n", escape(text)),
        Block::Facts(facts) => facts.iter().map(fact).collect(),
        Block::List(items) => items.iter().map(item).collect(),
    }
}

fn fact(Fact { name, values }: &Fact) -> String {
    let values: Vec<String> = values.iter().map(|value| escape(value)).collect();
    format!("- **{}:** {}\n", escape(name), values.join("; "))
}

fn item(Item { text, remark }: &Item) -> String {
    match remark {
        Some(remark) => format!("- {} *({})*\n", escape(text), escape(remark)),
        None => format!("- {}\n", escape(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::escape::HOSTILE;
    use super::escape;

    #[test]
    fn what_would_be_markup_reads_as_it_stands() {
        for (text, escaped) in [
            ("Set the IT strategy (yearly), and keep it: 100% - no less!", None),
            ("R&D costs < 5 & > 3", Some("R&D costs \\< 5 & > 3")),
            ("# head", Some("\\# head")),
            ("C# ##", Some("C# \\#\\#")),
            ("- a", Some("\\- a")),
            ("12. a", Some("12\\. a")),
            ("12) a", Some("12\\) a")),
            ("12.", Some("12\\.")),
            ("1.5 days", None),
            (". a", None),
            ("](javascript:x)", Some("\\](javascript:x)")),
            ("| a |", Some("\\| a \\|")),
            ("`a` *b* _c_ ~~d~~", Some("\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~")),
            ("a\\", Some("a\\\\")),
            ("&lt;", Some("\\&lt;")),
            ("&#60;", Some("\\&#60;")),
            ("one\n\n# two", Some("one  # two")),
        ] {
            assert_eq!(escape(text), escaped.unwrap_or(text), "{text:?}");
        }
    }

    #[test]
    fn no_text_opens_anything() {
        for text in HOSTILE {
            let escaped = escape(text);
            assert!(!escaped.contains(['\n', '\r', '\u{202e}']), "{text:?} stays in its line: {escaped:?}");
            let mut last = ' ';
            for c in escaped.chars() {
                let is_bare = ['`', '*', '_', '[', ']', '<', '|', '~'].contains(&c) && last != '\\';
                assert!(!is_bare, "{text:?} gives {escaped:?}, where {c} means something");
                last = if last == '\\' { ' ' } else { c };
            }
        }
    }
}
