//! The tables and the poems of an article: runs of blocks whose columns have one width. In, an
//! article; out, the widths that their rows are set by.

use std::ops::Range;

use crate::article::{Article, BETWEEN_CELLS, BETWEEN_HALVES, Block, BlockKind};
use crate::layout::article::block_options;
use crate::layout::columns::{Columns, cells};
use crate::text::{Marks, Paragraph};

/// A run of rows, or of verses.
#[derive(Debug)]
pub(crate) struct Table {
    /// The indices of its blocks.
    blocks: Range<usize>,
    kind: BlockKind,
    /// The cells that its columns take where there is room.
    widths: Vec<usize>,
}

/// The rows of a table that are looked at for its widths: later ones that are wider are broken.
const LOOKED_AT: usize = 200;

/// More text than this in a row is no table to be looked at as a whole, in bytes.
const LONGEST: usize = 4096;

/// The tables of an article, in their order.
pub(crate) fn tables(article: &Article, marks: Marks) -> Vec<Table> {
    let blocks = article.document.blocks();
    let mut tables = Vec::new();
    let mut next = 0;
    for run in blocks.chunk_by(|one, other| one.kind == other.kind) {
        let first = next;
        next += run.len();
        if matches!(run[0].kind, BlockKind::Row | BlockKind::Verse) {
            tables.extend(widths(article, run, marks).map(|widths| Table {
                blocks: first..next,
                kind: run[0].kind,
                widths,
            }));
        }
    }
    tables
}

/// The columns that a block stands in, if it is of a table.
pub(crate) fn columns(tables: &[Table], block_idx: usize) -> Option<Columns<'_>> {
    let n_before = tables.partition_point(|table| table.blocks.end <= block_idx);
    let table = tables.get(n_before)?;
    let is_verse = table.kind == BlockKind::Verse;
    table.blocks.contains(&block_idx).then_some(Columns {
        widths: &table.widths,
        between: between(table.kind),
        shown: if is_verse { "    " } else { BETWEEN_CELLS },
        may_stack: is_verse,
    })
}

fn between(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Verse => BETWEEN_HALVES,
        _ => BETWEEN_CELLS,
    }
}

fn widths(article: &Article, run: &[Block], marks: Marks) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = Vec::new();
    for block in run.iter().take(LOOKED_AT) {
        let text = article.document.text(block);
        if text.len() > LONGEST {
            return None;
        }
        let options = block_options(article, block, marks);
        for (idx, cell) in cells(text, between(block.kind)).into_iter().enumerate() {
            let cell = Paragraph::of_stretch(text, cell, &options);
            let lines = cell.lines(usize::MAX);
            let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
            match widths.get_mut(idx) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    (widths.len() > 1).then_some(widths)
}
