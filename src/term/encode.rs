//! From finished rows to bytes: in, the buffer that is on the screen and the one that shall be;
//! out, the shortest plain way from one to the other. The cells are in visual order and stay so;
//! no control character of a cell gets out; the look is reset at the end; equal buffers give no
//! byte. The cursor is placed anew after every cell whose width terminals disagree on.

use std::{borrow::Cow, io::Write as _};

use ratatui::buffer::{Buffer, Cell, CellWidth as _};

use crate::term::{profile::Profile, sgr::Pen};

/// Appends the bytes that turn a screen showing `previous` into one showing `next`. Without a
/// previous buffer of the same area the screen is erased and all of it sent.
pub fn encode(previous: Option<&Buffer>, next: &Buffer, profile: Profile, out: &mut Vec<u8>) {
    match profile {
        // The mode of `bdsm` is set once, at the start; its rows are those of `visual`.
        Profile::Visual | Profile::Bdsm => {}
    }
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
    };
    let rows: Vec<(&[Cell], &[Cell])> = previous
        .content
        .chunks(width)
        .zip(next.content.chunks(width))
        .collect();
    let mut left: [Vec<usize>; 3] = [vec![], vec![], rows.first().map_or(vec![], left_ink)];
    for (row_idx, (old, new)) in rows.iter().enumerate() {
        left.rotate_left(1);
        left[2] = rows.get(row_idx + 1).map_or(vec![], left_ink);
        if old != new || left.iter().any(|columns| !columns.is_empty()) {
            sender.row(row_idx, old, new, &left);
        }
    }
    sender.pen.change(Pen::default(), sender.out);
}

/// The columns of a row in which a letter that may reach beyond its cell gives way to something
/// else. Arabic letters do so in most fonts, and a terminal that repaints single cells leaves
/// that ink in the cells around, where a dot more or less makes another letter.
fn left_ink(row: &(&[Cell], &[Cell])) -> Vec<usize> {
    let (old, new) = row;
    if old == new {
        return Vec::new();
    }
    let reaches = |c: char| c >= '\u{300}' && !('\u{2000}'..='\u{2BFF}').contains(&c);
    (0..old.len())
        .filter(|&x| old[x] != new[x] && old[x].symbol().chars().any(reaches))
        .collect()
}

/// Appends one row as a styled line that needs no cursor addressing: for printing into the flow
/// of a terminal. No line end; blanks at the end are left out.
pub fn encode_row(cells: &[Cell], profile: Profile, out: &mut Vec<u8>) {
    match profile {
        // The caller brackets its lines with `Profile::enter` and `Profile::leave`.
        Profile::Visual | Profile::Bdsm => {}
    }
    let slots = slots(cells);
    let end = used(&slots);
    let mut pen = Pen::default();
    for slot in slots[..end].iter().flatten() {
        pen.change(slot.pen, out);
        out.extend_from_slice(slot.symbol.as_bytes());
    }
    pen.change(Pen::default(), out);
}

/// What one column shows, if it is not covered by the wide symbol before it.
#[derive(PartialEq, Eq)]
struct Slot<'a> {
    symbol: Cow<'a, str>,
    pen: Pen,
    columns: usize,
}

impl Slot<'_> {
    /// A blank that cannot be told from erased screen.
    fn is_bare(&self) -> bool {
        self.symbol == " " && self.pen.is_bare()
    }

    /// Whether every terminal moves by one column for it: one character of width 1.
    fn is_plain(&self) -> bool {
        self.columns == 1 && self.symbol.chars().nth(1).is_none()
    }

    /// The most columns that a terminal may take: one that knows no marks and joins nothing.
    fn reach(&self) -> usize {
        let columns = |c: char| usize::from(c.encode_utf8(&mut [0; 4]).cell_width()).max(1);
        self.symbol.chars().map(columns).sum()
    }
}

