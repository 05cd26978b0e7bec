//! Text into the form it is searched in, with the way back to its bytes: what readers type alike
//! becomes alike. Compatibility decomposition (UAX 15), full case folding, then the tables below.

use std::borrow::Cow;
use std::ops::Range;

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup},
};

/// How far spellings may differ and still be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// Letter for letter, after canonical composition.
    Exact,
    /// Vowel signs, tatweel, carriers of hamza, the ya and kaf of Arabic and Persian, digits,
    /// presentation forms, joiners, punctuation, case and Latin accents make no difference.
    #[default]
    Usual,
    /// As usual, and ة ه, ہ ھ ە ه, ؤ و, ئ ي, ے ی, ں ن are alike too.
    Loose,
}

/// Folded text and where each of its characters came from.
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
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            origins: Vec::with_capacity(source.len() / 2),
            source_len: source.len(),
        };
        match spelling {
            Spelling::Exact => folded.compose(source),
            Spelling::Usual | Spelling::Loose => folded.fold(source, spelling),
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

    fn compose(&mut self, source: &str) {
        let nfc = ComposingNormalizer::new_nfc();
        let mut start = 0;
        // A base and its marks are composed together; runs of marks are short.
        while start < source.len() {
            let tail = &source[start..];
            let len = tail.char_indices().skip(1).find(|(_, c)| !is_mark(*c));
            let end = start + len.map_or(tail.len(), |(at, _)| at);
            for c in nfc.normalize(&source[start..end]).chars() {
                self.push(c, start);
            }
            start = end;
        }
    }

    fn fold(&mut self, source: &str, spelling: Spelling) {
        let nfkd = DecomposingNormalizer::new_nfkd();
        let cases = CaseMapper::new();
        let mut unfolded = String::new();
        for (at, c) in source.char_indices() {
            if c.is_ascii() {
                self.push_folded(c.to_ascii_lowercase(), at);
                continue;
            }
            if let Some(alike) = alike(c, spelling) {
                self.push_folded(alike, at);
                continue;
            }
            if c == '\u{654}' && spelling == Spelling::Usual {
                self.carry_hamza();
                continue;
            }
            let mut bytes = [0; 4];
            unfolded.clear();
            unfolded.push_str(&cases.fold_string(c.encode_utf8(&mut bytes)));
            for c in nfkd.normalize(&unfolded).chars() {
                if c == '\u{654}' && spelling == Spelling::Usual {
                    self.carry_hamza();
                    continue;
                }
                // Decomposition can bring forth capitals (™) and letters of the table (ﻙ), and
                // with the mathematical alphabets an ß, which alone folds to two.
                if c == 'ß' {
                    self.push('s', at);
                    self.push('s', at);
                    continue;
                }
                let c = alike(c, spelling).unwrap_or(c);
                self.push_folded(cases.simple_fold(c), at);
            }
        }
    }

    fn push_folded(&mut self, c: char, origin: usize) {
        if is_dropped(c) {
            return;
        }
        if c.is_whitespace() {
            if !self.text.ends_with(' ') {
                self.push(' ', origin);
            }
            return;
        }
        self.push(c, origin);
    }

    fn push(&mut self, c: char, origin: usize) {
        self.origins.push((self.text.len() as u32, origin as u32));
        self.text.push(c);
    }

    /// A hamza written apart after waw or ya makes the letter that it is part of.
    fn carry_hamza(&mut self) {
        let carried = match self.text.chars().next_back() {
            Some('و') => 'ؤ',
            Some('ي') => 'ئ',
            _ => return,
        };
        self.text.pop();
        self.text.push(carried);
    }
}

/// Compatibility decomposition (NFKD, UAX 15): letters apart from their marks.
pub fn decompose(text: &str) -> Cow<'_, str> {
    DecomposingNormalizer::new_nfkd().normalize(text)
}

/// The character that `c` is searched as, where the table says so. At the usual level the
/// letters ؤ and ئ are kept from being decomposed.
fn alike(c: char, spelling: Spelling) -> Option<char> {
    let loose = spelling == Spelling::Loose;
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ؤ' if loose => 'و',
        'ئ' if loose => 'ي',
        'ؤ' | 'ئ' => c,
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' | 'ۂ' | 'ۀ' if loose => 'ه',
        'ے' | 'ۓ' if loose => 'ي',
        'ں' if loose => 'ن',
        'ۃ' => 'ة',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '۔' | '٫' => '.',
        '٪' => '%',
        '“' | '”' | '„' | '«' | '»' | '״' => '"',
        '‘' | '’' | '‚' | '‹' | '›' | '׳' => '\'',
        '‐'..='―' | '־' | '−' => '-',
        _ => return None,
    })
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// What makes no difference at all: marks, tatweel, joiners, controls of direction.
fn is_dropped(c: char) -> bool {
    match c {
        '\0'..='\u{AC}' => false,
        '\u{640}' => true,
        _ => is_mark(c) || general_category(c) == GeneralCategory::Format,
    }
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(general_category(c))
}

fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(text: &str, spelling: Spelling) -> String {
        Folded::new(text, spelling).text
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
