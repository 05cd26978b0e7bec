//! Bytes that come but once, to be read from any place: unpacked ones, and those of standard input. Few
//! are held in memory, many in a file without a name, which is gone with the program however that ends.
//! Written once, then read by any thread.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fmt, fs, process};

use rustix::process::{Resource, getrlimit, setrlimit};

use crate::library::Trouble;
use crate::library::file::LIMIT_MB;
use crate::text::one_line;

/// Bytes that are read and written at once.
const PIECE: usize = 256 * 1024;

/// Bytes that can be read from any place.
#[derive(Clone)]
pub enum Held {
    /// In memory.
    Memory(Arc<[u8]>),
    /// In a file, and so many of them.
    Disk(Arc<File>, u64),
}

impl Held {
    /// All of `input`, up to the limit; fewer bytes than `most` stay in memory. `is_bomb` says of a
    /// number of bytes whether nobody means well who packed as many. `name` is what troubles are said of.
    pub(crate) fn of(
        mut input: impl Read,
        name: &str,
        most: usize,
        is_bomb: impl Fn(u64) -> bool,
    ) -> Result<Self, Trouble> {
        let name = || name.to_owned();
        let broken = |error| Trouble::Broken {
            name: name(),
            error,
        };
        let mut piece = Vec::with_capacity(PIECE);
        let mut next = |piece: &mut Vec<u8>, most: usize| {
            piece.clear();
            let mut input = input.by_ref().take(most as u64);
            input.read_to_end(piece).map_err(broken)
        };
        if next(&mut piece, most)? < most {
            return Ok(Self::Memory(piece.into()));
        }
        let folder = folder();
        let no_room = |error: io::Error| Trouble::NoRoom {
            name: name(),
            folder: one_line(&folder.to_string_lossy()),
            error,
        };
        let file = nameless(&folder).map_err(no_room)?;
        let mut n_bytes = 0;
        while !piece.is_empty() {
            file.write_all_at(&piece, n_bytes).map_err(no_room)?;
            n_bytes += piece.len() as u64;
            if n_bytes > LIMIT_MB << 20 {
                let (name, limit) = (name(), LIMIT_MB);
                return Err(Trouble::TooLarge { name, limit });
            }
            if is_bomb(n_bytes) {
                return Err(Trouble::Bomb { name: name() });
            }
            next(&mut piece, PIECE)?;
        }
        Ok(Self::Disk(Arc::new(file), n_bytes))
    }

    /// How many bytes there are.
    pub(crate) fn n_bytes(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Disk(_, n_bytes) => *n_bytes,
        }
    }

    /// The bytes from a place on.
    pub(crate) fn read_from(&self, start: u64) -> Box<dyn BufRead + Send> {
        match self {
            Self::Memory(bytes) => {
                let mut input = Cursor::new(Arc::clone(bytes));
                input.set_position(start);
                Box::new(input)
            }
            Self::Disk(file, _) => {
                let file = Arc::clone(file);
                Box::new(BufReader::new(Reading { file, at: start }))
            }
        }
    }
}

/// The same bytes in memory, or the very same file.
impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Memory(one), Self::Memory(other)) => one == other,
            (Self::Disk(one, _), Self::Disk(other, _)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Held {}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.n_bytes())
    }
}

struct Reading {
    file: Arc<File>,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n_read = self.file.read_at(out, self.at)?;
        self.at += n_read as u64;
        Ok(n_read)
    }
}

/// Where large files are put for a while: where the user says, else on the disk, because `/tmp` is
/// often in memory (file-hierarchy(7)).
fn folder() -> PathBuf {
    const DISK: &str = "/var/tmp";
    match env::var_os("TMPDIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => folder.into(),
        None if Path::new(DISK).is_dir() => DISK.into(),
        None => env::temp_dir(),
    }
}

/// A new file that only this program has.
fn nameless(folder: &Path) -> io::Result<File> {
    static N_MADE: AtomicU32 = AtomicU32::new(0);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true).mode(0o600);
    loop {
        let number = N_MADE.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("akhbar-{}-{number}", process::id()));
        match options.open(&path) {
            Ok(file) => {
                fs::remove_file(&path)?;
                return Ok(file);
            }
            // One of another program that had this number and was stopped in the midst of this.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) if error.raw_os_error() == Some(MANY_FILES) && allow_more_files() => {}
            Err(error) => return Err(error),
        }
    }
}

const MANY_FILES: i32 = rustix::io::Errno::MFILE.raw_os_error();

/// Allows this program as many open files as it may allow itself; whether those are more.
fn allow_more_files() -> bool {
    let limit = getrlimit(Resource::Nofile);
    let mut more = limit;
    more.current = limit.maximum;
    more.current != limit.current && setrlimit(Resource::Nofile, more).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_bytes_are_held_in_a_file_and_few_in_memory() {
        let text = "وصلت السفينة\n".repeat(1000);
        for (most, is_on_disk) in [(text.len(), true), (text.len() + 1, false), (1, true)] {
            let held = Held::of(text.as_bytes(), "-", most, |_| false).unwrap();
            assert_eq!(matches!(held, Held::Disk(..)), is_on_disk, "{most}");
            assert_eq!(held.n_bytes(), text.len() as u64);
            for start in [0, 500 * "وصلت السفينة\n".len(), text.len()] {
                let mut found = String::new();
                let mut input = held.read_from(start as u64);
                input.read_to_string(&mut found).unwrap();
                assert_eq!(found, text[start..], "{most} {start}");
            }
            assert_eq!(held, held.clone());
        }
    }
}
