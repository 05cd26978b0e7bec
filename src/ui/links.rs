//! Links on the screen: which cells lead where, for terminals that can be told; and the numbers over
//! them while one of them is chosen.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::app::{Area, Following, Reader, State};
use crate::layout::Row;
use crate::ui::{Theme, paint};

/// Cells of a row of the screen that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The row, from 0.
    pub y: u16,
    /// The columns, from 0.
    pub columns: Range<u16>,
    /// What all cells of the same link have in common.
    pub id: u32,
    /// The address, of `http`, `https` or `mailto`, in visible ASCII.
    pub target: Arc<str>,
}

/// The cells of the links in sight, from above in each article.
pub fn linked(state: &State) -> Vec<Linked> {
    /// Sets links of the second article apart.
    const OTHER: u32 = 1 << 31;
    if state.help.is_some() || state.test.is_some() {
        return Vec::new();
    }
    let at = state.arrangement();
    let reader = state.reader.as_ref();
    let reader = reader.filter(|_| at.article.is_some() && state.chooser.is_none());
    let other = state.other.as_ref().filter(|_| at.other.is_some());
    let mut linked = Vec::new();
    for (reader, column, apart) in [(reader, at.column, 0), (other, at.other_column, OTHER)] {
        let Some(reader) = reader.filter(|reader| !reader.article.document.links().is_empty())
        else {
            continue;
        };
        let rows = reader.page.rows(reader.top, usize::from(column.height));
        for (row, y) in rows.iter().zip(column.y..) {
            let Some(row) = row else { continue };
            let spans = spans(reader, row, column.x).into_iter();
            linked.extend(spans.map(|span| Linked {
                y,
                columns: span.columns,
                id: span.link_idx as u32 | apart,
                target: Arc::clone(reader.article.document.links()[span.link_idx].target()),
            }));
        }
    }
    linked
}

/// Neighbouring cells of a row that are of one link.
struct Span {
    link_idx: usize,
    columns: Range<u16>,
    /// The columns of the first letter, and the byte that it is.
    first: (usize, Range<u16>),
}

/// The links of a row whose measure begins in column `x`, from the left to the right.
fn spans(reader: &Reader, row: &Row, x: u16) -> Vec<Span> {
    let links: Vec<(usize, Range<usize>)> = reader.links_in(row.part, &row.range).collect();
    let mut spans: Vec<Span> = Vec::new();
    if links.is_empty() {
        return spans;
    }
    let mut x = x + row.column as u16;
    for cell in row.cells() {
        let columns = x..x + cell.width as u16;
        x = columns.end;
        let is_of =
            |link: &Range<usize>| link.start < cell.range.end && cell.range.start < link.end;
        let Some((link_idx, _)) = links.iter().find(|(_, link)| is_of(link)) else {
            continue;
        };
        let letter = (cell.range.start, columns.clone());
        match spans.last_mut() {
            Some(span) if span.link_idx == *link_idx && span.columns.end == columns.start => {
                span.columns.end = columns.end;
                if letter.0 < span.first.0 {
                    span.first = letter;
                }
            }
            _ => spans.push(Span {
                link_idx: *link_idx,
                columns,
                first: letter,
            }),
        }
    }
    spans
}

/// Paints the numbers of the links that may be chosen, each over the letters that its link begins with.
pub(crate) fn numbers(state: &State, column: Area, theme: &Theme, buffer: &mut Buffer) {
    let (Some(Following::Choosing { links, typed }), Some(reader)) =
        (&state.following, &state.reader)
    else {
        return;
    };
    let style = theme.style("link-number");
    let typed = if *typed > 0 {
        typed.to_string()
    } else {
        String::new()
    };
    let mut done: Vec<usize> = Vec::new();
    let rows = reader.page.rows(reader.top, usize::from(column.height));
    for (row, y) in rows.iter().zip(column.y..) {
        let Some(row) = row else { continue };
        let mut spans = spans(reader, row, column.x);
        spans.sort_by_key(|span| span.first.0);
        for span in spans {
            let idx = links.iter().position(|link_idx| *link_idx == span.link_idx);
            let Some(idx) = idx.filter(|idx| !done.contains(idx)) else {
                continue;
            };
            done.push(idx);
            let number = (idx + 1).to_string();
            if !number.starts_with(&typed) {
                continue;
            }
            let (width, first) = (number.len() as u16, span.first.1);
            let is_rtl = first.start > span.columns.start;
            let x = match is_rtl {
                true => first.end.saturating_sub(width).max(column.x),
                false => first
                    .start
                    .min((column.x + column.width).saturating_sub(width)),
            };
            for (x, at) in (x..).zip(0..number.len()) {
                paint::symbol(x, y, &number[at..=at], 1, style, buffer);
            }
        }
    }
}
