use super::*;
use crate::model::sketch::{at, chart, id, of_role, own, position, role, role_id, sketch};
use crate::model::{ChartChange, Place, Position, PositionChange, Responsibility, Role, RoleChange};
use AfterRemoval::{GoToo, MoveTo, MoveUp};
use Command::{
    Add, AddLines, AddRole, Duplicate, GiveLineToRole, GiveNewRole, InsertManager, Move, MoveLine, MoveRole, Paste,
    Remove, RemoveLine, RemoveRole, ReplaceLine, SetChart, SetPosition, SetRole, Step as StepBy, TakeLineFromRole,
};

fn boxed(word: &str) -> Box<Position> {
    position(word).into()
}

fn titled(word: &str, title: &str) -> Role {
    Role { title: title.to_owned(), ..role(word) }
}

fn lines(texts: &[&str]) -> Vec<Responsibility> {
    texts.iter().copied().map(Responsibility::new).collect()
}

fn person(name: &str) -> PositionChange {
    PositionChange::Person(name.to_owned())
}

fn selected(editor: &Editor) -> Option<&str> {
    editor.selection().primary().map(PositionId::as_str)
}

/// Carries out the command, compares, and then takes it back and does it again.
#[track_caller]
pub(super) fn check(before: &str, command: Command, after: &str) {
    let shown = format!("{command:?}");
    let mut editor = Editor::new(chart(before));
    editor.execute(command).unwrap_or_else(|refusal| panic!("{shown} on {before:?}: {refusal}"));
    assert_eq!(sketch(editor.chart()), after, "{shown} on {before:?}");
    let done = editor.chart().clone();
    assert_eq!(editor.undo().is_some(), before != after, "one step for a change, and none for no change: {shown}");
    assert_eq!(*editor.chart(), chart(before), "{shown} taken back");
    assert!(editor.undo().is_none(), "{shown} is no more than one step");
    editor.redo();
    assert_eq!(*editor.chart(), done, "{shown} done again");
}

#[track_caller]
pub(super) fn check_refused(before: &str, command: Command, expected: &Refusal) {
    let shown = format!("{command:?}");
    let mut editor = Editor::new(chart(before));
    assert_eq!(editor.execute(command).as_ref(), Err(expected), "{shown} on {before:?}");
    assert_eq!(*editor.chart(), chart(before), "the chart after the refused {shown}");
    assert_eq!(editor.revision(), 0, "nothing is to be drawn anew after the refused {shown}");
    assert_eq!(editor.undo_label(), None, "the history after the refused {shown}");
    assert!(!editor.is_changed(), "nothing is to be saved after the refused {shown}");
}

/// What is selected after the command, where `first` was selected before.
#[track_caller]
fn check_selection(before: &str, first: &str, command: Command, expected: Option<&str>) {
    let shown = format!("{command:?}");
    let mut editor = Editor::new(chart(before));
    editor.select(Some(id(first)));
    editor.execute(command).unwrap_or_else(|refusal| panic!("{shown}: {refusal}"));
    assert_eq!(selected(&editor), expected, "{shown} on {before:?}");
    editor.undo();
    assert_eq!(selected(&editor), Some(first), "{shown} taken back selects what was selected before");
    editor.redo();
    assert_eq!(selected(&editor), expected, "{shown} done again");
}

#[test]
fn positions_are_added_where_they_are_asked_for() {
    for (before, command, after) in [
        ("", Add(Place::top(0), boxed("ada")), "ada"),
        ("ada", Add(at("ada", 0), boxed("bob")), "ada(bob)"),
        ("ada(bob dan)", Add(at("ada", 1), boxed("cleo")), "ada(bob cleo dan)"),
        ("ada", Add(at("ada", 0), boxed("bob*")), "ada(bob*)"),
        ("ada", Add(Place::top(1), boxed("bob*")), "ada bob"),
    ] {
        check(before, command, after);
    }
}

