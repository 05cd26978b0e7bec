//! Sources: where a page comes from.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead};
use std::iter::once;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::article::Raw;
use crate::library::entries::Entries;
use crate::library::file::{read_all, read_file, read_packed};
use crate::library::held::Held;
use crate::library::volume::{Place, Volume};
use crate::library::web::{Web, WebPage, is_address};
use crate::library::{Trouble, bundled, hash, unpack};
use crate::text::one_line;

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
            Self::Part(volume, place) => volume.name_of(*place),
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
                let name = volume.name_of(*place);
                name.rsplit('/').next().unwrap_or_default().to_owned()
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
                let numbers: Vec<_> = volume.numbers(*place).map(u32::to_le_bytes).collect();
                let numbers = numbers.iter().map(<[u8; 4]>::as_slice);
                if let Some(page) = volume.page() {
                    return Some(hash(once(&page.key().to_le_bytes()[..]).chain(numbers)));
                }
                let path = absolute(volume.path()?, folder);
                let path = path.as_os_str().as_encoded_bytes();
                Some(hash(once(path).chain(numbers)))
            }
            Self::Bundled(idx) => Some(hash([&b"bundled"[..], bundled::PAGES[*idx].0.as_bytes()])),
            Self::Web(page) => Some(page.key()),
            Self::Input(_) => None,
        }
    }

    /// Whether another article may be in its place when it is opened again: the newest of a feed comes
    /// before all others. Such a one is known by what is in it, too.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Part(volume, _) if volume.is_feed())
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
        let mut entries = Entries::of(&volume)?;
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
    // It may be in another one, and have a number itself.
    let outer = match fs::exists(path) {
        Ok(false) => match numbered(path)? {
            Ok(part) => part,
            Err(trouble) => return Some(Err(trouble)),
        },
        _ => Source::File(PathBuf::from(path)),
    };
    let volume = match Volume::of(&outer) {
        Ok(volume) => Arc::new(volume?),
        Err(trouble) => return Some(Err(trouble)),
    };
    let entries = match Entries::flat(&volume) {
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
