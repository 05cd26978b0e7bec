//! Rows for kitty, which turns each run of cells between blanks round where its first letter runs
//! from right to left, and leaves the runs in their places: in, a row as it shall be seen; out, the
//! same with such runs turned. Seen in kitty 0.26 and 0.41.

use crate::term::encode::slot::Slot;
use crate::text::Kind;

/// Puts a row into the order to send it in; every run stays in its columns.
pub(crate) fn arrange(row: &mut [Slot]) {
    for run in row.chunk_by_mut(|a, b| !ends_run(a) && !ends_run(b)) {
        turn(run);
    }
}

/// Whether kitty shapes the cell apart from others: a blank, what it draws without a font, and wide
/// symbols, which come from a font of their own.
fn ends_run(slot: &Slot) -> bool {
    let is_drawn = matches!(slot.base, ' ' | '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
    slot.columns != 1 || is_drawn
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
    word.reverse();
    for slot in word {
        *slot = slot.mirrored();
    }
    // "AI-ذكاء" turned round would begin with a Latin letter and stay so. Another weight is another
    // font, and a run of its own.
    for slot in rest {
        slot.pen = slot.pen.in_bold();
    }
}
