//! What a message does to a session.

use std::sync::Arc;

use crate::app::arriving::{arrive, next_unread};
use crate::app::choosing::{
    choose, list_headings, list_matches, search_everywhere, search_word, take_found,
};
use crate::app::list::{Content, Item};
use crate::app::message::{Command, Effect, Message};
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::searching::{edit_prompt, open_prompt, step_match, type_text};
use crate::app::state::State;
use crate::article::Article;
use crate::layout::Spot;
use crate::library::Summary;
use crate::text::Marks;

/// Said where a letter of another script is typed that no key of akhbar types.
const UNKNOWN_LETTER: &str = "no key in this layout; in every layout: arrows, Enter, Esc, Space, Tab, F1 keys, F2 F3 matches";

/// Takes a message in and gives back what is to be done about it outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Command(command) => {
            state.notice = None;
            act(state, command)
        }
        Message::UnknownLetter => {
            state.notice = Some(UNKNOWN_LETTER.into());
            vec![]
        }
        Message::Typed(c) => type_text(state, c.encode_utf8(&mut [0; 4])),
        Message::Pasted(text) => type_text(state, &text),
        Message::Edit(edit) => edit_prompt(state, edit),
        Message::Resized { width, height } => {
            state.size = (width, height);
            state.refresh();
            vec![]
        }
        Message::Summarised(summaries) => take_summaries(state, summaries),
        Message::FoundIn {
            query,
            item_idx,
            found,
        } => {
            take_found(state, &query, item_idx, found);
            vec![]
        }
        Message::Read { item_idx, article } => take_article(state, item_idx, article),
    }
}

fn act(state: &mut State, command: Command) -> Vec<Effect> {
    if state.help.is_some() && scroll_help(state, command) {
        return vec![];
    }
    if state.chooser.is_some()
        && let Some(effects) = choose(state, command)
    {
        return effects;
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
        Command::NextArticle => select(state, state.list.selected.saturating_add(1)),
        Command::PreviousArticle => select(state, state.list.selected.saturating_sub(1)),
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
        Command::ListMatches => list_matches(state),
        Command::SearchWord => search_word(state),
        Command::SearchEverywhere => search_everywhere(state),
        Command::Outline => list_headings(state),
        Command::NextUnread => next_unread(state, true),
        Command::PreviousUnread => next_unread(state, false),
        Command::Removed => toggle_removed(state),
        Command::Marks => toggle_marks(state),
        Command::Unread => toggle_unread(state),
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
        let target = state.list.selected.saturating_add_signed(step);
        return select(state, target);
    }
    step_rows(state, step)
}

/// Moves by rows in text, by as many items as they hold in the list.
fn step_rows(state: &mut State, rows: isize) -> Vec<Effect> {
    let height = state.height(state.panes.focus);
    match state.panes.focus {
        Pane::List => {
            let items = rows / crate::app::ITEM_ROWS as isize;
            let items = if items == 0 { rows.signum() } else { items };
            let target = state.list.selected.saturating_add_signed(items);
            return select(state, target);
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

pub(crate) fn select(state: &mut State, item_idx: usize) -> Vec<Effect> {
    let height = state.height(Pane::List);
    let before = state.list.selected;
    state.list.select(item_idx, height);
    if state.list.selected == before {
        return vec![];
    }
    close(state);
    open_selected(state)
}

/// Asks for the selected article; once more where it could not be read before.
pub(crate) fn open_selected(state: &mut State) -> Vec<Effect> {
    state.about.top = Spot::default();
    state.refresh();
    match state.list.item().and_then(|item| item.source.as_ref()) {
        Some(_) => vec![Effect::Read {
            item_idx: state.list.selected,
        }],
        None => vec![],
    }
}

/// Closes the open article and remembers where the reader was.
pub(crate) fn close(state: &mut State) {
    let Some(reader) = state.reader.take() else {
        return;
    };
    if let Some(item) = state.list.items.get_mut(reader.item_idx) {
        item.place = reader.is_under_way().then(|| reader.place()).flatten();
    }
}

fn enter(state: &mut State) -> Vec<Effect> {
    match state.panes.focus {
        Pane::List if state.is_readable() => {
            state.mark_read();
            focus(state, Pane::Article)
        }
        Pane::List => {
            if let Some(Content::Trouble(why)) = state.list.item().map(|item| &item.content) {
                state.notice = Some(why.clone());
            }
            vec![]
        }
        Pane::Article | Pane::About => vec![],
    }
}

/// One step out: from help, a search, zen, a pane, in this order.
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
        Pane::List => {
            state.notice = Some("q leaves akhbar, ? shows all keys".into());
            vec![]
        }
    }
}

fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    state.panes.focus = pane;
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

fn toggle_unread(state: &mut State) -> Vec<Effect> {
    if !state.is_readable() {
        return vec![];
    }
    if let Some(item) = state.list.items.get_mut(state.list.selected) {
        item.read = !item.read;
        state.notice = Some(
            if item.read {
                "marked as read"
            } else {
                "marked as unread"
            }
            .into(),
        );
    }
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

fn take_summaries(
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

fn take_article(
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
