//! A search in one article. It goes on in steps, so that no key ever waits for it: first from
//! where the reader is to the nearest match, then over all the rest for the count.

use std::ops::Range;

use crate::app::hits::{Inside, REACH, hits, of_part, place};
use crate::app::query::Query;
use crate::article::Article;
use crate::layout::{self, Anchor, Part};
use crate::text::Pattern;

/// How many bytes of text one step goes over: some milliseconds at the worst.
const STEP: usize = 1 << 20;

/// Up to how many matches of the previous key the next one is looked for among them alone.
const MOST_NARROWED: usize = 100_000;

/// A search and what it has found so far.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is looked for.
    pub query: Query,
    /// Why it cannot be looked for.
    pub trouble: Option<String>,
    pattern: Option<Pattern>,
    /// Matches in what stands above the body.
    above: Vec<Match>,
    /// Matches in the body, as bytes of all its text, from its start on.
    body: Vec<Hit>,
    stage: Stage,
    /// The match that the reader is at.
    current: Option<Match>,
}

/// A match: bytes of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The part.
    pub part: Part,
    /// The bytes of its text.
    pub range: Range<usize>,
}

/// A match in the body, in half the space: there may be hundreds of thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    start: u32,
    end: u32,
}

/// How far a search has come; all places are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// Looking for the first match from `origin` on, round the end; next at `at`.
    Nearest {
        origin: usize,
        at: usize,
        round: bool,
    },
    /// Collecting all of them; next at `at`.
    All {
        origin: usize,
        at: usize,
    },
    Done,
}

impl Match {
    /// Where it begins.
    pub(crate) fn anchor(&self) -> Anchor {
        Anchor {
            part: self.part,
            byte: self.range.start,
        }
    }
}

