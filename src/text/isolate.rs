//! What reads left to right as a whole inside a right-to-left paragraph: web and mail addresses,
//! handles and hashtags in Latin letters, telephone numbers that begin with a plus. In: a
//! paragraph; out: their byte ranges, ascending, in time linear in the text. Each is resolved as
//! an isolate of its own (UAX 9, HL3), or else its slash, sign or plus would end up on its other
//! side.

use std::ops::Range;

use icu_properties::{CodePointMapData, props::GeneralCategory};
use memchr::{memchr2_iter, memchr3};

use crate::text::property::{Class, Property};

/// The fewest and the most digits of a telephone number (E.164 allows no more).
const N_DIGITS: Range<usize> = 7..16;

/// The ranges of `text` that are to be isolated.
pub(crate) fn isolates(text: &str) -> Vec<Range<usize>> {
    if !may_hold_any(text.as_bytes()) {
        return Vec::new();
    }
    let is_explicit = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    // Inside an embedding that runs left to right, a right-to-left letter has a higher level than
    // the control beside it would have: there it keeps nothing apart.
    let letters = !text.contains(is_explicit);
    let mut found = Vec::new();
    let mut previous = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let may_start = matches!(c, '@' | '#' | '+') || c.is_ascii_alphanumeric();
        let len = if may_start && previous.is_none_or(|c| may_precede(c, letters)) {
            one(&text[at..])
        } else {
            None
        };
        let next = |len: &usize| text[at + len..].chars().next();
        let len = len.filter(|len| next(len).is_none_or(|c| may_follow(c, letters)));
        found.extend(len.map(|len| at..at + len));
        at += len.unwrap_or(c.len_utf8());
        previous = text[..at].chars().next_back();
    }
    found
}

/// Whether there is anything to look for, as in most texts there is not.
fn may_hold_any(text: &[u8]) -> bool {
    let begins_address = |at: usize| {
        text[at..].starts_with(b"://") || at >= 3 && text[at - 3..at].eq_ignore_ascii_case(b"www")
    };
    memchr3(b'@', b'#', b'+', text).is_some() || memchr2_iter(b':', b'.', text).any(begins_address)
}

/// Whether an isolate may follow `c`. Nothing that may precede occurs inside what is passed over
/// in search of an address, so no text is looked at again and again.
fn may_precede(c: char, letters: bool) -> bool {
    let in_address = matches!(c, '@' | '#' | '_' | '.' | '/' | '&' | '=' | '?' | '~');
    // A bracket that closes takes the direction of the letters inside it (N0).
    keeps_apart(c, letters) && !in_address && category(c) != GeneralCategory::ClosePunctuation
}

fn may_follow(c: char, letters: bool) -> bool {
    (keeps_apart(c, letters) || Property::of(c).class == Class::ES)
        && category(c) != GeneralCategory::OpenPunctuation
}

/// Whether `c` takes part in no run of left-to-right letters and digits. Beside one that does,
/// only a control of its own, which the source does not have, would keep an isolate apart (L2).
fn keeps_apart(c: char, letters: bool) -> bool {
    use Class::{AL, CS, FSI, LRI, ON, PDI, R, RLI, WS};
    match Property::of(c).class {
        R | AL => letters,
        WS | ON | CS | LRI | RLI | FSI | PDI => true,
        _ => false,
    }
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// The length of what `text` begins with, where that is to be isolated.
fn one(text: &str) -> Option<usize> {
    match text.chars().next()? {
        '@' | '#' => tag(text),
        '+' => telephone(text),
        _ => web_address(text)
            .or_else(|| mail_link(text))
            .or_else(|| mail_address(text)),
    }
}

/// `https://…` or `www.…`. Letters beyond ASCII belong to it after the host only: text that
/// follows without a blank stays text.
fn web_address(text: &str) -> Option<usize> {
    let n_letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let start = match &text[n_letters..] {
        rest if n_letters > 0 && rest.starts_with("://") => n_letters + 3,
        rest if n_letters == 3
            && rest.starts_with('.')
            && text[..3].eq_ignore_ascii_case("www") =>
        {
            4
        }
        _ => return None,
    };
    let mut in_path = false;
    let passes = |c: char| {
        in_path |= c == '/';
        match c {
            '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            '!'..='~' => true,
            c => in_path && c.is_alphanumeric(),
        }
    };
    let len = start + length_while(&text[start..], passes);
    let len = without_closing_signs(&text[..len]);
    (len > start).then_some(len)
}

/// The length of an address without the signs of the sentence around it.
fn without_closing_signs(address: &str) -> usize {
    let count = |bracket| address.matches(bracket).count();
    let mut surplus = [
        (')', count(')').saturating_sub(count('('))),
        (']', count(']').saturating_sub(count('['))),
    ];
    let mut len = address.len();
    for c in address.chars().rev() {
        let closes = match surplus.iter_mut().find(|(bracket, _)| *bracket == c) {
            Some((_, n)) if *n > 0 => {
                *n -= 1;
                true
            }
            _ => matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*'),
        };
        if !closes {
            break;
        }
        len -= c.len_utf8();
    }
    len
}

/// `mailto:a@b.org?subject=c` (RFC 6068).
fn mail_link(text: &str) -> Option<usize> {
    const SCHEME: &str = "mailto:";
    let scheme = text.get(..SCHEME.len())?;
    let is_one = scheme.eq_ignore_ascii_case(SCHEME);
    let n_address = is_one.then(|| mail_address(&text[SCHEME.len()..]))??;
    let end = SCHEME.len() + n_address;
    let query = match text[end..].starts_with('?') {
        true => length_while(&text[end..], |c| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"')
        }),
        false => 0,
    };
    Some(without_closing_signs(&text[..end + query]))
}

