//! What Readability took out of the midst of a text, or off its end, though it goes with what it left
//! there: headings, short paragraphs that look like the others, who is quoted.

use std::collections::HashMap;

use crate::article::BlockKind;
use crate::article::html::body::is_prose;
use crate::article::html::passage::{Passage, Place, Walked};
use crate::article::page::lines::Line;

/// What is of no text wherever it stands.
const ASIDE: Place = Place::HIDDEN
    .with(Place::CONTROL)
    .with(Place::NAVIGATION)
    .with(Place::ASIDE)
    .with(Place::DIALOG);

/// Takes all of it back.
pub(crate) fn take(page: &Walked, lines: &[Line], chosen: &mut [bool]) {
    take_alike(page, lines, chosen);
    let is_seen = |idx: &usize| {
        let passage = &page.passages[*idx];
        let is_text = !matches!(passage.kind, BlockKind::Caption | BlockKind::Media);
        is_text && !passage.place.has(Place::HIDDEN.with(Place::CAPTION))
    };
    let seen: Vec<usize> = (0..chosen.len()).filter(is_seen).collect();
    take_headings(page, lines, &seen, chosen);
    take_quoted(page, &seen, chosen);
}

/// Paragraphs between others that have the looks of most of the text, where each is alone in an element:
/// Readability weighs it by itself, and a link weighs much in a short one.
fn take_alike(page: &Walked, lines: &[Line], chosen: &mut [bool]) {
    let mut weights: HashMap<u64, usize> = HashMap::new();
    let mut prose = (0..chosen.len())
        .filter(|idx| chosen[*idx] && is_prose(&page.passages[*idx], &lines[*idx]))
        .inspect(|idx| {
            let passage = &page.passages[*idx];
            *weights.entry(passage.looks).or_default() += passage.n_chars;
        });
    let Some(first) = prose.next() else { return };
    let last = prose.last().unwrap_or(first);
    let all: usize = weights.values().sum();
    let not = ASIDE
        .with(Place::CAPTION)
        .with(Place::FIGURE)
        .with(Place::NAMES);
    for idx in first..last {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        let is_alike = weights
            .get(&passage.looks)
            .is_some_and(|weight| weight * 3 > all);
        let is_text = passage.kind == BlockKind::Paragraph
            && line.ended
            && line.hit.is_none()
            && passage.link_density() < 0.6;
        chosen[idx] |= is_alike && is_text && !passage.place.has(not);
    }
}

/// Headings between two passages of the text.
fn take_headings(page: &Walked, lines: &[Line], seen: &[usize], chosen: &mut [bool]) {
    const LONGEST: usize = 200;
    let is_heading = |idx: usize| page.passages[idx].kind == BlockKind::Heading;
    let is_open = |idx: usize| {
        let passage = &page.passages[idx];
        passage.n_chars <= LONGEST && passage.link_density() <= 0.8 && !passage.place.has(ASIDE)
    };
    let is_text = |chosen: &[bool], place: usize| {
        seen.get(place).is_some_and(|idx| {
            chosen[*idx] && !is_heading(*idx) && page.passages[*idx].link_density() <= 0.8
        })
    };
    let mut place = 0;
    while place < seen.len() {
        let n_headings = seen[place..]
            .iter()
            .take_while(|idx| is_heading(**idx))
            .count();
        let end = place + n_headings;
        let is_between = place > 0 && is_text(chosen, place - 1) && is_text(chosen, end);
        // Below one that is furniture stand the headings of what is there.
        let is_box = seen[place..end].iter().any(|idx| lines[*idx].hit.is_some());
        if n_headings > 0 && is_between && !is_box {
            for idx in seen[place..end].iter().filter(|idx| is_open(**idx)) {
                chosen[*idx] = true;
            }
        }
        place = end.max(place + 1);
    }
}

/// Who is quoted, behind what was said.
fn take_quoted(page: &Walked, seen: &[usize], chosen: &mut [bool]) {
    const LONGEST: usize = 120;
    let is_quote = |passage: &Passage| passage.kind == BlockKind::Quote;
    for pair in seen.windows(2) {
        let [before, idx] = [pair[0], pair[1]];
        let passage = &page.passages[idx];
        let is_behind = chosen[before] && is_quote(&page.passages[before]) && is_quote(passage);
        if is_behind && passage.n_chars <= LONGEST && !passage.place.has(ASIDE) {
            chosen[idx] = true;
        }
    }
}
