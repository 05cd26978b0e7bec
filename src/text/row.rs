//! What a terminal that reorders text by itself makes of a row, one character to a cell: plain
//! UAX 9, without the isolates that paragraphs get here. Given in the order in which the cells
//! are sent.

use crate::text::{
    Direction, bidi, chars,
    property::{Class, Property},
};

/// What a character is to UAX 9, as far as a finished row asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A strong character from left to right (L).
    Left,
    /// A Hebrew letter or the like (R).
    Right,
    /// An Arabic letter (AL): digits behind it are Arabic numbers (W2).
    ArabicLetter,
    /// A digit that is European to UAX 9, the Persian and Urdu ones among them (EN).
    Digit,
    /// A digit of the Arabic kind, or its separators (AN).
    ArabicDigit,
    /// What may stand within any number (CS).
    Separator,
    /// Plus and minus, which stand within European numbers (ES).
    Sign,
    /// What may stand around a number (ET).
    Terminator,
    /// A blank (WS), which is neutral too.
    Blank,
    /// What else runs as the letters around it do (ON).
    Neutral,
    /// All else: brackets of pairs, marks, controls.
    Other,
}

impl Kind {
    /// The kind of `c`.
    pub fn of(c: char) -> Self {
        Self::with(Property::of(c))
    }

    /// The kind of `c` and its cells where it is a whole symbol whatever stands around it; none for
    /// marks, emoji and all else whose width is that of the symbol that it is part of.
    pub fn and_columns(c: char) -> (Self, Option<u8>) {
        let property = Property::of(c);
        let columns = property.is_plain().then(|| property.width());
        (Self::with(property), columns)
    }

    fn with(property: Property) -> Self {
        match property.class {
            Class::L => Self::Left,
            Class::R => Self::Right,
            Class::AL => Self::ArabicLetter,
            Class::EN => Self::Digit,
            Class::AN => Self::ArabicDigit,
            Class::CS => Self::Separator,
            Class::ES => Self::Sign,
            Class::ET => Self::Terminator,
            Class::ON if property.is_bracket() => Self::Other,
            Class::ON => Self::Neutral,
            Class::WS => Self::Blank,
            _ => Self::Other,
        }
    }

    /// Whether this is a digit.
    pub fn is_digit(self) -> bool {
        matches!(self, Self::Digit | Self::ArabicDigit)
    }

    /// Whether this is a letter that runs from right to left.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::ArabicLetter)
    }
}

/// The image of `c` where text runs the other way; the same character where it has none.
pub fn mirrored(c: char) -> char {
    bidi::mirror(c)
}

/// The order in which a row is seen, left to right: places in `sent`, each with whether what
/// stands there is mirrored.
pub fn seen_order(
    sent: impl Iterator<Item = char>,
    base: Direction,
) -> impl Iterator<Item = (usize, bool)> {
    let (mut chars, seen) = chars::scan_row(sent);
    bidi::resolve_plain(&mut chars, seen, base);
    let mut order: Vec<(usize, u8)> = chars.iter().map(|char| char.level).enumerate().collect();
    bidi::reorder(&mut order, |&(_, level)| level);
    order
        .into_iter()
        .map(|(place, level)| (place, level % 2 == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_seen_by_its_base() {
        let check = |sent: &str, base, expected: &str| {
            let sent: Vec<char> = sent.chars().collect();
            let order = seen_order(sent.iter().copied(), base);
            let seen = order.map(|(place, is_mirrored)| match is_mirrored {
                true => mirrored(sent[place]),
                false => sent[place],
            });
            assert_eq!(seen.collect::<String>(), expected);
        };
        check("ab (بت) 12", Direction::Ltr, "ab (تب) 12");
        check("ab بت 12", Direction::Ltr, "ab 12 تب");
        check("ab بت 12", Direction::Rtl, "12 تب ab");
        check("", Direction::Rtl, "");
        // No isolate around an address.
        check("ب @ab", Direction::Rtl, "ab@ ب");
    }
}
