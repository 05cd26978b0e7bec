//! Justification: cells that fill a line up to the measure. Blanks are widened; in Arabic lines
//! that lack little, letters may be drawn out by kashida (U+0640) where calligraphy has it, by the
//! order of places that Microsoft's Uniscribe made usual. Fixed cells make it coarse, so nothing
//! of this is done unless it is asked for.

use crate::text::{
    Line, Order,
    body::Body,
    cluster::Clusters,
    joining::{self, Joins},
    paragraph::{Cell, Paragraph},
};

const KASHIDA: &str = "\u{640}";

/// The most cells that kashidas fill in a line, and the largest part of the measure in per cent.
const MOST_CELLS: usize = 4;
const MOST_PER_CENT: usize = 15;

/// What a final letter connects to.
const JOINED: Joins = Joins {
    before: true,
    after: false,
};

/// How lines are filled up to the measure.
///
/// ```
/// use akhbar::text::{Justify, Options, Paragraph};
///
/// let shown = |text, measure, justify| {
///     let paragraph = Paragraph::new(text, &Options::default());
///     let line = &paragraph.lines(measure)[0];
///     let cells = paragraph.justified(line, measure, justify);
///     cells.iter().map(|cell| cell.text).collect::<String>()
/// };
/// assert_eq!(shown("a b cd ef", 7, Justify::No), "a b cd");
/// assert_eq!(shown("a b cd ef", 7, Justify::Blanks), "a  b cd");
/// let drawn_out = shown("هو من سلم في بيت ولد وبنت", 21, Justify::Kashida);
/// assert!(drawn_out.contains("\u{640}\u{FEB3}")); // behind the seen, at its left
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Justify {
    /// Not at all: they are ragged at their reading end.
    #[default]
    No,
    /// Blanks are widened.
    Blanks,
    /// Letters are drawn out where that is enough, else blanks are widened.
    Kashida,
}

/// So many more cells behind a place, each showing the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extra {
    place: usize,
    n_cells: usize,
    text: &'static str,
}

impl Paragraph {
    /// What may be done of what is wanted: no kashida in Urdu, which is written in nastaliq, nor
    /// in the text of the Quran, whose spelling is fixed to the stroke.
    ///
    /// ```
    /// use akhbar::text::{Justify, Options, Paragraph};
    ///
    /// let allowed = |text| {
    ///     let paragraph = Paragraph::new(text, &Options::default());
    ///     paragraph.allowed(Justify::Kashida)
    /// };
    /// assert_eq!(allowed("سلام عليكم"), Justify::Kashida);
    /// assert_eq!(allowed("یہ خبر ہے"), Justify::Blanks);
    /// ```
    pub fn allowed(&self, wanted: Justify) -> Justify {
        match (&self.body, wanted) {
            (Body::Clusters(clusters), Justify::Kashida) => {
                let forbidden = |c| forbids_kashida(joining::letter_of(c).map_or(c, |(c, _)| c));
                match clusters.glyphs.chars().any(forbidden) {
                    true => Justify::Blanks,
                    false => wanted,
                }
            }
            (Body::Plain { .. }, Justify::Kashida) => Justify::Blanks,
            _ => wanted,
        }
    }

