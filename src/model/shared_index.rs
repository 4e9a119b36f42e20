//! From names to slots: a hash table in shards. Copies share the shards until one of them changes.
//!
//! It grows by linear hashing (Witold Litwin, "Linear hashing: a new tool for file and table addressing", VLDB 1980):
//! whenever it has become too full, one shard is split in two. So no addition ever has to go through the whole table.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// How many names a shard has on average before another shard is made. A name is searched for among those of its shard
/// one by one, and a copy of the table counts up once a shard.
const FULL: usize = 32;

/// One name, known by its hash: the name itself stands where the slot leads.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: usize,
    slot: usize,
}

/// Finds the slot of a name. Whoever asks says which slot has the name, since only hashes are kept here.
///
/// A clone costs one count for every shard, about one for every 32 names. Both then hold the same shards, and each gets
/// a shard of its own when it changes an entry there.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedIndex<Hasher = RandomState> {
    /// With n shards, the last bits of a hash say which is its own: as many bits as count to n - 1, or one fewer where
    /// these lead behind the last shard.
    shards: Vec<Arc<Vec<Entry>>>,
    len: usize,
    hasher: Hasher,
}

impl<Hasher: BuildHasher> SharedIndex<Hasher> {
    /// The slot that was put in under the name and of which `has_name` is true.
    pub(super) fn find(&self, name: &str, has_name: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = self.hash(name);
        let shard = self.shards.get(self.shard_of(hash))?;
        shard.iter().find(|entry| entry.hash == hash && has_name(entry.slot)).map(|entry| entry.slot)
    }

    /// Puts a slot in under its name, which is not there yet.
    pub(super) fn insert(&mut self, name: &str, slot: usize) {
        if self.len >= self.shards.len() * FULL {
            self.add_shard();
        }
        let hash = self.hash(name);
        let shard = self.shard_of(hash);
        Arc::make_mut(&mut self.shards[shard]).push(Entry { hash, slot });
        self.len += 1;
    }

    /// Takes a slot out that was put in under the name.
    pub(super) fn remove(&mut self, name: &str, slot: usize) {
        let shard = self.shard_of(self.hash(name));
        let Some(entries) = self.shards.get_mut(shard) else { return };
        if let Some(at) = entries.iter().position(|entry| entry.slot == slot) {
            Arc::make_mut(entries).swap_remove(at);
            self.len -= 1;
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half a hash is a hash, too")]
    fn hash(&self, name: &str) -> usize {
        self.hasher.hash_one(name) as usize
    }

    fn shard_of(&self, hash: usize) -> usize {
        let bits = self.shards.len().next_power_of_two() - 1;
        let shard = hash & bits;
        if shard < self.shards.len() { shard } else { hash & (bits >> 1) }
    }

    /// Adds a shard, and moves into it what it has to hold: half of the one shard that stood for both.
    fn add_shard(&mut self) {
        let added = self.shards.len();
        self.shards.push(Arc::default());
        let Some(bit) = added.checked_ilog2().map(|log| 1 << log) else { return };
        let entries = self.shards[added - bit].iter().copied();
        let (moved, stay): (Vec<Entry>, Vec<Entry>) = entries.partition(|entry| entry.hash & bit != 0);
        self.shards[added - bit] = Arc::new(stay);
        self.shards[added] = Arc::new(moved);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::hash::{BuildHasherDefault, Hasher};

    use proptest::prelude::*;

    use super::*;

    /// Gives every name one of two hashes, so that names with the same hash meet.
    #[derive(Default)]
    struct PoorHasher(u64);

    impl Hasher for PoorHasher {
        fn write(&mut self, bytes: &[u8]) {
            self.0 = bytes.first().map_or(self.0, |first| u64::from(first % 2));
        }

        fn write_u8(&mut self, _: u8) {}

        fn finish(&self) -> u64 {
            self.0
        }
    }

    /// Names are a few numbers, so that they come again.
    #[derive(Clone, Debug)]
    enum Deed {
        Insert(u8),
        Remove(u8),
        TakeSnapshot,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            6 => any::<u8>().prop_map(Deed::Insert),
            2 => any::<u8>().prop_map(Deed::Remove),
            1 => Just(Deed::TakeSnapshot),
        ]
    }

    /// An index, the names that its slots have, and the plain map that both together should be.
    #[derive(Clone, Default)]
    struct Tried<H> {
        index: SharedIndex<H>,
        names: Vec<String>,
        model: HashMap<String, usize>,
    }

    impl<H: BuildHasher> Tried<H> {
        fn find(&self, name: &str) -> Option<usize> {
            self.index.find(name, |slot| self.names[slot] == name)
        }

        fn carry_out(&mut self, deed: &Deed) {
            match deed {
                Deed::Insert(number) => self.insert(number.to_string()),
                Deed::Remove(number) => {
                    let name = number.to_string();
                    if let Some(slot) = self.model.remove(&name) {
                        self.index.remove(&name, slot);
                    }
                }
                Deed::TakeSnapshot => {}
            }
        }

        fn insert(&mut self, name: String) {
            if self.model.contains_key(&name) {
                return;
            }
            self.index.insert(&name, self.names.len());
            self.model.insert(name.clone(), self.names.len());
            self.names.push(name);
        }

        #[track_caller]
        fn check(&self, when: &str) {
            assert_eq!(self.index.len, self.model.len(), "the count {when}");
            for number in 0..=u8::MAX {
                let name = number.to_string();
                assert_eq!(self.find(&name), self.model.get(&name).copied(), "the slot of {name:?} {when}");
            }
        }
    }

    #[track_caller]
    fn check_deeds<H: BuildHasher + Clone + Default>(deeds: &[Deed]) {
        let mut tried = Tried::<H>::default();
        let mut snapshots = Vec::new();
        for deed in deeds {
            tried.carry_out(deed);
            if let Deed::TakeSnapshot = deed {
                snapshots.push(tried.clone());
            }
        }
        tried.check("at the end");
        snapshots.iter().for_each(|snapshot| snapshot.check("in a snapshot"));
    }

    proptest! {
        #[test]
        fn an_index_and_its_snapshots_are_what_plain_maps_are(deeds in prop::collection::vec(deed(), 0..600)) {
            check_deeds::<RandomState>(&deeds);
        }

        #[test]
        fn names_of_the_same_hash_are_told_apart(deeds in prop::collection::vec(deed(), 0..200)) {
            check_deeds::<BuildHasherDefault<PoorHasher>>(&deeds);
        }
    }

    fn index_of(count: usize) -> SharedIndex {
        let mut index = SharedIndex::default();
        for slot in 0..count {
            index.insert(&slot.to_string(), slot);
        }
        index
    }

    #[test]
    fn shards_stay_short_while_the_table_grows() {
        for count in [FULL, 10 * FULL, 1_000 * FULL] {
            let index = index_of(count);
            let longest = index.shards.iter().map(|shard| shard.len()).max().unwrap_or_default();
            assert!(longest < 6 * FULL, "{longest} of {count} names in one shard");
            assert_eq!(index.shards.len(), count / FULL, "shards for {count} names");
        }
    }

    #[test]
    fn an_addition_copies_one_shard_and_shares_the_others() {
        let mut index = index_of(10 * FULL - 1);
        let snapshot = index.clone();
        index.insert("one more", 0);
        let is_copied = |(a, b): &(&Arc<_>, &Arc<_>)| !Arc::ptr_eq(a, b);
        assert_eq!(index.shards.iter().zip(&snapshot.shards).filter(is_copied).count(), 1, "copied shards");
    }
}
