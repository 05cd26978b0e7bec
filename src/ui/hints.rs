//! What can be done now: two or three keys by focus and state, with a word for each, at the right
//! of the last row. The keys are those of the table.

use std::ops::Range;

use ratatui::buffer::Buffer;

use crate::app::{Area, Command, Following, Pane, Purpose, State};
use crate::text::{Cell, Direction, Options, Paragraph, Spelling, first_strong};
use crate::ui::{Keymap, Theme, paint};

/// Fewer cells than this say nothing.
const FEWEST: u16 = 10;

/// Paints as many hints as there is room for at the right edge of an area; one at least, cut with
/// an ellipsis where need be.
pub(crate) fn draw(state: &State, keymap: &Keymap, area: Area, theme: &Theme, buffer: &mut Buffer) {
    if area.width < FEWEST {
        return;
    }
    // A letter of the user's own keyboard does not turn the line around.
    let options = Options {
        direction: Some(Direction::Ltr),
        ..Options::default()
    };
    let width = usize::from(area.width);
    let mut hints = hints(state, keymap);
    let (paragraph, keys) = loop {
        let (text, keys) = set(&hints);
        let paragraph = Paragraph::new(&text, &options);
        if hints.len() < 2 || paragraph.first_lines(width, 2).len() < 2 {
            break (paragraph, keys);
        }
        hints.pop();
    };
    let lines = paragraph.first_lines(width, 1);
    let Some(line) = lines.first() else { return };
    let (key, word) = (theme.style("key"), theme.style("status"));
    let style = |cell: &Cell<'_>| {
        let is_key = keys.iter().any(|key| key.contains(&cell.range.start));
        if is_key { key } else { word }
    };
    let x = (area.x + area.width).saturating_sub(line.width as u16);
    paint::cells(x, area.y, &paragraph.visual(line), style, buffer);
}

