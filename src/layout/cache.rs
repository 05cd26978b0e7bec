//! What has been set in type lately, bounded in bytes: the least recently used goes first.

use std::collections::HashMap;
use std::rc::Rc;

use crate::layout::set::Set;

/// Units that have been set, by their numbers.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    sets: HashMap<usize, Entry>,
    n_bytes: usize,
    most_bytes: usize,
    n_uses: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    set: Rc<Set>,
    last_use: u64,
}

impl Cache {
    /// A cache of at most `most_bytes`, or of the one unit that takes more.
    pub(crate) fn new(most_bytes: usize) -> Self {
        Self {
            sets: HashMap::new(),
            n_bytes: 0,
            most_bytes,
            n_uses: 0,
        }
    }

    pub(crate) fn get(&mut self, unit_idx: usize) -> Option<Rc<Set>> {
        self.n_uses += 1;
        let entry = self.sets.get_mut(&unit_idx)?;
        entry.last_use = self.n_uses;
        Some(Rc::clone(&entry.set))
    }

    pub(crate) fn put(&mut self, unit_idx: usize, set: Rc<Set>) {
        self.n_uses += 1;
        self.n_bytes += set.n_bytes();
        let entry = Entry {
            set,
            last_use: self.n_uses,
        };
        if let Some(before) = self.sets.insert(unit_idx, entry) {
            self.n_bytes -= before.set.n_bytes();
        }
        if self.n_bytes > self.most_bytes {
            self.shrink(unit_idx);
        }
    }

    /// Lets go of the least recently used until a quarter is free, so that the search for them
    /// pays for many that come; never of the one just put.
    fn shrink(&mut self, newest: usize) {
        let mut by_age: Vec<(u64, usize)> = (self.sets.iter())
            .map(|(unit_idx, entry)| (entry.last_use, *unit_idx))
            .collect();
        by_age.sort_unstable();
        for (_, unit_idx) in by_age {
            if self.n_bytes <= self.most_bytes / 4 * 3 {
                return;
            }
            if unit_idx != newest
                && let Some(entry) = self.sets.remove(&unit_idx)
            {
                self.n_bytes -= entry.set.n_bytes();
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn is_bounded(&self) -> bool {
        let total: usize = self.sets.values().map(|entry| entry.set.n_bytes()).sum();
        assert_eq!(self.n_bytes, total);
        self.n_bytes <= self.most_bytes || self.sets.len() == 1
    }
}
