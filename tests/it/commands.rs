//! The commands that print: the shape of their output, their options and exit statuses.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::run::{AKHBAR, akhbar, akhbar_on, assert_plain, run};

fn seed(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    folder.join(name)
}

const ARABIC: &str = "08-fano-to-bulaq-ar.txt";

#[test]
fn show_prints_one_article_in_each_form() {
    let path = seed(ARABIC);
    let path = path.to_str().unwrap();
    let title = "من فانو إلى بولاق: رحلة الحرف العربي إلى المطبعة";
    for (form, begins) in [
        ("--text", title.to_owned()),
        ("--markdown", format!("# {title}")),
        ("--html", "<!".to_owned()),
        ("--json", "{".to_owned()),
    ] {
        let ran = akhbar(["show", form, path]);
        let text = ran.text();
        assert!(text.to_lowercase().starts_with(&begins), "{form}: {text}");
        assert!(text.contains(title) && text.ends_with('\n'), "{form}");
        assert_plain(text);
    }
    // Into a pipe, text is what comes without being asked for; in logical order.
    assert_eq!(
        akhbar(["show", path]).text(),
        akhbar(["show", "--text", path]).text()
    );
}

#[test]
fn the_fields_of_json_are_those_that_scripts_rely_on() {
    let path = seed(ARABIC);
    let ran = akhbar(["show".as_ref(), "--json".as_ref(), path.as_os_str()]);
    let record: Value = serde_json::from_str(ran.text()).unwrap();
    let is = |name: &str, shape: fn(&Value) -> bool| {
        let value = record.get(name).unwrap_or_else(|| panic!("no {name}"));
        assert!(shape(value), "{name}: {value}");
    };
    let text_or_null = |value: &Value| value.is_string() || value.is_null();
    for name in [
        "title",
        "subtitle",
        "outlet",
        "agency",
        "published",
        "section",
        "language",
    ] {
        is(name, text_or_null);
    }
    let texts = |value: &Value| {
        value
            .as_array()
            .is_some_and(|all| all.iter().all(Value::is_string))
    };
    for name in ["byline", "tags", "captions", "paragraphs"] {
        is(name, texts);
    }
    is("direction", |value| value == "rtl");
    is("words", |value| value.as_u64() > Some(300));
    is("reading_minutes", |value| value.is_u64() || value.is_null());
    is("source", |value| {
        value.as_str().is_some_and(|path| path.ends_with(ARABIC))
    });
    let reasons = |value: &Value| {
        let lines = value.as_array().unwrap();
        let shape = |line: &Value| line["text"].is_string() && line["reason"].is_string();
        !lines.is_empty() && lines.iter().all(shape)
    };
    is("removed", reasons);
}

#[test]
fn show_breaks_lines_where_it_is_told() {
    let path = seed(ARABIC);
    let path = path.to_str().unwrap();
    let whole = akhbar(["show", path]);
    let broken = akhbar(["show", "--width", "40", path]);
    assert!(whole.text().lines().any(|line| line.chars().count() > 200));
    let letters = |line: &str| {
        line.chars()
            .filter(|c| !('\u{64B}'..='\u{652}').contains(c))
            .count()
    };
    assert!(broken.text().lines().all(|line| letters(line) <= 48));
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(solid(whole.text()), solid(broken.text()));
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long");
    let page = format!(
        "A headline\n\n{}",
        "A paragraph of some words.\n\n".repeat(50_000)
    );
    fs::write(&path, page).unwrap();
    let path = path.to_str().unwrap();
    for args in [
        ["show", "--text", path],
        ["find", "words", path],
        ["typeset", "--json", path],
    ] {
        let mut child = Command::new(AKHBAR)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut from = child.stderr.take().unwrap();
        let trouble = thread::spawn(move || {
            let mut trouble = String::new();
            from.read_to_string(&mut trouble).unwrap();
            trouble
        });
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
        assert_eq!(trouble.join().unwrap(), "", "{args:?}");
    }
}

