//! Looking up little words: which languages of a list have a word, and the words of a text.

use std::mem;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::language::words::Words;
use crate::text::{Eight, is_letter};

/// The words of a list.
#[derive(Default)]
pub(crate) struct Index {
    /// The languages that have a word.
    having: FxHashMap<&'static str, Having>,
    /// The same for short words.
    having_short: FxHashMap<u64, Having>,
    /// The first eight letters of words that begin with as many of ASCII.
    beginnings: FxHashSet<u64>,
}

/// A word of a text, in any letters.
#[derive(Clone, Copy)]
pub(crate) enum Word<'a> {
    /// Fewer than eight letters of ASCII, as [`Eight::letters`] has them: looked up at once.
    Short(u64),
    /// Any other.
    Long(&'a str),
}

/// The languages of a list that have a word, a bit for each.
pub(crate) type Having = u64;

pub(crate) fn has(having: Having, at: usize) -> bool {
    having >> at & 1 == 1
}

impl Index {
    /// Of the words of each language, a blank between two.
    pub(crate) fn new(list: Words) -> Self {
        let mut index = Self::default();
        for (at, (_, words)) in list.iter().enumerate() {
            for word in words.split(' ') {
                *index.having.entry(word).or_default() |= 1 << at;
                match Eight::of(word.as_bytes()).letters() {
                    (8, letters) => {
                        index.beginnings.insert(letters);
                    }
                    (n_letters, letters) if n_letters == word.len() => {
                        *index.having_short.entry(letters).or_default() |= 1 << at;
                    }
                    _ => {}
                }
            }
        }
        index
    }

    /// The languages that have a word.
    pub(crate) fn get(&self, word: Word<'_>) -> Option<Having> {
        match word {
            Word::Short(short) => self.having_short.get(&short).copied(),
            Word::Long(word) if self.may_have(word) => {
                self.having.get(word.to_lowercase().as_str()).copied()
            }
            Word::Long(_) => None,
        }
    }

    /// Whether it may have a long word, which for most is seen without looking them up.
    fn may_have(&self, word: &str) -> bool {
        match Eight::of(word.as_bytes()).letters() {
            (8, letters) => self.beginnings.contains(&letters),
            // What begins with a letter of Cyrillic, Hebrew or Arabic is in neither list.
            _ => !matches!(word.as_bytes()[0], 0xD0..0xE0),
        }
    }
}

/// The words of a text: runs of letters and, in Devanagari, of the signs that go with them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_of_word = |c: char| is_letter(c) || matches!(c, '\u{900}'..='\u{97F}');
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (n_letters, letters) = Eight::of(bytes.get(at..)?).letters();
            let (mut end, mut n_more) = (at + n_letters, n_letters);
            while n_more == 8 {
                n_more = Eight::of(&bytes[end..]).letters().0;
                end += n_more;
            }
            if bytes.get(end).is_none_or(u8::is_ascii) {
                // What stands there is of no word.
                let start = mem::replace(&mut at, end + 1);
                match n_letters {
                    0 => continue,
                    8 => return Some(Word::Long(&text[start..end])),
                    _ => return Some(Word::Short(letters)),
                }
            }
            let rest = &text[end..];
            end += rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            if end > at {
                return Some(Word::Long(&text[mem::replace(&mut at, end)..end]));
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    })
}
