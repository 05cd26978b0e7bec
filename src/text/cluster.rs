//! Clusters, the units that layout moves: a base with its marks, one lam-alef, or one wide
//! character. Kept by the thousand, they are small.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{chars::Char, line_break::Break, word::Word};

/// One cluster, in logical order. The letters of a sign that is spelled out all begin at the
/// same byte; what is never drawn has no glyph and no width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    /// Where the bytes that it stands for begin.
    start: u32,
    /// Where its glyph begins among those of the paragraph.
    glyph: u32,
    /// Cells: 0 for what is never drawn, else 1 or 2.
    pub width: u8,
    /// Embedding level (UAX 9).
    pub level: u8,
    /// A blank, which hangs at the end of a line.
    pub blank: bool,
    /// Whether a line may or must end after it.
    pub break_after: Break,
}

/// The clusters of a paragraph, with what they show. Each ends where the next one begins, in the
/// source as among the glyphs; one more that is empty ends the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clusters {
    list: Vec<Cluster>,
    /// What all of them show, in logical order.
    pub glyphs: String,
}

/// An offset into a text of at most 4 GiB, as every text that fits into memory as clusters is.
fn offset(at: usize) -> u32 {
    debug_assert!(u32::try_from(at).is_ok(), "a text of more than 4 GiB");
    at as u32
}

impl Clusters {
    /// None yet, with room for those of a text of so many characters and bytes.
    pub(crate) fn with_capacity(n_chars: usize, n_bytes: usize) -> Self {
        Self {
            list: Vec::with_capacity(n_chars + 1),
            glyphs: String::with_capacity(n_bytes + n_bytes / 2),
        }
    }

    /// Adds a cluster that begins at `at`, whose glyph, from `glyph` on, is there already.
    pub(crate) fn push(&mut self, at: usize, glyph: usize, width: u8, level: u8, blank: bool) {
        self.list.push(Cluster {
            start: offset(at),
            glyph: offset(glyph),
            width,
            level,
            blank,
            break_after: Break::No,
        });
    }

    /// Adds the cluster of `char` alone, which shows `shown`.
    #[inline]
    pub(crate) fn push_char(&mut self, char: &Char, shown: char, break_after: Break) {
        let glyph = offset(self.glyphs.len());
        self.glyphs.push(shown);
        self.list.push(Cluster {
            start: offset(char.at()),
            glyph,
            width: char.property.width(),
            level: char.level,
            blank: char.c == ' ',
            break_after,
        });
    }

    /// Says whether a line may end after the last cluster.
    #[inline]
    pub(crate) fn set_break(&mut self, verdict: Break) {
        if let Some(last) = self.list.last_mut() {
            last.break_after = verdict;
        }
    }

    /// Adds the clusters of a sign at `at` that is spelled out.
    pub(crate) fn push_spelled(&mut self, at: usize, letters: &Self) {
        let glyphs = offset(self.glyphs.len());
        self.glyphs.push_str(&letters.glyphs);
        self.list.extend(letters.all().iter().map(|letter| Cluster {
            start: offset(at),
            glyph: glyphs + letter.glyph,
            ..*letter
        }));
    }

    /// Ends the last cluster at `at`. There is one end, after which nothing is added.
    pub(crate) fn close(&mut self, at: usize) {
        self.push(at, self.glyphs.len(), 0, 0, false);
        self.list.shrink_to_fit();
        self.glyphs.shrink_to_fit();
    }

    /// The clusters.
    pub(crate) fn all(&self) -> &[Cluster] {
        let n_clusters = self.list.len().saturating_sub(1);
        &self.list[..n_clusters]
    }

    /// The bytes that a cluster stands for: of the safe text at first, then of the source.
    pub(crate) fn range(&self, idx: usize) -> Range<usize> {
        let start = self.list[idx].start;
        let mut next = idx + 1;
        // The letters of a sign that is spelled out.
        while self.list[next].start == start && next + 1 < self.list.len() {
            next += 1;
        }
        start as usize..self.list[next].start as usize
    }

    /// Whether the cluster after this one shows the same sign, which is spelled out.
    pub(crate) fn goes_on(&self, idx: usize) -> bool {
        self.list[idx].start == self.list[idx + 1].start
    }

    /// What clusters show, in logical order.
    pub(crate) fn glyphs(&self, clusters: Range<usize>) -> &str {
        let [start, end] = [clusters.start, clusters.end].map(|idx| self.list[idx].glyph as usize);
        &self.glyphs[start..end]
    }

    /// Appends what clusters show, the last of them first.
    pub(crate) fn push_reversed(&self, clusters: Range<usize>, out: &mut Vec<u8>) {
        let mut end = self.list[clusters.end].glyph as usize;
        let glyphs = self.glyphs.as_bytes();
        for cluster in self.list[clusters].iter().rev() {
            let start = cluster.glyph as usize;
            // Most are one letter: a copy of a length that is known takes no call.
            match glyphs[start..end] {
                [a, b, c] => out.extend_from_slice(&[a, b, c]),
                [a] => out.push(a),
                ref glyph => out.extend_from_slice(glyph),
            }
            end = start;
        }
    }

    /// The word that starts at `start`.
    pub(crate) fn word(&self, start: usize) -> Word {
        let (mut end, mut shown, mut width, mut hanging) = (start, start, 0, 0);
        let mut hard = false;
        for cluster in &self.all()[start..] {
            end += 1;
            let n_cells = usize::from(cluster.width);
            if cluster.blank {
                hanging += n_cells;
            } else if n_cells > 0 {
                width += hanging + n_cells;
                (hanging, shown) = (0, end);
            }
            if cluster.break_after != Break::No {
                hard = cluster.break_after == Break::Hard;
                break;
            }
        }
        Word {
            start,
            end,
            shown,
            width,
            hanging,
            hard,
        }
    }

    /// Where the first cluster at or after `start` stands that ends a line.
    pub(crate) fn hard_end(&self, start: usize) -> usize {
        let ends = |cluster: &Cluster| cluster.break_after == Break::Hard;
        let n_before = self.all()[start..].iter().position(ends);
        n_before.map_or(self.all().len(), |n| start + n)
    }

    /// As much of a word as goes into `width` cells.
    pub(crate) fn part(&self, word: Range<usize>, width: usize) -> Word {
        let mut part = Word::new(word.start);
        for cluster in &self.all()[word] {
            if !part.add_if_fits(part.end + 1, cluster.width, cluster.blank, width) {
                break;
            }
        }
        part
    }

    /// Makes each cluster begin where `source` says that its byte stands.
    pub(crate) fn map(&mut self, source: impl Fn(usize) -> usize) {
        for cluster in &mut self.list {
            cluster.start = offset(source(cluster.start as usize));
        }
    }

    /// The bytes of memory that they take.
    pub(crate) fn n_bytes(&self) -> usize {
        self.list.capacity() * size_of::<Cluster>() + self.glyphs.capacity()
    }
}

/// The first grapheme cluster of `text`; empty where that is.
pub fn first_cluster(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// The last grapheme cluster of `text`; empty where that is.
pub fn last_cluster(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}
