//! What a paragraph is made of, in one of two ways: the mere text where that is enough, else
//! clusters. Lines see no difference: they know places, which are bytes in the one and clusters
//! in the other.

use std::ops::Range;

use crate::text::{
    cluster::Clusters, line_break::Breaker, paragraph::Cell, plain::Plain, word::Word,
};

/// The body of a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// Text that is shown as it is. Its bytes begin in the source where the paragraph does.
    Plain { plain: Plain, start: usize },
    /// Clusters, which know where in the source they stand.
    Clusters(Clusters),
}

/// The words of a body, one after the other.
#[derive(Clone)]
pub(crate) struct Words<'a> {
    body: &'a Body,
    breaker: Breaker,
    at: usize,
}

impl Body {
    /// The place behind the last cell.
    pub(crate) fn end(&self) -> usize {
        match self {
            Self::Plain { plain, .. } => plain.text().len(),
            Self::Clusters(clusters) => clusters.all().len(),
        }
    }

    /// Its words.
    pub(crate) fn words(&self) -> Words<'_> {
        Words {
            body: self,
            breaker: Breaker::new(),
            at: 0,
        }
    }

    /// The place at which a line that may be cut anywhere has to end: at a line end in the text.
    pub(crate) fn hard_end(&self, start: usize) -> usize {
        match self {
            Self::Plain { plain, .. } => plain.text().len(),
            Self::Clusters(clusters) => clusters.hard_end(start),
        }
    }

    /// As much of a word as goes into `width` cells; one cell group goes into any width.
    pub(crate) fn part(&self, word: Range<usize>, width: usize) -> Word {
        match self {
            Self::Plain { plain, .. } => plain.part(word, width),
            Self::Clusters(clusters) => clusters.part(word, width),
        }
    }

    /// The byte of the source at which a place begins. Where a sign that is spelled out was
    /// parted, that is the end of the sign.
    pub(crate) fn source(&self, place: usize) -> usize {
        match self {
            Self::Plain { start, .. } => start + place,
            Self::Clusters(clusters) => match place.checked_sub(1) {
                Some(before) => clusters.range(before).end,
                None => clusters.range(0).start,
            },
        }
    }

    /// The cell group at a place of a body of clusters.
    pub(crate) fn cell(clusters: &Clusters, idx: usize) -> Cell<'_> {
        Cell {
            text: clusters.glyphs(idx..idx + 1),
            range: clusters.range(idx),
            width: usize::from(clusters.all()[idx].width),
        }
    }

    /// The bytes of memory that it takes.
    pub(crate) fn n_bytes(&self) -> usize {
        match self {
            Self::Plain { plain, .. } => plain.text().len(),
            Self::Clusters(clusters) => clusters.n_bytes(),
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        if self.at >= self.body.end() {
            return None;
        }
        let word = match self.body {
            Body::Plain { plain, .. } => plain.word(&mut self.breaker, self.at),
            Body::Clusters(clusters) => clusters.word(self.at),
        };
        self.at = word.end;
        Some(word)
    }
}
