//! Tables: those that hold facts, and those that only place things on a page.

use dom_query::NodeRef;

use crate::article::html::passage::Passage;
use crate::article::html::verse;
use crate::article::{BlockKind, align};
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

/// Gives all rows of a table one direction: what it states or the page does, as browsers order its
/// columns by, else that of most of its letters.
pub(crate) fn align(rows: &mut [Passage], page: Option<Direction>) {
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
