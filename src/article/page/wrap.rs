//! Texts that were broken to a width: their lines put together to paragraphs again.

use crate::article::fold::n_unparted;
use crate::article::page::lines::{Raw, is_ended};
use crate::article::page::link_numbers::is_address;

/// The widest line that a broken text has.
pub(crate) const MAX_WRAP: usize = 100;

/// Puts broken lines together; where not all lines are broken, those that go on with a small
/// letter. Gives back whether all are.
pub(crate) fn unwrap(lines: Vec<Raw>) -> (Vec<Raw>, bool) {
    let is_wide = |line: &Raw| line.text.chars().count() > MAX_WRAP && !is_address(&line.text);
    if lines.iter().any(is_wide) {
        return (lines, false);
    }
    let always = are_wrapped(&lines);
    let mut out: Vec<Raw> = Vec::new();
    let mut n_before = 0;
    for line in lines {
        let goes_on = n_before >= 60 && line.text.starts_with(char::is_lowercase);
        n_before = line.text.chars().count();
        match out.last_mut() {
            Some(last)
                if !(line.gap || line.bullet || is_set(&line) || is_set(last))
                    && (always || goes_on && !is_ended(&last.text)) =>
            {
                if !is_unparted(&last.text, &line.text) {
                    last.text.push(' ');
                }
                last.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
    }
    (out, always)
}

/// Whether no blank belongs between the end of one line and the beginning of the next.
fn is_unparted(above: &str, below: &str) -> bool {
    const NEAR: usize = 12;
    let end = &above[above.ceil_char_boundary(above.len().saturating_sub(NEAR))..];
    let begin = &below[..below.floor_char_boundary(NEAR)];
    n_unparted(end) > 0 && n_unparted(begin) > 0
}

/// Whether the line ends where it does on purpose: a verse, a row of a table, an address in a list of them.
fn is_set(line: &Raw) -> bool {
    line.is_verse || line.row.is_some() || is_address(&line.text)
}

/// Whether the page was broken to a width: no line is longer than that, and hardly ever would
/// the first word of a line have fitted on the line before.
fn are_wrapped(lines: &[Raw]) -> bool {
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let texts = lines.iter().zip(&widths).filter(|(line, _)| !is_set(line));
    let width = texts.map(|(_, width)| *width).max().unwrap_or(0);
    if !(50..=MAX_WRAP).contains(&width) {
        return false;
    }
    let (mut n_full, mut n_short, mut n_ended) = (0usize, 0usize, 0usize);
    for (idx, line) in lines.iter().enumerate().skip(1) {
        if !(line.gap || line.bullet || is_set(line) || is_set(&lines[idx - 1])) {
            let word = line.text.split(' ').next().unwrap_or_default();
            // Where words have no blanks between them, a line breaks anywhere.
            let n_first = if n_unparted(word) > 1 {
                1
            } else {
                word.chars().count()
            };
            let fits = widths[idx - 1] + 1 + n_first <= width.saturating_sub(6);
            *(if fits { &mut n_short } else { &mut n_full }) += 1;
            n_ended += usize::from(is_ended(&lines[idx - 1].text));
        }
    }
    // Where lines end as sentences do, each is a paragraph.
    n_full >= 2 && n_full >= 4 * n_short && 2 * n_ended < n_full
}

#[cfg(test)]
mod tests {
    use crate::article::page::lines::split;

    #[test]
    fn a_text_broken_to_a_width_is_put_together() {
        let wrapped = "The ship had sailed from the harbour in the early morning hours\n\
                       and nobody had seen it since, although the weather was fine and\n\
                       the sea was calm.\n\nA second paragraph says nothing at all of the ship, but it is\n\
                       also broken.";
        let texts: Vec<_> = split(wrapped).lines.into_iter().map(|l| l.text).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].ends_with("fine and the sea was calm."));
        let listed = format!(
            "{wrapped}\n\nReferences\n\n   1. https://a.example/{}\n   2. https://b.example/\n",
            "x".repeat(90)
        );
        let texts: Vec<_> = split(&listed).lines.into_iter().map(|l| l.text).collect();
        assert_eq!(texts.len(), 5, "{texts:?}");
        let verse = "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you";
        assert_eq!(split(verse).lines.len(), 4);
    }
}
