//! Copies of pages that were fetched, on the disk: for each time an archive (WARC 1.1) of the pages
//! that an article is put together of, each packed by itself, as other programs read them too. A
//! copy is never replaced by one that differs: the older ones stay.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Cursor, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use crate::article::{Published, Raw};
use crate::library::address::Address;
use crate::library::file::{open_at_once, saved};
use crate::library::keep::now;
use crate::library::web::{Capture, LIMIT_MB};
use crate::library::{Trouble, hash, warc};
use crate::text::one_line;

/// What stands behind the name of a copy.
const END: &str = ".warc.gz";

/// A copy of a page.
#[derive(Clone, Debug)]
pub(crate) enum Copy {
    /// On the disk.
    Kept(PathBuf),
    /// In memory, where it could not be kept.
    Held(Arc<[u8]>),
}

impl Copy {
    /// The pages in it, in their order.
    pub(crate) fn captures(&self, name: &str) -> Result<Vec<Raw>, Trouble> {
        let broken = |error| Trouble::Broken {
            name: match self {
                Self::Kept(path) => one_line(&path.to_string_lossy()),
                Self::Held(_) => name.to_owned(),
            },
            error,
        };
        match self {
            Self::Kept(path) => {
                let file = open_at_once(path).map_err(broken)?;
                let metadata = file.metadata().map_err(broken)?;
                read(BufReader::new(file), saved(&metadata)).map_err(broken)
            }
            Self::Held(bytes) => {
                let seconds = i64::try_from(now() / 1000).ok();
                read(Cursor::new(Arc::clone(bytes)), seconds).map_err(broken)
            }
        }
    }
}

fn read(input: impl BufRead, saved: Option<i64>) -> io::Result<Vec<Raw>> {
    // A copy is bounded by what was fetched; who puts another file in its place fills nothing.
    const MOST: u64 = 3 * (LIMIT_MB << 20);
    let unpacked = io::Read::take(MultiGzDecoder::new(input), MOST);
    let mut input = BufReader::new(unpacked);
    let mut pages = Vec::new();
    while let Some((bytes, mut raw)) = warc::read_next(&mut input)? {
        raw.push(&bytes);
        raw.saved = saved;
        pages.push(raw);
    }
    Ok(pages)
}

/// A page as it is read; `seconds` since 1970 is when it came.
pub(crate) fn raw(page: &Capture, seconds: u64) -> Raw {
    let mut raw = Raw::from(&page.body);
    raw.saved = i64::try_from(seconds).ok();
    raw.origin.address = Some(page.address.clone());
    raw.origin
        .take_kind(page.kind.as_deref().unwrap_or_default());
    raw
}

/// The archive of some pages.
pub(crate) fn pack(pages: &[Capture]) -> Vec<u8> {
    let seconds = i64::try_from(now() / 1000).unwrap_or(0);
    let day = Published::at(seconds).map_or_else(String::new, |day| day.to_string());
    let day = format!("{day}:{:02}Z", seconds % 60);
    let mut packed = Vec::new();
    for page in pages {
        let kind = page.kind.as_deref().unwrap_or("text/html");
        let record = warc::write(&page.address, &one_line(kind), &day, &page.body);
        let mut encoder = GzEncoder::new(packed, Compression::default());
        let written = encoder.write_all(&record).and_then(|()| encoder.finish());
        packed = written.expect("memory takes what is written");
    }
    packed
}

/// Keeps pages in a folder as the copy of what is at an address. Where they are those of the newest
/// copy, that is as new as they are from now on.
pub(crate) fn keep(folder: &Path, address: &Address, pages: &[Capture]) -> io::Result<Copy> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    if let Some(Copy::Kept(path)) = newest(folder, address)
        && is_of(&path, pages)
    {
        let file = OpenOptions::new().write(true).open(&path)?;
        file.set_modified(SystemTime::now())?;
        return Ok(Copy::Kept(path));
    }
    let name = format!("{}{}{END}", beginning(address), now());
    let path = folder.join(&name);
    let new = folder.join(format!(".{name}.{}", std::process::id()));
    let written = write(&new, &pack(pages)).and_then(|()| {
        fs::rename(&new, &path)?;
        File::open(folder)?.sync_all()
    });
    if let Err(error) = written {
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    Ok(Copy::Kept(path))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Whether a copy is of just these pages.
fn is_of(path: &Path, pages: &[Capture]) -> bool {
    let copy = Copy::Kept(path.to_owned());
    let is_same = |(kept, page): (Raw, &Capture)| {
        kept.origin.address.as_ref() == Some(&page.address) && kept.into_bytes() == page.body
    };
    copy.captures("")
        .is_ok_and(|kept| kept.len() == pages.len() && kept.into_iter().zip(pages).all(is_same))
}

/// The newest copy of what is at an address.
pub(crate) fn newest(folder: &Path, address: &Address) -> Option<Copy> {
    let beginning = beginning(address);
    let time = |name: OsString| {
        let name = name.into_string().ok()?;
        let time = name.strip_prefix(&beginning)?.strip_suffix(END)?;
        Some((time.parse::<u64>().ok()?, name))
    };
    let names = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let (_, name) = names.filter_map(|entry| time(entry.file_name())).max()?;
    Some(Copy::Kept(folder.join(name)))
}

/// What the names of copies begin with: the host for people, and a hash of the address.
fn beginning(address: &Address) -> String {
    const LONGEST: usize = 80;
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || ".-".contains(c) {
            c
        } else {
            '_'
        }
    };
    // A name that begins with a dot would be hidden.
    let host = address.host().trim_start_matches('.').chars().map(plain);
    let host: String = host.take(LONGEST).collect();
    format!("{host}-{:016x}-", hash([address.as_str().as_bytes()]))
}
