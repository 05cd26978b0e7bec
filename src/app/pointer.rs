//! The mouse: a click chooses and goes to a pane, a second one opens; borders and the scroll bar
//! are dragged; the wheel scrolls what is under it, whatever has the focus.

use crate::app::arrangement::{Area, Border};
use crate::app::choosing::choose;
use crate::app::listing::select;
use crate::app::marking::mark_read;
use crate::app::message::{Command, Effect};
use crate::app::pairing::{exchange, scroll_other};
use crate::app::panes::Pane;
use crate::app::state::State;
use crate::app::update::{enter, focus, toggle_section};
use crate::app::widths::drag_border;
use crate::app::{following, selecting, testing};

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The button goes down.
    Press {
        /// How often in short order, this time included.
        n_clicks: u8,
    },
    /// It moves with the button held.
    Drag,
    /// The button goes up.
    Release,
    /// The wheel turns towards the beginning.
    WheelUp,
    /// The wheel turns towards the end.
    WheelDown,
}

/// Rows that the wheel scrolls by.
const WHEEL: isize = 3;

/// What the mouse holds while its button is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// A border between panes.
    Border(Border),
    /// Text that is being selected.
    Text,
    /// The thumb of the scroll bar.
    Thumb {
        /// The row of the thumb that is held.
        grip: u16,
    },
}

/// Does what the mouse asks for.
pub(crate) fn pointed(state: &mut State, pointer: Pointer, at: (u16, u16)) -> Vec<Effect> {
    match pointer {
        Pointer::WheelUp => wheel(state, at, -1),
        Pointer::WheelDown => wheel(state, at, 1),
        Pointer::Press { n_clicks } => return press(state, at, n_clicks),
        Pointer::Release => {
            if state.drag.take() == Some(Drag::Text) {
                let effects = selecting::release(state);
                return match effects.is_empty() {
                    true => following::click(state, at),
                    false => effects,
                };
            }
        }
        Pointer::Drag => match state.drag {
            Some(Drag::Border(border)) => drag_border(state, border, at),
            Some(Drag::Thumb { grip }) => drag_thumb(state, grip, at.1),
            Some(Drag::Text) => selecting::drag(state, at),
            None => {}
        },
    }
    vec![]
}

fn wheel(state: &mut State, at: (u16, u16), forwards: isize) {
    if let Some(top) = &mut state.help {
        // The box is framed.
        let height = usize::from(state.size.1.saturating_sub(2));
        let last = state.n_help_rows.saturating_sub(height);
        *top = top.saturating_add_signed(forwards * WHEEL).min(last);
        return;
    }
    if state.test.is_some() {
        testing::step(state, forwards);
        return;
    }
    if is_on_other(state, at) {
        scroll_other(state, forwards * WHEEL);
        return;
    }
    let Some((pane, _)) = pane_at(state, at) else {
        return;
    };
    let height = state.height(pane);
    match pane {
        Pane::Article if state.chooser.is_some() => {
            let command = if forwards < 0 {
                Command::Up
            } else {
                Command::Down
            };
            for _ in 0..WHEEL {
                choose(state, command);
            }
        }
        Pane::List => state.list.scroll(forwards, height),
        Pane::About => state.about.scroll(forwards * WHEEL, height),
        Pane::Article => {
            if let Some(reader) = &mut state.reader {
                reader.scroll(forwards * WHEEL, height);
            }
        }
    }
}

fn press(state: &mut State, at: (u16, u16), n_clicks: u8) -> Vec<Effect> {
    state.drag = None;
    if state.help.take().is_some() || state.prompt.is_some() {
        return vec![];
    }
    state.notice = None;
    state.following = None;
    if state.test.is_some() {
        return testing::click(state, at.1);
    }
    if is_on_other(state, at) && state.arrangement().border_at(at).is_none() {
        let mut effects = match state.chooser {
            Some(_) => choose(state, Command::Back).unwrap_or_default(),
            None => vec![],
        };
        exchange(state);
        effects.extend(press_on_pane(state, at, n_clicks));
        return effects;
    }
    press_on_pane(state, at, n_clicks)
}

