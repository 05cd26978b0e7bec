//! What there is to read: in, the sources that the user named; out, the pages behind them and the
//! articles in those. The one folder that touches the disk and the network.

mod address;
mod bundled;
mod companion;
mod entries;
mod export;
mod fault;
mod feed;
#[cfg(feature = "web")]
mod fetch;
mod file;
mod form;
mod held;
mod keep;
mod kept;
mod line;
mod mailbox;
pub mod memory;
mod picture;
#[cfg(feature = "web")]
mod public;
mod source;
mod tar;
mod trouble;
#[cfg(feature = "web")]
mod trust;
mod unpack;
mod volume;
mod walk;
mod warc;
mod watch;
mod web;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::article::{self, Article, Date, Language, Raw, Unreadable, Words};
use crate::text::{Direction, Spelling, folded};

pub use export::{Book, PageFolder};
pub use fault::{Fault, STOPPED};
pub use held::Held;
pub use keep::{Forgetful, Keep, now};
pub use memory::Memory;
pub use picture::{Unseen, picture};
pub use source::Source;
pub use trouble::Trouble;
pub use volume::{Place as PartPlace, Volume};
pub use walk::{Sources, parts, sources};
pub use watch::{Changes, Watch};
pub use web::{Fetched, Patience, Progress, Web, WebPage};

/// What the list shows of a page, and what it is sorted and filtered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The headline; where the page has none, the beginning of its text.
    pub title: Title,
    /// The direction that the article runs.
    pub direction: Direction,
    /// The paper or site, else the agency.
    pub outlet: Option<Arc<Outlet>>,
    /// Hashes of its writers' names. There may be very many summaries, most with one writer or none.
    pub writers: SmallVec<[u32; 2]>,
    /// The day of publication.
    pub day: Day,
    /// The language.
    pub language: Option<Language>,
    /// How many words it has, counted or estimated.
    pub n_words: u32,
    /// A hash of its title and the beginning of its text, by which it is known again.
    pub print: u64,
}

/// A day, or none, in four bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day(u32);

/// A title as it is shown, and as it is searched in. There may be very many: it is kept small.
#[derive(Clone, PartialEq, Eq)]
pub struct Title {
    /// As it is shown; behind a line end what is other where it is searched in: of each such
    /// character its number as a character, and the other one. Where those two forms have not as
    /// many characters, or share few, behind two line ends all of the second.
    texts: Box<str>,
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
    read_by(source, article::read)
}

/// Looks into the page behind a source for what the list shows of it.
///
/// # Errors
/// As those of [`read`].
pub fn summarise(source: &Source) -> Result<Summary, Trouble> {
    read_by(source, article::glance).map(|article| Summary::of(&article))
}

fn read_by(
    source: &Source,
    read: impl FnOnce(Raw) -> Result<Article, Unreadable>,
) -> Result<Article, Trouble> {
    if let Source::Web(page) = source {
        return page.read();
    }
    read(source.raw()?).map_err(|unreadable| Trouble::NoPage {
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
            writers: article.byline.iter().map(|name| writer(name)).collect(),
            day: Day::new(article.published.date),
            print: print(article),
            language: article.language.and_then(Language::of),
            n_words: u32::try_from(n_words).unwrap_or(u32::MAX),
        }
    }
}

impl Title {
    /// A title.
    pub fn new(title: &str) -> Self {
        let folded = fold(title);
        let shown = title.replace('\n', " ");
        let texts = match others(&shown, &folded) {
            Some(others) if others.is_empty() => shown,
            Some(others) if others.len() <= folded.len() => format!("{shown}\n{others}"),
            _ => format!("{shown}\n\n{folded}"),
        };
        Self {
            texts: texts.into(),
        }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        self.texts.split('\n').next().unwrap_or_default()
    }

