//! A text cut at its line ends, and what of a line is text.

use crate::text::Bytes;

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
    const MAY_BEGIN: Bytes = Bytes::new(&[b'\n', b'\r', 0x0B, 0x0C, 0xC2, 0xE2]);
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
    match after
        .strip_prefix(". ")
        .or_else(|| after.strip_prefix(") "))
    {
        Some(rest) if (1..=2).contains(&n_digits) => rest,
        _ => text,
    }
}
