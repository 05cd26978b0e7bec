//! Sources: where a page comes from. Files are opened without ever waiting for a pipe or a device
//! to answer.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use crate::article::Raw;
use crate::library::held::Held;
use crate::library::volume::{Place, Volume};
use crate::library::walk::has_file;
use crate::library::web::{Web, WebPage, is_address};
use crate::library::{Trouble, bundled, hash, unpack};
use crate::text::one_line;

/// The most bytes of a page that are read.
pub(crate) const LIMIT_MB: u64 = 256;

/// Bytes that are read at once: as many as stay in the cache until they are checked.
const PIECE: usize = 256 * 1024;

/// Where one page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What stood on standard input.
    Input(Held),
    /// An article that comes with the program, by its place in the list.
    Bundled(usize),
    /// One of the articles in a file of many.
    Part(Arc<Volume>, Place),
    /// An article on the web.
    Web(Arc<WebPage>),
}

impl Source {
    /// Its name for people, clean and on one line.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => one_line(&path.to_string_lossy()),
            Self::Input(_) => "-".into(),
            Self::Bundled(idx) => bundled::PAGES[*idx].0.into(),
            Self::Part(volume, place) => format!("{}:{}", volume.name(), place.number),
            Self::Web(page) => page.name(),
        }
    }

    /// The last part of its name: what stands in the list until the page is read.
    pub fn short_name(&self) -> String {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                one_line(&name.to_string_lossy())
            }
            Self::Part(volume, place) => {
                let name = volume.name();
                let last = name.rsplit('/').next().unwrap_or_default();
                format!("{last}:{}", place.number)
            }
            Self::Web(page) => page.short_name(),
            _ => self.name(),
        }
    }

    /// A hash of where it is from, by which it is known again; of a relative path, of what that is
    /// in `folder`. Standard input is from nowhere: it is known by what is in it.
    pub fn key(&self, folder: &Path) -> Option<u64> {
        match self {
            Self::File(path) => {
                let path = absolute(path, folder);
                Some(hash([path.as_os_str().as_encoded_bytes()]))
            }
            Self::Part(volume, place) => {
                let path = absolute(volume.path()?, folder);
                let number = place.number.to_le_bytes();
                Some(hash([path.as_os_str().as_encoded_bytes(), &number]))
            }
            Self::Bundled(idx) => Some(hash([&b"bundled"[..], bundled::PAGES[*idx].0.as_bytes()])),
            Self::Web(page) => Some(page.key()),
            Self::Input(_) => None,
        }
    }

    /// The file that it is in.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Part(volume, _) => volume.path(),
            _ => None,
        }
    }

    /// Whether it can be read without waiting for a server.
    pub fn is_at_hand(&self) -> bool {
        match self {
            Self::Web(page) => page.is_at_hand(),
            _ => true,
        }
    }

    /// Reads the page; of one on the web there are no bytes but in its copy.
    ///
    /// # Errors
    /// Where it is no regular file, cannot be read, or is larger than the limit.
    pub(crate) fn raw(&self) -> Result<Raw, Trouble> {
        match self {
            Self::File(path) => read_file(path),
            Self::Input(held) => read_held(held),
            Self::Part(volume, place) => volume.raw(*place),
            Self::Bundled(idx) => Ok(Raw::from(bundled::PAGES[*idx].1)),
            Self::Web(page) => page.raw(),
        }
    }
}

impl Source {
    /// The one page of that name; `news.jsonl:3` is the third in a file of many.
    ///
    /// # Errors
    /// Where it is a folder, a file of many pages, or not there.
    pub fn named(name: &OsStr, web: &Arc<Web>) -> Result<Self, Trouble> {
        let source = source(name, web)?;
        let Some(volume) = Volume::of(&source)? else {
            return Ok(source);
        };
        let volume = Arc::new(volume);
        let mut entries = Volume::entries(&volume)?;
        let first = entries.next();
        match (first, entries.next()) {
            (None, _) => Err(Trouble::NoPages {
                name: volume.name(),
            }),
            (Some(only), None) => only,
            _ => Err(Trouble::Many {
                name: volume.name(),
            }),
        }
    }

    /// Whether it is what that name names, and not a file in a folder of that name.
    pub fn is_named(&self, name: &OsStr) -> bool {
        match self {
            Self::File(path) => path == Path::new(name),
            Self::Input(_) => name == "-",
            Self::Web(page) => page.is_named(&name.to_string_lossy()),
            Self::Bundled(_) | Self::Part(..) => false,
        }
    }
}

fn absolute<'a>(path: &'a Path, folder: &Path) -> Cow<'a, Path> {
    match path.is_absolute() {
        true => Cow::Borrowed(path),
        false => {
            let plain = path.components().filter(|part| *part != Component::CurDir);
            Cow::Owned(folder.join(plain.collect::<PathBuf>()))
        }
    }
}

/// What a name names: a file of many pages is one source here.
pub(crate) fn source(name: &OsStr, web: &Arc<Web>) -> Result<Source, Trouble> {
    if name == "-" {
        return read_input();
    }
    let shown = name.to_string_lossy();
    if is_address(&shown) {
        return Ok(Source::Web(Arc::new(WebPage::new(&shown, web)?)));
    }
    let metadata = match fs::metadata(name) {
        Ok(metadata) => metadata,
        Err(error) => {
            let trouble = Trouble::from_io(&shown, error);
            return numbered(&shown).unwrap_or(Err(trouble));
        }
    };
    if metadata.is_dir() {
        return Err(Trouble::Folder {
            name: one_line(&shown),
        });
    }
    Ok(Source::File(PathBuf::from(name)))
}