    /// As it is searched in: folded to the usual spelling.
    pub fn folded(&self) -> Cow<'_, str> {
        let shown = self.as_str();
        let others = self.texts.get(shown.len() + 1..).unwrap_or_default();
        if let Some(folded) = others.strip_prefix('\n') {
            return folded.into();
        }
        let mut others = others.chars();
        let mut next = others.next();
        let small = shown.chars().enumerate().map(|(number, c)| {
            if next != Some(numeral(number)) {
                return c.to_ascii_lowercase();
            }
            let other = others.next().unwrap_or(c);
            next = others.next();
            other
        });
        small.collect()
    }
}

/// The characters of the second form that are other than those of the first in lower case, each
/// behind its number; none where the forms have not as many, or too many.
fn others(shown: &str, folded: &str) -> Option<String> {
    let small = shown.chars().map(|c| c.to_ascii_lowercase());
    let pairs = small.clone().zip(folded.chars()).enumerate();
    let others = pairs.filter(|(_, (one, other))| one != other);
    let others = others.flat_map(|(number, (_, other))| [numeral(number), other]);
    let n_chars = folded.chars().count();
    (small.count() == n_chars && n_chars <= MOST_NUMBERED).then(|| others.collect())
}

/// Up to here [`numeral`] gives each number a character of its own.
const MOST_NUMBERED: usize = 0xD000;

/// A number as a character, which is short where the number is small; never a line end.
fn numeral(number: usize) -> char {
    const FIRST: u32 = ' ' as u32;
    char::from_u32(number as u32 + FIRST).unwrap_or(char::MAX)
}

impl Day {
    /// That day.
    pub fn new(date: Option<Date>) -> Self {
        let packed = |date: Date| {
            (date.year.clamp(0, 9999) as u32) << 9
                | u32::from(date.month) << 5
                | u32::from(date.day)
        };
        Self(date.map_or(0, packed))
    }

    /// The date of it.
    pub fn date(self) -> Option<Date> {
        let (month, day) = ((self.0 >> 5 & 15) as u8, (self.0 & 31) as u8);
        Date::new((self.0 >> 9) as i32, month, day)
    }

    /// A number that is the larger the later it is; 0 for none.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// FNV-1a, 64 bits: short, and the same in every version and on every machine.
pub(crate) fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let with = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for piece in pieces {
        hash = piece.iter().fold(hash, |hash, byte| with(hash, *byte));
        // The end of a piece counts too: no byte of UTF-8 is 255.
        hash = with(hash, 255);
    }
    hash
}

fn writer(name: &str) -> u32 {
    hash([fold(name).as_bytes()]) as u32
}

fn print(article: &Article) -> u64 {
    const BEGINNING: usize = 1000;
    let title = article.title.as_deref().unwrap_or_default();
    let mut left = BEGINNING;
    let paragraphs = article.document.paragraphs().map_while(|text| {
        let n_bytes = text.floor_char_boundary(left);
        left -= n_bytes;
        (n_bytes > 0).then(|| &text.as_bytes()[..n_bytes])
    });
    hash(std::iter::once(title.as_bytes()).chain(paragraphs))
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
    folded(text, Spelling::Usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_kept_small_and_searched_in_its_folded_form() {
        let check = |title: &str, n_more: usize| {
            let kept = Title::new(title);
            assert_eq!(kept.as_str(), title);
            assert_eq!(kept.folded(), fold(title));
            assert_eq!(kept.texts.len(), title.len() + n_more, "{title}");
        };
        check("", 0);
        check("Ships sail", 0);
        check("وصول السفن", 0);
        check("أين السفن؟", "\n\u{20}ا\u{29}?".len());
        check("حکومت کے جہاز", "\n!ك&ك".len());
        check("Die Maßnahme", "\n\ndie massnahme".len());
        check("عَلَم", "\n\nعلم".len());
        check(&"é".repeat(40_000), "\n\n".len() + 40_000);
        let long = " ".repeat(60_000) + "آ";
        check(&long, 2 + fold(&long).len());
    }
}
