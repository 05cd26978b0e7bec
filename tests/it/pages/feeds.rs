//! Feeds and mailboxes: every entry and message is an article, whatever the file is called, however it
//! is written, and whatever is wrong with it.

use std::fs;
use std::path::Path;

use akhbar::article::{Article, BlockKind, Kind, Reason};
use akhbar::library::{Source, read, sources};
use akhbar::text::Direction;
use proptest::prelude::*;

use crate::pages::holds;
use crate::web::offline;

/// The articles in a file of that name, or what is wrong with them.
fn opened(name: &str, bytes: &[u8]) -> Vec<Result<Article, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let read = |source: Result<Source, _>| {
        let article = source.and_then(|source| read(&source));
        article.map_err(|trouble| trouble.reason())
    };
    sources(&[path.into()], &offline()).map(read).collect()
}

/// The articles of a feed of which nothing is wrong.
fn articles(bytes: &[u8]) -> Vec<Article> {
    let articles: Result<Vec<Article>, String> = opened("feed", bytes).into_iter().collect();
    let articles = articles.unwrap();
    assert!(
        articles
            .iter()
            .all(|article| article.facts.kind == Kind::Feed)
    );
    articles
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>جريدة المرفأ</title><link>https://marfa.example.org</link>\
         <atom:link href=\"https://marfa.example.org/feed/\" rel=\"self\"/><language>ar</language>\n{items}\
         </channel></rss>\n"
    )
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.document.paragraphs().collect()
}

fn removed(article: &Article) -> Vec<(&str, Reason)> {
    let removed = article.removed.iter();
    removed
        .map(|line| (line.text.as_str(), line.reason))
        .collect()
}

const SHIP: &str = "وصلت السفينة صباح اليوم إلى الميناء بعد رحلة طويلة عبر البحر، وكان في استقبالها جمع كبير من \
                    أهل المدينة.";
const CREW: &str = "وقال القبطان إن الطاقم كله بخير، وإن الرحلة القادمة ستبدأ في الربيع.";

#[test]
fn an_entry_with_all_of_its_text_is_an_article() {
    let pointer = "<p>ظهرت المقالة <a href=\"https://marfa.example.org/ship/?utm_source=rss\">عودة السفينة</a> أولاً على \
                   <a href=\"https://marfa.example.org\">جريدة المرفأ</a>.</p>";
    let source = rss(&format!(
        "<item><title>عودة السفينة &amp; طاقمها</title><link>https://marfa.example.org/ship/</link>\
         <dc:creator><![CDATA[ليلى حداد]]></dc:creator><pubDate>الأحد، 22 نوفمبر 2026 10:00:00 +0300</pubDate>\
         <category><![CDATA[مجتمع]]></category><guid isPermaLink=\"false\">17</guid>\
         <description><![CDATA[<p>وصلت السفينة صباح اليوم إلى الميناء […]</p>{pointer}]]></description>\
         <content:encoded><![CDATA[<p>{SHIP}</p><h2>عودة البحارة</h2><p>{CREW}</p>\
         <figure><img src=\"/ship.jpg\" alt=\"السفينة\"><figcaption>السفينة عند الرصيف</figcaption></figure>\
         <div class=\"sharedaddy\"><h3>شارك هذا الموضوع:</h3></div>{pointer}]]></content:encoded></item>"
    ));
    let [article] = &articles(source.as_bytes())[..] else {
        panic!("one entry")
    };
    assert_eq!(article.title.as_deref(), Some("عودة السفينة & طاقمها"));
    assert_eq!(article.subtitle, None);
    assert_eq!(article.byline, ["ليلى حداد"]);
    assert_eq!(article.outlet.as_deref(), Some("جريدة المرفأ"));
    assert_eq!(article.published.to_string(), "2026-11-22T10:00");
    assert_eq!(article.section.as_deref(), Some("مجتمع"));
    assert_eq!(
        (article.language, article.direction),
        (Some("ar"), Direction::Rtl)
    );
    assert_eq!(
        article.facts.address.as_deref(),
        Some("https://marfa.example.org/ship/")
    );
    assert_eq!(paragraphs(article)[..3], [SHIP, "عودة البحارة", CREW]);
    let caption = article.document.texts().last().unwrap();
    assert_eq!(
        (caption.0.kind, caption.1),
        (BlockKind::Caption, "السفينة عند الرصيف")
    );
    assert_eq!(&*article.pictures[0].source, "/ship.jpg");
    let pointer = "ظهرت المقالة عودة السفينة أولاً على جريدة المرفأ.";
    assert_eq!(
        removed(article),
        [
            ("guid: 17", Reason::Outside),
            ("وصلت السفينة صباح اليوم إلى الميناء […]", Reason::Repeated),
            (pointer, Reason::Navigation),
            ("شارك هذا الموضوع:", Reason::Share),
            (pointer, Reason::Navigation),
        ]
    );
}