/// The columns of a row; none where a wide symbol covers it.
fn slots(cells: &[Cell]) -> Vec<Option<Slot<'_>>> {
    let mut slots = Vec::with_capacity(cells.len());
    for (column, cell) in cells.iter().enumerate() {
        if column < slots.len() {
            continue;
        }
        let (mut symbol, mut columns) = safe(cell.symbol());
        if column + columns > cells.len() {
            // Half a symbol cannot be shown; the whole would wrap or scroll.
            (symbol, columns) = (Cow::Borrowed(" "), 1);
        }
        slots.push(Some(Slot {
            symbol,
            pen: Pen::of(cell),
            columns,
        }));
        slots.extend((1..columns).map(|_| None));
    }
    slots
}

/// The number of columns up to and with the last one that shows something.
fn used(slots: &[Option<Slot<'_>>]) -> usize {
    let shown = |slot: &Option<Slot<'_>>| slot.as_ref().is_none_or(|slot| !slot.is_bare());
    slots.iter().rposition(shown).map_or(0, |last| last + 1)
}

/// Whether two columns look the same.
fn same(old: &Option<Slot<'_>>, new: &Option<Slot<'_>>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => old == new || (old.is_bare() && new.is_bare()),
        (None, None) => true,
        _ => false,
    }
}

/// The symbol as it may be sent, and its width in columns, 1 or more. This is the last defence:
/// what stands in a cell has been through `text`, which leaves nothing of the kind.
fn safe(symbol: &str) -> (Cow<'_, str>, usize) {
    if let [byte] = symbol.as_bytes()
        && (b' '..=b'~').contains(byte)
    {
        return (Cow::Borrowed(symbol), 1);
    }
    if symbol.chars().any(is_control) {
        return (Cow::Borrowed("\u{FFFD}"), 1);
    }
    let symbol = if symbol.contains(is_bidi_control) {
        Cow::Owned(symbol.replace(is_bidi_control, ""))
    } else {
        Cow::Borrowed(symbol)
    };
    match symbol.cell_width() {
        // Alone it would go to the cell before it, or, empty, leave an old symbol standing.
        0 => (Cow::Borrowed(" "), 1),
        columns => (symbol, usize::from(columns)),
    }
}

/// Whether a terminal might act on the character: Cc, and the two separators.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks, embeddings, overrides and isolates: a finished row needs none, and mlterm and screen
/// give some of them a column.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
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
}

impl Sender<'_> {
    /// Sends the columns of one row that changed, and those beside, above and below which a letter
    /// may have left ink: `left` has its columns in the row above, this one and the one below.
    fn row(&mut self, row_idx: usize, old: &[Cell], new: &[Cell], left: &[Vec<usize>; 3]) {
        debug_assert!(
            !new.iter().any(|cell| cell.symbol().contains(is_control)),
            "a control character reached row {row_idx}"
        );
        let (old, new) = (slots(old), slots(new));
        let mut inked = vec![false; self.width];
        for &x in left.iter().flatten() {
            inked[x.saturating_sub(1)..(x + 2).min(self.width)].fill(true);
        }
        let stays = |x: usize| !inked[x] && same(&old[x], &new[x]);
        let end = used(&new);
        let n_changed = (end..self.width).filter(|&x| !stays(x)).count();
        let erase = n_changed >= WORTH_ERASING;
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
            self.move_to(end, row_idx);
            // Erased cells take the present background where the terminal can do that at all, so
            // only the default one is erased with.
            self.pen.change(Pen::default(), self.out);
            self.out.extend_from_slice(b"\x1b[K");
        }
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
    fn nothing_dangerous_gets_out() {
        let check = |symbol, expected, columns| {
            assert_eq!(
                safe(symbol),
                (Cow::Borrowed(expected), columns),
                "{symbol:?}"
            );
        };
        check("a", "a", 1);
        check("ﻻ", "ﻻ", 1);
        check("ب\u{651}\u{64E}", "ب\u{651}\u{64E}", 1);
        check("文", "文", 2);
        check("", " ", 1);
        check("\u{64E}", " ", 1);
        check("\u{200D}", " ", 1);
        check("\x1b", "\u{FFFD}", 1);
        check("\x1b]52;c;eA==\x07", "\u{FFFD}", 1);
        check("a\u{9B}31m", "\u{FFFD}", 1);
        check("\x7F", "\u{FFFD}", 1);
        check("\u{2028}", "\u{FFFD}", 1);
        check("\u{202E}a\u{200F}", "a", 1);
        check("\u{2067}", " ", 1);
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
