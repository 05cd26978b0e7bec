//! The text of a passage while it is put together: blanks become one, and none stands at an end;
//! forced line ends stay; cells of a table are parted by a bar.

use std::borrow::Cow;

use dom_query::NodeId;

use crate::article::fold::weight;
use crate::article::html::passage::{Linked, Place};
use crate::article::html::seams;
use crate::article::link::carry;
use crate::article::page::is_visible;
use crate::article::span::{Cell, Span, SpanKind, carry_spans};
use crate::article::{BETWEEN_CELLS, BlockKind};
use crate::text::{Controls, sanitize};

#[derive(Debug, Default)]
pub(crate) struct Writing {
    text: String,
    /// Whether a blank is owed before the next text.
    is_blank_owed: bool,
    n_chars: usize,
    /// Where the cells of a row begin.
    cells: Vec<usize>,
    /// What they are.
    kinds: Vec<Cell>,
    /// What is marked, by the bytes of the text so far.
    spans: Vec<Span>,
    /// The element that the last piece of a program was of.
    program: Option<NodeId>,
    is_code: bool,
    /// Where in the text the last element within it ended, in bytes, and where one began directly behind
    /// that.
    ended: Option<usize>,
    border: Option<usize>,
    /// Where elements within it begin and end directly behind a sign, in bytes; they ascend.
    seams: Vec<usize>,
    /// Links, by the bytes of the text so far.
    links: Vec<Linked>,
    /// The characters that stand in links; counted by the writer.
    pub(crate) n_linked: usize,
    /// What elements within the line say of all of it.
    pub(crate) place: Place,
}

impl Writing {
    /// The characters so far that are no blanks.
    pub(crate) fn n_chars(&self) -> usize {
        self.n_chars
    }

    /// The bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written from a byte on is in a link, of which all stands together.
    pub(crate) fn link(&mut self, start: usize, link: u32) {
        match self.links.last_mut() {
            Some((range, last)) if *last == link => range.end = self.text.len(),
            _ => self.links.push((start..self.text.len(), link)),
        }
    }

