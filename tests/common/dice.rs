//! Small charts, edits and commands out of numbers, which may come from anywhere: the edits and commands may or may not
//! fit the chart that they are for.

use rolechart::editor::{AfterRemoval, Command, Handing, Heir, Leaving, MoveDirection};
use rolechart::model::{
    Arrangement, Chart, ChartChange, Direction, Dismissal, Draft, Edit, Field, Holder, Involvement, ListChange, Place,
    Position, PositionChange, PositionId, Responsibility, Role, RoleChange, RoleId,
};
use rolechart::theme::ROLE_PALETTE;

/// How many roles a chart of these has at most.
pub(crate) const MOST_ROLES: usize = 4;
const TEXTS: [&str; 6] = ["", "Ada", "Zoë 🙂", "  ", "two\nlines", "a \"quoted\" word"];

/// Numbers out of which something is chosen, whatever there is to choose from at that time.
pub(crate) type Dice = [usize; 4];

/// A chart of so many roles and of a position for each pair of dice: one in four is a top position, one in eight an
/// assistant.
pub(crate) fn chart(role_count: usize, positions: &[(Dice, Dice)]) -> Chart {
    let roles: Vec<Role> = (0..role_count).map(|index| new_role(&format!("role-{index}"), index)).collect();
    let count = positions.len();
    let drafts = positions.iter().enumerate().map(|(index, dice)| draft(index, count, &roles, dice)).collect();
    Chart::assemble("Random".to_owned(), Direction::TopDown, "// A comment".to_owned(), roles, drafts).0
}

fn draft(index: usize, count: usize, roles: &[Role], dice: &(Dice, Dice)) -> Draft {
    let ([manager, role, text, rest], [dotted, duties, ..]) = *dice;
    let has_manager = index > 0 && manager % 4 > 0;
    let reports_to = if has_manager { format!("p{}", manager % index) } else { String::new() };
    let other = dotted % count;
    let position = Position {
        role: roles.get(role % (roles.len() + 1)).map(|role| role.id.clone()),
        assistant: has_manager && rest % 8 == 0,
        dotted_to: if dotted % 3 == 0 && other != index { vec![position_id(&format!("p{other}"))] } else { Vec::new() },
        responsibilities: vec![Responsibility::new("Plan"); duties % 4],
        ..new_position(&format!("p{index}"), text)
    };
    Draft { position, reports_to }
}

fn position_id(text: &str) -> PositionId {
    PositionId::new(text).expect("a fine id")
}

fn role_id(text: &str) -> RoleId {
    RoleId::new(text).expect("a fine id")
}

fn text(dice: usize) -> String {
    TEXTS[dice % TEXTS.len()].to_owned()
}

fn new_position(id: &str, dice: usize) -> Position {
    Position { person: text(dice), ..Position::new(position_id(id)) }
}

fn new_role(id: &str, dice: usize) -> Role {
    let responsibilities = vec![Responsibility::new("Do"); dice % 3];
    Role { responsibilities, ..Role::new(role_id(id), id, ROLE_PALETTE[dice % ROLE_PALETTE.len()]) }
}

/// What numbers choose from: what the chart holds, and now and then something that it doesn't.
struct Choice<'a> {
    chart: &'a Chart,
}

