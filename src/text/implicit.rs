//! Levels inside one sequence: weak types, brackets, neutral types, levels (UAX 9 W1–W7, N0–N2,
//! I1–I2), each in time linear in the sequence.

use icu_properties::{
    CodePointMapData,
    props::{BidiClass as Class, BidiMirroringGlyph, BidiPairedBracketType},
};

use crate::text::{
    Direction,
    explicit::{Item, Sequence},
};

/// How many open brackets are remembered (BD16).
const MAX_OPEN: usize = 63;

/// Gives the items of a sequence their levels.
pub(crate) fn resolve(items: &mut [Item], sequence: &Sequence) {
    let mut classes: Vec<Class> = sequence.items.iter().map(|&idx| items[idx].class).collect();
    let [before, after] = sequence.outside.map(strong);
    resolve_marks(&mut classes, before, |place| {
        items[sequence.items[place]].is_isolate()
    });
    resolve_numbers(&mut classes, before);
    let own = match sequence.level % 2 {
        0 => Class::LeftToRight,
        _ => Class::RightToLeft,
    };
    resolve_brackets(&mut classes, [before, own], |place| {
        &items[sequence.items[place]]
    });
    resolve_neutrals(&mut classes, [before, own, after]);
    for (class, &idx) in classes.iter().zip(&sequence.items) {
        items[idx].level += match (sequence.level % 2, *class) {
            (0, Class::RightToLeft) => 1,
            (0, Class::EuropeanNumber | Class::ArabicNumber) => 2,
            (1, Class::LeftToRight | Class::EuropeanNumber | Class::ArabicNumber) => 1,
            _ => 0,
        };
    }
}

fn strong(direction: Direction) -> Class {
    match direction {
        Direction::Ltr => Class::LeftToRight,
        Direction::Rtl => Class::RightToLeft,
    }
}

/// A mark is what it stands on (W1).
fn resolve_marks(classes: &mut [Class], before: Class, is_isolate: impl Fn(usize) -> bool) {
    let mut previous = before;
    for (place, class) in classes.iter_mut().enumerate() {
        if *class == Class::NonspacingMark {
            *class = previous;
        }
        previous = match is_isolate(place) {
            true => Class::OtherNeutral,
            false => *class,
        };
    }
}

/// Numbers and what belongs to them (W2–W7).
fn resolve_numbers(classes: &mut [Class], before: Class) {
    // W2, W3.
    let mut letter = before;
    for class in classes.iter_mut() {
        match *class {
            Class::LeftToRight | Class::RightToLeft => letter = *class,
            Class::ArabicLetter => {
                letter = Class::ArabicLetter;
                *class = Class::RightToLeft;
            }
            Class::EuropeanNumber if letter == Class::ArabicLetter => *class = Class::ArabicNumber,
            _ => {}
        }
    }
    // W4.
    for place in 1..classes.len().saturating_sub(1) {
        let number = classes[place - 1];
        let joins = match classes[place] {
            Class::CommonSeparator => {
                number == Class::EuropeanNumber || number == Class::ArabicNumber
            }
            Class::EuropeanSeparator => number == Class::EuropeanNumber,
            _ => false,
        };
        if joins && classes[place + 1] == number {
            classes[place] = number;
        }
    }
    // W5, W6.
    let mut place = 0;
    while place < classes.len() {
        let n_terminators = classes[place..]
            .iter()
            .take_while(|class| is_terminator(**class));
        let end = place + n_terminators.count();
        let beside = |place: Option<usize>| {
            place.and_then(|place| classes.get(place)) == Some(&Class::EuropeanNumber)
        };
        let numeric = beside(place.checked_sub(1)) || beside(Some(end));
        classes[place..end].fill(match numeric {
            true => Class::EuropeanNumber,
            false => Class::OtherNeutral,
        });
        if let Some(class) = classes.get_mut(end)
            && matches!(
                class,
                &mut (Class::EuropeanSeparator | Class::CommonSeparator)
            )
        {
            *class = Class::OtherNeutral;
        }
        place = end + 1;
    }
    // W7.
    let mut letter = before;
    for class in classes {
        match *class {
            Class::LeftToRight | Class::RightToLeft => letter = *class,
            Class::EuropeanNumber if letter == Class::LeftToRight => *class = letter,
            _ => {}
        }
    }
}

fn is_terminator(class: Class) -> bool {
    class == Class::EuropeanTerminator
}

/// Both brackets of a pair take one direction (N0). `before` is what holds ahead of the sequence,
/// `own` the direction of its level.
fn resolve_brackets<'a>(
    classes: &mut [Class],
    [before, own]: [Class; 2],
    item: impl Fn(usize) -> &'a Item,
) {
    for [open, close] in bracket_pairs(classes, &item) {
        let mut inside = classes[open + 1..close]
            .iter()
            .copied()
            .filter_map(direction_of);
        let direction = match inside.next() {
            None => continue,
            Some(first) if first == own || inside.any(|class| class == own) => own,
            Some(_) => {
                let context = classes[..open].iter().rev().copied().find_map(direction_of);
                context.unwrap_or(before)
            }
        };
        for bracket in [open, close] {
            classes[bracket] = direction;
            let marks = (bracket + 1..classes.len()).take_while(|&place| item(place).is_mark());
            for place in marks {
                classes[place] = direction;
            }
        }
    }
}

/// The pairs of brackets, in the order of their openings (BD16).
fn bracket_pairs<'a>(classes: &[Class], item: impl Fn(usize) -> &'a Item) -> Vec<[usize; 2]> {
    let glyphs = CodePointMapData::<BidiMirroringGlyph>::new();
    let mut pairs = Vec::new();
    // The place of each open bracket with the one that closes it.
    let mut open: Vec<(usize, Option<char>)> = Vec::new();
    for (place, class) in classes.iter().enumerate() {
        if *class != Class::OtherNeutral {
            continue;
        }
        let c = item(place).c;
        let glyph = glyphs.get(c);
        match glyph.paired_bracket_type {
            BidiPairedBracketType::Open if open.len() == MAX_OPEN => break,
            BidiPairedBracketType::Open => {
                open.push((place, glyph.mirroring_glyph.map(canonical)));
            }
            BidiPairedBracketType::Close => {
                let closes = |entry: &(usize, Option<char>)| entry.1 == Some(canonical(c));
                if let Some(idx) = open.iter().rposition(closes) {
                    pairs.push([open[idx].0, place]);
                    open.truncate(idx);
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
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
        Class::LeftToRight => Some(class),
        Class::RightToLeft | Class::EuropeanNumber | Class::ArabicNumber => {
            Some(Class::RightToLeft)
        }
        _ => None,
    }
}

/// What has no direction takes that of its two sides, or else that of the level (N1, N2).
fn resolve_neutrals(classes: &mut [Class], [before, own, after]: [Class; 3]) {
    let mut left = before;
    let mut start = 0;
    while start < classes.len() {
        if let Some(direction) = direction_of(classes[start]) {
            left = direction;
            start += 1;
            continue;
        }
        let n_neutral = classes[start..]
            .iter()
            .position(|class| direction_of(*class).is_some());
        let end = n_neutral.map_or(classes.len(), |n| start + n);
        let right = classes
            .get(end)
            .copied()
            .and_then(direction_of)
            .unwrap_or(after);
        classes[start..end].fill(if left == right { left } else { own });
        start = end;
    }
}
