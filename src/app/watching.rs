//! What changes on the disk while a session goes on: new pages come to the list, those that were
//! written again are read again where the reader is, and what is gone stays as long as it is open.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::arriving::{go_on_to, take_items};
use crate::app::item::Item;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::remembering::anchor_in;
use crate::app::state::State;
use crate::article::Article;
use crate::library::{Changes, Source};

/// The items by where they are from, as far as that was ever asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    items: HashMap<u64, usize>,
    /// So many items of the list are in it.
    n_items: usize,
}

/// Takes in what has changed.
pub(crate) fn take_changes(state: &mut State, changes: Changes) -> Vec<Effect> {
    get_to_know(state);
    let n_gone = drop_gone(state, &changes);
    let filled = drop_filled(state, &changes);
    let mut again = Vec::new();
    let mut new = Vec::new();
    let found = changes.found.into_iter().map(|source| (None, source));
    let moved = changes.moved.into_iter();
    let moved = moved.map(|(from, source)| (Some(Source::File(from)), source));
    for (from, source) in moved.chain(found) {
        let known = item_of(state, &source);
        let from = from.and_then(|from| item_of(state, &from));
        match (known, from) {
            (Some(item_idx), _) => {
                state.list.renew(item_idx, source);
                again.push(item_idx);
            }
            // It is the same page under another name.
            (None, Some(item_idx)) => {
                know(state, &source, item_idx);
                state.list.renew(item_idx, source);
            }
            (None, None) => new.push(Item::new(source)),
        }
    }
    let open_is_gone = n_gone > 0 && {
        let reader = state.reader.as_ref();
        reader.is_some_and(|reader| state.list.items[reader.item_idx].is_gone)
    };
    say(state, [new.len(), again.len(), n_gone], open_is_gone);
    let open = again.iter().filter(|item_idx| state.is_open(**item_idx));
    let mut effects: Vec<Effect> = open
        .map(|idx| Effect::ReadAgain { item_idx: *idx })
        .collect();
    if !again.is_empty() {
        effects.push(Effect::LookAgain {
            items: again.clone(),
        });
    }
    let (first_new, has_new) = (state.list.items.len(), !new.is_empty());
    match has_new {
        false => state.refresh(),
        true => effects.extend(take_items(state, new, state.list.is_growing)),
    }
    let came = match has_new {
        true => Some(first_new),
        false => again.first().copied(),
    };
    if filled.contains(&state.list.selected)
        && let Some(came) = came
    {
        effects.extend(go_on_to(state, came));
    }
    effects.extend(take_emptied(state, changes.emptied));
    effects
}

/// Has folders say that they are empty.
fn take_emptied(state: &mut State, folders: Vec<PathBuf>) -> Vec<Effect> {
    let mut new = Vec::new();
    for folder in folders.into_iter().map(Source::File) {
        match item_of(state, &folder) {
            Some(item_idx) => state.list.renew(item_idx, folder),
            None => new.push(Item::new(folder)),
        }
    }
    match new.is_empty() {
        true => vec![],
        false => take_items(state, new, state.list.is_growing),
    }
}

/// Takes the rows of folders away that said that they were empty and are so no more.
fn drop_filled(state: &mut State, changes: &Changes) -> Vec<usize> {
    let moved = changes.moved.iter().map(|(_, source)| source);
    let found = changes.found.iter().chain(moved).filter_map(Source::file);
    // A path is only above others where it is a folder.
    let filled: HashSet<&Path> = found.flat_map(|path| path.ancestors().skip(1)).collect();
    let is_filled = |item: &Item| {
        let file = item.source.as_ref().and_then(Source::file);
        !item.is_gone && file.is_some_and(|path| filled.contains(path))
    };
    let items = state.list.items.iter().enumerate();
    let items = items.filter(|(_, item)| is_filled(item));
    let items: Vec<usize> = items.map(|(item_idx, _)| item_idx).collect();
    for item_idx in &items {
        state.list.lose(*item_idx, false);
    }
    items
}