impl Choice<'_> {
    fn position(&self, dice: usize) -> PositionId {
        let nth = self.chart.walk().nth(dice % (self.chart.len() + 1));
        nth.map_or_else(|| position_id("ghost"), |visit| visit.position.id.clone())
    }

    fn role(&self, dice: usize) -> RoleId {
        let roles = self.chart.roles();
        roles.get(dice % (roles.len() + 1)).map_or_else(|| role_id("ghost"), |role| role.id.clone())
    }

    fn some_role(&self, dice: usize) -> Option<RoleId> {
        (!dice.is_multiple_of(3)).then(|| self.role(dice))
    }

    fn place(&self, dice: usize, index: usize) -> Place {
        let manager = (!dice.is_multiple_of(4)).then(|| self.position(dice));
        let siblings = self.chart.reports_or_tops(manager.as_ref()).len();
        Place { index: index % (siblings + 2), manager }
    }

    fn holder(&self, dice: usize) -> Holder {
        if dice.is_multiple_of(2) {
            Holder::Role(self.role(dice / 2))
        } else {
            Holder::Position(self.position(dice / 2))
        }
    }

    fn role_index(&self, dice: usize) -> usize {
        dice % (self.chart.roles().len() + 1)
    }

    /// A position whose id is new but for one time in sixteen.
    fn new_position(&self, dice: usize) -> Box<Position> {
        let taken = dice.is_multiple_of(16);
        let id = if taken { self.position(dice) } else { PositionId::random() };
        let role = self.some_role(dice);
        Position { role, assistant: dice.is_multiple_of(5), ..new_position(id.as_str(), dice) }.into()
    }

    fn another_role(dice: usize) -> Role {
        new_role(&format!("role-{}", dice % (2 * MOST_ROLES)), dice)
    }

    fn position_change(&self, dice: usize, value: usize) -> PositionChange {
        match dice % 8 {
            0 => PositionChange::Role(self.some_role(value)),
            1 => PositionChange::Person(text(value)),
            2 => PositionChange::Title(text(value)),
            3 => PositionChange::Assistant(value.is_multiple_of(2)),
            4 => PositionChange::DottedTo((0..value % 3).map(|offset| self.position(value + offset)).collect()),
            5 => PositionChange::Notes(text(value)),
            6 => PositionChange::Fields(vec![Field { name: text(value), value: text(value + 1) }; value % 3]),
            _ => PositionChange::Arrangement(if value.is_multiple_of(2) {
                Arrangement::Row
            } else {
                Arrangement::Grid(2)
            }),
        }
    }

    fn after_removal(&self, dice: usize) -> AfterRemoval {
        match dice % 3 {
            0 => AfterRemoval::MoveUp,
            1 => AfterRemoval::MoveTo(self.position(dice / 3)),
            _ => AfterRemoval::GoToo,
        }
    }

    fn leaving(&self, dice: usize) -> Leaving {
        if dice.is_multiple_of(3) { Leaving::Vacated } else { Leaving::Removed(self.after_removal(dice / 3)) }
    }

    fn heir(&self, dice: usize) -> Heir {
        match dice % 4 {
            0 => Heir::Stay,
            1 => Heir::Position(self.position(dice / 4)),
            2 => Heir::MustCover,
            _ => Heir::Nobody,
        }
    }

    fn dismissal(&self, dice: usize) -> Dismissal {
        let holders = vec![self.holder(dice); dice % 2];
        let responsibilities = vec![text(dice); dice % 3];
        Dismissal { rule: "a-rule".to_owned(), responsibilities, holders, reason: text(dice / 2) }
    }

    fn step_direction(dice: usize) -> MoveDirection {
        [MoveDirection::Earlier, MoveDirection::Later, MoveDirection::Up, MoveDirection::Down][dice % 4]
    }
}

fn chart_change(dice: usize, value: usize) -> ChartChange {
    match dice % 3 {
        0 => ChartChange::Title(text(value)),
        1 => ChartChange::Direction(Direction::ALL[value % Direction::ALL.len()]),
        _ => ChartChange::HeadComment(["", "// A comment", "/* Another\n   one */"][value % 3].to_owned()),
    }
}

fn role_change(dice: usize, value: usize) -> RoleChange {
    match dice % 4 {
        0 => RoleChange::Title(text(value)),
        1 => RoleChange::Short(text(value)),
        2 => RoleChange::Colour(ROLE_PALETTE[value % ROLE_PALETTE.len()]),
        _ => RoleChange::Summary(text(value)),
    }
}

fn list_change<Line>(dice: usize, from: usize, to: usize, line: Line) -> ListChange<Line> {
    let (from, to) = (from % 4, to % 4);
    match dice % 4 {
        0 => ListChange::Insert(from, line),
        1 => ListChange::Remove(from),
        2 => ListChange::Replace(from, line),
        _ => ListChange::Move(from, to),
    }
}

/// How many sorts of edits there are.
pub(crate) const EDIT_SORTS: usize = 12;

/// An edit of the sort, for this chart or nearly so.
pub(crate) fn edit(chart: &Chart, sort: usize, [a, b, c, d]: Dice) -> Edit {
    let choice = Choice { chart };
    match sort % EDIT_SORTS {
        0 => Edit::SetChart(chart_change(a, b)),
        1 => Edit::InsertRole(choice.role_index(a), Choice::another_role(b).into()),
        2 => Edit::RemoveRole(choice.role(a)),
        3 => Edit::SetRole(choice.role(a), role_change(b, c)),
        4 => Edit::MoveRole(choice.role_index(a), choice.role_index(b)),
        5 => Edit::InsertPosition { place: choice.place(a, b), position: choice.new_position(c) },
        6 => Edit::RemovePosition(choice.position(a)),
        7 => Edit::MovePosition(choice.position(a), choice.place(b, c)),
        8 => Edit::SetPosition(choice.position(a), choice.position_change(b, c)),
        9 => Edit::Responsibilities(choice.holder(a), list_change(b, c, d, Responsibility::new(text(d)))),
        10 => Edit::MustCover(list_change(a, b, c, text(d))),
        _ => Edit::Dismissals(list_change(a, b, c, choice.dismissal(d))),
    }
}

/// The number of the edit's sort. A new variant doesn't compile until it has one.
pub(crate) const fn edit_sort(edit: &Edit) -> usize {
    match edit {
        Edit::SetChart(..) => 0,
        Edit::InsertRole(..) => 1,
        Edit::RemoveRole(..) => 2,
        Edit::SetRole(..) => 3,
        Edit::MoveRole(..) => 4,
        Edit::InsertPosition { .. } => 5,
        Edit::RemovePosition(..) => 6,
        Edit::MovePosition(..) => 7,
        Edit::SetPosition(..) => 8,
        Edit::Responsibilities(..) => 9,
        Edit::MustCover(..) => 10,
        Edit::Dismissals(..) => 11,
    }
}