#[test]
fn summaries_are_the_text_where_there_is_no_other() {
    let source = rss(
        "<item><title>Fish & ships: a market &mdash; opens</title><link>/market?a=1&copy=2</link>\
         <author>desk@example.org (Ann Lee)</author><pubDate>Sat, 21 Nov 26 09:30 GMT</pubDate>\
         <category>Markets</category><category>Fish</category>\
         <enclosure url=\"https://example.org/fish.mp3\" type=\"audio/mpeg\"/>\
         <enclosure url=\"https://example.org/fish.jpg\" type=\"image/jpeg\"/>\
         <description>The market opened on Saturday,&nbsp;and hundreds came to buy fish.<br>It is open \
         every week. <a href='/market?a=1&copy=2&utm_medium=rss'>All of it</a></description></item>\
         <item><title>فتح السوق</title><description><![CDATA[فُتحت السوق يوم السبت، وجاء المئات لشراء السمك… \
         <a href=\"https://elsewhere.example.org\">اقرأ المزيد</a>]]> ]]></description><pubDate>1405-08-30</pubDate></item>\
         <item><description>&lt;p&gt;بلا عنوان، ولكن فيه جملة.&lt;/p&gt;</description></item>\
         <item><title>عنوان وحده</title><link>https://marfa.example.org/short</link><author>desk@example.org</author></item>\
         <item><title>لا شيء غيره</title></item>",
    );
    let [market, souq, untitled, bare, title] = &articles(source.as_bytes())[..] else {
        panic!("five entries")
    };
    assert_eq!(
        market.title.as_deref(),
        Some("Fish & ships: a market — opens")
    );
    assert_eq!(market.byline, ["Ann Lee"]);
    assert_eq!(market.published.to_string(), "2026-11-21T09:30");
    assert_eq!(
        (market.section.as_deref(), &market.tags[..]),
        (None, &["Markets".to_owned(), "Fish".to_owned()][..])
    );
    assert_eq!(
        (market.language, market.direction),
        (Some("en"), Direction::Ltr)
    );
    assert_eq!(
        market.facts.address.as_deref(),
        Some("https://marfa.example.org/market?a=1&copy=2")
    );
    assert_eq!(&*market.pictures[0].source, "https://example.org/fish.jpg");
    assert_eq!(
        paragraphs(market),
        [
            "The market opened on Saturday,\u{A0}and hundreds came to buy fish.\u{2028}It is open every week."
        ]
    );
    assert_eq!(
        removed(market),
        [
            ("enclosure: https://example.org/fish.mp3", Reason::Outside),
            ("All of it", Reason::Related)
        ]
    );
    assert_eq!(
        paragraphs(souq),
        ["فُتحت السوق يوم السبت، وجاء المئات لشراء السمك…"]
    );
    assert_eq!(removed(souq), [("اقرأ المزيد", Reason::Related)]);
    assert_eq!(souq.published.to_string(), "2026-11-21");
    assert_eq!(
        (untitled.title.as_deref(), paragraphs(untitled)),
        (None, vec!["بلا عنوان، ولكن فيه جملة."])
    );
    assert_eq!(paragraphs(bare), ["https://marfa.example.org/short"]);
    assert_eq!(
        (bare.language, bare.direction),
        (Some("ar"), Direction::Rtl)
    );
    assert_eq!(
        removed(bare),
        [("author: desk@example.org", Reason::Outside)]
    );
    assert_eq!(paragraphs(title), ["لا شيء غيره"]);
}

