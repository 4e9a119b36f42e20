//! From a chart to findings about its responsibilities: who answers for what, what is done twice, what nobody does,
//! and what could be said more clearly.
//!
//! Everything is computed from the chart alone, without a network, a model or a dictionary, and every finding can be
//! explained: which lines, whose, which words match. A finding is a question to a person and never a verdict; what a
//! person has decided to leave as it is, a *dismissal*, is kept in the chart and stays decided.

mod finding;
mod gap;
mod load;
mod overlap;
mod parties;
mod phrasing;
mod raci;
mod register;
mod similarity;
mod wording;

pub use finding::{Finding, Kind, Rule};
pub use load::{Band, Load, loads};
pub use register::{Holding, Register, Row};
pub use similarity::{Likeness, NEARLY_THE_SAME, Pair, likeness, similar_pairs};
pub use wording::notes;

use std::collections::HashMap;

use finding::{Identity, identity};
use parties::{Parties, Reporting};

use crate::model::Chart;

/// All there is to say about the responsibilities of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// Every responsibility once, with everyone who holds it.
    pub register: Register,
    /// The pairs of rows that say nearly the same, in the order of their rows.
    pub similar: Vec<Pair>,
    /// What was found, in the order of [`Rule::ALL`], then of the rows.
    pub findings: Vec<Finding>,
    /// For each line of what the chart must cover, the row that covers it.
    pub covering: Vec<Option<usize>>,
    /// Which lines of what the chart must cover nobody covers, as indices of that list.
    pub unassigned: Vec<usize>,
}

/// Looks a chart over. Nothing, where `is_cancelled` came true on the way.
///
/// ```
/// use rolechart::{analysis, starter};
///
/// let review = analysis::review(&starter::it_department(), &|| false).expect("nobody cancels it");
/// let same = |finding: &&analysis::Finding| finding.rule == analysis::Rule::SameDuty;
/// assert_eq!(review.findings.iter().filter(same).count(), 4, "two roles share their four duties");
/// ```
#[must_use]
pub fn review(chart: &Chart, is_cancelled: &dyn Fn() -> bool) -> Option<Review> {
    let register = Register::of(chart);
    let texts: Vec<&str> = register.rows().iter().map(|row| row.text.as_str()).collect();
    let similar = similar_pairs(&texts, is_cancelled)?;
    let parties = Parties::of(chart);
    let covering = gap::covering(chart, &parties, &register);
    let unassigned = gap::unassigned(chart, &covering);
    if is_cancelled() {
        return None;
    }
    let mut findings = raci::of_rows(&parties, &register);
    findings.extend(raci::overloaded(chart, &parties));
    findings.extend(overlaps(chart, &parties, &register, &similar));
    findings.extend(gap::not_covered(chart, &unassigned));
    findings.extend(gap::roles_without_position(chart, &parties));
    findings.extend(gap::of_positions(&parties));
    findings.extend(wording::of_rows(&register));
    findings.sort_by_key(|finding| finding.rule);
    mark_dismissed(chart, &mut findings);
    (!is_cancelled()).then_some(Review { register, similar, findings, covering, unassigned })
}

fn overlaps(chart: &Chart, parties: &Parties<'_>, register: &Register, similar: &[Pair]) -> Vec<Finding> {
    let reporting = Reporting::of(chart);
    let mut findings = overlap::same_duties(parties, &reporting, register);
    findings.extend(overlap::similar_duties(parties, &reporting, register, similar));
    findings
}

/// Gives every finding that the chart dismisses the reason. One that was dismissed twice has the first reason.
fn mark_dismissed(chart: &Chart, findings: &mut [Finding]) {
    let mut reasons: HashMap<Identity, &str> = HashMap::new();
    for dismissal in chart.dismissals() {
        reasons.entry(identity(dismissal)).or_insert(&dismissal.reason);
    }
    if reasons.is_empty() {
        return;
    }
    for finding in findings {
        finding.dismissed = reasons.get(&finding.identity()).map(|&reason| reason.to_owned());
    }
}
