//! The readable body of an article: blocks of text in logical order, all in one string. A block
//! is a range of it, so that a document of many megabytes costs its text and little more.

use std::ops::Range;
use std::sync::Arc;

use crate::article::Language;
use crate::article::fold::n_unparted;
use crate::article::link::{self, Link};
use crate::article::span::{Cell, Details, Span, SpanKind};
use crate::text::{Bytes, Direction, Eight, is_letter};

/// The body: blocks in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The texts of the blocks, in their order, with line ends or blanks between them.
    text: String,
    blocks: Vec<Block>,
    /// In the order of the text; none overlap.
    links: Vec<Link>,
    details: Details,
}

/// One block of text, a single paragraph to the typesetter. [`Document::text`] has its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its own direction where the page states one.
    pub direction: Option<Direction>,
    /// Its own language where that is another than the article's.
    pub language: Option<Language>,
    /// How deep it is: of a heading 1 to 6, of an item the number of lists it is in; 0 where the
    /// page does not say.
    pub level: u8,
    /// The number of an item in a list that counts.
    pub number: Option<u16>,
    // Half the size of two `usize`: a long document has hundreds of thousands of blocks.
    start: u32,
    end: u32,
}

/// How many words a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// As many as this.
    Counted(usize),
    /// About as many.
    About(usize),
}

/// The kinds of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// An item of a list; the marker is not part of the text.
    ListItem,
    /// The words under a picture.
    Caption,
    /// Stands for a film, a sound, a post of another site.
    Media,
    /// Words of somebody else.
    Quote,
    /// A program and its like: lines and blanks stand as they are.
    Code,
    /// A row of a table, with [`BETWEEN_CELLS`] between its cells.
    Row,
    /// A verse of two halves, with [`BETWEEN_HALVES`] between them.
    Verse,
}

/// What stands between two cells of a row.
pub const BETWEEN_CELLS: &str = " │ ";

/// What stands between the two halves of a verse.
pub const BETWEEN_HALVES: &str = " *** ";

impl Block {
    /// A block in the article's direction.
    pub(crate) fn new(kind: BlockKind, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).expect("pages are far below 4 GB");
        Self {
            kind,
            direction: None,
            language: None,
            level: 0,
            number: None,
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// The bytes of the document's text that it is. The ranges of blocks ascend.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Document {
    /// An empty document with room for so many bytes of text and so many blocks.
    pub(crate) fn with_room(n_bytes: usize, n_blocks: usize) -> Self {
        Self {
            text: String::with_capacity(n_bytes),
            blocks: Vec::with_capacity(n_blocks),
            links: Vec::new(),
            details: Details::default(),
        }
    }

    /// Goes on with blocks that are ranges of `text`, which begins with the text of the document
    /// as it is. They ascend and lie between characters.
    pub(crate) fn go_on(&mut self, text: String, blocks: Vec<Block>) {
        debug_assert!(text.starts_with(&self.text));
        let first = std::mem::replace(&mut self.blocks, blocks);
        self.blocks.splice(..0, first);
        self.text = text;
    }

    /// The text of all blocks, with line ends or blanks between them.
    pub(crate) fn whole_text(&self) -> &str {
        &self.text
    }

    /// Adds a block of the given kind in the article's direction; its text, in logical order,
    /// holds no control characters.
    pub fn push(&mut self, kind: BlockKind, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block::new(kind, start..self.text.len()));
    }

    /// Adds an item of a list, with its number where the list counts.
    pub(crate) fn push_item(&mut self, number: Option<u16>, text: &str) {
        self.push(BlockKind::ListItem, text);
        if let Some(item) = self.blocks.last_mut() {
            item.number = number;
        }
    }

    /// Adds the blocks of another document to the end.
    pub(crate) fn append(&mut self, next: &Self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let n_before = self.text.len();
        self.text.push_str(&next.text);
        let room = link::MOST.saturating_sub(self.links.len());
        self.links.extend(
            next.links
                .iter()
                .take(room)
                .map(|link| link.moved(n_before)),
        );
        self.details.append(&next.details, n_before);
        self.blocks.extend(next.blocks.iter().map(|block| {
            let range = block.range();
            let moved = Block::new(block.kind, range.start + n_before..range.end + n_before);
            Block {
                start: moved.start,
                end: moved.end,
                ..*block
            }
        }));
    }

    /// Says more of each block, by its index and its text.
    pub(crate) fn mark(&mut self, mut says: impl FnMut(usize, &str, &mut Block)) {
        for (idx, block) in self.blocks.iter_mut().enumerate() {
            let text = self.text.get(block.range()).unwrap_or_default();
            says(idx, text, block);
        }
    }

