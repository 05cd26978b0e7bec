//! What a message does to a session.

use crate::app::arriving::{take_article, take_items, take_parts, take_summaries};
use crate::app::choosing::{
    choose, list_characters, list_headings, list_matches, search_everywhere, search_word,
    take_found,
};
use crate::app::helping::scroll_help;
use crate::app::listing::next_unread;
use crate::app::marking::mark_read;
use crate::app::message::{Command, Effect, Message};
use crate::app::panes::Pane;
use crate::app::pointer::pointed;
use crate::app::remembering::remember;
use crate::app::searching::{edit_prompt, open_prompt, step_match, type_text};
use crate::app::state::State;
use crate::app::view::ITEM_ROWS;
use crate::app::{
    about, fetching, filtering, following, listing, marking, noting, pairing, pictures, related,
    selecting, testing, toggling, watching, widths,
};

/// Said where a letter of another script is typed that no key of akhbar types.
const UNKNOWN_LETTER: &str =
    "no such key; in every layout: arrows, Enter, Esc, Space, Tab, F1 keys, F4 search, F10 leave";

/// Takes a message in and gives back what is to be done about it outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let before = pairing::mark(state);
    let mut effects = take(state, message);
    pairing::follow_since(state, before);
    effects.extend(pictures::ask(state));
    effects
}

fn take(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Command(command) => {
            state.notice = None;
            // The user goes elsewhere by now.
            state.recollection.wanted = None;
            act(state, command, None)
        }
        Message::Counted { command, count } => {
            state.notice = None;
            state.recollection.wanted = None;
            act(state, command, Some(count))
        }
        Message::Notice(notice) => {
            state.notice = Some(notice);
            vec![]
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
        Message::Pointed { pointer, at } => pointed(state, pointer, at),
        Message::Resized { width, height } => {
            state.size = (width, height);
            state.refresh();
            vec![]
        }
        Message::Marks(marks) => {
            state.marks = marks;
            state.refresh();
            vec![]
        }
        Message::Sending(sending) => {
            testing::take_sending(state, sending);
            vec![]
        }
        Message::Remembered { memory, trouble } => {
            remember(state, *memory);
            state.notice = trouble.or(state.notice.take());
            vec![]
        }
        Message::Found { items, is_growing } => take_items(state, items, is_growing),
        Message::Pause => match state.is_to_be_asked_for() {
            true => listing::preview(state),
            false => vec![],
        },
        Message::Rest => about::ask_for_survey(state),
        Message::Surveyed { item_idx, survey } => {
            about::take_survey(state, item_idx, &survey);
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
        Message::Parted { item_idx, parts } => take_parts(state, item_idx, parts),
        Message::Changed(changes) => watching::take_changes(state, changes),
        Message::Fetching { item_idx, progress } => {
            fetching::note(state, item_idx, progress);
            vec![]
        }
        Message::Showing(showing) => pictures::show_as(state, showing),
        Message::Pictured(pictured) => pictures::take(state, &pictured),
        Message::Read { item_idx, article } => take_article(state, item_idx, article),
    }
}

fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    if state.test.is_some() {
        return testing::type_number(state, text);
    }
    if state.following.is_some() {
        return following::type_number(state, text);
    }
    match filtering::is_open(state) {
        true => filtering::type_text(state, text),
        false => type_text(state, text),
    }
}

