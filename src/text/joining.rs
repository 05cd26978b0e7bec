//! Arabic joining: which form a letter takes between its neighbours, and the lam-alef
//! ligatures. Unicode chapter 9.2 with the Joining_Type property; the forms themselves are the
//! presentation forms, so that one letter is one cell on every terminal.

use icu_properties::{CodePointMapData, props::JoiningType};

use crate::text::forms::FORMS;

const LAM: char = '\u{644}';

/// Whether a letter connects to the letter before it and to the one after it (logical order).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Joins {
    /// To the letter before.
    pub before: bool,
    /// To the letter after.
    pub after: bool,
}

/// What a character allows on its two sides.
pub(crate) fn joining_sides(c: char) -> Joins {
    // Nothing below the first Arabic letters joins but by its own table entry; this spares
    // Latin text the look-up.
    if c < '\u{600}' {
        return Joins::default();
    }
    let (before, after) = match CodePointMapData::<JoiningType>::new().get(c) {
        JoiningType::DualJoining | JoiningType::JoinCausing => (true, true),
        JoiningType::RightJoining => (true, false),
        JoiningType::LeftJoining => (false, true),
        _ => (false, false),
    };
    Joins { before, after }
}

/// Whether letters join across `c` as if it were not there (chapter 9.2, R1).
pub(crate) fn is_transparent(c: char) -> bool {
    c >= '\u{AD}' && CodePointMapData::<JoiningType>::new().get(c) == JoiningType::Transparent
}

