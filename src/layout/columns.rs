//! Text in columns: a row of a table, or a verse of two halves. In, the text of one row with what
//! parts its cells, and the widths that all rows of a table go by; out, the cells of each line,
//! padded, with the columns in the order of the table's direction. A cell that is too wide is
//! broken within its column.

use std::ops::Range;

use crate::text::{Cell, Direction, Line, Options, Paragraph};

/// What a piece is set in.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// The cells that each column takes where there is room.
    pub widths: &'a [usize],
    /// What stands between two columns in the text.
    pub between: &'static str,
    /// What is shown between them: a cell for each character.
    pub shown: &'static str,
    /// Whether columns stand under each other where there is no room: as halves of a verse.
    pub may_stack: bool,
}

/// The narrowest that a column may be made, in cells.
const NARROWEST: usize = 6;

/// Cells by which a half is set in that stands under the one before it.
const STACKED: usize = 4;

/// The ranges of a text's cells, in bytes.
pub(crate) fn cells(text: &str, between: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut cells: Vec<_> = text.match_indices(between).collect();
    cells.push((text.len(), ""));
    let ranges = cells.into_iter().map(|(end, sign)| {
        let cell = start..end;
        start = end + sign.len();
        cell
    });
    ranges.collect()
}

/// One row of a table whose cells are ready to be set.
#[derive(Debug)]
pub(crate) struct Row {
    cells: Vec<Paragraph>,
    widths: Vec<usize>,
    shown: &'static str,
    may_stack: bool,
    direction: Direction,
    end: usize,
}

/// A row at a measure.
#[derive(Debug)]
pub(crate) enum Grid {
    /// The width of each column, and the lines of each cell.
    Beside(Vec<usize>, Vec<Vec<Line>>),
    /// The lines of one cell after the other.
    Stacked(Vec<(usize, Line)>),
}

impl Row {
    pub(crate) fn new(text: &str, columns: &Columns<'_>, options: &Options) -> Self {
        let ranges = cells(text, columns.between);
        let cell = |range| Paragraph::of_stretch(text, range, options);
        Self {
            widths: columns.widths.to_vec(),
            shown: columns.shown,
            may_stack: columns.may_stack,
            direction: options.direction.unwrap_or_default(),
            end: text.len(),
            cells: ranges.into_iter().map(cell).collect(),
        }
    }

    /// Sets it in `width` cells; none where the columns would be too narrow to read.
    pub(crate) fn set(&self, width: usize) -> Option<Grid> {
        let n_between = self.shown.chars().count() * self.widths.len().saturating_sub(1);
        let room = width.saturating_sub(n_between);
        let natural: usize = self.widths.iter().sum();
        if self.cells.len() > self.widths.len() {
            return None;
        }
        if self.may_stack && natural > room {
            let lines = self.cells.iter().enumerate().flat_map(|(idx, cell)| {
                let width = width.saturating_sub(indent(idx));
                cell.lines(width).into_iter().map(move |line| (idx, line))
            });
            return Some(Grid::Stacked(lines.collect()));
        }
        let widths = fitted(&self.widths, room)?;
        let lines = self.cells.iter().zip(&widths);
        let lines = lines.map(|(cell, width)| cell.lines(*width)).collect();
        Some(Grid::Beside(widths, lines))
    }

