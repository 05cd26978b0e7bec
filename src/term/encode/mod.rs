//! From finished rows to bytes: in, cells in visual order; out, the shortest plain way to have a
//! terminal show them. What each kind of terminal must be sent to do so is said here and nowhere
//! else. No control character of a cell gets out; the look is reset at the end; what is shown
//! already takes no byte.

mod brackets;
mod columns;
mod link;
mod numbers;
mod order;
mod row;
mod screen;
mod seen;
mod sender;
mod slot;
mod sorts;
mod symbol;
mod word;
mod zones;

use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth as _};

use crate::term::{
    encode::{
        seen::Habit,
        slot::{LRM, Slot},
    },
    profile::Profile,
    sgr::Pen,
};
use crate::text::{Direction, Kind};

pub use link::Hyperlink;
pub use screen::Screen;

/// Appends one row as a styled line that needs no cursor addressing: for printing into the flow
/// of a terminal. No line end; blanks at the end are left out. Where the profile has modes, the
/// caller brackets its lines with `Profile::enter` and `Profile::leave`.
pub fn encode_row(cells: &[Cell], profile: Profile, out: &mut Vec<u8>) {
    let (mut seen, mut arranged) = (Vec::new(), Vec::new());
    let has_wide = slot::fill(&mut seen, cells);
    if profile == Profile::Spans {
        hold(&mut seen, |_| {});
    }
    arrange(&seen, has_wide, profile, &mut arranged);
    let row = match arranged.is_empty() {
        true => &seen,
        false => &arranged,
    };
    let mut pen = Pen::default();
    for slot in row[..slot::used(row)]
        .iter()
        .filter(|slot| slot.columns() > 0)
    {
        pen.change(slot.pen, out);
        push(slot, cells, out);
    }
    pen.change(Pen::default(), out);
}

/// Appends the symbol of a slot; `cells` are those of its row.
fn push(slot: &Slot, cells: &[Cell], out: &mut Vec<u8>) {
    let chars = [slot.base].into_iter().chain(slot.tail(cells));
    let mark = slot.is_held().then_some(LRM);
    for c in chars.chain(mark) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
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

/// What the order of a row is like that it is sent in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrangement {
    /// The side that the first column is seen at.
    pub base: Direction,
    /// The columns before and behind which everything is sent as it is seen.
    pub moved: Range<usize>,
}

