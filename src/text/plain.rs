//! Left-to-right text in which every character is a cluster by itself and is shown as itself, as
//! most of what is written in Latin, Greek, Cyrillic, Chinese. Nothing is worked out and nothing
//! is kept but the text; where its lines may end is found while they are made.

use std::ops::Range;

use crate::text::{
    line_break::{Break, Breaker},
    paragraph::Cell,
    property::{self, Properties, Property},
    word::Word,
};

/// Such a text. Places in it are bytes.
#[derive(Clone, Debug)]
pub(crate) struct Plain {
    text: Box<str>,
}

impl Plain {
    /// The text, where it is such a text.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut properties = Properties::new();
        let mut at = 0;
        while let Some(n_even) = find_odd(&text.as_bytes()[at..]) {
            let c = text[at + n_even..].chars().next()?;
            if !properties.of(c).stands_by_itself() {
                return None;
            }
            at += n_even + c.len_utf8();
        }
        Some(Self { text: text.into() })
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The word that starts at `start`, where `breaker` stands. It leaves that where the next one
    /// starts.
    pub(crate) fn word(&self, breaker: &mut Breaker, start: usize) -> Word {
        let mut properties = Properties::new();
        let (bytes, ascii) = (self.text.as_bytes(), property::ascii());
        let (mut end, mut shown, mut width, mut hanging) = (start, start, 0, 0);
        while end < bytes.len() {
            let b = bytes[end];
            let (property, next) = match ascii.get(usize::from(b)) {
                Some(property) => (*property, end + 1),
                None => self.char(end, &mut properties),
            };
            let decides = end > start || end == 0;
            if decides && breaker.before(&*self.text, end, property.lb) != Break::No {
                break;
            }
            end = next;
            if b == b' ' {
                hanging += 1;
                continue;
            }
            width += hanging + usize::from(property.width());
            hanging = 0;
            // Between two letters there is nothing to decide.
            if b.is_ascii_alphabetic() {
                let letters = bytes[end..].iter();
                let n_letters = letters.take_while(|b| b.is_ascii_alphabetic()).count();
                (end, width) = (end + n_letters, width + n_letters);
            }
            shown = end;
        }
        Word {
            start,
            end,
            shown,
            width,
            hanging,
            hard: false,
        }
    }

    /// As much of a word as goes into `width` cells.
    pub(crate) fn part(&self, word: Range<usize>, width: usize) -> Word {
        let mut properties = Properties::new();
        let mut part = Word::new(word.start);
        while part.end < word.end {
            let blank = self.text.as_bytes()[part.end] == b' ';
            let (property, end) = self.char(part.end, &mut properties);
            if !part.add_if_fits(end, property.width(), blank, width) {
                break;
            }
        }
        part
    }

    /// The character at a place, and the place behind it.
    fn char(&self, at: usize, properties: &mut Properties) -> (Property, usize) {
        let c = self.text[at..].chars().next().unwrap_or_default();
        (properties.of(c), at + c.len_utf8())
    }

    /// The cells of a range of bytes. `start` is where the text begins in the source.
    pub(crate) fn cells(
        &self,
        range: Range<usize>,
        start: usize,
    ) -> impl Iterator<Item = Cell<'_>> {
        let mut properties = Properties::new();
        let chars = self.text[range.clone()].char_indices();
        chars.map(move |(at, c)| {
            let at = range.start + at;
            let end = at + c.len_utf8();
            Cell {
                text: &self.text[at..end],
                range: start + at..start + end,
                width: usize::from(properties.of(c).width()),
            }
        })
    }
}

/// Where the first byte stands that is no printable ASCII.
fn find_odd(bytes: &[u8]) -> Option<usize> {
    // Whole chunks at a time, as processors like it.
    const CHUNK: usize = 32;
    let is_even = |b: &u8| matches!(b, b' '..=b'~');
    let all_even = |chunk: &&[u8]| chunk.iter().fold(true, |all, b| all & is_even(b));
    let n_even = bytes.chunks_exact(CHUNK).take_while(all_even).count() * CHUNK;
    let n_more = bytes[n_even..].iter().position(|b| !is_even(b))?;
    Some(n_even + n_more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_no_care_is_plain() {
        let check = |text, plain| assert_eq!(Plain::new(text).is_some(), plain, "{text:?}");
        check("", true);
        check("Plain text, (“quoted”) – 12 %.", true);
        check("naïve Привет 日本語", true);
        check("cafe\u{301}", false);
        check("خبر", false);
        check("שלום", false);
        check("tab\t", false);
        check("٢٠", false);
        check("a\u{200B}b", false);
        check("a\u{AD}b", false);
        check("a\u{2028}b", false);
        check("a\u{202E}b", false);
        check("a\u{3000}b", false);
        check("👍", false);
        check("\u{FDD0}", false);
    }
}
