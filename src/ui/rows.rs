//! Rows of pages: the open article with its matches, and what is known about it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::app::{Area, Arrangement, Pane, Reader, ScrollBar, Showing, State, Tick};
use crate::article::SpanKind;
use crate::layout::{Part, Row};
use crate::text::{Cell, Options};
use crate::ui::{Theme, paint, pictures};

/// Paints the article pane.
pub(crate) fn article(state: &State, at: &Arrangement, theme: &Theme, buffer: &mut Buffer) {
    match &state.reader {
        Some(reader) => text(reader, at.column, state.showing, theme, buffer),
        None => {
            let words = match state.list.item().map(|item| item.content.trouble()) {
                Some(Some(why)) => why,
                Some(None) => "…",
                None if state.list.is_growing => "…",
                None => "nothing to read",
            };
            let style = theme.style("list-trouble");
            paint::text(at.column, 4, words, &Options::default(), style, buffer);
        }
    }
    if let (Some(reader), Some(bar)) = (&state.reader, state.scroll_bar()) {
        scroll_bar(&bar, &reader.ticks(&bar), theme, buffer);
    }
}

/// Paints the article beside it.
pub(crate) fn other(state: &State, at: &Arrangement, theme: &Theme, buffer: &mut Buffer) {
    if let Some(reader) = &state.other {
        text(reader, at.other_column, state.showing, theme, buffer);
        if let Some(bar) = state.other_scroll_bar() {
            scroll_bar(&bar, &reader.ticks(&bar), theme, buffer);
        }
    }
}

fn text(reader: &Reader, column: Area, showing: Showing, theme: &Theme, buffer: &mut Buffer) {
    let rows = reader.page.rows(reader.top, usize::from(column.height));
    for (row, y) in rows.iter().zip(column.y..) {
        match row {
            Some(row) if row.picture.is_some() => {
                pictures::row(reader, row, column.x, y, showing, buffer);
            }
            Some(row) => article_row(reader, row, column.x, y, theme, buffer),
            None => {}
        }
    }
}

/// Paints the thumb of a scroll bar, and across what it runs in a tick where there are matches.
fn scroll_bar(bar: &ScrollBar, ticks: &[Tick], theme: &Theme, buffer: &mut Buffer) {
    let mut paint = |row: u16, symbol, role| {
        let (x, y) = (bar.area.x, bar.area.y + row);
        paint::symbol(x, y, symbol, 1, theme.style(role), buffer);
    };
    for row in bar.thumb.clone() {
        paint(row, "┃", "scroll-thumb");
    }
    for tick in ticks {
        let (symbol, role) = match (bar.thumb.contains(&tick.row), tick.is_current) {
            (false, false) => ("─", "scroll-tick"),
            (true, false) => ("╂", "scroll-tick"),
            (false, true) => ("━", "scroll-tick-current"),
            (true, true) => ("╋", "scroll-tick-current"),
        };
        paint(tick.row, symbol, role);
    }
}

/// Paints the metadata pane, with the selected field where it has the focus.
pub(crate) fn about(state: &State, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let about = &state.about;
    let rows = about.page.rows(about.top, usize::from(area.height));
    let selected = about.entries.get(about.selected);
    let selected = selected.filter(|_| state.panes.focus == Pane::About);
    for (row, y) in rows.iter().zip(area.y..) {
        let Some(row) = row else { continue };
        let (x, style) = (area.x + 1, theme.row(row.role));
        self::row(row, x, y, |_| style, theme, buffer);
        if let (Some(entry), Part::Entry(piece_idx)) = (selected, row.part)
            && entry.pieces.contains(&piece_idx)
        {
            let line = Area {
                y,
                height: 1,
                ..area
            };
            paint::fill(line, theme.style("selected"), buffer);
        }
    }
}

fn article_row(reader: &Reader, row: &Row, x: u16, y: u16, theme: &Theme, buffer: &mut Buffer) {
    let plain = theme.row(row.role);
    // Bold and dim would change the colours that a match is told by.
    let bare = plain.remove_modifier(Modifier::BOLD | Modifier::DIM);
    let matches = reader.matches_in(row.part, &row.range);
    let selected = reader.selected_in(row.part).unwrap_or_default();
    let cursor = reader.cursor_in(row.part).unwrap_or_default();
    let holds = |range: &Range<usize>, cell: &Cell<'_>| {
        range.start < cell.range.end && cell.range.start < range.end
    };
    let (selection, caret) = (theme.style("selected-text"), theme.style("caret"));
    let links: Vec<(usize, Range<usize>)> = reader.links_in(row.part, &row.range).collect();
    let linked = plain.patch(theme.style("link"));
    let marked = reader.spans_in(row.part, &row.range);
    let lit = theme.style("match");
    let current = theme.style("match-current");
    // A letter is lit where any byte of it is found: lam-alef lights up as a whole.
    let style = |cell: &Cell<'_>| {
        let found = matches
            .iter()
            .find(|(range, _)| range.start < cell.range.end && cell.range.start < range.end);
        match found {
            _ if holds(&cursor, cell) => bare.patch(caret),
            _ if holds(&selected, cell) => bare.patch(selection),
            Some((_, true)) => bare.patch(current),
            Some((_, false)) => bare.patch(lit),
            None if marked.is_empty() && links.is_empty() => plain,
            None => {
                let marks = marked.iter().filter(|(range, _)| holds(range, cell));
                let marks = marks.filter_map(|(_, kind)| role(*kind, cell.text));
                let is_linked = links.iter().any(|(_, link)| holds(link, cell));
                let around = if is_linked { linked } else { plain };
                // Colours stay those of what it is in.
                marks.fold(around, |style, role| {
                    style.add_modifier(theme.style(role).add_modifier)
                })
            }
        }
    };
    self::row(row, x, y, style, theme, buffer);
}

/// The role of letters that are marked.
fn role(kind: SpanKind, letters: &str) -> Option<&'static str> {
    /// Latin, Greek, Cyrillic and Armenian letters stand before it in Unicode; no other type slants.
    const SLANTED_BEFORE: char = '\u{590}';
    match kind {
        SpanKind::Strong => Some("strong"),
        SpanKind::Emphasis if letters.starts_with(|c| c < SLANTED_BEFORE) => Some("emphasis"),
        SpanKind::Emphasis => Some("strong"),
        SpanKind::Deleted => Some("deleted"),
        SpanKind::Code | SpanKind::Inserted | SpanKind::In(_) => None,
    }
}

/// Paints a row and its marker, its measure beginning in column `x`.
pub(crate) fn row(
    row: &Row,
    x: u16,
    y: u16,
    style: impl Fn(&Cell<'_>) -> Style,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if let Some((column, marker)) = row.marker {
        // The number of an item has several characters, in the order in which they are seen.
        for (idx, (at, c)) in marker.char_indices().enumerate() {
            let x = x + (column + idx) as u16;
            let symbol = &marker[at..at + c.len_utf8()];
            paint::symbol(x, y, symbol, 1, theme.style("marker"), buffer);
        }
    }
    paint::cells(x + row.column as u16, y, &row.cells(), style, buffer);
}
