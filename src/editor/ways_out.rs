//! Ways out of a finding, each one step: what a person who reads it is likely to do about it.
//!
//! Leaving it as it is, with a reason, is always one more: [`Command::Dismiss`](super::Command::Dismiss).

use std::collections::HashSet;

use super::Command;
use super::command::shortened;
use crate::analysis::{Finding, Rule};
use crate::model::{Chart, Holder, Involvement, PositionId, RoleId, Visit, words_of};

/// The most holders that get a way out of their own: a menu is no list of people.
const MOST_HOLDERS: usize = 6;

/// Something that a person can do about a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOut {
    /// What it does, as a menu says it.
    pub label: String,
    /// To be carried out together.
    pub commands: Vec<Command>,
}

/// What can be done about a finding at once. Empty where that takes more than one step, or where the finding is of a
/// chart that has changed since.
#[must_use]
pub fn ways_out(chart: &Chart, finding: &Finding) -> Vec<WayOut> {
    let used = used_roles(chart);
    let way = Way { chart, used: &used, finding };
    let ways = match finding.rule {
        Rule::NobodyResponsible => way.for_each_seated(Way::make_responsible),
        Rule::NobodyAccountable => way.managers_or_holders_accountable(),
        Rule::SeveralAccountable => way.for_each_holder(Way::only_one_accountable),
        Rule::EveryoneConsulted => vec![way.informed_instead()],
        Rule::SameDuty | Rule::SimilarDuty | Rule::ManagerAndReport => way.out_of_overlap(),
        Rule::RoleWithoutPosition => way.delete_roles(),
        Rule::Overloaded
        | Rule::NotCovered
        | Rule::PositionWithoutDuties
        | Rule::VacantAccountable
        | Rule::NoVerbFirst
        | Rule::TooLong
        | Rule::TwoDuties
        | Rule::VagueOpening => Vec::new(),
    };
    ways.into_iter().filter(|way| !way.commands.is_empty()).collect()
}

/// What can be done about several findings of one rule at once: whoever is the only one to do a thing answers for it,
/// too, or the other way around. Nothing where there are fewer than two such findings.
#[must_use]
pub fn way_out_of_all(chart: &Chart, findings: &[&Finding]) -> Option<WayOut> {
    let (involvement, words) = match findings.first()?.rule {
        Rule::NobodyAccountable => (Involvement::Accountable, "Make the only one who does it Accountable, too"),
        Rule::NobodyResponsible => (Involvement::Responsible, "Make the only one Accountable do it, too"),
        _ => return None,
    };
    let used = used_roles(chart);
    let commands: Vec<Command> = findings
        .iter()
        .filter_map(|finding| {
            let way = Way { chart, used: &used, finding };
            let [only] = &way.acting()[..] else { return None };
            way.change(only, |_, before| with(&before, involvement)).next()
        })
        .collect();
    let label = format!("{words}: {} of {}", commands.len(), findings.len());
    (commands.len() > 1).then_some(WayOut { label, commands })
}

#[derive(Clone, Copy)]
struct Way<'a> {
    chart: &'a Chart,
    /// The roles that some position has.
    used: &'a HashSet<&'a RoleId>,
    finding: &'a Finding,
}

impl<'a> Way<'a> {
    fn for_each_holder(self, way: fn(Self, &Holder) -> WayOut) -> Vec<WayOut> {
        self.finding.holders.iter().take(MOST_HOLDERS).map(|holder| way(self, holder)).collect()
    }

    /// The same for those through whom somebody does something.
    fn for_each_seated(self, way: fn(Self, &Holder) -> WayOut) -> Vec<WayOut> {
        let seated = self.finding.holders.iter().filter(|holder| self.is_seated(holder));
        seated.take(MOST_HOLDERS).map(|holder| way(self, holder)).collect()
    }

    /// A role that no position has does nothing.
    fn is_seated(self, holder: &Holder) -> bool {
        match holder {
            Holder::Role(id) => self.used.contains(id),
            Holder::Position(_) => true,
        }
    }

