//! What the columns of a row show: in, cells; out, symbols that may be sent, each with its look
//! and its width. No control character gets past here.

use std::borrow::Cow;

use ratatui::buffer::{Cell, CellWidth as _};

use crate::term::sgr::Pen;
use crate::text::mirrored;

/// What one column shows, if it is not covered by the wide symbol before it.
#[derive(Clone, Debug)]
pub(crate) struct Slot<'a> {
    pub symbol: Cow<'a, str>,
    pub pen: Pen,
    pub columns: usize,
    /// The column that it is seen in, the first if there are more.
    pub column: usize,
}

impl Slot<'_> {
    /// A blank that cannot be told from erased screen.
    pub(crate) fn is_bare(&self) -> bool {
        self.symbol == " " && self.pen.is_bare()
    }

    /// Takes the mirror image of the base, where it has one.
    pub(crate) fn mirror(&mut self) {
        let mut chars = self.symbol.chars();
        if let Some(c) = chars.next()
            && mirrored(c) != c
        {
            self.symbol = Cow::Owned(format!("{}{}", mirrored(c), chars.as_str()));
        }
    }

    /// Whether every terminal moves by one column for it: one character of width 1.
    pub(crate) fn is_plain(&self) -> bool {
        self.columns == 1 && self.symbol.chars().nth(1).is_none()
    }

    /// The most columns that a terminal may take: one that knows no marks and joins nothing.
    pub(crate) fn reach(&self) -> usize {
        let columns = |c: char| usize::from(c.encode_utf8(&mut [0; 4]).cell_width()).max(1);
        self.symbol.chars().map(columns).sum()
    }
}

/// The columns of a row; none where a wide symbol covers it.
pub(crate) fn slots(cells: &[Cell]) -> Vec<Option<Slot<'_>>> {
    let mut slots = Vec::with_capacity(cells.len());
    for (column, cell) in cells.iter().enumerate() {
        if column < slots.len() {
            continue;
        }
        let (mut symbol, mut columns) = safe(cell.symbol());
        if column + columns > cells.len() {
            // Half a symbol cannot be shown; the whole would wrap or scroll.
            (symbol, columns) = (Cow::Borrowed(" "), 1);
        }
        slots.push(Some(Slot {
            symbol,
            pen: Pen::of(cell),
            columns,
            column,
        }));
        slots.extend((1..columns).map(|_| None));
    }
    slots
}

/// The number of columns up to and with the last one that shows something.
pub(crate) fn used(slots: &[Option<Slot<'_>>]) -> usize {
    let shown = |slot: &Option<Slot<'_>>| slot.as_ref().is_none_or(|slot| !slot.is_bare());
    slots.iter().rposition(shown).map_or(0, |last| last + 1)
}

/// Whether two columns hold the same, wherever it is seen.
pub(crate) fn same(old: &Option<Slot<'_>>, new: &Option<Slot<'_>>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            (old.pen == new.pen && old.symbol == new.symbol && old.columns == new.columns)
                || (old.is_bare() && new.is_bare())
        }
        (None, None) => true,
        _ => false,
    }
}

/// The symbol as it may be sent, and its width in columns, 1 or more. This is the last defence:
/// what stands in a cell has been through `text`, which leaves nothing of the kind.
fn safe(symbol: &str) -> (Cow<'_, str>, usize) {
    if let [byte] = symbol.as_bytes()
        && (b' '..=b'~').contains(byte)
    {
        return (Cow::Borrowed(symbol), 1);
    }
    if symbol.chars().any(is_control) {
        return (Cow::Borrowed("\u{FFFD}"), 1);
    }
    let symbol = if symbol.contains(is_bidi_control) {
        Cow::Owned(symbol.replace(is_bidi_control, ""))
    } else {
        Cow::Borrowed(symbol)
    };
    match symbol.cell_width() {
        // Alone it would go to the cell before it, or, empty, leave an old symbol standing.
        0 => (Cow::Borrowed(" "), 1),
        columns => (symbol, usize::from(columns)),
    }
}

/// Whether a terminal might act on the character: Cc, and the two separators.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks, embeddings, overrides and isolates: a finished row needs none, and mlterm and screen
/// give some of them a column.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_gets_out() {
        let check = |symbol, expected, columns| {
            assert_eq!(
                safe(symbol),
                (Cow::Borrowed(expected), columns),
                "{symbol:?}"
            );
        };
        check("a", "a", 1);
        check("ﻻ", "ﻻ", 1);
        check("ب\u{651}\u{64E}", "ب\u{651}\u{64E}", 1);
        check("文", "文", 2);
        check("", " ", 1);
        check("\u{64E}", " ", 1);
        check("\u{200D}", " ", 1);
        check("\x1b", "\u{FFFD}", 1);
        check("\x1b]52;c;eA==\x07", "\u{FFFD}", 1);
        check("a\u{9B}31m", "\u{FFFD}", 1);
        check("\x7F", "\u{FFFD}", 1);
        check("\u{2028}", "\u{FFFD}", 1);
        check("\u{202E}a\u{200F}", "a", 1);
        check("\u{2067}", " ", 1);
    }
}
