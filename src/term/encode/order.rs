//! Rows for terminals that put text in order by themselves (UAX 9): in, a row as it shall be seen,
//! left to right; out, the order in which such a terminal must be sent the cells to show that.
//! What the plain order cannot say is said with strong blanks, so that panes and sentences that
//! begin with a number stay in their places. Where letters alone do not say it, an order is tried
//! out before it is taken.

use std::ops::Range;

use crate::term::encode::{
    letters::{self, is_line, strong_blank, turns},
    seen::{Habit, is_seen},
    slot::Slot,
};
use crate::text::{Direction, Kind};

/// Puts a row into the order to send it in; the side that its first column is seen at.
pub(crate) fn arrange(row: &mut [Slot], habit: Habit) -> Direction {
    // Behind a letter from left to right there is no side to detect.
    let behind_left = Habit {
        detects: false,
        ..habit
    };
    match letters::base(row, habit) {
        Some(Direction::Ltr) => {
            for zone in letters::zones(row) {
                if !letters::from_left(zone, habit) {
                    try_out(zone, behind_left);
                }
            }
            Direction::Ltr
        }
        Some(Direction::Rtl) => {
            letters::from_right(row, habit);
            Direction::Rtl
        }
        None if habit.detects && row[0].is_blank() => {
            row[0] = strong_blank(&row[0]);
            arrange(row, behind_left)
        }
        None => try_out(row, habit),
    }
}

/// Puts a row into the first order that shows it; the side that its first column is seen at.
fn try_out(row: &mut [Slot], habit: Habit) -> Direction {
    let tries = [
        (Direction::Ltr, Words::Together),
        (Direction::Rtl, Words::Together),
        (Direction::Ltr, Words::Apart),
        (Direction::Rtl, Words::Apart),
    ];
    let mut best = None;
    for (base, words) in tries {
        if base == Direction::Rtl && !habit.detects {
            continue;
        }
        let sent = match base {
            Direction::Ltr => from_left(row, habit, words),
            Direction::Rtl => from_right(row, habit, words),
        };
        if habit.detects && direction(&sent) != base {
            continue;
        }
        let is_right = is_seen(&sent, row, 0, base, habit);
        if is_right || best.is_none() {
            best = Some((sent, base));
        }
        if is_right {
            break;
        }
    }
    match best {
        Some((sent, base)) => {
            row.copy_from_slice(&sent);
            base
        }
        None => Direction::Ltr,
    }
}

