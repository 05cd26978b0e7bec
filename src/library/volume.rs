//! Files of many pages: a page on each line as an object of JSON (crawls), records of a web
//! archive (WARC), files in a tar archive; packed or not. Their pages are listed while the file is
//! read through, each by the place where it begins, and read from there when they are asked for.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use crate::article::Raw;
use crate::library::file::{self, LIMIT_MB};
use crate::library::held::Held;
use crate::library::{Source, Trouble, tar, unpack, warc};
use crate::text::one_line;

/// A file of many pages.
#[derive(Debug)]
pub struct Volume {
    /// None for standard input.
    path: Option<PathBuf>,
    form: Form,
    /// What is in it, where it had to be unpacked to be read from any place.
    held: Option<Held>,
}

/// Where a page of a volume begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    start: u64,
    /// The number of its line, its record or its file, from 1.
    pub number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// An object of JSON on each line.
    Lines,
    /// Records of a web archive.
    Warc,
    /// The same, each packed by itself.
    PackedWarc,
    /// A tar archive.
    Tar,
}

type Input = Box<dyn BufRead + Send>;

/// Ends of names that files of many pages have; in folders no others are looked into.
const ENDS: &[&str] = &[
    ".jsonl", ".ndjson", ".json", ".warc", ".wet", ".tar", ".tgz",
];

/// Whether the name of a file may be that of one page too: most objects of JSON are.
pub(crate) fn may_be_one(path: &Path) -> bool {
    let end = path.extension();
    end.is_some_and(|end| end.eq_ignore_ascii_case("json"))
}

/// Whether a file is looked into by its name.
pub(crate) fn may_hold_many(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let ends = |end: &str| {
        let start = name.len().checked_sub(end.len());
        start.is_some_and(|start| name[start..].eq_ignore_ascii_case(end.as_bytes()))
    };
    let packed = |end: &&str| {
        let packed = [".gz", ".zst"].map(|pack| format!("{end}{pack}"));
        packed.iter().any(|end| ends(end))
    };
    ENDS.iter().any(|end| ends(end)) || (ends(".gz") || ends(".zst")) && ENDS.iter().any(packed)
}

impl PartialEq for Volume {
    fn eq(&self, other: &Self) -> bool {
        let held = |volume: &Self| volume.held.as_ref().map(Held::n_bytes);
        (&self.path, self.form, held(self)) == (&other.path, other.form, held(other))
    }
}

impl Eq for Volume {}

impl Volume {
    /// The volume that a source is; none where it is a single page, or cannot be looked into.
    ///
    /// # Errors
    /// Where it is one and cannot be unpacked.
    pub(crate) fn of(source: &Source) -> Result<Option<Self>, Trouble> {
        match source {
            Source::File(path) => {
                let is_file = std::fs::metadata(path).is_ok_and(|found| found.is_file());
                let name = one_line(&path.to_string_lossy());
                match file::open_at_once(path) {
                    Ok(file) if is_file => {
                        let n_bytes = file.metadata().map_or(0, |found| found.len());
                        Self::look(Some(path.clone()), name, BufReader::new(file), n_bytes)
                    }
                    // Reading it says what is wrong.
                    _ => Ok(None),
                }
            }
            Source::Input(held) => {
                let found = Self::look(None, "-".into(), held.read_from(0), held.n_bytes())?;
                Ok(found.map(|mut volume| {
                    volume.held.get_or_insert_with(|| held.clone());
                    volume
                }))
            }
            _ => Ok(None),
        }
    }

