//! The metadata pane: sections that open and close, and in them fields, of which one is selected.

use std::ops::Range;

use crate::layout::{Anchor, Page, Part, Piece, Spot};

/// What is known about the selected article, laid out.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Headings of sections, labels and values.
    pub page: Page,
    /// The row at the top of the pane.
    pub top: Spot,
    /// Headings and fields from top to bottom.
    pub entries: Vec<Entry>,
    /// The index of the selected one.
    pub selected: usize,
    /// Which sections are closed, by [`Section`].
    pub closed: [bool; Section::N],
}

/// The heading of a section, or one field of it: a label with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The section.
    pub section: Section,
    /// Whether it is the heading.
    pub is_heading: bool,
    /// Its label.
    pub label: &'static str,
    /// The item of the list that it names, which can be opened.
    pub item_idx: Option<usize>,
    /// The indices of its pieces, as in [`Part::Entry`].
    pub pieces: Range<usize>,
}

/// Fields that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the page says of the article.
    Article,
    /// What its text is.
    Text,
    /// Where it comes from.
    Page,
    /// Other articles that have something in common with it.
    List,
    /// How text is sent to the terminal.
    Terminal,
}

impl Section {
    /// How many there are.
    pub const N: usize = 5;

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Text => "Text",
            Self::Page => "Page",
            Self::List => "In the list",
            Self::Terminal => "Terminal",
        }
    }
}

impl Entry {
    /// Whether it is the same field, wherever it stands.
    fn is_same(&self, other: &Self) -> bool {
        let name = |entry: &Self| (entry.section, entry.is_heading, entry.label, entry.item_idx);
        name(self) == name(other)
    }
}

impl About {
    /// The label and the value of a field by its index, a line each where it has several; none of
    /// a heading.
    pub(crate) fn field(&self, entry_idx: usize) -> Option<(&'static str, String)> {
        let entry = self.entries.get(entry_idx)?;
        let texts = entry.pieces.clone();
        let texts = texts.filter_map(|idx| self.page.text(Part::Entry(idx)));
        let values: Vec<_> = texts.filter(|text| *text != entry.label).collect();
        (!entry.is_heading).then(|| (entry.label, values.join("\n")))
    }

    /// Scrolls so that so much has been read when the rows of the pane have been.
    pub(crate) fn go_to_per_cent(&mut self, per_cent: usize, height: usize) {
        self.top = self.page.spot_read(per_cent, height);
        self.top = self.page.scroll(self.top, 0, height);
    }

    /// Takes new contents in a measure; the selection and the place stay as far as they can.
    pub(crate) fn set(
        &mut self,
        pieces: Vec<Piece<'static>>,
        entries: Vec<Entry>,
        measure: usize,
        height: usize,
    ) {
        let top = self.page.anchor(self.top);
        let is_same_measure = self.page.measure() == measure;
        self.page = Page::new(pieces, measure);
        let before = std::mem::replace(&mut self.entries, entries);
        let now = |entry_idx: usize| {
            let old = before.get(entry_idx)?;
            self.entries.iter().position(|entry| entry.is_same(old))
        };
        let last = self.entries.len().saturating_sub(1);
        // At the beginning it stays at the beginning, whatever comes to stand there.
        if self.selected > 0 {
            self.selected = now(self.selected).unwrap_or(self.selected).min(last);
        }
        // The field at the top stays there, whatever has come in above it.
        let at_top = top.and_then(|top| {
            let Part::Entry(piece_idx) = top.part else {
                return None;
            };
            let is_there = |entry: &Entry| entry.pieces.contains(&piece_idx);
            let old_idx = before.iter().position(is_there)?;
            let (old, new) = (&before[old_idx], &self.entries[now(old_idx)?]);
            let part = Part::Entry(new.pieces.start + piece_idx - old.pieces.start);
            let is_moved = new.pieces.start != old.pieces.start || !is_same_measure;
            is_moved.then_some(Anchor { part, ..top })
        });
        if let Some(at_top) = at_top.filter(|_| self.top > Spot::default()) {
            self.top = self.page.spot_of(at_top);
        }
        self.top = self.page.scroll(self.top, 0, height);
    }

