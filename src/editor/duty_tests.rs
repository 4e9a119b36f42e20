//! Duties that change hands or words, and what a review leads to.

use super::tests::{check, check_refused};
use super::*;
use crate::model::sketch::{chart, id, of_role, own};
use crate::model::{Dismissal, Involvement, ListChange};
use AfterRemoval::{GoToo, MoveUp};
use Command::{AddMustCover, ChangeMustCover, Dismiss, HandLine, HandOver, Involve, Reword, Undismiss};
use Handing::{Copy, Move, Share};
use Involvement::{Accountable, Consulted, Informed, Responsible};
use Leaving::{Removed, Vacated};

#[test]
fn a_line_is_moved_copied_or_shared() {
    for (before, command, after) in [
        ("ada[X;Y] bob[Z]", HandLine(own("ada"), 0, own("bob"), Move), "ada[Y] bob[Z;X]"),
        ("ada[A!X] bob", HandLine(own("ada"), 0, own("bob"), Copy), "ada[A!X] bob[A!X]"),
        ("ada[X] bob", HandLine(own("ada"), 0, own("bob"), Share), "ada[X] bob[C!X]"),
        ("do[X] / ada:do bob", HandLine(of_role("do"), 0, own("bob"), Move), "do / ada:do bob[X]"),
        ("do[X] / ada:do", HandLine(of_role("do"), 0, own("ada"), Move), "do / ada:do[X]"),
        ("do / ada[X]", HandLine(own("ada"), 0, of_role("do"), Move), "do[X] / ada"),
        ("ada[X]", HandLine(own("ada"), 0, own("ada"), Move), "ada[X]"),
    ] {
        check(before, command, after);
    }
}

#[test]
fn nobody_gets_a_line_twice() {
    check("ada[X] bob[x.]", HandLine(own("ada"), 0, own("bob"), Move), "ada bob[x.]");
    check("do[X] / ada[X] bob:do", HandLine(own("ada"), 0, own("bob"), Move), "do[X] / ada bob:do");
    check("do[x] / ada:do[X;Y]", Command::GiveLineToRole(id("ada"), 0), "do[x] / ada:do[Y]");
    check("ada[X] bob[A!X]", HandLine(own("ada"), 0, own("bob"), Copy), "ada[X] bob[A!X;X]");
    let holds = Refusal::HoldsAlready("bob".to_owned());
    check_refused("ada[X] bob[X]", HandLine(own("ada"), 0, own("bob"), Copy), &holds);
    check_refused("ada[X] bob[A!X]", HandLine(own("ada"), 0, own("bob"), Share), &holds);
    let own_role = HandLine(of_role("do"), 0, own("bob"), Copy);
    check_refused("do[X] / ada:do bob:do", own_role, &holds);
    let gone = Refusal::Misfit(Misfit::NoSuchIndex(3));
    check_refused("ada[X] bob", HandLine(own("ada"), 3, own("bob"), Move), &gone);
}

#[test]
fn involvements_are_set_without_touching_what_stays() {
    let involve = |involvements: &[Involvement]| Involve(own("ada"), "X".to_owned(), involvements.to_vec());
    for (before, involvements, after) in [
        ("ada", &[Accountable][..], "ada[A!X]"),
        ("ada[W;X;Y]", &[Consulted], "ada[W;C!X;Y]"),
        ("ada[W;x.;Y]", &[Accountable], "ada[W;A!x.;Y]"),
        ("ada[W;X;Y]", &[], "ada[W;Y]"),
        ("ada[X;Y;A!X]", &[Accountable], "ada[Y;A!X]"),
        ("ada[X;Y]", &[Responsible, Accountable], "ada[X;Y;A!X]"),
        ("ada[X;Y;X;I!X]", &[Responsible, Informed], "ada[X;Y;I!X]"),
        ("ada[X]", &[Responsible], "ada[X]"),
    ] {
        check(before, involve(involvements), after);
    }
}

#[test]
fn a_responsibility_is_reworded_wherever_it_stands_in_the_same_words() {
    let reword = |to: &str| Reword("X".to_owned(), to.to_owned());
    for (before, to, after) in [
        ("{X;Z} do[X;Y] / ada:do[A!x.] bob[Z]", "New", "{New;Z} do[New;Y] / ada:do[A!New] bob[Z]"),
        ("ada[X;New] bob[X;A!New]", " New ", "ada[New] bob[New;A!New]"),
        ("ada[New;Y;X]", "New", "ada[New;Y]"),
        ("ada[x]", "X", "ada[X]"),
        ("ada[X]", "X", "ada[X]"),
        ("ada[Y]", "New", "ada[Y]"),
        ("{Z;new;X} ada", "New", "{Z;New} ada"),
    ] {
        check(before, reword(to), after);
    }
    check_refused("ada[X]", reword("  "), &Refusal::NoWords);
}

