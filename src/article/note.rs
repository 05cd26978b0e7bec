//! Footnotes: in, the bytes of a document in sight; out, where the first mark among them leads. A mark
//! is a short label in square brackets, as raised text becomes one. Its note is a block that begins with
//! it, as those of Markdown do, else the last item of a list with that number.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Block, BlockKind, Document};
use crate::text::digit;

/// The way from a mark to its note, or from a note to its first mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteWay {
    /// What stands in the brackets.
    pub label: String,
    /// The block that it leads to.
    pub block_idx: usize,
    /// The byte of that block; 0 is the beginning of a note.
    pub byte: usize,
}

/// Bytes of a label at most.
const LONGEST: usize = 40;

impl Document {
    /// Where the first note or mark that begins among some bytes of a block leads, if any leads anywhere.
    pub fn note_way(&self, block_idx: usize, range: Range<usize>) -> Option<NoteWay> {
        let block = self.blocks().get(block_idx)?;
        let text = self.text(block);
        let way = |label: &str, (block_idx, byte)| NoteWay {
            label: label.to_owned(),
            block_idx,
            byte,
        };
        let own = label_of(block, text).filter(|_| range.contains(&0));
        let back = own.and_then(|label| Some(way(&label, self.first_mark(&label)?)));
        let mut marks = marks(text).filter(|(at, _)| *at > 0 && range.contains(at));
        back.or_else(|| {
            marks.find_map(|(_, label)| Some(way(label, (self.note(label, block_idx)?, 0))))
        })
    }

    /// The note of a label: the next one from a block on, else the first; else the last item of that
    /// number.
    fn note(&self, label: &str, from: usize) -> Option<usize> {
        let label_at = |idx: usize| {
            let block = &self.blocks()[idx];
            label_of(block, self.text(block))
        };
        let is_written =
            |idx: &usize| matches!(label_at(*idx), Some(Cow::Borrowed(own)) if is_same(own, label));
        let is_item = |idx: &usize| label_at(*idx).is_some_and(|own| is_same(&own, label));
        let n_blocks = self.blocks().len();
        let written = (from..n_blocks).chain(0..from).find(is_written);
        written.or_else(|| (0..n_blocks).rev().find(is_item))
    }

    /// Where a mark with that label first stands within a block.
    fn first_mark(&self, label: &str) -> Option<(usize, usize)> {
        let mut texts = self.texts().enumerate();
        texts.find_map(|(idx, (_, text))| {
            let mut found = marks(text).filter(|(at, mark)| *at > 0 && is_same(mark, label));
            found.next().map(|(at, _)| (idx, at))
        })
    }
}

/// The label that a block has as a note: the one that it begins with, or its number in a list.
fn label_of<'a>(block: &Block, text: &'a str) -> Option<Cow<'a, str>> {
    if text.starts_with('[') {
        let first = marks(text).next().filter(|(at, _)| *at == 0);
        return first.map(|(_, label)| Cow::Borrowed(label));
    }
    let number = block.number.filter(|_| block.kind == BlockKind::ListItem);
    number.map(|number| Cow::Owned(number.to_string()))
}

/// Whether two labels are the same text, or the same number in whatever digits.
fn is_same(one: &str, other: &str) -> bool {
    one == other || number(one).is_some() && number(one) == number(other)
}

fn number(label: &str) -> Option<u32> {
    let mut digits = label.chars();
    digits.try_fold(0, |number: u32, c| {
        number.checked_mul(10)?.checked_add(digit(c)?)
    })
}

/// The label that a text begins with as a note does: a number or one other sign.
pub(crate) fn begins_note(text: &str) -> Option<&str> {
    let (_, label) = marks(text).next().filter(|(at, _)| *at == 0)?;
    let is_label = number(label).is_some() || label.chars().nth(1).is_none();
    let rest = &text[label.len() + 2..];
    (is_label && rest.starts_with(' ')).then_some(label)
}

/// The labels of what may be marks in a text, each with the byte that its bracket is at.
pub(crate) fn marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest
            .bytes()
            .take(LONGEST + 1)
            .position(|byte| byte == b']')?;
        let label = &rest[..end];
        let is_label = !label.trim().is_empty() && !label.contains(['[', '\u{2028}', '\n']);
        is_label.then_some((at, label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Raw, read};

    fn check(page: &str, is_markdown: bool, expected: &[(&str, Option<(&str, &str)>)]) {
        let mut raw = Raw::from(page.as_bytes());
        raw.origin.is_markdown = is_markdown;
        let document = read(raw).unwrap().document;
        let from = |block_idx: usize, byte: usize| {
            let text = document.text(&document.blocks()[block_idx]);
            text[byte..].chars().take(9).collect::<String>()
        };
        for (start, expected) in expected {
            let mut texts = document.texts().enumerate();
            let found =
                texts.find_map(|(idx, (_, text))| Some((idx, text.find(start)?, text.len())));
            let (block_idx, at, end) = found.expect(start);
            let way = document.note_way(block_idx, at..end);
            let way = way.map(|way| (way.label, from(way.block_idx, way.byte)));
            let expected = expected.map(|(label, text)| (label.to_owned(), text.to_owned()));
            assert_eq!(way, expected, "{start}");
        }
    }

    #[test]
    fn a_mark_leads_to_its_note_and_a_note_to_its_first_mark() {
        let page = "# سفينة\n\nوصلت السفينة[^1] إلى الميناء [sic] صباح اليوم[^ب].\n\n\
            وغادرت بعد ساعة[^1].\n\n[^1]: اسمها نور.\n\n[^ب]: عند الفجر [1].\n";
        let [one, two] = [Some(("1", "[1] اسمها")), Some(("ب", "[ب] عند ا"))];
        check(
            page,
            true,
            &[
                ("وصلت", one),
                ("[1] إلى", one),
                // What is no note's is passed over.
                ("إلى", two),
                (".", None),
                ("وغادرت", one),
                ("[1] اسمها", Some(("1", "[1] إلى ا"))),
                ("اسمها", None),
                ("[ب] عند", Some(("ب", "[ب]."))),
                ("عند", one),
            ],
        );
    }

    #[test]
    fn items_of_a_list_are_notes_too() {
        let page = "<html lang='ur' dir='rtl'><title>جہاز</title><article><h1>جہاز</h1>\
            <ol><li>پہلی بات یہ ہے کہ جہاز آ گیا۔</li></ol>\
            <p>جہاز<sup><a href='#n1'>1</a></sup> صبح بندرگاہ<sup>[۲]</sup> پر پہنچا اور سب مسافر اتر گئے۔</p>\
            <h2>حواشی</h2><ol><li>نام نور ہے۔</li><li>کراچی کی بندرگاہ۔</li></ol></article></html>";
        check(
            page,
            false,
            &[
                ("[1]", Some(("1", "نام نور ہ"))),
                ("صبح", Some(("۲", "کراچی کی "))),
                ("کراچی", Some(("2", "[۲] پر پہ"))),
                ("اور سب", None),
            ],
        );
    }

    #[test]
    fn a_mark_is_short_and_has_a_label() {
        let check = |text: &str, expected: &[(usize, &str)]| {
            assert_eq!(marks(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("[1] a [b]", &[(0, "1"), (6, "b")]);
        check("[[x]] [] [ ] [", &[(1, "x")]);
        check(&format!("[{}]", "م".repeat(40)), &[]);
    }
}