fn press_on_pane(state: &mut State, at: (u16, u16), n_clicks: u8) -> Vec<Effect> {
    if let Some(bar) = state.scroll_bar().filter(|bar| bar.area.contains(at)) {
        let row = at.1 - bar.area.y;
        let grip = match bar.thumb.contains(&row) {
            true => row - bar.thumb.start,
            false => bar.thumb.len() as u16 / 2,
        };
        state.drag = Some(Drag::Thumb { grip });
        drag_thumb(state, grip, at.1);
        return vec![];
    }
    if let Some(border) = state.arrangement().border_at(at) {
        state.drag = Some(Drag::Border(border));
        // Below the upper pane, the border is the heading of the article.
        return match border {
            Border::Above => focus(state, Pane::Article),
            Border::List | Border::About => vec![],
        };
    }
    let Some((pane, content)) = pane_at(state, at) else {
        return vec![];
    };
    let row = at.1.checked_sub(content.y).map(usize::from);
    if state.chooser.is_some() {
        if pane == Pane::Article {
            return click_chooser(state, row, n_clicks);
        }
        let mut effects = choose(state, Command::Back).unwrap_or_default();
        effects.extend(click(state, pane, row, n_clicks));
        return effects;
    }
    selecting::drop_selection(state);
    let effects = click(state, pane, row, n_clicks);
    if pane == Pane::Article && row.is_some() && selecting::press(state, at, n_clicks) {
        state.drag = Some(Drag::Text);
    }
    effects
}

fn click(state: &mut State, pane: Pane, row: Option<usize>, n_clicks: u8) -> Vec<Effect> {
    match pane {
        Pane::List => click_list(state, row, n_clicks),
        Pane::About => click_about(state, row, n_clicks),
        Pane::Article => {
            let effects = focus(state, Pane::Article);
            mark_read(state);
            effects
        }
    }
}

/// Chooses the article of a row; a second click opens it. The heading has no row.
fn click_list(state: &mut State, row: Option<usize>, n_clicks: u8) -> Vec<Effect> {
    let height = state.height(Pane::List);
    let item_idx = row.and_then(|row| state.list.item_at(row, height));
    // The selection first, while it is where it was pointed at.
    let mut effects = item_idx.map_or_else(Vec::new, |item_idx| select(state, item_idx));
    effects.extend(focus(state, Pane::List));
    if n_clicks >= 2 && item_idx.is_some() {
        effects.extend(enter(state));
    }
    effects
}

/// Chooses a place of the list over the article; a second click goes there.
fn click_chooser(state: &mut State, row: Option<usize>, n_clicks: u8) -> Vec<Effect> {
    let reader = state.reader.as_ref();
    let Some((chooser, row)) = state.chooser.as_mut().zip(row) else {
        return vec![];
    };
    if chooser.top + row >= chooser.n_rows(reader) {
        return vec![];
    }
    chooser.selected = chooser.top + row;
    match n_clicks {
        ..2 => vec![],
        _ => choose(state, Command::Enter).unwrap_or_default(),
    }
}

/// Chooses the field of a row; opens or closes the section where that is its heading. A second
/// click opens the article that it names.
fn click_about(state: &mut State, row: Option<usize>, n_clicks: u8) -> Vec<Effect> {
    let entry_idx = row.and_then(|row| state.about.entry_at(row));
    let effects = focus(state, Pane::About);
    let Some(entry_idx) = entry_idx else {
        return effects;
    };
    let height = state.height(Pane::About);
    state.about.select(entry_idx, height);
    match state.about.entries.get(entry_idx) {
        Some(entry) if entry.is_heading => toggle_section(state),
        Some(entry) if n_clicks >= 2 && entry.item_idx.is_some() => enter(state),
        _ => effects,
    }
}

fn drag_thumb(state: &mut State, grip: u16, row: u16) {
    let height = state.height(Pane::Article);
    let Some(bar) = state.scroll_bar() else {
        return;
    };
    let thumb_start = row.saturating_sub(bar.area.y).saturating_sub(grip);
    if thumb_start != bar.thumb.start
        && let Some(reader) = &mut state.reader
    {
        reader.go_to_row(bar.rows_before(thumb_start), height);
    }
}

/// Whether a cell is in the article beside the one with the keys.
fn is_on_other(state: &State, at: (u16, u16)) -> bool {
    let other = state.arrangement().other;
    state.other.is_some() && other.is_some_and(|area| area.contains(at))
}

/// The pane that a cell is in, and its content.
fn pane_at(state: &State, at: (u16, u16)) -> Option<(Pane, Area)> {
    let arrangement = state.arrangement();
    [Pane::List, Pane::Article, Pane::About]
        .into_iter()
        .filter_map(|pane| Some((pane, arrangement.area(pane)?)))
        .find(|(_, area)| area.contains(at))
        .map(|(pane, area)| (pane, State::content(area)))
}