    /// Adds the last block's links, by the bytes of that block's text; they ascend.
    pub(crate) fn link(&mut self, links: impl IntoIterator<Item = (Range<usize>, Arc<str>)>) {
        let Some(block) = self.blocks.last().map(Block::range) else {
            return;
        };
        self.link_in(block.start, links);
    }

    /// Adds links behind those that there are, by the bytes of the text from `start` on.
    pub(crate) fn link_in(
        &mut self,
        start: usize,
        links: impl IntoIterator<Item = (Range<usize>, Arc<str>)>,
    ) {
        let room = link::MOST.saturating_sub(self.links.len());
        self.links
            .extend(links.into_iter().take(room).map(|(range, target)| {
                debug_assert!(
                    self.text
                        .get(start + range.start..start + range.end)
                        .is_some()
                );
                Link::new(start + range.start..start + range.end, target)
            }));
    }

    /// Makes links of the addresses that stand in the first megabytes of its text and are none yet.
    pub(crate) fn link_bare(&mut self) {
        let head = &self.text[..self.text.floor_char_boundary(link::LOOKED_AT)];
        let is_cut = head.len() < self.text.len();
        let mut linked = self.links.iter().map(Link::range).peekable();
        let mut blocks = self.blocks.iter().map(Block::range).peekable();
        let is_free = |(range, _): &(Range<usize>, Arc<str>)| {
            while linked.next_if(|link| link.end <= range.start).is_some() {}
            while blocks.next_if(|block| block.end <= range.start).is_some() {}
            let is_inside =
                |block: &Range<usize>| block.start <= range.start && range.end <= block.end;
            !(is_cut && range.end == head.len())
                && blocks.peek().is_some_and(is_inside)
                && linked.peek().is_none_or(|link| range.end <= link.start)
        };
        let room = link::MOST.saturating_sub(self.links.len());
        let found = link::bare(head).filter(is_free).take(room);
        let found: Vec<Link> = found
            .map(|(range, target)| Link::new(range, target))
            .collect();
        if !found.is_empty() {
            self.links.extend(found);
            self.links.sort_by_key(|link| link.range().start);
        }
    }

    /// The links, in the order of the text, of which they are parts that do not overlap. No more than
    /// 20,000 are kept.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links that some bytes of a block's text are in: their numbers among all, from 0, each with
    /// all of the bytes of that text that it is.
    pub fn links_in(
        &self,
        block: &Block,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + use<'_> {
        let start = block.range().start;
        let (from, to) = (start + range.start, start + range.end);
        let first = self.links.partition_point(|link| link.range().end <= from);
        let links = self.links[first..].iter().enumerate();
        links
            .map(move |(idx, link)| (first + idx, link.range()))
            .take_while(move |(_, range)| range.start < to)
            .map(move |(idx, range)| (idx, range.start - start..range.end - start))
    }

    /// What stretches of a block's text are marked as, in bytes of it: those that hold others before them.
    pub fn spans(&self, block: &Block) -> impl Iterator<Item = (Range<usize>, SpanKind)> + use<'_> {
        self.details.spans(block)
    }

    /// What is known of its text beside blocks and links.
    pub(crate) fn details(&self) -> &Details {
        &self.details
    }

    /// Says what is known of a block, behind all of which anything is: its marked stretches, its cells,
    /// whether it begins another list or table than that before.
    pub(crate) fn detail(&mut self, idx: usize, spans: &[Span], cells: &[Cell], is_anew: bool) {
        self.details.add(&self.blocks[idx], spans, cells, is_anew);
    }

    /// The blocks, captions among them.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text of one of its blocks, in logical order. That of a long document is as the page
    /// has it; of any other it holds no control characters.
    pub fn text(&self, block: &Block) -> &str {
        self.text.get(block.range()).unwrap_or_default()
    }

    /// Its blocks with their texts.
    pub fn texts(&self) -> impl Iterator<Item = (&Block, &str)> {
        self.blocks.iter().map(|block| (block, self.text(block)))
    }

    /// The texts of the captions, in order.
    pub fn captions(&self) -> impl Iterator<Item = &str> {
        self.texts_of(|kind| kind == BlockKind::Caption)
    }

    /// The texts of everything but captions and media, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.texts_of(|kind| !matches!(kind, BlockKind::Caption | BlockKind::Media))
    }

    fn texts_of(&self, wanted: impl Fn(BlockKind) -> bool) -> impl Iterator<Item = &str> {
        // No text is touched that is not wanted.
        let blocks = self.blocks.iter().filter(move |block| wanted(block.kind));
        blocks.map(|block| self.text(block))
    }

    /// The number of words in the paragraphs: runs without blanks that hold a letter or a digit.
    pub fn n_words(&self) -> usize {
        self.paragraphs().map(n_words).sum()
    }

    /// The number of words, counted; of a long document an estimate from samples, at once.
    pub fn words(&self) -> Words {
        const COUNTED: usize = 512 * 1024;
        const N_SAMPLES: usize = 32;
        const SAMPLE: usize = 1024;
        if self.text.len() <= COUNTED {
            return Words::Counted(self.n_words());
        }
        let sample = |idx: usize| {
            let at = self.text.len() / N_SAMPLES * idx;
            let at = self.text.floor_char_boundary(at);
            &self.text[at..self.text.floor_char_boundary(at + SAMPLE)]
        };
        let (n_found, n_bytes) = (0..N_SAMPLES).map(sample).fold((0, 0), |sum, text| {
            // The first word and the last are parted.
            let n_whole = n_words(text).saturating_sub(1);
            (sum.0 + n_whole, sum.1 + text.len())
        });
        let n_words = self.text.len() as f64 * n_found as f64 / n_bytes as f64;
        Words::About(n_words as usize)
    }
}

