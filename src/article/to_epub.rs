//! Articles as a book (EPUB 3.3): a chapter for each, the list of them, and what the book says of
//! itself. Whoever packs its files puts `mimetype` first and does not compress it, and the pictures
//! that it has named.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use crate::article::to_html::{escape_html, put_article};
use crate::article::{Article, Published};
use crate::text::{Direction, first_strong, one_line};

/// A file of a book: its name in the archive and its text.
pub type EpubFile = (String, String);

/// A book that is being made: what is remembered of the chapters so far.
#[derive(Debug, Default)]
pub struct Epub {
    chapters: Vec<Chapter>,
    /// How many articles are in each language.
    languages: BTreeMap<&'static str, usize>,
    writers: Vec<String>,
    /// The kinds of the pictures, in the order of their numbers.
    pictures: Vec<PictureKind>,
    /// A hash of all chapters.
    print: u64,
}

#[derive(Debug)]
struct Chapter {
    title: String,
    direction: Direction,
    language: Option<&'static str>,
}

/// A kind of picture that every reader of books knows (EPUB 3.3, 3.2).
#[derive(Clone, Copy, Debug)]
struct PictureKind {
    /// What such a file begins with; what is 0 may be anything.
    first: &'static [u8],
    end: &'static str,
    media_type: &'static str,
}

#[rustfmt::skip]
const PICTURE_KINDS: [PictureKind; 4] = [
    PictureKind { first: b"\x89PNG\r\n\x1a\n", end: "png", media_type: "image/png" },
    PictureKind { first: b"\xFF\xD8\xFF", end: "jpg", media_type: "image/jpeg" },
    PictureKind { first: b"GIF8", end: "gif", media_type: "image/gif" },
    PictureKind { first: b"RIFF\0\0\0\0WEBP", end: "webp", media_type: "image/webp" },
];

impl PictureKind {
    fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |kind: &Self| {
            let mut pairs = kind.first.iter().zip(bytes);
            bytes.len() > kind.first.len()
                && pairs.all(|(first, byte)| *first == 0 || first == byte)
        };
        PICTURE_KINDS.into_iter().find(begins)
    }
}

/// The most writers that are named for a book.
const MOST_WRITERS: usize = 50;

/// The file that comes first.
pub const MIMETYPE: (&str, &str) = ("mimetype", "application/epub+zip");

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

const STYLE: &str = "body { line-height: 1.6; }
header { margin-bottom: 2em; }
figcaption { font-size: smaller; }
blockquote { margin-inline: 2em 0; }
pre { white-space: pre-wrap; }
td, th { border: thin solid; padding: 0.2em 0.5em; }
.verse { text-align: center; }
";

impl Epub {
    /// A book without chapters.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many chapters it has.
    pub fn n_chapters(&self) -> usize {
        self.chapters.len()
    }

    /// Names the file of the next picture; none where these bytes are of no kind that books have.
    pub fn picture(&mut self, bytes: &[u8]) -> Option<String> {
        let kind = PictureKind::of(bytes)?;
        self.pictures.push(kind);
        Some(in_book(&picture_file(self.pictures.len(), kind)))
    }

