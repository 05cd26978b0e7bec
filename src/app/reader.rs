//! The open article: its page at the present measure, the row at the top, and the search in it.

use std::ops::Range;
use std::sync::Arc;

use crate::app::hits;
use crate::app::noting::Noted;
use crate::app::pictures::Pictures;
use crate::app::query::Query;
use crate::app::search::Search;
use crate::app::selection::Selection;
use crate::article::{Article, Survey, Words, words_a_minute};
use crate::layout::{self, Anchor, Frames, Page, Part, Settings, Spot};
use crate::picture::Frame;

/// The open article.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The item of the list that it is.
    pub item_idx: usize,
    /// The article.
    pub article: Arc<Article>,
    /// How many words it has.
    pub words: Words,
    /// What its text is made of, once that has been looked into.
    pub survey: Option<Arc<Survey>>,
    /// Whether that has been asked for.
    pub(crate) is_survey_asked: bool,
    /// The article laid out.
    pub page: Page,
    /// The row at the top of the pane.
    pub top: Spot,
    /// What is looked for in it.
    pub search: Option<Search>,
    /// What is selected of it.
    pub selection: Option<Selection>,
    /// The footnote that was gone to.
    pub(crate) noted: Option<Noted>,
    /// Its pictures, as far as they are here.
    pub pictures: Pictures,
    /// The room that they have on the page.
    pub(crate) frames: Frames,
    settings: Settings,
    /// The place that the top row showed when the user last moved. Being laid out again does not
    /// change it, so that a measure that comes back brings the same rows back.
    eye: Option<Anchor>,
}

/// Whether a step went over the end of the article to its other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    No,
    Yes,
}