/// What stands between blanks and holds a letter or a digit; about that where a script puts no blanks.
fn n_words(text: &str) -> usize {
    /// The bytes that blanks begin with in UTF-8, but for the one of most texts.
    const MAY_BEGIN: Bytes<3> = Bytes::new([(b'\t', b'\r'), (0xC2, 0xC2), (0xE1, 0xE3)]);
    let n = match MAY_BEGIN.find_char(text, char::is_whitespace) {
        Some(_) => text
            .split_whitespace()
            .filter(|rest| begins_word(rest))
            .count(),
        None => n_spaced_words(text),
    };
    n.max(n_unparted(text))
}

/// The same in a text whose blanks are all spaces: of many bytes at once it is seen where words may
/// begin.
fn n_spaced_words(text: &str) -> usize {
    const BLOCK: usize = u64::BITS as usize;
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    // Zeros behind the end are no spaces, and begin no word.
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let (mut n, mut is_behind_space) = (0, 1);
    for (idx, block) in blocks.iter().chain([&last]).enumerate() {
        let spaces = Eight::spaces_among(block);
        let mut starts = !spaces & (spaces << 1 | is_behind_space);
        is_behind_space = spaces >> (BLOCK - 1);
        while starts != 0 {
            let start = idx * BLOCK + starts.trailing_zeros() as usize;
            let first = text.as_bytes().get(start);
            let is_plain = first.is_some_and(u8::is_ascii_alphanumeric);
            n += usize::from(is_plain || begins_word(&text[start..]));
            starts &= starts - 1;
        }
    }
    n
}

/// Whether what stands before the first blank of a text is a word; mostly its first character tells.
fn begins_word(text: &str) -> bool {
    let is_word = text.chars().find_map(|c| match c {
        _ if is_letter(c) || c.is_numeric() => Some(true),
        _ if c.is_whitespace() => Some(false),
        _ => None,
    });
    is_word.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_characters_say() {
        let mut blanks = String::new();
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            let text = format!("a{c}{c}b {c} {c}1");
            let is_word = |text: &&str| text.contains(|c: char| is_letter(c) || c.is_numeric());
            let expected = text.split(char::is_whitespace).filter(is_word).count();
            assert_eq!(n_words(&text), expected.max(n_unparted(&text)), "{c:?}");
            blanks.extend(Some(c).filter(|c| c.is_whitespace()));
        }
        assert_eq!(n_words(&blanks), 0);
    }

    #[test]
    fn blocks_keep_their_texts_in_one_string() {
        let mut document = Document::default();
        document.push(BlockKind::Heading, "عنوان");
        document.push(BlockKind::Caption, "");
        document.push(BlockKind::Paragraph, "one – 2");
        let texts: Vec<&str> = document.texts().map(|(_, text)| text).collect();
        assert_eq!(texts, ["عنوان", "", "one – 2"]);
        assert_eq!(document.n_words(), 3);
        assert_eq!(n_words(" one\ttwo\u{A0}– «three»  4\n\u{2003}خبر, ... "), 5);
        assert_eq!(n_words("港特首梁振英就住宅违建事件道歉。"), 7);
        let ranges = document.blocks().iter().map(Block::range);
        assert!(ranges.is_sorted_by_key(|range| range.start));
    }
}
