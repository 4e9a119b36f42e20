//! Values in numbered slots. Copies share them, chunk by chunk, until one of them changes.

use std::array;
use std::mem::replace;
use std::ops::{Index, IndexMut};
use std::sync::Arc;

/// How many slots a chunk has. The first change of a chunk that is shared copies all of its values, and a copy of the
/// whole counts up once a chunk: 64 keeps both below a tenth of a millisecond for a chart of 100,000 positions
/// (`cargo bench --bench snapshot`).
const CHUNK: usize = 64;

/// One slot: a value, or the number of the slot that is free after this one.
#[derive(Clone, Debug)]
enum Entry<T> {
    Free(usize),
    Taken(T),
}

impl<T> Entry<T> {
    const fn value(&self) -> Option<&T> {
        match self {
            Self::Taken(value) => Some(value),
            Self::Free(_) => None,
        }
    }
}

/// Values in numbered slots: each keeps its number until it is removed, and the number is then given again.
///
/// A clone costs one count for every 64 slots, whatever is in them. Both then hold the same chunks, and each
/// gets a chunk of its own when it changes a value there. Naming a slot that is free is a mistake, and panics.
#[derive(Clone, Debug)]
pub(super) struct SharedSlab<T> {
    chunks: Vec<Arc<[Entry<T>; CHUNK]>>,
    /// The slot that the next value gets; one behind the last chunk where all are taken.
    next_free: usize,
    len: usize,
}

impl<T> Default for SharedSlab<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), next_free: 0, len: 0 }
    }
}

impl<T> SharedSlab<T> {
    /// How many values there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The value in a slot; none where the slot is free, or there is no such slot.
    pub(super) fn get(&self, slot: usize) -> Option<&T> {
        self.chunks.get(slot / CHUNK).and_then(|chunk| chunk[slot % CHUNK].value())
    }

    /// Every value, in the order of the slots.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).filter_map(Entry::value)
    }
}

impl<T: Clone> SharedSlab<T> {
    /// Puts a value into a free slot, the one that became free last. Where none was ever freed, slots are given in order,
    /// from 0.
    pub(super) fn insert(&mut self, value: T) -> usize {
        let slot = self.next_free;
        if slot == self.chunks.len() * CHUNK {
            self.chunks.push(Arc::new(array::from_fn(|index| Entry::Free(slot + index + 1))));
        }
        if let Entry::Free(next) = replace(self.entry_mut(slot), Entry::Taken(value)) {
            self.next_free = next;
        }
        self.len += 1;
        slot
    }

    /// Takes the value out of its slot, which is then free.
    pub(super) fn remove(&mut self, slot: usize) -> T {
        let next = self.next_free;
        let Entry::Taken(value) = replace(self.entry_mut(slot), Entry::Free(next)) else { is_free(slot) };
        self.next_free = slot;
        self.len -= 1;
        value
    }

    fn entry_mut(&mut self, slot: usize) -> &mut Entry<T> {
        &mut Arc::make_mut(&mut self.chunks[slot / CHUNK])[slot % CHUNK]
    }
}

impl<T> Index<usize> for SharedSlab<T> {
    type Output = T;

    fn index(&self, slot: usize) -> &T {
        self.get(slot).unwrap_or_else(|| is_free(slot))
    }
}

impl<T: Clone> IndexMut<usize> for SharedSlab<T> {
    fn index_mut(&mut self, slot: usize) -> &mut T {
        match self.entry_mut(slot) {
            Entry::Taken(value) => value,
            Entry::Free(_) => is_free(slot),
        }
    }
}

#[cold]
fn is_free(slot: usize) -> ! {
    unreachable!("slot {slot} is free")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// What is done to a slab. Where a slot is named, it is the one of that place among those that are taken.
    #[derive(Clone, Debug)]
    enum Deed {
        Insert(u32),
        Remove(prop::sample::Index),
        Change(prop::sample::Index, u32),
        TakeSnapshot,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            6 => any::<u32>().prop_map(Deed::Insert),
            3 => any::<prop::sample::Index>().prop_map(Deed::Remove),
            2 => (any::<prop::sample::Index>(), any::<u32>()).prop_map(|(at, value)| Deed::Change(at, value)),
            1 => Just(Deed::TakeSnapshot),
        ]
    }

    type Model = BTreeMap<usize, u32>;

    fn taken(model: &Model, at: prop::sample::Index) -> Option<usize> {
        (!model.is_empty()).then(|| at.index(model.len())).and_then(|at| model.keys().nth(at).copied())
    }

    fn carry_out(deed: &Deed, slab: &mut SharedSlab<u32>, model: &mut Model) {
        match *deed {
            Deed::Insert(value) => {
                let before = model.insert(slab.insert(value), value);
                assert_eq!(before, None, "a new value gets a slot that was free");
            }
            Deed::Remove(at) => {
                let Some(slot) = taken(model, at) else { return };
                assert_eq!(Some(slab.remove(slot)), model.remove(&slot), "the value of slot {slot}");
            }
            Deed::Change(at, value) => {
                let Some(slot) = taken(model, at) else { return };
                slab[slot] = value;
                model.insert(slot, value);
            }
            Deed::TakeSnapshot => {}
        }
    }

    #[track_caller]
    fn check_same(slab: &SharedSlab<u32>, model: &Model, when: &str) {
        assert_eq!(slab.len(), model.len(), "the count {when}");
        assert!(slab.values().eq(model.values()), "the values {when}: {slab:?} for {model:?}");
        let end = slab.chunks.len() * CHUNK + 2;
        assert!((0..end).all(|slot| slab.get(slot) == model.get(&slot)), "the slots {when}: {slab:?} for {model:?}");
    }

    proptest! {
        #[test]
        fn a_slab_and_its_snapshots_are_what_plain_maps_are(deeds in prop::collection::vec(deed(), 0..400)) {
            let (mut slab, mut model) = (SharedSlab::default(), Model::new());
            let mut snapshots = Vec::new();
            for deed in &deeds {
                carry_out(deed, &mut slab, &mut model);
                if let Deed::TakeSnapshot = deed {
                    snapshots.push((slab.clone(), model.clone()));
                }
            }
            check_same(&slab, &model, "at the end");
            for (snapshot, then) in &snapshots {
                check_same(snapshot, then, "in a snapshot");
            }
        }
    }

    #[test]
    fn slots_are_given_in_order_and_the_last_freed_first() {
        let mut slab = SharedSlab::default();
        let slots: Vec<usize> = (0..CHUNK + 2).map(|value| slab.insert(value)).collect();
        assert_eq!(slots, (0..CHUNK + 2).collect::<Vec<_>>(), "the slots of new values");
        slab.remove(3);
        slab.remove(CHUNK);
        let again = [(); 3].map(|()| slab.insert(0));
        assert_eq!(again, [CHUNK, 3, CHUNK + 2], "the slots of values that came later");
    }

    #[test]
    fn a_change_copies_one_chunk_and_shares_the_others() {
        let mut slab = SharedSlab::default();
        for value in 0..3 * CHUNK {
            slab.insert(value);
        }
        let snapshot = slab.clone();
        slab[CHUNK] = 0;
        let is_shared = |(a, b): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(a, b);
        let shared: Vec<bool> = slab.chunks.iter().zip(&snapshot.chunks).map(is_shared).collect();
        assert_eq!(shared, [true, false, true], "which chunks are shared");
    }

    #[test]
    #[should_panic(expected = "slot 1 is free")]
    fn a_free_slot_has_no_value() {
        let mut slab = SharedSlab::default();
        slab.insert(());
        let () = slab[1];
    }
}
