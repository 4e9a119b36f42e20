//! One table of everything that can be asked for without further words: its label, icon, keys, and when it makes sense.
//!
//! Menus, toolbar, shortcuts and context menus all read it, so that they never disagree.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::icons;
use crate::layout::Duties;
use crate::model::Direction;

/// Something that a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    NewFromStarter,
    NewEmpty,
    NewFromList,
    Open,
    Save,
    SaveAs,
    ReloadFile,
    KeepMine,
    CompareWithFile,
    PreviousVersions,
    ShowLeft,
    ExportSvg,
    ExportSheet,
    ExportRaci,
    CopySheet,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    CopyDuties,
    PasteDuties,
    Duplicate,
    Remove,
    Vacate,
    AddReport,
    AddSibling,
    AddSiblingBefore,
    AddTop,
    AddAssistant,
    AddDuty,
    InsertManager,
    Rename,
    MoveEarlier,
    MoveLater,
    MoveUp,
    MoveDown,
    SelectTop,
    SelectNothing,
    ToggleFold,
    FoldTo(u8),
    UnfoldAll,
    ZoomIn,
    ZoomOut,
    ZoomActual,
    FitAll,
    FitSelection,
    HighlightLine,
    Search,
    Show(Page),
    ToggleLeftPanel,
    ToggleInspector,
    ShowDuties(Duties),
    ToggleLoad,
    ToggleWordingHelp,
    Grow(Direction),
    Theme(Appearance),
    ShowProblems,
    ShowKeys,
    ShowAbout,
    NextPanel,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) enum Appearance {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Page {
    /// The chart itself.
    #[default]
    Chart,
    /// Who does what, as a matrix.
    Responsibilities,
    /// The description of the selected position or its role.
    Sheet,
}

impl Page {
    /// All of them, in the order of the tabs.
    pub(crate) const ALL: [Self; 3] = [Self::Chart, Self::Responsibilities, Self::Sheet];
}

/// Where a shortcut is listened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everywhere, but for fields that use the key themselves.
    Window,
    /// Only where the canvas has the keyboard.
    Canvas,
}

/// What has to be there for an action to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    Nothing,
    Selection,
    SelectedBelowTop,
    SelectedWithReports,
    Positions,
    Undo,
    Redo,
    /// A file behind the chart.
    File,
}

/// One line of the table.
pub(crate) struct Entry {
    pub(crate) action: Action,
    pub(crate) label: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) keys: &'static [KeyboardShortcut],
    pub(crate) scope: Scope,
    pub(crate) needs: Needs,
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const COMMAND: Modifiers = Modifiers::COMMAND;
const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! table {
    ($($action:expr, $label:literal, $icon:expr, $scope:ident, $needs:ident, [$($key:expr),*];)*) => {
        &[$(Entry {
            action: $action, label: $label, icon: $icon, keys: &[$($key),*], scope: Scope::$scope, needs: Needs::$needs,
        }),*]
    };
}

