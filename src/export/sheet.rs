//! The description of a position or of a role: what a person is handed on the first day, or what a vacancy is
//! announced with.

use std::collections::HashSet;

use super::blocks::{Block, Fact, Item};
use super::names::{person, position_name, role_name};
use super::{html, markdown};
use crate::model::thousands;
use crate::model::{Chart, Field, Involvement, PositionId, Responsibility, Role, RoleId};

/// The description of a position or of a role, as data. Names of positions are those of
/// [`position_name`](super::position_name); all lists are in the chart's reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What is described.
    pub subject: Subject,
    /// What the role is for.
    pub summary: String,
    /// A position's manager, or the distinct titles of the managers of a role's positions.
    pub reports_to: Vec<String>,
    /// A position's direct reports, or the distinct titles of those who report to a role's positions.
    pub reports: Vec<String>,
    /// Whom a position also reports to, by a dotted line.
    pub dotted_to: Vec<String>,
    /// Who also reports to a position, by a dotted line.
    pub dotted_from: Vec<String>,
    /// The positions that have the role; on the sheet of one of them, the others.
    pub same_role: Vec<String>,
    /// The responsibilities: those of the role, then those that are only here.
    pub duties: Vec<Duty>,
    /// Free text about a position.
    pub notes: String,
    /// Free information about a position.
    pub fields: Vec<Field>,
}

/// What a sheet describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One box of the chart.
    Position {
        /// Who sits there, or "Vacant".
        person: String,
        /// The title on the card; it may be empty.
        title: String,
        /// The title of the role, where there is one.
        role: Option<String>,
    },
    /// A job definition of the library.
    Role {
        /// The job title.
        title: String,
        /// The label on the card's chip; it may be empty.
        short: String,
    },
}

/// One responsibility on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The duty in words.
    pub text: String,
    /// How whoever is described is involved.
    pub involvement: Involvement,
    /// Whose line it is.
    pub origin: Origin,
}

/// Whose line a responsibility is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The role's, and with it everyone's who has the role.
    Role,
    /// The position's own.
    OnlyHere,
}

impl Origin {
    /// The origin in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Role => "from the role",
            Self::OnlyHere => "only here",
        }
    }
}

impl Sheet {
    /// The sheet of a position; nothing where the chart has none of this id.
    #[must_use]
    pub fn of_position(chart: &Chart, id: &PositionId) -> Option<Self> {
        let position = chart.position(id)?;
        let role = chart.role_of(position);
        Some(Self {
            subject: Subject::Position {
                person: person(position).to_owned(),
                title: chart.title_of(position).to_owned(),
                role: role.map(|role| role_name(role).to_owned()),
            },
            summary: role.map_or_else(String::new, |role| role.summary.clone()),
            reports_to: names(chart, chart.manager(id)),
            reports: names(chart, chart.reports(id)),
            dotted_to: names(chart, &position.dotted_to),
            dotted_from: dotted_from(chart, id),
            same_role: role.map_or_else(Vec::new, |role| with_role(chart, &role.id, Some(id))),
            duties: duties(role, &position.responsibilities),
            notes: position.notes.clone(),
            fields: position.fields.clone(),
        })
    }

    /// The sheet of a role; nothing where the library has none of this id.
    #[must_use]
    pub fn of_role(chart: &Chart, id: &RoleId) -> Option<Self> {
        let role = chart.role(id)?;
        let holders = || chart.walk().map(|visit| visit.position).filter(|position| position.role.as_ref() == Some(id));
        Some(Self {
            subject: Subject::Role { title: role_name(role).to_owned(), short: role.short.clone() },
            summary: role.summary.clone(),
            reports_to: titles(chart, holders().filter_map(|holder| chart.manager(&holder.id))),
            reports: titles(chart, holders().flat_map(|holder| chart.reports(&holder.id))),
            dotted_to: Vec::new(),
            dotted_from: Vec::new(),
            same_role: with_role(chart, id, None),
            duties: duties(Some(role), &[]),
            notes: String::new(),
            fields: Vec::new(),
        })
    }

