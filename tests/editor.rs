//! Whatever is done to whatever chart: it stays sound, what is refused changes nothing, and everything can be undone.

#[path = "common/forests.rs"]
mod forests;
#[path = "common/soundness.rs"]
mod soundness;

use forests::{COMMAND_SORTS, Dice, EDIT_SORTS, charts, command, command_sort, dice, edit, edit_sort};
use proptest::collection::vec;
use proptest::prelude::*;
use rolechart::editor::Editor;
use rolechart::format;
use rolechart::model::Chart;
use soundness::{check_editor, check_no_top_assistant, check_sound};

/// Carries out a command, or sees that refusing it changes nothing.
fn attempt(editor: &mut Editor, sort: usize, dice: Dice) -> Result<(), TestCaseError> {
    let (before, revision) = (editor.chart().clone(), editor.revision());
    let command = command(&before, sort, dice);
    let shown = format!("{command:?}");
    if editor.execute(command).is_err() {
        prop_assert_eq!(editor.chart(), &before, "{} was refused and changed the chart", shown);
        prop_assert_eq!(editor.revision(), revision, "{} was refused and counted as a change", shown);
    } else if *editor.chart() != before {
        prop_assert_ne!(editor.revision(), revision, "{} counts as a change", shown);
    }
    let outcome = check_editor(editor).and_then(|()| check_no_top_assistant(editor.chart()));
    outcome.map_err(|wrong| TestCaseError::fail(format!("after {shown}: {wrong}")))
}

/// Undoes everything, and does it all again.
fn check_history(mut editor: Editor, opened: &Chart) -> Result<(), TestCaseError> {
    soundness::check_round_trip(editor.chart()).map_err(TestCaseError::fail)?;
    soundness::check_history(&editor, &format::write(opened)).map_err(TestCaseError::fail)?;
    while editor.undo().is_some() {}
    prop_assert!(!editor.is_changed(), "with everything undone, nothing is to be saved");
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_commands_keep_the_chart_sound_and_can_all_be_undone(
        opened in charts(),
        commands in vec((0..COMMAND_SORTS, dice()), 0..40),
    ) {
        let mut editor = Editor::new(opened.clone());
        for (sort, dice) in commands {
            attempt(&mut editor, sort, dice)?;
        }
        check_history(editor, &opened)?;
    }

    #[test]
    fn gestures_undo_and_redo_may_come_at_any_time(
        opened in charts(),
        doings in vec((0..COMMAND_SORTS + 5, dice()), 0..60),
    ) {
        let mut editor = Editor::new(opened.clone());
        for (doing, dice) in doings {
            match doing.checked_sub(COMMAND_SORTS) {
                None => attempt(&mut editor, doing, dice)?,
                Some(0) => drop(editor.undo()),
                Some(1) => drop(editor.redo()),
                Some(2) => editor.begin_gesture("gesture"),
                Some(3) => editor.commit_gesture(),
                Some(_) => editor.cancel_gesture(),
            }
            check_editor(&editor).map_err(TestCaseError::fail)?;
        }
        check_history(editor, &opened)?;
    }

    #[test]
    fn any_edit_can_be_taken_back_or_changes_nothing(before in charts(), sort in 0..EDIT_SORTS, dice in dice()) {
        let mut chart = before.clone();
        let edit = edit(&before, sort, dice);
        let shown = format!("{edit:?}");
        let applied = chart.apply(edit);
        check_sound(&chart).map_err(|wrong| TestCaseError::fail(format!("after {shown}: {wrong}")))?;
        if let Ok(inverse) = applied {
            let taken_back = chart.apply(inverse);
            prop_assert!(taken_back.is_ok(), "the inverse of {} doesn't fit: {:?}", shown, taken_back);
        }
        prop_assert_eq!(&chart, &before, "after {} and its inverse, if any", shown);
        check_sound(&chart).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn every_sort_of_command_and_edit_is_tried() {
    let chart = Chart::default();
    for sort in 0..COMMAND_SORTS {
        assert_eq!(command_sort(&command(&chart, sort, [1; 4])), sort, "the command of sort {sort}");
    }
    for sort in 0..EDIT_SORTS {
        assert_eq!(edit_sort(&edit(&chart, sort, [1; 4])), sort, "the edit of sort {sort}");
    }
}
