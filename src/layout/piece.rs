//! What a page is made of: pieces of text, each to be set as one paragraph, made when they are
//! asked for; and the places in them.

use std::borrow::Cow;
use std::fmt;

use crate::layout::columns::Columns;
use crate::picture::Frame;
use crate::text::{Direction, Options};

/// The part of an article, or of a pane, that a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The line under it.
    Subtitle,
    /// Byline, outlet and date.
    Byline,
    /// A block of the document, by its index.
    Block(usize),
    /// A line that was left out, by its index.
    Removed(usize),
    /// A picture, by its index.
    Picture(usize),
    /// A row of a pane that is no article, by its index.
    Entry(usize),
}

/// What a row is, so that a theme can say how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The headline.
    Title,
    /// The line under it.
    Subtitle,
    /// Byline, outlet and date.
    Byline,
    /// Running text.
    Body,
    /// A heading inside the body.
    Heading,
    /// The words under a picture.
    Caption,
    /// What was left out.
    Removed,
    /// The name of a field.
    Label,
    /// The value of a field.
    Value,
}

/// A place in the text: a byte of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The part.
    pub part: Part,
    /// The byte of the part's text.
    pub byte: usize,
}

/// Text to be set as one paragraph.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// What it is part of.
    pub part: Part,
    /// How it looks.
    pub role: Role,
    /// The text, in logical order.
    pub text: Cow<'a, str>,
    /// How it is set.
    pub options: Options,
    /// The edge at which its lines start.
    pub start: Start,
    /// Cells left free at the start edge.
    pub indent: usize,
    /// What stands in the indent of its first line: a bullet, the number of an item; a cell for
    /// each character, from left to right as seen.
    pub marker: Option<&'static str>,
    /// Cells between the start edge and the marker.
    pub marker_indent: usize,
    /// Whether a blank row stands before it, unless it is the first.
    pub space_before: bool,
    /// The cells of a picture above its text.
    pub frame: Option<Frame>,
    /// The columns that its text stands in, if it does.
    pub columns: Option<Columns<'a>>,
}

/// The edge at which the lines of a piece start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// That of its own direction.
    Own,
    /// That of its own direction where it has several lines, else the given one: a lone Latin
    /// line in an Arabic article stays at the article's edge.
    OneLiner(Direction),
}

impl<'a> Piece<'a> {
    /// A piece without indent, marker or space, at its own edge.
    pub fn new(part: Part, role: Role, text: impl Into<Cow<'a, str>>, options: Options) -> Self {
        Self {
            part,
            role,
            text: text.into(),
            options,
            start: Start::Own,
            indent: 0,
            marker: None,
            marker_indent: 0,
            space_before: false,
            frame: None,
            columns: None,
        }
    }
}

/// Pieces in the order in which they stand under each other. Making one costs no more than its
/// text, whatever the number of all.
pub trait Pieces: fmt::Debug {
    /// How many there are.
    fn n_pieces(&self) -> usize;

    /// One of them, by an index below [`Pieces::n_pieces`].
    fn piece(&self, piece_idx: usize) -> Piece<'_>;

    /// The index of the piece that is a part; where there is none, of the one before which it
    /// would stand.
    fn index_of(&self, part: Part) -> Result<usize, usize>;

    /// The bytes of text before a piece, or of all; lengths are estimated by them.
    fn n_bytes_before(&self, piece_idx: usize) -> usize;

    /// The pieces that may have more than `n_bytes` of text, in their order.
    fn longer_than(&self, n_bytes: usize) -> Vec<usize>;
}

impl Pieces for Vec<Piece<'static>> {
    fn n_pieces(&self) -> usize {
        self.len()
    }

    fn piece(&self, piece_idx: usize) -> Piece<'_> {
        let piece = &self[piece_idx];
        Piece {
            text: Cow::Borrowed(&piece.text),
            ..*piece
        }
    }

    fn index_of(&self, part: Part) -> Result<usize, usize> {
        let found = self.iter().position(|piece| piece.part == part);
        let before = || self.iter().rposition(|piece| piece.part < part);
        found.ok_or_else(|| before().map_or(0, |idx| idx + 1))
    }

    fn n_bytes_before(&self, piece_idx: usize) -> usize {
        self[..piece_idx].iter().map(|piece| piece.text.len()).sum()
    }

    fn longer_than(&self, n_bytes: usize) -> Vec<usize> {
        let long = |idx: &usize| self[*idx].text.len() > n_bytes;
        (0..self.len()).filter(long).collect()
    }
}