    /// The cells of a line from left to right, as [`Paragraph::visual`] gives them, with more
    /// among them so that they fill `measure` cells. Those show nothing of the source: their
    /// ranges are empty. Lines that the text itself ends stay as they are, and so do lines with no
    /// place to widen.
    ///
    /// ```
    /// use akhbar::text::{Justify, Options, Paragraph};
    ///
    /// let paragraph = Paragraph::new("a b cd ef", &Options::default());
    /// let lines = paragraph.lines(7);
    /// let cells = paragraph.justified(&lines[0], 7, Justify::Blanks);
    /// let added: Vec<_> = cells.iter().filter(|cell| cell.range.is_empty()).collect();
    /// assert_eq!((cells.len(), added.len(), added[0].text), (7, 1, " "));
    /// ```
    pub fn justified(&self, line: &Line, measure: usize, justify: Justify) -> Vec<Cell<'_>> {
        let missing = match line.last || line.cut {
            true => 0,
            false => measure.saturating_sub(line.width),
        };
        let extras = match (&self.body, justify) {
            (_, Justify::No) => Vec::new(),
            _ if missing == 0 => Vec::new(),
            (Body::Clusters(clusters), Justify::Kashida) => {
                kashidas(clusters, line, measure, missing)
                    .unwrap_or_else(|| widened(blanks(clusters, line), missing))
            }
            (Body::Clusters(clusters), Justify::Blanks) => widened(blanks(clusters, line), missing),
            (Body::Plain { plain, .. }, _) => {
                let text = &plain.text()[line.places.clone()];
                let blanks = text.match_indices(' ');
                widened(
                    blanks.map(|(at, _)| line.places.start + at).collect(),
                    missing,
                )
            }
        };
        self.with_extras(line, &extras)
    }

    fn with_extras<'a>(&'a self, line: &Line, extras: &[Extra]) -> Vec<Cell<'a>> {
        let mut cells = Vec::with_capacity(line.width);
        self.each_cell(line, &mut Order::default(), |cell| cells.push(cell));
        for extra in extras {
            let source = self.body.source(extra.place + 1);
            // A cell stands where its bytes end; the new ones come between it and the next.
            let Some(at) = cells.iter().position(|cell| cell.range.end == source) else {
                continue;
            };
            let before = self.is_rtl_at(extra.place);
            let at = if before { at } else { at + 1 };
            let cell = Cell {
                text: extra.text,
                range: source..source,
                width: 1,
            };
            cells.splice(at..at, std::iter::repeat_n(cell, extra.n_cells));
        }
        cells
    }

    fn is_rtl_at(&self, place: usize) -> bool {
        match &self.body {
            Body::Plain { .. } => false,
            Body::Clusters(clusters) => clusters.all()[place].level % 2 == 1,
        }
    }
}

/// The blanks inside a line; those of a sign that is spelled out are the sign's.
fn blanks(clusters: &Clusters, line: &Line) -> Vec<usize> {
    let is_blank = |place: &usize| clusters.all()[*place].blank && !clusters.goes_on(*place);
    line.places.clone().filter(is_blank).collect()
}

/// Cells for blanks: each gets as many, and those that come first one more.
fn widened(blanks: Vec<usize>, missing: usize) -> Vec<Extra> {
    let n_blanks = blanks.len().max(1);
    let extra = |(idx, place)| Extra {
        place,
        n_cells: missing / n_blanks + usize::from(idx < missing % n_blanks),
        text: " ",
    };
    blanks.into_iter().enumerate().map(extra).collect()
}

/// Kashidas that fill a line: one in a word at most, in the last word two; none where that is not
/// enough, or more than readers bear.
fn kashidas(
    clusters: &Clusters,
    line: &Line,
    measure: usize,
    missing: usize,
) -> Option<Vec<Extra>> {
    if missing > MOST_CELLS || missing * 100 > measure * MOST_PER_CENT {
        return None;
    }
    let mut best: Vec<(u8, usize)> = Vec::new();
    let mut word = None;
    for place in line.places.clone() {
        if clusters.all()[place].blank {
            best.extend(word.take());
        } else if place + 1 < line.places.end
            && let Some(rank) = rank(clusters, place)
            && word.is_none_or(|(other, _)| rank <= other)
        {
            word = Some((rank, place));
        }
    }
    let last = word;
    best.extend(last);
    // The best places first; of equal ones those nearest the line's end.
    best.sort_by_key(|&(rank, place)| (rank, usize::MAX - place));
    let mut extras: Vec<Extra> = best
        .into_iter()
        .take(missing)
        .map(|(_, place)| Extra {
            place,
            n_cells: 1,
            text: KASHIDA,
        })
        .collect();
    if extras.len() + 1 == missing {
        let last = extras
            .iter_mut()
            .find(|extra| Some(extra.place) == last.map(|(_, at)| at));
        last?.n_cells = 2;
    } else if extras.len() < missing {
        return None;
    }
    Some(extras)
}

