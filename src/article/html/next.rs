//! The article that a page goes on with below its own, as those do that load one after the other:
//! nothing from its headline on is of this one.

use std::collections::HashMap;

use crate::article::html::body::{LEAST, Verdict, is_prose};
use crate::article::html::lead;
use crate::article::html::passage::{Place, Walked};
use crate::article::page::lines::Line;
use crate::article::{BlockKind, Reason};

/// Leaves it out, and gives back where it begins.
pub(crate) fn leave(
    page: &Walked,
    lines: &[Line],
    verdicts: &mut [Verdict],
    title: Option<usize>,
) -> Option<usize> {
    let title = title.filter(|title| page.passages[*title].kind == BlockKind::Heading)?;
    let unseen = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    let is_text = |idx: usize| {
        let passage = &page.passages[idx];
        let is_shown = !passage.place.has(unseen.with(Place::ASIDE)) && lines[idx].hit.is_none();
        is_shown && is_prose(passage, &lines[idx])
    };
    let texts = || (title + 1..lines.len()).filter(|idx| is_text(*idx));
    // Where the elements that hold prose hold their last.
    let ends: HashMap<_, usize> = texts().map(|idx| (page.passages[idx].group, idx)).collect();
    let last = texts().next_back()?;
    let (mut n_above, mut end) = (0, title);
    for idx in title + 1..last {
        if is_text(idx) {
            n_above += page.passages[idx].n_chars;
            end = end.max(ends[&page.passages[idx].group]);
        }
        // All prose below stands in other elements than that above.
        if n_above < LEAST || end > idx || !is_headline(page, lines, title, idx) {
            continue;
        }
        let own = title + 1..idx;
        // Readability may have weighed the next one more.
        if own.clone().all(|idx| verdicts[idx].is_some()) {
            for idx in own.filter(|idx| is_text(*idx)) {
                verdicts[idx] = None;
            }
        }
        for verdict in verdicts[idx..].iter_mut().filter(|it| it.is_none()) {
            *verdict = Some(Reason::Related);
        }
        return Some(idx);
    }
    None
}

/// Whether a line is a headline like that of the page, or announced as another one, and has names or a
/// day below.
fn is_headline(page: &Walked, lines: &[Line], title: usize, idx: usize) -> bool {
    const BELOW: usize = 4;
    let passage = &page.passages[idx];
    let is_other = passage.kind == BlockKind::Heading
        && !passage.place.has(Place::HIDDEN.with(Place::TEXT))
        && lines[idx].n_words() >= 3
        && lines[idx].folded() != lines[title].folded();
    let is_alike = passage.level == 1 && page.passages[title].level == 1;
    let is_announced = || lines[idx - 1].reason() == Some(Reason::Related);
    let below = || (idx + 1..lines.len()).take(BELOW);
    is_other
        && (is_alike || is_announced())
        && below().any(|idx| lead::is_signing(&page.passages[idx], &lines[idx]))
}
