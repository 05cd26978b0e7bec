//! Sources: where a page comes from. Files are opened without ever waiting for a pipe or a device
//! to answer.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use crate::article::Raw;
use crate::library::{Trouble, bundled, hash};
use crate::text::one_line;

/// The most bytes of a page that are read.
const LIMIT_MB: u64 = 256;

/// Bytes that are read at once: as many as stay in the cache until they are checked.
const PIECE: usize = 256 * 1024;

/// Where one page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What stood on standard input.
    Input(Arc<[u8]>),
    /// An article that comes with the program, by its place in the list.
    Bundled(usize),
}

impl Source {
    /// Its name for people, clean and on one line.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => one_line(&path.to_string_lossy()),
            Self::Input(_) => "-".into(),
            Self::Bundled(idx) => bundled::PAGES[*idx].0.into(),
        }
    }

    /// The last part of its name: what stands in the list until the page is read.
    pub fn short_name(&self) -> String {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                one_line(&name.to_string_lossy())
            }
            _ => self.name(),
        }
    }

    /// A hash of where it is from, by which it is known again; of a relative path, of what that is
    /// in `folder`. Standard input is from nowhere: it is known by what is in it.
    pub fn key(&self, folder: &Path) -> Option<u64> {
        match self {
            Self::File(path) => {
                let absolute = match path.is_absolute() {
                    true => Cow::Borrowed(path),
                    false => {
                        let plain = path.components().filter(|part| *part != Component::CurDir);
                        Cow::Owned(folder.join(plain.collect::<PathBuf>()))
                    }
                };
                Some(hash([absolute.as_os_str().as_encoded_bytes()]))
            }
            Self::Bundled(idx) => Some(hash([&b"bundled"[..], bundled::PAGES[*idx].0.as_bytes()])),
            Self::Input(_) => None,
        }
    }

    /// Reads the page.
    ///
    /// # Errors
    /// Where it is no regular file, cannot be read, or is larger than the limit.
    pub(crate) fn raw(&self) -> Result<Raw, Trouble> {
        match self {
            Self::File(path) => read_file(path),
            Self::Input(bytes) => Ok(Raw::from(&**bytes)),
            Self::Bundled(idx) => Ok(Raw::from(bundled::PAGES[*idx].1)),
        }
    }
}

impl Source {
    /// The one page of that name.
    ///
    /// # Errors
    /// Where it is a folder, an address, or not there.
    pub fn named(name: &OsStr) -> Result<Self, Trouble> {
        source(name)
    }

    /// Whether it is what that name names, and not a file in a folder of that name.
    pub fn is_named(&self, name: &OsStr) -> bool {
        match self {
            Self::File(path) => path == Path::new(name),
            Self::Input(_) => name == "-",
            Self::Bundled(_) => false,
        }
    }
}

fn source(name: &OsStr) -> Result<Source, Trouble> {
    if name == "-" {
        return read_input();
    }
    let shown = name.to_string_lossy();
    let scheme = shown
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    if matches!(scheme.as_deref(), Some("http" | "https")) {
        return Err(Trouble::Address {
            name: one_line(&shown),
        });
    }
    let metadata = fs::metadata(name).map_err(|error| Trouble::from_io(&shown, error))?;
    if metadata.is_dir() {
        return Err(Trouble::Folder {
            name: one_line(&shown),
        });
    }
    Ok(Source::File(PathBuf::from(name)))
}

fn read_input() -> Result<Source, Trouble> {
    let mut bytes = Vec::new();
    let mut limited = io::stdin().lock().take((LIMIT_MB << 20) + 1);
    limited
        .read_to_end(&mut bytes)
        .map_err(|error| Trouble::from_io("standard input", error))?;
    if bytes.len() as u64 > LIMIT_MB << 20 {
        return Err(Trouble::TooLarge {
            name: "-".into(),
            limit: LIMIT_MB,
        });
    }
    Ok(Source::Input(bytes.into()))
}

fn read_file(path: &Path) -> Result<Raw, Trouble> {
    let name = path.to_string_lossy();
    let trouble = |error| Trouble::from_io(&name, error);
    // A socket cannot even be opened.
    let refused = |error| match fs::metadata(path) {
        Ok(metadata) if metadata.file_type().is_socket() => Trouble::Special {
            name: one_line(&name),
            kind: "a socket",
        },
        _ => trouble(error),
    };
    let file = open_at_once(path).map_err(refused)?;
    let metadata = file.metadata().map_err(trouble)?;
    let kind = metadata.file_type();
    let name = || one_line(&name);
    let special = match () {
        () if kind.is_dir() => return Err(Trouble::Folder { name: name() }),
        () if kind.is_fifo() => Some("a pipe"),
        () if !kind.is_file() => Some("a device"),
        () => None,
    };
    if let Some(kind) = special {
        return Err(Trouble::Special { name: name(), kind });
    }
    let too_large = || Trouble::TooLarge {
        name: name(),
        limit: LIMIT_MB,
    };
    if metadata.len() > LIMIT_MB << 20 {
        return Err(too_large());
    }
    let n_bytes = usize::try_from(metadata.len()).unwrap_or(0);
    let mut raw = Raw::with_capacity(n_bytes);
    raw.saved = saved(&metadata);
    let mut piece = vec![0; PIECE.min(n_bytes + 1)];
    loop {
        match (&file).read(&mut piece) {
            Ok(0) => return Ok(raw),
            Ok(n_read) => raw.push(&piece[..n_read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(trouble(error)),
        }
        // A file may grow while it is read.
        if raw.n_bytes() as u64 > LIMIT_MB << 20 {
            return Err(too_large());
        }
    }
}

/// When a file was last written, in seconds since 1970.
fn saved(metadata: &fs::Metadata) -> Option<i64> {
    let saved = metadata.modified().ok()?;
    match saved.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(error) => i64::try_from(error.duration().as_secs())
            .ok()
            .map(|before| -before),
    }
}

/// Opens without waiting: a pipe that nobody writes to would keep a plain open for ever.
fn open_at_once(path: &Path) -> io::Result<File> {
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).unwrap_or(0);
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}
