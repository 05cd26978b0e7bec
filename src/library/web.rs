//! Pages of the web: each is fetched once a session and kept, so that it opens again without a
//! network. An article that goes on over more pages is put together of them.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::article::{self, Article, Raw};
use crate::library::address::Address;
use crate::library::fault::Fault;
use crate::library::kept::{self, Copy};
use crate::library::{Trouble, hash};
use crate::text::one_line;

/// The most bytes of a page, unpacked, and of all pages of an article together.
pub(crate) const LIMIT_MB: u64 = 10;

/// The most redirects that are followed.
pub(crate) const MOST_REDIRECTS: usize = 10;

/// The most pages that one article is put together of.
const MOST_PAGES: usize = 20;

/// How the web is used, by all of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Web {
    /// Whether nothing is fetched: there are only the copies that were kept.
    offline: bool,
    /// Where copies are kept; none where they are not.
    folder: Option<PathBuf>,
    patience: Patience,
}

/// How long things may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To find the host, and to reach it.
    pub connect: Duration,
    /// Until something comes, each time.
    pub read: Duration,
    /// An article with all of its pages.
    pub whole: Duration,
}

/// A page, or an article in several, at an address that the user named.
#[derive(Debug)]
pub struct WebPage {
    address: Address,
    web: Arc<Web>,
    /// What was fetched in this session.
    copy: OnceLock<Copy>,
}

/// How far a page has been fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Where from, after redirects.
    pub address: String,
    /// How much has come, in bytes.
    pub n_bytes: usize,
    /// How many pages of the article are there already.
    pub n_pages: usize,
}

/// A page as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Capture {
    pub(crate) address: String,
    /// What the server says that it is: `text/html; charset=windows-1256`.
    pub(crate) kind: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// What came of fetching.
#[derive(Debug)]
pub struct Fetched {
    /// The article.
    pub article: Article,
    /// What the user should know of it, in a sentence each: redirects, pages that are missing, that
    /// it is an earlier copy.
    pub notes: Vec<String>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(15),
            whole: Duration::from_secs(60),
        }
    }
}

impl Web {
    /// The web as the environment has it, which `env` looks up: copies are kept in `akhbar/pages` in
    /// the user's state folder (XDG). Nothing is fetched if `offline`.
    pub fn decide(env: impl Fn(&str) -> Option<String>, offline: bool) -> Self {
        let state = crate::library::keep::state_folder(env);
        Self::new(state.ok().map(|state| state.join("pages")), offline)
    }

    /// The web with copies kept in a folder.
    pub fn new(folder: Option<PathBuf>, offline: bool) -> Self {
        Self {
            offline,
            folder,
            patience: Patience::default(),
        }
    }

    /// How long fetching may take.
    ///
    /// # Errors
    /// Where nothing is to be fetched.
    pub(crate) fn patience(&self) -> Result<&Patience, Fault> {
        match self.offline {
            true => Err(Fault::Offline),
            false => Ok(&self.patience),
        }
    }

    /// The same with another patience.
    pub fn patient(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }
}

/// Whether a name is meant as an address of the web.
pub(crate) fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web))
    })
}

impl WebPage {
    /// The page of an address.
    ///
    /// # Errors
    /// Where it is none of the web.
    pub(crate) fn new(name: &str, web: &Arc<Web>) -> Result<Self, Trouble> {
        let address = Address::parse(name).map_err(|fault| trouble(name, fault))?;
        Ok(Self {
            address,
            web: Arc::clone(web),
            copy: OnceLock::new(),
        })
    }

    /// Its address for people, clean and on one line.
    pub fn name(&self) -> String {
        one_line(self.address.as_str())
    }

    /// Its address.
    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// What stands in the list until it is there.
    pub(crate) fn short_name(&self) -> String {
        let part = self.address.last_part();
        match part == self.address.host() {
            true => one_line(part),
            false => format!("{} {}", one_line(self.address.host()), one_line(part)),
        }
    }

    /// A hash of its address.
    pub(crate) fn key(&self) -> u64 {
        hash([&b"web"[..], self.address.as_str().as_bytes()])
    }

    /// Whether it has been fetched, so that reading it takes no network.
    pub fn is_at_hand(&self) -> bool {
        self.copy.get().is_some()
    }

    /// Its bytes, fetched unless that was done before; of an article in several pages the first.
    pub(crate) fn raw(&self) -> Result<Raw, Trouble> {
        if !self.is_at_hand() {
            self.fetch(|_| true)?;
        }
        let pages = self.copy.get().map(|copy| copy.captures(&self.name()));
        let first = pages.transpose()?.into_iter().flatten().next();
        Ok(first.unwrap_or_default())
    }

