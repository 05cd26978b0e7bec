//! Selecting text and copying it: by the mouse, whose clicks take letters, words and paragraphs,
//! and by keys, which move a cursor as the eye sees it. What is copied goes out as an effect.

use crate::app::arrangement::Area;
use crate::app::choosing::list_characters;
use crate::app::message::{Command, Effect};
use crate::app::noting;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::app::search::Match;
use crate::app::selection::{Selection, Stretch, Unit, plain};
use crate::app::state::State;
use crate::layout::{Anchor, Row, Spot};
use crate::library::Source;
use crate::text::{Cell, next_word};

/// Begins to select at a cell of the screen; so many clicks take a letter, a word, a paragraph.
/// Says whether there is text.
pub(crate) fn press(state: &mut State, at: (u16, u16), n_clicks: u8) -> bool {
    let column = state.arrangement().column;
    let Some(reader) = &mut state.reader else {
        return false;
    };
    reader.selection = None;
    let unit = match n_clicks {
        ..2 => Unit::Letter,
        2 => Unit::Word,
        3.. => Unit::Part,
    };
    let Some(letter) = reader.stretch_at(column, at) else {
        return false;
    };
    let head = letter.grown(unit, &reader.page);
    reader.selection = Some(Selection {
        // A single click selects nothing yet.
        from: (unit != Unit::Letter).then(|| head.clone()),
        head,
        unit,
        by_keys: false,
    });
    true
}

/// Takes a selection on to a cell; beyond the pane, the text scrolls under it.
pub(crate) fn drag(state: &mut State, at: (u16, u16)) {
    let column = state.arrangement().column;
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        return;
    };
    let bottom = column.y + column.height.saturating_sub(1);
    if at.1 < column.y {
        reader.scroll(-1, height);
    } else if at.1 > bottom {
        reader.scroll(1, height);
    }
    let row = at.1.clamp(column.y, bottom);
    let Some(letter) = reader.stretch_at(column, (at.0, row)) else {
        return;
    };
    let Some(mut selection) = reader.selection.take() else {
        return;
    };
    let head = letter.grown(selection.unit, &reader.page);
    if selection.from.is_none() && head != selection.head {
        selection.from = Some(selection.head.clone());
    }
    selection.head = head;
    reader.selection = Some(selection);
}

/// Copies what the mouse has selected.
pub(crate) fn release(state: &mut State) -> Vec<Effect> {
    match state.reader.as_ref().and_then(Reader::selected_text) {
        Some(text) => copy(state, text, "the selection"),
        None => {
            drop_selection(state);
            vec![]
        }
    }
}

/// Whether keys move a cursor.
pub(crate) fn is_by_keys(state: &State) -> bool {
    let selection = state.reader.as_ref().and_then(|it| it.selection.as_ref());
    selection.is_some_and(|selection| selection.by_keys)
}

/// Drops what is selected; says whether anything was.
pub(crate) fn drop_selection(state: &mut State) -> bool {
    let reader = state.reader.as_mut();
    reader.is_some_and(|reader| reader.selection.take().is_some())
}

/// Shows a cursor to select with; on the current match, else on the first word of the pane. Where
/// there is one, the selection begins at it, or anew.
pub(crate) fn begin(state: &mut State) -> Vec<Effect> {
    if state.reader.is_none() {
        state.notice = Some("no article is open".into());
        return vec![];
    }
    state.panes.focus = Pane::Article;
    state.refresh();
    let height = state.height(Pane::Article);
    let Some(reader) = &mut state.reader else {
        return vec![];
    };
    if let Some(selection) = reader.selection.as_mut().filter(|it| it.by_keys) {
        selection.from = match selection.from {
            Some(_) => None,
            None => Some(selection.head.clone()),
        };
        return vec![];
    }
    let found = reader.search.as_ref().and_then(|search| search.current());
    let last = reader.page.step(reader.top, height as isize - 1);
    let is_shown = |place: &Anchor| (reader.top..=last).contains(&reader.page.spot_of(*place));
    let place = found.map(Match::anchor).filter(is_shown);
    let Some(place) = place.or_else(|| reader.page.anchor(reader.top)) else {
        return vec![];
    };
    let stretch = Stretch {
        part: place.part,
        range: place.byte..place.byte,
    };
    reader.selection = Some(Selection {
        from: None,
        head: stretch.grown(Unit::Word, &reader.page),
        unit: Unit::Letter,
        by_keys: true,
    });
    state.notice = Some("V begins to select here".into());
    vec![]
}