/// The page that a name with a number behind it names; none where there is no such file.
fn numbered(name: &str) -> Option<Result<Source, Trouble>> {
    let (path, number) = name.rsplit_once(':')?;
    let number: u32 = number.parse().ok()?;
    let file = Source::File(PathBuf::from(path));
    let volume = match Volume::of(&file) {
        Ok(volume) => Arc::new(volume?),
        Err(trouble) => return Some(Err(trouble)),
    };
    let entries = match Volume::entries(&volume) {
        Ok(entries) => entries,
        Err(trouble) => return Some(Err(trouble)),
    };
    let is_it = |part: &Result<Source, Trouble>| matches!(part, Ok(Source::Part(_, place)) if place.number == number);
    let none = || Trouble::NoPart {
        name: volume.name(),
        number,
    };
    Some(
        entries
            .into_iter()
            .find(is_it)
            .unwrap_or_else(|| Err(none())),
    )
}

/// Fewer bytes of standard input stay in memory.
const IN_MEMORY: usize = 4 << 20;

fn read_input() -> Result<Source, Trouble> {
    let held = Held::of(io::stdin().lock(), "-", IN_MEMORY, |_| false);
    let held = held.map_err(|trouble| match trouble {
        Trouble::Broken { error, .. } => Trouble::from_io("standard input", error),
        trouble => trouble,
    });
    held.map(Source::Input)
}

fn read_held(held: &Held) -> Result<Raw, Trouble> {
    let mut input = held.read_from(0);
    let trouble = |error| Trouble::from_io("-", error);
    let n_bytes = held.n_bytes();
    match unpack::is_packed(input.fill_buf().map_err(trouble)?) {
        true => read_packed(input, n_bytes, Raw::default(), "-"),
        false => {
            let raw = Raw::with_capacity(usize::try_from(n_bytes).unwrap_or(0));
            read_all(input, raw, "-", |_| false)
        }
    }
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
    let is_markdown = is_markdown(path);
    let metadata = file.metadata().map_err(trouble)?;
    let kind = metadata.file_type();
    let name = || one_line(&name);
    let special = match () {
        () if kind.is_dir() && !has_file(path) => {
            return Err(Trouble::EmptyFolder { name: name() });
        }
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
    let mut raw = Raw::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    raw.saved = saved(&metadata);
    raw.origin.is_markdown = is_markdown;
    // Most files are read so at once; a byte more, to see that they end.
    let mut first = vec![0; PIECE.min(raw.n_room() + 1).max(MAGIC)];
    let n_first = read_first(&file, &mut first).map_err(trouble)?;
    let is_all = n_first < first.len();
    first.truncate(n_first);
    let is_packed = unpack::is_packed(&first);
    if is_all && !is_packed {
        raw.push(&first);
        return Ok(raw);
    }
    let input = io::Cursor::new(first).chain(&file);
    match is_packed {
        true => read_packed(BufReader::new(input), metadata.len(), raw, &name()),
        false => read_all(input, raw, &name(), |_| false),
    }
}

/// The bytes that tell whether a file is packed.
const MAGIC: usize = 4;

/// Fills `first` as far as the file goes.
fn read_first(mut file: &File, first: &mut [u8]) -> io::Result<usize> {
    let mut n_bytes = 0;
    while n_bytes < first.len() {
        match file.read(&mut first[n_bytes..]) {
            Ok(0) => break,
            Ok(n_read) => n_bytes += n_read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(n_bytes)
}

/// Reads a packed page of `n_packed` bytes to the end of `raw`.
pub(crate) fn read_packed(
    input: impl BufRead + Send,
    n_packed: u64,
    raw: Raw,
    name: &str,
) -> Result<Raw, Trouble> {
    let broken = |error: io::Error| Trouble::Broken {
        name: name.to_owned(),
        error,
    };
    let input = unpack::unpacked(input).map_err(broken)?;
    let read = read_all(input, raw, name, |n_bytes| {
        unpack::is_bomb(n_packed, n_bytes)
    });
    read.map_err(|trouble| match trouble {
        Trouble::Io { error, .. } => broken(error),
        trouble => trouble,
    })
}

/// Reads a page to the end of `raw`, up to the limit; `is_bomb` says of a number of bytes whether
/// nobody means well who packed as many.
pub(crate) fn read_all(
    mut input: impl Read,
    mut raw: Raw,
    name: &str,
    is_bomb: impl Fn(u64) -> bool,
) -> Result<Raw, Trouble> {
    // Most files say how large they are; a byte more, to see that they end.
    let n_piece = match raw.n_room() {
        0 => PIECE,
        n_room => PIECE.min(n_room + 1),
    };
    let mut piece = vec![0; n_piece];
    loop {
        match input.read(&mut piece) {
            Ok(0) => return Ok(raw),
            Ok(n_read) => raw.push(&piece[..n_read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Trouble::from_io(name, error)),
        }
        let n_bytes = raw.n_bytes() as u64;
        // A file may grow while it is read.
        if n_bytes > LIMIT_MB << 20 {
            return Err(Trouble::TooLarge {
                name: name.to_owned(),
                limit: LIMIT_MB,
            });
        }
        if is_bomb(n_bytes) {
            return Err(Trouble::Bomb {
                name: name.to_owned(),
            });
        }
    }
}

/// Whether the name of a page says that it is Markdown, packed or not.
pub(crate) fn is_markdown(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    [".md", ".markdown", ".mkd", ".mdown"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// When a file was last written, in seconds since 1970.
pub(crate) fn saved(metadata: &fs::Metadata) -> Option<i64> {
    let saved = metadata.modified().ok()?;
    match saved.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(error) => i64::try_from(error.duration().as_secs())
            .ok()
            .map(|before| -before),
    }
}

/// Opens without waiting: a pipe that nobody writes to would keep a plain open for ever.
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).unwrap_or(0);
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}
