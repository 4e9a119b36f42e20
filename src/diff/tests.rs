use super::*;
use crate::model::sketch::{at, chart, id, own, sketch};
use crate::model::{Chart, ChartChange, Edit, Involvement, ListChange, PositionChange, Responsibility};

/// The edits from one sketch to another, each as a word; and sees that they lead there.
fn edits_as_words(before: &str, after: &str) -> Vec<String> {
    let (mut changed, wanted) = (chart(before), chart(after));
    let found = edits(&changed, &wanted);
    let words = found.iter().map(edit_as_word).collect();
    for edit in found {
        let shown = format!("{edit:?}");
        changed.apply(edit).unwrap_or_else(|misfit| panic!("{before} to {after}: {shown}: {misfit}"));
    }
    assert_eq!(changed, wanted, "{before} to {after}");
    words
}

fn edit_as_word(edit: &Edit) -> String {
    match edit {
        Edit::InsertRole(at, role) => format!("+{}@{at}", role.id),
        Edit::RemoveRole(id) => format!("-{id}"),
        Edit::MoveRole(from, to) => format!("{from}>{to}"),
        Edit::InsertPosition { place, position } => format!("+{}@{}", position.id, place.index),
        Edit::RemovePosition(id) => format!("-{id}"),
        Edit::MovePosition(id, place) => format!("{id}>{}", place.index),
        Edit::SetPosition(id, _) => format!("{id}!"),
        Edit::Responsibilities(_, change) => change_as_word(change),
        other => format!("{other:?}"),
    }
}

fn change_as_word(change: &ListChange) -> String {
    match change {
        ListChange::Insert(at, line) => format!("+{}@{at}", line.text),
        ListChange::Remove(at) => format!("-{at}"),
        ListChange::Replace(at, line) => format!("={}@{at}", line.text),
        ListChange::Move(from, to) => format!("{from}>{to}"),
    }
}

#[track_caller]
fn check_edits(before: &str, after: &str, expected: &[&str]) {
    assert_eq!(edits_as_words(before, after), expected, "the edits from {before:?} to {after:?}");
}

#[test]
fn only_what_moved_is_moved() {
    for (before, after, expected) in [
        ("ada(bob cleo dan)", "ada(bob cleo dan)", &[][..]),
        ("ada(bob cleo dan)", "ada(dan bob cleo)", &["dan>0"]),
        ("ada(bob cleo dan)", "ada(cleo dan bob)", &["bob>2"]),
        ("ada(bob cleo) eve", "ada(cleo) eve(bob)", &["bob>0"]),
        ("ada(bob(cleo(dan)))", "ada(dan(cleo(bob)))", &["dan>0", "cleo>0", "bob>0"]),
        ("ada(bob(cleo))", "cleo(bob(ada))", &["cleo>0", "bob>0", "ada>0"]),
        ("ada eve", "ada new eve", &["+new@1"]),
        ("ada(bob)", "new(ada(bob))", &["+new@0", "ada>0"]),
        ("x ada y bob", "ada new bob", &["+new@2", "-y", "-x"]),
        ("ada(x(bob cleo))", "ada(bob cleo)", &["bob>0", "cleo>1", "-x"]),
    ] {
        check_edits(before, after, expected);
    }
}

#[test]
fn dotted_lines_come_when_both_ends_are_there_and_go_before_one_does() {
    for (before, after, expected) in [
        ("ada", "ada new~ada", &["+new@1"][..]),
        ("ada", "ada one~two two~one", &["+one@1", "+two@2", "one!", "two!"]),
        ("ada~x x", "ada", &["ada!", "-x"]),
        ("ada x~y y~x", "ada", &["x!", "y!", "-y", "-x"]),
    ] {
        check_edits(before, after, expected);
    }
}

#[test]
fn roles_come_before_positions_have_them_and_go_after() {
    for (before, after, expected) in [
        ("a b / ada:a", "b a / ada:a", &["1>0"][..]),
        ("a / ada:a", "b / ada:b", &["+b@0", "ada!", "-a"]),
        ("a b c / ada", "c new a / ada", &["+new@3", "0>3", "-b"]),
        ("a / x:a", "", &["-x", "-a"]),
    ] {
        let words = edits_as_words(before, after);
        assert_eq!(words.len(), expected.len(), "the edits from {before:?} to {after:?}: {words:?}");
    }
}

