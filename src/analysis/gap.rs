//! What is missing: duties that nobody covers, roles and positions that do nothing, answers that nobody gives.

use std::collections::HashSet;

use super::parties::Parties;
use super::phrasing::{list, quote, sentence};
use super::similarity::first_covering;
use super::{Finding, Register, Row, Rule};
use crate::model::{Chart, Holder, Involvement, Position, words_of};

/// For each line of what the chart must cover, the row that covers it: the same words, or else the first that says
/// enough of them. Blank lines ask for nothing.
pub(super) fn covering(chart: &Chart, parties: &Parties<'_>, register: &Register) -> Vec<Option<usize>> {
    let rows = register.rows();
    let done: Vec<usize> = (0..rows.len()).filter(|&row| is_done(parties, &rows[row])).collect();
    let texts: Vec<&str> = done.iter().map(|&row| rows[row].text.as_str()).collect();
    let same_words = |line: &String| register.row_of(line).filter(|row| done.binary_search(row).is_ok());
    let mut covering: Vec<Option<usize>> = chart.must_cover().iter().map(same_words).collect();
    let open: Vec<usize> = (0..covering.len()).filter(|&index| covering[index].is_none()).collect();
    let wanted: Vec<&str> = open.iter().map(|&index| chart.must_cover()[index].as_str()).collect();
    for (index, found) in open.into_iter().zip(first_covering(&texts, &wanted)) {
        covering[index] = found.map(|at| done[at]);
    }
    covering
}

/// Which lines of what the chart must cover nobody covers, as indices of that list.
pub(super) fn unassigned(chart: &Chart, covering: &[Option<usize>]) -> Vec<usize> {
    let lines = chart.must_cover().iter().zip(covering).enumerate();
    let open = lines.filter(|(_, (line, row))| row.is_none() && !line.trim().is_empty());
    open.map(|(index, _)| index).collect()
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
