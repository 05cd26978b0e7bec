//! Files of many pages: a page on each line as an object of JSON (crawls), records of a web
//! archive (WARC), files in a tar archive, entries of a feed, messages of a mailbox; packed or not, and
//! any of them in a tar archive. Their pages are listed while the file is read through, each by the place where it begins, and read
//! from there when they are asked for.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use crate::article::{self, Feed, Raw};
use crate::library::file::{self, LIMIT_MB};
use crate::library::form::Form;
use crate::library::held::Held;
use crate::library::{Source, Trouble, WebPage, feed, mailbox, tar, unpack, warc};
use crate::text::one_line;

/// A file of many pages.
#[derive(Debug)]
pub struct Volume {
    home: Home,
    form: Form,
    /// What is in it, where it had to be unpacked to be read from any place.
    held: Option<Held>,
}

/// Where a page of a volume begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub(crate) start: u64,
    /// The number of its line, its record or its file, from 1.
    pub number: u32,
}

/// Where a volume is from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Home {
    File(PathBuf),
    /// Standard input.
    Input,
    Web(Arc<WebPage>),
    /// A file in a tar archive.
    Part(Arc<Volume>, Place),
}

pub(crate) type Input = Box<dyn BufRead + Send>;

impl PartialEq for Volume {
    fn eq(&self, other: &Self) -> bool {
        let held = |volume: &Self| volume.held.as_ref().map(Held::n_bytes);
        (&self.home, &self.form, held(self)) == (&other.home, &other.form, held(other))
    }
}

impl Eq for Volume {}

impl Volume {
    /// The volume that a source is; none where it is a single page, or cannot be looked into. Nothing is
    /// fetched for it.
    ///
    /// # Errors
    /// Where it is one and cannot be unpacked.
    pub(crate) fn of(source: &Source) -> Result<Option<Self>, Trouble> {
        match source {
            Source::File(path) => {
                let is_file = std::fs::metadata(path).is_ok_and(|found| found.is_file());
                match file::open_at_once(path) {
                    Ok(file) if is_file => {
                        let n_bytes = file.metadata().map_or(0, |found| found.len());
                        Self::look(
                            Home::File(path.clone()),
                            None,
                            Box::new(BufReader::new(file)),
                            n_bytes,
                        )
                    }
                    // Reading it says what is wrong.
                    _ => Ok(None),
                }
            }
            Source::Input(held) => Self::look_at_held(Home::Input, held.clone()),
            Source::Web(page) if page.is_at_hand() => {
                let bytes = page.raw()?.into_bytes();
                let found =
                    Self::look_at_held(Home::Web(Arc::clone(page)), Held::Memory(bytes.into()))?;
                Ok(found.filter(|volume| matches!(volume.form, Form::Feed(_))))
            }
            Source::Part(outer, place)
                if matches!(outer.form, Form::Tar) && outer.numbers(*place).count() <= DEEPEST =>
            {
                // Reading it says what is wrong.
                let Ok(raw) = outer.raw(*place) else {
                    return Ok(None);
                };
                let home = Home::Part(Arc::clone(outer), *place);
                let found = Self::look_at_held(home, Held::Memory(raw.into_bytes().into()))?;
                found.map(Self::in_little_memory).transpose()
            }
            _ => Ok(None),
        }
    }

    /// The number of a page in it, its own in the one that it is in, and so on.
    pub(crate) fn numbers(&self, place: Place) -> impl Iterator<Item = u32> {
        let mut volume = self;
        std::iter::successors(Some(place), move |_| match &volume.home {
            Home::Part(outer, place) => {
                volume = outer;
                Some(*place)
            }
            _ => None,
        })
        .map(|place| place.number)
    }

    /// The same, on the disk where it is large.
    fn in_little_memory(self) -> Result<Self, Trouble> {
        let held = self.held.as_ref().map(|held| {
            let never = |_| false;
            Held::of(held.read_from(0), &self.name(), IN_MEMORY, never)
        });
        Ok(Self {
            held: held.transpose()?,
            ..self
        })
    }