#[test]
fn one_change_of_a_list_is_one_edit() {
    for (before, after, expected) in [
        ("A;B;C", "A;N;B;C", &["+N@1"][..]),
        ("A;B;C", "A;C", &["-1"]),
        ("A;B;C", "A;N;C", &["=N@1"]),
        ("A;B;C", "B;C;A", &["0>2"]),
        ("A;B;C", "C;A;B", &["2>0"]),
        ("A;B;A;C", "B;A;C;A", &["0>3"]),
        ("A;B;A", "B;A", &["-0"]),
        ("A;A;A", "A;A", &["-2"]),
        ("A", "N", &["=N@0"]),
        ("A;B;C;D", "N;B;M;D", &["=N@0", "=M@2"]),
        ("A;B;C", "C;N", &["+N@3", "-1", "-0"]),
        ("A;Keep;B", "Keep;A!B", &["-0", "=B@1"]),
    ] {
        check_edits(&format!("ada[{before}]"), &format!("ada[{after}]"), expected);
    }
}

#[test]
fn a_list_made_to_be_slow_to_compare_is_not() {
    let list = |len: usize, step: usize| -> Vec<String> { (0..len).map(|i| format!("{}", i * step % 3)).collect() };
    let [from, to] = [list(100_000, 1), list(99_999, 2)].map(|lines| Chart::default().with_review(lines, Vec::new()));
    let found = edits(&from, &to);
    assert!(!found.is_empty(), "the lists differ");
}

#[track_caller]
fn check_differences(before: &str, after: &str, expected: &[&str]) {
    let found: Vec<String> = differences(&chart(before), &chart(after)).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected, "what differs between {before:?} and {after:?}");
}

#[test]
fn differences_are_told_in_words() {
    for (before, after, expected) in [
        ("ada", "ada", &[][..]),
        ("ada(bob)", "ada(bob cleo)", &["New position: cleo under ada"]),
        ("ada", "ada cleo=", &["New position: Vacant at the top"]),
        ("ada(bob)", "ada", &["Position removed: bob"]),
        ("ada(bob) eve", "ada eve(bob)", &["bob now reports to eve instead of ada"]),
        ("ada(bob)", "ada bob", &["bob is now at the top and reported to ada"]),
        ("ada bob", "ada(bob)", &["bob now reports to ada and was at the top"]),
        ("ada(bob cleo)", "ada(cleo bob)", &["ada: reports in another order"]),
        ("ada bob", "bob ada", &["Chart: top positions in another order"]),
        ("ada=Grace", "ada=", &["Vacant: person nobody instead of Grace"]),
        ("a b / ada:a", "a b / ada:b", &["ada: role b instead of a"]),
        ("a / ada", "a b / ada", &["New role: b"]),
        ("a b / ada", "a / ada", &["Role removed: b"]),
        ("a b / ada", "b a / ada", &["Chart: roles in another order"]),
        ("a[Plan] / ada", "a[A!Plan] / ada", &["Role a: responsibility “Plan” (Accountable) instead of “Plan”"]),
        ("ada bob", "ada~bob bob", &["ada: new dotted line to bob"]),
        ("ada[Plan]", "ada[Build;Plan]", &["ada: new responsibility “Build”"]),
        ("ada[Plan;Build]", "ada[Build]", &["ada: no responsibility “Plan” any more"]),
        ("ada[A;B;C]", "ada[B;C;A]", &["ada: responsibility “A” at another place of the list"]),
        ("ada[Plan]", "ada[Build]", &["ada: new responsibility “Build”", "ada: no responsibility “Plan” any more"]),
        ("{P} ada", "{P;Q} ada", &["Chart: new duty to cover “Q”"]),
    ] {
        check_differences(before, after, expected);
    }
}

#[test]
fn a_line_that_shares_half_of_its_words_is_reworded() {
    let list = |text: &str| Chart::default().with_review(vec![text.to_owned()], Vec::new());
    for (before, after, is_reworded) in [
        ("Plan the budget", "Plan the yearly budget", true),
        ("Plan the budget", "plan  the budget.", true),
        ("Plan the budget", "Chair the weekly meeting", false),
    ] {
        let found = differences(&list(before), &list(after));
        let reworded =
            |difference: &Difference| matches!(&difference.change, Change::Line(_, LineChange::Reworded { .. }));
        assert_eq!(found.iter().any(reworded), is_reworded, "{before:?} and {after:?}: {found:?}");
    }
}

