//! What the columns of a row show: in, cells; out, symbols that may be sent, each with its look
//! and its width.

use ratatui::buffer::{Cell, CellWidth as _};

use crate::term::{
    encode::{
        columns::{self, BITS, Columns},
        symbol::{Extent, Symbol, Utf8, is_bidi_control},
    },
    sgr::Pen,
};
use crate::text::{Kind, mirrored};

/// What one column shows. The marks of a symbol stay in its cell, which [`Slot::tail`] asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub pen: Pen,
    /// The first character of the symbol; NUL where a wide symbol covers the column.
    pub base: char,
    /// The same as it goes out.
    utf8: Utf8,
    /// The column that it is seen in, the first if there are more.
    pub column: u16,
    /// The number of the link that it is of; 0 for none. Whoever writes says where it leads.
    pub link: u16,
    pub kind: Kind,
    extent: Extent,
}

/// The left-to-right mark: it keeps what stands before it from turning round with what follows.
pub(crate) const LRM: char = '\u{200E}';

/// Nothing before Hebrew runs from right to left.
const FIRST_TURNING: char = '\u{590}';

impl Slot {
    /// The width of the symbol; 0 where the wide symbol before it covers the column.
    #[inline(always)]
    pub(crate) fn columns(&self) -> usize {
        self.extent.columns()
    }

    /// Whether more characters follow in the cell.
    #[inline(always)]
    pub(crate) fn has_tail(&self) -> bool {
        self.extent.has_tail()
    }

    /// Whether [`LRM`] goes out behind the symbol.
    #[inline(always)]
    pub(crate) fn is_held(&self) -> bool {
        self.extent.is_held()
    }

    /// Has [`LRM`] go out behind the symbol, or not; whether that is new.
    #[inline(always)]
    pub(crate) fn hold(&mut self, is_held: bool) -> bool {
        let was_held = self.is_held();
        self.extent = self.extent.held(is_held);
        was_held != is_held
    }

    /// Whether this is a blank and nothing else.
    #[inline(always)]
    pub(crate) fn is_blank(&self) -> bool {
        self.base == ' ' && !self.has_tail()
    }

    /// Whether two columns show the same, wherever they are; `cells` are those of their rows, and
    /// looks that blanks do not show count where they are `kept`.
    #[inline(always)]
    pub(crate) fn is_seen_as(&self, other: &Self, cells: [&[Cell]; 2], kept: bool) -> bool {
        if self.utf8 != other.utf8 {
            return false;
        }
        let is_same =
            self.extent == other.extent && self.pen == other.pen && self.link == other.link;
        match is_same {
            true => !self.has_tail() || self.has_same_tail(other, cells),
            false => !kept && self.is_bare() && other.is_bare(),
        }
    }

    /// Apart from the rest, which is most of what a frame asks of its cells.
    #[inline(never)]
    fn has_same_tail(&self, other: &Self, cells: [&[Cell]; 2]) -> bool {
        self.tail(cells[0]).eq(other.tail(cells[1]))
    }

    /// A blank that cannot be told from erased screen.
    #[inline(always)]
    pub(crate) fn is_bare(&self) -> bool {
        self.is_blank() && self.pen.is_bare()
    }

    /// Whether its ink may reach beyond its columns, as that of Arabic letters does in most fonts.
    #[inline(always)]
    pub(crate) fn may_reach(&self) -> bool {
        match self.base {
            '\0'..'\u{300}' | '\u{2000}'..='\u{2BFF}' => self.has_tail(),
            _ => true,
        }
    }

    /// Puts it and the columns that it covers behind others.
    pub(crate) fn push_to(self, slots: &mut Vec<Self>) {
        slots.push(self);
        let columns = (self.column..).take(self.columns()).skip(1);
        slots.extend(columns.map(|column| self.covering(column)));
    }

    /// What a column shows that it covers.
    fn covering(self, column: u16) -> Self {
        Self {
            base: '\0',
            utf8: Utf8::COVERED,
            extent: Extent::NONE,
            column,
            ..self
        }
    }

    /// A column of which nobody knows what it shows.
    fn unknown(column: u16) -> Self {
        Self {
            pen: Pen::default(),
            base: '\0',
            utf8: Utf8::UNKNOWN,
            column,
            link: 0,
            kind: Kind::Other,
            extent: Extent::ONE,
        }
    }

    /// Forgets what is shown.
    pub(crate) fn spoil(&mut self) {
        self.base = '\0';
        self.utf8 = Utf8::UNKNOWN;
    }

    /// The same with the look and the link of another.
    #[inline(always)]
    pub(crate) fn in_place_of(self, other: &Self) -> Self {
        Self {
            pen: other.pen,
            link: other.link,
            ..self
        }
    }

    /// The same with another base.
    pub(crate) fn with_base(self, base: char) -> Self {
        Self {
            base,
            utf8: Utf8::of(base),
            kind: Kind::of(base),
            ..self
        }
    }

    /// The same with the mirror image of the base, where it has one.
    #[inline]
    pub(crate) fn mirrored(self) -> Self {
        if !self.may_mirror() {
            return self;
        }
        let image = mirrored(self.base);
        match image == self.base {
            true => self,
            false => self.with_base(image),
        }
    }

