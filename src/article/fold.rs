//! The form in which lines are compared with cues: small letters without marks, one shape for
//! each alef, yeh, kaf and heh, ASCII digits, and one blank between words. Not the search form
//! of readers, which keeps its way back to the source; here only whole words matter.

use crate::text::{Bytes, decompose, digit, is_mark as is_any_mark};

/// The words of `text` in the form for comparing, one blank between two.
pub(crate) fn fold(text: &str) -> String {
    let mut words = Words {
        out: String::with_capacity(text.len()),
        gap: false,
    };
    for c in text.chars() {
        match known(c) {
            Some(Folded::Word(letter)) => words.push(letter),
            Some(Folded::Gap) => words.gap = true,
            Some(Folded::Nothing) => {}
            None => {
                let decomposed = decompose(c.encode_utf8(&mut [0; 4])).into_owned();
                decomposed.chars().for_each(|c| words.add(fold_char(c)));
            }
        }
    }
    words.out
}

struct Words {
    out: String,
    /// Whether a gap came after the last word.
    gap: bool,
}

impl Words {
    #[inline]
    fn push(&mut self, letter: char) {
        if self.gap && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push(letter);
    }

    fn add(&mut self, folded: Folded) {
        match folded {
            Folded::Word(c) if known(c).is_some() => self.push(c),
            Folded::Word(c) => {
                let small = c.to_lowercase().filter(|c| !is_mark(*c));
                small.for_each(|c| self.push(c));
            }
            Folded::Gap => self.gap = true,
            Folded::Nothing => {}
        }
    }
}

/// What is left of `text` after its first `n_words` words, as [`fold`] counts them.
pub(crate) fn skip_words(text: &str, n_words: usize) -> &str {
    let mut n_left = n_words;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        match fold_char(c) {
            Folded::Word(_) => inside = true,
            Folded::Gap if inside => {
                inside = false;
                n_left -= 1;
            }
            _ => {}
        }
        if n_left == 0 {
            return &text[at..];
        }
    }
    ""
}

/// The number of words of `text`, as [`fold`] parts them; about that where a script writes them
/// without blanks.
pub(crate) fn n_words(text: &str) -> usize {
    n_words_up_to(text, usize::MAX).max(n_unparted(text))
}

fn n_words_up_to(text: &str, most: usize) -> usize {
    let mut n = 0;
    let mut inside = false;
    for c in text.chars() {
        match fold_char(c) {
            Folded::Word(_) => {
                n += usize::from(!inside);
                inside = true;
                if n == most {
                    break;
                }
            }
            Folded::Gap => inside = false,
            Folded::Nothing => {}
        }
    }
    n
}

/// Whether `text` has as many words, counted up to there.
pub(crate) fn has_words(text: &str, n: usize) -> bool {
    n_words_up_to(text, n) >= n || n_unparted(text) >= n
}

/// About how many words of scripts without blanks between words stand in `text`.
pub(crate) fn n_unparted(text: &str) -> usize {
    /// The bytes that all characters of theirs begin with in UTF-8.
    const MAY_BEGIN: Bytes<3> = Bytes::new([(0xE0, 0xE1), (0xE3, 0xE9), (0xF0, 0xF4)]);
    if !MAY_BEGIN.is_in(text) {
        return 0;
    }
    let mut counts = [0, 0];
    for letters in text.chars().filter_map(letters_per_word) {
        counts[usize::from(letters > 2)] += 1;
    }
    counts[0] / 2 + counts[1] / 6
}

/// About how many characters a word has in a script that puts no blanks between words.
fn letters_per_word(c: char) -> Option<usize> {
    match c {
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => Some(6),
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Some(2),
        _ => None,
    }
}

/// The length of `text` where that tells prose from labels: its characters, those twice that say as
/// much as two others.
pub(crate) fn length(text: &str) -> usize {
    // No character that counts twice begins with a lower byte.
    let highest = text.bytes().fold(0, u8::max);
    match highest < 0xE3 {
        true => text.chars().count(),
        false => text.chars().map(weight).sum(),
    }
}

/// What a character counts in a [`length`].
pub(crate) fn weight(c: char) -> usize {
    match c {
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => 2,
        '\u{20000}'..='\u{3FFFF}' => 2,
        _ => 1,
    }
}

#[derive(Clone, Copy)]
enum Folded {
    Word(char),
    Gap,
    Nothing,
}

/// The end of the characters that [`KNOWN`] has.
const N_KNOWN: usize = 0x700;

