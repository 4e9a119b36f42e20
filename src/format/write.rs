//! Chart to text: a small emitter for the one fixed schema.
//!
//! `ron`'s own pretty writer can't be used: it ends lines by the operating system's custom and escapes by the Unicode
//! tables of the compiler, so that the same chart would have many texts. Here it has exactly one.

use std::fmt::Write as _;

use super::FORMAT;
use crate::model::hidden::is_hidden;
use crate::model::{
    Arrangement, Chart, Direction, Dismissal, Field, Holder, Involvement, Position, PositionId, Responsibility, Role,
};

/// The canonical text of a chart. Reading it gives an equal chart.
#[must_use]
pub fn write(chart: &Chart) -> String {
    let mut out = Emitter(String::new());
    out.head(chart);
    out.roles(chart.roles());
    out.positions(chart);
    out.dismissals(chart.dismissals());
    out.0.push_str(")\n");
    out.0
}

/// What stands before the fields of the chart.
const LEVEL_1: &str = "    ";
/// What stands before a role or a position.
const LEVEL_2: &str = "        ";
/// What stands before a field of a role or a position.
const LEVEL_3: &str = "            ";
/// What stands before a line of a list within a role or a position.
const LEVEL_4: &str = "                ";

struct Emitter(String);

impl Emitter {
    fn head(&mut self, chart: &Chart) {
        if !chart.head_comment().is_empty() {
            self.0.push_str(chart.head_comment());
            self.0.push('\n');
        }
        self.0.push_str("Chart(\n");
        self.value(LEVEL_1, "format", FORMAT);
        self.text(LEVEL_1, "title", chart.title());
        if chart.direction() != Direction::default() {
            self.value(LEVEL_1, "direction", direction_word(chart.direction()));
        }
        self.must_cover(chart.must_cover());
    }

    fn must_cover(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.open_list(LEVEL_1, "must_cover");
        for line in lines {
            self.0.push_str(LEVEL_2);
            self.quoted(line);
            self.0.push_str(",\n");
        }
        self.close_list(LEVEL_1);
    }

    fn roles(&mut self, roles: &[Role]) {
        if roles.is_empty() {
            return;
        }
        self.open_list(LEVEL_1, "roles");
        for role in roles {
            self.role(role);
        }
        self.close_list(LEVEL_1);
    }

    fn role(&mut self, role: &Role) {
        self.open_item("Role");
        self.text(LEVEL_3, "id", role.id.as_str());
        self.text(LEVEL_3, "title", &role.title);
        self.text(LEVEL_3, "short", &role.short);
        self.value(LEVEL_3, "colour", format_args!("\"{}\"", role.colour));
        self.text(LEVEL_3, "summary", &role.summary);
        self.responsibilities(&role.responsibilities);
        self.close_item();
    }

    fn positions(&mut self, chart: &Chart) {
        if chart.is_empty() {
            return;
        }
        self.open_list(LEVEL_1, "positions");
        let mut met: Vec<&PositionId> = Vec::with_capacity(chart.len());
        for visit in chart.walk() {
            self.position(visit.position, visit.manager.map(|manager| met[manager]));
            met.push(&visit.position.id);
        }
        self.close_list(LEVEL_1);
    }

    fn position(&mut self, position: &Position, manager: Option<&PositionId>) {
        self.open_item("Position");
        self.text(LEVEL_3, "id", position.id.as_str());
        self.text(LEVEL_3, "reports_to", manager.map_or("", PositionId::as_str));
        self.text(LEVEL_3, "role", position.role.as_ref().map_or("", |role| role.as_str()));
        self.text(LEVEL_3, "person", &position.person);
        self.text(LEVEL_3, "title", &position.title);
        if position.assistant {
            self.value(LEVEL_3, "assistant", true);
        }
        self.dotted_lines(&position.dotted_to);
        self.arrangement(position.arrangement);
        self.responsibilities(&position.responsibilities);
        self.text(LEVEL_3, "notes", &position.notes);
        self.fields(&position.fields);
        self.close_item();
    }

