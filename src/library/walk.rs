//! The sources that a user names, one after the other: what is named itself is looked at at once,
//! the files below folders only when it is their turn, so that the first is there at once.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use crate::library::companion::is_companion;
use crate::library::entries::Entries;
use crate::library::form::{may_be_one, may_hold_many};
use crate::library::source::source;
use crate::library::watch::Watch;
use crate::library::web::{Web, is_address};
use crate::library::{Source, Trouble, bundled, hash};
use crate::text::one_line;

/// The sources that the user named, each with the trouble that it is instead; folders give the
/// files in them, in the order of their names. Without any name: the bundled articles.
pub fn sources(names: &[OsString], web: &Arc<Web>) -> Sources {
    let bundled = (0..bundled::PAGES.len()).map(|idx| Named::Page(Ok(Source::Bundled(idx))));
    let named: VecDeque<Named> = match names {
        [] => bundled.collect(),
        names => names.iter().map(|name| Named::new(name, web)).collect(),
    };
    let folder = std::env::current_dir().unwrap_or_default();
    let absolute = |name: &OsString| match is_address(&name.to_string_lossy()) {
        true => PathBuf::from(name),
        false => folder.join(name),
    };
    let absolute: Vec<PathBuf> = names.iter().map(absolute).collect();
    let absolute = absolute
        .iter()
        .map(|path| path.as_os_str().as_encoded_bytes());
    Sources {
        key: hash(absolute),
        named,
        open: Vec::new(),
        folder: None,
        volume: None,
        watch: None,
    }
}

/// Sources in their order; folders are walked as it goes on.
#[derive(Debug)]
pub struct Sources {
    key: u64,
    named: VecDeque<Named>,
    /// The folders on the way down to the next file, with what is still to come in each.
    open: Vec<Folder>,
    /// The folder that was named, as long as nothing has been found in it.
    folder: Option<PathBuf>,
    /// The pages to come of a file of many.
    volume: Option<Entries>,
    /// What watches the folders, where they are to be watched.
    watch: Option<Watch>,
}

#[derive(Debug)]
enum Named {
    /// A file, or a file of many.
    Page(Result<Source, Trouble>),
    Folder(PathBuf),
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    entries: vec::IntoIter<Entry>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) name: OsString,
    pub(crate) is_folder: bool,
}

impl Named {
    fn new(name: &OsStr, web: &Arc<Web>) -> Self {
        match source(name, web) {
            Err(Trouble::Folder { .. }) => Self::Folder(name.into()),
            page => Self::Page(page),
        }
    }
}

impl Sources {
    /// A hash of what was named, by which the same sources are known again.
    pub fn key(&self) -> u64 {
        self.key
    }

    /// The same for a screen: names come first, folders are watched from the moment at which each is
    /// looked into, and an empty one is a source that says so. Of a file that may be one page or many, [`parts`] gives the pages later.
    pub fn watched(self) -> Self {
        Self {
            watch: Some(Watch::default()),
            ..self
        }
    }

    /// What watches the folders that have been looked into.
    pub fn into_watch(self) -> Option<Watch> {
        self.watch.filter(|watch| !watch.is_idle())
    }

    /// Whether there is any page among them, or a watched folder into which one may come; looks no
    /// further than to the first.
    pub fn has_page(&self) -> bool {
        self.named.iter().any(|named| match named {
            Named::Page(page) => page.is_ok(),
            Named::Folder(path) if self.watch.is_some() => entries(path).is_ok(),
            Named::Folder(path) => has_file(path),
        })
    }

    /// The next file below the folder that is being walked.
    fn below(&mut self) -> Option<Result<Source, Trouble>> {
        while let Some(folder) = self.open.last_mut() {
            let Some(entry) = folder.entries.next() else {
                self.open.pop();
                continue;
            };
            // Room for just as much: there may be very many of them.
            let n_bytes = folder.path.as_os_str().len() + 1 + entry.name.len();
            let mut path = PathBuf::with_capacity(n_bytes);
            path.push(&folder.path);
            path.push(&entry.name);
            if !entry.is_folder {
                return Some(Ok(Source::File(path)));
            }
            if let Err(trouble) = self.enter(path) {
                return Some(Err(trouble));
            }
        }
        None
    }

