//! Searching in the open article: the prompt, what is found while it is typed, and the way back.

use crate::app::message::{Edit, Effect};
use crate::app::panes::Pane;
use crate::app::prompt::Prompt;
use crate::app::reader::Round;
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
        _ => {
            let before = prompt.text.clone();
            prompt.edit(edit);
            if prompt.text != before {
                search_as_typed(state);
            }
        }
    }
    vec![]
}

fn search_as_typed(state: &mut State) {
    let height = state.height(Pane::Article);
    if let (Some(prompt), Some(reader)) = (&state.prompt, &mut state.reader) {
        reader.look_for(&prompt.text, prompt.origin);
        match (&reader.search, prompt.origin) {
            (Some(search), _) if !search.matches.is_empty() => reader.show_match(height),
            (_, Some(origin)) => reader.go_back(prompt.top, origin, height),
            _ => {}
        }
    }
}

fn accept_search(state: &mut State) {
    state.words = state.prompt.take().map(|prompt| prompt.text);
    state.panes.focus = Pane::Article;
    state.refresh();
    state.mark_read();
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
    let stepped = match (&reader.search, &state.words) {
        (None, Some(words)) => {
            reader.look_for(words, reader.place());
            reader.show_match(height);
            reader
                .search
                .as_ref()
                .and_then(|search| search.matches.first())
                .map(|_| Round::No)
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
