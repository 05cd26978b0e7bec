//! What a page is made of once it is walked: passages of text in the order of the page, each
//! with what its elements say of it, and the regions that they stand in.

use std::collections::HashMap;
use std::ops::Range;

use dom_query::NodeId;

use crate::article::html::image::Gallery;
use crate::article::link::carry;
use crate::article::page::lines::is_ended;
use crate::article::span::{Cell, Span, carry_spans};
use crate::article::{BlockKind, Hidden, Language, Reason};
use crate::text::Direction;

/// A run of text that stands by itself: a paragraph, an item, a row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Safe to show, blanks within it single; forced line ends are U+2028.
    pub(crate) text: String,
    pub(crate) kind: BlockKind,
    /// Heading level, depth of a list, from 1; else 0.
    pub(crate) level: u8,
    /// The number of an item in a list that counts.
    pub(crate) number: Option<u16>,
    /// What its elements say below the body of the page.
    pub(crate) direction: Option<Direction>,
    pub(crate) language: Option<Language>,
    /// Where it stands.
    pub(crate) place: Place,
    /// The text nodes that it was made from, among all of [`Walked::nodes`].
    pub(crate) nodes: Range<usize>,
    /// The element that holds it and its like.
    pub(crate) group: Option<NodeId>,
    /// What it looks like, where it is alone in that: the same for all that are alone in elements of one
    /// look, in one element.
    pub(crate) looks: u64,
    /// Its characters that stand in links.
    pub(crate) n_linked: usize,
    /// All its characters.
    pub(crate) n_chars: usize,
    /// The links in its text, in bytes of it; they ascend.
    pub(crate) links: Vec<Linked>,
    /// What is marked in its text, in bytes of it; they ascend.
    pub(crate) spans: Vec<Span>,
    /// Of a row, its cells.
    pub(crate) cells: Vec<Cell>,
    /// The list or the table that it is of.
    pub(crate) container: Option<NodeId>,
}

/// Bytes of a passage's text with the number of the link that they are, of those of the page.
pub(crate) type Linked = (Range<usize>, u32);

impl Passage {
    /// The share of its characters that stand in links.
    pub(crate) fn link_density(&self) -> f64 {
        self.n_linked as f64 / self.n_chars.max(1) as f64
    }

    /// Puts another text made of its own in its place.
    pub(crate) fn set_text(&mut self, text: String) {
        carry(&mut self.links, &self.text, &text);
        carry_spans(&mut self.spans, &self.text, &text);
        self.text = text;
    }
}

