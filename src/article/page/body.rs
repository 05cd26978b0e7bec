//! The body of a page: the run of lines with the best sum of scores. A line scores by its length;
//! one that ends as a sentence scores more, one that is short and does not less, and furniture
//! pulls apart what stands on both sides of it. Inside the run, lines become blocks and the holes
//! (advertising, pointers to other articles, credits) are left out.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::cues::Place;
use crate::article::page::hole::Hole;
use crate::article::page::lines::Line;
use crate::article::page::path::ends_cut_path;
use crate::article::page::{Draft, Role, brief, byline, footer, picture, stamp, tail};
use crate::article::{BlockKind, Reason};

/// The least sum of scores that a body has.
const LEAST: i64 = 40;

/// A body with less may be something else of the page: a teaser, the life of the writer.
const WEAK: i64 = 200;

/// Lines between a few short sentences and a body that is another text.
const APART: usize = 3;

/// The lines of the body; none if no run of lines reads like one.
pub(crate) fn find(lines: &[Line]) -> Option<Range<usize>> {
    let is_marked = marks_sentences(lines);
    let scores: Vec<i64> = (0..lines.len())
        .map(|idx| score(lines, idx, is_marked))
        .collect();
    // After the comments begin, nothing is the body: the first stretch between such headings
    // that holds a good part of the prose is taken.
    let walls = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_end(line))
        .map(|(idx, _)| idx)
        .chain([lines.len()]);
    let mut runs = Vec::new();
    let mut start = 0;
    for wall in walls {
        if let Some((range, sum)) = best_run(&scores[start..wall]) {
            runs.push((range.start + start..range.end + start, sum));
        }
        start = wall;
    }
    let best = runs.iter().map(|(_, sum)| *sum).max().unwrap_or_default();
    let found = runs
        .into_iter()
        .find(|(_, sum)| *sum >= LEAST.max(best / 4));
    let is_weak = found.as_ref().is_none_or(|(_, sum)| *sum < WEAK);
    let found = found.map(|(range, _)| range);
    let is_apart = |brief: &Range<usize>| {
        let is_below = |found: &Range<usize>| found.start > brief.end + APART;
        found.as_ref().is_none_or(is_below)
    };
    let brief = is_weak.then(|| brief::find(lines)).flatten();
    if let Some(brief) = brief.filter(is_apart) {
        return Some(tail::grow(lines, brief));
    }
    let range = tail::without_teasers(lines, found?);
    let mut range = below_header(lines, &scores, range);
    while range.len() > 1 && scores[range.start] < 0 && !lines[range.start].ended {
        range.start += 1;
    }
    while range.start > 0 && lines[range.start - 1].hole == Some(Hole::Heading) {
        range.start -= 1;
    }
    Some(tail::grow(lines, range))
}

/// Gives each line of the body its role.
pub(crate) fn read(draft: &mut Draft, body: &Range<usize>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut related = false;
    let n_days = body
        .clone()
        .filter(|idx| is_day(&draft.lines, *idx))
        .count();
    for idx in body.clone() {
        if draft.roles[idx] == Role::Open && footer::has_tags(&draft.lines[idx]) {
            footer::take_tags(draft, idx);
        }
        let line = &draft.lines[idx];
        let is_text = line.ended || line.n_chars > 140;
        if is_text {
            related = false;
        }
        let role = if let Some(hole) = line.hole {
            match hole {
                Hole::Left(reason) => Role::Left(reason),
                Hole::Heading => Role::Block(BlockKind::Heading),
                Hole::Post => Role::Block(BlockKind::Quote),
                Hole::Text if line.is_row => Role::Block(BlockKind::Row),
                Hole::Text if line.bullet => Role::Block(BlockKind::ListItem),
                Hole::Text => Role::Block(BlockKind::Paragraph),
            }
        } else if let Some(reason) = line.reason() {
            related = reason == Reason::Related && line.hit.is_some_and(|h| h.place == Place::Line);
            Role::Left(reason)
        } else if line.is_row {
            Role::Block(BlockKind::Row)
        } else if line.is_sign() || line.is_link() {
            Role::Left(Reason::Outside)
        } else if is_repeated(&draft.lines, idx, body)
            || is_pull_quote(&draft.lines, idx, body)
            || seen.contains(&line.text)
        {
            Role::Left(Reason::Repeated)
        } else if is_copyright(line) {
            Role::Left(Reason::Legal)
        } else if n_days >= 2 && is_day(&draft.lines, idx) {
            Role::Block(BlockKind::Heading)
        } else if related || is_pointer(&draft.lines, idx) {
            Role::Left(Reason::Related)
        } else if let Some(role) = picture::role(&draft.lines, idx) {
            role
        } else if line.bullet {
            Role::Block(BlockKind::ListItem)
        } else if is_heading(&draft.lines, idx, body) {
            Role::Block(BlockKind::Heading)
        } else {
            Role::Block(BlockKind::Paragraph)
        };
        if line.n_chars > 40 && !line.ended {
            seen.insert(line.text.clone());
        }
        if matches!(draft.roles[idx], Role::Open) {
            draft.roles[idx] = role;
        }
    }
}

