//! The text of a page that is a few short sentences: too little for its lines to be told by their length
//! from what else there is. It stands where an article does, below a headline with names or a day.

use std::ops::Range;

use crate::article::Reason;
use crate::article::page::lines::Line;
use crate::article::page::title;

/// The first short sentences of a page that stand below a headline with a day or names.
pub(crate) fn find(lines: &[Line]) -> Option<Range<usize>> {
    (0..lines.len()).find_map(|idx| below(lines, idx))
}

/// The sentences below a line, if that is a headline.
fn below(lines: &[Line], idx: usize) -> Option<Range<usize>> {
    /// Lines of names, days and topics between a headline and its text.
    const MOST_BETWEEN: usize = 6;
    const LEAST_SENTENCES: usize = 2;
    let headline = &lines[idx];
    if !title::is_candidate(lines, idx) || !headline.has_words(3) || headline.text.ends_with('.') {
        return None;
    }
    let rest = &lines[idx + 1..];
    let header = rest.iter().take(MOST_BETWEEN);
    let n_between = header.take_while(|line| is_of_header(line)).count();
    let (header, rest) = rest.split_at(n_between);
    let mut around = lines[idx.saturating_sub(1)..idx].iter().chain(header);
    let text = rest
        .iter()
        .take_while(|line| is_sentence(line) || is_item(line));
    let n_sentences = text.clone().filter(|line| is_sentence(line)).count();
    let start = idx + 1 + n_between;
    let is_headed = n_sentences >= LEAST_SENTENCES && around.any(title::is_dating);
    is_headed.then(|| start..start + text.count())
}

fn is_sentence(line: &Line) -> bool {
    line.ended && line.hit.is_none() && line.has_words(3) && !title::is_dating(line)
}

fn is_item(line: &Line) -> bool {
    line.bullet && line.hit.is_none()
}

/// Whether it may stand between a headline and its text.
fn is_of_header(line: &Line) -> bool {
    use Reason::{Credit, Navigation, Share};
    !is_sentence(line) && matches!(line.reason(), None | Some(Credit | Navigation | Share))
}