    /// What the sheet is about: "Ada Byron, IT Director", or the title of a role.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.subject {
            Subject::Position { person, title, .. } if title.trim().is_empty() => person.clone(),
            Subject::Position { person, title, .. } => format!("{person}, {title}"),
            Subject::Role { title, .. } => title.clone(),
        }
    }

    /// The sheet as Markdown. Whatever the chart says is text, never markup.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::page(&self.blocks())
    }

    /// The sheet as one HTML file, to read and to print: it loads nothing and runs nothing.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(&self.name(), &self.blocks())
    }

    /// The sheet as what its page is made of, from the top down.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.head();
        let facts: Vec<Fact> = self.facts().into_iter().filter(|fact| !fact.values.is_empty()).collect();
        blocks.extend((!facts.is_empty()).then_some(Block::Facts(facts)));
        blocks.extend(self.responsibilities());
        match self.subject {
            Subject::Position { .. } => {
                blocks.extend(counted_list("Direct reports", &self.reports));
                blocks.extend(counted_list("Others in this role", &self.same_role));
            }
            Subject::Role { .. } => blocks.extend(counted_list("Positions in this role", &self.same_role)),
        }
        blocks.extend(notes(&self.notes));
        blocks
    }

    /// The title, what it is the title of, and the summary.
    fn head(&self) -> Vec<Block> {
        let (title, below) = match &self.subject {
            Subject::Position { person, title, .. } => (person, title.as_str()),
            Subject::Role { title, .. } => (title, "Role"),
        };
        let mut blocks = vec![Block::Title(title.clone())];
        blocks.extend(texts([below, &self.summary]));
        blocks
    }

    fn facts(&self) -> Vec<Fact> {
        let lines = |name: &str, values: &[String]| Fact::new(name, values.to_vec());
        let mut facts = match &self.subject {
            Subject::Position { role, .. } => {
                let no_one = vec!["No one".to_owned()];
                let reports_to = if self.reports_to.is_empty() { no_one } else { self.reports_to.clone() };
                vec![
                    Fact::new("Role", role.iter().map(|role| self.with_count(role)).collect()),
                    Fact::new("Reports to", reports_to),
                    lines("Dotted line to", &self.dotted_to),
                    lines("Dotted line from", &self.dotted_from),
                ]
            }
            Subject::Role { short, .. } => vec![
                Fact::new("Short label", text_or_none(short).into_iter().collect()),
                Fact::new("Positions", vec![thousands(self.same_role.len())]),
                lines("Reports to", &self.reports_to),
                lines("Direct reports", &self.reports),
            ],
        };
        let named = self.fields.iter().map(|field| Fact::new(&field.name, vec![field.value.clone()]));
        facts.extend(named.filter(|fact| text_or_none(&fact.name).is_some()));
        facts
    }

    /// The title of a position's role with how many positions have it, this one among them.
    fn with_count(&self, role: &str) -> String {
        match self.same_role.len() {
            0 => format!("{role} (1 position)"),
            others => format!("{role} ({} positions)", thousands(others + 1)),
        }
    }

    /// The responsibilities by involvement. Where there are a role's lines and others, each says which it is.
    fn responsibilities(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading("Responsibilities".to_owned())];
        if self.duties.is_empty() {
            blocks.push(Block::Text("None yet".to_owned()));
        }
        let says_origin = matches!(self.subject, Subject::Position { role: Some(_), .. });
        let item = |duty: &Duty| Item { text: duty.text.clone(), remark: says_origin.then_some(duty.origin.label()) };
        for involvement in Involvement::ALL {
            let items: Vec<Item> =
                self.duties.iter().filter(|duty| duty.involvement == involvement).map(item).collect();
            if !items.is_empty() {
                blocks.push(Block::Subheading(format!("{involvement}: {}", involvement.meaning())));
                blocks.push(Block::List(items));
            }
        }
        blocks
    }
}

