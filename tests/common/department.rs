//! A made-up IT department of any size, the same for the same size each time: for benches and for large tests.

use rolechart::model::{Chart, Direction, Draft, Involvement, Position, PositionId, Responsibility, Role, RoleId};
use rolechart::theme::ROLE_PALETTE;

const TITLES: [&str; 6] = [
    "IT Director",
    "IT Manager",
    "Business Analyst",
    "Business Systems Analyst",
    "Project Manager",
    "Software Engineer",
];
const FIRST: [&str; 8] = ["Ada", "Grace", "Omar", "Mei", "Sven", "Kofi", "Zoë", "Renée"];
const LAST: [&str; 8] = ["Byron", "Okafor", "Haddad", "Tanaka", "Eriksson", "Mensah", "Novák", "de la Fontaine-Dupont"];
const VERBS: [&str; 6] = ["Define", "Review", "Maintain", "Coordinate", "Estimate", "Document"];
const OBJECTS: [&str; 6] = [
    "requirements for new and improved applications",
    "the monthly service report",
    "functional specifications and business policies with the departments that they touch",
    "the interface catalogue",
    "cost and expenditure against the plan",
    "technology standards",
];

/// A department of `count` positions: spans of 3 to 12, one in twelve vacant, four responsibilities each of its own
/// beside those of the role, one in a hundred with a dotted line.
pub(crate) fn department(count: usize) -> Chart {
    let mut random = fastrand::Rng::with_seed(7);
    let role_id = |index: usize| RoleId::from_title(TITLES[index], |_| false);
    let roles = (0..TITLES.len()).map(|index| Role {
        responsibilities: duties(&mut random, 4),
        ..Role::new(role_id(index), TITLES[index], ROLE_PALETTE[index])
    });
    let roles = roles.collect();
    let id = |index: usize| PositionId::new(&format!("p{index}")).expect("a fine id");
    let mut drafts = Vec::with_capacity(count);
    let (mut manager, mut left) = (0, 0);
    for index in 0..count {
        if index > 1 && left == 0 {
            manager += 1;
        }
        if left == 0 {
            left = random.usize(3..=12);
        }
        left -= 1;
        let mut position = Position::new(id(index));
        position.role = Some(role_id(if index == 0 { 0 } else { random.usize(1..TITLES.len()) }));
        if random.usize(..12) > 0 {
            position.person = format!("{} {}", FIRST[random.usize(..8)], LAST[random.usize(..8)]);
        }
        position.responsibilities = duties(&mut random, 4);
        if index > 100 && random.usize(..100) == 0 {
            position.dotted_to = vec![id(random.usize(..100))];
        }
        let reports_to = if index == 0 { String::new() } else { id(manager).to_string() };
        drafts.push(Draft { position, reports_to });
    }
    Chart::assemble("A department".to_owned(), Direction::TopDown, String::new(), roles, drafts).0
}

fn duties(random: &mut fastrand::Rng, count: usize) -> Vec<Responsibility> {
    (0..count)
        .map(|_| Responsibility {
            involvement: Involvement::ALL[random.usize(..4)],
            text: format!("{} {}", VERBS[random.usize(..6)], OBJECTS[random.usize(..6)]),
        })
        .collect()
}