    /// Whether it is the page of that address.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        Address::parse(name).is_ok_and(|address| address == self.address)
    }

    /// The article, fetched unless that was done before.
    pub(crate) fn read(&self) -> Result<Article, Trouble> {
        match self.copy.get() {
            Some(copy) => self.article(&copy.captures(&self.name())?),
            None => self.fetch(|_| true).map(|fetched| fetched.article),
        }
    }

    /// Fetches the article. What is fetched is kept; where nothing can be fetched, the copy that was
    /// kept last is read. `go_on` is told how it goes and says whether to go on.
    ///
    /// # Errors
    /// Where there is neither; or where it is no page of text.
    pub fn fetch(&self, mut go_on: impl FnMut(&Progress) -> bool) -> Result<Fetched, Trouble> {
        let fetched = match self.web.offline {
            true => Err(trouble(&self.name(), Fault::Offline)),
            false => self.fetch_pages(&mut go_on),
        };
        let why = match fetched {
            Err(Trouble::Web {
                fault: Fault::Stopped,
                ..
            })
            | Ok(_) => return fetched,
            Err(why) => why,
        };
        let folder = self.web.folder.as_deref();
        let Some(copy) = folder.and_then(|folder| kept::newest(folder, &self.address)) else {
            return Err(why);
        };
        let article = self.article(&copy.captures(&self.name())?)?;
        let saved = article.facts.saved;
        let saved = saved.map(|saved| format!(" of {}", saved.to_string().replace('T', " ")));
        let saved = saved.unwrap_or_default();
        let note = match self.web.offline {
            true => format!("offline: this is the copy{saved}"),
            false => format!("{}; this is the copy{saved}", why.reason()),
        };
        let _ = self.copy.set(copy);
        Ok(Fetched {
            article,
            notes: vec![note],
        })
    }

    fn fetch_pages(&self, go_on: &mut dyn FnMut(&Progress) -> bool) -> Result<Fetched, Trouble> {
        let due = Instant::now() + self.web.patience.whole;
        let mut redirects = Vec::new();
        let faulty = |fault| trouble(&self.name(), fault);
        let first = self.fetch_one(&self.address, due, &mut redirects, go_on);
        let mut captures = vec![first.map_err(faulty)?];
        let begin = Address::parse(&captures[0].address).map_err(faulty)?;
        let mut notes = Vec::new();
        if !redirects.is_empty() {
            notes.push(format!("redirected to {begin}"));
        }
        let mut article = read_capture(&self.name(), &captures[0])?;
        let mut bodies = vec![body(&article)];
        let mut at = begin.clone();
        while let Some(next) = article.facts.next.take() {
            let Ok(next) = at.join(&next) else { break };
            let is_known = captures.iter().any(|page| page.address == next.as_str());
            if is_known || !begin.goes_on_at(&next) {
                break;
            }
            let n_bytes: usize = captures.iter().map(|page| page.body.len()).sum();
            if captures.len() == MOST_PAGES || n_bytes as u64 > LIMIT_MB << 20 {
                notes.push(format!("it goes on at {next}"));
                break;
            }
            let n_pages = captures.len();
            let mut more = |progress: &Progress| {
                go_on(&Progress {
                    n_pages,
                    ..progress.clone()
                })
            };
            let page = match self.fetch_one(&next, due, &mut Vec::new(), &mut more) {
                Err(Fault::Stopped) => return Err(faulty(Fault::Stopped)),
                Err(fault) => {
                    notes.push(format!("page {} is missing: {fault}", n_pages + 1));
                    break;
                }
                Ok(page) => page,
            };
            let Ok(part) = read_capture(&self.name(), &page) else {
                break;
            };
            if page.address != next.as_str() || bodies.contains(&body(&part)) {
                break;
            }
            bodies.push(body(&part));
            article.go_on(part);
            captures.push(page);
            at = next;
        }
        let folder = self.web.folder.as_deref();
        let copy = match folder.map(|folder| kept::keep(folder, &self.address, &captures)) {
            Some(Ok(copy)) => copy,
            not_kept => {
                if let Some(Err(error)) = not_kept {
                    notes.push(format!("it could not be kept: {error}"));
                }
                Copy::Held(kept::pack(&captures).into())
            }
        };
        let _ = self.copy.set(copy);
        Ok(Fetched { article, notes })
    }

    #[cfg(feature = "web")]
    fn fetch_one(
        &self,
        address: &Address,
        due: Instant,
        redirects: &mut Vec<Address>,
        go_on: &mut dyn FnMut(&Progress) -> bool,
    ) -> Result<Capture, Fault> {
        use crate::library::fetch::{Wanted, fetch};
        let wanted = Wanted::page(address);
        fetch(address, &wanted, &self.web.patience, due, redirects, go_on)
    }

    #[cfg(not(feature = "web"))]
    fn fetch_one(
        &self,
        _: &Address,
        _: Instant,
        _: &mut Vec<Address>,
        _: &mut dyn FnMut(&Progress) -> bool,
    ) -> Result<Capture, Fault> {
        Err(Fault::NoWeb)
    }

    /// The article that pages make together.
    fn article(&self, pages: &[Raw]) -> Result<Article, Trouble> {
        let mut parts = pages
            .iter()
            .map(|page| read_raw(&self.name(), page.clone()));
        let mut article = parts.next().unwrap_or_else(|| {
            Err(trouble(
                &self.name(),
                Fault::Broken("the copy is empty".into()),
            ))
        })?;
        for part in parts {
            article.go_on(part?);
        }
        Ok(article)
    }
}

impl PartialEq for WebPage {
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

impl Eq for WebPage {}

impl fmt::Display for Progress {
    /// `, page 2, 120 KB: https://example.org/news`, to stand behind a word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.n_pages > 0 {
            write!(f, ", page {}", self.n_pages + 1)?;
        }
        match self.n_bytes / 1024 {
            0 => {}
            n_kb => write!(f, ", {n_kb} KB")?,
        }
        write!(f, ": {}", one_line(&self.address))
    }
}

fn trouble(name: &str, fault: Fault) -> Trouble {
    Trouble::Web {
        name: one_line(name),
        fault,
    }
}

fn read_capture(name: &str, page: &Capture) -> Result<Article, Trouble> {
    read_raw(name, kept::raw(page, crate::library::keep::now() / 1000))
}

fn read_raw(name: &str, raw: Raw) -> Result<Article, Trouble> {
    article::read(raw).map_err(|unreadable| Trouble::NoPage {
        name: name.to_owned(),
        unreadable,
    })
}

/// A hash of the text of an article.
fn body(article: &Article) -> u64 {
    hash(article.document.paragraphs().map(str::as_bytes))
}
