//! Clock times among the pieces of a line, `9:15`, `14h52`, with the half of the day beside them: in,
//! pieces; out, a time and the bytes it was read from.

use crate::article::Time;
use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::Found;
use crate::article::date_tokens::{Kind, Token, adjoins, is_any, n_digits, number, sign, word};

/// The clock time whose hour is the token at `idx`.
pub(crate) fn time_at(tokens: &[Token], idx: usize) -> Option<Found<Time>> {
    let hour = number(tokens, idx, 1..=2)?;
    if idx > 0 && matches!(tokens[idx - 1].kind, Kind::Sign(':' | '.')) && adjoins(tokens, idx - 1)
    {
        return None;
    }
    // A dot is the sign of a clock where a word beside it says so: `klo 12.30`, `12.30 WIB`.
    let is_dotted = sign(tokens, idx + 1) == Some('.')
        && (idx > 0
            && is_any(
                tokens,
                idx - 1,
                &["klo", "kl", "pukul", "jam", "alle", "ore"],
            )
            || idx > 1 && is_any(tokens, idx - 2, &["kl"]) && sign(tokens, idx - 1) == Some('.')
            || is_any(tokens, idx + 3, ZONES)
            || [Sense::Morning, Sense::Evening]
                .into_iter()
                .any(|sense| half(tokens.get(idx + 3..).unwrap_or_default(), sense))
            || is_behind_year(tokens, idx) && n_digits(tokens, idx + 2) == 2);
    let is_parted = is_any(tokens, idx + 1, &["h", "時", "时", "點", "点"]);
    let is_clock = sign(tokens, idx + 1) == Some(':') || is_parted || is_dotted;
    if !is_clock || !adjoins(tokens, idx) || !adjoins(tokens, idx + 1) {
        return None;
    }
    let minute = number(tokens, idx + 2, 2..=2)?;
    let before = idx.checked_sub(1).map_or(&[][..], |at| &tokens[at..idx]);
    let after = &tokens[idx + 3..];
    let after = match after {
        // Seconds.
        [sign, seconds, rest @ ..]
            if sign.kind == Kind::Sign(':') && matches!(seconds.kind, Kind::Number(..)) =>
        {
            rest
        }
        _ => after,
    };
    let is_half = |sense: Sense| half(after, sense) || half(before, sense);
    let hour = match hour {
        1..=11 if is_half(Sense::Evening) => hour + 12,
        12 if is_half(Sense::Morning) => 0,
        _ => hour,
    };
    Some(Found {
        value: Time::new(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?)?,
        range: tokens[idx].range.start..tokens[idx + 2].range.end,
    })
}

/// What stands behind a clock with a dot.
const ZONES: &[&str] = &["wib", "wita", "wit", "uhr", "น", "gmt", "bst", "utc"];

/// Whether two digits stand behind a year, with a day of the week between them or not: `9 Ocak 2024 Salı
/// 15`.
fn is_behind_year(tokens: &[Token], idx: usize) -> bool {
    let is_year = |at: usize| n_digits(tokens, at) == 4;
    let is_weekday = |at: usize| word(tokens, at).is_some_and(|w| CUES.is(w, Sense::Weekday));
    n_digits(tokens, idx) == 2
        && (idx > 0 && is_year(idx - 1) || idx > 1 && is_weekday(idx - 1) && is_year(idx - 2))
}

/// Whether the tokens begin with a half of the day: `pm`, `p.m.`, `مساء`, `ب.ظ`.
fn half(tokens: &[Token], sense: Sense) -> bool {
    let Some(first) = word(tokens, 0) else {
        return false;
    };
    if CUES.is(first, sense) {
        return true;
    }
    let dot = usize::from(sign(tokens, 1) == Some('.'));
    word(tokens, 1 + dot).is_some_and(|second| CUES.is(&format!("{first} {second}"), sense))
}
