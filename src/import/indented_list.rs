//! A pasted outline -> chart: one position a line, whoever stands deeper reports to the nearest line above that stands
//! less deep.

use std::collections::HashSet;

use super::list_marks::{Line, marked_lines};
use super::naming::{Named, RoleNames, tidy};
use crate::model::{Chart, Direction, Draft, Position, PositionId, Role};

/// Makes a chart of an outline, with all the library's roles. [`split_name`](super::split_name) says what a line may hold.
///
/// Tabs and spaces may mix, and the steps may differ: only more or less counts. Bullets and numbers are left out,
/// blank lines skipped. Markdown headings stand above what follows them; a lone one at the start is the chart's title.
#[must_use]
pub fn read(text: &str, library: &[Role]) -> Chart {
    let names = RoleNames::new(library);
    let (title, lines) = split_title(marked_lines(text), &names);
    let mut taken = HashSet::new();
    let mut above: Vec<(Line<'_>, PositionId)> = Vec::new();
    let mut drafts = Vec::with_capacity(lines.len());
    for line in lines {
        while above.pop_if(|(nearest, _)| nearest.depth >= line.depth).is_some() {}
        let reports_to = above.last().map_or_else(String::new, |(_, manager)| manager.to_string());
        let Named { person, role, title } = names.split(line.text);
        let id = fresh_id(&mut taken);
        above.push((line, id.clone()));
        drafts.push(Draft { position: Position { role, person, title, ..Position::new(id) }, reports_to });
    }
    Chart::assemble(title, Direction::default(), String::new(), library.to_vec(), drafts).0
}

/// The lines of a pasted list without bullets, numbers and blank lines: as responsibilities, for instance.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    marked_lines(text).into_iter().map(|line| tidy(line.text)).collect()
}

/// A first line that is the only heading, and names no role, is what the whole is called.
fn split_title<'a>(mut lines: Vec<Line<'a>>, names: &RoleNames<'_>) -> (String, Vec<Line<'a>>) {
    let is_title = |line: &Line<'_>| line.is_title() && is_plain(&names.split(line.text));
    let has_title = lines.len() > 1
        && lines.first().is_some_and(is_title)
        && lines.iter().filter(|line| line.is_heading()).count() == 1;
    let title = if has_title { tidy(lines.remove(0).text) } else { String::new() };
    (title, lines)
}

fn is_plain(named: &Named) -> bool {
    named.role.is_none() && named.title.is_empty()
}

