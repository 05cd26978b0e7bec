//! Embedding levels of a paragraph and the visual order of a line: UAX 9 over ICU's data. The
//! levels are our own and not those of `unicode-bidi`, whose brackets look for their context in
//! the wrong place once an isolate stands before them (0.3.18, N0), and which knows no isolates
//! but those in the text.

use std::ops::Range;

use icu_properties::{CodePointMapData, props::BidiMirroringGlyph};

use crate::text::{Direction, explicit, implicit, isolate, joining};

/// The level of each byte of `text`, which holds no paragraph separator; none when everything
/// is at level 0, as in text that runs left to right throughout. In a right-to-left paragraph
/// addresses and the like are isolates of their own.
pub(crate) fn levels(text: &str, base: Direction) -> Option<Vec<u8>> {
    if !base.is_rtl() && !text.chars().any(turns) {
        return None;
    }
    let isolates = match base {
        Direction::Ltr => Vec::new(),
        Direction::Rtl => isolate::isolates(text),
    };
    Some(resolve(text, base, &isolates))
}

/// The level of each byte of `text` with a left-to-right isolate around each of `isolates`.
fn resolve(text: &str, base: Direction, isolates: &[Range<usize>]) -> Vec<u8> {
    let mut items = explicit::items(text, base, isolates);
    for sequence in explicit::sequences(&items, base) {
        implicit::resolve(&mut items, &sequence);
    }
    let mut levels = Vec::with_capacity(text.len());
    let mut level = explicit::base_level(base);
    for item in &items {
        // What X9 removes goes with the character before it.
        if !item.is_removed() {
            level = item.level;
        }
        if item.at.is_some() {
            levels.resize(levels.len() + item.c.len_utf8(), level);
        }
    }
    levels
}

/// Whether a character can make a left-to-right paragraph hold any other level than 0: right-to-left
/// letters, Arabic numbers, embeddings, overrides and isolates.
fn turns(c: char) -> bool {
    match c {
        '\0'..='\u{58F}' => false,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => true,
        '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' => true,
        _ => false,
    }
}

/// The character to show for `c` in a right-to-left run (L4).
pub(crate) fn mirror(c: char) -> char {
    // Letters, digits and blanks of most texts, before the look-up.
    if c.is_ascii_alphanumeric() || c == ' ' || joining::is_joining_script(c) {
        return c;
    }
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    // The partners outside the first plane are younger than the fonts that terminals have.
    glyph
        .mirroring_glyph
        .filter(|&partner| glyph.mirrored && partner <= '\u{FFFF}')
        .unwrap_or(c)
}

/// How many items at the end of a line are put back to the paragraph's level (L1): blanks and
/// what is never drawn. They end up at the line's end, where they hang and are left out.
pub(crate) fn n_hanging<T>(line: &[T], hangs: impl Fn(&T) -> bool) -> usize {
    line.iter().rev().take_while(|item| hangs(item)).count()
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

    #[test]
    fn an_address_is_an_isolate_of_its_own() {
        let levels = levels("ب @a/ +1234567.", Direction::Rtl).unwrap_or_default();
        assert_eq!(
            levels,
            *b"\x01\x01\x01\x02\x02\x01\x01\x02\x02\x02\x02\x02\x02\x02\x02\x01"
        );
    }

    #[test]
    fn left_to_right_text_has_no_levels() {
        assert_eq!(levels("naïve “quotes” – 12 %", Direction::Ltr), None);
        assert!(levels("a خ", Direction::Ltr).is_some());
        assert!(levels("a", Direction::Rtl).is_some());
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
            let mut expected = order(&written, &resolve(&written, Direction::Rtl, &[]));
            expected.retain(|at| there.contains(at));
            let levels = levels(&text, Direction::Rtl).unwrap_or_default();
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
        let kept = text.char_indices().filter(|&(_, c)| !removed(c));
        let mut order: Vec<usize> = kept.map(|(at, _)| at).collect();
        reorder(&mut order, |&at| levels[at]);
        order
    }
}
