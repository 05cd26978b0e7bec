//! What is marked as read, and the way back from it.

use crate::app::message::Effect;
use crate::app::state::State;

/// Articles that were marked together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What they were marked as: read or not.
    read: bool,
    /// Those of them that had not been so before.
    items: Vec<u32>,
}

/// How many steps can be taken back.
const STEPS: usize = 100;

/// Marks the selected article as read, for it is gone to. One that is still to come is marked when
/// it is there.
pub(crate) fn mark_read(state: &mut State) {
    let item_idx = state.list.selected;
    if state
        .reader
        .as_ref()
        .is_some_and(|reader| reader.item_idx == item_idx)
    {
        mark(state, true, [item_idx]);
    }
}

/// Marks the selected article as read, or as unread.
pub(crate) fn toggle(state: &mut State) -> Vec<Effect> {
    let Some(item) = state.list.item().filter(|_| state.is_readable()) else {
        return vec![];
    };
    let read = !item.read;
    let item_idx = state.list.selected;
    mark(state, read, [item_idx]);
    state.notice = Some(format!("marked as {}; U takes it back", name(read)));
    vec![]
}

/// Marks all that the list shows as read.
pub(crate) fn mark_all(state: &mut State) -> Vec<Effect> {
    let shown: Vec<usize> = state.list.view.items().collect();
    state.notice = Some(match mark(state, true, shown) {
        0 => "all of these are marked as read already".into(),
        n_items => format!("{} marked as read; U takes it back", articles(n_items)),
    });
    vec![]
}

/// Takes back what was marked last.
pub(crate) fn undo(state: &mut State) -> Vec<Effect> {
    let Some(marked) = state.marked.pop() else {
        state.notice = Some("nothing to take back".into());
        return vec![];
    };
    for item_idx in &marked.items {
        state.list.mark(*item_idx as usize, !marked.read);
    }
    let again = name(!marked.read);
    let items = &state.list.items;
    let title = match marked.items[..] {
        [item_idx] => items.get(item_idx as usize).and_then(|item| item.summary()),
        _ => None,
    };
    state.notice = Some(match title {
        Some(summary) => format!("{again} again: \u{2068}{}\u{2069}", summary.title.as_str()),
        None => format!("{again} again: {}", articles(marked.items.len())),
    });
    vec![]
}

/// Marks what is not marked so already, and gives back how many that were.
fn mark(state: &mut State, read: bool, items: impl IntoIterator<Item = usize>) -> usize {
    let mut changed = Vec::new();
    for item_idx in items {
        let item = state.list.items.get(item_idx);
        if item.is_some_and(|item| item.read != read && item.content.trouble().is_none()) {
            state.list.mark(item_idx, read);
            changed.push(item_idx as u32);
        }
    }
    let n_changed = changed.len();
    if n_changed > 0 {
        if state.marked.len() == STEPS {
            state.marked.remove(0);
        }
        state.marked.push(Marked {
            read,
            items: changed,
        });
    }
    n_changed
}

fn name(read: bool) -> &'static str {
    if read { "read" } else { "unread" }
}

fn articles(n_items: usize) -> String {
    match n_items {
        1 => "1 article".into(),
        n_items => format!("{n_items} articles"),
    }
}
