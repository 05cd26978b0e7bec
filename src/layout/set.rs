//! A unit set in type at a measure: its rows, with the blank one before it. What depends on its
//! text alone stays when the measure changes.

use std::ops::Range;
use std::rc::Rc;

use crate::layout::columns::{self, Grid};
use crate::layout::piece::{Part, Role, Start};
use crate::layout::unit::Unit;
use crate::picture::Frame;
use crate::text::{Cell, Direction, Line, Options, Paragraph, first_strong};

/// A unit set in type.
#[derive(Debug)]
pub(crate) struct Set {
    text: Rc<Text>,
    measure: usize,
    lines: Vec<Line>,
    /// In place of the lines, where it stands in columns.
    grid: Option<Grid>,
    /// Whether its lines start at the right.
    starts_right: bool,
}

/// What of it depends on no measure.
#[derive(Debug)]
struct Text {
    part: Part,
    role: Role,
    indent: usize,
    marker: Option<&'static str>,
    marker_indent: usize,
    /// The edge at which it starts where it has one line.
    one_liner: Direction,
    has_space: bool,
    /// The cells of a picture above the text.
    frame: Option<Frame>,
    n_bytes: usize,
    paragraph: Paragraph,
    columns: Option<columns::Row>,
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
    /// The row of a picture that it is.
    pub picture: Option<Slice>,
    set: Rc<Set>,
    line_idx: Option<usize>,
}

/// A row of the cells of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The row, from 0.
    pub row: u16,
    /// All of its cells.
    pub frame: Frame,
}

impl Row {
    /// The direction of the paragraph that it is a line of.
    pub fn direction(&self) -> Direction {
        self.set.text.paragraph.direction()
    }

    /// Its cells, from left to right as they are seen; none of a picture.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        let text = &self.set.text;
        let Some(line_idx) = self.line_idx else {
            return Vec::new();
        };
        match (&text.columns, &self.set.grid) {
            (Some(row), Some(grid)) => row.line(grid, line_idx),
            _ => text.paragraph.visual(&self.set.lines[line_idx]),
        }
    }
}

impl Set {
    pub(crate) fn new(unit: Unit<'_>, measure: usize) -> Self {
        let Unit {
            piece,
            stretch,
            is_first,
        } = unit;
        let is_whole = stretch.is_none();
        let stretch = stretch.unwrap_or(0..piece.text.len());
        let begins = stretch.start == 0;
        let n_bytes = stretch.len();
        // All stretches of a piece run the way that the whole of it does.
        let whole = || first_strong(&piece.text).filter(|_| !is_whole);
        let options = Options {
            direction: piece.options.direction.or_else(whole),
            ..piece.options
        };
        let paragraph = Paragraph::of_stretch(&piece.text, stretch, &options);
        let columns = piece.columns.filter(|_| is_whole);
        let columns = columns.map(|columns| columns::Row::new(&piece.text, &columns, &options));
        let text = Text {
            part: piece.part,
            role: piece.role,
            indent: piece.indent,
            marker: piece.marker.filter(|_| begins),
            marker_indent: piece.marker_indent,
            one_liner: match piece.start {
                Start::OneLiner(direction) if is_whole => direction,
                _ => paragraph.direction(),
            },
            has_space: piece.space_before && begins && !is_first,
            frame: piece.frame.filter(|_| begins),
            n_bytes,
            paragraph,
            columns,
        };
        Self::of(Rc::new(text), measure)
    }

    /// The same unit at another measure.
    pub(crate) fn at_measure(&self, measure: usize) -> Self {
        Self::of(Rc::clone(&self.text), measure)
    }

    fn of(text: Rc<Text>, measure: usize) -> Self {
        let width = measure.saturating_sub(text.indent);
        let grid = text.columns.as_ref().and_then(|row| row.set(width));
        // A picture without words says it all.
        let is_mute = text.frame.is_some() && text.n_bytes == 0;
        let lines = match grid {
            None if !is_mute => text.paragraph.lines(width),
            _ => Vec::new(),
        };
        let direction = match lines.len() {
            1 => text.one_liner,
            _ => text.paragraph.direction(),
        };
        Self {
            starts_right: direction.is_rtl(),
            text,
            measure,
            lines,
            grid,
        }
    }

