//! Searching in the open article: the prompt, what is found while it is typed, and the way back.

use crate::app::marking::mark_read;
use crate::app::message::{Edit, Effect};
use crate::app::panes::Pane;
use crate::app::prompt::Prompt;
use crate::app::query::Query;
use crate::app::reader::{Reader, Round};
use crate::app::search::Search;
use crate::app::state::State;

/// Opens the prompt, if there is an article to search in.
pub(crate) fn open_prompt(state: &mut State) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open to search in".into());
        return vec![];
    };
    state.prompt = Some(Prompt {
        focus: state.panes.focus,
        origin: reader.place(),
        top: reader.top,
        previous: reader.search.clone(),
        meant: Query {
            words: String::new(),
            ..state.sought.clone().unwrap_or_default()
        },
        ..Prompt::default()
    });
    show_article(state);
    vec![]
}

/// Brings the article on the screen, where that shows one pane alone and it is another.
fn show_article(state: &mut State) {
    if state.arrangement().article.is_none() {
        state.panes.focus = Pane::Article;
        state.refresh();
    }
}

/// Takes what is typed or pasted into the prompt, and searches at once.
pub(crate) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut state.prompt {
        prompt.insert(text);
        search_as_typed(state);
    }
    vec![]
}

/// Edits the prompt, or leaves it.
pub(crate) fn edit_prompt(state: &mut State, edit: Edit) -> Vec<Effect> {
    let Some(prompt) = &mut state.prompt else {
        return vec![];
    };
    let empty = prompt.text.is_empty();
    match edit {
        Edit::Accept if !empty => accept_search(state),
        Edit::Backspace if empty => cancel_search(state),
        Edit::Accept | Edit::Cancel => cancel_search(state),
        Edit::Earlier => recall(state, true),
        Edit::Later => recall(state, false),
        _ => {
            let before = prompt.query();
            match edit {
                Edit::Spelling => prompt.meant.next_spelling(),
                Edit::Regex => prompt.meant.regex = !prompt.meant.regex,
                Edit::Whole => prompt.meant.whole = !prompt.meant.whole,
                _ => prompt.edit(edit),
            }
            if prompt.query() != before {
                search_as_typed(state);
            }
        }
    }
    vec![]
}

/// Shows earlier words in the prompt, or later ones again.
fn recall(state: &mut State, earlier: bool) {
    let Some(prompt) = &mut state.prompt else {
        return;
    };
    let back = match (prompt.recalled, earlier) {
        (None, true) => Some(0),
        (Some(back), true) => Some((back + 1).min(state.searches.len().saturating_sub(1))),
        (Some(back), false) => back.checked_sub(1),
        (None, false) => return,
    };
    let words = back.map(|back| state.searches.iter().rev().nth(back));
    match words {
        Some(None) => return,
        Some(Some(words)) => prompt.show(words),
        None => prompt.show(""),
    }
    prompt.recalled = back;
    search_as_typed(state);
}

fn search_as_typed(state: &mut State) {
    let height = state.height(Pane::Article);
    let (Some(prompt), Some(reader)) = (&state.prompt, &mut state.reader) else {
        return;
    };
    reader.look_for(prompt.query(), prompt.origin);
    search_at_once(reader, height);
    let found = reader.search.as_ref().and_then(Search::current);
    match (found, prompt.origin) {
        (Some(_), _) => reader.show_match(height),
        (None, Some(origin)) => reader.go_back(prompt.top, origin, height),
        (None, None) => {}
    }
}

/// Goes over as much text as a key may wait for. The rest follows while no key is pressed.
pub(crate) fn search_at_once(reader: &mut Reader, height: usize) {
    const STEPS: usize = 10;
    for _ in 0..STEPS {
        let found = reader.search.as_ref().and_then(Search::current).is_some();
        if found || !reader.is_searching() {
            break;
        }
        reader.search_on(height);
    }
    // Most articles are short: their matches are counted at once too.
    reader.search_on(height);
}

fn accept_search(state: &mut State) {
    if let Some(prompt) = state.prompt.take() {
        state.remember(prompt.query());
    }
    if let Some(reader) = &state.reader {
        let n_found = reader.search.as_ref().map_or(0, Search::n_matches);
        state.list.set_found(reader.item_idx, n_found);
    }
    state.panes.focus = Pane::Article;
    state.refresh();
    mark_read(state);
}

fn cancel_search(state: &mut State) {
    let height = state.height(Pane::Article);
    let (Some(prompt), Some(reader)) = (state.prompt.take(), &mut state.reader) else {
        return;
    };
    reader.search = prompt.previous;
    if let Some(origin) = prompt.origin {
        reader.go_back(prompt.top, origin, height);
    }
    state.panes.focus = prompt.focus;
    state.refresh();
}

/// Goes so many matches on or back; to those of the last words, in an article in which nothing
/// has been looked for.
pub(crate) fn step_match(state: &mut State, forwards: bool, n_steps: usize) -> Vec<Effect> {
    show_article(state);
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let stepped = match (&reader.search, &state.sought) {
        (None, Some(query)) => {
            reader.look_for(query.clone(), reader.place());
            search_at_once(reader, height);
            reader.show_match(height);
            let found = reader.search.as_ref();
            found.and_then(Search::current).map(|_| Round::No)
        }
        _ => reader.next_match(forwards, height),
    };
    let stepped = stepped.map(
        |round| match reader.skip_matches(forwards, n_steps - 1, height) {
            Round::Yes => Round::Yes,
            Round::No => round,
        },
    );
    state.notice = match stepped {
        Some(Round::No) => None,
        Some(Round::Yes) if forwards => Some("on from the beginning".into()),
        Some(Round::Yes) => Some("on from the end".into()),
        None => Some("nothing to go to; / searches".into()),
    };
    vec![]
}