    /// Opens a file of many pages, to go on with those; gives back any other.
    fn open_volume(&mut self, found: Result<Source, Trouble>) -> Option<Result<Source, Trouble>> {
        let source = match found {
            Ok(source) => source,
            Err(trouble) => return Some(Err(trouble)),
        };
        match Entries::behind(&source) {
            Ok(Some(entries)) => {
                self.volume = Some(entries);
                None
            }
            Ok(None) => Some(Ok(source)),
            Err(trouble) => Some(Err(trouble)),
        }
    }

    fn enter(&mut self, path: PathBuf) -> Result<(), Trouble> {
        if let Some(watch) = &mut self.watch {
            watch.add(&path, self.open.is_empty());
        }
        let mut entries: Vec<Entry> = entries(&path)
            .map_err(|error| Trouble::from_io(&path.to_string_lossy(), error))?
            .collect();
        entries.sort_unstable();
        self.open.push(Folder {
            path,
            entries: entries.into_iter(),
        });
        Ok(())
    }
}

impl Iterator for Sources {
    type Item = Result<Source, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entries) = &mut self.volume {
                match entries.next() {
                    Some(part) => return Some(part),
                    None => self.volume = None,
                }
            }
            if let Some(found) = self.below() {
                self.folder = None;
                // While a screen waits for names, nothing is opened that may be one page.
                let is_late = self.watch.is_some();
                let is_one = |path: &Path| !may_hold_many(path) || is_late && may_be_one(path);
                match found {
                    Ok(Source::File(path)) if is_one(&path) => return Some(Ok(Source::File(path))),
                    found => match self.open_volume(found) {
                        Some(found) => return Some(found),
                        None => continue,
                    },
                }
            }
            if let Some(empty) = self.folder.take() {
                // It stands in the list, saying that it is empty, until something comes.
                if self.watch.is_some() {
                    return Some(Ok(Source::File(empty)));
                }
                let name = one_line(&empty.to_string_lossy());
                return Some(Err(Trouble::EmptyFolder { name }));
            }
            match self.named.pop_front()? {
                Named::Page(page) => {
                    if let Some(page) = self.open_volume(page) {
                        return Some(page);
                    }
                }
                Named::Folder(path) => {
                    if let Err(trouble) = self.enter(path.clone()) {
                        return Some(Err(trouble));
                    }
                    self.folder = Some(path);
                }
            }
        }
    }
}

/// The pages of a file that a walk for a screen has taken for one, or of a feed that was fetched, and
/// the trouble that there is with them; none where it is one page.
pub fn parts(source: &Source) -> Option<Vec<Result<Source, Trouble>>> {
    let may_be_many = match source {
        Source::File(path) => may_be_one(path) && may_hold_many(path),
        Source::Web(page) => page.is_at_hand(),
        _ => false,
    };
    let entries = may_be_many.then(|| Entries::behind(source))?.ok()??;
    Some(entries.collect())
}

/// The pages of a file: those in it where it is one of many, else itself.
pub(crate) fn sources_in(path: &Path) -> Vec<Source> {
    let file = || Source::File(path.to_owned());
    if !may_hold_many(path) {
        return vec![file()];
    }
    let entries = Entries::behind(&file()).ok().flatten();
    let pages: Vec<Source> = entries
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .collect();
    match pages.is_empty() {
        // Reading it says what is wrong.
        true => vec![file()],
        false => pages,
    }
}

/// What is in a folder. Hidden entries are passed over, and what a saved page is shown with; links to
/// folders are not followed.
pub(crate) fn entries(folder: &Path) -> io::Result<impl Iterator<Item = Entry>> {
    let entries = fs::read_dir(folder)?.filter_map(Result::ok);
    Ok(entries.filter_map(|entry| {
        let name = entry.file_name();
        let kind = entry.file_type().ok();
        let is_link = kind.is_none_or(|kind| kind.is_symlink());
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        let is_passed_over = name.as_encoded_bytes().starts_with(b".")
            || is_link && entry.path().is_dir()
            || is_folder && is_companion(&entry.path());
        (!is_passed_over).then_some(Entry { name, is_folder })
    }))
}

/// Whether there is any file below a folder.
pub(crate) fn has_file(folder: &Path) -> bool {
    entries(folder).is_ok_and(|mut entries| {
        entries.any(|entry| !entry.is_folder || has_file(&folder.join(entry.name)))
    })
}