#[test]
fn atom_and_rdf_are_feeds_too() {
    let atom = "\u{FEFF}\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ur\"><title>ساحل نامہ</title>\
         <link rel=\"self\" href=\"https://sahil.example.org/atom\"/><link href=\"https://sahil.example.org/\"/>\
         <author><name>مریم خان</name><uri>x</uri></author>\
         <entry xml:base=\"https://cdn.example.org/\"><title type=\"html\">بندرگاہ میں &lt;b&gt;نئی&lt;/b&gt; کشتیاں</title>\
         <link rel=\"alternate\" href=\"2026/boats\"/><id>tag:sahil.example.org,2026:1</id>\
         <updated>2026-11-22T12:00:00Z</updated><published>2026-11-20T08:15:00+05:00</published>\
         <summary>ماہی گیروں کے لیے دس نئی کشتیاں کراچی پہنچ گئیں۔</summary>\
         <content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p>کراچی کی بندرگاہ پر جمعے کے روز دس نئی \
         <x:a href=\"boats\">کشتیاں</x:a> پہنچیں۔</x:p><x:p/><x:p>ہر کشتی میں گنجائش &lt; چھ افراد کی ہے۔</x:p></x:div></content>\
         </entry><entry><title>Of &lt;b&gt; in C &amp; D</title><id>https://sahil.example.org/2</id>\
         <author><name>Ann Lee</name></author><author><name>Bo Ek</name></author><content>One line &amp; here.\n\nAnother one.</content>\
         <updated>2026-11-19</updated></entry></feed>";
    let [boats, text] = &articles(atom.as_bytes())[..] else {
        panic!("two entries")
    };
    assert_eq!(boats.title.as_deref(), Some("بندرگاہ میں نئی کشتیاں"));
    assert_eq!(
        boats.subtitle.as_deref(),
        Some("ماہی گیروں کے لیے دس نئی کشتیاں کراچی پہنچ گئیں۔")
    );
    assert_eq!(
        (&boats.byline[..], boats.language),
        (&["مریم خان".to_owned()][..], Some("ur"))
    );
    assert_eq!(boats.published.to_string(), "2026-11-20T08:15");
    assert_eq!(
        boats.facts.address.as_deref(),
        Some("https://sahil.example.org/2026/boats")
    );
    assert_eq!(
        paragraphs(boats),
        [
            "کراچی کی بندرگاہ پر جمعے کے روز دس نئی کشتیاں پہنچیں۔",
            "ہر کشتی میں گنجائش < چھ افراد کی ہے۔"
        ]
    );
    assert_eq!(
        &**boats.document.links()[0].target(),
        "https://cdn.example.org/boats"
    );
    assert_eq!(text.title.as_deref(), Some("Of <b> in C & D"));
    assert_eq!(
        (&text.byline[..], text.published.to_string()),
        (
            &["Ann Lee".to_owned(), "Bo Ek".into()][..],
            "2026-11-19".into()
        )
    );
    assert_eq!(paragraphs(text), ["One line & here.", "Another one."]);

    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">\
         <channel rdf:about=\"x\"><title>أرشيف البحر</title><items><rdf:Seq/></items></channel>\
         <image><title>لا</title></image>\
         <item rdf:about=\"https://old.example.org/1\"><title>المنارة القديمة</title><link>https://old.example.org/1</link>\
         <dc:creator>سامي عون</dc:creator><dc:date>2004-05-01</dc:date>\
         <description>ما زالت المنارة القديمة تضيء البحر كل ليلة منذ مئة عام.</description></item>\
         <item><title>سفن</title><description>ب</description></item></rdf:RDF>";
    for declaration in ["<?xml version='1.0' encoding='windows-1256'?>", ""] {
        let source = format!("{declaration}{rdf}");
        let bytes = encoding_rs::WINDOWS_1256.encode(&source).0;
        let [lighthouse, ships] = &articles(&bytes)[..] else {
            panic!("two entries")
        };
        assert_eq!(lighthouse.title.as_deref(), Some("المنارة القديمة"));
        assert_eq!(lighthouse.outlet.as_deref(), Some("أرشيف البحر"));
        assert_eq!(lighthouse.byline, ["سامي عون"]);
        assert_eq!(lighthouse.facts.encoding, "windows-1256");
        assert_eq!(
            (ships.title.as_deref(), paragraphs(ships)),
            (Some("سفن"), vec!["ب"])
        );
    }
    let wide: Vec<u8> = rdf.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = articles(&[b"\xFF\xFE", &wide[..]].concat());
    assert_eq!(found[0].title.as_deref(), Some("المنارة القديمة"));
}

