//! Whether a match is a whole word. In, text and a place; out, whether a word begins or ends there.
//! Arabic and Hebrew write short words together with the one that follows, and Persian the sign of
//! the present tense with its verb: what has only these before it in its word is whole. Whatever
//! follows it in its word makes another word of it.
//!
//! Urdu and Persian have prefixes too (ب, بے, نا), but these make words of other meanings, as *un-*
//! does, and are not passed over; nor is ال, in words that have letters which Arabic lacks.

use crate::text::fold::Spelling;
use crate::text::fold::alike::{JOINER, is_dropped};
use crate::text::fold::unit::Folder;
use crate::text::glyph::is_mark;

/// The letters that the longest prefixes have: ולכשב and the like.
const LONGEST: usize = 6;

/// The letters of a word that are looked at to tell whether it is Arabic.
const FAR_ENOUGH: usize = 32;

/// What may be before a word in folded text, whether or not the word is of that language: for
/// regular expressions, whose matches are looked at once more.
pub(super) const PREFIXES: &str = concat!(
    r"[وف]?\p{M}*(?:[بك]?\p{M}*[اأإآٱ]\p{M}*ل|ل\p{M}*ل|[بكلس]|ن?مي)?\p{M}*",
    r"|ו?\p{M}*(?:ל?כ?\p{M}*ש|מ?\p{M}*ש)?\p{M}*[בכלמ]?\p{M}*ה?\p{M}*",
);

/// Whether a word ends at `end`, or no word is there.
pub(super) fn ends(text: &str, end: usize) -> bool {
    let mut after = text[end..]
        .chars()
        .filter(|c| !is_dropped(*c) || *c == JOINER);
    match after.next() {
        Some(JOINER) => !after.find(|c| *c != JOINER).is_some_and(is_word),
        // Between two letters the signs of Hebrew abbreviations and numbers are part of the word.
        Some(c) if is_gershayim(c) => {
            let last = text[..end].chars().rev().find(|c| !is_dropped(*c));
            !(last.is_some_and(is_hebrew) && after.next().is_some_and(is_hebrew))
        }
        // Marks that folding keeps, such as a virama, go on with the word.
        next => !next.is_some_and(|c| is_word(c) || is_mark(c)),
    }
}

/// Whether a word begins at `start`, or goes on after prefixes only.
pub(super) fn begins(text: &str, start: usize) -> bool {
    let Some(first) = text[start..].chars().next() else {
        return true;
    };
    let folder = Folder::of(Spelling::Usual);
    // From the last letter to the first.
    let mut before: Vec<char> = Vec::new();
    let mut joint = None;
    let mut word_start = start;
    while let Some(unit) = folder.unit_before(text, word_start) {
        let sign = text[unit.range.clone()].chars().next();
        let sign = sign.filter(|c| *c == JOINER || is_gershayim(*c) && is_hebrew(first));
        if let (Some(sign), true, true) = (sign, before.is_empty(), joint.is_none()) {
            joint = Some(sign);
        } else {
            let letters = unit.letters().iter().rev();
            let n_before = before.len();
            before.extend(letters.take_while(|c| is_word(**c)));
            if before.len() - n_before < unit.letters().len() {
                break;
            }
        }
        if before.len() > LONGEST {
            return false;
        }
        word_start = unit.range.start;
    }
    let prefix: String = before.iter().rev().collect();
    match (first, joint) {
        _ if prefix.is_empty() => true,
        (_, Some(JOINER)) => matches!(prefix.as_str(), "مي" | "نمي") && is_word(first),
        (c, _) if is_hebrew(c) => is_hebrew_prefix(&prefix),
        (c, None) if is_word(c) => is_arabic_prefix(&prefix) && is_arabic(&text[word_start..]),
        _ => false,
    }
}

