//! Finding in text: in, a pattern and text as it was written; out, the ranges of source bytes that
//! match, ascending and apart from each other, never empty ones.
//!
//! Words are scanned for in the source itself; regular expressions run over folded text. Both take
//! time linear in the text.

mod expression;
mod frequency;
mod scan;
mod shifts;
mod walk;
mod whole;
mod words;

use std::ops::Range;

use crate::text::find::expression::Expression;
use crate::text::find::words::Words;
use crate::text::fold::Spelling;

/// What is looked for, ready to be looked for in many texts.
///
/// ```
/// use akhbar::text::{Pattern, Spelling};
///
/// let pattern = Pattern::words("الاخبار", Spelling::Usual).unwrap();
/// let text = "في الأَخبارِ";
/// assert_eq!(pattern.find(text), ["في ".len()..text.len()]);
/// ```
#[derive(Clone, Debug)]
pub struct Pattern {
    needle: Needle,
}

#[derive(Clone, Debug)]
enum Needle {
    Words(Box<Words>),
    Expression(Box<Expression>),
}

impl Pattern {
    /// Looks for `words` as they are typed; none where there is no letter to look for.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let finds = |words, text| {
    ///     let pattern = Pattern::words(words, Spelling::Usual).unwrap();
    ///     !pattern.find(text).is_empty()
    /// };
    /// assert!(finds("کتاب", "كِتَابٌ"));
    /// // What some part by a joiner, others part by a blank or not at all.
    /// assert!(finds("می روم", "می\u{200C}روم") && finds("می\u{200C}روم", "میروم"));
    /// assert!(Pattern::words(" \u{64E}", Spelling::Usual).is_none());
    /// ```
    pub fn words(words: &str, spelling: Spelling) -> Option<Self> {
        let words = Words::new(words, spelling)?;
        Some(Self {
            needle: Needle::Words(Box::new(words)),
        })
    }

    /// Looks for a regular expression in folded text. Its letters beyond ASCII are folded, its
    /// syntax is left alone. All of a text that is searched is folded first, so long ones are
    /// better searched paragraph by paragraph.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let pattern = Pattern::regex(r"إ.ن|\b\d{4}\b", Spelling::Usual).unwrap();
    /// assert_eq!(pattern.find("أمن سنة ١٩٤٧").len(), 2);
    /// ```
    ///
    /// # Errors
    /// Where it is no regular expression of the `regex` crate.
    pub fn regex(expression: &str, spelling: Spelling) -> Result<Self, regex::Error> {
        let expression = Expression::new(expression, spelling)?;
        Ok(Self {
            needle: Needle::Expression(Box::new(expression)),
        })
    }

    /// Looks for whole words only: between matches and other letters there may be nothing but what
    /// Arabic and Hebrew write together with the word that follows, such as و and ال.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let pattern = Pattern::words("كتاب", Spelling::Usual).unwrap().whole_words();
    /// assert_eq!(pattern.find("وَالكِتَابُ والكاتب وكتابهم").len(), 1);
    /// ```
    pub fn whole_words(mut self) -> Self {
        match &mut self.needle {
            Needle::Words(words) => words.whole_words(),
            Needle::Expression(expression) => expression.whole_words(),
        }
        self
    }

    /// All matches in `text`.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        self.find_iter(text).collect()
    }

    /// The matches in `text`, each looked for when it is asked for.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let pattern = Pattern::words("aa", Spelling::Usual).unwrap();
    /// assert!(pattern.find_iter("Aaaaa").eq([0..2, 2..4]));
    /// ```
    pub fn find_iter<'p, 't>(&'p self, text: &'t str) -> Matches<'p, 't> {
        self.find_iter_from(text, 0)
    }

    /// The matches in `text` that begin at or after the byte `from`, which may be any. What stands
    /// before it is looked at only to see where letters and words begin.
    pub fn find_iter_from<'p, 't>(&'p self, text: &'t str, from: usize) -> Matches<'p, 't> {
        Matches(match &self.needle {
            Needle::Words(words) => Found::Words(words.matches(text, from)),
            Needle::Expression(expression) => Found::Expression(expression.matches(text, from)),
        })
    }

    /// Whether this is a regular expression.
    pub fn is_regex(&self) -> bool {
        matches!(self.needle, Needle::Expression(_))
    }

    /// The first match that begins at or after the byte `from`, which may be any.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let pattern = Pattern::words("news", Spelling::Usual).unwrap();
    /// assert_eq!(pattern.find_from("News, old news", 1), Some(10..14));
    /// ```
    pub fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        self.find_iter_from(text, from).next()
    }

    /// The match that begins at the byte `start`.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let pattern = Pattern::words("news", Spelling::Usual).unwrap();
    /// assert_eq!(pattern.find_at("old news", 4), Some(4..8));
    /// assert_eq!(pattern.find_at("old news", 0), None);
    /// ```
    pub fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        match &self.needle {
            Needle::Words(words) => words.find_at(text, start),
            Needle::Expression(_) => self
                .find_from(text, start)
                .filter(|range| range.start == start),
        }
    }

    /// Whether all matches of this pattern lie where matches of `previous` do, so that
    /// [`Pattern::find_within`] finds them: so it is while a word is typed letter by letter.
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let [ne, new, bew] =
    ///     ["ne", "new", "bew"].map(|words| Pattern::words(words, Spelling::Usual).unwrap());
    /// assert!(new.narrows(&ne) && !ne.narrows(&new) && !bew.narrows(&ne));
    /// ```
    pub fn narrows(&self, previous: &Self) -> bool {
        match (&self.needle, &previous.needle) {
            (Needle::Words(words), Needle::Words(previous)) => words.narrows(previous),
            _ => false,
        }
    }

    /// All matches in `text`, by way of all matches in it of a pattern that this one
    /// [narrows](Pattern::narrows).
    ///
    /// ```
    /// use akhbar::text::{Pattern, Spelling};
    ///
    /// let text = "aaab ab";
    /// let [aa, aab] = ["aa", "aab"].map(|words| Pattern::words(words, Spelling::Usual).unwrap());
    /// assert!(aab.narrows(&aa));
    /// assert_eq!(aab.find_within(text, &aa.find(text)), aab.find(text));
    /// ```
    pub fn find_within(&self, text: &str, matches: &[Range<usize>]) -> Vec<Range<usize>> {
        match &self.needle {
            Needle::Words(words) => words.find_within(text, matches),
            // No expression narrows another.
            Needle::Expression(_) => self.find(text),
        }
    }
}

