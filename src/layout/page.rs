//! Pieces of text set one under the other as rows, of which only those are set that are asked
//! for: a long document costs the screen, not its length. A place on a page is an [`Anchor`],
//! which survives being laid out again at another measure; a [`Spot`] does not.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::layout::cache::Cache;
use crate::layout::extent::Extent;
use crate::layout::piece::{Anchor, Part, Piece, Pieces};
use crate::layout::set::{Row, Set};
use crate::layout::unit::Units;

/// The most bytes that text takes which has been set and may be wanted again: some hundred
/// screens.
const KEPT: usize = 8 << 20;

/// Steps of more rows than this go to where so many rows are estimated to lie: setting them all
/// on the way would take longer than a key may.
const FAR: usize = 2000;

/// Rows of text of one measure.
#[derive(Clone, Debug)]
pub struct Page {
    measure: usize,
    units: Units,
    cache: RefCell<Cache>,
    extent: RefCell<Extent>,
}

/// A row of a page at its present measure. Spots are ordered as their rows are; the first of
/// every page is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    unit_idx: usize,
    row_idx: usize,
}

impl Spot {
    /// The spot so many rows above, at most the first of the same piece.
    pub fn above(self, n_rows: usize) -> Self {
        Self {
            row_idx: self.row_idx.saturating_sub(n_rows),
            ..self
        }
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new(Vec::<Piece<'static>>::new(), 0)
    }
}

impl Page {
    /// Sets pieces one under the other in a measure of `measure` cells.
    pub fn new(pieces: impl Pieces + 'static, measure: usize) -> Self {
        Self::keeping(pieces, measure, KEPT)
    }

    /// The same, with at most `n_bytes` of set text kept.
    fn keeping(pieces: impl Pieces + 'static, measure: usize, n_bytes: usize) -> Self {
        let page = Self {
            measure,
            units: Units::new(Rc::new(pieces)),
            cache: RefCell::new(Cache::new(n_bytes)),
            extent: RefCell::new(Extent::Counted(Vec::new())),
        };
        let extent = Extent::new(&page.units, |unit_idx| page.set(unit_idx).n_rows());
        page.extent.replace(extent);
        page
    }

    /// Lays the page out at another measure. Spots of the old one are void.
    pub fn set_measure(&mut self, measure: usize) {
        self.measure = measure;
        let extent = self.extent.replace(Extent::Counted(Vec::new()));
        let extent = extent.at_measure(&self.units, |unit_idx| self.set(unit_idx).n_rows());
        self.extent.replace(extent);
    }

    /// The measure in cells.
    pub fn measure(&self) -> usize {
        self.measure
    }

    /// The last row.
    pub fn end(&self) -> Spot {
        match self.units.n_units().checked_sub(1) {
            Some(unit_idx) => Spot {
                unit_idx,
                row_idx: self.set(unit_idx).n_rows() - 1,
            },
            None => Spot::default(),
        }
    }

    /// Up to `n_rows` rows from a spot on; none for a blank one.
    pub fn rows(&self, from: Spot, n_rows: usize) -> Vec<Option<Row>> {
        let mut rows = Vec::with_capacity(n_rows.min(1024));
        let mut at = from;
        while rows.len() < n_rows && at.unit_idx < self.units.n_units() {
            let set = self.set(at.unit_idx);
            let end = at.row_idx.saturating_add(n_rows - rows.len());
            let wanted = at.row_idx..set.n_rows().min(end);
            rows.extend(wanted.map(|row_idx| set.row(row_idx)));
            at = first_of(at.unit_idx + 1);
        }
        rows
    }

    /// The spot `step` rows on, or back; at most the last, or the first. `isize::MAX` and
    /// `isize::MIN` reach those at once, whatever lies between.
    pub fn step(&self, from: Spot, step: isize) -> Spot {
        match step {
            isize::MAX => self.end(),
            isize::MIN => Spot::default(),
            _ if step.unsigned_abs() > FAR => {
                let n_rows = self.n_rows_before(from).saturating_add_signed(step);
                self.spot_at(n_rows)
            }
            _ if step < 0 => self.up(from, step.unsigned_abs()),
            _ => self.down(from, step.unsigned_abs()).0,
        }
    }

    /// The same, but no further than so that the last row stays at the bottom of a pane of
    /// `height` rows.
    pub fn scroll(&self, from: Spot, step: isize, height: usize) -> Spot {
        let rows_below = height.saturating_sub(1);
        let top = self.step(from, step);
        match self.down(top, rows_below) {
            (_, moved) if moved == rows_below => top,
            (end, _) => self.up(end, rows_below),
        }
    }

