//! The roles of the passages in the body of a page, and of those above it that are no field: verdicts
//! in, blocks out, each text once.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::dates_and_times;
use crate::article::fold::fold;
use crate::article::html::body::Verdict;
use crate::article::html::passage::{Passage, Place, Walked};
use crate::article::html::pointer;
use crate::article::html::title::Headline;
use crate::article::page::lines::Line;
use crate::article::page::{Draft, Role, picture};
use crate::article::{BlockKind, Published, Reason};

/// Gives roles to what stands in the body, and to captions above it. What else stands above, the
/// header reads.
pub(crate) fn set(
    draft: &mut Draft,
    page: &Walked,
    verdicts: &[Verdict],
    body: &Range<usize>,
    headline: &Headline,
) {
    let mut seen: HashSet<&str> = HashSet::new();
    let title = headline.text.as_deref().map(fold).unwrap_or_default();
    for (idx, verdict) in verdicts.iter().enumerate().take(body.end) {
        let passage = &page.passages[idx];
        let is_below_title = headline.passage.is_some_and(|title| title < idx);
        let is_shown = body.contains(&idx)
            || is_caption(passage, *verdict) && (is_below_title || is_under_picture(passage))
            || is_credit(passage, &draft.lines[idx]);
        if !is_shown {
            continue;
        }
        let line = &draft.lines[idx];
        let role = match is_credit(passage, line) {
            true => Role::Left(Reason::Credit),
            false => role(&draft.lines, idx, passage, *verdict),
        };
        let is_block = matches!(role, Role::Block(_));
        let is_home = |link: &u32| page.home.get(*link as usize) == Some(&true);
        let is_title = !line.ended && line.folded() == title;
        let is_again = is_block && line.n_chars > 30 && (is_title || !seen.insert(&passage.text));
        draft.roles[idx] = match is_again {
            true => Role::Left(Reason::Repeated),
            false => match pointer::start(&passage.text, &passage.links, is_home) {
                Some(start) if role == Role::Block(BlockKind::Paragraph) => {
                    parted(&passage.text, start)
                }
                _ => role,
            },
        };
    }
}

/// A paragraph and the words behind it that lead on to the rest.
fn parted(text: &str, start: usize) -> Role {
    let (text, pointer) = text.split_at(start);
    Role::Glued(vec![
        (
            Role::Block(BlockKind::Paragraph),
            text.trim_end().to_owned(),
        ),
        (Role::Left(Reason::Related), pointer.trim().to_owned()),
    ])
}

fn role(lines: &[Line], idx: usize, passage: &Passage, verdict: Verdict) -> Role {
    let line = &lines[idx];
    let is_paragraph = passage.kind == BlockKind::Paragraph;
    if is_caption(passage, verdict) {
        let is_label = CUES.is(line.folded(), Sense::Label);
        return match is_label || picture::is_credit(line) {
            true => Role::Left(Reason::Credit),
            false => Role::Block(BlockKind::Caption),
        };
    }
    match verdict {
        Some(reason) => Role::Left(reason),
        None if is_paragraph && passage.place.has(Place::FIGURE) => Role::Left(Reason::Credit),
        None if is_paragraph && !line.ended => {
            picture::role(lines, idx).unwrap_or(Role::Block(BlockKind::Paragraph))
        }
        None if line.is_sign() => Role::Left(Reason::Outside),
        None => Role::Block(passage.kind),
    }
}

/// Leaves out what the header took for the beginning of the body, though the page hides it, or has it
/// in an element that is for something else. A long line of names and days may still date the page.
pub(crate) fn leave_unseen(
    draft: &mut Draft,
    page: &Walked,
    verdicts: &[Verdict],
    body: &Range<usize>,
) {
    const UNSEEN: Place = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    for (idx, verdict) in verdicts.iter().enumerate().take(body.start) {
        if draft.roles[idx] != Role::Block(BlockKind::Paragraph) {
            continue;
        }
        let (place, line) = (page.passages[idx].place, &draft.lines[idx]);
        let is_unseen = place.has(UNSEEN);
        let reason = verdict.filter(|reason| is_unseen || *reason != Reason::Outside);
        if let Some(reason) = reason {
            draft.roles[idx] = Role::Left(reason);
        } else if place.has(Place::NAMES) && !line.ended {
            let published = first_day(&line.text);
            if draft.article.published.date.is_none() {
                draft.article.published = published;
            }
            draft.roles[idx] = Role::Left(Reason::Field);
        }
    }
}

/// The first day that a text names, and the clock time behind it.
fn first_day(text: &str) -> Published {
    let (dates, times) = dates_and_times(text);
    let Some(date) = dates.first() else {
        return Published::default();
    };
    let is_behind = |start: usize| start >= date.range.end;
    let time = times.iter().find(|time| is_behind(time.range.start));
    Published {
        date: Some(date.value),
        time: time.map(|time| time.value),
    }
}

fn is_caption(passage: &Passage, verdict: Verdict) -> bool {
    // Boxes that point elsewhere have captions too, and only what an element is says more than that.
    let is_marked = passage.place.has(Place::CAPTION)
        && passage.kind == BlockKind::Paragraph
        && (verdict.is_none() || passage.place.has(Place::FIGURE));
    (is_marked || passage.kind == BlockKind::Caption) && !passage.place.has(Place::HIDDEN)
}

/// Whether it only says whose the picture above it is.
fn is_credit(passage: &Passage, line: &Line) -> bool {
    const LONGEST: usize = 160;
    let is_plain = passage.kind == BlockKind::Paragraph && !passage.place.has(Place::NAMES);
    is_plain
        && passage.place.has(Place::CREDIT)
        && line.n_chars <= LONGEST
        && !(line.ended && line.n_words() > 8)
        && CUES.start(line.folded(), Sense::Byline).is_none()
}

fn is_under_picture(passage: &Passage) -> bool {
    passage.place.has(Place::FIGURE.with(Place::CAPTION)) && passage.place.has(Place::ARTICLE)
}
