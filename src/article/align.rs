//! Rows of a table in one direction, so that its columns stand in one order.

use crate::article::BETWEEN_CELLS;
use crate::text::{Direction, majority, paragraph_direction};

/// The direction of a table: the stated one, else that of most of its letters.
pub(crate) fn direction<'a>(
    rows: impl Iterator<Item = &'a str>,
    stated: Option<Direction>,
) -> Option<Direction> {
    stated.or_else(|| majority(&rows.collect::<String>()))
}

/// The text of a row in a table of that direction. A cell that has letters of the other one becomes
/// an isolate: else it would change places with its neighbours.
pub(crate) fn aligned(row: &str, direction: Option<Direction>) -> String {
    let other = match direction.unwrap_or(Direction::Ltr) {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    };
    // What has a letter of the other direction is of that direction when asked for it.
    let has_other =
        |cell: &str| paragraph_direction(cell, other) == other && majority(cell).is_some();
    let cells = row.split(BETWEEN_CELLS).map(|cell| match has_other(cell) {
        true => format!("\u{2068}{cell}\u{2069}"),
        false => cell.to_owned(),
    });
    cells.collect::<Vec<_>>().join(BETWEEN_CELLS)
}