    /// The rows from a blank one, or one of a picture, down to the text of the same piece.
    pub fn n_rows_above_text(&self, spot: Spot) -> usize {
        match spot.unit_idx < self.units.n_units() {
            true => self
                .set(spot.unit_idx)
                .n_spaces()
                .saturating_sub(spot.row_idx),
            false => 0,
        }
    }

    /// Whether the last row is on a pane of `height` rows with `top` at its top.
    pub fn shows_end(&self, top: Spot, height: usize) -> bool {
        self.down(top, height).1 < height
    }

    /// The place that a row shows; that of the next row with text where it is blank.
    pub fn anchor(&self, spot: Spot) -> Option<Anchor> {
        if spot.unit_idx >= self.units.n_units() {
            return None;
        }
        let set = self.set(spot.unit_idx);
        Some(Anchor {
            part: set.part(),
            byte: set.byte_at(spot.row_idx)?,
        })
    }

    /// The row that shows a place; where its part is not on the page, the row after which it
    /// would stand.
    pub fn spot_of(&self, anchor: Anchor) -> Spot {
        match self.units.pieces().index_of(anchor.part) {
            Ok(piece_idx) => {
                let unit_idx = self.units.unit_of(piece_idx, anchor.byte);
                Spot {
                    unit_idx,
                    row_idx: self.set(unit_idx).row_of(anchor.byte),
                }
            }
            Err(0) => Spot::default(),
            Err(piece_idx) => {
                let unit_idx = self.units.unit_of(piece_idx - 1, usize::MAX);
                Spot {
                    unit_idx,
                    row_idx: self.set(unit_idx).n_rows() - 1,
                }
            }
        }
    }

    /// What places are compared by: the number of the part on the page and the byte in it.
    pub fn order(&self, anchor: Anchor) -> (usize, usize) {
        let (Ok(piece_idx) | Err(piece_idx)) = self.units.pieces().index_of(anchor.part);
        (piece_idx, anchor.byte)
    }

    /// The text of a part that is on the page, in logical order.
    pub fn text(&self, part: Part) -> Option<Cow<'_, str>> {
        let pieces = self.units.pieces();
        let piece_idx = pieces.index_of(part).ok()?;
        Some(pieces.piece(piece_idx).text)
    }

    /// The part that stands after another, or before it.
    pub fn neighbour(&self, part: Part, forwards: bool) -> Option<Part> {
        let pieces = self.units.pieces();
        let piece_idx = pieces.index_of(part).ok()?;
        let next = match forwards {
            true => piece_idx + 1,
            false => piece_idx.checked_sub(1)?,
        };
        (next < pieces.n_pieces()).then(|| pieces.piece(next).part)
    }

    /// The text from one place to another, in logical order and unwrapped: a blank line between
    /// two parts, nothing that only the page adds.
    pub fn text_between(&self, from: Anchor, to: Anchor) -> String {
        let pieces = self.units.pieces();
        let ((first, start), (last, end)) = (self.order(from), self.order(to));
        let mut text = String::new();
        for piece_idx in first..pieces.n_pieces().min(last + 1) {
            let piece = pieces.piece(piece_idx).text;
            let end = if piece_idx == last { end } else { piece.len() };
            let start = if piece_idx == first { start } else { 0 };
            if piece_idx > first {
                text.push_str("\n\n");
            }
            text.push_str(piece.get(start..end.min(piece.len())).unwrap_or_default());
        }
        text
    }

    /// The number of rows: counted on a page of up to 64 KiB of text, else estimated.
    pub fn n_rows(&self) -> usize {
        let extent = self.extent.borrow();
        extent.n_rows_before(self.units.n_units(), &self.units, self.measure)
    }

    /// The number of rows above one: counted or estimated as their number is.
    pub fn n_rows_before(&self, spot: Spot) -> usize {
        let extent = self.extent.borrow();
        spot.row_idx + extent.n_rows_before(spot.unit_idx, &self.units, self.measure)
    }

