//! Pieces of text set one under the other as rows. A place on a page is an [`Anchor`], which
//! survives being laid out again at another measure; a row number does not.

use std::ops::Range;

use crate::text::{Cell, Direction, Line, Options, Paragraph};

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

/// Text to be set as one paragraph.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is part of.
    pub part: Part,
    /// How it looks.
    pub role: Role,
    /// The text, in logical order.
    pub text: String,
    /// How it is set.
    pub options: Options,
    /// The edge at which its lines start.
    pub start: Start,
    /// Cells left free at the start edge.
    pub indent: usize,
    /// What stands in the indent of its first line: one cell, such as a bullet.
    pub marker: Option<&'static str>,
    /// Whether a blank row stands before it.
    pub space_before: bool,
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

impl Piece {
    /// A piece without indent, marker or space, at its own edge.
    pub fn new(part: Part, role: Role, text: impl Into<String>, options: Options) -> Self {
        Self {
            part,
            role,
            text: text.into(),
            options,
            start: Start::Own,
            indent: 0,
            marker: None,
            space_before: false,
        }
    }
}

/// A place in the text: a byte of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The part.
    pub part: Part,
    /// The byte of the part's text.
    pub byte: usize,
}

/// Rows of text of one measure.
#[derive(Clone, Debug, Default)]
pub struct Page {
    measure: usize,
    set: Vec<SetPiece>,
    rows: Vec<Place>,
}

/// One row of a page, ready to be painted.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What it is part of.
    pub part: Part,
    /// How it looks.
    pub role: Role,
    /// The first cell column, counted from the left of the measure.
    pub column: usize,
    /// Its cells, from left to right as they are seen.
    pub cells: Vec<Cell<'a>>,
    /// The marker of a list item and its column.
    pub marker: Option<(usize, &'static str)>,
    /// The bytes of the part's text that it covers.
    pub range: Range<usize>,
}

#[derive(Clone, Debug)]
struct SetPiece {
    piece: Piece,
    paragraph: Paragraph,
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Blank,
    Line { piece_idx: usize, line_idx: usize },
}

impl Page {
    /// Sets pieces one under the other in a measure of `measure` cells.
    pub fn new(pieces: Vec<Piece>, measure: usize) -> Self {
        let mut page = Self {
            measure,
            ..Self::default()
        };
        for piece in pieces {
            let paragraph = Paragraph::new(&piece.text, &piece.options);
            let lines = paragraph.lines(measure.saturating_sub(piece.indent));
            let piece_idx = page.set.len();
            if piece.space_before && !page.rows.is_empty() {
                page.rows.push(Place::Blank);
            }
            let places = (0..lines.len()).map(|line_idx| Place::Line {
                piece_idx,
                line_idx,
            });
            page.rows.extend(places);
            page.set.push(SetPiece {
                piece,
                paragraph,
                lines,
            });
        }
        page
    }

    /// The number of rows, blank ones included.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The measure in cells.
    pub fn measure(&self) -> usize {
        self.measure
    }

    /// A row; none where it is blank or beyond the end.
    pub fn row(&self, row_idx: usize) -> Option<Row<'_>> {
        let (set, line_idx) = self.line_at(row_idx)?;
        let line = &set.lines[line_idx];
        let rtl = set.starts_right();
        let free = self.measure.saturating_sub(line.width);
        let marker_column = if rtl {
            self.measure.saturating_sub(1)
        } else {
            0
        };
        Some(Row {
            part: set.piece.part,
            role: set.piece.role,
            column: match rtl {
                true => free.saturating_sub(set.piece.indent),
                false => set.piece.indent.min(free),
            },
            cells: set.paragraph.visual(line),
            marker: (set.piece.marker.filter(|_| line_idx == 0)).map(|m| (marker_column, m)),
            range: line.range.clone(),
        })
    }

    /// The place that a row shows; that of the next row with text where it is blank.
    pub fn anchor(&self, row_idx: usize) -> Option<Anchor> {
        (row_idx..self.rows.len()).find_map(|row_idx| {
            let (set, line_idx) = self.line_at(row_idx)?;
            Some(Anchor {
                part: set.piece.part,
                byte: set.lines[line_idx].range.start,
            })
        })
    }

    /// The row that shows a place; where its part is not on the page, the row after which it
    /// would stand.
    pub fn row_of(&self, anchor: Anchor) -> usize {
        let mut before = 0;
        for row_idx in 0..self.rows.len() {
            let Some((set, line_idx)) = self.line_at(row_idx) else {
                continue;
            };
            if set.piece.part == anchor.part {
                let next = set.lines.get(line_idx + 1);
                if next.is_none_or(|next| anchor.byte < next.range.start) {
                    return row_idx;
                }
            } else if set.piece.part < anchor.part {
                before = row_idx;
            }
        }
        before
    }

    fn line_at(&self, row_idx: usize) -> Option<(&SetPiece, usize)> {
        match *self.rows.get(row_idx)? {
            Place::Blank => None,
            Place::Line {
                piece_idx,
                line_idx,
            } => Some((&self.set[piece_idx], line_idx)),
        }
    }
}

impl SetPiece {
    fn starts_right(&self) -> bool {
        match self.piece.start {
            Start::OneLiner(direction) if self.lines.len() == 1 => direction.is_rtl(),
            _ => self.paragraph.direction().is_rtl(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(part: Part, text: &str) -> Piece {
        Piece::new(part, Role::Body, text, Options::default())
    }

    fn shown(page: &Page) -> Vec<String> {
        let row = |row_idx| {
            let Some(row) = page.row(row_idx) else {
                return String::new();
            };
            let text: String = row.cells.iter().map(|cell| cell.text).collect();
            format!("{}{text}", " ".repeat(row.column))
        };
        (0..page.n_rows()).map(row).collect()
    }

    #[test]
    fn rows_start_at_the_edge_of_their_direction() {
        let mut item = piece(Part::Block(2), "אב");
        (item.indent, item.marker, item.space_before) = (2, Some("•"), true);
        let page = Page::new(
            vec![
                piece(Part::Block(0), "ab cd"),
                piece(Part::Block(1), "אב"),
                item,
            ],
            4,
        );
        assert_eq!(shown(&page), ["ab", "cd", "  בא", "", "בא"]);
        let row = page.row(4).expect("a row");
        assert_eq!(row.marker, Some((3, "•")));
    }

    #[test]
    fn a_lone_line_stays_at_the_edge_of_its_article() {
        let mut lone = piece(Part::Block(0), "ab");
        lone.start = Start::OneLiner(Direction::Rtl);
        assert_eq!(shown(&Page::new(vec![lone.clone()], 4)), ["  ab"]);
        lone.text = "ab cd".into();
        assert_eq!(shown(&Page::new(vec![lone], 4)), ["ab", "cd"]);
    }

    #[test]
    fn an_anchor_survives_another_measure() {
        let pieces = || {
            vec![
                piece(Part::Block(0), "aa bb cc dd"),
                piece(Part::Block(1), "ee"),
            ]
        };
        let narrow = Page::new(pieces(), 2);
        let anchor = narrow.anchor(2).expect("a row");
        let wide = Page::new(pieces(), 5);
        assert_eq!(wide.row_of(anchor), 1);
        assert_eq!(narrow.row_of(wide.anchor(1).expect("a row")), 2);
        let gone = Anchor {
            part: Part::Removed(3),
            byte: 0,
        };
        assert_eq!(wide.row_of(gone), 2);
    }
}
