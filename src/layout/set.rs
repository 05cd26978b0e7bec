//! A unit set in type at a measure: its rows, with the blank one before it.

use std::ops::Range;
use std::rc::Rc;

use crate::layout::piece::{Part, Role, Start};
use crate::layout::unit::Unit;
use crate::text::{Cell, Line, Options, Paragraph, first_strong};

/// A unit set in type.
#[derive(Debug)]
pub(crate) struct Set {
    part: Part,
    role: Role,
    indent: usize,
    marker: Option<&'static str>,
    /// Whether its lines start at the right.
    starts_right: bool,
    has_space: bool,
    measure: usize,
    paragraph: Paragraph,
    lines: Vec<Line>,
    /// About the bytes that it takes in memory.
    pub(crate) n_bytes: usize,
}

/// One row of a page, ready to be painted.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is part of.
    pub part: Part,
    /// How it looks.
    pub role: Role,
    /// The first cell column, counted from the left of the measure.
    pub column: usize,
    /// The marker of a list item and its column.
    pub marker: Option<(usize, &'static str)>,
    /// The bytes of the part's text that it covers.
    pub range: Range<usize>,
    set: Rc<Set>,
    line_idx: usize,
}

impl Row {
    /// Its cells, from left to right as they are seen.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        self.set.paragraph.visual(&self.set.lines[self.line_idx])
    }
}

impl Set {
    pub(crate) fn new(unit: Unit<'_>, measure: usize) -> Self {
        let Unit {
            piece,
            stretch,
            is_first,
        } = unit;
        // Of memory for a byte of text: clusters, glyphs and what vectors keep in reserve.
        const A_BYTE: usize = 24;
        let is_whole = stretch.is_none();
        let stretch = stretch.unwrap_or(0..piece.text.len());
        let begins = stretch.start == 0;
        let n_text = stretch.len();
        // All stretches of a piece run the way that the whole of it does.
        let direction =
            (piece.options.direction).or_else(|| first_strong(&piece.text).filter(|_| !is_whole));
        let options = Options {
            direction,
            ..piece.options
        };
        let paragraph = Paragraph::of_stretch(&piece.text, stretch, &options);
        let lines = paragraph.lines(measure.saturating_sub(piece.indent));
        let direction = match piece.start {
            Start::OneLiner(direction) if is_whole && lines.len() == 1 => direction,
            _ => paragraph.direction(),
        };
        Self {
            part: piece.part,
            role: piece.role,
            indent: piece.indent,
            marker: piece.marker.filter(|_| begins),
            starts_right: direction.is_rtl(),
            has_space: piece.space_before && begins && !is_first,
            measure,
            n_bytes: size_of::<Self>() + n_text * A_BYTE + lines.len() * size_of::<Line>(),
            paragraph,
            lines,
        }
    }

    /// Its part.
    pub(crate) fn part(&self) -> Part {
        self.part
    }

    /// Its rows, the blank one before it among them; there is always one.
    pub(crate) fn n_rows(&self) -> usize {
        self.lines.len() + usize::from(self.has_space)
    }

    /// The first byte of the line in a row; of the first line where the row is blank.
    pub(crate) fn byte_at(&self, row_idx: usize) -> Option<usize> {
        let line_idx = row_idx.saturating_sub(usize::from(self.has_space));
        self.lines.get(line_idx).map(|line| line.range.start)
    }

    /// The row with the line that a byte is in.
    pub(crate) fn row_of(&self, byte: usize) -> usize {
        let n_before = self.lines.partition_point(|line| line.range.start <= byte);
        n_before.saturating_sub(1) + usize::from(self.has_space)
    }

    /// A row; none where it is blank.
    pub(crate) fn row(self: &Rc<Self>, row_idx: usize) -> Option<Row> {
        let line_idx = row_idx.checked_sub(usize::from(self.has_space))?;
        let line = self.lines.get(line_idx)?;
        let free = self.measure.saturating_sub(line.width);
        let (column, marker_column) = match self.starts_right {
            true => (
                free.saturating_sub(self.indent),
                self.measure.saturating_sub(1),
            ),
            false => (self.indent.min(free), 0),
        };
        let marker = self.marker.filter(|_| line_idx == 0);
        Some(Row {
            part: self.part,
            role: self.role,
            column,
            marker: marker.map(|marker| (marker_column, marker)),
            range: line.range.clone(),
            set: Rc::clone(self),
            line_idx,
        })
    }
}
