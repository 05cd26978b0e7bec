//! Changes to inputs in whole characters: libFuzzer's own would break most of them, and hardly ever
//! hit on a letter that joins, a mark or an isolate.

use libfuzzer_sys::fuzzer_mutate;

use crate::N_KNOBS;

/// What is put in: one character of these at a time.
const CHARACTERS: &str = "ابتثجحخدرزسعفقكلمنهويءآأإؤئةىٹڈںےہھۂۃۓپچژگکیەێڵۆٱ\
    אבגלםשןץabcxyzABCéßſİıﬁǆ     \u{A0}\u{3000}\u{2003}\u{2009}\t\
    \u{64E}\u{650}\u{651}\u{652}\u{670}\u{653}\u{654}\u{655}\u{6DF}\u{5B8}\u{5BC}\u{5C1}\u{591}\u{301}\u{308}\
    \u{640}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{AD}\u{2060}\u{34F}\u{180E}\
    0123456789٠١٢٣۴۵۶۷.,:;-–/%$€()[]{}<>«»“”،؛؟۔!…@#+_'\"\
    \u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\
    \0\u{1B}\u{7}\u{8}\n\r\u{85}\u{9B}\u{2028}\u{2029}\u{FEFF}\u{FFFE}\u{E0041}\
    ﻻﻼﷲﷺ﷽ﷻﺍﺏﻙﱠ\u{FE70}\u{FE71}\u{600}\u{605}\u{6DD}\u{8E2}\u{70F}\
    日本語한\u{1100}\u{1161}\u{11A8}ไำກຳकि्षᱠ⸺⸻ﾞｶ\u{FE0F}\u{FE0E}\u{20E3}🇪🇬👍🏽👩🔬❤☎\u{FFFC}\u{FFFD}\
    \u{1E900}\u{1E94A}ߊ߲\u{7FA}ܐܒ\u{1F1E6}〈〉\u{2329}½①™ﬀﬃⅣ";

/// The same for what only means something as a whole.
const WORDS: &[&str] = &[
    "لا",
    "لَا",
    "ل\u{64E}\u{651}آ",
    "ل\u{200D}ا",
    "ل\u{200C}ا",
    "ال",
    "سلام ",
    "مؤ",
    "مو\u{654}",
    "👩‍🔬",
    "👨‍👩‍👧‍👦",
    "1️⃣",
    "क्षि",
    "\u{1B}[31m",
    "\u{1B}]0;t\u{7}",
    "\u{1B}]8;;x\u{1B}\\",
    "\r\n",
    "https://a.b/c?d=1",
    "a@b.org",
    "#خبر",
    "+966 50 123",
    "www.a.org",
    " - ",
    "12/05/2020",
    "(a)",
    "«ب»",
    ".*",
    "[^ا]",
    "(?i)",
    "{2,}",
    "\\b",
    "\\d+",
    "|",
];

/// Changes the first `size` bytes of `bytes`, which may grow to `max_size`; gives the new size.
pub fn mutate(bytes: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut dice = Dice(u64::from(seed) << 1 | 1);
    if dice.below(4) == 0 {
        return fuzzer_mutate(bytes, size, max_size);
    }
    let n_text = size.saturating_sub(N_KNOBS);
    let mut knobs = [0; N_KNOBS];
    knobs[..size - n_text].copy_from_slice(&bytes[n_text..size]);
    let mut chars: Vec<char> = String::from_utf8_lossy(&bytes[..n_text]).chars().collect();
    for _ in 0..=dice.below(4) {
        change(&mut chars, &mut knobs, &mut dice);
    }
    let text: String = chars.into_iter().collect();
    let n_text = text.floor_char_boundary(max_size.saturating_sub(N_KNOBS));
    let new = [&text.as_bytes()[..n_text], &knobs].concat();
    let new = &new[..new.len().min(max_size)];
    bytes[..new.len()].copy_from_slice(new);
    new.len()
}

fn change(chars: &mut Vec<char>, knobs: &mut [u8; N_KNOBS], dice: &mut Dice) {
    let at = dice.below(chars.len() + 1);
    let n_left = chars.len() - at;
    let len = dice.below(n_left.min(12) + 1);
    match dice.below(9) {
        0 => knobs[dice.below(N_KNOBS)] = dice.below(256) as u8,
        1 => {
            chars.drain(at..at + len);
        }
        2 => {
            let part = chars[at..at + len].to_vec();
            let to = dice.below(chars.len() + 1);
            chars.splice(to..to, part);
        }
        3 => {
            let word = WORDS[dice.below(WORDS.len())];
            chars.splice(at..at, word.chars());
        }
        4 if n_left > 0 => chars[at] = dice.character(),
        5 if n_left > 0 => {
            // A neighbour in its block has often another property.
            let near = u32::from(chars[at]) ^ (1 << dice.below(6));
            chars[at] = char::from_u32(near).unwrap_or('\u{FFFD}');
        }
        6 if n_left > 1 => chars.swap(at, at + 1),
        7 => {
            let any = char::from_u32(dice.below(0x2_0000) as u32);
            chars.insert(at, any.unwrap_or('\u{10FFFF}'));
        }
        _ => {
            for _ in 0..=dice.below(4) {
                chars.insert(at, dice.character());
            }
        }
    }
}

/// Numbers by chance (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn character(&mut self) -> char {
        let n_chars = CHARACTERS.chars().count();
        CHARACTERS.chars().nth(self.below(n_chars)).unwrap_or(' ')
    }
}