/// Where a passage stands: facts that its elements give to all that is in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    /// In `nav` or a menu.
    pub(crate) const NAVIGATION: Self = Self(1);
    /// In `aside`.
    pub(crate) const ASIDE: Self = Self(2);
    /// In `header`.
    pub(crate) const HEADER: Self = Self(4);
    /// In `footer`.
    pub(crate) const FOOTER: Self = Self(8);
    /// In a button, a field or a list of choices.
    pub(crate) const CONTROL: Self = Self(16);
    /// Not shown by browsers.
    pub(crate) const HIDDEN: Self = Self(32);
    /// In `article`, or what is marked as the body of one.
    pub(crate) const ARTICLE: Self = Self(64);
    /// In a link.
    pub(crate) const LINK: Self = Self(128);
    /// In code whose blanks count.
    pub(crate) const CODE: Self = Self(256);
    /// In a row of a table.
    pub(crate) const ROW: Self = Self(512);
    /// In `figure`.
    pub(crate) const FIGURE: Self = Self(1024);
    /// In a quotation.
    pub(crate) const QUOTE: Self = Self(2048);
    /// In what is marked as the names of the writers.
    pub(crate) const NAMES: Self = Self(4096);
    /// In what is marked as the line under the title.
    pub(crate) const LEAD: Self = Self(16384);
    /// In what opens over the page.
    pub(crate) const DIALOG: Self = Self(8192);
    /// In what is marked as the words under a picture, or as those of a film.
    pub(crate) const CAPTION: Self = Self(32768);
    /// In what is of the text whatever is said of it: a post of many, a list of a recipe.
    pub(crate) const TEXT: Self = Self(65536);
    /// In what browsers show where they run no scripts.
    pub(crate) const UNSCRIPTED: Self = Self(131_072);
    /// In what holds a picture, by its name.
    pub(crate) const PICTURE: Self = Self(262_144);
    /// In what is marked as the rights in a picture.
    pub(crate) const CREDIT: Self = Self(524_288);

    /// What a role (WAI-ARIA) says of all that is in its element.
    pub(crate) fn of_role(role: &str) -> Self {
        match role {
            "navigation" | "menu" | "menubar" => Self::NAVIGATION,
            "complementary" => Self::ASIDE,
            "contentinfo" => Self::FOOTER,
            "button" | "search" => Self::CONTROL,
            "dialog" | "alertdialog" => Self::DIALOG,
            "article" | "main" => Self::ARTICLE,
            _ => Self::default(),
        }
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Shows what is for browsers that run no scripts, where the page has its text nowhere else.
pub(crate) fn show_unscripted(passages: &mut [Passage]) {
    let is_prose = |passage: &&Passage| passage.n_chars >= 80 && is_ended(&passage.text);
    let is_shown = |passage: &&Passage| !passage.place.has(Place::HIDDEN);
    let has_text = passages.iter().filter(is_shown).any(|it| is_prose(&it));
    let is_unscripted = |passage: &&Passage| passage.place.has(Place::UNSCRIPTED);
    let n_prose = passages.iter().filter(is_unscripted).filter(is_prose);
    if !has_text && n_prose.count() > 1 {
        for passage in passages.iter_mut() {
            if passage.place.has(Place::UNSCRIPTED) {
                passage.place = passage.place.without(Place::HIDDEN);
            }
        }
    }
}

/// Takes the marks of names, captions and the line under the title off stretches too long for them:
/// sites give such names to what holds all of the text.
pub(crate) fn unmark_long(passages: &mut [Passage]) {
    let marks = [
        (Place::NAMES, 400),
        (Place::CREDIT, 300),
        (Place::CAPTION, 600),
        (Place::LEAD, 800),
    ];
    for (mark, longest) in marks {
        let is_alike = |a: &Passage, b: &Passage| a.place.has(mark) == b.place.has(mark);
        for stretch in passages.chunk_by_mut(is_alike) {
            let n_chars: usize = stretch.iter().map(|passage| passage.n_chars).sum();
            if n_chars > longest {
                for passage in stretch {
                    passage.place = passage.place.without(mark);
                }
            }
        }
    }
}

/// A stretch of passages that an element holds whose names tell what it is for.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub(crate) passages: Range<usize>,
    pub(crate) reason: Reason,
}

/// A picture and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) source: String,
    pub(crate) alt: String,
    /// The passage that it stands before; the number of them at the end.
    pub(crate) before: usize,
    pub(crate) place: Place,
}

/// Places in a page that links may lead to, at most.
pub(crate) const MOST_ANCHORS: usize = 20_000;

/// A page once it is walked.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    pub(crate) passages: Vec<Passage>,
    pub(crate) regions: Vec<Region>,
    /// The text nodes of the passages, in their order.
    pub(crate) nodes: Vec<NodeId>,
    /// What may be pictures of the article, in the order of the page.
    pub(crate) pictures: Gallery,
    /// Where its links lead, as the page has it.
    pub(crate) hrefs: Vec<String>,
    /// Those of them that name a topic of the article, by their numbers; they ascend.
    pub(crate) topics: Vec<u32>,
    /// Of each whether that is known to be the page of the article itself; empty where nobody asked.
    pub(crate) home: Vec<bool>,
    /// The text of the element `title`.
    pub(crate) title: String,
    /// The characters in its text that nobody sees.
    pub(crate) hidden: Hidden,
    /// The passages that links within the page lead to, by the names of their elements.
    pub(crate) anchors: HashMap<String, usize>,
}

impl Walked {
    /// The number of a link that leads there; none where it leads nowhere.
    pub(crate) fn link(&mut self, href: Option<&str>) -> Option<u32> {
        self.hrefs.push(href?.to_owned());
        u32::try_from(self.hrefs.len() - 1).ok()
    }
}
