//! One page of news: in, the bytes of a page as it was saved; out, an [`Article`] with its
//! fields, its [`Document`] and all that was left out, each piece with its reason. No line of
//! the page is lost: it stands in a field, in the document or among the removed. An entry of a
//! [`Feed`] is read as a page, too.

mod align;
mod cue_file;
mod cues;
mod date;
mod date_parse;
mod date_tokens;
mod decode;
mod document;
mod doubt;
mod enclosed;
mod export;
mod feed;
mod fields;
mod fold;
mod front_matter;
mod hidden;
mod html;
mod inline;
mod json;
mod language;
mod letter;
mod link;
mod lookalike;
mod mail;
mod markdown;
mod mend;
mod note;
mod pace;
mod page;
mod picture;
mod raw;
mod recurring;
mod removed;
mod span;
mod stated;
mod survey;
mod time_parse;
mod to_epub;
mod to_html;
mod to_markdown;
mod to_page;
mod utf_16;
mod verse;

use crate::text::Direction;

pub use date::{Date, Published, Time};
pub use document::{BETWEEN_CELLS, BETWEEN_HALVES, Block, BlockKind, Document, Words};
pub use enclosed::enclosed;
pub use export::{Record, RemovedRecord, facts, to_json, to_text};
pub use feed::{Feed, FeedForm};
pub use hidden::Hidden;
pub use language::{Language, language_names};
pub use link::{Link, spelled, target};
pub use lookalike::{Lookalike, lookalikes};
pub use mend::Mending;
pub use note::NoteWay;
pub use pace::words_a_minute;
pub use picture::Picture;
pub use raw::{Origin, Raw};
pub use recurring::Recurring;
pub use removed::{Reason, Removed};
pub use span::SpanKind;
pub use survey::{Survey, survey};
pub use to_epub::{Epub, EpubFile, MIMETYPE};
pub use to_html::to_html;
pub use to_markdown::to_markdown;
pub use to_page::to_page;

/// Reads the bytes of a page. Whatever is text yields an article, in time linear in its size.
/// A text of more than 512 KiB is a long document: only its head is looked at for a title and the
/// like, and the rest is shown as it stands.
///
/// ```
/// let article = akhbar::article::read("A ship\n\nIt sailed.".as_bytes())?;
/// assert_eq!(article.title.as_deref(), Some("A ship"));
/// # Ok::<(), akhbar::article::Unreadable>(())
/// ```
pub fn read(raw: impl Into<Raw>) -> Result<Article, Unreadable> {
    let mut article = glance(raw)?;
    if article.document.whole_text().len() <= page::LONG {
        language::tell_blocks(&mut article);
    }
    article.document.link_bare();
    Ok(article)
}

/// Reads a page as [`read`] does, but leaves out what no list shows: which blocks are in another
/// language, and the links that are only spelled out.
///
/// # Errors
/// As those of [`read`].
pub fn glance(raw: impl Into<Raw>) -> Result<Article, Unreadable> {
    let raw = raw.into();
    let (n_bytes, saved, origin) = (raw.n_bytes(), raw.saved, raw.origin.clone());
    if mail::is_mail(raw.beginning()) {
        let article = mail::extract(&raw.into_bytes())?;
        return finish(article, n_bytes, saved);
    }
    let decoded = decode::decode(raw)?;
    let (text, mending) = mend::mend(decoded.text);
    let (kind, mut article) = match () {
        () if let Some(feed) = &origin.feed => (Kind::Feed, feed::extract(&text, feed)),
        () if decode::is_html(&text) => {
            (Kind::Html, html::extract(&text, origin.address.as_deref()))
        }
        () if origin.is_markdown || markdown::is_markdown(&text) => {
            let article = markdown::extract(&text, origin.address.as_deref());
            (Kind::Markdown, article)
        }
        () => match json::extract(&text) {
            Some(article) => (Kind::Json, article),
            None => (Kind::Plain, plain(text)),
        },
    };
    if let Some(address) = origin.address.filter(|_| kind != Kind::Feed) {
        fields::take(&mut article, vec![("url".into(), vec![address])]);
    }
    article.facts.kind = kind;
    if mending != Mending::default() {
        article.facts.mending = mending;
    }
    article.facts.encoding = decoded.encoding;
    article.facts.lossy = decoded.lossy;
    finish(article, n_bytes, saved)
}

