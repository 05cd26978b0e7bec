//! Pages that are neither plain text nor HTML: Markdown, messages, objects of JSON.

use akhbar::article::{Article, BlockKind, Kind, Raw, read, to_html, to_markdown};
use akhbar::text::Direction;
use proptest::prelude::*;

use crate::pages::holds;

const PROSE: &str = "غادرت السفينة الميناء في الصباح، ولم يرها أحد منذ ذلك الحين، مع أن البحر كان هادئا طوال اليوم.";

fn markdown(source: &str) -> Article {
    let mut raw = Raw::from(source.as_bytes());
    raw.origin.is_markdown = true;
    read(raw).unwrap()
}

fn blocks(article: &Article) -> Vec<(BlockKind, u8, Option<u16>, &str)> {
    let texts = article.document.texts();
    texts
        .map(|(block, text)| (block.kind, block.level, block.number, text))
        .collect()
}

#[test]
fn markdown_keeps_its_structure() {
    use BlockKind::*;
    let source = format!(
        "# سفينة تعود\n\n{PROSE}\n\n## الميناء\n\n1. أولا\n2. ثانيا\n   - داخل\n\n> قول\n\n```\nif a\n  b\n```\n\n\
         ![الرصيف الشرقي](a.png)\n\n| السفينة | السنة |\n|---|---|\n| Titanic | 1912 |\n\nنص[^1] و**قوي** و[رابط](http://a.b).  \nسطر\n\n\
         [^1]: حاشية\n"
    );
    let article = markdown(&source);
    assert_eq!(article.facts.kind, Kind::Markdown);
    assert_eq!(article.title.as_deref(), Some("سفينة تعود"));
    assert_eq!(
        blocks(&article),
        [
            (Paragraph, 0, None, PROSE),
            (Heading, 2, None, "الميناء"),
            (ListItem, 1, Some(1), "أولا"),
            (ListItem, 1, Some(2), "ثانيا"),
            (ListItem, 2, None, "داخل"),
            (Quote, 0, None, "قول"),
            (Code, 0, None, "if a\u{2028}  b"),
            (Caption, 0, None, "الرصيف الشرقي"),
            (Row, 0, None, "السفينة │ السنة"),
            (Row, 0, None, "\u{2068}Titanic\u{2069} │ 1912"),
            (Paragraph, 0, None, "نص[1] وقوي ورابط.\u{2028}سطر"),
            (Paragraph, 0, None, "[1] حاشية"),
        ]
    );
    assert_eq!(article.language, Some("ar"));
    let row = article
        .document
        .blocks()
        .iter()
        .find(|block| block.kind == Row);
    assert_eq!(row.unwrap().direction, Some(Direction::Rtl));
}

#[test]
fn front_matter_states_the_fields() {
    let source = format!(
        "---\ntitle: \"سفينة: عودة\"\nauthors:\n  - سلمى الحداد\n  - كريم سعيد\ndate: 2024-05-02T09:30:00+03:00\n\
         lang: ar\ndir: rtl\ntags: [بحر, موانئ]\nlayout: post\n---\n\n# سفينة: عودة\n\n{PROSE}\n"
    );
    // Also without a name that says so.
    let article = read(source.as_bytes()).unwrap();
    assert_eq!(article.title.as_deref(), Some("سفينة: عودة"));
    assert_eq!(article.byline, ["سلمى الحداد", "كريم سعيد"]);
    assert_eq!(article.published.to_string(), "2024-05-02T09:30");
    assert_eq!(article.tags, ["بحر", "موانئ"]);
    assert_eq!(
        (article.language, article.direction),
        (Some("ar"), Direction::Rtl)
    );
    assert_eq!(blocks(&article).len(), 1);
    assert!(
        article
            .removed
            .iter()
            .any(|line| line.text == "layout: post")
    );
}

