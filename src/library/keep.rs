//! The memory on the disk: `akhbar/state.jsonl` in the user's state folder (XDG). JSON, an object a
//! line: first `{"kind":"akhbar","version":1}`, then a line for each thing that is remembered. It is
//! read, merged and replaced as a whole, under a lock; what cannot be read is set aside, not lost.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::fs::{FlockOperation, flock};

use crate::library::line::{self, Line};
use crate::library::memory::Memory;
use crate::text::one_line;

const NAME: &str = "state.jsonl";

/// How long another reader may hold the lock before it is passed over: it writes in milliseconds,
/// and a file that is replaced as a whole is sound in any case.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where the memory is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    folder: PathBuf,
}

/// Why something is not remembered.
#[derive(Debug, thiserror::Error)]
pub enum Forgetful {
    /// There is no folder to keep it in.
    #[error("nothing is remembered: neither XDG_STATE_HOME nor HOME names a folder")]
    Nowhere,
    /// The file was written by a newer version of the program.
    #[error("nothing is remembered: {path} is of a newer akhbar")]
    Newer {
        /// The file.
        path: String,
    },
    /// Parts of the file could not be read; it was kept under another name.
    #[error("some of what was remembered could not be read and was set aside: {aside}")]
    Broken {
        /// Its name now.
        aside: String,
    },
    /// The system refuses.
    #[error("nothing is remembered: {path}: {error}")]
    Io {
        /// The file or folder.
        path: String,
        /// What the system says.
        error: io::Error,
    },
}

impl Forgetful {
    /// Whether it is of no use to try again.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Broken { .. })
    }
}

/// What was found on the disk, and what was wrong with it.
type Found = (Memory, Option<Forgetful>);

