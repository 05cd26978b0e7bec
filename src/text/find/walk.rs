//! Reading the letters of folded text from the source, forwards or backwards, each with the gap
//! between it and the letter read before it.

use crate::text::fold::unit::{Folder, Gap, Unit};

/// A place between two letters of text.
#[derive(Clone)]
pub(super) struct Walk<'t> {
    folder: &'static Folder,
    text: &'t str,
    /// The unit that the place is in, or at an end of.
    pub(super) unit: Unit,
    /// The letters of the unit before the place.
    pub(super) idx: usize,
    /// The bytes gone over so far.
    pub(super) effort: usize,
}

impl<'t> Walk<'t> {
    /// A walk from before the letter `idx` of `unit`.
    pub(super) fn new(folder: &'static Folder, text: &'t str, unit: Unit, idx: usize) -> Self {
        Self {
            folder,
            text,
            effort: unit.range.len(),
            unit,
            idx,
        }
    }

    /// A walk from the first unit that begins at or after `at`.
    pub(super) fn from(folder: &'static Folder, text: &'t str, at: usize) -> Self {
        let at = folder.next_start(text, at);
        Self::new(folder, text, folder.unit_at(text, at), 0)
    }

    /// The next letter; it is then the last one before the place.
    pub(super) fn next(&mut self) -> Option<(Gap, char)> {
        let mut gap = Gap::None;
        loop {
            let letter = self.step()?;
            match self.folder.gap(letter) {
                Some(found) => gap = gap.max(found),
                None => return Some((gap, letter)),
            }
        }
    }

    /// The letter before the place, which then is the first one after it.
    pub(super) fn next_back(&mut self) -> Option<(Gap, char)> {
        let mut gap = Gap::None;
        loop {
            let letter = self.step_back()?;
            match self.folder.gap(letter) {
                Some(found) => gap = gap.max(found),
                None => return Some((gap, letter)),
            }
        }
    }

    /// Goes over the gap after the place, unless there is none; gives the end of its source.
    pub(super) fn skip_gap(&mut self) -> Option<usize> {
        let mut end = None;
        loop {
            let before = self.clone();
            match self.step().map(|letter| self.folder.gap(letter)) {
                Some(Some(_)) => end = Some(self.unit.range.end),
                _ => {
                    let effort = self.effort;
                    *self = before;
                    self.effort = effort;
                    return end;
                }
            }
        }
    }

    /// Goes over the gap before the place, unless there is none; gives the start of its source.
    pub(super) fn skip_gap_back(&mut self) -> Option<usize> {
        let mut start = None;
        loop {
            let letter = self.step_back();
            match letter.map(|letter| self.folder.gap(letter)) {
                Some(Some(_)) => start = Some(self.unit.range.start),
                _ => return start,
            }
        }
    }

    /// Whether there is a gap before the unit.
    pub(super) fn is_after_gap(&self) -> bool {
        let before = self.folder.unit_before(self.text, self.unit.range.start);
        let letter = before.and_then(|unit| unit.letters().last().copied());
        letter.is_some_and(|letter| self.folder.gap(letter).is_some())
    }

    fn step(&mut self) -> Option<char> {
        loop {
            if let Some(&letter) = self.unit.letters().get(self.idx) {
                self.idx += 1;
                return Some(letter);
            }
            let end = self.unit.range.end;
            if end == self.text.len() {
                return None;
            }
            self.unit = self.folder.unit_at(self.text, end);
            self.idx = 0;
            self.effort += self.unit.range.len();
        }
    }

    fn step_back(&mut self) -> Option<char> {
        loop {
            if let Some(before) = self.idx.checked_sub(1) {
                self.idx = before;
                return self.unit.letters().get(before).copied();
            }
            self.unit = self.folder.unit_before(self.text, self.unit.range.start)?;
            self.idx = self.unit.letters().len();
            self.effort += self.unit.range.len();
        }
    }
}
