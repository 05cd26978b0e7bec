//! A set of columns of a row, one bit each: what changed in a row is found 64 columns at a time.

use std::ops::Range;

use ratatui::buffer::Cell;

use crate::term::encode::slot::Slot;

pub(crate) const BITS: usize = u64::BITS as usize;

/// What stands in the columns of two rows, side by side, in pieces of [`BITS`] columns.
pub(crate) fn words<A: IntoIterator, B: IntoIterator>(
    one: impl ExactSizeIterator<Item = A>,
    other: impl ExactSizeIterator<Item = B>,
) -> impl ExactSizeIterator<Item = impl Iterator<Item = (A::Item, B::Item)>> {
    one.zip(other)
        .map(|(one, other)| one.into_iter().zip(other))
}

/// Columns of a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns(Vec<u64>);

impl Columns {
    /// Becomes the set of those columns that pass; they are given as [`words`] has them.
    #[inline(always)]
    pub(crate) fn set<T>(
        &mut self,
        words: impl ExactSizeIterator<Item = impl Iterator<Item = T>>,
        mut passes: impl FnMut(T) -> bool,
    ) {
        self.0.clear();
        self.0.resize(words.len(), 0);
        for (word, columns) in self.0.iter_mut().zip(words) {
            for (at, column) in columns.enumerate() {
                if passes(column) {
                    *word |= 1 << at;
                }
            }
        }
    }

    /// Becomes the set of those in which two rows show something else, by [`Slot::is_seen_as`].
    pub(crate) fn set_unlike(&mut self, [old, new]: [&[Slot]; 2], cells: [&[Cell]; 2], kept: bool) {
        let words = words(old.chunks(BITS), new.chunks(BITS));
        self.set(words, |(was, is)| !was.is_seen_as(is, cells, kept));
    }

    /// Becomes the set of those of another set in which a row holds what passes.
    #[inline(always)]
    pub(crate) fn set_filtered<T>(&mut self, other: &Self, row: &[T], passes: impl Fn(&T) -> bool) {
        self.0.clear();
        let words = other.0.iter().zip(row.chunks(BITS));
        self.0.extend(words.map(|(word, row)| {
            let (mut passing, mut rest) = (0, *word);
            while rest != 0 {
                let at = rest.trailing_zeros();
                if passes(&row[at as usize]) {
                    passing |= 1 << at;
                }
                rest &= rest - 1;
            }
            passing
        }));
    }

    /// Becomes another set.
    pub(crate) fn copy(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }

    /// Adds a column of the row.
    pub(crate) fn insert(&mut self, column: usize) {
        self.0[column / BITS] |= 1 << (column % BITS);
    }

    /// Adds those of a range.
    pub(crate) fn insert_all(&mut self, range: Range<usize>) {
        for idx in range.start / BITS..range.end.div_ceil(BITS) {
            let from = range.start.saturating_sub(idx * BITS);
            let after = ((idx + 1) * BITS).saturating_sub(range.end);
            self.0[idx] |= u64::MAX << from & u64::MAX >> after;
        }
    }

    /// Takes a column out.
    #[inline]
    pub(crate) fn remove(&mut self, column: usize) {
        self.0[column / BITS] &= !(1 << (column % BITS));
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
        let all: Vec<usize> = (0..130).collect();
        let words = all.chunks(BITS).map(|word| word.iter());
        columns.set(words, |column| wanted.contains(column));
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
    fn ranges_are_added_and_columns_taken_out() {
        for range in [0..0, 3..9, 60..70, 64..128, 64..64, 0..130] {
            let mut some = columns(&[5]);
            some.insert_all(range.clone());
            let wanted = (0..130).filter(|column| *column == 5 || range.contains(column));
            assert_eq!(all(&some), wanted.collect::<Vec<_>>());
            some.remove(64);
            assert!(!some.contains(64));
            assert_eq!(some.contains(65), range.contains(&65));
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
        let row: Vec<usize> = (0..130).collect();
        some.set_filtered(&columns(&[3, 64, 65]), &row, |column| column % 2 == 1);
        assert_eq!(all(&some), [3, 65]);
    }
}
