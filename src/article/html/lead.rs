//! What a page says in short under its headline: in one or two sentences, the line under the title;
//! in more of them, or in a list, the beginning of its text.

use std::ops::Range;

use crate::article::BlockKind;
use crate::article::fold::{fold, n_words};
use crate::article::html::meta::Meta;
use crate::article::html::passage::{Passage, Place, Walked};
use crate::article::page::lines::{Line, is_ended};
use crate::article::page::{Draft, Role, byline};

/// Gives the line under the title its role, and those of a list there.
pub(crate) fn set(
    draft: &mut Draft,
    page: &Walked,
    title: Option<usize>,
    body: &Range<usize>,
    meta: &Meta,
) {
    let Some(title) = title else { return };
    for idx in (title + 1..body.start).filter(|idx| is_point(page, *idx)) {
        if draft.roles[idx] == Role::Open && draft.lines[idx].hit.is_none() {
            draft.roles[idx] = Role::Block(BlockKind::ListItem);
        }
    }
    if let Some(idx) = subtitle(draft, page, title + 1, body, meta) {
        draft.roles[idx] = Role::Subtitle;
    }
}

/// Whether a passage is one of several points that say in short what the text is about.
fn is_point(page: &Walked, idx: usize) -> bool {
    let is_item = |idx: usize| {
        let of_lead = |passage: &&Passage| {
            let shown = !passage.place.has(Place::HIDDEN.with(Place::NAVIGATION));
            passage.kind == BlockKind::ListItem && passage.place.has(Place::LEAD) && shown
        };
        page.passages
            .get(idx)
            .filter(of_lead)
            .is_some_and(|item| item.link_density() < 0.5)
    };
    is_item(idx) && (is_item(idx + 1) || idx > 0 && is_item(idx - 1))
}

/// The line under the title: what is marked as such, a heading of less weight, or what the page
/// states as its description.
fn subtitle(
    draft: &Draft,
    page: &Walked,
    below: usize,
    body: &Range<usize>,
    meta: &Meta,
) -> Option<usize> {
    (below..body.start).take(20).find(|idx| {
        let (passage, line) = (&page.passages[*idx], &draft.lines[*idx]);
        let is_lower_heading = passage.kind == BlockKind::Heading && *idx <= below + 1;
        draft.roles[*idx] == Role::Open
            && line.n_words() >= 4
            && line.n_chars <= 400
            && line.hit.is_none()
            && n_sentences(&line.text) <= 2
            && byline::names_of(line).is_none()
            && !passage
                .place
                .has(Place::HIDDEN.with(Place::NAMES).with(Place::NAVIGATION))
            && passage.link_density() < 0.5
            && (passage.place.has(Place::LEAD) || is_lower_heading || is_description(line, meta))
    })
}

/// The sentences of a text, by the words that end as one and have another behind them.
fn n_sentences(text: &str) -> usize {
    /// `U.S.`, `Dr.` and their like end none.
    const SHORT: usize = 3;
    let mut words = text.split_whitespace().peekable();
    let mut n = 0;
    while let Some(word) = words.next() {
        let n_letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        let is_last = words.peek().is_none();
        let begins = words
            .peek()
            .is_none_or(|next| !next.starts_with(char::is_lowercase));
        n += usize::from(is_last || is_ended(word) && begins && n_letters > SHORT);
    }
    n
}

/// Whether a line is what the page states as its description, word by word.
fn is_description(line: &Line, meta: &Meta) -> bool {
    let Some(description) = &meta.description else {
        return false;
    };
    let description = fold(description);
    line.n_chars <= 400 && n_words(&description) >= 5 && line.folded() == description
}
