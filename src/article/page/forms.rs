//! The words that two texts share, in whatever forms: in, a word or a text; out, what it is compared by.

use crate::text::Bytes;

/// The signs of Chinese and Japanese two by two, which have no blanks between their words.
pub(crate) fn pairs(text: &str) -> Vec<String> {
    /// The bytes that they begin with in UTF-8.
    const MAY_BEGIN: Bytes<1> = Bytes::new([(0xE3, 0xE9)]);
    let is_sign = |c: &char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    if !MAY_BEGIN.is_in(text) {
        return Vec::new();
    }
    let signs: Vec<char> = text.chars().collect();
    let pairs = signs.windows(2).filter(|pair| pair.iter().all(is_sign));
    pairs.map(|pair| pair.iter().collect()).collect()
}

/// Letters of a word that says what a text is about.
pub(crate) const LONG: usize = 4;

/// The forms under which a word is known again: itself, its first five letters without the
/// ending, and for Arabic and Hebrew without one to three letters of prefix.
pub(crate) fn forms(word: &str) -> impl Iterator<Item = &str> {
    let at = |n: usize| word.char_indices().nth(n).map(|(at, _)| at);
    let has_prefix = word.starts_with(|c| matches!(c, '\u{590}'..='\u{6FF}'));
    let without = (1..=3)
        .filter(move |n| has_prefix && at(n + LONG - 1).is_some())
        .filter_map(move |n| at(n).map(|at| &word[at..]));
    [word]
        .into_iter()
        .chain(at(5).map(|at| &word[..at]))
        .chain(without)
}
