//! Text into the form it is searched in, with the way back to its bytes: what readers type alike
//! becomes alike.

pub(crate) mod alike;
pub(crate) mod unit;

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::DecomposingNormalizer;

use crate::text::fold::alike::JOINER;
use crate::text::fold::unit::Folder;

/// How far spellings may differ and still be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// Letter for letter, after canonical composition.
    Exact,
    /// Vowel signs, tatweel, carriers of hamza, the ya and kaf of Arabic and Persian, digits,
    /// presentation forms, joiners, punctuation, case and Latin accents make no difference.
    #[default]
    Usual,
    /// As usual, and ة ه, ہ ھ ە ه, ؤ و, ئ ي, ے ی, ں ن, ڪ ك are alike too.
    Loose,
}

/// Folded text and where each of its characters came from.
///
/// ```
/// use akhbar::text::{Folded, Spelling};
///
/// let folded = Folded::new("الكِتَابُ", Spelling::Usual);
/// assert_eq!(folded.text, "الكتاب");
/// assert_eq!(folded.source(0..2), 0..2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The text to search in.
    pub text: String,
    /// For each character, ascending: its offset in `text` and where its source begins.
    origins: Vec<(u32, u32)>,
    source_len: usize,
}

impl Folded {
    /// Folds `source`.
    pub fn new(source: &str, spelling: Spelling) -> Self {
        let folder = Folder::of(spelling);
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            origins: Vec::with_capacity(source.len() / 2),
            source_len: source.len(),
        };
        for unit in folder.units(source) {
            for &letter in unit.letters() {
                folded.push(letter, unit.range.start, spelling);
            }
        }
        folded
    }

    /// The bytes of the source that a range of `text` came from, with the marks that follow.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self
            .origins
            .partition_point(|o| o.0 as usize <= range.start);
        let start = start.checked_sub(1).map_or(0, |idx| self.origins[idx].1);
        let next = self.origins.partition_point(|o| (o.0 as usize) < range.end);
        // A character that unfolded into several is matched as a whole.
        let last = next.checked_sub(1).map_or(0, |idx| self.origins[idx].1);
        let end = self.origins[next..].partition_point(|o| o.1 <= last);
        let end = self.origins.get(next + end);
        start as usize..end.map_or(self.source_len, |o| o.1 as usize)
    }

    /// Where in `text` that begins which came from the source at or after the byte `at`.
    pub(crate) fn offset(&self, at: usize) -> usize {
        let next = self.origins.partition_point(|o| (o.1 as usize) < at);
        self.origins
            .get(next)
            .map_or(self.text.len(), |o| o.0 as usize)
    }

    #[inline]
    fn push(&mut self, letter: char, origin: usize, spelling: Spelling) {
        if spelling != Spelling::Exact
            && (letter == JOINER || letter == ' ' && self.text.ends_with(' '))
        {
            return;
        }
        self.origins.push((self.text.len() as u32, origin as u32));
        self.text.push(letter);
    }
}

/// The text of [`Folded::new`], without the way back: far sooner there.
pub fn folded(source: &str, spelling: Spelling) -> String {
    let plain = Folder::of(spelling).fold_plain(source);
    plain.unwrap_or_else(|| Folded::new(source, spelling).text)
}