impl Keep {
    /// The place that the environment names, which `env` looks up (XDG Base Directory, 0.8).
    ///
    /// # Errors
    /// Where it names none.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Result<Self, Forgetful> {
        state_folder(env).map(Self::in_folder)
    }

    /// A memory in this folder.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// What is remembered; and what is wrong, where something is.
    pub fn load(&self) -> Found {
        let found = self.prepare().and_then(|()| self.read());
        match found {
            Ok((memory, true)) => (memory, None),
            // Setting aside is for whoever has the lock: another reader may be mending it.
            Ok((_, false)) => match self.locked(|| self.read_or_set_aside()) {
                Ok(found) => found,
                Err(trouble) => (Memory::default(), Some(trouble)),
            },
            Err(trouble) => (Memory::default(), Some(trouble)),
        }
    }

    /// What of it can be read, for who only looks: nothing is made, set aside or written.
    pub fn peek(&self) -> Memory {
        self.read().map(|(memory, _)| memory).unwrap_or_default()
    }

    /// Adds what has changed to what is remembered.
    ///
    /// # Errors
    /// Where it cannot be written. What was there before is still there then.
    pub fn add(&self, changes: Memory) -> Result<(), Forgetful> {
        self.prepare()?;
        self.locked(|| {
            let (mut memory, trouble) = self.read_or_set_aside()?;
            memory.merge(changes);
            memory.trim();
            self.write(&memory)?;
            trouble.map_or(Ok(()), Err)
        })
    }

    fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    fn trouble(path: &Path) -> impl Fn(io::Error) -> Forgetful {
        let path = one_line(&path.to_string_lossy());
        move |error| Forgetful::Io {
            path: path.clone(),
            error,
        }
    }

    /// Makes the folder where it is missing: for this user alone.
    fn prepare(&self) -> Result<(), Forgetful> {
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700);
        builder
            .create(&self.folder)
            .map_err(Self::trouble(&self.folder))?;
        let writable = rustix::fs::access(&self.folder, rustix::fs::Access::WRITE_OK);
        writable.map_err(|error| Self::trouble(&self.folder)(error.into()))
    }

    /// Does something while no other reader does.
    fn locked<T>(&self, work: impl FnOnce() -> Result<T, Forgetful>) -> Result<T, Forgetful> {
        let path = self.folder.join("lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).mode(0o600);
        let file = options.open(&path).map_err(Self::trouble(&path))?;
        let start = Instant::now();
        while flock(&file, FlockOperation::NonBlockingLockExclusive).is_err()
            && start.elapsed() < PATIENCE
        {
            thread::sleep(Duration::from_millis(5));
        }
        work()
    }

    /// What can be read of the file, and whether that is all of it.
    fn read(&self) -> Result<(Memory, bool), Forgetful> {
        let path = self.path();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Memory::default(), true));
            }
            Err(error) => return Err(Self::trouble(&path)(error)),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut memory = Memory::default();
        let mut is_whole = !text.is_empty();
        for (idx, text) in text.lines().enumerate() {
            match serde_json::from_str(text) {
                Ok(Line::Akhbar { version }) if version > line::VERSION => {
                    let path = one_line(&path.to_string_lossy());
                    return Err(Forgetful::Newer { path });
                }
                Ok(line) => {
                    is_whole &= (idx == 0) == matches!(line, Line::Akhbar { .. });
                    is_whole &= line.put_into(&mut memory);
                }
                Err(_) => is_whole = false,
            }
        }
        Ok((memory, is_whole))
    }

    fn read_or_set_aside(&self) -> Result<Found, Forgetful> {
        let (memory, is_whole) = self.read()?;
        if is_whole {
            return Ok((memory, None));
        }
        let path = self.path();
        let aside = (0..).map(|n_before: u64| {
            let name = format!("{NAME}.broken-{}", now() / 1000 + n_before);
            self.folder.join(name)
        });
        let aside = aside.into_iter().find(|path| !path.exists());
        let aside = aside.unwrap_or_else(|| self.folder.join("broken"));
        fs::rename(&path, &aside).map_err(Self::trouble(&path))?;
        // What could be read is not forgotten meanwhile.
        self.write(&memory)?;
        let aside = one_line(&aside.to_string_lossy());
        Ok((memory, Some(Forgetful::Broken { aside })))
    }

    /// Replaces the file in one step: after a crash there is the old one or the new one.
    fn write(&self, memory: &Memory) -> Result<(), Forgetful> {
        let path = self.folder.join(format!("{NAME}.{}", std::process::id()));
        let written = self.write_to(&path, memory).and_then(|()| {
            fs::rename(&path, self.path())?;
            File::open(&self.folder)?.sync_all()
        });
        written.map_err(|error| {
            let _ = fs::remove_file(&path);
            Self::trouble(&self.path())(error)
        })
    }

    fn write_to(&self, path: &Path, memory: &Memory) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = io::BufWriter::new(options.open(path)?);
        for line in line::lines(memory) {
            serde_json::to_writer(&mut file, &line)?;
            file.write_all(b"\n")?;
        }
        file.into_inner()?.sync_all()
    }
}

