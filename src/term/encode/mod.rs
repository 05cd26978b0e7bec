//! From finished rows to bytes: in, the buffer that is on the screen and the one that shall be;
//! out, the shortest plain way from one to the other that this terminal shows rightly. The cells
//! are in visual order; what each kind of terminal must be sent to show them so is said here and
//! nowhere else. No control character of a cell gets out; the look is reset at the end; equal
//! buffers give no byte. The cursor is placed anew after every cell whose width terminals disagree
//! on.

mod order;
mod slot;
mod word;

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell, CellWidth as _};

use crate::term::{
    encode::{
        order::Habit,
        slot::{Slot, is_control, same, slots, used},
    },
    profile::Profile,
    sgr::Pen,
};
use crate::text::{Direction, Kind};

/// Appends the bytes that turn a screen showing `previous` into one showing `next`. Without a
/// previous buffer of the same area the screen is erased and all of it sent.
pub fn encode(previous: Option<&Buffer>, next: &Buffer, profile: Profile, out: &mut Vec<u8>) {
    let width = usize::from(next.area.width);
    if next.content.is_empty() {
        return;
    }
    let blank;
    let previous = match previous.filter(|previous| previous.area == next.area) {
        Some(previous) => previous,
        None => {
            out.extend_from_slice(b"\x1b[0m\x1b[2J");
            blank = Buffer::empty(next.area);
            &blank
        }
    };
    let mut sender = Sender {
        out,
        pen: Pen::default(),
        at: None,
        width,
        profile,
    };
    let rows: Vec<(&[Cell], &[Cell])> = previous
        .content
        .chunks(width)
        .zip(next.content.chunks(width))
        .collect();
    let left: Vec<Option<Vec<usize>>> = rows.iter().map(left_ink).collect();
    for (row_idx, (old, new)) in rows.iter().enumerate() {
        let around = &left[row_idx.saturating_sub(1)..(row_idx + 2).min(rows.len())];
        let mut around = around.iter().flatten().flatten().copied().peekable();
        if left[row_idx].is_some() || around.peek().is_some() {
            sender.row(row_idx, old, new, around);
        }
    }
    sender.pen.change(Pen::default(), sender.out);
}

/// The columns of a row in which a letter that may reach beyond its cell gives way to something
/// else. Arabic letters do so in most fonts, and a terminal that repaints single cells leaves
/// that ink in the cells around, where a dot more or less makes another letter. None where the row
/// stays as it is.
fn left_ink(row: &(&[Cell], &[Cell])) -> Option<Vec<usize>> {
    let (old, new) = row;
    if old == new {
        return None;
    }
    let reaches = |c: char| c >= '\u{300}' && !('\u{2000}'..='\u{2BFF}').contains(&c);
    let gives_way = |&x: &usize| old[x].symbol().chars().any(reaches) && old[x] != new[x];
    Some((0..old.len()).filter(gives_way).collect())
}

/// Appends one row as a styled line that needs no cursor addressing: for printing into the flow
/// of a terminal. No line end; blanks at the end are left out. Where the profile has modes, the
/// caller brackets its lines with `Profile::enter` and `Profile::leave`.
pub fn encode_row(cells: &[Cell], profile: Profile, out: &mut Vec<u8>) {
    let mut slots = slots(cells);
    if profile == Profile::Spans {
        step(&mut slots);
    }
    let end = used(&slots);
    let row: Vec<Slot<'_>> = match has_turning(&slots) {
        true => arrange(slots, profile).0,
        false => slots.into_iter().take(end).flatten().collect(),
    };
    let end = row.iter().rposition(|slot| !slot.is_bare());
    let mut pen = Pen::default();
    for slot in &row[..end.map_or(0, |last| last + 1)] {
        pen.change(slot.pen, out);
        out.extend_from_slice(slot.symbol.as_bytes());
    }
    pen.change(Pen::default(), out);
}