    /// About the bytes that it takes in memory.
    pub(crate) fn n_bytes(&self) -> usize {
        // For a byte of text: clusters, glyphs and what vectors keep in reserve.
        const A_BYTE: usize = 24;
        let lines = self.lines.len() * size_of::<Line>();
        size_of::<Self>() + size_of::<Text>() + self.text.n_bytes * A_BYTE + lines
    }

    /// The bytes of its text.
    pub(crate) fn n_text_bytes(&self) -> usize {
        self.text.n_bytes
    }

    /// Its part.
    pub(crate) fn part(&self) -> Part {
        self.text.part
    }

    /// The measure it is set at.
    pub(crate) fn measure(&self) -> usize {
        self.measure
    }

    /// The rows above its text: a blank one or none, and those of a picture.
    pub(crate) fn n_spaces(&self) -> usize {
        let frame = self.text.frame.map_or(0, |frame| usize::from(frame.rows));
        usize::from(self.text.has_space) + frame
    }

    /// Its rows, the blank one before it among them; there is always one.
    pub(crate) fn n_rows(&self) -> usize {
        self.n_lines() + self.n_spaces()
    }

    fn n_lines(&self) -> usize {
        match &self.grid {
            Some(grid) => grid.n_lines(),
            None => self.lines.len(),
        }
    }

    /// The bytes that a line covers, and its width in cells.
    fn line(&self, line_idx: usize) -> Option<(Range<usize>, usize)> {
        if line_idx >= self.n_lines() {
            return None;
        }
        Some(match (&self.text.columns, &self.grid) {
            (Some(row), Some(grid)) => (row.range(grid, line_idx), grid.width(line_idx, row)),
            _ => {
                let line = &self.lines[line_idx];
                (line.range.clone(), line.width)
            }
        })
    }

    /// The first byte of the line in a row; of the first line where the row is blank.
    pub(crate) fn byte_at(&self, row_idx: usize) -> Option<usize> {
        let line_idx = row_idx.saturating_sub(self.n_spaces());
        match self.line(line_idx) {
            Some((range, _)) => Some(range.start),
            None => (self.n_lines() == 0).then_some(0),
        }
    }

    /// The row with the line that a byte is in.
    pub(crate) fn row_of(&self, byte: usize) -> usize {
        let (mut n_before, mut end) = (0, self.n_lines());
        while n_before < end {
            let middle = n_before + (end - n_before) / 2;
            match self
                .line(middle)
                .is_some_and(|(range, _)| range.start <= byte)
            {
                true => n_before = middle + 1,
                false => end = middle,
            }
        }
        let row_idx = n_before.saturating_sub(1) + self.n_spaces();
        row_idx.min(self.n_rows() - 1)
    }

    /// A row; none where it is blank.
    pub(crate) fn row(self: &Rc<Self>, row_idx: usize) -> Option<Row> {
        let Some(line_idx) = row_idx.checked_sub(self.n_spaces()) else {
            return self.picture_row(row_idx);
        };
        let (range, width) = self.line(line_idx)?;
        let free = self.measure.saturating_sub(width);
        let marker = self.text.marker.filter(|_| line_idx == 0);
        let marker_width = marker.as_ref().map_or(0, |marker| marker.chars().count());
        let marker_end = self.text.marker_indent + marker_width;
        let (column, marker_column) = match self.starts_right {
            true => (
                free.saturating_sub(self.text.indent),
                self.measure.saturating_sub(marker_end),
            ),
            false => (self.text.indent.min(free), self.text.marker_indent),
        };
        Some(Row {
            part: self.text.part,
            role: self.text.role,
            column,
            marker: marker.map(|marker| (marker_column, marker)),
            range,
            picture: None,
            set: Rc::clone(self),
            line_idx: Some(line_idx),
        })
    }

    /// A row of its picture, which stands in the middle; none where it is blank.
    fn picture_row(self: &Rc<Self>, row_idx: usize) -> Option<Row> {
        let frame = self.text.frame?;
        let row_idx = row_idx.checked_sub(usize::from(self.text.has_space))?;
        Some(Row {
            part: self.text.part,
            role: self.text.role,
            column: self.measure.saturating_sub(frame.columns.into()) / 2,
            marker: None,
            range: 0..0,
            picture: Some(Slice {
                row: row_idx as u16,
                frame,
            }),
            set: Rc::clone(self),
            line_idx: None,
        })
    }
}
