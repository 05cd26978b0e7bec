//! Files of many pages, and packed ones: lines of JSON, web archives, tar archives, by gzip and
//! zstd; whole, broken, and meant to do harm.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use akhbar::library::{Source, read, sources};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::run::{AKHBAR, run};
use crate::web::offline;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn line(n: usize) -> String {
    format!(
        "{{\"title\":\"خبر {n}\",\"text\":\"هذا نص الخبر رقم {n}، وفيه جملة طويلة بعض الشيء.\"}}\n"
    )
}

fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/2024/05/02/a\r\n\
         WARC-Date: 2024-06-01T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    record.extend_from_slice(body);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    answer.extend_from_slice(body);
    record("response", "application/http; msgtype=response", &answer)
}

fn page(title: &str) -> String {
    let prose =
        "وصلت السفينة إلى الميناء في الصباح، وكان في انتظارها جمع كبير من الناس على الرصيف.";
    format!(
        "<!doctype html><article><h1>{title}</h1>{}</article>",
        format!("<p>{prose}</p>").repeat(3)
    )
}

fn records() -> Vec<Vec<u8>> {
    let html = page("سفينة تعود");
    let legacy = encoding_rs::WINDOWS_1256.encode(&html).0.into_owned();
    let packed = gzip(page("سفينة ثالثة").as_bytes());
    let chunked = [
        format!("{:x}\r\n", packed.len()).as_bytes(),
        &packed,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    vec![
        record("warcinfo", "application/warc-fields", b"software: x\r\n"),
        record(
            "request",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        answer(
            "200 OK\r\nContent-Type: text/html; charset=utf-8",
            html.as_bytes(),
        ),
        answer("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        answer("404 Not Found\r\nContent-Type: text/html", html.as_bytes()),
        answer(
            "200 OK\r\nContent-Type: text/html; charset=windows-1256",
            &legacy,
        ),
        answer(
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
            &chunked,
        ),
        record(
            "conversion",
            "text/plain",
            "نص محفوظ\n\nجملة واحدة من النص المحفوظ.".as_bytes(),
        ),
    ]
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        let mut head = [0u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        head[156] = b'0';
        head[257..263].copy_from_slice(b"ustar\0");
        out.extend_from_slice(&head);
        out.extend_from_slice(bytes);
        out.resize(out.len().div_ceil(512) * 512, 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// Writes a file and gives the titles of the pages in it, or what is wrong with them.
fn titles(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let named = listed(&path);
    // The same in a folder.
    assert_eq!(listed(folder.path()), named);
    named
}

fn listed(path: &Path) -> Vec<String> {
    let cut = |text: String| {
        text.rsplit_once('/')
            .map_or(text.clone(), |(_, end)| end.to_owned())
    };
    let title =
        |source: Result<Source, akhbar::library::Trouble>| match source.and_then(|s| read(&s)) {
            Ok(article) => article.title.unwrap_or_else(|| "-".into()),
            Err(trouble) => cut(trouble.to_string()),
        };
    sources(&[path.into()], &offline()).map(title).collect()
}

#[test]
fn lines_of_json_are_pages() {
    let text = format!("{}\n{}{{\"broken\n{}", line(1), line(2), line(3).trim_end());
    let expected = ["خبر 1", "خبر 2"];
    for (name, bytes) in [
        ("news.jsonl", text.clone().into_bytes()),
        ("news.jsonl.gz", gzip(text.as_bytes())),
        ("news.jsonl.zst", zstd(text.as_bytes())),
        ("news.json", text.clone().into_bytes()),
        ("news.json.gz", gzip(text.as_bytes())),
    ] {
        let found = titles(name, &bytes);
        assert_eq!(found.len(), 4, "{name} {found:?}");
        assert_eq!(found[..2], expected, "{name}");
        assert_eq!(found[3], "خبر 3", "{name}");
    }
    // One object over several lines is one page.
    assert_eq!(
        titles(
            "one.json",
            b"{\n\"title\": \"One\",\n\"text\": \"A text.\"\n}\n"
        ),
        ["One"]
    );
}

#[test]
fn a_page_in_a_file_of_many_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.jsonl");
    fs::write(&path, [line(1), line(2)].concat()).unwrap();
    let named = |end: &str| Source::named(format!("{}{end}", path.display()).as_ref(), &offline());
    let second = named(":2").unwrap();
    assert_eq!(read(&second).unwrap().title.as_deref(), Some("خبر 2"));
    assert!(second.name().ends_with("news.jsonl:2") && second.short_name() == "news.jsonl:2");
    let both: Vec<Source> = sources(&[path.clone().into()], &offline())
        .map(Result::unwrap)
        .collect();
    assert_eq!(both[1], second);
    let key = |source: &Source| source.key(Path::new("/")).unwrap();
    assert_ne!(key(&both[0]), key(&both[1]));
    let trouble = |end: &str| named(end).unwrap_err().reason();
    assert!(trouble("").starts_with("many pages in one file"));
    assert_eq!(trouble(":9"), "no page 9 in this file");
    assert_eq!(trouble(":x"), "no such file or folder");
}

#[test]
fn web_archives_hold_pages() {
    let expected = ["سفينة تعود", "سفينة تعود", "سفينة ثالثة", "نص محفوظ"];
    let plain = records().concat();
    let members: Vec<u8> = records().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [
        ("a.warc", plain.clone()),
        ("a.warc.gz", members.clone()),
        ("a.warc.gz", gzip(&plain)),
        ("a.warc.zst", zstd(&plain)),
    ] {
        assert_eq!(titles(name, &bytes), expected, "{name}");
    }
    // Cut off: what comes before is there.
    let found = titles("a.warc", &plain[..plain.len() - 40]);
    assert_eq!(found[..3], expected[..3]);
    assert!(found[3].contains("broken or cut off"), "{found:?}");
    let found = titles("a.warc.gz", &members[..members.len() - 30]);
    assert_eq!(found[..3], expected[..3]);
    assert!(found[3].contains("broken or cut off"), "{found:?}");
    let none = record("warcinfo", "application/warc-fields", b"x");
    assert_eq!(titles("a.warc", &none), ["a.warc: no pages in this file"]);
}

#[test]
fn a_tar_archive_of_mixed_kinds_opens() {
    let html = page("سفينة تعود");
    let packed = gzip(page("سفينة ثانية").as_bytes());
    let files: &[(&str, &[u8])] = &[
        ("news/a.html", html.as_bytes()),
        ("news/.hidden", b"x"),
        ("news/b.html.gz", &packed),
        ("news/c.md", "# خبر\n\nنص الخبر هنا.\n".as_bytes()),
        ("news/d.png", b"\x89PNG\r\n\x1a\n\0"),
        ("news/e.txt", b"A ship\n\nIt sailed from the harbour."),
    ];
    let archive = tar(files);
    for (name, bytes) in [
        ("a.tar", archive.clone()),
        ("a.tar.gz", gzip(&archive)),
        ("a.tgz", gzip(&archive)),
    ] {
        let found = titles(name, &bytes);
        assert_eq!(found[..3], ["سفينة تعود", "سفينة ثانية", "خبر"], "{name}");
        assert!(
            found[3].ends_with("not a text file but a PNG image"),
            "{found:?}"
        );
        assert_eq!(found[4], "A ship");
    }
    let found = titles("a.tar", &archive[..700]);
    assert!(
        found.last().unwrap().contains("broken or cut off"),
        "{found:?}"
    );
}

#[test]
fn the_first_sentence_of_a_record_with_a_title_is_text() {
    for (title, text) in [
        (
            "वन में नया पुल",
            ["नदी पर बाँस का नया पुल बना है।", "गाँव के लोग खुश हैं।"],
        ),
        (
            "نیا پل",
            ["دریا پر بانس کا نیا پل بن گیا ہے۔", "گاؤں کے لوگ خوش ہیں۔"],
        ),
        (
            "A bridge",
            [
                "A new bridge of bamboo stands over the river.",
                "The people are happy.",
            ],
        ),
    ] {
        let record = format!(
            "{{\"title\":\"{title}\",\"text\":\"{}\"}}",
            text.join("\\n\\n")
        );
        let article = akhbar::article::read(record.as_bytes()).unwrap();
        assert_eq!(
            (article.title.as_deref(), article.subtitle),
            (Some(title), None)
        );
        let texts: Vec<&str> = article.document.paragraphs().collect();
        assert_eq!(texts, text);
    }
}

#[test]
fn files_of_many_in_a_tar_archive_open_too() {
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><description>جملة من نص الخبر هنا.</description></item>"
        )
    };
    let feed = |titles: [&str; 2]| {
        let items = titles.map(item).concat();
        format!("<rss><channel><title>صحيفة</title>{items}</channel></rss>")
    };
    let large = feed([&"سفينة ".repeat(20_000), "آخرها"]);
    let long = || "سفينة ".repeat(20_000).trim_end().to_owned();
    let inner = tar(&[("x.rss", feed(["سادس", "سابع"]).as_bytes())]);
    let archive = tar(&[
        ("a.txt", b"A ship\n\nIt sailed from the harbour."),
        ("b.xml", feed(["أول", "ثان"]).as_bytes()),
        ("c.jsonl.gz", &gzip([line(1), line(2)].concat().as_bytes())),
        ("d.warc", &records().concat()),
        ("e.atom", large.as_bytes()),
        ("f.tgz", &gzip(&inner)),
        ("g.xml", b"<note><to>x</to></note>"),
        ("h.rss", b"<rss><channel></channel></rss>"),
        ("i.txt", b"Another ship\n\nIt sailed from the harbour."),
    ]);
    let lines = titles("a.jsonl", [line(1), line(2)].concat().as_bytes());
    let records = titles("a.warc", &records().concat());
    let found = titles("a.tar", &archive);
    let expected: Vec<String> = ["A ship", "أول", "ثان"]
        .map(str::to_owned)
        .into_iter()
        .chain(lines)
        .chain(records)
        .chain([long(), "آخرها".into(), "سادس".into(), "سابع".into()])
        .collect();
    assert_eq!(found[..expected.len()], expected);
    let rest = &found[expected.len()..];
    assert!(
        rest[1].ends_with("a.tar:8: no pages in this file"),
        "{rest:?}"
    );
    assert_eq!(rest[2..], ["Another ship"]);
    // Each by its number.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tar");
    fs::write(&path, &archive).unwrap();
    let name = |numbers: &str| format!("{}:{numbers}", path.display());
    let source = |numbers: &str| Source::named(name(numbers).as_ref(), &offline());
    let named = |numbers: &str| {
        let source = source(numbers).unwrap();
        assert_eq!(source.name(), name(numbers));
        read(&source).unwrap().title.unwrap()
    };
    assert_eq!(named("2:2"), "ثان");
    assert_eq!(named("6:1:2"), "سابع");
    let wrong = |numbers: &str| source(numbers).unwrap_err().to_string();
    assert!(wrong("2").contains("many pages"));
    assert!(wrong("2:3").ends_with("a.tar:2: no page 3 in this file"));
    assert!(
        wrong("2:2:1").contains("no such file"),
        "{}",
        wrong("2:2:1")
    );
    let keys = |numbers: &str| source(numbers).unwrap().key(Path::new("/"));
    assert_ne!(keys("2:2"), keys("6:1:2"));
    assert_ne!(keys("2:2"), keys("2:1"));
}

#[test]
fn an_archive_in_archives_without_end_is_no_trouble() {
    let mut archive = tar(&[("a.txt", b"A ship\n\nIt sailed from the harbour.")]);
    for _ in 0..40 {
        archive = tar(&[("a.tar.gz", &gzip(&archive))]);
    }
    let found = titles("a.tar", &archive);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn packed_pages_open_by_their_first_bytes() {
    let text = "A ship\n\nIt sailed from the harbour.".as_bytes();
    for (name, bytes) in [
        ("a.txt.gz", gzip(text)),
        ("a", gzip(text)),
        ("a.txt", zstd(text)),
        ("a.gz", [gzip(&text[..10]), gzip(&text[10..])].concat()),
        (
            "a.zst",
            [
                zstd(&text[..10]),
                b"\x50\x2A\x4D\x18\x03\0\0\0abc".to_vec(),
                zstd(&text[10..]),
            ]
            .concat(),
        ),
    ] {
        assert_eq!(titles(name, &bytes), ["A ship"], "{name}");
    }
    let whole = gzip(text);
    let found = titles("a.gz", &whole[..whole.len() - 12]);
    assert!(found[0].contains("broken or cut off"), "{found:?}");
}

#[test]
fn bombs_are_refused_and_the_others_open() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = vec![b' '; 64 << 20];
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt.gz", &gzip(&bomb));
    write(
        "b.jsonl.gz",
        &gzip(&[b"{\"a\":1}\n{\"a\":2}\n", &bomb[..]].concat()),
    );
    write("c.txt", b"A ship\n\nIt sailed.");
    let found = listed(folder.path());
    assert_eq!(found.len(), 3);
    assert!(
        found[..2]
            .iter()
            .all(|line| line.contains("four hundred times")),
        "{found:?}"
    );
    assert_eq!(found[2], "A ship");
}

#[test]
fn what_is_unpacked_goes_to_the_disk_and_leaves_nothing_there() {
    let folder = tempfile::tempdir().unwrap();
    let (path, place) = (
        folder.path().join("news.jsonl.gz"),
        folder.path().join("place"),
    );
    let lines: String = (1..=4000).map(line).collect();
    fs::write(&path, gzip(lines.as_bytes())).unwrap();
    let show = |number: usize| {
        let mut command = Command::new(AKHBAR);
        let source = format!("{}:{number}", path.display());
        command.args(["show", "--text", &source]);
        command.env("TMPDIR", &place);
        run(command, b"")
    };
    let ran = show(4000);
    let refusal = ran.refusal();
    assert!(
        refusal.contains("cannot be kept in") && refusal.contains("TMPDIR"),
        "{refusal}"
    );
    fs::create_dir(&place).unwrap();
    for number in [1, 2500, 4000] {
        assert!(show(number).text().starts_with(&format!("خبر {number}\n")));
    }
    assert_eq!(fs::read_dir(&place).unwrap().count(), 0);
    // Pages are read from any place by several threads at once.
    let pages: Vec<Source> = sources(&[path.into()], &offline())
        .map(Result::unwrap)
        .collect();
    assert_eq!(pages.len(), 4000);
    std::thread::scope(|scope| {
        for first in 0..4 {
            let pages = &pages;
            scope.spawn(move || {
                for idx in (first..pages.len()).step_by(97) {
                    let title = read(&pages[idx]).unwrap().title.unwrap();
                    assert_eq!(title, format!("خبر {}", idx + 1));
                }
            });
        }
    });
}

#[test]
fn any_damage_is_told_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let archives: Vec<(&str, Vec<u8>)> = vec![
        (
            "a.warc.gz",
            records().iter().flat_map(|record| gzip(record)).collect(),
        ),
        ("a.warc", records().concat()),
        (
            "a.tar",
            tar(&[("a.txt", b"A ship"), ("b.txt", b"Another ship")]),
        ),
        ("a.jsonl.zst", zstd([line(1), line(2)].concat().as_bytes())),
    ];
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    for (name, bytes) in &archives {
        for n in 0..60 {
            let mut broken = bytes.clone();
            let at = (n * 7919) % broken.len();
            broken[at] ^= 1 << (n % 8);
            if n % 3 == 0 {
                broken.truncate(at);
            }
            fs::write(path(name), &broken).unwrap();
            listed(&path(name));
        }
    }
}
