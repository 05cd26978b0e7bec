//! A target as people shall see it before it is opened: in, the address as it is sent; out, scheme,
//! host and the rest, of which letters are shown as such. A host in other letters than Latin stands
//! beside what is sent for it; where letters may be taken for others, only the latter does
//! (UTS 39, 46).

use crate::article::lookalike::is_honest;

/// The target in logical order, to be set from left to right: what runs the other way in it is isolated.
pub fn spelled(target: &str) -> String {
    let (scheme, rest) = match target.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => return readable(target),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (unicode, is_known) = idna::domain_to_unicode(host);
    let host = match unicode != host && is_known.is_ok() && unicode.split('.').all(is_honest) {
        true => {
            // Each by itself, so that the names of a host stand in their order.
            let names = unicode.split('.').map(isolated);
            format!("{} [{host}]", names.collect::<Vec<_>>().join("."))
        }
        false => host.to_owned(),
    };
    format!("{scheme}{host}{}", readable(path))
}

fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The part of an address with the letters in it that are not of ASCII.
fn readable(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let bytes = escaped(rest);
        let (escapes, after) = rest.split_at((bytes.len() * 3).max(1));
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        // No sign, which might be taken for one of the address, and nothing that is not seen.
        match !text.is_empty() && text.chars().all(char::is_alphanumeric) {
            true => out.push_str(&isolated(text)),
            false => out.push_str(escapes),
        }
        rest = after;
    }
    out + rest
}

/// The bytes beyond ASCII that are escaped at the beginning, each in three characters.
fn escaped(text: &str) -> Vec<u8> {
    let byte = |escape: &[u8]| match escape {
        [b'%', digits @ ..] => {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16)
                .ok()
                .filter(|byte| *byte >= 0x80)
        }
        _ => None,
    };
    text.as_bytes().chunks_exact(3).map_while(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_target_is_spelled_out() {
        let check = |target: &str, expected: &str| {
            let shown = spelled(target)
                .replace('\u{2068}', "<")
                .replace('\u{2069}', ">");
            assert_eq!(shown, expected, "{target}");
        };
        check("https://example.org/a?b=c#d", "https://example.org/a?b=c#d");
        check(
            "http://xn--mgbh0fb.com:80/%D8%AE%D8%A8%D8%B1/%D8%A8_1",
            "http://<مثال>.<com:80> [xn--mgbh0fb.com:80]/<خبر>/<ب>_1",
        );
        // Cyrillic а among Latin letters; Cyrillic letters alone that look Latin.
        check("https://xn--pypal-4ve.com/", "https://xn--pypal-4ve.com/");
        check("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/");
        check(
            "https://xn--80adxhks.ru/",
            "https://<москва>.<ru> [xn--80adxhks.ru]/",
        );
        check(
            "https://xn--bcher-kva.de/",
            "https://<bücher>.<de> [xn--bcher-kva.de]/",
        );
        // Neither signs nor what nobody sees: a slash, a slash of another script, an override.
        check(
            "https://a.org/%2F%E2%88%95%E2%80%AEx%",
            "https://a.org/%2F%E2%88%95%E2%80%AEx%",
        );
        check(
            "https://a.org/%D8%AE%E2%80%8F",
            "https://a.org/%D8%AE%E2%80%8F",
        );
        check(
            "mailto:a@b.org?subject=%D9%82",
            "mailto:a@b.org?subject=<ق>",
        );
    }
}
