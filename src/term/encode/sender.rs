//! One frame on its way to the terminal: in, rows as they were and as they shall be; out, the bytes
//! for what differs. The cursor is placed anew after every cell whose width terminals disagree on.

use std::ops::Range;

use ratatui::{buffer::Cell, layout::Rect};

use crate::term::{
    encode::{
        columns::Columns,
        link::Links,
        push,
        row::Row,
        slot::{LRM, Slot, used},
        span,
    },
    profile::Profile,
    sgr::{Pen, push_decimal},
};
use crate::text::Direction;

/// From how many changed blanks on it is shorter to erase the end of a row than to send them.
const WORTH_ERASING: usize = 8;

/// How many bytes may be sent again instead of placing the cursor, which takes six to ten.
const MOST_RESENT: usize = 6;

/// Where the terminal stands while a frame is being written.
pub(crate) struct Sender<'a> {
    out: &'a mut Vec<u8>,
    pen: Pen,
    /// The number of the link that is open; 0 for none.
    link: u16,
    links: &'a Links,
    /// The column and row of the cursor; none where terminals may disagree.
    at: Option<(usize, usize)>,
    width: usize,
    /// Whether looks part the text.
    by_look: bool,
    /// The columns of a row that are to be sent.
    due: Columns,
    /// Areas that pictures cover, and whether anything was sent to each.
    held: &'a [Rect],
    touched: Vec<bool>,
}

impl<'a> Sender<'a> {
    /// For rows of a width, the terminal in its plain look and the cursor anywhere.
    pub(crate) fn new(
        out: &'a mut Vec<u8>,
        links: &'a Links,
        width: usize,
        held: &'a [Rect],
    ) -> Self {
        Self {
            out,
            pen: Pen::default(),
            link: 0,
            links,
            at: None,
            width,
            by_look: false,
            due: Columns::default(),
            held,
            touched: vec![false; held.len()],
        }
    }

    /// Ends in the plain look; whether anything was sent to each area that a picture covers.
    pub(crate) fn finish(mut self) -> Vec<bool> {
        self.look(Pen::default(), 0);
        self.touched
    }

    /// Sends one row, as [`Sender::send`] does, where the second profile asks for it, between rows of
    /// the first.
    pub(crate) fn send_as(
        &mut self,
        [around, own]: [Profile; 2],
        row_idx: usize,
        rows: [&Row; 2],
        cells: [&[Cell]; 2],
        inked: &Columns,
    ) {
        self.by_look = own == Profile::Runs;
        if own != around {
            // VTE takes a switch for the row in whose first column the cursor is.
            self.move_to(0, row_idx);
        }
        self.switch([around, own]);
        self.send(row_idx, rows, cells, inked);
        self.switch([own, around]);
    }

    /// Sends the switches between rows of two profiles.
    fn switch(&mut self, [from, to]: [Profile; 2]) {
        if from != to {
            self.out.extend_from_slice(from.leave().as_bytes());
            self.out.extend_from_slice(to.enter().as_bytes());
            self.at = None;
        }
    }

