//! Footnotes of a page: in, its passages and where links within it lead; out, the passages that are
//! notes, each with its mark in brackets before it as marks in the text have it. A note is what a mark
//! above it leads to, and begins with the same mark, is an item of a list, or is named as a note.

use std::collections::{BTreeMap, HashMap};

use dom_query::NodeId;

use crate::article::BlockKind;
use crate::article::html::context::is_label;
use crate::article::html::passage::{Passage, Place, Walked};
use crate::text::digit;

/// Notes of a page that are looked for.
const MOST: usize = 2000;

/// Passages that a note may go on for.
const LONGEST: usize = 8;

/// Makes notes of the passages that are some. Gives back their numbers, in order, with the heading above
/// them.
pub(crate) fn take(page: &mut Walked) -> Vec<usize> {
    let found = find(page);
    let mut taken: Vec<usize> = Vec::new();
    let mut firsts: HashMap<Option<NodeId>, usize> = HashMap::new();
    if !found.is_empty() {
        for (idx, passage) in page.passages.iter().enumerate() {
            firsts.entry(passage.group).or_insert(idx);
        }
    }
    for (idx, label) in &found {
        let group = page.passages[*idx].group;
        let is_shared = firsts.get(&group) != Some(idx);
        if let Some(mark) = idx.checked_sub(1).map(|before| &mut page.passages[before])
            && rest(&mark.text, label) == Some("")
        {
            mark.place = mark.place.with(Place::HIDDEN);
        }
        set(&mut page.passages[*idx], label);
        taken.push(*idx);
        // Its other paragraphs, where it has an element of its own.
        let rest = page.passages.iter_mut().enumerate().skip(idx + 1);
        for (next, passage) in rest.take(LONGEST) {
            if is_shared || passage.group != group || found.contains_key(&next) {
                break;
            }
            passage.kind = BlockKind::Paragraph;
            taken.push(next);
        }
    }
    let above = taken.first().and_then(|first| first.checked_sub(1));
    let is_heading = |idx: &usize| page.passages[*idx].kind == BlockKind::Heading;
    if let Some(heading) = above.filter(is_heading) {
        taken.insert(0, heading);
    }
    taken
}

/// The passages that are notes, with their labels.
fn find(page: &Walked) -> BTreeMap<usize, String> {
    const HIDDEN: Place = Place::HIDDEN.with(Place::CONTROL).with(Place::NAVIGATION);
    let mut found = BTreeMap::new();
    if page.anchors.is_empty() {
        return found;
    }
    for (idx, passage) in page.passages.iter().enumerate() {
        for (range, link) in &passage.links {
            let href = page.hrefs.get(*link as usize);
            let Some((_, name)) = href.and_then(|href| href.split_once('#')) else {
                continue;
            };
            let Some(label) = passage.text.get(range.clone()).and_then(label) else {
                continue;
            };
            let note = page.anchors.get(name).filter(|note| **note > idx);
            let Some((note, target)) =
                note.and_then(|note| Some((*note, page.passages.get(*note)?)))
            else {
                continue;
            };
            // Some pages have it in an element of its own behind its mark.
            let next = page.passages.get(note + 1);
            let next = next.filter(|_| rest(&target.text, label) == Some(""));
            let (note, target) = match next.filter(|next| !is_label(&next.text)) {
                Some(next) => (note + 1, next),
                None => (note, target),
            };
            let is_note = target.kind == BlockKind::ListItem
                || rest(&target.text, label).is_some()
                || is_named(name);
            let is_text = !matches!(target.kind, BlockKind::Heading | BlockKind::Row);
            if is_note && is_text && !target.place.has(HIDDEN) && found.len() < MOST {
                found.entry(note).or_insert_with(|| label.to_owned());
            }
        }
    }
    found
}

/// What stands in the brackets of a mark.
fn label(mark: &str) -> Option<&str> {
    let label = mark.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    is_label(label).then_some(label)
}

/// Whether an element has the name of a note: `fn1`, `_ftn2`, `cite_note-3`, `footnote-4`.
fn is_named(name: &str) -> bool {
    const NAMES: &[&str] = &["fn", "ftn", "edn", "sdfootnote", "sdendnote"];
    let name = name.trim_start_matches('_').to_ascii_lowercase();
    let begins = |known: &str| {
        let rest = name.strip_prefix(known);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphabetic()))
    };
    NAMES.iter().any(|known| begins(known)) || name.contains("note")
}

/// What stands behind the label that a note begins with: `[1]`, `1.`, `1)`, `(1)`, `¹`, `1`.
fn rest<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let is_around = |c: char| {
        matches!(c, '[' | ']' | '(' | ')' | '.' | ':' | '^' | '↑' | '-' | '–') || c.is_whitespace()
    };
    let text = text.trim_start_matches(is_around);
    let n_chars = label.chars().count();
    let end = text
        .char_indices()
        .nth(n_chars)
        .map_or(text.len(), |(at, _)| at);
    let (own, rest) = text.split_at(end);
    let is_same = own == label || own.chars().map(plain).eq(label.chars().map(plain));
    let is_over = !rest.starts_with(|c: char| c.is_alphanumeric());
    (is_same && is_over).then(|| rest.trim_start_matches(is_around))
}

/// A digit of any script, on the line or above it, as one.
fn plain(c: char) -> Result<u32, char> {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = || raised.iter().position(|one| *one == c).map(|n| n as u32);
    digit(c).or_else(raised).ok_or(c)
}

/// Puts the mark before a note, in place of what the page has there, and takes the arrow off that leads
/// back.
fn set(note: &mut Passage, label: &str) {
    let is_arrow = |c: char| {
        matches!(
            c,
            '↩' | '↑' | '⤴' | '⏎' | '↵' | '^' | '\u{FE0E}' | '\u{FE0F}'
        ) || c.is_whitespace()
    };
    let text = rest(&note.text, label).unwrap_or(&note.text);
    let start = note.text.len() - text.trim_start_matches(is_arrow).len();
    let end = note.text.trim_end_matches(is_arrow).len();
    if start >= end {
        return;
    }
    let mark = format!("[{label}] ");
    // What led back does so no more.
    note.links
        .retain(|(range, _)| start <= range.start && range.end <= end);
    for (range, _) in &mut note.links {
        let moved = |at: usize| at - start + mark.len();
        *range = moved(range.start)..moved(range.end);
    }
    note.text = mark + &note.text[start..end];
    note.kind = BlockKind::Paragraph;
    (note.level, note.number) = (0, None);
}
