//! Articles of the web: each is fetched as soon as it is in the list, while the session goes on, and
//! can be stopped and asked for again.

use crate::app::item::Content;
use crate::app::message::Effect;
use crate::app::state::State;

/// Whether the selected article is one that is still to be fetched.
pub(crate) fn is_to_be_fetched(state: &State) -> bool {
    is_away(state, state.list.selected)
}

fn is_away(state: &State, item_idx: usize) -> bool {
    let item = state.list.items.get(item_idx);
    let source = item.and_then(|item| item.source.as_ref());
    source.is_some_and(|source| !source.is_at_hand())
}

/// Asks for an article of the web, unless it is on its way.
pub(crate) fn begin(state: &mut State, item_idx: usize) -> Vec<Effect> {
    if state.fetches.contains_key(&item_idx) {
        return vec![];
    }
    state.fetches.insert(item_idx, String::new());
    state.fill(item_idx, Content::Waiting);
    vec![Effect::Fetch { item_idx }]
}

/// Asks for those of the web among some articles.
pub(crate) fn begin_all(state: &mut State, items: std::ops::Range<usize>) -> Vec<Effect> {
    let away: Vec<usize> = items.filter(|idx| is_away(state, *idx)).collect();
    let begun = away.into_iter().flat_map(|idx| begin(state, idx));
    begun.collect()
}

/// Notes how it goes, as long as it is wanted.
pub(crate) fn note(state: &mut State, item_idx: usize, progress: String) {
    if let Some(known) = state.fetches.get_mut(&item_idx) {
        *known = progress;
    }
}

/// Stops fetching the selected article.
pub(crate) fn stop(state: &mut State) -> Vec<Effect> {
    let item_idx = state.list.selected;
    state.fetches.remove(&item_idx);
    state.asked = state.asked.filter(|asked| *asked != item_idx);
    state.shown = Some(item_idx);
    state.fill(item_idx, Content::Stopped);
    state.refresh();
    vec![Effect::StopFetching { item_idx }]
}