#[test]
fn find_says_by_its_status_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page");
    fs::write(
        &path,
        "عنوان\n\nقرأت الأخبار في الصباح.\n\nThe news of the day.\n",
    )
    .unwrap();
    let path = path.to_str().unwrap();
    let check = |args: &[&str], status: i32| {
        let ran = akhbar([&["find"], args, &[path]].concat());
        assert_eq!((ran.status, ran.trouble.as_str()), (status, ""), "{args:?}");
        assert_eq!(ran.bytes.is_empty(), status == 1, "{args:?}");
    };
    check(&["اخبار"], 0);
    check(&["--exact", "اخبار"], 1);
    check(&["--exact", "أخبار"], 0);
    check(&["NEWS"], 0);
    check(&["--exact", "NEWS"], 1);
    check(&["--regex", "اخ.ار"], 0);
    check(&["--regex", "اخ.{9}ار"], 1);
    check(&["--word", "اخبار"], 0);
    check(&["-w", "خبار"], 1);
    check(&["-w", "--regex", "new."], 0);
    check(&["-w", "--regex", "ne."], 1);
    check(&["nothing of it"], 1);
    assert!(
        akhbar(["find", "--regex", "(", path])
            .refusal()
            .contains("regular expression")
    );
    assert!(
        akhbar(["find", "", path])
            .refusal()
            .contains("nothing to look for")
    );
    assert!(
        akhbar(["find", "x", "--loose", "--exact", path])
            .refusal()
            .contains("--exact")
    );
    // One source in trouble, the other with a match: the match is printed, the trouble said.
    let ran = akhbar(["find", "news", "/nowhere", path]);
    assert_eq!((ran.status, ran.trouble.lines().count()), (2, 1));
    assert!(String::from_utf8(ran.bytes).unwrap().contains("The news"));
}

#[test]
fn find_gives_bytes_that_slice_the_paragraph_to_the_match() {
    for (name, words, n_matches) in [
        (ARABIC, "الوقائع المصرية", 2..9),
        (ARABIC, "خير جليس", 1..2),
        ("06-jam-i-jahan-numa-ur.txt", "جام جہاں نما", 3..9),
        ("09-kaghaz-e-akhbar-fa.txt", "كاغذ اخبار", 2..9),
        ("10-hebrew-print-he.txt", "רשי", 1..9),
        ("05-leaked-pact.txt", "moscow", 2..20),
    ] {
        let path = seed(name);
        let path = path.to_str().unwrap();
        let shown: Value = serde_json::from_str(akhbar(["show", "--json", path]).text()).unwrap();
        let found = akhbar(["find", "--json", words, path]).objects();
        assert!(n_matches.contains(&found.len()), "{words}: {}", found.len());
        for object in &found {
            let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["end", "paragraph", "source", "start", "text"]);
            let number = |key: &str| usize::try_from(object[key].as_u64().unwrap()).unwrap();
            let paragraph = shown["paragraphs"][number("paragraph")].as_str().unwrap();
            let slice = &paragraph[number("start")..number("end")];
            assert_eq!(slice, object["text"].as_str().unwrap(), "{words}");
            assert_eq!(object["source"], shown["source"]);
        }
    }
}

#[test]
fn a_long_stream_is_taken_as_a_short_one_is() {
    let line = |n: usize| {
        format!("{{\"title\":\"خبر {n}\",\"text\":\"وصلت السفينة رقم {n} إلى الميناء.\"}}\n")
    };
    let many: String = (1..=50_000).map(line).collect();
    assert!(many.len() > 4 << 20, "{}", many.len());
    for (stream, at) in [(&many[..], "-:49999"), (&line(49_999), "-")] {
        let ran = akhbar_on(stream.as_bytes(), ["find", "رقم 49999", "-"]);
        assert_eq!((ran.status, &*ran.trouble), (0, ""), "{at}");
        let found = ran.text();
        assert!(
            found.starts_with(at) && found.lines().count() == 1,
            "{found}"
        );
    }
    let long = "وصلت السفينة.\n".repeat(400_000);
    let ran = akhbar_on(long.as_bytes(), ["show", "-"]);
    assert_eq!(ran.text().matches("السفينة").count(), 400_000);
    // What stands in no folder cannot be taken.
    let mut nowhere = Command::new(AKHBAR);
    nowhere.args(["show", "-"]).env("TMPDIR", "/nowhere");
    let ran = run(nowhere, long.as_bytes());
    assert!(
        ran.refusal()
            .contains("name a folder with more room in TMPDIR")
    );
}