/// How good a place a kashida has behind a cluster, 0 the best; none where it has no place.
fn rank(clusters: &Clusters, place: usize) -> Option<u8> {
    let letter = |place: usize| {
        let glyph = clusters.glyphs(place..place + 1).chars().next()?;
        joining::letter_of(glyph)
    };
    let levels = [place, place + 1].map(|place| clusters.all()[place].level);
    let (this, joins) = letter(place)?;
    if !joins.after || levels[0] != levels[1] || levels[0] % 2 == 0 || clusters.goes_on(place) {
        return None;
    }
    let ligature = || {
        let glyph = clusters.glyphs(place + 1..place + 2).chars().next();
        let is_lam_alef = glyph.is_some_and(|c| matches!(c, '\u{FEF5}'..='\u{FEFC}'));
        is_lam_alef.then_some(('\u{644}', JOINED))
    };
    let (next, joins) = letter(place + 1)
        .or_else(ligature)
        .filter(|(_, joins)| joins.before)?;
    let is_final = !joins.after;
    Some(match (this, next) {
        ('\u{640}', _) => 0,
        ('س' | 'ش' | 'ص' | 'ض', _) => 1,
        (_, 'ة' | 'ه' | 'د' | 'ذ') if is_final => 2,
        (_, 'ا' | 'أ' | 'إ' | 'آ' | 'ط' | 'ظ' | 'ل' | 'ك' | 'ک' | 'گ') if is_final => 3,
        ('ب' | 'ت' | 'ث' | 'ن' | 'ي' | 'پ', 'ر' | 'ز' | 'ي' | 'ی' | 'ى') => 4,
        (_, 'و' | 'ع' | 'غ' | 'ق' | 'ف') if is_final => 5,
        _ => 6,
    })
}

/// Letters of Urdu and signs of the Quran.
fn forbids_kashida(c: char) -> bool {
    matches!(
        c,
        'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ۓ' | 'ہ' | 'ھ' | 'ۂ' | '۔' | '\u{6D6}'..='\u{6ED}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Options;

    fn check(text: &str, measure: usize, justify: Justify, expected: &[&str]) {
        let paragraph = Paragraph::new(text, &Options::default());
        let justify = paragraph.allowed(justify);
        let lines = paragraph.lines(measure);
        let shown = |line| {
            let cells = paragraph.justified(line, measure, justify);
            let width: usize = cells.iter().map(|cell| cell.width).sum();
            assert!(width == measure || width == line.width, "{text:?}");
            cells.iter().map(|cell| cell.text).collect::<String>()
        };
        let shown: Vec<String> = lines.iter().map(shown).collect();
        assert_eq!(shown, expected, "{text:?} at {measure}");
    }

    #[test]
    fn blanks_widen_evenly_and_the_last_line_stays() {
        check("a b cd ef", 7, Justify::Blanks, &["a  b cd", "ef"]);
        check("a b cd ef", 7, Justify::No, &["a b cd", "ef"]);
        check("one two", 6, Justify::Blanks, &["one", "two"]);
        check("אב ג דה", 5, Justify::Blanks, &["ג  בא", "הד"]);
        check("אב ab ג דה", 8, Justify::Blanks, &["ג ab  בא", "הד"]);
    }

    #[test]
    fn letters_are_drawn_out_where_they_may_be() {
        // Behind the seen, not in the other word, whose pair is worse.
        check(
            "هو من سلم في بيت ولد وبنت",
            21,
            Justify::Kashida,
            &[
                "\u{FEAA}\u{FEDF}\u{FEED} \u{FE96}\u{FEF4}\u{FE91} \u{FEF2}\u{FED3} \u{FEE2}\u{FEE0}\u{640}\u{FEB3} \u{FEE6}\u{FEE3} \u{FEEE}\u{FEEB}",
                "\u{FE96}\u{FEE8}\u{FE91}\u{FEED}",
            ],
        );
    }

    #[test]
    fn urdu_and_the_quran_are_not_drawn_out() {
        let check = |text: &str, expected| {
            let paragraph = Paragraph::new(text, &Options::default());
            assert_eq!(paragraph.allowed(Justify::Kashida), expected, "{text}");
        };
        check("سلام عليكم", Justify::Kashida);
        check("یہ خبر ہے", Justify::Blanks);
        check("ٱلْحَمْدُ لِلَّهِ ۖ", Justify::Blanks);
        check("latin", Justify::Blanks);
    }
}