#[test]
fn json_feeds_are_feeds_too() {
    let source = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Harbour Post\",\
         \"description\": \"\\\"items\\\": [ {\", \"home_page_url\": \"https://post.example.org/\", \"authors\": [{\"name\": \"Ann Lee\"}],\n\
         \"items\": [\n{\"id\": 1, \"url\": \"/1\", \"title\": \"A ship sails\", \"content_html\": \"It left <b>with</b> forty people on \
         board, and it is not expected back before spring.\", \"date_published\": \"2026-11-16T09:00:00Z\", \"tags\": [\"ships\"],\
         \"authors\": [{\"name\": \"Bo Ek\", \"url\": \"x\"}]},\n{\"id\": \"2\", \"title\": \"نص\", \"content_text\": \"سطر أول \
         {\\\"منه\\\"} فيه ] علامات.\n\nوسطر < ثان.\", \"attachments\": [{\"url\": \"https://post.example.org/a.mp3\"}]}\n]}";
    for source in [
        source.to_owned(),
        source
            .replace("\": ", "\":")
            .replace("https://json", "https:\\/\\/json"),
    ] {
        let [ship, text] = &articles(source.as_bytes())[..] else {
            panic!("two entries")
        };
        assert_eq!(ship.title.as_deref(), Some("A ship sails"));
        assert_eq!(
            (&ship.byline[..], ship.outlet.as_deref()),
            (&["Bo Ek".to_owned()][..], Some("The Harbour Post"))
        );
        assert_eq!(
            (ship.published.to_string(), ship.section.as_deref()),
            ("2026-11-16T09:00".into(), Some("ships"))
        );
        assert_eq!(
            ship.facts.address.as_deref(),
            Some("https://post.example.org/1")
        );
        assert_eq!(paragraphs(ship).len(), 1);
        assert_eq!(
            paragraphs(text),
            ["سطر أول {\"منه\"} فيه ] علامات.", "وسطر < ثان."]
        );
        assert_eq!(
            (&text.byline[..], text.direction),
            (&["Ann Lee".to_owned()][..], Direction::Rtl)
        );
        assert_eq!(
            removed(text),
            [
                ("id: 2", Reason::Outside),
                (
                    "attachments url: https://post.example.org/a.mp3",
                    Reason::Outside
                )
            ]
        );
    }
}

