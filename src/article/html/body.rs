//! Which passages of a page are its body. Readability's choice comes first; from it go regions
//! whose names say what they are for, furniture by its words, and lists of links. What it cut
//! out of the midst of the text, though it reads like the text around it, comes back.

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;

use crate::article::cues::{Hit, Place as CuePlace};
use crate::article::html::passage::{Passage, Place, Region, Walked};
use crate::article::html::statement::Statement;
use crate::article::html::{boxes, midst, tags};
use crate::article::page::lines::Line;
use crate::article::page::{body, stamp};
use crate::article::{BlockKind, Reason};

/// Why a passage is not of the body; none where it is.
pub(crate) type Verdict = Option<Reason>;

/// The part of the body that a region may hold at most to be furniture, sentences and all.
const SMALL: f64 = 0.12;

/// The same, for what is no sentence in it.
const LARGE: f64 = 0.3;

/// A verdict on each passage; without a choice of Readability, all that is shown may be of the body.
pub(crate) fn verdicts(
    page: &Walked,
    lines: &[Line],
    kept: Option<&HashSet<NodeId>>,
    stated: Option<&Statement>,
) -> Vec<Verdict> {
    let n = page.passages.len();
    let is_comment = comments(page, lines);
    let is_kept = |idx: usize| match kept {
        Some(kept) => !is_comment[idx] && is_kept(page, idx, kept),
        None => !page.passages[idx].place.has(Place::HIDDEN),
    };
    let mut chosen: Vec<bool> = (0..n).map(is_kept).collect();
    let n_chars = |chosen: &[bool]| -> usize {
        let passages = (0..n).filter(|idx| chosen[*idx]);
        passages.map(|idx| page.passages[idx].n_chars).sum()
    };
    if kept.is_some() && n_chars(&chosen) < LEAST {
        chosen = by_lines(page, lines, &is_comment);
    }
    take_back(page, lines, &mut chosen);
    leave_tail(page, lines, &mut chosen);
    if kept.is_some() {
        midst::take(page, lines, &mut chosen);
    }
    take_media(page, &mut chosen);
    let all = n_chars(&chosen);
    let regions = by_regions(page, lines, &chosen, all);
    let verdict = |idx: usize| {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        match chosen[idx] {
            false => Some(
                line.reason()
                    .or(regions[idx])
                    .unwrap_or_else(|| of_place(passage)),
            ),
            true => regions[idx].or_else(|| by_itself(passage, line)),
        }
    };
    let mut verdicts: Vec<Verdict> = (0..n).map(verdict).collect();
    if let Some(stated) = stated {
        take_stated(page, lines, stated, &mut verdicts);
    }
    boxes::leave(page, lines, &mut verdicts);
    tags::leave(lines, &mut verdicts);
    take_parts(page, lines, &regions, &mut verdicts);
    verdicts
}

/// Posts and lists of a recipe are of the body, but for what is furniture in them.
fn take_parts(page: &Walked, lines: &[Line], regions: &[Verdict], verdicts: &mut [Verdict]) {
    let unseen = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    for (idx, passage) in page.passages.iter().enumerate() {
        let is_text = passage.place.has(Place::TEXT) && !passage.place.has(unseen);
        let is_linked = passage.link_density() > 0.8 && passage.kind != BlockKind::Heading;
        if is_text && !is_linked && lines[idx].hit.is_none() && regions[idx].is_none() {
            verdicts[idx] = None;
        }
    }
}

