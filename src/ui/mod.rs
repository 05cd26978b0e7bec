//! One screen: in, a session and a theme; out, cells in a buffer. Decides nothing: what is where
//! has been settled by `app`, and text comes from `text` in visual order.

mod bars;
mod chooser;
mod help;
mod hints;
mod keyboard;
mod keymap;
mod links;
mod list;
mod look;
mod paint;
mod pictures;
mod rows;
mod test;
mod theme;
mod typing;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::app::{Area, Arrangement, Pane, State};
use crate::layout::Row;

pub use keyboard::{Keyboard, UnknownKeyboard};
pub use keymap::Keymap;
pub use links::{Linked, linked};
pub use look::{Look, THEMES};
pub use pictures::placed;
pub use theme::{Abilities, Scheme, Theme};

/// Paints a session. The buffer is as large as the session's screen, and empty.
pub fn draw(state: &State, keymap: &Keymap, theme: &Theme, buffer: &mut Buffer) {
    let at = state.arrangement();
    if let Some(style) = theme.screen() {
        buffer.set_style(buffer.area, style);
    }
    let panes: Vec<Shown> = match state.test {
        Some(_) => Vec::new(),
        None => shown(state, &at).collect(),
    };
    for shown in &panes {
        let (area, pane) = (shown.area, shown.pane);
        bars::rule(area, &panes, theme, buffer);
        bars::heading(state, shown, theme, buffer);
        match (pane, &state.chooser) {
            (Pane::List, _) => list::draw(state, State::content(area), theme, buffer),
            (Pane::Article, Some(list)) if !shown.is_other => {
                chooser::draw(list, state, inner(State::content(area)), theme, buffer);
            }
            (Pane::Article, _) if shown.is_other => rows::other(state, &at, theme, buffer),
            (Pane::Article, _) => {
                rows::article(state, &at, theme, buffer);
                links::numbers(state, at.column, theme, buffer);
            }
            (Pane::About, _) => rows::about(state, State::content(area), theme, buffer),
        }
    }
    test::draw(state, theme, buffer);
    bars::status(state, keymap, at.status, theme, buffer);
    if let Some(top) = state.help {
        help::draw(top, keymap, theme, buffer);
    }
}

/// A pane on the screen.
struct Shown {
    pane: Pane,
    area: Area,
    /// Whether it is the article that keys do not go to, of two.
    is_other: bool,
}

/// The panes that are on the screen, from the left to the right and from above.
fn shown(state: &State, at: &Arrangement) -> impl Iterator<Item = Shown> + use<> {
    let mut panes = [
        (Pane::List, at.list, false),
        (Pane::Article, at.article, false),
        (Pane::Article, at.other, true),
        (Pane::About, at.about, false),
    ];
    if state.panes.pair.is_some_and(|pair| pair.second) {
        panes.swap(1, 2);
    }
    let shown = |(pane, area, is_other): (Pane, Option<Area>, bool)| {
        Some(Shown {
            pane,
            area: area?,
            is_other,
        })
    };
    panes.into_iter().filter_map(shown)
}

/// An area without a column at each side.
fn inner(area: Area) -> Area {
    Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// The cells of one row of a page, `width` of them, for printing into the flow of a terminal.
pub fn row_cells(row: &Row, width: u16, theme: &Theme) -> Vec<Cell> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    rows::row(row, 0, 0, |_| theme.row(row.role), theme, &mut buffer);
    buffer.content
}