/// Keys and what each does now.
fn hints(state: &State, keymap: &Keymap) -> Vec<(String, &'static str)> {
    let named = |hints: &[(&str, &'static str)]| {
        let owned = |(key, word): &(&str, &'static str)| ((*key).to_owned(), *word);
        hints.iter().map(owned).collect()
    };
    // These keys are the same wherever something is typed or shown.
    if state.prompt.is_some() {
        return match may_be_spelled_otherwise(state) {
            true => named(&[("Ctrl-t", "other spellings"), ("Esc", "back")]),
            false => named(&[("Enter", "keep"), ("Esc", "back")]),
        };
    }
    if state.help.is_some() {
        return named(&[("Space", "on"), ("Esc", "close")]);
    }
    let keys = commands(state).into_iter().filter_map(|(command, word)| {
        let key = key_of(keymap, command)?;
        Some((keymap.label(key), word))
    });
    keys.collect()
}

/// Whether words were typed that are not there, in letters that looser spellings are for, and those
/// have not been looked for.
fn may_be_spelled_otherwise(state: &State) -> bool {
    let purpose = state.prompt.as_ref().map(|prompt| &prompt.purpose);
    let search = state.reader.as_ref().and_then(|it| it.search.as_ref());
    search.is_some_and(|search| {
        let query = &search.query;
        let is_usual = query.spelling == Spelling::Usual && !query.regex;
        let is_rtl = first_strong(&query.words) == Some(Direction::Rtl);
        let is_nowhere = search.is_done() && search.n_matches() == 0;
        purpose == Some(&Purpose::Find) && is_usual && is_rtl && is_nowhere
    })
}

/// The commands that are of most use where the session is, and their words.
fn commands(state: &State) -> Vec<(Command, &'static str)> {
    let help = (Command::Help, "keys");
    match state.following {
        Some(Following::Choosing { .. }) => {
            return vec![
                (Command::Follow, "the page itself"),
                (Command::Back, "back"),
            ];
        }
        Some(Following::Chosen { .. }) => {
            return vec![
                (Command::Enter, "open"),
                (Command::CopyLink, "copy"),
                (Command::Back, "back"),
            ];
        }
        None => {}
    }
    if state.test.is_some() {
        return vec![(Command::Enter, "choose"), (Command::Back, "as it was")];
    }
    if let Some(chooser) = &state.chooser {
        let mut hints = vec![(Command::Enter, "go there"), (Command::Back, "close"), help];
        if chooser.n_rows(state.reader.as_ref()) == 0 {
            hints.remove(0);
        }
        return hints;
    }
    let found = state
        .reader
        .as_ref()
        .and_then(|reader| reader.search.as_ref());
    if found.is_some_and(|search| search.n_matches() > 0) {
        return vec![
            (Command::NextMatch, "next"),
            (Command::PreviousMatch, "previous"),
            (Command::Back, "done"),
        ];
    }
    let selection = state.reader.as_ref().and_then(|it| it.selection.as_ref());
    if let Some(selection) = selection.filter(|selection| selection.by_keys) {
        let begin = match selection.from {
            Some(_) => "anew",
            None => "select from here",
        };
        return vec![
            (Command::Select, begin),
            (Command::NextWord, "word"),
            (Command::CopyLink, "copy"),
            (Command::Back, "done"),
        ];
    }
    match state.panes.focus {
        Pane::List if state.list.item().is_none() => vec![help, (Command::Quit, "quit")],
        Pane::List if state.panes.pair.is_some() => vec![
            (Command::Enter, "read it beside"),
            (Command::Compare, "one article"),
            help,
            (Command::Quit, "quit"),
        ],
        Pane::List => vec![
            (Command::Enter, "read"),
            (Command::Search, "find"),
            help,
            (Command::Quit, "quit"),
        ],
        Pane::About => vec![
            match state.about.named_item() {
                Some(_) => (Command::Enter, "read"),
                None => (Command::Enter, "open or close"),
            },
            (Command::CopyLink, "copy"),
            (Command::Back, "back"),
            help,
        ],
        Pane::Article => {
            let height = state.arrangement().column.height;
            let reader = state.reader.as_ref();
            let is_read = |reader: &crate::app::Reader| {
                reader.page.shows_end(reader.top, usize::from(height))
            };
            let on = match reader.is_none_or(is_read) {
                true => (Command::NextArticle, "next article"),
                false => (Command::PageDown, "on"),
            };
            let out = match state.panes.zen {
                true => (Command::Zen, "all panes"),
                false => (Command::Back, "back"),
            };
            match state.panes.pair {
                Some(pair) => {
                    let word = if pair.together { "apart" } else { "together" };
                    let together = (Command::Together, word);
                    let part = (Command::Compare, "this one alone");
                    vec![on, (Command::NextPane, "the other"), together, part]
                }
                None => vec![on, (Command::Search, "find"), out, help],
            }
        }
    }
}

/// The first key of a command.
fn key_of(keymap: &Keymap, command: Command) -> Option<&str> {
    let bindings = keymap.groups.iter().flat_map(|group| &group.keys);
    let mut with_command = bindings.filter(|binding| binding.command == command);
    with_command.next()?.press.first().map(String::as_str)
}

/// The hints as one line, and where in it the keys are.
fn set(hints: &[(String, &str)]) -> (String, Vec<Range<usize>>) {
    let (mut text, mut keys) = (String::new(), Vec::new());
    for (key, word) in hints {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        keys.push(text.len()..text.len() + key.len());
        text.push_str(key);
        text.push(' ');
        text.push_str(word);
    }
    (text, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_words() {
        let (text, keys) = set(&[("Enter".into(), "read"), ("?".into(), "keys")]);
        assert_eq!(text, "Enter read · ? keys");
        let keys: Vec<&str> = keys.into_iter().map(|key| &text[key]).collect();
        assert_eq!(keys, ["Enter", "?"]);
    }

    #[test]
    fn hints_are_whole_or_left_out() {
        let (keymap, theme) = (
            Keymap::bundled(),
            Theme::terminal(crate::ui::Abilities {
                colour: true,
                bold: true,
            }),
        );
        let check = |width, expected: &str| {
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, width, 1));
            let area = Area {
                width,
                height: 1,
                ..Area::default()
            };
            draw(&State::default(), &keymap, area, &theme, &mut buffer);
            let symbols = buffer.content.iter().map(ratatui::buffer::Cell::symbol);
            let row: String = symbols.collect();
            assert_eq!(row.trim_start(), expected, "{width}");
        };
        check(15, "? keys · q quit");
        check(14, "? keys");
        check(10, "? keys");
        check(9, "");
    }

    #[test]
    fn every_hint_has_a_key() {
        let keymap = Keymap::bundled();
        for focus in [Pane::List, Pane::Article, Pane::About] {
            let mut state = State::default();
            state.panes.focus = focus;
            assert_eq!(hints(&state, &keymap).len(), commands(&state).len());
        }
    }
}
