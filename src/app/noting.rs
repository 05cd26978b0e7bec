//! From a footnote's mark to its note, and back to where the reader was.

use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::state::State;
use crate::layout::{Anchor, Part, Spot};

/// A note that was gone to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted {
    note: Part,
    /// What was at the top before; none for the beginning.
    from: Option<Anchor>,
}

/// Goes to the note of the first mark in sight, or of the first from the cursor on. From a note that was
/// gone to, goes back; from any other, to its first mark.
pub(crate) fn cross(state: &mut State) -> Vec<Effect> {
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    if let Some(noted) = reader.noted.take()
        && is_in_sight(reader, noted.note, height)
    {
        match noted.from {
            Some(place) => reader.go_to(place, height),
            None => reader.go_to_spot(Spot::default(), height),
        }
        state.notice = None;
        return vec![];
    }
    let Some((label, to)) = way(reader, height) else {
        state.notice = Some("no footnote is in sight".into());
        return vec![];
    };
    let is_note = to.byte == 0;
    reader.noted = is_note.then(|| Noted {
        note: to.part,
        from: reader.is_under_way().then(|| reader.place()).flatten(),
    });
    reader.go_to(to, height);
    state.panes.focus = Pane::Article;
    state.refresh();
    state.notice = is_note.then(|| format!("footnote \u{2068}[{label}]\u{2069}; g f goes back"));
    vec![]
}

fn is_in_sight(reader: &Reader, part: Part, height: usize) -> bool {
    let rows = reader.page.rows(reader.top, height);
    rows.iter().flatten().any(|row| row.part == part)
}

/// The first mark in sight that leads anywhere: its label, and where.
fn way(reader: &Reader, height: usize) -> Option<(String, Anchor)> {
    let cursor = reader.selection.as_ref().map(|selection| &selection.head);
    let cursor = cursor.filter(|cursor| is_in_sight(reader, cursor.part, height));
    let rows = reader.page.rows(reader.top, height);
    rows.iter().flatten().find_map(|row| {
        let Part::Block(block_idx) = row.part else {
            return None;
        };
        let range = match cursor {
            Some(cursor) if row.part < cursor.part => return None,
            Some(cursor) if row.part == cursor.part => {
                row.range.start.max(cursor.range.start)..row.range.end
            }
            _ => row.range.clone(),
        };
        let way = reader.article.document.note_way(block_idx, range)?;
        let to = Anchor {
            part: Part::Block(way.block_idx),
            byte: way.byte,
        };
        Some((way.label, to))
    })
}