/// The direction that a terminal takes a row to have by its first letter.
fn direction(sent: &[Slot]) -> Direction {
    let strong = sent
        .iter()
        .find(|cell| cell.kind == Kind::Left || cell.kind.is_right());
    match strong {
        Some(cell) if cell.kind.is_right() => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// Whether what is between blanks is put in order by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Together,
    Apart,
}

/// For a row that begins at the left. Between letters from left to right, all from the first to the
/// last letter from right to left turns round; the rest stands where it is sent.
fn from_left(row: &[Slot], habit: Habit, words: Words) -> Vec<Slot> {
    let mut sent = Vec::with_capacity(row.len());
    for zone in row.chunk_by(|a, b| (a.kind == Kind::Left) == (b.kind == Kind::Left)) {
        match words {
            Words::Apart if zone.iter().any(turns) => {
                for word in zone.split_inclusive(Slot::is_blank) {
                    let n_letters = word.iter().take_while(|cell| !cell.is_blank()).count();
                    send_zone(&word[..n_letters], habit, &mut sent);
                    sent.extend(word[n_letters..].iter().map(strong_blank));
                }
            }
            _ => send_parts(zone, habit, &mut sent),
        }
    }
    sent
}

/// Sends a zone, its parts between lines of boxes one by one where the terminal does that too. A
/// strong blank beside the line makes sure of it.
fn send_parts(zone: &[Slot], habit: Habit, sent: &mut Vec<Slot>) {
    let line = match habit.parts {
        true => zone.iter().position(is_line),
        false => None,
    };
    let Some(line) = line.filter(|&line| zone[line..].iter().any(turns)) else {
        send_zone(zone, habit, sent);
        return;
    };
    let (before, after) = zone.split_at(line);
    send_zone(before, habit, sent);
    sent.push(after[0]);
    match &after[1..] {
        [blank, rest @ ..] if blank.is_blank() && before.iter().any(turns) => {
            sent.push(strong_blank(blank));
            send_parts(rest, habit, sent);
        }
        rest => send_parts(rest, habit, sent),
    }
}

/// Sends cells none of which is a letter from left to right.
fn send_zone(zone: &[Slot], habit: Habit, sent: &mut Vec<Slot>) {
    let Some(start) = zone.iter().position(turns) else {
        sent.extend_from_slice(zone);
        return;
    };
    let end = zone.iter().rposition(turns).map_or(start, |last| last + 1);
    sent.extend_from_slice(&zone[..start]);
    if !zone[end..].iter().any(|cell| cell.kind == Kind::Digit) {
        turn(&zone[start..end], habit, Kind::Left, sent);
        sent.extend_from_slice(&zone[end..]);
        return;
    }
    let mut stretch = zone[start..end].to_vec();
    let mut rest = zone[end..].to_vec();
    // A number behind those letters would be drawn to their other side (W7, N1).
    while let Some(digit) = rest.iter().position(|cell| cell.kind == Kind::Digit) {
        if let Some(blank) = rest[..digit].iter().position(Slot::is_blank) {
            rest[blank] = strong_blank(&rest[blank]);
            break;
        }
        let after = rest.split_off(end_of_number(&rest, digit));
        stretch.extend(rest.into_iter().map(with_arabic_digit));
        rest = after;
    }
    turn(&stretch, habit, Kind::Left, sent);
    sent.extend(rest);
}

/// The same cell with a digit that belongs to the letters beside it.
fn with_arabic_digit(cell: Slot) -> Slot {
    let zero = match cell.base {
        '0'..='9' => '0',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        _ => return cell,
    };
    let arabic = char::from_u32(0x660 + u32::from(cell.base) - u32::from(zero));
    arabic.map_or(cell, |arabic| cell.with_base(arabic))
}

/// Sends cells from the last to the first, their numbers as they are; `letter` is the last letter
/// that was sent before.
fn turn(cells: &[Slot], habit: Habit, mut letter: Kind, sent: &mut Vec<Slot>) {
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

fn turned(cell: Slot, habit: Habit) -> Slot {
    match habit.mirrors {
        true => cell.mirrored(),
        false => cell,
    }
}

/// Where the number begins that ends before `end`; `end` if there is none. What belongs to a number
/// depends on the letter before it (W2–W5).
fn start_of_number(cells: &[Slot], end: usize, letter: Kind) -> usize {
    let kind = |place: usize| cells[place].kind;
    let european = letter != Kind::ArabicLetter;
    let mut start = end;
    while european && start > 0 && kind(start - 1) == Kind::Terminator {
        start -= 1;
    }
    if start == 0 || !kind(start - 1).is_digit() {
        return end;
    }
    while start > 0 {
        let within = match kind(start - 1) {
            Kind::Separator => true,
            Kind::Sign => european,
            _ => false,
        };
        if kind(start - 1).is_digit() {
            start -= 1;
        } else if within && start > 1 && kind(start - 2).is_digit() {
            start -= 2;
        } else {
            break;
        }
    }
    while european && start > 0 && kind(start - 1) == Kind::Terminator {
        start -= 1;
    }
    start
}

/// Where the number ends whose first digit is at `start`.
fn end_of_number(cells: &[Slot], start: usize) -> usize {
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

/// For a row that begins at the right: all of it turns round, but for what is from the first to the
/// last letter from left to right where none of the others is between.
fn from_right(row: &[Slot], habit: Habit, words: Words) -> Vec<Slot> {
    let mut sent = Vec::with_capacity(row.len());
    let mut letter = Kind::Right;
    let mut start = row.len();
    for zone in row.chunk_by(beside).rev() {
        start -= zone.len();
        let n_before = sent.len();
        let last = send_from_right(zone, habit, letter, &mut sent);
        let is_shown = |sent: &[Slot]| {
            // As if all that follows were sent so.
            let mut sent = sent.to_vec();
            let mut letter = last;
            for zone in row[..start].chunk_by(beside).rev() {
                letter = send_from_right(zone, habit, letter, &mut sent);
            }
            is_seen(&sent, row, start, Direction::Rtl, habit)
        };
        if words == Words::Apart && !is_shown(&sent) {
            let before = &sent[..n_before];
            let mut tries = stretches(zone).map(|stretch| {
                let mut sent = before.to_vec();
                send_stretch(zone, stretch, habit, letter, &mut sent);
                sent
            });
            sent = tries.find(|sent| is_shown(sent)).unwrap_or(sent);
        }
        letter = last;
    }
    sent
}

/// Whether two cells are of one zone: both letters from right to left, or neither.
fn beside(a: &Slot, b: &Slot) -> bool {
    a.kind.is_right() == b.kind.is_right()
}

/// Sends a zone of a row that begins at the right; gives the last letter sent.
fn send_from_right(zone: &[Slot], habit: Habit, letter: Kind, sent: &mut Vec<Slot>) -> Kind {
    if zone[0].kind.is_right() {
        sent.extend(zone.iter().rev());
        return zone[0].kind;
    }
    send_left_zone(zone, false, habit, letter, sent)
}

/// How many places each end of a stretch is tried at.
const MOST_ENDS: usize = 12;

/// The stretches about the letters from left to right of a zone, from the shortest on, that end with
/// a letter, at a blank or with the zone.
fn stretches(zone: &[Slot]) -> impl Iterator<Item = Range<usize>> {
    let is_left = |cell: &Slot| cell.kind == Kind::Left;
    let first = zone.iter().position(is_left);
    let last = zone.iter().rposition(is_left);
    let may_end = move |&place: &usize| {
        let near = &zone[place.saturating_sub(1)..(place + 1).min(zone.len())];
        near.len() < 2
            || near.iter().any(Slot::is_blank)
            || Some(place) == first
            || place.checked_sub(1) == last
    };
    let starts = 0..first.map_or(0, |first| first + 1);
    let starts = starts.rev().filter(may_end).take(MOST_ENDS);
    starts.flat_map(move |start| {
        let ends = last.map_or(zone.len(), |last| last + 1)..=zone.len();
        let ends = ends.filter(may_end).take(MOST_ENDS);
        ends.map(move |end| start..end)
    })
}

/// Sends a stretch of a zone as it stands, the blanks in it strong, and the rest turned round.
fn send_stretch(
    zone: &[Slot],
    stretch: Range<usize>,
    habit: Habit,
    letter: Kind,
    sent: &mut Vec<Slot>,
) {
    turn(&zone[stretch.end..], habit, letter, sent);
    let strong = |cell: &Slot| match cell.is_blank() {
        true => strong_blank(cell),
        false => *cell,
    };
    sent.extend(zone[stretch.clone()].iter().map(strong));
    // A European number would go on with the stretch.
    let before = zone[..stretch.start].iter().copied().map(with_arabic_digit);
    let before: Vec<Slot> = before.collect();
    turn(&before, habit, Kind::ArabicLetter, sent);
}

/// Sends cells none of which is a letter from right to left; gives the last letter sent. Next to a
/// number a strong blank would take it up, so the first cell is none `after_number`.
fn send_left_zone(
    zone: &[Slot],
    after_number: bool,
    habit: Habit,
    letter: Kind,
    sent: &mut Vec<Slot>,
) -> Kind {
    // Arabic numbers stand by themselves whatever is around them.
    let is_arabic = |cell: &Slot| cell.kind == Kind::ArabicDigit;
    if let Some(last) = zone.iter().rposition(is_arabic) {
        let start = start_of_number(zone, last + 1, Kind::ArabicLetter);
        let letter = send_left_zone(&zone[last + 1..], true, habit, letter, sent);
        sent.extend_from_slice(&zone[start..=last]);
        return send_left_zone(&zone[..start], after_number, habit, letter, sent);
    }
    let is_left = |cell: &Slot| cell.kind == Kind::Left;
    let Some(first_left) = zone.iter().position(is_left) else {
        turn(zone, habit, letter, sent);
        return letter;
    };
    let last_left = zone.iter().rposition(is_left).unwrap_or(first_left);
    // Numbers behind the letters belong to them (W7).
    let behind = &zone[last_left + 1..];
    let number = behind.iter().rposition(|cell| cell.kind == Kind::Digit);
    let end = last_left + 1 + number.map_or(0, |last| last + 1);
    // Those before them would be drawn behind: a strong blank makes them part of the stretch.
    let mut before = zone[..first_left].to_vec();
    let mut stretch = zone[first_left..end].to_vec();
    if let Some(digit) = before.iter().position(|cell| cell.kind == Kind::Digit) {
        let n_weak = usize::from(after_number).min(digit);
        let blank = before[n_weak..digit].iter().rposition(Slot::is_blank);
        match blank {
            Some(blank) => {
                let mut numbers = before.split_off(n_weak + blank);
                numbers[0] = strong_blank(&numbers[0]);
                numbers.append(&mut stretch);
                stretch = numbers;
            }
            None => before = before.into_iter().map(with_arabic_digit).collect(),
        }
    }
    turn(&zone[end..], habit, letter, sent);
    sent.extend(stretch);
    turn(&before, habit, Kind::Left, sent);
    Kind::Left
}