fn names<'a>(chart: &Chart, ids: impl IntoIterator<Item = &'a PositionId>) -> Vec<String> {
    let positions = ids.into_iter().filter_map(|id| chart.position(id));
    positions.map(|position| position_name(chart, position)).collect()
}

/// The distinct titles of positions; where one has none, its person stands for it.
fn titles<'a>(chart: &Chart, ids: impl Iterator<Item = &'a PositionId>) -> Vec<String> {
    let mut met = HashSet::new();
    let titles = ids.filter_map(|id| chart.position(id)).map(|position| match chart.title_of(position).trim() {
        "" => person(position),
        title => title,
    });
    titles.filter(|title| met.insert(title.to_lowercase())).map(str::to_owned).collect()
}

fn dotted_from(chart: &Chart, id: &PositionId) -> Vec<String> {
    // Most positions have none, and then there is no need to look at every other.
    if !chart.has_dotted_lines_to(id) {
        return Vec::new();
    }
    names(
        chart,
        chart.walk().map(|visit| visit.position).filter(|from| from.dotted_to.contains(id)).map(|from| &from.id),
    )
}

/// The names of the positions that have the role, but for one.
fn with_role(chart: &Chart, role: &RoleId, but: Option<&PositionId>) -> Vec<String> {
    let positions = chart.walk().map(|visit| visit.position);
    let holders = positions.filter(|position| position.role.as_ref() == Some(role) && Some(&position.id) != but);
    holders.map(|position| position_name(chart, position)).collect()
}

/// The lines of a role, then others; blank ones are left out.
fn duties(role: Option<&Role>, own: &[Responsibility]) -> Vec<Duty> {
    let from_role = role.map_or(&[][..], |role| &role.responsibilities).iter().map(|line| (line, Origin::Role));
    let all = from_role.chain(own.iter().map(|line| (line, Origin::OnlyHere)));
    let all = all.filter(|(line, _)| !line.text.trim().is_empty());
    all.map(|(line, origin)| Duty { text: line.text.clone(), involvement: line.involvement, origin }).collect()
}

fn text_or_none(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A paragraph for each text that isn't blank.
fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = Block> {
    texts.into_iter().filter_map(text_or_none).map(Block::Text)
}

fn notes(notes: &str) -> Vec<Block> {
    let paragraphs: Vec<Block> = texts(notes.lines()).collect();
    if paragraphs.is_empty() {
        return Vec::new();
    }
    std::iter::once(Block::Heading("Notes".to_owned())).chain(paragraphs).collect()
}

/// A section of lines with their number, or nothing where there are none.
fn counted_list(heading: &str, lines: &[String]) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let items = lines.iter().map(|line| Item { text: line.clone(), remark: None }).collect();
    vec![Block::Heading(format!("{heading} ({})", thousands(lines.len()))), Block::List(items)]
}

#[cfg(test)]
mod tests {
    use super::{Origin, Sheet, Subject};
    use crate::export::escape::HOSTILE;
    use crate::model::sketch::{chart, id, role_id};
    use crate::model::{Chart, Direction, Draft, Field, Position, Responsibility, Role};

    const TEAM: &str = "chief[Lead] analyst[Ask;Write] / \
        ada:chief(bob:analyst~cleo[Chair](dan) cleo:analyst=) eve(fay:analyst)";

    #[test]
    fn a_position_is_described_with_its_lines_and_its_neighbours() {
        let sheet = Sheet::of_position(&chart(TEAM), &id("bob")).expect("bob is there");
        let subject = Subject::Position {
            person: "bob".to_owned(),
            title: "analyst".to_owned(),
            role: Some("analyst".to_owned()),
        };
        assert_eq!(sheet.subject, subject, "who it is");
        for (found, expected, what) in [
            (&sheet.reports_to, &["ada, chief"][..], "the manager"),
            (&sheet.reports, &["dan"], "the reports"),
            (&sheet.dotted_to, &["Vacant, analyst"], "the dotted line"),
            (&sheet.dotted_from, &[], "nobody's dotted line"),
            (&sheet.same_role, &["Vacant, analyst", "fay, analyst"], "the others in the role"),
        ] {
            assert_eq!(found, expected, "{what}");
        }
        let duties: Vec<_> = sheet.duties.iter().map(|duty| (duty.text.as_str(), duty.origin)).collect();
        assert_eq!(duties, [("Ask", Origin::Role), ("Write", Origin::Role), ("Chair", Origin::OnlyHere)], "duties");
        let other = Sheet::of_position(&chart(TEAM), &id("cleo")).expect("cleo is there");
        assert_eq!(other.dotted_from, ["bob, analyst"], "the other end of the dotted line");
    }