/// Whether the line says again what the line above it says.
fn is_repeated(lines: &[Line], idx: usize, body: &Range<usize>) -> bool {
    idx > body.start && lines[idx - 1].text == lines[idx].text
}

/// A line set apart to be seen, whose words stand in a longer line close by.
fn is_pull_quote(lines: &[Line], idx: usize, body: &Range<usize>) -> bool {
    /// Lines above and below that are looked at, and the characters that must be the same.
    const NEAR: usize = 6;
    const SAME: usize = 50;
    let line = &lines[idx];
    if !(SAME..=300).contains(&line.n_chars) {
        return false;
    }
    let text = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .char_indices()
        .nth(SAME - 5)
        .map_or(text.len(), |(at, _)| at);
    let near = body.start.max(idx.saturating_sub(NEAR))..body.end.min(idx + NEAR);
    near.filter(|other| *other != idx).any(|other| {
        let other = &lines[other];
        other.n_chars > line.n_chars && other.n_chars < 5000 && other.text.contains(&text[..end])
    })
}

/// Whether the page ends its sentences with marks; where it does not, a line of some length is a
/// paragraph all the same.
fn marks_sentences(lines: &[Line]) -> bool {
    let (mut n_ended, mut n_all) = (0, 0);
    for line in lines
        .iter()
        .filter(|line| line.n_chars >= 60 && line.hit.is_none())
    {
        n_all += line.n_chars;
        n_ended += if line.ended { line.n_chars } else { 0 };
    }
    n_ended * 4 >= n_all
}

/// What speaks for the line being of the body, or against it.
fn score(lines: &[Line], idx: usize, is_marked: bool) -> i64 {
    /// What a line in a hole of the text takes off.
    const IN_HOLE: i64 = -3;
    let line = &lines[idx];
    if line.hole.is_some() {
        return IN_HOLE;
    }
    let length = i64::try_from(line.n_chars.min(1000)).unwrap_or(1000) - 60;
    if let Some(hit) = line.hit {
        let is_heading = hit.place == Place::Line;
        return match hit.reason {
            Reason::Advert => -10,
            Reason::Comments => -300,
            Reason::Legal => -250,
            Reason::Related if is_heading => -100,
            // Part of a list whose end is known.
            Reason::Related if hit.place == Place::Part => -8,
            Reason::Related => -25,
            Reason::Newsletter if is_heading => -160,
            Reason::Newsletter => -120,
            _ if is_heading => -60,
            _ => -80,
        };
    }
    if line.is_link() {
        return -30;
    }
    if footer::has_tags(line) || is_copyright(line) {
        return -60;
    }
    if picture::role(lines, idx).is_some() {
        return -10;
    }
    if idx > 0 && lines[idx - 1].text == line.text {
        return -20;
    }
    let next = lines.get(idx + 1);
    if next.is_some_and(|next| ends_cut_path(&line.text, &next.text)) {
        return -60;
    }
    if line.ended || !is_marked && line.n_chars >= 50 && !line.bullet {
        return (length + 35).clamp(-60, 250);
    }
    if line.bullet && line.n_chars < 150 {
        return -40;
    }
    match line.n_chars {
        0..=20 => -60,
        21..=110 => length.min(-25),
        _ => length.min(250),
    }
}

