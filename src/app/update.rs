//! What a message does to a session.

use std::sync::Arc;

use crate::app::list::{Content, Item};
use crate::app::marking::mark_read;
use crate::app::message::{Command, Effect, Message};
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::remembering::{anchor, recall, remember};
use crate::app::searching::{edit_prompt, open_prompt, step_match, type_text};
use crate::app::state::State;
use crate::app::view::ITEM_ROWS;
use crate::app::{choosing, filtering, marking};
use crate::article::Article;
use crate::library::Summary;
use crate::text::Marks;

/// Said where a letter of another script is typed that no key of akhbar types.
const UNKNOWN_LETTER: &str = "no key in this layout; in every layout: arrows, Enter, Esc, Space, Tab, F1 keys, F2 F3 matches";

/// Takes a message in and gives back what is to be done about it outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Command(command) => {
            state.notice = None;
            // The user goes elsewhere by now.
            state.recollection.wanted = None;
            act(state, command)
        }
        Message::UnknownLetter => {
            state.notice = Some(UNKNOWN_LETTER.into());
            vec![]
        }
        Message::Typed(c) => typed(state, c.encode_utf8(&mut [0; 4])),
        Message::Pasted(text) => typed(state, &text),
        Message::Edit(edit) => match filtering::is_open(state) {
            true => filtering::edit(state, edit),
            false => edit_prompt(state, edit),
        },
        Message::Resized { width, height } => {
            state.size = (width, height);
            state.refresh();
            vec![]
        }
        Message::Remembered { memory, trouble } => {
            remember(state, *memory);
            state.notice = trouble.or(state.notice.take());
            vec![]
        }
        Message::Forgotten(why) => {
            state.notice = Some(why);
            vec![]
        }
        Message::Found { items, is_growing } => take_found(state, items, is_growing),
        Message::Pause => match state.is_to_be_asked_for() {
            true => choosing::preview(state),
            false => vec![],
        },
        Message::Summarised(summaries) => take_summaries(state, summaries),
        Message::Read { item_idx, article } => take_article(state, item_idx, article),
    }
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    match filtering::is_open(state) {
        true => filtering::type_text(state, text),
        false => type_text(state, text),
    }
}

fn act(state: &mut State, command: Command) -> Vec<Effect> {
    if state.help.is_some() && scroll_help(state, command) {
        return vec![];
    }
    let height = state.height(state.panes.focus) as isize;
    let page = (height - 1).max(1);
    match command {
        Command::Down => step(state, 1),
        Command::Up => step(state, -1),
        Command::PageDown => step_rows(state, page),
        Command::PageUp => step_rows(state, -page),
        Command::HalfDown => step_rows(state, (height / 2).max(1)),
        Command::HalfUp => step_rows(state, -(height / 2).max(1)),
        Command::Top => step(state, isize::MIN),
        Command::Bottom => step(state, isize::MAX),
        Command::Enter => enter(state),
        Command::Back => back(state),
        Command::NextPane => focus(state, state.panes.neighbour(true)),
        Command::PreviousPane => focus(state, state.panes.neighbour(false)),
        Command::NextArticle => choosing::step(state, 1),
        Command::PreviousArticle => choosing::step(state, -1),
        Command::List => toggle_pane(state, Pane::List),
        Command::About => toggle_pane(state, Pane::About),
        Command::Article => focus(state, Pane::Article),
        Command::Zen => {
            state.panes.zen = !state.panes.zen;
            focus(state, Pane::Article)
        }
        Command::Search => open_prompt(state),
        Command::NextMatch => step_match(state, true),
        Command::PreviousMatch => step_match(state, false),
        Command::Removed => toggle_removed(state),
        Command::Marks => toggle_marks(state),
        Command::Unread => marking::toggle(state),
        Command::AllRead => marking::mark_all(state),
        Command::Undo => marking::undo(state),
        Command::Filter => filtering::open(state),
        Command::Sort => choosing::sort_by_next(state),
        Command::Reverse => choosing::reverse(state),
        Command::Group => choosing::group_by_next(state),
        Command::Help => {
            state.help = Some(0);
            vec![]
        }
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Quit => vec![Effect::Quit],
    }
}

/// Moves in the pane that has the focus: an item of the list, a row of text.
fn step(state: &mut State, step: isize) -> Vec<Effect> {
    if state.panes.focus == Pane::List {
        return choosing::step(state, step);
    }
    step_rows(state, step)
}

/// Moves by rows in text, by as many items as they hold in the list.
fn step_rows(state: &mut State, rows: isize) -> Vec<Effect> {
    let height = state.height(state.panes.focus);
    match state.panes.focus {
        Pane::List => {
            let items = rows / ITEM_ROWS as isize;
            return choosing::page(state, if items == 0 { rows.signum() } else { items });
        }
        Pane::Article => {
            if let Some(reader) = &mut state.reader {
                reader.scroll(rows, height);
            }
        }
        Pane::About => {
            state.about.scroll(rows, height);
        }
    }
    vec![]
}

