//! Embedding levels of a paragraph and the visual order of a line: UAX 9 over ICU's data. The
//! levels are our own and not those of `unicode-bidi`, whose brackets look for their context in
//! the wrong place once an isolate stands before them (0.3.18, N0), and which knows no isolates
//! but those in the text.

use std::ops::Range;

use icu_properties::{CodePointMapData, props::BidiMirroringGlyph};

use crate::text::{
    Direction,
    chars::Char,
    explicit,
    implicit::{self, Bracket, Sequence},
    isolate,
    property::{Class, Property, Seen},
};

/// Gives the characters of `text`, which holds no paragraph separator, their levels. In a
/// right-to-left paragraph addresses and the like are isolates of their own.
pub(crate) fn resolve(chars: &mut [Char], seen: Seen, text: &str, base: Direction) {
    let isolates = match base {
        Direction::Ltr => Vec::new(),
        Direction::Rtl => isolate::isolates(text),
    };
    let isolates = of_chars(chars, &isolates);
    resolve_with(chars, seen, base, &isolates);
}

/// Gives the characters the levels that they have by UAX 9 alone.
pub(crate) fn resolve_plain(chars: &mut [Char], seen: Seen, base: Direction) {
    for char in chars.iter_mut() {
        char.level = explicit::base_level(base);
    }
    resolve_with(chars, seen, base, &[]);
}

/// Gives the characters their levels, with a left-to-right isolate around each of `isolates`.
fn resolve_with(chars: &mut [Char], seen: Seen, base: Direction, isolates: &[Range<usize>]) {
    use Class::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    let explicit = [LRE, RLE, LRO, RLO, PDF, LRI, RLI, FSI, PDI];
    if !isolates.is_empty() || seen.has(&explicit) {
        resolve_explicit(chars, seen, base, isolates);
    } else if base.is_rtl() || seen.has(&[R, AL, AN]) {
        resolve_simple(chars, seen, base);
    }
}

/// A paragraph without controls of direction: all of it is one sequence.
fn resolve_simple(chars: &mut [Char], seen: Seen, base: Direction) {
    let all = chars.iter().map(|char| char.property.class);
    // What X9 removes goes with the character before it.
    let removed = seen.has(&[Class::BN]);
    let mut classes: Vec<Class> = match removed {
        true => all.filter(|class| *class != Class::BN).collect(),
        false => all.collect(),
    };
    let brackets = match seen.brackets() {
        true => brackets(chars),
        false => Vec::new(),
    };
    let level = explicit::base_level(base);
    let sequence = Sequence {
        classes: &mut classes,
        brackets: &brackets,
        level,
        outside: [base; 2],
    };
    implicit::resolve(sequence, seen, |_| false);
    let levels = implicit::levels(level);
    if !removed {
        for (char, class) in chars.iter_mut().zip(classes) {
            char.level = implicit::level_of(class, levels);
        }
        return;
    }
    let mut classes = classes.into_iter();
    let mut last = level;
    for char in chars {
        if char.property.class != Class::BN
            && let Some(class) = classes.next()
        {
            last = implicit::level_of(class, levels);
        }
        char.level = last;
    }
}

/// The brackets of a paragraph without controls of direction.
fn brackets(chars: &[Char]) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    let kept = chars.iter().filter(|char| char.property.class != Class::BN);
    for (place, char) in kept.enumerate() {
        if char.property.is_bracket() {
            brackets.push(Bracket {
                place,
                c: char.c,
                n_marks: 0,
            });
        } else if char.property.class == Class::NSM
            && let Some(last) = brackets.last_mut()
            && last.place + last.n_marks + 1 == place
        {
            last.n_marks += 1;
        }
    }
    brackets
}

fn resolve_explicit(chars: &mut [Char], seen: Seen, base: Direction, isolates: &[Range<usize>]) {
    let mut items = explicit::items(chars, base, isolates);
    for runs in explicit::sequences(&items, base) {
        let mut classes = runs.classes(&items);
        let brackets = runs.brackets(&items);
        let sequence = Sequence {
            classes: &mut classes,
            brackets: &brackets,
            level: runs.level,
            outside: runs.outside,
        };
        // An override makes letters of all that stands in it.
        let seen = seen.with(&[Class::L, Class::R, Class::ON]);
        implicit::resolve(sequence, seen, |place| {
            items[runs.items[place]].is_isolate()
        });
        let levels = implicit::levels(runs.level);
        for (class, &idx) in classes.iter().zip(&runs.items) {
            items[idx].level = implicit::level_of(*class, levels);
        }
    }
    let mut last = explicit::base_level(base);
    for item in &items {
        if !item.is_removed() {
            last = item.level;
        }
        if let Some(idx) = item.char_idx {
            chars[idx].level = last;
        }
    }
}

/// Ranges of bytes as ranges of characters.
fn of_chars(chars: &[Char], ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let idx_of = |offset: usize| chars.partition_point(|char| char.at() < offset);
    let ranges = ranges.iter();
    ranges
        .map(|range| idx_of(range.start)..idx_of(range.end))
        .collect()
}

/// The character to show for `c` in a right-to-left run (L4).
pub(crate) fn mirror(c: char) -> char {
    if !Property::of(c).is_mirrored() {
        return c;
    }
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    // The partners outside the first plane are younger than the fonts that terminals have.
    glyph
        .mirroring_glyph
        .filter(|&partner| glyph.mirrored && partner <= '\u{FFFF}')
        .unwrap_or(c)
}

