//! Words as a reader selects them (UAX 29): in, a text and a byte; out, the word there. Only the
//! text around it is looked at, however long all of it is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The most bytes on either side that are looked at.
const WINDOW: usize = 512;

/// The word that a byte of a text is in, with its marks; where it is in none, the signs or blanks
/// that it is among. Bytes; empty only at the end of the text.
///
/// ```
/// use akhbar::text::word_at;
///
/// let text = "قال الكِتَابُ می‌روم، ok";
/// assert_eq!(&text[word_at(text, 9)], "الكِتَابُ");
/// assert_eq!(&text[word_at(text, text.find('ر').unwrap())], "می‌روم");
/// assert_eq!(&text[word_at(text, text.len() - 1)], "ok");
/// ```
pub fn word_at(text: &str, byte: usize) -> Range<usize> {
    let byte = text.floor_char_boundary(byte.min(text.len()));
    let from = text.floor_char_boundary(byte.saturating_sub(WINDOW));
    let to = text.floor_char_boundary(byte.saturating_add(WINDOW).min(text.len()));
    // A word that is cut by the window is cut where a blank is, if one is near.
    let blank = |c: char| c.is_whitespace();
    let from = match text[from..byte].find(blank) {
        Some(at) if from > 0 => from + at,
        _ => from,
    };
    let words = text[from..to].split_word_bound_indices();
    words
        .map(|(at, word)| from + at..from + at + word.len())
        .find(|word| word.contains(&byte))
        .unwrap_or(byte..byte)
}

/// The word after the one that a byte is in, or before it; signs and blanks are passed over. None
/// where there is none within some hundred bytes.
///
/// ```
/// use akhbar::text::next_word;
///
/// let text = "قال: نعم.";
/// assert_eq!(next_word(text, 0, true).map(|word| &text[word]), Some("نعم"));
/// assert_eq!(next_word(text, 9, false).map(|word| &text[word]), Some("قال"));
/// assert_eq!(next_word(text, 9, true), None);
/// ```
pub fn next_word(text: &str, byte: usize, forwards: bool) -> Option<Range<usize>> {
    let mut at = word_at(text, byte);
    for _ in 0..WINDOW {
        at = match forwards {
            true if at.end < text.len() => word_at(text, at.end),
            false if at.start > 0 => word_at(text, at.start - 1),
            _ => return None,
        };
        if text[at.clone()].contains(char::is_alphanumeric) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_wherever_they_are_pointed_at() {
        let check = |text: &str, expected: &[&str]| {
            let mut found: Vec<&str> = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let word = word_at(text, at);
                assert!(word.contains(&at), "{text:?} {at}");
                for byte in word.clone() {
                    assert_eq!(word_at(text, byte), word, "{text:?} {byte}");
                }
                at = word.end;
                found.push(&text[word]);
            }
            assert_eq!(found, expected);
        };
        check("", &[]);
        check("قال الكِتَاب", &["قال", " ", "الكِتَاب"]);
        check("AI-ذكاء 3.5٪", &["AI", "-", "ذكاء", " ", "3.5", "٪"]);
        check("don't", &["don't"]);
    }

    #[test]
    fn a_text_without_blanks_costs_no_more() {
        let text = "ب".repeat(100_000);
        let word = word_at(&text, 100_001);
        assert!(word.contains(&100_001) && word.len() <= 2 * WINDOW);
        assert!(next_word(&text, 100_001, true).is_some());
        let signs = "-".repeat(100_000);
        assert_eq!(next_word(&signs, 50_000, true), None);
    }
}