/// Appends lines of visual cells, in a plain look; each ends in a line end. Marks go with what they
/// stand on.
pub fn encode_lines(lines: &str, profile: Profile, out: &mut Vec<u8>) {
    for line in lines.lines() {
        let mut cells: Vec<Cell> = Vec::new();
        for c in line.chars() {
            let mut symbol = [0; 4];
            let symbol: &str = c.encode_utf8(&mut symbol);
            let columns = usize::from(symbol.cell_width());
            // The cells that a wide symbol covers come after it.
            let base = cells.iter().rposition(|cell| !cell.symbol().is_empty());
            match (columns, base) {
                (0, Some(base)) => {
                    let symbol = cells[base].symbol().to_owned() + symbol;
                    cells[base].set_symbol(&symbol);
                }
                _ => {
                    cells.push(Cell::default());
                    cells.extend((1..columns).map(|_| Cell::default()));
                    let base = cells.len() - columns.max(1);
                    cells[base].set_symbol(symbol);
                    for covered in &mut cells[base + 1..] {
                        covered.set_symbol("");
                    }
                }
            }
        }
        encode_row(&cells, profile, out);
        out.push(b'\n');
    }
}

/// Whether a terminal that puts text in order could move anything in this row.
fn has_turning(slots: &[Option<Slot<'_>>]) -> bool {
    slots.iter().flatten().any(is_turning)
}

fn is_turning(slot: &Slot<'_>) -> bool {
    let c = slot.symbol.chars().next().unwrap_or(' ');
    // Nothing before Hebrew runs from right to left.
    c >= '\u{590}' && !matches!(Kind::of(c), Kind::Left | Kind::Neutral)
}

/// The row as this terminal must be sent it, from its first column to its last, and on which side
/// the first one is seen.
fn arrange(slots: Vec<Option<Slot<'_>>>, profile: Profile) -> (Vec<Slot<'_>>, Direction) {
    let row: Vec<Slot<'_>> = slots.into_iter().flatten().collect();
    let habit = |mirrors, detects| Habit {
        mirrors,
        parts: !mirrors,
        detects,
    };
    match profile {
        Profile::Visual | Profile::Bdsm | Profile::Mlterm | Profile::Spans => (row, Direction::Ltr),
        Profile::Konsole => order::arrange(row, habit(false, false)),
        Profile::Ltr => order::arrange(row, habit(true, false)),
        Profile::Auto => order::arrange(row, habit(true, true)),
        Profile::Runs => {
            let runs = row.chunk_by(|a, b| a.pen == b.pen);
            let ordered = runs.flat_map(|run| order::arrange(run.to_vec(), habit(true, false)).0);
            (ordered.collect(), Direction::Ltr)
        }
        Profile::Word => (word::arrange(row), Direction::Ltr),
    }
}

/// Makes a difference that nobody sees between each letter from right to left and its neighbours.
fn step(slots: &mut [Option<Slot<'_>>]) {
    let turning = |slot: &Option<Slot<'_>>| slot.as_ref().is_some_and(is_turning);
    let Some(first) = slots.iter().position(turning) else {
        return;
    };
    let last = slots.iter().rposition(turning).unwrap_or(first);
    let end = (last + 2).min(slots.len());
    let mut is_odd = false;
    for slot in slots[first.saturating_sub(1)..end].iter_mut().flatten() {
        // The colour of a blank may be left as it was on the screen.
        slot.pen = match slot.symbol.as_ref() {
            " " => slot.pen.guarded(is_odd),
            _ => slot.pen.stepped(is_odd),
        };
        is_odd = !is_odd;
    }
}

/// From how many changed blanks on it is shorter to erase the end of a row than to send them.
const WORTH_ERASING: usize = 8;

/// Where the terminal stands while a frame is being written.
struct Sender<'a> {
    out: &'a mut Vec<u8>,
    pen: Pen,
    /// The column and row of the cursor; none where terminals may disagree.
    at: Option<(usize, usize)>,
    width: usize,
    profile: Profile,
}

impl Sender<'_> {
    /// Sends the columns of one row that changed, and those beside, above and below which a letter
    /// may have left ink: `left` has its columns in the row above, this one and the one below.
    fn row(
        &mut self,
        row_idx: usize,
        old: &[Cell],
        new: &[Cell],
        left: impl Iterator<Item = usize>,
    ) {
        debug_assert!(
            !new.iter().any(|cell| cell.symbol().contains(is_control)),
            "a control character reached row {row_idx}"
        );
        // Columns are those of the terminal from here on: it may show them in another order.
        let ((old, old_base), (new, base)) = (self.stored(old), self.stored(new));
        let mut inked = vec![false; self.width];
        for x in left {
            inked[x.saturating_sub(1)..(x + 2).min(self.width)].fill(true);
        }
        let is_inked = |slot: &Option<Slot<'_>>| {
            let covers =
                |slot: &Slot<'_>| inked[slot.column..slot.column + slot.columns].contains(&true);
            slot.as_ref().is_some_and(covers)
        };
        // Where looks part the text, blanks have theirs too, and erased ones have none.
        let (by_look, n_sent) = (self.profile == Profile::Runs, used(&old));
        let pen = |slot: &Option<Slot<'_>>| slot.as_ref().map(|slot| slot.pen);
        let looks_same = |x: usize| !by_look || (x < n_sent && pen(&old[x]) == pen(&new[x]));
        // What begins at the other side is another row, and blanks count in it.
        let stays = |x: usize| {
            base == old_base && !is_inked(&new[x]) && looks_same(x) && same(&old[x], &new[x])
        };
        let end = used(&new);
        let n_changed = (end..self.width).filter(|&x| !stays(x)).count();
        // Where the first column is at the right, the row is as wide as what is sent.
        let erase = base == Direction::Ltr && n_changed >= WORTH_ERASING;
        // Before this column, a symbol of doubtful width may have run over what stood there.
        let mut touched = 0;
        for column in 0..if erase { end } else { self.width } {
            let Some(slot) = &new[column] else { continue };
            let range = column..column + slot.columns;
            if column >= touched && range.clone().all(stays) {
                continue;
            }
            if slot.columns > 1
                && old[range.clone()]
                    .iter()
                    .flatten()
                    .any(|old| !old.is_bare())
            {
                // A terminal that takes the symbol for a narrow one leaves what stood beneath.
                self.blanks(column, row_idx, slot);
            }
            self.put(column, row_idx, slot);
            if !slot.is_plain() {
                touched = touched.max(column + slot.reach());
            }
            if old[column].as_ref().is_some_and(|old| !old.is_plain()) {
                touched = touched.max(range.end + 1);
            }
        }
        if erase {
            self.erase_from(end, row_idx);
        }
    }

    /// What the terminal has in each column of a row when it shows these cells, and the side that
    /// the first column is seen at. The same cells are always stored the same way, so that a part
    /// of a row can be sent alone.
    fn stored<'b>(&self, cells: &'b [Cell]) -> (Vec<Option<Slot<'b>>>, Direction) {
        let mut row = slots(cells);
        match self.profile {
            Profile::Visual | Profile::Bdsm | Profile::Mlterm => {}
            Profile::Spans => step(&mut row),
            _ if has_turning(&row) => {
                let (arranged, base) = arrange(row, self.profile);
                let mut row = Vec::with_capacity(self.width);
                for slot in arranged {
                    let n_covered = slot.columns - 1;
                    row.push(Some(slot));
                    row.extend((0..n_covered).map(|_| None));
                }
                return (row, base);
            }
            _ => {}
        }
        (row, Direction::Ltr)
    }

    /// Erases a row from a column on. Erased cells take the present background where the terminal
    /// can do that at all, so only the default one is erased with.
    fn erase_from(&mut self, column: usize, row_idx: usize) {
        self.move_to(column, row_idx);
        self.pen.change(Pen::default(), self.out);
        self.out.extend_from_slice(b"\x1b[K");
    }

    fn put(&mut self, column: usize, row_idx: usize, slot: &Slot<'_>) {
        self.move_to(column, row_idx);
        self.pen.change(slot.pen, self.out);
        self.out.extend_from_slice(slot.symbol.as_bytes());
        // In the last column the cursor waits to wrap, differently in each terminal.
        let certain = slot.is_plain() && column + 1 < self.width;
        self.at = certain.then_some((column + 1, row_idx));
    }

    fn blanks(&mut self, column: usize, row_idx: usize, slot: &Slot<'_>) {
        self.move_to(column, row_idx);
        self.pen.change(slot.pen, self.out);
        self.out.extend(std::iter::repeat_n(b' ', slot.columns));
        self.at = None;
    }

    fn move_to(&mut self, column: usize, row_idx: usize) {
        if self.at == Some((column, row_idx)) {
            return;
        }
        let (x, y) = (column + 1, row_idx + 1);
        write!(self.out, "\x1b[{y};{x}H").expect("writing to memory does not fail");
        self.at = Some((column, row_idx));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::{
        layout::Rect,
        style::{Color, Style},
    };

    fn buffer(rows: &[&[&str]]) -> Buffer {
        let width = rows[0].len() as u16;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, rows.len() as u16));
        for (cell, symbol) in buffer.content.iter_mut().zip(rows.concat()) {
            cell.set_symbol(symbol);
        }
        buffer
    }

    fn sent(old: Option<&Buffer>, new: &Buffer) -> String {
        let mut out = Vec::new();
        encode(old, new, Profile::Visual, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_ink_that_a_letter_may_leave_around_is_painted_over() {
        let old = buffer(&[
            &["a", "b", "c", "d"],
            &["a", "ﻦ", "c", "d"],
            &["a", "b", "c", "d"],
        ]);
        let new = buffer(&[
            &["a", "b", "c", "d"],
            &["a", "x", "c", "d"],
            &["a", "b", "c", "d"],
        ]);
        let expected = "\x1b[1;1Habc\x1b[2;1Haxc\x1b[3;1Habc";
        assert_eq!(sent(Some(&old), &new), expected);
        assert_eq!(sent(Some(&new), &new), "");
    }

    #[test]
    fn one_row_becomes_another() {
        let check = |old: &[&str], new: &[&str], expected: &str| {
            assert_eq!(
                sent(Some(&buffer(&[old])), &buffer(&[new])),
                expected,
                "{old:?} {new:?}"
            );
        };
        check(&["a", "b"], &["a", "b"], "");
        check(&["a", "b", "c"], &["a", "x", "c"], "\x1b[1;2Hx");
        check(&["a", "b", "c"], &["x", "b", "z"], "\x1b[1;1Hx\x1b[1;3Hz");
        check(&["a", "b", "c"], &["", "", ""], "\x1b[1;1H   ");
        // A base with a mark: the cursor is placed again, and the next cell sent again.
        check(
            &["a", "b", "c"],
            &["ﻦ\u{64E}", "b", "c"],
            "\x1b[1;1Hﻦ\u{64E}\x1b[1;2Hb",
        );
        check(&["ﻦ\u{64E}", "b", "c"], &["a", "b", "c"], "\x1b[1;1Hab");
        // A wide symbol covers the next cell, whatever stands there.
        check(&[" ", " ", "c"], &["文", "x", "c"], "\x1b[1;1H文");
        check(
            &["a", "b", "c"],
            &["文", " ", "c"],
            "\x1b[1;1H  \x1b[1;1H文",
        );
        check(&["文", " ", "c"], &["文", "x", "c"], "");
        check(&["文", " ", "c"], &["a", "b", "c"], "\x1b[1;1Hab");
        check(&["a", "b", "c"], &["a", "b", "文"], "\x1b[1;3H ");
    }

    #[test]
    fn long_blank_ends_are_erased() {
        let old = Buffer::with_lines(["abcdefghijkl"]);
        let mut new = Buffer::with_lines(["ab          "]);
        assert_eq!(sent(Some(&old), &new), "\x1b[1;3H\x1b[K");
        new.set_style(new.area, Style::new().bg(Color::Blue));
        let all = format!("\x1b[1;1H\x1b[44mab{}\x1b[0m", " ".repeat(10));
        assert_eq!(sent(Some(&old), &new), all);
    }

    #[test]
    fn a_change_of_area_sends_everything() {
        let old = Buffer::with_lines(["ab"]);
        let new = Buffer::with_lines(["a  ", "  b"]);
        let all = "\x1b[0m\x1b[2J\x1b[1;1Ha\x1b[2;3Hb";
        assert_eq!(sent(Some(&old), &new), all);
        assert_eq!(sent(None, &new), all);
    }

    #[test]
    fn a_line_is_printed_without_addressing() {
        let mut row = Buffer::with_lines([" ﺏﺎﺑ 文     "]);
        row[(1, 0)].set_fg(Color::Red);
        let mut out = Vec::new();
        encode_row(&row.content, Profile::Bdsm, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), " \x1b[31mﺏ\x1b[0mﺎﺑ 文");
    }
}