#[test]
fn a_page_kept_as_markdown_is_without_its_menus() {
    const ENGLISH: &str = "The ship left the harbour in the morning, and nobody has seen it since, though the sea was calm all day.";
    let check = |menu: [&str; 3], title: &str, head: &str, prose: &str, related: &str| {
        let menu = menu.map(|item| format!("  * [{item}](/x)\n")).concat();
        let second = prose.replace('ا', "أ").replace("harbour", "pier");
        let source = format!(
            "[ ![Logo](/logo.png) ](/)\n\n{menu}\n# {title}\n\n{head}\n\n{prose}\n\n{second}\n\n## {related}\n\n  * [{title}!](/y)\n"
        );
        let known = markdown(&source);
        let seen = read(source.as_bytes()).unwrap();
        for article in [known, seen] {
            assert_eq!(article.facts.kind, Kind::Markdown);
            assert_eq!(article.title.as_deref(), Some(title));
            assert_eq!(article.published.to_string(), "2024-03-13");
            let paragraphs: Vec<&str> = article.document.paragraphs().collect();
            assert_eq!(paragraphs, [prose, &second]);
            assert!(article.removed.iter().any(|line| line.text == related));
        }
    };
    check(
        ["الرئيسية", "محليات", "اقتصاد"],
        "سفينة تعود إلى الميناء القديم",
        "13 مارس 2024",
        PROSE,
        "أخبار ذات صلة",
    );
    check(
        ["Home", "Local", "Business"],
        "A ship comes home to the old harbour",
        "March 13, 2024",
        ENGLISH,
        "Related stories",
    );
    // What its writer put above a heading is the writer's.
    let notes = format!("[One](a)\n\n[Two](b) of them\n\n# Ships\n\n{ENGLISH}\n");
    let article = markdown(&notes);
    let paragraphs: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(paragraphs, ["One", "Two of them", "Ships", ENGLISH]);
}

#[test]
fn fields_stand_above_a_page_that_was_fetched_as_markdown() {
    let source = format!(
        "Title: سفينة تعود\n\nURL Source: https://a.example/x\n\nPublished Time: 2024-03-13T09:00:00Z\n\nMarkdown Content:\n# سفينة تعود\n\n{PROSE}\n"
    );
    let article = read(source.as_bytes()).unwrap();
    assert_eq!(article.facts.kind, Kind::Markdown);
    assert_eq!(article.title.as_deref(), Some("سفينة تعود"));
    assert_eq!(article.published.date.unwrap().to_string(), "2024-03-13");
    assert_eq!(
        article.facts.address.as_deref(),
        Some("https://a.example/x")
    );
    assert_eq!(article.document.paragraphs().collect::<Vec<_>>(), [PROSE]);
    let lines = "Title: Ships\n\nThey sail.\n\nMarkdown Content:\nNone.\n";
    assert_eq!(read(lines.as_bytes()).unwrap().facts.kind, Kind::Plain);
}

#[test]
fn a_text_with_a_few_signs_is_not_markdown() {
    for source in [
        "# 1 song\n\nIt is sung.",
        "---\n\nA rule above.\n",
        "1. One\n2. Two\n",
    ] {
        assert_eq!(
            read(source.as_bytes()).unwrap().facts.kind,
            Kind::Plain,
            "{source:?}"
        );
    }
}

#[test]
fn a_newsletter_is_read_by_its_html() {
    let source = format!(
        "Received: from a by b\r\nFrom: =?utf-8?B?2KzYsdmK2K/YqSDYp9mE2YXYsdmB2KM=?= <news@example.org>\r\n\
         To: reader@example.org\r\nSubject: =?utf-8?B?2LPZgdmK2YbYqSDYqti52YjYrw==?=\r\n\
         Date: Thu, 02 May 2024 09:30:00 +0300\r\nMessage-ID: <1@example.org>\r\nList-Id: <news.example.org>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nplain {PROSE}\r\n\
         --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         <html><body><div><p>{PROSE}</p><p>{PROSE} 2</p><h2>قسم</h2><p>{PROSE} 3</p></div></body></html>\r\n--b--\r\n"
    );
    let article = read(source.as_bytes()).unwrap();
    assert_eq!(article.facts.kind, Kind::Mail);
    assert_eq!(article.title.as_deref(), Some("سفينة تعود"));
    assert_eq!(article.outlet.as_deref(), Some("جريدة المرفأ"));
    assert!(article.byline.is_empty());
    assert_eq!(article.published.to_string(), "2024-05-02T09:30");
    assert_eq!(article.language, Some("ar"));
    let texts: Vec<&str> = article.document.paragraphs().collect();
    assert!(
        texts.contains(&PROSE) && texts.contains(&"قسم"),
        "{texts:?}"
    );
    assert!(!texts.iter().any(|text| text.contains("plain")));
}

