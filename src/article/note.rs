//! Footnotes: in, the bytes of a document in sight; out, where the first mark among them leads. A mark
//! is a short label in square brackets; a block that begins with it is its note, as Markdown's are.

use std::ops::Range;

use crate::article::Document;

/// The way from a mark to its note, or from a note to its first mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteWay<'a> {
    /// The mark, in its brackets.
    pub mark: &'a str,
    /// The block that it leads to.
    pub block_idx: usize,
    /// The byte of that block; 0 is the beginning of a note.
    pub byte: usize,
}

/// Bytes of a mark at most.
const LONGEST: usize = 40;

impl Document {
    /// Where the first mark that begins among some bytes of a block leads, if any leads anywhere.
    pub fn note_way(&self, block_idx: usize, range: Range<usize>) -> Option<NoteWay<'_>> {
        let text = self.text(self.blocks().get(block_idx)?);
        let marks = marks(text).filter(|(at, _)| range.contains(at));
        marks.into_iter().find_map(|(at, mark)| {
            let (block_idx, byte) = match at {
                0 => self.first_mark(mark)?,
                _ => (self.note(mark, block_idx)?, 0),
            };
            Some(NoteWay {
                mark,
                block_idx,
                byte,
            })
        })
    }

    /// The note of a mark: the next one from a block on, else the first.
    fn note(&self, mark: &str, from: usize) -> Option<usize> {
        let is_note = |idx: &usize| self.text(&self.blocks()[*idx]).starts_with(mark);
        let n_blocks = self.blocks().len();
        (from..n_blocks).chain(0..from).find(is_note)
    }

    /// Where a mark first stands within a block.
    fn first_mark(&self, mark: &str) -> Option<(usize, usize)> {
        let mut texts = self.texts().enumerate();
        texts.find_map(|(idx, (_, text))| {
            let mut found = text.match_indices(mark).filter(|(at, _)| *at > 0);
            found.next().map(|(at, _)| (idx, at))
        })
    }
}

/// What may be marks in a text, each with the byte that it begins at.
fn marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let rest = &text[at..];
        let label = &rest[1..rest.find(']')?];
        let is_label = !label.trim().is_empty() && !label.contains(['[', '\u{2028}', '\n']);
        let mark = &rest[..label.len() + 2];
        (is_label && mark.len() <= LONGEST).then_some((at, mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Raw, read};

    fn article() -> Article {
        let page = "# سفينة\n\nوصلت السفينة[^1] إلى الميناء [sic] صباح اليوم[^ب].\n\n\
            وغادرت بعد ساعة[^1].\n\n[^1]: اسمها نور.\n\n[^ب]: عند الفجر [1].\n";
        let mut raw = Raw::from(page.as_bytes());
        raw.origin.is_markdown = true;
        read(raw).unwrap()
    }

    #[test]
    fn a_mark_leads_to_its_note_and_a_note_to_its_first_mark() {
        let article = article();
        let document = &article.document;
        let texts: Vec<&str> = document.texts().map(|(_, text)| text).collect();
        assert_eq!(texts.len(), 4, "{texts:?}");
        let check = |block_idx: usize, from: usize, expected: Option<(&str, usize, usize)>| {
            let way = document.note_way(block_idx, from..texts[block_idx].len());
            let way = way.map(|way| (way.mark, way.block_idx, way.byte));
            assert_eq!(way, expected, "{block_idx} {from}");
        };
        let [first, second] = ["[1]", "[ب]"].map(|mark| texts[0].find(mark).unwrap());
        check(0, 0, Some(("[1]", 2, 0)));
        check(0, first, Some(("[1]", 2, 0)));
        // What is no note's is passed over.
        check(0, first + 1, Some(("[ب]", 3, 0)));
        check(0, second + 1, None);
        check(1, 0, Some(("[1]", 2, 0)));
        check(2, 0, Some(("[1]", 0, first)));
        check(2, 1, None);
        check(3, 0, Some(("[ب]", 0, second)));
        check(3, 1, Some(("[1]", 2, 0)));
    }

    #[test]
    fn a_mark_is_short_and_has_a_label() {
        let check = |text: &str, expected: &[(usize, &str)]| {
            assert_eq!(marks(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("[1] a [b]", &[(0, "[1]"), (6, "[b]")]);
        check("[[x]] [] [ ] [", &[(1, "[x]")]);
        check(&format!("[{}]", "م".repeat(40)), &[]);
    }
}