/// What the characters are folded to that have one form whatever they decompose to: nearly all of
/// most pages, so that they are looked up. None where it takes more.
static KNOWN: [Option<Folded>; N_KNOWN] = {
    let mut table = [None; N_KNOWN];
    let mut at = 0;
    while at < N_KNOWN {
        if let Some(c) = char::from_u32(at as u32) {
            table[at] = match shape(c) {
                _ if c.is_ascii_alphanumeric() => Some(Folded::Word(c.to_ascii_lowercase())),
                _ if c == '\'' || is_mark(c) || is_nothing(c) => Some(Folded::Nothing),
                _ if c.is_ascii() => Some(Folded::Gap),
                Some(letter) => Some(Folded::Word(letter)),
                None => None,
            };
        }
        at += 1;
    }
    table
};

fn known(c: char) -> Option<Folded> {
    KNOWN.get(c as usize).copied().flatten()
}

#[inline]
fn fold_char(c: char) -> Folded {
    known(c).unwrap_or_else(|| fold_unknown(c))
}

fn fold_unknown(c: char) -> Folded {
    match c {
        _ if is_nothing(c) => Folded::Nothing,
        'ı' => Folded::Word('i'),
        'ς' => Folded::Word('σ'),
        _ => match digit(c).and_then(|value| char::from_digit(value, 10)) {
            Some(digit) => Folded::Word(digit),
            // The signs of vowels and the like are of their words in Indic and Thai script.
            None if c.is_alphanumeric() || is_any_mark(c) => Folded::Word(c),
            None => Folded::Gap,
        },
    }
}

/// Apostrophes, geresh and gershayim, tatweel, joiners, direction marks, soft hyphen.
const fn is_nothing(c: char) -> bool {
    matches!(c,
        '\u{2019}' | '\u{2BC}' | '\u{5F3}' | '\u{5F4}' | '\u{640}' | '\u{AD}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// The one shape for all letters that pages write for each other, whatever marks they decompose
/// to: of most letters of Arabic, Urdu, Persian and Hebrew pages, and of those only.
const fn shape(c: char) -> Option<char> {
    Some(match c {
        'ا' | 'ب' | 'ت'..='غ' | 'ف' | 'ق' | 'ل'..='و' | 'ي' => c,
        'پ' | 'ٹ' | 'چ' | 'ڈ' | 'ڑ' | 'ژ' | 'گ' | 'א'..='ת' => c,
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ے' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' | 'ە' => 'ه',
        'ں' => 'ن',
        _ => return None,
    })
}

/// Whether a character is a mark on a letter that spelling may leave out.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_cue_are_one() {
        let check = |text, expected| assert_eq!(fold(text), expected, "{text:?}");
        check("  Read  MORE: ", "read more");
        check("Today's", "todays");
        check("Publié à 14h52", "publie a 14h52");
        check("اقرأ أيضاً:", "اقرا ايضا");
        check("إقرأ ايضا", "اقرا ايضا");
        check("برچسب‌ها", "برچسبها");
        check("المـــؤســـس", "الموسس");
        check("٤ دقائق ۱۲", "4 دقايق 12");
        check("דוא״ל", "דואל");
        check("ـــ|•", "");
    }

    #[test]
    fn the_shape_of_a_letter_is_that_of_what_it_decomposes_to() {
        for c in '\u{590}'..='\u{6FF}' {
            let decomposed = decompose(c.encode_utf8(&mut [0; 4])).into_owned();
            let mut bases = decomposed.chars().filter(|c| !is_mark(*c));
            let base = bases.next().and_then(shape);
            if let Some(letter) = shape(c) {
                assert_eq!((base, bases.next()), (Some(letter), None), "{c}");
            }
        }
    }

    #[test]
    fn words_are_skipped_as_they_are_counted() {
        let check = |text, n, expected| assert_eq!(skip_words(text, n), expected, "{text:?}");
        check("By Ken Hanly", 1, " Ken Hanly");
        check("تحریر: شعبہ", 1, ": شعبہ");
        check("one", 1, "");
        check("one two", 0, "one two");
        check("today's news", 1, " news");
        assert_eq!(n_words("a-b, c ... 'd'"), 4);
        assert!(has_words("a-b, c ... 'd'", 4) && !has_words("a-b, c ... 'd'", 5));
        assert!(has_words("港特首梁振英就住宅违建事件道歉", 7));
        assert_eq!(n_words("港特首梁振英就住宅违建事件道歉"), 7);
        assert_eq!(n_words("अक्टूबर में"), 2);
    }
}
