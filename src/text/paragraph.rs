//! A paragraph ready to be set: all that depends on its text alone, computed once. Lines, which
//! depend on a width, are made from it again and again ([`crate::text::Line`]).

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{
    Controls, Direction, bidi,
    cluster::{self, Break, Cluster},
    first_strong, line_break,
    sanitize::{Sanitized, sanitize},
};

/// How text is to be set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// The base direction; none takes that of the first strong letter, else left to right.
    pub direction: Option<Direction>,
    /// Whether vowel signs and points are shown.
    pub marks: Marks,
    /// Whether embeddings and overrides act.
    pub controls: Controls,
}

/// What happens to the vowel signs and points of Arabic and Hebrew. Search and copy always keep
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// They are shown, at most four a cell.
    #[default]
    Keep,
    /// They are not shown: several terminals lose the letter with the mark.
    Strip,
}

/// A paragraph: its clusters in logical order with levels, forms, widths and breaks.
#[derive(Clone, Debug)]
pub struct Paragraph {
    direction: Direction,
    pub(crate) clusters: Vec<Cluster>,
    glyphs: String,
    /// Where in the source it starts.
    start: usize,
    source_len: usize,
}

/// One cell group of a line, as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What is shown: one letter in its form with its marks; never empty, never a control.
    pub text: &'a str,
    /// The bytes of the source that it shows. The letters of a sign that is spelled out, such as
    /// U+FDF2, all show that sign.
    pub range: Range<usize>,
    /// Its width in cells, 1 or 2.
    pub width: usize,
}

impl Paragraph {
    /// Prepares `text`, one paragraph in logical order; line ends inside it stay line ends.
    pub fn new(text: &str, options: &Options) -> Self {
        let safe = sanitize(text, options.controls);
        let direction = options
            .direction
            .or_else(|| first_strong(&safe.text))
            .unwrap_or_default();
        let levels = bidi::levels(&safe.text, direction);
        let mut glyphs = String::with_capacity(safe.text.len() + safe.text.len() / 2);
        let mut clusters =
            cluster::clusters(&safe.text, levels.as_deref(), options.marks, &mut glyphs);
        find_breaks(&safe.text, &mut clusters);
        to_source(&safe, &mut clusters);
        Self {
            direction,
            clusters,
            glyphs,
            start: 0,
            source_len: text.len(),
        }
    }

    /// Prepares one of the [`stretches`](crate::text::stretches()) of `text`. All ranges are those of
    /// `text` as a whole.
    pub fn of_stretch(text: &str, stretch: Range<usize>, options: &Options) -> Self {
        let mut paragraph = Self::new(&text[stretch.clone()], options);
        paragraph.start = stretch.start;
        paragraph
    }

    /// Its base direction.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The bytes of the source that clusters stand for, with what was left out before the first
    /// and after the last of all.
    pub(crate) fn source_range(&self, clusters: Range<usize>) -> Range<usize> {
        let offset = |idx: usize| match (idx.checked_sub(1), self.clusters.get(idx)) {
            (None, _) => 0,
            (_, None) => self.source_len,
            // A sign that is spelled out and was parted belongs to the first of its lines.
            (Some(before), Some(cluster)) => {
                cluster.range().start.max(self.clusters[before].range().end)
            }
        };
        let range = match self.clusters.is_empty() {
            true => 0..self.source_len,
            false => offset(clusters.start)..offset(clusters.end),
        };
        self.start + range.start..self.start + range.end
    }

    /// The cell group of a cluster.
    pub(crate) fn cell(&self, cluster: &Cluster) -> Cell<'_> {
        Cell {
            text: &self.glyphs[cluster.glyph()],
            range: self.start + cluster.range().start..self.start + cluster.range().end,
            width: usize::from(cluster.width),
        }
    }
}

/// Marks where lines may and must end (UAX 14).
fn find_breaks(text: &str, clusters: &mut [Cluster]) {
    let mut breaks = line_break::opportunities(text).peekable();
    for idx in 0..clusters.len() {
        let next = clusters
            .get(idx + 1)
            .map_or(text.len(), |next| next.range().start);
        let cluster = &mut clusters[idx];
        let end = cluster.range().end;
        if next < end {
            // A sign that is spelled out may be parted between its words.
            cluster.break_after = match cluster.blank {
                true => Break::Soft,
                false => Break::No,
            };
            continue;
        }
        while breaks.next_if(|&at| at < end).is_some() {}
        if breaks.next_if_eq(&end).is_some() {
            cluster.break_after = match &text[cluster.range()] {
                "\u{2028}" => Break::Hard,
                _ => Break::Soft,
            };
        }
    }
}

fn to_source(safe: &Sanitized<'_>, clusters: &mut [Cluster]) {
    // Untouched text is its own source.
    if let Cow::Borrowed(_) = safe.text {
        return;
    }
    for cluster in clusters {
        let range = cluster.range();
        cluster.set_range(safe.source(range.start)..safe.source(range.end));
    }
}
