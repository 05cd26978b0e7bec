//! The list of articles: its items, which is selected, which are on the screen.

use crate::layout::Anchor;
use crate::library::{Source, Summary};

/// Rows that an item takes: two for its title, one for outlet, date and language.
pub const ITEM_ROWS: usize = 3;

/// The articles to choose from.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The items, in the order of the sources.
    pub items: Vec<Item>,
    /// The index of the selected one; 0 where there is none.
    pub selected: usize,
    /// The index of the first one on the screen.
    pub top: usize,
    /// Whether the list was scrolled and need not show the selected one.
    pub adrift: bool,
}

/// One thing to read.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it comes from; none where the source itself is in trouble.
    pub source: Option<Source>,
    /// What its page has turned out to be.
    pub content: Content,
    /// Whether it has been read.
    pub read: bool,
    /// Where in it the reader was.
    pub place: Option<Anchor>,
}

/// What is known of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Its page has not been looked into yet.
    Waiting,
    /// An article.
    Article(Summary),
    /// No article, and why.
    Trouble(String),
}

impl Item {
    /// An item that has not been looked into.
    pub fn new(source: Source) -> Self {
        Self {
            source: Some(source),
            content: Content::Waiting,
            read: false,
            place: None,
        }
    }

    /// An item that is in the list only to say what is wrong.
    pub fn trouble(why: String) -> Self {
        Self {
            source: None,
            content: Content::Trouble(why),
            read: true,
            place: None,
        }
    }
}

impl List {
    /// The selected item.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }

    /// Moves the selection by `step` items and keeps it on a list of `height` rows.
    pub fn step(&mut self, step: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(step), height);
    }

    /// Selects an item, the last where `item_idx` is beyond it.
    pub fn select(&mut self, item_idx: usize, height: usize) {
        self.selected = item_idx.min(self.items.len().saturating_sub(1));
        self.adrift = false;
        self.keep_on_screen(height);
    }

    /// Scrolls by `step` items and leaves the selection where it is.
    pub fn scroll(&mut self, step: isize, height: usize) {
        self.top = self.top.saturating_add_signed(step);
        self.adrift = true;
        self.keep_on_screen(height);
    }

    /// The item that is shown so many rows below the top of a list of `height` rows.
    pub fn item_at(&self, row_idx: usize, height: usize) -> Option<usize> {
        let item_idx = self.top + row_idx / ITEM_ROWS;
        let n_shown = (height / ITEM_ROWS).max(1);
        (item_idx < self.items.len().min(self.top + n_shown)).then_some(item_idx)
    }

    /// Scrolls so that the selection is on a list of `height` rows.
    pub fn keep_on_screen(&mut self, height: usize) {
        let n_shown = (height / ITEM_ROWS).max(1);
        let last_top = self.items.len().saturating_sub(n_shown);
        if self.adrift {
            self.top = self.top.min(last_top);
            return;
        }
        self.top = self
            .top
            .clamp((self.selected + 1).saturating_sub(n_shown), self.selected)
            .min(last_top.max((self.selected + 1).saturating_sub(n_shown)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_on_the_list_and_on_the_screen() {
        let mut list = List {
            items: (0..10).map(|_| Item::trouble(String::new())).collect(),
            ..List::default()
        };
        let mut check = |step, expected: (usize, usize)| {
            list.step(step, 9);
            assert_eq!((list.selected, list.top), expected, "{step}");
        };
        check(-1, (0, 0));
        check(2, (2, 0));
        check(1, (3, 1));
        check(100, (9, 7));
        check(-2, (7, 7));
        check(-1, (6, 6));
        check(isize::MIN, (0, 0));
    }
}
