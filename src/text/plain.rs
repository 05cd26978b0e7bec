//! Characters of which it is known at a glance how they stand: one cell wide, and between two of
//! them always the border of a grapheme cluster (UAX 29: neither Extend, SpacingMark, Prepend,
//! Control nor pictographic). News is made of them, and they spare it the rules for the rest.

use icu_properties::{CodePointMapData, props::GraphemeClusterBreak};

/// Whether a character is plain.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        // No-break space, quotation marks, Latin letters.
        | '\u{A0}' | '\u{AB}' | '\u{BB}' | '\u{C0}'..='\u{24F}'
        // Hebrew letters, maqaf, geresh, gershayim.
        | '\u{5BE}' | '\u{5D0}'..='\u{5EA}' | '\u{5F3}' | '\u{5F4}'
        // Arabic letters, tatweel, digits, punctuation.
        | '\u{60C}' | '\u{61B}' | '\u{61F}'..='\u{64A}' | '\u{660}'..='\u{66D}'
        | '\u{671}'..='\u{6D5}' | '\u{6F0}'..='\u{6F9}'
        // Dashes, quotation marks, the ellipsis.
        | '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201E}' | '\u{2026}')
}

/// Whether the plain character `c` is a cluster by itself where `rest` follows it.
pub(crate) fn stands_alone(c: char, rest: &str) -> bool {
    is_plain(c) && rest.chars().next().is_none_or(is_plain)
}

/// Where in `text` the first plain character begins before which a cluster ends; the end of the
/// text where there is none.
pub(crate) fn next(text: &str) -> usize {
    let mut after_prepend = false;
    for (at, c) in text.char_indices() {
        if is_plain(c) && at > 0 && !after_prepend {
            return at;
        }
        after_prepend =
            CodePointMapData::<GraphemeClusterBreak>::new().get(c) == GraphemeClusterBreak::Prepend;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn plain_characters_are_one_cell_and_one_cluster() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert_eq!(width::of_char(c), 1, "{c:?}");
            for (before, after) in [('a', 'b'), ('\u{644}', '\u{627}'), (c, c)] {
                let text: String = [before, c, after].iter().collect();
                assert_eq!(text.graphemes(true).count(), 3, "{text:?}");
            }
        }
    }
}