    fn look(
        path: Option<PathBuf>,
        name: String,
        mut input: impl BufRead + Send + 'static,
        n_packed: u64,
    ) -> Result<Option<Self>, Trouble> {
        let Ok(first) = input.fill_buf() else {
            return Ok(None);
        };
        let volume = |path, form, held| Some(Self { path, form, held });
        if !unpack::is_packed(first) {
            return Ok(form(first).and_then(|form| volume(path, form, None)));
        }
        let is_gzip = unpack::is_gzip(first);
        let mut beginning = Vec::new();
        let broken = |error: io::Error| Trouble::Broken {
            name: name.clone(),
            error,
        };
        // What is broken is one page that cannot be read.
        let Ok(input) = unpack::unpacked(input) else {
            return Ok(None);
        };
        let mut input = input;
        // What comes before a cut tells what it is too.
        let read = input.by_ref().take(BEGINNING).read_to_end(&mut beginning);
        let Some(form) = form(&beginning) else {
            return Ok(None);
        };
        if let (Form::Warc, true, Some(file)) = (form, is_gzip, &path)
            && packs_each_record(file).map_err(broken)?
        {
            return Ok(volume(path, Form::PackedWarc, None));
        }
        read.map_err(broken)?;
        let whole = Cursor::new(beginning).chain(input);
        let is_bomb = |n_bytes| unpack::is_bomb(n_packed, n_bytes);
        let held = Held::of(whole, &name, IN_MEMORY, is_bomb)?;
        Ok(volume(path, form, Some(held)))
    }

    /// Its name for people, clean and on one line.
    pub fn name(&self) -> String {
        match &self.path {
            Some(path) => one_line(&path.to_string_lossy()),
            None => "-".into(),
        }
    }

    /// The file; none for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Its pages in their order, each found when it is asked for.
    pub(crate) fn entries(volume: &Arc<Self>) -> Result<Entries, Trouble> {
        Ok(Entries {
            input: Counted {
                input: volume.open(0)?,
                n_bytes: 0,
            },
            volume: Arc::clone(volume),
            number: 0,
            any: false,
            is_over: false,
        })
    }

    fn open(&self, start: u64) -> Result<Input, Trouble> {
        let trouble = |error| Trouble::from_io(&self.name(), error);
        match (&self.held, &self.path) {
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
        let name = format!("{}:{}", self.name(), place.number);
        let broken = |error| Trouble::Broken {
            name: name.clone(),
            error,
        };
        let mut input = self.open(place.start)?;
        let read = match self.form {
            Form::Lines => {
                let mut line = Vec::new();
                let limit = (LIMIT_MB << 20) + 1;
                let read = input.take(limit).read_until(b'\n', &mut line);
                read.map(|_| (line, Raw::default()))
            }
            Form::Warc => warc::read(&mut input),
            Form::PackedWarc => warc::read(&mut BufReader::new(GzDecoder::new(input))),
            Form::Tar => tar::read(&mut input),
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

/// Bytes that tell what a file is.
const BEGINNING: u64 = 64 * 1024;

fn form(first: &[u8]) -> Option<Form> {
    if first.starts_with(b"WARC/") {
        return Some(Form::Warc);
    }
    if tar::is_tar(first) {
        return Some(Form::Tar);
    }
    let is_object = |line: &[u8]| {
        line.trim_ascii_start().starts_with(b"{\"") || line.trim_ascii_start().starts_with(b"{ \"")
    };
    let text = first
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(first)
        .trim_ascii_start();
    let (line, rest) = text.split_at(text.iter().position(|b| *b == b'\n')?);
    let is_whole = line.trim_ascii_end().ends_with(b"}");
    (is_object(line) && is_whole && is_object(rest)).then_some(Form::Lines)
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

/// The pages of a volume, found one after the other.
#[derive(Debug)]
pub(crate) struct Entries {
    volume: Arc<Volume>,
    input: Counted,
    number: u32,
    /// Whether there was one.
    any: bool,
    is_over: bool,
}

impl Entries {
    /// The next thing in the volume; whether it is a page.
    fn step(&mut self) -> io::Result<Option<bool>> {
        match self.volume.form {
            Form::Lines => line(&mut self.input),
            Form::Warc => warc::skip(&mut self.input),
            Form::Tar => tar::skip(&mut self.input),
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
        while !self.is_over {
            let start = self.input.n_bytes;
            self.number = self.number.saturating_add(1);
            match self.step() {
                Ok(Some(true)) => {
                    self.any = true;
                    let number = self.number;
                    let place = Place { start, number };
                    return Some(Ok(Source::Part(Arc::clone(&self.volume), place)));
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
        None
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
