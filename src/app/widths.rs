//! Widths that are changed: borders of panes and the length of lines. What is kept is what the
//! screen has room for.

use crate::app::arrangement::{Border, MEASURE};
use crate::app::message::Effect;
use crate::app::panes::Widths;
use crate::app::state::State;

/// Columns, and rows, that a key moves a border by.
const STEP: i32 = 2;

/// Cells that a key makes a line longer or shorter by.
const MEASURE_STEP: u16 = 3;

/// Moves the border of the pane with the focus, or of the one beside it.
pub(crate) fn move_border(state: &mut State, forwards: bool) -> Vec<Effect> {
    let at = state.arrangement();
    let Some(border) = at.border_of(state.panes.focus) else {
        state.notice = Some("there is no border to move".into());
        return vec![];
    };
    let step = if forwards { STEP } else { -STEP };
    let (side, step) = match border {
        Border::List => (at.list.map(|area| area.width), step),
        Border::About => (at.about.map(|area| area.width), -step),
        Border::Above => (at.list.or(at.about).map(|area| area.height), step),
    };
    let cells = i32::from(side.unwrap_or_default()) + step;
    let moved = set(state, border, cells.max(0) as u16);
    let what = match border {
        Border::List => "list",
        Border::About => "details",
        Border::Above => "upper pane",
    };
    let unit = match border {
        Border::Above => "rows",
        _ => "columns",
    };
    state.notice = Some(match moved {
        Some(cells) if Some(cells) != side => format!("the {what} has {cells} {unit}"),
        _ => format!("the {what} cannot be changed any further"),
    });
    vec![]
}

/// Moves a border to a cell of the screen.
pub(crate) fn drag_border(state: &mut State, border: Border, (x, y): (u16, u16)) {
    let cells = match border {
        Border::List => x,
        Border::About => state.size.0.saturating_sub(x + 1),
        Border::Above => y,
    };
    set(state, border, cells);
}

/// Gives the pane at a border so many cells, or as many as there is room for; says how many.
fn set(state: &mut State, border: Border, cells: u16) -> Option<u16> {
    let widths = &mut state.panes.widths;
    let width = match border {
        Border::List => &mut widths.list,
        Border::About => &mut widths.about,
        Border::Above => &mut widths.above,
    };
    *width = Some(cells);
    let at = state.arrangement();
    let now = match border {
        Border::List => at.list.map(|area| area.width),
        Border::About => at.about.map(|area| area.width),
        Border::Above => at.list.or(at.about).map(|area| area.height),
    };
    let widths = &mut state.panes.widths;
    match border {
        Border::List => widths.list = now,
        Border::About => widths.about = now,
        Border::Above => widths.above = now,
    }
    state.refresh();
    now
}

/// Makes lines longer or shorter by a step.
pub(crate) fn set_lines(state: &mut State, longer: bool) -> Vec<Effect> {
    let now = state.settings().measure as u16;
    let wanted = match longer {
        true => now.saturating_add(MEASURE_STEP),
        false => now.saturating_sub(MEASURE_STEP),
    };
    let wanted = wanted.clamp(*MEASURE.start(), *MEASURE.end());
    let before = state.panes.widths.measure.replace(wanted);
    state.refresh();
    let got = state.settings().measure as u16;
    state.notice = Some(match got {
        _ if got != now => format!("lines of up to {got} cells"),
        _ if !longer => format!("lines do not get shorter than {got} cells"),
        _ if got == *MEASURE.end() => format!("lines do not get longer than {got} cells"),
        _ => {
            state.panes.widths.measure = before;
            "the pane has no room for longer lines".into()
        }
    });
    vec![]
}

/// Gives everything the width that suits the screen.
pub(crate) fn reset(state: &mut State) -> Vec<Effect> {
    state.panes.widths = Widths::default();
    state.refresh();
    state.notice = Some("widths as the screen has them".into());
    vec![]
}