/// The matches of a pattern in a text, by [`Pattern::find_iter`].
pub struct Matches<'p, 't>(Found<'p, 't>);

enum Found<'p, 't> {
    Words(words::Matches<'p, 't>),
    Expression(expression::Matches<'p, 't>),
}

impl Iterator for Matches<'_, '_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        match &mut self.0 {
            Found::Words(matches) => matches.next(),
            Found::Expression(matches) => matches.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_spelled_in_life() {
        let check = |words: &str, source: &str, expected: &[&str]| {
            let pattern = Pattern::words(words, Spelling::Usual).expect("a pattern");
            let found: Vec<&str> = pattern
                .find(source)
                .into_iter()
                .map(|r| &source[r])
                .collect();
            assert_eq!(found, expected, "{words} in {source}");
        };
        check("الاخبار", "في الأخبارِ والأخبار", &["الأخبارِ", "الأخبار"]);
        check("كتاب", "یہ کتاب ہے", &["کتاب"]);
        check("1947", "۱۹۴۷ء", &["۱۹۴۷"]);
        check("aa", "aaaa", &["aa", "aa"]);
        check("zz", "abc", &[]);
        check("new  line", "new\nline", &["new\nline"]);
        check(
            "می\u{200C}روم",
            "میروم می روم می\u{200C}روم",
            &["میروم", "می روم", "می\u{200C}روم"],
        );
        check(
            "می روم",
            "میروم می\u{200B}روم می  روم",
            &["می\u{200B}روم", "می  روم"],
        );
        check("میروم", "می\u{200C}روم می روم", &["می\u{200C}روم"]);
        check("می\u{200C}", "می\u{200C}روم", &["می"]);
        check("روم ", "روم روم", &["روم "]);
        check(" روم", "روم \u{64E}روم", &[" \u{64E}روم"]);
        check("مؤمن", "مو\u{64E}\u{654}من مومن", &["مو\u{64E}\u{654}من"]);
        check("و", "ؤ و\u{654} و", &["و"]);
        check("sx", "ßx", &["ßx"]);
        check("عليه", "قال ﷺ", &["ﷺ"]);
        check("लोक", "लोक लक", &["लोक"]);
        check(
            "한국",
            "\u{1112}\u{1161}\u{11ab}국",
            &["\u{1112}\u{1161}\u{11ab}국"],
        );
    }

    #[test]
    fn nothing_to_look_for_is_no_pattern() {
        assert!(Pattern::words("", Spelling::Usual).is_none());
        assert!(Pattern::words("\u{64E}", Spelling::Usual).is_none());
    }

    #[test]
    fn regular_expressions_see_folded_text() {
        let check = |expression: &str, source: &str, expected: &[&str]| {
            let pattern = Pattern::regex(expression, Spelling::Usual).expect("an expression");
            let found: Vec<&str> = pattern
                .find(source)
                .into_iter()
                .map(|r| &source[r])
                .collect();
            assert_eq!(found, expected, "{expression} in {source}");
        };
        check("إ.ن", "أمن وإبن", &["أمن", "إبن"]);
        check(r"\b\d{4}\b", "سنة ١٩٤٧ و 12345", &["١٩٤٧"]);
        check("x*", "abc", &[]);
        assert!(Pattern::regex("(", Spelling::Usual).is_err());
    }
}
