//! Tables: those that hold facts, and those that only place things on a page.

use dom_query::NodeRef;

use crate::article::html::passage::Passage;
use crate::article::html::verse;
use crate::article::span::Cell;
use crate::article::{BETWEEN_CELLS, BlockKind, align};
use crate::text::Direction;

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

/// The columns or rows that a cell takes, as far as they are heeded.
pub(crate) fn extent(value: &str) -> u8 {
    const MOST: u16 = 100;
    let n: Option<u16> = value.trim().parse().ok();
    n.unwrap_or(1).clamp(1, MOST) as u8
}

/// Puts empty cells where a cell goes on over columns and rows, so that each stands in its own column.
fn spread(rows: &mut [Passage]) {
    /// Cells of a row.
    const MOST: usize = 100;
    /// Empty cells of a table: rows behind so many stay as they are.
    const MOST_COVERED: usize = 20_000;
    let has_wide = |row: &Passage| {
        row.cells
            .iter()
            .any(|cell| (cell.columns, cell.rows) != (1, 1))
    };
    if !rows.iter().any(has_wide) {
        return;
    }
    // The rows that a cell above goes on for, by column.
    let mut left: Vec<u8> = Vec::new();
    let mut n_covered = 0;
    for row in rows.iter_mut().filter(|row| row.kind == BlockKind::Row) {
        let texts: Vec<&str> = row.text.split(BETWEEN_CELLS).collect();
        if texts.len() != row.cells.len() || n_covered > MOST_COVERED {
            continue;
        }
        let mut made: Vec<(&str, Cell)> = Vec::new();
        let cover = |made: &mut Vec<(&str, Cell)>, left: &mut Vec<u8>| {
            while let Some(n) = left.get_mut(made.len()).filter(|n| **n > 0) {
                *n -= 1;
                made.push(("", Cell::COVERED));
            }
        };
        for (text, cell) in texts.iter().zip(&row.cells) {
            cover(&mut made, &mut left);
            let first = made.len();
            made.push((text, *cell));
            let last = (first + usize::from(cell.columns)).min(MOST.max(first + 1));
            made.resize(last, ("", Cell::COVERED));
            left.resize(left.len().max(last), 0);
            left[first..last].fill(cell.rows - 1);
        }
        cover(&mut made, &mut left);
        n_covered += made.len() - texts.len();
        let text = made.iter().map(|(text, _)| *text).collect::<Vec<_>>();
        let text = text.join(BETWEEN_CELLS);
        row.cells = made.iter().map(|(_, cell)| *cell).collect();
        row.set_text(text);
    }
}

/// Gives all rows of a table one direction: what it states or the page does, as browsers order its
/// columns by, else that of most of its letters.
pub(crate) fn align(rows: &mut [Passage], page: Option<Direction>) {
    spread(rows);
    let stated = rows.iter().find_map(|row| row.direction).or(page);
    let is_row = |row: &Passage| row.kind == BlockKind::Row;
    let texts = rows.iter().filter(|row| is_row(row));
    let direction = align::direction(texts.map(|row| row.text.as_str()), stated);
    for row in rows.iter_mut().filter(|row| is_row(row)) {
        row.set_text(align::aligned(&row.text, direction));
        row.direction = direction;
    }
    verse::of_table(rows);
}
