//! The pages of a volume, found one after the other: what a step finds is known by the byte from which
//! on it was looked for.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use crate::library::form::Form;
use crate::library::volume::{Input, Place, Volume};
use crate::library::{Source, Trouble, feed, mailbox, tar, warc};

/// The pages of a volume.
#[derive(Debug)]
pub(crate) struct Entries {
    volume: Arc<Volume>,
    input: Counted,
    number: u32,
    /// Whether there was one.
    any: bool,
    is_over: bool,
    /// Whether volumes in it are looked into.
    is_deep: bool,
    /// Whether what was found last may be a volume by its name.
    may_hold_many: bool,
    /// The pages to come of a volume in it.
    inner: Option<Box<Self>>,
}

impl Entries {
    /// The pages of a volume in their order, those of volumes in it among them, each found when it is
    /// asked for.
    pub(crate) fn of(volume: &Arc<Volume>) -> Result<Self, Trouble> {
        let is_deep = true;
        Self::flat(volume).map(|entries| Self { is_deep, ..entries })
    }

    /// The same of a source that is a volume; none where it is one page.
    pub(crate) fn behind(source: &Source) -> Result<Option<Self>, Trouble> {
        let volume = Volume::of(source)?.map(Arc::new);
        volume.map(|volume| Self::of(&volume)).transpose()
    }

    /// The same where a volume in it is one page.
    pub(crate) fn flat(volume: &Arc<Volume>) -> Result<Self, Trouble> {
        let n_bytes = volume.start();
        let input = volume.open(n_bytes)?;
        Ok(Self {
            input: Counted { input, n_bytes },
            volume: Arc::clone(volume),
            number: 0,
            any: false,
            is_over: false,
            is_deep: false,
            may_hold_many: false,
            inner: None,
        })
    }

    /// Opens a page that is a volume, to go on with the pages of that.
    fn open(&mut self, page: Source) -> Option<Result<Source, Trouble>> {
        if !(self.is_deep && self.may_hold_many) {
            return Some(Ok(page));
        }
        match Self::behind(&page) {
            Ok(Some(entries)) => {
                self.inner = Some(Box::new(entries));
                None
            }
            Ok(None) => Some(Ok(page)),
            Err(trouble) => Some(Err(trouble)),
        }
    }

    /// The next thing in the volume; whether it is a page.
    fn step(&mut self) -> io::Result<Option<bool>> {
        match self.volume.form() {
            Form::Lines => line(&mut self.input),
            Form::Warc => warc::skip(&mut self.input),
            Form::Tar => {
                let file = tar::skip(&mut self.input)?;
                self.may_hold_many = file.as_ref().is_some_and(|file| file.may_hold_many);
                Ok(file.map(|file| file.may_be_page))
            }
            Form::Feed(feed) => feed::skip(&mut self.input, feed.form()),
            Form::Mailbox => mailbox::skip(&mut self.input),
            Form::PackedWarc => {
                if self.input.fill_buf()?.is_empty() {
                    return Ok(None);
                }
                let mut member = BufReader::new(GzDecoder::new(&mut self.input));
                let found = warc::skip(&mut member)?;
                io::copy(&mut member, &mut io::sink())?;
                Ok(found.or(Some(false)))
            }
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Source, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entries) = &mut self.inner {
                match entries.next() {
                    Some(page) => return Some(page),
                    None => self.inner = None,
                }
            }
            if self.is_over {
                return None;
            }
            let start = self.input.n_bytes;
            self.number = self.number.saturating_add(1);
            match self.step() {
                Ok(Some(true)) => {
                    self.any = true;
                    let number = self.number;
                    let place = Place { start, number };
                    let page = Source::Part(Arc::clone(&self.volume), place);
                    if let Some(page) = self.open(page) {
                        return Some(page);
                    }
                }
                Ok(Some(false)) => {}
                Ok(None) => {
                    self.is_over = true;
                    let name = self.volume.name();
                    return (!self.any).then_some(Err(Trouble::NoPages { name }));
                }
                // The pages before it are there.
                Err(error) => {
                    self.is_over = true;
                    let name = self.volume.name();
                    return Some(Err(Trouble::Broken { name, error }));
                }
            }
        }
    }
}

/// Goes behind a line; says whether there is anything in it.
fn line(input: &mut impl BufRead) -> io::Result<Option<bool>> {
    let (mut n_bytes, mut is_blank) = (0, true);
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok((n_bytes > 0).then_some(!is_blank));
        }
        let end = memchr::memchr(b'\n', buffer);
        let n_read = end.map_or(buffer.len(), |end| end + 1);
        is_blank = is_blank && buffer[..n_read].trim_ascii().is_empty();
        n_bytes += n_read;
        input.consume(n_read);
        if end.is_some() {
            return Ok(Some(!is_blank));
        }
    }
}

/// A reader that knows how far it is.
struct Counted {
    input: Input,
    n_bytes: u64,
}

impl fmt::Debug for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}", self.n_bytes)
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n_read = self.input.read(out)?;
        self.n_bytes += n_read as u64;
        Ok(n_read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.n_bytes += n_bytes as u64;
        self.input.consume(n_bytes);
    }
}
