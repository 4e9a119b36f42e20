//! The file's own types to a chart: ids and colours are checked here, the tree is put together by the model.

use std::collections::HashMap;

use super::v1;
use crate::model::hidden::{has_hidden, is_hidden};
use crate::model::{
    Arrangement, Chart, Direction, Dismissal, Draft, Field, Holder, InvalidId, Involvement, Position, PositionId,
    Problem, ProblemKind, ProblemList, ProblemPlace, Responsibility, Role, RoleId, RoleIds, in_short,
};
use crate::theme::{Colour, ROLE_PALETTE};

/// Puts the chart of a file together. Problems come with the index of the file's list, in no particular order.
pub(super) fn build(file: v1::Chart, head_comment: String) -> (Chart, Vec<Problem>) {
    let mut builder = Builder::default();
    let roles = builder.roles(file.roles);
    let drafts = builder.positions(file.positions);
    builder.note_hidden(ProblemPlace::ChartField("title"), [file.title.as_str()]);
    builder.note_hidden(ProblemPlace::ChartField("must_cover"), file.must_cover.iter().map(String::as_str));
    let (chart, structural) = Chart::assemble(file.title, file.direction.into(), head_comment, roles, drafts);
    for problem in structural {
        builder.problems.add(problem);
    }
    let dismissals = builder.dismissals(file.dismissed);
    (chart.with_review(file.must_cover, dismissals), builder.problems.into_vec())
}

/// What is known while a file's lists are gone through. Whoever names a text that can't be an id still finds what
/// the text named, under its new name.
#[derive(Default)]
struct Builder {
    problems: ProblemList,
    renamed_roles: HashMap<String, RoleId>,
    renamed_positions: HashMap<String, PositionId>,
}

impl Builder {
    fn report(&mut self, place: ProblemPlace, kind: ProblemKind) {
        self.problems.add(Problem { place, kind });
    }

    fn report_id(&mut self, place: ProblemPlace, text: &str, reason: InvalidId, renamed: &str) {
        let text = in_short(text);
        self.report(place, ProblemKind::InvalidId { text, reason, renamed: renamed.to_owned() });
    }