fn act(state: &mut State, command: Command, count: Option<usize>) -> Vec<Effect> {
    let n_times = count.unwrap_or(1);
    if state.help.is_some() && scroll_help(state, command, n_times) {
        return vec![];
    }
    if let Some(effects) = following::command(state, command) {
        return effects;
    }
    let is_selecting = selecting::is_by_keys(state);
    let command = match command {
        Command::Left if !is_selecting => Command::Back,
        Command::Right if !is_selecting => Command::Enter,
        _ => command,
    };
    if state.test.is_some()
        && let Some(effects) = testing::command(state, command)
    {
        return effects;
    }
    if state.chooser.is_some()
        && let Some(effects) = choose(state, command)
    {
        return effects;
    }
    if let Some(effects) = selecting::select(state, command, n_times) {
        return effects;
    }
    let height = state.height(state.panes.focus) as isize;
    let times = |rows: isize| rows.max(1).saturating_mul(n_times as isize);
    let (page, half) = (times(height - 1), times(height / 2));
    match command {
        Command::Down => step(state, times(1)),
        Command::Up => step(state, -times(1)),
        Command::PageDown => step_rows(state, page),
        Command::PageUp => step_rows(state, -page),
        Command::HalfDown => step_rows(state, half),
        Command::HalfUp => step_rows(state, -half),
        Command::Top | Command::Bottom if count.is_some() => go_to(state, n_times),
        Command::Top => step(state, isize::MIN),
        Command::Bottom => step(state, isize::MAX),
        Command::Enter | Command::Right => enter(state),
        Command::Back | Command::Left => back(state),
        Command::Select
        | Command::NextWord
        | Command::PreviousWord
        | Command::NextParagraph
        | Command::PreviousParagraph => selecting::begin(state),
        Command::CopyLink => selecting::copy_link(state),
        Command::CopyParagraph => selecting::copy_paragraph(state),
        Command::NextPane => pairing::next_pane(state, true),
        Command::PreviousPane => pairing::next_pane(state, false),
        Command::NextArticle => listing::step(state, times(1)),
        Command::PreviousArticle => listing::step(state, -times(1)),
        Command::List => toggle_pane(state, Pane::List),
        Command::About => toggle_pane(state, Pane::About),
        Command::Article => focus(state, Pane::Article),
        Command::Zen => {
            state.panes.zen = !state.panes.zen;
            focus(state, Pane::Article)
        }
        Command::BorderLeft => widths::move_border(state, false),
        Command::BorderRight => widths::move_border(state, true),
        Command::LongerLines => widths::set_lines(state, true),
        Command::ShorterLines => widths::set_lines(state, false),
        Command::DefaultWidths => widths::reset(state),
        Command::Compare => pairing::toggle(state),
        Command::Together => pairing::toggle_together(state),
        Command::Search => open_prompt(state),
        Command::NextMatch => step_match(state, true, n_times),
        Command::PreviousMatch => step_match(state, false, n_times),
        Command::ListMatches => list_matches(state),
        Command::SearchWord => search_word(state),
        Command::SearchEverywhere => search_everywhere(state),
        Command::Outline => list_headings(state),
        Command::Note => noting::cross(state),
        Command::Characters => list_characters(state),
        Command::Follow => following::number(state),
        Command::Links => following::list(state),
        Command::NextUnread => next_unread(state, true),
        Command::PreviousUnread => next_unread(state, false),
        Command::Removed => toggling::removed(state),
        Command::Marks => toggling::marks(state),
        Command::Pictures => pictures::toggle(state),
        Command::FetchPictures => pictures::fetch(state),
        Command::Unread => marking::toggle(state),
        Command::AllRead => marking::mark_all(state),
        Command::Undo => marking::undo(state),
        Command::Filter => filtering::open(state),
        Command::Sort => listing::sort_by_next(state),
        Command::Reverse => listing::reverse(state),
        Command::Group => listing::group_by_next(state),
        Command::Test => testing::open(state),
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
        return listing::step(state, step);
    }
    if state.panes.focus == Pane::About {
        state.about.step(step, state.height(Pane::About));
        return vec![];
    }
    step_rows(state, step)
}

/// Moves by rows in text, by as many items as they hold in the list.
fn step_rows(state: &mut State, rows: isize) -> Vec<Effect> {
    let height = state.height(state.panes.focus);
    match state.panes.focus {
        Pane::List => {
            let items = rows / ITEM_ROWS as isize;
            return listing::page(state, if items == 0 { rows.signum() } else { items });
        }
        Pane::Article => {
            if let Some(reader) = &mut state.reader {
                reader.scroll(rows, height);
            }
        }
        Pane::About => {
            state.about.turn(rows, height);
        }
    }
    vec![]
}

/// Goes to the article of that number in the list, or to that per cent of a text.
fn go_to(state: &mut State, number: usize) -> Vec<Effect> {
    let height = state.height(state.panes.focus);
    match state.panes.focus {
        Pane::List => return listing::go_to(state, number),
        Pane::Article => {
            if let Some(reader) = &mut state.reader {
                reader.go_to_per_cent(number, height);
            }
        }
        Pane::About => state.about.go_to_per_cent(number, height),
    }
    vec![]
}

pub(crate) fn enter(state: &mut State) -> Vec<Effect> {
    match state.panes.focus {
        Pane::List if state.list.view.selected().is_none() => {
            state.notice = Some("nothing is chosen; Esc shows all articles".into());
            vec![]
        }
        Pane::List if state.is_readable() => {
            mark_read(state);
            focus(state, Pane::Article)
        }
        Pane::List if fetching::is_to_be_fetched(state) => listing::open(state),
        Pane::List => {
            if let Some(why) = state.list.item().and_then(|item| item.content.trouble()) {
                state.notice = Some(why.to_string());
            }
            vec![]
        }
        Pane::Article => vec![],
        Pane::About => match state.about.named_item() {
            Some(item_idx) => related::open(state, item_idx),
            None => toggle_section(state),
        },
    }
}

/// Opens or closes the section of the details in which the selection is.
pub(crate) fn toggle_section(state: &mut State) -> Vec<Effect> {
    if state.about.toggle().is_some() {
        state.refresh();
        state
            .about
            .select(state.about.selected, state.height(Pane::About));
    }
    vec![]
}

/// One step out: from fetching, a selection, a search, zen, a pane, a filter, in this order.
fn back(state: &mut State) -> Vec<Effect> {
    if state.fetching().is_some() {
        return fetching::stop(state);
    }
    if selecting::drop_selection(state) {
        return vec![];
    }
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
            state.notice = Some("q leaves akhbar, or F10; ? shows all keys, or F1".into());
            vec![]
        }
    }
}

/// Goes to a pane. Out of the list, what is selected is what is read.
pub(crate) fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    state.panes.focus = pane;
    if pane != Pane::List && state.is_to_be_asked_for() {
        return listing::open(state);
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
