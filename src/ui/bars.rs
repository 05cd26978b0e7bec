//! What frames the panes: their headings, the rules between them, and the last row with the
//! prompt, or the keys that can follow, or what just happened, or what can be done now.

use ratatui::buffer::Buffer;

use crate::app::{Area, Following, Pane, Prompt, Purpose, Reader, State};
use crate::text::{Cell, Direction, Options, Paragraph, paragraph_direction};
use crate::ui::{Keymap, Shown, Theme, hints, paint};

/// Cells of the prompt.
const FIELD: u16 = 48;

/// Cells between what just happened and what can be done now.
const GAP: u16 = 3;

/// Paints the heading of a pane: its name at the left, where one is in it at the right.
pub(crate) fn heading(state: &State, shown: &Shown, theme: &Theme, buffer: &mut Buffer) {
    let (pane, area) = (shown.pane, shown.area);
    if area.height == 0 {
        return;
    }
    let focused = state.panes.focus == pane && !shown.is_other;
    let reader = match shown.is_other {
        true => &state.other,
        false => &state.reader,
    };
    let (rule, line, style) = match focused {
        true => ("━", "rule-focus", "pane-name-focus"),
        false => ("─", "rule", "pane-name"),
    };
    let (line, style) = (theme.style(line), theme.style(style));
    for x in area.x..area.x + area.width {
        paint::symbol(x, area.y, rule, 1, line, buffer);
    }
    let name = match pane {
        Pane::List => state.list.filter().map_or_else(
            || "akhbar".into(),
            |filter| format!("akhbar: \u{2068}{}\u{2069}", filter.typed.trim()),
        ),
        Pane::Article => match (&state.chooser, reader) {
            (Some(chooser), _) if !shown.is_other => chooser.title(reader.as_ref()),
            (_, Some(reader)) if state.other.is_some() => name_of(state, reader),
            _ => "article".to_owned(),
        },
        Pane::About => "about".to_owned(),
    };
    let place = match pane {
        Pane::List => place_in_list(state),
        Pane::Article => reader.as_ref().map_or_else(String::new, |reader| {
            let height = usize::from(State::content(area).height);
            place_in_article(reader, height, area.width)
        }),
        Pane::About => String::new(),
    };
    let options = Options {
        marks: state.marks,
        ..Options::default()
    };
    let row = |x: u16, width: u16| Area {
        x,
        y: area.y,
        width,
        height: 1,
    };
    let inset = row(area.x + 1, area.width.saturating_sub(2));
    let room = inset.width.saturating_sub(place.chars().count() as u16 + 3);
    let label_place = match place.is_empty() {
        true => inset,
        false => row(inset.x, room),
    };
    let inner = Area {
        x: label_place.x + 1,
        width: label_place.width.saturating_sub(1),
        ..label_place
    };
    let (_, used) = paint::text(inner, 1, &name, &options, style, buffer);
    let x = match paragraph_direction(&name, Direction::Ltr) {
        Direction::Ltr => inner.x,
        Direction::Rtl => inner.x + inner.width - used,
    };
    blank(x - 1, area, style, buffer);
    blank(x + used, area, style, buffer);
    let width = place.chars().count() as u16 + 2;
    if !place.is_empty() && inset.width > used + width + 1 {
        let x = inset.x + inset.width - width;
        paint::text(
            row(x, width),
            1,
            &format!(" {place} "),
            &options,
            style,
            buffer,
        );
        blank(x + width - 1, area, style, buffer);
    }
}

/// How much has been read, and where there is room how long the rest takes.
fn place_in_article(reader: &Reader, height: usize, width: u16) -> String {
    const ROOM: u16 = 40;
    let per_cent = reader.per_cent(height);
    match reader.minutes_left(height).filter(|_| width >= ROOM) {
        Some(minutes @ 0..120) => format!("{per_cent}% · {minutes} min left"),
        Some(minutes) => format!("{per_cent}% · {} h left", (minutes + 30) / 60),
        None => format!("{per_cent}%"),
    }
}

/// What tells one of two articles from the other: where it is from, else what it is called.
fn name_of(state: &State, reader: &Reader) -> String {
    let named = |reader: &Reader| reader.article.outlet.clone();
    let both = [&state.reader, &state.other].map(|reader| reader.as_ref().and_then(named));
    match named(reader) {
        Some(outlet) if both[0] != both[1] => outlet,
        _ => reader
            .article
            .title
            .clone()
            .unwrap_or_else(|| "article".to_owned()),
    }
}

/// Which of how many articles that are shown, of how many there are.
fn place_in_list(state: &State) -> String {
    let list = &state.list;
    let n_shown = list.view.n_items();
    let more = if list.is_growing { "…" } else { "" };
    match list.view.n_before() {
        _ if list.items.is_empty() => String::new(),
        Some(n_before) => format!("{}/{n_shown}{more}", n_before + 1),
        None => format!("0/{}", list.n_items()),
    }
}

fn blank(x: u16, area: Area, style: ratatui::style::Style, buffer: &mut Buffer) {
    if x < area.x + area.width {
        paint::symbol(x, area.y, " ", 1, style, buffer);
    }
}

/// Paints the rule at the left of a pane, unless that is at the edge of the screen, joined to the
/// headings that begin or end at it.
pub(crate) fn rule(area: Area, panes: &[Shown], theme: &Theme, buffer: &mut Buffer) {
    let Some(x) = area.x.checked_sub(1) else {
        return;
    };
    let style = theme.style("rule");
    for y in area.y..area.y + area.height {
        let mut on_row = panes.iter().map(|pane| pane.area).filter(|it| it.y == y);
        let ends = on_row.clone().any(|it| it.x + it.width == x);
        let symbol = match (ends, on_row.any(|it| it.x == area.x)) {
            (true, true) if y == area.y => "┬",
            (true, true) => "┼",
            (true, false) => "┤",
            (false, true) => "├",
            (false, false) => "│",
        };
        paint::symbol(x, y, symbol, 1, style, buffer);
    }
}