    /// Reports the hidden characters of the texts of one field.
    fn note_hidden<'a>(&mut self, place: ProblemPlace, texts: impl IntoIterator<Item = &'a str>) {
        let mut found =
            texts.into_iter().filter(|text| has_hidden(text)).flat_map(str::chars).filter(|c| is_hidden(*c));
        if let Some(first) = found.next() {
            let count = 1 + found.count();
            self.report(place, ProblemKind::Hidden { first, count });
        }
    }

    fn note_hidden_of_role(&mut self, index: usize, role: &v1::Role) {
        for (field, text) in [("title", &role.title), ("short", &role.short), ("summary", &role.summary)] {
            self.note_hidden(ProblemPlace::Role(index, field), [text.as_str()]);
        }
        let place = ProblemPlace::Role(index, "responsibilities");
        self.note_hidden(place, role.responsibilities.iter().map(v1::Responsibility::text));
    }

    fn note_hidden_of_position(&mut self, index: usize, position: &v1::Position) {
        for (field, text) in [("person", &position.person), ("title", &position.title), ("notes", &position.notes)] {
            self.note_hidden(ProblemPlace::Position(index, field), [text.as_str()]);
        }
        let place = ProblemPlace::Position(index, "responsibilities");
        self.note_hidden(place, position.responsibilities.iter().map(v1::Responsibility::text));
        let texts = position.fields.iter().flat_map(|v1::Field(name, value)| [name.as_str(), value.as_str()]);
        self.note_hidden(ProblemPlace::Position(index, "fields"), texts);
    }

    fn roles(&mut self, roles: Vec<v1::Role>) -> Vec<Role> {
        let mut ids = RoleIds::new(roles.iter().filter_map(|role| RoleId::new(&role.id).ok()));
        roles.into_iter().enumerate().map(|(index, role)| self.role(index, role, &mut ids)).collect()
    }

    fn role(&mut self, index: usize, role: v1::Role, ids: &mut RoleIds) -> Role {
        self.note_hidden_of_role(index, &role);
        let colour = self.colour(index, &role.colour);
        Role {
            id: self.role_id(index, role.id, &role.title, ids),
            title: role.title,
            short: role.short,
            colour,
            summary: role.summary,
            responsibilities: responsibilities(role.responsibilities),
        }
    }

    fn role_id(&mut self, index: usize, text: String, title: &str, ids: &mut RoleIds) -> RoleId {
        let reason = match RoleId::new(&text) {
            Ok(id) => return id,
            Err(reason) => reason,
        };
        let named_after = if text.is_empty() { title } else { &text };
        let id = ids.take(named_after);
        self.report_id(ProblemPlace::Role(index, "id"), &text, reason, id.as_str());
        self.renamed_roles.entry(text).or_insert_with(|| id.clone());
        id
    }

    /// A missing colour is no problem: a role written by hand gets the next one of the palette.
    fn colour(&mut self, index: usize, text: &str) -> Colour {
        text.parse().unwrap_or_else(|_| {
            if !text.is_empty() {
                self.report(ProblemPlace::Role(index, "colour"), ProblemKind::InvalidColour { text: in_short(text) });
            }
            ROLE_PALETTE[index % ROLE_PALETTE.len()]
        })
    }

    /// Ids come first, for a position may name one that stands further down.
    fn positions(&mut self, positions: Vec<v1::Position>) -> Vec<Draft> {
        let ids: Vec<PositionId> =
            positions.iter().enumerate().map(|(index, position)| self.position_id(index, &position.id)).collect();
        let drafts = ids.into_iter().zip(positions).enumerate();
        drafts.map(|(index, (id, position))| self.draft(index, id, position)).collect()
    }

    fn position_id(&mut self, index: usize, text: &str) -> PositionId {
        PositionId::new(text).unwrap_or_else(|reason| {
            let id = PositionId::random();
            self.renamed_positions.entry(text.to_owned()).or_insert_with(|| id.clone());
            self.report_id(ProblemPlace::Position(index, "id"), text, reason, id.as_str());
            id
        })
    }

    fn draft(&mut self, index: usize, id: PositionId, file: v1::Position) -> Draft {
        self.note_hidden_of_position(index, &file);
        let position = Position {
            id,
            role: self.named_role(index, &file.role),
            person: file.person,
            title: file.title,
            assistant: file.assistant,
            dotted_to: self.dotted_lines(index, file.dotted_to),
            responsibilities: responsibilities(file.responsibilities),
            notes: file.notes,
            fields: file.fields.into_iter().map(|v1::Field(name, value)| Field { name, value }).collect(),
            arrangement: file.arrange.into(),
        };
        Draft { position, reports_to: self.manager(file.reports_to) }
    }

    /// An empty name is nobody's, even where a position without an id is in the list.
    fn manager(&self, text: String) -> String {
        match self.renamed_positions.get(&text) {
            Some(id) if !text.is_empty() => id.to_string(),
            _ => text,
        }
    }

    /// A text that can't be an id and names no role of the file is taken for a title: "Project Manager" finds
    /// `project-manager`.
    fn named_role(&mut self, index: usize, text: &str) -> Option<RoleId> {
        if text.is_empty() {
            return None;
        }
        let reason = match RoleId::new(text) {
            Ok(id) => return Some(id),
            Err(reason) => reason,
        };
        if let Some(id) = self.renamed_roles.get(text) {
            return Some(id.clone());
        }
        let id = RoleId::from_title(text, |_| false);
        self.report_id(ProblemPlace::Position(index, "role"), text, reason, id.as_str());
        Some(id)
    }

    fn dismissals(&mut self, list: Vec<v1::Dismissed>) -> Vec<Dismissal> {
        list.into_iter().enumerate().map(|(index, dismissed)| self.dismissal(index, dismissed)).collect()
    }

    fn dismissal(&mut self, index: usize, dismissed: v1::Dismissed) -> Dismissal {
        let v1::Dismissed { rule, responsibilities, holders, reason } = dismissed;
        let holders = holders.into_iter().filter_map(|holder| self.holder(index, holder)).collect();
        Dismissal { rule, responsibilities, holders, reason }
    }

    /// A holder need not be there: whoever it names may come back.
    fn holder(&mut self, index: usize, holder: v1::Holder) -> Option<Holder> {
        let (text, holder) = match holder {
            v1::Holder::Role(text) => {
                let id = self.renamed_roles.get(&text).cloned().map_or_else(|| RoleId::new(&text), Ok);
                (text, id.map(Holder::Role))
            }
            v1::Holder::Position(text) => {
                let id = self.renamed_positions.get(&text).cloned().map_or_else(|| PositionId::new(&text), Ok);
                (text, id.map(Holder::Position))
            }
        };
        let report = |reason| {
            let kind = ProblemKind::InvalidHolder { text: in_short(&text), reason };
            self.report(ProblemPlace::Dismissal(index, "holders"), kind);
        };
        holder.map_err(report).ok()
    }

    fn dotted_lines(&mut self, index: usize, texts: Vec<String>) -> Vec<PositionId> {
        let mut ids = Vec::with_capacity(texts.len());
        for text in texts {
            let renamed = self.renamed_positions.get(&text).filter(|_| !text.is_empty()).cloned();
            if let Some(id) = renamed.or_else(|| PositionId::new(&text).ok()) {
                ids.push(id);
            } else {
                let kind = ProblemKind::UnknownDotted { id: in_short(&text) };
                self.report(ProblemPlace::Position(index, "dotted_to"), kind);
            }
        }
        ids
    }
}

fn responsibilities(list: Vec<v1::Responsibility>) -> Vec<Responsibility> {
    list.into_iter().map(Responsibility::from).collect()
}

impl From<v1::Responsibility> for Responsibility {
    fn from(line: v1::Responsibility) -> Self {
        let (involvement, text) = match line {
            v1::Responsibility::Responsible(text) => (Involvement::Responsible, text),
            v1::Responsibility::Accountable(text) => (Involvement::Accountable, text),
            v1::Responsibility::Consulted(text) => (Involvement::Consulted, text),
            v1::Responsibility::Informed(text) => (Involvement::Informed, text),
        };
        Self { involvement, text }
    }
}

impl From<v1::Direction> for Direction {
    fn from(direction: v1::Direction) -> Self {
        match direction {
            v1::Direction::TopDown => Self::TopDown,
            v1::Direction::BottomUp => Self::BottomUp,
            v1::Direction::LeftRight => Self::LeftRight,
            v1::Direction::RightLeft => Self::RightLeft,
        }
    }
}

impl From<v1::Arrangement> for Arrangement {
    fn from(arrangement: v1::Arrangement) -> Self {
        match arrangement {
            v1::Arrangement::Automatic => Self::Automatic,
            v1::Arrangement::Row => Self::Row,
            v1::Arrangement::StackLeft => Self::StackLeft,
            v1::Arrangement::StackRight => Self::StackRight,
            v1::Arrangement::StackBoth => Self::StackBoth,
            v1::Arrangement::Grid(columns) => Self::Grid(columns),
        }
    }
}
