//! Base direction: which way a paragraph or a whole article runs, from its strong letters.
//! UAX 9 P2–P3 for the first strong letter; the majority rule is for an article as a whole.

use std::cell::LazyCell;

use serde::Serialize;

use crate::text::property::{Class, Properties, Property};
use crate::text::{ASCII_LETTERS, Bytes};

/// A base direction.
///
/// ```
/// use akhbar::text::{Direction, Options, Paragraph};
///
/// let options = Options { direction: Some(Direction::Rtl), ..Options::default() };
/// let paragraph = Paragraph::new("2024 – 2025", &options);
/// assert_eq!(paragraph.direction(), Direction::Rtl);
/// assert_eq!(Paragraph::new("خبر", &Options::default()).direction().as_str(), "rtl");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The word used in JSON, HTML and on the command line: `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// Whether this is right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }

    /// The direction of a strong character; none for numbers, blanks and signs.
    fn of(c: char) -> Option<Self> {
        match Property::of(c).class {
            Class::L => Some(Self::Ltr),
            Class::R | Class::AL => Some(Self::Rtl),
            _ => None,
        }
    }
}

/// The direction of the first strong character outside isolates (UAX 9 P2); none without one.
///
/// ```
/// use akhbar::text::{Direction, first_strong};
///
/// assert_eq!(first_strong("12 خبر news"), Some(Direction::Rtl));
/// assert_eq!(first_strong("2024"), None);
/// ```
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                if let Some(direction) = Direction::of(c) {
                    return Some(direction);
                }
            }
        }
    }
    None
}

/// The direction that most strong letters of `text` have; none without a strong letter.
///
/// ```
/// use akhbar::text::{Direction, majority};
///
/// assert_eq!(majority("iPhone 15 يصل إلى الأسواق"), Some(Direction::Rtl));
/// ```
pub fn majority(text: &str) -> Option<Direction> {
    /// Bytes after which it is asked whether the rest can change anything.
    const PIECE: usize = 128;
    let (mut ltr, mut rtl) = (0usize, 0usize);
    let mut properties = Properties::new();
    let most_rtl = MAY_BE_RTL.count(text.as_bytes());
    let most_ltr = LazyCell::new(|| MAY_BE_LTR.count(text.as_bytes()));
    let mut rest = text;
    // Of most texts nearly all letters run one way, so that few tell.
    while !rest.is_empty() && ltr <= most_rtl && (rtl == 0 || rtl <= *most_ltr) {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE));
        rest = behind;
        ltr += ASCII_LETTERS.count(piece.as_bytes());
        if piece.is_ascii() {
            continue;
        }
        for c in piece.chars().filter(|c| !c.is_ascii()) {
            let class = properties.of(c).class;
            ltr += usize::from(class == Class::L);
            rtl += usize::from(matches!(class, Class::R | Class::AL));
        }
    }
    match ltr + rtl {
        0 => None,
        _ if rtl > ltr => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
    }
}

/// The bytes that strong characters of each direction begin with in UTF-8; others may, too.
const MAY_BE_LTR: Bytes<4> = Bytes::new([(b'A', b'Z'), (b'a', b'z'), (0xC2, 0xD6), (0xE0, 0xF4)]);
const MAY_BE_RTL: Bytes<3> = Bytes::new([(0xD6, 0xE0), (0xE2, 0xE2), (0xEF, 0xF0)]);

/// The direction of one paragraph of an article that runs `article`: the article's own, unless
/// the paragraph has strong letters and none of them is of that direction.
///
/// ```
/// use akhbar::text::{Direction, paragraph_direction};
///
/// let rtl = Direction::Rtl;
/// assert_eq!(paragraph_direction("iPhone 15 يصل إلى الأسواق", rtl), rtl);
/// assert_eq!(paragraph_direction("2024-2025", rtl), rtl);
/// assert_eq!(paragraph_direction("cargo run", rtl), Direction::Ltr);
/// ```
pub fn paragraph(text: &str, article: Direction) -> Direction {
    let mut other = None;
    for c in text.chars() {
        match Direction::of(c) {
            Some(direction) if direction == article => return article,
            Some(direction) => other = Some(direction),
            None => {}
        }
    }
    other.unwrap_or(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_strong_skips_isolates_and_numbers() {
        let check = |text, expected| assert_eq!(first_strong(text), expected, "{text:?}");
        check("", None);
        check("2024 – 12 %", None);
        check("12 kg", Some(Direction::Ltr));
        check("«خبر»", Some(Direction::Rtl));
        check("؟ what", Some(Direction::Rtl));
        check("\u{2068}Latin\u{2069} خبر", Some(Direction::Rtl));
        check("\u{2068}\u{2068}a\u{2069}b\u{2069} ש", Some(Direction::Rtl));
    }

    #[test]
    fn a_brand_at_the_start_does_not_turn_a_paragraph() {
        let check =
            |text, article, expected| assert_eq!(paragraph(text, article), expected, "{text:?}");
        let (ltr, rtl) = (Direction::Ltr, Direction::Rtl);
        check("iPhone 15 يصل إلى الأسواق", rtl, rtl);
        check("https://example.org/a", rtl, ltr);
        check("2024-2025", rtl, rtl);
        check("The word كتاب means book", ltr, ltr);
        check("كتاب", ltr, rtl);
    }

    #[test]
    fn what_a_letter_begins_with_tells_how_it_cannot_run() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            match Direction::of(c) {
                Some(Direction::Ltr) => assert!(MAY_BE_LTR.is_in(&text), "{c:?}"),
                Some(Direction::Rtl) => assert!(MAY_BE_RTL.is_in(&text), "{c:?}"),
                None => {}
            }
        }
    }

    #[test]
    fn most_letters_win() {
        assert_eq!(majority("خبر about"), Some(Direction::Ltr));
        assert_eq!(majority("خبر جديد hi"), Some(Direction::Rtl));
        assert_eq!(majority("12"), None);
        let long = |n_first: usize| "a ".repeat(n_first) + &"خ".repeat(400);
        assert_eq!(majority(&long(399)), Some(Direction::Rtl));
        assert_eq!(majority(&long(400)), Some(Direction::Ltr));
    }
}
