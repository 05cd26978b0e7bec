//! The bytes to scan source text for where a folded letter is looked for. In, the letter; out, the
//! places of bytes that every spelling of it has at least one of. What is found may be something
//! else: the caller looks closer.

use memchr::{memchr, memchr2, memchr3};

use crate::text::find::frequency::FREQUENCIES;
use crate::text::fold::unit::Folder;

/// Finds a few bytes, any of which will do.
#[derive(Clone)]
pub(super) struct Scan {
    bytes: Vec<u8>,
    /// For each byte, whether it is one of them.
    is_wanted: [bool; 256],
}

/// Bytes that are looked at together, as many as vector instructions like.
const CHUNK: usize = 64;

/// Bytes that are looked at one by one.
const NEAR: usize = 16;

impl Scan {
    /// A scan for the characters at which a unit can begin that is searched as `letter`.
    pub(super) fn new(letter: char, folder: &Folder) -> Self {
        let letter = folder.scan_letter(letter);
        let mut bytes = leads(letter).to_vec();
        let kin = kin(letter).filter(|c| folder.scanned_for(*c).contains(&letter));
        bytes.extend(folder.sources(letter).chain(kin).map(telling_byte));
        bytes.sort_unstable();
        bytes.dedup();
        let mut is_wanted = [false; 256];
        for &byte in &bytes {
            is_wanted[usize::from(byte)] = true;
        }
        Self { bytes, is_wanted }
    }

    /// How often it stops for a letter, against other letters.
    pub(super) fn cost(&self) -> u32 {
        let frequencies = self.bytes.iter().map(|b| FREQUENCIES[usize::from(*b)]);
        frequencies.map(u32::from).sum()
    }

    /// The first of the bytes at or after `at`.
    pub(super) fn find(&self, text: &[u8], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let found = match self.bytes[..] {
            [a] => memchr(a, rest),
            [a, b] => memchr2(a, b, rest),
            [a, b, c] => memchr3(a, b, c, rest),
            _ => self.find_any(rest),
        };
        found.map(|found| at + found)
    }

    fn find_any(&self, text: &[u8]) -> Option<usize> {
        // Frequent letters are near, so the first bytes are not worth a chunk.
        let (near, far) = text.split_at(text.len().min(NEAR));
        let found = near.iter().position(|b| self.is_wanted[usize::from(*b)]);
        if found.is_some() {
            return found;
        }
        let mut start = near.len();
        for chunk in far.chunks(CHUNK) {
            // Compared byte by byte without a branch, which compiles to vector instructions.
            let mut hits = [false; CHUNK];
            for &wanted in &self.bytes {
                for (hit, &byte) in hits.iter_mut().zip(chunk) {
                    *hit |= byte == wanted;
                }
            }
            if hits.contains(&true) {
                return hits.iter().position(|hit| *hit).map(|at| start + at);
            }
            start += CHUNK;
        }
        None
    }
}

/// The byte by which `c` is told from most others. Arabic letters share few first bytes, which tell
/// nothing; accented Latin letters are rare, so that one first byte does for many.
fn telling_byte(c: char) -> u8 {
    let mut bytes = [0; 4];
    match c.encode_utf8(&mut bytes).as_bytes() {
        [lead @ 0xC2..0xCC, _] => *lead,
        bytes => bytes[bytes.len() - 1],
    }
}

/// The first bytes of the characters of three or four bytes that are scanned for as `letter`:
/// presentation forms, digits of other scripts, letters in circles. Rather too many than too few.
fn leads(letter: char) -> &'static [u8] {
    match letter {
        '0'..='9' => &[0xE0, 0xE1, 0xE2, 0xE3, 0xEA, 0xEF, 0xF0],
        '\0'..='\u{58F}' => &[0xE1, 0xE2, 0xE3, 0xEA, 0xEF, 0xF0],
        '\u{590}'..='\u{5FF}' => &[0xE2, 0xEF],
        '\u{600}'..='\u{7FF}' => &[0xEF, 0xF0],
        '\u{800}'..='\u{FFF}' => &[],
        '\u{3400}'..='\u{9FFF}' => &[0xE2, 0xE3, 0xEF, 0xF0],
        // Letters that decompose in scripts of their own.
        _ => &[
            0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED,
            0xEF, 0xF0,
        ],
    }
}

/// The characters of three bytes among which those may be that are scanned for as `letter`, besides
/// what [`leads`] gives.
fn kin(letter: char) -> impl Iterator<Item = char> {
    let block = u32::from(letter) & !0xFF;
    let kin = match letter {
        // The letters with dots and the vowels in two parts of Indic scripts.
        '\u{800}'..='\u{FFF}' => block..block + 0x100,
        _ => u32::from(letter)..u32::from(letter) + 1,
    };
    kin.filter_map(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Spelling;

    #[test]
    fn no_character_is_passed_over() {
        for spelling in [Spelling::Exact, Spelling::Usual, Spelling::Loose] {
            let folder = Folder::of(spelling);
            for c in '\0'..=char::MAX {
                for letter in folder.scanned_for(c) {
                    let scan = Scan::new(letter, folder);
                    let mut bytes = [0; 4];
                    let source = c.encode_utf8(&mut bytes).as_bytes();
                    assert!(
                        scan.find(source, 0).is_some(),
                        "{c:?} {letter:?} {spelling:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn all_bytes_of_any_text_are_looked_at() {
        let scan = Scan::new('ا', Folder::of(Spelling::Usual));
        assert!(scan.bytes.len() > 3);
        for len in [1, 63, 64, 65, 128, 200] {
            for at in 0..len {
                let mut text = vec![b'x'; len];
                text[at] = 0xA7;
                for from in 0..=len {
                    let found = (from <= at).then_some(at);
                    assert_eq!(scan.find(&text, from), found);
                }
            }
        }
    }
}
