//! What letters and numbers alone say of how a terminal puts a row in order (UAX 9, W1 to W7, N1 and
//! N2), which is all there is to most rows: letters that run against it turn round with all that is
//! between them. In, a row as it shall be seen; out, the order to send it in.

use std::ops::Range;

use crate::term::encode::{
    brackets,
    numbers::turn,
    seen::Habit,
    slot::Slot,
    sorts::{ARABIC_DIGIT, BRACKET, DIGIT, EUROPEAN, LEFT, NUMBER, Sorts, TURNING},
};
use crate::text::Kind;

/// A blank that is a letter from left to right to UAX 9 (the empty Braille pattern): text of the two
/// sides of it is put in order apart. Seen right in Konsole 22.12, qterminal 1.2, PuTTY 0.78, VTE 0.70.
const STRONG_BLANK: char = '\u{2800}';

/// The same cell with a blank that parts what is on its two sides.
pub(crate) fn strong_blank(cell: &Slot) -> Slot {
    cell.with_base(STRONG_BLANK)
}

/// Whether a line of a box, which parts text for terminals that draw them by themselves.
pub(crate) fn is_line(cell: &Slot) -> bool {
    matches!(cell.base, '\u{2500}'..='\u{259F}')
}

/// Sends a row that begins at the left, from a column on. Its letters from left to right stand where
/// they are sent, and what is between two of them is put in order by itself; `otherwise` sends what
/// letters, numbers and pairs of brackets do not say, if it can. False if it cannot, and where brackets
/// may pair beyond such a zone.
pub(crate) fn from_left(
    row: &[Slot],
    mut sorts: Sorts,
    mut at: usize,
    habit: Habit,
    sent: &mut Vec<Slot>,
    mut otherwise: impl FnMut(&[Slot], &mut Vec<Slot>) -> bool,
) -> bool {
    let has_bracket = sorts.has(BRACKET, 0..row.len());
    if has_bracket {
        brackets::settle(row, &mut sorts, habit);
    }
    while let Some(first) = sorts.first(TURNING, at..row.len()) {
        let start = sorts.last(LEFT, at..first).map_or(at, |left| left + 1);
        let end = sorts.first(LEFT, first..row.len()).unwrap_or(row.len());
        if sorts.has(BRACKET, start..end) {
            return false;
        }
        sent.extend_from_slice(&row[at..start]);
        let n_before = sent.len();
        sent.extend_from_slice(&row[start..first]);
        if !send_zone(row, &sorts, first..end, habit, sent) {
            if has_bracket {
                return false;
            }
            sent.truncate(n_before);
            if !otherwise(&row[start..end], sent) {
                return false;
            }
        }
        at = end;
    }
    sent.extend_from_slice(&row[at..]);
    true
}

/// Sends what begins with a letter that turns and holds none from left to right: each part of it by
/// itself where lines of boxes part it for the terminal, which a strong blank beside the line makes
/// sure of. Another keeps a number behind such letters from their other side. False where there is
/// no blank for that, where numbers of two kinds meet, or two that would be one.
fn send_zone(
    row: &[Slot],
    sorts: &Sorts,
    zone: Range<usize>,
    habit: Habit,
    sent: &mut Vec<Slot>,
) -> bool {
    let end = zone.end;
    if sorts.has(ARABIC_DIGIT, zone.clone()) && sorts.has(EUROPEAN, zone.clone()) {
        return false;
    }
    let mut first = zone.start;
    loop {
        let line = match habit.parts {
            true => row[first..end].iter().position(is_line),
            false => None,
        };
        let line = line.map_or(end, |line| first + line);
        let mut last = sorts.last(TURNING, first..line).unwrap_or(first);
        if !send_turned(row, sorts, first..last + 1, habit, sent) {
            return false;
        }
        last += 1;
        let next = sorts.first(TURNING, line..end);
        if let Some(digit) = sorts.first(DIGIT, last..next.unwrap_or(end)) {
            let blank = row[last..digit].iter().position(Slot::is_blank);
            let Some(blank) = blank.map(|blank| last + blank) else {
                return false;
            };
            sent.extend_from_slice(&row[last..blank]);
            sent.push(strong_blank(&row[blank]));
            last = blank + 1;
        }
        let Some(next) = next else {
            sent.extend_from_slice(&row[last..end]);
            return true;
        };
        let blank = row[line..next].iter().position(|cell| !is_line(cell));
        let Some(blank) = blank
            .map(|blank| line + blank)
            .filter(|&blank| row[blank].is_blank())
        else {
            return false;
        };
        if last <= blank {
            sent.extend_from_slice(&row[last..blank]);
            sent.push(strong_blank(&row[blank]));
            last = blank + 1;
        }
        sent.extend_from_slice(&row[last..next]);
        first = next;
    }
}

/// Sends cells from the last to the first, but for the numbers in them. False where what parts two
/// numbers would join them.
fn send_turned(
    row: &[Slot],
    sorts: &Sorts,
    columns: Range<usize>,
    habit: Habit,
    sent: &mut Vec<Slot>,
) -> bool {
    let cells = &row[columns.clone()];
    if !sorts.has(NUMBER, columns) {
        let begin = sent.len();
        sent.extend(cells.iter().rev());
        mirror(&mut sent[begin..], habit);
        return true;
    }
    let begin = sent.len();
    turn(cells, habit, Kind::Left, sent);
    !sent[begin..].windows(3).any(|cells| match cells {
        [one, between, other] => {
            let is_new = || between.column != one.column + 1;
            joins(between) && is_new() && one.kind.is_digit() && other.kind.is_digit()
        }
        _ => false,
    })
}

/// Whether it makes one number of two digits that it is between (W4).
fn joins(cell: &Slot) -> bool {
    matches!(cell.kind, Kind::Separator | Kind::Sign)
}

/// Sends a row that begins at the right, all its zones by their letters.
pub(crate) fn from_right(row: &[Slot], habit: Habit, sent: &mut Vec<Slot>) {
    let begin = sent.len();
    sent.extend(row.iter().rev());
    let is_left = |cell: &Slot| cell.kind == Kind::Left;
    for zone in sent[begin..].split_mut(|cell| cell.kind.is_right()) {
        let first = zone.iter().position(is_left).unwrap_or(zone.len());
        let end = zone
            .iter()
            .rposition(is_left)
            .map_or(first, |last| last + 1);
        zone[first..end].reverse();
        mirror(&mut zone[..first], habit);
        mirror(&mut zone[end..], habit);
    }
}

/// Has cells that the terminal mirrors be shown as they are.
fn mirror(turned_round: &mut [Slot], habit: Habit) {
    if habit.mirrors {
        let mirrored = turned_round.iter_mut().filter(|cell| cell.may_mirror());
        mirrored.for_each(|cell| *cell = cell.mirrored());
    }
}
