//! Who does a thing and who answers for it: the rules of a RACI table, whose columns are the roles in use and the
//! positions without a role.

use std::collections::HashSet;

use super::load::counts;
use super::parties::{Parties, said};
use super::phrasing::{are, quote, sentence};
use super::{Finding, Register, Row, Rule};
use crate::model::{Chart, Holder, Involvement};

/// How many must be asked before asking everyone is worth a word: with one or two others, everyone is soon asked.
const MANY_CONSULTED: usize = 3;

/// How many lines are a load at all: fewer are taken in at a glance, whatever others have.
const A_LOAD: usize = 5;

/// How many times the median of its peers a holder must exceed to be overloaded. Lines aren't equally heavy, so that
/// half as many again says nothing; twice as many does.
const TIMES_THE_MEDIAN: usize = 2;

/// How many others there must be to compare with: the median of one other is that other.
const FEWEST_PEERS: usize = 2;

/// What the rows show, one after the other.
pub(super) fn of_rows(parties: &Parties<'_>, register: &Register) -> Vec<Finding> {
    let rules = [nobody_responsible, nobody_accountable, several_accountable, everyone_consulted];
    let of_row = |row| rules.iter().filter_map(move |rule| rule(parties, row));
    register.rows().iter().flat_map(of_row).collect()
}

fn nobody_responsible(parties: &Parties<'_>, row: &Row) -> Option<Finding> {
    let message = || format!("No one is responsible for {}", quote(&row.text));
    let is_missing = in_use(parties, row, Involvement::Responsible).next().is_none();
    is_missing.then(|| of_row(Rule::NobodyResponsible, message(), row))
}

fn nobody_accountable(parties: &Parties<'_>, row: &Row) -> Option<Finding> {
    let message = || format!("No one is accountable for {}", quote(&row.text));
    let is_missing = in_use(parties, row, Involvement::Accountable).next().is_none();
    is_missing.then(|| of_row(Rule::NobodyAccountable, message(), row))
}

fn several_accountable(parties: &Parties<'_>, row: &Row) -> Option<Finding> {
    let mut accountable: Vec<Holder> = in_use(parties, row, Involvement::Accountable).cloned().collect();
    accountable.dedup();
    let accountable = parties.apart_from_their_roles(accountable);
    let message = || {
        let names = parties.names(&accountable);
        format!("{names} {} accountable for {}", are(accountable.len()), quote(&row.text))
    };
    let text = || vec![row.text.clone()];
    (accountable.len() > 1)
        .then(|| Finding::new(Rule::SeveralAccountable, sentence(message()), accountable.clone(), text()))
}

fn everyone_consulted(parties: &Parties<'_>, row: &Row) -> Option<Finding> {
    let columns = |involvement| in_use(parties, row, involvement).filter(|holder| parties.is_column(holder));
    let consulted: HashSet<&Holder> = columns(Involvement::Consulted).collect();
    if consulted.len() < MANY_CONSULTED {
        return None;
    }
    let doing = columns(Involvement::Responsible).chain(columns(Involvement::Accountable));
    let concerned: HashSet<&Holder> = consulted.into_iter().chain(doing).collect();
    let asked = row.holders_as(Involvement::Consulted);
    let message = || format!("Everyone else is consulted on {}: {}", quote(&row.text), parties.names(&asked));
    (concerned.len() == parties.column_count()).then(|| of_row(Rule::EveryoneConsulted, message(), row))
}

/// The holders that are involved like this and through which somebody acts.
fn in_use<'a>(parties: &Parties<'_>, row: &'a Row, involvement: Involvement) -> impl Iterator<Item = &'a Holder> {
    let involved = row.holdings.iter().filter(move |holding| holding.involvement == involvement);
    involved.map(|holding| &holding.holder).filter(|holder| parties.is_in_use(holder))
}

/// A finding about a row, made by all who hold it.
fn of_row(rule: Rule, message: String, row: &Row) -> Finding {
    Finding::new(rule, message, row.holders(), vec![row.text.clone()])
}

/// How many lines a holder is Responsible for and Accountable for.
type Counts = [usize; 2];

/// What is counted, in words, in the order of [`Counts`].
const COUNTED: [&str; 2] = ["responsible", "accountable"];

/// The holders with far more on their hands than their peers: roles in use among themselves, positions among those of
/// the same role, each with its role's lines and its own.
pub(super) fn overloaded(chart: &Chart, parties: &Parties<'_>) -> Vec<Finding> {
    let roles = chart.roles().iter().filter(|role| !parties.with_role(&role.id).is_empty());
    let roles: Vec<(Holder, Counts)> =
        roles.map(|role| (Holder::Role(role.id.clone()), counts(said(&role.responsibilities)))).collect();
    let mut found = overloaded_among(parties, &roles, "other roles");
    for role in chart.roles() {
        let with_role = parties.with_role(&role.id).iter();
        let positions: Vec<(Holder, Counts)> = with_role
            .map(|&position| (Holder::Position(position.id.clone()), counts(parties.lines_of(position))))
            .collect();
        found.extend(overloaded_among(parties, &positions, "others in the same role"));
    }
    found
}

fn overloaded_among(parties: &Parties<'_>, peers: &[(Holder, Counts)], others: &str) -> Vec<Finding> {
    let sorted: [Vec<usize>; 2] = [0, 1].map(|which| {
        let mut counts: Vec<usize> = peers.iter().map(|(_, counts)| counts[which]).collect();
        counts.sort_unstable();
        counts
    });
    let of_peer = |(holder, counts): &(Holder, Counts)| {
        let excess = |which: usize| excess(COUNTED[which], counts[which], &sorted[which], others);
        let too_much: Vec<String> = [0, 1].into_iter().filter_map(excess).collect();
        let message = || sentence(format!("{} is {}", parties.name(holder), too_much.join(", and ")));
        (!too_much.is_empty()).then(|| Finding::new(Rule::Overloaded, message(), vec![holder.clone()], Vec::new()))
    };
    peers.iter().filter_map(of_peer).collect()
}

/// What to say about a count that is far above the others', among which it is, sorted.
fn excess(word: &str, count: usize, sorted: &[usize], others: &str) -> Option<String> {
    let peers = sorted.len().saturating_sub(1);
    if count < A_LOAD || peers < FEWEST_PEERS {
        return None;
    }
    // The others are the list without one such count: what stands at or behind its first place moves up by one.
    let own = sorted.partition_point(|&other| other < count);
    let other = |at: usize| sorted[if at < own { at } else { at + 1 }];
    let twice_the_median = other((peers - 1) / 2) + other(peers / 2);
    let median = if twice_the_median % 2 == 0 { "" } else { ".5" };
    let median = format!("{}{median}", twice_the_median / 2);
    (2 * count > TIMES_THE_MEDIAN * twice_the_median)
        .then(|| format!("{word} for {count} things, where {others} typically have {median}"))
}