/// The program's own folder in the user's state folder.
pub(crate) fn state_folder(env: impl Fn(&str) -> Option<String>) -> Result<PathBuf, Forgetful> {
    let absolute = |name| {
        let path = env(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let state = absolute("XDG_STATE_HOME")
        .or_else(|| Some(absolute("HOME")?.join(".local/state")))
        .ok_or(Forgetful::Nowhere)?;
    Ok(state.join("akhbar"))
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::memory::{Order, Panes, Place, Remembered, Since};

    fn keep() -> (tempfile::TempDir, Keep) {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::in_folder(folder.path().join("a/akhbar"));
        (folder, keep)
    }

    fn load(keep: &Keep) -> Memory {
        let (memory, trouble) = keep.load();
        assert!(trouble.is_none(), "{trouble:?}");
        memory
    }

    fn memory() -> Memory {
        let mut memory = Memory::default();
        let place = Place {
            part: "block 3".into(),
            byte: 17,
            text: "قال \"الوزير\"\\".into(),
        };
        let article = Remembered {
            print: u64::MAX,
            read: Some(Since { value: true, at: 5 }),
            place: Some(Since {
                value: Some(Box::new(place)),
                at: 6,
            }),
        };
        memory.articles.insert(u64::MAX - 1, article);
        let mut panes = Panes {
            list: true,
            ..Panes::default()
        };
        panes.widths.insert("list".into(), 30);
        memory.panes = Some(Since {
            value: panes,
            at: 1,
        });
        let order = Order {
            key: "date".into(),
            reversed: true,
            group: "day".into(),
        };
        memory.order = Some(Since {
            value: order,
            at: 2,
        });
        memory.searches.insert("الأخبار".into(), 3);
        memory.opened.insert(1 << 63, Since { value: 9, at: 4 });
        let chosen = Since {
            value: "auto".into(),
            at: 5,
        };
        memory.terminals.insert("new".into(), chosen);
        memory
    }

    fn marks(key: u64, at: u64) -> Memory {
        let mut memory = Memory::default();
        let read = Some(Since { value: true, at });
        memory.articles.insert(
            key,
            Remembered {
                read,
                ..Remembered::default()
            },
        );
        memory
    }

    #[test]
    fn what_is_added_is_loaded_again() {
        let (_folder, keep) = keep();
        assert!(load(&keep).is_empty());
        keep.add(memory()).unwrap();
        assert_eq!(load(&keep), memory());
        keep.add(marks(1, 7)).unwrap();
        let mut both = memory();
        both.merge(marks(1, 7));
        assert_eq!(load(&keep), both);
        let names = fs::read_dir(&keep.folder).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["lock", NAME], "nothing else is left behind");
    }

    #[test]
    fn what_is_broken_is_set_aside_and_the_rest_is_kept() {
        for spoil in [
            &b"\xff\xfe no json\n"[..],
            b"{\"kind\":\"article\",\"key\":\"x\"}\n",
            b"{\"kind\":\"sea",
        ] {
            let (_folder, keep) = keep();
            keep.add(memory()).unwrap();
            let mut bytes = fs::read(keep.path()).unwrap();
            bytes.extend_from_slice(spoil);
            fs::write(keep.path(), &bytes).unwrap();
            let (found, trouble) = keep.load();
            assert_eq!(found, memory());
            let Some(Forgetful::Broken { aside }) = trouble else {
                panic!("{trouble:?}");
            };
            assert_eq!(fs::read(aside).unwrap(), bytes);
            assert_eq!(load(&keep), memory());
        }
        let (_folder, keep) = keep();
        keep.add(memory()).unwrap();
        fs::write(keep.path(), "").unwrap();
        assert!(matches!(keep.load(), (_, Some(Forgetful::Broken { .. }))));
        assert!(load(&keep).is_empty());
    }

    #[test]
    fn two_readers_lose_nothing_to_each_other() {
        let (_folder, keep) = keep();
        let writers: Vec<_> = (0..4u64)
            .map(|writer| {
                let keep = keep.clone();
                thread::spawn(move || {
                    for idx in 0..20 {
                        keep.add(marks(writer * 100 + idx, idx)).unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        assert_eq!(load(&keep).articles.len(), 80);
    }

    #[test]
    fn what_a_newer_akhbar_wrote_is_left_alone() {
        let (_folder, keep) = keep();
        keep.add(memory()).unwrap();
        let newer = "{\"kind\":\"akhbar\",\"version\":2}\nwhatever\n";
        fs::write(keep.path(), newer).unwrap();
        assert!(matches!(keep.load(), (_, Some(Forgetful::Newer { .. }))));
        assert!(matches!(
            keep.add(marks(1, 1)),
            Err(Forgetful::Newer { .. })
        ));
        assert_eq!(fs::read_to_string(keep.path()).unwrap(), newer);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let keep = Keep::in_folder(file.join("akhbar"));
        assert!(matches!(keep.load(), (_, Some(Forgetful::Io { .. }))));
        assert!(keep.add(memory()).is_err());
    }

    #[test]
    fn the_environment_says_where() {
        let check = |state: &str, home: &str, expected: Option<&str>| {
            let env = |name: &str| match name {
                "XDG_STATE_HOME" => Some(state.to_owned()).filter(|state| !state.is_empty()),
                _ => Some(home.to_owned()),
            };
            let keep = Keep::decide(env).ok().map(|keep| keep.folder);
            assert_eq!(keep, expected.map(PathBuf::from), "{state} {home}");
        };
        check("/s", "/h", Some("/s/akhbar"));
        check("", "/h", Some("/h/.local/state/akhbar"));
        check("relative", "/h", Some("/h/.local/state/akhbar"));
        check("", "", None);
    }
}
