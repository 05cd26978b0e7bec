//! The list of articles: each title in its own direction, then date, language and outlet.

use ratatui::buffer::Buffer;

use crate::app::{Area, Content, ITEM_ROWS, Item, Pane, State};
use crate::library::{Source, Summary};
use crate::text::{Controls, Direction, Options};
use crate::ui::{Theme, paint};

/// Paints the items that are on the screen.
pub(crate) fn draw(state: &State, area: Area, theme: &Theme, buffer: &mut Buffer) {
    if state.list.items.is_empty() {
        let options = Options::default();
        paint::text(
            inner(area),
            2,
            "no articles",
            &options,
            theme.style("list-trouble"),
            buffer,
        );
        return;
    }
    let n_shown = (usize::from(area.height) / ITEM_ROWS).max(1);
    let shown = state
        .list
        .items
        .iter()
        .enumerate()
        .skip(state.list.top)
        .take(n_shown);
    for (row, (item_idx, item)) in shown.enumerate() {
        let y = area.y + (row * ITEM_ROWS) as u16;
        let place = Area {
            y,
            height: (ITEM_ROWS as u16).min(area.y + area.height - y),
            ..area
        };
        draw_item(item, place, theme, buffer);
        if item_idx == state.list.selected {
            match state.panes.focus {
                Pane::List => paint::fill(place, theme.style("selected"), buffer),
                _ => draw_bar(item, place, theme, buffer),
            }
        }
    }
}

/// Marks the selected item at its start edge while another pane has the focus.
fn draw_bar(item: &Item, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let x = match &item.content {
        Content::Article(summary) if summary.direction.is_rtl() => {
            (area.x + area.width).saturating_sub(1)
        }
        _ => area.x,
    };
    for y in area.y..area.y + area.height {
        paint::symbol(x, y, "▌", 1, theme.style("selected-idle"), buffer);
    }
}

fn draw_item(item: &Item, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let name = || {
        item.source
            .as_ref()
            .map_or_else(String::new, Source::short_name)
    };
    match &item.content {
        Content::Waiting => {
            title(&name(), None, area, 1, theme, "list-meta", buffer);
        }
        Content::Trouble(why) => {
            let n_rows = match item.source {
                Some(_) => title(&name(), None, area, 1, theme, "list-title", buffer),
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
        Content::Article(summary) => draw_article(item, summary, area, theme, buffer),
    }
}

fn draw_article(item: &Item, summary: &Summary, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let direction = Some(summary.direction);
    let role = if item.read {
        "list-title"
    } else {
        "list-unread"
    };
    let n_rows = title(&summary.title, direction, area, 2, theme, role, buffer);
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
        ..Options::default()
    };
    paint::text(
        meta,
        1,
        &facts(summary),
        &options,
        theme.style("list-meta"),
        buffer,
    );
}

/// Date, language and outlet, each an isolate: what may be cut comes last.
fn facts(summary: &Summary) -> String {
    let date = summary.date.map(|date| date.to_string());
    let fields = [date.as_deref(), summary.language, summary.outlet.as_deref()];
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
    area: Area,
    n_rows: usize,
    theme: &Theme,
    role: &str,
    buffer: &mut Buffer,
) -> u16 {
    let own = direction.map(|direction| crate::text::paragraph_direction(text, direction));
    let options = Options {
        direction: own,
        controls: Controls::Ignore,
        ..Options::default()
    };
    let place = text_area(area, direction.unwrap_or_default());
    paint::text(place, n_rows, text, &options, theme.style(role), buffer).0
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
