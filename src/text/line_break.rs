//! Where a line may end (UAX 14), as offsets into a paragraph in logical order. Runs of Thai, Lao,
//! Khmer and Burmese have no opportunities inside: finding them takes a dictionary, which would
//! weigh more than the rest of the program.

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};

const SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// The offsets at which a line of `text` may or must end, ascending; the first is 0, the last the
/// end of the text.
pub(crate) fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    SEGMENTER.segment_str(text)
}