#[test]
fn who_leaves_hands_over_what_only_they_had() {
    let to = |heir: &str| Heir::Position(id(heir));
    for (before, command, after) in [
        ("ada[X;Y]", HandOver(id("ada"), Vacated, Heir::Stay), "ada=[X;Y]"),
        ("ada[X;Y] bob[y]", HandOver(id("ada"), Vacated, to("bob")), "ada= bob[y;X]"),
        ("{X} ada[X;A!Y]", HandOver(id("ada"), Vacated, Heir::MustCover), "{X;Y} ada="),
        ("ada[X]", HandOver(id("ada"), Vacated, Heir::Nobody), "ada="),
        ("ada(bob[X](cleo))", HandOver(id("bob"), Removed(MoveUp), to("ada")), "ada[X](cleo)"),
        ("ada(bob[X](cleo))", HandOver(id("bob"), Removed(MoveUp), to("cleo")), "ada(cleo[X])"),
        ("ada(bob[X](cleo[Y]))", HandOver(id("bob"), Removed(GoToo), to("ada")), "ada[X;Y]"),
        ("ada(bob[X](cleo[Y;X]))", HandOver(id("bob"), Removed(GoToo), Heir::MustCover), "{X;Y} ada"),
        ("ada(bob[X])", HandOver(id("bob"), Removed(MoveUp), Heir::Nobody), "ada"),
        ("do[X] / ada:do bob[X]", HandOver(id("bob"), Removed(MoveUp), to("ada")), "do[X] / ada:do"),
    ] {
        check(before, command, after);
    }
    let goes = Refusal::HeirGoes;
    check_refused("ada[X]", HandOver(id("ada"), Vacated, to("ada")), &goes);
    check_refused("ada(bob[X](cleo))", HandOver(id("bob"), Removed(GoToo), to("cleo")), &goes);
}

#[test]
fn what_must_be_covered_is_a_list_like_any_other() {
    let line = || "N".to_owned();
    for (before, command, after) in [
        ("ada", AddMustCover(0, vec![line(), "M".to_owned()]), "{N;M} ada"),
        ("{P;Q} ada", AddMustCover(1, vec![line()]), "{P;N;Q} ada"),
        ("{P;Q} ada", ChangeMustCover(ListChange::Replace(1, line())), "{P;N} ada"),
        ("{P;Q} ada", ChangeMustCover(ListChange::Remove(0)), "{Q} ada"),
        ("{P;Q} ada", ChangeMustCover(ListChange::Move(0, 1)), "{Q;P} ada"),
        ("{P} ada", ChangeMustCover(ListChange::Replace(0, "P".to_owned())), "{P} ada"),
    ] {
        check(before, command, after);
    }
}

fn dismissal(rule: &str, reason: &str) -> Dismissal {
    Dismissal {
        rule: rule.to_owned(),
        responsibilities: vec!["X".to_owned()],
        holders: vec![own("ada")],
        reason: reason.to_owned(),
    }
}

#[test]
fn dismissals_stand_in_order_and_once() {
    let mut editor = Editor::new(chart("ada[X]"));
    for (rule, reason) in [("b", "first"), ("a", "second"), ("b", "third")] {
        editor.execute(Dismiss(dismissal(rule, reason))).expect("anything can be dismissed");
    }
    let expected = [dismissal("a", "second"), dismissal("b", "third")];
    assert_eq!(editor.chart().dismissals(), expected, "sorted, the newest reason of each");
    editor.execute(Reword("x".to_owned(), "New".to_owned())).expect("any words will do");
    let words: Vec<&str> = editor.chart().dismissals().iter().map(|each| each.responsibilities[0].as_str()).collect();
    assert_eq!(words, ["New", "New"], "a dismissal keeps to its responsibility when that is reworded");
    editor.undo();
    editor.execute(Undismiss(dismissal("a", "any"))).expect("it is there");
    assert_eq!(editor.chart().dismissals(), &expected[1..], "taken back");
    assert_eq!(editor.execute(Undismiss(dismissal("a", ""))), Err(Refusal::NotDismissed), "it is gone");
}

#[test]
fn commands_together_are_one_step_or_none() {
    let mut editor = Editor::new(chart("ada[X] bob"));
    let hand = || HandLine(own("ada"), 0, own("bob"), Move);
    editor
        .execute_together("swap", vec![hand(), Involve(own("ada"), "Y".to_owned(), vec![Accountable])])
        .expect("fine");
    assert_eq!(crate::model::sketch::sketch(editor.chart()), "ada[A!Y] bob[X]", "both");
    assert_eq!(editor.undo().as_deref(), Some("swap"), "as one step");
    let refused = editor.execute_together("swap", vec![hand(), hand()]);
    assert_eq!(refused, Err(Refusal::Misfit(Misfit::NoSuchIndex(0))), "the second has nothing to hand over");
    assert_eq!(*editor.chart(), chart("ada[X] bob"), "so nothing has happened");
}

#[test]
fn a_snapshot_stays_what_it_was() {
    let mut editor = Editor::new(chart("ada[X] bob"));
    let snapshot = editor.snapshot();
    editor.execute(HandLine(own("ada"), 0, own("bob"), Move)).expect("fine");
    assert_eq!(*snapshot, chart("ada[X] bob"), "what another thread sees");
}
