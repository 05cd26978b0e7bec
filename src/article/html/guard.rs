//! The source of a page before it is parsed: tags with more attributes than any page has, and
//! values of many kilobytes are cut, but for pictures in their own addresses, up to a bound. The
//! parser compares each attribute of a tag with all others, so a flood of them would take for
//! ever. Text is never touched. Tags are found as the HTML standard's tokenizer finds them
//! (13.2.5), roughly: a tag that is missed costs nothing but the cut.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

/// Attributes of one tag that are kept.
const MOST_ATTRIBUTES: usize = 128;

/// Bytes of a value that are kept whole; longer ones go.
const LONGEST_VALUE: usize = 16 * 1024;

/// Bytes of pictures in their own addresses that are kept of a page.
const MOST_PICTURED: usize = 32 << 20;

/// The page without floods.
pub(crate) fn without_floods(text: &str) -> Cow<'_, str> {
    let cuts = Scan::new(text.as_bytes()).cuts();
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        // Cuts begin and end beside ASCII.
        out.push_str(text.get(at..cut.start).unwrap_or_default());
        at = cut.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The bytes of pictures that are kept.
    n_pictured: usize,
    cuts: Vec<Range<usize>>,
}

impl<'a> Scan<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let (at, cuts) = (0, Vec::new());
        Self {
            bytes,
            at,
            n_pictured: 0,
            cuts,
        }
    }

    fn cuts(mut self) -> Vec<Range<usize>> {
        while let Some(found) = memchr(b'<', &self.bytes[self.at..]) {
            self.at += found + 1;
            match self.bytes.get(self.at) {
                Some(b'!') if self.bytes[self.at..].starts_with(b"!--") => self.skip_comment(),
                Some(b'/') if self.byte(1).is_some_and(|b| b.is_ascii_alphabetic()) => {
                    self.at += 1;
                    self.tag();
                }
                Some(b) if b.is_ascii_alphabetic() => {
                    let name = self.tag();
                    self.skip_raw_text(name);
                }
                _ => {}
            }
        }
        self.cuts
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_comment(&mut self) {
        self.at += 3;
        // `<!-->` and `<!--->` are whole comments.
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            return;
        }
        let end = memchr::memmem::find(rest, b"--");
        let end = end.map(|end| self.at + end);
        self.at = match end {
            None => self.bytes.len(),
            Some(mut end) => {
                while !matches!(self.bytes.get(end), None | Some(b'>')) {
                    let next = memchr::memmem::find(&self.bytes[end + 1..], b"-->");
                    let here = self.bytes[end..].starts_with(b"-->")
                        || self.bytes[end..].starts_with(b"--!>");
                    match (here, next) {
                        (true, _) => break,
                        (false, Some(next)) => end += 1 + next,
                        (false, None) => end = self.bytes.len(),
                    }
                }
                end
            }
        };
    }

    /// Goes behind a tag whose name begins here; its name.
    fn tag(&mut self) -> &'a [u8] {
        let start = self.at;
        while self
            .byte(0)
            .is_some_and(|b| !is_blank(b) && b != b'/' && b != b'>')
        {
            self.at += 1;
        }
        let name = &self.bytes[start..self.at];
        let mut n_attributes = 0;
        let mut cut_from = None;
        loop {
            while self.byte(0).is_some_and(|b| is_blank(b) || b == b'/') {
                self.at += 1;
            }
            if self.byte(0).is_none_or(|b| b == b'>') {
                break;
            }
            n_attributes += 1;
            if n_attributes > MOST_ATTRIBUTES && cut_from.is_none() {
                cut_from = Some(self.at);
            }
            self.attribute(cut_from.is_none());
        }
        if let Some(from) = cut_from {
            self.cuts.push(from..self.at);
        }
        self.at = (self.at + 1).min(self.bytes.len());
        name
    }

    /// Goes behind an attribute that begins here.
    fn attribute(&mut self, is_kept: bool) {
        // A sign of equality may be the first of a name.
        self.at += 1;
        while self
            .byte(0)
            .is_some_and(|b| !is_blank(b) && !matches!(b, b'/' | b'>' | b'='))
        {
            self.at += 1;
        }
        let name_end = self.at;
        while self.byte(0).is_some_and(is_blank) {
            self.at += 1;
        }
        if self.byte(0) != Some(b'=') {
            self.at = name_end;
            return;
        }
        self.at += 1;
        while self.byte(0).is_some_and(is_blank) {
            self.at += 1;
        }
        let value = match self.byte(0) {
            Some(quote @ (b'"' | b'\'')) => {
                let start = self.at + 1;
                let end = memchr(quote, &self.bytes[start..]);
                let end = end.map_or(self.bytes.len(), |end| start + end);
                self.at = (end + 1).min(self.bytes.len());
                start..end
            }
            _ => {
                let start = self.at;
                while self.byte(0).is_some_and(|b| !is_blank(b) && b != b'>') {
                    self.at += 1;
                }
                start..self.at
            }
        };
        if is_kept && value.len() > LONGEST_VALUE && !self.keeps_picture(&self.bytes[value.clone()])
        {
            self.cuts.push(value);
        }
    }

    /// Whether a long value is a picture for which there is room.
    fn keeps_picture(&mut self, value: &[u8]) -> bool {
        let n_bytes = self.n_pictured + value.len();
        let is_kept = value.starts_with(b"data:image/") && n_bytes <= MOST_PICTURED;
        if is_kept {
            self.n_pictured = n_bytes;
        }
        is_kept
    }

    /// Goes to the end of what stands in an element that holds no tags.
    fn skip_raw_text(&mut self, name: &[u8]) {
        const RAW: &[&str] = &[
            "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
        ];
        let is_name = |raw: &&str| name.eq_ignore_ascii_case(raw.as_bytes());
        let Some(raw) = RAW.iter().find(|raw| is_name(raw)) else {
            return;
        };
        while let Some(found) = memchr(b'<', &self.bytes[self.at..]) {
            let rest = &self.bytes[self.at + found + 1..];
            let is_end = rest.first() == Some(&b'/')
                && rest
                    .get(1..=raw.len())
                    .is_some_and(|name| name.eq_ignore_ascii_case(raw.as_bytes()));
            if is_end {
                self.at += found;
                return;
            }
            self.at += found + 1;
        }
        self.at = self.bytes.len();
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_floods_are_cut() {
        let check = |text: &str, expected: &str| assert_eq!(without_floods(text), expected);
        let same = |text: &str| check(text, text);
        same("<p class=a>one < two <!-- x --> & <b>خبر</b> <i title='a>b'>c</i>");
        same("<script>if (a<b && c>d) { x = '<p '; }</script><p>text");
        same("<!-- <p --><p>text<!--> a <!-- b");
        same("a <");
        same("</");
        same("<p");
        same("<p a");
        same("<p a=");
        same("<p a='");
        let flood = " a=1".repeat(MOST_ATTRIBUTES);
        check(
            &format!("<p{flood} b=2 c='>' d>text</p>"),
            &format!("<p{flood} >text</p>"),
        );
        check(
            &format!("<img src=\"data:{}\" alt=x>text", "A".repeat(LONGEST_VALUE)),
            "<img src=\"\" alt=x>text",
        );
        let picture = format!(
            "<img src='data:image/png;base64,{}'>",
            "A".repeat(LONGEST_VALUE)
        );
        same(&picture);
        let many = picture.repeat(MOST_PICTURED / LONGEST_VALUE + 10);
        assert!(
            (MOST_PICTURED / 2..=MOST_PICTURED + (1 << 20)).contains(&without_floods(&many).len())
        );
    }

    #[test]
    fn a_flood_is_cut_in_linear_time() {
        for piece in [
            "<!--", "<!---", "<a ", "<a b='", "</a ", "<script>", "<a =", "--",
        ] {
            let text = piece.repeat(400_000);
            assert!(without_floods(&text).len() <= text.len(), "{piece}");
        }
    }
}