impl Reader {
    /// Opens an article at its beginning.
    pub fn new(item_idx: usize, article: Arc<Article>, settings: Settings) -> Self {
        let page = layout::lay_out(Arc::clone(&article), settings, Frames::new());
        Self {
            item_idx,
            words: article.document.words(),
            survey: None,
            is_survey_asked: false,
            article,
            page,
            top: Spot::default(),
            search: None,
            selection: None,
            noted: None,
            pictures: Pictures::default(),
            frames: Frames::new(),
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
        let here = self.is_under_way().then(|| self.page.anchor(self.top));
        self.eye = self.eye.or(here.flatten());
        let pieces = |settings| Settings {
            measure: 0,
            ..settings
        };
        // Wider pictures than the measure have no room.
        let fits = |frame: &Frame| usize::from(frame.columns) <= settings.measure;
        let stays = self.frames.values().all(fits);
        let is_same = pieces(settings) == pieces(self.settings);
        self.settings = settings;
        match is_same && stays {
            true => self.page.set_measure(settings.measure),
            false => {
                self.frames.retain(|_, frame| fits(frame));
                self.lay_out();
            }
        }
        let top = self.eye.map(|eye| self.spot_of(eye));
        self.top = top.unwrap_or_default();
    }

    /// Lays the page out anew.
    pub(crate) fn lay_out(&mut self) {
        let (article, frames) = (Arc::clone(&self.article), self.frames.clone());
        self.page = layout::lay_out(article, self.settings, frames);
    }

    /// Whether the beginning has left the top of the pane.
    pub fn is_under_way(&self) -> bool {
        self.top > Spot::default()
    }

    /// The place at the top of the pane.
    pub fn place(&self) -> Option<Anchor> {
        let eye = self.eye.filter(|eye| self.spot_of(*eye) == self.top);
        eye.or_else(|| self.page.anchor(self.top))
    }

    /// Brings a place to the top of a pane of `height` rows.
    pub fn go_to(&mut self, place: Anchor, height: usize) {
        self.top = self.spot_of(place);
        self.scroll(0, height);
        self.eye = Some(place).filter(|_| self.is_under_way());
    }

    /// Brings a row to the top of a pane of `height` rows.
    pub(crate) fn go_to_spot(&mut self, spot: Spot, height: usize) {
        self.eye = None;
        self.top = spot;
        self.scroll(0, height);
    }

    /// Goes back to the row `top` where it still shows `place`, as a blank row does for the text
    /// after it; else to that place.
    pub(crate) fn go_back(&mut self, top: Spot, place: Anchor, height: usize) {
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
        self.top = self.page.scroll(self.top, step, height);
    }

    /// Scrolls so that so much has been read when the rows of the pane have been.
    pub(crate) fn go_to_per_cent(&mut self, per_cent: usize, height: usize) {
        self.eye = None;
        self.top = self.page.spot_read(per_cent, height);
        self.scroll(0, height);
    }

    /// Brings the row that so many rows are above to the top, or one near it in a long article.
    pub fn go_to_row(&mut self, n_rows: usize, height: usize) {
        self.eye = None;
        self.top = self.page.spot_at(n_rows);
        self.scroll(0, height);
    }

    /// How much has been read when the rows of a pane of `height` rows have been: 0 to 100.
    pub fn per_cent(&self, height: usize) -> usize {
        if self.page.shows_end(self.top, height) {
            return 100;
        }
        let n_read = self.page.n_rows_before(self.top) + height;
        // Of a long page both numbers are estimates.
        (n_read * 100 / self.page.n_rows().max(1)).min(99)
    }

    /// The minutes that what comes after a pane of `height` rows takes to read, rounded up, at the
    /// pace of its language; none where that is nothing.
    pub fn minutes_left(&self, height: usize) -> Option<usize> {
        if self.page.shows_end(self.top, height) {
            return None;
        }
        let next = self.page.step(self.top, height as isize);
        let next = self.in_text(self.page.anchor(next)?);
        let n_bytes = self.article.document.whole_text().len();
        let n_left = n_bytes - hits::place(&self.article, next).min(n_bytes);
        let (Words::Counted(n_words) | Words::About(n_words)) = self.words;
        let n_words = n_words as f64 * n_left as f64 / n_bytes.max(1) as f64;
        let minutes = n_words / words_a_minute(self.article.language) as f64;
        Some(minutes.ceil() as usize).filter(|minutes| *minutes > 0)
    }

    /// How far it has been scrolled of how far it can be, in a pane of `height` rows: both in rows,
    /// estimated in a long article.
    pub(crate) fn share(&self, height: usize) -> (usize, usize) {
        let most = self.page.n_rows().saturating_sub(height).max(1);
        match self.page.shows_end(self.top, height) && self.is_under_way() {
            true => (most, most),
            false => (self.page.n_rows_before(self.top).min(most), most),
        }
    }

    /// Scrolls by the same share as another article.
    pub(crate) fn go_to_share(&mut self, (n_rows, most): (usize, usize), height: usize) {
        let own = self.page.n_rows().saturating_sub(height);
        match n_rows == most {
            true => self.scroll(isize::MAX, height),
            false => self.go_to_row(own * n_rows / most, height),
        }
    }

    /// Begins to look for something, from `origin` on. The search goes on in steps.
    pub fn look_for(&mut self, query: Query, origin: Option<Anchor>) {
        let origin = origin.map(|origin| self.in_text(origin));
        let previous = self.search.take();
        let search = Search::new(query, &self.article, origin, previous.as_ref());
        self.search = Some(search).filter(|search| !search.is_empty());
    }

    /// Whether a search has more text to go over.
    pub fn is_searching(&self) -> bool {
        self.search.as_ref().is_some_and(|search| !search.is_done())
    }

    /// Lets the search go over some more text. The match that it looked for first is brought on
    /// a pane of `height` rows when it is found. Says whether the screen may show it.
    pub(crate) fn search_on(&mut self, height: usize) -> bool {
        let Some(search) = &mut self.search else {
            return false;
        };
        let was_on_its_way = search.is_on_its_way();
        let changed = search.step(&self.article);
        if was_on_its_way && search.current().is_some() {
            self.show_match(height);
        }
        changed
    }

    /// Makes the next match the current one, or the previous, round the ends; from what is on a
    /// pane of `height` rows where the current one is not. None without a match.
    pub(crate) fn next_match(&mut self, forwards: bool, height: usize) -> Option<Round> {
        let article = Arc::clone(&self.article);
        let search = self.search.as_mut()?;
        search.finish(&article);
        let search = self.search.as_ref()?;
        let n_matches = search.n_matches();
        let here = search.current()?.anchor();
        let last = self.page.step(self.top, height.saturating_sub(1) as isize);
        let in_sight = (self.top..=last).contains(&self.page.spot_of(here));
        // The number of matches that stand before a row.
        let n_before = |spot| {
            let place = self.page.anchor(spot).map(|place| self.in_text(place));
            place.map_or(n_matches, |place| search.n_before(&article, place))
        };
        let current = search.n_before(&article, here);
        let target = match (forwards, in_sight) {
            (true, true) => current + 1,
            (true, false) => n_before(self.top),
            // One more, so that the step back over the beginning needs no sign.
            (false, true) => current + n_matches - 1,
            (false, false) if self.page.shows_end(self.top, height) => 2 * n_matches - 1,
            (false, false) => n_before(self.page.step(last, 1)) + n_matches - 1,
        };
        let round = match forwards {
            true => target >= n_matches,
            false => target < n_matches,
        };
        if let Some(search) = &mut self.search {
            search.go_to(&article, target % n_matches);
        }
        self.show_match(height);
        Some(if round { Round::Yes } else { Round::No })
    }

    /// Makes a match the current one, by its number from 0, and shows it.
    pub(crate) fn go_to_match(&mut self, idx: usize, height: usize) {
        if let Some(search) = &mut self.search {
            search.go_to(&self.article, idx);
        }
        self.show_match(height);
    }

    /// The text of the first row on the pane that has any, in logical order.
    pub(crate) fn top_line(&self) -> Option<String> {
        let row = self.page.rows(self.top, 3).into_iter().flatten().next()?;
        let block = match row.part {
            Part::Block(idx) => self.article.document.blocks().get(idx),
            _ => None,
        };
        match block {
            Some(block) => {
                let text = self.article.document.text(block);
                text.get(row.range.clone()).map(str::to_owned)
            }
            None => {
                let mut above = layout::parts_above(&self.article);
                let (_, text) = above.find(|(part, _)| *part == row.part)?;
                text.get(row.range.clone()).map(str::to_owned)
            }
        }
    }

    /// Makes the match so many after the current one the current one, or before it, round the
    /// ends.
    pub(crate) fn skip_matches(
        &mut self,
        forwards: bool,
        n_skipped: usize,
        height: usize,
    ) -> Round {
        let Some(search) = self.search.as_ref().filter(|_| n_skipped > 0) else {
            return Round::No;
        };
        let n_matches = search.n_matches() as isize;
        let current = search
            .number(&self.article)
            .map_or(0, |number| number as isize - 1);
        let step = n_skipped as isize * if forwards { 1 } else { -1 };
        let target = current + step;
        let idx = target.checked_rem_euclid(n_matches).unwrap_or(0) as usize;
        self.go_to_match(idx, height);
        match (0..n_matches).contains(&target) {
            true => Round::No,
            false => Round::Yes,
        }
    }

    /// Scrolls so that the current match is on a pane of `height` rows, with some rows around it.
    pub fn show_match(&mut self, height: usize) {
        let found = self.search.as_ref().and_then(|search| search.current());
        let Some(found) = found else { return };
        let row = self.page.spot_of(found.anchor());
        let around = (height / 4) as isize;
        let margin = around.min(2);
        let first = self.page.step(self.top, margin);
        let last = self.page.step(self.top, height as isize - 1 - margin);
        if !(first..=last).contains(&row) {
            self.top = self.page.step(row, -around);
            self.eye = None;
        }
        self.scroll(0, height);
    }

    fn spot_of(&self, place: Anchor) -> Spot {
        self.page.spot_of(self.shown_at(place))
    }

    /// The place on the page that stands for a place, also where that is not shown.
    pub(crate) fn shown_at(&self, place: Anchor) -> Anchor {
        match (self.settings.removed, place.part) {
            (false, Part::Removed(_)) => self.in_text(place),
            _ => place,
        }
    }

    /// The place in the text that a picture, or a line which was left out, stands before.
    fn in_text(&self, place: Anchor) -> Anchor {
        let article = &self.article;
        let before_block = match place.part {
            Part::Removed(idx) => article.removed.get(idx).map(|it| it.before_block),
            Part::Picture(idx) => article.pictures.get(idx).map(|it| it.before_block),
            _ => None,
        };
        before_block.map_or(place, |idx| Anchor {
            part: Part::Block(idx),
            byte: 0,
        })
    }

    /// The matches that lie in a row, with whether each is the current one.
    pub fn matches_in(&self, part: Part, range: &Range<usize>) -> Vec<(Range<usize>, bool)> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let current = search.current().filter(|current| current.part == part);
        let found = search.in_range(&self.article, part, range).into_iter();
        let is_current =
            |range: &Range<usize>| current.is_some_and(|current| current.range == *range);
        found
            .map(|range| (range.clone(), is_current(&range)))
            .collect()
    }
}
