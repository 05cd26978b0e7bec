//! Digits: in, a character; out, its value.

use crate::text::Bytes;

/// The value of a decimal digit in the scripts that pages use: those of Latin, Arabic and Persian pages,
/// of India and South-East Asia, and the wide ones of East Asia.
pub fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        // Those of Devanagari and the scripts behind it stand at the same place of their blocks.
        '\u{966}'..='\u{D6F}' if (0x66..0x70).contains(&(c as u32 % 0x80)) => {
            char::from_u32(c as u32 / 0x80 * 0x80 + 0x66)?
        }
        '\u{E50}'..='\u{E59}' => '\u{E50}',
        '\u{ED0}'..='\u{ED9}' => '\u{ED0}',
        '\u{1040}'..='\u{1049}' => '\u{1040}',
        '\u{17E0}'..='\u{17E9}' => '\u{17E0}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// Whether a text may have such a digit: false only where it has none.
pub fn may_have_digit(text: &str) -> bool {
    /// The bytes that they begin with in UTF-8.
    const MAY_BEGIN: Bytes<5> = Bytes::new([
        (b'0', b'9'),
        (0xD9, 0xD9),
        (0xDB, 0xDB),
        (0xE0, 0xE1),
        (0xEF, 0xEF),
    ]);
    MAY_BEGIN.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_many_scripts_have_their_values() {
        for digits in [
            "0123456789",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "০১২৩৪৫৬৭৮৯",
            "੦੧੨੩੪੫੬੭੮੯",
            "૦૧૨૩૪૫૬૭૮૯",
            "௦௧௨௩௪௫௬௭௮௯",
            "൦൧൨൩൪൫൬൭൮൯",
            "๐๑๒๓๔๕๖๗๘๙",
            "၀၁၂၃၄၅၆၇၈၉",
            "０１２３４５６７８９",
        ] {
            let values: Vec<_> = digits.chars().filter_map(digit).collect();
            assert_eq!(values, (0..10).collect::<Vec<_>>(), "{digits}");
        }
        assert_eq!("a.½²Ⅳ௰".chars().find_map(digit), None);
    }

    #[test]
    fn no_digit_is_missed() {
        for c in ('\0'..=char::MAX).filter(|c| digit(*c).is_some()) {
            assert!(may_have_digit(&format!("a{c}")), "{c:?}");
        }
        assert!(!may_have_digit("Nothing, “not one”"));
    }
}
