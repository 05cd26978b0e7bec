//! Going to another article, and what is done there on arrival.

use std::sync::Arc;

use crate::app::list::{Content, Item};
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::app::searching::search_at_once;
use crate::app::state::State;
use crate::app::update::{close, open_selected, select};
use crate::article::Article;
use crate::layout::Anchor;
use crate::library::Summary;

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

/// Takes in what pages turned out to be.
pub(crate) fn take_summaries(
    state: &mut State,
    summaries: Vec<(usize, Result<Summary, String>)>,
) -> Vec<Effect> {
    for (item_idx, summary) in summaries {
        if let Some(item) = state.list.items.get_mut(item_idx) {
            fill(item, summary);
        }
    }
    vec![]
}

fn fill(item: &mut Item, summary: Result<Summary, String>) {
    match summary {
        Ok(summary) => item.content = Content::Article(summary),
        Err(why) => {
            item.content = Content::Trouble(why);
            item.read = true;
        }
    }
}

/// Takes in an article, and opens it where it is still wanted.
pub(crate) fn take_article(
    state: &mut State,
    item_idx: usize,
    article: Result<Arc<Article>, String>,
) -> Vec<Effect> {
    let summary = article
        .as_ref()
        .map(|article| Summary::of(article))
        .map_err(Clone::clone);
    let Some(item) = state.list.items.get_mut(item_idx) else {
        return vec![];
    };
    fill(item, summary);
    let place = item.place;
    // An answer that comes after the selection has moved on is only good for the list, and a
    // second one changes nothing.
    let is_open = |reader: &Reader| reader.item_idx == item_idx;
    if item_idx != state.list.selected || state.reader.as_ref().is_some_and(is_open) {
        return vec![];
    }
    if let Ok(article) = article {
        let height = state.height(Pane::Article);
        let mut reader = Reader::new(item_idx, article, state.settings());
        if let Some(place) = place {
            reader.go_to(place, height);
        }
        state.reader = Some(reader);
        arrive(state, place, height);
        if state.panes.focus == Pane::Article {
            state.mark_read();
        }
    }
    state.refresh();
    vec![]
}