    /// Adds an article as the next chapter and gives back its file. The pictures in it are those that
    /// were named, by where the page has them from; the others are words.
    pub fn chapter(&mut self, article: &Article, pictures: &HashMap<Arc<str>, String>) -> EpubFile {
        let beginning = || {
            let first = article.document.paragraphs().next().unwrap_or_default();
            first.chars().take(80).collect::<String>()
        };
        let title = one_line(&article.title.clone().unwrap_or_else(beginning));
        let mut text = String::new();
        page(
            &mut text,
            &title,
            article.language,
            article.direction,
            |out| {
                put_article(out, article, &|picture| {
                    let name = pictures.get(&picture.source)?;
                    name.strip_prefix(FOLDER)
                });
            },
        );
        for c in text.bytes() {
            self.print = (self.print ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        }
        if let Some(language) = article.language {
            *self.languages.entry(language).or_default() += 1;
        }
        for name in article.byline.iter().map(|name| one_line(name)) {
            if self.writers.len() < MOST_WRITERS && !self.writers.contains(&name) {
                self.writers.push(name);
            }
        }
        self.chapters.push(Chapter {
            title,
            direction: article.direction,
            language: article.language,
        });
        (in_book(&file(self.chapters.len())), text)
    }

    /// The other files of the book; `made` is when it was made, in seconds since 1970.
    pub fn finish(self, title: &str, made: i64) -> Vec<EpubFile> {
        let direction = self.direction();
        let title = one_line(title);
        let mut contents = String::new();
        let language = self.languages().first().copied();
        page(&mut contents, &title, language, direction, |out| {
            put(
                out,
                format_args!(
                    "<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n",
                    escape_html(&title)
                ),
            );
            for (chapter, number) in self.chapters.iter().zip(1..) {
                let name = escape_html(&chapter.title);
                let dir = chapter.direction.as_str();
                let lang = chapter.language.map_or_else(String::new, |tag| {
                    format!(" lang=\"{tag}\" xml:lang=\"{tag}\"")
                });
                put(
                    out,
                    format_args!(
                        "<li dir=\"{dir}\"><a href=\"{}\"{lang}>{name}</a></li>\n",
                        file(number)
                    ),
                );
            }
            out.push_str("</ol>\n</nav>\n");
        });
        let package = self.package(&title, direction, made);
        let named = |name: &str, text: String| (name.to_owned(), text);
        vec![
            named("META-INF/container.xml", CONTAINER.into()),
            named(&in_book("book.opf"), package),
            named(&in_book("contents.xhtml"), contents),
            named(&in_book("style.css"), STYLE.into()),
        ]
    }

    fn package(&self, title: &str, direction: Direction, made: i64) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let title_dir = first_strong(title).unwrap_or(direction).as_str();
        let day = Published::at(made).map_or_else(String::new, |day| day.to_string());
        // A name of 128 bits that is made of what it names (RFC 9562, version 8).
        let (high, low) = (
            self.print >> 16,
            self.print.rotate_left(29) & ((1 << 62) - 1),
        );
        let id = format!(
            "{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
            high >> 16,
            high & 0xFFFF,
            self.print & 0xFFF,
            0x8000 | low >> 48,
            low & 0xFFFF_FFFF_FFFF
        );
        put(
            &mut out,
            format_args!(
                "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" dir=\"{}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:identifier id=\"id\">urn:uuid:{id}</dc:identifier>\n\
             <dc:title dir=\"{title_dir}\">{}</dc:title>\n\
             <meta property=\"dcterms:modified\">{day}:{:02}Z</meta>\n",
                direction.as_str(),
                escape_html(title),
                made.rem_euclid(60)
            ),
        );
        let languages = self.languages();
        for language in if languages.is_empty() {
            &["und"][..]
        } else {
            &languages
        } {
            put(
                &mut out,
                format_args!("<dc:language>{language}</dc:language>\n"),
            );
        }
        for name in &self.writers {
            let dir = first_strong(name).unwrap_or(direction).as_str();
            put(
                &mut out,
                format_args!(
                    "<dc:creator dir=\"{dir}\">{}</dc:creator>\n",
                    escape_html(name)
                ),
            );
        }
        out.push_str(
            "</metadata>\n<manifest>\n\
             <item id=\"contents\" href=\"contents.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
             <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
        );
        let numbers = 1..=self.chapters.len();
        for number in numbers.clone() {
            put(
                &mut out,
                format_args!(
                    "<item id=\"c{number}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>\n",
                    file(number)
                ),
            );
        }
        for (kind, number) in self.pictures.iter().zip(1..) {
            let (name, media_type) = (picture_file(number, *kind), kind.media_type);
            put(
                &mut out,
                format_args!(
                    "<item id=\"p{number}\" href=\"{name}\" media-type=\"{media_type}\"/>\n"
                ),
            );
        }
        put(
            &mut out,
            format_args!(
                "</manifest>\n<spine page-progression-direction=\"{}\">\n<itemref idref=\"contents\"/>\n",
                direction.as_str()
            ),
        );
        for number in numbers {
            put(&mut out, format_args!("<itemref idref=\"c{number}\"/>\n"));
        }
        out.push_str("</spine>\n</package>\n");
        out
    }

    /// The way that most of it runs, which is the way its pages are turned.
    fn direction(&self) -> Direction {
        let n_rtl = self
            .chapters
            .iter()
            .filter(|chapter| chapter.direction.is_rtl())
            .count();
        match n_rtl * 2 > self.chapters.len() {
            true => Direction::Rtl,
            false => Direction::Ltr,
        }
    }

    /// The languages, that of most articles first.
    fn languages(&self) -> Vec<&'static str> {
        let mut languages: Vec<_> = self.languages.iter().collect();
        languages.sort_by_key(|(_, n_articles)| std::cmp::Reverse(**n_articles));
        languages
            .into_iter()
            .map(|(language, _)| *language)
            .collect()
    }
}

/// The folder of what can be read of a book.
const FOLDER: &str = "EPUB/";

fn in_book(name: &str) -> String {
    format!("{FOLDER}{name}")
}

/// The name of the file of a picture.
fn picture_file(number: usize, kind: PictureKind) -> String {
    format!("p{number:04}.{}", kind.end)
}

/// The name of the file of a chapter.
fn file(number: usize) -> String {
    format!("{number:04}.xhtml")
}

/// A page of the book.
fn page(
    out: &mut String,
    title: &str,
    language: Option<&str>,
    direction: Direction,
    body: impl FnOnce(&mut String),
) {
    let lang = language.map_or_else(String::new, |tag| {
        format!(" lang=\"{tag}\" xml:lang=\"{tag}\"")
    });
    put(
        out,
        format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"{lang} dir=\"{}\">\n\
         <head>\n<title>{}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n",
            direction.as_str(),
            escape_html(title)
        ),
    );
    body(out);
    out.push_str("</body>\n</html>\n");
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a string does not fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        let check = |bytes: &[u8], expected: Option<&str>| {
            assert_eq!(Epub::new().picture(bytes).as_deref(), expected, "{bytes:?}");
        };
        check(b"\x89PNG\r\n\x1a\n\0\0", Some("EPUB/p0001.png"));
        check(b"\xFF\xD8\xFF\xE0\0", Some("EPUB/p0001.jpg"));
        check(b"GIF89a", Some("EPUB/p0001.gif"));
        check(b"RIFF\x24\x01\0\0WEBPVP8 ", Some("EPUB/p0001.webp"));
        check(b"RIFF\x24\x01\0\0WAVEfmt ", None);
        check(b"<svg xmlns='http://www.w3.org/2000/svg'/>", None);
        check(b"<html>not found</html>", None);
        check(b"\xFF\xD8\xFF", None);
        check(b"", None);
    }
}
