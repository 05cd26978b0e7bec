//! How many cells a cluster takes, once it has its final form. Widths of logical strings are
//! never asked for: `unicode-width` counts a lam-alef pair as one cell where two are drawn.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most cells that one cluster may take.
pub(crate) const MAX: usize = 2;

/// The cells of one character that stands alone: 0 for marks and invisible ones, else 1 or 2.
pub(crate) fn of_char(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        // The forms that Arabic text is shown in.
        '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FBFF}' | '\u{FE80}'..='\u{FEFC}' => 1,
        _ if encloses_digits(c) => 1,
        // Half-width sound marks extend a grapheme, yet terminals give them a cell.
        '\u{FF9E}' | '\u{FF9F}' => 1,
        '\u{AD}' => 0,
        _ => c.width().unwrap_or(0),
    }
}

/// Signs that enclose the digits after them. No terminal draws them so: each gets its own cell.
pub(crate) fn encloses_digits(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{604}' | '\u{6DD}') || lies_above_digits(c)
}

/// Those of them that lie above the digits and have no width of their own.
pub(crate) fn lies_above_digits(c: char) -> bool {
    matches!(c, '\u{605}' | '\u{70F}' | '\u{890}' | '\u{891}' | '\u{8E2}')
}

/// The cells of a whole cluster, such as a letter with marks or an emoji sequence.
pub(crate) fn of_cluster(text: &str) -> usize {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => 0,
        (Some(c), None) => of_char(c),
        _ => text.width(),
    }
}
