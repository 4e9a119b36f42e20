//! Files that are meant to take a program's time or memory, each of about as many bytes as are asked for.
#![allow(dead_code, unreachable_pub, missing_docs)]

use std::fmt::Write as _;

/// A file: what it is, and how it is made for a number of bytes.
pub type Hostile = (&'static str, fn(usize) -> String);

pub const FILES: &[Hostile] = &[
    ("empty positions", |bytes| positions(&repeated("(),", bytes))),
    ("empty roles", |bytes| format!("Chart(format: 1, roles: [{}])", repeated("(),", bytes))),
    ("open round brackets", |bytes| repeated("(", bytes)),
    ("open brackets in a chart", |bytes| positions(&repeated("[(", bytes))),
    ("closed brackets", |bytes| format!("Chart(format: 1, a: {}{})", "[".repeat(bytes / 2), "]".repeat(bytes / 2))),
    ("nested options", |bytes| format!("Chart(format: 1, title: {}", repeated("Some(", bytes))),
    ("closing brackets", |bytes| format!("Chart{}", repeated(")", bytes))),
    ("unclosed text", |bytes| format!("Chart(format: 1, title: \"{}", repeated("x", bytes))),
    ("unclosed comment", |bytes| format!("Chart(format: 1, /* {}", repeated("x", bytes))),
    ("nested comments", |bytes| format!("{}{} Chart(format: 1)", "/*".repeat(bytes / 4), "*/".repeat(bytes / 4))),
    ("unclosed nested comments", |bytes| repeated("/*", bytes)),
    ("comments everywhere", |bytes| positions(&repeated("/*a*/(/*b*/id/*c*/:/*d*/\"x\"/*e*/)/*f*/,//g\n", bytes))),
    ("comments at the head", |bytes| format!("{}Chart(format: 1)", repeated("// a\n", bytes))),
    ("one text", |bytes| format!("Chart(format: 1, title: \"{}\")", repeated("x", bytes))),
    ("escapes", |bytes| format!("Chart(format: 1, title: \"{}\")", repeated("\\u{e9}", bytes))),
    ("a bad escape at the end", |bytes| format!("Chart(format: 1, title: \"{}\\q\")", repeated("\\n", bytes))),
    ("a format of digits", |bytes| format!("Chart(format: {})", repeated("9", bytes))),
    ("a number of digits", |bytes| positions(&format!("(arrange: Grid({}))", repeated("9", bytes)))),
    ("a number of underscores", |bytes| positions(&format!("(arrange: Grid(1{}))", repeated("_", bytes)))),
    ("one word", |bytes| format!("Chart({}: 1)", repeated("x", bytes))),
    ("hashes of a raw text", |bytes| format!("Chart(format: 1, title: r{}", repeated("#", bytes))),
    ("raw texts that never close", |bytes| format!("Chart(format: 1, title: r##\"{}", repeated("\"# r##", bytes))),
    ("raw text of almost its end", |bytes| {
        let hashes = "#".repeat(200);
        format!("Chart(format: 1, title: r#{hashes}\"{}", repeated(&format!("\"{hashes}"), bytes))
    }),
    ("line breaks", |bytes| format!("Chart(format: 1,{})", repeated("\n", bytes))),
    ("carriage returns", |bytes| format!("Chart(format: 1,{}title: x)", repeated("\r\n", bytes))),
    ("commas", |bytes| positions(&repeated(",", bytes))),
    ("attributes", |bytes| format!("{}Chart(format: 1)", repeated("#![enable(implicit_some)]\n", bytes))),
    ("one id for all", |bytes| positions(&repeated("(id:\"a\"),", bytes))),
    ("one bad id for all", |bytes| positions(&repeated("(id:\"a b\"),", bytes))),
    ("one role id for all", |bytes| {
        format!("Chart(format: 1, roles: [{}])", repeated("(id:\"a\"),", bytes.min(90_000)))
    }),
    ("roles of one title", |bytes| {
        format!("Chart(format: 1, roles: [{}])", repeated("(title:\"A\"),", bytes.min(110_000)))
    }),
    ("everyone reports to the last", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"z\"),"), "(id:\"z\")")
    }),
    ("a chain from the end", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"{}\"),", index + 1), "")
    }),
    ("a chain from the start", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{}\",reports_to:\"{index}\"),", index + 1), "")
    }),
    ("one circle", |bytes| {
        let end = "(id:\"z\",reports_to:\"0\"),(id:\"y\",reports_to:\"z\")";
        let circle = numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"{}\"),", index + 1), end);
        let last = circle.matches("(id:").count() - 2;
        circle.replacen(end, &format!("(id:\"{last}\",reports_to:\"0\")"), 1)
    }),
    ("circles of two", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"{}\"),", index ^ 1), "")
    }),
    ("everyone their own manager", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"{index}\"),"), "")
    }),
    ("unknown managers", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",reports_to:\"x{index}\"),"), "")
    }),
    ("unknown roles", |bytes| numbered(bytes, |text, index| write!(text, "(id:\"{index}\",role:\"x{index}\"),"), "")),
    ("unknown roles by a title", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",role:\"x {index}\"),"), "")
    }),
    ("dotted lines of one position", |bytes| {
        positions(&format!("(id:\"a\"),(id:\"b\",dotted_to:[{}])", repeated("\"a\",", bytes)))
    }),
    ("unknown dotted lines", |bytes| {
        let list = format!("(dotted_to:[{}]),", repeated("\"x\",", 400_000));
        positions(&repeated(&list, bytes))
    }),
    ("dotted lines to one position", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",dotted_to:[\"z\"]),"), "(id:\"z\")")
    }),
    ("what must be covered", |bytes| format!("Chart(format: 1, must_cover: [{}])", repeated("\"Do it\",", bytes))),
    ("lines of one position", |bytes| {
        positions(&format!("(id:\"a\",responsibilities:[{}])", repeated("Responsible(\"Do it\"),", bytes)))
    }),
    ("lines of many", |bytes| {
        numbered(bytes, |text, index| write!(text, "(id:\"{index}\",responsibilities:[Responsible(\"Do it\")]),"), "")
    }),
    ("fields of one position", |bytes| {
        positions(&format!("(id:\"a\",fields:[{}])", repeated("(\"a\",\"b\"),", bytes)))
    }),
    ("fields of many", |bytes| {
        let list = format!("(fields:[{}]),", repeated("(\"\",\"\"),", 700_000));
        positions(&repeated(&list, bytes))
    }),
    ("long names", |bytes| {
        let name = format!("(person:\"{}\"),", "x".repeat(bytes.min(900_000)));
        positions(&repeated(&name, bytes))
    }),
    ("hidden characters", |bytes| {
        let name = format!("(person:\"{}\"),", "\u{202e}".repeat(30));
        positions(&repeated(&name, bytes))
    }),
    ("one line with an error at its end", |bytes| {
        format!("Chart(format: 1, positions: [{}] oops", repeated("(id: \"a\"), ", bytes.min(9_000_000)))
    }),
    ("lines before an error", |bytes| {
        format!("Chart(format: 1, positions: [{}] oops", repeated("(id: \"a\"),\n", bytes.min(9_000_000)))
    }),
    ("dismissals", |bytes| {
        let one = "(rule:\"same-duty\",holders:[Role(\"a b\")]),";
        format!("Chart(format: 1, dismissed: [{}])", repeated(one, bytes.min(one.len() * 100_000)))
    }),
    ("zeros", |bytes| repeated("\0", bytes)),
    ("byte order marks", |bytes| repeated("\u{feff}", bytes)),
];

fn repeated(part: &str, bytes: usize) -> String {
    part.repeat((bytes / part.len()).max(1))
}

fn positions(list: &str) -> String {
    format!("Chart(format: 1, positions: [{list}])")
}

/// Positions that are written with their number, until the file is long enough, and an end.
fn numbered(bytes: usize, one: impl Fn(&mut String, usize) -> std::fmt::Result, end: &str) -> String {
    const MOST: usize = 999_990;
    let mut list = String::with_capacity(bytes);
    for index in 0..MOST {
        one(&mut list, index).expect("writing to a text can't fail");
        if list.len() >= bytes {
            break;
        }
    }
    list.push_str(end);
    positions(&list)
}