fn fresh_id(taken: &mut HashSet<PositionId>) -> PositionId {
    loop {
        let id = PositionId::random();
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RoleId;
    use crate::theme::NO_ROLE;

    fn library() -> Vec<Role> {
        ["IT Director", "Business Analyst"]
            .map(|title| Role::new(RoleId::from_title(title, |_| false), title, NO_ROLE))
            .to_vec()
    }

    /// The tree of an outline, as `Ada(Bob Cleo)`.
    fn tree(text: &str) -> String {
        let chart = read(text, &library());
        let mut shown = String::new();
        let mut open = 0;
        for visit in chart.walk() {
            if visit.depth > open {
                shown.push('(');
            } else if !shown.is_empty() {
                shown += &")".repeat(open - visit.depth);
                shown.push(' ');
            }
            open = visit.depth;
            shown += &visit.position.person;
        }
        shown + &")".repeat(open)
    }

    #[test]
    fn whoever_stands_deeper_reports_to_the_line_above() {
        for (text, expected) in [
            ("", ""),
            (" \n\t\n", ""),
            ("Ada\n  Bob\n    Cleo\n  Dan", "Ada(Bob(Cleo) Dan)"),
            ("Ada\n\tBob\n\t\tCleo\n\tDan", "Ada(Bob(Cleo) Dan)"),
            ("Ada\r\n\r\n  Bob\r\n", "Ada(Bob)"),
            ("Ada\n    Bob\n\tCleo", "Ada(Bob Cleo)"),
            ("Ada\n      Bob\n   Cleo\n Dan", "Ada(Bob Cleo Dan)"),
            ("Ada\n Bob\n          Cleo\n   Dan\n Eve", "Ada(Bob(Cleo Dan) Eve)"),
            ("    Ada\n      Bob\nCleo", "Ada(Bob) Cleo"),
            ("\u{feff}Ada\nBob", "Ada Bob"),
            ("Ada\n\u{a0}\u{a0}Bob", "Ada(Bob)"),
            ("Ada\n├── Bob\n│   └── Cleo\n└── Dan", "Ada(Bob(Cleo) Dan)"),
        ] {
            assert_eq!(tree(text), expected, "{text:?}");
        }
    }

    #[test]
    fn bullets_and_numbers_say_how_deep_a_line_lies() {
        for (text, expected) in [
            ("- Ada\n  - Bob\n    * Cleo", "Ada(Bob(Cleo))"),
            ("* Ada\n** Bob\n*** Cleo\n** Dan", "Ada(Bob(Cleo) Dan)"),
            ("Ada\n- Bob\n- Cleo", "Ada(Bob Cleo)"),
            ("•\tAda\no\tBob\n▪\tCleo\no\tDan", "Ada(Bob(Cleo) Dan)"),
            ("1. Ada\n1.1 Bob\n1.1.1 Cleo\n1.2 Dan", "Ada(Bob(Cleo) Dan)"),
            ("1. Ada\n   a) Bob\n   b) Cleo\n2. Dan", "Ada(Bob Cleo) Dan"),
            ("# Ada\n## Bob\n- Cleo\n## Dan", "Ada(Bob(Cleo) Dan)"),
            ("Ada\n---\nBob", "Ada Bob"),
        ] {
            assert_eq!(tree(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_lone_heading_at_the_start_is_the_title() {
        for (text, title, expected) in [
            ("# IT department\n\n- Ada\n  - Bob", "IT department", "Ada(Bob)"),
            ("# IT department #\nAda", "IT department", "Ada"),
            ("# IT Director: Ada\n- Bob", "", "Ada(Bob)"),
            ("# Ada", "", "Ada"),
            ("Ada", "", "Ada"),
        ] {
            assert_eq!(read(text, &library()).title(), title, "the title of {text:?}");
            assert_eq!(tree(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_name_their_roles_and_the_whole_library_comes_along() {
        let chart = read("IT Director: Ada\n  Bob, BA\n  Cleo, Chief of Staff\n  BA", &library());
        let shown: Vec<String> =
            chart.walk().map(|visit| format!("{}/{}", visit.position.person, chart.title_of(visit.position))).collect();
        assert_eq!(shown, ["Ada/IT Director", "Bob/Business Analyst", "Cleo/Chief of Staff", "/Business Analyst"]);
        assert_eq!(chart.roles(), library(), "the library");
        assert_eq!(read("Ada", &library()).roles(), library(), "roles that nobody has come along, too");
    }

    #[test]
    fn list_marks_are_left_out_and_text_is_kept() {
        for (text, expected) in [
            ("- Plan", "Plan"),
            ("* Plan", "Plan"),
            ("+ Plan", "Plan"),
            ("•Plan", "Plan"),
            ("– Plan", "Plan"),
            ("- [ ] Plan", "Plan"),
            ("1. Plan", "Plan"),
            ("12) Plan", "Plan"),
            ("(1) Plan", "Plan"),
            ("a) Plan", "Plan"),
            ("1.2. Plan", "Plan"),
            ("- 1. Plan", "Plan"),
            ("## Plan", "Plan"),
            ("  Plan \t the   work ", "Plan the work"),
            ("A. Byron", "A. Byron"),
            ("a. Plan", "a. Plan"),
            ("3 analysts", "3 analysts"),
            ("1.5 million a year", "1.5 million a year"),
            ("99.9 % of the time", "99.9 % of the time"),
            ("2024. A plan", "2024. A plan"),
            ("-5 degrees", "-5 degrees"),
            ("*Plan*", "*Plan*"),
            ("#1 of the list", "#1 of the list"),
            ("C++ and C#", "C++ and C#"),
            ("(Plan) it", "(Plan) it"),
            ("1)", "1)"),
            ("1.", "1."),
            ("o Plan", "o Plan"),
            ("Plan - do", "Plan - do"),
        ] {
            assert_eq!(lines(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn a_doubtful_number_is_one_where_every_line_has_one() {
        for (text, expected) in [
            ("a. Plan\nb. Do", ["Plan", "Do"]),
            ("1.1 Plan\n1.2 Do", ["Plan", "Do"]),
            ("1.Plan\n2.Do", ["Plan", "Do"]),
            ("a. Plan\nDo", ["a. Plan", "Do"]),
            ("A. Byron\nB. Cox", ["A. Byron", "B. Cox"]),
        ] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_list_of_nothing_but_blanks_and_bullets_holds_no_line() {
        assert_eq!(lines("\n - \n\t•\n---\r\n"), Vec::<String>::new(), "no line");
    }

    #[test]
    fn a_hundred_thousand_lines_are_read_however_deep() {
        const COUNT: usize = 100_000;
        // Headings and numbers apart, a line's depth is its column: a chain a hundred thousand deep would be five billion
        // blanks, so this one is deep by its bullets a little, and wide for the rest.
        let wide = "Ada\n".to_owned() + &"  Bob, BA\n    Cleo\n".repeat(COUNT / 2);
        assert_eq!(read(&wide, &library()).len(), COUNT + 1, "the positions");
        let deep: Vec<String> = (0..1_000).map(|depth| " ".repeat(depth) + "Ada").collect();
        let deep = deep.join("\n");
        assert_eq!(read(&deep, &library()).walk().map(|visit| visit.depth).max(), Some(999), "the deepest");
    }
}
