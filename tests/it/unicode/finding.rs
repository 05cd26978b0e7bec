//! What holds for any string once it is folded and searched.

use akhbar::text::{Folded, Pattern, Spelling};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::unicode::finding_holds::{self as holds, SPELLINGS};
use crate::unicode::strings::{config, text};

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn folding_holds(source in text(30)) {
        holds::folding_holds(&source);
    }

    #[test]
    fn what_is_folded_is_in_what_it_came_from(
        source in text(30),
        start in 0usize..60,
        len in 1usize..20,
    ) {
        for spelling in SPELLINGS {
            holds::folded_ranges_hold(&source, spelling, start..start + len);
        }
    }

    #[test]
    fn every_word_is_found_where_it_stands(source in text(30)) {
        for spelling in SPELLINGS {
            for word in source.split_whitespace() {
                let start = word.as_ptr() as usize - source.as_ptr() as usize;
                holds::words_are_found(&source, start..start + word.len(), spelling);
            }
        }
    }

    #[test]
    fn what_is_found_is_what_folding_all_finds(
        (source, words) in text_and_words(),
        place in any::<Index>(),
    ) {
        for spelling in SPELLINGS {
            holds::finding_holds(&words, spelling, &source, place.index(source.len() + 1));
        }
    }

    #[test]
    fn regular_expressions_match_whole_characters(
        (source, expression) in text_and_words(),
        place in any::<Index>(),
        spelling in select(&SPELLINGS[..]),
    ) {
        holds::regex_holds(&expression, spelling, &source, place.index(source.len() + 1));
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
