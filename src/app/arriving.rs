//! Going to another article, and what is done there on arrival.

use std::sync::Arc;

use crate::app::list::{Content, Item};
use crate::app::listing;
use crate::app::marking::mark_read;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::app::searching::search_at_once;
use crate::app::state::State;
use crate::article::Article;
use crate::layout::Anchor;
use crate::library::Summary;

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
        state.list.reveal(item_idx, list_height);
        arrive(state, place, height);
        return vec![];
    }
    listing::close(state);
    if let Some(item) = state.list.items.get_mut(item_idx)
        && let Some(place) = place
    {
        item.place = Some(Box::new(place));
    }
    state.list.reveal(item_idx, list_height);
    listing::preview(state)
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

/// Takes in what there is to read; of the first of it, the first page is opened.
pub(crate) fn take_items(state: &mut State, items: Vec<Item>, is_growing: bool) -> Vec<Effect> {
    let is_untouched = !state.list.items.iter().any(|item| item.source.is_some());
    state.list.add(items);
    state.list.is_growing = is_growing;
    let first = || {
        state
            .list
            .items
            .iter()
            .position(|item| item.source.is_some())
    };
    match is_untouched.then(first).flatten() {
        Some(first) => {
            let height = state.height(Pane::List);
            state.list.select(first, height);
            listing::open(state)
        }
        None => {
            state.refresh();
            vec![]
        }
    }
}

/// Takes in what pages turned out to be.
pub(crate) fn take_summaries(
    state: &mut State,
    summaries: Vec<(usize, Result<Summary, String>)>,
) -> Vec<Effect> {
    for (item_idx, summary) in summaries {
        state.list.fill(item_idx, content(summary));
    }
    vec![]
}

fn content(summary: Result<Summary, String>) -> Content {
    match summary {
        Ok(summary) => Content::Article(summary),
        Err(why) => Content::Trouble(why.into()),
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
    state.list.fill(item_idx, content(summary));
    if state.asked == Some(item_idx) {
        state.asked = None;
    }
    // An answer that comes after the selection has moved on is only good for the list, and a
    // second one changes nothing.
    if item_idx != state.list.selected
        || state
            .reader
            .as_ref()
            .is_some_and(|r| r.item_idx == item_idx)
    {
        return vec![];
    }
    listing::close(state);
    state.shown = Some(item_idx);
    if let Ok(article) = article {
        let height = state.height(Pane::Article);
        let mut reader = Reader::new(item_idx, article, state.settings());
        let item = state.list.items.get(item_idx);
        let place = item.and_then(|item| item.place.as_deref().copied());
        if let Some(place) = place {
            reader.go_to(place, height);
        }
        state.reader = Some(reader);
        arrive(state, place, height);
        if state.panes.focus == Pane::Article {
            mark_read(state);
        }
    }
    state.refresh();
    vec![]
}
