//! Cells of text into cells of the buffer. Whatever falls outside is not painted.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::Area;
use crate::text::{Cell, Direction, Options, Paragraph};

/// Paints one cell group at a column and row.
pub(crate) fn cell(x: u16, y: u16, cell: &Cell<'_>, style: Style, buffer: &mut Buffer) {
    symbol(x, y, cell.text, cell.width, style, buffer);
}

/// Paints what fills `width` cells from a column on.
pub(crate) fn symbol(x: u16, y: u16, text: &str, width: usize, style: Style, buffer: &mut Buffer) {
    let last = Position::new(x.saturating_add(width as u16).saturating_sub(1), y);
    if !buffer.area.contains(last) {
        return;
    }
    if let Some(first) = buffer.cell_mut((x, y)) {
        first.reset();
        first.set_symbol(text).set_style(style);
    }
    for x in x + 1..=last.x {
        if let Some(covered) = buffer.cell_mut((x, y)) {
            covered.reset();
            covered.set_style(style);
        }
    }
}

/// Paints cells from left to right, each in the style that `style` gives it.
pub(crate) fn cells<'a>(
    x: u16,
    y: u16,
    cells: impl IntoIterator<Item = &'a Cell<'a>>,
    style: impl Fn(&Cell<'_>) -> Style,
    buffer: &mut Buffer,
) {
    let mut x = x;
    for group in cells {
        cell(x, y, group, style(group), buffer);
        x = x.saturating_add(group.width as u16);
    }
}

/// Sets `text` on at most `n_rows` rows of an area, at the edge of its direction, the rest cut
/// with an ellipsis. Gives back the rows used and the width of the widest.
pub(crate) fn text(
    area: Area,
    n_rows: usize,
    text: &str,
    options: &Options,
    style: Style,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let width = usize::from(area.width);
    let n_rows = n_rows.min(usize::from(area.height));
    if width < 2 || n_rows == 0 {
        return (0, 0);
    }
    let paragraph = Paragraph::new(text, options);
    let lines = paragraph.first_lines(width, n_rows);
    let mut widest = 0;
    for (y, line) in (area.y..).zip(&lines) {
        let free = width.saturating_sub(line.width);
        let x = match paragraph.direction() {
            Direction::Ltr => 0,
            Direction::Rtl => free,
        };
        cells(
            area.x + x as u16,
            y,
            &paragraph.visual(line),
            |_| style,
            buffer,
        );
        widest = widest.max(line.width as u16);
    }
    (lines.len() as u16, widest)
}

/// Fills an area with a style.
pub(crate) fn fill(area: Area, style: Style, buffer: &mut Buffer) {
    let area = ratatui::layout::Rect::new(area.x, area.y, area.width, area.height);
    buffer.set_style(area.intersection(buffer.area), style);
}