#[test]
fn a_draft_is_a_message_too() {
    let head = "From: Ann Lee <ann@example.org>\nTo: b@example.org\nSubject: =?utf-8?B?2LPZgdmK2YbYqQ==?=\n\
                Content-Type: text/plain; charset=windows-1256\n\n";
    let text = encoding_rs::WINDOWS_1256.encode("سفينة في\n").0;
    let bytes = [head.as_bytes(), &text].concat();
    let article = read(&bytes[..]).unwrap();
    assert_eq!(article.facts.kind, Kind::Mail);
    assert_eq!(article.title.as_deref(), Some("سفينة"));
    assert_eq!(article.document.paragraphs().next(), Some("سفينة في"));
    let text = "From: the harbour\n\nTo: the town\n\nSubject: ships, and what they bring.\n";
    assert_eq!(read(text.as_bytes()).unwrap().facts.kind, Kind::Plain);
}

#[test]
fn a_plain_message_has_its_sender_and_its_lines() {
    let head = "From: Ann Lee <ann@example.org>\nDate: Fri, 3 May 2024 10:00:00 +0000\nSubject: A ship\n\
                Message-ID: <2@example.org>\nContent-Type: text/plain; charset=windows-1256; format=flowed\n\
                Content-Transfer-Encoding: quoted-printable\n\n";
    let source = format!(
        "{head}The ship sailed from the harbour and=20\nnobody has seen it.\n\n=CE=C8=D1\n"
    );
    let article = read(source.as_bytes()).unwrap();
    assert_eq!(article.byline, ["Ann Lee"]);
    assert_eq!(article.title.as_deref(), Some("A ship"));
    let texts: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(
        texts,
        [
            "The ship sailed from the harbour and nobody has seen it.",
            "خبر"
        ]
    );
}

#[test]
fn a_message_that_was_passed_on_stands_behind_what_was_said_of_it() {
    let message = |words: &str| {
        format!(
            "From: Ann Lee <ann@example.org>\nDate: Fri, 3 May 2024 10:00:00 +0000\nSubject: Fwd: A ship\n\
             Message-ID: <2@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
             {words}--b\nContent-Type: message/rfc822\n\nFrom: Bo Ek <bo@example.org>\nSubject: سفينة تعود\n\
             Content-Type: text/plain; charset=utf-8\n\n{PROSE}\n--b--\n"
        )
    };
    let words = "--b\nContent-Type: text/plain\n\nSee below.\n\n";
    for (words, expected) in [(words, &["See below.", PROSE][..]), ("", &[PROSE])] {
        let article = read(message(words).as_bytes()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Fwd: A ship"));
        assert_eq!(article.byline, ["Ann Lee"]);
        assert_eq!(article.language, Some("ar"));
        let texts: Vec<&str> = article.document.paragraphs().collect();
        assert_eq!(texts, expected);
        let is_kept = |text: &str| article.removed.iter().any(|line| line.text == text);
        assert!(
            is_kept("سفينة تعود") && is_kept("Bo Ek"),
            "{:?}",
            article.removed
        );
    }
}

#[test]
fn a_page_saved_as_mhtml_is_that_page() {
    let source = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2023/04/05/ship\r\n\
         Subject: A ship\r\nDate: Fri, 3 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><head><meta charset=utf-8></head><article>\
         <h1>سفينة تعود</h1><p>{PROSE}</p><p>{PROSE} 2</p></article>\r\n--b--\r\n"
    );
    let article = read(source.as_bytes()).unwrap();
    assert_eq!(article.title.as_deref(), Some("سفينة تعود"));
    assert_eq!(article.published.to_string(), "2023-04-05");
    assert_eq!(article.facts.saved.unwrap().to_string(), "2024-05-03T10:00");
    assert!(article.byline.is_empty());
}

