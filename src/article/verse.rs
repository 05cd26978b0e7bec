//! Verses of Arabic, Persian and Urdu poems as pages write them: two halves on one line, parted
//! by stars, a tab or a wide gap. In, a line; out, the verse as a document has it.

use crate::article::BETWEEN_HALVES;
use crate::text::{Bytes, Controls, Direction, majority, sanitize};

/// The words of a half, and how much longer one may be than the other.
const WORDS: std::ops::RangeInclusive<usize> = 2..=10;
const LONGER: usize = 2;

/// Longer lines are none, in bytes.
const LONGEST: usize = 400;

/// The line with its two halves parted as documents part them; none where it is no verse. One such
/// line alone may be anything: several under each other are a poem.
pub(crate) fn verse(line: &str) -> Option<String> {
    /// The bytes that letters begin with in UTF-8 that run right to left.
    const MAY_BEGIN: Bytes<3> = Bytes::new([(0xD6, 0xE0), (0xE2, 0xE2), (0xEF, 0xF4)]);
    /// The bytes that what parts halves begins with, beside blanks.
    const MAY_PART: Bytes<4> =
        Bytes::new([(b'*', b'*'), (b'\t', b'\t'), (0xC2, 0xC2), (0xE2, 0xE2)]);
    let line = line.trim();
    if line.len() > LONGEST
        || !MAY_BEGIN.is_in(line)
        || !MAY_PART.is_in(line) && !line.contains("   ")
    {
        return None;
    }
    let (first, second) = parted(line)?;
    joined(first, second)
}

/// A verse of two halves, if they can be halves of one.
pub(crate) fn joined(first: &str, second: &str) -> Option<String> {
    let halves = [first, second].map(|half| {
        let safe = sanitize(
            half.trim_matches(['*', ' ', '\u{A0}', '\t']),
            Controls::Obey,
        )
        .text;
        safe.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let is_half = |half: &String| {
        let n_words = half.split(' ').count();
        // Verses have no numbers in them, and menus have bars.
        let is_other = half.contains(|c: char| c.is_numeric() || matches!(c, '|' | '›' | '/'));
        WORDS.contains(&n_words) && !is_other && majority(half) == Some(Direction::Rtl)
    };
    let [n_first, n_second] = [0, 1].map(|idx| halves[idx].chars().count());
    let are_alike = n_first <= n_second * LONGER && n_second <= n_first * LONGER;
    (are_alike && halves.iter().all(is_half)).then(|| halves.join(BETWEEN_HALVES))
}

/// What stands before and behind the only gap of a line.
fn parted(line: &str) -> Option<(&str, &str)> {
    for sign in [
        "***",
        "**",
        "\t",
        "…",
        "   ",
        "\u{A0}\u{A0}\u{A0}",
        "\u{2003}",
    ] {
        if let Some((first, second)) = line.split_once(sign) {
            let rest = second.trim_start_matches(['*', ' ', '\u{A0}', '\t', '…', '\u{2003}']);
            return (!rest.contains(sign)).then_some((first, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verse_has_two_halves() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(verse(line).as_deref(), expected, "{line:?}");
        };
        let verse = Some("أراك عصي الدمع شيمتك الصبر *** أما للهوى نهي عليك ولا أمر");
        check(
            "أراك عصي الدمع شيمتك الصبر *** أما للهوى نهي عليك ولا أمر",
            verse,
        );
        check(
            "أراك عصي الدمع شيمتك الصبر **** أما للهوى نهي عليك ولا أمر",
            verse,
        );
        check(
            " أراك عصي الدمع شيمتك الصبر\tأما للهوى نهي عليك ولا أمر",
            verse,
        );
        check(
            "أراك عصي الدمع شيمتك الصبر      أما للهوى نهي عليك ولا أمر",
            verse,
        );
        check("أراك عصي الدمع شيمتك الصبر أما للهوى نهي عليك ولا أمر", None);
        check("الرئيسية    السياسة    الاقتصاد    الرياضة", None);
        check("الصفحة الأولى 12    الصفحة الثانية 13", None);
        check("a b c *** d e f", None);
        check("***", None);
    }
}
