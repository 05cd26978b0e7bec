//! Regular expressions over folded text, with the way back to the source.

use std::ops::Range;

use regex::{Error, Regex, RegexBuilder};

use crate::text::find::whole;
use crate::text::fold::{Folded, Spelling};

/// A regular expression whose letters are folded.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    spelling: Spelling,
    regex: Regex,
    /// Whether only whole words count. Then the match is the first group.
    whole: bool,
}

impl Expression {
    /// Folds letters beyond ASCII in `expression` and leaves its syntax alone.
    pub(super) fn new(expression: &str, spelling: Spelling) -> Result<Self, Error> {
        let mut folded = String::with_capacity(expression.len());
        for c in expression.chars() {
            match c {
                c if c.is_ascii() => folded.push(c),
                c => folded.push_str(&Folded::new(c.encode_utf8(&mut [0; 4]), spelling).text),
            }
        }
        Ok(Self {
            spelling,
            regex: build(&folded, spelling)?,
            whole: false,
        })
    }

    /// Makes only whole words count.
    pub(super) fn whole_words(&mut self) {
        // The ends are part of the expression, so that it does not end early in a longer word.
        let prefixes = whole::PREFIXES;
        let expression = format!(
            r"\b{{start-half}}(?:{prefixes})??({})\b{{end-half}}",
            self.regex
        );
        // What an expression may hold can fail to be a part of another, as an open comment does.
        if let Ok(regex) = build(&expression, self.spelling) {
            self.regex = regex;
        }
        self.whole = true;
    }

    /// The matches in `text` that begin at or after `from`.
    pub(super) fn matches<'p, 't>(&'p self, text: &'t str, from: usize) -> Matches<'p, 't> {
        let folded = Folded::new(text, self.spelling);
        Matches {
            expression: self,
            text,
            at: folded.offset(from),
            folded,
            end: from,
        }
    }

    fn find_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        if !self.whole {
            return self.regex.find_at(text, at).map(|found| found.range());
        }
        let groups = self.regex.captures_at(text, at)?;
        groups.get(1).or(groups.get(0)).map(|found| found.range())
    }
}

fn build(expression: &str, spelling: Spelling) -> Result<Regex, Error> {
    RegexBuilder::new(expression)
        .case_insensitive(spelling != Spelling::Exact)
        .build()
}

/// The matches in one text.
pub(super) struct Matches<'p, 't> {
    expression: &'p Expression,
    text: &'t str,
    folded: Folded,
    /// Where to go on in the folded text.
    at: usize,
    /// The end of the last match in the source.
    end: usize,
}

impl Iterator for Matches<'_, '_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let found = self.expression.find_at(&self.folded.text, self.at)?;
            if found.is_empty() {
                let rest = self.folded.text[found.end..].chars();
                self.at = found.end + rest.take(1).map(char::len_utf8).sum::<usize>().max(1);
            } else {
                self.at = found.end;
                let range = self.folded.source(found);
                // Two matches inside one character that unfolded are one to the reader.
                if self.end <= range.start && self.is_wanted(&range) {
                    self.end = range.end;
                    return Some(range);
                }
            }
            if self.at > self.folded.text.len() {
                return None;
            }
        }
    }
}

impl Matches<'_, '_> {
    fn is_wanted(&self, range: &Range<usize>) -> bool {
        !self.expression.whole
            || whole::begins(self.text, range.start) && whole::ends(self.text, range.end)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Pattern, Spelling};

    #[test]
    fn whole_words_end_where_a_word_does() {
        let check = |expression: &str, source: &str, expected: &[&str]| {
            let pattern = Pattern::regex(expression, Spelling::Usual).expect("an expression");
            let found = pattern.whole_words().find(source);
            let found: Vec<&str> = found.into_iter().map(|r| &source[r]).collect();
            assert_eq!(found, expected, "{expression} in {source}");
        };
        check("new|news", "news renew new", &["news", "new"]);
        check("كت.ب", "والكِتَاب كتابهم بكتاب مكتاب", &["كِتَاب", "كتاب"]);
        check(r"\w+", "والكتاب", &["والكتاب"]);
        check("ב.ת", "שבבית ביתי", &["בית"]);
        check("رو.", "می\u{200C}روم میروم", &["روم"]);
        check("(?x) new # or old", "new news", &["new"]);
        check("(a)|b", "a ab b", &["a", "b"]);
    }

    #[test]
    fn a_search_begins_where_it_is_told_to() {
        let pattern = Pattern::regex(r"\bل.", Spelling::Usual).expect("an expression");
        let text = "لَا لِي";
        assert_eq!(pattern.find_from(text, 0), Some(0.."لَا".len()));
        assert_eq!(pattern.find_from(text, 1), Some("لَا ".len()..text.len()));
        assert_eq!(pattern.find_from(text, text.len()), None);
        assert_eq!(pattern.find_from(text, text.len() + 9), None);
        assert_eq!(pattern.find_at(text, 2), None);
        assert!(!pattern.narrows(&pattern));
    }
}
