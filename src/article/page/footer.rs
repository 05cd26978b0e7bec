//! What stands below the body: the agency in brackets or as a sign-off, tags, a day or a byline
//! that the page puts last; all else is left out under the heading it stands below.

use std::ops::Range;

use crate::article::cues::{CUES, Place, Sense};
use crate::article::fold::{fold, n_words, skip_words};
use crate::article::page::lines::{Line, beginning};
use crate::article::page::{Draft, Role, byline, person, signing, stamp};
use crate::article::{Article, Reason};
use crate::text::one_line;

/// Lines below the body in which a byline or a day still belongs to it.
const NEAR: usize = 4;

/// A longer line is text.
const LONGEST_TAGS: usize = 300;

/// Tags that stand on lines of their own.
const MAX_TAGS: usize = 12;

pub(crate) fn read(draft: &mut Draft, body: &Range<usize>) {
    if let Some(agency) = agency_of_text(draft, body) {
        draft.article.agency.get_or_insert(agency);
    }
    take_signature(draft, body);
    leave_lives(draft, body);
    let is_block = |idx: &usize| matches!(draft.roles[*idx], Role::Block(_));
    if let Some(first) = body.clone().find(is_block) {
        signing::take_reporters(draft, first);
        signing::take_lead(draft, first);
    }
    let mut heading = None;
    let mut is_over = false;
    let mut n_words = 0;
    let mut idx = body.end;
    while idx < draft.lines.len() {
        if draft.roles[idx] != Role::Open {
            idx += 1;
            continue;
        }
        let is_near = !is_over && n_words < NEAR;
        if let Some(n_taken) = take_tags(draft, idx) {
            idx += n_taken;
            continue;
        }
        if is_near && take_sign_off(draft, idx, n_words == 0) {
            n_words += 1;
            idx += 1;
            continue;
        }
        let line = &draft.lines[idx];
        let reason = match line.hit {
            Some(hit) => {
                // A heading gives its reason to the lines below it, if it is one for many.
                if hit.place == Place::Line || line.n_chars < 60 {
                    let is_list = matches!(hit.reason, Reason::Related | Reason::Comments);
                    heading = is_list.then_some(hit.reason);
                    is_over = true;
                }
                hit.reason
            }
            None if line.is_sign() || line.is_link() => Reason::Outside,
            None if heading == Some(Reason::Related) && line.n_chars > 250 => Reason::Outside,
            None => heading.unwrap_or(match line.n_words() <= 3 && !line.ended && is_over {
                true => Reason::Navigation,
                false => Reason::Outside,
            }),
        };
        n_words += usize::from(!line.is_sign());
        draft.leave(idx, reason);
        idx += 1;
    }
}

/// Takes the name in brackets that ends the body on a line of its own.
fn take_signature(draft: &mut Draft, body: &Range<usize>) {
    let blocks = body.clone().rev();
    let mut blocks = blocks.filter(|idx| matches!(draft.roles[*idx], Role::Block(_)));
    let (Some(last), Some(_)) = (blocks.next(), blocks.next()) else {
        return;
    };
    let text = draft.lines[last].text.trim();
    let name = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let Some(name) = name.filter(|name| person::is_person(name)) else {
        return;
    };
    let name = one_line(name);
    if draft.article.byline.is_empty() {
        signing::take_names(draft, vec![name]);
        draft.leave(last, Reason::Field);
    }
}

/// Leaves out what the last paragraphs say about the writers: they begin with the whole name of one and a
/// word of what that person does.
fn leave_lives(draft: &mut Draft, body: &Range<usize>) {
    const DOES: &[&str] = &[
        "is",
        "was",
        "has",
        "writes",
        "works",
        "covers",
        "currently",
        "joined",
        "teaches",
        "ist",
        "arbeitet",
        "est",
        "travaille",
        "es",
        "trabaja",
        "é",
        "trabalha",
        "è",
        "lavora",
        "هو",
        "هي",
        "ایک",
        "هستند",
        "است",
    ];
    let is_life = |text: &str| {
        draft.article.byline.iter().any(|name| {
            let rest = text
                .strip_prefix(name.as_str())
                .filter(|_| name.contains(' '));
            let next = rest.and_then(|rest| rest.strip_prefix(' '));
            next.and_then(|rest| rest.split(' ').next())
                .is_some_and(|word| DOES.contains(&word))
        })
    };
    let blocks: Vec<usize> = body
        .clone()
        .filter(|idx| matches!(draft.roles[*idx], Role::Block(_)))
        .collect();
    // All of a short text may be about somebody.
    let last = blocks.iter().rev().take(blocks.len() / 3).take(2);
    let lives: Vec<usize> = last
        .copied()
        .filter(|idx| is_life(&draft.lines[*idx].text))
        .collect();
    for idx in lives {
        draft.leave(idx, Reason::Outside);
    }
}

