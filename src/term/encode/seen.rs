//! What a terminal that puts text in order by itself shows: in, what it is sent and what shall be
//! seen; out, whether it shows that.

use crate::term::encode::slot::Slot;
use crate::text::{Direction, Kind, mirrored, seen_order};

/// What a terminal does with what it is sent.
#[derive(Clone, Copy)]
pub(crate) struct Habit {
    /// Whether it shows the mirror image of brackets that run from right to left.
    pub mirrors: bool,
    /// Whether lines of boxes part the text on their two sides: Konsole draws them by itself.
    pub parts: bool,
    /// Whether a row whose first letter runs from right to left does so as a whole.
    pub detects: bool,
}

/// Whether a terminal that is sent this shows the row, `from` a column on.
pub(crate) fn is_seen(
    sent: &[Slot],
    row: &[Slot],
    from: usize,
    base: Direction,
    habit: Habit,
) -> bool {
    if from == 0
        && let Some(is_seen) = is_seen_by_letters(sent, row, base, habit)
    {
        return is_seen;
    }
    let order = seen_order(sent.iter().map(|cell| cell.base), base).zip(row);
    order
        .skip(from)
        .all(|((at, turns), wanted)| shows(&sent[at], turns, wanted, habit))
}

/// Whether a cell is the one that is wanted where the terminal `turns` it.
fn shows(cell: &Slot, turns: bool, wanted: &Slot, habit: Habit) -> bool {
    if cell.column != wanted.column {
        return false;
    }
    let shown = match turns && habit.mirrors {
        true => cell.mirrored().base,
        false => cell.base,
    };
    // Digits and blanks may have been replaced; they have no mirror image.
    shown == wanted.base || mirrored(wanted.base) == wanted.base
}

/// The same where letters alone decide (N1, N2): those that run against the row turn round with all
/// that is between them. None where numbers, brackets or anything else takes part in it.
fn is_seen_by_letters(sent: &[Slot], row: &[Slot], base: Direction, habit: Habit) -> Option<bool> {
    let is_rtl = base == Direction::Rtl;
    let mut follows_right = is_rtl;
    for cell in sent {
        match cell.kind {
            Kind::Left => follows_right = false,
            Kind::Right | Kind::ArabicLetter => follows_right = true,
            Kind::Neutral | Kind::Separator | Kind::Sign | Kind::Terminator => {}
            // It is as good as a letter from left to right (W7).
            Kind::Digit if !follows_right && !is_rtl => {}
            _ => return None,
        }
    }
    let is_left = |cell: &Slot| cell.kind == Kind::Left;
    let is_right = |cell: &Slot| cell.kind.is_right();
    let runs_against = |cell: &Slot| {
        if is_rtl {
            is_left(cell)
        } else {
            is_right(cell)
        }
    };
    let runs_along = |cell: &Slot| {
        if is_rtl {
            is_right(cell)
        } else {
            is_left(cell)
        }
    };
    // In its place, and in the place that a turned stretch has it in.
    let shows_at = |at: usize, place: usize, is_turned: bool| {
        let place = if is_rtl { row.len() - 1 - place } else { place };
        shows(&sent[at], is_rtl != is_turned, &row[place], habit)
    };
    let mut at = 0;
    while at < sent.len() {
        let rest = &sent[at..];
        let n_along = rest.iter().position(runs_against).unwrap_or(rest.len());
        let stretch = rest[n_along..].iter().take_while(|cell| !runs_along(cell));
        let (start, end) = (at + n_along, at + n_along + stretch.count());
        let last = sent[start..end].iter().rposition(runs_against);
        let end = last.map_or(start, |last| start + last + 1);
        let is_right = (at..start).all(|at| shows_at(at, at, false))
            && (start..end).all(|at| shows_at(at, start + end - 1 - at, true));
        if !is_right {
            return Some(false);
        }
        at = end;
    }
    Some(true)
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

    fn slots(row: &str) -> Vec<Slot> {
        let mut slots = Vec::new();
        slot::fill(&mut slots, &Buffer::with_lines([row]).content);
        slots
    }

    proptest! {
        #![proptest_config(Config { rng_seed: RngSeed::Fixed(5), ..Config::with_cases(2000) })]

        #[test]
        fn letters_alone_are_seen_as_by_all_rules(
            sent in vec(select(&['a', 'ﺏ', 'ﻼ', 'א', ' ', '«', '<', '1', '.', '%', '-', '│'][..]), 1..14),
            is_rtl: bool,
            mirrors: bool,
            moved: bool,
        ) {
            let base = if is_rtl { Direction::Rtl } else { Direction::Ltr };
            let habit = Habit { mirrors, parts: false, detects: false };
            let mut sent = slots(&String::from_iter(sent));
            let order = seen_order(sent.iter().map(|cell| cell.base), base);
            let mut row: Vec<Slot> = order
                .map(|(at, turns)| if turns && mirrors { sent[at].mirrored() } else { sent[at] })
                .collect();
            // Each cell knows the column in which it is seen.
            for (column, cell) in row.iter_mut().enumerate() {
                sent[usize::from(cell.column)].column = column as u16;
                cell.column = column as u16;
            }
            if moved {
                let last = row.len() - 1;
                row.swap(0, last);
            }
            let is_right = !moved || row.len() == 1;
            if let Some(is_seen) = is_seen_by_letters(&sent, &row, base, habit) {
                prop_assert_eq!(is_seen, is_right);
            }
        }
    }
}
