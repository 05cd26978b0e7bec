//! Arabic joining: which form a letter takes between its neighbours, and the lam-alef
//! ligatures. Unicode chapter 9.2 with the Joining_Type property; the forms themselves are the
//! presentation forms, so that one letter is one cell on every terminal.

use crate::text::forms::{FORMS, Row};

/// The letter lam.
pub(crate) const LAM: char = '\u{644}';

/// Whether `c` is a letter that a lam before it ligates with, once its marks are composed.
pub(crate) fn is_alef(c: char) -> bool {
    matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}')
}

/// Whether a letter connects to the letter before it and to the one after it (logical order).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Joins {
    /// To the letter before.
    pub before: bool,
    /// To the letter after.
    pub after: bool,
}

/// Whether `c` belongs to a script whose letters join: Arabic and its kin, or Hebrew, which shares
/// their rule that a cell shows a letter and its marks only.
pub(crate) fn is_joining_script(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Whether `c` is shown in its presentation forms, and nothing but them.
pub(crate) fn has_forms(c: char) -> bool {
    form(c, Joins::default()) != c && borrowed_mark(c).is_none() && skeleton_of(c).is_none()
}

/// The presentation form of `c`, or `c` itself where none exists.
#[inline]
pub(crate) fn form(c: char, joins: Joins) -> char {
    match (c as usize).checked_sub(FIRST).and_then(|at| TABLE.get(at)) {
        Some(forms) => forms[usize::from(joins.before) + 2 * usize::from(joins.after)],
        None => c,
    }
}

const FIRST: usize = 0x620;
const END: usize = 0x700;

/// For each letter of the block Arabic what it shows alone, joined to the letter before, to the one
/// after, and to both.
static TABLE: [[char; 4]; END - FIRST] = table();

const fn table() -> [[char; 4]; END - FIRST] {
    let mut table = [['\0'; 4]; END - FIRST];
    let mut at = 0;
    while at < END - FIRST {
        if let Some(c) = char::from_u32((FIRST + at) as u32) {
            table[at] = [c; 4];
        }
        at += 1;
    }
    let mut idx = 0;
    while idx < FORMS.len() {
        let (c, forms) = FORMS[idx];
        table[c as usize - FIRST] = with_forms(c, forms);
        idx += 1;
    }
    let mut idx = 0;
    while idx < LOOK_ALIKES.len() {
        let (c, other) = LOOK_ALIKES[idx];
        table[c as usize - FIRST] = with_forms(c, table[other as usize - FIRST]);
        idx += 1;
    }
    // Inside a word ں gains the dot of ن.
    let noon = table['ن' as usize - FIRST];
    let ghunna = &mut table['ں' as usize - FIRST];
    (ghunna[2], ghunna[3]) = (noon[2], noon[3]);
    table
}

const fn with_forms(c: char, forms: [char; 4]) -> [char; 4] {
    let mut shown = forms;
    let mut idx = 0;
    while idx < 4 {
        if shown[idx] == '\0' {
            shown[idx] = c;
        }
        idx += 1;
    }
    shown
}

/// The letter that is shown as `glyph`, and what that form connects to; for a tatweel itself. The
/// ligatures are none of these.
pub(crate) fn letter_of(glyph: char) -> Option<(char, Joins)> {
    if glyph == '\u{640}' {
        let both = Joins {
            before: true,
            after: true,
        };
        return Some((glyph, both));
    }
    let shows = |row: &&Row| row.1.contains(&glyph);
    let (letter, forms) = FORMS.iter().find(shows)?;
    let idx = forms.iter().position(|form| *form == glyph)?;
    let joins = Joins {
        before: idx % 2 == 1,
        after: idx >= 2,
    };
    Some((*letter, joins))
}

/// Letters without forms of their own, and those with the same skeleton and the same dots.
const LOOK_ALIKES: [(char, char); 4] = [
    ('\u{6D5}', '\u{647}'), // ە as a final heh
    ('\u{6C3}', '\u{629}'), // ۃ as ة
    ('\u{6AA}', '\u{643}'), // ڪ as ك
    ('\u{6C2}', '\u{6C1}'), // ۂ as ہ, with its hamza as a mark
];

/// The skeleton in its form, and the mark on it, that stand in for a joined letter without forms
/// where marks are shown; alone the letter itself is best.
pub(crate) fn skeleton(c: char, joins: Joins) -> Option<(char, char)> {
    let (skeleton, mark) = skeleton_of(c).filter(|_| joins != Joins::default())?;
    Some((form(skeleton, joins), mark))
}

/// The letter whose forms are the skeleton of `c`, and the mark on it.
pub(crate) fn skeleton_of(c: char) -> Option<(char, char)> {
    Some(match c {
        '\u{681}' => ('\u{62D}', '\u{654}'), // ځ as ح with a hamza
        '\u{6CE}' => ('\u{6CC}', '\u{65A}'), // ێ as ی with a small v
        '\u{6B5}' => (LAM, '\u{65A}'),       // ڵ as ل with a small v
        _ => return None,
    })
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
}
