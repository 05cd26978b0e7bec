//! What passages know beside their text and their links, in the document that they became: what is
//! marked in it, the cells of rows, and which of two lists or tables that follow each other a block is of.

use dom_query::NodeId;

use crate::article::html::passage::{Passage, Walked};
use crate::article::span::carry_spans;
use crate::article::{BlockKind, Document, SpanKind};

/// Says of each block, which was made of a passage, what that knows.
pub(crate) fn set(document: &mut Document, blocks: &[usize], page: &Walked) {
    let mut open = Open::default();
    let passages = || blocks.iter().map(|passage| &page.passages[*passage]);
    let n_bytes: usize = passages().map(|passage| passage.text.len()).sum();
    let too_many = |kind: SpanKind| {
        let spans = passages().flat_map(|passage| &passage.spans);
        let spans = spans.filter(|span| span.1 == kind);
        spans.map(|(range, _)| range.len()).sum::<usize>() > n_bytes / 2
    };
    // What most of the text is marked as is its look, and tells nothing apart.
    let looks = [SpanKind::Strong, SpanKind::Emphasis].map(|kind| (kind, too_many(kind)));
    for (block_idx, passage) in blocks.iter().enumerate() {
        let passage = &page.passages[*passage];
        let block = document.blocks()[block_idx];
        let is_anew = open.is_anew(block.kind, passage);
        let mut spans = passage.spans.clone();
        spans.retain(|(_, kind)| !looks.contains(&(*kind, true)));
        carry_spans(&mut spans, &passage.text, document.text(&block));
        let cells = match block.kind {
            BlockKind::Row => passage.cells.as_slice(),
            _ => &[],
        };
        document.detail(block_idx, &spans, cells, is_anew);
    }
}

/// The lists that are open, from the outermost on, or the table.
#[derive(Default)]
struct Open {
    kind: Option<BlockKind>,
    containers: Vec<Option<NodeId>>,
}

impl Open {
    /// Takes a block; says whether it is of another list or table than the one before at its level.
    fn is_anew(&mut self, kind: BlockKind, passage: &Passage) -> bool {
        if self.kind.replace(kind) != Some(kind) {
            self.containers.clear();
        }
        let level = match kind {
            BlockKind::ListItem => usize::from(passage.level.max(1)),
            BlockKind::Row => 1,
            _ => return false,
        };
        self.containers.truncate(level);
        let is_other = match self.containers.get(level - 1) {
            Some(before) => *before != passage.container,
            None => false,
        };
        self.containers.resize(level, None);
        self.containers[level - 1] = passage.container;
        is_other
    }
}
