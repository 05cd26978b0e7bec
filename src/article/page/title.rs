//! The headline among the lines above a body. It says with few words what the body says with
//! many, it recurs on its page, and the line with names and days stands under it. Each of these
//! counts; a line for which too little speaks is not the title, and then there is none.

use std::ops::{Range, RangeInclusive};

use crate::article::cues::{CUES, Sense};
use crate::article::fold;
use crate::article::page::headline::{NEAR_PICTURE, scores};
use crate::article::page::lines::Line;
use crate::article::page::section::is_section;
use crate::article::page::{byline, days, picture, stamp};

/// A title is at least this sure, in the units of [`scores`].
const SURE: f64 = 2.3;

/// Lines above the body among which the title is looked for.
pub(crate) const REACH: usize = 120;

/// The line of the title above the body.
pub(crate) fn find(lines: &[Line], body: &Range<usize>) -> Option<usize> {
    let zone = body.start.saturating_sub(REACH)..body.start;
    let candidates: Vec<usize> = zone.filter(|idx| is_candidate(lines, *idx)).collect();
    let mut best: Option<(usize, f64)> = None;
    for (idx, score) in scores(lines, body, &candidates) {
        // Of two that are alike the lower one: the upper is the title of the page as a file.
        if score >= SURE && best.is_none_or(|(_, most)| score >= most) {
            best = Some((idx, score));
        }
    }
    best.map(|(idx, _)| first_in_header(lines, idx))
        .or_else(|| of_clean_text(lines, body))
}

/// The line, or the same one close above it with nothing but names and numbers between: then the lower
/// one is the name of the picture.
fn first_in_header(lines: &[Line], idx: usize) -> usize {
    let is_first = |above: &usize| {
        let mut between = lines[*above + 1..idx].iter();
        lines[*above].text == lines[idx].text && between.all(|line| line.hit.is_none())
    };
    (idx.saturating_sub(NEAR_PICTURE)..idx)
        .find(is_first)
        .unwrap_or(idx)
}

/// The line of the title, and the body: without its first line where that is the title, since a long
/// one looks like text.
pub(crate) fn find_with_body(lines: &[Line], body: Range<usize>) -> (Option<usize>, Range<usize>) {
    const CHARS: RangeInclusive<usize> = 15..=220;
    const MOST_WORDS: usize = 30;
    /// What is as long is text, with an end mark or without.
    const TEXT: usize = 80;
    const SAID: [char; 5] = ['!', '?', '؟', '！', '？'];
    let title = find(lines, &body);
    let below = body.start + 1..body.end;
    let may_be_headline = |line: &Line| {
        let is_sentence = line.ended && !line.text.ends_with(SAID);
        CHARS.contains(&line.n_chars) && !is_sentence && line.n_words() <= MOST_WORDS
    };
    // A line that goes on with a small letter is broken to a width.
    let is_text = |line: &Line| {
        (line.ended || line.n_chars > TEXT) && !line.text.starts_with(char::is_lowercase)
    };
    let is_above_text = title.is_none()
        && below.len() > 1
        && may_be_headline(&lines[body.start])
        && is_text(&lines[below.start]);
    match is_above_text && find(lines, &below) == Some(body.start) {
        true => (Some(body.start), below),
        false => (title, body),
    }
}

/// The headline of a text that has little but that, names and a day above its body, and those
/// below it: there it may be as short as a word.
fn of_clean_text(lines: &[Line], body: &Range<usize>) -> Option<usize> {
    const MOST: usize = 5;
    let above = lines[..body.start].iter().all(|line| line.hit.is_none());
    let idx = (0..body.start.min(MOST))
        .filter(|_| body.start <= MOST && above)
        .find(|idx| !is_dating(&lines[*idx]) && !is_section(lines[*idx].folded()))?;
    let mut below = lines[idx + 1..body.start].iter();
    let is_headed = match byline::is_cased_name(&lines[idx].text) {
        true => below.any(is_signing),
        false => below.any(is_dating) || lines[..idx].iter().any(is_dating),
    };
    (is_headed && may_be(lines, idx)).then_some(idx)
}

