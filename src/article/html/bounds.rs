//! Where the body of a page begins and ends, among the passages that are of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use dom_query::NodeId;

use crate::article::BlockKind;
use crate::article::html::body::Verdict;
use crate::article::html::passage::{Place, Walked};
use crate::article::page::days::is_clock;
use crate::article::page::lines::Line;
use crate::article::page::{byline, footer, stamp};

/// Passages behind the words under a picture in which names or days begin.
const NEAR: usize = 6;

/// The passages from the first of the body to behind the last. Above the first one stand title,
/// names, days and the line under the title, though Readability may keep them. Where all is text, short
/// lines at its ends are, too.
pub(crate) fn range(
    page: &Walked,
    lines: &[Line],
    verdicts: &[Verdict],
    title: Option<usize>,
    is_all: bool,
) -> Range<usize> {
    let chosen = (0..verdicts.len()).filter(|idx| verdicts[*idx].is_none());
    let end = chosen.clone().next_back().map_or(0, |last| last + 1);
    let is_in_midst = |title: usize| {
        let before = chosen.clone().filter(|idx| *idx < title);
        before.map(|idx| lines[idx].n_chars).sum::<usize>() > 1000
    };
    let below = title.filter(|title| *title < end && !is_in_midst(*title));
    let about_writers = lists_of_writers(page, lines);
    let clocks = last_clocks(page, lines, verdicts);
    // A post of many begins with its time, as those below it do.
    let is_post = |idx: usize| {
        let last = clocks.get(&page.passages[idx].looks);
        is_clock(&lines[idx]) && last.is_some_and(|last| *last > idx)
    };
    let is_signing = |idx: usize| {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        line.n_chars < 160
            && !is_post(idx)
            && (byline::names_of(line).is_some()
                || passage
                    .container
                    .is_some_and(|list| about_writers.contains(&list))
                || footer::has_tags(line)
                || stamp::is_tight(line)
                || stamp::reading_minutes(line).is_some()
                || passage.place.has(Place::NAMES) && !line.ended)
    };
    // A heading directly below the title is the line under it where names or days follow.
    let is_deck = |idx: usize| {
        let is_below = below.is_some_and(|title| (title + 1..idx).all(is_signing) && title < idx);
        is_below
            && page.passages[idx].kind == BlockKind::Heading
            && idx + 1 < lines.len()
            && is_signing(idx + 1)
    };
    // A picture may stand above names and days.
    let is_above_names = |idx: usize| {
        let is_caption = |idx: usize| {
            let passage = &page.passages[idx];
            passage.kind == BlockKind::Caption || passage.place.has(Place::FIGURE)
        };
        let is_next = |next: &usize| verdicts[*next].is_none() && !is_caption(*next);
        let mut near = (idx + 1..lines.len()).take(NEAR);
        is_caption(idx) && near.find(is_next).is_some_and(is_signing)
    };
    let is_header = |idx: usize| {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        let is_label =
            !is_all && line.n_words() <= 3 && !line.ended && passage.kind == BlockKind::Paragraph;
        let is_label = is_label && !is_post(idx);
        below.is_some_and(|title| idx <= title)
            || !passage.place.has(Place::TEXT)
                && (is_signing(idx)
                    || is_above_names(idx)
                    || is_deck(idx)
                    || is_label
                    || passage.kind == BlockKind::Heading && passage.level <= 1
                    || passage.place.has(Place::LEAD) && below.is_some() && passage.n_chars < 400)
    };
    // Below the last sentence stand signatures and counts; the footer reads those.
    let is_footer = |idx: usize| {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        let is_short = line.n_words() <= 5 && line.n_chars <= 40 && !line.ended;
        let is_open =
            !is_all && (is_short || stamp::is_tight(line)) && !passage.place.has(Place::TEXT);
        is_open && matches!(passage.kind, BlockKind::Paragraph | BlockKind::Heading)
    };
    let all: Vec<usize> = chosen.collect();
    let n_kept = all.len() - all.iter().rev().take_while(|idx| is_footer(**idx)).count();
    let start = all[..n_kept].iter().find(|idx| !is_header(**idx));
    let (start, end) = match (start, all[..n_kept].last()) {
        (Some(start), Some(last)) => (*start, last + 1),
        _ => (end.saturating_sub(1), end),
    };
    start..end
}

/// The lists in which an item names a writer: the others say what that is.
fn lists_of_writers(page: &Walked, lines: &[Line]) -> HashSet<NodeId> {
    const LONGEST: usize = 80;
    let names_writer = |idx: &usize| {
        let (passage, line) = (&page.passages[*idx], &lines[*idx]);
        passage.kind == BlockKind::ListItem
            && line.n_chars <= LONGEST
            && byline::names_of(line).is_some()
    };
    let items = (0..lines.len()).filter(names_writer);
    items
        .filter_map(|idx| page.passages[idx].container)
        .collect()
}

/// The last of the body that is nothing but a time of day, for each of its looks.
fn last_clocks(page: &Walked, lines: &[Line], verdicts: &[Verdict]) -> HashMap<u64, usize> {
    let chosen = (0..lines.len()).filter(|idx| verdicts[*idx].is_none());
    let clocks = chosen.filter(|idx| is_clock(&lines[*idx]));
    clocks.map(|idx| (page.passages[idx].looks, idx)).collect()
}
