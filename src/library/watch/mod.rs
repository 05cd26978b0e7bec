//! Folders that are watched: what is new in them, written again, moved and gone, told when it has
//! come to rest. By the kernel's word (inotify), which costs nothing while nothing happens; folders
//! of which it says nothing (too many, or on another machine) are looked through now and then.

mod settle;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::io;
use std::mem::{self, MaybeUninit};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use crate::library::Source;

/// How long nothing must have happened before it is told what did.
const QUIET: Duration = Duration::from_millis(100);

/// How long that may take where things never come to rest.
const LONGEST: Duration = Duration::from_secs(1);

/// How often folders are looked through of which the kernel says nothing, at most; where that takes
/// long, a hundredth of the time goes to it.
const OFTEN: Duration = Duration::from_secs(5);

/// Files of which it is known what happened to them; with more, their folders are looked through.
const MOST: usize = 50_000;

/// What has changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Pages that are new, or were written again; of a file of many pages all of them.
    pub found: Vec<Source>,
    /// Files that were given another name: the old one, and what is there now.
    pub moved: Vec<(PathBuf, Source)>,
    /// Files that are gone.
    pub gone: Vec<PathBuf>,
    /// Folders that are gone, with all below.
    pub lost: Vec<PathBuf>,
    /// Folders that were looked through: the names of all files in them.
    pub listed: Vec<(PathBuf, HashSet<OsString>)>,
    /// Folders that the user named from which something went and in which no file is left.
    pub emptied: Vec<PathBuf>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        let Self {
            found,
            moved,
            gone,
            lost,
            listed,
            emptied,
        } = self;
        found.is_empty()
            && moved.is_empty()
            && gone.is_empty()
            && lost.is_empty()
            && listed.is_empty()
            && emptied.is_empty()
    }
}

/// Folders that are watched.
#[derive(Debug, Default)]
pub struct Watch {
    inotify: Option<OwnedFd>,
    folders: BTreeMap<PathBuf, Folder>,
    by_number: HashMap<i32, PathBuf>,
    /// The folders that the user named: they may come back.
    roots: Vec<PathBuf>,
    pending: Pending,
}

#[derive(Debug)]
struct Folder {
    /// By which the kernel names it; none where it says nothing of it.
    number: Option<i32>,
    /// When it was last looked through.
    looked: SystemTime,
}

/// What happened since it was last told.
#[derive(Debug, Default)]
struct Pending {
    files: BTreeMap<PathBuf, Happened>,
    /// Old names by what ties them to the new ones.
    leaving: HashMap<u32, PathBuf>,
    moves: Vec<(PathBuf, PathBuf)>,
    /// New folders.
    folders: BTreeSet<PathBuf>,
    lost: BTreeSet<PathBuf>,
    /// Folders to be looked through.
    unsure: BTreeSet<PathBuf>,
    since: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happened {
    /// It was made; somebody may still be writing to it.
    Made,
    /// It was closed, moved or taken away.
    Done,
}

impl Watch {
    /// Watches a folder, but not those in it. To be called before it is looked through.
    pub(crate) fn add(&mut self, path: &Path, is_root: bool) {
        if is_root && !self.roots.iter().any(|root| root == path) {
            self.roots.push(path.to_owned());
        }
        let number = self.number(path).ok();
        if let Some(number) = number {
            self.by_number.insert(number, path.to_owned());
        }
        let looked = SystemTime::now();
        self.folders
            .insert(path.to_owned(), Folder { number, looked });
    }

    fn number(&mut self, path: &Path) -> rustix::io::Result<i32> {
        if is_remote(path) {
            return Err(Errno::OPNOTSUPP);
        }
        let inotify = match &self.inotify {
            Some(inotify) => inotify,
            None => self
                .inotify
                .insert(inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?),
        };
        let flags = WatchFlags::CREATE
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::MOVE
            | WatchFlags::DELETE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        inotify::add_watch(inotify, path, flags)
    }

    /// Whether there is anything to watch.
    pub fn is_idle(&self) -> bool {
        self.roots.is_empty()
    }

    /// Waits until something has changed and come to rest.
    pub fn wait(&mut self) -> Changes {
        let mut due = Instant::now() + OFTEN;
        loop {
            let now = Instant::now();
            let patience = match self.pending.since {
                Some(since) => Some((since + LONGEST).saturating_duration_since(now).min(QUIET)),
                None => self
                    .is_looked_through()
                    .then(|| due.saturating_duration_since(now)),
            };
            if self.listen(patience) && self.pending.since.is_none_or(|at| at.elapsed() < LONGEST) {
                continue;
            }
            if self.is_looked_through() && Instant::now() >= due {
                let start = Instant::now();
                self.look_through();
                due = Instant::now() + OFTEN.max(start.elapsed() * 100);
            }
            let changes = self.settle();
            if !changes.is_empty() {
                return changes;
            }
        }
    }

    /// Whether there are folders of which the kernel says nothing.
    fn is_looked_through(&self) -> bool {
        let is_silent = |folder: &Folder| folder.number.is_none();
        let is_away = |root: &PathBuf| !self.folders.contains_key(root);
        self.folders.values().any(is_silent) || self.roots.iter().any(is_away)
    }

