//! What a document knows of its text beside blocks and links: stretches that are marked, the cells of
//! tables, where a list begins directly behind another. All by bytes of its text, ascending.

use std::cmp::Reverse;
use std::ops::Range;

use crate::article::link::carry;
use crate::article::{Block, BlockKind, Language};

/// What a stretch of text is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// A piece of a program.
    Code,
    /// What was taken out.
    Deleted,
    /// What was put in.
    Inserted,
    /// What carries weight.
    Strong,
    /// What is said with stress, or called by its name: a book, a ship.
    Emphasis,
    /// Words of another language.
    In(Language),
}

impl SpanKind {
    /// How many there are, those of languages as one.
    pub(crate) const N: usize = 6;

    /// Its place among them, from 0.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Code => 0,
            Self::Deleted => 1,
            Self::Inserted => 2,
            Self::Strong => 3,
            Self::Emphasis => 4,
            Self::In(_) => 5,
        }
    }
}

/// What an element of HTML marks its text as, by its name.
pub(crate) fn kind(element: &str) -> Option<SpanKind> {
    Some(match element {
        "code" | "kbd" | "samp" | "tt" => SpanKind::Code,
        "del" | "s" | "strike" => SpanKind::Deleted,
        "ins" => SpanKind::Inserted,
        "strong" | "b" => SpanKind::Strong,
        "em" | "i" | "cite" | "dfn" => SpanKind::Emphasis,
        _ => return None,
    })
}

/// A stretch of a text with what it is marked as.
pub(crate) type Span = (Range<usize>, SpanKind);

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Whether it is the head of a column or a row.
    pub(crate) is_head: bool,
    /// The columns that it takes; 0 where another cell goes on in its place.
    pub(crate) columns: u8,
    /// The rows that it takes.
    pub(crate) rows: u8,
}

impl Cell {
    /// A cell like most.
    pub(crate) const PLAIN: Self = Self {
        is_head: false,
        columns: 1,
        rows: 1,
    };

    /// What another cell goes on in.
    pub(crate) const COVERED: Self = Self {
        is_head: false,
        columns: 0,
        rows: 1,
    };
}

/// The most marked stretches of a document.
const MOST: usize = 20_000;

/// What a document knows beside blocks and links.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Details {
    /// Stretches that hold others stand before them; none cross.
    spans: Vec<(u32, u32, SpanKind)>,
    /// The cells of rows that are not all plain, by where the rows begin.
    cells: Vec<(u32, Box<[Cell]>)>,
    /// Where blocks begin that are of another list or table than the one before.
    anew: Vec<u32>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("pages are far below 4 GB")
}

impl Details {
    /// Adds those of another document behind so many bytes.
    pub(crate) fn append(&mut self, next: &Self, n_before: usize) {
        let n = offset(n_before);
        let room = MOST.saturating_sub(self.spans.len());
        let spans = next.spans.iter().take(room);
        self.spans
            .extend(spans.map(|(start, end, kind)| (start + n, end + n, *kind)));
        let cells = next.cells.iter();
        self.cells
            .extend(cells.map(|(start, cells)| (start + n, cells.clone())));
        self.anew.extend(next.anew.iter().map(|start| start + n));
    }

    /// Adds what is known of the last block that anything is known of: its marked stretches in bytes of
    /// its text, its cells, whether it begins a list or a table.
    pub(crate) fn add(&mut self, block: &Block, spans: &[Span], cells: &[Cell], is_anew: bool) {
        let start = block.range().start;
        let room = MOST.saturating_sub(self.spans.len());
        // A heading carries weight by itself.
        let spans = spans.iter().filter(|(_, kind)| {
            block.kind != BlockKind::Heading || !matches!(kind, SpanKind::Strong)
        });
        self.spans.extend(spans.take(room).map(|(range, kind)| {
            (
                offset(start + range.start),
                offset(start + range.end),
                *kind,
            )
        }));
        if cells.iter().any(|cell| *cell != Cell::PLAIN) {
            self.cells.push((offset(start), cells.into()));
        }
        if is_anew {
            self.anew.push(offset(start));
        }
    }

    /// The marked stretches of a block, in bytes of its text.
    pub(crate) fn spans(&self, block: &Block) -> impl Iterator<Item = Span> + use<'_> {
        let Range { start, end } = block.range();
        let first = self.spans.partition_point(|span| (span.0 as usize) < start);
        let spans = self.spans[first..].iter();
        let spans = spans.take_while(move |span| (span.0 as usize) < end);
        spans.map(move |(from, to, kind)| (*from as usize - start..*to as usize - start, *kind))
    }

    /// The cells of a row; none where all are plain.
    pub(crate) fn cells(&self, row: &Block) -> Option<&[Cell]> {
        let start = offset(row.range().start);
        let idx = self.cells.binary_search_by_key(&start, |(start, _)| *start);
        idx.ok().map(|idx| &*self.cells[idx].1)
    }

    /// Whether a block is of another list or table than the one before.
    pub(crate) fn begins_anew(&self, block: &Block) -> bool {
        let start = offset(block.range().start);
        self.anew.binary_search(&start).is_ok()
    }
}

/// Moves marked stretches from `old` to `new` as [`carry`] does links, which do not hold each other.
pub(crate) fn carry_spans(spans: &mut Vec<Span>, old: &str, new: &str) {
    let mut kinds: Vec<SpanKind> = Vec::new();
    for (_, kind) in &*spans {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    let all = std::mem::take(spans);
    for kind in kinds {
        let mut alike: Vec<Span> = all.iter().filter(|span| span.1 == kind).cloned().collect();
        carry(&mut alike, old, new);
        spans.append(&mut alike);
    }
    spans.sort_by_key(|(range, kind)| (range.start, Reverse(range.end), kind.place()));
}
