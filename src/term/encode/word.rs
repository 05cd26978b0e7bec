//! Rows for kitty, which turns each run of cells between blanks round where its first letter runs
//! from right to left, and leaves the runs in their places: in, a row as it shall be seen; out, the
//! same with such runs turned. Letters that its font lacks come from another one, and cells of
//! different fonts are different runs. Seen in kitty 0.26 and 0.41.

use std::ops::Range;

use crate::term::encode::{next_turning, slot::Slot, span};
use crate::text::Kind;

/// Appends a row in the order to send it in; every run stays in its columns. `has` says which
/// characters are in the font. Gives the columns from the first such run to the last.
pub(crate) fn arrange(
    row: &[Slot],
    has: impl Fn(char) -> bool,
    sent: &mut Vec<Slot>,
) -> Range<usize> {
    let begin = sent.len();
    sent.extend_from_slice(row);
    let (mut at, mut moved) = (0, 0..0);
    while let Some(word) = next_turning(row, at, |_, slot| ends_run(slot)) {
        at = word.end;
        moved = span([&moved, &word]);
        let word = &mut sent[begin + word.start..begin + word.end];
        for run in word.chunk_by_mut(|a, b| has(a.base) == has(b.base)) {
            turn(run);
        }
    }
    moved
}

/// Whether DejaVu Sans Mono 2.37 has a character, as far as letters from right to left go: of Arabic
/// it has what Arabic and Persian need, of Urdu neither ہ nor ے nor ڈ. Of Hebrew it has nothing.
pub(crate) fn is_in_dejavu_sans_mono(c: char) -> bool {
    match c {
        '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => false,
        '\u{600}'..='\u{8FF}' => matches!(c,
            '\u{606}' | '\u{607}' | '\u{609}' | '\u{60A}' | '\u{60C}' | '\u{615}' | '\u{61B}' | '\u{61F}'
            | '\u{621}'..='\u{63A}' | '\u{640}'..='\u{655}' | '\u{65A}' | '\u{660}'..='\u{66D}' | '\u{674}'
            | '\u{679}'..='\u{67B}' | '\u{67E}'..='\u{680}' | '\u{683}' | '\u{684}' | '\u{686}' | '\u{687}'
            | '\u{691}' | '\u{698}' | '\u{6A4}' | '\u{6A9}' | '\u{6AF}' | '\u{6BE}' | '\u{6CC}'
            | '\u{6F0}'..='\u{6F9}'),
        '\u{FB50}'..='\u{FDFF}' => matches!(c,
            '\u{FB52}'..='\u{FB81}' | '\u{FB8A}'..='\u{FB95}' | '\u{FB9E}' | '\u{FB9F}'
            | '\u{FBAA}'..='\u{FBAD}' | '\u{FBE8}' | '\u{FBE9}' | '\u{FBFC}'..='\u{FBFF}'),
        '\u{FE75}' => false,
        _ => true,
    }
}

/// Whether kitty shapes the cell apart from others: a blank, what it draws without a font, and wide
/// symbols, which come from a font of their own.
fn ends_run(slot: &Slot) -> bool {
    let is_drawn = matches!(slot.base, ' ' | '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
    slot.columns() != 1 || is_drawn
}

/// What a character makes of the run that it is the first of to have a script.
fn script(slot: &Slot) -> Option<Script> {
    match slot.base {
        // All scripts share these.
        '\u{61B}' | '\u{61F}' | '\u{640}' => None,
        '\u{66A}' | '\u{6F0}'..='\u{6F9}' => Some(Script::Turning),
        _ => match slot.kind {
            Kind::Left => Some(Script::Straight),
            Kind::Right | Kind::ArabicLetter | Kind::ArabicDigit => Some(Script::Turning),
            _ => None,
        },
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Straight,
    Turning,
}

fn turn(run: &mut [Slot]) {
    let is = |wanted| move |slot: &Slot| script(slot) == Some(wanted);
    let Some(last_turning) = run.iter().rposition(is(Script::Turning)) else {
        return;
    };
    // In two fonts the word would be two runs, and bold and italic fonts lack letters more often,
    // which come from a third then.
    for slot in run.iter_mut() {
        slot.pen = slot.pen.in_plain_face();
    }
    if run.iter().find_map(script) == Some(Script::Straight) {
        return;
    }
    let end = match run[last_turning..].iter().any(is(Script::Straight)) {
        true => last_turning + 1,
        false => run.len(),
    };
    let (word, rest) = run.split_at_mut(end);
    let middle = word.len() / 2;
    let (left, right) = word.split_at_mut(word.len().div_ceil(2));
    for (one, other) in left[..middle].iter_mut().zip(right.iter_mut().rev()) {
        (*one, *other) = (other.in_place_of(one), one.in_place_of(other));
    }
    for slot in word.iter_mut().filter(|slot| slot.may_mirror()) {
        *slot = slot.mirrored();
    }
    // "AI-ذكاء" turned round would begin with a Latin letter and stay so. Another weight is another
    // font, and a run of its own.
    for slot in rest {
        slot.pen = slot.pen.in_bold();
    }
}
