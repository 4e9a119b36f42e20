use super::*;
use crate::model::sketch::{at, chart, id, of_role, own, position, role, role_id, sketch};

const BEFORE: &str = "plan[P;Q;R] do spare / ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*) eve";

fn insert(word: &str, place: Place) -> Edit {
    Edit::InsertPosition { place, position: position(word).into() }
}

fn line(text: &str) -> Responsibility {
    Responsibility::new(text)
}

/// Applies the edit, compares, applies its inverse and compares again.
#[track_caller]
fn check(edit: Edit, after: &str) {
    let mut changed = chart(BEFORE);
    let shown = format!("{edit:?}");
    let inverse = changed.apply(edit).unwrap_or_else(|misfit| panic!("{shown}: {misfit}"));
    assert_eq!(sketch(&changed), after, "after {shown}");
    changed.apply(inverse).unwrap_or_else(|misfit| panic!("the inverse of {shown}: {misfit}"));
    assert_eq!(changed, chart(BEFORE), "after {shown} and its inverse");
}

#[track_caller]
fn check_misfit(edit: Edit, expected: &Misfit) {
    let mut unchanged = chart(BEFORE);
    let shown = format!("{edit:?}");
    assert_eq!(unchanged.apply(edit).as_ref(), Err(expected), "{shown}");
    assert_eq!(unchanged, chart(BEFORE), "after the refused {shown}");
}

#[test]
fn every_edit_of_the_tree_changes_one_thing_and_can_be_taken_back() {
    use Edit::{MovePosition, RemovePosition, SetPosition};
    for (edit, tree) in [
        (insert("new", at("", 1)), "ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*) new eve"),
        (insert("new~bob", at("cleo", 0)), "ada:plan(bob:do~cleo[X;Y;Z](cleo(new~bob)) dan*) eve"),
        (RemovePosition(id("eve")), "ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*)"),
        (MovePosition(id("bob"), at("eve", 0)), "ada:plan(dan*) eve(bob:do~cleo[X;Y;Z](cleo))"),
        (MovePosition(id("bob"), at("ada", 1)), "ada:plan(dan* bob:do~cleo[X;Y;Z](cleo)) eve"),
        (MovePosition(id("ada"), at("", 1)), "eve ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*)"),
        (
            SetPosition(id("eve"), PositionChange::Role(Some(role_id("do")))),
            "ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*) eve:do",
        ),
        (
            SetPosition(id("bob"), PositionChange::DottedTo(vec![id("eve")])),
            "ada:plan(bob:do~eve[X;Y;Z](cleo) dan*) eve",
        ),
    ] {
        check(edit, &format!("plan[P;Q;R] do spare / {tree}"));
    }
}

#[test]
fn every_edit_of_the_library_changes_one_thing_and_can_be_taken_back() {
    let tree = "ada:plan(bob:do~cleo[X;Y;Z](cleo) dan*) eve";
    for (edit, library) in [
        (Edit::InsertRole(1, role("new").into()), "plan[P;Q;R] new do spare"),
        (Edit::RemoveRole(role_id("spare")), "plan[P;Q;R] do"),
        (Edit::MoveRole(0, 2), "do spare plan[P;Q;R]"),
        (Edit::MoveRole(2, 0), "spare plan[P;Q;R] do"),
        (Edit::Responsibilities(of_role("plan"), ListChange::Move(0, 2)), "plan[Q;R;P] do spare"),
        (Edit::Responsibilities(of_role("do"), ListChange::Insert(0, line("N"))), "plan[P;Q;R] do[N] spare"),
    ] {
        check(edit, &format!("{library} / {tree}"));
    }
}

#[test]
fn every_edit_of_a_list_changes_one_thing_and_can_be_taken_back() {
    for (change, list) in [
        (ListChange::Insert(0, line("N")), "N;X;Y;Z"),
        (ListChange::Insert(3, line("N")), "X;Y;Z;N"),
        (ListChange::Remove(1), "X;Z"),
        (ListChange::Replace(1, line("N")), "X;N;Z"),
        (ListChange::Move(0, 2), "Y;Z;X"),
        (ListChange::Move(2, 1), "X;Z;Y"),
        (ListChange::Move(1, 1), "X;Y;Z"),
    ] {
        let after = format!("plan[P;Q;R] do spare / ada:plan(bob:do~cleo[{list}](cleo) dan*) eve");
        check(Edit::Responsibilities(own("bob"), change), &after);
    }
}

