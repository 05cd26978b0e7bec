//! What holds for any string once it is folded and searched.

use akhbar::text::{Folded, Pattern, Spelling};
use proptest::prelude::*;

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