/// Paints the last row: the prompt, or what just happened; at the right what can be done now, and
/// at its end which match the reader is at.
pub(crate) fn status(
    state: &State,
    keymap: &Keymap,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let found = found(state);
    let right = found
        .as_ref()
        .map_or(0, |found| found.chars().count() as u16);
    let right = if right + 12 > area.width { 0 } else { right };
    let line = Area {
        x: area.x + 1,
        width: area.width - 2 - if right > 0 { right + 2 } else { 0 },
        ..area
    };
    let options = Options {
        marks: state.marks,
        ..Options::default()
    };
    // What can follow the keys that were pressed.
    let pending = keymap.hint();
    let notice = state
        .fetching()
        .map(|progress| format!("fetching (Esc stops){progress}"));
    let used = match (
        &state.prompt,
        &pending,
        notice.as_ref().or(state.notice.as_ref()),
    ) {
        (Some(prompt), ..) => {
            draw_prompt(prompt, line, theme, buffer);
            FIELD + 4
        }
        (None, Some(hint), _) => {
            let options = Options {
                direction: Some(Direction::Ltr),
                ..options
            };
            paint::text(line, 1, hint, &options, theme.style("key"), buffer).1
        }
        (None, None, _) if state.following.is_some() => following(state, line, theme, buffer),
        (None, None, Some(notice)) => {
            paint::text(line, 1, notice, &options, theme.style("notice"), buffer).1
        }
        (None, None, None) => 0,
    };
    let gap = if used > 0 { GAP } else { 0 };
    let rest = Area {
        x: line.x + (used + gap).min(line.width),
        width: line.width.saturating_sub(used + gap),
        ..line
    };
    if state.prompt.is_some() || pending.is_none() {
        hints::draw(state, keymap, rest, theme, buffer);
    }
    if let Some(found) = found.filter(|_| right > 0) {
        let place = Area {
            x: area.x + area.width - 1 - right,
            width: right,
            ..area
        };
        paint::text(place, 1, &found, &options, theme.style("notice"), buffer);
    }
}

/// Paints where a link leads that was chosen, or what to choose one by; the columns used. The keys that
/// it may be opened by stay in sight.
fn following(state: &State, area: Area, theme: &Theme, buffer: &mut Buffer) -> u16 {
    const KEYS: u16 = 34;
    let text = match &state.following {
        Some(Following::Chosen { shown, .. }) => shown.clone(),
        Some(Following::Choosing { links, typed: 0 }) => match links.len() {
            1 => "1 shows where the link leads".to_owned(),
            n_links => format!("1–{n_links} shows where a link leads"),
        },
        Some(Following::Choosing { typed, .. }) => format!("link {typed}…: Enter, or a digit more"),
        None => return 0,
    };
    let area = Area {
        width: area.width.saturating_sub(KEYS).max(area.width / 2),
        ..area
    };
    let options = Options {
        direction: Some(Direction::Ltr),
        ..Options::default()
    };
    paint::text(area, 1, &text, &options, theme.style("notice"), buffer).1
}

/// Which of how many matches the reader is at, and how the words are meant where that is not
/// as usual.
fn found(state: &State) -> Option<String> {
    if let Some(Purpose::Filter { .. }) = state.prompt.as_ref().map(|prompt| &prompt.purpose) {
        let (n_shown, n_items) = (state.list.view.n_items(), state.list.n_items());
        return Some(format!("{n_shown} of {n_items}"));
    }
    let reader = state.reader.as_ref()?;
    let search = reader.search.as_ref()?;
    let count = match (search.current(), search.number(&reader.article)) {
        _ if search.trouble.is_some() => search.trouble.clone()?,
        (_, Some(number)) => format!("{number}/{}", search.n_matches()),
        (None, _) if search.is_done() => "not found".into(),
        _ => "…".into(),
    };
    let mut words = search.query.marks();
    words.push(&count);
    Some(words.join(" · "))
}

/// Paints the prompt: a field in which the text stands at the edge of its direction.
fn draw_prompt(prompt: &Prompt, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let style = theme.style("prompt");
    let field = Area {
        x: area.x + 2,
        width: area.width.saturating_sub(4).min(FIELD),
        ..area
    };
    // A no-break space at the end gives the caret a cell of its own there.
    let paragraph = Paragraph::new(&format!("{}\u{A0}", prompt.text), &Options::default());
    let lines = paragraph.lines(usize::from(field.width));
    let line = lines
        .iter()
        .find(|line| line.range.contains(&prompt.caret))
        .or(lines.last());
    let Some(line) = line else { return };
    let free = field.width.saturating_sub(line.width as u16);
    let (slash, x) = match paragraph.direction() {
        Direction::Ltr => (area.x, field.x),
        Direction::Rtl => (field.x + field.width + 1, field.x + free),
    };
    let sign = match prompt.purpose {
        Purpose::Find => "/",
        Purpose::Filter { .. } => "f",
    };
    paint::symbol(slash, area.y, sign, 1, theme.style("key"), buffer);
    let caret = theme.style("caret");
    let style = |cell: &Cell<'_>| match cell.range.contains(&prompt.caret) {
        true => style.patch(caret),
        false => style,
    };
    paint::cells(x, area.y, &paragraph.visual(line), style, buffer);
}