    /// Sends the columns of one row that changed, and those that are seen in the columns that are
    /// `inked`. `rows` and `cells` have the row as it was and as it shall be.
    fn send(&mut self, row_idx: usize, rows: [&Row; 2], cells: [&[Cell]; 2], inked: &Columns) {
        self.note_due(rows, cells, inked);
        let [old, new] = rows.map(Row::sent);
        let end = used(new);
        // Where the first column is at the right, the row is as wide as what is sent.
        let erase =
            rows[1].arrangement.base == Direction::Ltr && self.due.n_from(end) >= WORTH_ERASING;
        let limit = if erase { end } else { self.width };
        // Before this column, a symbol of doubtful width may have run over what stood there.
        let mut touched = 0;
        let mut next = 0;
        while let Some(due) = if next < touched {
            Some(next)
        } else {
            self.due.from(next)
        } && due < limit
        {
            // A wide symbol is sent as a whole.
            let n_covered = new[..=due]
                .iter()
                .rev()
                .take_while(|slot| slot.columns() == 0);
            let column = due - n_covered.count();
            let end = self.end_of_due(due, limit, new);
            self.close_gap(column, row_idx, new);
            let n_plain = self.put_plain(column, row_idx, [old, new].map(|row| &row[column..end]));
            if n_plain > 0 {
                next = column + n_plain;
                continue;
            }
            let slot = &new[column];
            next = column + slot.columns();
            if slot.columns() > 1 {
                let is_covered = |old: &Slot| old.columns() == 0 || old.is_bare();
                if !old[column..next].iter().all(is_covered) {
                    // A terminal that takes the symbol for a narrow one leaves what stood beneath.
                    self.blanks(column, row_idx, slot);
                }
            }
            self.put(column, row_idx, slot, cells[1]);
            if !slot.is_plain() {
                touched = touched.max(column + slot.reach(cells[1]));
            }
            if old[column].columns() > 0 && !old[column].is_plain() {
                touched = touched.max(next + 1);
            }
        }
        if erase {
            self.erase_from(end, row_idx);
        }
    }

    /// Notes which columns of a row are to be sent.
    fn note_due(&mut self, rows: [&Row; 2], cells: [&[Cell]; 2], inked: &Columns) {
        let [old, new] = rows.map(Row::sent);
        let [was, is] = rows.map(|row| &row.arrangement);
        self.due.copy(&rows[1].changed);
        self.due.add(inked);
        if was.base != is.base {
            // What begins at the other side is another row, and blanks count in it.
            self.due.insert_all(0..self.width);
        } else {
            let moved = span([&was.moved, &is.moved]);
            self.due.insert_all(moved.clone());
            let [old, new] = [old, new].map(|row| &row[moved.clone()]);
            for (column, (was, is)) in moved.zip(old.iter().zip(new)) {
                let is_alike = was.is_seen_as(is, cells, self.by_look);
                if is_alike && !inked.contains(is.column.into()) {
                    self.due.remove(column);
                }
            }
        }
        if self.by_look {
            // Blanks have a look too, and erased ones have none.
            self.due.insert_all(used(old)..self.width);
        }
    }

    /// Sends again what stands between the cursor and a column, where that is shorter than to move.
    fn close_gap(&mut self, column: usize, row_idx: usize, row: &[Slot]) {
        let Some((start, y)) = self.at else { return };
        if y != row_idx || start >= column {
            return;
        }
        let gap = &row[start..column];
        if is_short(gap, self.pen, self.link) {
            self.put_plain(start, row_idx, [gap; 2]);
        }
    }

    /// Where the columns end that can be sent at a time from one that is due.
    fn end_of_due(&self, due: usize, limit: usize, row: &[Slot]) -> usize {
        let mut end = self.due.end_from(due).min(limit);
        while let Some(next) = self.due.from(end)
            && next < limit
            && is_short(&row[end..next], row[end - 1].pen, row[end - 1].link)
        {
            end = self.due.end_from(next).min(limit);
        }
        end
    }

    /// Erases a row from a column on. Erased cells take the present background where the terminal
    /// can do that at all, so only the default one is erased with.
    fn erase_from(&mut self, column: usize, row_idx: usize) {
        self.move_to(column, row_idx);
        self.look(Pen::default(), 0);
        self.out.extend_from_slice(b"\x1b[K");
        self.touch(row_idx, column..self.width);
    }

    /// Puts symbols in the place of others up to the first where any terminal might be in doubt of a
    /// width; how many.
    fn put_plain(&mut self, column: usize, row_idx: usize, [old, new]: [&[Slot]; 2]) -> usize {
        let mut n_put = 0;
        while let (Some(was), Some(is)) = (old.get(n_put), new.get(n_put))
            && takes_place(was, is)
        {
            if n_put == 0 {
                self.move_to(column, row_idx);
            }
            self.look(is.pen, is.link);
            n_put += push_alike([old, new].map(|row| &row[n_put..]), self.out);
        }
        if n_put > 0 {
            let end = column + n_put;
            self.touch(row_idx, column..end);
            // In the last column the cursor waits to wrap, differently in each terminal.
            self.at = (end < self.width).then_some((end, row_idx));
        }
        n_put
    }

