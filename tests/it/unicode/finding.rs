//! What holds for any string once it is folded and searched.

use std::ops::Range;

use akhbar::text::{Folded, Pattern, Spelling};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::unicode::naive;
use crate::unicode::strings::{config, text};

const SPELLINGS: [Spelling; 3] = [Spelling::Exact, Spelling::Usual, Spelling::Loose];

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn the_way_back_from_folded_text_never_turns(source in text(30)) {
        for spelling in SPELLINGS {
            let folded = Folded::new(&source, spelling);
            let mut start = 0;
            for (at, c) in folded.text.char_indices() {
                let range = folded.source(at..at + c.len_utf8());
                prop_assert!(range.start >= start, "{:?}", spelling);
                let there = source.get(range.clone());
                prop_assert!(there.is_some_and(|s| !s.is_empty()), "{:?} {:?}", spelling, range);
                start = range.start;
            }
        }
    }

    #[test]
    fn folding_twice_is_folding_once(source in text(30)) {
        for spelling in SPELLINGS {
            let once = Folded::new(&source, spelling).text;
            prop_assert_eq!(&Folded::new(&once, spelling).text, &once, "{:?}", spelling);
        }
    }

    #[test]
    fn every_word_is_found_where_it_stands(source in text(30)) {
        for spelling in SPELLINGS {
            for word in source.split_whitespace() {
                let Some(pattern) = Pattern::words(word, spelling) else { continue };
                let found = pattern.find(&source);
                prop_assert!(!found.is_empty(), "{:?} {:?}", word, spelling);
                prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
                for range in found {
                    let there = source.get(range.clone());
                    prop_assert!(there.is_some_and(|s| !s.is_empty()), "{:?}", range);
                }
            }
        }
    }

    #[test]
    fn nothing_is_found_or_missed_that_folding_all_would_not(
        (source, words) in text_and_words(),
    ) {
        for spelling in SPELLINGS {
            let expected = naive::find(&words, &source, spelling);
            let found = Pattern::words(&words, spelling).map(|pattern| pattern.find(&source));
            prop_assert_eq!(found.unwrap_or_default(), expected, "{:?}", spelling);
        }
    }

    #[test]
    fn the_first_match_from_a_place_is_the_first_that_begins_there(
        (source, words) in text_and_words(),
        place in any::<Index>(),
    ) {
        let from = place.index(source.len() + 1);
        for spelling in SPELLINGS {
            let Some(pattern) = Pattern::words(&words, spelling) else { continue };
            let starts = 0..=source.len();
            let at: Vec<Range<usize>> =
                starts.filter_map(|start| pattern.find_at(&source, start)).collect();
            let expected = at.into_iter().find(|range| range.start >= from);
            prop_assert_eq!(pattern.find_from(&source, from), expected, "{:?}", spelling);
        }
    }

    #[test]
    fn narrowing_finds_what_searching_anew_does((source, words) in text_and_words()) {
        for spelling in SPELLINGS {
            for (cut, _) in words.char_indices().skip(1) {
                let patterns = [&words[..cut], &words].map(|w| Pattern::words(w, spelling));
                let [Some(previous), Some(pattern)] = patterns else { continue };
                if !pattern.narrows(&previous) {
                    continue;
                }
                let old = previous.find(&source);
                prop_assert_eq!(pattern.find_within(&source, &old), pattern.find(&source));
                let whole = pattern.whole_words();
                prop_assert_eq!(whole.find_within(&source, &old), whole.find(&source));
            }
        }
    }

    #[test]
    fn a_whole_word_is_a_match_with_no_letter_after_it((source, words) in text_and_words()) {
        for spelling in SPELLINGS {
            let Some(pattern) = Pattern::words(&words, spelling) else { continue };
            for range in pattern.clone().whole_words().find(&source) {
                prop_assert_eq!(pattern.find_at(&source, range.start), Some(range.clone()));
                let next = source[range.end..].chars().next();
                prop_assert!(next.is_none_or(|c| !c.is_alphanumeric()), "{:?}", next);
            }
        }
    }

    #[test]
    fn an_expression_of_letters_finds_what_words_do(source in text(30), word in "[بتكلمنabc]{1,3}") {
        for spelling in SPELLINGS {
            let pattern = Pattern::words(&word, spelling).unwrap();
            let expression = Pattern::regex(&word, spelling).unwrap();
            let starts = |pattern: &Pattern| -> Vec<usize> {
                pattern.find_iter(&source).map(|range| range.start).collect()
            };
            prop_assert_eq!(starts(&expression), starts(&pattern), "{:?}", spelling);
        }
    }
}

