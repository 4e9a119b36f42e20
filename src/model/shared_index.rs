//! From names to slots: a hash table whose buckets lie in chunks. Copies share these until one of them changes.
//!
//! It grows by linear hashing (Witold Litwin, "Linear hashing: a new tool for file and table addressing", VLDB 1980):
//! whenever it has become too full, one bucket is split in two. So no addition ever has to go through the whole table.

use std::hash::{BuildHasher, RandomState};

use super::shared_slab::SharedSlab;

/// How many names a bucket has on average before another one is made. A name is searched for among those of its bucket
/// one by one.
const FULL: usize = 4;

/// One name, known by its hash: the name itself stands where the slot leads.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: usize,
    slot: usize,
}

/// Finds the slot of a name. Whoever asks says which slot has the name, since only hashes are kept here.
///
/// Clones share their buckets as those of a [`SharedSlab`] do.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedIndex<Hasher = RandomState> {
    /// With n buckets, the last bits of a hash say which is its own: as many bits as count to n - 1, or one fewer where
    /// these lead behind the last bucket. None was ever removed, so that they are numbered from 0 without a gap.
    buckets: SharedSlab<Vec<Entry>>,
    len: usize,
    hasher: Hasher,
}

impl<Hasher: BuildHasher> SharedIndex<Hasher> {
    /// The slot that was put in under the name and of which `has_name` is true.
    pub(super) fn find(&self, name: &str, has_name: impl Fn(usize) -> bool) -> Option<usize> {
        if self.len == 0 {
            return None;
        }
        let hash = self.hash(name);
        let is_it = |entry: &&Entry| entry.hash == hash && has_name(entry.slot);
        self.buckets[self.bucket_of(hash)].iter().find(is_it).map(|entry| entry.slot)
    }

    /// Puts a slot in under its name, which is not there yet.
    pub(super) fn insert(&mut self, name: &str, slot: usize) {
        if self.len >= self.buckets.len() * FULL {
            self.add_bucket();
        }
        let hash = self.hash(name);
        let bucket = self.bucket_of(hash);
        self.buckets[bucket].push(Entry { hash, slot });
        self.len += 1;
    }

    /// Takes a slot out that was put in under the name.
    pub(super) fn remove(&mut self, name: &str, slot: usize) {
        if self.len == 0 {
            return;
        }
        let bucket = self.bucket_of(self.hash(name));
        if let Some(at) = self.buckets[bucket].iter().position(|entry| entry.slot == slot) {
            self.buckets[bucket].swap_remove(at);
            self.len -= 1;
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half a hash is a hash, too")]
    fn hash(&self, name: &str) -> usize {
        self.hasher.hash_one(name) as usize
    }

    fn bucket_of(&self, hash: usize) -> usize {
        let bits = self.buckets.len().next_power_of_two() - 1;
        let bucket = hash & bits;
        if bucket < self.buckets.len() { bucket } else { hash & (bits >> 1) }
    }

    /// Adds a bucket, and moves into it what it has to hold: about half of the one that stood for both.
    fn add_bucket(&mut self) {
        let added = self.buckets.len();
        let moved = match added.checked_ilog2().map(|log| 1 << log) {
            Some(bit) => self.buckets[added - bit].extract_if(.., |entry| entry.hash & bit != 0).collect(),
            None => Vec::new(),
        };
        self.buckets.insert(moved);
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
        for snapshot in &snapshots {
            snapshot.check("in a snapshot");
        }
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

    #[test]
    fn buckets_stay_short_while_the_table_grows() {
        for count in [FULL, 10 * FULL, 10_000 * FULL] {
            let mut index = SharedIndex::<RandomState>::default();
            for slot in 0..count {
                index.insert(&slot.to_string(), slot);
            }
            let longest = index.buckets.values().map(Vec::len).max().unwrap_or_default();
            assert!(longest < 10 * FULL, "{longest} of {count} names in one bucket");
            assert_eq!(index.buckets.len(), count / FULL, "buckets for {count} names");
        }
    }
}
