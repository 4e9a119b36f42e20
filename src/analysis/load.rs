//! How much each position has on its hands, against those of the same role.

use std::collections::HashMap;

use super::parties::Parties;
use crate::model::{Chart, Involvement, Position, PositionId, Responsibility, RoleId};

/// What a position does and answers for, its role's lines and its own together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many lines it is Responsible for.
    pub responsible: usize,
    /// How many lines it is Accountable for.
    pub accountable: usize,
    /// How both together compare.
    pub band: Band,
}

/// A load against the median of the positions in the same role, itself among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Nobody else has the role, or there is no role.
    NoPeers,
    /// At most half of the median.
    FarFewer,
    /// At most three quarters of the median.
    Fewer,
    /// Within a quarter of the median: one line more or less on a list of five.
    Alike,
    /// At least a quarter more than the median.
    More,
    /// At least twice the median.
    FarMore,
}

impl Band {
    /// All of them, from none to compare with to the heaviest.
    pub const ALL: [Self; 6] = [Self::NoPeers, Self::FarFewer, Self::Fewer, Self::Alike, Self::More, Self::FarMore];

    /// The band in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoPeers => "No one to compare with",
            Self::FarFewer => "Far fewer than others",
            Self::Fewer => "Fewer than others",
            Self::Alike => "About as many as others",
            Self::More => "More than others",
            Self::FarMore => "Far more than others",
        }
    }

    /// The band of a count. The median comes doubled, so that it is a whole number.
    const fn of(count: usize, twice_the_median: usize) -> Self {
        let (eight, median) = (8 * count, 4 * twice_the_median);
        match () {
            () if eight == median => Self::Alike,
            () if 2 * eight <= median => Self::FarFewer,
            () if eight >= 2 * median => Self::FarMore,
            () if 4 * eight <= 3 * median => Self::Fewer,
            () if 4 * eight >= 5 * median => Self::More,
            () => Self::Alike,
        }
    }
}

/// The load of every position.
#[must_use]
pub fn loads(chart: &Chart) -> HashMap<PositionId, Load> {
    let parties = Parties::of(chart);
    let counts: HashMap<&PositionId, [usize; 2]> =
        parties.positions().iter().map(|&position| (&position.id, counts(parties.lines_of(position)))).collect();
    let total = |position: &Position| counts[&position.id].iter().sum::<usize>();
    let medians: HashMap<&RoleId, usize> = chart
        .roles()
        .iter()
        .map(|role| (&role.id, parties.with_role(&role.id)))
        .filter(|(_, with_role)| with_role.len() > 1)
        .map(|(id, with_role)| (id, twice_the_median(with_role.iter().map(|&position| total(position)).collect())))
        .collect();
    let load = |position: &Position| {
        let [responsible, accountable] = counts[&position.id];
        let median = position.role.as_ref().and_then(|role| medians.get(role));
        let band = median.map_or(Band::NoPeers, |&median| Band::of(responsible + accountable, median));
        Load { responsible, accountable, band }
    };
    parties.positions().iter().map(|&position| (position.id.clone(), load(position))).collect()
}

/// How many of the lines make somebody Responsible, and how many Accountable.
pub(super) fn counts<'a>(lines: impl Iterator<Item = &'a Responsibility>) -> [usize; 2] {
    let mut counts = [0, 0];
    for line in lines {
        match line.involvement {
            Involvement::Responsible => counts[0] += 1,
            Involvement::Accountable => counts[1] += 1,
            Involvement::Consulted | Involvement::Informed => {}
        }
    }
    counts
}

/// The sum of the two values in the middle, which are one where their number is odd; 0 of nothing.
fn twice_the_median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    let Some(last) = values.len().checked_sub(1) else { return 0 };
    values[last / 2] + values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sketch;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let chart = sketch::chart(text);
        let loads = loads(&chart);
        let shown: Vec<String> = chart
            .walk()
            .map(|visit| &visit.position.id)
            .map(|id| format!("{id}:{}:{:?}", loads[id].responsible, loads[id].band))
            .collect();
        assert_eq!(shown.join(" "), expected, "the loads of {text:?}");
    }

    #[test]
    fn a_load_is_the_roles_lines_and_its_own() {
        check("do[A;B] / ada:do[C]", "ada:3:NoPeers");
        check("ada[A] bob", "ada:1:NoPeers bob:0:NoPeers");
    }

    #[test]
    fn loads_are_compared_within_a_role() {
        check("do[A] / a:do b:do c:do[B] d[E;F;G]", "a:1:Alike b:1:Alike c:2:FarMore d:3:NoPeers");
        check("do[A;B;C;D] / a:do b:do[E] c:do[E;F;G;H]", "a:4:Alike b:5:Alike c:8:More");
    }

    #[test]
    fn nothing_is_as_much_as_nothing() {
        check("do / a:do b:do c:do[A]", "a:0:Alike b:0:Alike c:1:FarMore");
    }
}