/// Text, and words that are often a piece of it.
fn text_and_words() -> impl Strategy<Value = (String, String)> {
    let cuts = (any::<Index>(), 1..12usize);
    (text(40), text(4), cuts, any::<bool>()).prop_map(|(text, other, (start, len), is_piece)| {
        let letters: Vec<char> = text.chars().collect();
        if !is_piece || letters.is_empty() {
            return (text, other);
        }
        let start = start.index(letters.len());
        let piece = letters[start..].iter().take(len).collect();
        (text, piece)
    })
}

#[test]
fn words_spelled_otherwise_are_found_in_the_bundled_articles() {
    // What each letter may be typed as; marks and tatweel come besides.
    let respell = |word: &str, choice: usize| -> String {
        let pairs = [
            ("أإآا", "اأٱآ"),
            ("يىی", "یيى"),
            ("كک", "کك"),
            ("0123456789", "٠١٢٣٤٥٦٧٨٩"),
            ("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
        ];
        let letter = |(idx, c): (usize, char)| {
            let (from, to) = pairs[(idx + choice) % pairs.len()];
            let place = from.chars().position(|from| from == c);
            let other = place.and_then(|at| to.chars().nth(at % to.chars().count()));
            let mark = [
                "",
                "\u{64E}",
                "\u{651}\u{650}",
                "\u{640}",
                "\u{200D}",
                "\u{200F}",
            ];
            let mark = mark[(idx * 5 + choice) % mark.len()];
            let mark = mark.chars().filter(|_| ('\u{620}'..'\u{6FF}').contains(&c));
            [other.unwrap_or(c)]
                .into_iter()
                .chain(mark)
                .collect::<String>()
        };
        word.chars().enumerate().map(letter).collect()
    };
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut n_words = 0;
    for seed in std::fs::read_dir(seeds).unwrap() {
        let text = std::fs::read_to_string(seed.unwrap().path()).unwrap();
        for (choice, word) in text.split_whitespace().enumerate() {
            let Some(pattern) = Pattern::words(word, Spelling::Usual) else {
                continue;
            };
            let other = Pattern::words(&respell(word, choice), Spelling::Usual).unwrap();
            assert_eq!(other.find(&text), pattern.find(&text), "{word}");
            n_words += 1;
        }
    }
    assert!(n_words > 1000);
}

#[test]
fn every_character_folds_to_what_stays() {
    for c in '\0'..=char::MAX {
        for spelling in [Spelling::Usual, Spelling::Loose] {
            let once = Folded::new(&c.to_string(), spelling).text;
            assert_eq!(
                Folded::new(&once, spelling).text,
                once,
                "{c:?} {spelling:?}"
            );
        }
    }
}

#[test]
fn presentation_forms_are_found_as_their_letters() {
    let check = |form: &str, letters: &str| {
        let folds = |text| Folded::new(text, Spelling::Usual).text;
        assert_eq!(folds(form), folds(letters), "{form}");
    };
    check("\u{FE86}", "ؤ");
    check("\u{FE8C}", "ئ");
    check("\u{FEF7}", "لأ");
    check("\u{FBFF}", "ی");
}
