//! The scroll bar of the article: in, how many rows there are and which are shown; out, the rows
//! of the bar that stand for them. At the side where lines end: right-to-left articles have it at
//! the left.

use std::ops::Range;

use crate::app::arrangement::Area;
use crate::app::reader::Reader;
use crate::app::state::State;
use crate::layout::Anchor;

/// A bar of one column beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScrollBar {
    /// Where it is.
    pub area: Area,
    /// The rows of the bar, from its top, that stand for what is shown.
    pub thumb: Range<u16>,
    /// The rows of the article; estimated where it is long.
    pub n_rows: usize,
}

impl ScrollBar {
    /// The bar for a page of `n_rows` rows of which those after `n_before` are shown; none where
    /// all of them are.
    fn new(area: Area, n_rows: usize, n_before: usize, shows_end: bool) -> Option<Self> {
        let height = usize::from(area.height);
        if height == 0 || n_rows <= height {
            return None;
        }
        let length = (height * height / n_rows).max(1);
        let (free, most) = (height - length, n_rows - height);
        let top = match (n_before, shows_end) {
            (0, _) => 0,
            (_, true) => free,
            // The ends are for the ends alone.
            _ => {
                (free * n_before / most).clamp(1.min(free), free.saturating_sub(1).max(1.min(free)))
            }
        };
        Some(Self {
            area,
            thumb: top as u16..(top + length) as u16,
            n_rows,
        })
    }

    /// The row of the bar, from its top, that stands for the row of the article which `n_before`
    /// rows are above.
    pub fn row_of(&self, n_before: usize) -> u16 {
        let height = usize::from(self.area.height);
        (n_before * height / self.n_rows.max(1)).min(height.saturating_sub(1)) as u16
    }

    /// How many rows of the article are above the pane when the thumb begins in a row of the bar.
    pub fn rows_before(&self, thumb_start: u16) -> usize {
        let height = usize::from(self.area.height);
        let free = height - self.thumb.len();
        let most = self.n_rows.saturating_sub(height);
        match usize::from(thumb_start) {
            start if start >= free => most,
            start => most * start / free.max(1),
        }
    }
}

impl State {
    /// The scroll bar of the article, where that is shown and longer than its pane.
    pub fn scroll_bar(&self) -> Option<ScrollBar> {
        if self.chooser.is_some() {
            return None;
        }
        let at = self.arrangement();
        bar_of(self.reader.as_ref()?, at.article?, at.column)
    }

    /// The scroll bar of the article beside it.
    pub fn other_scroll_bar(&self) -> Option<ScrollBar> {
        let at = self.arrangement();
        bar_of(self.other.as_ref()?, at.other?, at.other_column)
    }

    /// The row of the screen at which a place in the article is on its scroll bar.
    pub fn bar_row(&self, bar: &ScrollBar, place: Anchor) -> Option<u16> {
        let page = &self.reader.as_ref()?.page;
        let row = bar.row_of(page.n_rows_before(page.spot_of(place)));
        Some(bar.area.y + row)
    }
}

fn bar_of(reader: &Reader, pane: Area, column: Area) -> Option<ScrollBar> {
    if pane.width < column.width + 2 {
        return None;
    }
    let x = match reader.article.direction.is_rtl() {
        true => pane.x,
        false => pane.x + pane.width - 1,
    };
    let area = Area {
        x,
        width: 1,
        ..column
    };
    let height = usize::from(column.height);
    let n_before = reader.page.n_rows_before(reader.top);
    let shows_end = reader.page.shows_end(reader.top, height);
    ScrollBar::new(area, reader.page.n_rows(), n_before, shows_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(height: u16, n_rows: usize, n_before: usize) -> Option<ScrollBar> {
        let area = Area {
            x: 0,
            y: 1,
            width: 1,
            height,
        };
        let shows_end = n_before + usize::from(height) >= n_rows;
        ScrollBar::new(area, n_rows, n_before, shows_end)
    }

    #[test]
    fn the_thumb_is_at_an_end_only_at_that_end() {
        let check = |height, n_rows, n_before, expected: Option<Range<u16>>| {
            let thumb = bar(height, n_rows, n_before).map(|bar| bar.thumb);
            assert_eq!(thumb, expected, "{n_before} of {n_rows}");
        };
        check(10, 10, 0, None);
        check(0, 10, 0, None);
        check(10, 20, 0, Some(0..5));
        check(10, 20, 1, Some(1..6));
        check(10, 20, 9, Some(4..9));
        check(10, 20, 10, Some(5..10));
        check(10, 100_000, 99_000, Some(8..9));
        check(10, 100_000, 99_990, Some(9..10));
        check(1, 9, 3, Some(0..1));
        check(2, 9, 3, Some(1..2));
    }

    #[test]
    fn dragging_the_thumb_reaches_both_ends_and_all_between() {
        for n_rows in [11, 20, 57, 100_000] {
            let bar = bar(10, n_rows, 0).expect("a bar");
            assert_eq!(bar.rows_before(0), 0);
            assert_eq!(bar.rows_before(10), n_rows - 10);
            let rows: Vec<usize> = (0..10).map(|row| bar.rows_before(row)).collect();
            assert!(rows.is_sorted());
        }
    }
}
