//! Text that is no page of news: a note, a poem, a read-me. All of it is the document; a first
//! line that looks like a title is the title.

use std::ops::RangeInclusive;

use crate::article::cues::{CUES, Hit, Sense};
use crate::article::page::lines::Line;
use crate::article::page::{Draft, Role, picture, signing, title};
use crate::article::{BlockKind, Reason};

/// Whether anything shows that the lines were saved from a page: furniture, or a line of names
/// and days. Marks of Markdown show the opposite.
pub(crate) fn is_page(lines: &[Line]) -> bool {
    let n_marks = lines
        .iter()
        .filter(|line| level(&line.text).is_some() || line.text.starts_with("```"))
        .count();
    n_marks < 2
        && (has_header(lines)
            || lines
                .iter()
                .enumerate()
                .any(|(idx, line)| is_evidence(lines, idx, line)))
}

fn is_prose(line: &Line) -> bool {
    line.ended && line.n_chars > 80 && !line.bullet && !line.is_row
}

/// Whether some words stand there twice running: a headline, and the name of its picture.
fn is_doubled(lines: &[Line], idx: usize) -> bool {
    let next = lines.get(idx + 1);
    is_short(next) && next.is_some_and(|next| next.text == lines[idx].text)
}

/// Whether it is prose with some lines above it that are none: what a page has there.
fn has_header(lines: &[Line]) -> bool {
    const LINES: RangeInclusive<usize> = 2..=25;
    const LEAST_PROSE: usize = 2;
    let Some(start) = lines.iter().position(is_prose) else {
        return false;
    };
    let (above, rest) = lines.split_at(start);
    let n_chars = |line: &Line| line.n_chars;
    let prose = rest.iter().filter(|line| is_prose(line));
    let n_prose: usize = prose.clone().map(n_chars).sum();
    let n_ended = above.iter().filter(|line| line.ended).count();
    LINES.contains(&(start - n_ended))
        && n_ended <= 1
        && !above.iter().any(|line| line.is_row)
        && prose.count() >= LEAST_PROSE
        && n_prose * 4 >= rest.iter().map(n_chars).sum::<usize>() * 3
}

/// Whether a section in this line would be that of a headline: it stands above it, or between it and text.
fn is_about(lines: &[Line], idx: usize) -> bool {
    let next = lines.get(idx + 1);
    match idx {
        0 => is_short(next),
        _ => is_short(lines.first()) && next.is_some_and(is_prose),
    }
}

/// Whether some words stand there that are no sentence.
fn is_short(line: Option<&Line>) -> bool {
    line.is_some_and(|line| !line.ended && line.n_chars <= 160 && line.has_words(3))
}

fn is_section(line: &Line) -> bool {
    const LONGEST: usize = 60;
    line.n_chars <= LONGEST && CUES.is(line.folded(), Sense::Section)
}

/// Lines in which a page says where it stands on its site.
const TOP: usize = 6;

fn is_evidence(lines: &[Line], idx: usize, line: &Line) -> bool {
    // Notes have names of programs as well.
    line.hit.is_some() && !line.is_identifier()
        || line.n_chars < 140 && title::is_dating(line)
        || line.n_chars < 300 && !line.ended && picture::role(lines, idx).is_some()
        || line.n_chars < 60 && is_other_script(lines, line)
        || idx < TOP && title::crumbs(&line.text).is_some_and(|crumbs| crumbs.len() > 2)
        || idx <= 1 && is_about(lines, idx) && is_section(line)
        || idx < TOP && is_doubled(lines, idx) && lines.iter().any(is_prose)
}

/// A first line in another direction than all others switches the language.
fn is_other_script(lines: &[Line], line: &Line) -> bool {
    let direction = crate::text::first_strong(&line.text);
    line.idx == 0
        && line.n_words() <= 3
        && lines.len() > 3
        && direction.is_some()
        && lines[1..]
            .iter()
            .filter_map(|line| crate::text::majority(&line.text))
            .all(|other| Some(other) != direction)
}