/// Puts what stands in `items`, each with its level, from logical into visual order (L2).
pub(crate) fn reorder<T>(items: &mut [T], level: impl Fn(&T) -> u8) {
    let Some(highest) = items.iter().map(&level).max() else {
        return;
    };
    let lowest_odd = items
        .iter()
        .map(&level)
        .filter(|level| level % 2 == 1)
        .min();
    for threshold in (lowest_odd.unwrap_or(highest + 1)..=highest).rev() {
        let mut at = 0;
        while let Some(run) = next_run(items, at, |item| level(item) >= threshold) {
            at = run.end;
            items[run].reverse();
        }
    }
}

/// The first maximal run at or after `from` whose items all pass.
fn next_run<T>(items: &[T], from: usize, pass: impl Fn(&T) -> bool) -> Option<Range<usize>> {
    let start = from + items[from..].iter().position(&pass)?;
    let len = items[start..].iter().position(|item| !pass(item));
    Some(start..len.map_or(items.len(), |len| start + len))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::test_runner::{Config, RngSeed};

    use super::*;
    use crate::text::chars;

    #[test]
    fn runs_turn_from_the_highest_level_down() {
        let check = |levels: &[u8], expected: &[usize]| {
            let mut items: Vec<usize> = (0..levels.len()).collect();
            reorder(&mut items, |&idx| levels[idx]);
            assert_eq!(items, expected, "{levels:?}");
        };
        check(&[], &[]);
        check(&[0, 0, 0], &[0, 1, 2]);
        check(&[1, 1, 1], &[2, 1, 0]);
        check(&[1, 2, 2, 1], &[3, 1, 2, 0]);
        check(&[0, 1, 2, 2, 1, 0], &[0, 4, 2, 3, 1, 5]);
        check(&[2, 2], &[0, 1]);
        check(&[126, 125], &[1, 0]);
    }

    #[test]
    fn brackets_mirror_and_quotes_stay() {
        let check = |c, expected| assert_eq!(mirror(c), expected);
        check('(', ')');
        check('»', '«');
        check('≤', '≥');
        check('“', '“');
        check('ب', 'ب');
        check('?', '?');
    }

    fn levels(text: &str, base: Direction) -> Vec<u8> {
        let (mut chars, seen) = chars::scan(text);
        resolve(&mut chars, seen, text, base);
        chars.iter().map(|char| char.level).collect()
    }

    #[test]
    fn an_address_is_an_isolate_of_its_own() {
        assert_eq!(
            levels("ب @a/ +1234567.", Direction::Rtl),
            *b"\x01\x01\x02\x02\x01\x01\x02\x02\x02\x02\x02\x02\x02\x02\x01"
        );
    }

    const LRI: &str = "\u{2066}";
    const PDI: &str = "\u{2069}";

    const PIECES: &[&str] = &[
        "@BBC",
        "#Gaza",
        "https://a.org/b/",
        "https://a.org/ب",
        "www.a.b",
        "a@b.org",
        "1@b.org",
        "+966 50 123 4567",
        "+١٢٣٤٥٦٧",
        " ",
        " ",
        " ",
        "ب",
        "ب",
        "א",
        "a",
        "b",
        "1",
        "١",
        "%",
        "$",
        "-",
        ".",
        ",",
        ":",
        "/",
        "(",
        ")",
        "[",
        "]",
        "«",
        "»",
        "\"",
        "!",
        "،",
        "#",
        "@",
        "+",
        "\u{200E}",
        "\u{200F}",
        "\u{202A}",
        "\u{202B}",
        "\u{202C}",
        "\u{202D}",
        "\u{202E}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{64E}",
        "\u{200C}",
        "\u{AD}",
    ];

    proptest! {
        #![proptest_config(Config {
            cases: 5000,
            rng_seed: RngSeed::Fixed(0x0627),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn isolates_are_as_good_as_written_ones(pieces in vec(select(PIECES), 0..24)) {
            let text = pieces.concat();
            let isolates = isolate::isolates(&text);
            // Where each character stands once the controls are written.
            let (mut written, mut there) = (String::new(), Vec::new());
            for (at, c) in text.char_indices() {
                let starts = isolates.iter().any(|range| range.start == at);
                written.push_str(if starts { LRI } else { "" });
                there.push(written.len());
                written.push(c);
                let ends = isolates.iter().any(|range| range.end == at + c.len_utf8());
                written.push_str(if ends { PDI } else { "" });
            }
            let (mut chars, seen) = chars::scan(&written);
            resolve_with(&mut chars, seen, Direction::Rtl, &[]);
            let written_levels: Vec<u8> = chars.iter().map(|char| char.level).collect();
            let mut expected = order(&written, &written_levels);
            expected.retain(|at| there.contains(at));
            let levels = levels(&text, Direction::Rtl);
            let found: Vec<usize> = order(&text, &levels)
                .into_iter()
                .map(|at| there[text[..at].chars().count()])
                .collect();
            prop_assert_eq!(found, expected, "{:?}", isolates);
        }
    }

    /// The visual order of all characters that X9 keeps, by their offsets.
    fn order(text: &str, levels: &[u8]) -> Vec<usize> {
        let removed = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{200C}' | '\u{AD}');
        let chars = text.char_indices().zip(levels);
        let mut order: Vec<_> = chars.filter(|((_, c), _)| !removed(*c)).collect();
        reorder(&mut order, |(_, level)| **level);
        order.into_iter().map(|((at, _), _)| at).collect()
    }
}
