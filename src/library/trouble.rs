//! Why a source cannot be read, in words for the person who named it.

use std::io;

use crate::article::Unreadable;
use crate::library::Fault;
use crate::library::web::is_address;
use crate::text::one_line;

/// What can be wrong with a source. Names are cleaned: a file name can hold anything.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is nothing of that name.
    #[error("{name}: no such file or folder")]
    Missing {
        /// The source.
        name: String,
    },
    /// The user may not read it.
    #[error("{name}: permission denied")]
    Denied {
        /// The source.
        name: String,
    },
    /// A device, a pipe or a socket.
    #[error("{name}: {kind}, not a file; pipe it in and name the source `-`")]
    Special {
        /// The source.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// More than is read into memory.
    #[error("{name}: larger than {limit} MB")]
    TooLarge {
        /// The source.
        name: String,
        /// The limit in megabytes.
        limit: u64,
    },
    /// A folder where a page was asked for.
    #[error("{name}: a folder; name one of its files, or open it with `akhbar {name}`")]
    Folder {
        /// The source.
        name: String,
    },
    /// A folder without files.
    #[error("{name}: no files in this folder")]
    EmptyFolder {
        /// The source.
        name: String,
    },
    /// A page of the web that cannot be fetched.
    #[error("{name}: {fault}")]
    Web {
        /// The address.
        name: String,
        /// Why.
        fault: Fault,
    },
    /// A file of many pages where one was asked for.
    #[error(
        "{name}: many pages in one file; {}open it with `akhbar {name}`",
        match name == "-" || is_address(name) {
            true => String::new(),
            false => format!("name one of them as `{name}:1`, or "),
        }
    )]
    Many {
        /// The source.
        name: String,
    },
    /// A file that could hold many pages and holds none.
    #[error("{name}: no pages in this file")]
    NoPages {
        /// The source.
        name: String,
    },
    /// A file of many pages, none of which has the number.
    #[error("{name}: no page {number} in this file")]
    NoPart {
        /// The source.
        name: String,
        /// The number that was asked for.
        number: u32,
    },
    /// Packed data that cannot be unpacked to its end, or an archive that cannot be read to it.
    #[error("{name}: broken or cut off ({error})")]
    Broken {
        /// The source.
        name: String,
        /// What is wrong.
        error: io::Error,
    },
    /// Packed data that only fills memory.
    #[error("{name}: unpacks to four hundred times its size; no text does")]
    Bomb {
        /// The source.
        name: String,
    },
    /// There is no place on the disk for what is unpacked, or comes but once.
    #[error(
        "{name}: cannot be kept in {folder} meanwhile ({error}); name a folder with more room in TMPDIR"
    )]
    NoRoom {
        /// The source.
        name: String,
        /// The folder.
        folder: String,
        /// What the system says.
        error: io::Error,
    },
    /// It was read, but holds no page.
    #[error("{name}: {unreadable}")]
    NoPage {
        /// The source.
        name: String,
        /// Why.
        unreadable: Unreadable,
    },
    /// Something is where something else was to be written.
    #[error("{name}: is there already, and nothing is overwritten; name another file")]
    Exists {
        /// The file.
        name: String,
    },
    /// Anything else that the system says.
    #[error("{name}: {error}")]
    Io {
        /// The source.
        name: String,
        /// What the system says.
        error: io::Error,
    },
}

impl Trouble {
    /// The trouble that an error of the system is.
    pub(crate) fn from_io(name: &str, error: io::Error) -> Self {
        let name = one_line(name);
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { name },
            io::ErrorKind::PermissionDenied => Self::Denied { name },
            _ => Self::Io { name, error },
        }
    }

    /// What is wrong, without the name of the source: where that stands beside it already.
    pub fn reason(&self) -> String {
        let whole = self.to_string();
        let reason = whole
            .strip_prefix(self.name())
            .and_then(|rest| rest.strip_prefix(": "));
        reason.unwrap_or(&whole).to_owned()
    }

    fn name(&self) -> &str {
        match self {
            Self::Missing { name }
            | Self::Denied { name }
            | Self::Special { name, .. }
            | Self::TooLarge { name, .. }
            | Self::Folder { name }
            | Self::EmptyFolder { name }
            | Self::Web { name, .. }
            | Self::Many { name }
            | Self::NoPages { name }
            | Self::NoPart { name, .. }
            | Self::Broken { name, .. }
            | Self::Bomb { name }
            | Self::NoRoom { name, .. }
            | Self::NoPage { name, .. }
            | Self::Exists { name }
            | Self::Io { name, .. } => name,
        }
    }
}
