//! Finding in one paragraph: in, a pattern and folded text; out, ranges of source bytes.

use std::ops::Range;

use memchr::memmem;
use regex::Regex;

use crate::text::fold::{Folded, Spelling};

/// What is looked for, ready to be looked for in many texts.
#[derive(Clone, Debug)]
pub struct Pattern {
    spelling: Spelling,
    needle: Needle,
}

#[derive(Clone, Debug)]
enum Needle {
    Words(Box<memmem::Finder<'static>>),
    Regex(Regex),
}

impl Pattern {
    /// Looks for `words` as they are typed; none where folding leaves nothing to look for.
    pub fn words(words: &str, spelling: Spelling) -> Option<Self> {
        let folded = Folded::new(words, spelling).text;
        if folded.is_empty() {
            return None;
        }
        let finder = memmem::Finder::new(&folded).into_owned();
        Some(Self {
            spelling,
            needle: Needle::Words(Box::new(finder)),
        })
    }

    /// Looks for a regular expression in folded text, in time linear in the text. Its letters
    /// beyond ASCII are folded, its syntax is left alone.
    ///
    /// # Errors
    /// Where it is no regular expression of the `regex` crate.
    pub fn regex(expression: &str, spelling: Spelling) -> Result<Self, regex::Error> {
        let mut folded = String::with_capacity(expression.len());
        for c in expression.chars() {
            match c {
                c if c.is_ascii() => folded.push(c),
                c => folded.push_str(&Folded::new(c.encode_utf8(&mut [0; 4]), spelling).text),
            }
        }
        let regex = regex::RegexBuilder::new(&folded)
            .case_insensitive(spelling != Spelling::Exact)
            .build()?;
        Ok(Self {
            spelling,
            needle: Needle::Regex(regex),
        })
    }

    /// The ranges of `source` that match, ascending and apart from each other; never empty ones.
    pub fn find(&self, source: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(source, self.spelling);
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut add = |range: Range<usize>| {
            let range = folded.source(range);
            // Two matches inside one character that unfolded are one to the reader.
            if found.last().is_none_or(|last| last.end <= range.start) {
                found.push(range);
            }
        };
        match &self.needle {
            Needle::Words(finder) => {
                let len = finder.needle().len();
                finder
                    .find_iter(folded.text.as_bytes())
                    .for_each(|at| add(at..at + len));
            }
            Needle::Regex(regex) => regex
                .find_iter(&folded.text)
                .filter(|found| !found.is_empty())
                .for_each(|found| add(found.range())),
        }
        found
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
