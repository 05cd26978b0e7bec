//! The units in which a page is set: pieces, or stretches of the very long ones. Units are
//! numbered through the page; in, a number or a place in the text; out, the one or the other.

use std::ops::Range;
use std::rc::Rc;

use crate::layout::piece::{Piece, Pieces};
use crate::text::stretches;

/// Pieces up to this many bytes are asked for no stretches: they have one.
const SHORT: usize = 32 * 1024;

/// The units of a page.
#[derive(Clone, Debug)]
pub(crate) struct Units {
    pieces: Rc<dyn Pieces>,
    n_units: usize,
    /// The pieces of several stretches, in their order.
    long: Vec<Long>,
}

#[derive(Clone, Debug)]
struct Long {
    piece_idx: usize,
    first_unit: usize,
    stretches: Vec<Range<usize>>,
}

/// One unit.
pub(crate) struct Unit<'a> {
    pub(crate) piece: Piece<'a>,
    /// The bytes of the piece's text that it is; none where it is all of it.
    pub(crate) stretch: Option<Range<usize>>,
    /// Whether it is the first of its page.
    pub(crate) is_first: bool,
}

impl Units {
    pub(crate) fn new(pieces: Rc<dyn Pieces>) -> Self {
        let mut n_more = 0;
        let mut long = Vec::new();
        for piece_idx in pieces.longer_than(SHORT) {
            let stretches = stretches(&pieces.piece(piece_idx).text);
            if stretches.len() > 1 {
                let first_unit = piece_idx + n_more;
                n_more += stretches.len() - 1;
                long.push(Long {
                    piece_idx,
                    first_unit,
                    stretches,
                });
            }
        }
        Self {
            n_units: pieces.n_pieces() + n_more,
            pieces,
            long,
        }
    }

    pub(crate) fn pieces(&self) -> &dyn Pieces {
        &*self.pieces
    }

    pub(crate) fn n_units(&self) -> usize {
        self.n_units
    }

    /// A unit, by a number below [`Units::n_units`].
    pub(crate) fn unit(&self, unit_idx: usize) -> Unit<'_> {
        let (piece_idx, stretch) = self.of(unit_idx);
        Unit {
            piece: self.pieces.piece(piece_idx),
            stretch: stretch.cloned(),
            is_first: unit_idx == 0,
        }
    }

    /// The unit that a byte of a piece is in.
    pub(crate) fn unit_of(&self, piece_idx: usize, byte: usize) -> usize {
        match self.long_before(piece_idx + 1) {
            None => piece_idx,
            Some(long) if long.piece_idx == piece_idx => {
                let is_before = |stretch: &Range<usize>| stretch.end <= byte;
                let stretch_idx = long.stretches.partition_point(is_before);
                long.first_unit + stretch_idx.min(long.stretches.len() - 1)
            }
            Some(long) => long.first_unit + long.stretches.len() + piece_idx - long.piece_idx - 1,
        }
    }

    /// The bytes of text before a unit, or of all.
    pub(crate) fn n_bytes_before(&self, unit_idx: usize) -> usize {
        if unit_idx >= self.n_units {
            return self.pieces.n_bytes_before(self.pieces.n_pieces());
        }
        let (piece_idx, stretch) = self.of(unit_idx);
        self.pieces.n_bytes_before(piece_idx) + stretch.map_or(0, |stretch| stretch.start)
    }

    fn of(&self, unit_idx: usize) -> (usize, Option<&Range<usize>>) {
        let n_before = self
            .long
            .partition_point(|long| long.first_unit <= unit_idx);
        let Some(long) = n_before.checked_sub(1).map(|idx| &self.long[idx]) else {
            return (unit_idx, None);
        };
        let stretch_idx = unit_idx - long.first_unit;
        match long.stretches.get(stretch_idx) {
            Some(stretch) => (long.piece_idx, Some(stretch)),
            None => (
                long.piece_idx + 1 + stretch_idx - long.stretches.len(),
                None,
            ),
        }
    }

    /// The last piece of several stretches that stands before a piece.
    fn long_before(&self, piece_idx: usize) -> Option<&Long> {
        let n_before = self.long.partition_point(|long| long.piece_idx < piece_idx);
        n_before.checked_sub(1).map(|idx| &self.long[idx])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::piece::{Part, Role};
    use crate::text::Options;

    #[test]
    fn units_are_numbered_through_the_page() {
        let texts = ["a", &"word ".repeat(40_000), "b", &"x".repeat(70_000), "c"];
        let pieces: Vec<Piece<'static>> = (texts.iter().enumerate())
            .map(|(idx, text)| {
                let part = Part::Entry(idx);
                Piece::new(part, Role::Body, text.to_string(), Options::default())
            })
            .collect();
        let units = Units::new(Rc::new(pieces));
        let mut next = (0, 0);
        for unit_idx in 0..units.n_units() {
            let unit = units.unit(unit_idx);
            let Part::Entry(piece_idx) = unit.piece.part else {
                panic!("{:?}", unit.piece.part);
            };
            let stretch = unit.stretch.unwrap_or(0..unit.piece.text.len());
            assert_eq!((piece_idx, stretch.start), next);
            for byte in [stretch.start, stretch.end - 1] {
                assert_eq!(units.unit_of(piece_idx, byte), unit_idx);
            }
            let before: usize = texts[..piece_idx].iter().map(|text| text.len()).sum();
            assert_eq!(units.n_bytes_before(unit_idx), before + stretch.start);
            next = match stretch.end == unit.piece.text.len() {
                true => (piece_idx + 1, 0),
                false => (piece_idx, stretch.end),
            };
        }
        assert_eq!(next, (texts.len(), 0));
        assert_eq!(units.unit_of(1, usize::MAX), units.unit_of(2, 0) - 1);
    }
}