/// Does what a command means while keys select; none where it means what it always does.
pub(crate) fn select(state: &mut State, command: Command, n_times: usize) -> Option<Vec<Effect>> {
    let height = state.height(Pane::Article);
    let page = height.saturating_sub(1).max(1) as isize;
    let n_times = n_times as isize;
    let reader = state.reader.as_mut()?;
    reader.selection.as_ref().filter(|it| it.by_keys)?;
    match command {
        Command::Left => repeat(n_times, || reader.step_letter(true)),
        Command::Right => repeat(n_times, || reader.step_letter(false)),
        Command::Down => reader.step_rows(n_times),
        Command::Up => reader.step_rows(-n_times),
        Command::PageDown => reader.step_rows(n_times * page),
        Command::PageUp => reader.step_rows(-n_times * page),
        Command::HalfDown => reader.step_rows(n_times * (page / 2).max(1)),
        Command::HalfUp => reader.step_rows(-n_times * (page / 2).max(1)),
        Command::Top => reader.step_rows(isize::MIN),
        Command::Bottom => reader.step_rows(isize::MAX),
        Command::NextWord => repeat(n_times, || reader.step_word(true)),
        Command::PreviousWord => repeat(n_times, || reader.step_word(false)),
        Command::NextParagraph => repeat(n_times, || reader.step_part(true)),
        Command::PreviousParagraph => repeat(n_times, || reader.step_part(false)),
        Command::Select => return Some(begin(state)),
        Command::Characters => return Some(list_characters(state)),
        Command::Note => return Some(noting::cross(state)),
        Command::Enter | Command::CopyLink => {
            let text = reader.selected_text();
            return Some(match text {
                Some(text) => {
                    let effects = copy(state, text, "the selection");
                    drop_selection(state);
                    effects
                }
                None => {
                    state.notice = Some("nothing is selected yet; V begins".into());
                    vec![]
                }
            });
        }
        Command::Back => {
            drop_selection(state);
            return Some(vec![]);
        }
        Command::Redraw | Command::Suspend | Command::Quit | Command::Help => return None,
        _ => {
            drop_selection(state);
            return None;
        }
    }
    reader.show_cursor(height);
    Some(vec![])
}

fn repeat(n_times: isize, mut step: impl FnMut()) {
    (0..n_times).for_each(|_| step());
}

/// Copies the paragraph at the cursor, or at the top of the pane.
pub(crate) fn copy_paragraph(state: &mut State) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        state.notice = Some("no article is open".into());
        return vec![];
    };
    let place = reader.page.anchor(reader.top);
    let text = place.and_then(|place| reader.page.text(place.part));
    match text.map(|text| plain(&text)) {
        Some(text) => copy(state, text, "the paragraph at the top"),
        None => vec![],
    }
}

/// Copies what the mouse has selected; in the details the selected field; else the address of the
/// article, or the name of its page where that gives none.
pub(crate) fn copy_link(state: &mut State) -> Vec<Effect> {
    if let Some(text) = state.reader.as_ref().and_then(Reader::selected_text) {
        return copy(state, text, "the selection");
    }
    if let (Pane::About, Some((label, value))) =
        (state.panes.focus, state.about.field(state.about.selected))
    {
        return copy(state, plain(&value), label);
    }
    let article = state.reader.as_ref().map(|reader| &reader.article);
    if let Some(address) = article.and_then(|article| article.facts.address.clone()) {
        return copy(state, plain(&address), "the address of the page");
    }
    let source = state.list.item().and_then(|item| item.source.as_ref());
    match source.map(Source::name) {
        Some(name) => copy(state, name, "the name of the page"),
        None => {
            state.notice = Some("there is no page to name".into());
            vec![]
        }
    }
}

pub(crate) fn copy(state: &mut State, text: String, what: &str) -> Vec<Effect> {
    let n_letters = text.chars().filter(|c| !c.is_whitespace()).count();
    state.notice = Some(format!("copied {what}: {n_letters} characters"));
    vec![Effect::Copy { text }]
}

impl Reader {
    /// The cell of a row that is nearest to a cell of the screen; of a blank row, that after it.
    fn stretch_at(&self, column: Area, at: (u16, u16)) -> Option<Stretch> {
        let below = usize::from(at.1.checked_sub(column.y)?);
        let rows = self.page.rows(self.top, usize::from(column.height));
        let row = rows.iter().skip(below).flatten().next();
        let row = row.or_else(|| rows.iter().flatten().next_back())?;
        let x = usize::from(at.0.saturating_sub(column.x));
        nearest(row, x)
    }

    fn cursor(&self) -> Option<Anchor> {
        let head = &self.selection.as_ref()?.head;
        Some(Anchor {
            part: head.part,
            byte: head.range.start,
        })
    }

    fn set_cursor(&mut self, head: Option<Stretch>) {
        if let (Some(selection), Some(head)) = (&mut self.selection, head) {
            selection.head = head;
        }
    }

    /// The row that the cursor is in.
    fn cursor_row(&self) -> Option<(Spot, Row)> {
        let spot = self.page.spot_of(self.cursor()?);
        Some((spot, self.page.rows(spot, 1).pop()??))
    }

