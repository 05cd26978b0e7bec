//! The fields of the metadata pane as they are added: in, labels and values; out, the pieces that
//! are shown and the entries that they make up. Of a closed section there is only the heading.

use crate::app::details::{Entry, Section};
use crate::layout::{Part, Piece, Role};
use crate::text::{Controls, Direction, Marks, Options, paragraph_direction};

/// Fields as they are added.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) pieces: Vec<Piece<'static>>,
    pub(crate) entries: Vec<Entry>,
    /// The labels of those without a value.
    pub(crate) absent: Vec<&'static str>,
    pub(crate) closed: [bool; Section::N],
    pub(crate) marks: Marks,
    /// That of the article, which decides for what its page says.
    pub(crate) direction: Direction,
}

impl Fields {
    /// Begins a section: what is added next belongs to it.
    pub(crate) fn open(&mut self, section: Section) {
        let idx = self.pieces.len();
        let options = Options::default();
        let mut heading = Piece::new(Part::Entry(idx), Role::Heading, section.name(), options);
        let is_closed = self.closed[section as usize];
        heading.marker = Some(if is_closed { "▸" } else { "▾" });
        heading.indent = 2;
        heading.space_before = true;
        self.pieces.push(heading);
        self.entries.push(Entry {
            section,
            is_heading: true,
            label: section.name(),
            item_idx: None,
            pieces: idx..idx + 1,
        });
    }

    /// Adds what akhbar says.
    pub(crate) fn add(&mut self, label: &'static str, value: &str) {
        self.add_values(label, [value], |_| None);
    }

    /// Adds what the page says, each value in the direction that it has in the article.
    pub(crate) fn quote<'a>(
        &mut self,
        label: &'static str,
        values: impl IntoIterator<Item = &'a str>,
    ) {
        let direction = self.direction;
        self.add_values(label, values, |value| {
            Some(paragraph_direction(value, direction))
        });
    }

    pub(crate) fn add_values<'a>(
        &mut self,
        label: &'static str,
        values: impl IntoIterator<Item = &'a str>,
        direction: impl Fn(&str) -> Option<Direction>,
    ) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            self.absent.push(label);
            return;
        }
        let Some(before) = self.entries.last() else {
            return;
        };
        let (section, is_first) = (before.section, before.is_heading);
        if self.closed[section as usize] {
            return;
        }
        let first = self.pieces.len();
        self.push(Role::Label, label, None).space_before = !is_first;
        for value in values {
            self.push(Role::Value, value, direction(value));
        }
        self.entries.push(Entry {
            section,
            is_heading: false,
            label,
            item_idx: None,
            pieces: first..self.pieces.len(),
        });
    }

    /// Adds an article of the list, under the field before it: one that can be opened.
    pub(crate) fn add_item(&mut self, item_idx: usize, title: &str, direction: Direction) {
        let Some(before) = self.entries.last() else {
            return;
        };
        let (section, label) = (before.section, before.label);
        if self.closed[section as usize] {
            return;
        }
        let first = self.pieces.len();
        let direction = paragraph_direction(title, direction);
        let piece = self.push(Role::Value, title, Some(direction));
        (piece.marker, piece.indent) = (Some("•"), 2);
        self.entries.push(Entry {
            section,
            is_heading: false,
            label,
            item_idx: Some(item_idx),
            pieces: first..self.pieces.len(),
        });
    }

    fn push(
        &mut self,
        role: Role,
        text: &str,
        direction: Option<Direction>,
    ) -> &mut Piece<'static> {
        let options = Options {
            direction,
            marks: self.marks,
            controls: Controls::Ignore,
        };
        let part = Part::Entry(self.pieces.len());
        self.pieces
            .push(Piece::new(part, role, text.to_owned(), options));
        self.pieces.last_mut().expect("one has just been pushed")
    }
}
