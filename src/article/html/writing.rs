//! The text of a passage while it is put together: blanks become one, and none stands at an end;
//! forced line ends stay; cells of a table are parted by a bar.

use std::borrow::Cow;

use crate::article::BETWEEN_CELLS;
use crate::article::fold::weight;
use crate::article::html::passage::{Linked, Place};
use crate::article::link::carry;
use crate::article::page::is_visible;
use crate::text::{Controls, sanitize};

#[derive(Debug, Default)]
pub(crate) struct Writing {
    text: String,
    /// Whether a blank is owed before the next text.
    is_blank_owed: bool,
    n_chars: usize,
    /// Where the cells of a row begin.
    cells: Vec<usize>,
    is_code: bool,
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

    pub(crate) fn ends_with_word(&self) -> bool {
        !self.is_blank_owed && self.text.ends_with(char::is_alphanumeric)
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

    /// A cell of a row begins.
    pub(crate) fn cell(&mut self) {
        self.cells.push(self.text.len());
        self.is_blank_owed = false;
    }

    /// The text, safe to show, with its links, and a new beginning; none where nothing is to be seen.
    pub(crate) fn take(&mut self) -> Option<(String, Vec<Linked>)> {
        let mut writing = std::mem::take(self);
        if writing.n_chars == 0 {
            return None;
        }
        let text = match writing.cells.len() {
            0 | 1 => Cow::Borrowed(&writing.text),
            _ => Cow::Owned(row(&writing.text, &writing.cells)),
        };
        let text = sanitize(&text, Controls::Obey).text;
        let text = match writing.is_code {
            true => text.trim_matches('\u{2028}').trim_end(),
            false => text.trim(),
        };
        if !text.contains(is_visible) {
            return None;
        }
        carry(&mut writing.links, &writing.text, text);
        Some((text.to_owned(), writing.links))
    }
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