    /// All on one line: ids are short, and a position rarely has more than one or two.
    fn dotted_lines(&mut self, dotted_to: &[PositionId]) {
        if dotted_to.is_empty() {
            return;
        }
        self.name(LEVEL_3, "dotted_to");
        self.list_in_line(dotted_to, |out, id| out.quoted(id.as_str()));
        self.0.push_str(",\n");
    }

    /// `[…, …]`
    fn list_in_line<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.0.push_str(", ");
            }
            write(self, item);
        }
        self.0.push(']');
    }

    fn dismissals(&mut self, dismissals: &[Dismissal]) {
        if dismissals.is_empty() {
            return;
        }
        self.open_list(LEVEL_1, "dismissed");
        for dismissal in dismissals {
            self.0.push_str(LEVEL_2);
            self.dismissal(dismissal);
            self.0.push_str(",\n");
        }
        self.close_list(LEVEL_1);
    }

    /// All on one line: it is one decision, and two people's decisions merge line by line.
    fn dismissal(&mut self, Dismissal { rule, responsibilities, holders, reason }: &Dismissal) {
        self.0.push_str("Dismissed(rule: ");
        self.quoted(rule);
        if !responsibilities.is_empty() {
            self.0.push_str(", responsibilities: ");
            self.list_in_line(responsibilities, |out, text| out.quoted(text));
        }
        if !holders.is_empty() {
            self.0.push_str(", holders: ");
            self.list_in_line(holders, Self::holder);
        }
        if !reason.is_empty() {
            self.0.push_str(", reason: ");
            self.quoted(reason);
        }
        self.0.push(')');
    }

    fn holder(&mut self, holder: &Holder) {
        self.0.push_str(match holder {
            Holder::Role(_) => "Role(",
            Holder::Position(_) => "Position(",
        });
        self.quoted(holder.id());
        self.0.push(')');
    }

    fn arrangement(&mut self, arrangement: Arrangement) {
        let word = match arrangement {
            Arrangement::Automatic => return,
            Arrangement::Row => "Row",
            Arrangement::StackLeft => "StackLeft",
            Arrangement::StackRight => "StackRight",
            Arrangement::StackBoth => "StackBoth",
            Arrangement::Grid(columns) => return self.value(LEVEL_3, "arrange", format_args!("Grid({columns})")),
        };
        self.value(LEVEL_3, "arrange", word);
    }

    fn responsibilities(&mut self, list: &[Responsibility]) {
        if list.is_empty() {
            return;
        }
        self.open_list(LEVEL_3, "responsibilities");
        for Responsibility { involvement, text } in list {
            self.0.push_str(LEVEL_4);
            self.0.push_str(involvement_word(*involvement));
            self.0.push('(');
            self.quoted(text);
            self.0.push_str("),\n");
        }
        self.close_list(LEVEL_3);
    }

    fn fields(&mut self, fields: &[Field]) {
        if fields.is_empty() {
            return;
        }
        self.open_list(LEVEL_3, "fields");
        for Field { name, value } in fields {
            self.0.push_str(LEVEL_4);
            self.0.push_str("Field(");
            self.quoted(name);
            self.0.push_str(", ");
            self.quoted(value);
            self.0.push_str("),\n");
        }
        self.close_list(LEVEL_3);
    }

    fn open_list(&mut self, level: &str, name: &str) {
        self.name(level, name);
        self.0.push_str("[\n");
    }

    fn close_list(&mut self, level: &str) {
        self.0.push_str(level);
        self.0.push_str("],\n");
    }

    fn open_item(&mut self, name: &str) {
        self.0.push_str(LEVEL_2);
        self.0.push_str(name);
        self.0.push_str("(\n");
    }

    fn close_item(&mut self) {
        self.0.push_str(LEVEL_2);
        self.0.push_str("),\n");
    }

    fn name(&mut self, level: &str, name: &str) {
        self.0.push_str(level);
        self.0.push_str(name);
        self.0.push_str(": ");
    }

    /// A field whose value needs no quotes.
    fn value(&mut self, level: &str, name: &str, value: impl std::fmt::Display) {
        self.name(level, name);
        // Writing to a `String` can't fail.
        let _ = writeln!(self.0, "{value},");
    }

    /// A field with a text; absent where the text is empty.
    fn text(&mut self, level: &str, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.name(level, name);
        self.quoted(text);
        self.0.push_str(",\n");
    }

    /// A text in quotes: as it reads, but for the few characters that would break the line or hide.
    fn quoted(&mut self, text: &str) {
        self.0.push('"');
        let mut written = 0;
        let mut at = 0;
        while let Some(skipped) = text.as_bytes()[at..].iter().position(|&byte| MAY_NEED_ESCAPE[usize::from(byte)]) {
            at += skipped;
            let Some(found) = text[at..].chars().next() else { break };
            if needs_escape(found) {
                self.0.push_str(&text[written..at]);
                self.escape(found);
                written = at + found.len_utf8();
            }
            at += found.len_utf8();
        }
        self.0.push_str(&text[written..]);
        self.0.push('"');
    }

    fn escape(&mut self, found: char) {
        match found {
            '"' => self.0.push_str("\\\""),
            '\\' => self.0.push_str("\\\\"),
            '\n' => self.0.push_str("\\n"),
            '\r' => self.0.push_str("\\r"),
            '\t' => self.0.push_str("\\t"),
            // Writing to a `String` can't fail.
            _ => drop(write!(self.0, "\\u{{{:x}}}", u32::from(found))),
        }
    }
}