    /// The number of rows above a place. On a long page nothing is set for it: it is estimated also
    /// within a paragraph.
    pub fn n_rows_above(&self, anchor: Anchor) -> usize {
        let pieces = self.units.pieces();
        let piece_idx = match pieces.index_of(anchor.part) {
            Ok(piece_idx) if self.extent.borrow().is_estimate() => piece_idx,
            _ => return self.n_rows_before(self.spot_of(anchor)),
        };
        let unit_idx = self.units.unit_of(piece_idx, anchor.byte);
        let rows = |unit_idx| self.n_rows_before(first_of(unit_idx));
        let (first, next) = (rows(unit_idx), rows(unit_idx + 1));
        let bytes = |unit_idx| self.units.n_bytes_before(unit_idx);
        let length = bytes(unit_idx + 1).saturating_sub(bytes(unit_idx));
        let place = pieces.n_bytes_before(piece_idx) + anchor.byte;
        let n_bytes = place.saturating_sub(bytes(unit_idx)).min(length);
        first + (next - first) * n_bytes / length.max(1)
    }

    /// The top of a pane of `height` rows with which so much of the page has been read, counted or
    /// estimated as the number of rows is.
    pub fn spot_read(&self, per_cent: usize, height: usize) -> Spot {
        let n_read = (self.n_rows() * per_cent.min(100)).div_ceil(100);
        match per_cent {
            100.. => self.end(),
            _ => self.spot_at(n_read.saturating_sub(height)),
        }
    }

    /// The row that so many rows are above, or near it where those are estimated. Without setting
    /// what lies between.
    pub fn spot_at(&self, n_rows: usize) -> Spot {
        let before = |unit_idx| self.n_rows_before(first_of(unit_idx));
        let (mut low, mut high) = (0, self.units.n_units());
        while low + 1 < high {
            let middle = low.midpoint(high);
            match before(middle) <= n_rows {
                true => low = middle,
                false => high = middle,
            }
        }
        if self.units.n_units() == 0 {
            return Spot::default();
        }
        let row_idx = n_rows.saturating_sub(before(low));
        Spot {
            unit_idx: low,
            row_idx: row_idx.min(self.set(low).n_rows() - 1),
        }
    }

    /// Whether [`Page::n_rows`] is as good as it gets.
    pub fn is_settled(&self) -> bool {
        self.extent.borrow().is_settled()
    }

    /// Makes [`Page::n_rows`] a little better, in less than a millisecond.
    pub fn refine(&self) {
        self.extent.borrow_mut().refine(&self.units, self.measure);
    }

    /// The spot up to `n_rows` rows on, and how many.
    fn down(&self, from: Spot, n_rows: usize) -> (Spot, usize) {
        let mut at = from;
        let mut moved = 0;
        while at.unit_idx < self.units.n_units() {
            let last = self.set(at.unit_idx).n_rows() - 1;
            at.row_idx = at.row_idx.min(last);
            let left = last - at.row_idx;
            if n_rows - moved <= left {
                at.row_idx += n_rows - moved;
                return (at, n_rows);
            }
            moved += left;
            at.row_idx = last;
            if at.unit_idx + 1 == self.units.n_units() {
                return (at, moved);
            }
            at = first_of(at.unit_idx + 1);
            moved += 1;
        }
        (self.end(), 0)
    }

    fn up(&self, from: Spot, n_rows: usize) -> Spot {
        let mut at = self.down(from, 0).0;
        let mut left = n_rows;
        while left > at.row_idx {
            let Some(unit_idx) = at.unit_idx.checked_sub(1) else {
                return Spot::default();
            };
            left -= at.row_idx + 1;
            at = Spot {
                unit_idx,
                row_idx: self.set(unit_idx).n_rows() - 1,
            };
        }
        at.row_idx -= left;
        at
    }

    fn set(&self, unit_idx: usize) -> Rc<Set> {
        let cached = self.cache.borrow_mut().get(unit_idx);
        let set = match cached {
            Some(set) if set.measure() == self.measure => return set,
            // Only its lines have to be broken anew.
            Some(set) => set.at_measure(self.measure),
            None => Set::new(self.units.unit(unit_idx), self.measure),
        };
        let set = Rc::new(set);
        self.extent.borrow_mut().learn(&set);
        self.cache.borrow_mut().put(unit_idx, Rc::clone(&set));
        set
    }
}

