//! What one cell shows: the letter in its form, mirrored where it stands in a right-to-left run,
//! and those of its marks that are wanted. Controls and joiners have done their work by then and
//! are never shown.

use std::iter;

use icu_normalizer::properties::CanonicalCompositionBorrowed;
use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup, GraphemeClusterBreak},
};

use crate::text::{
    Marks, bidi,
    joining::{self, Joins},
    width,
};

/// The most marks that one cell shows; of a taller pile the rest is not drawn.
const MAX_MARKS: usize = 4;

/// Appends what a cluster shows: `base` and, of its `tail`, what belongs into the cell.
pub(crate) fn push(
    glyphs: &mut String,
    base: char,
    tail: &str,
    joins: Joins,
    rtl: bool,
    marks: Marks,
) {
    if tail.is_empty() {
        // Most of any text, before anything that takes a look-up.
        if base.is_ascii() && (!rtl || base.is_ascii_alphanumeric()) {
            glyphs.push(base);
            return;
        }
    }
    if is_blank(base) {
        glyphs.push(if base == '\u{3000}' { base } else { ' ' });
        push_tail(glyphs, tail.chars(), true, marks);
        return;
    }
    if is_mark(base) || width::lies_above_digits(base) {
        // A mark without a letter gets a blank to stand on, unless no mark of the pile is shown.
        let start = glyphs.len();
        glyphs.push(' ');
        if is_mark(base) {
            push_tail(glyphs, iter::once(base).chain(tail.chars()), true, marks);
        } else {
            glyphs.push(base);
        }
        if glyphs.len() == start + 1 {
            glyphs.truncate(start);
        }
        return;
    }
    let with_mark = joining::skeleton(base, joins).filter(|_| marks == Marks::Keep);
    let (shown, borrowed) = match with_mark {
        Some((skeleton, mark)) => (skeleton, Some(mark)),
        None => (joining::form(base, joins), joining::borrowed_mark(base)),
    };
    glyphs.push(if rtl { bidi::mirror(shown) } else { shown });
    let borrowed = borrowed.filter(|_| marks == Marks::Keep);
    push_tail(
        glyphs,
        borrowed.into_iter().chain(tail.chars()),
        joining::is_joining_script(base),
        marks,
    );
}

/// Appends a lam-alef with the marks of both letters, the lam's first.
pub(crate) fn push_ligature(glyphs: &mut String, ligature: char, tails: [&str; 2], marks: Marks) {
    glyphs.push(ligature);
    push_tail(
        glyphs,
        tails.iter().flat_map(|tail| tail.chars()),
        true,
        marks,
    );
}

/// The first letter of a cluster and its length in bytes. A hamza or madda that is written apart
/// makes the letter that it is part of, so that it finds its form and its ligature.
pub(crate) fn compose(cluster: &str) -> (char, usize) {
    let mut chars = cluster.chars();
    let first = chars.next().unwrap_or('\u{FFFD}');
    let mut letter = (first, first.len_utf8());
    let composition = CanonicalCompositionBorrowed::new();
    for mark in chars {
        match mark {
            '\u{653}'..='\u{655}' => {}
            _ => break,
        }
        match composition.compose(letter.0, mark) {
            Some(composed) => letter = (composed, letter.1 + mark.len_utf8()),
            None => break,
        }
    }
    letter
}

/// Whether the character is shown otherwise than as itself, its mirror image or its form.
pub(crate) fn is_special(c: char) -> bool {
    c != ' ' && is_blank(c)
        || is_mark(c)
        || width::lies_above_digits(c)
        || joining::borrowed_mark(c).is_some()
        || joining::skeleton_of(c).is_some()
        || joining::form(c, Joins::default()) != c
}

/// Whether a character is the beginning of the cluster of what follows it (UAX 29 GB9b).
pub(crate) fn is_prepended(c: char) -> bool {
    CodePointMapData::<GraphemeClusterBreak>::new().get(c) == GraphemeClusterBreak::Prepend
}

/// Whether a character is a blank that a line may lose at its end. The no-break space is not.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{2028}' | '\u{205F}' | '\u{3000}')
}

/// Appends the marks of a cell. Outside the joining scripts the characters that tie emoji
/// together stay as well.
pub(crate) fn push_tail(
    glyphs: &mut String,
    tail: impl Iterator<Item = char>,
    joining_script: bool,
    marks: Marks,
) {
    let mut n_marks = 0;
    for c in tail {
        if is_mark(c) {
            n_marks += 1;
            if n_marks > MAX_MARKS || marks == Marks::Strip && is_point(c) {
                continue;
            }
        } else if joining_script {
            continue;
        }
        glyphs.push(c);
    }
}

/// Whether a character is a mark on the one before it.
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// Vowel signs, points and cantillation of Arabic and Hebrew: what news is read without.
fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6ED}' | '\u{897}'..='\u{89F}' | '\u{8CA}'..='\u{8FF}')
}
