//! The readable body of an article: blocks of text in logical order.

use crate::text::Direction;

/// The body: blocks in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The blocks, captions among them.
    pub blocks: Vec<Block>,
}

/// One block of text, a single paragraph to the typesetter.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, in logical order, without control characters.
    pub text: String,
    /// Its own direction where the page states one.
    pub direction: Option<Direction>,
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
}

impl Block {
    /// A block of the given kind in the article's direction.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            direction: None,
        }
    }
}

impl Document {
    /// The texts of the captions, in order.
    pub fn captions(&self) -> impl Iterator<Item = &str> {
        self.texts(|kind| kind == BlockKind::Caption)
    }

    /// The texts of everything but the captions, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.texts(|kind| kind != BlockKind::Caption)
    }

    /// The number of words in the paragraphs: runs without blanks that hold a letter or a digit.
    pub fn n_words(&self) -> usize {
        self.paragraphs()
            .flat_map(str::split_whitespace)
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    }

    fn texts(&self, wanted: impl Fn(BlockKind) -> bool) -> impl Iterator<Item = &str> {
        self.blocks
            .iter()
            .filter(move |block| wanted(block.kind))
            .map(|block| block.text.as_str())
    }
}