/// Where the page has all that it states to be its text, that is of the body, and nothing behind it is.
fn take_stated(page: &Walked, lines: &[Line], stated: &Statement, verdicts: &mut [Verdict]) {
    let n = page.passages.len();
    let hidden = Place::HIDDEN.with(Place::CONTROL);
    let shares: Vec<(usize, usize)> = (page.passages.iter())
        .map(|passage| match passage.place.has(hidden) {
            true => (0, 0),
            false => stated.share(&passage.text),
        })
        .collect();
    // But for what an editor might change.
    let is_held = |idx: usize| shares[idx].1 > 0 && shares[idx].1 * 5 >= shares[idx].0 * 4;
    if !stated.is_most(shares.iter().map(|(_, n_held)| n_held).sum()) {
        return;
    }
    // A page may have its text twice.
    let mut taken: HashSet<&str> = (0..n)
        .filter(|idx| verdicts[*idx].is_none())
        .map(|idx| page.passages[idx].text.as_str())
        .collect();
    for idx in (0..n).filter(|idx| is_held(*idx)) {
        let is_text = lines[idx].hit.is_none() && page.passages[idx].link_density() < 0.8;
        if verdicts[idx].is_some() && is_text && taken.insert(&page.passages[idx].text) {
            verdicts[idx] = None;
        }
    }
    let chosen: Vec<usize> = (0..n).filter(|idx| verdicts[*idx].is_none()).collect();
    let Some(last) = chosen.iter().rposition(|idx| is_held(*idx)) else {
        return;
    };
    // Too short to be looked for.
    let is_unknown =
        |idx: &&usize| lines[**idx].ended && shares[**idx].1 == 0 && lines[**idx].n_chars < 25;
    let n_unknown = chosen[last + 1..].iter().take_while(is_unknown).count();
    let (text, tail) = chosen.split_at(last + 1 + n_unknown);
    let sum = |passages: &[usize], count: fn(&(usize, usize)) -> usize| -> usize {
        passages.iter().map(|idx| count(&shares[*idx])).sum()
    };
    let n_letters = sum(text, |share| share.0);
    let is_whole = stated.is_ended()
        && sum(text, |share| share.1) * 10 >= n_letters * 9
        && sum(tail, |share| share.0) * 4 < n_letters;
    let is_plain = |idx: &&usize| {
        let kind = page.passages[**idx].kind;
        matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem
        )
    };
    for idx in tail.iter().filter(is_plain).filter(|_| is_whole) {
        verdicts[*idx] = Some(of_place(&page.passages[*idx]));
    }
}

/// What the regions say of each passage. All regions of a reason are weighed together: a page may
/// hold every paragraph of its text in a `paywall`.
fn by_regions(page: &Walked, lines: &[Line], chosen: &[bool], all: usize) -> Vec<Verdict> {
    let n = page.passages.len();
    let mut verdicts: Vec<Verdict> = vec![None; n];
    let mut reasons: Vec<Reason> = page.regions.iter().map(|region| region.reason).collect();
    reasons.sort_unstable_by_key(|reason| reason.as_str());
    reasons.dedup();
    for reason in reasons {
        let mut is_inside = vec![false; n];
        for region in page.regions.iter().filter(|region| region.reason == reason) {
            is_inside[region.passages.clone()].fill(true);
        }
        let inside = (0..n).filter(|idx| is_inside[*idx]);
        let held = inside.clone().filter(|idx| chosen[*idx]);
        let held: usize = held.map(|idx| page.passages[idx].n_chars).sum();
        let share = held as f64 / all.max(1) as f64;
        for idx in inside {
            let is_spared = share >= SMALL && is_prose(&page.passages[idx], &lines[idx]);
            if share < LARGE && !is_spared {
                verdicts[idx] = verdicts[idx].or(Some(reason));
            }
        }
    }
    verdicts
}

/// Which passages are comments beyond doubt, by the name of their element and the heading in it. There
/// may be more of them than of the text.
fn comments(page: &Walked, lines: &[Line]) -> Vec<bool> {
    let mut are_comments = vec![false; lines.len()];
    let says_so = |region: &&Region| {
        let first = lines.get(region.passages.start).and_then(|line| line.hit);
        let is_heading = |hit: Hit| hit.reason == Reason::Comments && hit.place == CuePlace::Line;
        region.reason == Reason::Comments && first.is_some_and(is_heading)
    };
    for region in page.regions.iter().filter(says_so) {
        are_comments[region.passages.clone()].fill(true);
    }
    if let Some(first) = below_text(page, lines) {
        are_comments[first..].fill(true);
    }
    are_comments
}