/// The word for a direction in files. Apart from the model's own names, so that renaming those changes no file.
const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::TopDown => "TopDown",
        Direction::BottomUp => "BottomUp",
        Direction::LeftRight => "LeftRight",
        Direction::RightLeft => "RightLeft",
    }
}

/// The word for an involvement in files.
const fn involvement_word(involvement: Involvement) -> &'static str {
    match involvement {
        Involvement::Responsible => "Responsible",
        Involvement::Accountable => "Accountable",
        Involvement::Consulted => "Consulted",
        Involvement::Informed => "Informed",
    }
}

/// Whether a character would end the text, break the line, or be obeyed rather than seen.
const fn needs_escape(found: char) -> bool {
    matches!(found, '"' | '\\' | '\n' | '\t') || is_hidden(found)
}

/// For each byte, whether a character that begins with it may need an escape. Most text holds none of these,
/// and is copied whole.
const MAY_NEED_ESCAPE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] =
            matches!(byte, 0..=0x1f | 0x22 | 0x5c | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf0..=0xf4);
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = Emitter(String::new());
        out.quoted(text);
        out.0
    }

    #[test]
    fn every_script_is_written_as_it_reads() {
        for text in
            ["Zoë's plan", "हिन्दी", "ภาษาไทย", "עברית", "役員室", "e\u{301}", "👩\u{200d}💻", "a\u{a0}b", "\u{10fffd}"]
        {
            assert_eq!(quoted(text), format!("\"{text}\""), "{text:?} needs no escape");
        }
    }

    #[test]
    fn what_breaks_a_line_or_hides_is_escaped() {
        for (text, written) in [
            ("say \"hi\"", r#""say \"hi\"""#),
            ("C:\\IT", r#""C:\\IT""#),
            ("a\nb\r\tc", r#""a\nb\r\tc""#),
            ("\0\u{1b}\u{7f}\u{85}", r#""\u{0}\u{1b}\u{7f}\u{85}""#),
            ("\u{2028}\u{202e}\u{feff}", r#""\u{2028}\u{202e}\u{feff}""#),
            ("\u{fdd0}\u{ffff}\u{5fffe}\u{10ffff}", r#""\u{fdd0}\u{ffff}\u{5fffe}\u{10ffff}""#),
        ] {
            assert_eq!(quoted(text), written, "{text:?}");
        }
    }

    #[test]
    fn the_table_of_first_bytes_leaves_no_character_out() {
        for found in ('\0'..=char::MAX).filter(|&found| needs_escape(found)) {
            let first = found.to_string().as_bytes()[0];
            assert!(MAY_NEED_ESCAPE[usize::from(first)], "{found:?}");
        }
    }
}