fn first_of(unit_idx: usize) -> Spot {
    Spot {
        unit_idx,
        row_idx: 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::piece::{Part, Role, Start};
    use crate::text::{Direction, Options, Paragraph, stretches};

    fn piece(idx: usize, text: &str) -> Piece<'static> {
        let part = Part::Block(idx);
        Piece::new(part, Role::Body, text.to_owned(), Options::default())
    }

    fn shown(page: &Page) -> Vec<String> {
        let rows = page.rows(Spot::default(), usize::MAX);
        rows.iter().map(|row| text(row.as_ref())).collect()
    }

    fn text(row: Option<&Row>) -> String {
        let Some(row) = row else {
            return String::new();
        };
        let text: String = row.cells().iter().map(|cell| cell.text).collect();
        format!("{}{text}", " ".repeat(row.column))
    }

    #[test]
    fn rows_start_at_the_edge_of_their_direction() {
        let mut item = piece(2, "אב");
        (item.indent, item.marker, item.space_before) = (2, Some("•"), true);
        let page = Page::new(vec![piece(0, "ab cd"), piece(1, "אב"), item], 4);
        assert_eq!(shown(&page), ["ab", "cd", "  בא", "", "בא"]);
        let row = page.rows(page.end(), 1).remove(0).expect("a row");
        assert_eq!(row.marker, Some((3, "•")));
    }

    #[test]
    fn a_lone_line_stays_at_the_edge_of_its_article() {
        let mut lone = piece(0, "ab");
        lone.start = Start::OneLiner(Direction::Rtl);
        assert_eq!(shown(&Page::new(vec![lone.clone()], 4)), ["  ab"]);
        lone.text = "ab cd".into();
        assert_eq!(shown(&Page::new(vec![lone], 4)), ["ab", "cd"]);
    }

    #[test]
    fn an_anchor_survives_another_measure() {
        let mut page = Page::new(vec![piece(0, "aa bb cc dd"), piece(1, "ee")], 2);
        let first = Spot::default();
        let row = |page: &Page, n_rows| page.step(first, n_rows);
        let anchor = page.anchor(row(&page, 2)).expect("a row");
        page.set_measure(5);
        assert_eq!(page.spot_of(anchor), row(&page, 1));
        let gone = Anchor {
            part: Part::Removed(3),
            byte: 0,
        };
        assert_eq!(page.spot_of(gone), row(&page, 2));
        let anchor = page.anchor(row(&page, 1)).expect("a row");
        page.set_measure(2);
        assert_eq!(page.spot_of(anchor), row(&page, 2));
    }

    #[test]
    fn a_row_is_found_by_the_rows_above_it() {
        let pieces: Vec<_> = (0..50)
            .map(|idx| piece(idx, &"word ".repeat(idx % 7 + 1)))
            .collect();
        let page = Page::new(pieces, 12);
        for n_rows in 0..page.n_rows() {
            let spot = page.spot_at(n_rows);
            assert_eq!(spot, page.step(Spot::default(), n_rows as isize));
            assert_eq!(page.n_rows_before(spot), n_rows);
        }
        assert_eq!(page.spot_at(usize::MAX), page.end());
    }

    #[test]
    fn nothing_has_no_rows() {
        let page = Page::default();
        assert_eq!(page.spot_at(3), Spot::default());
        let first = Spot::default();
        assert_eq!((page.end(), page.n_rows()), (first, 0));
        assert_eq!(page.scroll(first, isize::MAX, 5), first);
        assert!(page.rows(first, 5).is_empty() && page.anchor(first).is_none());
        assert!(page.shows_end(first, 1));
    }

    #[test]
    fn an_estimate_comes_near_and_settles() {
        let text = |idx: usize| match idx % 3 {
            0 => "قال الوزير إن المحادثات ستستمر حتى نهاية الشهر. ".repeat(idx % 7 + 1),
            1 => "The minister said that talks would go on. ".repeat(idx % 5 + 1),
            _ => "x".to_owned(),
        };
        let pieces: Vec<_> = (0..3000).map(|idx| piece(idx, &text(idx))).collect();
        let mut page = Page::new(pieces, 40);
        let check = |page: &Page, most_off| {
            let counted = shown(page).len();
            let third = page.step(Spot::default(), counted as isize / 3);
            for (spot, expected) in [(page.end(), counted), (third, counted / 3)] {
                let found = page.n_rows_before(spot);
                let off = found.abs_diff(expected) * 100 / counted;
                assert!(off <= most_off, "{found} for {expected} of {counted}");
            }
        };
        let settle = |page: &Page| {
            let mut n_samples = 0;
            while !page.is_settled() {
                page.refine();
                n_samples += 1;
                assert!(n_samples < 1000);
            }
        };
        settle(&page);
        check(&page, 1);
        page.set_measure(70);
        check(&page, 15);
        settle(&page);
        check(&page, 1);
    }

    /// The rows of pieces, each with its part and its bytes, set one after the other.
    fn whole(pieces: &[Piece<'static>], measure: usize) -> Vec<(String, Option<Anchor>)> {
        let mut rows = Vec::new();
        for piece in pieces {
            if piece.space_before && !rows.is_empty() {
                rows.push((String::new(), None));
            }
            for stretch in stretches(&piece.text) {
                let set = Paragraph::of_stretch(&piece.text, stretch, &piece.options);
                for line in set.lines(measure) {
                    let free = measure.saturating_sub(line.width);
                    let column = if set.direction().is_rtl() { free } else { 0 };
                    let cells = set.visual(&line);
                    let text: String = cells.iter().map(|cell| cell.text).collect();
                    let (part, byte) = (piece.part, line.range.start);
                    rows.push((
                        format!("{}{text}", " ".repeat(column)),
                        Some(Anchor { part, byte }),
                    ));
                }
            }
        }
        rows
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("سَلامٌ عليكم".to_owned()),
            Just("שלום (12)".to_owned()),
            Just("خبر Reuters 3.5%".to_owned()),
            Just("\u{2028}日本".to_owned()),
            "[a-z]{1,9}",
            "\\PC{0,4}",
        ];
        proptest::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
    }

    fn pieces() -> impl Strategy<Value = Vec<Piece<'static>>> {
        let text = prop_oneof![
            20 => words(),
            1 => words().prop_map(|text| format!("{text} و ").repeat(70_000 / (text.len() + 4) + 1)),
        ];
        let direction = prop_oneof![Just(Direction::Ltr), Just(Direction::Rtl)];
        let piece = (text, direction, any::<bool>()).prop_map(|(text, direction, space)| {
            let mut piece = piece(0, &text);
            piece.options.direction = Some(direction);
            piece.space_before = space;
            piece
        });
        proptest::collection::vec(piece, 1..60).prop_map(|mut pieces| {
            for (idx, piece) in pieces.iter_mut().enumerate() {
                piece.part = Part::Block(idx);
            }
            pieces
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_set_on_demand_is_what_the_whole_is(
            pieces in pieces(),
            (before, measure) in (2usize..90, 2usize..90),
            kept in prop_oneof![Just(1usize), Just(20_000), Just(KEPT)],
            steps in proptest::collection::vec(1isize..70, 1..8),
            places in proptest::collection::vec((any::<prop::sample::Index>(), -90isize..90), 1..8),
        ) {
            let whole = whole(&pieces, measure);
            let mut page = Page::keeping(pieces, before, kept);
            page.rows(Spot::default(), 24);
            page.rows(page.step(page.end(), -24), 24);
            page.set_measure(measure);
            let at = |spot: Spot| (text(page.rows(spot, 1)[0].as_ref()), page.anchor(spot));
            let same = |spot: Spot, row_idx: usize| {
                let next = whole[row_idx..].iter().find_map(|row| row.1);
                assert_eq!(at(spot), (whole[row_idx].0.clone(), next), "row {row_idx}");
                assert_eq!(page.step(spot, 0), spot);
            };
            // Down from the first row, and up from the last.
            let (mut spot, mut row_idx) = (Spot::default(), 0);
            for step in steps.iter().cycle() {
                same(spot, row_idx);
                if row_idx == whole.len() - 1 {
                    break;
                }
                let rows = page.rows(spot, step.unsigned_abs());
                for (row, whole) in rows.iter().zip(&whole[row_idx..]) {
                    assert_eq!(text(row.as_ref()), whole.0);
                }
                spot = page.step(spot, *step);
                row_idx = (row_idx + step.unsigned_abs()).min(whole.len() - 1);
            }
            assert_eq!(page.end(), spot);
            for step in steps.iter().cycle() {
                same(spot, row_idx);
                if row_idx == 0 {
                    break;
                }
                spot = page.step(spot, -step);
                row_idx = row_idx.saturating_sub(step.unsigned_abs());
            }
            // From any place.
            for (place, step) in places {
                let row_idx = place.index(whole.len());
                let Some(anchor) = whole[row_idx].1 else { continue };
                let spot = page.spot_of(anchor);
                same(spot, row_idx);
                let target = row_idx.saturating_add_signed(step).min(whole.len() - 1);
                same(page.step(spot, step), target);
                let top = page.scroll(spot, step, 24);
                same(top, target.min(whole.len().saturating_sub(24)));
            }
            if page.is_settled() {
                assert_eq!(page.n_rows(), whole.len());
                assert_eq!(page.n_rows_before(page.end()), whole.len() - 1);
            }
            assert!(page.cache.borrow().is_bounded());
        }
    }
}