/// Every action. Alt with arrows and plain arrows depend on the chart's direction and are read by the canvas.
pub(crate) const TABLE: &[Entry] = table! {
    Action::NewFromStarter, "IT department", icons::NETWORK, Window, Nothing, [];
    Action::NewEmpty, "Empty chart", icons::FILE_PLUS, Window, Nothing, [key(COMMAND, Key::N)];
    Action::NewFromList, "From an indented list…", icons::LIST_TREE, Window, Nothing, [];
    Action::Open, "Open…", icons::FOLDER_OPEN, Window, Nothing, [key(COMMAND, Key::O)];
    Action::SaveAs, "Save as…", icons::SAVE, Window, Nothing, [key(COMMAND_SHIFT, Key::S)];
    Action::Save, "Save", icons::SAVE, Window, Nothing, [key(COMMAND, Key::S)];
    Action::ReloadFile, "Reload", icons::REDO_2, Window, File, [];
    Action::KeepMine, "Keep mine", "", Window, File, [];
    Action::CompareWithFile, "Compare with file…", icons::LIST_TREE, Window, File, [];
    Action::PreviousVersions, "Previous versions…", icons::UNDO_2, Window, File, [];
    Action::ShowLeft, "Recovered charts…", icons::UNDO_2, Window, Nothing, [];
    Action::ExportSvg, "Export as SVG…", icons::SHARE_2, Window, Nothing, [key(COMMAND, Key::E)];
    Action::ExportSheet, "Export role sheet…", icons::SHARE_2, Window, Positions, [];
    Action::ExportRaci, "Export responsibilities…", icons::SHARE_2, Window, Nothing, [];
    Action::CopySheet, "Copy role sheet", icons::COPY, Window, Positions, [];
    Action::Quit, "Quit", icons::LOG_OUT, Window, Nothing, [];
    Action::Redo, "Redo", icons::REDO_2, Window, Redo, [key(COMMAND_SHIFT, Key::Z), key(COMMAND, Key::Y)];
    Action::Undo, "Undo", icons::UNDO_2, Window, Undo, [key(COMMAND, Key::Z)];
    Action::Cut, "Cut branch", icons::SCISSORS, Canvas, Selection, [key(COMMAND, Key::X)];
    Action::Copy, "Copy branch", icons::COPY, Canvas, Selection, [key(COMMAND, Key::C)];
    Action::Paste, "Paste", icons::CLIPBOARD, Canvas, Nothing, [key(COMMAND, Key::V)];
    Action::CopyDuties, "Copy responsibilities", icons::COPY, Canvas, Selection, [];
    Action::PasteDuties, "Paste as responsibilities", icons::CLIPBOARD, Canvas, Selection, [];
    Action::Duplicate, "Duplicate branch", icons::SQUARE_STACK, Canvas, Selection, [key(COMMAND, Key::D)];
    Action::Remove, "Remove", icons::TRASH_2, Canvas, Selection, [key(NONE, Key::Delete), key(NONE, Key::Backspace)];
    Action::Vacate, "Make vacant", icons::USER_ROUND_X, Canvas, Selection, [];
    Action::AddReport, "Add report", icons::CORNER_DOWN_RIGHT, Canvas, Nothing, [key(NONE, Key::Tab)];
    Action::AddSiblingBefore, "Add sibling before", icons::PLUS, Canvas, Selection, [key(SHIFT, Key::Enter)];
    Action::InsertManager, "Insert manager above", icons::CORNER_RIGHT_UP, Canvas, Selection, [key(COMMAND, Key::Enter)];
    Action::AddSibling, "Add sibling", icons::PLUS, Canvas, Nothing, [key(NONE, Key::Enter)];
    Action::AddTop, "Add top position", icons::BUILDING_2, Window, Nothing, [];
    Action::AddAssistant, "Add assistant", icons::USER_PLUS, Window, Selection, [];
    Action::AddDuty, "Add responsibility", icons::ROWS_3, Canvas, Selection, [key(COMMAND, Key::R)];
    Action::Rename, "Rename", icons::PENCIL, Canvas, Selection, [key(NONE, Key::F2)];
    Action::MoveEarlier, "Move before sibling", icons::ARROW_UP, Window, Selection, [];
    Action::MoveLater, "Move behind sibling", icons::ARROW_DOWN, Window, Selection, [];
    Action::MoveUp, "Move up one level", icons::ARROW_UP_TO_LINE, Window, SelectedBelowTop, [];
    Action::MoveDown, "Move under sibling", icons::BETWEEN_HORIZONTAL_START, Window, Selection, [];
    Action::SelectTop, "Go to top position", icons::ARROW_UP_TO_LINE, Canvas, Positions, [key(NONE, Key::Home)];
    Action::SelectNothing, "Select nothing", "", Canvas, Selection, [key(NONE, Key::Escape)];
    Action::ToggleFold, "Fold or unfold", icons::LIST_COLLAPSE, Canvas, SelectedWithReports, [key(NONE, Key::Space)];
    Action::FoldTo(1), "Fold to level 1", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num1)];
    Action::FoldTo(2), "Fold to level 2", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num2)];
    Action::FoldTo(3), "Fold to level 3", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num3)];
    Action::FoldTo(4), "Fold to level 4", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num4)];
    Action::FoldTo(5), "Fold to level 5", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num5)];
    Action::FoldTo(6), "Fold to level 6", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num6)];
    Action::FoldTo(7), "Fold to level 7", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num7)];
    Action::FoldTo(8), "Fold to level 8", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num8)];
    Action::FoldTo(9), "Fold to level 9", icons::LIST_COLLAPSE, Window, Positions, [key(COMMAND, Key::Num9)];
    Action::UnfoldAll, "Unfold all", icons::LIST_TREE, Window, Positions, [key(COMMAND, Key::Num0)];
    Action::ZoomIn, "Zoom in", icons::ZOOM_IN, Window, Nothing, [key(COMMAND, Key::Plus), key(COMMAND, Key::Equals), key(COMMAND_SHIFT, Key::Plus)];
    Action::ZoomOut, "Zoom out", icons::ZOOM_OUT, Window, Nothing, [key(COMMAND, Key::Minus)];
    Action::ZoomActual, "Actual size", icons::EYE, Canvas, Nothing, [key(SHIFT, Key::Num0)];
    Action::FitAll, "Fit whole chart", icons::MAXIMIZE, Canvas, Positions, [key(SHIFT, Key::Num1)];
    Action::FitSelection, "Focus on this branch", icons::MAXIMIZE, Canvas, Selection, [key(SHIFT, Key::Num2)];
    Action::HighlightLine, "Highlight line to the top", icons::ARROW_UP_TO_LINE, Window, Selection, [];
    Action::Search, "Search…", icons::SEARCH, Window, Nothing, [key(COMMAND, Key::F)];
    Action::Show(Page::Chart), "Chart", icons::NETWORK, Window, Nothing, [key(Modifiers::ALT, Key::Num1)];
    Action::Show(Page::Responsibilities), "Responsibilities", icons::ROWS_3, Window, Nothing, [key(Modifiers::ALT, Key::Num2)];
    Action::Show(Page::Sheet), "Role sheet", icons::CLIPBOARD, Window, Nothing, [key(Modifiers::ALT, Key::Num3)];
    Action::ToggleLeftPanel, "Left panel", icons::PANEL_LEFT, Window, Nothing, [key(COMMAND, Key::B)];
    Action::ToggleInspector, "Inspector", icons::PANEL_RIGHT, Window, Nothing, [key(COMMAND, Key::I)];
    Action::ShowDuties(Duties::None), "Show no responsibilities", "", Window, Nothing, [];
    Action::ShowDuties(Duties::Three), "Show 3 responsibilities", "", Window, Nothing, [];
    Action::ShowDuties(Duties::Five), "Show 5 responsibilities", "", Window, Nothing, [];
    Action::ShowDuties(Duties::All), "Show all responsibilities", "", Window, Nothing, [];
    Action::ToggleWordingHelp, "Wording help", "", Window, Nothing, [];
    Action::ToggleLoad, "Colour cards by load", "", Window, Positions, [];
    Action::Grow(Direction::TopDown), "Top down", "", Window, Nothing, [];
    Action::Grow(Direction::LeftRight), "Left to right", "", Window, Nothing, [];
    Action::Grow(Direction::BottomUp), "Bottom up", "", Window, Nothing, [];
    Action::Grow(Direction::RightLeft), "Right to left", "", Window, Nothing, [];
    Action::Theme(Appearance::System), "As the system", icons::MONITOR, Window, Nothing, [];
    Action::Theme(Appearance::Light), "Light", icons::SUN, Window, Nothing, [];
    Action::Theme(Appearance::Dark), "Dark", icons::MOON, Window, Nothing, [];
    Action::ShowProblems, "Problems", icons::TRIANGLE_ALERT, Window, Nothing, [];
    Action::ShowKeys, "Keyboard shortcuts", icons::KEYBOARD, Window, Nothing, [key(NONE, Key::F1)];
    Action::ShowAbout, "About Rolechart", icons::INFO, Window, Nothing, [];
    Action::NextPanel, "Go to next panel", "", Window, Nothing, [key(NONE, Key::F6)];
};

impl Action {
    /// The action's line of the table.
    pub(crate) fn entry(self) -> &'static Entry {
        TABLE.iter().find(|entry| entry.action == self).unwrap_or_else(|| unreachable!("{self:?} is in the table"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let keys: Vec<_> =
            TABLE.iter().flat_map(|entry| entry.keys.iter().map(move |key| (key, entry.label))).collect();
        for (i, (key, label)) in keys.iter().enumerate() {
            for (other, other_label) in &keys[i + 1..] {
                assert_ne!(key, other, "{label} and {other_label}");
            }
        }
    }

    #[test]
    fn every_action_stands_once_in_the_table() {
        for (i, entry) in TABLE.iter().enumerate() {
            let again = TABLE[i + 1..].iter().any(|later| later.action == entry.action);
            assert!(!again, "{} stands twice", entry.label);
        }
    }
}