    fn look_through(&mut self) {
        let silent = self
            .folders
            .iter()
            .filter(|(_, folder)| folder.number.is_none());
        let silent: Vec<PathBuf> = silent.map(|(path, _)| path.clone()).collect();
        for path in silent {
            match path.is_dir() {
                true => _ = self.pending.unsure.insert(path),
                false => self.lose(path),
            }
        }
        let back = self
            .roots
            .iter()
            .filter(|root| !self.folders.contains_key(*root));
        let back: Vec<PathBuf> = back.filter(|root| root.is_dir()).cloned().collect();
        self.pending.folders.extend(back);
    }

    /// Takes note of what the kernel says, for so long; whether it said anything.
    fn listen(&mut self, patience: Option<Duration>) -> bool {
        let Some(inotify) = &self.inotify else {
            thread::sleep(patience.unwrap_or(OFTEN));
            return false;
        };
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut waiting = [PollFd::new(inotify, PollFlags::IN)];
        match poll(&mut waiting, patience.as_ref()) {
            Ok(0) => return false,
            Err(error) if error != Errno::INTR => {
                // It never says anything again.
                self.inotify = None;
                self.folders
                    .values_mut()
                    .for_each(|folder| folder.number = None);
                return false;
            }
            _ => {}
        }
        let mut buffer = [MaybeUninit::uninit(); 16 * 1024];
        let mut heard = Vec::new();
        let mut reader = inotify::Reader::new(inotify, &mut buffer);
        // One bufferful: what comes without end is bounded by whoever asks.
        while let Ok(event) = reader.next() {
            let name = event
                .file_name()
                .map(|name| OsStr::from_bytes(name.to_bytes()).to_owned());
            heard.push((event.wd(), event.events(), event.cookie(), name));
            if reader.is_buffer_empty() {
                break;
            }
        }
        for (number, events, cookie, name) in heard {
            self.note(number, events, cookie, name);
        }
        true
    }

    fn note(&mut self, number: i32, events: ReadFlags, cookie: u32, name: Option<OsString>) {
        if events.contains(ReadFlags::QUEUE_OVERFLOW) {
            self.pending.unsure.extend(self.folders.keys().cloned());
            return self.pending.begin();
        }
        let Some(folder) = self.by_number.get(&number).cloned() else {
            return;
        };
        if events.contains(ReadFlags::IGNORED) {
            self.by_number.remove(&number);
        }
        let Some(name) = name else {
            let is_away = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
            if events.intersects(is_away) {
                self.lose(folder);
            }
            return;
        };
        if name.as_bytes().starts_with(b".") {
            return;
        }
        let path = folder.join(&name);
        let comes = events.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO);
        if events.contains(ReadFlags::ISDIR) {
            match comes {
                true => _ = self.pending.folders.insert(path),
                false => self.lose(path),
            }
            return self.pending.begin();
        }
        if events.contains(ReadFlags::MOVED_FROM) {
            self.pending.leaving.insert(cookie, path.clone());
        }
        if events.contains(ReadFlags::MOVED_TO)
            && let Some(from) = self.pending.leaving.remove(&cookie)
        {
            self.pending.moves.push((from, path.clone()));
        }
        let happened = match events.contains(ReadFlags::CREATE) {
            true => Happened::Made,
            false => Happened::Done,
        };
        self.pending.files.insert(path, happened);
        self.pending.begin();
        if self.pending.files.len() > MOST {
            let files = mem::take(&mut self.pending.files);
            let folders = files.keys().filter_map(|path| path.parent());
            self.pending.unsure.extend(folders.map(Path::to_owned));
            self.pending.moves.clear();
        }
    }

    /// Watches a folder, and those in it, no longer.
    fn lose(&mut self, path: PathBuf) {
        let below = self
            .folders
            .keys()
            .filter(|folder| folder.starts_with(&path));
        for folder in below.cloned().collect::<Vec<_>>() {
            let number = self
                .folders
                .remove(&folder)
                .and_then(|folder| folder.number);
            if let (Some(number), Some(inotify)) = (number, &self.inotify) {
                self.by_number.remove(&number);
                // The kernel may have dropped it already.
                let _ = inotify::remove_watch(inotify, number);
            }
        }
        self.pending
            .files
            .retain(|file, _| !file.starts_with(&path));
        self.pending.lost.insert(path);
        self.pending.begin();
    }
}

impl Pending {
    fn begin(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }
}

/// Whether a folder is on another machine, or made up by a program: the kernel hears nothing of what
/// others do there.
fn is_remote(path: &Path) -> bool {
    const NFS: u32 = 0x6969;
    const SMB: u32 = 0x517B;
    const CIFS: u32 = 0xFF53_4D42;
    const SMB2: u32 = 0xFE53_4D42;
    const FUSE: u32 = 0x6573_5546;
    const NINE: u32 = 0x0102_1997;
    const CEPH: u32 = 0x00C3_6400;
    const AFS: u32 = 0x5346_414F;
    let found = rustix::fs::statfs(path).map_err(io::Error::from);
    found.is_ok_and(|found| {
        let kind = found.f_type as u32;
        [NFS, SMB, CIFS, SMB2, FUSE, NINE, CEPH, AFS].contains(&kind)
    })
}
