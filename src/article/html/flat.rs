//! A page whose tree would be too large: its text in lines, a line where an element begins or
//! ends that stands by itself, read as a page of plain text. Nothing is built; time and memory
//! are those of the text.

use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::article::html::element::{Element, element};

/// Bytes that the tokenizer is given at once.
const PIECE: usize = 64 * 1024;

/// The text of a page in lines.
pub(crate) fn lines(source: &str) -> String {
    let tokenizer = Tokenizer::new(Lines::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = source;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.text.into_inner()
}

#[derive(Default)]
struct Lines {
    text: RefCell<String>,
    /// Whether what comes is none of the page's text.
    is_skipped: Cell<bool>,
}

impl TokenSink for Lines {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut text = self.text.borrow_mut();
        match token {
            Token::CharacterTokens(_) if self.is_skipped.get() => {}
            Token::CharacterTokens(more) => {
                // Line ends of the source are blanks.
                text.extend(
                    more.chars()
                        .map(|c| if c.is_ascii_whitespace() { ' ' } else { c }),
                );
            }
            Token::TagToken(tag) => {
                let is_start = tag.kind == TagKind::StartTag;
                let name = &*tag.name;
                let raw = match name {
                    "script" => Some(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                let hides = matches!(name, "script" | "style" | "noembed" | "noframes" | "iframe");
                self.is_skipped.set(hides && is_start);
                if name == "title" || name == "br" || element(name) != Element::Inline {
                    text.push('\n');
                }
                if let Some(raw) = raw.filter(|_| is_start) {
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_in_lines() {
        let check = |source: &str, expected: &[&str]| {
            let text = lines(source);
            let found: Vec<&str> = text
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect();
            assert_eq!(found, expected, "{source:?}");
        };
        check(
            "<title>a</title><p>one <b>two</b>\nthree<p>خبر",
            &["a", "one two three", "خبر"],
        );
        check(
            "<script>no</script><style>no</style>yes<!-- no -->",
            &["yes"],
        );
        check("a &amp; b &lt;i&gt;", &["a & b <i>"]);
        check("<div".repeat(3).as_str(), &[]);
    }
}
