//! A text cut at its line ends, and what of a line is text.

use crate::article::cues::CUES;
use crate::article::fold::fold;
use crate::text::{Bytes, is_letter};

/// The lines of the text, whatever ends them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match first_end(text) {
            Some(at) => {
                let end = text[at..].chars().next().map_or(1, char::len_utf8);
                let end = if text[at..].starts_with("\r\n") {
                    2
                } else {
                    end
                };
                rest = Some(&text[at + end..]);
                Some(&text[..at])
            }
            None => {
                rest = None;
                Some(text)
            }
        }
    })
}

/// Where the first line end begins.
fn first_end(text: &str) -> Option<usize> {
    /// The bytes that they begin with in UTF-8; those beyond ASCII not all alone.
    const MAY_BEGIN: Bytes<3> = Bytes::new([(b'\n', b'\r'), (0xC2, 0xC2), (0xE2, 0xE2)]);
    let is_end = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    MAY_BEGIN.find_char(text, is_end)
}

pub(crate) fn is_visible(c: char) -> bool {
    !(c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'))
}

pub(crate) fn without_bullet(text: &str) -> &str {
    for bullet in ["•", "◦", "▪", "■", "●", "‣", "·", "* ", "+ ", "- "] {
        if let Some(rest) = text.strip_prefix(bullet) {
            return rest;
        }
    }
    // "1. ", "12) ": a number of a list.
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = &text[n_digits..];
    let rest = match after.strip_prefix(") ") {
        Some(rest) => Some(rest),
        None => after.strip_prefix(". ").filter(|rest| !goes_on(rest)),
    };
    rest.filter(|_| (1..=2).contains(&n_digits)).unwrap_or(text)
}

/// Whether a number and a dot are of what follows: of a date, or of a word that they count, as in
/// `5. November`, `5. 11. 2023`, `19. století`.
fn goes_on(rest: &str) -> bool {
    let word = rest
        .split(|c: char| !is_letter(c))
        .next()
        .unwrap_or_default();
    rest.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
        || !CUES.months(&fold(word)).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_come_off_and_no_others() {
        let check = |text, expected| assert_eq!(without_bullet(text), expected, "{text:?}");
        check("1. Open the page", "Open the page");
        check("12) the page", "the page");
        check("- one", "one");
        check("5. November 2023", "5. November 2023");
        check("5. listopadu 2023 v Praze", "5. listopadu 2023 v Praze");
        check("5. 11. 2023", "5. 11. 2023");
        check("19. století začalo", "19. století začalo");
        check("1905. Then came the war", "1905. Then came the war");
    }
}
