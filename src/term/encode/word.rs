//! Rows for kitty, which turns each run of cells between blanks round where its first letter runs
//! from right to left, and leaves the runs in their places: in, a row as it shall be seen; out, the
//! same with such runs turned. Seen in kitty 0.26 and 0.41.

use crate::term::encode::slot::Slot;
use crate::text::Kind;

/// The row in the order to send it in; every run stays in its columns.
pub(crate) fn arrange(row: Vec<Slot<'_>>) -> Vec<Slot<'_>> {
    let mut sent = Vec::with_capacity(row.len());
    for run in row.chunk_by(|a, b| !ends_run(a) && !ends_run(b)) {
        send(run, &mut sent);
    }
    sent
}

/// Whether kitty shapes the cell apart from others: a blank, what it draws without a font, and wide
/// symbols, which come from a font of their own.
fn ends_run(slot: &Slot<'_>) -> bool {
    let is_drawn = |c: char| matches!(c, ' ' | '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
    slot.columns != 1 || slot.symbol.starts_with(is_drawn)
}

/// What a character makes of the run that it is the first of to have a script.
fn script(slot: &Slot<'_>) -> Option<Script> {
    let c = slot.symbol.chars().next()?;
    match c {
        // All scripts share these.
        '\u{61B}' | '\u{61F}' | '\u{640}' => None,
        '\u{66A}' | '\u{6F0}'..='\u{6F9}' => Some(Script::Turning),
        _ => match Kind::of(c) {
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

fn send<'a>(run: &[Slot<'a>], sent: &mut Vec<Slot<'a>>) {
    let is_turning = |slot: &Slot<'_>| script(slot) == Some(Script::Turning);
    let Some(last_turning) = run.iter().rposition(is_turning) else {
        sent.extend_from_slice(run);
        return;
    };
    // In two fonts the word would be two runs, and bold and italic fonts lack letters more often,
    // which come from a third then.
    let in_one_face = |slot: Slot<'a>| Slot {
        pen: slot.pen.in_plain_face(),
        ..slot
    };
    if run.iter().find_map(script) == Some(Script::Straight) {
        sent.extend(run.iter().cloned().map(in_one_face));
        return;
    }
    let is_straight = |slot: &Slot<'_>| script(slot) == Some(Script::Straight);
    let end = match run[last_turning..].iter().any(is_straight) {
        true => last_turning + 1,
        false => run.len(),
    };
    sent.extend(run[..end].iter().rev().map(turned).map(in_one_face));
    // "AI-ذكاء" turned round would begin with a Latin letter and stay so. Another weight is another
    // font, and a run of its own.
    sent.extend(run[end..].iter().cloned().map(|slot| Slot {
        pen: slot.pen.in_plain_face().in_bold(),
        ..slot
    }));
}

fn turned<'a>(slot: &Slot<'a>) -> Slot<'a> {
    let mut slot = slot.clone();
    slot.mirror();
    slot
}
