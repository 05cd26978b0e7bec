//! Text into clusters, the units that layout moves: a base with its marks, one lam-alef, or one
//! wide character. They are the grapheme clusters of UAX 29 with three changes for a grid of
//! cells: signs that enclose digits stand alone, lam-alef is one, nothing is wider than two cells.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{
    Marks, glyph,
    joining::{self, Joins},
    plain, width, word_sign,
};

/// One cluster, in logical order, with the form it is shown in.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    /// Where the bytes that it stands for begin and end.
    range: [u32; 2],
    /// Where its glyph begins and ends among those of the paragraph.
    glyph: [u32; 2],
    /// Cells: 0 for what is never drawn, else 1 or 2.
    pub width: u8,
    /// Embedding level (UAX 9).
    pub level: u8,
    /// A blank, which hangs at the end of a line.
    pub blank: bool,
    /// Whether a line may or must end after it.
    pub break_after: Break,
}

/// An offset into a text of at most 4 GiB, as every text that fits into memory as clusters is.
fn offset(at: usize) -> u32 {
    debug_assert!(u32::try_from(at).is_ok(), "a text of more than 4 GiB");
    at as u32
}

impl Cluster {
    /// The bytes that it stands for: of the safe text at first, then of the source. The letters
    /// of a sign that is spelled out all have those of the sign.
    pub(crate) fn range(&self) -> Range<usize> {
        self.range[0] as usize..self.range[1] as usize
    }

    /// Makes it stand for other bytes.
    pub(crate) fn set_range(&mut self, range: Range<usize>) {
        self.range = [offset(range.start), offset(range.end)];
    }

    /// What is shown, as bytes of the paragraph's glyphs; empty for what is never drawn.
    pub(crate) fn glyph(&self) -> Range<usize> {
        self.glyph[0] as usize..self.glyph[1] as usize
    }
}

/// Whether a line may end somewhere (UAX 14).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Break {
    /// It may not.
    #[default]
    No,
    /// It may.
    Soft,
    /// It must.
    Hard,
}

/// Cuts `text` into clusters, each in the form it takes among its neighbours. `levels` has one
/// entry a byte, or is none where all are 0. What is shown is appended to `glyphs`.
pub(crate) fn clusters(
    text: &str,
    levels: Option<&[u8]>,
    marks: Marks,
    glyphs: &mut String,
) -> Vec<Cluster> {
    let cuts = cut(text, levels);
    let mut clusters = Vec::with_capacity(cuts.len());
    let mut previous: Option<&Cut> = None;
    let mut idx = 0;
    while let Some(this) = cuts.get(idx) {
        // Letters at different levels do not stand side by side: no connection.
        let beside = |other: &&Cut| other.level == this.level;
        let solid = |other: &&Cut| !other.transparent;
        let joins = Joins {
            before: this.joins_before && previous.filter(beside).is_some_and(|cut| cut.offers),
            after: match this.reach {
                Reach::Next => {
                    let next = cuts[idx + 1..].iter().find(solid).filter(beside);
                    next.is_some_and(|next| next.joins_before)
                }
                Reach::Joiner => true,
                Reach::Nothing => false,
            },
        };
        let ligature = cuts
            .get(idx + 1)
            .filter(beside)
            .filter(|_| this.reach == Reach::Next)
            .and_then(|next| Some((next, joining::lam_alef(this.base, next.base, joins.before)?)));

        let start = glyphs.len();
        let mut range = this.range.clone();
        if let Some((alef, ligature)) = ligature {
            range.end = alef.range.end;
            let tails = [this.tail(text), alef.tail(text)];
            glyph::push_ligature(glyphs, ligature, tails, marks);
            idx += 1;
        } else {
            let rtl = this.level % 2 == 1;
            glyph::push(glyphs, this.base, this.tail(text), joins, rtl, marks);
        }
        previous = Some(&cuts[idx]).filter(solid).or(previous);
        idx += 1;

        let mut width = width::of_cluster(&glyphs[start..]);
        if width == 0 {
            glyphs.truncate(start);
        } else if width > width::MAX {
            // A Khmer sign of three letters (U+17D8): no cell group is so wide.
            glyphs.truncate(start);
            glyphs.push(char::REPLACEMENT_CHARACTER);
            width = 1;
        }
        clusters.push(Cluster {
            range: [offset(range.start), offset(range.end)],
            glyph: [offset(start), offset(glyphs.len())],
            width: width as u8,
            level: this.level,
            blank: glyph::is_blank(this.base) && matches!(&glyphs[start..], " " | "\u{3000}"),
            break_after: Break::No,
        });
    }
    clusters
}

/// The first grapheme cluster of `text`; empty where that is.
pub fn first_cluster(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// The last grapheme cluster of `text`; empty where that is.
pub fn last_cluster(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}

/// A cluster before it has its form.
struct Cut {
    range: Range<usize>,
    /// Its first character, composed with the marks that make another letter of it.
    base: char,
    /// Where the characters after the base begin.
    tail: usize,
    level: u8,
    /// Whether joining sees through it: a control of direction, a soft hyphen.
    transparent: bool,
    /// Whether its letter connects to the one before.
    joins_before: bool,
    /// Whether it offers the cluster after it a connection.
    offers: bool,
    reach: Reach,
}

/// What a letter finds on its later side.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Whatever the next cluster is.
    Next,
    /// A joiner inside its own cluster: a connection to nothing.
    Joiner,
    /// A non-joiner, or the letter never connects on that side.
    Nothing,
}