    /// Moves the cursor by a cell to the left or to the right, as seen; from the end of a line to
    /// the next one in the direction of its paragraph.
    fn step_letter(&mut self, leftwards: bool) {
        let (Some((spot, row)), Some(cursor)) = (self.cursor_row(), self.cursor()) else {
            return;
        };
        let cells = row.cells();
        let here = cells
            .iter()
            .position(|cell| cell.range.contains(&cursor.byte));
        // What only pads a column shows nothing of the text.
        let is_text = |cell: &&Cell<'_>| !cell.range.is_empty();
        let next = here.and_then(|here| match leftwards {
            true => cells[..here].iter().rfind(is_text),
            false => cells[here + 1..].iter().find(is_text),
        });
        let head = match next {
            Some(cell) => Some(Stretch {
                part: row.part,
                range: cell.range.clone(),
            }),
            None => {
                let forwards = leftwards == row.direction().is_rtl();
                self.text_row(spot, forwards).and_then(|(_, row)| {
                    let x = if leftwards { usize::MAX } else { 0 };
                    nearest(&row, x)
                })
            }
        };
        drop(cells);
        self.set_cursor(head);
    }

    /// The next row with text, or the previous one.
    fn text_row(&self, from: Spot, forwards: bool) -> Option<(Spot, Row)> {
        let mut spot = from;
        loop {
            let next = self.page.step(spot, if forwards { 1 } else { -1 });
            if next == spot {
                return None;
            }
            spot = next;
            if let Some(row) = self.page.rows(spot, 1).pop().flatten() {
                return Some((spot, row));
            }
        }
    }

    /// Moves the cursor by rows, to the cell under it, or over it.
    fn step_rows(&mut self, n_rows: isize) {
        let (Some((spot, row)), Some(cursor)) = (self.cursor_row(), self.cursor()) else {
            return;
        };
        let mut x = row.column;
        for cell in row.cells() {
            if cell.range.contains(&cursor.byte) {
                break;
            }
            x += cell.width;
        }
        let target = self.page.step(spot, n_rows);
        let row = self.page.rows(target, 1).pop().flatten();
        let row = row.or_else(|| self.text_row(target, n_rows > 0).map(|(_, row)| row));
        self.set_cursor(row.and_then(|row| nearest(&row, x)));
    }

    /// Moves the cursor to the next word or the previous one, over the ends of paragraphs.
    fn step_word(&mut self, forwards: bool) {
        let Some(cursor) = self.cursor() else { return };
        let text = self.page.text(cursor.part).unwrap_or_default();
        let word = next_word(&text, cursor.byte, forwards);
        let head = match word {
            Some(range) => Some(Stretch {
                part: cursor.part,
                range,
            }),
            None => self.page.neighbour(cursor.part, forwards).map(|part| {
                let end = if forwards { 0 } else { usize::MAX };
                let text = self.page.text(part).unwrap_or_default();
                let end = text.floor_char_boundary(end.min(text.len().saturating_sub(1)));
                let stretch = Stretch {
                    part,
                    range: end..end,
                };
                stretch.grown(Unit::Word, &self.page)
            }),
        };
        drop(text);
        self.set_cursor(head);
    }

    /// Moves the cursor to the first word of the next paragraph or of this one, or of the one
    /// before it.
    fn step_part(&mut self, forwards: bool) {
        let Some(cursor) = self.cursor() else { return };
        let part = match !forwards && cursor.byte > 0 {
            true => Some(cursor.part),
            false => self.page.neighbour(cursor.part, forwards),
        };
        let head = part.map(|part| Stretch { part, range: 0..0 }.grown(Unit::Word, &self.page));
        self.set_cursor(head);
    }

    /// Scrolls so that the cursor is on a pane of `height` rows.
    fn show_cursor(&mut self, height: usize) {
        let Some(cursor) = self.cursor() else { return };
        let spot = self.page.spot_of(cursor);
        let last = self.page.step(self.top, height.saturating_sub(1) as isize);
        if spot < self.top {
            self.go_to(cursor, height);
        } else if spot > last {
            let top = self.page.step(spot, 1 - height as isize);
            self.go_to_spot(top, height);
        }
    }
}

/// The cell of a row that is nearest to a column of the measure.
fn nearest(row: &Row, x: usize) -> Option<Stretch> {
    let cells = row.cells();
    let mut right = row.column;
    let is_text = |cell: &&Cell<'_>| !cell.range.is_empty();
    let under = cells.iter().find(|cell| {
        right += cell.width;
        x < right && is_text(cell)
    });
    let cell = under.or_else(|| cells.iter().rfind(is_text))?;
    Some(Stretch {
        part: row.part,
        range: cell.range.clone(),
    })
}
