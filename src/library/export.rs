//! Articles written to the disk: each as a file of its own, or all as one book. Nothing that is there
//! already is overwritten.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::article::{Article, Epub, MIMETYPE, to_page};
use crate::library::keep::now;
use crate::library::{Source, Summary, Trouble, picture};
use crate::text::{file_name, one_line};

/// Bytes of a file's name before its ending: file systems take 255, some of them 143.
const LONGEST: usize = 120;

/// A folder that pages in Markdown are written to.
#[derive(Debug)]
pub struct PageFolder {
    path: PathBuf,
}

impl PageFolder {
    /// A folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where it cannot be made, or is none.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        fs::create_dir_all(path).map_err(trouble(path))?;
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// Writes an article to a file named after its day and title, which reads back as the same
    /// article. Where the very same is there already, that is left as it is.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, article: &Article) -> Result<(), Trouble> {
        let text = to_page(article);
        let day = article.published.date.map(|day| day.to_string());
        let title = Summary::of(article).title;
        let name = [day.as_deref().unwrap_or_default(), title.as_str()].join(" ");
        let name = match file_name(&name, LONGEST) {
            name if name.is_empty() => "article".into(),
            name => name,
        };
        let mut number = 1;
        loop {
            let path = self.path.join(match number {
                1 => format!("{name}.md"),
                number => format!("{name}-{number}.md"),
            });
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    return file.write_all(text.as_bytes()).map_err(|error| {
                        let _ = fs::remove_file(&path);
                        trouble(&path)(error)
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if holds(&path, text.as_bytes()) {
                        return Ok(());
                    }
                    number += 1;
                }
                Err(error) => return Err(trouble(&path)(error)),
            }
        }
    }
}

/// Whether a regular file has just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_as_long = fs::symlink_metadata(path)
        .is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    let mut found = Vec::new();
    let limit = bytes.len() as u64 + 1;
    let read = || File::open(path)?.take(limit).read_to_end(&mut found);
    is_as_long && { read }().is_ok() && found == bytes
}

/// A book (EPUB) that articles are written to, at its place only when it is whole.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    /// Where it is until then.
    draft: Draft,
    zip: ZipWriter<File>,
    epub: Epub,
}

/// A file that is taken away unless it becomes something.
#[derive(Debug)]
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // It is gone where it has become the book.
        let _ = fs::remove_file(&self.0);
    }
}

impl Book {
    /// A book to be.
    ///
    /// # Errors
    /// Where something of that name is there, or nothing can be written there.
    pub fn begin(path: &Path) -> Result<Self, Trouble> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(exists(path));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let draft = path.with_file_name(name);
        let mut options = OpenOptions::new();
        let file = options.write(true).read(true).create_new(true).open(&draft);
        let mut book = Self {
            path: path.to_owned(),
            zip: ZipWriter::new(file.map_err(trouble(path))?),
            draft: Draft(draft),
            epub: Epub::new(),
        };
        // Known by its first bytes: stored, without anything more in its head.
        let (name, text) = MIMETYPE;
        book.put(name, text.as_bytes(), CompressionMethod::Stored)?;
        Ok(book)
    }

    /// Adds an article as the next chapter, with its pictures, where they are at hand: nothing is
    /// fetched for that.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, source: &Source, article: &Article) -> Result<(), Trouble> {
        let mut pictures: HashMap<Arc<str>, String> = HashMap::new();
        for at in article.pictures.iter().map(|picture| &picture.source) {
            if !pictures.contains_key(at)
                && let Ok(bytes) = picture(source, article, at, None)
                && let Some(name) = self.epub.picture(&bytes)
            {
                // They are packed already.
                self.put(&name, &bytes, CompressionMethod::Stored)?;
                pictures.insert(Arc::clone(at), name);
            }
        }
        let (name, text) = self.epub.chapter(article, &pictures);
        self.put(&name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Ends the book and puts it at its place.
    ///
    /// # Errors
    /// Where it cannot be written, or something has come to its place meanwhile.
    pub fn finish(mut self, title: &str) -> Result<(), Trouble> {
        let made = i64::try_from(now() / 1000).unwrap_or(0);
        let epub = std::mem::take(&mut self.epub);
        for (name, text) in epub.finish(title, made) {
            self.put(&name, text.as_bytes(), CompressionMethod::Deflated)?;
        }
        let trouble = trouble(&self.path);
        let file = self.zip.finish().map_err(|error| trouble(error.into()))?;
        file.sync_all().map_err(&trouble)?;
        let (from, to) = (&self.draft.0, &self.path);
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => Ok(()),
            // Some file systems do not know how; a link does not replace anything either.
            Err(rustix::io::Errno::INVAL) => fs::hard_link(from, to).map_err(trouble),
            Err(rustix::io::Errno::EXIST) => Err(exists(to)),
            Err(error) => Err(trouble(error.into())),
        }
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Trouble> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        let begun = self.zip.start_file(name, options).map_err(io::Error::from);
        let written = begun.and_then(|()| self.zip.write_all(bytes));
        written.map_err(trouble(&self.path))
    }
}

fn exists(path: &Path) -> Trouble {
    Trouble::Exists {
        name: one_line(&path.to_string_lossy()),
    }
}

fn trouble(path: &Path) -> impl Fn(io::Error) -> Trouble + use<> {
    let name = path.to_string_lossy().into_owned();
    move |error| Trouble::from_io(&name, error)
}