    /// Writes a control that sets text apart, if any is wanted and the page has none there. Gives back the
    /// one that ends it.
    pub(crate) fn set_apart(&mut self, start: &str) -> Option<&'static str> {
        let is_there = self.text.ends_with(['\u{2066}', '\u{2067}', '\u{2068}']);
        let is_wanted = !start.is_empty() && !is_there;
        is_wanted.then(|| {
            self.text(start);
            "\u{2069}"
        })
    }

    /// What was written from a byte on is marked; what touches goes together, of programs only what is
    /// of one element.
    pub(crate) fn mark(&mut self, start: usize, kind: SpanKind, element: Option<NodeId>) {
        let is_one = kind != SpanKind::Code || self.program == element;
        if kind == SpanKind::Code {
            self.program = element;
        }
        let last = self.spans.iter_mut().rfind(|(_, known)| *known == kind);
        match last.filter(|(range, _)| range.end == start && is_one) {
            Some((range, _)) => range.end = self.text.len(),
            None => {
                let start = self.text.len() - self.text[start..].trim_start().len();
                self.spans.push((start..self.text.len(), kind));
            }
        }
    }

    pub(crate) fn ends_with_word(&self) -> bool {
        !self.is_blank_owed && self.text.ends_with(char::is_alphanumeric)
    }

    /// Whether what is written next stands directly behind a word or the end of a sentence.
    pub(crate) fn is_glued(&self) -> bool {
        !self.is_blank_owed && self.text.ends_with(|c: char| !c.is_whitespace())
    }

    /// The text as it is by now.
    pub(crate) fn so_far(&self) -> &str {
        &self.text
    }

    pub(crate) fn ends_with_line(&self) -> bool {
        self.text.ends_with('\u{2028}')
    }

    /// Adds text whose blanks are only blanks.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\x0C' => self.is_blank_owed = true,
                _ => {
                    if self.is_blank_owed && !self.text.is_empty() && !self.ends_with_line() {
                        self.text.push(' ');
                    }
                    self.is_blank_owed = false;
                    self.text.push(c);
                    self.n_chars += weight_of(c);
                }
            }
        }
    }

    /// Adds text whose blanks and line ends stand as they are.
    pub(crate) fn code(&mut self, text: &str) {
        self.is_code = true;
        for c in text.chars() {
            match c {
                '\n' => self.text.push('\u{2028}'),
                '\r' => {}
                '\t' => self.text.push_str("    "),
                _ => self.text.push(c),
            }
            self.n_chars += weight_of(c);
        }
    }

    pub(crate) fn line_end(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\u{2028}');
        }
        self.is_blank_owed = false;
    }

    /// An element within the text begins.
    pub(crate) fn begin_element(&mut self, name: &str) {
        self.border = self.ended.filter(|end| *end == self.text.len());
        if seams::is_field(name) {
            self.seam();
        }
    }

    /// Here may be a border of two fields.
    fn seam(&mut self) {
        if self.text.len() <= seams::LONGEST && self.is_glued() {
            self.seams.push(self.text.len());
        }
    }

    /// Adds a text that is a field of its own.
    pub(crate) fn set_off(&mut self, text: &str) {
        self.seam();
        self.text(text);
        self.seam();
    }

    /// An element within the text ends.
    pub(crate) fn end_element(&mut self) {
        self.ended = Some(self.text.len());
        if self.seams.last() != self.ended.as_ref() {
            self.seam();
        }
    }

    /// Puts a line end between two elements that name a writer and what that is, where nothing but their
    /// look parts them.
    pub(crate) fn part_names(&mut self, place: Place, next: &str) {
        let is_border = self.border.take() == Some(self.text.len());
        let is_name = place.with(self.place).has(Place::NAMES);
        let begins = next.starts_with(char::is_alphabetic);
        // A large letter before the rest of its word is no name.
        let word = self.text.chars().rev().take_while(|c| c.is_alphanumeric());
        if is_border && is_name && begins && self.ends_with_word() && word.take(2).count() > 1 {
            self.line_end();
        }
    }

    /// A cell of a row begins.
    pub(crate) fn cell(&mut self, kind: Cell) {
        self.cells.push(self.text.len());
        self.kinds.push(kind);
        self.is_blank_owed = false;
    }

    /// Puts blanks and line ends between fields that nothing but their look parts.
    fn part_fields(&mut self) {
        if self.seams.is_empty() || self.text.len() > seams::LONGEST || !self.cells.is_empty() {
            return;
        }
        let borders = seams::borders(&self.text, &self.seams, &self.links);
        for (at, sign) in borders.into_iter().rev() {
            self.text.insert(at, sign);
            let n_added = sign.len_utf8();
            let links = self.links.iter_mut().map(|(range, _)| range);
            for range in links.chain(self.spans.iter_mut().map(|(range, _)| range)) {
                range.start += usize::from(range.start >= at) * n_added;
                range.end += usize::from(range.end > at) * n_added;
            }
        }
    }

    /// The text, safe to show, with what is in it, and a new beginning; none where nothing is to be
    /// seen.
    pub(crate) fn take(&mut self, kind: BlockKind) -> Option<Written> {
        let mut writing = std::mem::take(self);
        if writing.n_chars == 0 {
            return None;
        }
        if matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) && !writing.is_code {
            writing.part_fields();
        }
        let is_row = writing.cells.len() > 1;
        let text = match is_row {
            false => Cow::Borrowed(&writing.text),
            true => Cow::Owned(row(&writing.text, &writing.cells)),
        };
        let text = sanitize(&text, Controls::Obey).text;
        let text = match (writing.is_code, is_row) {
            // The first cell and the last may have nothing in them.
            (_, true) => &*text,
            (true, _) => text.trim_matches('\u{2028}').trim_end(),
            (false, _) => text.trim(),
        };
        if !text.contains(is_visible) {
            return None;
        }
        carry(&mut writing.links, &writing.text, text);
        carry_spans(&mut writing.spans, &writing.text, text);
        Some(Written {
            text: text.to_owned(),
            links: writing.links,
            spans: writing.spans,
            cells: writing.kinds,
        })
    }
}

/// A text that is put together, with what is in it.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) links: Vec<Linked>,
    pub(crate) spans: Vec<Span>,
    pub(crate) cells: Vec<Cell>,
}

/// The cells side by side.
fn row(text: &str, starts: &[usize]) -> String {
    let ends = starts[1..].iter().copied().chain([text.len()]);
    let cells = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| text[*start..end].trim());
    cells.collect::<Vec<_>>().join(BETWEEN_CELLS)
}
/// What a character counts of the characters written: blanks nothing.
fn weight_of(c: char) -> usize {
    match c.is_whitespace() {
        true => 0,
        false => weight(c),
    }
}
