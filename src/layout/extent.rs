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
    /// Of each segment that has been sampled.
    samples: Vec<Sample>,
    /// The samples of the present measure.
    n_fresh: usize,
    /// What was set anyway; for the segments without a sample.
    seen: Sample,
    length: usize,
}

/// What some text takes: nearly at any measure, so that hardly any number on the screen changes
/// while samples are taken again after a resize.
#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    length: usize,
    /// Blank rows between paragraphs.
    n_spaces: usize,
    /// Cells of its lines, what is free at their ends included.
    n_cells: usize,
}

impl Extent {
    /// The rows of units at a measure; `n_rows_of` sets a unit and counts its rows.
    pub(crate) fn new(units: &Units, n_rows_of: impl Fn(usize) -> usize) -> Self {
        let n_units = units.n_units();
        let length = units.n_bytes_before(n_units) - units.n_bytes_before(0) + n_units;
        if length > COUNTED {
            return Self::Estimated(Estimate {
                samples: Vec::new(),
                n_fresh: 0,
                seen: Sample::default(),
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

    /// The same page at another measure.
    pub(crate) fn at_measure(self, units: &Units, n_rows_of: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Counted(_) => Self::new(units, n_rows_of),
            Self::Estimated(estimate) => Self::Estimated(Estimate {
                n_fresh: 0,
                ..estimate
            }),
        }
    }

    /// Learns from a unit that was set to be shown.
    pub(crate) fn learn(&mut self, set: &Set) {
        if let Self::Estimated(estimate) = self
            && !estimate.is_sampled()
        {
            estimate.seen.add(set);
        }
    }

    /// Whether the rows are estimated.
    pub(crate) fn is_estimate(&self) -> bool {
        matches!(self, Self::Estimated(_))
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
            let segment_idx = estimate.n_fresh;
            let middle = estimate.length * (2 * segment_idx + 1) / (2 * N_SEGMENTS);
            let sample = Sample::around(units, middle, measure);
            match estimate.samples.get_mut(segment_idx) {
                Some(stale) => *stale = sample,
                None => estimate.samples.push(sample),
            }
            estimate.n_fresh += 1;
        }
    }
}

impl Estimate {
    fn is_sampled(&self) -> bool {
        self.n_fresh == N_SEGMENTS
    }

    fn n_rows_before(&self, length: usize, measure: usize) -> usize {
        let segment = self.length as f64 / N_SEGMENTS as f64;
        let rows = |segment_idx: usize| {
            let sample = self.samples.get(segment_idx).unwrap_or(&self.seen);
            let part = (length as f64 - segment_idx as f64 * segment).clamp(0.0, segment);
            part * sample.density(measure)
        };
        (0..N_SEGMENTS).map(rows).sum::<f64>().round() as usize
    }
}

fn length_before(units: &Units, unit_idx: usize) -> usize {
    units.n_bytes_before(unit_idx) - units.n_bytes_before(0) + unit_idx
}

impl Sample {
    /// Of some text around a place, at least of the unit there.
    fn around(units: &Units, place: usize, measure: usize) -> Self {
        let mut sample = Self::default();
        let mut unit_idx = unit_at(units, place);
        while sample.length < SAMPLE && unit_idx < units.n_units() {
            let mut unit = units.unit(unit_idx);
            cut(&mut unit);
            sample.add(&Set::new(unit, measure));
            unit_idx += 1;
        }
        sample
    }

    fn add(&mut self, set: &Set) {
        self.length += set.n_text_bytes() + 1;
        self.n_spaces += set.n_spaces();
        self.n_cells += (set.n_rows() - set.n_spaces()) * set.measure();
    }

    /// The rows for a length of one.
    fn density(&self, measure: usize) -> f64 {
        let n_rows = self.n_spaces as f64 + self.n_cells as f64 / measure.max(1) as f64;
        n_rows / self.length.max(1) as f64
    }
}

/// Cuts a long unit to the length of a sample.
fn cut(unit: &mut Unit<'_>) {
    let stretch = unit.stretch.clone().unwrap_or(0..unit.piece.text.len());
    if stretch.len() > SAMPLE {
        let end = unit.piece.text.floor_char_boundary(stretch.start + SAMPLE);
        unit.stretch = Some(stretch.start..end);
    }
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
