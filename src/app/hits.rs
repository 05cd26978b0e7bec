//! Matches in the body of an article: in, a pattern and a window of all the body's text; out, the
//! ranges that lie inside one block each.

use std::ops::Range;

use crate::app::search::Match;
use crate::article::{Article, Block};
use crate::layout::{Anchor, Part};
use crate::text::Pattern;

/// How far beyond a window a match may reach, in bytes.
pub(crate) const REACH: usize = 1 << 16;

/// The byte of all the body's text that a place is; its start for one above it.
pub(crate) fn place(article: &Article, anchor: Anchor) -> usize {
    let Part::Block(block_idx) = anchor.part else {
        return 0;
    };
    match article.document.blocks().get(block_idx) {
        Some(block) => (block.range().start + anchor.byte).min(block.range().end),
        None => article.document.whole_text().len(),
    }
}

/// A match in the body as bytes of its block.
pub(crate) fn of_part(article: &Article, hit: &Range<usize>) -> Match {
    let blocks = article.document.blocks();
    let block_idx = blocks.partition_point(|block| block.range().end <= hit.start);
    let start = blocks.get(block_idx).map_or(0, |block| block.range().start);
    Match {
        part: Part::Block(block_idx),
        range: hit.start - start..hit.end - start,
    }
}

/// The matches that begin in a window of the body's text. None reaches from one block into the
/// next.
pub(crate) fn hits<'a>(
    pattern: &'a Pattern,
    article: &'a Article,
    window: Range<usize>,
) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
    let text = article.document.whole_text();
    if pattern.is_regex() {
        // An expression is matched against one paragraph at a time.
        let blocks = article.document.blocks();
        let first = blocks.partition_point(|block| block.range().start < window.start);
        let blocks = blocks[first..].iter().map(Block::range);
        let found = blocks
            .take_while(move |block| block.start < window.end)
            .flat_map(move |block| {
                let found = pattern.find(&text[block.clone()]).into_iter();
                found.map(move |hit| block.start + hit.start..block.start + hit.end)
            });
        return Box::new(found);
    }
    let text = &text[..text.ceil_char_boundary(window.end + REACH)];
    let mut blocks = Inside::new(article, window.start);
    let mut found = pattern.find_iter_from(text, window.start);
    let mut from = window.start;
    Box::new(std::iter::from_fn(move || {
        loop {
            let hit = found.next().filter(|hit| hit.start < window.end)?;
            if blocks.holds(&hit) {
                from = hit.end;
                return Some(hit);
            }
            // It takes the end of a block for a blank. What would be there without it?
            let block = blocks.here()?;
            let within = &text[block.start..block.end.min(text.len())];
            let after = from.saturating_sub(block.start);
            let hit = pattern.find_from(within, after);
            let hit = hit.map(|hit| block.start + hit.start..block.start + hit.end);
            from = hit.as_ref().map_or(block.end, |hit| hit.end);
            if from >= text.len() {
                return hit.filter(|hit| hit.start < window.end);
            }
            found = pattern.find_iter_from(text, from);
            if let Some(hit) = hit {
                return Some(hit).filter(|hit| hit.start < window.end);
            }
        }
    }))
}

/// Tells what lies inside a block, for ranges that ascend.
pub(crate) struct Inside<'a> {
    article: &'a Article,
    idx: usize,
}

impl<'a> Inside<'a> {
    pub(crate) fn new(article: &'a Article, at: usize) -> Self {
        let blocks = article.document.blocks();
        let idx = blocks.partition_point(|block| block.range().end <= at);
        Self { article, idx }
    }

    /// Whether a range lies inside a block. It begins no earlier than the one asked about before.
    pub(crate) fn holds(&mut self, range: &Range<usize>) -> bool {
        let blocks = self.article.document.blocks();
        let is_before = |idx: usize| {
            blocks
                .get(idx)
                .is_some_and(|block| block.range().end <= range.start)
        };
        while is_before(self.idx) {
            self.idx += 1;
        }
        self.here()
            .is_some_and(|block| block.start <= range.start && range.end <= block.end)
    }

    /// The first block that ends behind the start of the range that was asked about last.
    fn here(&self) -> Option<Range<usize>> {
        self.article
            .document
            .blocks()
            .get(self.idx)
            .map(Block::range)
    }
}