    /// The item of the list that the selected field names.
    pub fn named_item(&self) -> Option<usize> {
        self.entries.get(self.selected)?.item_idx
    }

    /// Back to the beginning, for another article.
    pub(crate) fn rewind(&mut self) {
        (self.top, self.selected) = (Spot::default(), 0);
    }

    /// Moves the selection by `step` entries. One that is longer than the pane is scrolled
    /// through first.
    pub(crate) fn step(&mut self, step: isize, height: usize) {
        let bottom = self.page.step(self.top, height.saturating_sub(1) as isize);
        match self.rows_of(self.selected) {
            Some((_, last)) if step == 1 && last > bottom => self.scroll(1, height),
            Some((first, _)) if step == -1 && first < self.top => self.scroll(-1, height),
            _ => {
                let last = self.entries.len().saturating_sub(1);
                self.select(self.selected.saturating_add_signed(step).min(last), height);
            }
        }
    }

    /// Selects an entry and brings it on a pane of `height` rows.
    pub(crate) fn select(&mut self, entry_idx: usize, height: usize) {
        self.selected = entry_idx;
        let Some((first, last)) = self.rows_of(entry_idx) else {
            return;
        };
        let rows_above = height.saturating_sub(1) as isize;
        if last > self.page.step(self.top, rows_above) {
            self.top = self.page.step(last, -rows_above);
        }
        self.top = match entry_idx {
            0 => Spot::default(),
            _ => self.top.min(first),
        };
        self.scroll(0, height);
    }

    /// Scrolls by `step` rows; the last row stays at the bottom of a pane of `height` rows.
    pub(crate) fn scroll(&mut self, step: isize, height: usize) {
        self.top = self.page.scroll(self.top, step, height);
    }

    /// Scrolls by a page or so and selects what stands at the same height after it.
    pub(crate) fn turn(&mut self, step: isize, height: usize) {
        let before = self.top;
        self.scroll(step, height);
        let moved = self.top != before;
        let n_entries = self.entries.len();
        let in_sight = |idx: &usize| {
            let bottom = self.page.step(self.top, height as isize - 1);
            self.rows_of(*idx)
                .is_some_and(|(first, last)| last >= self.top && first <= bottom)
        };
        if moved && in_sight(&self.selected) {
            return;
        }
        let next = match (moved, step < 0) {
            (false, true) => Some(0),
            (false, false) => n_entries.checked_sub(1),
            (true, true) => (0..n_entries).rfind(in_sight),
            (true, false) => (0..n_entries).find(in_sight),
        };
        self.selected = next.unwrap_or(self.selected);
    }

    /// Opens or closes the section that the selection is in.
    pub(crate) fn toggle(&mut self) -> Option<Section> {
        let section = self.entries.get(self.selected)?.section;
        let closed = &mut self.closed[section as usize];
        *closed = !*closed;
        let is_heading = |entry: &Entry| entry.is_heading && entry.section == section;
        self.selected = self.entries.iter().position(is_heading)?;
        Some(section)
    }

    /// The entry that is shown so many rows below the top of the pane.
    pub(crate) fn entry_at(&self, row_idx: usize) -> Option<usize> {
        let spot = self.page.step(self.top, row_idx as isize);
        let row = self.page.rows(spot, 1).into_iter().next()??;
        // Below the last row there is nothing.
        if self.page.n_rows_before(spot) != self.page.n_rows_before(self.top) + row_idx {
            return None;
        }
        self.entry_of(row.part)
    }

    /// The entry that a part belongs to.
    pub fn entry_of(&self, part: Part) -> Option<usize> {
        let Part::Entry(piece_idx) = part else {
            return None;
        };
        self.entries
            .iter()
            .position(|entry| entry.pieces.contains(&piece_idx))
    }

    /// The first and the last row of an entry.
    fn rows_of(&self, entry_idx: usize) -> Option<(Spot, Spot)> {
        let pieces = &self.entries.get(entry_idx)?.pieces;
        let spot = |piece_idx, byte| {
            let part = Part::Entry(piece_idx);
            self.page.spot_of(Anchor { part, byte })
        };
        Some((
            spot(pieces.start, 0),
            spot(pieces.end.checked_sub(1)?, usize::MAX),
        ))
    }
}