/// Whether the line says whose the page is: `© 2024 The Daily River`.
pub(crate) fn is_copyright(line: &Line) -> bool {
    const LONGEST: usize = 100;
    line.n_chars <= LONGEST
        && line.text.starts_with(['©', 'Ⓒ'])
        && line.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether nothing of the body comes after this line if it comes after some: the comments.
fn is_end(line: &Line) -> bool {
    line.hole.is_none()
        && line
            .hit
            .is_some_and(|hit| hit.is_end && (hit.place != Place::Part || line.n_chars < 120))
}

/// The run with the greatest sum (Kadane), and the sum.
fn best_run(scores: &[i64]) -> Option<(Range<usize>, i64)> {
    let mut best: Option<(Range<usize>, i64)> = None;
    let (mut start, mut sum) = (0, 0);
    for (idx, score) in scores.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (idx, 0);
        }
        sum += score;
        if sum > 0 && best.as_ref().is_none_or(|(_, most)| sum > *most) {
            best = Some((start..idx + 1, sum));
        }
    }
    best
}

/// A byline, a date or a reading time among the first lines shows that what stands above is
/// still the header, such as a long line under the title.
fn below_header(lines: &[Line], scores: &[i64], body: Range<usize>) -> Range<usize> {
    let all: i64 = scores[body.clone()].iter().sum();
    let n_days = body.clone().filter(|idx| is_day(lines, *idx)).count();
    let is_heading = |idx: usize| n_days >= 2 && is_day(lines, idx);
    let meta = (body.start..body.end.min(body.start + 6))
        .filter(|idx| *idx > body.start)
        .take_while(|idx| *idx <= body.start + 1 || lines[*idx].n_chars < 140)
        .filter(|idx| lines[*idx].hole.is_none() && !is_heading(*idx) && is_meta(&lines[*idx]))
        .last();
    match meta {
        Some(meta) => {
            let rest = meta + 1..body.end;
            let sum: i64 = scores[rest.clone()].iter().sum();
            match sum * 2 >= all {
                true => rest,
                false => body,
            }
        }
        None => body,
    }
}

/// Whether it is a line of names, days or minutes of reading.
pub(crate) fn is_meta(line: &Line) -> bool {
    let is_signed = || byline::names_of(line).is_some() || stamp::stamp(line).is_some();
    line.n_chars < 140 && (!line.ended && is_signed() || stamp::reading_minutes(line).is_some())
}

/// Whether it is a day between two paragraphs, as in what tells of one day after the other.
fn is_day(lines: &[Line], idx: usize) -> bool {
    let is_prose = |line: Option<&Line>| line.is_some_and(|line| line.ended && line.hit.is_none());
    let above = idx.checked_sub(1).and_then(|idx| lines.get(idx));
    let line = &lines[idx];
    let is_short = !line.ended && line.n_chars <= 40;
    is_short && is_prose(above) && is_prose(lines.get(idx + 1)) && stamp::is_tight(line)
}

/// A headline with a byline or a day directly under it, in the midst of the text: another
/// article's.
fn is_pointer(lines: &[Line], idx: usize) -> bool {
    let is_short = |line: &Line| !line.ended && line.n_chars < 140;
    let is_signed = |line: &Line| {
        is_short(line) && line.has_words(3) && !line.text.starts_with('—') && is_meta(line)
    };
    let text = &lines[idx].text;
    let is_bracketed = text.starts_with('[') && text.ends_with(']') && lines[idx].has_words(3);
    is_bracketed
        || is_short(&lines[idx])
            && (lines.get(idx + 1).is_some_and(is_signed) || is_signed(&lines[idx]))
}

/// A short line without an end mark between paragraphs.
fn is_heading(lines: &[Line], idx: usize, body: &Range<usize>) -> bool {
    let line = &lines[idx];
    let is_short = line.n_chars < 110 && line.n_words() <= 16;
    let asks = line.text.trim_end().ends_with(['?', '؟']) && line.n_chars < 70;
    let next = (idx + 1..body.end).find(|next| !lines[*next].is_sign());
    let leads = next.is_some_and(|next| lines[next].n_chars > 60);
    is_short && leads && (!line.ended || asks) && !line.text.ends_with([':', '،', ','])
}
