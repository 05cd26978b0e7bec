//! What holds for any text once it is folded and searched; each function panics where it does not.
//! The properties of this folder and the targets of `fuzz/` are made of these.

use std::ops::Range;

use akhbar::text::{Folded, Pattern, Spelling};
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup},
};

use crate::unicode::naive;

pub(crate) const SPELLINGS: [Spelling; 3] = [Spelling::Exact, Spelling::Usual, Spelling::Loose];

/// The way back from folded text leads to whole characters and never turns; folding again changes
/// nothing, and each spelling makes alike whatever the stricter ones do.
pub(crate) fn folding_holds(source: &str) {
    let [exact, usual, loose] = SPELLINGS.map(|spelling| {
        let folded = Folded::new(source, spelling);
        let mut last = 0..0;
        for (at, c) in folded.text.char_indices() {
            let range = folded.source(at..at + c.len_utf8());
            let rises = range.start >= last.start && range.end >= last.end;
            assert!(rises, "{source:?} {spelling:?}");
            let there = source.get(range.clone()).unwrap_or_default();
            assert!(!there.is_empty(), "{source:?} {spelling:?} {range:?}");
            last = range;
        }
        let twice = Folded::new(&folded.text, spelling).text;
        assert_eq!(twice, folded.text, "{source:?} {spelling:?}");
        folded.text
    });
    let refold = |text: &str, spelling| Folded::new(text, spelling).text;
    // Marks that stay, as those of Indic scripts do, stay in the order in which they were typed.
    if !usual.contains(is_mark) {
        assert_eq!(refold(&exact, Spelling::Usual), usual, "{source:?}");
    }
    assert_eq!(refold(&usual, Spelling::Loose), loose, "{source:?}");
}

/// What stands at `range` of folded text is in what the source shows there.
pub(crate) fn folded_ranges_hold(source: &str, spelling: Spelling, range: Range<usize>) {
    let folded = Folded::new(source, spelling);
    let Some(part) = folded
        .text
        .get(range.clone())
        .filter(|part| !part.is_empty())
    else {
        return;
    };
    let there = &source[folded.source(range)];
    let again = Folded::new(there, spelling).text;
    assert!(again.contains(part), "{part:?} {source:?} {spelling:?}");
}

/// Matches of words are those that folding all finds, wherever the search begins and whatever is
/// known of the words typed so far; those of whole words are some of them.
pub(crate) fn finding_holds(words: &str, spelling: Spelling, source: &str, from: usize) {
    let expected = naive::find(words, source, spelling);
    let Some(pattern) = Pattern::words(words, spelling) else {
        assert!(expected.is_empty(), "{words:?} {source:?} {spelling:?}");
        return;
    };
    let found = pattern.find(source);
    assert_eq!(found, expected, "{words:?} {source:?} {spelling:?}");
    matches_hold(source, &found);
    let places = from..=source.len();
    let first = places.filter_map(|at| pattern.find_at(source, at)).next();
    let next = pattern.find_from(source, from);
    assert_eq!(next, first, "{words:?} {source:?} {spelling:?} {from}");
    let whole = pattern.clone().whole_words();
    let found_whole = whole.find(source);
    matches_hold(source, &found_whole);
    for range in &found_whole {
        let at = pattern.find_at(source, range.start);
        assert_eq!(
            at.as_ref(),
            Some(range),
            "{words:?} {source:?} {spelling:?}"
        );
        // A tatweel is no letter of another word, nor is a mark on it.
        let stays = |c: &char| !Folded::new(&c.to_string(), Spelling::Usual).text.is_empty();
        let next = source[range.end..].chars().find(stays);
        let ends = next.is_none_or(|c| !c.is_alphanumeric());
        assert!(ends, "{words:?} {source:?} {spelling:?}");
    }
    let every = 1 + words.len() / 16;
    for (cut, _) in words.char_indices().skip(1).step_by(every) {
        let Some(previous) = Pattern::words(&words[..cut], spelling) else {
            continue;
        };
        if pattern.narrows(&previous) {
            let old = previous.find(source);
            let within = pattern.find_within(source, &old);
            assert_eq!(within, found, "{words:?} {cut} {source:?} {spelling:?}");
            let within = whole.find_within(source, &old);
            assert_eq!(
                within, found_whole,
                "{words:?} {cut} {source:?} {spelling:?}"
            );
        }
    }
}

/// Matches of a regular expression are whole characters, ascend and lie apart.
pub(crate) fn regex_holds(expression: &str, spelling: Spelling, source: &str, from: usize) {
    if let Ok(pattern) = Pattern::regex(expression, spelling) {
        matches_hold(source, &pattern.find(source));
        let next = pattern.find_from(source, from);
        let starts_behind = next.as_ref().is_none_or(|next| next.start >= from);
        assert!(starts_behind, "{expression:?} {source:?} {from}");
        matches_hold(source, &Vec::from_iter(next));
        matches_hold(source, &pattern.whole_words().find(source));
    }
}

/// Whole words of a text are found in it, where they stand or across that.
pub(crate) fn words_are_found(source: &str, words: Range<usize>, spelling: Spelling) {
    if let Some(pattern) = Pattern::words(&source[words.clone()], spelling) {
        let found = pattern.find(source);
        let lit = |range: &Range<usize>| range.start < words.end && words.start < range.end;
        assert!(found.iter().any(lit), "{words:?} {spelling:?} {source:?}");
    }
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn matches_hold(source: &str, found: &[Range<usize>]) {
    assert!(found.is_sorted_by(|a, b| a.end <= b.start), "{source:?}");
    for range in found {
        let there = source.get(range.clone()).unwrap_or_default();
        assert!(!there.is_empty(), "{range:?} {source:?}");
    }
}
