//! What there is to read: in, the sources that the user named; out, the pages behind them and the
//! articles in those. The one folder that touches the disk.

mod bundled;
mod source;
mod trouble;

use crate::article::{self, Article, Date};
use crate::text::Direction;

pub use source::{Source, sources};
pub use trouble::Trouble;

/// What the list shows of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The headline; where the page has none, the beginning of its text.
    pub title: String,
    /// The direction that the article runs.
    pub direction: Direction,
    /// The paper or site, else the agency.
    pub outlet: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language tag.
    pub language: Option<&'static str>,
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
        Self {
            title: article.title.clone().unwrap_or_else(beginning),
            direction: article.direction,
            outlet: article.outlet.clone().or_else(|| article.agency.clone()),
            date: article.published.date,
            language: article.language,
        }
    }
}