    /// Who does what was found, or answers for it.
    fn acting(self) -> Vec<&'a Holder> {
        let acts = |holder: &&Holder| {
            let mut texts = self.finding.responsibilities.iter();
            texts.any(|text| self.involvements(holder, text).iter().any(|it| *it < Involvement::Consulted))
        };
        self.finding.holders.iter().filter(|holder| self.is_seated(holder)).filter(acts).collect()
    }

    /// Whom a way names: a role, or a person with the title where nobody sits there.
    fn who(self, holder: &Holder) -> String {
        shortened(&match holder {
            Holder::Role(id) => self.chart.role(id).map_or_else(|| id.to_string(), |role| role.title.clone()),
            Holder::Position(id) => match self.chart.position(id) {
                Some(position) if position.is_vacant() => format!("vacant {}", self.chart.title_of(position)),
                Some(position) => position.person.clone(),
                None => id.to_string(),
            },
        })
    }

    /// The involvements of a holder in a responsibility, each once.
    fn involvements(self, holder: &Holder, text: &str) -> Vec<Involvement> {
        let words = words_of(text);
        let same = self.chart.lines_of(holder).iter().filter(|line| words_of(&line.text) == words);
        let mut involvements: Vec<Involvement> = same.map(|line| line.involvement).collect();
        involvements.sort_unstable();
        involvements.dedup();
        involvements
    }

    /// Changes what a holder has to do with each responsibility of the finding.
    fn change(
        self,
        holder: &Holder,
        change: impl Fn(&str, Vec<Involvement>) -> Vec<Involvement>,
    ) -> impl Iterator<Item = Command> {
        self.finding.responsibilities.iter().filter_map(move |text| {
            let before = self.involvements(holder, text);
            let after = change(text, before.clone());
            (after != before).then(|| Command::Involve(holder.clone(), text.clone(), after))
        })
    }

    fn others(self, holder: &Holder) -> impl Iterator<Item = &'a Holder> {
        self.finding.holders.iter().filter(move |other| *other != holder)
    }

    fn make_responsible(self, holder: &Holder) -> WayOut {
        let responsible = |_: &str, before: Vec<Involvement>| with(&before, Involvement::Responsible);
        WayOut {
            label: format!("Make {} Responsible", self.who(holder)),
            commands: self.change(holder, responsible).collect(),
        }
    }

    fn make_accountable(self, holder: &Holder) -> WayOut {
        let accountable = |_: &str, before: Vec<Involvement>| with(&before, Involvement::Accountable);
        WayOut {
            label: format!("Make {} Accountable", self.who(holder)),
            commands: self.change(holder, accountable).collect(),
        }
    }

    /// Whoever does a thing, or the manager of all who do it.
    fn managers_or_holders_accountable(self) -> Vec<WayOut> {
        let mut ways = self.for_each_seated(Self::make_accountable);
        let manager = self.common_manager().map(Holder::Position);
        ways.extend(manager.filter(|it| !self.finding.holders.contains(it)).map(|it| self.make_accountable(&it)));
        ways
    }

    /// The one position to which everyone reports who holds what was found.
    fn common_manager(self) -> Option<PositionId> {
        let holders: HashSet<&Holder> = self.finding.holders.iter().collect();
        let has_role = |role: &RoleId| holders.contains(&Holder::Role(role.clone()));
        let holds = |visit: &Visit<'_>| {
            visit.position.role.as_ref().is_some_and(has_role)
                || holders.contains(&Holder::Position(visit.position.id.clone()))
        };
        let mut managers = self.chart.walk().filter(holds).map(|visit| self.chart.manager(&visit.position.id));
        let first = managers.next()??;
        managers.all(|manager| manager == Some(first)).then(|| first.clone())
    }

    fn only_one_accountable(self, holder: &Holder) -> WayOut {
        let consulted = |_: &str, before: Vec<Involvement>| instead(&before, &[Involvement::Accountable]);
        WayOut {
            label: format!("Keep only {} Accountable, the others Consulted", self.who(holder)),
            commands: self.others(holder).flat_map(|other| self.change(other, consulted)).collect(),
        }
    }

    fn informed_instead(self) -> WayOut {
        let informed = |_: &str, before: Vec<Involvement>| {
            let mut after = before;
            for involvement in &mut after {
                if *involvement == Involvement::Consulted {
                    *involvement = Involvement::Informed;
                }
            }
            after.dedup();
            after
        };
        WayOut {
            label: "Inform them instead".to_owned(),
            commands: self.finding.holders.iter().flat_map(|holder| self.change(holder, informed)).collect(),
        }
    }

    fn out_of_overlap(self) -> Vec<WayOut> {
        let mut ways = Vec::new();
        if let [holder] = &self.finding.holders[..] {
            ways.push(self.keep_one_line(holder));
        } else {
            if self.can_be_shared() {
                ways.extend(self.for_each_holder(Self::one_and_the_others_consulted));
            }
            ways.extend(self.for_each_holder(Self::leave_it_to));
        }
        if let [first, second] = &self.finding.responsibilities[..] {
            ways.extend([(second, first), (first, second)].map(|(from, to)| merge_wordings(from, to)));
        }
        ways
    }

    /// The involvements that all holders have in what was found.
    fn doubled(self) -> Vec<Involvement> {
        let has = |holder: &Holder, involvement: Involvement| {
            let mut texts = self.finding.responsibilities.iter();
            texts.any(|text| self.involvements(holder, text).contains(&involvement))
        };
        let everyone_has =
            |&involvement: &Involvement| self.finding.holders.iter().all(|holder| has(holder, involvement));
        Involvement::ALL.into_iter().filter(everyone_has).collect()
    }

    /// Whether some could be asked where others act: not a position and its own role, which are one person, and not
    /// where nobody acts.
    fn can_be_shared(self) -> bool {
        let acts = |involvement: &Involvement| *involvement < Involvement::Consulted;
        let holders: HashSet<&Holder> = self.finding.holders.iter().collect();
        let is_of_a_holder = |holder: &Holder| self.role_behind(holder).is_some_and(|role| holders.contains(&role));
        self.doubled().iter().all(acts) && !self.finding.holders.iter().any(is_of_a_holder)
    }

    /// The role of a position, as a holder.
    fn role_behind(self, holder: &Holder) -> Option<Holder> {
        match holder {
            Holder::Role(_) => None,
            Holder::Position(id) => self.chart.position(id)?.role.clone().map(Holder::Role),
        }
    }

    fn one_and_the_others_consulted(self, holder: &Holder) -> WayOut {
        let doubled = self.doubled();
        let others = if self.finding.holders.len() > 2 { "the others" } else { "the other" };
        let words: Vec<&str> = doubled.iter().map(|involvement| involvement.word()).collect();
        let consulted = |_: &str, before: Vec<Involvement>| instead(&before, &doubled);
        WayOut {
            label: format!("Keep {} {}, {others} Consulted", self.who(holder), words.join(" and ")),
            commands: self.others(holder).flat_map(|other| self.change(other, consulted)).collect(),
        }
    }

    fn leave_it_to(self, holder: &Holder) -> WayOut {
        let doubled = self.doubled();
        let without = |_: &str, before: Vec<Involvement>| without(&before, &doubled);
        // Taken from its own role, a line is taken from everyone who has the role.
        let role = self.role_behind(holder).filter(|role| self.others(holder).any(|other| other == role));
        let role = role.map(|role| format!(", and take it from every {}", self.who(&role))).unwrap_or_default();
        WayOut {
            label: format!("Leave it to {}{role}", self.who(holder)),
            commands: self.others(holder).flat_map(|other| self.change(other, without)).collect(),
        }
    }

    /// One holder has a line twice, or nearly.
    fn keep_one_line(self, holder: &Holder) -> WayOut {
        let commands = match &self.finding.responsibilities[..] {
            [first, second] => {
                let (kept, before) = (self.involvements(holder, first), self.involvements(holder, second));
                vec![Command::Involve(holder.clone(), second.clone(), without(&before, &kept))]
            }
            [only] => vec![Command::Involve(holder.clone(), only.clone(), self.involvements(holder, only))],
            _ => Vec::new(),
        };
        WayOut { label: "Keep the first line only".to_owned(), commands }
    }

    fn delete_roles(self) -> Vec<WayOut> {
        let roles = self.finding.holders.iter().filter_map(|holder| match holder {
            Holder::Role(id) => Some(id).filter(|id| !self.used.contains(id)),
            Holder::Position(_) => None,
        });
        let delete = |id: &RoleId| WayOut {
            label: format!("Delete the role {}", self.who(&Holder::Role(id.clone()))),
            commands: vec![Command::RemoveRole(id.clone(), None)],
        };
        roles.map(delete).collect()
    }
}

