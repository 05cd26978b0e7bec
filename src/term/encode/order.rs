//! Rows for terminals that put text in order by themselves (UAX 9): in, a row as it shall be seen,
//! left to right; out, the order in which such a terminal must be sent the cells to show that.
//! What the plain order cannot say is said with strong blanks, so that panes and sentences that
//! begin with a number stay in their places. Where letters and numbers alone do not say it, an order is tried
//! out before it is taken.

use std::ops::Range;

use crate::term::encode::{
    Arrangement,
    numbers::{end_of_number, start_of_number, turn, with_arabic_digit},
    seen::{Habit, is_seen},
    slot::Slot,
    sorts::{BRACKET, NUMBER, STRONG, Sorts},
    zones::{self, is_line, strong_blank},
};
use crate::text::{Direction, Kind};

/// Appends a row in the order to send it in.
pub(crate) fn arrange(row: &[Slot], habit: Habit, sent: &mut Vec<Slot>) -> Arrangement {
    let sorts = Sorts::of(row);
    let n_before = sent.len();
    let all = 0..row.len();
    let wholly = |base| Arrangement {
        base,
        moved: 0..row.len(),
    };
    let letter = |column: Option<usize>| column.is_some_and(|column| row[column].kind.is_right());
    let is_from_right = habit.detects && letter(sorts.first(STRONG, all.clone()));
    let is_of_letters = !sorts.has(NUMBER, all.clone()) && !sorts.has(BRACKET, all.clone());
    if is_from_right && is_of_letters && letter(sorts.last(STRONG, all)) {
        zones::from_right(row, &sorts, habit, sent);
        return wholly(Direction::Rtl);
    }
    // Behind a letter from left to right there is no side to detect.
    let may_be_behind_left = habit.detects && row[0].is_blank();
    let behind_left = Habit {
        detects: false,
        ..habit
    };
    if !is_from_right || may_be_behind_left {
        if is_from_right {
            sent.push(strong_blank(&row[0]));
        }
        let otherwise =
            |zone: &[Slot], sent: &mut Vec<Slot>| try_out(zone, behind_left, sent).is_seen;
        let begin = usize::from(is_from_right);
        let moved = zones::from_left(row, sorts, begin, behind_left, sent, otherwise);
        if let Some(moved) = moved {
            let base = Direction::Ltr;
            return Arrangement { base, moved };
        }
        sent.truncate(n_before);
    }
    if may_be_behind_left {
        let mut begun = row.to_vec();
        begun[0] = strong_blank(&row[0]);
        let tried = try_out(&begun, behind_left, sent);
        if tried.is_seen {
            return wholly(tried.base);
        }
        sent.truncate(n_before);
    }
    wholly(try_out(row, habit, sent).base)
}

/// What came of trying out orders.
struct Tried {
    /// The side that the first column is seen at.
    base: Direction,
    /// Whether the row is seen as it shall be.
    is_seen: bool,
}

/// Appends a row in the first order that shows it, or in some order if none does.
fn try_out(row: &[Slot], habit: Habit, sent: &mut Vec<Slot>) -> Tried {
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
        let tried = match base {
            Direction::Ltr => from_left(row, habit, words),
            Direction::Rtl => from_right(row, habit, words),
        };
        if habit.detects && direction(&tried) != base {
            continue;
        }
        let is_seen = is_seen(&tried, row, 0, base, habit);
        if is_seen || best.is_none() {
            best = Some((tried, Tried { base, is_seen }));
        }
        if is_seen {
            break;
        }
    }
    match best {
        Some((cells, tried)) => {
            sent.extend(cells);
            tried
        }
        None => {
            sent.extend_from_slice(row);
            Tried {
                base: Direction::Ltr,
                is_seen: false,
            }
        }
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

/// Whether a terminal turns round what is between two of these.
fn turns(cell: &Slot) -> bool {
    cell.kind.is_right() || cell.kind == Kind::ArabicDigit
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::term::encode::slot;

    /// Letters of all kinds, numbers and what joins them, brackets, and the line of a box.
    const CHARS: &[char] = &[
        'a', 'ﺏ', 'ﻼ', 'א', ' ', ' ', '«', '≤', '(', ')', '(', ')', '[', ']', '1', '2', '۵', '٢',
        '.', '%', '-', '│',
    ];

    /// Rows of few different characters, so that odd ones are often beside each other.
    fn rows() -> impl Strategy<Value = Vec<char>> {
        let few = vec(select(CHARS), 3..24);
        few.prop_flat_map(|few| vec(select(few), 1..18))
    }

    proptest! {
        #![proptest_config(Config { rng_seed: RngSeed::Fixed(5), ..Config::with_cases(20_000) })]

        #[test]
        fn a_row_is_seen_as_it_shall_be_where_any_order_that_is_tried_shows_it_so(
            row in rows(),
            mirrors: bool,
            parts: bool,
            detects: bool,
        ) {
            let habit = Habit { mirrors, parts, detects: detects && mirrors };
            let (mut slots, mut sent) = (Vec::new(), Vec::new());
            let cells = Buffer::with_lines([String::from_iter(row)]).content;
            slot::fill(&mut slots, &cells);
            let Arrangement { base, moved } = arrange(&slots, habit, &mut sent);
            prop_assert_eq!(sent.len(), slots.len());
            let is_as_seen = |column: &usize| {
                let (sent, seen) = (&sent[*column], &slots[*column]);
                sent.column == seen.column && sent.is_seen_as(seen, [&cells; 2], true)
            };
            prop_assert!((0..slots.len()).all(|column| moved.contains(&column) || is_as_seen(&column)));
            let shows = is_seen(&sent, &slots, 0, base, habit);
            prop_assert!(shows || !try_out(&slots, habit, &mut Vec::new()).is_seen);
        }
    }
}
