//! Brackets of pairs (UAX 9, N0) in a row that begins at the left: in, a row as it shall be seen; out,
//! which of them stand where they are sent, as letters from left to right do, and which turn round
//! with the letters around them, as all else does.

use std::ops::Range;

use crate::term::encode::{
    seen::Habit,
    slot::Slot,
    sorts::{BRACKET, DIGIT, LEFT, STRONG, Sorts, TURNING},
    zones::is_line,
};
use crate::text::Kind;

/// More that are open at once are not looked at (BD16 ends at 63).
const MOST_OPEN: usize = 60;

/// Sorts the brackets of a row with letters from left to right or with what is neutral, as far as
/// that is plain; the others stay what they are.
pub(crate) fn settle(row: &[Slot], sorts: &mut Sorts, habit: Habit) {
    let Some((pairs, n_single)) = pairs(row, sorts) else {
        return;
    };
    if pairs.is_empty() && n_single == 1 {
        let single = sorts.first(BRACKET, 0..row.len());
        single
            .into_iter()
            .for_each(|column| sorts.become_kind(column, Kind::Neutral));
        return;
    }
    // Those in parts that are put in order by themselves are pairs to some terminals only.
    let is_parted = |pair: &&Range<usize>| habit.parts && row[(*pair).clone()].iter().any(is_line);
    let is_around_left = |sorts: &Sorts, pair: &&Range<usize>| sorts.has(LEFT, (*pair).clone());
    // Around a letter from left to right they are such letters, but not to numbers behind them.
    let parts_numbers = |bracket: usize| {
        let letter = sorts.last(STRONG, 0..bracket);
        let end = sorts.first(LEFT, bracket..row.len()).unwrap_or(row.len());
        letter.is_none_or(|letter| row[letter].kind == Kind::Left)
            || !sorts.has(DIGIT, bracket..end)
    };
    let settled = pairs
        .iter()
        .filter(|pair| is_around_left(sorts, pair) && !is_parted(pair))
        .filter(|pair| parts_numbers(pair.start) && parts_numbers(pair.end));
    for pair in settled.collect::<Vec<_>>() {
        sorts.become_kind(pair.start, Kind::Left);
        sorts.become_kind(pair.end, Kind::Left);
    }
    // Without mirror images they are sent the wrong way round, and would find other halves in other
    // parts or around them.
    let mut turned = None;
    let is_within = |pair: &Range<usize>| {
        let is_around = |other: &Range<usize>| other.start < pair.start && pair.end < other.end;
        pairs.iter().any(is_around)
    };
    for pair in &pairs {
        if is_around_left(sorts, &pair) || is_parted(&pair) {
            continue;
        }
        let part = part(row, sorts, pair, habit);
        let first = sorts.first(TURNING, part.clone());
        let turns = match (first, sorts.last(TURNING, part.clone())) {
            (Some(first), Some(last)) => {
                let is_between = first < pair.start && pair.end < last;
                let is_around = pair.start < first && last < pair.end;
                let is_beside = pair.end < first || last < pair.start;
                // One of two turns round then, and its mirror image is no other half.
                let is_apart = habit.mirrors && pairs.len() == 1 && n_single == 0;
                if !is_between && !is_around && !is_beside && !is_apart {
                    continue;
                }
                is_between
            }
            _ => false,
        };
        let is_alone = n_single == 0 && !is_within(pair);
        if turns && !habit.mirrors && (!is_alone || *turned.get_or_insert(part.start) != part.start)
        {
            continue;
        }
        sorts.become_kind(pair.start, Kind::Neutral);
        sorts.become_kind(pair.end, Kind::Neutral);
    }
}

/// The pairs of a row, each from its first to its last bracket, and the number of brackets that are
/// alone (BD16). None where there are others than those of ASCII.
fn pairs(row: &[Slot], sorts: &Sorts) -> Option<(Vec<Range<usize>>, usize)> {
    let (mut open, mut pairs, mut n_brackets) = (Vec::new(), Vec::new(), 0);
    let mut at = 0;
    while let Some(column) = sorts.first(BRACKET, at..row.len()) {
        at = column + 1;
        n_brackets += 1;
        let first = match row[column].base {
            '(' | '[' | '{' if open.len() < MOST_OPEN => {
                open.push(column);
                continue;
            }
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ => return None,
        };
        let is_other_half = |other: &usize| row[*other].base == first;
        if let Some(place) = open.iter().rposition(is_other_half) {
            pairs.push(open[place]..column);
            open.truncate(place);
        }
    }
    let n_single = n_brackets - 2 * pairs.len();
    Some((pairs, n_single))
}

/// The part of a row that a pair is put in order with: between letters from left to right, and between
/// lines of boxes where they part it.
fn part(row: &[Slot], sorts: &Sorts, pair: &Range<usize>, habit: Habit) -> Range<usize> {
    let start = sorts.last(LEFT, 0..pair.start).map_or(0, |left| left + 1);
    let end = sorts.first(LEFT, pair.end..row.len()).unwrap_or(row.len());
    if !habit.parts {
        return start..end;
    }
    let before = row[start..pair.start].iter().rposition(is_line);
    let behind = row[pair.end..end].iter().position(is_line);
    let start = before.map_or(start, |line| start + line + 1);
    start..behind.map_or(end, |line| pair.end + line)
}