    fn look_at_held(home: Home, held: Held) -> Result<Option<Self>, Trouble> {
        let (input, n_bytes) = (held.read_from(0), held.n_bytes());
        Self::look(home, Some(held), input, n_bytes)
    }

    /// Looks into an input, of which all is also held where it comes but once.
    fn look(
        home: Home,
        held: Option<Held>,
        mut input: Input,
        n_packed: u64,
    ) -> Result<Option<Self>, Trouble> {
        let mut first = Vec::new();
        if input
            .by_ref()
            .take(BEGINNING)
            .read_to_end(&mut first)
            .is_err()
        {
            return Ok(None);
        }
        let is_packed = unpack::is_packed(&first);
        if !is_packed {
            let volume = Form::of(&first).map(|form| Self { home, form, held });
            return volume.map_or(Ok(None), Self::looked_through);
        }
        let is_gzip = unpack::is_gzip(&first);
        let name = home.name();
        let broken = |error: io::Error| Trouble::Broken {
            name: name.clone(),
            error,
        };
        // What is broken is one page that cannot be read.
        let Ok(mut input) = unpack::unpacked(Cursor::new(first).chain(input)) else {
            return Ok(None);
        };
        let mut beginning = Vec::new();
        // What comes before a cut tells what it is too.
        let read = input.by_ref().take(BEGINNING).read_to_end(&mut beginning);
        let Some(form) = Form::of(&beginning) else {
            return Ok(None);
        };
        if let (Form::Warc, true, Home::File(file)) = (&form, is_gzip, &home)
            && packs_each_record(file).map_err(broken)?
        {
            let form = Form::PackedWarc;
            return Ok(Some(Self { home, form, held }));
        }
        read.map_err(broken)?;
        let whole = Cursor::new(beginning).chain(input);
        let is_bomb = |n_bytes| unpack::is_bomb(n_packed, n_bytes);
        let held = Some(Held::of(whole, &name, IN_MEMORY, is_bomb)?);
        Self { home, form, held }.looked_through()
    }

    /// It, once more of it has been looked at than its beginning; none where it is one page after all.
    fn looked_through(mut self) -> Result<Option<Self>, Trouble> {
        let name = self.name();
        let broken = |error: io::Error| Trouble::Broken {
            name: name.clone(),
            error,
        };
        match &self.form {
            Form::Mailbox => {
                let mut input = self.open(0)?;
                let found = mailbox::skip(&mut input)
                    .and_then(|_| input.fill_buf().map(|rest| !rest.is_empty()));
                Ok(found.unwrap_or(false).then_some(self))
            }
            Form::Feed(feed) if feed.is_wide() => {
                let bytes = file::read_all(self.open(0)?, Raw::default(), &name, |_| false)?;
                let text = article::decoded(bytes).unwrap_or_default();
                let Some(feed) = Feed::of(
                    text.as_bytes()
                        .get(..BEGINNING as usize)
                        .unwrap_or(text.as_bytes()),
                ) else {
                    return Ok(None);
                };
                self.form = Form::Feed(Arc::new(feed));
                self.held = Some(
                    Held::of(text.as_bytes(), &name, IN_MEMORY, |_| false).map_err(|trouble| {
                        match trouble {
                            Trouble::Broken { error, .. } => broken(error),
                            trouble => trouble,
                        }
                    })?,
                );
                Ok(Some(self))
            }
            Form::Feed(feed) => {
                if let Home::Web(page) = &self.home {
                    let feed = Feed::clone(feed).from_address(page.address().as_str());
                    self.form = Form::Feed(Arc::new(feed));
                }
                Ok(Some(self))
            }
            _ => Ok(Some(self)),
        }
    }

    /// Its name for people, clean and on one line.
    pub fn name(&self) -> String {
        self.home.name()
    }

    /// The name of one of its pages.
    pub(crate) fn name_of(&self, place: Place) -> String {
        format!("{}:{}", self.name(), place.number)
    }

