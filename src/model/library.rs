//! The roles of a chart in their order, each found by its id at once, however many there are.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{Role, RoleId};

/// A list of roles that knows where each stands. No two of them share an id. A clone shares both until one changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Library {
    roles: Arc<Vec<Role>>,
    places: Arc<HashMap<RoleId, usize>>,
}

impl Library {
    /// Where the role of this id stands.
    pub(super) fn place(&self, id: &RoleId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Puts a role before the one at the index, or at the end.
    pub(super) fn insert(&mut self, index: usize, role: Role) {
        let id = role.id.clone();
        Arc::make_mut(&mut self.roles).insert(index, role);
        self.shift(index..self.roles.len() - 1, 1);
        Arc::make_mut(&mut self.places).insert(id, index);
    }

    /// Takes the role at the index out.
    pub(super) fn remove(&mut self, index: usize) -> Role {
        let role = Arc::make_mut(&mut self.roles).remove(index);
        Arc::make_mut(&mut self.places).remove(&role.id);
        self.shift(index + 1..self.roles.len() + 1, -1);
        role
    }

    /// The role at the index, to change anything but its id.
    pub(super) fn role_mut(&mut self, index: usize) -> &mut Role {
        &mut Arc::make_mut(&mut self.roles)[index]
    }

    /// Moves the places that lie in a range.
    fn shift(&mut self, range: std::ops::Range<usize>, by: isize) {
        // Most roles are added and removed at the end, where nobody moves.
        if range.is_empty() {
            return;
        }
        for place in Arc::make_mut(&mut self.places).values_mut().filter(|place| range.contains(place)) {
            *place = place.saturating_add_signed(by);
        }
    }
}

impl From<Vec<Role>> for Library {
    fn from(roles: Vec<Role>) -> Self {
        let places = roles.iter().enumerate().map(|(place, role)| (role.id.clone(), place)).collect();
        Self { roles: Arc::new(roles), places: Arc::new(places) }
    }
}

impl Deref for Library {
    type Target = [Role];

    fn deref(&self) -> &[Role] {
        &self.roles
    }
}

/// Where each stands follows from the roles.
impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.roles, &other.roles) || self.roles == other.roles
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn role(number: usize) -> Role {
        Role::new(RoleId::new(&format!("r{number}")).expect("a fine id"), "Role", crate::theme::NO_ROLE)
    }

    proptest! {
        #[test]
        fn every_role_is_found_where_it_stands(deeds in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>()), 0..60)) {
            let (mut library, mut plain) = (Library::default(), Vec::new());
            for (number, (is_added, at)) in deeds.into_iter().enumerate() {
                if is_added || plain.is_empty() {
                    let index = at.index(plain.len() + 1);
                    library.insert(index, role(number));
                    plain.insert(index, role(number));
                } else {
                    let index = at.index(plain.len());
                    prop_assert_eq!(library.remove(index), plain.remove(index), "the role that went");
                }
                prop_assert_eq!(&*library, plain.as_slice(), "the order");
                for (place, role) in plain.iter().enumerate() {
                    prop_assert_eq!(library.place(&role.id), Some(place), "the place of {}", &role.id);
                }
            }
        }
    }
}