#[test]
fn a_manager_put_above_takes_the_position_s_place() {
    for (before, below, after) in [
        ("ada(bob cleo(dan) eve)", "cleo", "ada(bob new(cleo(dan)) eve)"),
        ("ada(bob)", "ada", "new(ada(bob))"),
        ("ada(bob*)", "bob", "ada(new*(bob))"),
        ("ada bob*", "bob", "ada new(bob)"),
    ] {
        check(before, InsertManager(id(below), boxed("new")), after);
    }
}

#[test]
fn a_removed_position_s_reports_go_where_they_are_sent() {
    for (before, gone, after_removal, after) in [
        ("ada(bob cleo(dan eve) fay)", "cleo", MoveUp, "ada(bob dan eve fay)"),
        ("ada(bob cleo)", "ada", MoveUp, "bob cleo"),
        ("ada(bob* cleo)", "ada", MoveUp, "bob cleo"),
        ("ada(bob(cleo*))", "bob", MoveUp, "ada(cleo*)"),
        ("ada(bob(cleo) dan(eve))", "bob", MoveTo(id("dan")), "ada(dan(eve cleo))"),
        ("ada(bob(cleo(dan)))", "bob", GoToo, "ada"),
        ("ada(bob)", "ada", GoToo, ""),
    ] {
        check(before, Remove(id(gone), after_removal), after);
    }
}

#[test]
fn a_removed_position_takes_the_dotted_lines_to_it_along() {
    for (before, gone, after_removal, after) in [
        ("ada(bob~cleo+dan cleo dan)", "cleo", MoveUp, "ada(bob~dan dan)"),
        ("ada(bob~cleo cleo~bob)", "cleo", GoToo, "ada(bob)"),
        ("ada(bob~fay(cleo~bob dan~cleo) eve~dan fay)", "bob", GoToo, "ada(eve fay)"),
    ] {
        check(before, Remove(id(gone), after_removal), after);
    }
}

#[test]
fn branches_move_with_everyone_below() {
    for (before, moved, to, after) in [
        ("ada(bob(cleo) dan)", "bob", at("dan", 0), "ada(dan(bob(cleo)))"),
        ("ada(bob cleo dan)", "bob", at("ada", 2), "ada(cleo dan bob)"),
        ("ada(bob cleo dan)", "dan", at("ada", 0), "ada(dan bob cleo)"),
        ("ada(bob)", "bob", at("", 0), "bob ada"),
        ("ada(bob*)", "bob", at("", 1), "ada bob"),
        ("ada(bob* cleo)", "bob", at("cleo", 0), "ada(cleo(bob*))"),
        ("ada(bob)", "bob", at("ada", 0), "ada(bob)"),
    ] {
        check(before, Move(id(moved), to), after);
    }
}

#[test]
fn keys_move_a_position_by_one_step() {
    use MoveDirection::{Down, Earlier, Later, Up};
    for (before, moved, direction, after) in [
        ("ada(bob cleo)", "cleo", Earlier, "ada(cleo bob)"),
        ("ada(bob cleo)", "bob", Later, "ada(cleo bob)"),
        ("ada(bob(cleo) dan)", "cleo", Up, "ada(bob cleo dan)"),
        ("ada(bob*) dan", "bob", Up, "ada bob dan"),
        ("ada(bob(cleo) dan)", "dan", Down, "ada(bob(cleo dan))"),
        ("ada bob", "bob", Down, "ada(bob)"),
    ] {
        check(before, StepBy(id(moved), direction), after);
    }
}

#[test]
fn copies_get_new_ids_and_keep_the_dotted_lines_among_themselves() {
    for (before, copied, after) in [
        ("ada(bob(cleo) dan)", "bob", "ada(bob(cleo) ?=bob(?=cleo) dan)"),
        ("do / ada:do", "ada", "do / ada:do ?:do=ada"),
        ("ada(bob~dan(cleo~bob) dan)", "bob", "ada(bob~dan(cleo~bob) ?=bob(?=cleo~?) dan)"),
        ("ada(bob*[X])", "bob", "ada(bob*[X] ?=bob*[X])"),
    ] {
        check(before, Duplicate(id(copied)), after);
    }
}

