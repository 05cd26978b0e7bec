//! What letters alone say of how a terminal puts a row in order (UAX 9, N1 and N2), which is all
//! there is to most rows: those that run against it turn round with all that is between them. In,
//! a row as it shall be seen, or a zone of it; out, the order to send it in.

use crate::term::encode::{seen::Habit, slot::Slot};
use crate::text::{Direction, Kind};

/// A blank that is a letter from left to right to UAX 9 (the empty Braille pattern): text of the two
/// sides of it is put in order apart. Seen right in Konsole 22.12, qterminal 1.2, PuTTY 0.78, VTE 0.70.
const STRONG_BLANK: char = '\u{2800}';

/// The side that a row begins at, for a terminal to show it, and that its zones can be sent by: for
/// one that begins at the left, what is between its letters from left to right, each by itself; for
/// one that begins at the right, letters alone. None where brackets may pair beyond that, where
/// there are numbers in a row from the right, or where the letters give it no side.
pub(crate) fn base(row: &[Slot], habit: Habit) -> Option<Direction> {
    let (mut first, mut last) = (None, None);
    let mut are_letters = true;
    // Since the last letter from left to right.
    let (mut has_bracket, mut has_turning) = (false, false);
    for cell in row {
        match cell.kind {
            Kind::Neutral | Kind::Separator | Kind::Sign | Kind::Terminator => continue,
            Kind::Left => {
                (has_bracket, has_turning) = (false, false);
                last = Some(Direction::Ltr);
            }
            Kind::Right | Kind::ArabicLetter => {
                has_turning = true;
                last = Some(Direction::Rtl);
            }
            Kind::ArabicDigit => (has_turning, are_letters) = (true, false),
            Kind::Digit => are_letters = false,
            Kind::Other => (has_bracket, are_letters) = (true, false),
        }
        if has_bracket && has_turning {
            return None;
        }
        first = first.or(last);
    }
    match first {
        Some(Direction::Rtl) if habit.detects => last.filter(|_| are_letters && last == first),
        _ => Some(Direction::Ltr),
    }
}

/// Parts a row that begins at the left at its letters from left to right, which stand where they are
/// sent.
pub(crate) fn zones(row: &mut [Slot]) -> impl Iterator<Item = &mut [Slot]> {
    row.split_mut(|cell| cell.kind == Kind::Left)
}

/// Whether a terminal turns round what is between two of these.
pub(crate) fn turns(cell: &Slot) -> bool {
    cell.kind.is_right() || cell.kind == Kind::ArabicDigit
}

/// The same cell with a blank that parts what is on its two sides.
pub(crate) fn strong_blank(cell: &Slot) -> Slot {
    cell.with_base(STRONG_BLANK)
}

/// Whether a line of a box, which parts text for terminals that draw them by themselves.
pub(crate) fn is_line(cell: &Slot) -> bool {
    matches!(cell.base, '\u{2500}'..='\u{259F}')
}

/// Puts a zone into the order to send it in, each part of it by itself where lines of boxes part it
/// for the terminal: a strong blank beside the line makes sure of that. False, and nothing is moved,
/// where numbers take part in the order, or where there is no such blank.
pub(crate) fn from_left(zone: &mut [Slot], habit: Habit) -> bool {
    let Some(first) = zone.iter().position(turns) else {
        return true;
    };
    if zone[first..].iter().any(|cell| cell.kind.is_digit()) {
        return false;
    }
    let is_bare_line =
        |pair: &[Slot]| is_line(&pair[0]) && !is_line(&pair[1]) && !pair[1].is_blank();
    if habit.parts && zone.windows(2).any(is_bare_line) {
        return false;
    }
    let mut end = zone.len();
    let mut is_followed = false;
    loop {
        let line = match habit.parts {
            true => zone[..end].iter().rposition(is_line),
            false => None,
        };
        let start = line.map_or(0, |line| line + 1);
        let part = &mut zone[start..end];
        if let Some(first) = part.iter().position(turns) {
            let last = part.iter().rposition(turns);
            let letters = &mut part[first..=last.unwrap_or(first)];
            letters.reverse();
            mirror(letters, habit);
            let beside = zone[end..].iter_mut().find(|cell| !is_line(cell));
            if let Some(blank) = beside.filter(|_| is_followed) {
                *blank = strong_blank(blank);
            }
            is_followed = true;
        }
        match line {
            Some(line) => end = line,
            None => return true,
        }
    }
}

/// Puts a row that begins at the right into the order to send it in, all its zones by their letters.
pub(crate) fn from_right(row: &mut [Slot], habit: Habit) {
    row.reverse();
    let is_left = |cell: &Slot| cell.kind == Kind::Left;
    for zone in row.split_mut(|cell| cell.kind.is_right()) {
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
fn mirror(turned: &mut [Slot], habit: Habit) {
    if habit.mirrors {
        turned.iter_mut().for_each(|cell| *cell = cell.mirrored());
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::term::encode::{seen::is_seen, slot};

    proptest! {
        #![proptest_config(Config { rng_seed: RngSeed::Fixed(5), ..Config::with_cases(4000) })]

        #[test]
        fn letters_alone_are_seen_as_by_all_rules(
            row in vec(select(&['a', 'ﺏ', 'ﻼ', 'א', ' ', '«', '≤', '(', ')', '1', '٢', '.', '%', '-', '│'][..]), 1..14),
            mirrors: bool,
            parts: bool,
            detects: bool,
        ) {
            let habit = Habit { mirrors, parts, detects };
            let mut slots = Vec::new();
            slot::fill(&mut slots, &Buffer::with_lines([String::from_iter(row)]).content);
            let mut sent = slots.clone();
            let Some(base) = base(&slots, habit) else { return Ok(()) };
            match base {
                Direction::Ltr => prop_assume!(zones(&mut sent).all(|zone| from_left(zone, habit))),
                Direction::Rtl => from_right(&mut sent, habit),
            }
            prop_assert!(is_seen(&sent, &slots, 0, base, habit));
        }
    }
}