#[test]
fn an_edit_that_does_not_fit_is_refused_and_changes_nothing() {
    use Edit::{InsertRole, MovePosition, MoveRole, RemovePosition, RemoveRole, Responsibilities, SetPosition};
    let no_one = || id("ghost");
    for (edit, misfit) in [
        (insert("bob", at("", 0)), Misfit::PositionExists(id("bob"))),
        (insert("new:fly", at("", 0)), Misfit::NoSuchRole(role_id("fly"))),
        (insert("new~ghost", at("", 0)), Misfit::NoSuchPosition(no_one())),
        (insert("new~new", at("", 0)), Misfit::NoSuchPosition(id("new"))),
        (insert("new", at("ghost", 0)), Misfit::NoSuchPosition(no_one())),
        (insert("new", at("ada", 3)), Misfit::NoSuchIndex(3)),
        (RemovePosition(no_one()), Misfit::NoSuchPosition(no_one())),
        (RemovePosition(id("ada")), Misfit::HasReports(id("ada"))),
        (RemovePosition(id("cleo")), Misfit::HasDottedLines(id("cleo"))),
        (MovePosition(id("ada"), at("cleo", 0)), Misfit::WouldCycle(id("ada"))),
        (MovePosition(id("ada"), at("ada", 0)), Misfit::WouldCycle(id("ada"))),
        (MovePosition(id("bob"), at("ada", 2)), Misfit::NoSuchIndex(2)),
        (MovePosition(id("bob"), at("eve", 1)), Misfit::NoSuchIndex(1)),
        (MovePosition(id("bob"), at("ghost", 0)), Misfit::NoSuchPosition(no_one())),
        (SetPosition(id("eve"), PositionChange::Role(Some(role_id("fly")))), Misfit::NoSuchRole(role_id("fly"))),
        (SetPosition(id("eve"), PositionChange::DottedTo(vec![id("eve")])), Misfit::NoSuchPosition(id("eve"))),
        (InsertRole(0, role("do").into()), Misfit::RoleExists(role_id("do"))),
        (InsertRole(4, role("new").into()), Misfit::NoSuchIndex(4)),
        (RemoveRole(role_id("do")), Misfit::RoleInUse(role_id("do"))),
        (MoveRole(0, 3), Misfit::NoSuchIndex(3)),
        (Responsibilities(own("ghost"), ListChange::Remove(0)), Misfit::NoSuchPosition(no_one())),
        (Responsibilities(own("bob"), ListChange::Remove(3)), Misfit::NoSuchIndex(3)),
        (Responsibilities(own("bob"), ListChange::Insert(4, line("N"))), Misfit::NoSuchIndex(4)),
        (Responsibilities(own("bob"), ListChange::Move(3, 0)), Misfit::NoSuchIndex(3)),
        (Responsibilities(of_role("fly"), ListChange::Remove(0)), Misfit::NoSuchRole(role_id("fly"))),
    ] {
        check_misfit(edit, &misfit);
    }
}

#[test]
fn a_position_counts_the_dotted_lines_that_lead_to_it() {
    let mut chart = chart("ada~cleo bob~cleo cleo");
    for (holder, left) in [("ada", true), ("bob", false)] {
        let none = PositionChange::DottedTo(Vec::new());
        chart.apply(Edit::SetPosition(id(holder), none)).expect("a change that fits");
        assert_eq!(chart.has_dotted_lines_to(&id("cleo")), left, "after {holder} dropped the line");
    }
}

#[test]
fn a_misfit_says_what_does_not_fit_whatever_the_number() {
    assert_eq!(Misfit::NoSuchIndex(2).to_string(), "there is no line 3", "lines are counted from 1");
    assert!(!Misfit::NoSuchIndex(usize::MAX).to_string().is_empty(), "no overflow");
}
