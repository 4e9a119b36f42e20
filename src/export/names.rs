//! What exports call positions and roles.

use crate::model::{Chart, Position, Role};

/// What a position is called where nobody sits there.
const VACANT: &str = "Vacant";

/// Who sits there, or that nobody does.
pub(super) fn person(position: &Position) -> &str {
    if position.is_vacant() { VACANT } else { &position.person }
}

/// Who sits there and as what: "Ada Byron, IT Director", "Vacant, Project Manager", "Ada Byron".
#[must_use]
pub fn position_name(chart: &Chart, position: &Position) -> String {
    let (person, title) = (person(position), chart.title_of(position));
    if title.trim().is_empty() { person.to_owned() } else { format!("{person}, {title}") }
}

/// The title of a role, or its id where it has none.
#[must_use]
pub fn role_name(role: &Role) -> &str {
    role.name()
}

#[cfg(test)]
mod tests {
    use super::position_name;
    use crate::model::sketch::{chart, id};

    #[test]
    fn a_position_is_called_by_person_and_title() {
        let chart = chart("chief / ada:chief bob:chief= cleo dan=");
        for (position, name) in [("ada", "ada, chief"), ("bob", "Vacant, chief"), ("cleo", "cleo"), ("dan", "Vacant")] {
            let found = chart.position(&id(position)).map(|position| position_name(&chart, position));
            assert_eq!(found.as_deref(), Some(name), "the name of {position}");
        }
    }
}