#[test]
fn what_is_pasted_brings_the_roles_that_are_missing() {
    for (before, place, pasted, after) in [
        ("do / ada:do", at("ada", 0), "do plan idle / x:plan(y:do)", "do plan / ada:do(?:plan=x(?:do=y))"),
        ("ada(bob)", at("ada", 0), "x y", "ada(?=x ?=y bob)"),
        ("ada", at("", 0), "x(y*~x)", "?=x(?=y*~?) ada"),
        ("ada", at("", 1), "x*", "ada ?=x"),
    ] {
        check(before, Paste(place, chart(pasted).into()), after);
    }
}

#[test]
fn changes_of_a_position_are_one_step_and_the_last_one_counts() {
    for (changes, after) in [
        (vec![person("Grace")], "do / ada=Grace(bob)"),
        (vec![person("")], "do / ada=(bob)"),
        (vec![person("Grace"), PositionChange::Role(Some(role_id("do")))], "do / ada:do=Grace(bob)"),
        (vec![person("Grace"), person("Mei")], "do / ada=Mei(bob)"),
        (vec![person("ada")], "do / ada(bob)"),
        (vec![], "do / ada(bob)"),
    ] {
        check("do / ada(bob)", SetPosition(id("ada"), changes), after);
    }
    let mut editor = Editor::new(chart("ada"));
    editor.execute(SetPosition(id("ada"), vec![person("Mei"), person("ada")])).expect("a change that fits");
    assert_eq!(sketch(editor.chart()), "ada", "there and back again");
}

#[test]
fn the_library_is_edited_as_asked() {
    for (before, command, after) in [
        ("do / ada", AddRole(titled("plan", "Planner").into()), "do plan / ada"),
        ("do plan / ada", MoveRole(0, 1), "plan do / ada"),
        ("do plan / ada", MoveRole(1, 1), "do plan / ada"),
        ("do plan / ada:do(bob:plan)", RemoveRole(role_id("do"), None), "plan / ada(bob:plan)"),
        ("do plan / ada:do(bob:do)", RemoveRole(role_id("do"), Some(role_id("plan"))), "plan / ada:plan(bob:plan)"),
        ("do / ada:do", GiveNewRole(id("ada"), titled("plan", "Planner").into()), "do plan / ada:plan"),
        ("do / ada", SetRole(role_id("do"), RoleChange::Title("do".to_owned())), "do / ada"),
    ] {
        check(before, command, after);
    }
}

