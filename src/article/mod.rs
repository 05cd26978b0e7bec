//! One page of news: in, the bytes of a page as it was saved; out, an [`Article`] with its
//! fields, its [`Document`] and all that was left out, each piece with its reason. No line of
//! the page is lost: it stands in a field, in the document or among the removed.

mod date;
mod document;
mod removed;

use crate::text::Direction;

pub use date::{Date, Published, Time};
pub use document::{Block, BlockKind, Document};
pub use removed::{Reason, Removed};

/// An article with all that its page says about it. A field is empty where the page is silent:
/// nothing is guessed. Strings hold no control characters ([`crate::text::sanitize`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The headline.
    pub title: Option<String>,
    /// The line under the headline.
    pub subtitle: Option<String>,
    /// The writers' names, without role words.
    pub byline: Vec<String>,
    /// The paper or site that published it.
    pub outlet: Option<String>,
    /// The agency that it came from.
    pub agency: Option<String>,
    /// Day and time of publication.
    pub published: Published,
    /// The section of the outlet.
    pub section: Option<String>,
    /// Topics that the page names.
    pub tags: Vec<String>,
    /// The main language, a BCP 47 tag such as `ar`.
    pub language: Option<&'static str>,
    /// The direction that the article as a whole runs.
    pub direction: Direction,
    /// Minutes of reading as the page states them.
    pub reading_minutes: Option<u32>,
    /// The readable body, captions in their places.
    pub document: Document,
    /// What was left out of the document, in the order of the page.
    pub removed: Vec<Removed>,
    /// What the page is, as a file.
    pub facts: Facts,
}

/// What a page is, as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The encoding it was read in, by its WHATWG name.
    pub encoding: &'static str,
    /// Its size in bytes.
    pub n_bytes: usize,
    /// Its lines, blank ones included.
    pub n_lines: usize,
    /// Whether bytes had to be replaced because the encoding does not know them.
    pub lossy: bool,
}

/// Why bytes are no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
}

/// Stub.
pub fn read(bytes: &[u8]) -> Result<Article, Unreadable> {
    let text = String::from_utf8_lossy(bytes);
    let mut a = Article::default();
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    a.title = lines.next().map(Into::into);
    a.direction = crate::text::majority(&text).unwrap_or_default();
    a.document.blocks = lines
        .map(|l| Block::new(BlockKind::Paragraph, crate::text::one_line(l)))
        .collect();
    Ok(a)
}
pub mod export {
    use super::Article;
    pub fn to_json(_: &Article, _: &str) -> serde_json::Value {
        serde_json::Value::Null
    }
    pub fn to_text(a: &Article) -> String {
        a.document.paragraphs().collect::<Vec<_>>().join("\n\n")
    }
    pub fn to_markdown(a: &Article) -> String {
        to_text(a)
    }
    pub fn to_html(a: &Article) -> String {
        to_text(a)
    }
}
