//! The keys, in a box over everything else.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use crate::app::Area;
use crate::text::{Direction, Options};
use crate::ui::{Keymap, Theme, paint};

const WIDTH: u16 = 76;
const KEYS_WIDTH: u16 = 24;

enum Line<'a> {
    Blank,
    Group(&'a str),
    Key(Cow<'a, str>, &'a str),
    Note(&'a str),
}

/// What the mouse does, after the keys.
const MOUSE: [(&str, &str); 5] = [
    ("wheel", "scroll what is under it"),
    ("click, double click", "choose, open"),
    ("drag", "a border, the scroll bar"),
    ("Shift and drag", "select text, as the terminal does"),
    ("AKHBAR_MOUSE=off", "leaves the mouse to the terminal"),
];

/// Paints the keys from line `top` on.
pub(crate) fn draw(top: usize, keymap: &Keymap, theme: &Theme, buffer: &mut Buffer) {
    let lines = lines(keymap);
    let screen = buffer.area;
    let width = WIDTH.min(screen.width);
    let height = (lines.len() as u16 + 2).min(screen.height);
    if width < 8 || height < 3 {
        return;
    }
    let area = Area {
        x: (screen.width - width) / 2,
        y: (screen.height - height) / 2,
        width,
        height,
    };
    frame(area, theme, buffer);
    let n_rows = usize::from(height - 2);
    let top = top.min(lines.len().saturating_sub(n_rows));
    // A line that begins with `/ (ظ)` is one of English all the same.
    let options = Options {
        direction: Some(Direction::Ltr),
        ..Options::default()
    };
    for (line, y) in lines.iter().skip(top).zip(area.y + 1..area.y + height - 1) {
        let row = |x: u16, width: u16| Area {
            x,
            y,
            width,
            height: 1,
        };
        match line {
            Line::Blank => {}
            Line::Group(name) => {
                let place = row(area.x + 2, width - 4);
                paint::text(place, 1, name, &options, theme.style("heading"), buffer);
            }
            Line::Note(note) => {
                let place = row(area.x + 3, width - 5);
                paint::text(place, 1, note, &options, theme.style("body"), buffer);
            }
            Line::Key(keys, help) => {
                let keys_width = KEYS_WIDTH.min(width / 3);
                let place = row(area.x + 3, keys_width);
                paint::text(place, 1, keys, &options, theme.style("key"), buffer);
                let x = area.x + 3 + keys_width + 1;
                let place = row(x, (area.x + width).saturating_sub(x + 2));
                paint::text(place, 1, help, &options, theme.style("body"), buffer);
            }
        }
    }
}

/// The rows that the keys take where all are shown.
pub(crate) fn n_rows(keymap: &Keymap) -> usize {
    lines(keymap).len()
}

fn lines(keymap: &Keymap) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for group in &keymap.groups {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Group(&group.name));
        for binding in &group.keys {
            let keys: Vec<String> = binding.press.iter().map(|key| keymap.label(key)).collect();
            lines.push(Line::Key(keys.join("  ").into(), &binding.help));
        }
        lines.extend(group.note.as_deref().map(Line::Note));
    }
    lines.extend([Line::Blank, Line::Group("Mouse")]);
    let line = |(what, help)| Line::Key(Cow::Borrowed(what), help);
    lines.extend(MOUSE.map(line));
    lines
}

fn frame(area: Area, theme: &Theme, buffer: &mut Buffer) {
    let style = theme.style("rule-focus");
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    for y in area.y..=bottom {
        // What stands on two cells before the box would go on over its border.
        if let Some(before) = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y))) {
            before.set_symbol(" ");
        }
        for x in area.x..=right {
            let style = match x > area.x && x < right && y > area.y && y < bottom {
                true => theme.style("body"),
                false => style,
            };
            let symbol = match (x == area.x, x == right, y == area.y, y == bottom) {
                (true, _, true, _) => "┏",
                (_, true, true, _) => "┓",
                (true, _, _, true) => "┗",
                (_, true, _, true) => "┛",
                (_, _, true, _) | (_, _, _, true) => "━",
                (true, ..) | (_, true, ..) => "┃",
                _ => " ",
            };
            paint::symbol(x, y, symbol, 1, style, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::ui::theme::Abilities;

    #[test]
    fn the_border_is_whole_beside_what_takes_two_cells() {
        let abilities = Abilities {
            colour: false,
            bold: false,
        };
        let theme = Theme::terminal(abilities);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        for y in 0..3 {
            paint::symbol(1, y, "漢", 2, theme.style("body"), &mut buffer);
        }
        let area = Area {
            x: 2,
            y: 0,
            width: 10,
            height: 3,
        };
        frame(area, &theme, &mut buffer);
        for (y, border) in (0..3).zip(["┏", "┃", "┗"]) {
            assert_eq!(buffer[(1, y)].symbol(), " ");
            assert_eq!(buffer[(2, y)].symbol(), border);
        }
    }
}
