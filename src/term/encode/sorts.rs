//! Which kinds of characters stand where in a row: in, its slots; out, one bit a column for each
//! kind, so that a row is asked 64 columns at a time.

use std::{iter, ops::Range};

use crate::term::encode::slot::Slot;
use crate::text::Kind;

/// Kinds that are looked for together.
pub(crate) type Sort = &'static [Kind];

pub(crate) const LEFT: Sort = &[Kind::Left];
/// Letters, which say what side a row begins at.
pub(crate) const STRONG: Sort = &[Kind::Left, Kind::Right, Kind::ArabicLetter];
pub(crate) const RIGHT: Sort = &[Kind::Right, Kind::ArabicLetter];
/// What a terminal turns round with all that is between two of them.
pub(crate) const TURNING: Sort = &[Kind::Right, Kind::ArabicLetter, Kind::ArabicDigit];
pub(crate) const DIGIT: Sort = &[Kind::Digit];
pub(crate) const ARABIC_DIGIT: Sort = &[Kind::ArabicDigit];
/// European digits, and what belongs to them where it is beside them.
pub(crate) const EUROPEAN: Sort = &[Kind::Digit, Kind::Sign, Kind::Terminator];
pub(crate) const NUMBER: Sort = &[Kind::Digit, Kind::ArabicDigit];
/// Brackets of pairs, and what else has rules of its own.
pub(crate) const BRACKET: Sort = &[Kind::Other];
/// What runs as the letters around it do, the lines of boxes among it.
pub(crate) const NEUTRAL: Sort = &[Kind::Neutral];
/// What may have a mirror image.
pub(crate) const MIRRORED: Sort = &[Kind::Neutral, Kind::Other];

/// More than there are, so that a kind needs no check.
const N_KINDS: usize = (Kind::Other as usize + 1).next_power_of_two();
const BITS: usize = u64::BITS as usize;

/// The columns of a row by their kinds.
pub(crate) struct Sorts(Vec<[u64; N_KINDS]>);

impl Sorts {
    pub(crate) fn of(row: &[Slot]) -> Self {
        let words = row.chunks(BITS).map(|slots| {
            let mut word = [0; N_KINDS];
            let mut bit = 1u64;
            for slot in slots {
                word[slot.kind as usize % N_KINDS] |= bit;
                bit = bit.rotate_left(1);
            }
            word
        });
        Self(words.collect())
    }

    /// Has a column count as of another kind.
    pub(crate) fn become_kind(&mut self, column: usize, kind: Kind) {
        let word = &mut self.0[column / BITS];
        word.iter_mut()
            .for_each(|bits| *bits &= !(1 << (column % BITS)));
        word[kind as usize] |= 1 << (column % BITS);
    }

    /// The first column of a sort in a range.
    #[inline]
    pub(crate) fn first(&self, sort: Sort, range: Range<usize>) -> Option<usize> {
        let mut words = range.start / BITS..range.end.div_ceil(BITS);
        let word = words.find(|idx| self.bits(sort, *idx, &range) != 0)?;
        Some(word * BITS + self.bits(sort, word, &range).trailing_zeros() as usize)
    }

    /// The last column of a sort in a range.
    #[inline]
    pub(crate) fn last(&self, sort: Sort, range: Range<usize>) -> Option<usize> {
        let mut words = range.start / BITS..range.end.div_ceil(BITS);
        let word = words.rfind(|idx| self.bits(sort, *idx, &range) != 0)?;
        Some(word * BITS + self.bits(sort, word, &range).ilog2() as usize)
    }

    /// Whether any column of a range is of a sort.
    #[inline]
    pub(crate) fn has(&self, sort: Sort, range: Range<usize>) -> bool {
        self.first(sort, range).is_some()
    }

    /// The columns of a sort in a range.
    #[inline]
    pub(crate) fn each(&self, sort: Sort, mut range: Range<usize>) -> impl Iterator<Item = usize> {
        iter::from_fn(move || {
            let column = self.first(sort, range.clone())?;
            range.start = column + 1;
            Some(column)
        })
    }

    /// The columns of a sort in one word, as far as they are in a range.
    #[inline(always)]
    fn bits(&self, sort: Sort, idx: usize, range: &Range<usize>) -> u64 {
        let word = &self.0[idx];
        let bits = sort
            .iter()
            .fold(0, |bits, kind| bits | word[*kind as usize]);
        let from = range.start.saturating_sub(idx * BITS);
        let after = (idx + 1) * BITS - range.end.min((idx + 1) * BITS);
        bits & u64::MAX << from & u64::MAX >> after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::encode::slot;
    use ratatui::buffer::Buffer;

    #[test]
    fn columns_are_found_by_their_kinds_in_any_range() {
        let text = format!(
            "a1{}ﺏ٢{}(b{}א",
            " ".repeat(61),
            " ".repeat(59),
            " ".repeat(9)
        );
        let mut row = Vec::new();
        slot::fill(&mut row, &Buffer::with_lines([text]).content);
        let sorts = Sorts::of(&row);
        for sort in [LEFT, STRONG, TURNING, DIGIT, NUMBER, EUROPEAN, BRACKET] {
            let is = |column: &usize| sort.contains(&row[*column].kind);
            for start in 0..row.len() {
                for end in [start, start + 1, 63, 64, 65, 127, 128, 129, row.len()] {
                    let range = start..end.min(row.len());
                    assert_eq!(sorts.first(sort, range.clone()), range.clone().find(is));
                    assert_eq!(sorts.last(sort, range.clone()), range.clone().rfind(is));
                }
            }
        }
    }
}
