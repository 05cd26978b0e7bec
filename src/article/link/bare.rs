//! Addresses that stand in plain text: in, a text in any script; out, the bytes that are one, with
//! the target. What ends the sentence around an address is no part of it, nor are brackets that
//! open outside of it.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use crate::article::link::{LONGEST, target};

/// The addresses in a text, in their order.
pub(crate) fn bare(text: &str) -> impl Iterator<Item = (Range<usize>, Arc<str>)> {
    let mut web = memmem::find_iter(text.as_bytes(), "://")
        .filter_map(|at| scheme_before(text, at).map(|start| (start, at + 3)))
        .peekable();
    let mut mail = memmem::find_iter(text.as_bytes(), "mailto:")
        .filter(|at| is_begun(text, *at))
        .map(|at| (at, at + 7))
        .peekable();
    let mut done = 0;
    let starts = std::iter::from_fn(move || match (web.peek(), mail.peek()) {
        (Some(one), Some(other)) if one < other => web.next(),
        (Some(_), None) => web.next(),
        _ => mail.next(),
    });
    starts.filter_map(move |(start, after)| {
        if start < done {
            return None;
        }
        let end = after + len(&text[after..])?;
        let address = &text[start..end];
        let is_mail = text.as_bytes()[after - 1] == b':';
        let names_somebody = |address: &str| {
            let (name, host) = address[7..].split_once('@')?;
            (!name.is_empty() && !host.is_empty()).then_some(())
        };
        if is_mail {
            names_somebody(address)?;
        }
        let target = target(address)?;
        done = end;
        Some((start..end, target))
    })
}

/// Where the scheme begins that ends at `end`.
fn scheme_before(text: &str, end: usize) -> Option<usize> {
    ["https", "http"].iter().find_map(|scheme| {
        let start = end.checked_sub(scheme.len())?;
        let is_same = text.as_bytes()[start..end].eq_ignore_ascii_case(scheme.as_bytes());
        (is_same && is_begun(text, start)).then_some(start)
    })
}

/// Whether a word of Latin letters begins there.
fn is_begun(text: &str, start: usize) -> bool {
    let before = text.as_bytes()[..start].last();
    before.is_none_or(|b| !b.is_ascii_alphanumeric())
}

/// The bytes of an address behind its scheme; none where it is too long.
fn len(rest: &str) -> Option<usize> {
    let head = &rest[..rest.floor_char_boundary(LONGEST + 4)];
    let mut address = &head[..head.find(is_end).unwrap_or(head.len())];
    if address.len() > LONGEST {
        return None;
    }
    while let Some(last) = address.chars().next_back() {
        let is_cut = match last {
            ')' => n(address, ')') > n(address, '('),
            ']' => n(address, ']') > n(address, '['),
            _ => is_behind(last),
        };
        if !is_cut {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    (!address.is_empty()).then_some(address.len())
}

fn n(text: &str, c: char) -> usize {
    text.chars().filter(|other| *other == c).count()
}

/// What stands in no address: blanks, quotation marks, the commas and ends of sentences of Arabic,
/// Urdu and Chinese, what orders text.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}')
        || matches!(c, '،' | '؛' | '؟' | '۔' | '«' | '»' | '…' | '│')
        || matches!(
            c,
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2018}'..='\u{201F}'
        )
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2039}' | '\u{203A}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{3000}'..='\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{FEFF}')
        || matches!(c, '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// What may stand in an address, and at its end is of the sentence around it.
fn is_behind(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '\u{200C}' | '\u{200D}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = bare(text).map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("https://a.org/b", &["https://a.org/b"]);
        check(
            "See http://a.org, or (HTTPS://b.org/c_(d)).",
            &["http://a.org", "HTTPS://b.org/c_(d)"],
        );
        check("انظر https://a.org/خبر، وقال", &["https://a.org/خبر"]);
        check("هل رأيت https://a.org؟", &["https://a.org"]);
        check("دیکھیے https://a.org/b۔", &["https://a.org/b"]);
        check("«https://a.org»", &["https://a.org"]);
        check("\u{2068}https://a.org\u{2069}", &["https://a.org"]);
        check("رابطhttps://a.org", &["https://a.org"]);
        check("mailto:a@b.org.", &["mailto:a@b.org"]);
        check(
            "x mailto:a@b.org https://a.org",
            &["mailto:a@b.org", "https://a.org"],
        );
        check(
            "https://a.org/https://b.org/",
            &["https://a.org/https://b.org/"],
        );
        check("https://a.org?x=[1]]!", &["https://a.org?x=[1]"]);
        check(
            "xhttps://a.org https:// https://. mailto: mailto:a ://",
            &[],
        );
        check("javascript:alert(1) file:///x ftp://a.org", &[]);
        check(&format!("https://a.org/{}", "a".repeat(LONGEST)), &[]);
    }
}
