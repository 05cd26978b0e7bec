//! What a page says in short under its headline: in one or two sentences, the line under the title;
//! in more of them, or in a list, the beginning of its text.

use std::ops::Range;

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::html::body::Verdict;
use crate::article::html::meta::Meta;
use crate::article::html::passage::{Passage, Place, Walked};
use crate::article::page::lines::{Line, is_ended};
use crate::article::page::{Draft, Role, byline, person, stamp};
use crate::article::{BlockKind, Reason};

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

/// Marks the paragraph under the title that the page sets apart from its text as the line under the
/// title: names or days stand between them.
pub(crate) fn mark(page: &mut Walked, lines: &[Line], verdicts: &[Verdict], title: Option<usize>) {
    const LOOKED_AT: usize = 12;
    const LONGEST: usize = 400;
    let Some(title) = title else { return };
    let unseen = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    let is_shown = |idx: &usize| {
        let passage = &page.passages[*idx];
        let is_text = !matches!(passage.kind, BlockKind::Caption | BlockKind::Media);
        is_text
            && !passage
                .place
                .has(unseen.with(Place::FIGURE).with(Place::CAPTION))
    };
    let below = (title + 1..lines.len()).filter(is_shown);
    let below: Vec<usize> = below.take(LOOKED_AT).collect();
    let is_part = |passage: &Passage, line: &Line| {
        let is_plain = passage.kind == BlockKind::Paragraph && passage.link_density() < 0.5;
        let is_long = line.ended && line.n_words() >= 4 || line.n_words() >= 8;
        is_plain && is_long && line.hit.is_none() && !is_signing(passage, line)
    };
    let is_signing = |idx: usize| is_signing(&page.passages[idx], &lines[idx]);
    let is_part = |idx: usize| is_part(&page.passages[idx], &lines[idx]);
    let mut parts = (0..below.len()).filter(|at| is_part(below[*at]));
    let (Some(first), Some(next)) = (parts.next(), parts.next()) else {
        return;
    };
    let [at, text] = [below[first], below[next]];
    let is_above = (below[first + 1..next].iter()).any(|idx| is_signing(*idx));
    // A text of many days or writers has more of them further down.
    let is_again = || {
        let rest = (text + 1..lines.len()).filter(|idx| verdicts[*idx].is_none());
        let mut rest = rest.filter(|idx| is_signing(*idx));
        rest.any(|idx| page.passages[idx].group == page.passages[text].group)
    };
    let is_apart = page.passages[at].group != page.passages[text].group;
    let is_lead = is_above && page.passages[at].n_chars < LONGEST && (is_apart || !is_again());
    if is_lead && !page.passages[at].place.has(Place::TEXT) {
        page.passages[at].place = page.passages[at].place.with(Place::LEAD);
    }
}

/// Whether a line names writers or a day, and hardly more.
pub(crate) fn is_signing(passage: &Passage, line: &Line) -> bool {
    const LONGEST: usize = 160;
    let is_marked = || passage.place.has(Place::NAMES) && !line.ended;
    let is_told = || byline::names_of(line).is_some() || stamp::is_tight(line);
    line.n_chars < LONGEST && (is_marked() || is_told())
}

/// Takes the names of lines above the body that are the name of a person and what that person is, in
/// elements of their own.
pub(crate) fn take_names(draft: &mut Draft, title: Option<usize>, body: &Range<usize>) {
    const MOST_WORDS: usize = 6;
    let above = title.map_or(body.start, |title| title + 1)..body.start;
    for idx in above.filter(|_| draft.article.byline.is_empty()) {
        let Some((name, role)) = draft.lines[idx].text.split_once('\u{2028}') else {
            continue;
        };
        let is_role = n_words(role) <= MOST_WORDS && CUES.any(&fold(role), Sense::Role);
        let is_name = byline::is_cased_name(name) || person::is_person(name);
        if is_role && is_name && !is_ended(role) && draft.roles[idx] == Role::Open {
            draft.article.byline = vec![name.to_owned()];
            draft.roles[idx] = Role::Left(Reason::Field);
            return;
        }
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
