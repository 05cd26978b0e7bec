//! Levels inside one sequence: weak types, brackets, neutral types, levels (UAX 9 W1–W7, N0–N2,
//! I1–I2), each in time linear in the sequence.

use icu_properties::{
    CodePointMapData,
    props::{BidiMirroringGlyph, BidiPairedBracketType},
};

use crate::text::{
    Direction,
    property::{Class, Seen},
};

/// How many open brackets are remembered (BD16).
const MAX_OPEN: usize = 63;

/// Characters between which levels are resolved as if nothing stood between them (BD13).
pub(crate) struct Sequence<'a> {
    /// Their classes, as the explicit rules left them.
    pub classes: &'a mut [Class],
    /// Its brackets, ascending.
    pub brackets: &'a [Bracket],
    pub level: u8,
    /// The directions that hold before its start and after its end.
    pub outside: [Direction; 2],
}

/// A bracket of a pair.
#[derive(Clone, Copy)]
pub(crate) struct Bracket {
    /// Its place in the sequence.
    pub place: usize,
    pub c: char,
    /// How many marks stand on it.
    pub n_marks: usize,
}

/// Resolves the classes of a sequence to L, R, EN and AN. `seen` holds all classes that occur in
/// it, if not others too; `is_isolate` says of a place whether an isolate begins or ends there.
pub(crate) fn resolve(sequence: Sequence<'_>, seen: Seen, is_isolate: impl Fn(usize) -> bool) {
    let Sequence {
        classes,
        brackets,
        level,
        outside,
    } = sequence;
    let [before, after] = outside.map(strong);
    let own = if level % 2 == 0 { Class::L } else { Class::R };
    if seen.has(&[Class::NSM]) {
        resolve_marks(classes, before, is_isolate);
    }
    resolve_numbers(classes, before, seen);
    if !brackets.is_empty() {
        resolve_brackets(classes, [before, own], brackets);
    }
    resolve_neutrals(classes, [before, own, after]);
}

/// The levels of characters of the resolved classes L, R and any number, in that order, in a
/// sequence of `level` (I1, I2).
pub(crate) fn levels(level: u8) -> [u8; 3] {
    match level % 2 {
        0 => [level, level + 1, level + 2],
        _ => [level + 1, level, level + 1],
    }
}

/// The one of [`levels`] that a resolved class has.
#[inline]
pub(crate) fn level_of(class: Class, [left, right, number]: [u8; 3]) -> u8 {
    match class {
        Class::R => right,
        Class::L => left,
        _ => number,
    }
}

fn strong(direction: Direction) -> Class {
    match direction {
        Direction::Ltr => Class::L,
        Direction::Rtl => Class::R,
    }
}

/// A mark is what it stands on (W1).
fn resolve_marks(classes: &mut [Class], before: Class, is_isolate: impl Fn(usize) -> bool) {
    let mut previous = before;
    for (place, class) in classes.iter_mut().enumerate() {
        if *class == Class::NSM {
            *class = previous;
        }
        previous = match is_isolate(place) {
            true => Class::ON,
            false => *class,
        };
    }
}

/// Numbers and what belongs to them (W2–W7).
fn resolve_numbers(classes: &mut [Class], before: Class, seen: Seen) {
    if seen.has(&[Class::EN]) {
        resolve_letters(classes, before);
    } else {
        // W3 alone.
        let letters = classes.iter_mut().filter(|class| **class == Class::AL);
        letters.for_each(|class| *class = Class::R);
    }
    let numbers = seen.has(&[Class::EN, Class::AN]);
    if numbers && seen.has(&[Class::ES, Class::CS]) {
        resolve_separators(classes);
    }
    // What is left of separators and terminators (W6) is as neutral as ON is.
    if !seen.has(&[Class::EN]) {
        return;
    }
    if seen.has(&[Class::ET]) {
        resolve_terminators(classes);
    }
    if before == Class::L || seen.has(&[Class::L]) {
        resolve_latin_numbers(classes, before);
    }
}

/// W7.
fn resolve_latin_numbers(classes: &mut [Class], before: Class) {
    let mut letter = before;
    for class in classes {
        match *class {
            Class::L | Class::R => letter = *class,
            Class::EN if letter == Class::L => *class = letter,
            _ => {}
        }
    }
}

/// W2, W3.
fn resolve_letters(classes: &mut [Class], before: Class) {
    let mut letter = before;
    for class in classes {
        match *class {
            Class::L | Class::R => letter = *class,
            Class::AL => {
                letter = Class::AL;
                *class = Class::R;
            }
            Class::EN if letter == Class::AL => *class = Class::AN,
            _ => {}
        }
    }
}