    /// Whether the base may have a mirror image, as no letter has, no digit and no blank.
    #[inline(always)]
    pub(crate) fn may_mirror(&self) -> bool {
        matches!(self.kind, Kind::Neutral | Kind::Other)
    }

    /// Whether a terminal that puts text in order could move something on account of it.
    #[inline(always)]
    pub(crate) fn is_turning(&self) -> bool {
        use Kind::{Blank, Left, Neutral, Other};
        self.base >= FIRST_TURNING && !matches!(self.kind, Left | Blank | Neutral | Other)
    }

    /// Whether every terminal moves by one column for it: one character of width 1.
    #[inline(always)]
    pub(crate) fn is_plain(&self) -> bool {
        self.extent.held(false) == Extent::ONE
    }

    /// Whether it is plain, or a wide symbol before it covers the column.
    #[inline(always)]
    pub(crate) fn is_plain_or_covered(&self) -> bool {
        self.extent.held(false).is_at_most_one()
    }

    /// The base as it goes out: its bytes, and how many of them count.
    #[inline(always)]
    pub(crate) fn bytes(&self) -> ([u8; 4], usize) {
        self.utf8.bytes()
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

    /// Whether this is what a cell shows, as far as that is easily told.
    #[inline(always)]
    fn is_of(&self, cell: &Cell) -> bool {
        Utf8::of_symbol(cell.symbol()) == self.utf8 && Pen::of(cell) == self.pen && self.is_plain()
    }

    /// What a cell shows in this column, whatever else is around.
    fn taking(&self, cell: &Cell) -> Self {
        Self {
            pen: Pen::of(cell),
            ..self.showing(Symbol::of(cell.symbol()))
        }
    }

    /// The same with another symbol.
    fn showing(self, symbol: Symbol) -> Self {
        Self {
            base: symbol.base,
            utf8: symbol.utf8,
            kind: symbol.kind,
            extent: symbol.extent.held(self.is_held()),
            ..self
        }
    }
}

/// Puts what a row of cells shows into `slots`, one for each column; whether any symbol is wide.
pub(crate) fn fill(slots: &mut Vec<Slot>, cells: &[Cell]) -> bool {
    slots.clear();
    slots.extend((0..).zip(cells).map(|(column, _)| Slot::unknown(column)));
    update(slots, [cells; 2], true, &mut Columns::default())
}

/// Has `slots`, which show the first of two rows of cells, show the second. Notes where they show
/// something else by that, as [`Slot::is_seen_as`] says, unless any symbol is wide, which it tells.
/// Links stay with their columns.
pub(crate) fn update(
    slots: &mut [Slot],
    cells: [&[Cell]; 2],
    kept: bool,
    changed: &mut Columns,
) -> bool {
    let mut extents = Extent::NONE;
    let words = columns::words(slots.chunks_mut(BITS), cells[1].chunks(BITS));
    changed.set(words, |(slot, cell)| {
        if slot.is_of(cell) {
            return false;
        }
        let next = slot.taking(cell);
        extents = extents.or(next.extent);
        let is_new = !slot.is_seen_as(&next, cells, kept);
        *slot = next;
        is_new
    });
    let has_wide = extents.columns() > 1;
    if has_wide {
        cover(slots);
    }
    has_wide
}

/// Has wide symbols cover the columns behind their first.
fn cover(slots: &mut [Slot]) {
    let mut column = 0;
    while let Some(&slot) = slots.get(column) {
        let end = column + slot.columns().max(1);
        if end > slots.len() {
            // Half a symbol cannot be shown; the whole would wrap or scroll.
            slots[column] = slot.showing(Symbol::BLANK);
            return;
        }
        for covered in &mut slots[column + 1..end] {
            *covered = slot.covering(covered.column);
        }
        column = end;
    }
}

/// The first column of something that is [turning](Slot::is_turning).
pub(crate) fn first_turning(slots: &[Slot]) -> Option<usize> {
    /// How many are passed over at a time, as most of any screen is.
    const STEP: usize = 8;
    let (steps, rest) = slots.as_chunks::<STEP>();
    let is_passed = |step: &[Slot; STEP]| {
        let bits = step.iter().fold(0, |bits, slot| bits | slot.base as u32);
        bits < FIRST_TURNING as u32
    };
    let mut begin = 0;
    for step in steps {
        let turning = match is_passed(step) {
            true => None,
            false => step.iter().position(Slot::is_turning),
        };
        if let Some(at) = turning {
            return Some(begin + at);
        }
        begin += STEP;
    }
    let at = rest.iter().position(Slot::is_turning);
    at.map(|at| begin + at)
}

/// The number of columns up to and with the last one that shows something.
pub(crate) fn used(slots: &[Slot]) -> usize {
    let last = slots.iter().rposition(|slot| !slot.is_bare());
    last.map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    #[test]
    fn what_turns_is_found_in_any_column() {
        let check = |row: &str, expected: Option<usize>| {
            let mut slots = Vec::new();
            fill(&mut slots, &Buffer::with_lines([row]).content);
            assert_eq!(first_turning(&slots), expected, "{row}");
        };
        for n_before in 0..20 {
            let before = "é│".repeat(n_before);
            check(&before, None);
            check(&(before.clone() + "א b٢ "), Some(2 * n_before));
            check(&before.clone().replace('é', " "), None);
            check(&(before + "  ٢           "), Some(2 * n_before + 2));
        }
    }

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