#[test]
fn a_summary_counts_what_differs() {
    for (before, after, expected) in [
        ("ada", "ada", "nothing differs"),
        ("ada(bob)", "ada(cleo dan)", "2 positions added, 1 removed"),
        ("ada(bob) eve", "ada=Grace eve(bob)", "1 position moved, 1 changed"),
        ("a[P] / ada[P]", "a[P;Q] / ada[]", "2 responsibilities changed"),
        ("a / ada(bob cleo)", "b / ada(cleo bob)", "1 row in another order, 1 role added, 1 removed"),
        ("{P} ada", "{Q} ada", "2 other things changed"),
    ] {
        let summary = Summary::of(&differences(&chart(before), &chart(after)));
        assert_eq!(summary.to_string(), expected, "from {before:?} to {after:?}");
    }
}

/// Merges sketches and compares the chart and the conflicts.
#[track_caller]
fn check_merge([base, mine, theirs]: [&str; 3], expected: &str, conflicts: &[&str]) {
    let merged = merge(&chart(base), &chart(mine), &chart(theirs));
    assert_eq!(sketch(&merged.chart), expected, "{mine:?} and {theirs:?} from {base:?}");
    let found: Vec<String> = merged.conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(found, conflicts, "the conflicts of {mine:?} and {theirs:?} from {base:?}");
}

#[test]
fn changes_of_different_things_go_together() {
    for (versions, expected) in [
        (["ada bob", "ada=Grace bob", "ada bob=Omar"], "ada=Grace bob=Omar"),
        (["ada", "ada one", "ada two"], "ada one two"),
        (["ada(bob cleo)", "ada(bob)", "ada(bob=Omar cleo)"], "ada(bob=Omar)"),
        (["ada(bob) eve", "ada eve(bob)", "ada(bob=Omar) eve"], "ada eve(bob=Omar)"),
        (["ada(b c d e)", "ada(c b d e)", "ada(b c e d)"], "ada(c b e d)"),
        (["ada(b c d)", "ada(new b c d)", "ada(b c d last)"], "ada(new b c d last)"),
        (["ada(b(c))", "ada(c)", "ada(b(c=Omar))"], "ada(c=Omar)"),
        (["ada[A;B;C]", "ada[N;A;B;C]", "ada[A;C]"], "ada[N;A;C]"),
        (["ada[A;B;C]", "ada[B;C;A]", "ada[A;B;A!C]"], "ada[B;A!C;A]"),
        (["ada bob cleo", "ada~bob bob cleo", "ada~cleo bob cleo"], "ada~bob+cleo bob cleo"),
        (["a / ada", "a b / ada", "a c / ada:c"], "a b c / ada:c"),
        (["{P} ada", "{P;Q} ada", "{N;P} ada"], "{N;P;Q} ada"),
        (["a b / ada:b", "a / ada:a", "a b / ada:b bob"], "a / ada:a bob"),
    ] {
        check_merge(versions, expected, &[]);
    }
}

#[test]
fn changes_that_contradict_each_other_are_conflicts() {
    for (versions, expected, conflict) in [
        (["ada", "ada=Grace", "ada=Omar"], "ada=Grace", "Grace: person: Grace (mine) or Omar (theirs)"),
        (["a b / x", "a b / x:a", "a b / x:b"], "a b / x:a", "x: role: a (mine) or b (theirs)"),
        (["x y z", "x(z) y", "x y(z)"], "x(z) y", "z: reports to: x (mine) or y (theirs)"),
        (["x(y z)", "x(y)", "x(y z=Omar)"], "x(y z=Omar)", "Omar: removed (mine) or changed (theirs)"),
        (["x(y z)", "x(y=Omar z)", "x(z)"], "x(y=Omar z)", "Omar: changed (mine) or removed (theirs)"),
        (["x(y)", "x", "x(y(z))"], "x(y(z))", "y: removed (mine) or changed (theirs)"),
        (["x y", "x", "x~y y"], "x~y y", "y: removed (mine) or changed (theirs)"),
        (["a / x", "/ x", "a[P] / x"], "a[P] / x", "Role a: removed (mine) or changed (theirs)"),
        (["a / x", "/ x", "a / x:a"], "a / x:a", "Role a: removed (mine) or changed (theirs)"),
        (["x(a b c)", "x(c a b)", "x(a c b)"], "x(c a b)", "x: order of reports: c, a, b (mine) or a, c, b (theirs)"),
        (
            ["x[P]", "x[A!P]", "x[C!P]"],
            "x[A!P]",
            "x: responsibility: “P” (Accountable) (mine) or “P” (Consulted) (theirs)",
        ),
        (["x[P;Q]", "x[Q]", "x[A!P;Q]"], "x[A!P;Q]", "x: responsibility: removed (mine) or “P” (Accountable) (theirs)"),
        (
            ["x[P;Q;R]", "x[R;P;Q]", "x[P;R;Q]"],
            "x[R;P;Q]",
            "x: order of responsibilities: “R”, “P”, “Q” (mine) or “P”, “R”, “Q” (theirs)",
        ),
        (["a b", "b(a)", "a(b)"], "b(a)", "b: who reports to whom: a under b (mine) or b under a (theirs)"),
    ] {
        check_merge(versions, expected, &[conflict]);
    }
}

