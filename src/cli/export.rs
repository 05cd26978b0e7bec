//! `akhbar export`: articles into a folder of pages in Markdown, or into one book.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::article::Article;
use crate::cli::args::ExportArgs;
use crate::cli::{Error, SUCCESS, print, sources};
use crate::library::{self, Book, PageFolder, Source, Trouble};
use crate::text::one_line;

const TROUBLE: u8 = 2;

pub(crate) fn export(args: &ExportArgs) -> Result<u8, Error> {
    let mut to = Exported {
        folder: args.markdown.as_deref(),
        book: args.epub.as_deref(),
        ..Exported::default()
    };
    let mut in_trouble = false;
    let mut say = |trouble: &Trouble| {
        in_trouble = true;
        let _ = writeln!(io::stderr(), "akhbar: {}", one_line(&trouble.to_string()));
    };
    for source in sources(&args.sources, args.reach) {
        let found = source.and_then(|source| Ok((article(&source, args)?, source)));
        match found {
            Ok((None, _)) => {}
            Ok((Some(article), source)) => to.add(&source, &article)?,
            Err(trouble) => say(&trouble),
        }
    }
    let n_articles = to.n_articles;
    if n_articles == 0 {
        return Err(Error::Usage("there is no article to export".into()));
    }
    let path = to.finish(args.title.as_deref())?;
    let path = one_line(&path.to_string_lossy());
    let articles = if n_articles == 1 {
        "article"
    } else {
        "articles"
    };
    print(format!("{n_articles} {articles}: {path}\n").as_bytes())?;
    Ok(if in_trouble { TROUBLE } else { SUCCESS })
}

/// The article behind a source; none where a folder holds something else.
fn article(source: &Source, args: &ExportArgs) -> Result<Option<Article>, Trouble> {
    match library::read(source) {
        Err(Trouble::NoPage { .. }) if !args.sources.iter().any(|name| source.is_named(name)) => {
            Ok(None)
        }
        read => read.map(Some),
    }
}

/// Where articles go. Nothing is made before there is an article.
#[derive(Default)]
struct Exported<'a> {
    folder: Option<&'a Path>,
    book: Option<&'a Path>,
    open: Option<Open>,
    n_articles: usize,
}

enum Open {
    Folder(PageFolder),
    Book(Box<Book>),
}

impl Exported<'_> {
    fn add(&mut self, source: &Source, article: &Article) -> Result<(), Trouble> {
        if self.open.is_none() {
            self.open = Some(match (self.folder, self.book) {
                (_, Some(path)) => Open::Book(Box::new(Book::begin(path)?)),
                (path, None) => Open::Folder(PageFolder::open(path.unwrap_or(Path::new(".")))?),
            });
        }
        match self.open.as_mut() {
            Some(Open::Folder(folder)) => folder.add(article)?,
            Some(Open::Book(book)) => book.add(source, article)?,
            None => {}
        }
        self.n_articles += 1;
        Ok(())
    }

    /// Where they are.
    fn finish(self, title: Option<&str>) -> Result<PathBuf, Trouble> {
        let path = self.book.or(self.folder).unwrap_or(Path::new("."));
        if let Some(Open::Book(book)) = self.open {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            book.finish(title.unwrap_or(&name))?;
        }
        Ok(path.to_owned())
    }
}