    #[test]
    fn a_role_is_described_with_the_titles_around_it() {
        let sheet = Sheet::of_role(&chart(TEAM), &role_id("analyst")).expect("the role is there");
        for (found, expected, what) in [
            (&sheet.reports_to, &["chief", "eve"][..], "titles of managers, or who has none"),
            (&sheet.reports, &["dan"], "titles of reports"),
            (&sheet.same_role, &["bob, analyst", "Vacant, analyst", "fay, analyst"], "who has the role"),
        ] {
            assert_eq!(found, expected, "{what}");
        }
        let chief = Sheet::of_role(&chart(TEAM), &role_id("chief")).expect("the role is there");
        assert_eq!(chief.reports, ["analyst"], "each title once");
    }

    #[test]
    fn there_is_no_sheet_of_what_is_not_there() {
        let chart = chart(TEAM);
        assert_eq!(Sheet::of_position(&chart, &id("analyst")), None, "no position");
        assert_eq!(Sheet::of_role(&chart, &role_id("ada")), None, "no role");
    }

    /// A chart in which every text is the same one.
    fn chart_of(text: &str) -> Chart {
        let lines = vec![Responsibility::new(text)];
        let role = Role {
            short: text.to_owned(),
            summary: text.to_owned(),
            responsibilities: lines.clone(),
            ..Role::new(role_id("role"), text, crate::theme::NO_ROLE)
        };
        let position = |name: &str| Position {
            role: Some(role_id("role")),
            person: text.to_owned(),
            title: text.to_owned(),
            responsibilities: lines.clone(),
            notes: text.to_owned(),
            fields: vec![Field { name: text.to_owned(), value: text.to_owned() }],
            ..Position::new(id(name))
        };
        let drafts = vec![
            Draft { position: position("a"), reports_to: String::new() },
            Draft { position: Position { dotted_to: vec![id("a")], ..position("b") }, reports_to: "a".to_owned() },
        ];
        Chart::assemble(text.to_owned(), Direction::TopDown, String::new(), vec![role], drafts).0
    }

    #[test]
    fn no_text_of_a_chart_becomes_markup() {
        for text in HOSTILE {
            let chart = chart_of(text);
            let position = Sheet::of_position(&chart, &id("a")).expect("a is there");
            let role = Sheet::of_role(&chart, &role_id("role")).expect("the role is there");
            for sheet in [position, role] {
                let (html, markdown) = (sheet.html(), sheet.markdown());
                for wrong in ["<script", "<img", "<svg", "<https", "onerror=alert(1)>", "\u{202e}", "\u{1b}"] {
                    assert!(!html.contains(wrong), "{text:?} puts {wrong} into HTML");
                }
                let opens = |line: &str| line.trim_start().starts_with(['`', '|', '>', '=']);
                assert!(!markdown.lines().any(opens), "{text:?} begins a line of Markdown:\n{markdown}");
                assert_eq!(markdown.matches("](").count(), markdown.matches("\\](").count(), "{text:?} is no link");
            }
        }
    }

    #[test]
    fn a_position_with_nothing_has_a_short_sheet() {
        let sheet = Sheet::of_position(&chart("a="), &id("a")).expect("it is there");
        let expected = "# Vacant\n\n- **Reports to:** No one\n\n## Responsibilities\n\nNone yet\n";
        assert_eq!(sheet.markdown(), expected, "no empty sections");
    }
}
