//! What letters and numbers alone say of how a terminal puts a row in order (UAX 9, W1 to W7, N1 and
//! N2), which is all there is to most rows: letters that run against it turn round with all that is
//! between them. In, a row as it shall be seen; out, the order to send it in.

use std::ops::Range;

use crate::term::encode::{
    brackets,
    numbers::{turn, with_arabic_digit},
    seen::Habit,
    slot::Slot,
    sorts::{
        ARABIC_DIGIT, BRACKET, DIGIT, EUROPEAN, LEFT, MIRRORED, NEUTRAL, NUMBER, RIGHT, Sorts,
        TURNING,
    },
    span,
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

/// Sends a row that begins at the left, from a column on; what is before that is not sent as it is
/// seen. Its letters from left to right stand where
/// they are sent, and what is between two of them is put in order by itself; `otherwise` sends what
/// letters, numbers and pairs of brackets do not say, if it can. Gives the columns before and behind
/// which everything is sent as it is seen; none if it cannot, and where brackets may pair beyond such
/// a zone.
pub(crate) fn from_left(
    row: &[Slot],
    mut sorts: Sorts,
    mut at: usize,
    habit: Habit,
    sent: &mut Vec<Slot>,
    mut otherwise: impl FnMut(&[Slot], &mut Vec<Slot>) -> bool,
) -> Option<Range<usize>> {
    let has_bracket = sorts.has(BRACKET, 0..row.len());
    if has_bracket {
        brackets::settle(row, &mut sorts, habit);
    }
    let mut moved = 0..at;
    while let Some(first) = sorts.first(TURNING, at..row.len()) {
        let start = sorts.last(LEFT, at..first).map_or(at, |left| left + 1);
        let end = sorts.first(LEFT, first..row.len()).unwrap_or(row.len());
        if sorts.has(BRACKET, start..end) {
            return None;
        }
        sent.extend_from_slice(&row[at..start]);
        let n_before = sent.len();
        sent.extend_from_slice(&row[start..first]);
        let turned = match send_zone(row, &sorts, first..end, habit, sent) {
            Some(last) => first..last,
            None => {
                sent.truncate(n_before);
                if has_bracket || !otherwise(&row[start..end], sent) {
                    return None;
                }
                start..end
            }
        };
        moved = span([&moved, &turned]);
        at = end;
    }
    sent.extend_from_slice(&row[at..]);
    Some(moved)
}

/// Sends what begins with a letter that turns and holds none from left to right: each part of it by
/// itself where lines of boxes part it for the terminal, which a strong blank beside the line makes
/// sure of. Another keeps a number behind such letters from their other side. Gives the column from
/// which on all is sent as it is seen; none where there is no blank for that, where numbers of two
/// kinds meet, or two that would be one.
fn send_zone(
    row: &[Slot],
    sorts: &Sorts,
    zone: Range<usize>,
    habit: Habit,
    sent: &mut Vec<Slot>,
) -> Option<usize> {
    let end = zone.end;
    if sorts.has(ARABIC_DIGIT, zone.clone()) && sorts.has(EUROPEAN, zone.clone()) {
        return None;
    }
    let mut first = zone.start;
    loop {
        let line = match habit.parts {
            true => sorts
                .each(NEUTRAL, first..end)
                .find(|&column| is_line(&row[column])),
            false => None,
        };
        let line = line.unwrap_or(end);
        let mut last = sorts.last(TURNING, first..line).unwrap_or(first) + 1;
        let turned = first..last;
        if row[last..end].first().is_some_and(is_digit) {
            let n_digits = n_turning_digits(&row[last..end])?;
            if sorts.has(NUMBER, turned.clone()) {
                return None;
            }
            let digits = &row[last..last + n_digits];
            sent.extend(digits.iter().copied().map(with_arabic_digit));
            last += n_digits;
        }
        if !send_turned(row, sorts, turned, habit, sent) {
            return None;
        }
        let next = sorts.first(TURNING, line..end);
        if let Some(digit) = sorts.first(DIGIT, last..next.unwrap_or(end)) {
            let blank = row[last..digit].iter().position(Slot::is_blank);
            let blank = last + blank?;
            sent.extend_from_slice(&row[last..blank]);
            sent.push(strong_blank(&row[blank]));
            last = blank + 1;
        }
        let Some(next) = next else {
            sent.extend_from_slice(&row[last..end]);
            return Some(last);
        };
        let blank = row[line..next].iter().position(|cell| !is_line(cell));
        let blank = blank.map(|blank| line + blank);
        let blank = blank.filter(|&blank| row[blank].is_blank())?;
        if last <= blank {
            sent.extend_from_slice(&row[last..blank]);
            sent.push(strong_blank(&row[blank]));
            last = blank + 1;
        }
        sent.extend_from_slice(&row[last..next]);
        first = next;
    }
}

fn is_digit(cell: &Slot) -> bool {
    cell.kind == Kind::Digit
}

/// How many digits there are at the beginning, if what is behind them does not belong to their number
/// and they can be digits that turn round with the letters before them.
fn n_turning_digits(cells: &[Slot]) -> Option<usize> {
    let n_digits = cells.iter().take_while(|cell| is_digit(cell)).count();
    let (digits, behind) = cells.split_at(n_digits);
    let can_turn = |cell: &Slot| with_arabic_digit(*cell).kind == Kind::ArabicDigit;
    let is_whole = behind.first().is_none_or(Slot::is_blank);
    (is_whole && digits.iter().all(can_turn)).then_some(n_digits)
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
    if !sorts.has(NUMBER, columns.clone()) {
        send_mirrored(row, sorts, columns, habit, sent);
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

/// Sends a row that begins at the right, all its zones by their letters: it turns round, but for what
/// is from the first to the last letter from left to right where none of the others is between.
pub(crate) fn from_right(row: &[Slot], sorts: &Sorts, habit: Habit, sent: &mut Vec<Slot>) {
    let mut end = row.len();
    while let Some(last) = sorts.last(LEFT, 0..end) {
        let start = sorts.last(RIGHT, 0..last).map_or(0, |right| right + 1);
        let first = sorts.first(LEFT, start..end).unwrap_or(last);
        send_mirrored(row, sorts, last + 1..end, habit, sent);
        sent.extend_from_slice(&row[first..=last]);
        end = first;
    }
    send_mirrored(row, sorts, 0..end, habit, sent);
}

/// Sends cells from the last to the first, those that the terminal mirrors so that they are shown as
/// they are.
fn send_mirrored(
    row: &[Slot],
    sorts: &Sorts,
    columns: Range<usize>,
    habit: Habit,
    sent: &mut Vec<Slot>,
) {
    let end = sent.len() + columns.len();
    sent.extend(row[columns.clone()].iter().rev());
    if habit.mirrors {
        for column in sorts.each(MIRRORED, columns.clone()) {
            let cell = &mut sent[end - 1 - (column - columns.start)];
            *cell = cell.mirrored();
        }
    }
}
