//! Going through the list: moving, sorting, grouping. While the list has the focus, a step moves
//! the selection alone; the article follows when there is a pause, or when it is gone to.

use crate::app::fetching;
use crate::app::item::Item;
use crate::app::message::Effect;
use crate::app::order::Order;
use crate::app::panes::Pane;
use crate::app::remembering::note_place;
use crate::app::state::State;

/// Moves the selection by `step` articles.
pub(crate) fn step(state: &mut State, step: isize) -> Vec<Effect> {
    let (before, height) = (state.list.selected, state.height(Pane::List));
    state.list.step(step, height);
    moved(state, before)
}

/// Moves the selection by `step` articles, and the list with it.
pub(crate) fn page(state: &mut State, step: isize) -> Vec<Effect> {
    let (before, height) = (state.list.selected, state.height(Pane::List));
    state.list.page(step, height);
    moved(state, before)
}

/// Selects an item.
pub(crate) fn select(state: &mut State, item_idx: usize) -> Vec<Effect> {
    let (before, height) = (state.list.selected, state.height(Pane::List));
    state.list.select(item_idx, height);
    moved(state, before)
}

/// Selects the article that is shown at that place, counted from 1, or the last.
pub(crate) fn go_to(state: &mut State, number: usize) -> Vec<Effect> {
    let n_before = state.list.view.n_before().unwrap_or(0);
    step(state, number as isize - 1 - n_before as isize)
}

/// Goes to the next article of the list that has not been read, or the previous one.
pub(crate) fn next_unread(state: &mut State, forwards: bool) -> Vec<Effect> {
    let list = &state.list;
    let unread = |idx: &usize| list.items.get(*idx).is_some_and(Item::is_unread);
    let n_before = list.view.n_before().unwrap_or(0);
    let next = match forwards {
        true => list.view.items().skip(n_before + 1).find(unread),
        false => list.view.items().take(n_before).filter(unread).last(),
    };
    let Some(next) = next else {
        state.notice = Some("no more articles that have not been read".into());
        return vec![];
    };
    select(state, next)
}

fn moved(state: &mut State, before: usize) -> Vec<Effect> {
    if state.list.selected == before || state.panes.focus == Pane::List {
        return vec![];
    }
    open(state)
}

/// Leaves the open article and asks for the selected one; once more where it could not be read.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    close(state);
    preview(state)
}

/// Asks for the selected article; until it is there, what is open stays on the screen.
pub(crate) fn preview(state: &mut State) -> Vec<Effect> {
    let item_idx = state.list.selected;
    let is_page = state.list.item().is_some_and(|item| item.source.is_some());
    if !is_page {
        close(state);
        state.shown = Some(item_idx);
        state.refresh();
        return vec![];
    }
    state.asked = Some(item_idx);
    let effects = match fetching::is_to_be_fetched(state) {
        true => fetching::begin(state, item_idx),
        false => vec![Effect::Read { item_idx }],
    };
    state.refresh();
    effects
}

/// Closes the open article and remembers where the reader was.
pub(crate) fn close(state: &mut State) {
    note_place(state);
    state.shown = None;
    if let Some(reader) = state.reader.take() {
        state.list.leave(reader.item_idx);
    }
    state.about.rewind();
    // Matches and headings are those of this article.
    state.chooser.take_if(|chooser| !chooser.is_everywhere());
}

/// Sorts by the next key, the way round that is its own.
pub(crate) fn sort_by_next(state: &mut State) -> Vec<Effect> {
    let order = state.list.order();
    let order = Order {
        key: order.key.next(),
        reversed: false,
        ..order
    };
    set_order(state, order, "s goes on, S turns it round")
}

/// Sorts the other way round.
pub(crate) fn reverse(state: &mut State) -> Vec<Effect> {
    let order = state.list.order();
    let order = Order {
        reversed: !order.reversed,
        ..order
    };
    set_order(state, order, "S turns it back")
}

/// Groups by the next thing that articles have in common.
pub(crate) fn group_by_next(state: &mut State) -> Vec<Effect> {
    let order = state.list.order();
    let order = Order {
        group: order.group.next(),
        ..order
    };
    set_order(state, order, "t groups by something else")
}

fn set_order(state: &mut State, order: Order, hint: &str) -> Vec<Effect> {
    let height = state.height(Pane::List);
    state.list.set_order(order, height);
    state.notice = Some(format!("{}; {hint}", order.describe()));
    vec![]
}
