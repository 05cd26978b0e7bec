//! The one gate for text from outside: controls, escape sequences, tags and noncharacters are
//! taken out, line ends become U+2028, tabs blanks. What is left can be sent to any terminal or
//! pipe without acting on it, and every byte of it knows where in the source it stood.

use std::borrow::Cow;

use crate::text::Bytes;

/// What to do with embeddings and overrides (U+202A–U+202E).
///
/// ```
/// use akhbar::text::{Controls, sanitize};
///
/// let title = "a\u{202E}b";
/// assert_eq!(sanitize(title, Controls::Obey).text, title);
/// assert_eq!(sanitize(title, Controls::Ignore).text, "ab");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Controls {
    /// Body text: they act, inside their own paragraph only.
    #[default]
    Obey,
    /// Titles, bylines, links, anything that leaves the program: they are taken out.
    Ignore,
}

/// Text that is safe to show, with its way back to the source.
#[derive(Clone, Debug)]
pub struct Sanitized<'a> {
    /// The safe text.
    pub text: Cow<'a, str>,
    /// Pairs of offsets (here, in the source), ascending: between two pairs both run in step.
    steps: Vec<(usize, usize)>,
}

impl<'a> Sanitized<'a> {
    /// Text that is safe as it stands.
    pub(crate) fn untouched(text: &'a str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            steps: Vec::new(),
        }
    }

    /// Whether all of it is as it stood.
    pub(crate) fn is_untouched(&self) -> bool {
        self.steps.is_empty()
    }

    /// The source offset of the byte at `offset` of the safe text. Never decreases.
    pub fn source(&self, offset: usize) -> usize {
        let after = self.steps.partition_point(|&(here, _)| here <= offset);
        let (here, source) = match after {
            0 => (0, 0),
            _ => self.steps[after - 1],
        };
        // U+2028 is longer than the line end that it stands for.
        let limit = self.steps.get(after).map_or(usize::MAX, |step| step.1);
        (source + (offset - here)).min(limit)
    }
}

/// Makes `text` safe to show as one paragraph.
///
/// ```
/// use akhbar::text::{Controls, sanitize};
///
/// let safe = sanitize("\u{1B}[31mخبر\u{1B}[0m\tnews", Controls::Obey);
/// assert_eq!(safe.text, "خبر news");
/// assert_eq!(safe.source(0), 5); // behind the escape sequence
/// ```
pub fn sanitize(text: &str, controls: Controls) -> Sanitized<'_> {
    let Some(first) = first_unsafe(text, controls) else {
        return Sanitized::untouched(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut steps = Vec::new();
    let mut at = first;
    while let Some(c) = text[at..].chars().next() {
        let treatment = treat(c, controls);
        let len = match treatment {
            Treatment::Escape => escape_len(&text[at..]),
            Treatment::LineEnd if text[at..].starts_with("\r\n") => 2,
            _ => c.len_utf8(),
        };
        match treatment {
            Treatment::Keep => out.push(c),
            Treatment::Blank => out.push(' '),
            Treatment::LineEnd => out.push('\u{2028}'),
            Treatment::Drop | Treatment::Escape => {}
        }
        at += len;
        if treatment != Treatment::Keep {
            steps.push((out.len(), at));
        }
    }
    Sanitized {
        text: Cow::Owned(out),
        steps,
    }
}

/// Text as it may leave the program: into a pipe, a file, JSON, the clipboard.
///
/// ```
/// use akhbar::text::clean;
///
/// assert_eq!(clean("\u{1B}]0;title\u{7}one\r\ntwo"), "one\u{2028}two");
/// assert_eq!(clean("می\u{200C}روم"), "می\u{200C}روم"); // what spelling needs stays
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    sanitize(text, Controls::Ignore).text
}

/// Clean text on one line: blanks and line ends of any kind become one blank, the ends are cut.
///
/// ```
/// use akhbar::text::one_line;
///
/// assert_eq!(one_line(" one\n\n  two "), "one two");
/// ```
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character may not be shown as it is, whatever becomes of embeddings and overrides.
pub(crate) fn is_unsafe(c: char) -> bool {
    treat(c, Controls::Obey) != Treatment::Keep
}

#[derive(Clone, Copy, PartialEq)]
enum Treatment {
    Keep,
    Blank,
    LineEnd,
    Drop,
    Escape,
}

