//! The script of a text: that of most of its letters.

use crate::text::{ASCII_LETTERS, Bytes};

/// The scripts that tell a language, or some of which it is one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Syriac,
    Thaana,
    Nko,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Hangul,
    Kana,
    Han,
    Gurmukhi,
    Gujarati,
    Odia,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Lao,
    Tibetan,
    Myanmar,
    Ethiopic,
    Khmer,
}

impl Script {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 29] = [
        Self::Latin,
        Self::Greek,
        Self::Cyrillic,
        Self::Armenian,
        Self::Hebrew,
        Self::Arabic,
        Self::Syriac,
        Self::Thaana,
        Self::Nko,
        Self::Devanagari,
        Self::Bengali,
        Self::Tamil,
        Self::Thai,
        Self::Georgian,
        Self::Hangul,
        Self::Kana,
        Self::Han,
        Self::Gurmukhi,
        Self::Gujarati,
        Self::Odia,
        Self::Telugu,
        Self::Kannada,
        Self::Malayalam,
        Self::Sinhala,
        Self::Lao,
        Self::Tibetan,
        Self::Myanmar,
        Self::Ethiopic,
        Self::Khmer,
    ];

    /// The script of a letter.
    pub(crate) fn of(c: char) -> Option<Self> {
        static KNOWN: [Option<Script>; 0x800] = {
            let mut table = [None; 0x800];
            let mut at = 0;
            while at < table.len() {
                if let Some(c) = char::from_u32(at as u32) {
                    table[at] = Script::by_blocks(c);
                }
                at += 1;
            }
            table
        };
        match KNOWN.get(c as usize) {
            Some(script) => *script,
            None => Self::by_blocks(c),
        }
    }

    const fn by_blocks(c: char) -> Option<Self> {
        Some(match c {
            'A'..='Z'
            | 'a'..='z'
            | '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{24F}'
            | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{531}'..='\u{58F}' => Self::Armenian,
            '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}' => Self::Hebrew,
            '\u{620}'..='\u{64A}'
            | '\u{66E}'..='\u{6D3}'
            | '\u{6FA}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}' => Self::Arabic,
            '\u{700}'..='\u{74F}' => Self::Syriac,
            '\u{780}'..='\u{7BF}' => Self::Thaana,
            '\u{7C0}'..='\u{7FF}' => Self::Nko,
            '\u{900}'..='\u{963}' | '\u{970}'..='\u{97F}' => Self::Devanagari,
            '\u{980}'..='\u{9FF}' => Self::Bengali,
            '\u{A00}'..='\u{A7F}' => Self::Gurmukhi,
            '\u{A80}'..='\u{AFF}' => Self::Gujarati,
            '\u{B00}'..='\u{B7F}' => Self::Odia,
            '\u{B80}'..='\u{BFF}' => Self::Tamil,
            '\u{C00}'..='\u{C7F}' => Self::Telugu,
            '\u{C80}'..='\u{CFF}' => Self::Kannada,
            '\u{D00}'..='\u{D7F}' => Self::Malayalam,
            '\u{D80}'..='\u{DFF}' => Self::Sinhala,
            '\u{E80}'..='\u{EFF}' => Self::Lao,
            '\u{F00}'..='\u{FFF}' => Self::Tibetan,
            '\u{1000}'..='\u{109F}' => Self::Myanmar,
            '\u{1200}'..='\u{137F}' => Self::Ethiopic,
            '\u{1780}'..='\u{17FF}' => Self::Khmer,
            '\u{E00}'..='\u{E7F}' => Self::Thai,
            '\u{10A0}'..='\u{10FF}' => Self::Georgian,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Self::Hangul,
            '\u{3040}'..='\u{30FF}' => Self::Kana,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Self::Han,
            _ => return None,
        })
    }
}

/// The script of most of the first letters, in so many of them.
pub(crate) fn script(text: &str, most: usize) -> Option<Script> {
    /// Bytes whose letters are counted before it is asked whether the rest can change anything.
    const PIECE: usize = 64;
    let mut letters = Letters {
        counts: [0; Script::ALL.len()],
        n_left: most,
        half: most / 2,
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE));
        rest = behind;
        let is_told = match piece.len() <= letters.n_left {
            true => letters.add_piece(piece),
            false => (piece.chars().filter_map(Script::of)).any(|script| letters.add(script, 1)),
        };
        if is_told {
            break;
        }
    }
    letters.most()
}

/// No text has more letters: the characters of a text that are letters of ASCII, or beyond it.
pub(crate) fn most_letters(text: &str) -> usize {
    /// The bytes that these begin with in UTF-8.
    const BEGIN: Bytes<3> = Bytes::new([(b'A', b'Z'), (b'a', b'z'), (0xC2, 0xF4)]);
    BEGIN.count(text.as_bytes())
}

/// Letters of each script.
struct Letters {
    counts: [usize; Script::ALL.len()],
    /// Those that are still to be looked at, and half of all.
    n_left: usize,
    half: usize,
}

impl Letters {
    /// Adds those of a piece, which are no more than are left; true where no others can change which
    /// are most, at the latest a piece after that is so.
    fn add_piece(&mut self, piece: &str) -> bool {
        let is_told = self.add(Script::Latin, ASCII_LETTERS.count(piece.as_bytes()));
        if piece.is_ascii() {
            return is_told;
        }
        let others = piece.chars().filter(|c| !c.is_ascii());
        let mut last = Script::Latin;
        let count = |script: Script| {
            self.counts[script as usize] += 1;
            last = script;
        };
        self.n_left -= others.filter_map(Script::of).map(count).count();
        is_told || self.add(last, 0)
    }

    /// Adds some, no more than are left; true where no others can change which are most.
    #[inline]
    fn add(&mut self, script: Script, n: usize) -> bool {
        let count = &mut self.counts[script as usize];
        *count += n;
        self.n_left -= n;
        // Kana makes another script of Han, however few they are.
        *count > self.half && script != Script::Han || self.n_left == 0
    }

    fn most(&self) -> Option<Script> {
        let (idx, n) = self.counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
        if *n == 0 {
            return None;
        }
        // Japanese is written in two scripts, of which Han may be the larger.
        Some(match Script::ALL[idx] {
            Script::Han if self.counts[Script::Kana as usize] * 10 > *n => Script::Kana,
            script => script,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, letter by letter.
    fn counted(text: &str, most: usize) -> Option<Script> {
        let mut letters = Letters {
            counts: [0; Script::ALL.len()],
            n_left: 0,
            half: 0,
        };
        for script in text.chars().filter_map(Script::of).take(most) {
            letters.counts[script as usize] += 1;
        }
        letters.most()
    }

    #[test]
    fn an_early_end_changes_nothing() {
        let words = [
            "sail ",
            "خبر ",
            "船",
            "かな",
            "корабль, ",
            "1905 – ",
            "שלום\n",
            "Schöne ",
        ];
        for n in 0..3000_usize {
            let at = |idx: usize| words[(n * 7 + idx * idx * (n % 5 + 1)) % words.len()];
            let text: String = (0..n % 60).map(at).collect();
            for most in [1, 2, 40, 41, 100] {
                let (found, expected) = (script(&text, most), counted(&text, most));
                assert!(found == expected, "{most} of {text:?}");
            }
        }
    }
}
