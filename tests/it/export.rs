//! Articles written out: pages in Markdown that read back as the same articles, and books.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use akhbar::article::{self, Article, to_page};
use akhbar::library;
use zip::ZipArchive;

use crate::run::akhbar;
use crate::web::offline;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn articles(of: &[PathBuf]) -> Vec<Article> {
    let names: Vec<OsString> = of.iter().map(Into::into).collect();
    let sources = library::sources(&names, &offline());
    sources
        .filter_map(|source| library::read(&source.ok()?).ok())
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn check_fields(back: &Article, article: &Article) {
    let fields = |article: &Article| {
        let lines = [
            &article.title,
            &article.subtitle,
            &article.outlet,
            &article.agency,
            &article.section,
        ];
        let lines = lines.map(|line| line.as_deref().map(akhbar::text::one_line));
        let published = article.published.date.map(|_| article.published);
        let lists = [article.byline.clone(), article.tags.clone()];
        (
            lines,
            lists,
            published,
            article.language,
            article.direction,
            article.reading_minutes,
        )
    };
    assert_eq!(fields(back), fields(article));
}

#[test]
fn a_page_in_markdown_reads_back_as_the_same_article() {
    let mut n_articles = 0;
    let news = ["ar", "en", "fa", "he", "tr", "ur"];
    let news = news.map(|language| here(&format!("tests/data/html/news/{language}.html")));
    let mut pages = vec![here("seeds"), here("tests/data/html/ar.html")];
    pages.extend(news);
    for article in articles(&pages) {
        n_articles += 1;
        let page = to_page(&article);
        let back = article::read(page.as_bytes()).unwrap();
        check_fields(&back, &article);
        let texts = |article: &Article| -> Vec<String> {
            let texts = article.document.texts();
            texts
                .map(|(block, text)| format!("{:?} {}", block.kind, akhbar::text::clean(text)))
                .collect()
        };
        assert_eq!(texts(&back), texts(&article), "{page}");
        // And once more it is the same page.
        assert_eq!(to_page(&back), page);
    }
    assert_eq!(n_articles, 17);
}

#[test]
fn fields_that_look_like_something_else_read_back() {
    let mut article = article::read("# A\n\n## B\n\nText of it.\n".as_bytes()).unwrap();
    article.title = Some("\"One\": two # three --- [x, y] \\n".into());
    article.subtitle = Some("- 'and' name: this".into());
    article.byline = vec!["Salma O'Hara".into(), "سلمى الحداد".into()];
    article.tags = vec![
        "a, b".into(),
        "name: x".into(),
        "\"quoted\"".into(),
        "#5".into(),
    ];
    article.outlet = Some("|".into());
    article.agency = Some("نور".into());
    article.section = Some("true".into());
    let back = article::read(to_page(&article).as_bytes()).unwrap();
    check_fields(&back, &article);
}

#[test]
fn a_folder_of_pages_is_added_to_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("pages");
    fs::create_dir(&source).unwrap();
    let write = |name: &str, text: &str| fs::write(source.join(name), text).unwrap();
    write(
        "1.md",
        "---\ntitle: ../../../../etc/passwd\ndate: 2024-05-01\n---\nOne.\n",
    );
    write("2.md", "---\ntitle: سفينة؟ «تصل»\n---\nوصلت السفينة.\n");
    write("3.md", "---\ntitle: سفينة تصل\n---\nوصلت سفينة أخرى.\n");
    write(
        "4.md",
        &format!("---\ntitle: {}\n---\nLong.\n", "م".repeat(300)),
    );
    fs::write(source.join("5.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let to = folder.path().join("new/out");
    let args = [
        "export".as_ref(),
        source.as_os_str(),
        "--markdown".as_ref(),
        to.as_os_str(),
    ];
    let ran = akhbar(args);
    assert_eq!((ran.status, &*ran.trouble), (0, ""));
    assert_eq!(ran.text(), format!("4 articles: {}\n", to.display()));
    let names = |folder: &Path| -> Vec<String> {
        let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
        files(folder).into_iter().map(name).collect()
    };
    let expected = [
        "2024-05-01-etc-passwd.md",
        "سفينة-تصل-2.md",
        "سفينة-تصل.md",
        &format!("{}.md", "م".repeat(60)),
    ];
    assert_eq!(names(&to), expected);
    // What is there already is left alone, and what differs gets a name of its own.
    akhbar(args);
    assert_eq!(names(&to), expected);
    let first = to.join(expected[0]);
    fs::write(&first, "mine").unwrap();
    akhbar(args);
    assert_eq!(fs::read_to_string(&first).unwrap(), "mine");
    assert_eq!(names(&to).len(), 5);
}

/// The files of an archive in their order, with their texts.
fn unpack(path: &Path) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let idxs = 0..archive.len();
    idxs.map(|idx| {
        let mut file = archive.by_index(idx).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    })
    .collect()
}

/// Fails unless every element is closed in its turn and every `&` begins a reference.
fn check_xml(name: &str, text: &str) {
    let mut open: Vec<&str> = Vec::new();
    for (idx, piece) in text.split('<').enumerate() {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        assert!(idx == 0 || piece.contains('>'), "{name}: <{piece}");
        for entity in after.split('&').skip(1) {
            let entity = entity.split(';').next().unwrap();
            assert!(
                ["amp", "lt", "gt", "quot", "#39"].contains(&entity),
                "{name}: &{entity}"
            );
        }
        let element = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        match tag.bytes().next() {
            None | Some(b'?' | b'!') => {}
            Some(b'/') => assert_eq!(open.pop(), Some(&tag[1..]), "{name}"),
            _ if tag.ends_with('/') => {}
            _ => open.push(element),
        }
    }
    assert_eq!(open, [""; 0], "{name}");
}

#[test]
fn a_book_has_its_parts_and_turns_its_pages_the_right_way() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("أخبار.epub");
    let arabic = [
        "08-fano-to-bulaq-ar.txt",
        "06-jam-i-jahan-numa-ur.txt",
        "05-leaked-pact.txt",
    ];
    let sources = arabic.map(|name| here("seeds").join(name).into_os_string());
    let mut args: Vec<OsString> = vec!["export".into(), "--epub".into(), book.clone().into()];
    args.extend(sources);
    let ran = akhbar(&args);
    assert_eq!((ran.status, &*ran.trouble), (0, ""));
    let bytes = fs::read(&book).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    assert_eq!(
        (bytes[8], bytes[28]),
        (0, 0),
        "stored, and no more in its head"
    );
    let files = unpack(&book);
    let names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        names,
        [
            "mimetype",
            "EPUB/0001.xhtml",
            "EPUB/0002.xhtml",
            "EPUB/0003.xhtml",
            "META-INF/container.xml",
            "EPUB/book.opf",
            "EPUB/contents.xhtml",
            "EPUB/style.css",
        ]
    );
    for (name, text) in &files {
        if name.ends_with("html") || name.ends_with("xml") || name.ends_with("opf") {
            check_xml(name, text);
        }
    }
    let text = |name: &str| &*files.iter().find(|(file, _)| file == name).unwrap().1;
    let package = text("EPUB/book.opf");
    for part in [
        "<spine page-progression-direction=\"rtl\">",
        "<dc:title dir=\"rtl\">أخبار</dc:title>",
        "<dc:language>ar</dc:language>",
        "<dc:language>ur</dc:language>",
        "<dc:language>en</dc:language>",
        "properties=\"nav\"",
        "<itemref idref=\"c3\"/>",
    ] {
        assert!(package.contains(part), "{part}: {package}");
    }
    for file in ["contents.xhtml", "0001.xhtml", "0003.xhtml", "style.css"] {
        assert!(package.contains(&format!("href=\"{file}\"")), "{file}");
    }
    let has = |name: &str, part: &str| assert!(text(name).contains(part), "{name}: {part}");
    has(
        "EPUB/0001.xhtml",
        "lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">",
    );
    has(
        "EPUB/0002.xhtml",
        "lang=\"ur\" xml:lang=\"ur\" dir=\"rtl\">",
    );
    has(
        "EPUB/0003.xhtml",
        "lang=\"en\" xml:lang=\"en\" dir=\"ltr\">",
    );
    has("EPUB/contents.xhtml", "<nav epub:type=\"toc\"");
    has(
        "EPUB/contents.xhtml",
        "<li dir=\"rtl\"><a href=\"0001.xhtml\" lang=\"ar\" xml:lang=\"ar\">من فانو",
    );
    has(
        "EPUB/contents.xhtml",
        "<li dir=\"ltr\"><a href=\"0003.xhtml\"",
    );
    // A second time it is not overwritten, and nothing else is left behind.
    let refusal = akhbar(&args).refusal().to_owned();
    assert!(refusal.contains("nothing is overwritten"), "{refusal}");
    assert_eq!(fs::read(&book).unwrap(), bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_book_has_the_pictures_that_are_at_hand_and_words_for_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("خبر_files")).unwrap();
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and what comes behind";
    fs::write(at("خبر_files/سفينة.png"), PNG).unwrap();
    fs::write(at("خبر_files/none.png"), "<html>not found</html>").unwrap();
    let picture = |source: &str, alt: &str| {
        format!(
            "<p>وصلت السفينة إلى الميناء صباح اليوم ({alt}).</p><figure><img src='{source}' alt='{alt}'></figure>"
        )
    };
    let page = [
        "<html lang='ar' dir='rtl'><title>سفينة تصل</title><article><h1>سفينة تصل</h1>",
        &picture("%D8%AE%D8%A8%D8%B1_files/سفينة.png", "سفينة في البحر"),
        &picture(
            &format!("data:image/gif;base64,R0lGODlh{}", "A".repeat(400)),
            "علم",
        ),
        &picture("خبر_files/none.png", "ميناء بعيد"),
        &picture("https://news.example/a.jpg", "ركاب"),
        "</article></html>",
    ];
    fs::write(at("خبر.html"), page.concat()).unwrap();
    let book = at("كتاب.epub");
    let ran = akhbar([
        "export".as_ref(),
        at("خبر.html").as_os_str(),
        "--epub".as_ref(),
        book.as_os_str(),
    ]);
    assert_eq!((ran.status, &*ran.trouble), (0, ""));
    let mut archive = ZipArchive::new(fs::File::open(&book).unwrap()).unwrap();
    let mut bytes = |name: &str| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(bytes("EPUB/p0001.png"), PNG);
    assert!(bytes("EPUB/p0002.gif").starts_with(b"GIF89a"));
    let mut text = |name: &str| String::from_utf8(bytes(name)).unwrap();
    let package = text("EPUB/book.opf");
    let n_pictures = package.matches("media-type=\"image/").count();
    assert_eq!(n_pictures, 2, "{package}");
    for (name, kind) in [("p0001.png", "png"), ("p0002.gif", "gif")] {
        let item = format!("href=\"{name}\" media-type=\"image/{kind}\"/>");
        assert!(package.contains(&item), "{package}");
    }
    let chapter = text("EPUB/0001.xhtml");
    check_xml("0001.xhtml", &chapter);
    for part in [
        "<img src=\"p0001.png\" alt=\"سفينة في البحر\"/>",
        "<img src=\"p0002.gif\" alt=\"علم\"/>",
        "<p>[صورة: \u{2068}ميناء بعيد\u{2069}]</p>",
        "<p>[صورة: \u{2068}ركاب\u{2069}]</p>",
    ] {
        assert!(chapter.contains(part), "{part}: {chapter}");
    }
    assert!(!chapter.contains("https://news.example"), "{chapter}");
}

#[test]
fn what_holds_no_article_makes_no_book() {
    let folder = tempfile::tempdir().unwrap();
    let (blank, book) = (folder.path().join("blank"), folder.path().join("x.epub"));
    fs::write(&blank, " \n").unwrap();
    let ran = akhbar([
        "export".as_ref(),
        blank.as_os_str(),
        "--epub".as_ref(),
        book.as_os_str(),
    ]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.trouble.contains("no article to export"),
        "{}",
        ran.trouble
    );
    assert!(!book.exists());
    let both = akhbar(["export", "x", "--epub", "y", "--markdown", "z"]);
    assert!(both.refusal().contains("--epub"));
    assert!(akhbar(["export", "x"]).refusal().contains("--markdown"));
}
