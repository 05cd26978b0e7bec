//! Stretches of a paragraph that no line end parts (UAX 14) but where they are longer than a line.

/// Such a stretch, with the blanks after it. Places are those of the paragraph's body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub start: usize,
    pub end: usize,
    /// Where the blanks at its end begin.
    pub shown: usize,
    /// Its cells without those blanks.
    pub width: usize,
    /// The cells of those blanks.
    pub hanging: usize,
    /// Whether a line must end after it.
    pub hard: bool,
}

impl Word {
    /// An empty one.
    pub(crate) fn new(start: usize) -> Self {
        Self {
            start,
            end: start,
            shown: start,
            width: 0,
            hanging: 0,
            hard: false,
        }
    }

    /// Adds what ends at `end` and takes `n_cells`.
    pub(crate) fn add(&mut self, end: usize, n_cells: u8, blank: bool) {
        let n_cells = usize::from(n_cells);
        self.end = end;
        if blank {
            self.hanging += n_cells;
        } else if n_cells > 0 {
            self.width += self.hanging + n_cells;
            self.hanging = 0;
            self.shown = end;
        }
    }

    /// As [`Word::add`], unless it would become wider than `width` cells; whether it did not.
    pub(crate) fn add_if_fits(
        &mut self,
        end: usize,
        n_cells: u8,
        blank: bool,
        width: usize,
    ) -> bool {
        let mut longer = *self;
        longer.add(end, n_cells, blank);
        // Whatever the width, something goes into a line.
        let fits = longer.width <= width || self.end == self.start;
        if fits {
            *self = longer;
        }
        fits
    }

    /// What is left of it behind its beginning `part`.
    pub(crate) fn after(&self, part: &Self) -> Self {
        Self {
            start: part.end,
            width: self.width.saturating_sub(part.width + part.hanging),
            shown: self.shown.max(part.end),
            ..*self
        }
    }
}
