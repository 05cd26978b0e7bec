//! What is selected of an article: from one place to another in logical order, as it is copied,
//! whatever rows and directions lie between. Rows ask which of their bytes are in it.

use std::ops::Range;

use crate::app::reader::Reader;
use crate::layout::{Anchor, Page, Part};
use crate::text::{clean, word_at};

/// What a selection is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Letters: cells of the screen.
    #[default]
    Letter,
    /// Words.
    Word,
    /// Parts of the article, such as paragraphs.
    Part,
}

/// A stretch of one part of an article, in bytes: a letter, a word, a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The part.
    pub part: Part,
    /// The bytes.
    pub range: Range<usize>,
}

/// A selection, or only a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun; none while a cursor is moved to where it is to begin.
    pub from: Option<Stretch>,
    /// Where it has got to, or the cursor is.
    pub head: Stretch,
    /// What it is made of.
    pub unit: Unit,
    /// Whether keys move it.
    pub by_keys: bool,
}

impl Stretch {
    fn start(&self) -> Anchor {
        Anchor {
            part: self.part,
            byte: self.range.start,
        }
    }

    fn end(&self) -> Anchor {
        Anchor {
            part: self.part,
            byte: self.range.end,
        }
    }

    /// The unit that it lies in.
    pub(crate) fn grown(self, unit: Unit, page: &Page) -> Self {
        let text = page.text(self.part).unwrap_or_default();
        let range = match unit {
            Unit::Letter => self.range,
            Unit::Word => word_at(&text, self.range.start),
            Unit::Part => 0..text.len(),
        };
        Self { range, ..self }
    }
}

impl Selection {
    /// Its two ends, in the order of the text; the cursor alone has none.
    pub fn ends(&self, page: &Page) -> Option<(Anchor, Anchor)> {
        let from = self.from.as_ref()?;
        let starts = [from.start(), self.head.start()];
        let ends = [from.end(), self.head.end()];
        let start = starts.into_iter().min_by_key(|start| page.order(*start))?;
        let end = ends.into_iter().max_by_key(|end| page.order(*end))?;
        (page.order(start) < page.order(end)).then_some((start, end))
    }

    /// The bytes of a part that are in it.
    fn within(&self, page: &Page, part: Part) -> Option<Range<usize>> {
        let (start, end) = self.ends(page)?;
        let at = |byte| page.order(Anchor { part, byte });
        let (first, last) = (at(0), at(usize::MAX));
        if last < page.order(start) || page.order(end) < first {
            return None;
        }
        let from = if part == start.part { start.byte } else { 0 };
        let to = if part == end.part {
            end.byte
        } else {
            usize::MAX
        };
        Some(from..to)
    }
}

impl Reader {
    /// The bytes of a part that are selected.
    pub fn selected_in(&self, part: Part) -> Option<Range<usize>> {
        self.selection.as_ref()?.within(&self.page, part)
    }

    /// The bytes of a part that the cursor of a selection is on.
    pub fn cursor_in(&self, part: Part) -> Option<Range<usize>> {
        let selection = self.selection.as_ref().filter(|it| it.by_keys)?;
        (selection.head.part == part).then(|| selection.head.range.clone())
    }

    /// The characters of the selection, else of the first row on the pane that has any, in logical
    /// order with their places, at most so many.
    pub(crate) fn characters(&self, most: usize) -> Vec<(char, Anchor)> {
        let selection = self.selection.as_ref();
        let selected = selection.and_then(|it| it.ends(&self.page));
        let Some((start, end)) = selected.or_else(|| self.top_row()) else {
            return Vec::new();
        };
        let mut characters = Vec::new();
        let mut next = Some(start.part);
        while let Some(part) = next.filter(|_| characters.len() < most) {
            let text = self.page.text(part).unwrap_or_default();
            let from = if part == start.part { start.byte } else { 0 };
            let to = if part == end.part {
                end.byte
            } else {
                text.len()
            };
            let within = text.get(from..to.min(text.len())).unwrap_or_default();
            let places = within.char_indices().map(|(at, c)| {
                let byte = from + at;
                (c, Anchor { part, byte })
            });
            characters.extend(places.filter(|(c, _)| !is_put_in(part, *c)));
            next = match part == end.part {
                true => None,
                false => self.page.neighbour(part, true),
            };
        }
        characters.truncate(most);
        characters
    }

    /// Where the first row on the pane that has text begins and ends.
    fn top_row(&self) -> Option<(Anchor, Anchor)> {
        let row = self.page.rows(self.top, 3).into_iter().flatten().next()?;
        let at = |byte| Anchor {
            part: row.part,
            byte,
        };
        Some((at(row.range.start), at(row.range.end)))
    }

    /// What is selected: the source's text in logical order, unwrapped, without controls.
    pub fn selected_text(&self) -> Option<String> {
        let (start, end) = self.selection.as_ref()?.ends(&self.page)?;
        Some(plain(&self.page.text_between(start, end)))
    }
}

/// Whether akhbar itself has put a character there, to keep fields of a line apart.
fn is_put_in(part: Part, c: char) -> bool {
    matches!(part, Part::Byline | Part::Removed(_) | Part::Picture(_))
        && matches!(c, '\u{2066}'..='\u{2069}')
}

/// Text as other programs want it: without controls, lines ended by line feeds.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| clean(line).replace('\u{2028}', "\n"))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_holds_no_controls() {
        // From the midst of one field to the midst of another.
        assert_eq!(plain("\u{2068}École\u{2069} · \u{2068}Élo"), "École · Élo");
        assert_eq!(plain("one\u{202E}\u{2028}two\nthree"), "one\ntwo\nthree");
        assert_eq!(plain("می\u{200C}روم"), "می\u{200C}روم");
    }
}
