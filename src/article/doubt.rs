//! Whether a page has the encoding that it states: in, that one, another that its bytes look like, and
//! some of them; out, whether words come out of them in the second only. In a wrong encoding of one byte
//! a letter, words mix scripts, have capitals behind small letters, or are of nothing but accents.

use encoding_rs::Encoding;

use crate::text::is_letter;

/// Whether the bytes refute what is stated, and are words in what is guessed.
pub(crate) fn is_refuted(
    stated: &'static Encoding,
    guessed: &'static Encoding,
    sample: &[u8],
) -> bool {
    /// Words that say nothing if they are fewer.
    const FEWEST: usize = 5;
    if stated == guessed {
        return false;
    }
    let (n_odd, n_words) = odd_words(stated, sample);
    if n_words < FEWEST || n_odd * 3 < n_words {
        return false;
    }
    let (n_odd, n_words) = odd_words(guessed, sample);
    n_words >= FEWEST && n_odd * 10 <= n_words
}

/// The words with letters beyond ASCII that are none of any language, and all of those.
fn odd_words(encoding: &'static Encoding, sample: &[u8]) -> (usize, usize) {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let is_of_word = |c: char| is_letter(c) || c == char::REPLACEMENT_CHARACTER || is_high(c);
    let words = text
        .split(|c| !is_of_word(c))
        .filter(|word| !word.is_ascii());
    words.fold((0, 0), |(n_odd, n_words), word| {
        (n_odd + usize::from(is_odd(word)), n_words + 1)
    })
}

/// Signs that stand for letters of other encodings.
fn is_high(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}' | '×' | '÷' | '¡'..='¦' | '¨'..='ª' | '¬'..='¶' | '¸'..='º' | '¼'..='¿')
}

fn is_odd(word: &str) -> bool {
    /// So many letters with accents in a row no language has.
    const ACCENTS: usize = 3;
    let mut scripts = [false; 2];
    let (mut was_small, mut n_accents) = (false, 0);
    for c in word.chars() {
        if c == char::REPLACEMENT_CHARACTER || is_high(c) {
            return word.chars().count() > 1;
        }
        let is_latin = (c as u32) < 0x250;
        scripts[usize::from(is_latin)] = true;
        n_accents = if is_latin && !c.is_ascii() {
            n_accents + 1
        } else {
            0
        };
        if n_accents >= ACCENTS || was_small && c.is_uppercase() {
            return true;
        }
        was_small = c.is_lowercase();
    }
    scripts == [true, true]
}
