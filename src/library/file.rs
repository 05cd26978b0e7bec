//! Files: the bytes of a page, up to a limit, packed or not. Opened without ever waiting for a pipe or
//! a device to answer.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;
use std::time::UNIX_EPOCH;

use rustix::buffer::spare_capacity;
use rustix::io::Errno;

use crate::article::Raw;
use crate::library::walk::has_file;
use crate::library::{Trouble, unpack};
use crate::text::one_line;

/// The most bytes of a page that are read.
pub(crate) const LIMIT_MB: u64 = 256;

/// Bytes that are read at once: as many as stay in the cache until they are checked.
const PIECE: usize = 256 * 1024;

pub(crate) fn read_file(path: &Path) -> Result<Raw, Trouble> {
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
    let mut first = Vec::with_capacity(PIECE.min(raw.n_room() + 1).max(MAGIC));
    read_first(&file, &mut first, metadata.len()).map_err(trouble)?;
    let is_all = first.len() < first.capacity();
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

/// Fills the room in `first` as far as the file goes, which says that it has so many bytes.
fn read_first(file: &File, first: &mut Vec<u8>, n_stated: u64) -> io::Result<()> {
    while first.len() < first.capacity() {
        match rustix::io::read(file, spare_capacity(first)) {
            Ok(0) => break,
            // That more was asked for and did not come is the end, and need not be asked again.
            Ok(_) if first.len() as u64 == n_stated => break,
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
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
