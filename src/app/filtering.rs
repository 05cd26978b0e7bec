//! Filtering the list: the prompt, what is shown while it is typed, and the way back.

use crate::app::filter::Filter;
use crate::app::message::{Edit, Effect};
use crate::app::panes::Pane;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::state::State;

/// Whether what is typed filters the list.
pub(crate) fn is_open(state: &State) -> bool {
    let purpose = state.prompt.as_ref().map(|prompt| &prompt.purpose);
    matches!(purpose, Some(Purpose::Filter { .. }))
}

/// Opens the prompt, with the words of the present filter.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let before = state.list.filter().cloned();
    let text = before
        .as_ref()
        .map_or("", |filter| &filter.typed)
        .to_owned();
    state.prompt = Some(Prompt {
        caret: text.len(),
        text,
        focus: state.panes.focus,
        purpose: Purpose::Filter {
            before,
            selected: state.list.selected,
        },
        ..Prompt::default()
    });
    state.panes.zen = false;
    state.panes.focus = Pane::List;
    state.refresh();
    vec![]
}

/// Takes what is typed or pasted into the prompt, and filters at once.
pub(crate) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.insert(text);
        filter_as_typed(state);
    }
    vec![]
}

/// Edits the prompt, or leaves it.
pub(crate) fn edit(state: &mut State, edit: Edit) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else {
        return vec![];
    };
    let before = prompt.text.clone();
    match edit {
        Edit::Accept => state.prompt = None,
        Edit::Backspace if before.is_empty() => cancel(state),
        Edit::Cancel => cancel(state),
        _ => {
            prompt.edit(edit);
            if prompt.text != before {
                filter_as_typed(state);
            }
        }
    }
    vec![]
}

/// Shows all articles again; the selected one stays selected.
pub(crate) fn close(state: &mut State) -> Vec<Effect> {
    let (selected, height) = (state.list.selected, state.height(Pane::List));
    state.list.set_filter(None, Some(selected), height);
    state.notice = Some("showing all articles".into());
    vec![]
}

/// The first that is found is selected; where nothing is typed, what was selected before.
fn filter_as_typed(state: &mut State) {
    let height = state.height(Pane::List);
    let Some(prompt) = &state.prompt else { return };
    let filter = Filter::new(&prompt.text);
    let selected = match (&filter, &prompt.purpose) {
        (None, Purpose::Filter { selected, .. }) => Some(*selected),
        _ => None,
    };
    state.list.set_filter(filter, selected, height);
}

fn cancel(state: &mut State) {
    let height = state.height(Pane::List);
    let Some(prompt) = state.prompt.take() else {
        return;
    };
    if let Purpose::Filter { before, selected } = prompt.purpose {
        state.list.set_filter(before, Some(selected), height);
    }
    state.panes.focus = prompt.focus;
    state.refresh();
}