/// The columns from the first to the last of two ranges.
fn span([one, other]: [&Range<usize>; 2]) -> Range<usize> {
    match [one, other].map(Range::is_empty) {
        [true, _] => other.clone(),
        [_, true] => one.clone(),
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

/// Puts a row into `arranged` in the order that this terminal must be sent it in, from its first
/// column to its last, unless that is the order that it is seen in.
fn arrange(
    seen: &[Slot],
    has_wide: bool,
    profile: Profile,
    arranged: &mut Vec<Slot>,
) -> Arrangement {
    use Profile::{Bdsm, Mlterm, Spans, Visual};
    let is_as_seen = matches!(profile, Visual | Bdsm | Mlterm | Spans);
    if is_as_seen || slot::first_turning(seen).is_none() {
        return Arrangement::default();
    }
    arranged.reserve(seen.len());
    // What a wide symbol covers goes where it goes.
    if !has_wide {
        return order(seen, profile, arranged);
    }
    let symbols = seen.iter().filter(|slot| slot.columns() > 0);
    let symbols: Vec<Slot> = symbols.copied().collect();
    let mut ordered = Vec::with_capacity(symbols.len());
    let base = order(&symbols, profile, &mut ordered).base;
    ordered.into_iter().for_each(|slot| slot.push_to(arranged));
    let moved = 0..seen.len();
    Arrangement { base, moved }
}

/// Appends the symbols of a row as [`arrange`] does.
fn order(row: &[Slot], profile: Profile, sent: &mut Vec<Slot>) -> Arrangement {
    let habit = |mirrors, detects| Habit {
        mirrors,
        parts: !mirrors,
        detects,
    };
    let moved = match profile {
        Profile::Konsole => return order::arrange(row, habit(false, false), sent),
        Profile::Ltr => return order::arrange(row, habit(true, false), sent),
        Profile::Auto => return order::arrange(row, habit(true, true), sent),
        Profile::Runs => {
            let parts = |a: &Slot, b: &Slot| a.pen != b.pen || a.link != b.link;
            let (mut at, mut moved) = (0, 0..0);
            while let Some(run) = next_turning(row, at, parts) {
                sent.extend_from_slice(&row[at..run.start]);
                at = run.end;
                let within = order::arrange(&row[run.clone()], habit(true, false), sent).moved;
                let within = run.start + within.start..run.start + within.end;
                moved = span([&moved, &within]);
            }
            sent.extend_from_slice(&row[at..]);
            moved
        }
        Profile::Word => word::arrange(row, |_| true, sent),
        Profile::Fonts => word::arrange(row, word::is_in_dejavu_sans_mono, sent),
        Profile::Visual | Profile::Bdsm | Profile::Mlterm | Profile::Spans => {
            sent.extend_from_slice(row);
            0..0
        }
    };
    Arrangement {
        base: Direction::Ltr,
        moved,
    }
}

/// The next columns, from one on, around something that turns: as far as nothing is parted from it, as
/// `parts` says of it and another. What is parted from itself is passed over.
fn next_turning(
    row: &[Slot],
    from: usize,
    parts: impl Fn(&Slot, &Slot) -> bool,
) -> Option<Range<usize>> {
    let mut turning = from + slot::first_turning(&row[from..])?;
    while parts(&row[turning], &row[turning]) {
        turning += 1;
        turning += slot::first_turning(&row[turning..])?;
    }
    let is_parted = |slot: &Slot| parts(&row[turning], slot);
    let before = row[from..turning].iter().rposition(is_parted);
    let behind = row[turning..].iter().position(is_parted);
    let start = before.map_or(from, |place| from + place + 1);
    Some(start..behind.map_or(row.len(), |n_columns| turning + n_columns))
}

/// Holds each letter that would turn round with what follows: a letter of its kind or a number, with
/// no letter from left to right before that. Tells the columns where that is new.
fn hold(row: &mut [Slot], mut is_new: impl FnMut(usize)) {
    let mut is_followed = false;
    for (column, slot) in row.iter_mut().enumerate().rev() {
        let is_turning = slot.is_turning();
        if slot.hold(is_turning && is_followed) {
            is_new(column);
        }
        is_followed = match slot.kind {
            Kind::Left => false,
            kind => is_followed || is_turning || kind.is_digit(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::{buffer::Buffer, style::Color};

    #[test]
    fn letters_are_held_where_others_follow() {
        let check = |row: &str, expected: &str| {
            let mut out = Vec::new();
            encode_row(&Buffer::with_lines([row]).content, Profile::Spans, &mut out);
            let sent = String::from_utf8(out).unwrap();
            assert_eq!(sent.replace('\u{200E}', "<"), expected, "{row}");
        };
        check("ﺏﺎﺑ", "ﺏ<ﺎ<ﺑ");
        check("ﺏ (ﺎ ab ﺑ 12", "ﺏ< (ﺎ ab ﺑ< 12");
        check("ab 12", "ab 12");
    }

    #[test]
    fn a_number_that_begins_a_sentence_turns_round_with_it() {
        let check = |row: &str, expected: &str| {
            let mut out = Vec::new();
            encode_row(&Buffer::with_lines([row]).content, Profile::Ltr, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{row}");
        };
        check("ab ﺏﺀ12 ", "ab ١٢ﺀﺏ");
        check("ab ﺏﺀ۱۲ cd", "ab ١٢ﺀﺏ cd");
        check("ﺏﺀ12 ab ﺏ 3", "١٢ﺀﺏ ab ﺏ\u{2800}3");
    }

    #[test]
    fn each_look_is_put_in_order_by_itself_where_looks_part_the_text() {
        let mut row = Buffer::with_lines(["a ﺏﺀ ﺏﺎ cd ﺏﺎ"]);
        (2..5).for_each(|column| _ = row[(column, 0)].set_fg(Color::Red));
        let mut out = Vec::new();
        encode_row(&row.content, Profile::Runs, &mut out);
        let expected = "a \x1b[31mﺀﺏ \x1b[0mﺎﺏ cd ﺎﺏ";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_is_not_moved_is_sent_as_it_is_seen() {
        let row = "ab 12  ﺏﺀ cd ﺏﺎ  ef  │ ﺏﺀ  gh ";
        for profile in Profile::ALL {
            let mut cells = Buffer::with_lines([row]).content;
            (6..20).for_each(|column| _ = cells[column].set_fg(Color::Red));
            let (mut seen, mut arranged) = (Vec::new(), Vec::new());
            slot::fill(&mut seen, &cells);
            let moved = arrange(&seen, false, profile, &mut arranged).moved;
            assert!(moved.len() < seen.len(), "{}", profile.as_str());
            assert_eq!(moved.is_empty(), arranged.is_empty());
            let is_as_seen = |(sent, seen): &(&Slot, &Slot)| {
                sent.column == seen.column && sent.is_seen_as(seen, [&cells; 2], true)
            };
            let mut same = arranged.iter().zip(&seen).map(|pair| is_as_seen(&pair));
            let head = same.by_ref().take(moved.start).all(|is| is);
            assert!(head && same.skip(moved.len()).all(|is| is));
        }
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