/// The agency in brackets at the end of the text or in its dateline.
fn agency_of_text(draft: &Draft, body: &Range<usize>) -> Option<String> {
    let mut blocks = body
        .clone()
        .filter(|idx| matches!(draft.roles[*idx], Role::Block(_)));
    let first = blocks.next()?;
    let last = blocks.next_back().unwrap_or(first);
    at_end(&draft.lines[last]).or_else(|| in_dateline(&draft.lines[first]))
}

fn at_end(line: &Line) -> Option<String> {
    let text = line.text.trim_end().trim_end_matches('.');
    let inside = text.strip_suffix(')')?;
    let (_, inside) = inside.rsplit_once('(')?;
    agency(inside)
}

/// `PLACE (AGENCY) —` at the start of the text.
fn in_dateline(line: &Line) -> Option<String> {
    let start: String = line.text.chars().take(80).collect();
    let (_, rest) = start.split_once('(')?;
    let (inside, rest) = rest.split_once(')')?;
    let is_dateline = rest.trim_start().starts_with(['-', '–', '—', ':']);
    is_dateline.then(|| agency(inside)).flatten()
}

/// The text if it names an agency, or several with signs between them.
fn agency(text: &str) -> Option<String> {
    let is_agency = |part: &str| CUES.is(&fold(part), Sense::Agency);
    let is_one = is_agency(text) || text.split(['/', ',', '،', '-']).any(is_agency);
    (is_one && text.chars().count() <= 40).then(|| one_line(text))
}