/// The line below the text that says that nothing but comments follow: no element that holds prose above
/// it holds any below, and what stands there can be answered or is as old as it says.
fn below_text(page: &Walked, lines: &[Line]) -> Option<usize> {
    let unseen = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    let is_text = |idx: &usize| {
        let passage = &page.passages[*idx];
        !passage.place.has(unseen) && is_prose(passage, &lines[*idx])
    };
    let heads = |idx: &usize| {
        let is_comments = |hit: Hit| hit.reason == Reason::Comments && hit.place == CuePlace::Line;
        lines[*idx].hit.is_some_and(is_comments) && !page.passages[*idx].place.has(unseen)
    };
    let first_text = (0..lines.len()).find(is_text)?;
    let head = (first_text + 1..lines.len()).find(heads)?;
    let texts = (first_text..head).filter(is_text);
    let texts: Vec<&Passage> = texts.map(|idx| &page.passages[idx]).collect();
    let above: HashSet<_> = texts.iter().map(|passage| passage.group).collect();
    let n_above: usize = texts.iter().map(|passage| passage.n_chars).sum();
    // One paragraph above may be no more than the line under the title.
    let has_body = n_above >= LEAST && texts.len() > above.len();
    let shows = |idx: &usize| {
        let is_answer = lines[*idx].reason() == Some(Reason::Comments);
        is_answer || lines[*idx].n_chars < 40 && stamp::is_ago(&lines[*idx])
    };
    let n_shown = (head + 1..lines.len()).filter(shows).take(2).count();
    let has_title = page.passages[head + 1..]
        .iter()
        .any(|passage| passage.kind == BlockKind::Heading && passage.level == 1);
    let mut below = (head + 1..lines.len()).filter(is_text);
    let is_apart = below.all(|idx| !above.contains(&page.passages[idx].group));
    (is_apart && !has_title && n_shown > 1 && has_body).then_some(head)
}

/// A body has at least this many characters.
pub(crate) const LEAST: usize = 140;

/// Whether most of a passage is of what Readability kept.
fn is_kept(page: &Walked, idx: usize, kept: &HashSet<NodeId>) -> bool {
    let passage = &page.passages[idx];
    let nodes = &page.nodes[passage.nodes.clone()];
    let n_kept = nodes.iter().filter(|node| kept.contains(node)).count();
    n_kept * 2 > nodes.len() && !passage.place.has(Place::HIDDEN)
}

/// The body by its lines alone, as in a page of plain text. Nothing from the comments on is of it.
fn by_lines(page: &Walked, lines: &[Line], is_comment: &[bool]) -> Vec<bool> {
    let comments = is_comment.iter().position(|is_comment| *is_comment);
    let above = &lines[..comments.unwrap_or(lines.len())];
    let range = body::find(above).unwrap_or(0..0);
    let is_text = |idx: usize| {
        let place = page.passages[idx].place;
        let shown = !place.has(Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION));
        shown && range.contains(&idx)
    };
    (0..lines.len()).map(is_text).collect()
}

/// Prose that stands beside prose of the body, in the same element, is of the body too.
fn take_back(page: &Walked, lines: &[Line], chosen: &mut [bool]) {
    let mut weights: HashMap<NodeId, usize> = HashMap::new();
    let mut all = 0;
    for (idx, passage) in page
        .passages
        .iter()
        .enumerate()
        .filter(|(idx, _)| chosen[*idx])
    {
        if let Some(grand) = passage.group
            && is_prose(passage, &lines[idx])
        {
            *weights.entry(grand).or_default() += passage.n_chars;
            all += passage.n_chars;
        }
    }
    let first = chosen.iter().position(|chosen| *chosen);
    let last = chosen.iter().rposition(|chosen| *chosen);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for idx in first.saturating_sub(3)..(last + 4).min(chosen.len()) {
        let (passage, line) = (&page.passages[idx], &lines[idx]);
        let weight = passage.group.and_then(|group| weights.get(&group)).copied();
        let is_at_home = weight.is_some_and(|weight| weight * 3 > all);
        let is_text = is_prose(passage, line)
            || passage.kind == BlockKind::Heading && (first..last).contains(&idx);
        let shown = !passage.place.has(Place::HIDDEN.with(Place::CONTROL));
        if is_at_home && is_text && shown && line.hit.is_none() {
            chosen[idx] = true;
        }
    }
}