#[test]
fn responsibilities_are_edited_as_asked() {
    let before = "do[P;Q] / ada:do[X;Y]";
    for (command, after) in [
        (AddLines(own("ada"), 1, lines(&["M", "N"])), "do[P;Q] / ada:do[X;M;N;Y]"),
        (AddLines(of_role("do"), 2, lines(&["M"])), "do[P;Q;M] / ada:do[X;Y]"),
        (AddLines(own("ada"), 0, lines(&[])), before),
        (ReplaceLine(own("ada"), 0, Responsibility::new("N")), "do[P;Q] / ada:do[N;Y]"),
        (ReplaceLine(own("ada"), 0, Responsibility::new("X")), before),
        (RemoveLine(of_role("do"), 0), "do[Q] / ada:do[X;Y]"),
        (MoveLine(own("ada"), 0, 1), "do[P;Q] / ada:do[Y;X]"),
        (MoveLine(own("ada"), 1, 1), before),
        (GiveLineToRole(id("ada"), 0), "do[P;Q;X] / ada:do[Y]"),
        (TakeLineFromRole(id("ada"), 1), "do[P] / ada:do[X;Y;Q]"),
    ] {
        check(before, command, after);
    }
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    use MoveDirection::{Down, Earlier, Later, Up};
    let before = "do plan / ada:do(bob[X] cleo(dan)) eve";
    let ghost = || id("ghost");
    let no_one = Refusal::Misfit(Misfit::NoSuchPosition(ghost()));
    let no_line = |index| Refusal::Misfit(Misfit::NoSuchIndex(index));
    let title = |text: &str| RoleChange::Title(text.to_owned());
    for (command, refusal) in [
        (Add(at("ghost", 0), boxed("new")), no_one.clone()),
        (Add(at("ada", 3), boxed("new")), no_line(3)),
        (Add(at("ada", 0), boxed("dan")), Refusal::Misfit(Misfit::PositionExists(id("dan")))),
        (InsertManager(ghost(), boxed("new")), no_one.clone()),
        (InsertManager(id("bob"), boxed("dan")), Refusal::Misfit(Misfit::PositionExists(id("dan")))),
        (SetPosition(ghost(), vec![]), no_one.clone()),
        (SetPosition(id("eve"), vec![PositionChange::Assistant(true)]), Refusal::TopAssistant),
        (Remove(ghost(), MoveUp), no_one.clone()),
        (Remove(id("cleo"), MoveTo(id("dan"))), Refusal::OwnBranch),
        (Remove(id("bob"), MoveTo(ghost())), no_one.clone()),
        (Move(id("ada"), at("dan", 0)), Refusal::OwnBranch),
        (Move(id("ada"), at("ada", 0)), Refusal::OwnBranch),
        (Move(id("bob"), at("eve", 1)), no_line(1)),
        (Move(ghost(), at("", 0)), no_one.clone()),
        (StepBy(id("bob"), Earlier), Refusal::AtTheEnd),
        (StepBy(id("cleo"), Later), Refusal::AtTheEnd),
        (StepBy(id("ada"), Up), Refusal::AtTheTop),
        (StepBy(id("bob"), Down), Refusal::NoSiblingBefore),
        (Duplicate(ghost()), no_one.clone()),
        (Paste(Place::top(0), Chart::default().into()), Refusal::NothingToPaste),
        (Paste(at("", usize::MAX), chart("x y").into()), no_line(usize::MAX)),
        (AddRole(titled("new", "  ").into()), Refusal::EmptyTitle),
        (AddRole(titled("new", " Do ").into()), Refusal::TitleTaken("Do".to_owned())),
        (SetRole(role_id("do"), title("PLAN")), Refusal::TitleTaken("PLAN".to_owned())),
        (MoveRole(0, 2), no_line(2)),
        (RemoveRole(role_id("do"), Some(role_id("do"))), Refusal::Misfit(Misfit::RoleInUse(role_id("do")))),
        (RemoveRole(role_id("fly"), None), Refusal::Misfit(Misfit::NoSuchRole(role_id("fly")))),
        (GiveNewRole(ghost(), titled("new", "New").into()), no_one.clone()),
        (AddLines(own("bob"), usize::MAX, lines(&["M", "N"])), no_line(usize::MAX)),
        (RemoveLine(own("bob"), 1), no_line(1)),
        (GiveLineToRole(id("bob"), 0), Refusal::NoRole),
        (TakeLineFromRole(id("ada"), 0), no_line(0)),
    ] {
        check_refused(before, command, &refusal);
    }
}

#[test]
fn a_command_selects_what_it_made_or_the_nearest_neighbour_of_what_it_removed() {
    let before = "ada(bob(cleo) dan eve)";
    for (first, command, expected) in [
        ("bob", Add(at("bob", 0), boxed("new")), Some("new")),
        ("bob", InsertManager(id("bob"), boxed("new")), Some("new")),
        ("bob", Remove(id("bob"), MoveUp), Some("cleo")),
        ("bob", Remove(id("bob"), GoToo), Some("dan")),
        ("eve", Remove(id("eve"), GoToo), Some("dan")),
        ("cleo", Remove(id("cleo"), MoveUp), Some("bob")),
        ("ada", Remove(id("ada"), GoToo), None),
        ("eve", Move(id("bob"), at("dan", 0)), Some("bob")),
        ("dan", SetPosition(id("bob"), vec![person("Mei")]), Some("dan")),
        ("dan", SetChart(ChartChange::Title("New".to_owned())), Some("dan")),
    ] {
        check_selection(before, first, command, expected);
    }
}