fn mail_address(text: &str) -> Option<usize> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let host_start = length_while(text, is_local) + 1;
    let host = text.get(host_start..)?;
    if !text[..host_start].ends_with('@') {
        return None;
    }
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let host = host[..length_while(host, is_host)].trim_end_matches(['.', '-']);
    host.contains('.').then_some(host_start + host.len())
}

/// `@handle` or `#hashtag`, of ASCII throughout and with a letter.
fn tag(text: &str) -> Option<usize> {
    let word = &text[1..];
    let len = length_while(word, |c| c.is_ascii_alphanumeric() || c == '_');
    let goes_on = word[len..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    let has_letter = word[..len].bytes().any(|b| b.is_ascii_alphabetic());
    (has_letter && !goes_on).then_some(1 + len)
}

/// A plus and groups of digits. A group that would make it too long belongs to it no more.
fn telephone(text: &str) -> Option<usize> {
    let (mut n_digits, mut len) = (0, 1);
    let mut rest = &text[1..];
    loop {
        let gap = length_while(rest, |c| {
            matches!(c, ' ' | '\u{A0}' | '-' | '.' | '(' | ')')
        });
        let digits = length_while(&rest[gap..], is_digit);
        let n_more = rest[gap..gap + digits].chars().count();
        if rest[..gap].chars().count() > 2 || n_more == 0 || n_digits + n_more >= N_DIGITS.end {
            break;
        }
        n_digits += n_more;
        len += gap + digits;
        rest = &rest[gap + digits..];
    }
    N_DIGITS.contains(&n_digits).then_some(len)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// The length in bytes of the start of `text` whose characters all pass.
fn length_while(text: &str, mut passes: impl FnMut(char) -> bool) -> usize {
    text.find(|c| !passes(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_a_whole_is_found() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = isolates(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "انظر https://a.org/b/c?d=1&e#f، ثم",
            &["https://a.org/b/c?d=1&e#f"],
        );
        check("(http://a.org/b_(c)).", &["http://a.org/b_(c)"]);
        check("www.bbc.com/ وقال", &["www.bbc.com/"]);
        check(
            "https://ar.wikipedia.org/wiki/كتاب؟",
            &["https://ar.wikipedia.org/wiki/كتاب"],
        );
        check("http://a.orgوقال", &["http://a.org"]);
        check("://x http:// www. xhttp", &[]);
        check("البريد 12ab.c+d@mail.org.", &["12ab.c+d@mail.org"]);
        check("a@b a@.", &[]);
        check("راسلوا mailto:a@b.org.", &["mailto:a@b.org"]);
        check(
            "(MAILTO:a@b.org?subject=c&d=e)",
            &["MAILTO:a@b.org?subject=c&d=e"],
        );
        check("mailto:a@b.org? mailto:b", &["mailto:a@b.org"]);
        check("قال @BBC_News و#Gaza2024!", &["@BBC_News", "#Gaza2024"]);
        check("#خبر @1 # #a_خبر x@y", &[]);
        check("هاتف +966 50 123-4567، 2024", &["+966 50 123-4567"]);
        check("+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", &["+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧"]);
        check("+966 50 123 4567 2024 2025", &["+966 50 123 4567"]);
        check("+12 C++ 1+1234567 +123456", &[]);
        check("12%@BBC @BBC%5 a\u{200E}@BBC", &[]);
        check("", &[]);
    }
}