/// Below the last prose of the element that holds most of the body, other elements hold what is about
/// the page: rules for comments, boxes about mistakes, pointers. Each is left out that shows it: by
/// links, by a cue or an address, or since no prose is in it.
fn leave_tail(page: &Walked, lines: &[Line], chosen: &mut [bool]) {
    let is_chosen = |idx: &usize| chosen[*idx] && is_prose(&page.passages[*idx], &lines[*idx]);
    let prose: Vec<usize> = (0..chosen.len()).filter(is_chosen).collect();
    let mut weights: HashMap<NodeId, usize> = HashMap::new();
    let mut all = 0;
    for passage in prose.iter().map(|idx| &page.passages[*idx]) {
        all += passage.n_chars;
        if let Some(group) = passage.group {
            *weights.entry(group).or_default() += passage.n_chars;
        }
    }
    let Some((home, weight)) = weights.into_iter().max_by_key(|(_, weight)| *weight) else {
        return;
    };
    let is_at_home = |idx: &&usize| page.passages[**idx].group == Some(home);
    let Some(last) = prose
        .iter()
        .rfind(is_at_home)
        .filter(|_| weight * 5 > all * 3)
    else {
        return;
    };
    let is_text = |idx: usize| {
        let kind = page.passages[idx].kind;
        let is_plain = matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem
        );
        is_plain && page.passages[idx].group != Some(home)
    };
    let tail: Vec<usize> = (last + 1..chosen.len())
        .filter(|idx| chosen[*idx] && is_text(*idx))
        .collect();
    let is_one = |a: &usize, b: &usize| page.passages[*a].group == page.passages[*b].group;
    for group in tail.chunk_by(is_one) {
        let sum = |count: fn(&Passage) -> usize| -> usize {
            group.iter().map(|idx| count(&page.passages[*idx])).sum()
        };
        let (n_chars, n_linked) = (
            sum(|passage| passage.n_chars),
            sum(|passage| passage.n_linked),
        );
        let shows = |idx: &usize| {
            let line = &lines[*idx];
            let has = |part: &str| line.text.contains(part);
            line.hit.is_some() || has("@") || has("©") || has("http") || has("Ctrl")
        };
        let is_bare = !group
            .iter()
            .any(|idx| is_prose(&page.passages[*idx], &lines[*idx]));
        let is_about_page = n_linked * 10 > n_chars || group.iter().any(shows);
        let is_item = page.passages[group[0]].kind == BlockKind::ListItem;
        if n_chars * 4 < all && (is_about_page || is_bare && !is_item) {
            group.iter().for_each(|idx| chosen[*idx] = false);
        }
    }
}

/// Films and sounds in the midst of the body are of it.
fn take_media(page: &Walked, chosen: &mut [bool]) {
    let first = chosen.iter().position(|chosen| *chosen);
    let last = chosen.iter().rposition(|chosen| *chosen);
    let within = first.zip(last).map_or(0..0, |(first, last)| first..last);
    for idx in within {
        chosen[idx] |= page.passages[idx].kind == BlockKind::Media;
    }
}

/// Whole sentences that are not all links.
pub(crate) fn is_prose(passage: &Passage, line: &Line) -> bool {
    line.ended && line.n_chars >= 80 && passage.link_density() < 0.4
}

/// What a passage shows of itself.
fn by_itself(passage: &Passage, line: &Line) -> Verdict {
    let place = passage.place;
    if place.has(Place::CONTROL) {
        return Some(Reason::Outside);
    }
    if place.has(Place::NAVIGATION) {
        return Some(Reason::Navigation);
    }
    let is_linked = passage.link_density() > 0.8 && !line.ended;
    match passage.kind {
        BlockKind::Code | BlockKind::Row | BlockKind::Media | BlockKind::Verse => return None,
        BlockKind::ListItem if is_linked => return Some(Reason::Related),
        _ if is_linked && line.n_words() <= 25 && passage.kind != BlockKind::Heading => {
            return Some(Reason::Related);
        }
        _ => {}
    }
    let hit = line.hit?;
    if hit.place == CuePlace::Part && hit.n_words >= 4 {
        // No sentence of a text says four words of furniture in a row.
        return Some(hit.reason);
    }
    // Headings of a text may say what furniture says, as a sentence may begin like it.
    let is_sure = hit.place == CuePlace::Line || hit.n_words >= 2 || passage.link_density() > 0.3;
    (is_sure && !is_prose(passage, line)).then_some(hit.reason)
}

/// Why a passage outside the body is there, by its place.
fn of_place(passage: &Passage) -> Reason {
    let place = passage.place;
    match () {
        () if place.has(Place::NAVIGATION) => Reason::Navigation,
        () if place.has(Place::HEADER.with(Place::FOOTER)) && passage.link_density() > 0.5 => {
            Reason::Navigation
        }
        () if passage.link_density() > 0.8 && passage.n_chars > 25 => Reason::Related,
        () => Reason::Outside,
    }
}
