//! Rows of a table in one direction, so that its columns stand in one order.

use crate::article::BETWEEN_CELLS;
use crate::text::{Direction, majority, paragraph_direction};

/// The direction of a table: the stated one, else that of most of its letters. A cell that has
/// letters of the other direction becomes an isolate: else it would change places with its
/// neighbours.
pub(crate) fn align(rows: &mut [&mut String], stated: Option<Direction>) -> Option<Direction> {
    let texts: String = rows.iter().map(|text| text.as_str()).collect();
    let direction = stated.or(majority(&texts));
    let other = match direction.unwrap_or(Direction::Ltr) {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    };
    // What has a letter of the other direction is of that direction when asked for it.
    let has_other =
        |cell: &str| paragraph_direction(cell, other) == other && majority(cell).is_some();
    for text in rows {
        let cells = text.split(BETWEEN_CELLS).map(|cell| match has_other(cell) {
            true => format!("\u{2068}{cell}\u{2069}"),
            false => cell.to_owned(),
        });
        let aligned = cells.collect::<Vec<_>>().join(BETWEEN_CELLS);
        **text = aligned;
    }
    direction
}
