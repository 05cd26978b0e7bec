//! The open article: its page at the present measure, the row at the top, and the search in it.

use std::ops::Range;

use crate::article::Article;
use crate::layout::{self, Anchor, Page, Part, Settings};
use crate::text::{Pattern, Spelling};

/// The open article.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The item of the list that it is.
    pub item_idx: usize,
    /// The article.
    pub article: Box<Article>,
    /// The article laid out.
    pub page: Page,
    /// The row at the top of the pane.
    pub top: usize,
    /// What is looked for in it.
    pub search: Option<Search>,
    settings: Settings,
    /// The place that the top row showed when the user last moved. Being laid out again does not
    /// change it, so that a measure that comes back brings the same rows back.
    eye: Option<Anchor>,
}

/// A search and what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The words as they were typed.
    pub words: String,
    /// All matches, in reading order.
    pub matches: Vec<Match>,
    /// The index of the match that the reader is at.
    pub current: usize,
}

/// A match: bytes of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The part.
    pub part: Part,
    /// The bytes of its text.
    pub range: Range<usize>,
}

/// Whether a step went over the end of the article to its other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    No,
    Yes,
}

impl Match {
    fn anchor(&self) -> Anchor {
        Anchor {
            part: self.part,
            byte: self.range.start,
        }
    }
}

impl Reader {
    /// Opens an article at its beginning.
    pub fn new(item_idx: usize, article: Box<Article>, settings: Settings) -> Self {
        let page = layout::lay_out(&article, settings);
        Self {
            item_idx,
            article,
            page,
            top: 0,
            search: None,
            settings,
            eye: None,
        }
    }

    /// How the page is laid out.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Lays the page out anew where `settings` differ, and keeps the place at the top.
    pub fn set(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        let here = (self.top > 0).then(|| self.page.anchor(self.top)).flatten();
        self.eye = self.eye.or(here);
        self.settings = settings;
        self.page = layout::lay_out(&self.article, settings);
        self.top = self.eye.map_or(0, |eye| self.row_of(eye));
    }

    /// The place at the top of the pane.
    pub fn place(&self) -> Option<Anchor> {
        let eye = self.eye.filter(|eye| self.row_of(*eye) == self.top);
        eye.or_else(|| self.page.anchor(self.top))
    }

    /// Brings a place to the top of a pane of `height` rows.
    pub fn go_to(&mut self, place: Anchor, height: usize) {
        self.top = self.row_of(place);
        self.scroll(0, height);
        self.eye = Some(place).filter(|_| self.top > 0);
    }

    /// Goes back to the row `top` where it still shows `place`, as a blank row does for the text
    /// after it; else to that place.
    pub(crate) fn go_back(&mut self, top: usize, place: Anchor, height: usize) {
        self.go_to(place, height);
        if self.page.anchor(top) == self.page.anchor(self.top) {
            self.top = top;
            self.scroll(0, height);
        }
    }

    /// Scrolls by `step` rows; the last row stays at the bottom of a pane of `height` rows.
    pub fn scroll(&mut self, step: isize, height: usize) {
        if step != 0 {
            self.eye = None;
        }
        self.top = self
            .top
            .saturating_add_signed(step)
            .min(self.last_top(height));
    }

    /// The top row at which the end of the page is on a pane of `height` rows.
    pub fn last_top(&self, height: usize) -> usize {
        self.page.n_rows().saturating_sub(height)
    }

    /// How much has been read when the rows of a pane of `height` rows have been: 0 to 100.
    pub fn per_cent(&self, height: usize) -> usize {
        match self.page.n_rows() {
            0 => 100,
            n_rows => (self.top + height).min(n_rows) * 100 / n_rows,
        }
    }

    /// Looks for `words` from `origin` on: the match at or after it becomes the current one.
    pub fn look_for(&mut self, words: &str, origin: Option<Anchor>) {
        let Some(pattern) = Pattern::words(words, Spelling::Usual) else {
            self.search = None;
            return;
        };
        let mut matches = Vec::new();
        for (part, text) in layout::parts(&self.article) {
            let found = pattern.find(&text).into_iter();
            matches.extend(found.map(|range| Match { part, range }));
        }
        let origin = origin.map(|origin| self.in_text(origin));
        let after = matches
            .iter()
            .position(|found| Some(found.anchor()) >= origin);
        self.search = Some(Search {
            words: words.to_owned(),
            matches,
            current: after.unwrap_or(0),
        });
    }

    /// Makes the next match the current one, or the previous, round the ends; from what is on a
    /// pane of `height` rows where the current one is not. None without a match.
    pub(crate) fn next_match(&mut self, forwards: bool, height: usize) -> Option<Round> {
        let search = self.search.as_ref()?;
        let n_matches = search.matches.len();
        let current = search.matches.get(search.current)?.anchor();
        let in_sight = (self.top..self.top + height).contains(&self.page.row_of(current));
        // The number of matches that stand before a row.
        let n_before = |row_idx| {
            let place = self.page.anchor(row_idx).map(|place| self.in_text(place));
            place.map_or(n_matches, |place| {
                search
                    .matches
                    .partition_point(|found| found.anchor() < place)
            })
        };
        let target = match (forwards, in_sight) {
            (true, true) => search.current + 1,
            (true, false) => n_before(self.top),
            // One more, so that the step back over the beginning needs no sign.
            (false, true) => search.current + n_matches - 1,
            (false, false) => n_before(self.top + height) + n_matches - 1,
        };
        let round = match forwards {
            true => target >= n_matches,
            false => target < n_matches,
        };
        if let Some(search) = &mut self.search {
            search.current = target % n_matches;
        }
        self.show_match(height);
        Some(if round { Round::Yes } else { Round::No })
    }

    /// Scrolls so that the current match is on a pane of `height` rows, with some rows around it.
    pub fn show_match(&mut self, height: usize) {
        let Some(search) = &self.search else { return };
        let Some(found) = search.matches.get(search.current) else {
            return;
        };
        let row_idx = self.page.row_of(found.anchor());
        let around = height / 4;
        let visible = self.top + around.min(2)..(self.top + height).saturating_sub(around.min(2));
        if !visible.contains(&row_idx) {
            self.top = row_idx.saturating_sub(around);
            self.eye = None;
        }
        self.scroll(0, height);
    }

    fn row_of(&self, place: Anchor) -> usize {
        match self.settings.removed {
            true => self.page.row_of(place),
            false => self.page.row_of(self.in_text(place)),
        }
    }

    /// The place in the text that a line which was left out stood before.
    fn in_text(&self, place: Anchor) -> Anchor {
        let removed = match place.part {
            Part::Removed(idx) => self.article.removed.get(idx),
            _ => None,
        };
        removed.map_or(place, |line| Anchor {
            part: Part::Block(line.before_block),
            byte: 0,
        })
    }

    /// The matches that lie in a row, with whether each is the current one.
    pub fn matches_in(&self, part: Part, range: &Range<usize>) -> Vec<(Range<usize>, bool)> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let from = search
            .matches
            .partition_point(|found| (found.part, found.range.end) <= (part, range.start));
        search.matches[from..]
            .iter()
            .enumerate()
            .take_while(|(_, found)| found.part == part && found.range.start < range.end)
            .map(|(idx, found)| (found.range.clone(), from + idx == search.current))
            .collect()
    }
}
