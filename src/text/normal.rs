//! Presentation forms of Arabic letters → the letters that they are forms of (NFKC, UAX 15). Old
//! programs stored the forms; joining, searching and copying want the letters. Ligatures that are
//! written for their own sake (ﷲ ﷺ ﷽ ﷼) and lone forms, as tables of forms have them, stay.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizer;

use crate::text::Bytes;

/// The text with letters for forms, and how many forms there were. Only lines in which forms
/// stand beside other letters are changed.
///
/// ```
/// use akhbar::text::without_forms;
///
/// assert_eq!(without_forms("ﺧﺒﺮ"), ("خبر".into(), 3));
/// assert_eq!(without_forms("beh: ﺏ ﷺ").1, 0);
/// ```
pub fn without_forms(text: &str) -> (Cow<'_, str>, usize) {
    // The first byte of them all, in UTF-8, and of little else.
    const LEAD: u8 = 0xEF;
    let mut out = String::new();
    let (mut done, mut n_forms) = (0, 0);
    for at in memchr::memchr_iter(LEAD, text.as_bytes()) {
        if at < done || !text[at..].starts_with(is_form) {
            continue;
        }
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1).max(done);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let line = &text[start..end];
        out.push_str(&text[done..start]);
        match has_word(line) {
            true => n_forms += push_letters(&mut out, line),
            false => out.push_str(line),
        }
        done = end;
    }
    if n_forms == 0 {
        return (Cow::Borrowed(text), 0);
    }
    out.push_str(&text[done..]);
    (Cow::Owned(out), n_forms)
}

/// The text with letters and the marks that belong to them as one character each where there is one
/// (NFC, UAX 15); nothing is done where no such marks are.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    /// The bytes that the marks of Latin letters begin with.
    const MAY_BEGIN: Bytes<1> = Bytes::new([(0xCC, 0xCD)]);
    match MAY_BEGIN.is_in(text) {
        true => ComposingNormalizer::new_nfc().normalize(text),
        false => Cow::Borrowed(text),
    }
}

fn push_letters(out: &mut String, line: &str) -> usize {
    let letters = ComposingNormalizer::new_nfkc();
    let mut n_forms = 0;
    for c in line.chars() {
        if is_form(c) {
            n_forms += 1;
            out.push_str(&letters.normalize(c.encode_utf8(&mut [0; 4])));
        } else {
            out.push(c);
        }
    }
    n_forms
}

/// Whether a form stands beside another letter.
fn has_word(line: &str) -> bool {
    let mut before = ' ';
    line.chars().any(|c| {
        let both = [before, c];
        before = c;
        both.into_iter().any(is_form) && both.into_iter().all(|c| is_form(c) || is_arabic(c))
    })
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}')
}

fn is_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}'
        | '\u{FE80}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_become_letters_where_they_make_words() {
        let check = |text: &str, expected: &str, n_forms| {
            assert_eq!(without_forms(text), (expected.into(), n_forms), "{text:?}");
        };
        check("", "", 0);
        check("خبر ｆｕｌｌ", "خبر ｆｕｌｌ", 0);
        check("ﺍﻷﺧﺒﺎﺭ ﻭ ﺁﺧﺮ", "الأخبار و آخر", 10);
        check("الإسﻼم", "الإسلام", 1);
        check("ﺏ ﺐ ﺒ ﺑ", "ﺏ ﺐ ﺒ ﺑ", 0);
        check("ﺏ ﺐ\nﭘﺎﮐﺴﺘﺎﻥ ﷺ\nﷲ", "ﺏ ﺐ\nپاکستان ﷺ\nﷲ", 7);
        check("ﻫﺬﺍ\r\nb ﻻ\nﺎﻟ", "هذا\r\nb ﻻ\nال", 5);
    }
}
