//! A set of bytes, and where the first of them stands: most of a text is passed over so, many bytes
//! at a time, without being decoded.

use std::ops::Range;

/// A set of bytes, as the ranges that it is made of: processors compare many bytes with one range at
/// once.
pub struct Bytes<const N: usize> {
    ranges: [(u8, u8); N],
    /// The same set, for one byte by itself.
    table: [bool; 256],
}

/// Bytes that are compared at once.
const BLOCK: usize = 32;

/// The letters of ASCII.
pub const ASCII_LETTERS: Bytes<2> = Bytes::new([(b'A', b'Z'), (b'a', b'z')]);

impl<const N: usize> Bytes<N> {
    /// The set of some ranges, each by its first byte and its last.
    pub const fn new(ranges: [(u8, u8); N]) -> Self {
        let mut table = [false; 256];
        let mut idx = 0;
        while idx < N {
            let (first, last) = ranges[idx];
            let mut byte = first as usize;
            while byte <= last as usize {
                table[byte] = true;
                byte += 1;
            }
            idx += 1;
        }
        Self { ranges, table }
    }

    /// How many of them are in `bytes`.
    #[inline]
    pub fn count(&self, bytes: &[u8]) -> usize {
        // As many blocks as can be counted in a byte: then processors count in many bytes at once.
        let pieces = bytes.chunks(u8::MAX as usize / BLOCK * BLOCK);
        let n_in = |piece: &[u8]| piece.iter().fold(0, |n, byte| n + self.is_in_ranges(*byte));
        pieces.map(|piece| usize::from(n_in(piece))).sum()
    }

    /// Whether any of them is in `text`.
    #[inline]
    pub fn is_in(&self, text: &str) -> bool {
        self.is_any(text.as_bytes())
    }

    /// Where the first character of `text` stands that `is_one` is true of, among those whose
    /// UTF-8 begins with a byte of the set.
    #[inline]
    pub fn find_char(&self, text: &str, is_one: impl Fn(char) -> bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let with_any = blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| self.is_any(&block[..]));
        let mut ranges = with_any.map(|(idx, _)| idx * BLOCK..(idx + 1) * BLOCK);
        ranges
            .find_map(|range| self.find_char_in(text, range, &is_one))
            .or_else(|| {
                // The last block that the text has tells of what is behind all of them, too.
                let last = bytes.last_chunk::<BLOCK>();
                let may_have = last.is_none_or(|last| self.is_any(last));
                let range = bytes.len() - rest.len()..bytes.len();
                may_have.then(|| self.find_char_in(text, range, &is_one))?
            })
    }

    /// The same among those that begin in some bytes of the text: sooner where they are few.
    #[inline]
    pub fn find_char_in(
        &self,
        text: &str,
        range: Range<usize>,
        is_one: impl Fn(char) -> bool,
    ) -> Option<usize> {
        let bytes = &text.as_bytes()[..range.end];
        let mut at = range.start;
        loop {
            at += bytes[at..].iter().position(|byte| self.has(*byte))?;
            // A byte that follows in another character begins none.
            if text.get(at..).is_some_and(|rest| rest.starts_with(&is_one)) {
                return Some(at);
            }
            at += 1;
        }
    }

    #[inline]
    fn is_any(&self, bytes: &[u8]) -> bool {
        bytes
            .iter()
            .fold(0, |any, byte| any | self.is_in_ranges(*byte))
            > 0
    }

    #[inline]
    fn has(&self, byte: u8) -> bool {
        self.table[usize::from(byte)]
    }

    /// 1 where the byte is of the set, else 0: without a branch and without the table.
    #[inline]
    fn is_in_ranges(&self, byte: u8) -> u8 {
        let is_in = |(first, last): (u8, u8)| u8::from(byte.wrapping_sub(first) <= last - first);
        self.ranges.iter().fold(0, |any, range| any | is_in(*range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_by_its_first_byte() {
        let set = Bytes::new([(b'x', b'x'), (0xC2, 0xC2), (0, 0x1F)]);
        let check = |text: &str, expected| {
            let found = set.find_char(text, |c| matches!(c, 'x' | '\u{85}' | '\n'));
            assert_eq!(found, expected, "{text:?}");
            let is_one = |c| matches!(c, 'x' | '\u{85}' | '\n');
            assert_eq!(
                set.find_char_in(text, 0..text.len(), is_one),
                expected,
                "{text:?}"
            );
        };
        check("abcx", Some(3));
        check("«\u{85}", Some(2));
        check("خبر\n", Some(6));
        check("\ty«", None);
        check("", None);
        assert_eq!(set.count(b"x\xC2\0y"), 3);
        for n_before in 0..3 * BLOCK {
            let text = format!("{}x{}\n", "é".repeat(n_before / 2), "y".repeat(BLOCK));
            check(&text, Some(n_before / 2 * 2));
            assert_eq!(set.count(text.as_bytes()), 2, "{text:?}");
        }
    }

    #[test]
    fn a_byte_is_in_a_range_or_in_none() {
        let set = Bytes::new([(3, 3), (0x80, 0xBF), (0xF5, 0xFF)]);
        for byte in 0..=u8::MAX {
            assert_eq!(set.is_in_ranges(byte), u8::from(set.has(byte)), "{byte}");
        }
    }
}
