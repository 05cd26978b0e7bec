//! Numbers in text that runs from right to left (UAX 9, W2 to W5): in, cells as they shall be seen,
//! none of them a letter from left to right; out, the same from the last to the first, the numbers
//! among them as they stand.

use crate::term::encode::{seen::Habit, slot::Slot};
use crate::text::Kind;

/// Sends cells from the last to the first, their numbers as they are; `letter` is the last letter
/// that was sent before.
pub(crate) fn turn(cells: &[Slot], habit: Habit, mut letter: Kind, sent: &mut Vec<Slot>) {
    let mut end = cells.len();
    while let Some(last) = end.checked_sub(1) {
        let kind = cells[last].kind;
        let may_end_number = kind.is_digit() || kind == Kind::Terminator;
        let start = match may_end_number {
            true => start_of_number(cells, end, letter),
            false => end,
        };
        if start < end {
            sent.extend_from_slice(&cells[start..end]);
            end = start;
            continue;
        }
        if kind == Kind::Left || kind.is_right() {
            letter = kind;
        }
        sent.push(turned(cells[last], habit));
        end = last;
    }
}

/// A cell as it is sent where the terminal turns it round.
pub(crate) fn turned(cell: Slot, habit: Habit) -> Slot {
    match habit.mirrors {
        true => cell.mirrored(),
        false => cell,
    }
}

/// Where the number begins that ends before `end`; `end` if there is none. What belongs to a number
/// depends on the letter before it (W2–W5).
pub(crate) fn start_of_number(cells: &[Slot], end: usize, letter: Kind) -> usize {
    let european = letter != Kind::ArabicLetter;
    let is_digit = |place: usize| cells[place].kind.is_digit();
    let mut start = end;
    while let Some(place) = start.checked_sub(1) {
        let is_within = || start < end && is_digit(start) && place > 0 && is_digit(place - 1);
        let belongs = match cells[place].kind {
            Kind::Terminator => european,
            Kind::Separator => is_within(),
            Kind::Sign => european && is_within(),
            kind => kind.is_digit(),
        };
        if !belongs {
            break;
        }
        start = place;
    }
    match (start..end).any(is_digit) {
        true => start,
        false => end,
    }
}

/// Where the number ends whose first digit is at `start`.
pub(crate) fn end_of_number(cells: &[Slot], start: usize) -> usize {
    let mut end = start + 1;
    while let Some(cell) = cells.get(end) {
        let within = cell.kind == Kind::Separator
            && cells.get(end + 1).is_some_and(|next| next.kind.is_digit());
        if !cell.kind.is_digit() && !within {
            break;
        }
        end += 1;
    }
    end
}

/// The same cell with a digit that belongs to the letters beside it.
pub(crate) fn with_arabic_digit(cell: Slot) -> Slot {
    let zero = match cell.base {
        '0'..='9' => '0',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        _ => return cell,
    };
    let arabic = char::from_u32(0x660 + u32::from(cell.base) - u32::from(zero));
    arabic.map_or(cell, |arabic| cell.with_base(arabic))
}
