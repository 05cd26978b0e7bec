//! A list of places to go to, in the place of the article: all matches of a search with their
//! lines, the headings of the article, its links, characters by their names, or what was found in all articles.

use std::ops::Range;

use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::app::search::Search;
use crate::article::{Article, BlockKind, spelled};
use crate::layout::{Anchor, Part};
use crate::library::Summary;
use crate::text::{Direction, clean, name, one_line};

/// How many characters of the text before a match are shown with it.
const BEFORE: usize = 24;

/// How many characters are shown of a line.
const SHOWN: usize = 240;

/// A list of places.
#[derive(Clone, Debug)]
pub struct Chooser {
    /// What it lists.
    pub kind: Kind,
    /// The row that is chosen.
    pub selected: usize,
    /// The first row on the pane.
    pub top: usize,
}

/// What is listed.
#[derive(Clone, Debug)]
pub enum Kind {
    /// The matches of the search in the open article.
    Matches,
    /// The headings of the open article, by their blocks.
    Outline(Vec<usize>),
    /// The characters of a stretch of text, each with its place.
    Characters(Vec<(char, Anchor)>),
    /// The links of the open article.
    Links,
    /// Matches in all articles.
    Everywhere(Everywhere),
}

/// What was found in all articles, in the order of the list.
#[derive(Clone, Debug)]
pub struct Everywhere {
    /// What is looked for.
    pub query: Query,
    /// How many articles have been looked through.
    pub n_read: usize,
    /// How many there are.
    pub n_items: usize,
    rows: Vec<FoundRow>,
    n_matches: usize,
}

#[derive(Clone, Debug)]
enum FoundRow {
    /// The article that the rows below are of.
    Item {
        item_idx: usize,
        found: Found,
    },
    Line {
        item_idx: usize,
        line: Line,
    },
}

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its headline, or how it begins.
    pub title: String,
    /// The direction that it runs.
    pub direction: Direction,
    /// How many matches there are.
    pub n_matches: usize,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// A match with the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it is.
    pub place: Anchor,
    /// The text around it.
    pub text: String,
    /// The bytes of that text that match.
    pub lit: Range<usize>,
    /// The direction that its article runs.
    pub direction: Direction,
}

/// One row, ready to be painted.
#[derive(Clone, Debug)]
pub struct Choice {
    /// A number or the like, before the text.
    pub label: String,
    /// The text.
    pub text: String,
    /// The bytes of the text that match.
    pub lit: Range<usize>,
    /// The direction that the article runs.
    pub direction: Direction,
    /// Whether it stands above those that follow.
    pub heading: bool,
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Match(usize),
    Link(usize),
    Place(Anchor),
    Item {
        item_idx: usize,
        place: Option<Anchor>,
    },
}

impl Chooser {
    /// A list whose row `selected` is chosen.
    pub(crate) fn new(kind: Kind, selected: usize) -> Self {
        Self {
            kind,
            selected,
            top: 0,
        }
    }

    /// Whether it lists what was found in all articles.
    pub(crate) fn is_everywhere(&self) -> bool {
        matches!(self.kind, Kind::Everywhere(_))
    }

    /// The number of rows.
    pub fn n_rows(&self, reader: Option<&Reader>) -> usize {
        match &self.kind {
            Kind::Matches => {
                let search = reader.and_then(|reader| reader.search.as_ref());
                search.map_or(0, Search::n_matches)
            }
            Kind::Outline(blocks) => blocks.len(),
            Kind::Characters(characters) => characters.len(),
            Kind::Links => reader.map_or(0, |reader| reader.article.document.links().len()),
            Kind::Everywhere(found) => found.rows.len(),
        }
    }

