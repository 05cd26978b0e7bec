//! Links of a text → the same in what was made of that text: cut at its ends, its blanks made
//! single, its cells and halves parted by signs, what nobody sees taken out or put round a part.
//! A link whose characters are not found again, one after the other, is dropped.

use std::ops::Range;

use crate::article::page::is_visible;

/// Moves links, which ascend, from `old` to `new`; both in bytes. Blanks at their ends go.
pub(crate) fn carry<T>(links: &mut Vec<(Range<usize>, T)>, old: &str, new: &str) {
    if links.is_empty() {
        return;
    }
    // Nearly always nothing but blanks went, which is faster to see than to look for the rest.
    let blanks = old.len() - old.trim_start().len();
    let start = match old[blanks..].starts_with(new) {
        true => Some(blanks),
        false => old.find(new),
    };
    match start {
        Some(start) => cut(links, start, new.len()),
        None => step(links, old, new),
    }
    links.retain_mut(|(range, _)| {
        let text = new.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_start();
        range.start += text.len() - trimmed.len();
        range.end = range.start + trimmed.trim_end().len();
        range.start < range.end
    });
}

/// Moves links into the part of the text that begins at `start`.
fn cut<T>(links: &mut [(Range<usize>, T)], start: usize, len: usize) {
    let moved = |at: usize| at.saturating_sub(start).min(len);
    for (range, _) in links {
        *range = moved(range.start)..moved(range.end);
    }
}

/// Goes through both texts, character by character.
fn step<T>(links: &mut [(Range<usize>, T)], old: &str, new: &str) {
    let mut found: Vec<Range<usize>> = vec![0..0; links.len()];
    let mut link_idx = 0;
    let (mut before, mut after) = (old.char_indices(), new.char_indices());
    let (mut was, mut is) = (before.next(), after.next());
    while let (Some((from, a)), Some((to, b))) = (was, is) {
        if a != b {
            match (is_added(b), is_dropped(a)) {
                (true, _) => is = after.next(),
                (false, true) => was = before.next(),
                (false, false) => break,
            }
            continue;
        }
        while links
            .get(link_idx)
            .is_some_and(|(range, _)| range.end <= from)
        {
            link_idx += 1;
        }
        if let Some((range, _)) = links.get(link_idx)
            && range.start <= from
            && is_visible(a)
        {
            let found = &mut found[link_idx];
            let start = if found.end == 0 { to } else { found.start };
            *found = start..to + b.len_utf8();
        }
        (was, is) = (before.next(), after.next());
    }
    // One that the way ended in is not whole.
    let end = was.map_or(old.len(), |(from, _)| from);
    for ((range, _), found) in links.iter_mut().zip(found) {
        let is_whole = old.get(end.min(range.end)..range.end);
        let is_whole = is_whole.is_some_and(|rest| rest.chars().all(is_dropped));
        *range = if is_whole { found } else { 0..0 };
    }
}

/// Whether it may stand in the new text alone: what parts cells and halves, and isolates.
fn is_added(c: char) -> bool {
    matches!(c, ' ' | '│' | '*' | '\u{2028}' | '\u{2066}'..='\u{2069}')
}

/// Whether it may stand in the old text alone.
fn is_dropped(c: char) -> bool {
    is_added(c) || !is_visible(c) || c.is_control()
}
