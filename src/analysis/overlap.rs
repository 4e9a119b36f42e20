//! What is done twice: by several holders, or by one that has a line more than once.

use std::collections::{HashMap, HashSet};

use super::parties::{Parties, Reporting};
use super::phrasing::{are, quote, sentence};
use super::{Finding, Holding, Pair, Register, Row, Rule};
use crate::model::{Holder, Involvement};

/// The rows that several are responsible for.
pub(super) fn same_duties(parties: &Parties<'_>, reporting: &Reporting, register: &Register) -> Vec<Finding> {
    let of_row = |row| {
        let by_several = done_by_several(parties, reporting, row);
        by_several.into_iter().chain(repeated(parties, row))
    };
    register.rows().iter().flat_map(of_row).collect()
}

/// How many earlier rows a row is reported to be like. A list made by a machine may have a thousand lines that are all
/// alike, and half a million pairs of them, which nobody reads: ten will do to see it.
const MOST_ALIKE: usize = 10;

/// The pairs of rows that say nearly the same and that somebody does, or answers for, in either wording. Of more than
/// ten earlier rows that a row is like, those come that it is most like.
pub(super) fn similar_duties(
    parties: &Parties<'_>,
    reporting: &Reporting,
    register: &Register,
    pairs: &[Pair],
) -> Vec<Finding> {
    let mut by_later = pairs.to_vec();
    by_later.sort_by(|x, y| x.b.cmp(&y.b).then(y.score.total_cmp(&x.score)).then(x.a.cmp(&y.a)));
    let of_row = by_later.chunk_by(|x, y| x.b == y.b);
    let mut found: Vec<(Pair, Finding)> = of_row
        .flat_map(|pairs| {
            let of_pair = |pair: &Pair| Some((*pair, similar(parties, reporting, register, *pair)?));
            pairs.iter().filter_map(of_pair).take(MOST_ALIKE)
        })
        .collect();
    found.sort_by_key(|(pair, _)| (pair.a, pair.b));
    found.into_iter().map(|(_, finding)| finding).collect()
}

fn done_by_several(parties: &Parties<'_>, reporting: &Reporting, row: &Row) -> Option<Finding> {
    let doing = parties.apart_from_their_roles(acting(parties, row, Involvement::Responsible));
    if doing.len() < 2 {
        return None;
    }
    let text = quote(&row.text);
    let (rule, message) = if let Some((report, manager)) = reporting.between(&doing, &doing) {
        let (report, manager) = (parties.name(&report), parties.name(&manager));
        let others = others(doing.len() - 2);
        let message = format!("{report} reports to {manager}, and both are responsible for {text}{others}");
        (Rule::ManagerAndReport, message)
    } else {
        let names = parties.names(&doing);
        (Rule::SameDuty, format!("{names} {} responsible for {text}", are(doing.len())))
    };
    Some(Finding::new(rule, sentence(message), doing, vec![row.text.clone()]))
}

fn others(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", as is another".to_owned(),
        _ => format!(", as are {count} others"),
    }
}

/// Those who have a line twice in the same manner: in their own list, or there and in their role's.
fn repeated(parties: &Parties<'_>, row: &Row) -> Vec<Finding> {
    let of_roles: HashMap<&Holder, &[Holding]> =
        by_holder(row).map(|holdings| (&holdings[0].holder, holdings)).collect();
    let of_holder = |holdings: &[Holding]| {
        let holder = &holdings[0].holder;
        if has_twice(holdings, &[]) {
            let message = format!("{} has {} more than once", parties.name(holder), quote(&row.text));
            return Some((message, vec![holder.clone()]));
        }
        let role = parties.role_behind(holder)?;
        let from_role = of_roles.get(&role)?;
        let message =
            || format!("{} has {} from its role, and once more of its own", parties.name(holder), quote(&row.text));
        has_twice(holdings, from_role).then(|| (message(), vec![role.clone(), holder.clone()]))
    };
    let found = by_holder(row).filter_map(of_holder);
    found
        .map(|(message, holders)| Finding::new(Rule::SameDuty, sentence(message), holders, vec![row.text.clone()]))
        .collect()
}

/// The holdings of each holder, which stand together.
fn by_holder(row: &Row) -> impl Iterator<Item = &[Holding]> {
    row.holdings.chunk_by(|a, b| a.holder == b.holder)
}

/// Whether the first list has two lines of the same involvement, or one that the second list has, too.
fn has_twice(own: &[Holding], from_role: &[Holding]) -> bool {
    let count = |holdings: &[Holding], sought| holdings.iter().filter(|it| it.involvement == sought).count();
    Involvement::ALL.into_iter().any(|sought| {
        let own = count(own, sought);
        own > 0 && own + count(from_role, sought) > 1
    })
}

fn similar(parties: &Parties<'_>, reporting: &Reporting, register: &Register, pair: Pair) -> Option<Finding> {
    let (a, b) = (&register.rows()[pair.a], &register.rows()[pair.b]);
    let (from_a, from_b) = holders_in_the_same_manner(parties, a, b)?;
    let texts = format!("{} and {}", quote(&a.text), quote(&b.text));
    let reporting = reporting.between(&from_a, &from_b);
    let holders = either(from_a, from_b);
    let (rule, message) = if let Some((report, manager)) = reporting {
        let (report, manager) = (parties.name(&report), parties.name(&manager));
        let message = format!("{report} reports to {manager}, and they have nearly the same duty: {texts}");
        (Rule::ManagerAndReport, message)
    } else {
        let have = if holders.len() == 1 { "has nearly the same duty twice" } else { "have nearly the same duty" };
        (Rule::SimilarDuty, format!("{} {have}: {texts}", parties.names(&holders)))
    };
    let texts = vec![a.text.clone(), b.text.clone()];
    Some(Finding { likeness: Some(pair.score), ..Finding::new(rule, sentence(message), holders, texts) })
}

/// Those of both lists, each once, in their order.
fn either(a: Vec<Holder>, b: Vec<Holder>) -> Vec<Holder> {
    let in_a: HashSet<&Holder> = a.iter().collect();
    let only_b: Vec<Holder> = b.into_iter().filter(|holder| !in_a.contains(holder)).collect();
    let mut either = a;
    either.extend(only_b);
    either
}

/// Who is Responsible for the one and who for the other, or else who is Accountable; nothing where one of both has none.
fn holders_in_the_same_manner(parties: &Parties<'_>, a: &Row, b: &Row) -> Option<(Vec<Holder>, Vec<Holder>)> {
    [Involvement::Responsible, Involvement::Accountable]
        .into_iter()
        .map(|involvement| (acting(parties, a, involvement), acting(parties, b, involvement)))
        .find(|(from_a, from_b)| !from_a.is_empty() && !from_b.is_empty())
}

/// The holders that are involved like this and through which somebody acts: what only unused roles have in common,
/// nobody does twice.
fn acting(parties: &Parties<'_>, row: &Row, involvement: Involvement) -> Vec<Holder> {
    let mut holders = row.holders_as(involvement);
    holders.retain(|holder| parties.is_in_use(holder));
    holders
}