#[test]
fn every_step_has_a_name() {
    let before = "do / ada:do(bob[X] cleo=)";
    for (command, label) in [
        (SetChart(ChartChange::Title("New".to_owned())), "rename chart"),
        (Add(at("ada", 0), boxed("new")), "add report to ada"),
        (Add(at("", 0), boxed("new")), "add top position"),
        (InsertManager(id("bob"), boxed("new")), "insert manager above bob"),
        (SetPosition(id("bob"), vec![person("")]), "vacate position of bob"),
        (SetPosition(id("bob"), vec![person("Mei")]), "change person of bob"),
        (SetPosition(id("bob"), vec![person("Mei"), PositionChange::Title("T".to_owned())]), "change name of bob"),
        (Remove(id("cleo"), MoveUp), "remove Vacant"),
        (Duplicate(id("ada")), "duplicate ada"),
        (AddRole(titled("plan", "Planner").into()), "add role Planner"),
        (SetRole(role_id("do"), RoleChange::Short("D".to_owned())), "change label of role do"),
        (RemoveRole(role_id("do"), None), "delete role do"),
        (GiveNewRole(id("bob"), titled("plan", "Planner").into()), "give bob the new role Planner"),
        (AddLines(own("bob"), 0, lines(&["M"])), "add responsibility"),
        (AddLines(own("bob"), 0, lines(&["M", "N"])), "add 2 responsibilities"),
    ] {
        let mut editor = Editor::new(chart(before));
        editor.execute(command).unwrap_or_else(|refusal| panic!("{label}: {refusal}"));
        assert_eq!(editor.undo_label(), Some(label), "to be undone");
        assert_eq!(editor.undo().as_deref(), Some(label), "undone");
        assert_eq!(editor.redo_label(), Some(label), "to be redone");
        assert_eq!(editor.redo().as_deref(), Some(label), "redone");
    }
}

#[test]
fn a_long_name_is_shortened_in_the_name_of_a_step() {
    let mut editor = Editor::new(chart("ada"));
    editor.execute(SetPosition(id("ada"), vec![person(&"é".repeat(99))])).expect("any name fits");
    editor.execute(Duplicate(id("ada"))).expect("anybody can be copied");
    assert_eq!(editor.undo_label(), Some(format!("duplicate {}…", "é".repeat(40)).as_str()), "forty characters");
}

#[test]
fn a_new_step_ends_what_could_be_redone() {
    let mut editor = Editor::new(chart("ada"));
    editor.execute(Duplicate(id("ada"))).expect("it fits");
    editor.undo();
    editor.execute(Add(Place::top(0), boxed("bob"))).expect("it fits");
    assert_eq!(editor.redo_label(), None, "nothing to redo");
    assert_eq!(editor.redo(), None, "redo does nothing");
}

#[test]
fn selecting_an_unknown_position_selects_nothing() {
    let mut editor = Editor::new(chart("ada"));
    editor.select(Some(id("ghost")));
    assert_eq!(selected(&editor), None, "an unknown position");
}

/// An editor in which a gesture has moved Bob twice.
fn amid_a_gesture() -> Editor {
    let mut editor = Editor::new(chart("ada(bob cleo dan)"));
    editor.select(Some(id("dan")));
    editor.begin_gesture("drag bob");
    for place in [at("dan", 0), at("cleo", 0)] {
        editor.execute(Move(id("bob"), place)).expect("it fits");
    }
    assert_eq!(sketch(editor.chart()), "ada(cleo(bob) dan)", "the gesture shows at once");
    editor
}

