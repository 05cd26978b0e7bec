//! A list of places in the place of the article: a row each, what matches lit.

use ratatui::buffer::Buffer;

use crate::app::{Area, Choice, Chooser, Kind, State};
use crate::text::{Cell, Controls, Marks, Options, Paragraph, paragraph_direction};
use crate::ui::{Theme, paint};

/// Columns for the number of a row.
const LABEL: u16 = 7;

/// Paints the rows that are on the screen, and what they are above them.
pub(crate) fn draw(
    chooser: &Chooser,
    state: &State,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let reader = state.reader.as_ref();
    let n_rows = chooser.n_rows(reader);
    for (idx, y) in (chooser.top..n_rows).zip(area.y..area.y + area.height) {
        let Some(entry) = chooser.entry(idx, reader) else {
            continue;
        };
        let row = Area {
            y,
            height: 1,
            ..area
        };
        draw_entry(&entry, state.marks, row, theme, buffer);
        if idx == chooser.selected {
            paint::fill(row, theme.style("selected"), buffer);
        }
    }
    if n_rows == 0 {
        let is_over = matches!(&chooser.kind, Kind::Everywhere(found) if found.is_done());
        let word = if is_over { "nothing found" } else { "…" };
        let style = theme.style("list-meta");
        paint::text(area, 1, word, &Options::default(), style, buffer);
    }
}

fn draw_entry(entry: &Choice, marks: Marks, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let label = Area {
        width: LABEL.min(area.width),
        ..area
    };
    let style = theme.style("list-meta");
    paint::text(label, 1, &entry.label, &Options::default(), style, buffer);
    let field = Area {
        x: area.x + label.width,
        width: area.width - label.width,
        ..area
    };
    if field.width < 2 {
        return;
    }
    let direction = paragraph_direction(&entry.text, entry.direction);
    let options = Options {
        direction: Some(direction),
        marks,
        controls: Controls::Ignore,
    };
    let paragraph = Paragraph::new(&entry.text, &options);
    let plain = match entry.heading {
        true => theme.style("heading"),
        false => theme.style("body"),
    };
    let lit = plain.patch(theme.style("match"));
    let style = |cell: &Cell<'_>| {
        let is_lit = entry.lit.start < cell.range.end && cell.range.start < entry.lit.end;
        if is_lit { lit } else { plain }
    };
    for line in paragraph.first_lines(usize::from(field.width), 1) {
        let free = field.width.saturating_sub(line.width as u16);
        let x = if direction.is_rtl() {
            field.x + free
        } else {
            field.x
        };
        paint::cells(x, area.y, &paragraph.visual(&line), style, buffer);
    }
}