    /// The file that it is, or is in; none for standard input and the web.
    pub fn path(&self) -> Option<&Path> {
        match &self.home {
            Home::File(path) => Some(path),
            Home::Part(outer, _) => outer.path(),
            _ => None,
        }
    }

    /// The page of the web that it is.
    pub(crate) fn page(&self) -> Option<&Arc<WebPage>> {
        match &self.home {
            Home::Web(page) => Some(page),
            _ => None,
        }
    }

    pub(crate) fn form(&self) -> &Form {
        &self.form
    }

    /// Whether it is a feed.
    pub(crate) fn is_feed(&self) -> bool {
        matches!(self.form, Form::Feed(_))
    }

    /// The byte from which on there are pages.
    pub(crate) fn start(&self) -> u64 {
        match &self.form {
            Form::Feed(feed) => feed.start() as u64,
            _ => 0,
        }
    }

    /// What is in it from a byte on.
    pub(crate) fn open(&self, start: u64) -> Result<Input, Trouble> {
        let trouble = |error| Trouble::from_io(&self.name(), error);
        match (&self.held, self.path()) {
            (Some(held), _) => Ok(held.read_from(start)),
            (None, Some(path)) => {
                let mut file: File = file::open_at_once(path).map_err(trouble)?;
                file.seek(SeekFrom::Start(start)).map_err(trouble)?;
                Ok(Box::new(BufReader::new(file)))
            }
            (None, None) => Ok(Box::new(io::empty())),
        }
    }

    /// Reads one of its pages.
    pub(crate) fn raw(&self, place: Place) -> Result<Raw, Trouble> {
        let name = self.name_of(place);
        let broken = |error| Trouble::Broken {
            name: name.clone(),
            error,
        };
        let mut input = self.open(place.start)?;
        let read = match &self.form {
            Form::Lines => {
                let mut line = Vec::new();
                let limit = (LIMIT_MB << 20) + 1;
                let read = input.take(limit).read_until(b'\n', &mut line);
                read.map(|_| (line, Raw::default()))
            }
            Form::Warc => warc::read(&mut input),
            Form::PackedWarc => warc::read(&mut BufReader::new(GzDecoder::new(input))),
            Form::Tar => tar::read(&mut input),
            Form::Feed(feed) => feed::read(&mut input, feed),
            Form::Mailbox => mailbox::read(&mut input).map(|message| (message, Raw::default())),
        };
        let (bytes, mut raw) = read.map_err(broken)?;
        if unpack::is_packed(&bytes) {
            return file::read_packed(&bytes[..], bytes.len() as u64, raw, &name);
        }
        if bytes.len() as u64 > LIMIT_MB << 20 {
            let limit = LIMIT_MB;
            return Err(Trouble::TooLarge { name, limit });
        }
        raw.push(&bytes);
        Ok(raw)
    }
}

/// Fewer unpacked bytes stay in memory: many small volumes may be open at once.
const IN_MEMORY: usize = 64 * 1024;

/// A volume in so many others is not looked into: an archive may hold itself.
const DEEPEST: usize = 3;

/// Bytes that tell what a file is.
const BEGINNING: u64 = 64 * 1024;

impl Home {
    fn name(&self) -> String {
        match self {
            Self::File(path) => one_line(&path.to_string_lossy()),
            Self::Input => "-".into(),
            Self::Web(page) => page.name(),
            Self::Part(outer, place) => outer.name_of(*place),
        }
    }
}

/// Whether what is packed first is one record and nothing else.
fn packs_each_record(path: &Path) -> io::Result<bool> {
    let mut input = BufReader::new(file::open_at_once(path)?);
    let mut member = BufReader::new(GzDecoder::new(&mut input));
    if warc::skip(&mut member)?.is_none() {
        return Ok(false);
    }
    // Line ends stand behind every record.
    let mut rest = Vec::new();
    member.take(64).read_to_end(&mut rest)?;
    Ok(rest.len() < 64 && rest.trim_ascii().is_empty())
}
