//! A very long paragraph in stretches, so that any place in it is set in the same short time: in,
//! its text; out, ranges that cover it. Where one ends, a line ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The most bytes of a stretch.
const LONGEST: usize = 64 * 1024;

/// How far from the end of a stretch a better place to end it is looked for, in bytes.
const WINDOW: usize = 4 * 1024;

/// Cuts a paragraph into stretches of at most 64 KiB: at the end of a sentence where one is near,
/// else at a blank, else between two clusters, never between lam and alef. There is always one,
/// if an empty one; it costs nothing to cut a paragraph that needs no cut.
///
/// ```
/// use akhbar::text::{Options, Paragraph, stretches};
///
/// let text = "قال إنه سافر. ثم عاد ".repeat(9000);
/// let found = stretches(&text);
/// assert_eq!(found.len(), 5);
/// assert!(text[found[0].clone()].ends_with("سافر. "));
/// let last = Paragraph::of_stretch(&text, found[4].clone(), &Options::default());
/// let lines = last.lines(40);
/// assert_eq!(lines[lines.len() - 1].range.end, text.len());
/// ```
pub fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(1 + text.len() / (LONGEST - WINDOW));
    let mut start = 0;
    while text.len() - start > LONGEST {
        let end = end_of_stretch(text, start);
        found.push(start..end);
        start = end;
    }
    found.push(start..text.len());
    found
}

fn end_of_stretch(text: &str, start: usize) -> usize {
    let end = text.floor_char_boundary(start + LONGEST);
    let from = text.floor_char_boundary(end - WINDOW);
    let window = &text[from..end];
    let blanks = || {
        let blanks = window.char_indices().rev().filter(|(_, c)| is_blank(*c));
        blanks.map(|(at, c)| at + c.len_utf8())
    };
    let ends_sentence = |&at: &usize| {
        let before = window[..at].trim_end_matches(is_blank);
        before.ends_with(['.', '!', '?', '؟', '۔', '…', '。', '\u{2028}'])
    };
    let at = blanks().find(ends_sentence).or_else(|| blanks().next());
    let at = at.or_else(|| {
        let borders = window.grapheme_indices(true).map(|(at, _)| at);
        borders
            .rev()
            .find(|&at| at > 0 && !parts_lam_alef(window, at))
    });
    at.map_or(end, |at| from + at)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{2028}' | '\u{3000}')
}

fn parts_lam_alef(text: &str, at: usize) -> bool {
    let is_letter = |c: &char| c.is_alphanumeric();
    let before = text[..at].chars().rev().find(is_letter);
    let after = text[at..].chars().next();
    before == Some('ل') && matches!(after, Some('ا' | 'أ' | 'إ' | 'آ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_where_reading_pauses() {
        let check = |text: &str, ends: &[&str]| {
            let found = stretches(text);
            assert_eq!(found.first().map(|range| range.start), Some(0));
            assert_eq!(found.last().map(|range| range.end), Some(text.len()));
            assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(found.iter().all(|range| range.len() <= LONGEST));
            for range in &found[..found.len() - 1] {
                let stretch = &text[range.clone()];
                assert!(ends.iter().any(|end| stretch.ends_with(end)));
            }
        };
        check("", &[]);
        check("short", &[]);
        check(&"قال إنه سافر. ثم عاد ".repeat(9000), &["سافر. "]);
        check(&"قال ثم عاد ".repeat(9000), &["قال ", "ثم ", "عاد "]);
        check(&"بلا".repeat(60_000), &["ب", "بلا"]);
        check(&"بُ".repeat(60_000), &["بُ"]);
    }
}