#[test]
fn find_goes_through_folders_and_standard_input() {
    let seeds = seed("");
    let found = akhbar(["find", "--json", "1822", seeds.to_str().unwrap()]).objects();
    assert!(!found.is_empty());
    for object in found {
        assert!(
            object["source"]
                .as_str()
                .unwrap()
                .contains("06-jam-i-jahan-numa-ur.txt")
        );
    }
    let page = "عنوان\n\nقرأت الأَخبار في الصباح.\n";
    let found = akhbar_on(page.as_bytes(), ["find", "--json", "الاخبار", "-"]).objects();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["source"], "-");
    assert_eq!(found[0]["text"], "الأَخبار");
}

#[test]
fn typeset_gives_cells_as_they_are_seen() {
    let text = "سلام world\n\nabc\n";
    let ran = akhbar_on(text.as_bytes(), ["typeset", "--json"]);
    let paragraphs = ran.objects();
    assert_eq!(paragraphs.len(), 3);
    let first = &paragraphs[0];
    assert_eq!(first["paragraph"], 0);
    assert_eq!(first["direction"], "rtl");
    let line = &first["lines"][0];
    let bounds = ["start", "end", "width"].map(|key| line[key].as_u64().unwrap());
    assert_eq!(bounds, [0, 14, 9]);
    let cells: Vec<(&str, u64, u64, u64)> = line["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| {
            let number = |key: &str| cell[key].as_u64().unwrap();
            let text = cell["text"].as_str().unwrap();
            (text, number("start"), number("end"), number("width"))
        })
        .collect();
    let expected = [
        ("w", 9, 10, 1),
        ("o", 10, 11, 1),
        ("r", 11, 12, 1),
        ("l", 12, 13, 1),
        ("d", 13, 14, 1),
        (" ", 8, 9, 1),
        ("ﻡ", 6, 8, 1),
        ("ﻼ", 2, 6, 1),
        ("ﺳ", 0, 2, 1),
    ];
    assert_eq!(cells, expected);
    assert_eq!(paragraphs[1]["lines"].as_array().unwrap().len(), 1);
    assert_eq!(paragraphs[2]["direction"], "ltr");
}