fn used_roles(chart: &Chart) -> HashSet<&RoleId> {
    chart.walk().filter_map(|visit| visit.position.role.as_ref()).collect()
}

fn merge_wordings(from: &str, to: &str) -> WayOut {
    WayOut {
        label: format!("Say “{to}” everywhere"), commands: vec![Command::Reword(from.to_owned(), to.to_owned())]
    }
}

/// The involvements with one more. Who does a thing or answers for it needs neither be asked nor told.
fn with(before: &[Involvement], one_more: Involvement) -> Vec<Involvement> {
    let stays = |involvement: &Involvement| matches!(involvement, Involvement::Responsible | Involvement::Accountable);
    let mut after: Vec<Involvement> = before.iter().copied().filter(stays).chain([one_more]).collect();
    after.sort_unstable();
    after.dedup();
    after
}

fn without(before: &[Involvement], gone: &[Involvement]) -> Vec<Involvement> {
    before.iter().copied().filter(|involvement| !gone.contains(involvement)).collect()
}

/// Consulted in place of another involvement, unless another one stays that says more.
fn instead(before: &[Involvement], gone: &[Involvement]) -> Vec<Involvement> {
    let after = without(before, gone);
    if after.len() == before.len() || !after.is_empty() { after } else { vec![Involvement::Consulted] }
}
