//! Tables: those that hold facts, and those that only place things on a page.

use dom_query::NodeRef;

use crate::article::html::passage::Passage;
use crate::article::{BETWEEN_CELLS, BlockKind};
use crate::text::{Direction, majority, paragraph_direction};

/// Nodes of a table that are looked at.
const LOOKED_AT: usize = 4000;

/// Whether a table holds facts in rows and columns: it has heads, or rows of several cells none
/// of which holds paragraphs or another table.
pub(crate) fn holds_facts(table: &NodeRef<'_>) -> bool {
    let (mut n_rows, mut n_cells, mut has_heads) = (0, 0, false);
    for node in table.descendants_it().take(LOOKED_AT) {
        let Some(name) = node.node_name() else {
            continue;
        };
        match &*name {
            "table" | "article" | "form" | "h1" | "h2" | "h3" | "iframe" => return false,
            "tr" => n_rows += 1,
            "td" => n_cells += 1,
            "th" => has_heads = true,
            "p" | "div" if node.immediate_text().len() > 600 => return false,
            _ => {}
        }
    }
    n_rows >= 2 && (has_heads || n_cells >= 2 * n_rows)
}

/// Gives all rows of a table one direction, so that its columns stand in one order. A cell that
/// has letters of the other direction becomes an isolate: else it would change places with its
/// neighbours.
pub(crate) fn align(rows: &mut [Passage]) {
    let is_row = |row: &&mut Passage| row.kind == BlockKind::Row;
    let texts: String = (rows.iter())
        .filter(|row| row.kind == BlockKind::Row)
        .map(|row| row.text.as_str())
        .collect();
    let stated = rows.iter().find_map(|row| row.direction);
    let direction = stated.or(majority(&texts));
    for row in rows.iter_mut().filter(is_row) {
        row.direction = direction;
        let base = direction.unwrap_or(Direction::Ltr);
        let other = match base {
            Direction::Ltr => Direction::Rtl,
            Direction::Rtl => Direction::Ltr,
        };
        // What has a letter of the other direction is of that direction when asked for it.
        let has_other =
            |cell: &str| paragraph_direction(cell, other) == other && majority(cell).is_some();
        let cells = row
            .text
            .split(BETWEEN_CELLS)
            .map(|cell| match has_other(cell) {
                true => format!("\u{2068}{cell}\u{2069}"),
                false => cell.to_owned(),
            });
        row.text = cells.collect::<Vec<_>>().join(BETWEEN_CELLS);
    }
}
