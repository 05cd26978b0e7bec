//! A paragraph as the passes see it: its characters in logical order, each with its properties
//! and with what the passes find out about it. The text is decoded once, here.

use crate::text::{
    joining::Joins,
    property::{Class, Joining, Properties, Property, Seen},
};

/// One character.
#[derive(Clone, Copy)]
pub(crate) struct Char {
    pub c: char,
    pub property: Property,
    /// Its embedding level (UAX 9); at first 0.
    pub level: u8,
    /// What it connects to; at first nothing.
    pub joins: Joins,
}

/// The characters of `text`, with all properties that there are among them.
pub(crate) fn scan(text: &str) -> (Vec<Char>, Seen) {
    let mut chars = Vec::with_capacity(text.len());
    let mut properties = Properties::new();
    let mut seen = Seen::default();
    for c in text.chars() {
        let property = properties.of(c);
        seen.note(property);
        chars.push(Char {
            c,
            property,
            level: 0,
            joins: Joins::default(),
        });
    }
    (chars, seen)
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
        let (before, after) = match property.joining {
            Joining::Transparent if !property.is_mark() || carries => {
                carries = property.is_mark();
                continue;
            }
            // A mark that stands on nothing gets a cell of its own between its neighbours.
            Joining::Transparent | Joining::None => (false, false),
            Joining::Both => (true, true),
            Joining::Before => (true, false),
            Joining::After => (false, true),
        };
        carries = property.class != Class::BN || before;
        if let Some(other) = last.filter(|&other| before && chars[other].level == level) {
            chars[other].joins.after = true;
            chars[idx].joins.before = true;
        }
        last = Some(idx).filter(|_| after);
    }
}