/// Whether `c` belongs to a script whose letters join: Arabic and its kin, or Hebrew, which shares
/// their rule that a cell shows a letter and its marks only.
pub(crate) fn is_joining_script(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Whether `c` is a letter of Arabic itself, alef with madda to ghain and feh to yeh: each has all
/// the forms that it needs.
pub(crate) fn is_basic_letter(c: char) -> bool {
    matches!(c, '\u{622}'..='\u{63A}' | '\u{641}'..='\u{64A}')
}

/// The presentation form of `c`, or `c` itself where none exists.
pub(crate) fn form(c: char, joins: Joins) -> char {
    let (letter, forms) = match c {
        // These stand at the head of the table, one after the other.
        '\u{622}'..='\u{63A}' => FORMS[c as usize - 0x622],
        '\u{641}'..='\u{64A}' => FORMS[c as usize - 0x641 + (0x63B - 0x622)],
        _ => match look_alike(c, joins) {
            Some(other) => other,
            None => match FORMS.binary_search_by_key(&c, |row| row.0) {
                Ok(idx) => FORMS[idx],
                Err(_) => return c,
            },
        },
    };
    let form = match (joins.before, joins.after) {
        (false, false) => forms[0],
        (true, false) => forms[1],
        (false, true) => forms[2],
        (true, true) => forms[3],
    };
    if form == '\0' { letter } else { form }
}

/// The skeleton in its form, and the mark on it, that stand in for a joined letter without forms
/// where marks are shown; alone the letter itself is best.
pub(crate) fn skeleton(c: char, joins: Joins) -> Option<(char, char)> {
    let (skeleton, mark) = match c {
        _ if joins == Joins::default() => return None,
        '\u{681}' => ('\u{62D}', '\u{654}'), // ځ as ح with a hamza
        '\u{6CE}' => ('\u{6CC}', '\u{65A}'), // ێ as ی with a small v
        '\u{6B5}' => (LAM, '\u{65A}'),       // ڵ as ل with a small v
        _ => return None,
    };
    Some((form(skeleton, joins), mark))
}

/// The mark that belongs to the letter `c` but not to the letter whose forms it borrows.
pub(crate) fn borrowed_mark(c: char) -> Option<char> {
    match c {
        '\u{6C2}' => Some('\u{654}'),
        _ => None,
    }
}

/// The ligature of lam with `alef`; `joined`: to a letter before the lam.
pub(crate) fn lam_alef(lam: char, alef: char, joined: bool) -> Option<char> {
    let isolated = match alef {
        _ if lam != LAM => return None,
        '\u{622}' => '\u{FEF5}',
        '\u{623}' => '\u{FEF7}',
        '\u{625}' => '\u{FEF9}',
        '\u{627}' => '\u{FEFB}',
        _ => return None,
    };
    char::from_u32(u32::from(isolated) + u32::from(joined))
}

/// The letter whose forms stand in for those that Unicode never gave `c`, with the letter to
/// show where that one has none either. Same skeleton, same dots in the form that is shown.
fn look_alike(c: char, joins: Joins) -> Option<(char, [char; 4])> {
    let other = match c {
        '\u{6D5}' => '\u{647}',                // ە as a final heh
        '\u{6C3}' => '\u{629}',                // ۃ as ة
        '\u{6AA}' => '\u{643}',                // ڪ as ك
        '\u{6C2}' => '\u{6C1}',                // ۂ as ہ, with its hamza as a mark
        '\u{6BA}' if joins.after => '\u{646}', // ں inside a word gains its dot
        _ => return None,
    };
    let idx = FORMS.binary_search_by_key(&other, |row| row.0).ok()?;
    Some((c, FORMS[idx].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_their_forms() {
        let check = |c, before, after, expected| {
            assert_eq!(form(c, Joins { before, after }), expected, "{c}");
        };
        check('ب', false, false, '\u{FE8F}');
        check('ب', true, false, '\u{FE90}');
        check('ب', false, true, '\u{FE91}');
        check('ب', true, true, '\u{FE92}');
        check('ی', true, true, '\u{FBFF}');
        check('ہ', false, true, '\u{FBA8}');
        check('ے', true, false, '\u{FBAF}');
        check('ں', true, false, '\u{FB9F}');
        check('ں', true, true, '\u{FEE8}');
        check('ە', true, false, '\u{FEEA}');
        check('ۃ', true, false, '\u{FE94}');
        check('ډ', true, false, 'ډ');
        check('ء', false, false, 'ء');
        check('x', true, true, 'x');
    }

    #[test]
    fn a_skeleton_stands_in_where_letters_join() {
        let joins = |before, after| Joins { before, after };
        let initial = skeleton('ځ', joins(false, true));
        assert_eq!(initial, Some(('\u{FEA3}', '\u{654}')));
        let medial = skeleton('ێ', joins(true, true));
        assert_eq!(medial, Some(('\u{FBFF}', '\u{65A}')));
        let last = skeleton('ڵ', joins(true, false));
        assert_eq!(last, Some(('\u{FEDE}', '\u{65A}')));
        assert_eq!(skeleton('ځ', joins(false, false)), None);
        assert_eq!(skeleton('ب', joins(true, true)), None);
    }

    #[test]
    fn basic_letters_stand_at_the_head_of_the_table() {
        let letters = ('\u{600}'..='\u{6FF}').filter(|c| is_basic_letter(*c));
        let n_letters = letters.clone().count();
        assert!(letters.eq(FORMS[..n_letters].iter().map(|row| row.0)));
    }

    #[test]
    fn lam_alef_has_four_pairs() {
        let check =
            |alef, joined, expected| assert_eq!(lam_alef('ل', alef, joined), expected, "{alef}");
        check('ا', false, Some('\u{FEFB}'));
        check('ا', true, Some('\u{FEFC}'));
        check('آ', false, Some('\u{FEF5}'));
        check('أ', true, Some('\u{FEF8}'));
        check('إ', false, Some('\u{FEF9}'));
        check('ٱ', false, None);
        assert_eq!(lam_alef('ک', 'ا', false), None);
    }

    #[test]
    fn sides_follow_the_joining_type() {
        let check = |c, before, after| {
            assert_eq!(joining_sides(c), Joins { before, after }, "{c:?}");
        };
        check('ب', true, true);
        check('ا', true, false);
        check('ء', false, false);
        check('\u{640}', true, true);
        check('\u{200D}', true, true);
        check('\u{200C}', false, false);
        check('a', false, false);
        check('1', false, false);
    }
}