/// Whether the line could be a headline by its looks.
pub(crate) fn is_candidate(lines: &[Line], idx: usize) -> bool {
    lines[idx].n_chars >= 8 && may_be(lines, idx)
}

/// The same, however short it is.
fn may_be(lines: &[Line], idx: usize) -> bool {
    let line = &lines[idx];
    line.n_chars <= 220
        && line.hit.is_none()
        && !has_count(&line.text)
        && !line.is_sign()
        && !line.is_link()
        && !is_dating(line)
        && !picture::is_own(line)
        && picture::is_below_label(lines, idx).is_none()
        && !is_section(line.folded())
        && !CUES.is(line.folded(), Sense::Masthead)
        && CUES
            .start(line.folded(), Sense::Tags)
            .is_none_or(|n| n < line.n_words() && !is_label(&line.text, n))
        && crumbs(&line.text).is_none()
        && line.text.contains(char::is_alphabetic)
}

/// Whether so many words are a label of what follows: `Topics: NAME, NAME`.
fn is_label(text: &str, n_words: usize) -> bool {
    let label = text.split_once(':').map(|(label, _)| label);
    label.is_some_and(|label| fold::n_words(label) == n_words)
}

/// Whether the text ends with a number in brackets: a topic and the articles about it.
fn has_count(text: &str) -> bool {
    text.strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .is_some_and(|(_, count)| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit()))
}

/// The parts of a path through the sections of a site: `Home > World > Asia`.
pub(crate) fn crumbs(text: &str) -> Option<Vec<&str>> {
    if text.len() > 200 {
        return None;
    }
    // Both stand round what is said.
    let is_quoted = text.contains('«') && text.contains('»');
    [" > ", " › ", " / ", " < ", " ‹ ", " → ", "|", " » ", " « "]
        .into_iter()
        .find(|sign| text.contains(sign) && !text.contains(" | "))
        .filter(|sign| !(is_quoted && sign.contains(['«', '»'])))
        .map(|sign| text.split(sign).map(str::trim).collect::<Vec<_>>())
        .filter(|crumbs| {
            crumbs.len() > 1
                && crumbs
                    .iter()
                    .all(|crumb| !crumb.is_empty() && crumb.split(' ').count() <= 5)
        })
}

/// A line of names, days or reading time.
pub(crate) fn is_dating(line: &Line) -> bool {
    let is_dating = || {
        stamp::stamp(line).is_some()
            || stamp::is_ago(line)
            || stamp::reading_minutes(line).is_some()
            || byline::names_of(line).is_some()
            || byline::before_label(&line.text).is_some()
            || CUES.is(line.folded(), Sense::Published)
            || days::is_change_without_year(line)
    };
    line.n_chars <= 140 && *line.is_dating.get_or_init(is_dating)
}

pub(crate) fn is_signing(line: &Line) -> bool {
    line.n_chars <= 140
        && (byline::names_of(line).is_some() || byline::before_label(&line.text).is_some())
}

/// Whether the line is so short that it is the name of the site where a headline stands close above.
pub(crate) fn is_of_site(lines: &[Line], idx: usize) -> bool {
    const NEAR: usize = 4;
    const MOST_WORDS: usize = 3;
    let mut above = idx.saturating_sub(NEAR)..idx;
    let is_headline = |at: usize| lines[at].has_words(MOST_WORDS + 2) && is_candidate(lines, at);
    !lines[idx].has_words(MOST_WORDS + 1) && above.any(is_headline)
}

/// What stands behind the title in a line "title - outlet" or "title | section | outlet".
pub(crate) fn suffix<'a>(line: &'a str, title: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(title)?.trim_start();
    ["|", "-", "–", "—", "»", "•"]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))
        .map(str::trim)
}