impl Hit {
    fn new(range: Range<usize>) -> Self {
        Self {
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Search {
    /// A search from `origin` on. Where it adds letters to what `previous` has found already, it
    /// looks there alone.
    pub(crate) fn new(
        query: Query,
        article: &Article,
        origin: Option<Anchor>,
        previous: Option<&Self>,
    ) -> Self {
        let (pattern, trouble) = match query.pattern() {
            Ok(pattern) => (pattern, None),
            Err(trouble) => (None, Some(trouble)),
        };
        let mut search = Self {
            query,
            trouble,
            pattern,
            above: Vec::new(),
            body: Vec::new(),
            stage: Stage::Done,
            current: None,
        };
        let Some(pattern) = &search.pattern else {
            return search;
        };
        for (part, text) in layout::parts_above(article) {
            let found = pattern.find(&text).into_iter();
            search
                .above
                .extend(found.map(|range| Match { part, range }));
        }
        let in_above = |found: &&Match| origin.is_none_or(|origin| found.anchor() >= origin);
        search.current = search.above.iter().find(in_above).cloned();
        let at = origin.map_or(0, |origin| place(article, origin));
        match previous.and_then(|previous| previous.narrowed(pattern, article)) {
            Some(body) => {
                search.body = body;
                search.choose_from(article, at);
            }
            None => {
                search.stage = match search.current {
                    None if !pattern.is_regex() => Stage::Nearest {
                        origin: at,
                        at,
                        round: false,
                    },
                    _ => Stage::All { origin: at, at: 0 },
                };
            }
        }
        search
    }

    /// Whether anything is looked for at all.
    pub fn is_empty(&self) -> bool {
        self.pattern.is_none() && self.trouble.is_none()
    }

    /// Whether all matches are known.
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Whether the match nearest to where the search began is still looked for.
    pub fn is_on_its_way(&self) -> bool {
        self.current.is_none() && !self.is_done()
    }

    /// The number of matches that are known.
    pub fn n_matches(&self) -> usize {
        self.above.len() + self.body.len()
    }

    /// The match that the reader is at.
    pub fn current(&self) -> Option<&Match> {
        self.current.as_ref()
    }

    /// The number of the match that the reader is at, from 1, where all are known.
    pub fn number(&self, article: &Article) -> Option<usize> {
        let current = self.current.as_ref().filter(|_| self.is_done())?;
        Some(self.n_before(article, current.anchor()) + 1)
    }

    /// Goes over some more text; says whether the screen may show it.
    pub(crate) fn step(&mut self, article: &Article) -> bool {
        let Some(pattern) = &self.pattern else {
            self.stage = Stage::Done;
            return false;
        };
        let text = article.document.whole_text();
        match &mut self.stage {
            Stage::Done => false,
            Stage::Nearest { origin, at, round } => {
                let end = if *round { *origin } else { text.len() };
                let window = *at..(*at + STEP).min(end);
                if let Some(hit) = hits(pattern, article, window.clone()).next() {
                    self.current = Some(of_part(article, &hit));
                    self.stage = Stage::All { origin: 0, at: 0 };
                    return true;
                }
                *at = window.end;
                if *at >= end && *round {
                    // There is none below: the first of those above is next round the end.
                    self.current = self.above.first().cloned();
                    self.stage = Stage::Done;
                    return true;
                } else if *at >= end {
                    (*at, *round) = (0, true);
                }
                false
            }
            Stage::All { origin, at } => {
                let window = *at..(*at + STEP).min(text.len());
                let last = self.body.last().map_or(0, |hit| hit.end as usize);
                let from = window.start.max(last.min(window.end))..window.end;
                self.body.extend(hits(pattern, article, from).map(Hit::new));
                *at = window.end;
                if *at < text.len() {
                    return false;
                }
                let origin = *origin;
                self.stage = Stage::Done;
                self.choose_from(article, origin);
                true
            }
        }
    }

    /// Goes to the end of the text.
    pub(crate) fn finish(&mut self, article: &Article) {
        while !self.is_done() {
            self.step(article);
        }
    }

    /// The match of a number, from 0, among all that are known.
    pub(crate) fn get(&self, article: &Article, idx: usize) -> Option<Match> {
        if let Some(found) = self.above.get(idx) {
            return Some(found.clone());
        }
        let hit = self.body.get(idx - self.above.len())?;
        Some(of_part(article, &hit.range()))
    }

    /// Makes a match the one that the reader is at.
    pub(crate) fn go_to(&mut self, article: &Article, idx: usize) {
        self.current = self.get(article, idx);
    }

    /// How many of the known matches begin before a place.
    pub(crate) fn n_before(&self, article: &Article, anchor: Anchor) -> usize {
        let above = self.above.partition_point(|found| found.anchor() < anchor);
        match anchor.part {
            Part::Block(_) => {
                let at = place(article, anchor);
                above + self.body.partition_point(|hit| (hit.start as usize) < at)
            }
            _ => above,
        }
    }

    /// The matches in a range of a part, found on the spot where the search has not come so far.
    pub(crate) fn in_range(
        &self,
        article: &Article,
        part: Part,
        range: &Range<usize>,
    ) -> Vec<Range<usize>> {
        let Part::Block(block_idx) = part else {
            let of_part = self.above.iter().filter(|found| found.part == part);
            return of_part.map(|found| found.range.clone()).collect();
        };
        let Some(block) = article.document.blocks().get(block_idx) else {
            return Vec::new();
        };
        let block = block.range();
        let wanted = block.start + range.start..block.start + range.end;
        let in_block = |hit: Range<usize>| hit.start - block.start..hit.end - block.start;
        let scanned = match self.stage {
            Stage::All { at, .. } => at,
            Stage::Done => usize::MAX,
            Stage::Nearest { .. } => 0,
        };
        if wanted.end <= scanned {
            let from = self
                .body
                .partition_point(|hit| (hit.end as usize) <= wanted.start);
            let known = self.body[from..].iter().map(|hit| hit.range());
            let known = known.take_while(|hit| hit.start < wanted.end);
            return known.map(in_block).collect();
        }
        let Some(pattern) = &self.pattern else {
            return Vec::new();
        };
        let start = wanted.start.saturating_sub(REACH).max(block.start);
        let around = hits(pattern, article, start..wanted.end);
        around
            .filter(|hit| hit.end > wanted.start)
            .map(in_block)
            .collect()
    }

    /// What of this search's matches goes on with a letter more; none where that is not enough.
    fn narrowed(&self, pattern: &Pattern, article: &Article) -> Option<Vec<Hit>> {
        let narrows = self
            .pattern
            .as_ref()
            .is_some_and(|old| pattern.narrows(old));
        if !narrows || !self.is_done() || self.body.len() > MOST_NARROWED {
            return None;
        }
        let old: Vec<Range<usize>> = self.body.iter().map(|hit| hit.range()).collect();
        let text = article.document.whole_text();
        let mut blocks = Inside::new(article, 0);
        let found = pattern.find_within(text, &old).into_iter();
        // One that takes the end of a block for a blank says nothing about the block.
        found
            .map(|hit| blocks.holds(&hit).then(|| Hit::new(hit)))
            .collect()
    }

    /// Makes the first match at or after `at` the current one, round the end.
    fn choose_from(&mut self, article: &Article, at: usize) {
        if self.current.is_some() {
            return;
        }
        let next = self.body.partition_point(|hit| (hit.start as usize) < at);
        let idx = match self.body.get(next) {
            Some(_) => self.above.len() + next,
            None => 0,
        };
        self.go_to(article, idx);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};

    use super::*;
    use crate::article::{BlockKind, Document};
    use crate::text::Spelling;

    fn article(blocks: &[String]) -> Article {
        let mut document = Document::default();
        for block in blocks {
            document.push(BlockKind::Paragraph, block);
        }
        Article {
            title: Some("ab خبر".into()),
            document,
            ..Article::default()
        }
    }

    fn query(words: &str, regex: bool) -> Query {
        Query {
            words: words.into(),
            regex,
            ..Query::default()
        }
    }

    fn all(search: &Search, article: &Article) -> Vec<Match> {
        let matches = (0..search.n_matches()).map(|idx| search.get(article, idx));
        matches.map(|found| found.expect("a match")).collect()
    }

    proptest! {
        #![proptest_config(Config {
            cases: 500,
            rng_seed: RngSeed::Fixed(0x0628),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn a_search_finds_what_each_paragraph_holds(
            blocks in vec(vec(select(&["a", "b", " ", "aba", "خبر", "خَبَر", "ا"][..]), 0..8), 1..6),
            words in select(&["a", "ab", "ba", "a b", "خبر", "خ", "z"][..]),
            more in select(&["", "a", "b", " ", "ر"][..]),
            regex in any::<bool>(),
            origin in (0..6usize, 0..8usize),
        ) {
            let blocks: Vec<String> = blocks.into_iter().map(|parts| parts.concat()).collect();
            let article = article(&blocks);
            let origin = Anchor { part: Part::Block(origin.0), byte: origin.1 };
            let first = query(words, regex);
            let mut search = Search::new(first, &article, Some(origin), None);
            search.finish(&article);
            let second = query(&format!("{words}{more}"), regex);
            let pattern = second.pattern().expect("an expression").expect("letters");
            let mut narrowed = Search::new(second, &article, Some(origin), Some(&search));
            narrowed.finish(&article);

            let above = layout::parts_above(&article).map(|(part, text)| (part, text.into_owned()));
            let body = blocks.iter().enumerate().map(|(idx, text)| (Part::Block(idx), text.clone()));
            let mut expected = Vec::new();
            for (part, text) in above.chain(body) {
                let found = pattern.find(&text).into_iter();
                expected.extend(found.map(|range| Match { part, range }));
            }
            prop_assert_eq!(all(&narrowed, &article), expected.clone());
            let nearest = expected.iter().find(|found| found.anchor() >= origin);
            prop_assert_eq!(narrowed.current(), nearest.or(expected.first()));
            for (idx, text) in blocks.iter().enumerate() {
                let part = Part::Block(idx);
                let in_part = expected.iter().filter(|found| found.part == part);
                let in_part: Vec<_> = in_part.map(|found| found.range.clone()).collect();
                prop_assert_eq!(narrowed.in_range(&article, part, &(0..text.len())), in_part);
            }
        }
    }

    #[test]
    fn a_bad_expression_is_said_to_be_bad() {
        let article = article(&["(".into()]);
        let search = Search::new(query("(", true), &article, None, None);
        assert!(search.trouble.is_some() && search.is_done());
        let search = Search::new(query("(", false), &article, None, None);
        assert!(search.trouble.is_none() && !search.is_empty());
    }

    #[test]
    fn matches_are_known_on_the_spot_before_all_are() {
        let long = "خبر عاجل ".repeat(300_000);
        let article = article(&[long]);
        let mut search = Search::new(
            Query {
                spelling: Spelling::Exact,
                ..query("عاجل", false)
            },
            &article,
            None,
            None,
        );
        assert!(search.step(&article) && !search.is_done());
        assert_eq!(search.current().map(|found| found.range.start), Some(7));
        let far = 4_000_000..4_000_100;
        let there = search.in_range(&article, Part::Block(0), &far);
        search.finish(&article);
        assert_eq!(search.n_matches(), 300_000);
        assert_eq!(search.in_range(&article, Part::Block(0), &far), there);
        assert!(!there.is_empty());
    }
}