    /// A row.
    pub fn entry(&self, idx: usize, reader: Option<&Reader>) -> Option<Choice> {
        match &self.kind {
            Kind::Matches => {
                let reader = reader?;
                let found = reader.search.as_ref()?.get(&reader.article, idx)?;
                let line = Line::new(&reader.article, found.part, &found.range)?;
                Some(line.entry((idx + 1).to_string()))
            }
            Kind::Outline(blocks) => {
                let article = &reader?.article;
                let block = article.document.blocks().get(*blocks.get(idx)?)?;
                Some(Choice {
                    label: (idx + 1).to_string(),
                    text: article.document.text(block).chars().take(SHOWN).collect(),
                    lit: 0..0,
                    direction: article.direction,
                    heading: false,
                })
            }
            Kind::Characters(characters) => {
                let (c, _) = characters.get(idx)?;
                Some(Choice {
                    label: format!("{:04X}", u32::from(*c)),
                    // It stands by itself, whatever it does to others.
                    text: format!("\u{2066}{c}\u{2069}\u{2003}{}", name(*c)),
                    lit: 0..0,
                    direction: Direction::Ltr,
                    heading: false,
                })
            }
            Kind::Links => {
                let article = &reader?.article;
                let link = article.document.links().get(idx)?;
                let text = article.document.whole_text().get(link.range())?;
                let text: String = one_line(text).chars().take(SHOWN).collect();
                Some(Choice {
                    label: (idx + 1).to_string(),
                    text: format!(
                        "\u{2068}{text}\u{2069}\u{2003}\u{2066}{}\u{2069}",
                        spelled(link.target())
                    ),
                    lit: 0..0,
                    direction: article.direction,
                    heading: false,
                })
            }
            Kind::Everywhere(found) => Some(match found.rows.get(idx)? {
                FoundRow::Item { found, .. } => Choice {
                    label: found.n_matches.to_string(),
                    text: found.title.clone(),
                    lit: 0..0,
                    direction: found.direction,
                    heading: true,
                },
                FoundRow::Line { line, .. } => line.entry(String::new()),
            }),
        }
    }

    /// Where the chosen row leads.
    pub(crate) fn target(&self) -> Option<Target> {
        match &self.kind {
            Kind::Matches => Some(Target::Match(self.selected)),
            Kind::Outline(blocks) => blocks.get(self.selected).map(|block_idx| {
                Target::Place(Anchor {
                    part: Part::Block(*block_idx),
                    byte: 0,
                })
            }),
            Kind::Characters(characters) => {
                let (_, place) = characters.get(self.selected)?;
                Some(Target::Place(*place))
            }
            Kind::Links => Some(Target::Link(self.selected)),
            Kind::Everywhere(found) => found.rows.get(self.selected).map(|row| match row {
                FoundRow::Item { item_idx, .. } => Target::Item {
                    item_idx: *item_idx,
                    place: None,
                },
                FoundRow::Line { item_idx, line } => Target::Item {
                    item_idx: *item_idx,
                    place: Some(line.place),
                },
            }),
        }
    }

    /// Moves by `step` rows on a pane of `height` rows.
    pub(crate) fn step(&mut self, step: isize, height: usize, reader: Option<&Reader>) {
        let last = self.n_rows(reader).saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(step).min(last);
        self.keep_on_screen(height);
    }

    /// Scrolls so that the chosen row is on a pane of `height` rows.
    pub(crate) fn keep_on_screen(&mut self, height: usize) {
        let lowest = (self.selected + 1).saturating_sub(height.max(1));
        self.top = self.top.clamp(lowest, self.selected);
    }

    /// What it lists, in a few words.
    pub fn title(&self, reader: Option<&Reader>) -> String {
        match &self.kind {
            Kind::Matches => match self.n_rows(reader) {
                1 => "1 match".into(),
                n_rows => format!("{n_rows} matches"),
            },
            Kind::Outline(_) => "headings".into(),
            Kind::Characters(characters) => match characters.len() {
                1 => "1 character".into(),
                n => format!("{n} characters"),
            },
            Kind::Links => match self.n_rows(reader) {
                1 => "1 link".into(),
                n_rows => format!("{n_rows} links"),
            },
            Kind::Everywhere(found) if !found.is_done() => {
                format!(
                    "{} matches, {} of {} articles",
                    found.n_matches, found.n_read, found.n_items
                )
            }
            Kind::Everywhere(found) => format!("{} matches in all articles", found.n_matches),
        }
    }
}

