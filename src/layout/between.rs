//! What stands between the blocks of an article: in, the lines that were left out and the pictures,
//! each with the block that it stands before; out, which part is at an index among all, and where a
//! part is.

use crate::article::Article;
use crate::layout::article::Settings;
use crate::layout::piece::Part;

/// All that stands between blocks and is shown, in its order.
#[derive(Debug)]
pub(crate) struct Between(Vec<One>);

/// A line that was left out, or a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct One {
    pub(crate) before_block: usize,
    pub(crate) part: Part,
    pub(crate) n_bytes: usize,
}

impl Between {
    pub(crate) fn new(article: &Article, settings: Settings) -> Self {
        let removed = article.removed.iter().enumerate();
        let removed = removed.filter(|_| settings.removed);
        let removed = removed.map(|(idx, line)| One {
            before_block: line.before_block,
            part: Part::Removed(idx),
            n_bytes: line.text.len(),
        });
        let pictures = article.pictures.iter().enumerate();
        let pictures = pictures.map(|(idx, picture)| One {
            before_block: picture.before_block,
            part: Part::Picture(idx),
            n_bytes: picture.alt.len(),
        });
        let mut between: Vec<One> = removed.chain(pictures).collect();
        between.sort_by_key(|it| it.before_block);
        Self(between)
    }

    /// All of it.
    pub(crate) fn all(&self) -> &[One] {
        &self.0
    }

    /// The part at an index among all below the headline. What stands between blocks stands before
    /// its block, so number `idx` of it has `before_block` blocks and `idx` of its like above it.
    pub(crate) fn part_at(&self, below: usize) -> Part {
        let n_above = self.n_first(|idx, it| it.before_block + idx < below);
        match self.0.get(n_above) {
            Some(it) if it.before_block + n_above == below => it.part,
            _ => Part::Block(below - n_above),
        }
    }

    /// The number of a part among what stands between blocks, which begins before `before_block`.
    pub(crate) fn number_of(&self, part: Part, before_block: Option<usize>) -> Option<usize> {
        let before_block = before_block?;
        let first = self.n_first(|_, it| it.before_block < before_block);
        let same = self.0[first..].iter();
        let found = same
            .take_while(|it| it.before_block == before_block)
            .position(|it| it.part == part)?;
        Some(first + found)
    }

    /// How many at the beginning of what stands between blocks meet a condition that none meets
    /// after one that does not.
    pub(crate) fn n_first(&self, meets: impl Fn(usize, &One) -> bool) -> usize {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low.midpoint(high);
            match meets(middle, &self.0[middle]) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }
}