/// The text that the bytes of a file are, in whatever encoding.
///
/// # Errors
/// Where they are none.
pub fn decoded(raw: impl Into<Raw>) -> Result<String, Unreadable> {
    decode::decode(raw.into()).map(|decoded| decoded.text)
}

/// HTML or plain text from inside something else, which may say what its address is → an article.
fn extract(text: String, is_html: bool, address: Option<&str>) -> Article {
    let (text, mending) = mend::mend(text);
    let mut article = match is_html {
        true => html::extract(&text, address),
        false => plain(text),
    };
    article.facts.mending = mending;
    article
}

/// Plain text, which may name its fields line by line at its top → an article.
fn plain(mut text: String) -> Article {
    let Some((named, rest)) = front_matter::labelled(&text) else {
        return page::extract(text);
    };
    let at = text.len() - rest.len();
    let n_above = text[..at].matches('\n').count();
    let hidden = Hidden::of(&text);
    text.drain(..at);
    let mut article = page::extract(text);
    for removed in &mut article.removed {
        removed.line_idx += n_above;
    }
    article.facts.n_lines += n_above;
    article.facts.hidden = hidden;
    fields::take(&mut article, named);
    article
}

fn finish(mut article: Article, n_bytes: usize, saved: Option<i64>) -> Result<Article, Unreadable> {
    if article.document.blocks().is_empty() {
        return Err(Unreadable::Blank);
    }
    article.facts.n_bytes = n_bytes;
    article.facts.saved = saved.and_then(Published::at).or(article.facts.saved);
    Ok(article)
}

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
    /// The pictures of the page, in its order.
    pub pictures: Vec<Picture>,
    /// What was left out of the document, in the order of the page.
    pub removed: Vec<Removed>,
    /// What the page is, as a file.
    pub facts: Facts,
}

impl Article {
    /// Goes on with the next page of the same article. Its fields are those of the first page: what
    /// the next one says again is kept among the removed.
    pub fn go_on(&mut self, next: Self) {
        let n_blocks = self.document.blocks().len();
        let n_lines = self.facts.n_lines;
        let again = next
            .title
            .into_iter()
            .chain(next.subtitle)
            .chain(next.byline);
        let again = again.map(|text| Removed {
            text,
            reason: Reason::Repeated,
            line_idx: n_lines,
            before_block: n_blocks,
        });
        self.removed.extend(again);
        self.removed
            .extend(next.removed.into_iter().map(|line| Removed {
                line_idx: line.line_idx + n_lines,
                before_block: line.before_block + n_blocks,
                ..line
            }));
        self.pictures
            .extend(next.pictures.into_iter().map(|picture| Picture {
                before_block: picture.before_block + n_blocks,
                ..picture
            }));
        self.document.append(&next.document);
        self.facts.n_bytes += next.facts.n_bytes;
        self.facts.n_lines += next.facts.n_lines;
        self.facts.lossy |= next.facts.lossy;
        self.facts.next = next.facts.next;
    }
}

/// What a page is, as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The encoding it was read in, by its WHATWG name.
    pub encoding: &'static str,
    /// What it is written in.
    pub kind: Kind,
    /// Its address on the web, where it states one.
    pub address: Option<String>,
    /// Where the article goes on, as the page states it: a whole address, or a link on a page whose
    /// address nobody knows.
    pub next: Option<String>,
    /// Its size in bytes.
    pub n_bytes: usize,
    /// Its lines, blank ones included; of HTML its passages.
    pub n_lines: usize,
    /// Whether bytes had to be replaced because the encoding does not know them.
    pub lossy: bool,
    /// What was mended before it was read.
    pub mending: Mending,
    /// The characters in its text that nobody sees.
    pub hidden: Hidden,
    /// When it was last written, in UTC; none where nobody knows.
    pub saved: Option<Published>,
}

/// What a page is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but text.
    #[default]
    Plain,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// A message, as mail programs save it.
    Mail,
    /// An object of JSON with the text and what is known of it.
    Json,
    /// An entry of a feed.
    Feed,
}

/// Why bytes cannot be read as a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// There are only blanks in it.
    #[error("there is no text in the file")]
    Blank,
    /// It is no text.
    #[error("not a text file{}", kind.map(|kind| format!(" but {kind}")).unwrap_or_default())]
    Binary {
        /// What it is instead, with its article, where its first bytes tell.
        kind: Option<&'static str>,
    },
}