impl Everywhere {
    /// Whether all articles have been looked through.
    pub fn is_done(&self) -> bool {
        self.n_read >= self.n_items
    }

    pub(crate) fn new(query: Query, n_items: usize) -> Self {
        Self {
            query,
            n_read: 0,
            n_items,
            rows: Vec::new(),
            n_matches: 0,
        }
    }

    /// Takes in what was found in one article, if anything was.
    pub(crate) fn add(&mut self, item_idx: usize, mut found: Found) {
        self.n_read += 1;
        self.n_matches += found.n_matches;
        let lines = std::mem::take(&mut found.lines);
        if lines.is_empty() {
            return;
        }
        self.rows.push(FoundRow::Item { item_idx, found });
        let lines = lines.into_iter();
        self.rows
            .extend(lines.map(|line| FoundRow::Line { item_idx, line }));
    }
}

impl Found {
    /// Looks for something in an article and keeps the lines of the first matches.
    pub fn new(query: &Query, article: &Article) -> Self {
        const LINES: usize = 50;
        let mut search = Search::new(query.clone(), article, None, None);
        search.finish(article);
        let summary = Summary::of(article);
        let first = (0..search.n_matches().min(LINES)).filter_map(|idx| {
            let found = search.get(article, idx)?;
            Line::new(article, found.part, &found.range)
        });
        Self {
            title: summary.title.as_str().to_owned(),
            direction: summary.direction,
            n_matches: search.n_matches(),
            lines: first.collect(),
        }
    }
}

impl Line {
    /// The text around bytes of a part.
    pub(crate) fn new(article: &Article, part: Part, range: &Range<usize>) -> Option<Self> {
        let above;
        let text = match part {
            Part::Block(idx) => {
                let block = article.document.blocks().get(idx)?;
                article.document.text(block)
            }
            _ => {
                above = crate::layout::parts_above(article)
                    .find(|(other, _)| *other == part)?
                    .1;
                &above
            }
        };
        let before = text[..range.start].char_indices().rev().take(BEFORE).last();
        let start = before.map_or(range.start, |(at, _)| at);
        // From the start of a word on.
        let blank = text[start..range.start].find(' ').filter(|_| start > 0);
        let start = blank.map_or(start, |at| start + at + 1);
        let after = text[range.end..]
            .char_indices()
            .nth(SHOWN)
            .map_or(text.len(), |(at, _)| range.end + at);
        Some(Self {
            place: Anchor {
                part,
                byte: range.start,
            },
            text: text[start..after].to_owned(),
            lit: range.start - start..range.end - start,
            direction: article.direction,
        })
    }

    fn entry(&self, label: String) -> Choice {
        Choice {
            label,
            text: self.text.clone(),
            lit: self.lit.clone(),
            direction: self.direction,
            heading: false,
        }
    }
}

/// The blocks of an article that are headings.
pub(crate) fn outline(article: &Article) -> Vec<usize> {
    let blocks = article.document.blocks().iter().enumerate();
    let headings = blocks.filter(|(_, block)| block.kind == BlockKind::Heading);
    headings.map(|(idx, _)| idx).collect()
}

/// The word to look for at a place: the longest of the row that begins there.
pub(crate) fn longest_word(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !is_part(c));
    let longest = words.max_by_key(|word| word.chars().filter(|c| c.is_alphanumeric()).count());
    longest
        .map(|word| clean(word).into_owned())
        .filter(|word| !word.is_empty())
}

/// Marks and joiners belong to the word that they stand in.
fn is_part(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
}
