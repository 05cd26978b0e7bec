//! A text as words and numbers in their order, with what tells names from the rest: capitals,
//! where sentences begin, and which words follow each other with nothing but a blank between.

use std::ops::Range;

/// A word or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) kind: Kind,
    /// Its bytes: without the `'s` of English and the article before an apostrophe.
    pub(crate) range: Range<usize>,
    /// Whether only blanks are between it and the one before.
    pub(crate) is_joined: bool,
    /// Whether a sentence or a quotation may begin with it.
    pub(crate) is_first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It begins with a capital.
    Capital,
    /// It begins with a small letter.
    Small,
    /// Its script has no capitals.
    Uncased,
    /// Digits, with the signs that belong to them.
    Number,
    /// Letters and digits together.
    Mixed,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut is_joined, mut is_first) = (false, true);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let is_word = is_letter(c) || c.is_numeric() || is_sign(c) && starts_number(text, at);
        if !is_word {
            // A 15-inch screen: what follows a number says of what it is.
            let is_after_number = found
                .last()
                .is_some_and(|word| word.kind == Kind::Number && word.range.end == at);
            is_joined &= c.is_whitespace() || is_after_number && c == '-';
            // A sentence may begin after a stop, and after what opens a quotation.
            is_first |= !c.is_whitespace() && !matches!(c, ',' | '،' | '-' | ')' | '»' | '”' | '’');
            at += c.len_utf8();
            continue;
        }
        let end = end(text, at);
        let range = core(text, at..end);
        found.push(Word {
            kind: kind(&text[range.clone()]),
            range,
            is_joined,
            is_first,
        });
        (is_joined, is_first) = (true, false);
        at = end;
    }
    found
}

fn is_letter(c: char) -> bool {
    // Vowel signs are alphabetic; sukun, shadda and Hebrew points need not be.
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200C}' | '\u{200D}')
            && c != '\u{5BE}'
            && c != '\u{5C0}'
            && c != '\u{5C3}'
}

/// A sign that is written on a number.
fn is_sign(c: char) -> bool {
    matches!(c, '%' | '٪' | '$' | '€' | '£' | '¥' | '₪' | '₹' | '﷼' | '°')
}

fn starts_number(text: &str, at: usize) -> bool {
    text[at..].chars().nth(1).is_some_and(char::is_numeric)
}

/// Where the word that begins at `start` ends.
fn end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut before = None;
    let mut chars = text[start..].chars().peekable();
    // The letters since the last stop: initials keep theirs.
    let mut n_letters = 0;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_between = |is: fn(char) -> bool| before.is_some_and(is) && next.is_some_and(is);
        let goes_on = match c {
            _ if is_letter(c) || c.is_numeric() => true,
            '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '\u{5BE}' | '\u{5F3}'
            | '\u{5F4}' => is_between(is_letter),
            '"' => is_between(|c| matches!(c, 'א'..='ת')),
            '.' if before.is_some_and(char::is_uppercase) => n_letters == 1,
            '.' | ',' | ':' | '/' | '٫' | '٬' => is_between(char::is_numeric),
            _ if is_sign(c) => before.is_none_or(char::is_numeric),
            _ => false,
        };
        if !goes_on {
            break;
        }
        n_letters = if is_letter(c) { n_letters + 1 } else { 0 };
        before = Some(c);
        end += c.len_utf8();
    }
    end
}

/// A word without what is only hung on it.
fn core(text: &str, range: Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let without = ["'s", "\u{2019}s"]
        .iter()
        .find_map(|tail| word.strip_suffix(tail));
    let end = without.map_or(range.end, |word| range.start + word.len());
    let word = &text[range.start..end];
    // d'Ukraine, l'Elysee: small letters before the apostrophe, a capital after it.
    let start = word
        .char_indices()
        .find(|(_, c)| matches!(c, '\'' | '\u{2019}'));
    let start = start.and_then(|(at, c)| {
        let (before, after) = (&word[..at], &word[at + c.len_utf8()..]);
        let is_article = before.len() <= 2 && before.chars().all(char::is_lowercase);
        (is_article && after.chars().next().is_some_and(char::is_uppercase))
            .then_some(range.start + at + c.len_utf8())
    });
    start.unwrap_or(range.start)..end
}

fn kind(word: &str) -> Kind {
    let has_digit = word.contains(char::is_numeric);
    let Some(first) = word.chars().find(|c| c.is_alphabetic()) else {
        return if has_digit { Kind::Number } else { Kind::Mixed };
    };
    // al-Assad, as well as Assad.
    let is_capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    match () {
        () if has_digit => Kind::Mixed,
        () if first.is_uppercase() || word.split('-').any(is_capital) => Kind::Capital,
        () if first.is_lowercase() => Kind::Small,
        () => Kind::Uncased,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = (words(text).iter())
            .map(|word| &text[word.range.clone()])
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_and_numbers_are_told_from_what_parts_them() {
        check("", &[]);
        check(
            "The U.S. and J. K. Rowling's",
            &["The", "U.S.", "and", "J.", "K.", "Rowling"],
        );
        check(
            "al-Assad, d'Ukraine; O'Brien.",
            &["al-Assad", "Ukraine", "O'Brien"],
        );
        check(
            "$3.5 and 40%, 1,000. 10:30",
            &["$3.5", "and", "40%", "1,000", "10:30"],
        );
        check("٤٠٪ من ١٬٠٠٠ كتاب", &["٤٠٪", "من", "١٬٠٠٠", "كتاب"]);
        check(
            "می\u{200C}روم، صه\"ל צה\"ל",
            &["می\u{200C}روم", "صه", "ל", "צה\"ל"],
        );
        check("قالَتْ: «نعم»", &["قالَتْ", "نعم"]);
        check("% - '", &[]);
    }

    #[test]
    fn kinds_and_neighbours() {
        let found = words("He met Bashar al-Assad, 35 times. In خبر G20");
        let kinds: Vec<Kind> = found.iter().map(|word| word.kind).collect();
        use Kind::{Capital, Mixed, Number, Small, Uncased};
        assert_eq!(
            kinds,
            [
                Capital, Small, Capital, Capital, Number, Small, Capital, Uncased, Mixed
            ]
        );
        let first: Vec<bool> = found.iter().map(|word| word.is_first).collect();
        assert!(first[0] && first[6] && first.iter().filter(|first| **first).count() == 2);
        assert!(found[3].is_joined && !found[4].is_joined && !found[0].is_joined);
    }
}
