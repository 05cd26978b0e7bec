//! Verses of two halves in a page: in an element of their own with an element for each half, in a
//! row of a table, or on a line by themselves.

use crate::article::html::passage::Passage;
use crate::article::verse::{joined, verse};
use crate::article::{BETWEEN_CELLS, BlockKind};

/// Whether a class says that an element is a verse.
pub(crate) fn is_named(names: &str) -> bool {
    const NAMES: &[&str] = &[
        "b",
        "beyt",
        "bayt",
        "bait",
        "beit",
        "verse",
        "couplet",
        "distich",
        "poem-line",
        "mesra",
    ];
    names
        .split_ascii_whitespace()
        .any(|name| NAMES.contains(&name))
}

/// Makes one passage of the two halves that are the passages from `first` on, or are in the only one.
pub(crate) fn merge(passages: &mut Vec<Passage>, first: usize) {
    if let Some([one]) = passages.get_mut(first..)
        && let (BlockKind::Paragraph, Some(text)) = (one.kind, verse(&one.text))
    {
        one.set_text(text);
        one.kind = BlockKind::Verse;
        return;
    }
    let Some([one, other]) = passages.get(first..) else {
        return;
    };
    let is_half = |half: &Passage| half.kind == BlockKind::Paragraph;
    if !is_half(one) || !is_half(other) {
        return;
    }
    let Some(text) = joined(&one.text, &other.text) else {
        return;
    };
    let Some(other) = passages.pop() else { return };
    let one = &mut passages[first];
    let start = one.text.len() + 1;
    let links = (other.links.into_iter())
        .map(|(range, link)| (range.start + start..range.end + start, link));
    one.links.extend(links);
    one.text = [one.text.as_str(), other.text.as_str()].join(" ");
    one.set_text(text);
    one.kind = BlockKind::Verse;
    one.nodes.end = other.nodes.end;
    one.n_linked += other.n_linked;
    one.n_chars += other.n_chars;
}

/// Makes a poem of a table all of whose rows have two halves.
pub(crate) fn of_table(rows: &mut [Passage]) {
    let of_row = |row: &Passage| {
        let (first, second) = row.text.split_once(BETWEEN_CELLS)?;
        // Between the halves there may be a column of nothing or of stars.
        let second = second.rsplit(BETWEEN_CELLS).next()?;
        joined(first, second)
    };
    let is_row = |row: &&Passage| row.kind == BlockKind::Row;
    let verses: Option<Vec<String>> = rows.iter().filter(is_row).map(of_row).collect();
    let Some(verses) = verses.filter(|verses| verses.len() > 1) else {
        return;
    };
    let rows = rows.iter_mut().filter(|row| row.kind == BlockKind::Row);
    for (row, verse) in rows.zip(verses) {
        row.set_text(verse);
        row.kind = BlockKind::Verse;
    }
}

/// Makes verses of the lines that are some, where several stand under each other.
pub(crate) fn mark(passages: &mut [Passage]) {
    let verses: Vec<Option<String>> = (passages.iter())
        .map(|passage| match passage.kind {
            BlockKind::Paragraph | BlockKind::Quote => verse(&passage.text),
            _ => None,
        })
        .collect();
    let is_verse = |idx: usize| verses.get(idx).is_some_and(Option::is_some);
    for (idx, passage) in passages.iter_mut().enumerate() {
        if let Some(text) = &verses[idx]
            && (is_verse(idx + 1) || idx > 0 && is_verse(idx - 1))
        {
            passage.set_text(text.clone());
            passage.kind = BlockKind::Verse;
        }
    }
}