/// Marks what is gone; how many items that are.
fn drop_gone(state: &mut State, changes: &Changes) -> usize {
    // Of a file of many pages that was written again, all pages have been found.
    let mut rewritten: HashMap<&Path, HashSet<u32>> = HashMap::new();
    for source in &changes.found {
        if let (Source::Part(_, place), Some(path)) = (source, source.file()) {
            rewritten.entry(path).or_default().insert(place.number);
        }
    }
    let gone: HashSet<&Path> = changes.gone.iter().map(PathBuf::as_path).collect();
    let listed: HashMap<&Path, _> = (changes.listed.iter())
        .map(|(folder, names)| (folder.as_path(), names))
        .collect();
    if rewritten.is_empty() && gone.is_empty() && listed.is_empty() && changes.lost.is_empty() {
        return 0;
    }
    let is_gone = |source: &Source| {
        source.file().is_some_and(|path| {
            let names = path.parent().and_then(|folder| listed.get(folder));
            gone.contains(path)
                || names
                    .is_some_and(|names| path.file_name().is_some_and(|name| !names.contains(name)))
                || changes.lost.iter().any(|folder| path.starts_with(folder))
                || rewritten.get(path).is_some_and(|numbers| match source {
                    Source::Part(_, place) => !numbers.contains(&place.number),
                    _ => true,
                })
        })
    };
    let items = state.list.items.iter().enumerate();
    let items =
        items.filter(|(_, item)| !item.is_gone && item.source.as_ref().is_some_and(is_gone));
    let items: Vec<usize> = items.map(|(item_idx, _)| item_idx).collect();
    for item_idx in &items {
        let is_kept = state.is_open(*item_idx) || *item_idx == state.list.selected;
        state.list.lose(*item_idx, is_kept);
    }
    items.len()
}

/// Says what came, changed and went.
fn say(state: &mut State, [n_new, n_changed, n_gone]: [usize; 3], open_is_gone: bool) {
    let articles = |n_items: usize, what: &str| match n_items {
        0 => None,
        1 => Some(format!("1 {what} article")),
        n_items => Some(format!("{n_items} {what} articles")),
    };
    let parts = [(n_new, "new"), (n_changed, "changed"), (n_gone, "removed")];
    let parts: Vec<String> = (parts.into_iter())
        .filter_map(|(n_items, what)| articles(n_items, what))
        .collect();
    if parts.is_empty() {
        return;
    }
    let open = match open_is_gone {
        true => "; the open one can be read until you leave it",
        false => "",
    };
    state.notice = Some(format!("{}{open}", parts.join(", ")));
}

/// Shows an open article as it is now, at the place where the reader was in what it was.
pub(crate) fn reload(state: &mut State, item_idx: usize, article: &Arc<Article>) {
    let heights = [state.height(Pane::Article), state.other_height()];
    let readers = [&mut state.reader, &mut state.other];
    let mut is_changed = false;
    for (reader, height) in readers.into_iter().zip(heights) {
        let Some(reader) = reader else { continue };
        if reader.item_idx != item_idx || reader.article == *article {
            continue;
        }
        is_changed = true;
        let place = reader.is_under_way().then(|| reader.place()).flatten();
        let place = place.and_then(|place| anchor_in(article, &reader.article, place));
        let mut new = Reader::new(item_idx, Arc::clone(article), reader.settings());
        if let Some(place) = place {
            new.go_to(place, height);
        }
        if let Some(search) = &reader.search {
            new.look_for(search.query.clone(), place);
        }
        *reader = new;
    }
    if is_changed {
        state.refresh();
    }
}

impl List {
    /// The page of an item was written again, or is somewhere else now.
    pub(crate) fn renew(&mut self, item_idx: usize, source: Source) {
        if let Some(item) = self.items.get_mut(item_idx) {
            item.source = Some(source);
            item.is_gone = false;
            self.hide(item_idx, false);
        }
    }

    /// The page of an item is gone. Where that is open it stays in the list until it is left.
    pub(crate) fn lose(&mut self, item_idx: usize, is_kept: bool) {
        if let Some(item) = self.items.get_mut(item_idx) {
            item.is_gone = true;
            self.hide(item_idx, !is_kept);
        }
    }

    /// Whose place in the list an item has.
    pub(crate) fn home(&self, item_idx: usize) -> u32 {
        let item = self.items.get(item_idx);
        item.and_then(|item| item.home).unwrap_or(item_idx as u32)
    }

    /// The article of an item is left.
    pub(crate) fn leave(&mut self, item_idx: usize) {
        let is_gone = self.items.get(item_idx).is_some_and(|item| item.is_gone);
        if is_gone && item_idx != self.selected {
            self.lose(item_idx, false);
        }
    }
}

fn get_to_know(state: &mut State) {
    for item_idx in state.known.n_items..state.list.items.len() {
        if let Some(source) = state.list.items[item_idx].source.clone() {
            know(state, &source, item_idx);
        }
    }
    state.known.n_items = state.list.items.len();
}

fn know(state: &mut State, source: &Source, item_idx: usize) {
    let key = source.key(&state.recollection.folder);
    state.known.items.extend(key.map(|key| (key, item_idx)));
}

/// The item that is from there now.
fn item_of(state: &State, source: &Source) -> Option<usize> {
    let key = source.key(&state.recollection.folder)?;
    let item_idx = *state.known.items.get(&key)?;
    let is_there = state.list.items[item_idx]
        .source
        .as_ref()?
        .key(&state.recollection.folder)
        == Some(key);
    is_there.then_some(item_idx)
}