/// How many sorts of commands there are.
pub(crate) const COMMAND_SORTS: usize = 28;

/// A command of the sort, for this chart or nearly so.
pub(crate) fn command(chart: &Chart, sort: usize, [a, b, c, d]: Dice) -> Command {
    let choice = Choice { chart };
    let line = || Responsibility::new(text(d));
    match sort % COMMAND_SORTS {
        0 => Command::SetChart(chart_change(a, b)),
        1 => Command::Add(choice.place(a, b), choice.new_position(c)),
        2 => Command::InsertManager(choice.position(a), choice.new_position(b)),
        3 => Command::SetPosition(
            choice.position(a),
            (0..b % 3).map(|more| choice.position_change(c + more, d + more)).collect(),
        ),
        4 => Command::Remove(choice.position(a), choice.after_removal(b)),
        5 => Command::Move(choice.position(a), choice.place(b, c)),
        6 => Command::Step(choice.position(a), Choice::step_direction(b)),
        7 => Command::Duplicate(choice.position(a)),
        8 => Command::Paste(choice.place(a, b), Box::new(clipping(&choice, c, d))),
        9 => Command::AddRole(Choice::another_role(a).into()),
        10 => Command::SetRole(choice.role(a), role_change(b, c)),
        11 => Command::MoveRole(choice.role_index(a), choice.role_index(b)),
        12 => Command::RemoveRole(choice.role(a), choice.some_role(b)),
        13 => Command::GiveNewRole(choice.position(a), Choice::another_role(b).into()),
        14 => Command::AddLines(choice.holder(a), b % 4, vec![line(); c % 3]),
        15 => Command::ReplaceLine(choice.holder(a), b % 4, line()),
        16 => Command::RemoveLine(choice.holder(a), b % 4),
        17 => Command::MoveLine(choice.holder(a), b % 4, c % 4),
        18 => Command::GiveLineToRole(choice.position(a), b % 4),
        19 => Command::TakeLineFromRole(choice.position(a), b % 4),
        20 => Command::HandLine(choice.holder(a), b % 4, choice.holder(c), HANDINGS[d % 3]),
        21 => Command::Involve(choice.holder(a), text(b), involvements(c)),
        22 => Command::Reword(text(a), text(b)),
        23 => Command::HandOver(choice.position(a), choice.leaving(b), choice.heir(c)),
        24 => Command::AddMustCover(a % 4, vec![text(b); c % 3]),
        25 => Command::ChangeMustCover(list_change(a, b, c, text(d))),
        26 => Command::Dismiss(choice.dismissal(a)),
        _ => Command::Undismiss(choice.dismissal(a)),
    }
}

const HANDINGS: [Handing; 3] = [Handing::Move, Handing::Copy, Handing::Share];

fn involvements(dice: usize) -> Vec<Involvement> {
    Involvement::ALL.into_iter().enumerate().filter(|(bit, _)| (dice >> bit) & 1 == 1).map(|(_, each)| each).collect()
}

/// What might be on the clipboard: nothing, a branch of this chart, or one with a role that this chart lacks.
fn clipping(choice: &Choice<'_>, dice: usize, top: usize) -> Chart {
    let branch = rolechart::editor::clipboard::branch_as_chart(choice.chart, &choice.position(top));
    if dice.is_multiple_of(2) {
        return branch;
    }
    let drafts = ["one", "two"].map(|id| Draft {
        position: Position { role: Some(role_id("pasted")), assistant: true, ..new_position(id, dice) },
        reports_to: if id == "two" { "one".to_owned() } else { String::new() },
    });
    let roles = vec![new_role("pasted", dice)];
    Chart::assemble(String::new(), Direction::TopDown, String::new(), roles, drafts.to_vec()).0
}

/// The number of the command's sort. A new variant doesn't compile until it has one.
pub(crate) const fn command_sort(command: &Command) -> usize {
    match command {
        Command::SetChart(..) => 0,
        Command::Add(..) => 1,
        Command::InsertManager(..) => 2,
        Command::SetPosition(..) => 3,
        Command::Remove(..) => 4,
        Command::Move(..) => 5,
        Command::Step(..) => 6,
        Command::Duplicate(..) => 7,
        Command::Paste(..) => 8,
        Command::AddRole(..) => 9,
        Command::SetRole(..) => 10,
        Command::MoveRole(..) => 11,
        Command::RemoveRole(..) => 12,
        Command::GiveNewRole(..) => 13,
        Command::AddLines(..) => 14,
        Command::ReplaceLine(..) => 15,
        Command::RemoveLine(..) => 16,
        Command::MoveLine(..) => 17,
        Command::GiveLineToRole(..) => 18,
        Command::TakeLineFromRole(..) => 19,
        Command::HandLine(..) => 20,
        Command::Involve(..) => 21,
        Command::Reword(..) => 22,
        Command::HandOver(..) => 23,
        Command::AddMustCover(..) => 24,
        Command::ChangeMustCover(..) => 25,
        Command::Dismiss(..) => 26,
        Command::Undismiss(..) => 27,
    }
}
