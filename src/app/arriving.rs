//! Going to another article, and what is done there on arrival.

use std::sync::Arc;

use crate::app::fetching;
use crate::app::item::{Content, Item};
use crate::app::listing;
use crate::app::marking::mark_read;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::reader::Reader;
use crate::app::remembering::{anchor, recall};
use crate::app::searching::search_at_once;
use crate::app::state::State;
use crate::app::watching;
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
    state.bound_for = place.map(|place| (item_idx, place));
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
    let list = &mut state.list;
    let n_before = list.items.len();
    let is_first = !list.items.iter().any(|item| item.source.is_some());
    list.add(items);
    list.is_growing = is_growing;
    let found = n_before..list.items.len();
    recall(state, found.clone());
    let mut effects = fetching::begin_all(state, found.clone());
    let height = state.height(Pane::List);
    if state.list.view.n_items() == 0 && state.list.filter().is_none() {
        state.list.settle(height);
    }
    let list = &state.list;
    let is_wanted = |idx: &usize| state.recollection.is_wanted(&list.items[*idx]);
    let wanted = match state.recollection.wanted {
        Some(_) => found.clone().find(is_wanted),
        None => None,
    };
    let first = || found.clone().find(|idx| list.items[*idx].source.is_some());
    let selected = wanted.or_else(|| is_first.then(first).flatten());
    let Some(selected) = selected else {
        state.refresh();
        return effects;
    };
    if wanted.is_some() {
        state.recollection.wanted = None;
    }
    state.list.settle(height);
    state.list.select(selected, height);
    effects.extend(listing::open(state));
    effects
}

/// Takes in the pages of a file that was taken for one; they stand in its place.
pub(crate) fn take_parts(state: &mut State, item_idx: usize, parts: Vec<Item>) -> Vec<Effect> {
    state.fetches.remove(&item_idx);
    let list = &mut state.list;
    if list.items.get(item_idx).is_none_or(|item| item.is_gone) {
        return vec![];
    }
    let first = list.items.len();
    let was_selected = list.selected == item_idx;
    let is_growing = list.is_growing;
    list.lose(item_idx, false);
    let home = list.home(item_idx);
    let in_place = parts.into_iter().map(|part| Item {
        home: Some(home),
        ..part
    });
    let mut effects = take_items(state, in_place.collect(), is_growing);
    if was_selected && state.list.selected == item_idx {
        effects.extend(go_on_to(state, first));
    }
    effects
}

/// Opens the item that came in the place of the selected one.
pub(crate) fn go_on_to(state: &mut State, item_idx: usize) -> Vec<Effect> {
    let height = state.height(Pane::List);
    state.list.settle(height);
    state.list.select(item_idx, height);
    listing::open(state)
}

/// Takes in what pages turned out to be.
pub(crate) fn take_summaries(
    state: &mut State,
    summaries: Vec<(usize, Result<Summary, String>)>,
) -> Vec<Effect> {
    for (item_idx, summary) in summaries {
        state.fill(item_idx, content(summary));
        recall(state, [item_idx]);
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
    state.fetches.remove(&item_idx);
    match &article {
        Ok(article) => watching::reload(state, item_idx, article),
        // What is open stays as it is.
        Err(why) if state.is_open(item_idx) => {
            state.notice = Some(format!("not read again: {why}"));
            return vec![];
        }
        Err(_) => {}
    }
    state.fill(item_idx, content(summary));
    recall(state, [item_idx]);
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
        let place = item.and_then(|item| item.place.as_deref());
        let place = place.and_then(|place| anchor(&reader.article, place));
        let bound_for = state.bound_for.take_if(|(idx, _)| *idx == item_idx);
        let place = bound_for.map(|(_, place)| place).or(place);
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
