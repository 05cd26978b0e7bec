//! What a terminal that puts text in order by itself shows: in, what it is sent and what shall be
//! seen; out, whether it shows that.

use crate::term::encode::slot::Slot;
use crate::text::{Direction, mirrored, seen_order};

/// What a terminal does with what it is sent.
#[derive(Clone, Copy)]
pub(crate) struct Habit {
    /// Whether it shows the mirror image of brackets that run from right to left.
    pub mirrors: bool,
    /// Whether lines of boxes part the text on their two sides: Konsole draws them by itself.
    pub parts: bool,
    /// Whether a row whose first letter runs from right to left does so as a whole.
    pub detects: bool,
}

/// Whether a terminal that is sent this shows the row, `from` a column on.
pub(crate) fn is_seen(
    sent: &[Slot],
    row: &[Slot],
    from: usize,
    base: Direction,
    habit: Habit,
) -> bool {
    let order = seen_order(sent.iter().map(|cell| cell.base), base).zip(row);
    order
        .skip(from)
        .all(|((at, turns), wanted)| shows(&sent[at], turns, wanted, habit))
}

/// Whether a cell is the one that is wanted where the terminal `turns` it.
fn shows(cell: &Slot, turns: bool, wanted: &Slot, habit: Habit) -> bool {
    if cell.column != wanted.column {
        return false;
    }
    let shown = match turns && habit.mirrors {
        true => cell.mirrored().base,
        false => cell.base,
    };
    // Digits and blanks may have been replaced; they have no mirror image.
    shown == wanted.base || mirrored(wanted.base) == wanted.base
}
