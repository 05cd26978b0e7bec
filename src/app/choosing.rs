//! Opening lists of places, moving in them, and going where they lead.

use crate::app::arriving::open_item;
use crate::app::chooser::{Chooser, Everywhere, Found, Kind, Target, longest_word, outline};
use crate::app::following;
use crate::app::message::{Command, Effect};
use crate::app::panes::Pane;
use crate::app::query::Query;
use crate::app::search::Search;
use crate::app::searching::search_at_once;
use crate::app::state::State;

/// Lists the matches of the search, with the one that the reader is at chosen.
pub(crate) fn list_matches(state: &mut State) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    if reader.search.is_none()
        && let Some(query) = state.sought.clone()
    {
        reader.look_for(query, reader.place());
        search_at_once(reader, height);
    }
    let article = &reader.article;
    let search = reader
        .search
        .as_mut()
        .filter(|search| search.n_matches() > 0);
    let Some(search) = search else {
        state.notice = Some("nothing has been found; / searches".into());
        return vec![];
    };
    search.finish(article);
    let current = search.number(article).map_or(0, |number| number - 1);
    open(state, Chooser::new(Kind::Matches, current))
}

/// Lists the headings, with the one above the reader chosen.
pub(crate) fn list_headings(state: &mut State) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let blocks = outline(&reader.article);
    if blocks.is_empty() {
        state.notice = Some("this article has no headings".into());
        return vec![];
    }
    let place = reader.place();
    let n_above = blocks.partition_point(|block_idx| {
        let part = crate::layout::Part::Block(*block_idx);
        place.is_some_and(|place| part <= place.part)
    });
    open(
        state,
        Chooser::new(Kind::Outline(blocks), n_above.saturating_sub(1)),
    )
}

/// Lists the characters of the selection, or of the row at the top, by their names.
pub(crate) fn list_characters(state: &mut State) -> Vec<Effect> {
    const MOST: usize = 10_000;
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let characters = reader.characters(MOST);
    match characters.is_empty() {
        true => vec![],
        false => open(state, Chooser::new(Kind::Characters(characters), 0)),
    }
}

/// Looks through all articles for what was last looked for.
pub(crate) fn search_everywhere(state: &mut State) -> Vec<Effect> {
    let Some(query) = state.sought.clone() else {
        state.notice = Some("/ says what to look for, then in all articles".into());
        return vec![];
    };
    let readable = |(idx, item): (usize, &crate::app::Item)| item.source.is_some().then_some(idx);
    let items: Vec<usize> = state
        .list
        .items
        .iter()
        .enumerate()
        .filter_map(readable)
        .collect();
    let found = Everywhere::new(query.clone(), items.len());
    let mut effects = open(state, Chooser::new(Kind::Everywhere(found), 0));
    effects.push(Effect::SearchEverywhere { query, items });
    effects
}

/// Takes in what was found in one of all articles.
pub(crate) fn take_found(state: &mut State, query: &Query, item_idx: usize, found: Found) {
    if let Some(Chooser {
        kind: Kind::Everywhere(all),
        ..
    }) = &mut state.chooser
        && all.query == *query
    {
        state.list.set_found(item_idx, found.n_matches);
        all.add(item_idx, found);
    }
}

/// Looks for the longest word of the row at the top.
pub(crate) fn search_word(state: &mut State) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let Some(word) = reader.top_line().as_deref().and_then(longest_word) else {
        return vec![];
    };
    let query = Query {
        words: word,
        ..Query::default()
    };
    reader.look_for(query.clone(), reader.place());
    search_at_once(reader, height);
    state.notice = match reader.search.as_ref().and_then(Search::current) {
        Some(_) => Some(format!(
            "\u{2068}{}\u{2069}: n and N go from match to match",
            query.words
        )),
        None => None,
    };
    state.remember(query);
    vec![]
}

pub(crate) fn open(state: &mut State, chooser: Chooser) -> Vec<Effect> {
    state.chooser = Some(chooser);
    state.panes.focus = Pane::Article;
    state.refresh();
    let height = state.height(Pane::Article);
    if let Some(chooser) = &mut state.chooser {
        chooser.keep_on_screen(height);
    }
    vec![]
}

/// Does what a command means in an open list; none where it means nothing there, and the list is
/// closed.
pub(crate) fn choose(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let height = state.height(Pane::Article);
    let page = height.saturating_sub(1).max(1) as isize;
    let step = match command {
        Command::Down | Command::NextMatch => 1,
        Command::Up | Command::PreviousMatch => -1,
        Command::PageDown => page,
        Command::PageUp => -page,
        Command::HalfDown => (page / 2).max(1),
        Command::HalfUp => -(page / 2).max(1),
        Command::Top => isize::MIN,
        Command::Bottom => isize::MAX,
        Command::Enter => return Some(go(state)),
        Command::Back => {
            state.chooser = None;
            return Some(vec![Effect::StopSearching]);
        }
        Command::Help | Command::Redraw | Command::Suspend | Command::Quit => return None,
        _ => {
            state.chooser = None;
            return None;
        }
    };
    let reader = state.reader.as_ref();
    if let Some(chooser) = &mut state.chooser {
        chooser.step(step, height, reader);
    }
    Some(vec![])
}

fn go(state: &mut State) -> Vec<Effect> {
    let Some(target) = state.chooser.as_ref().and_then(Chooser::target) else {
        return vec![];
    };
    let height = state.height(Pane::Article);
    match (target, &mut state.reader) {
        (Target::Match(idx), Some(reader)) => {
            reader.go_to_match(idx, height);
            state.chooser = None;
        }
        (Target::Place(place), Some(reader)) => {
            reader.go_to(place, height);
            state.chooser = None;
        }
        (Target::Link(link_idx), _) => return following::choose(state, link_idx),
        (Target::Item { item_idx, place }, _) => {
            let query = state.sought.clone();
            state.chooser = None;
            let mut effects = open_item(state, item_idx, place, query);
            effects.push(Effect::StopSearching);
            return effects;
        }
        _ => {}
    }
    vec![]
}
