//! Random charts for property tests: any tree, any field, and texts made to break a file format.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rolechart::model::{
    Arrangement, Chart, Direction, Dismissal, Draft, Field, Holder, Involvement, Position, PositionId, Responsibility,
    Role, RoleId,
};
use rolechart::theme::Colour;

/// Texts that broke one writer or reader or another.
const NASTY: [&str; 16] = [
    "\"",
    "\\",
    "\\\"",
    "\r\n",
    "\n",
    "\t",
    "\0",
    "\u{202e}gnp",
    "\u{2028}",
    "\u{feff}",
    "\u{10ffff}",
    "e\u{301}",
    "👩\u{200d}💻",
    "// no comment",
    "), Position(",
    "r#\"raw\"#",
];

/// A text: plain, of any characters, or nasty.
pub fn any_text() -> impl Strategy<Value = String> {
    let nasty = vec(prop::sample::select(&NASTY[..]), 0..4).prop_map(|parts| parts.concat());
    prop_oneof![Just(String::new()), "[A-Za-z ,.]{0,30}", any::<String>(), nasty]
}

fn any_responsibility() -> impl Strategy<Value = Responsibility> {
    (prop::sample::select(&Involvement::ALL[..]), any_text())
        .prop_map(|(involvement, text)| Responsibility { involvement, text })
}

fn any_role() -> impl Strategy<Value = Role> {
    let texts = (any_text(), any_text(), any_text());
    (texts, 0_u32..=0xFF_FFFF, vec(any_responsibility(), 0..4)).prop_map(
        |((title, short, summary), rgb, responsibilities)| Role {
            id: RoleId::new("renamed-later").expect("a fine id"),
            title,
            short,
            colour: Colour::hex(rgb),
            summary,
            responsibilities,
        },
    )
}

fn any_arrangement() -> impl Strategy<Value = Arrangement> {
    prop_oneof![
        Just(Arrangement::Automatic),
        Just(Arrangement::Row),
        Just(Arrangement::StackLeft),
        Just(Arrangement::StackRight),
        Just(Arrangement::StackBoth),
        any::<u8>().prop_map(Arrangement::Grid),
    ]
}

/// A position, with the indices of its role, its manager and its dotted lines, to be made fit for the chart.
type LooseDraft = (Position, Option<usize>, Option<usize>, Vec<usize>);

fn any_draft() -> impl Strategy<Value = LooseDraft> {
    let texts = (any_text(), any_text(), any_text());
    let lists = (vec(any_responsibility(), 0..3), vec((any_text(), any_text()), 0..3));
    let links = (option::of(any::<usize>()), option::of(any::<usize>()), vec(any::<usize>(), 0..3));
    (texts, lists, links, any::<bool>(), any_arrangement()).prop_map(
        |((person, title, notes), (responsibilities, fields), (role, manager, dotted), assistant, arrangement)| {
            let position = Position {
                person,
                title,
                notes,
                responsibilities,
                fields: fields.into_iter().map(|(name, value)| Field { name, value }).collect(),
                assistant,
                arrangement,
                ..Position::new(PositionId::random())
            };
            (position, role, manager, dotted)
        },
    )
}

/// Comment blocks as they may stand at the head of a file.
fn any_head_comment() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "// one line",
        "// two\n//\n\n// \"lines\"",
        "/* a /* nested */ ( block */",
        "// é )",
    ])
    .prop_map(str::to_owned)
}

/// Any chart that can be: up to `most` positions and five roles.
pub fn any_chart_up_to(most: usize) -> impl Strategy<Value = Chart> {
    let head = (any_text(), prop::sample::select(&Direction::ALL[..]), any_head_comment());
    let review = (vec(any_text(), 0..3), vec(any_dismissal(), 0..3));
    (head, vec(any_role(), 0..5), vec(any_draft(), 0..most), review).prop_map(
        |((title, direction, comment), roles, drafts, (must_cover, dismissals))| {
            let roles = number_roles(roles);
            let drafts = link(&roles, drafts);
            Chart::assemble(title, direction, comment, roles, drafts).0.with_review(must_cover, dismissals)
        },
    )
}

fn any_dismissal() -> impl Strategy<Value = Dismissal> {
    let holder = prop::sample::select(vec![
        Holder::Role(RoleId::new("役-0\"").expect("a fine id, if a strange one")),
        Holder::Position(PositionId::new("nobody's").expect("a fine id, too")),
    ]);
    (any_text(), vec(any_text(), 0..3), vec(holder, 0..3), any_text())
        .prop_map(|(rule, responsibilities, holders, reason)| Dismissal { rule, responsibilities, holders, reason })
}

/// Any small chart.
pub fn any_chart() -> impl Strategy<Value = Chart> {
    any_chart_up_to(12)
}

fn number_roles(mut roles: Vec<Role>) -> Vec<Role> {
    for (index, role) in roles.iter_mut().enumerate() {
        role.id = RoleId::new(&format!("役-{index}\"")).expect("a fine id, if a strange one");
    }
    roles
}

fn link(roles: &[Role], drafts: Vec<LooseDraft>) -> Vec<Draft> {
    let ids: Vec<PositionId> = drafts.iter().map(|(position, ..)| position.id.clone()).collect();
    let drafts = drafts.into_iter().enumerate().map(|(index, (mut position, role, manager, dotted))| {
        position.role = role.filter(|_| !roles.is_empty()).map(|role| roles[role % roles.len()].id.clone());
        position.dotted_to = dotted.into_iter().map(|to| ids[to % ids.len()].clone()).collect();
        position.dotted_to.retain(|to| *to != position.id);
        // Only those who come before can be managers, so that there is no circle.
        let manager = manager.filter(|_| index > 0).map(|manager| ids[manager % index].to_string());
        Draft { position, reports_to: manager.unwrap_or_default() }
    });
    drafts.collect()
}
