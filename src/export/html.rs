//! HTML: pages to read and to print. Each is one file that loads nothing and runs nothing: its policy allows its own
//! style and forbids everything else.

use super::blocks::{Block, Fact, Item};
use super::escape::{one_line, xml};
use crate::theme::Palette;

/// What a page may do: show itself in its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The rules of style; the colours that they name come from the theme. Sizes are relative to the reader's own.
const STYLE: &str = include_str!("page.css");

/// How wide a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// For reading, upright on paper.
    Text,
    /// As wide as its table, which is turned on paper.
    Table,
}

/// A text as it may stand in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    xml(&one_line(text))
}

/// A whole page around a body that is HTML already.
pub(super) fn document(title: &str, width: Width, body: &str) -> String {
    let class = match width {
        Width::Text => "text",
        Width::Table => "table",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{}{STYLE}</style>\n</head>\n<body>\n<main class=\"{class}\">\n{body}</main>\n</body>\n</html>\n",
        escape(title),
        colours(),
    )
}

/// The colours of the screen, light and dark, and those of paper.
fn colours() -> String {
    let variables = |palette: &Palette| {
        let Palette { panel, text, muted, line, accent, .. } = palette;
        format!("--ground: {panel}; --text: {text}; --muted: {muted}; --line: {line}; --accent: {accent};")
    };
    format!(
        ":root {{ color-scheme: light dark; {} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n\
         @media print {{ :root {{ color-scheme: light; --ground: white; --text: black; --muted: black; --line: gray; \
         --accent: black; }} }}\n",
        variables(&Palette::LIGHT),
        variables(&Palette::DARK),
    )
}

/// A page of these blocks.
pub(super) fn page(title: &str, blocks: &[Block]) -> String {
    let body: String = blocks.iter().map(block).collect();
    document(title, Width::Text, &body)
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(text) => element("h1", text),
        Block::Heading(text) => element("h2", text),
        Block::Subheading(text) => element("h3", text),
        Block::Text(text) => element("p", text),
        Block::Facts(facts) => format!("<dl>\n{}</dl>\n", facts.iter().map(fact).collect::<String>()),
        Block::List(items) => format!("<ul>\n{}</ul>\n", items.iter().map(item).collect::<String>()),
    }
}

/// A text in an element of its own, which reads in the direction of its first letters.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name} dir=\"auto\">{}</{name}>\n", escape(text))
}

fn fact(Fact { name, values }: &Fact) -> String {
    let values: String = values.iter().map(|value| element("dd", value)).collect();
    format!("<div>\n{}{values}</div>\n", element("dt", name))
}

fn item(Item { text, remark }: &Item) -> String {
    match remark {
        Some(remark) => format!("<li><bdi>{}</bdi> <small>{}</small></li>\n", escape(text), escape(remark)),
        None => element("li", text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Block, Fact, Item};
    use super::super::escape::HOSTILE;
    use super::page;

    fn blocks(text: &str) -> Vec<Block> {
        let text = text.to_owned();
        vec![
            Block::Title(text.clone()),
            Block::Heading(text.clone()),
            Block::Subheading(text.clone()),
            Block::Text(text.clone()),
            Block::Facts(vec![Fact::new(text.clone(), vec![text.clone()])]),
            Block::List(vec![Item { text: text.clone(), remark: None }, Item { text, remark: Some("here") }]),
        ]
    }

    /// The tags of a page, without what is between them.
    fn tags(page: &str) -> Vec<&str> {
        page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag).collect()
    }

    #[test]
    fn no_text_adds_a_tag() {
        let plain = page("plain", &blocks("plain"));
        for text in HOSTILE {
            let hostile = page(text, &blocks(text));
            assert_eq!(tags(&hostile), tags(&plain), "{text:?} changes nothing but text");
            assert!(!hostile.contains(['\u{202e}', '\u{0}', '\u{1b}']), "{text:?} leaves no control character");
        }
    }

    #[test]
    fn a_page_loads_nothing_and_runs_nothing() {
        let page = page("plain", &blocks("plain"));
        assert!(page.contains("default-src 'none'"), "the policy forbids everything else");
        for wrong in ["<script", "<link", "<img", "url(", "@import", "http://", "https://", "href", "src="] {
            assert!(!page.contains(wrong), "{wrong} has no place in a page");
        }
    }
}
