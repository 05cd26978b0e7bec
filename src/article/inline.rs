//! The text of a block as what is written of it has it: what is in it, in its order, each link, marked
//! stretch and mark of a note with its beginning and its end, so that none crosses another.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use crate::article::note::{begins_note, marks};
use crate::article::{Block, Document, SpanKind};

/// What some text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inline<'a> {
    /// A link with its target.
    Link(&'a str),
    /// A marked stretch.
    Span(SpanKind),
    /// The mark of a note, with its label and the block that the note is.
    Mark(&'a str, usize),
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    Start(Inline<'a>),
    Text(&'a str),
    End(Inline<'a>),
}

/// The notes of a document by their labels: the first of each that has a mark in a block above it.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    by_label: HashMap<String, usize>,
}

impl Notes {
    pub(crate) fn of(document: &Document) -> Self {
        let mut marked: HashMap<&str, bool> = HashMap::new();
        let mut by_label = HashMap::new();
        for (idx, (_, text)) in document.texts().enumerate() {
            if let Some(label) = begins_note(text)
                && marked.get(label) == Some(&true)
            {
                by_label.entry(label.to_owned()).or_insert(idx);
            }
            for (_, label) in marks(text).filter(|(at, _)| *at > 0) {
                marked.insert(label, true);
            }
        }
        Self { by_label }
    }

    /// The label of the note that a block is.
    pub(crate) fn label<'a>(&self, idx: usize, text: &'a str) -> Option<&'a str> {
        begins_note(text).filter(|label| self.by_label.get(*label) == Some(&idx))
    }
}

/// Some bytes of a block's text as pieces; `idx` is the number of the block.
pub(crate) fn events<'a>(
    document: &'a Document,
    notes: &Notes,
    (idx, block): (usize, &Block),
    range: Range<usize>,
) -> Vec<Event<'a>> {
    let text = document.text(block);
    let links = document.links_in(block, &range);
    let mut found: Vec<(Range<usize>, Inline<'a>)> = links
        .map(|(link, range)| (range, Inline::Link(document.links()[link].target())))
        .collect();
    let spans = document.spans(block);
    found.extend(spans.map(|(range, kind)| (range, Inline::Span(kind))));
    for (at, label) in marks(text).filter(|(at, _)| *at > 0) {
        let note = notes.by_label.get(label).filter(|note| **note != idx);
        if let Some(note) = note {
            found.push((at..at + label.len() + 2, Inline::Mark(label, *note)));
        }
    }
    // What holds others comes first.
    let order = |range: &Range<usize>| (range.start, Reverse(range.end));
    found.sort_by_key(|(range, _)| order(range));
    let mut found = VecDeque::from(found);
    let mut events = Vec::new();
    let mut open: Vec<(usize, Inline<'a>)> = Vec::new();
    let mut at = range.start;
    let go_to = |to: usize, at: &mut usize, events: &mut Vec<Event<'a>>| {
        if to > *at {
            events.push(Event::Text(&text[*at..to]));
            *at = to;
        }
    };
    while let Some((next, inline)) = found.pop_front() {
        let (start, mut end) = (next.start.max(range.start), next.end.min(range.end));
        while let Some((end, inline)) = open.pop_if(|(end, _)| *end <= start) {
            go_to(end, &mut at, &mut events);
            events.push(Event::End(inline));
        }
        if let Some((around, _)) = open.last().filter(|(around, _)| *around < end) {
            // A marked stretch goes on behind what ends within it.
            if let Inline::Span(_) = inline {
                let rest = *around..end;
                let at = found.partition_point(|(other, _)| order(other) <= order(&rest));
                found.insert(at, (rest, inline));
            }
            end = *around;
        }
        let is_inside = open
            .iter()
            .any(|(_, open)| matches!(open, Inline::Link(_) | Inline::Mark(..)));
        let is_link = matches!(inline, Inline::Link(_) | Inline::Mark(..));
        if start >= end || is_inside && is_link {
            continue;
        }
        go_to(start, &mut at, &mut events);
        events.push(Event::Start(inline));
        open.push((end, inline));
    }
    while let Some((end, inline)) = open.pop() {
        go_to(end, &mut at, &mut events);
        events.push(Event::End(inline));
    }
    go_to(range.end, &mut at, &mut events);
    events
}
