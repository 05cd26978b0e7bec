//! What the columns of a row show: in, cells; out, symbols that may be sent, each with its look
//! and its width. No control character gets past here.

use std::mem;

use ratatui::buffer::{Cell, CellWidth as _};

use crate::term::sgr::Pen;
use crate::text::{Kind, mirrored};

/// What one column shows, in three words. The marks of a symbol stay in its cell, which
/// [`Slot::tail`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The first character of the symbol.
    pub base: char,
    /// The column that it is seen in, the first if there are more.
    pub column: u16,
    pub kind: Kind,
    extent: Extent,
    pub pen: Pen,
    /// The number of the link that it is of; 0 for none. Whoever writes says where it leads.
    pub link: u16,
}

/// How many columns a symbol takes, and in the highest bits what goes out behind its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent(u8);

impl Extent {
    /// More characters follow in the cell.
    const TAIL: u8 = 1 << 7;
    /// [`LRM`] goes out behind the symbol.
    const HELD: u8 = 1 << 6;
    const COLUMNS: u8 = Self::HELD - 1;
    const ONE: Self = Self(1);
}

/// The left-to-right mark: it keeps what stands before it from turning round with what follows.
pub(crate) const LRM: char = '\u{200E}';

impl Slot {
    /// The width of the symbol; 0 where the wide symbol before it covers the column.
    pub(crate) fn columns(&self) -> usize {
        usize::from(self.extent.0 & Extent::COLUMNS)
    }

    /// Whether more characters follow in the cell.
    pub(crate) fn has_tail(&self) -> bool {
        self.extent.0 & Extent::TAIL != 0
    }

    /// Whether [`LRM`] goes out behind the symbol.
    pub(crate) fn is_held(&self) -> bool {
        self.extent.0 & Extent::HELD != 0
    }

    /// Has [`LRM`] go out behind the symbol.
    pub(crate) fn hold(&mut self) {
        self.extent.0 |= Extent::HELD;
    }

    /// Whether this is a blank and nothing else.
    pub(crate) fn is_blank(&self) -> bool {
        self.base == ' ' && !self.has_tail()
    }

    /// Whether two columns show the same, wherever they are; `cells` are those of their rows, and
    /// looks that blanks do not show count where they are `kept`.
    #[inline(always)]
    pub(crate) fn is_seen_as(&self, other: &Self, cells: [&[Cell]; 2], kept: bool) -> bool {
        let is_same = self.base == other.base
            && self.extent == other.extent
            && self.pen == other.pen
            && self.link == other.link
            && (!self.has_tail() || self.tail(cells[0]).eq(other.tail(cells[1])));
        is_same || !kept && self.is_bare() && other.is_bare()
    }

    /// A blank that cannot be told from erased screen.
    pub(crate) fn is_bare(&self) -> bool {
        self.is_blank() && self.pen.is_bare()
    }

    /// Whether its ink may reach beyond its columns, as that of Arabic letters does in most fonts.
    pub(crate) fn may_reach(&self) -> bool {
        let is_letter = self.base >= '\u{300}' && !('\u{2000}'..='\u{2BFF}').contains(&self.base);
        self.columns() > 0 && (is_letter || self.has_tail())
    }

    /// Puts it and the columns that it covers behind others.
    pub(crate) fn push_to(self, slots: &mut Vec<Self>) {
        slots.push(self);
        for at in 1..self.columns() {
            slots.push(Self {
                column: self.column + at as u16,
                extent: Extent(0),
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
            Kind::Neutral | Kind::Other => self.with_base(mirrored(self.base)),
            _ => self,
        }
    }

    /// Whether a terminal that puts text in order could move something on account of it.
    pub(crate) fn is_turning(&self) -> bool {
        // Nothing before Hebrew runs from right to left.
        self.base >= '\u{590}' && !matches!(self.kind, Kind::Left | Kind::Neutral | Kind::Other)
    }

    /// Whether every terminal moves by one column for it: one character of width 1.
    pub(crate) fn is_plain(&self) -> bool {
        self.extent.0 & !Extent::HELD == 1
    }

    /// What follows the base in its cell, which is one of `cells`, those of its row.
    pub(crate) fn tail(&self, cells: &[Cell]) -> impl Iterator<Item = char> {
        let symbol = match self.has_tail() {
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
    let mut extents = 0;
    slots.extend(cells.iter().enumerate().map(|(column, cell)| {
        let slot = Slot::of(cell, column);
        extents |= slot.extent.0;
        slot
    }));
    if extents & Extent::COLUMNS > 1 {
        cover(slots);
    }
}

/// Has wide symbols cover the columns behind their first.
fn cover(slots: &mut Vec<Slot>) {
    let n_slots = slots.len();
    let each = mem::replace(slots, Vec::with_capacity(n_slots));
    for (column, mut slot) in each.into_iter().enumerate() {
        if column < slots.len() {
            continue;
        }
        if column + slot.columns() > n_slots {
            // Half a symbol cannot be shown; the whole would wrap or scroll.
            slot = slot.with_base(' ');
            slot.extent = Extent::ONE;
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
    /// What a cell shows.
    #[inline(always)]
    fn of(cell: &Cell, column: usize) -> Self {
        let symbol = cell.symbol();
        let (base, kind, extent) = match *symbol.as_bytes() {
            // Most of any screen.
            [b' '] => BLANK,
            [letter] if letter.is_ascii_alphabetic() => (letter.into(), Kind::Left, Extent::ONE),
            _ => plain(symbol).unwrap_or_else(|| safe(symbol)),
        };
        Self {
            base,
            column: column as u16,
            kind,
            extent,
            pen: Pen::of(cell),
            link: 0,
        }
    }
}

/// The base of a symbol, its kind, and the extent of the symbol.
type Symbol = (char, Kind, Extent);

const BLANK: Symbol = (' ', Kind::Neutral, Extent::ONE);

/// A symbol of one character that is shown the same whatever is around.
#[inline(always)]
fn plain(symbol: &str) -> Option<Symbol> {
    let mut chars = symbol.chars();
    let base = chars.next().filter(|_| chars.as_str().is_empty())?;
    let (kind, columns) = Kind::and_columns(base);
    Some((base, kind, Extent(columns?)))
}

/// Any symbol as it may be sent. This is the last defence: what stands in a cell has been through
/// `text`, which leaves nothing that is replaced here.
#[inline(never)]
fn safe(symbol: &str) -> Symbol {
    if symbol.chars().any(is_control) {
        return (char::REPLACEMENT_CHARACTER, Kind::Neutral, Extent::ONE);
    }
    let safe = symbol.replace(is_bidi_control, "");
    match (safe.chars().next(), safe.cell_width()) {
        (Some(base), columns @ 1..) => {
            let tail = match safe.len() > base.len_utf8() {
                true => Extent::TAIL,
                false => 0,
            };
            let columns = columns.min(Extent::COLUMNS.into()) as u8;
            (base, Kind::of(base), Extent(columns | tail))
        }
        // Alone it would go to the cell before it, or, empty, leave an old symbol standing.
        _ => BLANK,
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
                (sent.as_str(), slots[0].columns()),
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