    /// The cells of a line, from left to right as they are seen. What pads has no range.
    pub(crate) fn line<'a>(&'a self, grid: &Grid, line_idx: usize) -> Vec<Cell<'a>> {
        let blank = |at: usize| Cell {
            text: " ",
            range: at..at,
            width: 1,
        };
        let is_rtl = self.direction.is_rtl();
        let mut seen = Vec::new();
        match grid {
            Grid::Stacked(lines) => {
                let Some((idx, line)) = lines.get(line_idx) else {
                    return seen;
                };
                let indent = std::iter::repeat_n(blank(line.range.start), indent(*idx));
                let cells = self.cells[*idx].visual(line);
                match is_rtl {
                    true => seen.extend(cells.into_iter().chain(indent)),
                    false => seen.extend(indent.chain(cells)),
                }
            }
            Grid::Beside(widths, lines) => {
                let n_columns = widths.len();
                for place in 0..n_columns {
                    let idx = if is_rtl { n_columns - 1 - place } else { place };
                    if place > 0 {
                        let signs =
                            (0..self.shown.len()).filter(|at| self.shown.is_char_boundary(*at));
                        seen.extend(signs.map(|at| {
                            let next = self.shown.ceil_char_boundary(at + 1);
                            Cell {
                                text: &self.shown[at..next],
                                ..blank(self.end)
                            }
                        }));
                    }
                    let line = lines.get(idx).and_then(|lines| lines.get(line_idx));
                    let width = line.map_or(0, |line| line.width);
                    let at = line.map_or(self.end, |line| line.range.end);
                    let pad = std::iter::repeat_n(blank(at), widths[idx].saturating_sub(width));
                    let cells = line
                        .map(|line| self.cells[idx].visual(line))
                        .unwrap_or_default();
                    match is_rtl {
                        true => seen.extend(pad.chain(cells)),
                        false => seen.extend(cells.into_iter().chain(pad)),
                    }
                }
            }
        }
        seen
    }

    /// The bytes between the first and the last that a line shows. The first ascend with the
    /// lines.
    pub(crate) fn range(&self, grid: &Grid, line_idx: usize) -> Range<usize> {
        match grid {
            Grid::Stacked(lines) => lines[line_idx].1.range.clone(),
            Grid::Beside(_, cells) => {
                let lines = || cells.iter().filter_map(|lines| lines.get(line_idx));
                let start = lines().map(|line| line.range.start).min();
                let end = lines().map(|line| line.range.end).max();
                start.unwrap_or(self.end)..end.unwrap_or(self.end)
            }
        }
    }
}

impl Grid {
    pub(crate) fn n_lines(&self) -> usize {
        match self {
            Self::Stacked(lines) => lines.len(),
            Self::Beside(_, cells) => cells.iter().map(Vec::len).max().unwrap_or(0),
        }
    }

    /// The cells that a line takes.
    pub(crate) fn width(&self, line_idx: usize, row: &Row) -> usize {
        match self {
            Self::Stacked(lines) => lines[line_idx].1.width + indent(lines[line_idx].0),
            Self::Beside(widths, _) => {
                let n_between = row.shown.chars().count() * widths.len().saturating_sub(1);
                widths.iter().sum::<usize>() + n_between
            }
        }
    }
}

fn indent(cell_idx: usize) -> usize {
    if cell_idx == 0 { 0 } else { STACKED }
}

/// Widths that fit into `room`: the widest columns give way. None where they get too narrow.
fn fitted(widths: &[usize], room: usize) -> Option<Vec<usize>> {
    let taken = |most: usize| widths.iter().map(|width| (*width).min(most)).sum::<usize>();
    let widest = widths.iter().copied().max()?;
    if taken(widest) <= room {
        return Some(widths.to_vec());
    }
    // The largest most at which all fit.
    let (mut low, mut high) = (0, widest);
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        match taken(middle) <= room {
            true => low = middle,
            false => high = middle,
        }
    }
    let mut left = room.saturating_sub(taken(low));
    let fitted = widths.iter().map(|width| {
        let more = usize::from(left > 0 && *width > low);
        left -= more;
        (*width).min(low + more)
    });
    (low >= NARROWEST).then(|| fitted.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_columns_give_way() {
        let check = |widths: &[usize], room, expected: Option<&[usize]>| {
            assert_eq!(
                fitted(widths, room).as_deref(),
                expected,
                "{widths:?} in {room}"
            );
        };
        check(&[3, 4], 7, Some(&[3, 4]));
        check(&[3, 40, 20], 33, Some(&[3, 15, 15]));
        check(&[3, 40, 20], 34, Some(&[3, 16, 15]));
        check(&[40, 40, 40], 15, None);
        check(&[], 15, None);
    }
}
