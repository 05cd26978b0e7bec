//! A set of bytes, and where the first of them stands: most of a text is passed over so, a byte at
//! a time, without being decoded.

use std::ops::Range;

/// A set of bytes.
pub struct Bytes([bool; 256]);

impl Bytes {
    /// The set of these.
    pub const fn new(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut idx = 0;
        while idx < bytes.len() {
            set[bytes[idx] as usize] = true;
            idx += 1;
        }
        Self(set)
    }

    /// The same, and all of a range.
    pub const fn and_all(mut self, range: Range<u8>) -> Self {
        let mut byte = range.start;
        while byte < range.end {
            self.0[byte as usize] = true;
            byte += 1;
        }
        self
    }

    /// How many of them are in `bytes`.
    pub fn count(&self, bytes: &[u8]) -> usize {
        bytes
            .iter()
            .map(|b| usize::from(self.0[usize::from(*b)]))
            .sum()
    }

    /// Where the first character of `text` stands that `is_one` is true of, among those whose
    /// UTF-8 begins with a byte of the set.
    pub fn find_char(&self, text: &str, is_one: impl Fn(char) -> bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at += bytes[at..].iter().position(|b| self.0[usize::from(*b)])?;
            // A byte that follows in another character begins none.
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            if c.is_some_and(&is_one) {
                return Some(at);
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_by_its_first_byte() {
        let set = Bytes::new(&[b'x', 0xC2]).and_all(0..b' ');
        let check = |text: &str, expected| {
            let found = set.find_char(text, |c| matches!(c, 'x' | '\u{85}' | '\n'));
            assert_eq!(found, expected, "{text:?}");
        };
        check("abcx", Some(3));
        check("«\u{85}", Some(2));
        check("خبر\n", Some(6));
        check("\ty«", None);
        check("", None);
        assert_eq!(set.count(b"x\xC2\0y"), 3);
    }
}
