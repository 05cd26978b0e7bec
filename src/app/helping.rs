//! The keys, while they are shown: which of their rows are.

use crate::app::message::Command;
use crate::app::state::State;

/// Does what a command means where the keys are shown: scrolls them, or takes them away; whether it
/// means anything there.
pub(crate) fn scroll_help(state: &mut State, command: Command, n_times: usize) -> bool {
    let Some(top) = &mut state.help else {
        return false;
    };
    // The box is framed.
    let height = usize::from(state.size.1.saturating_sub(2));
    let page = height.saturating_sub(2).max(1);
    let next = match command {
        Command::Down => top.saturating_add(n_times),
        Command::Up => top.saturating_sub(n_times),
        Command::PageDown | Command::HalfDown => top.saturating_add(page * n_times),
        Command::PageUp | Command::HalfUp => top.saturating_sub(page * n_times),
        Command::Top => 0,
        Command::Bottom => usize::MAX,
        Command::Quit | Command::Redraw | Command::Suspend => return false,
        _ => {
            state.help = None;
            return true;
        }
    };
    *top = next.min(state.n_help_rows.saturating_sub(height));
    true
}