/// W4.
fn resolve_separators(classes: &mut [Class]) {
    for place in 1..classes.len().saturating_sub(1) {
        let class = classes[place];
        if class != Class::CS && class != Class::ES {
            continue;
        }
        let number = classes[place - 1];
        let joins = number == Class::EN || number == Class::AN && class == Class::CS;
        if joins && classes[place + 1] == number {
            classes[place] = number;
        }
    }
}

/// W5.
fn resolve_terminators(classes: &mut [Class]) {
    let mut from = 0;
    while let Some(start) = classes[from..].iter().position(|class| *class == Class::ET) {
        let start = from + start;
        let run = classes[start..].iter();
        let end = start + run.take_while(|class| **class == Class::ET).count();
        let numeric =
            start > 0 && classes[start - 1] == Class::EN || classes.get(end) == Some(&Class::EN);
        classes[start..end].fill(if numeric { Class::EN } else { Class::ON });
        from = end;
    }
}

/// Both brackets of a pair take one direction (N0). `before` is what holds ahead of the sequence,
/// `own` the direction of its level.
fn resolve_brackets(classes: &mut [Class], [before, own]: [Class; 2], brackets: &[Bracket]) {
    for [open, close] in bracket_pairs(classes, brackets) {
        let mut inside = classes[open.place + 1..close.place]
            .iter()
            .copied()
            .filter_map(direction_of);
        let direction = match inside.next() {
            None => continue,
            Some(first) if first == own || inside.any(|class| class == own) => own,
            Some(_) => {
                let context = &classes[..open.place];
                let context = context.iter().rev().copied().find_map(direction_of);
                context.unwrap_or(before)
            }
        };
        for bracket in [open, close] {
            classes[bracket.place..][..=bracket.n_marks].fill(direction);
        }
    }
}

/// The pairs of brackets, in the order of their openings (BD16).
fn bracket_pairs(classes: &[Class], brackets: &[Bracket]) -> Vec<[Bracket; 2]> {
    let glyphs = CodePointMapData::<BidiMirroringGlyph>::new();
    let mut pairs = Vec::new();
    // Each open bracket with the one that closes it.
    let mut open: Vec<(Bracket, Option<char>)> = Vec::new();
    for bracket in brackets {
        // One inside an override is no bracket.
        if classes[bracket.place] != Class::ON {
            continue;
        }
        let glyph = glyphs.get(bracket.c);
        match glyph.paired_bracket_type {
            BidiPairedBracketType::Open if open.len() == MAX_OPEN => break,
            BidiPairedBracketType::Open => {
                open.push((*bracket, glyph.mirroring_glyph.map(canonical)));
            }
            _ => {
                let closes =
                    |entry: &(Bracket, Option<char>)| entry.1 == Some(canonical(bracket.c));
                if let Some(idx) = open.iter().rposition(closes) {
                    pairs.push([open[idx].0, *bracket]);
                    open.truncate(idx);
                }
            }
        }
    }
    pairs.sort_unstable_by_key(|[open, _]| open.place);
    pairs
}

/// The angle brackets U+2329 and U+232A are canonically the same as U+3008 and U+3009.
fn canonical(bracket: char) -> char {
    match bracket {
        '\u{2329}' => '\u{3008}',
        '\u{232A}' => '\u{3009}',
        _ => bracket,
    }
}

/// The direction that a class has for what stands beside it; numbers count as right to left.
fn direction_of(class: Class) -> Option<Class> {
    match class {
        Class::L => Some(class),
        Class::R | Class::EN | Class::AN => Some(Class::R),
        _ => None,
    }
}

/// What has no direction takes that of its two sides, or else that of the level (N1, N2).
fn resolve_neutrals(classes: &mut [Class], [before, own, after]: [Class; 3]) {
    let mut left = before;
    let mut start = 0;
    loop {
        // Most of a text runs on as it does.
        let as_before = classes[start..].iter().take_while(|class| **class == left);
        start += as_before.count();
        if start >= classes.len() {
            return;
        }
        if let Some(direction) = direction_of(classes[start]) {
            left = direction;
            start += 1;
            continue;
        }
        let mut end = start + 1;
        let mut right = None;
        while end < classes.len() {
            right = direction_of(classes[end]);
            if right.is_some() {
                break;
            }
            end += 1;
        }
        let right = right.unwrap_or(after);
        classes[start..end].fill(if left == right { left } else { own });
        start = end;
    }
}