fn enter(state: &mut State) -> Vec<Effect> {
    match state.panes.focus {
        Pane::List if state.list.view.selected().is_none() => {
            state.notice = Some("nothing is chosen; Esc shows all articles".into());
            vec![]
        }
        Pane::List if state.is_readable() => {
            mark_read(state);
            focus(state, Pane::Article)
        }
        Pane::List => {
            if let Some(Content::Trouble(why)) = state.list.item().map(|item| &item.content) {
                state.notice = Some(why.to_string());
            }
            vec![]
        }
        Pane::Article | Pane::About => vec![],
    }
}

/// One step out: from help, a search, zen, a pane, a filter, in this order.
fn back(state: &mut State) -> Vec<Effect> {
    if let Some(reader) = &mut state.reader
        && reader.search.take().is_some()
    {
        return vec![];
    }
    if state.panes.zen {
        state.panes.zen = false;
        state.refresh();
        return vec![];
    }
    match state.panes.focus {
        Pane::About => focus(state, Pane::Article),
        Pane::Article => focus(state, Pane::List),
        Pane::List if state.list.filter().is_some() => filtering::close(state),
        Pane::List => {
            state.notice = Some("q leaves akhbar, ? shows all keys".into());
            vec![]
        }
    }
}

/// Goes to a pane. Out of the list, what is selected is what is read.
fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    state.panes.focus = pane;
    if pane != Pane::List && state.is_to_be_asked_for() {
        return choosing::open(state);
    }
    state.refresh();
    vec![]
}

/// Shows a pane and goes to it, or hides it.
fn toggle_pane(state: &mut State, pane: Pane) -> Vec<Effect> {
    let at = state.arrangement();
    let (shown, wanted) = match pane {
        Pane::List => (at.list.is_some(), &mut state.panes.list),
        Pane::About => (at.about.is_some(), &mut state.panes.about),
        Pane::Article => (at.article.is_some(), &mut true),
    };
    *wanted = !shown;
    if !shown {
        state.panes.zen = false;
        state.panes.focus = pane;
    } else if state.panes.focus == pane {
        state.panes.focus = Pane::Article;
    }
    state.refresh();
    vec![]
}

fn toggle_removed(state: &mut State) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let n_lines = reader.article.removed.len();
    state.removed = !state.removed;
    state.refresh();
    state.notice = Some(match (state.removed, n_lines) {
        (true, 0) => "nothing was left out of this page".into(),
        (true, 1) => "showing the line that was left out".into(),
        (true, n_lines) => format!("showing the {n_lines} lines that were left out"),
        (false, _) => "showing the article alone".into(),
    });
    vec![]
}

fn toggle_marks(state: &mut State) -> Vec<Effect> {
    let (marks, notice) = match state.marks {
        Marks::Keep => (Marks::Strip, "vowel signs are not shown"),
        Marks::Strip => (Marks::Keep, "vowel signs are shown"),
    };
    state.marks = marks;
    state.notice = Some(notice.into());
    state.refresh();
    vec![]
}

fn scroll_help(state: &mut State, command: Command) -> bool {
    let Some(top) = &mut state.help else {
        return false;
    };
    // The box is framed.
    let height = usize::from(state.size.1.saturating_sub(2));
    let page = height.saturating_sub(2).max(1);
    let next = match command {
        Command::Down => top.saturating_add(1),
        Command::Up => top.saturating_sub(1),
        Command::PageDown | Command::HalfDown => top.saturating_add(page),
        Command::PageUp | Command::HalfUp => top.saturating_sub(page),
        Command::Top => 0,
        Command::Bottom => usize::MAX,
        Command::Quit | Command::Redraw | Command::Suspend => return false,
        _ => {
            state.help = None;
            return true;
        }
    };
    *top = next.min(state.n_help_rows.saturating_sub(height));
    true
}

/// Takes in what there is to read; of the first of it, the first page is opened.
fn take_found(state: &mut State, items: Vec<Item>, is_growing: bool) -> Vec<Effect> {
    let list = &mut state.list;
    let n_before = list.items.len();
    let is_first = !list.items.iter().any(|item| item.source.is_some());
    list.add(items);
    list.is_growing = is_growing;
    let found = n_before..list.items.len();
    recall(state, found.clone());
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
        return vec![];
    };
    if wanted.is_some() {
        state.recollection.wanted = None;
    }
    state.list.settle(height);
    state.list.select(selected, height);
    choosing::open(state)
}

fn take_summaries(
    state: &mut State,
    summaries: Vec<(usize, Result<Summary, String>)>,
) -> Vec<Effect> {
    for (item_idx, summary) in summaries {
        state.list.fill(item_idx, content(summary));
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

fn take_article(
    state: &mut State,
    item_idx: usize,
    article: Result<Arc<Article>, String>,
) -> Vec<Effect> {
    let summary = article
        .as_ref()
        .map(|article| Summary::of(article))
        .map_err(Clone::clone);
    state.list.fill(item_idx, content(summary));
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
    choosing::close(state);
    state.shown = Some(item_idx);
    if let Ok(article) = article {
        let height = state.height(Pane::Article);
        let mut reader = Reader::new(item_idx, article, state.settings());
        let item = state.list.items.get(item_idx);
        let place = item.and_then(|item| item.place.as_deref());
        if let Some(place) = place.and_then(|place| anchor(&reader.article, place)) {
            reader.go_to(place, height);
        }
        state.reader = Some(reader);
        if state.panes.focus == Pane::Article {
            mark_read(state);
        }
    }
    state.refresh();
    vec![]
}
