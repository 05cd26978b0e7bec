//! What there is to read: in, the sources that the user named; out, the pages behind them and the
//! articles in those. The one folder that touches the disk.

mod bundled;
mod source;
mod trouble;
mod walk;

use std::fmt;
use std::sync::Arc;

use crate::article::{self, Article, Date, Words};
use crate::text::{Direction, Folded, Spelling};

pub use source::Source;
pub use trouble::Trouble;
pub use walk::{Sources, sources};

/// What the list shows of a page, and what it is sorted and filtered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The headline; where the page has none, the beginning of its text.
    pub title: Title,
    /// The direction that the article runs.
    pub direction: Direction,
    /// The paper or site, else the agency.
    pub outlet: Option<Arc<Outlet>>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language tag.
    pub language: Option<&'static str>,
    /// How many words it has, counted or estimated.
    pub n_words: u32,
}

/// A title as it is shown, and as it is searched in. There may be very many: it is kept small.
#[derive(Clone, PartialEq, Eq)]
pub struct Title {
    /// Both, one after the other.
    texts: Box<str>,
    n_bytes: u32,
}

/// A paper or a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// The name folded to the usual spelling.
    pub folded: String,
}

/// Reads the article behind a source.
///
/// # Errors
/// Where the source cannot be read, or is no page of text.
pub fn read(source: &Source) -> Result<Article, Trouble> {
    let raw = source.raw()?;
    article::read(raw).map_err(|unreadable| Trouble::NoPage {
        name: source.name(),
        unreadable,
    })
}

impl Summary {
    /// What the list shows of an article.
    pub fn of(article: &Article) -> Self {
        const LONGEST: usize = 200;
        let beginning = || {
            let text = article.document.paragraphs().next().unwrap_or_default();
            text.chars().take(LONGEST).collect()
        };
        let title = article.title.clone().unwrap_or_else(beginning);
        let outlet = article.outlet.as_ref().or(article.agency.as_ref());
        let (Words::Counted(n_words) | Words::About(n_words)) = article.document.words();
        Self {
            title: Title::new(&title),
            direction: article.direction,
            outlet: outlet.map(|name| Arc::new(Outlet::new(name))),
            date: article.published.date,
            language: article.language,
            n_words: u32::try_from(n_words).unwrap_or(u32::MAX),
        }
    }
}

impl Title {
    /// A title.
    pub fn new(title: &str) -> Self {
        let folded = fold(title);
        let mut texts = String::with_capacity(title.len() + folded.len());
        texts.push_str(title);
        texts.push_str(&folded);
        Self {
            texts: texts.into(),
            n_bytes: title.len() as u32,
        }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.texts[..self.n_bytes as usize]
    }

    /// As it is searched in: folded to the usual spelling.
    pub fn folded(&self) -> &str {
        &self.texts[self.n_bytes as usize..]
    }
}

impl fmt::Debug for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl Outlet {
    /// An outlet of that name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            folded: fold(name),
        }
    }
}

fn fold(text: &str) -> String {
    Folded::new(text, Spelling::Usual).text
}
