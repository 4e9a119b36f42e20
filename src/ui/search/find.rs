//! What a search finds: positions in reading order, and responsibilities with everyone who holds them.

use std::collections::{HashMap, HashSet};

use crate::model::{Chart, Holder, Involvement, Position, PositionId, Responsibility, RoleId, words_of};

/// A position that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) id: PositionId,
    /// It was found by one of its responsibilities alone, not by its person or title.
    pub(super) by_duty: bool,
}

/// A responsibility that was found, with everyone who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owned {
    pub(super) text: String,
    /// In the order of the library, then of the chart.
    pub(super) holders: Vec<(Holder, Involvement)>,
}

/// Who has a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seats {
    pub(super) first: PositionId,
    pub(super) count: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) hits: Vec<Hit>,
    pub(super) owned: Vec<Owned>,
    /// Who has the roles that hold what was found.
    pub(super) seats: HashMap<RoleId, Seats>,
}

/// The positions whose person, title, role or responsibilities hold the text, and those responsibilities.
pub(super) fn find(chart: &Chart, text: &str) -> Found {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Found::default();
    }
    let mut finder = Finder { wanted, owned: Vec::new(), by_words: HashMap::new() };
    // What a role says is looked at once, however many positions have it.
    let (mut titled, mut holding) = (HashSet::<&RoleId>::new(), HashSet::<&RoleId>::new());
    for role in chart.roles() {
        if finder.holds(&role.title) {
            titled.insert(&role.id);
        }
        if finder.take(&Holder::Role(role.id.clone()), &role.responsibilities) {
            holding.insert(&role.id);
        }
    }
    let mut seats = HashMap::<RoleId, Seats>::new();
    let mut hit = |position: &Position| {
        let id = position.id.clone();
        let has = |roles: &HashSet<&RoleId>| position.role.as_ref().is_some_and(|role| roles.contains(role));
        let by_name = finder.holds(&position.person) || finder.holds(&position.title) || has(&titled);
        if let Some(role) = position.role.as_ref().filter(|role| holding.contains(role)) {
            let new = || Seats { first: id.clone(), count: 0 };
            seats.entry(role.clone()).or_insert_with(new).count += 1;
        }
        let own = finder.take(&Holder::Position(id.clone()), &position.responsibilities);
        (by_name || own || has(&holding)).then_some(Hit { id, by_duty: !by_name })
    };
    let hits = chart.walk().filter_map(|visit| hit(visit.position)).collect();
    Found { hits, owned: finder.owned, seats }
}

struct Finder {
    /// In lower case.
    wanted: String,
    owned: Vec<Owned>,
    by_words: HashMap<String, usize>,
}

impl Finder {
    fn holds(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.wanted)
    }

    /// Takes the lines that hold the text. Says whether there are any.
    fn take(&mut self, holder: &Holder, lines: &[Responsibility]) -> bool {
        let mut found = false;
        for line in lines {
            if self.holds(&line.text) {
                found = true;
                self.add(holder, line);
            }
        }
        found
    }

    fn add(&mut self, holder: &Holder, line: &Responsibility) {
        let next = self.owned.len();
        let at = *self.by_words.entry(words_of(&line.text)).or_insert(next);
        if at == next {
            self.owned.push(Owned { text: line.text.clone(), holders: Vec::new() });
        }
        self.owned[at].holders.push((holder.clone(), line.involvement));
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::sketch::chart;

    /// The positions found, those by a duty alone with a `+`, then the responsibilities with the letters of who holds them.
    #[track_caller]
    fn check(sketch: &str, text: &str, expected: &str) {
        let found = find(&chart(sketch), text);
        let hit = |hit: &super::Hit| format!("{}{}", if hit.by_duty { "+" } else { "" }, hit.id);
        let mut words: Vec<String> = found.hits.iter().map(hit).collect();
        for owned in &found.owned {
            let holders: Vec<String> = owned
                .holders
                .iter()
                .map(|(holder, involvement)| format!("{}{}", involvement.letter(), holder.id()))
                .collect();
            words.push(format!("{}={}", owned.text, holders.join(",")));
        }
        assert_eq!(words.join(" "), expected, "{text:?} in {sketch:?}");
    }

    #[test]
    fn people_and_titles_and_duties_are_found_with_who_holds_them() {
        let sketch = "plan[A!Budget;Hire] do[Build] / ada:plan(bob:do[C!budget.] cleo:do budgie)";
        check(sketch, "budget", "+ada +bob Budget=Aplan,Cbob");
        check(sketch, " BUDG", "+ada +bob budgie Budget=Aplan,Cbob");
        check(sketch, "do", "bob cleo");
        check(sketch, "build", "+bob +cleo Build=Rdo");
        check(sketch, "", "");
        check(sketch, "xyz", "");
    }
}