#[test]
fn objects_of_json_have_a_text_and_fields() {
    let check = |source: &str, title: Option<&str>, published: &str, text: &str| {
        let article = read(source.as_bytes()).unwrap();
        assert_eq!(article.facts.kind, Kind::Json);
        assert_eq!(article.title.as_deref(), title);
        assert_eq!(article.published.to_string(), published);
        assert_eq!(article.document.paragraphs().next(), Some(text));
        article
    };
    let article = check(
        &format!(
            "{{\"url\":\"https://example.org/2024/05/02/a\",\"timestamp\":\"2024-06-01T00:00:09Z\",\"text\":{PROSE:?}}}"
        ),
        None,
        "2024-05-02",
        PROSE,
    );
    assert_eq!(
        article.facts.address.as_deref(),
        Some("https://example.org/2024/05/02/a")
    );
    assert_eq!(article.facts.saved.unwrap().to_string(), "2024-06-01T00:00");
    check(
        &format!(
            "{{\"title\":\"سفينة\",\"authors\":[\"سلمى الحداد\"],\"date_publish\":\"2024-05-02 09:30:00\",\
             \"maintext\":{PROSE:?},\"id\":7}}"
        ),
        Some("سفينة"),
        "2024-05-02T09:30",
        PROSE,
    );
    for source in [
        "{}",
        "{\"a\": 1}",
        "{\"text\": \"\"}",
        "{\"text\": 1}",
        "{\"text\": \"x\"",
        "{x}",
    ] {
        let kind = read(source.as_bytes()).unwrap().facts.kind;
        assert_eq!(kind, Kind::Plain, "{source:?}");
    }
}

#[test]
fn floods_are_read_in_bounded_time() {
    let begun = std::time::Instant::now();
    let from = "From: a@b\nDate: Fri, 3 May 2024 10:00:00 +0000\nMessage-ID: <2@e>\n";
    let nested: String = (0..5000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n"))
        .collect();
    let _ = read(format!("{from}{nested}\n\na ship").as_bytes());
    let forwarded = "Content-Type: message/rfc822\n\n".repeat(5000);
    let _ = read(format!("{from}{forwarded}\n\na ship").as_bytes());
    for flood in [
        "> ",
        "- ",
        "[",
        "![",
        "*a ",
        "` ",
        "|a",
        "<div>\n\n",
        "[^1]: ",
        "1. ",
    ] {
        let article = markdown(&format!("# x\n\n{}ship\n", flood.repeat(20_000)));
        let texts: String = article.document.texts().map(|(_, text)| text).collect();
        assert!(texts.contains("ship"), "{flood:?}");
    }
    let deep = format!(
        "{{\"text\":\"a ship\",\"x\":{}{}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let _ = read(deep.as_bytes());
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_word_of_markdown_is_lost(signs in proptest::collection::vec(
        proptest::sample::select(vec![
            "\n\n", "\n", "# ", "- ", "> ", "1. ", "**", "`", "| ", "|---|\n", "```\n", "    ", "![", "](a)", "[^1]",
            "<div dir=rtl>\n\n", "</div>\n\n", "~~", "\\", "- [ ] ", ": ",
        ]), 1..40)) {
        let mut source = String::from("# t\n\n");
        for (n, sign) in signs.iter().enumerate() {
            source.push_str(&format!("{sign}كلمة{n}w "));
        }
        let article = markdown(&source);
        let mut shown: String = article.document.texts().map(|(_, text)| text).collect();
        shown.extend(article.title.as_deref());
        for n in 0..signs.len() {
            prop_assert!(shown.contains(&format!("كلمة{n}w")), "{} of {:?}", n, source);
        }
        let _ = (to_markdown(&article), to_html(&article));
    }

    #[test]
    fn anything_of_these_kinds_is_safe(text: String, which in 0usize..4) {
        let source = match which {
            0 => format!("---\n{text}: {text}\n---\n# {text}\n{text}"),
            1 => format!("From: {text}\nDate: {text}\nMessage-ID: 1\nSubject: {text}\n\n{text}"),
            2 => format!("{{\"text\": {text:?}, \"title\": \"{text}\"}}"),
            _ => format!("+++\n{text}\n+++\n{text}"),
        };
        holds::what_is_read_is_safe(source.as_bytes());
    }
}
