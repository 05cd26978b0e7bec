//! Two articles beside each other. Keys, the search, the details and the selection of the list are
//! those of one; going to the other exchanges the two, so that nothing else has to know of it.

use crate::app::marking::mark_read;
use crate::app::message::Effect;
use crate::app::panes::{Pair, Pane};
use crate::app::remembering::note_place_in;
use crate::app::state::State;
use crate::app::update::focus;
use crate::layout::Spot;

/// Keeps the open article on the screen and goes to the list for another one beside it; or closes
/// the one that keys do not go to.
pub(crate) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.panes.pair.is_some() {
        part(state);
        state.refresh();
        state.notice = Some("one article".into());
        return vec![];
    }
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    state.other = Some(reader.clone());
    state.panes.pair = Some(Pair {
        second: true,
        ..Pair::default()
    });
    state.panes.zen = false;
    state.notice = Some("choose the article to stand beside it".into());
    focus(state, Pane::List)
}

/// Leaves the article with the keys alone on the screen.
fn part(state: &mut State) {
    state.panes.pair = None;
    if let Some(other) = state.other.take() {
        note_place_in(&mut state.list, &other);
        state.list.leave(other.item_idx);
    }
}

/// Gives the keys to the other of two articles; where there is none beside it, that one stays alone.
pub(crate) fn exchange(state: &mut State) {
    let Some(other) = state.other.take() else {
        return;
    };
    let list_height = state.height(Pane::List);
    // Where the selection has moved on, what it has moved to is not waited for.
    state.asked = None;
    state.list.reveal(other.item_idx, list_height);
    state.shown = Some(other.item_idx);
    state.other = state.reader.replace(other);
    state.about.rewind();
    match (&state.other, &mut state.panes.pair) {
        (Some(_), Some(pair)) => pair.second = !pair.second,
        _ => part(state),
    }
    state.refresh();
}

/// Goes to the next pane, or the previous one; of two articles to each once.
pub(crate) fn next_pane(state: &mut State, forwards: bool) -> Vec<Effect> {
    let is_in_article = state.panes.focus == Pane::Article;
    let turned = state.panes.pair.map(|pair| pair.turned);
    if is_in_article && turned == Some(false) && state.other.is_some() {
        exchange(state);
        mark_read(state);
        set_turned(state, true);
        return vec![];
    }
    set_turned(state, false);
    focus(state, state.panes.neighbour(forwards))
}

fn set_turned(state: &mut State, turned: bool) {
    if let Some(pair) = &mut state.panes.pair {
        pair.turned = turned;
    }
}

/// Scrolls two articles together from now on, or each on its own.
pub(crate) fn toggle_together(state: &mut State) -> Vec<Effect> {
    let Some(pair) = &mut state.panes.pair else {
        state.notice = Some("there is one article; c puts another one beside it".into());
        return vec![];
    };
    pair.together = !pair.together;
    let notice = match pair.together {
        true => "both articles scroll together",
        false => "each article scrolls on its own",
    };
    state.notice = Some(notice.into());
    follow(state);
    vec![]
}

/// Scrolls the other article alone, and the one with the keys where they go together.
pub(crate) fn scroll_other(state: &mut State, step: isize) {
    let (height, other_height) = (state.height(Pane::Article), state.other_height());
    let Some(other) = &mut state.other else {
        return;
    };
    other.scroll(step, other_height);
    if let (Some(reader), true) = (&mut state.reader, state.panes.is_together()) {
        reader.go_to_share(other.share(other_height), height);
    }
}

/// What has to change for the other article to be scrolled with this one.
pub(crate) fn mark(state: &State) -> Option<(usize, Spot)> {
    let reader = state.reader.as_ref().filter(|_| state.panes.is_together());
    reader.map(|reader| (reader.item_idx, reader.top))
}

/// Scrolls the other article with the one that was scrolled since `before` was its mark.
pub(crate) fn follow_since(state: &mut State, before: Option<(usize, Spot)>) {
    let now = mark(state);
    let is_same = |before: (usize, Spot), now: (usize, Spot)| before.0 == now.0;
    if before != now
        && before
            .zip(now)
            .is_some_and(|(before, now)| is_same(before, now))
    {
        follow(state);
    }
}

fn follow(state: &mut State) {
    let (height, other_height) = (state.height(Pane::Article), state.other_height());
    if let (Some(reader), Some(other), true) =
        (&state.reader, &mut state.other, state.panes.is_together())
    {
        other.go_to_share(reader.share(height), other_height);
    }
}