#[test]
fn who_is_involved_and_in_what_go_together() {
    let base = chart("ada[Plan]");
    let replaced = |line: Responsibility| {
        let mut changed = base.clone();
        changed.apply(Edit::Responsibilities(own("ada"), ListChange::Replace(0, line))).expect("a change that fits");
        changed
    };
    let mine = replaced(Responsibility { involvement: Involvement::Accountable, text: "Plan".to_owned() });
    let theirs = replaced(Responsibility::new("Plan releases"));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(sketch(&merged.chart), "ada[A!Plan releases]", "both changes of the line");
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
}

#[test]
fn a_conflict_can_be_decided_for_the_other_side() {
    for (versions, expected) in [
        (["ada", "ada=Grace", "ada=Omar"], "ada=Omar"),
        (["x y z", "x(z) y", "x y(z)"], "x y(z)"),
        (["x(y(z))", "x(y(z=Omar))", ""], "z=Omar"),
        (["x(a b c)", "x(c a b)", "x(a c b)"], "x(a c b)"),
        (["x[P]", "x[A!P]", "x[C!P]"], "x[C!P]"),
        (["x[P;Q]", "x[A!P;Q]", "x[Q]"], "x[Q]"),
        (["a b", "b(a)", "a(b)"], "a(b)"),
    ] {
        let [base, mine, theirs] = versions.map(chart);
        let merged = merge_choosing(&base, &mine, &theirs, |conflict| match conflict.disputed {
            Disputed::Existence { .. } => Side::Mine,
            _ => Side::Theirs,
        });
        assert_eq!(sketch(&merged.chart), expected, "theirs of {versions:?}");
        assert!(!merged.conflicts.is_empty(), "the conflicts are told whatever is chosen");
    }
}

#[test]
fn what_the_chart_itself_says_is_compared_and_merged() {
    let with = |change: ChartChange| {
        let mut changed = chart("ada");
        changed.apply(Edit::SetChart(change)).expect("a change that fits");
        changed
    };
    let titled = with(ChartChange::Title("New".to_owned()));
    let commented = with(ChartChange::HeadComment("// Mind the gap".to_owned()));
    let found: Vec<String> = differences(&titled, &commented).iter().map(ToString::to_string).collect();
    let expected = [
        "Chart: title “Sketch” instead of “New”",
        "Chart: comment at the head of the file “// Mind the gap” instead of none",
    ];
    assert_eq!(found, expected, "what differs");
    let merged = merge(&chart("ada"), &titled, &commented).chart;
    assert_eq!((merged.title(), merged.head_comment()), ("New", "// Mind the gap"), "both changes");
}

#[test]
fn a_deep_chain_is_compared_and_merged_without_recursion() {
    const DEPTH: usize = 20_000;
    let names: Vec<String> = (0..DEPTH).map(|number| format!("p{number}(")).collect();
    let base = chart(&names.concat());
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.apply(Edit::SetPosition(id("p100"), PositionChange::Person("Grace".to_owned()))).expect("it fits");
    theirs.apply(Edit::MovePosition(id("p200"), at("", 0))).expect("it fits");
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    assert_eq!(edits(&base, &merged.chart).len(), 2, "both changes and nothing else");
    assert_eq!(differences(&mine, &merged.chart).len(), 1, "theirs is what mine hasn't");
}