impl Cut {
    /// A cluster of one plain character.
    fn plain(base: char, range: Range<usize>, level: u8) -> Self {
        let sides = joining::joining_sides(base);
        Self {
            base,
            tail: range.end,
            level,
            transparent: false,
            joins_before: sides.before,
            offers: sides.after,
            reach: if sides.after {
                Reach::Next
            } else {
                Reach::Nothing
            },
            range,
        }
    }

    fn new(text: &str, range: Range<usize>, level: u8) -> Self {
        let source = &text[range.clone()];
        let (base, base_len) = glyph::compose(source);
        let sides = joining::joining_sides(base);
        let tail = &source[base_len..];
        let joiner = |c: &char| matches!(c, '\u{200C}' | '\u{200D}');
        let reach = match tail.chars().find(joiner) {
            _ if !sides.after => Reach::Nothing,
            Some('\u{200D}') => Reach::Joiner,
            Some(_) => Reach::Nothing,
            None => Reach::Next,
        };
        Self {
            base,
            tail: range.start + base_len,
            level,
            transparent: joining::is_transparent(base) && !glyph::is_mark(base),
            joins_before: sides.before,
            offers: match tail.chars().rev().find(joiner) {
                Some(c) => c == '\u{200D}',
                None => sides.after,
            },
            reach,
            range,
        }
    }

    fn tail<'a>(&self, text: &'a str) -> &'a str {
        &text[self.tail..self.range.end]
    }
}

fn cut(text: &str, levels: Option<&[u8]>) -> Vec<Cut> {
    let mut cuts = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if plain::stands_alone(c, &text[end..]) {
            let level = levels.map_or(0, |levels| levels[at]);
            cuts.push(Cut::plain(c, at..end, level));
            at = end;
        } else {
            let end = end + plain::next(&text[end..]);
            cut_graphemes(text, at..end, levels, &mut cuts);
            at = end;
        }
    }
    cuts
}

/// Cuts a stretch of text that begins and ends at the border of a grapheme cluster.
fn cut_graphemes(text: &str, range: Range<usize>, levels: Option<&[u8]>, cuts: &mut Vec<Cut>) {
    let level_at = |at: usize| levels.map_or(0, |levels| levels[at]);
    let add = |cuts: &mut Vec<Cut>, range: Range<usize>| {
        let level = level_at(range.start);
        cuts.push(Cut::new(text, range, level));
    };
    for (offset, mut grapheme) in text[range.clone()].grapheme_indices(true) {
        let mut start = range.start + offset;
        let end = start + grapheme.len();
        // Joiners without a letter before them have no place of their own in the order (X9): what
        // follows them has.
        let joiners = grapheme.find(|c| !matches!(c, '\u{200C}' | '\u{200D}'));
        if let Some(len) = joiners.filter(|len| *len > 0) {
            add(cuts, start..start + len);
            start += len;
            grapheme = &grapheme[len..];
        }
        if let Some(word) = grapheme.chars().next().and_then(word_sign::spelled) {
            cuts.extend(spell(text, start..end, &word, level_at(start)));
            continue;
        }
        if is_one_cluster(grapheme, |at| level_at(start + at)) {
            add(cuts, start..end);
            continue;
        }
        // Every character that has a width starts a cluster of its own.
        let mut from = start;
        for (at, c) in grapheme.char_indices().skip(1) {
            if width::of_char(c) > 0 {
                add(cuts, from..start + at);
                from = start + at;
            }
        }
        add(cuts, from..end);
    }
}

/// The letters of a sign that is a word: each stands for the whole sign, they join each other and
/// nothing else, and they run right to left wherever the sign stands. The last takes its marks.
fn spell(text: &str, range: Range<usize>, word: &str, level: u8) -> impl Iterator<Item = Cut> {
    let n_letters = word.chars().count();
    let sign_len = text[range.clone()].chars().next().map_or(0, char::len_utf8);
    let letters: Vec<char> = word.chars().collect();
    letters.into_iter().enumerate().map(move |(idx, base)| {
        let sides = joining::joining_sides(base);
        let (first, last) = (idx == 0, idx + 1 == n_letters);
        let offers = sides.after && !last;
        Cut {
            base,
            tail: if last {
                range.start + sign_len
            } else {
                range.end
            },
            level: level | 1,
            transparent: false,
            joins_before: sides.before && !first,
            offers,
            reach: if offers { Reach::Next } else { Reach::Nothing },
            range: range.clone(),
        }
    })
}

/// Whether a grapheme cluster is one cluster. `level` is that of the character at an offset.
fn is_one_cluster(grapheme: &str, level: impl Fn(usize) -> u8) -> bool {
    let mut chars = grapheme.char_indices();
    let Some((_, base)) = chars.next() else {
        return true;
    };
    let mut tail = chars.filter(|&(_, c)| width::of_char(c) > 0).peekable();
    if tail.peek().is_none() {
        return true;
    }
    // A vowel sign of another script after an Arabic letter belongs to no cell of that letter,
    // and what has two levels has two places.
    width::of_char(base) > 0
        && !width::encloses_digits(base)
        && !joining::is_joining_script(base)
        && !glyph::is_blank(base)
        && tail.all(|(at, _)| level(at) == level(0))
        && width::of_cluster(grapheme) <= width::MAX
}