/// Takes a line close below the body as a sign-off: agency, byline, day, reading time.
fn take_sign_off(draft: &mut Draft, idx: usize, is_first: bool) -> bool {
    let line = &draft.lines[idx];
    if line.n_chars > 140 {
        return false;
    }
    let bare = one_line(line.text.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_agency = CUES.is(line.folded(), Sense::Agency)
        || is_first
            && draft.credits.iter().any(|name| name == line.folded())
            && line.n_words() <= 4;
    if is_agency && !bare.is_empty() {
        draft.article.agency.get_or_insert(bare);
        draft.leave(idx, Reason::Field);
        return true;
    }
    if let Some(stamp) = stamp::stamp(line) {
        if draft.article.published.date.is_none() && stamp.published.date.is_some() {
            draft.article.published = stamp.published;
        }
        draft.leave(idx, Reason::Field);
        return true;
    }
    if let Some(names) = byline::names_of(line)
        && draft.article.byline.is_empty()
    {
        draft.article.byline = names;
        draft.leave(idx, Reason::Field);
        return true;
    }
    if draft.article.byline.is_empty()
        && let Some(name) = signing::bare(&draft.lines, idx, is_first)
    {
        signing::take_names(draft, vec![name]);
        draft.leave(idx, Reason::Field);
        return true;
    }
    let line = &draft.lines[idx];
    // A desk that signs below the text.
    let is_desk = is_first
        && line.n_words() <= 3
        && line.hit.is_none()
        && CUES.any(line.folded(), Sense::Role)
        && !CUES.is(line.folded(), Sense::Role)
        && byline::is_name(&line.text);
    if is_desk && draft.article.byline.is_empty() {
        draft.article.byline = vec![one_line(&line.text)];
        draft.leave(idx, Reason::Field);
        return true;
    }
    false
}

/// Whether the line says that it names the topics, and names them.
pub(crate) fn has_tags(line: &Line) -> bool {
    /// Characters of a label and a little behind it.
    const LONGEST: usize = 40;
    let (label, rest) = beginning(&line.text, LONGEST)
        .split_once([':', '：'])
        .filter(|_| line.n_chars <= LONGEST_TAGS)
        .unwrap_or_default();
    !label.is_empty() && CUES.is(&fold(label), Sense::Tags) && !rest.trim().is_empty()
}

/// The number of lines taken as tags, with their heading.
pub(crate) fn take_tags(draft: &mut Draft, idx: usize) -> Option<usize> {
    let line = &draft.lines[idx];
    if line.n_chars > LONGEST_TAGS {
        return None;
    }
    let n_words = CUES.start(line.folded(), Sense::Tags)?;
    let rest = skip_words(&line.text, n_words);
    let has_colon = rest.trim_start().starts_with([':', '：']);
    let rest = rest.trim_start().trim_start_matches([':', '：']).trim();
    if !rest.is_empty() {
        let tags = tags_in(rest);
        if !has_colon && tags.len() < 2 {
            return None;
        }
        add_tags(&mut draft.article, tags);
        draft.leave(idx, Reason::Field);
        return Some(1);
    }
    // A heading: short lines below it are tags, up to a gap or anything known.
    let mut end = idx + 1;
    while let Some(line) = draft.lines.get(end)
        && end - idx <= MAX_TAGS
        && line.hit.is_none()
        && !line.ended
        && !(line.gap && end > idx + 1 && !line.bullet)
        && CUES.start(line.folded(), Sense::Tags).is_none()
        && (line.n_words() <= 4 || line.text.contains([',', '،']) && line.n_words() <= 20)
        && !line.is_sign()
    {
        end += 1;
        // A line that is a list is the whole list.
        if line.text.contains([',', '،']) {
            break;
        }
    }
    let mut tags = Vec::new();
    for line in &draft.lines[idx + 1..end] {
        tags.extend(tags_in(&line.text));
    }
    for at in idx..end {
        draft.leave(
            at,
            if tags.is_empty() {
                Reason::Related
            } else {
                Reason::Field
            },
        );
    }
    add_tags(&mut draft.article, tags);
    Some(end - idx)
}

/// Takes a line below a field of the header that does not say that it names the topics: three or more, each
/// of few words, between commas.
pub(crate) fn take_topics(draft: &mut Draft, idx: usize) -> bool {
    const LEAST: usize = 3;
    const WORDS: usize = 3;
    let line = &draft.lines[idx];
    let is_below_field = idx > 0 && draft.roles[idx - 1] == Role::Left(Reason::Field);
    let topics = line.text.split([',', '،', '、']).map(n_words);
    let is_list = topics.clone().count() >= LEAST && topics.max() <= Some(WORDS);
    let is_topics = is_below_field && is_list && !line.ended && line.n_chars <= LONGEST_TAGS;
    if is_topics {
        let tags = tags_in(&line.text);
        add_tags(&mut draft.article, tags);
        draft.leave(idx, Reason::Field);
    }
    is_topics
}

fn add_tags(article: &mut Article, tags: Vec<String>) {
    for tag in tags {
        if !article.tags.contains(&tag) {
            article.tags.push(tag);
        }
    }
}

/// The tags of one line, without the count of articles behind each.
fn tags_in(text: &str) -> Vec<String> {
    const SIGNS: [char; 10] = [',', '،', '|', '·', '•', ';', '؛', '#', '、', '，'];
    // In a script without blanks between words, a blank is such a sign.
    let has_blanks = n_words(text) <= text.split_whitespace().count();
    let is_between = |c: char| SIGNS.contains(&c) || !has_blanks && c.is_whitespace();
    text.split(is_between)
        .map(|tag| {
            let tag = tag.trim().trim_end_matches(['.', '۔']);
            let count = tag
                .strip_suffix(')')
                .and_then(|tag| tag.rsplit_once('('))
                .filter(|(_, count)| count.chars().all(|c| c.is_ascii_digit()));
            one_line(count.map_or(tag, |(tag, _)| tag))
        })
        .filter(|tag| !tag.is_empty() && tag.chars().count() <= 60)
        .collect()
}