#[test]
fn what_is_wrong_with_a_feed_costs_no_more_than_it_has_to() {
    let item = |n: usize| {
        format!("<item><title>خبر {n}</title><description>نص الخبر رقم {n}.</description></item>\n")
    };
    let titles = |source: &str| -> Vec<String> {
        let found = opened("feed.xml", source.as_bytes()).into_iter();
        found
            .map(|article| {
                article.map_or_else(|why| why, |article| article.title.unwrap_or_default())
            })
            .collect()
    };
    let both = ["خبر 1", "خبر 2"];
    let items = item(1) + &item(2);
    for whole in [
        rss(&items),
        rss(&items).replace("<?xml version", " 1<?xml version"),
        rss(&items).replace(" version=\"2.0\"", ""),
        rss(&items).replace("2.0", "2.01"),
        rss(&items)
            .replace("<rss", "<RSS")
            .replace("item>", "ITEM>"),
        rss(&items).replace(
            "<rss",
            "<!DOCTYPE rss [<!ENTITY a \"&b;&b;\">]>\n<!-- <item> -->\n<rss",
        ),
        rss(&(item(1) + "<!-- </channel></rss> <item><title>no</title></item> -->" + &item(2))),
        rss(&items.replace(
            "نص الخبر",
            "<![CDATA[</item><item>]]>& &lol; \u{8}\u{1b}[1m<b>نص",
        )),
        rss(&items
            .replace("<item>", "<rss:item rdf:about='x'>")
            .replace("</item>", "</rss:item>")),
        rss(&items.replace("</item>\n", "\n"))
            .replace("<item><title>خبر 2", "</item><item><title>خبر 2"),
    ] {
        assert_eq!(titles(&whole), both, "{whole}");
    }
    let whole = rss(&items);
    let cut = |end: &str| titles(&whole[..whole.find(end).unwrap()]);
    // The beginning of the last one is there, too.
    for (end, n_titles) in [
        ("</channel>", 2),
        ("رقم 2", 2),
        ("</item>\n<item>", 1),
        ("خبر 2", 2),
    ] {
        let found = cut(end);
        assert_eq!(found.len(), n_titles + 1, "{end}: {found:?}");
        assert_eq!(found[0], both[0]);
        assert!(
            found[n_titles].starts_with("broken or cut off"),
            "{found:?}"
        );
    }
    let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"خبر 1\",\"content_text\":\"نص\"},{\"ti";
    let found = titles(json);
    assert!(
        found.len() == 2 && found[0] == both[0] && found[1].starts_with("broken or cut off"),
        "{found:?}"
    );
    assert_eq!(titles(&rss("")), ["no pages in this file"]);
    // What is none stays what it was.
    for other in [
        "<opml version='2.0'><body><outline text='خبر' type='rss'/></body></opml>",
        "<!doctype html><title>صفحة</title><p>مثال: &lt;rss> <rss><channel><item><title>x</title></item></channel></rss>",
        "<urlset><url><loc>https://example.org/rss</loc></url></urlset>",
    ] {
        let found = opened("a.xml", other.as_bytes());
        assert!(
            matches!(&found[..], [Ok(article)] if article.facts.kind != Kind::Feed),
            "{other}"
        );
    }
}

const MAILBOX: &str = "From layla@example.org Sun Nov 22 11:00:00 2026\n\
    From: =?UTF-8?B?2YTZitmE2Yk=?= <layla@example.org>\nTo: crew@example.org\nSubject: =?UTF-8?B?2LnYp9iv2Kog2KfZhNiz2YHZitmG2Kk=?=\n\
    Date: Sun, 22 Nov 2026 11:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\nعادت السفينة هذا الصباح، والطاقم كله بخير.\n\n";
const SECOND: &str = "From ann@example.org Sun Nov 22 12:00:00 2026\nFrom: Ann Lee <ann@example.org>\nTo: crew@example.org\n\
    Subject: The ship is back\nDate: Sun, 22 Nov 2026 12:00:00 +0000\n\nThe ship came back this morning.\n\n\
    From the harbour they went home.\n\n>From there, nobody knows.\n\n";