/// Gives each line its role; furniture is left out where it shows that the text is of a page.
pub(crate) fn read(draft: &mut Draft, is_page: bool) {
    let title = title(&draft.lines);
    for idx in 0..draft.lines.len() {
        let line = &draft.lines[idx];
        draft.roles[idx] = if Some(idx) == title {
            match without_mark(&line.text) {
                Some(text) => Role::Glued(vec![(Role::Title, text.to_owned())]),
                None => Role::Title,
            }
        } else if let Some(text) = without_mark(&line.text) {
            Role::Glued(vec![(Role::Block(BlockKind::Heading), text.to_owned())])
        } else if is_underline(&draft.lines, idx) {
            Role::Left(Reason::Outside)
        } else if is_underline(&draft.lines, idx + 1) {
            Role::Block(BlockKind::Heading)
        } else if let Some(reason) = furniture(line).filter(|_| is_page) {
            Role::Left(reason)
        } else if line.is_row {
            Role::Block(BlockKind::Row)
        } else if line.bullet {
            Role::Block(BlockKind::ListItem)
        } else if is_heading(&draft.lines, idx) {
            Role::Block(BlockKind::Heading)
        } else {
            Role::Block(BlockKind::Paragraph)
        };
    }
    let is_block = |role: &Role| matches!(role, Role::Block(_));
    if let Some(first) = draft.roles.iter().position(is_block) {
        signing::take_reporters(draft, first);
    }
}

/// Furniture that is hardly anything else even in a text of few words: no single word that a
/// heading may be as well.
fn furniture(line: &Line) -> Option<Reason> {
    let is_sure = |hit: &Hit| hit.n_words >= 2 || hit.reason == Reason::Advert;
    match line.hit.filter(is_sure) {
        Some(hit) => Some(hit.reason),
        None if picture::is_credit(line) => Some(Reason::Credit),
        None => None,
    }
}

/// The first line, if it is short, unlike a sentence, and set off from more text below it.
pub(crate) fn title(lines: &[Line]) -> Option<usize> {
    let (line, next) = (lines.first()?, lines.get(1)?);
    let is_marked = without_mark(&line.text).is_some() || is_underline(lines, 1) && lines.len() > 2;
    let is_short = line.n_chars <= 120 && !line.bullet && (1..=20).contains(&line.n_words());
    let is_text = next.n_chars > 120 || next.ended && next.n_chars > 80;
    let is_above_text = line.n_chars <= 110 && is_text && line.n_words() >= 3;
    let is_set_off =
        (next.gap || is_above_text) && !line.text.ends_with(['.', ':', ',', '۔', '،', ';']);
    (is_short && (is_marked || is_set_off)).then_some(0)
}

/// A few words without an end mark, with a blank line above and below.
fn is_heading(lines: &[Line], idx: usize) -> bool {
    let line = &lines[idx];
    let stands_alone = line.gap && lines.get(idx + 1).is_some_and(|next| next.gap);
    stands_alone
        && line.n_chars <= 60
        && line.n_words() <= 6
        && !line.ended
        && line
            .text
            .starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
}

/// The level of a heading of Markdown, 1 to 6.
fn level(text: &str) -> Option<usize> {
    let n = text.bytes().take_while(|b| *b == b'#').count();
    ((1..=6).contains(&n) && text[n..].starts_with(' ')).then_some(n)
}

/// The text of a heading of Markdown. A longer line is none, and keeps its sign.
pub(crate) fn without_mark(text: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    let n = level(text).filter(|_| text.chars().nth(LONGEST).is_none())?;
    let rest = text[n..].trim().trim_end_matches('#').trim_end();
    (!rest.is_empty()).then_some(rest)
}

/// A line of `===` or `---` directly under a line of text.
fn is_underline(lines: &[Line], idx: usize) -> bool {
    lines.get(idx).is_some_and(|line| {
        let is_rule = line.n_chars >= 3
            && (line.text.chars().all(|c| c == '=') || line.text.chars().all(|c| c == '-'));
        is_rule && !line.gap && idx > 0 && lines[idx - 1].n_chars <= 120
    })
}
