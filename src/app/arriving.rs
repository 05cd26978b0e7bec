//! Going to another article, and what is done there on arrival.

use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::searching::search_at_once;
use crate::app::state::State;
use crate::app::update::{close, open_selected, select};
use crate::layout::Anchor;

/// Goes to the next article that has not been read, or the previous one.
pub(crate) fn next_unread(state: &mut State, forwards: bool) -> Vec<Effect> {
    let unread = |idx: &usize| !state.list.items[*idx].read;
    let selected = state.list.selected;
    let next = match forwards {
        true => (selected + 1..state.list.items.len()).find(unread),
        false => (0..selected.min(state.list.items.len())).rev().find(unread),
    };
    let Some(next) = next else {
        state.notice = Some("no more articles that have not been read".into());
        return vec![];
    };
    select(state, next)
}

/// Opens an article at a place and looks for something in it.
pub(crate) fn open_item(
    state: &mut State,
    item_idx: usize,
    place: Option<Anchor>,
    query: Option<Query>,
) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let list_height = state.height(Pane::List);
    let is_open = state
        .reader
        .as_ref()
        .is_some_and(|reader| reader.item_idx == item_idx);
    state.arriving = query.map(|query| (item_idx, query));
    if is_open {
        arrive(state, place, height);
        return vec![];
    }
    close(state);
    if let Some(item) = state.list.items.get_mut(item_idx) {
        item.place = place.or(item.place);
    }
    state.list.select(item_idx, list_height);
    open_selected(state)
}

/// Looks in the article that has just been opened for what it was opened for.
pub(crate) fn arrive(state: &mut State, place: Option<Anchor>, height: usize) {
    let Some(reader) = &mut state.reader else {
        return;
    };
    if let Some((_, query)) = state
        .arriving
        .take_if(|(item_idx, _)| *item_idx == reader.item_idx)
    {
        let place = place.or_else(|| reader.place());
        reader.look_for(query, place);
        search_at_once(reader, height);
        reader.show_match(height);
    }
}