#[test]
fn typeset_obeys_its_options() {
    let set = |text: &str, options: &[&str]| {
        let ran = akhbar_on(text.as_bytes(), [&["typeset"], options].concat());
        ran.text().to_owned()
    };
    assert_eq!(set("سلام", &["--width", "8"]), "     ﻡﻼﺳ\n");
    assert_eq!(set("abc", &["--width", "8"]), "abc\n");
    assert_eq!(
        set("abc!", &["--width", "8", "--direction", "rtl"]),
        "    !abc\n"
    );
    assert_eq!(
        set("سلام!", &["--width", "8", "--direction", "ltr"]),
        "ﻡﻼﺳ!\n"
    );
    assert_eq!(set("one two\n", &["--width", "4"]), "one\ntwo\n");
    assert_eq!(set("بِ", &["--width", "2"]), " ﺏِ\n");
    assert_eq!(set("بِ", &["--width", "2", "--marks", "strip"]), " ﺏ\n");
    for wrong in [["--width", "1"], ["--direction", "up"], ["--marks", "some"]] {
        akhbar([&["typeset"], &wrong[..]].concat()).refusal();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines");
    fs::write(&path, "سلام").unwrap();
    let from_file = akhbar(["typeset", "--width", "8", path.to_str().unwrap()]);
    assert_eq!(from_file.text(), "     ﻡﻼﺳ\n");
}

#[test]
fn no_line_of_typeset_is_wider_than_asked_for() {
    for width in ["2", "9", "40"] {
        let path = seed(ARABIC);
        let ran = akhbar([
            "typeset",
            "--json",
            "--width",
            width,
            path.to_str().unwrap(),
        ]);
        for paragraph in ran.objects() {
            for line in paragraph["lines"].as_array().unwrap() {
                let cells = line["cells"].as_array().unwrap();
                let sum: u64 = cells
                    .iter()
                    .map(|cell| cell["width"].as_u64().unwrap())
                    .sum();
                assert_eq!(line["width"].as_u64(), Some(sum));
                assert!(sum <= width.parse().unwrap(), "{line}");
            }
        }
    }
}

#[test]
fn arguments_that_are_none_are_refused_in_one_line() {
    for args in [
        &["show"][..],
        &["find"],
        &["find", "x"],
        &["show", "--json", "--html", "x"],
        &["--nonsense"],
        &["show", "x", "--width", "wide"],
    ] {
        let ran = akhbar(args);
        assert!(ran.refusal().contains("akhbar --help"), "{args:?}: {ran:?}");
    }
    let help = akhbar(["--help"]);
    assert!(help.text().contains("typeset") && help.text().contains("AKHBAR_BIDI"));
    assert!(akhbar(["--version"]).text().starts_with("akhbar "));
}

#[test]
fn what_the_environment_holds_is_said_clean() {
    let with = |name: &str, value: &str| {
        let mut command = Command::new(AKHBAR);
        command
            .arg("doctor")
            .env_remove("TMUX")
            .env_remove("STY")
            .env(name, value);
        run(command, b"")
    };
    let refusal = with("AKHBAR_BIDI", "x\u{1b}[31my\u{7}")
        .refusal()
        .to_owned();
    assert!(refusal.contains("`xy`"), "{refusal:?}");
    assert_plain(&refusal);
    let told = with("TERM", "tmux\u{1b}[31m");
    assert!(told.text().contains("TERM is tmux)"), "{:?}", told.text());
    assert_plain(told.text());
}

#[test]
fn find_prints_a_forced_line_end_as_a_blank() {
    let page = "<title>مرفأ قديم</title><article><h1>مرفأ قديم</h1><p>قالت الهيئة إن الأعمال<br>ستبدأ في الربيع \
        القادم.</p><p>وأضافت أن البحر كان هادئاً طوال الصباح في كل الموانئ.</p></article>";
    let found = akhbar_on(page.as_bytes(), ["find", "الربيع", "-"]);
    let line = "-:0: قالت الهيئة إن الأعمال ستبدأ في الربيع القادم.\n";
    assert_eq!(found.text(), line);
}

#[test]
fn what_a_saved_page_is_shown_with_is_no_article() {
    let folder = tempfile::tempdir().unwrap();
    let page =
        |text: &str| format!("<title>River</title><article><h1>River</h1><p>{text}</p></article>");
    for (name, text) in [
        ("River - News.html", page("It rises, said the clerk.")),
        ("River - News_files/anchor.html", page("An advert rises.")),
        ("River - News_files/style.css", "a { color: rises }".into()),
        ("Fluss.htm", page("Er steigt (rises).")),
        ("Fluss-Dateien/main.js", "rises()".into()),
        ("my_files/a.txt", "A letter that rises.".into()),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let found = akhbar(["find", "--json", "rises", folder.path().to_str().unwrap()]).objects();
    let names = found
        .iter()
        .map(|found| Path::new(found["source"].as_str().unwrap()));
    let names: Vec<&Path> = names
        .map(|name| name.strip_prefix(folder.path()).unwrap())
        .collect();
    let expected = ["Fluss.htm", "River - News.html", "my_files/a.txt"].map(Path::new);
    assert_eq!(names, expected);
    // Who names it gets it.
    let inner = folder.path().join("River - News_files");
    let found = akhbar(["find", "--json", "rises", inner.to_str().unwrap()]).objects();
    assert_eq!(found.len(), 2);
}
