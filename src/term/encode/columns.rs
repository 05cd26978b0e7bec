//! A set of columns of a row, one bit each: what changed in a row is found 64 columns at a time.

use ratatui::buffer::Cell;

use crate::term::encode::slot::Slot;

const BITS: usize = u64::BITS as usize;

/// Columns of a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns(Vec<u64>);

impl Columns {
    /// Becomes the set of those of a row's columns, given from the first to the last, that pass.
    #[inline(always)]
    pub(crate) fn set<T>(
        &mut self,
        mut columns: impl ExactSizeIterator<Item = T>,
        mut passes: impl FnMut(T) -> bool,
    ) {
        let n_words = columns.len().div_ceil(BITS);
        self.0.clear();
        self.0.resize(n_words, 0);
        for word in &mut self.0 {
            for at in 0..BITS {
                let Some(column) = columns.next() else { break };
                if passes(column) {
                    *word |= 1 << at;
                }
            }
        }
    }

    /// Becomes the set of those in which two rows show something else, by [`Slot::is_seen_as`].
    pub(crate) fn set_unlike(&mut self, rows: [&[Slot]; 2], cells: [&[Cell]; 2], kept: bool) {
        let pairs = rows[0].iter().zip(rows[1]);
        self.set(pairs, |(was, is)| !was.is_seen_as(is, cells, kept));
    }

    /// Becomes the set of those of another set that pass.
    #[inline(always)]
    pub(crate) fn set_filtered(&mut self, other: &Self, passes: impl Fn(usize) -> bool) {
        self.0.clear();
        self.0.extend(other.0.iter().enumerate().map(|(idx, word)| {
            let (mut passing, mut rest) = (0, *word);
            while rest != 0 {
                let at = rest.trailing_zeros();
                passing |= u64::from(passes(idx * BITS + at as usize)) << at;
                rest &= rest - 1;
            }
            passing
        }));
    }

    /// Adds a column of the row.
    pub(crate) fn insert(&mut self, column: usize) {
        self.0[column / BITS] |= 1 << (column % BITS);
    }

    /// Adds those of another set, and the ones at their two sides.
    pub(crate) fn add_around(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (idx, word) in other.0.iter().enumerate() {
            self.0[idx] |= word | word << 1 | word >> 1;
            if let Some(next) = self.0.get_mut(idx + 1) {
                *next |= word >> (BITS - 1);
            }
            if idx > 0 {
                self.0[idx - 1] |= word << (BITS - 1);
            }
        }
    }

    /// Adds those of another set.
    pub(crate) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Takes out those from a column on.
    pub(crate) fn cut(&mut self, column: usize) {
        self.0.truncate(column.div_ceil(BITS));
        if let Some(word) = self.0.get_mut(column / BITS) {
            *word &= (1 << (column % BITS)) - 1;
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn contains(&self, column: usize) -> bool {
        let word = self.0.get(column / BITS);
        word.is_some_and(|word| word >> (column % BITS) & 1 != 0)
    }

    /// The first of them from a column on.
    #[inline]
    pub(crate) fn from(&self, column: usize) -> Option<usize> {
        let mut idx = column / BITS;
        let mut word = self.0.get(idx)? & u64::MAX << (column % BITS);
        while word == 0 {
            idx += 1;
            word = *self.0.get(idx)?;
        }
        Some(idx * BITS + word.trailing_zeros() as usize)
    }

    /// Where those end that stand side by side from a column on.
    #[inline]
    pub(crate) fn end_from(&self, column: usize) -> usize {
        let word = |idx: usize| self.0.get(idx).copied().unwrap_or_default();
        let mut idx = column / BITS;
        let mut word_after = !word(idx) & u64::MAX << (column % BITS);
        while word_after == 0 {
            idx += 1;
            word_after = !word(idx);
        }
        idx * BITS + word_after.trailing_zeros() as usize
    }

    /// How many there are from a column on.
    pub(crate) fn n_from(&self, column: usize) -> usize {
        let mut words = self.0.iter().skip(column / BITS);
        let first = words.next().map_or(0, |word| word >> (column % BITS));
        let n_in = |word: &u64| word.count_ones() as usize;
        n_in(&first) + words.map(n_in).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(wanted: &[usize]) -> Columns {
        let mut columns = Columns::default();
        columns.set(0..130, |column| wanted.contains(&column));
        columns
    }

    fn all(columns: &Columns) -> Vec<usize> {
        let next = |column: &usize| columns.from(column + 1);
        std::iter::successors(columns.from(0), next).collect()
    }

    #[test]
    fn what_was_put_in_is_found_again() {
        for wanted in [&[][..], &[0], &[63, 64], &[5, 127, 128, 129]] {
            let found = columns(wanted);
            assert_eq!(all(&found), wanted);
            assert_eq!(found.is_empty(), wanted.is_empty());
            for from in 0..130 {
                let rest = wanted.iter().filter(|column| **column >= from).count();
                assert_eq!(found.n_from(from), rest, "{wanted:?} from {from}");
                assert_eq!(found.contains(from), wanted.contains(&from));
                let end = (from..).find(|column| !wanted.contains(column));
                assert_eq!(Some(found.end_from(from)), end);
            }
        }
    }

    #[test]
    fn neighbours_are_added_across_words() {
        let mut around = columns(&[9]);
        around.add_around(&columns(&[0, 63, 100, 128]));
        assert_eq!(
            all(&around),
            [0, 1, 9, 62, 63, 64, 99, 100, 101, 127, 128, 129]
        );
        around.cut(101);
        assert_eq!(all(&around), [0, 1, 9, 62, 63, 64, 99, 100]);
        around.cut(64);
        assert_eq!(all(&around), [0, 1, 9, 62, 63]);
        around.clear();
        around.add(&columns(&[64]));
        assert_eq!(all(&around), [64]);
        let mut some = Columns::default();
        some.set_filtered(&columns(&[3, 64, 65]), |column| column % 2 == 1);
        assert_eq!(all(&some), [3, 65]);
    }
}
