//! What the keys mean in the matrix.

use egui::{Event, Key, Modifiers};

use super::arrange::Line;
use super::edit::Change;
use super::geometry::{Geometry, Spot};
use crate::model::Involvement;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    Go(Step),
    Change(Change),
    /// Enter: rewords a text, opens the menu of a cell.
    Open,
    /// F2: rewords the row, wherever in it.
    Reword,
}

/// A way from one cell to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
    Left,
    Right,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    First,
    Last,
}

/// What an event asks for, if it is a key of the matrix.
pub(super) fn press_of(event: &Event) -> Option<Press> {
    let &Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    if let Some(change) = change_of(key, modifiers) {
        return Some(Press::Change(change));
    }
    let step = match key {
        Key::ArrowUp => Step::Up,
        Key::ArrowDown => Step::Down,
        Key::ArrowLeft => Step::Left,
        Key::ArrowRight => Step::Right,
        Key::PageUp => Step::PageUp,
        Key::PageDown => Step::PageDown,
        Key::Home if modifiers.matches_exact(Modifiers::COMMAND) => return Some(Press::Go(Step::First)),
        Key::End if modifiers.matches_exact(Modifiers::COMMAND) => return Some(Press::Go(Step::Last)),
        Key::Home => Step::RowStart,
        Key::End => Step::RowEnd,
        Key::Enter if modifiers.is_none() => return Some(Press::Open),
        Key::F2 if modifiers.is_none() => return Some(Press::Reword),
        _ => return None,
    };
    modifiers.is_none().then_some(Press::Go(step))
}

/// The letters, and the keys that empty a cell.
fn change_of(key: Key, modifiers: Modifiers) -> Option<Change> {
    let involvement = match key {
        Key::R => Involvement::Responsible,
        Key::A => Involvement::Accountable,
        Key::C => Involvement::Consulted,
        Key::I => Involvement::Informed,
        Key::Delete | Key::Backspace | Key::Space => return modifiers.is_none().then_some(Change::Clear),
        _ => return None,
    };
    if modifiers.is_none() {
        Some(Change::Set(involvement))
    } else {
        modifiers.shift_only().then_some(Change::Toggle(involvement))
    }
}

/// The cell that a step leads to. Heads of groups are no cells.
pub(super) fn stepped(
    from: Spot,
    step: Step,
    lines: &[Line],
    columns: usize,
    geometry: &Geometry,
    view: egui::Vec2,
) -> Spot {
    let last = lines.len().saturating_sub(1);
    let Spot { line, column } = from;
    match step {
        Step::Up => Spot { line: row_before(lines, line).unwrap_or(line), column },
        Step::Down => Spot { line: row_behind(lines, line).unwrap_or(line), column },
        Step::Left => Spot { line, column: column.saturating_sub(1) },
        Step::Right => Spot { line, column: (column + 1).min(columns) },
        Step::RowStart => Spot { line, column: 0 },
        Step::RowEnd => Spot { line, column: columns },
        Step::PageUp => Spot { line: nearest_row(lines, geometry.line_a_page_from(line, view, false)), column },
        Step::PageDown => Spot { line: nearest_row(lines, geometry.line_a_page_from(line, view, true)), column },
        Step::First => Spot { line: nearest_row(lines, 0), column: 0 },
        Step::Last => Spot { line: nearest_row(lines, last), column: columns },
    }
}

const fn is_row(line: &Line) -> bool {
    matches!(line, Line::Row(_))
}

fn row_before(lines: &[Line], line: usize) -> Option<usize> {
    lines.get(..line)?.iter().rposition(is_row)
}

fn row_behind(lines: &[Line], line: usize) -> Option<usize> {
    let next = line + 1;
    lines.get(next..)?.iter().position(is_row).map(|offset| next + offset)
}

/// This line, or the row nearest to it where it is the head of a group or there is no such line.
pub(super) fn nearest_row(lines: &[Line], line: usize) -> usize {
    match lines.get(line) {
        Some(Line::Row(_)) => line,
        _ => row_behind(lines, line).or_else(|| row_before(lines, line.min(lines.len()))).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrange::Head;
    use super::super::geometry::{HEAD, ROW};
    use super::*;

    #[test]
    fn keys_mean_what_people_expect() {
        let pressed =
            |key, modifiers| press_of(&Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
        let accountable = Involvement::Accountable;
        for (key, modifiers, expected) in [
            (Key::A, Modifiers::NONE, Some(Press::Change(Change::Set(accountable)))),
            (Key::A, Modifiers::SHIFT, Some(Press::Change(Change::Toggle(accountable)))),
            (Key::A, Modifiers::COMMAND, None),
            (Key::Space, Modifiers::NONE, Some(Press::Change(Change::Clear))),
            (Key::End, Modifiers::COMMAND, Some(Press::Go(Step::Last))),
            (Key::End, Modifiers::NONE, Some(Press::Go(Step::RowEnd))),
            (Key::ArrowUp, Modifiers::ALT, None),
            (Key::B, Modifiers::NONE, None),
        ] {
            assert_eq!(pressed(key, modifiers), expected, "{modifiers:?} {key:?}");
        }
    }

    #[test]
    fn steps_go_from_row_to_row_and_stop_at_the_edges() {
        // A head, two rows, a head, a row; three columns.
        let (head, row) = (Line::Head(Head::Alike, 1), Line::Row(0));
        let lines = [head.clone(), row.clone(), row.clone(), head, row];
        let geometry = Geometry::new((200.0, 100.0), 3, lines.iter().map(|_| ROW));
        let view = egui::vec2(500.0, HEAD + 3.0 * ROW);
        for (from, step, expected) in [
            ((1, 1), Step::Up, (1, 1)),
            ((2, 1), Step::Down, (4, 1)),
            ((4, 1), Step::Up, (2, 1)),
            ((4, 1), Step::Down, (4, 1)),
            ((1, 3), Step::Right, (1, 3)),
            ((1, 0), Step::Left, (1, 0)),
            ((4, 2), Step::First, (1, 0)),
            ((1, 1), Step::Last, (4, 3)),
            ((1, 1), Step::PageDown, (4, 1)),
            ((4, 1), Step::PageUp, (2, 1)),
        ] {
            let from = Spot { line: from.0, column: from.1 };
            let to = stepped(from, step, &lines, 3, &geometry, view);
            assert_eq!((to.line, to.column), expected, "{step:?} from {from:?}");
        }
    }
}