#[test]
fn each_message_of_a_mailbox_is_an_article() {
    for name in ["inbox", "inbox.mbox"] {
        let found = opened(name, format!("{MAILBOX}{SECOND}").as_bytes());
        let [Ok(first), Ok(second)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(first.title.as_deref(), Some("عادت السفينة"));
        assert_eq!(
            paragraphs(first),
            ["عادت السفينة هذا الصباح، والطاقم كله بخير."]
        );
        assert_eq!(second.byline, ["Ann Lee"]);
        assert_eq!(
            paragraphs(second),
            [
                "The ship came back this morning.",
                "From the harbour they went home.",
                "From there, nobody knows."
            ]
        );
        assert_eq!(first.facts.kind, Kind::Mail);
    }
    // One by itself is the page that it was.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.mbox");
    fs::write(&path, MAILBOX).unwrap();
    let found: Vec<Source> = sources(&[path.clone().into()], &offline())
        .map(Result::unwrap)
        .collect();
    assert_eq!(found, [Source::File(path)]);
}

#[test]
fn feeds_open_in_their_place_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let items = "<item><title>أول</title></item><item><title>ثان</title></item>";
    write("a.txt", "A ship\n\nIt sailed.");
    write("b", &rss(items));
    write("c.xml", "<opml><body/></opml>");
    write("d.rss", &rss(items));
    write("e.mbox", &format!("{MAILBOX}{SECOND}"));
    write("f.txt", "A boat\n\nIt sailed.");
    let names = |is_watched: bool| -> Vec<String> {
        let found = sources(&[folder.path().into()], &offline());
        let found = if is_watched { found.watched() } else { found };
        found.map(|source| source.unwrap().short_name()).collect()
    };
    let all = [
        "a.txt", "b:1", "b:2", "c.xml", "d.rss:1", "d.rss:2", "e.mbox:1", "e.mbox:2", "f.txt",
    ];
    assert_eq!(names(false), all);
    let late = [
        "a.txt", "b", "c.xml", "d.rss:1", "d.rss:2", "e.mbox:1", "e.mbox:2", "f.txt",
    ];
    assert_eq!(names(true), late);
    let parts = akhbar::library::parts(&Source::File(folder.path().join("b"))).unwrap();
    let parts: Vec<String> = parts
        .into_iter()
        .map(|part| part.unwrap().short_name())
        .collect();
    assert_eq!(parts, all[1..3]);
    let second = folder.path().join("d.rss:2");
    let second = Source::named(second.as_os_str(), &offline()).unwrap();
    assert_eq!(read(&second).unwrap().title.as_deref(), Some("ثان"));
    assert!(second.key(Path::new("/")).is_some());
}

#[test]
fn a_large_feed_is_listed_without_being_held() {
    let text = "نص الخبر وفيه كلام كثير. ".repeat(20);
    let item = |n: usize| {
        format!("<item><title>خبر {n}</title><description>{text}</description></item>\n")
    };
    let items: String = (1..=3000).map(item).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.rss");
    fs::write(&path, rss(&items)).unwrap();
    let found: Vec<Source> = sources(&[path.into()], &offline())
        .map(Result::unwrap)
        .collect();
    assert_eq!(found.len(), 3000);
    for idx in [0, 1499, 2999] {
        assert_eq!(
            read(&found[idx]).unwrap().title,
            Some(format!("خبر {}", idx + 1))
        );
    }
}