fn treat(c: char, controls: Controls) -> Treatment {
    match c {
        ' '..='~' | '\u{A0}'..='\u{2027}' => Treatment::Keep,
        '\t' => Treatment::Blank,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2029}' => Treatment::LineEnd,
        '\u{1B}' => Treatment::Escape,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Treatment::Drop,
        '\u{202A}'..='\u{202E}' if controls == Controls::Ignore => Treatment::Drop,
        // Deprecated format characters, byte order mark, interlinear annotation, tags.
        '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => Treatment::Drop,
        '\u{FDD0}'..='\u{FDEF}' => Treatment::Drop,
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Treatment::Drop,
        _ => Treatment::Keep,
    }
}

/// Where the first character stands that may not be shown as it is.
fn first_unsafe(text: &str, controls: Controls) -> Option<usize> {
    /// Of what is not a control of ASCII, all begins with one of these bytes in UTF-8.
    const MAY_BEGIN: Bytes<5> = Bytes::new([
        (0, 0x1F),
        (0x7F, 0x7F),
        (0xC2, 0xC2),
        (0xE2, 0xE2),
        (0xEF, 0xF4),
    ]);
    MAY_BEGIN.find_char(text, |c| treat(c, controls) != Treatment::Keep)
}

/// The length in bytes of the escape sequence (ECMA-48) that `text` begins with. One that never
/// ends costs its ESC alone, so that no text is lost with it.
fn escape_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(1) {
        Some(b'[') => {
            let params = bytes[2..]
                .iter()
                .take_while(|b| (0x20..=0x3F).contains(*b))
                .count();
            match bytes.get(2 + params) {
                Some(0x40..=0x7E) => 3 + params,
                _ => 1,
            }
        }
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let end = bytes[2..].iter().position(|b| matches!(b, 0x07 | 0x1B));
            match end.map(|end| 2 + end) {
                Some(end) if bytes[end] == 0x07 => end + 1,
                Some(end) if bytes.get(end + 1) == Some(&b'\\') => end + 2,
                _ => 1,
            }
        }
        Some(b'(' | b')' | b'*' | b'+' | b'#' | b'%')
            if bytes.get(2).is_some_and(u8::is_ascii_graphic) =>
        {
            3
        }
        Some(b'7' | b'8' | b'=' | b'>' | b'c' | b'D' | b'E' | b'H' | b'M' | b'N' | b'O' | b'Z') => {
            2
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_goes_and_text_stays() {
        let check = |text, expected| assert_eq!(clean(text), expected, "{text:?}");
        check("plain خبر", "plain خبر");
        check("a\tb", "a b");
        check("a\r\nb\nc", "a\u{2028}b\u{2028}c");
        check("\u{1b}[31mred\u{1b}[0m", "red");
        check("\u{1b}]0;title\u{7}x", "x");
        check("\u{1b}]8;;http://a\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link");
        check("\u{1b}]52;c;never ends", "]52;c;never ends");
        check("\u{1b}[", "[");
        check("nul\0 del\u{7f} c1\u{9b}31m", "nul del c131m");
        check("\u{feff}bom \u{fffe}\u{fdd0}", "bom ");
        check("a\u{202e}b\u{202c}c", "abc");
        check("می\u{200c}روم \u{200f}", "می\u{200c}روم \u{200f}");
    }

    #[test]
    fn every_byte_knows_its_source() {
        let source = "a\u{1b}[1mب\0\nc";
        let safe = sanitize(source, Controls::Obey);
        assert_eq!(safe.text, "aب\u{2028}c");
        for (offset, c) in safe.text.char_indices() {
            let there = source[safe.source(offset)..].chars().next();
            let expected = if c == '\u{2028}' { '\n' } else { c };
            assert_eq!(there, Some(expected), "at {offset}");
        }
        assert_eq!(safe.source(safe.text.len()), source.len());
    }

    #[test]
    fn untouched_text_is_borrowed() {
        assert!(matches!(clean("نص").clone(), Cow::Borrowed(_)));
        assert!(matches!(
            sanitize("\u{202b}نص", Controls::Obey).text,
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn one_line_has_one() {
        assert_eq!(one_line("  a \n\n b\u{a0}c\t"), "a b c");
    }
}
