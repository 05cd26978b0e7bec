//! What the columns of a row show: in, cells; out, symbols that may be sent, each with its look
//! and its width. No control character gets past here.

use ratatui::buffer::{Cell, CellWidth as _};

use crate::term::sgr::Pen;
use crate::text::{Kind, mirrored};

/// What one column shows. The marks of a symbol stay in its cell, which [`Slot::tail`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The first character of the symbol.
    pub base: char,
    pub kind: Kind,
    /// Whether more characters follow in the cell.
    pub has_tail: bool,
    /// The width of the symbol; 0 where the wide symbol before it covers the column.
    pub columns: u8,
    /// The column that it is seen in, the first if there are more.
    pub column: u16,
    pub pen: Pen,
    /// Whether [`LRM`] goes out behind the symbol.
    pub is_held: bool,
}

/// The left-to-right mark: it keeps what stands before it from turning round with what follows.
pub(crate) const LRM: char = '\u{200E}';

impl Slot {
    /// Whether this is a blank and nothing else.
    pub(crate) fn is_blank(&self) -> bool {
        self.base == ' ' && !self.has_tail
    }

    /// Whether two columns hold the same, wherever it is seen; `cells` are those of their rows.
    #[inline(always)]
    pub(crate) fn is_same(&self, other: &Self, cells: [&[Cell]; 2]) -> bool {
        self.base == other.base
            && self.columns == other.columns
            && self.has_tail == other.has_tail
            && self.is_held == other.is_held
            && self.pen == other.pen
            && (!self.has_tail || self.tail(cells[0]).eq(other.tail(cells[1])))
    }

    /// A blank that cannot be told from erased screen.
    pub(crate) fn is_bare(&self) -> bool {
        self.is_blank() && self.pen.is_bare()
    }

    /// Puts it and the columns that it covers behind others.
    pub(crate) fn push_to(self, slots: &mut Vec<Self>) {
        slots.push(self);
        for at in 1..u16::from(self.columns) {
            let column = self.column + at;
            slots.push(Self {
                columns: 0,
                column,
                has_tail: false,
                ..self
            });
        }
    }

    /// The same with another base.
    pub(crate) fn with_base(self, base: char) -> Self {
        let kind = Kind::of(base);
        Self { base, kind, ..self }
    }

    /// The same with the mirror image of the base, where it has one.
    pub(crate) fn mirrored(self) -> Self {
        match self.kind {
            // No letter has one, and no digit.
            Kind::Neutral => self.with_base(mirrored(self.base)),
            _ => self,
        }
    }

    /// Whether a terminal that puts text in order could move something on account of it.
    pub(crate) fn is_turning(&self) -> bool {
        // Nothing before Hebrew runs from right to left.
        self.base >= '\u{590}' && !matches!(self.kind, Kind::Left | Kind::Neutral)
    }

    /// Whether every terminal moves by one column for it: one character of width 1.
    pub(crate) fn is_plain(&self) -> bool {
        self.columns == 1 && !self.has_tail
    }

    /// What follows the base in its cell, which is one of `cells`, those of its row.
    pub(crate) fn tail(&self, cells: &[Cell]) -> impl Iterator<Item = char> {
        let symbol = match self.has_tail {
            true => cells[usize::from(self.column)].symbol(),
            false => "",
        };
        symbol.chars().filter(|&c| !is_bidi_control(c)).skip(1)
    }

    /// The most columns that a terminal may take: one that knows no marks and joins nothing.
    pub(crate) fn reach(&self, cells: &[Cell]) -> usize {
        let columns = |c: char| usize::from(c.encode_utf8(&mut [0; 4]).cell_width()).max(1);
        columns(self.base) + self.tail(cells).map(columns).sum::<usize>()
    }
}

/// Puts what a row of cells shows into `slots`, one for each column.
pub(crate) fn fill(slots: &mut Vec<Slot>, cells: &[Cell]) {
    slots.clear();
    slots.reserve(cells.len());
    for (column, cell) in cells.iter().enumerate() {
        if column < slots.len() {
            continue;
        }
        let mut slot = Slot::of(cell, column);
        if column + usize::from(slot.columns) > cells.len() {
            // Half a symbol cannot be shown; the whole would wrap or scroll.
            slot = slot.with_base(' ');
            (slot.has_tail, slot.columns) = (false, 1);
        }
        slot.push_to(slots);
    }
}

/// The number of columns up to and with the last one that shows something.
pub(crate) fn used(slots: &[Slot]) -> usize {
    let last = slots.iter().rposition(|slot| !slot.is_bare());
    last.map_or(0, |last| last + 1)
}

impl Slot {
    /// The symbol of a cell as it may be sent. This is the last defence: what stands in a cell has
    /// been through `text`, which leaves nothing that is replaced here.
    #[inline]
    fn of(cell: &Cell, column: usize) -> Self {
        let mut slot = Self {
            base: ' ',
            kind: Kind::Neutral,
            has_tail: false,
            columns: 1,
            column: column as u16,
            pen: Pen::of(cell),
            is_held: false,
        };
        let symbol = cell.symbol();
        if symbol == " " {
            // Most of any screen.
            return slot;
        }
        let mut chars = symbol.chars();
        let Some(c) = chars.next() else {
            return slot;
        };
        let (kind, columns) = Kind::and_columns(c);
        if let Some(columns) = columns
            && chars.as_str().is_empty()
        {
            (slot.base, slot.kind, slot.columns) = (c, kind, columns);
            return slot;
        }
        if symbol.chars().any(is_control) {
            return slot.with_base('\u{FFFD}');
        }
        let safe = symbol.replace(is_bidi_control, "");
        match (safe.chars().next(), safe.cell_width()) {
            (Some(base), columns @ 1..) => {
                slot.has_tail = safe.len() > base.len_utf8();
                slot.columns = columns as u8;
                slot.with_base(base)
            }
            // Alone it would go to the cell before it, or, empty, leave an old symbol standing.
            _ => slot,
        }
    }
}

/// Whether a terminal might act on the character: Cc, and the two separators.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks, embeddings, overrides and isolates: the cells of a finished row hold none, and mlterm and
/// screen give some of them a column.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_gets_out() {
        let check = |symbol: &str, expected: &str, columns| {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            let cells = [cell, Cell::default()];
            let mut slots = Vec::new();
            fill(&mut slots, &cells);
            let sent: String = [slots[0].base]
                .into_iter()
                .chain(slots[0].tail(&cells))
                .collect();
            assert_eq!(
                (sent.as_str(), slots[0].columns),
                (expected, columns),
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
