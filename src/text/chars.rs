//! A paragraph as the passes see it: its characters in logical order, each with its properties
//! and with what the passes find out about it. The text is decoded once, here.

use crate::text::{
    joining::Joins,
    property::{Class, Properties, Property, Seen},
};

/// One character.
#[derive(Clone, Copy)]
pub(crate) struct Char {
    pub c: char,
    /// Its first byte.
    at: u32,
    pub property: Property,
    /// Its embedding level (UAX 9); at first 0.
    pub level: u8,
    /// What it connects to; at first nothing.
    pub joins: Joins,
}

impl Char {
    /// Its first byte.
    pub(crate) fn at(&self) -> usize {
        self.at as usize
    }

    /// The byte behind it.
    pub(crate) fn end(&self) -> usize {
        self.at() + self.c.len_utf8()
    }
}

/// The characters of `text`, which is no longer than 4 GiB, with all properties that there are among them.
pub(crate) fn scan(text: &str) -> (Vec<Char>, Seen) {
    scan_at(text.len(), text.char_indices())
}

/// The characters of a row of cells, one for each.
pub(crate) fn scan_row(row: impl Iterator<Item = char>) -> (Vec<Char>, Seen) {
    scan_at(row.size_hint().0, row.enumerate())
}

fn scan_at(n_most: usize, text: impl Iterator<Item = (usize, char)>) -> (Vec<Char>, Seen) {
    let mut chars = Vec::with_capacity(n_most);
    let mut properties = Properties::new();
    let mut seen = Seen::default();
    for (at, c) in text {
        let property = properties.of(c);
        seen.note(property);
        chars.push(Char {
            c,
            at: at as u32,
            property,
            level: 0,
            joins: Joins::default(),
        });
    }
    (chars, seen)
}

/// Leaves the characters of the `n_bytes` bytes from `start` on, which begin anew at 0.
pub(crate) fn keep(chars: &mut Vec<Char>, start: usize, n_bytes: usize) {
    if start == 0 && chars.last().is_none_or(|last| last.end() == n_bytes) {
        return;
    }
    chars.retain(|char| (start..start + n_bytes).contains(&char.at()));
    for char in chars {
        char.at -= start as u32;
    }
}

/// Connects letters that stand side by side at the same level, seeing through what is
/// transparent (Unicode chapter 9.2, R1–R7).
pub(crate) fn join(chars: &mut [Char]) {
    // The last letter that a connection could come from, and whether it offers one.
    let mut last: Option<usize> = None;
    // Whether a mark here has a letter or another mark to stand on.
    let mut carries = false;
    for idx in 0..chars.len() {
        let Char {
            property, level, ..
        } = chars[idx];
        if property.is_transparent() && (carries || !property.is_mark()) {
            carries = property.is_mark();
            // Shaping does not reach over another directional run (UAX 9, 6.1).
            last = last.filter(|&other| chars[other].level == level);
            continue;
        }
        // A mark that stands on nothing gets a cell of its own between its neighbours.
        let Joins { before, after } = property.joins();
        carries = property.class != Class::BN || before;
        if let Some(other) = last.filter(|&other| before && chars[other].level == level) {
            chars[other].joins.after = true;
            chars[idx].joins.before = true;
        }
        last = Some(idx).filter(|_| after);
    }
}
