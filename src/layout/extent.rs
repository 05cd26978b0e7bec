//! How many rows a page has and how many stand above a unit: counted where the page is short;
//! else estimated from samples of the text, which are taken one by one when there is time.
//! Nothing is addressed by these numbers: they say how far the reader has come.

use crate::layout::set::Set;
use crate::layout::unit::{Unit, Units};

/// Pages up to this many bytes of text are set as a whole when they are opened, and counted: that
/// takes no longer than the screen.
const COUNTED: usize = 64 * 1024;

/// The parts of a long page, alike in length, of which each is estimated by a sample of its own.
const N_SEGMENTS: usize = 32;

/// Bytes of a sample: some paragraphs.
const SAMPLE: usize = 4 * 1024;

/// The rows of a page.
#[derive(Clone, Debug)]
pub(crate) enum Extent {
    /// The rows before each unit, and of all.
    Counted(Vec<usize>),
    /// What samples say.
    Estimated(Estimate),
}

/// An estimate of rows by lengths. The length of a unit is its bytes and one: a unit without text
/// takes a row too.
#[derive(Clone, Debug)]
pub(crate) struct Estimate {
    /// Rows for a length of one in each segment that has been sampled.
    densities: Vec<f64>,
    /// Length and rows of what was set anyway; for the segments without a sample.
    seen: (usize, usize),
    length: usize,
}

impl Extent {
    /// The rows of units at a measure; `n_rows_of` sets a unit and counts its rows.
    pub(crate) fn new(units: &Units, n_rows_of: impl Fn(usize) -> usize) -> Self {
        let n_units = units.n_units();
        let length = units.n_bytes_before(n_units) - units.n_bytes_before(0) + n_units;
        if length > COUNTED {
            return Self::Estimated(Estimate {
                densities: Vec::new(),
                seen: (0, 0),
                length,
            });
        }
        let mut n_rows = 0;
        let mut before = vec![0];
        before.extend((0..n_units).map(|unit_idx| {
            n_rows += n_rows_of(unit_idx);
            n_rows
        }));
        Self::Counted(before)
    }

    /// The rows above a unit, or of all.
    pub(crate) fn n_rows_before(&self, unit_idx: usize, units: &Units, measure: usize) -> usize {
        match self {
            Self::Counted(before) => before.get(unit_idx).or(before.last()).copied().unwrap_or(0),
            Self::Estimated(estimate) => {
                estimate.n_rows_before(length_before(units, unit_idx), measure)
            }
        }
    }

    /// Learns from a unit that was set to be shown.
    pub(crate) fn learn(&mut self, n_bytes: usize, n_rows: usize) {
        if let Self::Estimated(estimate) = self
            && !estimate.is_sampled()
        {
            estimate.seen.0 += n_bytes + 1;
            estimate.seen.1 += n_rows;
        }
    }

    /// Whether there is nothing more to learn.
    pub(crate) fn is_settled(&self) -> bool {
        match self {
            Self::Counted(_) => true,
            Self::Estimated(estimate) => estimate.is_sampled(),
        }
    }

    /// Takes one more sample.
    pub(crate) fn refine(&mut self, units: &Units, measure: usize) {
        if let Self::Estimated(estimate) = self
            && !estimate.is_sampled()
        {
            let segment_idx = estimate.densities.len();
            let middle = estimate.length * (2 * segment_idx + 1) / (2 * N_SEGMENTS);
            estimate.densities.push(sample(units, middle, measure));
        }
    }
}

impl Estimate {
    fn is_sampled(&self) -> bool {
        self.densities.len() == N_SEGMENTS
    }

    fn n_rows_before(&self, length: usize, measure: usize) -> usize {
        let seen = match self.seen {
            // Two bytes a letter and lines that are nearly full.
            (0, _) => 0.6 / measure.max(1) as f64,
            (length, n_rows) => n_rows as f64 / length as f64,
        };
        let segment = self.length as f64 / N_SEGMENTS as f64;
        let rows = |segment_idx: usize| {
            let density = self.densities.get(segment_idx).copied().unwrap_or(seen);
            let part = (length as f64 - segment_idx as f64 * segment).clamp(0.0, segment);
            part * density
        };
        (0..N_SEGMENTS).map(rows).sum::<f64>().round() as usize
    }
}

fn length_before(units: &Units, unit_idx: usize) -> usize {
    units.n_bytes_before(unit_idx) - units.n_bytes_before(0) + unit_idx
}

/// The rows for a length of one around a place, at least of the unit there.
fn sample(units: &Units, place: usize, measure: usize) -> f64 {
    let (mut length, mut n_rows) = (0, 0);
    let mut unit_idx = unit_at(units, place);
    while length < SAMPLE && unit_idx < units.n_units() {
        let mut unit = units.unit(unit_idx);
        length += cut(&mut unit) + 1;
        n_rows += Set::new(unit, measure).n_rows();
        unit_idx += 1;
    }
    n_rows as f64 / length.max(1) as f64
}

/// Cuts a long unit to the length of a sample; gives back the bytes of its text.
fn cut(unit: &mut Unit<'_>) -> usize {
    let stretch = unit.stretch.clone().unwrap_or(0..unit.piece.text.len());
    if stretch.len() > SAMPLE {
        let end = unit.piece.text.floor_char_boundary(stretch.start + SAMPLE);
        unit.stretch = Some(stretch.start..end);
        return end - stretch.start;
    }
    stretch.len()
}

/// The unit at a length from the beginning.
fn unit_at(units: &Units, length: usize) -> usize {
    let (mut low, mut high) = (0, units.n_units());
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        match length_before(units, middle) <= length {
            true => low = middle,
            false => high = middle,
        }
    }
    low
}
