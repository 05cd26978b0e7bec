//! Pictures on the screen: as cells of half blocks, or, where the terminal shows pictures itself, as
//! blank cells and the places that it has to put them at.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use crate::app::{Area, Reader, Showing, State};
use crate::layout::{Part, Row};
use crate::picture::{Placed, Rendered, Way};
use crate::ui::paint;

/// The pictures that the terminal puts over the cells of a session, from above in each article.
pub fn placed(state: &State) -> Vec<Placed> {
    let is_covered = state.help.is_some();
    if is_covered || matches!(state.showing.way, Way::Blocks | Way::Off) {
        return Vec::new();
    }
    let at = state.arrangement();
    let reader = state.reader.as_ref();
    let reader = reader.filter(|_| at.article.is_some() && state.chooser.is_none());
    let other = state.other.as_ref().filter(|_| at.other.is_some());
    let readers = [(reader, at.column), (other, at.other_column)];
    let readers = readers
        .into_iter()
        .filter_map(|(it, column)| Some((it?, column)));
    readers
        .flat_map(|(reader, column)| in_column(reader, column))
        .collect()
}

fn in_column(reader: &Reader, column: Area) -> Vec<Placed> {
    let mut placed: Vec<(Part, Placed)> = Vec::new();
    let rows = reader.page.rows(reader.top, usize::from(column.height));
    for (row, y) in rows.iter().zip(column.y..) {
        let Some(row) = row else { continue };
        let (Some(slice), Some(picture)) = (row.picture, picture(reader, row)) else {
            continue;
        };
        match placed.last_mut() {
            Some((part, above)) if *part == row.part => above.n_rows += 1,
            _ => placed.push((
                row.part,
                Placed {
                    picture: picture.clone(),
                    x: column.x + row.column as u16,
                    y,
                    first_row: slice.row,
                    n_rows: 1,
                },
            )),
        }
    }
    placed.into_iter().map(|(_, placed)| placed).collect()
}

fn picture<'a>(reader: &'a Reader, row: &Row) -> Option<&'a Rendered> {
    match row.part {
        Part::Picture(idx) => reader.pictures.get(idx),
        _ => None,
    }
}

/// Paints a row of a picture: in each cell one pixel on another.
pub(crate) fn row(
    reader: &Reader,
    row: &Row,
    x: u16,
    y: u16,
    showing: Showing,
    buffer: &mut Buffer,
) {
    let (Some(slice), Some(picture)) = (row.picture, picture(reader, row)) else {
        return;
    };
    if showing.way != Way::Blocks {
        return;
    }
    let bitmap = &picture.bitmap;
    let colour = |column: u16, half: u32| {
        // What is still of another size is shown at this one.
        let (columns, rows) = (slice.frame.columns, slice.frame.rows);
        let x = u32::from(column) * bitmap.width() / u32::from(columns.max(1));
        let y = (2 * u32::from(slice.row) + half) * bitmap.height() / (2 * u32::from(rows.max(1)));
        let rgb = bitmap.pixel(x, y);
        match showing.is_rgb {
            true => Color::Rgb(rgb[0], rgb[1], rgb[2]),
            false => Color::Indexed(nearest(rgb)),
        }
    };
    let left = x + row.column as u16;
    for column in 0..slice.frame.columns {
        let style = Style::new().fg(colour(column, 0)).bg(colour(column, 1));
        paint::symbol(left + column, y, "▀", 1, style, buffer);
    }
}

/// The nearest of the 256 colours: of its cube of six steps a side, or of its 24 greys.
fn nearest(rgb: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |channel: u8| {
        let distance = |idx: &usize| STEPS[*idx].abs_diff(channel);
        (0..6).min_by_key(distance).unwrap_or(0)
    };
    let distance = |other: [u8; 3]| -> u32 {
        let channels = rgb.iter().zip(other);
        channels.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let cube = rgb.map(step);
    let grey = rgb.iter().map(|channel| u32::from(*channel)).sum::<u32>() / 3;
    let grey_idx = (grey.saturating_sub(3) / 10).min(23) as u8;
    let in_greys = [8 + 10 * grey_idx; 3];
    match distance(in_greys) < distance(cube.map(|idx| STEPS[idx])) {
        true => 232 + grey_idx,
        false => 16 + 36 * cube[0] as u8 + 6 * cube[1] as u8 + cube[2] as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_brought_to_the_nearest_of_256() {
        for (rgb, expected) in [
            ([0, 0, 0], 16),
            ([255, 255, 255], 231),
            ([255, 0, 0], 196),
            ([128, 128, 128], 244),
            ([95, 135, 175], 67),
            ([10, 10, 10], 232),
        ] {
            assert_eq!(nearest(rgb), expected, "{rgb:?}");
        }
    }
}