/// Whether `prefix` is what Arabic writes together with the word that follows: و or ف, then one of
/// ب ك ل س, then the article, which after ل loses its alef.
fn is_arabic_prefix(prefix: &str) -> bool {
    let rest = prefix.strip_prefix(['و', 'ف']).unwrap_or(prefix);
    matches!(
        rest,
        "" | "ب" | "ك" | "ل" | "س" | "ال" | "بال" | "كال" | "لل"
    )
}

/// Whether `prefix` is what Hebrew writes together with the word that follows: ו, then ש and its
/// compounds, then one of ב כ ל מ, then the article.
fn is_hebrew_prefix(prefix: &str) -> bool {
    let rest = prefix.strip_prefix('ו').unwrap_or(prefix);
    ["", "ש", "כש", "מש", "לכש"].iter().any(|conjunction| {
        rest.strip_prefix(conjunction).is_some_and(|rest| {
            let rest = rest.strip_prefix(['ב', 'כ', 'ל', 'מ']).unwrap_or(rest);
            matches!(rest, "" | "ה")
        })
    })
}

/// Whether the word that `text` begins with has the letters of Arabic only.
fn is_arabic(text: &str) -> bool {
    let letters = text.chars().filter(|c| !is_dropped(*c)).take(FAR_ENOUGH);
    letters
        .take_while(|c| is_word(*c))
        .all(|c| matches!(c, '\u{621}'..='\u{64A}' | 'ٱ' | 'ڤ' | '\u{FE80}'..='\u{FEFC}'))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}')
}

fn is_gershayim(c: char) -> bool {
    matches!(c, '״' | '׳' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use crate::text::{Pattern, Spelling};

    fn is_whole(word: &str, text: &str) -> bool {
        let pattern = Pattern::words(word, Spelling::Usual).expect("a pattern");
        let found = pattern.find(text);
        assert!(!found.is_empty(), "{word} is not in {text}");
        let whole = pattern.whole_words().find(text);
        assert!(whole.iter().all(|range| found.contains(range)));
        !whole.is_empty()
    }

    #[test]
    fn prefixes_are_passed_over() {
        let check = |word: &str, texts: &str| {
            for text in texts.split(' ') {
                assert!(is_whole(word, text), "{word} in {text}");
            }
        };
        check(
            "كتاب",
            "كتاب كِتَابٌ، «كتاب» الكتاب وكتاب فكتاب بكتاب ككتاب لكتاب وَالكِتَابِ بالكتاب كالكتاب فالكتاب للكتاب وللكتاب فبالكتاب وكالكتاب ٱلْكِتَابُ كتــاب (كتاب)",
        );
        check("يكتب", "سيكتب وسيكتب فسيكتب");
        check("روم", "می\u{200C}روم نمی\u{200C}روم روم");
        check(
            "בית",
            "בית הבית בבית לבית מהבית והבית שבבית כשהבית ושהבית לכשבית ה״בית״ ב\"בית\" בַּיִת",
        );
        check("news", "news (news) news. news-paper «news»");
        check("רש״י", "רש״י לרש״י");
        check("2024", "2024 (٢٠٢٤)");
    }

    #[test]
    fn parts_of_other_words_are_not_whole() {
        let check = |word: &str, texts: &str| {
            for text in texts.split(' ') {
                assert!(!is_whole(word, text), "{word} in {text}");
            }
        };
        check(
            "كتاب",
            "كتابان كتابهم الكتابة كتابُهُ مكتاب سالكتاب لالكتاب والمكتاب كتاب_ كتابـه كتاب٢",
        );
        check("روم", "محروم می\u{200C}رومم");
        check(
            "کتاب",
            "کتاب\u{200C}ها کتاب\u{200C}\u{200C}ها هم\u{200C}کتاب بکتاب",
        );
        check("ים", "יםיים");
        check("בית", "ביתי תבית הההבית");
        check("י", "רש״י");
        check("רש", "רש״י");
        check("news", "newsy renews news2 _news");
    }
}