#[test]
fn a_committed_gesture_is_one_step() {
    let mut editor = amid_a_gesture();
    editor.commit_gesture();
    assert_eq!(editor.undo().as_deref(), Some("drag bob"), "the step's name");
    assert_eq!(sketch(editor.chart()), "ada(bob cleo dan)", "all of it is taken back");
    assert_eq!(selected(&editor), Some("dan"), "with the selection");
    editor.redo();
    assert_eq!(sketch(editor.chart()), "ada(cleo(bob) dan)", "all of it is done again");
}

#[test]
fn a_cancelled_gesture_leaves_no_trace() {
    let mut editor = amid_a_gesture();
    editor.cancel_gesture();
    assert_eq!(sketch(editor.chart()), "ada(bob cleo dan)", "the chart");
    assert_eq!(selected(&editor), Some("dan"), "the selection");
    assert_eq!((editor.undo_label(), editor.redo_label()), (None, None), "the history");
    assert!(!editor.is_changed(), "nothing is to be saved");
}

#[test]
fn a_cancelled_gesture_keeps_what_could_be_redone() {
    let mut editor = Editor::new(chart("ada bob"));
    editor.execute(Move(id("bob"), at("ada", 0))).expect("it fits");
    editor.undo();
    editor.begin_gesture("drag ada");
    editor.execute(Move(id("ada"), at("bob", 0))).expect("it fits");
    assert_eq!(editor.redo_label(), None, "nothing can be redone amid a gesture that has changed something");
    editor.cancel_gesture();
    editor.redo();
    assert_eq!(sketch(editor.chart()), "ada(bob)", "redone");
}

#[test]
fn a_gesture_that_does_nothing_is_no_step() {
    let mut editor = Editor::new(chart("ada"));
    for end in [Editor::commit_gesture, Editor::cancel_gesture] {
        editor.begin_gesture("drag ada");
        end(&mut editor);
        assert_eq!((editor.undo_label(), editor.revision()), (None, 0), "no step, and nothing to draw anew");
    }
}

#[test]
fn undoing_or_starting_another_gesture_ends_the_one_under_way() {
    let mut editor = amid_a_gesture();
    assert_eq!(editor.undo_label(), Some("drag bob"), "what undo would take back");
    assert_eq!(editor.undo().as_deref(), Some("drag bob"), "undo takes the gesture back");
    let mut editor = amid_a_gesture();
    editor.begin_gesture("drag dan");
    editor.cancel_gesture();
    assert_eq!(editor.undo_label(), Some("drag bob"), "the first gesture was kept");
}

#[test]
fn a_refused_command_leaves_the_gesture_under_way() {
    let mut editor = amid_a_gesture();
    let refused = editor.execute(Move(id("cleo"), at("bob", 0)));
    assert_eq!(refused, Err(Refusal::OwnBranch), "a manager below its own report");
    assert_eq!(sketch(editor.chart()), "ada(cleo(bob) dan)", "the chart");
    editor.cancel_gesture();
    assert_eq!(sketch(editor.chart()), "ada(bob cleo dan)", "cancelled");
}

/// What is done between opening and looking whether something is to be saved: `+` a step, `<` undo, `>` redo, `s` save.
#[track_caller]
fn is_changed_after(doings: &str) -> bool {
    let mut editor = Editor::new(chart("ada"));
    for doing in doings.chars() {
        match doing {
            '+' => editor.execute(Duplicate(id("ada"))).expect("it fits"),
            '<' => assert!(editor.undo().is_some(), "a step to undo in {doings:?}"),
            '>' => assert!(editor.redo().is_some(), "a step to redo in {doings:?}"),
            _ => editor.mark_saved(),
        }
    }
    editor.is_changed()
}