    /// Puts any symbol.
    fn put(&mut self, column: usize, row_idx: usize, slot: &Slot, cells: &[Cell]) {
        self.move_to(column, row_idx);
        self.look(slot.pen, slot.link);
        push(slot, cells, self.out);
        self.touch(row_idx, column..column + slot.columns());
        let certain = slot.is_plain() && column + 1 < self.width;
        self.at = certain.then_some((column + 1, row_idx));
    }

    /// Goes on in another look, and with where that leads.
    #[inline]
    fn look(&mut self, pen: Pen, link: u16) {
        if self.link != link {
            self.links.push(link, self.out);
            self.link = link;
        }
        self.pen.change(pen, self.out);
    }

    /// Notes that something was sent to some columns of a row.
    fn touch(&mut self, row_idx: usize, columns: Range<usize>) {
        for (area, is_touched) in self.held.iter().zip(&mut self.touched) {
            let (left, right) = (usize::from(area.left()), usize::from(area.right()));
            let is_beside = columns.end <= left || right <= columns.start;
            let rows = usize::from(area.top())..usize::from(area.bottom());
            *is_touched |= rows.contains(&row_idx) && !is_beside;
        }
    }

    fn blanks(&mut self, column: usize, row_idx: usize, slot: &Slot) {
        self.move_to(column, row_idx);
        self.look(slot.pen, slot.link);
        let n_blanks = slot.columns();
        self.out.extend(std::iter::repeat_n(b' ', n_blanks));
        self.at = None;
    }

    #[inline]
    fn move_to(&mut self, column: usize, row_idx: usize) {
        if self.at != Some((column, row_idx)) {
            self.out.extend_from_slice(b"\x1b[");
            push_decimal(row_idx + 1, self.out);
            self.out.push(b';');
            push_decimal(column + 1, self.out);
            self.out.push(b'H');
            self.at = Some((column, row_idx));
        }
    }
}

/// Whether it is shorter to send symbols again than to place the cursor behind them, in this look.
#[inline]
fn is_short(symbols: &[Slot], pen: Pen, link: u16) -> bool {
    let is_simple = |slot: &Slot| slot.is_plain() && slot.pen == pen && slot.link == link;
    symbols.len() <= MOST_RESENT
        && symbols.iter().map(|slot| slot.bytes().1).sum::<usize>() <= MOST_RESENT
        && symbols.iter().all(is_simple)
}

/// Whether a symbol comes in the place of another without any terminal in doubt of their widths.
#[inline(always)]
fn takes_place(old: &Slot, new: &Slot) -> bool {
    new.is_plain() && old.is_plain_or_covered()
}

/// Appends those symbols that have the look of the first and take the place of others; how many. Each
/// is put down in a piece of a known size, and the next one over what did not count of it.
fn push_alike([old, new]: [&[Slot]; 2], out: &mut Vec<u8>) -> usize {
    const LONGEST: usize = 4 + LRM.len_utf8();
    let (pen, link) = (new[0].pen, new[0].link);
    let begin = out.len();
    out.resize(begin + LONGEST * new.len(), 0);
    let mut room = &mut out[begin..];
    let mut n_slots = 0;
    for (was, is) in old.iter().zip(new) {
        if is.pen != pen || is.link != link || !takes_place(was, is) {
            break;
        }
        let (bytes, n_bytes) = is.bytes();
        room[..4].copy_from_slice(&bytes);
        room = &mut room[n_bytes..];
        if is.is_held() {
            let n_bytes = LRM.encode_utf8(room).len();
            room = &mut room[n_bytes..];
        }
        n_slots += 1;
    }
    let n_left = room.len();
    out.truncate(out.len() - n_left);
    n_slots
}
