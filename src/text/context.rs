//! What stands around a stretch of a long paragraph, as far as the stretch depends on it: controls
//! of direction that are open where it starts (UAX 9 X1–X8), and the text on its two sides as far
//! as the next strong letter, to which neutrals look and with which letters join.

use std::ops::Range;

use memchr::memchr_iter;

use crate::text::{
    Controls, first_strong,
    plain::Plain,
    property::{Class, Property},
    sanitize::sanitize,
};

/// The deepest that controls are remembered (BD2).
const MAX_DEPTH: usize = 125;

/// Ends an isolate.
const PDI: char = '\u{2069}';

/// How far strong letters are looked for, in characters.
const REACH: usize = 4096;

/// Text that stands for all that is around a stretch.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Context {
    pub before: String,
    pub after: String,
}

impl Context {
    /// The context of a stretch of `text`, safe to show: nothing where that is all of it.
    pub(crate) fn of(text: &str, stretch: &Range<usize>, controls: Controls) -> Self {
        let (before, after) = (&text[..stretch.start], &text[stretch.end..]);
        let obeys = controls == Controls::Obey;
        let from = last_strong(before, n_isolates(text, stretch.start, obeys));
        let mut context = Self::default();
        context.before.extend(open_controls(text, from, obeys));
        context.before += &sanitize(&before[from..], controls).text;
        let to = next_strong(after, n_isolates(text, stretch.end, obeys));
        context.after += &sanitize(&after[..to], controls).text;
        context
    }

    /// Whether nothing stands around that could turn what is plain left-to-right text.
    pub(crate) fn is_plain(&self) -> bool {
        [&self.before, &self.after]
            .into_iter()
            .all(|text| Plain::new(text).is_some())
    }

    /// Whether nothing stands around.
    pub(crate) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// Where the strong letter begins that comes last in `text`, or as far back as it is looked for:
/// outside of isolates, and of the `n_open` that have not been closed.
fn last_strong(text: &str, n_open: usize) -> usize {
    let (mut from, mut n_open, mut n_closed) = (text.len(), n_open, 0usize);
    for (at, c) in text.char_indices().rev().take(REACH) {
        from = at;
        match c {
            PDI => n_closed += 1,
            '\u{2066}'..='\u{2068}' if n_closed > 0 => n_closed -= 1,
            '\u{2066}'..='\u{2068}' => n_open = n_open.saturating_sub(1),
            c if n_closed + n_open == 0 && is_strong(c) => break,
            _ => {}
        }
    }
    from
}

/// Where the strong letter ends that comes first in `text`, or as far as it is looked for: outside
/// of isolates, and of the `n_open` that have been opened before.
fn next_strong(text: &str, n_open: usize) -> usize {
    let (mut end, mut n_open) = (0, n_open);
    for (at, c) in text.char_indices().take(REACH) {
        end = at + c.len_utf8();
        match c {
            '\u{2066}'..='\u{2068}' => n_open += 1,
            PDI => n_open = n_open.saturating_sub(1),
            c if n_open == 0 && is_strong(c) => break,
            _ => {}
        }
    }
    end
}

/// How many isolates are open at `at`.
fn n_isolates(text: &str, at: usize, controls: bool) -> usize {
    let is_isolate = |c: &char| ('\u{2066}'..='\u{2068}').contains(c);
    let open = open_controls(text, at, controls);
    open.into_iter().filter(is_isolate).count()
}

/// Whether levels and joining look no further: marks of direction are strong, but joining sees
/// through them.
fn is_strong(c: char) -> bool {
    let property = Property::of(c);
    matches!(property.class, Class::L | Class::R | Class::AL) && !property.is_transparent()
}

/// The controls that are open at `at`. An isolate that finds its own direction is the one that it
/// found.
fn open_controls(text: &str, at: usize, controls: bool) -> Vec<char> {
    let mut stack: Vec<char> = Vec::new();
    let mut n_lost = 0usize;
    // All of them are of three bytes and begin with the same one.
    for found in memchr_iter(0xE2, &text.as_bytes()[..at]) {
        let Some(c) = text[found..].chars().next() else {
            continue;
        };
        let is_isolate = |c: &char| matches!(c, '\u{2066}' | '\u{2067}');
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' if !controls => {}
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}' => {
                let isolate = match c {
                    '\u{2068}' => match first_strong(&text[found + c.len_utf8()..]) {
                        Some(direction) if direction.is_rtl() => '\u{2067}',
                        _ => '\u{2066}',
                    },
                    c => c,
                };
                match stack.len() {
                    MAX_DEPTH.. => n_lost += 1,
                    _ => stack.push(isolate),
                }
            }
            '\u{202C}' | PDI if n_lost > 0 => n_lost -= 1,
            '\u{202C}' if controls => {
                stack.pop_if(|top| !is_isolate(top));
            }
            PDI => {
                if let Some(isolate) = stack.iter().rposition(is_isolate) {
                    stack.truncate(isolate);
                }
            }
            _ => {}
        }
    }
    stack
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_controls_and_strong_letters_are_carried_over() {
        let check = |before: &str, after: &str, expected: [&str; 2]| {
            let text = format!("{before}|{after}");
            let stretch = before.len()..before.len() + 1;
            let context = Context::of(&text, &stretch, Controls::Obey);
            assert_eq!([&*context.before, &*context.after], expected, "{text:?}");
        };
        check("", "", ["", ""]);
        check("abc ", " خبر", ["c ", " خ"]);
        check("خبر. 12 ", " 12", ["ر. 12 ", " 12"]);
        check("\u{202B}a", "", ["\u{202B}a", ""]);
        check("\u{202B}a\u{202C} ", "", ["\u{202B}a\u{202C} ", ""]);
        check("\u{202B}a\u{202C}b ", "", ["b ", ""]);
        check("\u{2068}ا\u{202D}b\u{2069}c", "", ["c", ""]);
        check("\u{2068}12 ا", " ب", ["\u{2068}12 ا", " ب"]);
        check("a\u{2066}ا", "ب\u{2069} c", ["a\u{2066}ا", "ب\u{2069} c"]);
        check("ا\u{2066}a\u{2069}", "", ["ا\u{2066}a\u{2069}", ""]);
        check("ب\u{200F} ", "\u{200F}ا", ["ب\u{200F} ", "\u{200F}ا"]);
        check("\u{2066}\u{202A}x", "", ["\u{2066}\u{202A}x", ""]);
        check("a\n", "", ["a\u{2028}", ""]);
        check(
            &("\u{202A}".repeat(300) + "a"),
            "",
            [&("\u{202A}".repeat(125) + "a"), ""],
        );
    }
}