/// Compatibility decomposition (NFKD, UAX 15): letters apart from their marks.
pub fn decompose(text: &str) -> Cow<'_, str> {
    DecomposingNormalizer::new_nfkd().normalize(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(text: &str, spelling: Spelling) -> String {
        let found = Folded::new(text, spelling).text;
        assert_eq!(folded(text, spelling), found);
        found
    }

    #[test]
    fn units_are_those_that_are_found_one_by_one() {
        for spelling in [Spelling::Exact, Spelling::Usual, Spelling::Loose] {
            let folder = Folder::of(spelling);
            let text = "\u{301}a\u{301} ﷺ كِتَابٌ, مو\u{654}من ﬃ Straße 한국 e\u{654}\u{301}";
            let mut end = 0;
            for unit in folder.units(text) {
                assert_eq!(unit, folder.unit_at(text, end), "{end}");
                end = unit.range.end;
            }
            assert_eq!(end, text.len());
        }
    }

    #[test]
    fn usual_makes_alike_what_readers_type_alike() {
        let check = |a: &str, b: &str| {
            assert_eq!(
                folds(a, Spelling::Usual),
                folds(b, Spelling::Usual),
                "{a} {b}"
            );
        };
        check("الأخبار", "الاخبار");
        check("الكِتَابُ", "الكتاب");
        check("كتـــاب", "کتاب");
        check("مصطفى", "مصطفی");
        check("علي", "علی");
        check("۱۹۴۷", "1947");
        check("٢٠٢٤", "2024");
        check("می\u{200c}روم", "میروم");
        check("\u{FEFB}", "لا");
        check("Café NAÏVE", "cafe naive");
        check("Straße", "STRASSE");
        check("نعم؟", "نعم?");
        check("«خبر»", "\"خبر\"");
        check("a  \t b", "a b");
        check("شָלוֹם", "شלום");
        check("מלך", "מלכ");
        check("مو\u{654}من", "مؤمن");
        check("ﷲ", "الله");
        check("ٱلرَّحْمَٰنِ", "الرحمن");
        check("لَهُۥ مَا ۞", "له ما ");
        check("\u{1FFD}", "'");
        check("\u{385}", "¨\u{301}");
        check("آلُ ال\u{653}", "ال ال");
        check("ﺍﻟﺴَّﻼﻡ", "السلام");
        check("ﷺ", "صلى الله عليه وسلم");
        check("\u{FE76}ا", "\u{64E}ا");
        check("خانۀ", "خانه\u{654}");
        check("ە\u{654}", "\u{FBA4}");
        check("زکوٰۃ", "زكوة");
        check("ۓ", "ے");
        check("ۂ", "ہ");
        check("१२३ ௧ ໑ 𝟗 ５ ⑦", "123 1 1 9 5 7");
        check("½", "1/2");
        check("٪ ۔ ٫ ٬ ٭", "% . . , *");
        check("ײד וױ װ", "ייד ווי וו");
        check("ﬃ ĳ ﬆ", "ffi ij st");
        check("IĞDIR İstanbul ıi", "iğdır istanbul ii");
        check("Łódź Ærø Œuvre", "lodz aero oeuvre");
        check("ΌΔΟΣ", "οδος");
        check("ёлка Й", "елка и");
        check("qur´an quʼran", "qur'an qu'ran");
        check("co\u{AD}op\u{200B}\u{2060}era\u{FEFF}te", "cooperate");
        check("é́", "e");
    }

    #[test]
    fn marks_that_tell_words_apart_stay() {
        let check = |a: &str, b: &str| {
            assert_ne!(folds(a, Spelling::Loose), folds(b, Spelling::Loose), "{a}");
        };
        check("कि", "क");
        check("กำ", "กา");
        check("ހަ", "ހ");
        check("ء", "");
        check("سماء", "سما");
    }

    #[test]
    fn usual_keeps_apart_what_loose_joins() {
        let check = |a: &str, b: &str| {
            assert_ne!(
                folds(a, Spelling::Usual),
                folds(b, Spelling::Usual),
                "{a} {b}"
            );
            assert_eq!(
                folds(a, Spelling::Loose),
                folds(b, Spelling::Loose),
                "{a} {b}"
            );
        };
        check("مدرسة", "مدرسه");
        check("ہے", "ھي");
        check("مؤمن", "مومن");
        check("مائل", "مايل");
        check("میں", "مین");
        check("ڪتاب", "كتاب");
        check("ۃ", "ه");
        check("خانە", "خانه");
        check("بھی", "بہی");
        check("ۀ", "ہ");
        check("ۂ", "ه");
        check("ۓ", "ئ");
    }

    #[test]
    fn exact_is_letter_for_letter_once_composed() {
        assert_eq!(folds("e\u{301}", Spelling::Exact), "é");
        assert_eq!(folds("ا\u{654}", Spelling::Exact), "أ");
        assert_ne!(folds("A", Spelling::Exact), folds("a", Spelling::Exact));
    }

    #[test]
    fn a_range_goes_back_to_whole_letters_with_their_marks() {
        let check = |source: &str, range: Range<usize>, expected: &str| {
            let folded = Folded::new(source, Spelling::Usual);
            assert_eq!(&source[folded.source(range)], expected, "{source}");
        };
        check("الكِتَابُ.", 0.."الكتاب".len(), "الكِتَابُ");
        check("xßy", 1..2, "ß");
        check("xßy", 2..4, "ßy");
        check("aéb", 1..2, "é");
        check("ab", 0..2, "ab");
    }
}
