//! The list of articles: each title in its own direction, then date, language and outlet.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::{Area, Content, Heading, Item, Pane, Row, State};
use crate::article::Language;
use crate::library::{Source, Summary};
use crate::text::{Controls, Direction, Marks, Options, first_strong};
use crate::ui::{Theme, paint};

/// Paints the rows that are on the screen.
pub(crate) fn draw(state: &State, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let list = &state.list;
    if list.view.n_items() == 0 {
        let words = match list.filter() {
            Some(_) => "nothing in the list is like this",
            None if list.is_growing => "looking for articles…",
            None => "no articles",
        };
        let style = theme.style("list-trouble");
        paint::text(inner(area), 2, words, &Options::default(), style, buffer);
        return;
    }
    let mut y = area.y;
    for row in list.view.shown(usize::from(area.height)) {
        let place = Area {
            y,
            height: (row.height() as u16).min(area.y + area.height - y),
            ..area
        };
        y += place.height;
        match row {
            Row::Heading(heading) => draw_heading(heading, state.marks, place, theme, buffer),
            Row::Item(item_idx) => {
                let item = &list.items[item_idx];
                draw_item(item, state.marks, place, theme, buffer);
                if item_idx == list.selected {
                    draw_bars(state, item, place, theme, buffer);
                }
            }
        }
    }
}

/// What those of a group have in common, on a rule, and how many there are.
fn draw_heading(heading: &Heading, marks: Marks, area: Area, theme: &Theme, buffer: &mut Buffer) {
    for x in area.x..area.x + area.width {
        paint::symbol(x, area.y, "─", 1, theme.style("rule"), buffer);
    }
    let inner = inner(area);
    let count = format!("\u{A0}{}\u{A0}", heading.n_items);
    let width = (count.chars().count() as u16).min(inner.width);
    let room = inner.width.saturating_sub(width + 1);
    // The label stands at the edge of its direction, the count at the other.
    let is_rtl = first_strong(&heading.label).is_some_and(Direction::is_rtl);
    let (label_x, count_x) = match is_rtl {
        true => (inner.x + inner.width - room, inner.x),
        false => (inner.x, inner.x + inner.width - width),
    };
    let part = |x: u16, width: u16| Area { x, width, ..inner };
    let options = Options {
        marks,
        controls: Controls::Ignore,
        ..Options::default()
    };
    let label = format!("\u{A0}{}\u{A0}", heading.label);
    let style = theme.style("heading");
    paint::text(part(label_x, room), 1, &label, &options, style, buffer);
    let style = theme.style("list-meta");
    paint::text(part(count_x, width), 1, &count, &options, style, buffer);
}

/// Marks the selected item: between two bars while the list has the focus, else by a thin one at
/// its start edge. Its text stays as it is, so that a step sends no more than the bars.
fn draw_bars(state: &State, item: &Item, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let (left, right) = (area.x, (area.x + area.width).saturating_sub(1));
    let start = match &item.content {
        Content::Article(summary) if summary.direction.is_rtl() => right,
        _ => left,
    };
    for y in area.y..area.y + area.height {
        match state.panes.focus {
            Pane::List => {
                for x in [left, right] {
                    paint::symbol(x, y, " ", 1, theme.style("selected"), buffer);
                }
            }
            _ => paint::symbol(start, y, "▌", 1, theme.style("selected-idle"), buffer),
        }
    }
}

fn draw_item(item: &Item, marks: Marks, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let name = || {
        item.source
            .as_ref()
            .map_or_else(String::new, Source::short_name)
    };
    match &item.content {
        Content::Waiting => {
            title(
                &name(),
                None,
                marks,
                area,
                1,
                theme.style("list-meta"),
                buffer,
            );
        }
        Content::Stopped | Content::Trouble(_) => {
            let why = item.content.trouble().unwrap_or_default();
            let n_rows = match item.source {
                Some(_) => title(
                    &name(),
                    None,
                    marks,
                    area,
                    1,
                    theme.style("list-title"),
                    buffer,
                ),
                None => 0,
            };
            let why_area = Area {
                y: area.y + n_rows,
                height: area.height.saturating_sub(n_rows),
                ..text_area(area, Direction::Ltr)
            };
            let style = theme.style("list-trouble");
            paint::text(why_area, 2, why, &Options::default(), style, buffer);
        }
        Content::Article(summary) => draw_article(item, summary, marks, area, theme, buffer),
    }
}

fn draw_article(
    item: &Item,
    summary: &Summary,
    marks: Marks,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let direction = Some(summary.direction);
    let role = if item.read {
        "list-title"
    } else {
        "list-unread"
    };
    let n_rows = title(
        summary.title.as_str(),
        direction,
        marks,
        area,
        2,
        theme.style(role),
        buffer,
    );
    if !item.read {
        let inner = inner(area);
        let x = match summary.direction {
            Direction::Ltr => inner.x,
            Direction::Rtl => (inner.x + inner.width).saturating_sub(1),
        };
        paint::symbol(x, area.y, "•", 1, theme.style("unread-mark"), buffer);
    }
    let meta = Area {
        y: area.y + n_rows,
        height: area.height.saturating_sub(n_rows),
        ..text_area(area, summary.direction)
    };
    let options = Options {
        direction,
        marks,
        ..Options::default()
    };
    paint::text(
        meta,
        1,
        &facts(item, summary),
        &options,
        theme.style("list-meta"),
        buffer,
    );
}

/// Matches, date, language and outlet, each an isolate: what may be cut comes last.
fn facts(item: &Item, summary: &Summary) -> String {
    let found = item.n_found.map(|n_found| format!("{n_found} found"));
    let date = summary.day.date().map(|date| date.to_string());
    let outlet = summary.outlet.as_ref();
    let fields = [
        item.is_gone.then_some("removed"),
        found.as_deref(),
        date.as_deref(),
        summary.language.map(Language::tag),
        outlet.map(|outlet| outlet.name.as_str()),
    ];
    let isolates: Vec<String> = fields
        .into_iter()
        .flatten()
        .map(|field| format!("\u{2068}{field}\u{2069}"))
        .collect();
    isolates.join(" · ")
}

fn title(
    text: &str,
    direction: Option<Direction>,
    marks: Marks,
    area: Area,
    n_rows: usize,
    style: Style,
    buffer: &mut Buffer,
) -> u16 {
    let own = direction.map(|direction| crate::text::paragraph_direction(text, direction));
    let options = Options {
        direction: own,
        marks,
        controls: Controls::Ignore,
    };
    let place = text_area(area, direction.unwrap_or_default());
    paint::text(place, n_rows, text, &options, style, buffer).0
}

/// The cells of an item between its free edges.
fn inner(area: Area) -> Area {
    Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// The cells for text: two at the start edge are kept for the unread mark.
fn text_area(area: Area, direction: Direction) -> Area {
    let inner = inner(area);
    let mark = match direction {
        Direction::Ltr => 2.min(inner.width),
        Direction::Rtl => 0,
    };
    Area {
        x: inner.x + mark,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}