#[test]
fn entries_of_many_makers_are_read() {
    let source = rss(
        "<item><title>Storm closes ports - The Daily Ship</title><link>https://news.example/1</link>\
         <description>&lt;ol&gt;&lt;li&gt;&lt;a href=\"https://news.example/a\"&gt;Storm closes ports&lt;/a&gt; The Daily \
         Ship&lt;/li&gt;&lt;li&gt;&lt;a href=\"https://news.example/b\"&gt;Ports shut&lt;/a&gt; Harbour Post&lt;/li&gt;&lt;/ol&gt;</description>\
         <source url=\"https://daily.example\">The Daily Ship</source></item>\
         <item><link>https://social.example/1</link><description>&lt;p&gt;عدنا من الميناء.&lt;/p&gt;</description>\
         <media:content url=\"https://files.example/1.png\" medium=\"image\" width=\"90\"/>\
         <media:content url=\"https://files.example/2.png\" medium=\"image\" width=\"900\"><media:description>سفينة عند \
         الغروب</media:description></media:content></item>\
         <item><title>The old lighthouse</title><media:group><media:title>The old lighthouse</media:title>\
         <media:description>The lighthouse has been alight for a hundred years.\n\nFilmed by Bo Ek</media:description>\
         <media:thumbnail url=\"https://files.example/3.jpg\"/></media:group></item>\
         <item><title>What the people of the harbour said about it</title><link>https://news.example/4</link></item>",
    );
    let [storm, dusk, lighthouse, short] = &articles(source.as_bytes())[..] else {
        panic!("four entries")
    };
    assert_eq!(storm.title.as_deref(), Some("Storm closes ports"));
    assert_eq!(storm.outlet.as_deref(), Some("The Daily Ship"));
    assert_eq!(
        paragraphs(storm),
        [
            "Storm closes ports The Daily Ship",
            "Ports shut Harbour Post"
        ]
    );
    assert_eq!(&*dusk.pictures[0].source, "https://files.example/2.png");
    assert_eq!(dusk.pictures[0].alt, "سفينة عند الغروب");
    assert_eq!(
        paragraphs(lighthouse),
        [
            "The lighthouse has been alight for a hundred years.",
            "Filmed by Bo Ek"
        ]
    );
    assert_eq!(removed(lighthouse), []);
    assert_eq!(
        (short.language, short.direction),
        (Some("en"), Direction::Ltr)
    );
}

#[test]
fn floods_in_an_entry_are_read_in_time() {
    let tags = |n: usize| {
        (0..n)
            .map(|n| format!("<category>وسم {n}</category>"))
            .collect::<String>()
    };
    for flood in [
        format!("<description>{}</description>", "<a".repeat(200_000)),
        format!("<description>{}</description>", "&lt;a".repeat(200_000)),
        format!("<description>{}", "<description>".repeat(50_000)),
        format!("<description>{}</description>", "&".repeat(300_000)),
        format!(
            "<content>نص</content><summary>{}</summary>",
            "&lt;p&gt;فقرة".repeat(30_000)
        ),
        format!("<author>{}</author>", "<name>a</name>".repeat(30_000)),
        "<x>".repeat(100_000),
        "<![CDATA[".repeat(100_000),
        tags(30_000),
    ] {
        let source = rss(&format!("<item><title>فيض</title>{flood}</item>"));
        let found = opened("feed", source.as_bytes());
        assert!(!found.is_empty(), "{}", &flood[..20]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_feed_is_listed_to_its_end_and_safe(
        pieces in proptest::collection::vec(piece(), 0..24),
        is_json in any::<bool>(),
        end in any::<prop::sample::Index>(),
    ) {
        let inside = pieces.concat();
        let source = match is_json {
            true => format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{inside}]}}"),
            false => rss(&inside),
        };
        let bytes = source.as_bytes();
        let cut = &bytes[..bytes.len() - end.index(bytes.len()) / 8];
        for bytes in [bytes, cut] {
            let found = opened("feed", bytes);
            prop_assert!((1..=bytes.len()).contains(&found.len()));
            for article in found.iter().flatten() {
                holds::an_article_is_safe(article);
            }
        }
    }
}

/// What feeds are made of, and what they should not be.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<item>",
        "</item>",
        "<item/>",
        "<entry>",
        "</entry>",
        "<title>",
        "</title>",
        "خبر",
        "<link>",
        "</link>",
        "<description>",
        "</description>",
        "<content:encoded>",
        "</content:encoded>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<br/>",
        "&",
        "&amp;",
        "&lt;p&gt;",
        "&#27;",
        "&#x9b;",
        "\u{1b}[2J",
        "\0",
        "<pubDate>",
        "</pubDate>",
        "2026-11-22",
        "1405-08-29",
        "<media:content url=\"a.jpg\"/>",
        "<author>",
        "<name>",
        "</author>",
        "{",
        "}",
        "[",
        "]",
        "{\"title\":\"خبر\",\"content_html\":\"<p>x\"},",
        "\"",
        "\\",
        ",",
        "</channel>",
        "</rss>",
        "<a href='https://marfa.example.org'>",
    ];
    prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}
