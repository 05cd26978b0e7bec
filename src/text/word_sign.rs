//! Signs that are whole words in one character (U+FDF0–U+FDFD: Allah, Muhammad, the basmala).
//! Terminals squeeze them into one cell and make them illegible, so they are spelled out for
//! display; their letters all show the one character of the source.

use icu_normalizer::DecomposingNormalizer;

/// The letters to show for `c`; none where it is no such sign.
pub(crate) fn spelled(c: char) -> Option<String> {
    match c {
        // The one that Unicode does not decompose.
        '\u{FDFD}' => Some("بسم الله الرحمن الرحيم".to_owned()),
        '\u{FDF0}'..='\u{FDFC}' => {
            let nfkd = DecomposingNormalizer::new_nfkd();
            Some(nfkd.normalize(c.encode_utf8(&mut [0; 4])).into_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_spelled_in_letters() {
        assert_eq!(spelled('\u{FDF2}').as_deref(), Some("الله"));
        assert_eq!(spelled('\u{FDFC}').as_deref(), Some("ریال"));
        assert_eq!(spelled('ب'), None);
        for c in '\u{FDF0}'..='\u{FDFD}' {
            let letters = spelled(c).unwrap();
            assert!(letters.chars().count() >= 3, "{c}");
            assert!(!letters.contains(c), "{c}");
        }
    }
}