#[test]
fn the_chart_counts_as_changed_away_from_the_save_point() {
    for (doings, changed) in [
        ("", false),
        ("+", true),
        ("+<", false),
        ("+s", false),
        ("+s<", true),
        ("+s<>", false),
        ("+s+<", false),
        ("+s<+", true),
        ("++s<<+", true),
        ("++s<<++", true),
        ("+s<+<", true),
        ("+s<+s", false),
    ] {
        assert_eq!(is_changed_after(doings), changed, "changed after {doings:?}");
    }
}

#[test]
fn a_chart_that_no_file_holds_counts_as_changed_until_it_is_saved() {
    let mut editor = Editor::with_unsaved(chart("ada"));
    assert!(editor.is_changed(), "just made");
    editor.execute(Duplicate(id("ada"))).expect("it fits");
    editor.undo();
    assert!(editor.is_changed(), "undo can't save");
    editor.mark_saved();
    assert!(!editor.is_changed(), "saved");
}

#[test]
fn saving_amid_a_gesture_keeps_what_it_did_so_far() {
    let mut editor = amid_a_gesture();
    assert!(editor.is_changed(), "amid the gesture");
    editor.mark_saved();
    assert!(!editor.is_changed(), "saved");
    assert_eq!(editor.undo().as_deref(), Some("drag bob"), "the gesture became a step");
}

#[test]
fn a_branch_copied_alone_keeps_its_roles_and_the_lines_within() {
    let whole = chart("do plan / ada:do(bob:plan~ada+cleo(cleo~bob) dan)");
    let branch = clipboard::branch_as_chart(&whole, &id("bob"));
    assert_eq!(sketch(&branch), "plan / bob:plan~cleo(cleo~bob)", "the branch");
    assert_eq!(branch.title(), "plan", "called like the title of its top");
}

#[test]
fn a_chain_of_a_hundred_thousand_is_copied_removed_and_brought_back() {
    const LENGTH: usize = 100_000;
    let mut editor = Editor::default();
    let mut place = Place::top(0);
    let mut chain = Chart::default();
    for index in 0..LENGTH {
        let position = Position::new(id(&format!("p{index}")));
        let next = Place::under(position.id.clone(), 0);
        chain.apply(Edit::InsertPosition { place, position: position.into() }).expect("it fits");
        place = next;
    }
    editor.execute(Paste(Place::top(0), chain.into())).expect("it fits");
    let top = editor.chart().tops().next().expect("a top position").clone();
    editor.execute(Duplicate(top.clone())).expect("it fits");
    assert_eq!(editor.chart().len(), 2 * LENGTH, "twice the chain");
    editor.execute(Remove(top, GoToo)).expect("it fits");
    assert_eq!(editor.chart().len(), LENGTH, "the copy");
    while editor.undo().is_some() {}
    assert!(editor.chart().is_empty(), "everything is taken back");
}

#[test]
fn what_another_program_made_is_missed_once_it_is_undone() {
    let mut editor = Editor::new(chart("ada(bob)"));
    let title = |text: &str| Command::SetChart(ChartChange::Title(text.to_owned()));
    let check = |editor: &Editor, is_missed, when: &str| assert_eq!(editor.lacks_theirs(), is_missed, "{when}");
    editor.execute(title("mine")).expect("a title");
    check(&editor, false, "nobody else has made anything");
    let theirs = vec![Edit::SetChart(ChartChange::Title("theirs".to_owned()))];
    editor.apply_step("reload", theirs).expect("it fits");
    editor.mark_theirs();
    check(&editor, false, "it is there");
    editor.execute(title("both")).expect("a title");
    editor.undo();
    check(&editor, false, "only what came later is undone");
    editor.undo();
    check(&editor, true, "it is undone");
    editor.redo();
    check(&editor, false, "it is done again");
    editor.undo();
    editor.execute(title("instead")).expect("a title");
    check(&editor, true, "something else stands in its place");
    editor.forget_theirs();
    check(&editor, false, "it was saved so");
}
