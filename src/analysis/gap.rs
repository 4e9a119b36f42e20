//! What is missing: duties that nobody covers, roles and positions that do nothing, answers that nobody gives.

use std::collections::HashSet;

use super::parties::Parties;
use super::phrasing::{list, quote, sentence};
use super::similarity::first_covering;
use super::{Finding, Register, Row, Rule};
use crate::model::{Chart, Holder, Involvement, Position, words_of};

/// Which lines of what the chart must cover nobody covers, as indices of that list. Blank lines ask for nothing.
pub(super) fn unassigned(chart: &Chart, parties: &Parties<'_>, register: &Register) -> Vec<usize> {
    let done: Vec<&str> = register.rows().iter().filter(|row| is_done(parties, row)).map(|row| &*row.text).collect();
    let words: HashSet<String> = done.iter().map(|text| words_of(text)).collect();
    let is_open = |line: &str| !words.contains(&words_of(line)) && !words_of(line).is_empty();
    let open = chart.must_cover().iter().enumerate().filter(|(_, line)| is_open(line));
    let open: Vec<(usize, &str)> = open.map(|(index, line)| (index, line.as_str())).collect();
    let wanted: Vec<&str> = open.iter().map(|&(_, line)| line).collect();
    let covering = first_covering(&done, &wanted);
    open.iter().zip(covering).filter(|(_, line)| line.is_none()).map(|(&(index, _), _)| index).collect()
}

/// Whether somebody does the duty or answers for it.
fn is_done(parties: &Parties<'_>, row: &Row) -> bool {
    let does = [Involvement::Responsible, Involvement::Accountable];
    row.holdings.iter().any(|holding| does.contains(&holding.involvement) && parties.is_in_use(&holding.holder))
}

/// A finding for each line that nobody covers; a line that is there twice is one.
pub(super) fn not_covered(chart: &Chart, unassigned: &[usize]) -> Vec<Finding> {
    let mut met = HashSet::new();
    let lines = unassigned.iter().map(|&index| chart.must_cover()[index].trim());
    let once = lines.filter(|line| met.insert(words_of(line)));
    once.map(|line| {
        let message = format!("No one covers {}", quote(line));
        Finding::new(Rule::NotCovered, message, Vec::new(), vec![line.to_owned()])
    })
    .collect()
}

pub(super) fn roles_without_position(chart: &Chart, parties: &Parties<'_>) -> Vec<Finding> {
    let holders = chart.roles().iter().map(|role| Holder::Role(role.id.clone()));
    let unused = holders.filter(|holder| !parties.is_in_use(holder));
    unused
        .map(|holder| {
            let message = format!("No position has the role {}", parties.name(&holder));
            Finding::new(Rule::RoleWithoutPosition, message, vec![holder], Vec::new())
        })
        .collect()
}

/// What the positions show, one after the other.
pub(super) fn of_positions(parties: &Parties<'_>) -> Vec<Finding> {
    let positions = parties.positions().iter();
    positions.filter_map(|position| without_duties(parties, position).or_else(|| vacant(parties, position))).collect()
}

fn without_duties<'a>(parties: &Parties<'a>, position: &'a Position) -> Option<Finding> {
    if parties.lines_of(position).next().is_some() {
        return None;
    }
    let holder = Holder::Position(position.id.clone());
    let message = sentence(format!("{} has no responsibilities", parties.name(&holder)));
    Some(Finding::new(Rule::PositionWithoutDuties, message, vec![holder], Vec::new()))
}

fn vacant<'a>(parties: &Parties<'a>, position: &'a Position) -> Option<Finding> {
    if !position.is_vacant() {
        return None;
    }
    let lines = parties.lines_of(position).filter(|line| line.involvement == Involvement::Accountable);
    let lines: Vec<String> = lines.map(|line| line.text.trim().to_owned()).collect();
    if lines.is_empty() {
        return None;
    }
    let holder = Holder::Position(position.id.clone());
    let message = format!("{} is accountable for {}", parties.name(&holder), list(&lines, |line| quote(line)));
    Some(Finding::new(Rule::VacantAccountable, sentence(message), vec![holder], lines))
}
