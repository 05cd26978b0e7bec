//! How much text there is and which way its letters run.

use std::ops::AddAssign;

use crate::text::property::{Class, Property};

/// Characters and letters of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Characters, blanks among them; marks belong to what they stand on, and signs that are not
    /// shown do not count.
    pub n_characters: usize,
    /// Strong letters that run left to right.
    pub n_ltr: usize,
    /// Strong letters that run right to left.
    pub n_rtl: usize,
}

/// Counts the characters of a text.
///
/// ```
/// use akhbar::text::tally;
///
/// let tally = tally("خَبَر a1");
/// assert_eq!((tally.n_characters, tally.n_rtl, tally.n_ltr), (6, 3, 1));
/// ```
pub fn tally(text: &str) -> Tally {
    let mut tally = Tally::default();
    for c in text.chars() {
        let property = Property::of(c);
        // Direction marks are strong, and nobody sees them.
        if property.attaches() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}') {
            continue;
        }
        match property.class {
            Class::L => tally.n_ltr += 1,
            Class::R | Class::AL => tally.n_rtl += 1,
            Class::EN | Class::ES | Class::ET | Class::AN | Class::CS | Class::S => {}
            Class::WS | Class::ON | Class::NSM => {}
            // Line ends, joiners, embeddings.
            _ => continue,
        }
        tally.n_characters += 1;
    }
    tally
}

impl Tally {
    /// How many of 100 letters run right to left, rounded, but 0 and 100 only where that is
    /// exact; none without a letter.
    pub fn rtl_per_cent(self) -> Option<usize> {
        let n_letters = self.n_ltr + self.n_rtl;
        match (self.n_rtl, self.n_ltr) {
            (0, 0) => None,
            (0, _) => Some(0),
            (_, 0) => Some(100),
            _ => Some(((self.n_rtl * 100 + n_letters / 2) / n_letters).clamp(1, 99)),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.n_characters += other.n_characters;
        self.n_ltr += other.n_ltr;
        self.n_rtl += other.n_rtl;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_what_a_reader_counts() {
        let check = |text: &str, n_characters| {
            assert_eq!(tally(text).n_characters, n_characters, "{text:?}");
        };
        check("", 0);
        check("كِتَابٌ", 4);
        check("می\u{200C}روم", 5);
        check("a \u{200F}b", 3);
        check("שָׁלוֹם, 12%", 9);
    }

    #[test]
    fn all_and_nothing_are_exact() {
        let share = |n_rtl, n_ltr| {
            let tally = Tally {
                n_rtl,
                n_ltr,
                ..Tally::default()
            };
            tally.rtl_per_cent()
        };
        assert_eq!(share(0, 0), None);
        assert_eq!(share(0, 9), Some(0));
        assert_eq!(share(9, 0), Some(100));
        assert_eq!(share(9999, 1), Some(99));
        assert_eq!(share(1, 9999), Some(1));
        assert_eq!(share(2, 1), Some(67));
    }
}
